"""Tests of the system checks of tokens."""

import json

import ddt
from django.conf import settings
from django.core.checks import run_checks
from django.test import SimpleTestCase, override_settings

from demo.keys import PUBLIC_JWK_SET, SIGNING_JWK
from proserva_messaging.rest_api.v1.token_checks import check_tokens

GOOD = settings.JWT_AUTH
ISSUER = GOOD["JWT_ISSUERS"][0]
SYMMETRIC = json.dumps({"keys": [{"kty": "oct", "k": "c2VjcmV0", "alg": "HS256"}]})


@ddt.ddt
class CheckTests(SimpleTestCase):
    def check(self, **changes):
        """Return the texts of the errors with changed settings of tokens."""
        with override_settings(JWT_AUTH={**GOOD, **changes}):
            found = check_tokens(None)
        self.assertTrue(all(each.id == "proserva_messaging.E021" and each.is_serious() for each in found))
        return " ".join(each.msg for each in found)

    def test_the_demo_passes(self):
        self.assertEqual(check_tokens(None), [])

    @ddt.data(
        ({"JWT_PUBLIC_SIGNING_JWK_SET": None}, "has no usable key"),
        ({"JWT_PUBLIC_SIGNING_JWK_SET": ""}, "has no usable key"),
        ({"JWT_PUBLIC_SIGNING_JWK_SET": '{"keys": []}'}, "has no usable key"),
        ({"JWT_PUBLIC_SIGNING_JWK_SET": "nonsense"}, "has no usable key"),
        ({"JWT_PUBLIC_SIGNING_JWK_SET": 5}, "has no usable key"),
        ({"JWT_PUBLIC_SIGNING_JWK_SET": SYMMETRIC}, "type oct"),
        ({"JWT_PUBLIC_SIGNING_JWK_SET": json.dumps({"keys": [SIGNING_JWK]})}, "a private key"),
        ({"JWT_SIGNING_ALGORITHM": "none"}, "'none'"),
        ({"JWT_SIGNING_ALGORITHM": "HS256"}, "must be one of RS256, RS512"),
        ({"JWT_SIGNING_ALGORITHM": ["RS256", "none"]}, "must be one of"),
        ({"JWT_ALGORITHM": "none"}, "'none'"),
        ({"JWT_ALGORITHM": None}, "must be one of HS256, RS256, RS512"),
        ({"JWT_ALGORITHM": []}, "must be one of"),
        ({"JWT_VERIFY": False}, '"JWT_VERIFY"] is off'),
        ({"JWT_VERIFY_EXPIRATION": False}, "is off"),
        ({"JWT_VERIFY_AUDIENCE": False, "JWT_ISSUERS": [{**ISSUER, "AUDIENCE": None}]}, "without AUDIENCE"),
        ({"JWT_ISSUERS": [ISSUER, {**ISSUER, "SECRET_KEY": "SET-ME-PLEASE"}]}, "placeholder"),
        ({"JWT_ISSUERS": None, "JWT_SECRET_KEY": "SET-ME-PLEASE"}, "placeholder"),
    )
    @ddt.unpack
    def test_insecure_settings_are_errors(self, changes, words):
        self.assertIn(words, self.check(**changes))

    @ddt.data(
        {},
        {"JWT_SIGNING_ALGORITHM": "RS256"},
        {"JWT_ALGORITHM": "RS512"},
        {"JWT_VERIFY_AUDIENCE": False},
        {"JWT_ISSUERS": None},
    )
    def test_secure_settings_pass(self, changes):
        self.assertEqual(self.check(**changes), "")

    def test_sites_without_any_settings_of_tokens_are_refused(self):
        with override_settings(JWT_AUTH={}):
            self.assertIn("has no usable key", check_tokens(None)[0].msg)

    def test_the_check_runs_with_the_others(self):
        with override_settings(JWT_AUTH={**GOOD, "JWT_PUBLIC_SIGNING_JWK_SET": None}):
            found = run_checks(tags=["proserva_messaging"])
        self.assertIn("proserva_messaging.E021", [each.id for each in found])

    def test_studio_and_the_building_of_images_are_not_checked(self):
        with override_settings(JWT_AUTH={}, ROOT_URLCONF="cms.urls"):
            self.assertEqual(check_tokens(None), [])
        for module, count in (("lms.envs.tutor.assets", 0), ("lms.envs.tutor.i18n", 0), ("lms.envs.production", 1)):
            with override_settings(JWT_AUTH={}, SETTINGS_MODULE=module):
                self.assertEqual(len(check_tokens(None)), count)

    def test_the_keys_of_the_demo_are_public(self):
        self.assertNotIn('"d"', PUBLIC_JWK_SET)

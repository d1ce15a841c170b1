"""Tests of tokens: signatures, algorithms, audiences, issuers, times and scopes."""

import time

import ddt
import jwt
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from django.conf import settings
from django.contrib.auth import get_user_model
from django.test import override_settings
from django.urls import get_resolver
from jwt.algorithms import RSAAlgorithm
from rest_framework.test import APIClient

from demo.keys import PUBLIC_JWK_SET
from proserva_messaging.models import Message
from tests.campus_case import CampusCase, make_client, url
from tests.tokens import ABSENT, LOGIN_SCOPES, PRIVATE_KEY, encode, forge, issue, list_claims

OTHER_KEY = rsa.generate_private_key(65537, 2048)
PEM = PRIVATE_KEY.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)
DER = PRIVATE_KEY.public_key().public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
SECRET = settings.JWT_AUTH["JWT_SECRET_KEY"]
APPLICATION = ["read", "write", "email", "profile"]
LATER = 3600


def with_keys(keys):
    """Return settings with this set of public keys."""
    return override_settings(JWT_AUTH={**settings.JWT_AUTH, "JWT_PUBLIC_SIGNING_JWK_SET": keys})


def make_tampered(user):
    """Return a valid token of another person, with the claims of this user in their place."""
    head, _claims, signature = issue(user, preferred_username="noor").split(".")
    return ".".join([head, encode(list_claims(user)), signature])


def make_self_signed(user):
    """Return a token that brings the key with which it is signed."""
    return issue(user, OTHER_KEY, headers={"jwk": RSAAlgorithm.to_jwk(OTHER_KEY, as_dict=True)})


FORGED = {
    "unsigned": lambda user: forge(user, {"alg": "none", "typ": "JWT"}),
    "unsigned, in other letters": lambda user: forge(user, {"alg": "nOnE"}),
    "unsigned, with a signature": lambda user: forge(user, {"alg": "none"}, b"x"),
    "without an algorithm": lambda user: forge(user, {"typ": "JWT"}),
    "without its signature": lambda user: issue(user).rpartition(".")[0] + ".",
    "cut off": lambda user: issue(user)[:-8],
    "for another person": make_tampered,
    "by another key": lambda user: issue(user, OTHER_KEY),
    "by its own key": make_self_signed,
    "by a key elsewhere": lambda user: issue(user, OTHER_KEY, headers={"jku": "https://evil.example/keys"}),
    "by a file as key": lambda user: forge(user, {"alg": "HS256", "kid": "../../../../dev/null"}, b""),
    "HMAC with the public key": lambda user: forge(user, {"alg": "HS256"}, PEM),
    "HMAC with the public key, stripped": lambda user: forge(user, {"alg": "HS256"}, PEM.strip()),
    "HMAC with the public key, binary": lambda user: forge(user, {"alg": "HS256"}, DER),
    "HMAC with the set of public keys": lambda user: forge(user, {"alg": "HS256"}, PUBLIC_JWK_SET.encode()),
    "HMAC called RS512": lambda user: forge(user, {"alg": "RS512"}, PEM),
    "HMAC with an empty secret": lambda user: forge(user, {"alg": "HS256"}, b""),
    "HMAC with another secret": lambda user: forge(user, {"alg": "HS256"}, b"SET-ME-PLEASE"),
    "another algorithm of the secret": lambda user: issue(user, SECRET * 4, "HS512"),
    "another algorithm of the key": lambda user: issue(user, algorithm="PS512"),
    "a third algorithm of the key": lambda user: issue(user, algorithm="RS384"),
    "nonsense": lambda _user: "a.b.c",
    "no object": lambda _user: f"{encode({'alg': 'none'})}.{encode([])}.",
}
FAULTS = {
    "another audience": {"aud": "elsewhere"},
    "several other audiences": {"aud": ["elsewhere", "nowhere"]},
    "no audience": {"aud": ABSENT},
    "another issuer": {"iss": "https://evil.example/oauth2"},
    "an issuer's name in another": {"iss": settings.JWT_AUTH["JWT_ISSUER"] + ".evil.example"},
    "no issuer": {"iss": ABSENT},
    "expired": {"exp": int(time.time()) - LATER},
    "expired long ago": {"exp": 1},
    "never expires": {"exp": ABSENT},
    "an expiry that is no number": {"exp": "tomorrow"},
    "no time of issue": {"iat": ABSENT},
    "not issued yet": {"iat": int(time.time()) + LATER},
    "not valid yet": {"nbf": int(time.time()) + LATER},
    "an unknown version": {"version": "2.0.0"},
    "no user": {"preferred_username": ABSENT},
}


@ddt.ddt
class TokenTests(CampusCase):
    def use(self, token):
        """Return a client that sends a token with each request."""
        return APIClient(HTTP_AUTHORIZATION=f"JWT {token}")

    def assert_refused(self, token):
        """Check that a token opens nothing, and that its claims change no account."""
        before = list(get_user_model().objects.order_by("pk").values())
        with self.assertNoLogs("django.request", "ERROR"):
            self.assert_error(self.use(token).get(url("config")), 401, "not_authenticated")
        data = {"course_id": str(self.key), "recipients": ["ines"], "body": "Forged"}
        self.assert_error(self.use(token).post(url("threads"), data, format="json"), 401, "not_authenticated")
        self.assertFalse(Message.objects.exists())
        self.assertEqual(list(get_user_model().objects.order_by("pk").values()), before)

    @ddt.data(*FORGED)
    def test_a_forged_token_is_refused(self, name):
        self.assert_refused(FORGED[name](self.learner))

    @ddt.data(*FAULTS)
    def test_a_token_with_a_wrong_claim_is_refused(self, name):
        self.assert_refused(issue(self.learner, **FAULTS[name]))

    @ddt.data(
        ("RS512", PRIVATE_KEY),
        ("RS256", PRIVATE_KEY),
        # The platform's older tokens.
        ("HS256", SECRET),
    )
    @ddt.unpack
    def test_a_token_of_the_platform_is_accepted(self, algorithm, key):
        client = self.use(issue(self.learner, key, algorithm))
        self.assertEqual(client.get(url("config")).json()["me"]["username"], "lena")

    @ddt.data(None, "", "{}", '{"keys": []}', "nonsense", "[]", '{"keys": [{"kty": "new"}]}', 5)
    def test_without_public_keys_no_token_is_accepted(self, keys):
        with with_keys(keys):
            for token in (
                forge(self.learner, {"alg": "none"}, administrator=True, email="evil@example.org"),
                forge(self.learner, {"alg": "HS256"}, b"evil"),
                issue(self.learner, OTHER_KEY),
                issue(self.learner),
                issue(self.learner, SECRET, "HS256"),
            ):
                self.assert_refused(token)

    def test_a_rotated_key_is_accepted_beside_the_new_one(self):
        new = RSAAlgorithm.to_jwk(OTHER_KEY.public_key())
        with with_keys(PUBLIC_JWK_SET.replace('"keys": [', f'"keys": [{new}, ')):
            for key in (PRIVATE_KEY, OTHER_KEY):
                self.assertEqual(self.use(issue(self.learner, key)).get(url("config")).status_code, 200)
        with with_keys(f'{{"keys": [{new}]}}'):
            self.assert_refused(issue(self.learner))

    def test_a_forged_cookie_neither_signs_in_nor_ends_a_session(self):
        for forged in (FORGED["unsigned"], FORGED["by another key"]):
            # The platform refuses a session with the cookie of another person.
            for user, status in ((None, 401), (self.instructor, 401), (self.learner, 200)):
                client = make_client(user)
                client.cookies["edx-jwt-cookie"] = forged(self.learner)
                response = client.get(url("config"), HTTP_USE_JWT_COOKIE="true")
                self.assertEqual(response.status_code, status)

    def test_a_cookie_signs_in(self):
        client = make_client()
        client.cookies["edx-jwt-cookie"] = issue(self.learner)
        response = client.get(url("config"), HTTP_USE_JWT_COOKIE="true")
        self.assertEqual(response.json()["me"]["username"], "lena")

    def test_a_cookie_writes_with_a_csrf_token_only(self):
        client = APIClient(enforce_csrf_checks=True)
        client.cookies["edx-jwt-cookie"] = issue(self.learner)
        data = {"course_id": str(self.key), "recipients": ["ines"], "body": "By cookie"}
        response = client.post(url("threads"), data, format="json", HTTP_USE_JWT_COOKIE="true")
        self.assertIn(response.status_code, (401, 403))
        self.assertFalse(Message.objects.exists())


@ddt.ddt
class ScopeTests(CampusCase):
    @ddt.data(
        (LOGIN_SCOPES, {}, 200, 201),
        (APPLICATION, {}, 200, 201),
        (["read"], {}, 200, 403),
        (["read", "user_id", "email"], {}, 200, 403),
        (["write"], {}, 403, 201),
        (["email", "profile"], {}, 403, 403),
        (["grades:read", "certificates:read", "user:write"], {}, 403, 403),
        (["READ", "Write", "read write"], {}, 403, 403),
        ([], {}, 403, 403),
        (None, {}, 403, 403),
        (APPLICATION, {"is_restricted": True}, 403, 403),
        (LOGIN_SCOPES, {"is_restricted": True, "filters": ["content_org:Test"]}, 403, 403),
    )
    @ddt.unpack
    def test_a_token_needs_the_scope_of_the_method(self, scopes, claims, reads, writes):
        token = issue(self.learner, scopes=ABSENT if scopes is None else scopes, **claims)
        client = APIClient(HTTP_AUTHORIZATION=f"JWT {token}")
        data = {"course_id": str(self.key), "recipients": ["ines"], "body": "By token"}
        for response, status in (
            (client.get(url("config")), reads),
            (client.head(url("config")), reads),
            (client.post(url("threads"), data, format="json"), writes),
        ):
            self.assertEqual(response.status_code, status, response.content)
        if writes == 403:
            self.assert_error(client.post(url("threads"), data, format="json"), 403, "insufficient_scope")
            self.assertFalse(Message.objects.exists())

    def test_reading_alone_writes_at_no_endpoint(self):
        client = APIClient(HTTP_AUTHORIZATION=f"JWT {issue(self.learner, scopes=['read'])}")
        values = {"course_id": str(self.key), "username": "ines"}
        for pattern in get_resolver("proserva_messaging.rest_api.v1.urls").url_patterns:
            if pattern.name in ("schema", "catalog"):
                continue
            path = url(pattern.name, *(values.get(name, 1) for name in pattern.pattern.converters))
            for method in ("post", "patch", "put", "delete"):
                with self.subTest(method=method, path=path):
                    self.assert_error(getattr(client, method)(path), 403, "insufficient_scope")

    def test_a_session_needs_no_scope(self):
        data = {"course_id": str(self.key), "recipients": ["ines"], "body": "By session"}
        self.assertEqual(self.post(self.learner, "threads", data=data).status_code, 201)

    def test_the_library_still_needs_our_guard(self):
        """If this fails, the library verifies signatures without keys, and TokenAuthentication can go."""
        from edx_rest_framework_extensions.auth.jwt.decoder import jwt_decode_handler  # noqa: PLC0415

        with with_keys(None):
            self.assertEqual(jwt_decode_handler(forge(self.learner, {"alg": "none"}))["user_id"], self.learner.pk)
        with self.assertRaises(jwt.InvalidTokenError):
            jwt_decode_handler(forge(self.learner, {"alg": "none"}))

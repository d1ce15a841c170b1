"""Tests of the catalog: the front end's texts in the requested language."""

import pytest
from django.test import override_settings

from tests import catalogues
from tests.campus_case import CampusCase, make_client, url


class CatalogTests(CampusCase):
    def catalog(self, lang=None, **headers):
        """Get the front end's texts as an anonymous visitor."""
        return make_client().get(url("catalog"), {"lang": lang} if lang is not None else {}, **headers)

    def test_the_catalog_has_the_requested_language_not_the_browsers(self):
        answer = self.catalog("ar", HTTP_ACCEPT_LANGUAGE="fr")
        texts = answer.json()
        self.assertEqual(texts["catalog"]["Send"], "إرسال")
        self.assertEqual(len(texts["catalog"]["%(count)s unread"]), 6)
        self.assertIn("n%100>=11", texts["plural"])
        self.assertIn("private", answer["Cache-Control"])
        self.assertIn("max-age=600", answer["Cache-Control"])
        self.assertIn("Accept-Language", answer["Vary"])

    @pytest.mark.checkout
    def test_the_catalog_has_only_our_texts(self):
        known = {one for one, _many in catalogues.read_sources("djangojs")}
        self.assertLessEqual(set(self.catalog("de").json()["catalog"]) - {""}, known)

    def test_language_codes_may_have_variants_and_other_spellings(self):
        for code in ("es-mx", "es_MX", "ES-mx", "es-419"):
            self.assertEqual(self.catalog(code).json()["catalog"]["Send"], "Enviar", code)

    def test_english_and_languages_without_a_catalogue_are_empty(self):
        for code in ("en", "en-gb", "pl"):
            self.assertEqual(self.catalog(code).json()["catalog"], {}, code)

    def test_an_invalid_code_gets_the_requests_language_uncached(self):
        for code in (None, "", "xx", "../../etc", "a" * 5000, "fr\x00", "fr\n"):
            answer = self.catalog(code, HTTP_ACCEPT_LANGUAGE="fr")
            self.assertEqual((answer.status_code, answer.json()["catalog"]["Send"]), (200, "Envoyer"), code)
            self.assertIn("no-cache", answer["Cache-Control"])

    def test_an_unchanged_catalog_is_not_sent_again(self):
        first = self.catalog("fr")
        again = self.catalog("fr", HTTP_IF_NONE_MATCH=first["ETag"])
        self.assertEqual((again.status_code, again.content), (304, b""))
        self.assertEqual(self.catalog("de", HTTP_IF_NONE_MATCH=first["ETag"]).status_code, 200)

    @override_settings(LANGUAGES=[("en", "English"), ("fr", "French")])
    def test_only_languages_of_the_site_are_offered(self):
        self.assertEqual(self.catalog("ar", HTTP_ACCEPT_LANGUAGE="fr").json()["catalog"]["Send"], "Envoyer")

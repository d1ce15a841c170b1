"""Tests of the translations: the catalogues have every text of the sources, and people get to see them."""

import re
from string import Formatter

import polib
import pytest
from django.core import mail
from django.test import override_settings
from django.utils import translation

from demo.campus import api as campus
from proserva_messaging.errors import NotFoundError
from tests import catalogues
from tests.campus_case import CampusCase, make_client, url

FILES = sorted(catalogues.LOCALES.glob("*/LC_MESSAGES/*.po"))
PERCENT = re.compile(r"%(?:\((\w+)\))?([sd%])")
# A language may say a number in a word of its own: "two files".
NUMBERS = {("count", "s"), ("count", "d"), ("counter", "s"), ("limit", "d")}

each_catalogue = pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parents[1].name}-{path.stem}")


def get_placeholders(text):
    """Return what a text has filled in: `%(name)s` or `{name}`."""
    braces = {name for _text, name, _spec, _conversion in Formatter().parse(text) if name} if "{" in text else set()
    return set(PERCENT.findall(text)) | {(name, "{}") for name in braces}


def test_there_are_four_languages_with_two_catalogues_each():
    assert [(path.parents[1].name, path.stem) for path in FILES] == [
        (language, domain) for language in ("ar", "de", "es", "fr") for domain in ("django", "djangojs")
    ]


@each_catalogue
def test_each_text_of_the_sources_is_translated(path):
    catalogue = polib.pofile(str(path))
    assert {(entry.msgid, entry.msgid_plural) for entry in catalogue} == set(catalogues.read_sources(path.stem))
    assert [entry.msgid for entry in catalogue if not entry.translated() or entry.fuzzy or entry.obsolete] == []


@each_catalogue
def test_what_is_filled_in_is_the_same_as_in_english(path):
    for entry in polib.pofile(str(path)):
        wanted = get_placeholders(entry.msgid_plural or entry.msgid)
        if not entry.msgid_plural:
            assert get_placeholders(entry.msgstr) == wanted, entry.msgid
        for form in entry.msgstr_plural.values():
            assert wanted - NUMBERS <= get_placeholders(form) <= wanted, entry.msgid


@each_catalogue
def test_there_are_as_many_plural_forms_as_the_language_has(path):
    catalogue = polib.pofile(str(path))
    (count,) = re.findall(r"nplurals=(\d)", catalogue.metadata["Plural-Forms"])
    assert int(count) == (6 if path.parents[1].name == "ar" else 2)
    for entry in catalogue:
        if entry.msgid_plural:
            assert sorted(entry.msgstr_plural) == list(range(int(count))), entry.msgid
            assert all(entry.msgstr_plural.values()), entry.msgid


@each_catalogue
def test_what_is_shipped_is_what_was_translated(path):
    assert path.with_suffix(".mo").read_bytes() == polib.pofile(str(path)).to_binary()


@each_catalogue
def test_extraction_changes_nothing_where_nothing_has_changed(path, tmp_path, monkeypatch):
    copy = tmp_path / path.name
    copy.write_bytes(path.read_bytes())
    catalogues.renew(copy)
    assert copy.read_bytes() == path.read_bytes()


def test_extraction_finds_texts_in_all_kinds_of_sources(tmp_path):
    python, template, typescript = (tmp_path / name for name in ("a.py", "a.html", "a.ts"))
    python.write_text('_("One " "sentence.")\nngettext("%(n)d file", "%(n)d files", n)\nself.ugettext(label)\n')
    template.write_text(
        '{% load i18n %}{% trans "It\'s" %}{% blocktrans count n=n %}{{ n }} a{% plural %}{{ n }} b{% endblocktrans %}'
    )
    typescript.write_text('html`${gettext("Say “\\"hi\\"”")} ${ngettext(\n  "%(count)s a",\n  "%(count)s b", n)}`;')
    assert list(catalogues.read_python(python)) == [("One sentence.", ""), ("%(n)d file", "%(n)d files")]
    assert list(catalogues.read_template(template)) == [("It's", ""), ("%(n)s a", "%(n)s b")]
    assert list(catalogues.read_typescript(typescript)) == [('Say “"hi"”', ""), ("%(count)s a", "%(count)s b")]


class ReadersLanguageTests(CampusCase):
    def test_errors_come_in_it(self):
        client = make_client(self.learner)
        answer = client.get(url("thread", 999), HTTP_ACCEPT_LANGUAGE="fr")
        self.assertEqual(answer.json()["message"], "Cela n’existe pas ou ne vous est pas destiné.")
        with translation.override("ar"):
            self.assertEqual(answer.status_code, 404)
            self.assertEqual(str(NotFoundError.default_message), "هذا غير موجود، أو ليس متاحًا لك.")

    def test_emails_come_in_it(self):
        campus.set_language(self.instructor, "ar")
        self.ask("مرحبا")
        (email,) = mail.outbox
        self.assertEqual(email.subject, "رسالة من Lena Fischer · Demo course")
        self.assertIn("القراءة والرد", email.body)
        campus.set_language(self.instructor, "fr")
        self.ask("Bonjour")
        self.assertIn("Choisir les e-mails que vous recevez", mail.outbox[1].alternatives[0][0])

    def test_a_regional_variety_has_what_its_language_has(self):
        with translation.override("es-mx"):
            self.assertEqual(translation.gettext("No emails"), "Ningún correo")


class CatalogTests(CampusCase):
    def catalog(self, lang=None, **headers):
        """Ask for the front end's texts, as somebody who has not signed in."""
        return make_client().get(url("catalog"), {"lang": lang} if lang is not None else {}, **headers)

    def test_it_is_in_the_language_that_was_asked_for_whatever_the_browser_prefers(self):
        answer = self.catalog("ar", HTTP_ACCEPT_LANGUAGE="fr")
        texts = answer.json()
        self.assertEqual(texts["catalog"]["Send"], "إرسال")
        self.assertEqual(len(texts["catalog"]["%(count)s unread"]), 6)
        self.assertIn("n%100>=11", texts["plural"])
        self.assertIn("private", answer["Cache-Control"])
        self.assertIn("max-age=600", answer["Cache-Control"])
        self.assertIn("Accept-Language", answer["Vary"])

    def test_it_has_our_texts_alone(self):
        known = {one for one, _many in catalogues.read_sources("djangojs")}
        self.assertLessEqual(set(self.catalog("de").json()["catalog"]) - {""}, known)

    def test_varieties_and_spellings_are_understood(self):
        for code in ("es-mx", "es_MX", "ES-mx", "es-419"):
            self.assertEqual(self.catalog(code).json()["catalog"]["Send"], "Enviar", code)

    def test_english_and_languages_without_a_catalogue_are_empty(self):
        for code in ("en", "en-gb", "pl"):
            self.assertEqual(self.catalog(code).json()["catalog"], {}, code)

    def test_anything_else_is_answered_in_the_requests_language_and_not_kept(self):
        for code in (None, "", "xx", "../../etc", "a" * 5000, "fr\x00", "fr\n"):
            answer = self.catalog(code, HTTP_ACCEPT_LANGUAGE="fr")
            self.assertEqual((answer.status_code, answer.json()["catalog"]["Send"]), (200, "Envoyer"), code)
            self.assertIn("no-cache", answer["Cache-Control"])

    def test_it_is_sent_again_only_where_it_has_changed(self):
        first = self.catalog("fr")
        again = self.catalog("fr", HTTP_IF_NONE_MATCH=first["ETag"])
        self.assertEqual((again.status_code, again.content), (304, b""))
        self.assertEqual(self.catalog("de", HTTP_IF_NONE_MATCH=first["ETag"]).status_code, 200)

    @override_settings(LANGUAGES=[("en", "English"), ("fr", "French")])
    def test_only_languages_of_the_site_are_offered(self):
        self.assertEqual(self.catalog("ar", HTTP_ACCEPT_LANGUAGE="fr").json()["catalog"]["Send"], "Envoyer")

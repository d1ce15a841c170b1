"""Tests of the translations: the catalogues are complete, and users get their language."""

import re
from string import Formatter

import polib
import pytest
from django.core import mail
from django.utils import translation

from demo.campus import api as campus
from proserva_messaging.errors import NotFoundError
from tests import catalogues
from tests.campus_case import CampusCase, make_client, url

pytestmark = pytest.mark.checkout

FILES = sorted(catalogues.LOCALES.glob("*/LC_MESSAGES/*.po"))
PERCENT = re.compile(r"%(?:\((\w+)\))?([sd%])")
# A language may write a number as a word: "two files".
NUMBERS = {("count", "s"), ("count", "d"), ("counter", "s"), ("limit", "d")}

each_catalogue = pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parents[1].name}-{path.stem}")


def get_placeholders(text):
    """Return the placeholders of a text: `%(name)s` or `{name}`."""
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
def test_translations_have_the_placeholders_of_the_english_text(path):
    for entry in polib.pofile(str(path)):
        wanted = get_placeholders(entry.msgid_plural or entry.msgid)
        if not entry.msgid_plural:
            assert get_placeholders(entry.msgstr) == wanted, entry.msgid
        for form in entry.msgstr_plural.values():
            assert wanted - NUMBERS <= get_placeholders(form) <= wanted, entry.msgid


@each_catalogue
def test_each_text_has_all_plural_forms_of_the_language(path):
    catalogue = polib.pofile(str(path))
    (count,) = re.findall(r"nplurals=(\d)", catalogue.metadata["Plural-Forms"])
    assert int(count) == (6 if path.parents[1].name == "ar" else 2)
    for entry in catalogue:
        if entry.msgid_plural:
            assert sorted(entry.msgstr_plural) == list(range(int(count))), entry.msgid
            assert all(entry.msgstr_plural.values()), entry.msgid


@each_catalogue
def test_the_compiled_catalogue_is_current(path):
    assert path.with_suffix(".mo").read_bytes() == polib.pofile(str(path)).to_binary()


@each_catalogue
def test_extraction_without_changes_keeps_the_catalogue(path, tmp_path, monkeypatch):
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
    def test_errors_are_translated(self):
        client = make_client(self.learner)
        answer = client.get(url("thread", 999), HTTP_ACCEPT_LANGUAGE="fr")
        self.assertEqual(answer.json()["message"], "Non trouvé.")
        with translation.override("ar"):
            self.assertEqual(answer.status_code, 404)
            self.assertEqual(str(NotFoundError.default_message), "غير موجود.")

    def test_emails_are_translated(self):
        campus.set_language(self.instructor, "ar")
        self.ask("مرحبا")
        (email,) = mail.outbox
        self.assertEqual(email.subject, "رسالة من Lena Fischer · Demo course")
        self.assertIn("القراءة والرد", email.body)
        campus.set_language(self.instructor, "fr")
        self.ask("Bonjour")
        self.assertIn("Choisir les e-mails que vous recevez", mail.outbox[1].alternatives[0][0])

    def test_a_regional_variant_uses_the_catalogue_of_its_language(self):
        with translation.override("es-mx"):
            self.assertEqual(translation.gettext("No emails"), "Ningún correo")

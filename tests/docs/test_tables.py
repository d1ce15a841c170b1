"""Tests of the tables in docs/architecture.md and docs/glossary.md: they cover every module and model, and are true."""

import re

import pytest
from django.apps import apps
from django.test import SimpleTestCase
from django.urls import resolve

from tests.docs.pages import CODE, ROOT, list_files, list_modules, read_prose, resolves

pytestmark = pytest.mark.checkout

REST = "/api/proserva_messaging/v1/"
COLUMNS = ("term", "meaning", "class", "table", "url", "element")


def list_models():
    """Return the product's models by name."""
    return {model.__name__: model for model in apps.get_app_config("proserva_messaging").get_models()}


def read_glossary():
    """Return the rows of the glossary's tables, as dicts by COLUMNS."""
    lines = [line for line in read_prose("docs/glossary.md").splitlines() if line.startswith("|")]
    rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]
    return [dict(zip(COLUMNS, row, strict=True)) for row in rows if row[0] not in ("term", "---")]


class ArchitectureTests(SimpleTestCase):
    def setUp(self):
        layers = read_prose("docs/architecture.md").split("## Layers")[1].split("\n## ")[0]
        self.words = set(re.findall(r"\w+", layers))

    def test_it_names_every_module(self):
        self.assertEqual(list_modules() - self.words, set())

    def test_it_names_every_model(self):
        self.assertEqual(set(list_models()) - self.words, set())


class GlossaryTests(SimpleTestCase):
    def list_codes(self, column):
        """Return the words in backticks in a column."""
        return [code for row in read_glossary() for code in CODE.findall(row[column])]

    def test_it_names_every_model_and_table(self):
        models = list_models()
        classes = set(self.list_codes("class"))
        self.assertEqual({name for name in classes if "." not in name}, set(models))
        self.assertEqual([name for name in classes if "." in name and not resolves(name)], [])
        self.assertEqual(set(self.list_codes("table")), {model._meta.db_table for model in models.values()})

    def test_its_urls_exist(self):
        addresses = [code for code in self.list_codes("url") if code.endswith("/")]
        self.assertGreater(len(addresses), 30)
        for address in addresses:
            path = re.sub(r"\{\w+\}", "1", address.replace("{course_id}", "course-v1:Test+C1+2026"))
            with self.subTest(address=address):
                resolve(path if path.startswith("/") else REST + path)

    def test_its_elements_are_defined(self):
        sources = [name for name in list_files() if name.startswith("frontend/src/") and name.endswith(".ts")]
        text = "".join((ROOT / name).read_text(encoding="utf-8") for name in sources)
        defined = set(re.findall(r'(?m)^\s*"(proserva-[\w-]+)": \w', text))
        self.assertEqual({element.strip("<>") for element in self.list_codes("element")} - defined, set())

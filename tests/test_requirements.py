"""Tests of the requirements: each import is declared, and each requirement is imported."""

import ast
import re
import sys
import tomllib
from importlib.metadata import packages_distributions
from pathlib import Path

import ddt
import pytest
from django.test import SimpleTestCase

ROOT = Path(__file__).parents[1]
pytestmark = pytest.mark.checkout
OURS = ("proserva_messaging", "xblock_message_instructor")
# Parts of the platform, which no requirement of ours could install. Only edxapp imports them, inside functions.
PLATFORM = {"bson", "cms", "common", "edx_when", "eventtracking", "forum", "lms", "openedx", "submissions", "xmodule"}
# Requirements that nothing imports, each with its reason.
NOT_IMPORTED: dict[str, str] = {}


def normalize(requirement):
    """Return the name of a requirement as package indexes compare it, without extras and versions."""
    return re.match(r"[\w.-]+", requirement)[0].lower().replace("_", "-")


def list_imports(source):
    """Yield the top-level packages that a source imports, each with whether that happens inside a function."""
    tree = ast.parse(source)
    functions = (node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef))
    inside = {node for function in functions for node in ast.walk(function)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from ((name.name.split(".")[0], node in inside) for name in node.names)
        elif isinstance(node, ast.ImportFrom) and not node.level:
            yield node.module.split(".")[0], node in inside


def read_imports():
    """Return the third-party packages that the product imports: (name, inside a function, path)."""
    own = {*sys.stdlib_module_names, *OURS}
    paths = [path for package in OURS for path in sorted((ROOT / package).rglob("*.py"))]
    found = {(*each, path.relative_to(ROOT)) for path in paths for each in list_imports(path.read_text())}
    return {each for each in found if each[0] not in own}


def read_requirements():
    """Return the names of the declared requirements."""
    declared = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]["dependencies"]
    return {normalize(requirement) for requirement in declared}


@ddt.ddt
class RequirementTests(SimpleTestCase):
    def test_each_import_is_declared(self):
        providers = packages_distributions()
        imported = {name for name, _, _ in read_imports()} - PLATFORM
        known = read_requirements()
        undeclared = {name for name in imported if not known & set(map(normalize, providers.get(name, [])))}
        self.assertEqual(undeclared, set())

    def test_each_requirement_is_imported_or_has_a_reason(self):
        providers = packages_distributions()
        imported = {normalize(each) for name, _, _ in read_imports() for each in providers.get(name, [])}
        self.assertEqual(read_requirements() - imported, set(NOT_IMPORTED))
        self.assertTrue(all(NOT_IMPORTED.values()))

    def test_only_functions_of_edxapp_import_the_platform(self):
        edxapp = Path("proserva_messaging/edxapp")
        outside = {
            (name, str(path))
            for name, is_inside, path in read_imports()
            if name in PLATFORM and not (is_inside and path.is_relative_to(edxapp))
        }
        self.assertEqual(outside, set())

    @ddt.data(
        ("import attr", {("attr", False)}),
        ("from django.db import models", {("django", False)}),
        ("def run():\n    import a.b, c", {("a", True), ("c", True)}),
        ("from . import sibling", set()),
    )
    @ddt.unpack
    def test_imports_of_a_source(self, source, expected):
        self.assertEqual(set(list_imports(source)), expected)

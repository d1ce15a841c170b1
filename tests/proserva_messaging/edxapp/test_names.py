"""Tests that hold the names imported from the platform to the code, the stand-ins and the releases."""

import ast
import inspect
import sys
from importlib import import_module
from pathlib import Path

import ddt
from django.test import SimpleTestCase

from proserva_messaging import edxapp
from proserva_messaging.edxapp.names import NAMES, find_missing
from tests.proserva_messaging.edxapp import standins
from tests.proserva_messaging.edxapp.platform_names import CHANGES, SIGNATURES

LIBRARIES = {"django", "opaque_keys", "proserva_messaging"}
# The stand-ins call these themselves.
INTERNAL = {"edx_when.field_data.DateOverrideTransformer"}


def find_imports():
    """Yield the dotted names that the package imports from the platform."""
    for path in Path(edxapp.__file__).parent.glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            names = [alias.name for alias in node.names] if isinstance(node, ast.Import | ast.ImportFrom) else []
            dotted = [f"{node.module}.{name}" for name in names] if isinstance(node, ast.ImportFrom) else names
            yield from (name for name in dotted if name.partition(".")[0] not in LIBRARIES | sys.stdlib_module_names)


def load(dotted_path):
    """Return an object of the stand-ins by its dotted path, such as a method of a class in a module."""
    parts = dotted_path.split(".")
    depth = max(depth for depth in range(1, len(parts)) if ".".join(parts[:depth]) in sys.modules)
    found = import_module(".".join(parts[:depth]))
    for name in parts[depth:]:
        found = getattr(found, name)
    return found


def read_signature(text):
    """Return the signature of a parameter list."""
    return inspect.signature(eval(f"lambda {text}: None"))


def list_parameters(signature):
    """Return the names, kinds and defaults of a signature's parameters."""
    return [(each.name, each.kind, each.default) for each in signature.parameters.values()]


@ddt.ddt
class NamesTest(SimpleTestCase):
    def test_the_table_has_exactly_the_imports_of_the_code(self):
        assert set(find_imports()) == set(NAMES)

    def test_the_stand_ins_have_exactly_these_names(self):
        with standins.installed():
            assert list(find_missing()) == []
        stood_in = {f"{module}.{name}" for module, names in standins.MODULES.items() for name in names}
        # Libraries that are installed for the tests need no stand-in.
        assert set(NAMES) - stood_in == {name for name in NAMES if name.partition(".")[0] in ("bson", "crum")}
        assert stood_in - set(NAMES) == INTERNAL

    @ddt.data(*SIGNATURES)
    def test_a_stand_in_has_the_signature_of_the_platform(self, name):
        with standins.installed():
            found = inspect.signature(load(name))
        assert list_parameters(found) == list_parameters(read_signature(SIGNATURES[name]))

    @ddt.data(*((release, name) for release, changes in CHANGES.items() for name in changes))
    @ddt.unpack
    def test_a_later_release_accepts_the_same_calls(self, release, name):
        before, after = (list_parameters(read_signature(each[name])) for each in (SIGNATURES, CHANGES[release]))
        assert after[: len(before)] == before
        assert all(default is not inspect.Parameter.empty for _name, _kind, default in after[len(before) :])

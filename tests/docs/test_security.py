"""Tests of docs/security.md and docs/reliability.md: each row of their tables names tests and modules that exist."""

import ast
import re
from functools import cache

import ddt
import pytest
from django.apps import apps
from django.test import SimpleTestCase

from tests.docs.pages import CODE, ROOT, list_files, read_prose, resolves

pytestmark = pytest.mark.checkout

SECURITY, RELIABILITY = "docs/security.md", "docs/reliability.md"
PAGES = (SECURITY, RELIABILITY)
TEST = re.compile(r"((?:[\w.-]+/)*test_\w+\.py)::(\w+)")
FRONTEND_TEST = re.compile(r"[\w/-]+\.test\.ts")
ASVS_ID = re.compile(r"V\d+\.\d+\.\d+")
PRODUCT = ("proserva_messaging/", "xblock_message_instructor/")
# Modules that run commands, load code or objects, parse XML or YAML, unpack archives, decode pictures or send requests.
DANGEROUS = {
    *("subprocess", "pickle", "marshal", "shelve", "yaml", "xml", "lxml", "zipfile", "tarfile", "gzip", "ldap"),
    *("requests", "urllib.request", "http.client", "httpx", "jinja2"),
    *("PIL", "cv2", "imageio", "wand"),
}
# It writes archives, and reads none.
WRITES_ARCHIVES = "proserva_messaging/exports/targets.py"


def find_files(ending):
    """Return the files of the tree whose paths end so."""
    return [name for name in list_files() if f"/{name}".endswith(f"/{ending}")]


@cache
def list_tests(name):
    """Return the names of the classes and test functions of a file."""
    kinds = (ast.ClassDef, ast.FunctionDef)
    return {node.name for node in ast.walk(ast.parse((ROOT / name).read_text("utf-8"))) if isinstance(node, kinds)}


def find_bad_tests(text):
    """Return the tests in backticks that do not exist, or whose file is not clear."""
    bad = []
    for code in CODE.findall(text):
        if found := TEST.fullmatch(code):
            files = find_files(found[1])
            if len(files) != 1 or found[2] not in list_tests(files[0]):
                bad.append(code)
        elif "::" in code or (code.startswith("test_") and not code.endswith(".py")):
            bad.append(code)
    return bad


def read_rows(page):
    """Return the rows of a page's tables as dicts by the heads of their columns."""
    rows, heads = [], []
    for line in read_prose(page).splitlines():
        cells = [cell.strip() for cell in line.strip().strip("|").split("|")]
        if not line.startswith("|"):
            heads = []
        elif not heads:
            heads = cells
        elif set(line) - set("|- :"):
            rows.append(dict(zip(heads, cells, strict=True)))
    return rows


def list_imports(name):
    """Return the modules that a Python file imports."""
    found = set()
    for node in ast.walk(ast.parse((ROOT / name).read_text("utf-8"))):
        if isinstance(node, ast.Import):
            found |= {each.name for each in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            found |= {node.module, *(f"{node.module}.{each.name}" for each in node.names)}
    return found


@ddt.ddt
class TableTests(SimpleTestCase):
    @ddt.data(*PAGES)
    def test_each_named_test_exists(self, page):
        self.assertEqual(find_bad_tests(read_prose(page)), [])

    @ddt.data(*PAGES)
    def test_each_row_names_a_test(self, page):
        rows = [row for row in read_rows(page) if "test" in row]
        self.assertGreater(len(rows), 20)
        codes = [(row, CODE.findall(row["test"])) for row in rows]
        is_test = re.compile(f"{TEST.pattern}|{FRONTEND_TEST.pattern}")
        bad = [row for row, named in codes if not named or not all(map(is_test.fullmatch, named))]
        self.assertEqual(bad, [])

    def test_each_row_names_its_modules(self):
        rows = [row for row in read_rows(SECURITY) if "where" in row]
        self.assertGreater(len(rows), 40)
        for row in rows:
            names = CODE.findall(row["where"])
            bad = [name for name in names if not resolves(name) and not find_files(name)]
            with self.subTest(row=row):
                self.assertTrue(names)
                self.assertEqual(bad, [])

    def test_a_wrong_name_is_found(self):
        wrong = ["test_gone.py::test_x", "test_security.py::test_gone", "test_actions.py::AtOnceTests", "test_gone"]
        right = ["docs/test_security.py::test_a_wrong_name_is_found", "store/test_files.py::test_a_name_has_to_fit"]
        self.assertEqual(find_bad_tests(" ".join(f"`{each}`" for each in [*wrong, *right])), wrong)


class RequirementTests(SimpleTestCase):
    def setUp(self):
        self.cells = [row["ASVS"] for row in read_rows(SECURITY) if "ASVS" in row]

    def test_each_requirement_has_one_answer(self):
        ids = [each for cell in self.cells for each in ASVS_ID.findall(cell)]
        self.assertGreater(len(ids), 80)
        self.assertEqual([each for each in set(ids) if ids.count(each) > 1], [])

    def test_each_row_names_its_requirements(self):
        self.assertEqual([cell for cell in self.cells if not re.match(r"V\d+", cell)], [])


class AbsenceTests(SimpleTestCase):
    def test_no_module_runs_commands_loads_objects_parses_xml_or_unpacks_archives(self):
        files = [name for name in list_files() if name.startswith(PRODUCT) and name.endswith(".py")]
        self.assertGreater(len(files), 100)
        bad = {name: sorted(list_imports(name) & DANGEROUS) for name in files}
        self.assertEqual({name: found for name, found in bad.items() if found}, {WRITES_ARCHIVES: ["zipfile"]})
        self.assertIn('ZipFile(file, "w"', (ROOT / WRITES_ARCHIVES).read_text("utf-8"))

    def test_each_model_states_its_personal_data(self):
        models = apps.get_app_config("proserva_messaging").get_models()
        bad = [each.__name__ for each in models if not re.search(r"\.\. (no_)?pii:", each.__doc__ or "")]
        self.assertEqual(bad, [])

    def test_no_module_disables_a_security_check_without_a_reason(self):
        """Ruff reports weak hashes, eval, SQL built from strings and others; each exception states its reason."""
        files = [name for name in list_files() if name.startswith(PRODUCT) and name.endswith(".py")]
        lines = [(name, line) for name in files for line in (ROOT / name).read_text("utf-8").splitlines()]
        bad = [each for each in lines if re.search(r"# noqa: S\d+\b(?! \()", each[1])]
        self.assertEqual(bad, [])

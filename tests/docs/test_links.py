"""Tests of every Markdown page against the tree: its links, images, files, folders and modules exist."""

import re
from urllib.parse import unquote

import ddt
import pytest
from django.test import SimpleTestCase

from tests.docs.pages import CODE, ROOT, list_anchors, list_files, list_modules, read_prose, resolves

pytestmark = pytest.mark.checkout

PAGES = [name for name in list_files() if name.endswith(".md")]
LINK = re.compile(r"!?\[[^\]]*\]\(([^)\s]+)\)")
FILE = re.compile(r"[\w.-]+(?:/[\w.-]+)*\.(?:css|html|json|md|mjs|png|py|svg|toml|ts|txt)")
FOLDER = re.compile(r"[\w.-]+(?:/[\w.-]+)*/")
DOTTED = re.compile(r"[a-z_]\w*(?:\.\w+)+")
WIDTH = 120
# A block whose lines are not wrapped: code, a row of a table, a heading, and a word that is longer than a line.
UNWRAPPED = re.compile(r"\||#|\s*\S+$")
# Names that look like a module and are not one.
FLAGS = {"proserva_messaging.disabled"}


def find_bad_links(name):
    """Return the relative links and images of a page that lead to no file or heading."""
    bad = []
    for link in LINK.findall(CODE.sub("", read_prose(name))):
        if re.match(r"[a-z]+:", link):
            continue
        path, _, anchor = link.partition("#")
        target = ((ROOT / name).parent / unquote(path)).resolve() if path else ROOT / name
        found = target.exists() and (not anchor or anchor in list_anchors(str(target.relative_to(ROOT))))
        if not found:
            bad.append(link)
    return bad


def find_bad_names(text):
    """Return the files, folders and modules in backticks that the tree does not have.

    A file may be named by the end of its path. A folder counts if its first part is a folder of the root.
    """
    files, modules = list_files(), list_modules()
    roots = {name.split("/")[0] for name in files if "/" in name}
    bad = []
    for code in CODE.findall(text):
        if FILE.fullmatch(code):
            known = any(f"/{name}".endswith(f"/{code}") for name in files)
        elif FOLDER.fullmatch(code) and code.split("/")[0] in roots:
            known = any(name.startswith(code) for name in files)
        elif DOTTED.fullmatch(code) and code.split(".")[0] in {*modules, "proserva_messaging"} and code not in FLAGS:
            known = resolves(code.removeprefix("proserva_messaging."))
        else:
            continue
        if not known:
            bad.append(code)
    return bad


@ddt.ddt
class LinkTests(SimpleTestCase):
    @ddt.data(*PAGES)
    def test_links_and_images_lead_to_a_file(self, name):
        self.assertEqual(find_bad_links(name), [])

    @ddt.data(*PAGES)
    def test_files_folders_and_modules_exist(self, name):
        self.assertEqual(find_bad_names(read_prose(name)), [])

    def test_a_name_that_does_not_exist_is_found(self):
        wrong = [
            "gone.py",
            "docs/gone.md",
            "demo/gone/",
            "models.Gone",
            "proserva_messaging.gone",
            "api.send_message.gone",
        ]
        right = ["conf.py", "docs/events.md", "demo/campus/", "models.Thread", "proserva_messaging.api", "threads/"]
        text = " ".join(f"`{code}`" for code in wrong + right)
        self.assertEqual(find_bad_names(text), wrong)

    @ddt.data(*PAGES)
    def test_lines_are_wrapped(self, name):
        long = [line for line in read_prose(name).splitlines() if len(line) > WIDTH and not UNWRAPPED.match(line)]
        self.assertEqual(long, [])

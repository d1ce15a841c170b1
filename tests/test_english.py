"""Tests of the English check: each group finds its phrases, in each kind of text, and nothing else."""

import ddt
import pytest
from django.test import SimpleTestCase

from tests import english

pytestmark = pytest.mark.checkout


def find_groups(text, kind="docstrings"):
    """Return the first words of the groups that a text belongs to."""
    return {group.split()[0].strip(",") for group, _, _ in english.find_places([(text, kind, "x.py", 1)])}


@ddt.ddt
class EnglishTests(SimpleTestCase):
    @ddt.data(
        ("Nobody sees it.", {"somebody"}),
        ("Those to whom it went.", {"whom"}),
        ("Raises an error where it fails.", {"where"}),
        ("Tell whether it ran.", {"tell"}),
        ("Send it.\n\nWhat fails is logged.", {"paragraph"}),
        ("Let a group go.", {"docstring"}),
        ("Cancel it. Return False if it had already started. See where the file is.", set()),
        ("What does a recipient see?", set()),
        ("Send it. Let it go.", set()),
    )
    @ddt.unpack
    def test_groups(self, text, expected):
        self.assertEqual(find_groups(text), expected)

    def test_a_comment_may_open_with_what(self):
        self.assertEqual(find_groups("What a reader sees.", "comments"), set())

    def test_docstrings_and_comments_of_python(self):
        source = '"""Top."""\nx = "# no comment"  # a comment\ndef f():\n    """Inner."""\n'
        expected = [("Top.", "docstrings", 1), ("Inner.", "docstrings", 4), ("a comment", "comments", 2)]
        self.assertEqual([(text, kind, line) for text, kind, _, line in english.read_python("x.py", source)], expected)

    def test_comments_of_typescript(self):
        source = 'const at = "https://example.org"; // one\n/** Two\n * lines. */\n'
        found = [(" ".join(text.split()), line) for text, _, _, line in english.read_typescript("x.ts", source)]
        self.assertEqual(found, [("one", 1), ("Two lines.", 2)])

    def test_markdown_without_code(self):
        source = "# Title\n\nRun `nobody` now.\n\n```\nnobody\n```\n"
        found = [(text, line) for text, _, _, line in english.read_markdown("x.md", source)]
        self.assertEqual(found, [("# Title", 1), ("Run  now.", 3)])

    def test_the_tree_has_texts_of_each_kind(self):
        texts = list(english.read_tree())
        self.assertEqual({kind for _, kind, _, _ in texts}, set(english.OPENINGS))
        self.assertFalse([name for _, _, name, _ in texts if "/migrations/" in name or "node_modules" in name])

"""Properties of rendering: no character is lost, and what formats nothing is shown."""

import html
import re

from django.test import SimpleTestCase
from hypothesis import assume, given
from hypothesis import strategies as st

from proserva_messaging.store.rendering import make_preview, render
from proserva_messaging.store.text import normalize_text
from tests.corpus import read_pieces

# The characters that may format something. The words after a fence name a language, which is no part of the code.
MARKS = frozenset("*_`#>-+=~[]()|\\.")
LANGUAGE = re.compile(r"[`~]{3}[ \t]*[\w.+#-]")
TAG_OR_TEXT = re.compile(r"""<(?:[^<>"']|"[^"]*"|'[^']*')*>|[^<]+""")
BODIES = st.lists(st.sampled_from(read_pieces()), max_size=25).map(lambda pieces: normalize_text("".join(pieces)))


def read(body_html):
    """Return the text of rendered HTML with the numbers of lists, and the address of each link after its words."""
    parts, links = [], []
    for part in TAG_OR_TEXT.findall(body_html):
        if part.startswith("<li value"):
            parts += re.findall(r"\d+", part)
        elif part.startswith("<a "):
            links.append((len(parts), re.findall(r'href="([^"]*)"', part)))
        elif part == "</a>":
            start, urls = links.pop()
            words = "".join(parts[start:])
            parts += [url for url in map(html.unescape, urls) if url not in (words, f"https://{words}")]
        elif part[0] != "<":
            parts.append(html.unescape(part))
    return "".join(parts)


def keep(text, *, without=frozenset()):
    """Return the characters of a text apart from spaces, and `without` these."""
    return "".join(each for each in text if not each.isspace() and each not in without)


class FaithfulTests(SimpleTestCase):
    @given(BODIES)
    def test_every_character_that_is_no_mark_is_shown_in_order(self, body):
        assume(not LANGUAGE.search(body))
        self.assertEqual(keep(read(render(body, {"lena"}).html), without=MARKS), keep(body, without=MARKS))

    @given(BODIES)
    def test_every_mark_is_shown_where_nothing_is_formatted(self, body):
        shown = render(body, {"lena"}).html
        assume(
            not re.search(r"<(?!/?(?:p|br|a|span)\b)", shown)
            and keep(read(shown)) == keep(make_preview(shown, length=10**6))
        )
        # A backslash goes that keeps a mark from formatting.
        self.assertEqual(keep(read(shown), without="\\"), keep(body, without="\\"))

    @given(BODIES)
    def test_a_preview_is_the_text_on_one_line(self, body):
        shown = render(body, {"lena"}).html
        preview = make_preview(shown, length=10**6)
        self.assertEqual(preview, " ".join(preview.split()))
        self.assertLessEqual(set(keep(preview)) - {"."}, set(keep(read(shown))))

    @given(st.text(max_size=200).map(normalize_text))
    def test_any_unicode_text_is_shown(self, body):
        assume(not LANGUAGE.search(body))
        self.assertEqual(keep(read(render(body).html), without=MARKS), keep(body, without=MARKS))

    @given(BODIES)
    def test_what_is_linked_is_what_is_shown(self, body):
        for url, words in re.findall(r'<a href="([^"]*)"[^>]*>([^<]*)</a>', render(body).html):
            if re.match(r"(?i)https?:|www\.|mailto:", words):
                self.assertIn(url, (words, f"https://{words}"))

"""Tests of rendering: Markdown as people write it, and nothing that a browser would run, whatever comes in."""

import re
import unittest

import ddt
from hypothesis import given
from hypothesis import strategies as st

from proserva_messaging.rendering import LINK_REL, PREVIEW_LENGTH, TAGS, make_preview, render

MARKDOWN = st.text(alphabet=st.sampled_from(list("ab <>&\"'`*_[]()!#-+=|\\/:.~1\n\t>\u202e\u05d0")), max_size=200)
LINK = f'target="_blank" rel="{LINK_REL}"'


@ddt.ddt
class RenderTests(unittest.TestCase):
    @ddt.data(
        ("one\ntwo", "<p>one<br>\ntwo</p>"),
        ("# Title", "<h3>Title</h3>"),
        (
            "see https://a.example/x?y=1.",
            f'<p>see <a href="https://a.example/x?y=1" {LINK}>https://a.example/x?y=1</a>.</p>',
        ),
        ("`https://a.example`", "<p><code>https://a.example</code></p>"),
        ("**https://a.example**", f'<p><strong><a href="https://a.example" {LINK}>https://a.example</a></strong></p>'),
        ("[https://a.example](https://b.example)", f'<p><a href="https://b.example" {LINK}>https://a.example</a></p>'),
        ("what does <div> do?", "<p>what does &lt;div&gt; do?</p>"),
        ("<script>alert(1)</script>", "<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>"),
        ("```html\n<b onclick='x'>\n```", "<pre><code>&lt;b onclick='x'&gt;\n</code></pre>"),
        ("#", "<p>#</p>"),
        ("مرحبا", "<p>مرحبا</p>"),
    )
    @ddt.unpack
    def test_it_is_what_its_writer_meant(self, body, html):
        self.assertEqual(render(body).html.strip(), html)

    @ddt.data(
        "[a](javascript:alert(1))",
        "[a](JaVaScRiPt:alert(1))",
        "[a](data:text/html;base64,PHNjcmlwdD4=)",
        "[a](vbscript:x)",
        "![a](http://tracker.example/pixel.png)",
        "<img src=x onerror=alert(1)>",
        '<a href="javascript:alert(1)">a</a>',
        '[a](http://x "onmouseover=alert(1)")',
        "<svg/onload=alert(1)>",
        "<iframe src=//evil.example>",
    )
    def test_nothing_runs_and_nothing_loads(self, body):
        html = render(body).html
        tags = set(re.findall(r"<([a-z0-9]+)", html))
        self.assertLessEqual(tags, TAGS)
        self.assertNotRegex(html, r"(?i)<a [^>]*href=\"(?!https?:|mailto:)")
        self.assertNotRegex(html, r"<[^>]*\son\w+=(?![^\"]*\"[^>]*>)")

    @ddt.data(
        ("hi @lena", ["lena"]),
        ("@lena. And (@noor)!", ["lena", "noor"]),
        ("**@lena** and _@noor_", ["lena", "noor"]),
        ("@l_f_2 is one name, @l-f. is another", ["l_f_2", "l-f"]),
        ("# @lena\n\n- @noor\n\n> @l-f", ["lena", "noor", "l-f"]),
        ("[@lena](https://a.example)", ["lena"]),
        ("@Lena @lenas @le", []),
        ("mail lena@noor, x/@lena, a.@lena, @@lena", []),
        ("`@lena` and ``a @noor``", []),
        ("```\n@lena\n```", []),
        ("    @lena", []),
        ("https://a.example/@lena <https://b.example/@noor>", []),
        ("\u202e@lena", ["lena"]),
    )
    @ddt.unpack
    def test_who_is_mentioned(self, body, names):
        rendered = render(body, {"lena", "noor", "l_f_2", "l-f"})
        self.assertEqual(rendered.mentioned, set(names))
        self.assertEqual(re.findall(r'<span class="mention">@([^<]*)</span>', rendered.html), names)
        self.assertEqual(rendered.html.count("<span"), len(names))
        self.assertEqual(render(body).mentioned, set())

    @ddt.data(">" * 20_000, "> " * 9000, "[" * 20_000, "[a](" * 5000, "- " * 9000, "    " * 5000 + "a", "*_" * 9000)
    def test_what_would_take_the_parser_minutes_is_shown_as_written(self, body):
        self.assertTrue(render(body).html.strip())

    @given(MARKDOWN)
    def test_any_text_renders_to_allowed_tags_and_to_nothing_a_browser_runs(self, body):
        html = render(body).html
        self.assertLessEqual(set(re.findall(r"<([a-zA-Z0-9]+)", html)), TAGS)
        self.assertNotRegex(html, r'<a [^>]*href="(?!https?:|mailto:|[^":]*")')
        self.assertTrue(make_preview(html) or not body.strip(" \n\t\u202e") or "<hr>" in html, html)


class PreviewTests(unittest.TestCase):
    def test_it_is_the_first_words_on_one_line(self):
        self.assertEqual(make_preview("<h3>Hi</h3>\n<p>there, <em>you</em> &amp; me</p>"), "Hi there, you & me")

    def test_it_is_cut_between_words(self):
        preview = make_preview("<p>" + "word " * 100 + "</p>")
        self.assertLessEqual(len(preview), PREVIEW_LENGTH)
        self.assertTrue(preview.endswith("word…"))

    @given(MARKDOWN)
    def test_any_text_has_one_that_fits(self, body):
        preview = make_preview(render(body).html)
        self.assertLessEqual(len(preview), PREVIEW_LENGTH)
        self.assertNotIn("\n", preview)

"""Tests of rendering: Markdown as people write it, and nothing that a browser would run, whatever comes in."""

import re
import unittest
from unittest import mock

import ddt
from hypothesis import given
from hypothesis import strategies as st

from proserva_messaging.store import rendering
from proserva_messaging.store.rendering import LINK_REL, TAGS, make_preview, render

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
        ("[https://a.example](https://a.example)", f'<p><a href="https://a.example" {LINK}>https://a.example</a></p>'),
        ("what does <div> do?", "<p>what does &lt;div&gt; do?</p>"),
        ("<script>alert(1)</script>", "<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>"),
        ("```html\n<b onclick='x'>\n```", "<pre><code>&lt;b onclick='x'&gt;\n</code></pre>"),
        ("#", "<p>#</p>"),
        ("###### Title", "<h6>Title</h6>"),
        ("3. a\n4. b", '<ol>\n<li value="3">a</li>\n<li value="4">b</li>\n</ol>'),
        ("1. a\n\n- b", '<ol>\n<li value="1">a</li>\n</ol>\n<ul>\n<li>b</li>\n</ul>'),
        (
            "|a|\n|-|\n|b|",
            "<table>\n<thead>\n<tr>\n<th>a</th>\n</tr>\n</thead>\n<tbody>\n<tr>\n<td>b</td>\n</tr>\n</tbody>\n</table>",
        ),
        ("[a](mailto:a@b.example)", f'<p><a href="mailto:a@b.example" {LINK}>a</a></p>'),
        ("[a](www.b.example)", f'<p><a href="https://www.b.example" {LINK}>a</a></p>'),
        ("[**a** [b]](/c)", f'<p><a href="/c" {LINK}><strong>a</strong> [b]</a></p>'),
        ("https://a.example/*b*", f'<p><a href="https://a.example/*b" {LINK}>https://a.example/*b</a>*</p>'),
        (
            "![a](https://a.example/b.png)",
            f'<p>![a](<a href="https://a.example/b.png" {LINK}>https://a.example/b.png</a>)</p>',
        ),
        ("> a\n> b\nc", "<blockquote>\n<p>a<br>\nb</p>\n</blockquote>\n<p>c</p>"),
        ("> > a\n> b", "<blockquote>\n<blockquote>\n<p>a</p>\n</blockquote>\n<p>b</p>\n</blockquote>"),
        ("a\n---\nb", "<p>a</p>\n<hr>\n<p>b</p>"),
        ("a\n\n* * *", "<p>a</p>\n<hr>"),
        ("def f():\n    return", "<p>def f():<br>\n&nbsp;&nbsp;&nbsp;&nbsp;return</p>"),
        ("a   b", "<p>a&nbsp;&nbsp; b</p>"),
        ("# a\n## b\nc", "<h3>a</h3>\n<h4>b</h4>\n<p>c</p>"),
        ("مرحبا", "<p>مرحبا</p>"),
        # Formatting without a text is shown as it was typed.
        ("```\n \n```", "<p>```<br> <br>```</p>"),
        ("***", "<p>***</p>"),
        ("- - -", "<p>- - -</p>"),
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
        ("@lena- @noor+ @l-f@ @l_f_2_", ["lena", "noor", "l-f", "l_f_2"]),
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

    def test_a_mention_replaces_its_name_alone(self):
        html = render("Hi @lena, and @noor.", {"lena", "noor"}).html
        self.assertEqual(html, '<p>Hi <span class="mention">@lena</span>, and <span class="mention">@noor</span>.</p>')

    @ddt.data(
        ("span", "class", "mention", "mention"),
        ("span", "class", "other", None),
        ("span", "class", "mention other", None),
        ("a", "class", "other", "other"),
        ("a", "href", "https://a.example", "https://a.example"),
    )
    @ddt.unpack
    def test_the_only_class_of_a_span_is_that_of_mentions(self, tag, attribute, value, kept):
        self.assertEqual(rendering._filter_class(tag, attribute, value), kept)

    @ddt.data(
        ("<h1>a</h1>", "a"),
        ('<p>a<img src="https://a.example/b.png"></p>', "<p>a</p>"),
        ('<p><span class="other">a</span></p>', "<p><span>a</span></p>"),
        ('<p class="mention" id="b" style="color: red">a</p>', "<p>a</p>"),
        ('<a href="ftp://a.example">a</a>', f"<a {LINK}>a</a>"),
        ('<a href="tel:1">a</a>', f"<a {LINK}>a</a>"),
    )
    @ddt.unpack
    def test_the_sanitizer_does_not_rely_on_the_parser(self, unsafe, safe):
        with mock.patch.object(rendering.Writer, "write", return_value=unsafe):
            self.assertEqual(render("a").html, safe)

    @given(MARKDOWN)
    def test_any_text_renders_to_allowed_tags_and_to_nothing_a_browser_runs(self, body):
        html = render(body).html
        self.assertLessEqual(set(re.findall(r"<([a-zA-Z0-9]+)", html)), TAGS)
        self.assertNotRegex(html, r'<a [^>]*href="(?!https?:|mailto:|[^":]*")')
        self.assertTrue(make_preview(html) or not body.strip(" \n\t\u202e") or "<hr>" in html, html)

"""Tests of the writer: the HTML of each element, before it is sanitized."""

import unittest

import ddt

from proserva_messaging.store.writer import Writer

NBSP = "\N{NO-BREAK SPACE}"


@ddt.ddt
class WriterTests(unittest.TestCase):
    @ddt.data(
        ("a\n---\nb", "<p>a</p>\n<hr>\n<p>b</p>"),
        ("a\n\n* * *", "<p>a</p>\n<hr>"),
        ("# a\n\n###### b", "<h3>a</h3>\n<h6>b</h6>"),
        ("- a\n- b", "<ul>\n<li>a</li>\n<li>b</li>\n</ul>"),
        ("3. a\n4. b", '<ol>\n<li value="3">a</li>\n<li value="4">b</li>\n</ol>'),
        (
            "|a|b|\n|-|-|\n|c|d|",
            "<table>\n<thead>\n<tr>\n<th>a</th>\n<th>b</th>\n</tr>\n</thead>\n<tbody>\n"
            "<tr>\n<td>c</td>\n<td>d</td>\n</tr>\n</tbody>\n</table>",
        ),
        (
            "> |a|\n> |-|",
            "<blockquote>\n<table>\n<thead>\n<tr>\n<th>a</th>\n</tr>\n</thead>\n<tbody>\n</tbody>\n</table>\n</blockquote>",
        ),
        ("`a` **b** *c*", "<p><code>a</code> <strong>b</strong> <em>c</em></p>"),
        ("```\na\n```", "<pre><code>a\n</code></pre>"),
        ("[a [b]](/c)[d](/e)", '<p><a href="/c">a [b]</a><a href="/e">d</a></p>'),
        ("[a] (b) [c](/d)", '<p>[a] (b) <a href="/d">c</a></p>'),
        # After a link, addresses are links again.
        ("[a](/b) https://x.org", '<p><a href="/b">a</a> <a href="https://x.org">https://x.org</a></p>'),
        ("a\nb\n\n", "<p>a<br>\nb</p>"),
        ("a\n\tb\n    c\nd", f"<p>a<br>\n{NBSP * 4}b<br>\n{NBSP * 4}c<br>\nd</p>"),
        # Indentation is kept outside of lists and quotes only, also after them.
        ("> a\n>   b\n\nc\n  d", f"<blockquote>\n<p>a<br>\nb</p>\n</blockquote>\n<p>c<br>\n{NBSP * 2}d</p>"),
        (
            "> > a\n\nb\n  c",
            f"<blockquote>\n<blockquote>\n<p>a</p>\n</blockquote>\n</blockquote>\n<p>b<br>\n{NBSP * 2}c</p>",
        ),
        (
            "1. a\n   - b\n\nc\n  d",
            f'<ol>\n<li value="1">a<ul>\n<li>b</li>\n</ul>\n</li>\n</ol>\n<p>c<br>\n{NBSP * 2}d</p>',
        ),
        ("   a", "<p>a</p>"),
        ("- a\n  b", "<ul>\n<li>a<br>\nb</li>\n</ul>"),
    )
    @ddt.unpack
    def test_the_html_of_an_element(self, body, html):
        self.assertEqual(Writer(()).write(body), html)

    def test_a_mention_is_marked_and_found(self):
        writer = Writer({"lena", "ines"})
        self.assertEqual(writer.write("@lena or @otto"), '<p><span class="mention">@lena</span> or @otto</p>')
        self.assertEqual(writer.found, {"lena"})

    def test_a_mention_keeps_what_would_format(self):
        writer = Writer({"lena_"})
        mention = '<span class="mention">@lena_</span>'
        self.assertEqual(writer.write("_see @lena_ now_"), f"<p><em>see {mention} now</em></p>")
        self.assertEqual(writer.found, {"lena_"})

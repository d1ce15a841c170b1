"""Tests of fields in a text to many."""

import html

import ddt
from django.test import SimpleTestCase
from hypothesis import given
from hypothesis import strategies as st

from proserva_messaging import merging
from proserva_messaging.rendering import render

VALUES = {"first_name": "Lena", "name": 'Lena <b>"O\'Hara"</b> & {name}', "due_date": ""}


@ddt.ddt
class MergingTests(SimpleTestCase):
    @ddt.data(
        ("Dear {first_name}!", {"first_name"}, "<p>Dear Lena!</p>"),
        ("**{first_name}**, {nobody}", {"first_name", "nobody"}, "<p><strong>Lena</strong>, {nobody}</p>"),
        ("`{first_name}` is code", set(), "<p><code>{first_name}</code> is code</p>"),
        ("```\n{first_name}\n```", set(), "<pre><code>{first_name}\n</code></pre>"),
        ('{"a": 1} {} { first_name }', set(), "<p>{&quot;a&quot;: 1} {} { first_name }</p>"),
        ("Due {due_date}.", {"due_date"}, "<p>Due .</p>"),
    )
    @ddt.unpack
    def test_what_is_a_field_and_what_stands_in_its_place(self, body, names, shown):
        body_html = render(body).html
        self.assertEqual(merging.find_html_fields(body_html), names)
        filled = merging.fill_html(body_html, VALUES)
        self.assertEqual(html.unescape(filled.strip()), html.unescape(shown))

    def test_a_name_is_text_whatever_is_in_it(self):
        filled = merging.fill_html("<p>{name}</p>", VALUES)
        self.assertEqual(filled, f"<p>{html.escape(VALUES['name'])}</p>")

    @ddt.data("[x]({name})", "[x](https://example.org/{name})", '[x](https://example.org "{name} > {name}")')
    def test_no_name_becomes_an_address(self, body):
        body_html = render(body).html
        filled = merging.fill_html(body_html, {"name": "javascript:alert(1)"})
        self.assertEqual(filled, body_html)

    def test_a_plain_text_and_its_markdown(self):
        self.assertEqual(merging.find_fields("For {name}, {x}"), {"name", "x"})
        self.assertEqual(merging.fill("For {first_name}, {x}", VALUES), "For Lena, {x}")
        self.assertEqual(merging.fill_markdown("{first_name} `{first_name}`", VALUES), "Lena `{first_name}`")
        self.assertEqual(
            merging.fill_markdown("```\n{first_name}\n```\n{first_name}", VALUES), "```\n{first_name}\n```\nLena"
        )

    @given(st.text(alphabet="{}name_<>\"'&=/ `~a", max_size=60), st.text(max_size=20))
    def test_whatever_is_written_and_whoever_reads_no_tag_is_added(self, body, name):
        body_html = render(body).html
        filled = merging.fill_html(body_html, {"name": name, "a": name})
        self.assertEqual(filled.count("<"), body_html.count("<"))
        self.assertEqual(filled.count('"'), body_html.count('"'))

"""Tests of fields in a text to many."""

import html
import re

import ddt
from django.test import SimpleTestCase
from django.utils.translation import override
from hypothesis import given
from hypothesis import strategies as st

from proserva_messaging.store import merge_fields
from proserva_messaging.store.rendering import render

VALUES = {"first_name": "Lena", "name": 'Lena <b>"O\'Hara"</b> & {name}', "due_date": ""}


@ddt.ddt
class MergingTests(SimpleTestCase):
    @ddt.data(
        ("Dear {first_name}!", {"first_name"}, "<p>Dear Lena!</p>"),
        ("**{first_name}**, {nickname}", {"first_name"}, "<p><strong>Lena</strong>, {nickname}</p>"),
        ("`{first_name}` is code", set(), "<p><code>{first_name}</code> is code</p>"),
        ("```\n{first_name}\n```", set(), "<pre><code>{first_name}\n</code></pre>"),
        ('{"a": 1} {} { first_name }', set(), "<p>{&quot;a&quot;: 1} {} { first_name }</p>"),
        ("Due {due_date}.", {"due_date"}, "<p>Due .</p>"),
    )
    @ddt.unpack
    def test_what_is_a_field_and_what_stands_in_its_place(self, body, names, shown):
        body_html = render(body).html
        self.assertEqual(merge_fields.find_html_fields(body_html), names)
        filled = merge_fields.fill_html(body_html, VALUES)
        self.assertEqual(html.unescape(filled.strip()), html.unescape(shown))

    def test_a_name_is_text_whatever_is_in_it(self):
        filled = merge_fields.fill_html("<p>{name}</p>", VALUES)
        self.assertEqual(filled, f"<p>{html.escape(VALUES['name'])}</p>")

    @ddt.data(
        "[x]({name})", "[x](https://{name}/a)", "[x](mailto:{name}@x.org)", '[x](https://a.org "{name} > {name}")'
    )
    def test_no_name_becomes_an_address(self, body):
        body_html = render(body).html
        filled = merge_fields.fill_html(body_html, {"name": "javascript:alert(1)"})
        self.assertEqual(re.findall(r"<[^>]*>", filled), re.findall(r"<[^>]*>", body_html))

    @ddt.data(
        # Code stays code until its last tag closes, and no longer.
        ("<pre><code>{name}</code>{name}</pre>{name}", "<pre><code>{name}</code>{name}</pre>X"),
        ("<pre>{name}<code>{name}</code></pre><p>{name}</p>", "<pre>{name}<code>{name}</code></pre><p>X</p>"),
        ("<pre><code><code>{name}</code></code></pre>{name}", "<pre><code><code>{name}</code></code></pre>X"),
        ("<code>{name}</code>{name}<code>{name}</code>{name}", "<code>{name}</code>X<code>{name}</code>X"),
        ("<codex>{name}</codex>", "<codex>X</codex>"),
        ("{name}", "X"),
        ("<br>{name}<br>", "<br>X<br>"),
    )
    @ddt.unpack
    def test_nested_code_is_left_alone(self, body_html, filled):
        self.assertEqual(merge_fields.fill_html(body_html, {"name": "X"}), filled)
        self.assertEqual(merge_fields.find_html_fields(body_html), {"name"})

    @ddt.data(
        ("[go](https://x.org/{name}?n={first_name}#{name})", "https://x.org/O%26%2F%C3%AB?n=Lena#O%26%2F%C3%AB"),
        ("[go](/r/{name})", "/r/O%26%2F%C3%AB"),
        ("[go](mailto:a@x.org?subject={name})", "mailto:a@x.org?subject=O%26%2F%C3%AB"),
        ("see https://x.org/{name}.", "https://x.org/O%26%2F%C3%AB"),
        ("see www.x.org/?a={name}, or", "https://www.x.org/?a=O%26%2F%C3%AB"),
        ("(https://x.org/a_(b)?{name})", "https://x.org/a_(b)?O%26%2F%C3%AB"),
        ("https://x.org/{due_date}/{nickname}", "https://x.org//{nickname}"),
    )
    @ddt.unpack
    def test_an_address_is_filled_encoded_where_it_leads_and_where_it_is_shown(self, body, address):
        values = {"name": "O&/ë", "first_name": "Lena", "due_date": ""}
        body_html = render(body).html
        filled = merge_fields.fill_html(body_html, values)
        self.assertEqual(re.findall('href="([^"]*)"', filled), [html.escape(address)])
        for shown in (html.unescape(re.sub("<[^>]*>", "", filled)), merge_fields.fill(body, values)):
            self.assertIn("go" if "[go]" in body else address.removeprefix("https://"), shown)
        self.assertIn(address.removeprefix("https://"), merge_fields.fill_markdown(body, values))
        self.assertEqual(merge_fields.find_html_fields(body_html), merge_fields.find_fields(body))

    @ddt.data("[x]({name})", "[x](https://{name}/a)", "[x](//{name}/a)", "https://{name}.org", "mailto:{name}@x.org")
    def test_a_text_that_is_no_link_is_filled_as_text_everywhere(self, body):
        values = {"name": "O& ë"}
        filled = html.unescape(re.sub("<[^>]*>", "", merge_fields.fill_html(render(body).html, values)))
        self.assertEqual(filled, body.replace("{name}", "O& ë"))
        self.assertEqual(merge_fields.fill_markdown(body, values), filled)
        self.assertEqual(merge_fields.fill(body, values), filled)

    def test_a_host_in_a_stored_address_is_never_filled(self):
        stored = '<p><a href="https://{name}/{name}">x</a></p>'
        self.assertEqual(
            merge_fields.fill_html(stored, {"name": "X"}), stored.replace("/{name}", "/X", 2).replace("//X", "//{name}")
        )
        self.assertEqual(merge_fields.fill_html('<a href="{name}/x">', {"name": "X"}), '<a href="{name}/x">')

    @ddt.data(
        r"\frac{name}{first_name} and \text{name}{name}",
        r"\(x_{name}\) and \[x^{name}\]",
        "$x_{name}$ and $$\nx_{name}\n+ y_{first_name}\n$$",
        'f"{value}" {x} {} {1} \\frac{a}{b} {"a": 1} {Name} {NAME} { name } {name',
    )
    def test_formulas_and_other_braces_have_no_fields(self, body):
        body_html = render(body).html
        self.assertEqual(merge_fields.list_fields(body, body_html), [])
        self.assertEqual(merge_fields.fill_html(body_html, VALUES), body_html)
        self.assertEqual(merge_fields.fill(body, VALUES), body)
        self.assertEqual(merge_fields.fill_markdown(body, VALUES), body)

    def test_a_field_beside_a_formula_is_one(self):
        body = r"{name}$x$\frac{a}{b} {first_name}, costs 5$ or $6 {name}" + "\n$$\n{name}\n$$\n{name}"
        values = {"name": "N", "first_name": "F"}
        filled = r"N$x$\frac{a}{b} F, costs 5$ or $6 N" + "\n$$\n{name}\n$$\nN"
        self.assertEqual(merge_fields.fill(body, values), filled)
        shown = re.sub("<[^>]*>", "", merge_fields.fill_html(render(body).html, values))
        self.assertEqual(shown, filled)
        self.assertEqual(merge_fields.list_fields("{due_date}", render(body).html), ["due_date", "first_name", "name"])

    @ddt.data(
        ("{firstname}", "first_name"),
        ("{First_Name}", "first_name"),
        ("{first name}", "first_name"),
        ("{first-name}", "first_name"),
        ("{frist_name}", "first_name"),
        ("{{first_name}}", "first_name"),
        ("{ name }", "name"),
        ("{NAME}", "name"),
        ("{Full name}", "name"),
        ("{coursename}", "course_name"),
        ("{duedate}", "due_date"),
    )
    @ddt.unpack
    def test_a_near_miss_is_found(self, typed, field):
        miss = merge_fields.NearMiss(typed, field)
        body_html = render(f"Dear {typed}, {typed}").html
        self.assertEqual(merge_fields.find_near_misses("", body_html), [miss])
        self.assertEqual(merge_fields.find_near_misses(f"For {typed}", "<p></p>"), [miss])

    @ddt.data(
        "{first_name}", "{surname}", "{x}", "{}", '{"name": 1}', r"\frac{Name}{b}", "`{Name}`", "firstname", "{a}{b}"
    )
    def test_other_braces_are_no_near_miss(self, body):
        self.assertEqual(merge_fields.find_near_misses("", render(body).html), [])

    def test_near_misses_come_in_order_and_in_the_language_of_the_author(self):
        with override("de"):
            label = merge_fields.get_labels()["first_name"]
            found = merge_fields.find_near_misses("{duedate}", f"<p>{{{label}}} {{firstname}}</p>")
        self.assertEqual([each.field for each in found], ["due_date", "first_name", "first_name"])
        self.assertEqual(found[1].typed, f"{{{label}}}")

    def test_the_labels(self):
        with override("en"):
            labels = ["First name", "Full name", "Course name", "Assignment due date"]
            self.assertEqual(merge_fields.get_labels(), dict(zip(merge_fields.FIELDS, labels, strict=True)))

    def test_a_field_right_after_a_formula_is_one(self):
        self.assertEqual(merge_fields.fill("$x${name}", {"name": "N"}), "$x$N")

    def test_fields_in_code_alone_are_none(self):
        self.assertEqual(merge_fields.find_html_fields("<pre><code>{name}</code>{name}</pre>"), set())

    def test_a_plain_text_and_its_markdown(self):
        self.assertEqual(merge_fields.find_fields("For {name}, {x}"), {"name"})
        self.assertEqual(merge_fields.fill("For {first_name}, {x}", VALUES), "For Lena, {x}")
        self.assertEqual(merge_fields.fill_markdown("{first_name} `{first_name}`", VALUES), "Lena `{first_name}`")
        self.assertEqual(
            merge_fields.fill_markdown("```\n{first_name}\n```\n{first_name}", VALUES), "```\n{first_name}\n```\nLena"
        )

    @given(st.text(alphabet="{}name_<>\"'&=/ `~a", max_size=60), st.text(max_size=20))
    def test_no_value_adds_a_tag(self, body, name):
        body_html = render(body).html
        filled = merge_fields.fill_html(body_html, {"name": name, "a": name})
        self.assertEqual(filled.count("<"), body_html.count("<"))
        self.assertEqual(filled.count('"'), body_html.count('"'))

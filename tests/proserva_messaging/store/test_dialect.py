"""Tests of the dialect: what formats, and what stays as it was typed."""

import re

import ddt
from django.test import SimpleTestCase

from proserva_messaging.store import dialect
from proserva_messaging.store.dialect.blocks import MAX_CELLS, MAX_QUOTES
from proserva_messaging.store.rendering import make_preview, render
from tests.corpus import read_texts, read_toolbar


def get_tags(body):
    """Return the names of the tags of a rendered text, without those of paragraphs and lines."""
    return [tag for tag in re.findall(r"<(\w+)", render(body).html) if tag not in ("p", "br")]


@ddt.ddt
class AsTypedTests(SimpleTestCase):
    @ddt.data(*read_texts("as_typed"))
    def test_it_formats_nothing(self, body):
        shown = render(body).html
        self.assertEqual(get_tags(body), [], shown)
        self.assertEqual(make_preview(shown, length=1000), " ".join(body.split()))

    @ddt.data(
        ("\\*a\\*", "*a*"),
        ("\\*\\*a\\*\\*", "**a**"),
        ("\\_a\\_", "_a_"),
        ("\\`a\\`", "`a`"),
        ("\\`a`", "`a`"),
        ("\\# a", "# a"),
        ("\\> a", "> a"),
        ("\\- a", "- a"),
        ("\\* a", "* a"),
        ("1\\. a", "1. a"),
        ("1\\) a", "1) a"),
        ("\\---", "---"),
        ("\\```\na", "``` a"),
        ("\\[a](/b)", "[a](/b)"),
    )
    @ddt.unpack
    def test_a_backslash_goes_if_it_keeps_a_mark_from_formatting(self, body, shown):
        rendered = render(body).html
        self.assertEqual(get_tags(body), [], rendered)
        self.assertEqual(make_preview(rendered), shown)


@ddt.ddt
class FormattingTests(SimpleTestCase):
    @ddt.data(
        ("*a* **b** ***c*** _d_", "em strong em strong em"),
        ('__a b__ and (*a*), "**b**" — _c_!', "strong em strong em"),
        ("*a*: *b*; *c*? *d*.", "em em em em"),
        ("**重要**です、これ**は**。", "strong strong"),
        ("本文**「重要」**です", "strong"),
        ("**注意：**本文", "strong"),
        ("**ข้อความ**สำคัญ", "strong"),
        ("**مهم** و_جدا_", "strong"),
        ("*a\nb*", "em"),
        ("**a *b* c**", "strong em"),
        ("**<b>** and *&amp;*", "strong em"),
        ("**$$x$$** and **https://a.example**", "strong strong a"),
        ("# a", "h3"),
        ("a\n\n## b\nc", "h4"),
        ("# C #", "h3"),
        ("- a\n- b", "ul li li"),
        ("a\n- b\n\nc\n1. d", "ul li ol li"),
        ("* a\n  * b\n    + c", "ul li ul li ul li"),
        ("1) a\n2) b", "ol li li"),
        ("> a", "blockquote"),
        ("a\n> b", "blockquote"),
        ("> - a\n> - b", "blockquote ul li li"),
        ("> a\n>\n> b", "blockquote"),
        ("`a` and ``b ` c``", "code code"),
        ("```\na\n```", "pre code"),
        ("```c++\na\n```", "pre code"),
        ("~~~\na\n~~~~", "pre code"),
        ("```\nunclosed", "pre code"),
        ("    a", "pre code"),
        ("a\n\n***\n\n- - -\n---", "hr hr hr"),
        ("a | b\n:-- | --:\nc | d", "table thead tr th th tbody tr td td"),
        ("a\n|b|\n|-|\n|c|\nd\n\ne", "table thead tr th tbody tr td tr td"),
        ("[a](https://b.example/c_(d)_e) f", "a"),
        ("[a *b*](https://c.example)", "a em"),
        ("[`a`](/b)", "a code"),
        ("- `a`\n- **b**", "ul li code li strong"),
    )
    @ddt.unpack
    def test_it_formats(self, body, tags):
        self.assertEqual(" ".join(get_tags(body)), tags, render(body).html)

    @ddt.data(
        "1. Do:\n```\na\n  b\n```\n2. Then", "1. Do:\n\n   ```\n   a\n     b\n   ```\n2. Then",
        "- Do:\n  ```\n  a\n    b\n  ```",
        "1. Do:\n    ```\n    a\n      b\n    ```\n2. Then", "> ```\n> a\n>   b\n> ```",
    )  # fmt: skip
    def test_code_in_a_list_keeps_its_lines(self, body):
        self.assertRegex(render(body).html, r"<pre><code>a\n {2}b\n</code></pre>")

    def test_code_is_shown_as_typed(self):
        code = "*a* <b> &amp; \\_ [c](https://d.example) | $$x_1$$ # - > `` 1. ~~~ __e__ @lena https://a_b_.example"
        for body in (
            f"```\n{code}\n```",
            f"``` \n{code}",
            f"    {code}",
            f"> ```\n> {code}\n> ```",
            f"- ```\n  {code}\n  ```",
        ):
            text = dialect.reveal(make_preview(render(body, {"lena"}).html, length=500))
            self.assertEqual(text, code)
            self.assertNotIn("<a ", render(body, {"lena"}).html)

    @ddt.data(("1. a\n3. b\n7. c", [1, 3, 7]), ("0. a", [0]), ("999) a", [999]), ("- x\n\n\t5. a\n\t6. b", [5, 6]))
    @ddt.unpack
    def test_the_numbers_of_a_list_are_those_that_were_typed(self, body, numbers):
        html = render(body).html
        self.assertEqual(list(map(int, re.findall(r'<li value="(\d+)">', html))), numbers)
        self.assertIn(f"{numbers[-1]}. ", make_preview(html))

    @ddt.data(
        "[https://a.example](https://b.example)", "[www.a.example](https://b.example)", "[see https://a.example](https://b.example)",
        "[https://a.example/](https://a.example)",
    )  # fmt: skip
    def test_a_link_leads_where_its_words_say(self, body):
        html = render(body).html
        self.assertEqual(
            re.findall(r'href="([^"]*)"', html),
            [
                address if address.startswith("http") else f"https://{address}"
                for address in re.findall(r"(?:https://|www\.)[a-z./]+", body)
            ],
        )
        self.assertEqual(make_preview(html), body)

    @ddt.data(
        '[a](https://b.example "c")',
        "[a](<https://b.example>)",
        "[a]: https://b.example",
        "![a](https://b.example)",
        "<https://b.example>",
    )
    def test_other_forms_of_links_stay_with_their_address(self, body):
        html = render(body).html
        self.assertEqual(make_preview(html), body)
        self.assertEqual(re.findall(r'href="([^"]*)"', html), ["https://b.example"])

    def test_no_cell_is_dropped(self):
        html = render("|a|b|\n|-|-|\n|c|d|e|f|\n|`g|h`|\\||\n|i|").html
        self.assertEqual(make_preview(html), "a b c d|e|f| `g h`||| i")

    def test_a_table_up_to_a_limit_is_rendered_and_beyond_it_shown_as_written(self):
        rows = MAX_CELLS // 2 - 2
        for count, tables in ((rows, 1), (rows + 1, 0)):
            body = "|a|b|\n|-|-|\n" + "|c|d|\n" * (count - 1) + "|e|f|"
            self.assertEqual(render(body).html.count("<table>"), tables)

    def test_quotes_up_to_a_limit_are_rendered_and_deeper_ones_are_text(self):
        html = render("> " * (MAX_QUOTES + 2) + "**a**").html
        self.assertEqual(html.count("<blockquote>"), MAX_QUOTES)
        self.assertIn("&gt; &gt; <strong>a</strong>", html)


@ddt.ddt
class ToolbarTests(SimpleTestCase):
    @ddt.data(*read_toolbar())
    def test_what_the_buttons_write_is_formatted(self, case):
        self.assertIn(case["html"], render(case["result"]).html)


class MentionTests(SimpleTestCase):
    def test_the_longest_username_is_mentioned(self):
        found = [
            ("@a.b. @a.", {"a.b", "a"}, [(0, 4), (6, 8)]),
            ("@_", {"_"}, [(0, 2)]),
            ("@a", (), []),
            ("@", {"a"}, []),
        ]
        for text, usernames, places in found:
            self.assertEqual(list(dialect.find_mentions(text, usernames)), places)


class HidingTests(SimpleTestCase):
    def test_control_characters_are_no_way_to_write_marks(self):
        for code in (*range(9), *range(11, 32)):
            self.assertEqual(render(f"a{chr(code)}b").html, "<p>ab</p>")

    def test_what_is_hidden_is_revealed(self):
        for text in ("a *b* [c] <d> &e; \\f | g", "- a\n\n> b\n\n```\n<c>\n```", "x**本**y"):
            self.assertEqual(dialect.reveal(dialect.hide(text)), text)

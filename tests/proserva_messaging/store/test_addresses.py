"""Tests of addresses in texts: their beginning, their end and their destination."""

import ddt
from django.test import SimpleTestCase
from hypothesis import given
from hypothesis import strategies as st

from proserva_messaging.store.addresses import find_addresses

WIKI = "https://en.wikipedia.org/wiki/Set_(mathematics)"
ADDRESSES = st.text(alphabet=st.sampled_from(list("ab1/.:-_?&=#%()[]{}'\"“”「」。、！ \nを数é*@")), max_size=40)


@ddt.ddt
class AddressTests(SimpleTestCase):
    @ddt.data(
        ("see https://a.example/x?y=1&z=%20#top.", "https://a.example/x?y=1&z=%20#top"),
        (f"sets ({WIKI}).", WIKI),
        (f"({WIKI})", WIKI),
        (f"[{WIKI}]", WIKI),
        ("(see https://a.example/b)", "https://a.example/b"),
        ("https://a.example/a_(b)_(c)/d)", "https://a.example/a_(b)_(c)/d"),
        ("https://a.example/x[1]]", "https://a.example/x[1]"),
        ("https://a.example/x(", "https://a.example/x"),
        ("https://a.example(x)", "https://a.example"),
        ("“https://a.example”", "https://a.example"),
        ("„https://a.example“", "https://a.example"),
        ("«https://a.example»", "https://a.example"),
        ("‹https://a.example›", "https://a.example"),
        ("‘https://a.example’", "https://a.example"),
        ("'https://a.example'", "https://a.example"),
        ('"https://a.example"', "https://a.example"),
        ("「https://a.example」", "https://a.example"),
        ("『https://a.example』", "https://a.example"),
        ("《https://a.example》", "https://a.example"),
        ("（https://a.example）。", "https://a.example"),
        ("https://a.example，然后", "https://a.example"),
        ("https://a.example、", "https://a.example"),
        ("https://a.example！", "https://a.example"),
        ("https://a.example：", "https://a.example"),
        ("انظر https://a.example؟", "https://a.example"),
        ("انظر https://a.example، ثم", "https://a.example"),
        ("देखें https://a.example।", "https://a.example"),
        ("https://a.example…", "https://a.example"),
        ("https://a.example — so", "https://a.example"),
        ("https://a.example—so", "https://a.example"),
        ("https://a.example?!", "https://a.example"),
        ("https://a.example/;", "https://a.example/"),
        ("<https://a.example>", "https://a.example"),
        ("https://a.example/x\\y", "https://a.example/x"),
        ("https://a.example|b", "https://a.example"),
        ("見てhttps://a.example/xを", "https://a.example/x"),
        ("https://a.example에서", "https://a.example"),
        ("https://zh.wikipedia.org/wiki/数学 ", "https://zh.wikipedia.org/wiki/数学"),
        ("https://пример.испытание/путь.", "https://пример.испытание/путь"),
        ("https://例え.テスト/パス。", "https://例え.テスト/パス"),
        ("https://münchen.example/straße", "https://münchen.example/straße"),
        ("Https://A.example/B", "Https://A.example/B"),
        ("HTTP://a.example", "HTTP://a.example"),
        ("https://A.eXample(b)", "https://A.eXample"),
        ("http://localhost:8000/x", "http://localhost:8000/x"),
        ("https://user@a.example:81/", "https://user@a.example:81/"),
        ("https://a.example/\u202etxt", "https://a.example/"),
        ("mailto:lena@a.example?subject=x.", "mailto:lena@a.example?subject=x"),
    )
    @ddt.unpack
    def test_it_ends_where_a_reader_ends_it(self, text, written):
        (address,) = find_addresses(text)
        self.assertEqual(text[address.start : address.end], written)
        self.assertEqual(address.url, written)

    @ddt.data(("www.a.example/b.", "www.a.example/b"), ("(WWW.a.example)", "WWW.a.example"))
    @ddt.unpack
    def test_an_address_without_scheme_is_a_secure_one(self, text, written):
        (address,) = find_addresses(text)
        self.assertEqual((text[address.start : address.end], address.url), (written, f"https://{written}"))

    @ddt.data(
        "https://", "https://.", "https:///a", "http://(a)", "www.", "www.a", "awww.a.example", "x@www.a.example",
        "ahttps://b",
        "javascript:alert(1)", "data:text/html,x", "ftp://a.example", "file:///etc/passwd", "tel:1", "a.example",
        "lena@a.example", "mailto:lena", "mailto:", "/https://a.example",
    )  # fmt: skip
    def test_what_is_no_address(self, text):
        self.assertEqual(list(find_addresses(text)), [])

    def test_several_in_a_text(self):
        text = "https://a.example,https://b.example https://c.example/(x)https://d.example"
        found = [text[each.start : each.end] for each in find_addresses(text)]
        self.assertEqual(found, ["https://a.example,https://b.example", "https://c.example/(x)https://d.example"])

    @given(ADDRESSES)
    def test_brackets_are_in_pairs_and_no_sentence_follows(self, text):
        text = f"https://a.example/{text}"
        for address in find_addresses(text):
            written = text[address.start : address.end]
            self.assertIn(address.url, (written, f"https://{written}"))
            self.assertTrue(all(written.count(a) == written.count(b) for a, b in ("()", "[]", "{}")), written)
            self.assertNotRegex(written, r"[\s“”「」。、！\"]|[.,:?!'*_]$")

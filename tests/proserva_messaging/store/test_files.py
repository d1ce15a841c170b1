"""Tests of how a file's type is detected from its content."""

import unittest

import ddt

from proserva_messaging import conf
from proserva_messaging.store.files import EXTENSIONS, get_content_type, is_plausible, sniff


@ddt.ddt
class SniffTests(unittest.TestCase):
    @ddt.data(
        (b"%PDF-1.7", "application/pdf"),
        (b"\x89PNG\r\n\x1a\n", "image/png"),
        (b"RIFF\x00\x00\x00\x00WEBPVP8 ", "image/webp"),
        (b"\x00\x00\x00\x18ftypmp42", "video/mp4"),
        (b"MZ\x90", "application/x-executable"),
        (b"<html><script>", "text/plain"),
        (b"\x00\x01\x02", "application/octet-stream"),
        ("Grüße".encode(), "text/plain"),
    )
    @ddt.unpack
    def test_the_first_bytes_decide(self, head, kind):
        self.assertEqual(sniff(head), kind)

    @ddt.data(
        (".png", b"<html>", False),
        (".pdf", b"\x89PNG\r\n\x1a\n", False),
        (".txt", b"MZ", False),
        (".txt", b"<html>", True),
        (".docx", b"PK\x03\x04", True),
        (".jpg", b"PK\x03\x04", False),
        (".mp3", b"\x00\x00", False),
        (".dwg", b"\x00\x00", True),
    )
    @ddt.unpack
    def test_a_name_has_to_fit(self, ending, head, fits):
        self.assertEqual(is_plausible(ending, sniff(head)), fits)

    def test_every_ending_that_is_allowed_is_known(self):
        known = {ending for endings in EXTENSIONS.values() for ending in endings}
        self.assertLessEqual(set(conf.DEFAULTS["ATTACHMENT_EXTENSIONS"]), known)

    @ddt.data(
        (".txt", b"<html>", "text/plain"),
        (".md", b"# a", "text/markdown"),
        (".dwg", b"\x00", "application/octet-stream"),
    )
    @ddt.unpack
    def test_no_content_type_runs_in_a_browser(self, ending, head, content_type):
        self.assertIn(get_content_type(ending, sniff(head)), (content_type, "image/vnd.dwg"))

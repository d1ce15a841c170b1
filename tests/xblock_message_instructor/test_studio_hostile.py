"""Tests of hostile input to the XBlock's handlers: Studio's editor answers it with an error of the client."""

import json

import ddt
from django.test import SimpleTestCase
from webob import Request

from tests.xblock_message_instructor.helpers import INES, around, make_block

ODD = ("\x00", "9" * 5000, "\\ud800", "\u202e", [], {}, None, 9**99, ["\x00"], [["ines"]], {"a": 1}, True)


@ddt.ddt
class HostileEditTests(SimpleTestCase):
    def submit(self, body, method="POST"):
        """Send a body to the handler of Studio's editor, and return the status."""
        request = Request.blank("/", method=method)
        request.body = body
        with around(team=(INES,)):
            return make_block().handle("submit_studio_edits", request).status_code

    @ddt.data(*ODD)
    def test_an_odd_value_of_a_field(self, value):
        for name in ("display_name", "label", "prompt", "recipients", "allow_files", "nothing"):
            status = self.submit(json.dumps({"values": {name: value}, "defaults": []}).encode())
            with self.subTest(name=name):
                self.assertIn(status, (200, 400))

    @ddt.data(b"", b"\xff", b"[]", b"null", b'"x"', b"1", b"{}", b'{"values": []}', b'{"values": {}, "defaults": 1}')
    def test_an_odd_body(self, body):
        self.assertEqual(self.submit(body), 400)

    @ddt.data("[" * 100_000, '{"values": {"label": ' + "9" * 5000 + '}, "defaults": []}')
    def test_a_body_that_no_parser_takes(self, text):
        self.assertEqual(self.submit(text.encode()), 400)

    def test_another_method(self):
        self.assertEqual(self.submit(b"{}", "GET"), 405)

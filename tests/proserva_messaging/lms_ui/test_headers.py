"""Tests of the response headers: private, not framed, without browser features, on error pages too."""

from pathlib import Path

import ddt
import pytest
from django.test import SimpleTestCase, override_settings
from django.urls import reverse

from tests.campus_case import CampusCase, make_client, url

PAGES = ("/messages/", "/messages/courses/{course}/roster/", "/messages/courses/{course}/announcements/")
MISSING = ("/messages/new/?to=unknown", "/messages/courses/course-v1:X+Y+Z/roster/", "/messages/unsubscribe/forged/")


@ddt.ddt
class PageTests(CampusCase):
    def assert_private(self, response, policy):
        self.assertEqual(response["Cache-Control"], "private, no-store")
        self.assertEqual(response["X-Content-Type-Options"], "nosniff")
        self.assertIn("camera=()", response["Permissions-Policy"])
        self.assertEqual(response["Content-Security-Policy"].split(", ")[0], policy)

    @ddt.data(*((path, 200) for path in PAGES), *((path, 404) for path in MISSING))
    @ddt.unpack
    def test_a_page(self, path, status):
        response = make_client(self.instructor).get(path.format(course=self.key))
        self.assertEqual(response.status_code, status)
        self.assert_private(response, "frame-ancestors 'self'")

    def test_the_redirect_to_the_sign_in_page(self):
        response = self.client.get("/messages/")
        self.assertEqual(response.status_code, 302)
        self.assert_private(response, "frame-ancestors 'self'")

    @override_settings(PROSERVA_MESSAGING_FRAME_ANCESTORS=["https://apps.example.org"])
    def test_the_operator_names_front_ends_that_may_frame_a_page(self):
        response = make_client(self.learner).get(reverse("proserva_messaging:inbox"))
        self.assert_private(response, "frame-ancestors 'self' https://apps.example.org")

    @ddt.data((("threads",), 200), (("thread", 1), 404))
    @ddt.unpack
    def test_an_answer_of_the_api(self, arguments, status):
        response = make_client(self.learner).get(url(*arguments))
        self.assertEqual(response.status_code, status)
        self.assert_private(response, "default-src 'none'; frame-ancestors 'none'")

    def test_a_file_keeps_its_own_policy(self):
        file_id = self.upload().pk
        response = make_client(self.learner).get(url("attachment", file_id))
        self.assert_private(response, "default-src 'none'; sandbox")


@pytest.mark.checkout
class InlineTests(SimpleTestCase):
    def test_no_template_of_a_page_has_inline_script_or_style(self):
        # Emails and the pages of an export, which are files, have their style inside.
        root = Path(__file__).parents[3] / "templates" / "proserva_messaging"
        pages = [path for path in root.rglob("*.html") if not {"edx_ace", "export"} & {*path.parts}]
        self.assertTrue(pages)
        for path in pages:
            text = path.read_text(encoding="utf-8")
            self.assertNotRegex(text, r"\sstyle=|<style|<script(?![^>]*\ssrc=)|\son\w+=", path.name)

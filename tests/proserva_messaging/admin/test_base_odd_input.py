"""Tests of hostile input to Django admin: no search, filter, id, page, date or action is an error of the server."""

from itertools import product
from urllib.parse import quote

import ddt
from django.contrib import admin
from django.urls import reverse

from proserva_messaging.models import CourseSettings
from tests.admin_case import AdminCase
from tests.campus_case import make_client

# As in a URL: NUL, a lone surrogate, numbers that no database holds, and texts that are no number.
HOSTILE = ("%00", "%ED%A0%80", "9" * 5000, "9" * 30, "-1", "x", "NaN")
KEYS = ("q", "o", "p", "all", "state", "kind__exact", "created__gte", "_to_field")


def list_models():
    """Return the names of the product's models in Django admin."""
    return [model._meta.model_name for model in admin.site._registry if model._meta.app_label == "proserva_messaging"]


@ddt.ddt
class HostileInputTests(AdminCase):
    def assert_answered(self, response, *path):
        with self.subTest(path=path):
            self.assertLess(response.status_code, 500)

    @ddt.data(*HOSTILE)
    def test_a_list(self, text):
        client = make_client(self.root)
        for name, key in product(list_models(), KEYS):
            path = reverse(f"admin:proserva_messaging_{name}_changelist")
            self.assert_answered(client.get(f"{path}?{key}={text}"), name, key)

    def test_nul_in_a_filter(self):
        """PostgreSQL would refuse the query."""
        path = reverse("admin:proserva_messaging_thread_changelist")
        self.assertEqual(make_client(self.root).get(f"{path}?kind__exact=%00").status_code, 400)

    @ddt.data(*HOSTILE)
    def test_an_id(self, text):
        client = make_client(self.root)
        for name, page in product(list_models(), ("change/", "history/", "delete/", "messages/")):
            path = reverse(f"admin:proserva_messaging_{name}_changelist")
            for method in (client.get, client.post):
                self.assert_answered(method(f"{path}{text}/{page}"), name, page)

    @ddt.data("\x00", "9" * 5000, "9" * 30, "x")
    def test_the_rows_of_an_action(self, text):
        client = make_client(self.root)
        for name, action in (("delivery", "send_again"), ("emailpause", "send_one_now"), ("failure", "try_now")):
            path = reverse(f"admin:proserva_messaging_{name}_changelist")
            for data in (
                {"action": action, "_selected_action": [text]},
                {"action": action, "_selected_action": ["1"], "index": text},
                {"action": text, "_selected_action": ["1"]},
                {"action": action, "_selected_action": ["1"], "select_across": text},
            ):
                self.assert_answered(client.post(path, data), name, data)

    @ddt.data("\x00", "9" * 5000, "9" * 30, "\u202e", "x", "course-v1:a+b+\x00")
    def test_a_form(self, text):
        CourseSettings.objects.create(course_id=self.key)
        client, name = make_client(self.root), "proserva_messaging_coursesettings"
        paths = [reverse(f"admin:{name}_add"), reverse(f"admin:{name}_change", args=[CourseSettings.objects.get().pk])]
        right = {"course_id": str(self.key), "contact": "", "peer_messages": "", "button": ""}
        for path, field in product(paths, right):
            self.assert_answered(client.post(path, {**right, field: text}), path, field)

    @ddt.data("\x00" * 40, "a\x00" * 20, "9" * 5000, "\udcff" * 40)
    def test_the_reason_of_a_disclosure(self, text):
        body = f"reason={quote(text.encode('utf-8', 'surrogateescape'))}"
        client = make_client(self.root)
        self.assert_answered(client.generic("POST", self.disclosure_url, body, "application/x-www-form-urlencoded"))

    @ddt.data(*HOSTILE)
    def test_the_cursor_of_a_disclosed_thread(self, text):
        client, _response = self.disclose()
        self.assert_answered(client.get(f"{self.disclosure_url}?cursor={text}"))

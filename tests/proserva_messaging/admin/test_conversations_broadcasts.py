"""Tests of broadcasts in Django admin: it shows their states and no content."""

import ddt
from django.urls import reverse

from tests.broadcast_case import BroadcastCase
from tests.campus_case import make_client
from tests.factories import UserFactory


@ddt.ddt
class BroadcastAdminTests(BroadcastCase):
    def setUp(self):
        super().setUp()
        self.client = make_client(UserFactory(username="root", is_staff=True, is_superuser=True))

    def list(self, **query):
        response = self.client.get(reverse("admin:proserva_messaging_broadcast_changelist"), query)
        self.assertEqual(response.status_code, 200)
        return response

    def test_the_list_shows_states_and_no_content(self):
        self.broadcast(subject="About zanzibar", body="Words on zanzibar")
        response = self.list()
        self.assertContains(response, "sent")
        self.assertContains(response, str(self.key))
        self.assertNotContains(response, "zanzibar")

    def test_a_broadcast_shows_its_progress(self):
        shown = self.broadcast(subject="About zanzibar")
        response = self.client.get(reverse("admin:proserva_messaging_broadcast_change", args=[shown["id"]]))
        self.assertContains(response, "2 of 2; skipped: 0; opened: 0")
        self.assertContains(response, "sent 2")
        self.assertNotContains(response, "+00:00")
        self.assertNotContains(response, "zanzibar")
        self.assertNotContains(response, 'name="_save"')

    @ddt.data(("course-v1:No+Such+Course", 0), ("nonsense", 0), ("999999", 0))
    @ddt.unpack
    def test_broadcasts_are_found_by_course_and_id(self, query, count):
        shown = self.broadcast()
        self.assertEqual(self.list(q=query).context["cl"].result_count, count)
        for own in (str(self.key), str(shown["id"])):
            self.assertEqual(self.list(q=own).context["cl"].result_count, 1)

    def test_broadcasts_cannot_be_added_or_deleted(self):
        shown = self.broadcast()
        for name, args in (("add", []), ("delete", [shown["id"]])):
            response = self.client.get(reverse(f"admin:proserva_messaging_broadcast_{name}", args=args))
            self.assertEqual(response.status_code, 403)

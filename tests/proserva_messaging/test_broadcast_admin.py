"""Tests of broadcasts in Django admin: how they are, never what was written."""

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

    def test_the_list_tells_states_and_no_words(self):
        self.broadcast(subject="Nobody's business", body="Nobody's words")
        response = self.list()
        self.assertContains(response, "sent")
        self.assertContains(response, str(self.key))
        self.assertNotContains(response, "Nobody")

    def test_one_tells_how_far_it_is(self):
        shown = self.broadcast(subject="Nobody's business")
        response = self.client.get(reverse("admin:proserva_messaging_broadcast_change", args=[shown["id"]]))
        self.assertContains(response, "2 of 2; skipped: 0; opened: 0")
        self.assertContains(response, "sent 2")
        self.assertNotContains(response, "Nobody")
        self.assertNotContains(response, 'name="_save"')

    @ddt.data(("course-v1:No+Such+Course", 0), ("nonsense", 0), ("999999", 0))
    @ddt.unpack
    def test_finding_them(self, query, count):
        shown = self.broadcast()
        self.assertEqual(self.list(q=query).context["cl"].result_count, count)
        for own in (str(self.key), str(shown["id"])):
            self.assertEqual(self.list(q=own).context["cl"].result_count, 1)

    def test_nothing_is_added_or_deleted_there(self):
        shown = self.broadcast()
        for name, args in (("add", []), ("delete", [shown["id"]])):
            response = self.client.get(reverse(f"admin:proserva_messaging_broadcast_{name}", args=args))
            self.assertEqual(response.status_code, 403)

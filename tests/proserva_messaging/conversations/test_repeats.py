"""Tests of repeated changes of a group: system messages of the same kind within minutes become one, and ring once."""

from datetime import timedelta

import ddt
from django.core import mail
from django.test import override_settings
from django.utils import timezone

from demo.campus import api as campus
from proserva_messaging import api
from proserva_messaging.models import Delivery, Message, Participant
from tests.campus_case import CampusCase


@ddt.ddt
class RepeatTests(CampusCase):
    def setUp(self):
        super().setUp()
        started = api.start_group(self.instructor, self.key, ["lena", "noor"], "Welcome")
        self.thread_id = started.thread_id
        api.mark_read(self.learner, self.thread_id, started.id)

    def change(self, user=None, **changes):
        """Change the group, by default as the instructor."""
        with self.captureOnCommitCallbacks(execute=True):
            api.change_thread(user or self.instructor, self.thread_id, **changes)

    def read_events(self, user=None):
        """Return the sentences of the system messages, the oldest first."""
        found = self.get(user or self.learner, "thread_messages", self.thread_id).json()["results"]
        return [
            each["event"]["text"].replace("\u2068", "").replace("\u2069", "") for each in found[::-1] if each["event"]
        ]

    def count_unread(self, user=None):
        """Return the number of unread messages in the group."""
        return self.get(user or self.learner, "thread", self.thread_id).json()["unread"]

    @override_settings(PROSERVA_MESSAGING_WRITE_RATE=None)
    def test_a_hundred_changes_are_two_unread_messages(self):
        for number in range(50):
            data = {"title": f"Name {number}", "members_may_add": number % 2 == 0}
            self.assertEqual(self.patch(self.instructor, "thread", self.thread_id, data=data).status_code, 200)
        self.assertEqual(self.count_unread(), 2)
        self.assertIn("Ines Torres named this conversation “Name 49”.", self.read_events())
        self.assertEqual(self.get(self.learner, "notification_count").json(), {"count": 0})

    def test_the_last_state_is_shown(self):
        for closed in (True, False, True):
            self.change(closed=closed)
        (text,) = self.read_events()
        self.assertIn("closed this conversation", text)
        self.assertEqual(Message.objects.filter(event__isnull=False).count(), 1)

    def test_a_reader_of_the_first_is_shown_the_second_as_unread(self):
        self.change(title="One")
        newest = Message.objects.latest("pk").pk
        api.mark_read(self.learner, self.thread_id, newest)
        self.change(title="Two")
        self.assertEqual((self.count_unread(), len(self.read_events())), (1, 1))
        found = self.get(self.learner, "thread_messages", self.thread_id, after=newest).json()["results"]
        self.assertIn("Two", found[0]["event"]["text"])

    def test_personal_permissions_name_all_people(self):
        for name in ("lena", "noor"):
            api.set_participant(self.instructor, self.thread_id, name, may_add=True)
        (text,) = self.read_events(self.instructor)
        self.assertIn("Lena Fischer and Noor Aziz", text)
        self.change(members_may_add=True)
        self.assertEqual(len(self.read_events()), 2)

    def test_changes_by_two_owners_stay_apart(self):
        api.set_participant(self.instructor, self.thread_id, "noor", role="owner")
        self.change(title="One")
        self.change(self.classmate, title="Two")
        named = [each for each in self.read_events() if "named" in each]
        self.assertEqual([each.split(" named")[0] for each in named], ["Ines Torres", "Noor Aziz"])

    def test_a_message_in_between_keeps_both(self):
        self.change(title="One")
        api.send_message(self.learner, self.thread_id, "Why?")
        self.change(title="Two")
        self.assertEqual(len(self.read_events()), 2)

    def test_a_departure_in_between_keeps_both(self):
        self.change(title="One")
        api.remove_participant(self.classmate, self.thread_id, "noor")
        self.change(title="Two")
        self.assertEqual(len(self.read_events()), 3)
        self.assertEqual(len(self.read_events(self.classmate)), 2)

    def test_minutes_later_both_are_kept(self):
        self.change(title="One")
        Message.objects.filter(event__isnull=False).update(created=timezone.now() - timedelta(minutes=6))
        self.change(title="Two")
        self.assertEqual(len(self.read_events()), 2)

    def test_the_inbox_of_someone_outside_the_course_keeps_the_thread(self):
        self.change(title="One")
        campus.unenroll(self.classmate, self.course)
        self.change(title="Two")
        self.assertTrue(self.get(self.classmate, "threads").json()["results"])
        self.assertFalse(Participant.objects.filter(last_message=None).exists())

    def test_a_person_added_again_and_again_is_rung_and_emailed_once(self):
        for _time in range(4):
            with self.captureOnCommitCallbacks(execute=True):
                api.add_participants(self.instructor, self.thread_id, ["amir"], history="none")
            with self.captureOnCommitCallbacks(execute=True):
                api.remove_participant(self.instructor, self.thread_id, "amir")
        ringing = Delivery.objects.filter(recipient=self.assistant, bell=Delivery.Bell.RINGING)
        kinds = sorted(each.message.event["type"] for each in ringing.select_related("message"))
        self.assertEqual(kinds, ["added", "removed"])
        self.assertEqual([each.to for each in mail.outbox if "amir" in each.to[0]], [["amir@campus.example"]])

    def test_a_person_who_has_looked_is_rung_again(self):
        for _time in range(2):
            api.add_participants(self.instructor, self.thread_id, ["amir"], history="none")
            self.assertEqual(self.get(self.assistant, "notification_count").json(), {"count": 1})
            self.post(self.assistant, "notifications_read")
            api.remove_participant(self.instructor, self.thread_id, "amir")
            self.post(self.assistant, "notifications_read")

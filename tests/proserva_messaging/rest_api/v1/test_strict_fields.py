"""Tests of strict input of broadcasts, announcements and threads: no inconsistent fields."""

from datetime import timedelta

import ddt
from django.test import override_settings
from django.utils import timezone

from proserva_messaging import api
from proserva_messaging.errors import InvalidError
from proserva_messaging.models import Broadcast, Message
from tests.broadcast_case import BroadcastCase


@ddt.ddt
class BroadcastTests(BroadcastCase):
    @ddt.data(
        ({"who": "all", "exclude": ["lena"]}, "exclude"),
        ({"usernames": ["lena"]}, "who"),
        ({"modes": ["audit"]}, "who"),
        ({}, "who"),
        ({"include_team": False}, "who"),
        (None, "null"),
        ([], "list"),
        ("all", "str"),
        ({"who": "all", "usernames": ["lena"]}, "usernames"),
        ({"who": "people", "usernames": ["lena"], "cohorts": []}, "cohorts"),
        ({"who": "people", "usernames": ["lena"], "include_team": True}, "include_team"),
        ({"who": "all", "days": 3}, "days"),
        ({"who": "all", "include_team": "false"}, "boolean"),
        ({"who": "all", "include_team": 1}, "boolean"),
        ({"who": "inactive", "days": "14"}, "integer"),
        ({"who": "inactive", "days": True}, "integer"),
        ({"who": "people", "usernames": [7]}, "string"),
        ({"who": "cohorts", "cohorts": ["1"]}, "integer"),
        ({"who": "everyone"}, "everyone"),
    )
    @ddt.unpack
    def test_an_inconsistent_audience_is_refused(self, audience, word):
        for name in ("broadcasts", "broadcast_preview", "broadcast_test"):
            data = {"course_id": str(self.key), "subject": "Hi", "body": "Hi", "audience": audience}
            response = self.post(self.instructor, name, data=data)
            self.assertEqual(response.status_code, 400, (name, response.content))
            self.assertIn(word, str(response.json()["fields"]["audience"]))
        self.assertFalse(Broadcast.objects.exists() or Message.objects.exists())

    def test_an_edit_does_not_widen_the_audience(self):
        waiting = self.wait(audience={"who": "people", "usernames": ["lena"]})
        for audience in ({"usernames": ["lena"]}, {}, {"who": "all", "exclude": ["noor"]}):
            response = self.patch(self.instructor, "broadcast", waiting["id"], data={"audience": audience})
            self.assertEqual(response.status_code, 400)
        self.assertEqual(self.show(waiting["id"])["audience"], {"who": "people", "usernames": ["lena"]})

    @override_settings(PROSERVA_MESSAGING_BROADCASTS_PER_HOUR=0)
    def test_the_audience_that_is_shown_can_be_sent_again(self):
        for audience in (
            {"who": "all"},
            {"who": "all", "include_team": True},
            {"who": "people", "usernames": ["lena"]},
        ):
            shown = self.wait(audience=audience)["audience"]
            self.assertEqual(self.wait(audience=shown)["audience"], shown)

    def test_python_callers_get_the_same_checks(self):
        for audience in ({"usernames": ["lena"]}, {"who": "all", "exclude": ["lena"]}, {}):
            with self.assertRaises(InvalidError):
                api.create_broadcast(self.instructor, self.key, "Hi", "Hi", audience=audience)

    def test_retry_takes_no_choice(self):
        broadcast = self.broadcast()
        response = self.post(self.instructor, "broadcast_retry", broadcast["id"], data={"usernames": ["lena"]})
        self.assert_error(response, 400, "invalid")

    def test_a_reply_takes_no_context(self):
        data = {"body": "Thanks", "context": {"url": "/courses/", "label": "Week 1"}}
        response = self.post(self.learner, "broadcast_reply", self.broadcast()["id"], data=data)
        self.assertEqual((response.status_code, list(response.json()["fields"])), (400, ["context"]))

    def test_a_change_of_the_time_to_none_is_refused(self):
        waiting = self.wait()
        response = self.patch(self.instructor, "broadcast", waiting["id"], data={"send_at": None, "subject": "New"})
        self.assertEqual((response.status_code, list(response.json()["fields"])), (400, ["send_at"]))
        self.assertEqual(self.show(waiting["id"])["subject"], waiting["subject"])


class AnnouncementTests(BroadcastCase):
    def test_publishing_now_contradicts_a_later_time(self):
        data = {"course_id": str(self.key), "title": "Welcome", "body": "x", "publish_at": None}
        draft = self.post(self.instructor, "announcements", data=data).json()
        change = {"version": draft["version"], "published": True}
        later = (timezone.now() + timedelta(days=1)).isoformat()
        response = self.patch(self.instructor, "announcement", draft["id"], data={**change, "publish_at": later})
        self.assertEqual((response.status_code, list(response.json()["fields"])), (400, ["publish_at"]))
        self.assertEqual(self.get(self.instructor, "announcement", draft["id"]).json()["state"], "draft")
        response = self.patch(self.instructor, "announcement", draft["id"], data=change)
        self.assertEqual(response.json()["state"], "published")


@ddt.ddt
class ThreadTests(BroadcastCase):
    def start(self, **more):
        data = {"course_id": str(self.key), "recipients": ["ines"], "body": "Hi", **more}
        return self.post(self.learner, "threads", data=data)

    @ddt.data(
        ({"send_at": "2030-01-01T00:00:00Z"}, "send_at"),
        ({"group_chat": "yes"}, "group_chat"),
        ({"group_chat": 1}, "group_chat"),
        ({"keep_in_step": True}, "keep_in_step"),
        ({"keep_in_step": True, "group_chat": True}, "keep_in_step"),
        ({"recipients": [1]}, "recipients"),
        ({"recipients": "ines"}, "recipients"),
        ({"body": 7}, "body"),
        ({"attachments": ["1"]}, "attachments"),
        ({"attachments": [True]}, "attachments"),
        ({"context": {"usage_key": "x", "url": "/y"}}, "context"),
        ({"context": {"url": "/y", "label": "L", "colour": "red"}}, "context"),
        ({"context": {"usage_key": "x", "label": "L"}}, "context"),
    )
    @ddt.unpack
    def test_a_first_message_with_invalid_input_is_not_sent(self, more, name):
        response = self.start(**more)
        self.assertEqual(response.status_code, 400, response.content)
        self.assertIn(name, response.json()["fields"])
        self.assertFalse(Message.objects.exists())

    def test_state_names_unknown_keys_and_wrong_types(self):
        thread_id = self.ask().thread_id
        for data in ({"snoozed_until": "2030-01-01T00:00:00Z"}, {"starred": "yes"}, {"starred": None}, {"muted": 1}):
            response = self.patch(self.learner, "thread_state", thread_id, data=data)
            self.assertEqual((response.status_code, list(response.json()["fields"])), (400, list(data)))

    @ddt.data(
        ({"usernames": ["noor"], "history": "none", "keep_in_step": True}, "keep_in_step"),
        ({"usernames": ["noor"], "cohorts": [1], "history": "none"}, "cohorts"),
        ({"usernames": ["noor"]}, "history"),
        ({"usernames": ["noor"], "history": "none", "role": "owner"}, "role"),
    )
    @ddt.unpack
    def test_inconsistent_additions_are_refused(self, data, name):
        thread_id = self.ask().thread_id
        api.set_group_chat(self.instructor, thread_id, True)
        response = self.post(self.instructor, "participants", thread_id, data=data)
        self.assertEqual(response.status_code, 400, response.content)
        self.assertIn(name, response.json()["fields"])

    def test_a_hand_over_sets_both_roles_itself(self):
        thread_id = api.start_group(self.instructor, self.key, ["lena"], "Hi").thread_id
        data = {"hand_over": True, "role": "member"}
        response = self.patch(self.instructor, "participant", thread_id, "lena", data=data)
        self.assertEqual((response.status_code, list(response.json()["fields"])), (400, ["role"]))

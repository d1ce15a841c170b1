"""Tests of starting groups, and of turning Group Chat on and off, over REST."""

import ddt
from django.core import mail
from django.test import override_settings

from demo.campus import api as campus
from proserva_messaging import api
from proserva_messaging.models import Message, Participant, Thread
from tests.campus_case import CampusCase, new_key
from tests.group_case import GroupCase


@ddt.ddt
class FlagTests(GroupCase):
    def test_without_group_chat_people_cannot_be_added_and_the_error_says_why(self):
        for user in (self.instructor, self.learner):
            response = self.add("noor", user=user)
            self.assert_error(response, 409, "group_chat_off")
            self.assertIn("Ines Torres can turn Group Chat on", response.json()["message"])
        self.assertEqual(self.show(self.learner)["participant_count"], 2)

    def test_with_group_chat_it_stays_the_pairs_thread_until_a_third_is_added(self):
        shown = self.change(group_chat=True).json()
        self.assertEqual((shown["kind"], shown["group_chat"], shown["can"]["add"]), ("direct", True, True))
        self.assertEqual(self.ask("Again").thread_id, self.thread_id)
        self.assertEqual(self.read(self.learner)[1], "Ines Torres turned Group Chat on. People can be added.")
        self.add("noor")
        self.assertIsNone(Thread.objects.get(pk=self.thread_id).direct_key)
        self.assertNotEqual(self.ask("In private").thread_id, self.thread_id)

    def test_a_second_time_changes_nothing(self):
        self.change(group_chat=True)
        count = Message.objects.count()
        self.assertEqual(self.change(group_chat=True).status_code, 200)
        self.assertEqual(Message.objects.count(), count)

    def test_off_with_three_is_refused(self):
        self.expand()
        response = self.change(group_chat=False)
        self.assert_error(response, 409, "too_many_people")
        self.assertIn("Remove people until two are left", response.json()["message"])
        self.assertTrue(self.show(self.instructor)["group_chat"])

    def test_off_with_two_it_is_their_direct_thread_again(self):
        self.expand()
        self.remove("noor")
        self.change(closed=True)
        shown = self.change(group_chat=False).json()
        self.assertEqual((shown["kind"], shown["group_chat"], shown["closed"]), ("direct", False, None))
        self.assertEqual(self.ask("Once more").thread_id, self.thread_id)
        self.assertEqual(self.show(self.classmate)["removed"], True)

    def test_off_is_refused_if_the_two_have_another_thread(self):
        self.expand()
        self.ask("In private")
        self.remove("noor")
        self.assert_error(self.change(group_chat=False), 409, "direct_thread_exists")
        self.assertEqual(self.show(self.instructor)["kind"], "group")

    def test_off_alone_is_refused(self):
        self.expand()
        self.remove("noor")
        self.remove("lena", user=self.learner)
        self.assert_error(self.change(group_chat=False), 400, "invalid", group_chat="You are alone")

    def test_the_team_owns_it_again_when_it_is_direct(self):
        self.expand()
        self.set_person("lena", hand_over=True)
        self.assertEqual(self.remove("noor", user=self.learner).status_code, 204)
        self.assertEqual(self.change(self.learner, group_chat=False).status_code, 200)
        roles = dict(Participant.objects.filter(left=None).values_list("user__username", "role"))
        self.assertEqual(roles, {"ines": "owner", "lena": "member"})

    def test_the_team_owns_it_though_the_learner_who_began_it_has_left_the_course(self):
        started = api.start_group(self.classmate, self.key, ["ines"], "Hello")
        api.set_participant(self.classmate, started.thread_id, "ines", role="owner")
        campus.unenroll(self.classmate, self.course)
        api.change_thread(self.instructor, started.thread_id, group_chat=False)
        roles = Participant.objects.filter(thread=started.thread_id).values_list("user__username", "role")
        self.assertEqual(dict(roles), {"noor": "member", "ines": "owner"})


@ddt.ddt
class StartTests(CampusCase):
    def start(self, *names, user=None, key=None, **more):
        data = {"course_id": str(self.key), "recipients": list(names), "body": "Hello all", "group_chat": True, **more}
        with self.captureOnCommitCallbacks(execute=True):
            return self.post(user or self.instructor, "threads", data=data, key=key)

    def test_a_group_with_several_people(self):
        key = new_key()
        answer = self.start("lena", "noor", title="Lab 1", key=key).json()
        self.assertEqual((answer["thread"]["kind"], answer["thread"]["title"]), ("group", "Lab 1"))
        self.assertEqual(
            self.start("lena", "noor", title="Lab 1", key=key).json()["message"]["id"], answer["message"]["id"]
        )
        self.assert_error(self.start("lena", "amir", key=key), 409, "idempotency_key_reused")
        shown = self.get(self.learner, "thread", answer["thread"]["id"]).json()
        self.assertEqual((shown["my_role"], shown["participant_count"], shown["can"]["leave"]), ("member", 3, True))
        self.assertEqual(len(mail.outbox), 2)

    def test_with_one_it_is_a_group_of_two_beside_their_direct_thread(self):
        direct = self.ask().thread_id
        self.assertNotEqual(self.start("lena").json()["thread"]["id"], direct)

    def test_without_the_flag_several_are_refused(self):
        response = self.start("lena", "noor", group_chat=False)
        self.assert_error(response, 400, "invalid", recipients="Choose one person", group_chat="start a group")

    @ddt.data(([], "at least one"), (["otto", "lena"], "otto"), (["lena", "lena"], "once"), (["ines"], "already"))
    @ddt.unpack
    def test_people_it_cannot_be_started_with(self, names, words):
        self.assert_error(self.start(*names), 400, "invalid", recipients=words)
        self.assertEqual(Thread.objects.count(), 0)

    def test_learners_start_one_with_people_they_may_write_to(self):
        self.assert_error(self.start("ines", "noor", user=self.learner), 400, "invalid", recipients="noor")
        self.assertEqual(self.start("ines", "amir", user=self.learner).status_code, 201)
        self.assert_error(self.start("ines", user=self.outsider), 404, "not_found")

    @override_settings(PROSERVA_MESSAGING_GROUP_MAX_PEOPLE=2)
    def test_too_many_people_are_refused(self):
        self.assert_error(self.start("lena", "noor"), 409, "too_many_people")

    def test_the_configuration_has_the_limits(self):
        config = self.get(self.learner, "config").json()
        self.assertEqual(config["group_max_people"], 500)
        self.assertEqual(config["live_poll_seconds"], {"active": 3, "idle": 20})

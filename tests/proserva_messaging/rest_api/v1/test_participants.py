"""Tests of adding people over REST, and of what they see: system messages, mentions, polling."""

import ddt
from django.core import mail
from django.test import override_settings

from proserva_messaging import api
from proserva_messaging.models import CourseSettings, Delivery, Message, Participant
from tests.campus_case import make_client, new_key, url
from tests.factories import make_learner
from tests.group_case import GroupCase


class ExpandTests(GroupCase):
    def test_added_people_see_messages_from_now_on(self):
        shown = self.expand()
        self.assertEqual((shown["kind"], shown["participant_count"]), ("group", 3))
        self.answer(self.thread_id, "Welcome")
        line = "Ines Torres added you. You can see new messages only."
        self.assertEqual(self.read(self.classmate), [line, "Welcome"])

    def test_the_whole_history(self):
        self.expand(history="all")
        self.assertEqual(self.read(self.classmate)[0], "A private question")


@ddt.ddt
class AddTests(GroupCase):
    def setUp(self):
        super().setUp()
        self.change(group_chat=True)

    @ddt.data(
        ([], "at least one"),
        (["noor", "noor"], "only once"),
        (["ines"], "already"),
        (["lena"], "already"),
        (["noor", "otto"], "otto"),
        (["noor", "Noor"], "“Noor”"),
        (["noor", "no-such-person", "otto"], "no-such-person"),
    )
    @ddt.unpack
    def test_one_refused_person_refuses_all(self, names, words):
        before = Message.objects.count(), Participant.objects.count()
        self.assert_error(self.add(*names), 400, "invalid", usernames=words)
        self.assertEqual((Message.objects.count(), Participant.objects.count()), before)
        self.assertEqual(self.show(self.instructor)["kind"], "direct")

    def test_all_who_are_refused_are_named(self):
        texts = self.add("noor", "otto", "nobody").json()["fields"]["usernames"]
        self.assertEqual([text.split("“")[1].split("”")[0] for text in texts], ["otto", "nobody"])

    @ddt.data("", "some", None)
    def test_a_history_must_be_chosen(self, history):
        self.assertIn("history", self.add("noor", history=history).json()["fields"])

    def test_a_member_adds_only_people_they_may_write_to(self):
        self.expand("amir")
        self.change(members_may_add=True)
        self.assert_error(self.add("noor", user=self.learner), 400, "invalid", usernames="noor")
        CourseSettings.objects.create(course_id=self.key, peer_messages="course")
        self.assertEqual(self.add("noor", user=self.learner).status_code, 201)

    def test_members_cannot_show_a_history_that_they_do_not_see(self):
        self.expand("noor")
        self.change(members_may_add=True)
        friend = make_learner(self.course, username="amal")
        CourseSettings.objects.create(course_id=self.key, peer_messages="course")
        refused = self.add("amal", history="all", user=self.classmate)
        self.assertEqual((refused.status_code, refused.json()["code"]), (403, "not_allowed"))
        self.assertEqual(self.get(friend, "thread", self.thread_id).status_code, 404)
        self.assertEqual(self.add("amal", history="none", user=self.classmate).status_code, 201)
        self.assertNotIn("A private question", self.read(friend))

    def test_personal_permissions_override_those_of_the_thread(self):
        self.expand("amir", "noor")
        self.change(members_may_remove=True)
        row = self.set_person("lena", may_remove=False).json()
        self.assertEqual((row["may_remove"], row["own_may_remove"], row["may_add"]), (False, False, False))
        self.assert_error(self.remove("noor", user=self.learner), 403, "not_allowed")
        self.set_person("lena", may_remove=None)
        self.assertEqual(self.remove("noor", user=self.learner).status_code, 204)

    def test_the_same_key_adds_once(self):
        key = new_key()
        self.assertEqual(self.add("noor", key=key).status_code, 201)
        self.assertEqual(self.add("noor", key=key).status_code, 201)
        self.assertEqual(Message.objects.filter(event__type="added").count(), 1)
        self.assert_error(self.add("noor", history="all", key=key), 409, "idempotency_key_reused")
        self.assert_error(self.add("amir", key=key), 409, "idempotency_key_reused")

    @override_settings(PROSERVA_MESSAGING_GROUP_MAX_PEOPLE=4)
    def test_a_full_group_is_closed_and_points_to_broadcasts(self):
        others = [make_learner(self.course).username for _ in range(3)]
        response = self.add(*others)
        self.assert_error(response, 409, "too_many_people")
        self.assertIn("broadcast", response.json()["message"])
        self.assertEqual(self.show(self.instructor)["participant_count"], 2)
        self.assertEqual(self.add(*others[:2]).status_code, 201)
        self.assert_error(self.add(others[2]), 409, "too_many_people")
        # Those who have left take no room.
        self.remove(others[0])
        self.assertEqual(self.add(others[2]).status_code, 201)

    def test_only_the_added_person_is_notified(self):
        for user in (self.learner, self.classmate):
            self.post(user, "notifications_read")
        mail.outbox.clear()
        self.expand("noor", history="all")
        self.assertEqual([each.to for each in mail.outbox], [["noor@campus.example"]])
        self.assertIn("Ines Torres added you. You can see the whole history.", mail.outbox[0].body)
        self.assertIn("<em>Ines Torres added you.", mail.outbox[0].alternatives[0][0])
        self.assertEqual(self.get(self.classmate, "notification_count").json(), {"count": 1})
        item = self.get(self.classmate, "notifications").json()["results"][0]
        self.assertEqual(item["preview"], "Ines Torres added you. You can see the whole history.")
        self.assertEqual(self.get(self.learner, "notification_count").json(), {"count": 0})
        shown = self.get(self.learner, "threads").json()["results"][0]
        self.assertEqual(
            shown["last_message"]["preview"], "Ines Torres added Noor Aziz, with access to the whole history."
        )
        self.assertEqual(shown["unread"], 2, "lines are read like messages")
        self.assertIsNone(self.get(self.instructor, "thread_messages", self.thread_id).json()["results"][0]["receipts"])

    def test_a_system_message_is_in_the_readers_language(self):
        noor = self.classmate
        noor.profile.language = "de"
        noor.profile.save()
        mail.outbox.clear()
        self.expand("noor")
        self.assertIn("hat Sie hinzugefügt", mail.outbox[0].body)

    def test_many_people_are_summarized(self):
        more = [make_learner(self.course).username for _ in range(8)]
        self.expand("noor", "amir", *more)
        line = self.get(self.learner, "thread_messages", self.thread_id).json()["results"][0]
        self.assertIn("added Noor Aziz, Amir Haddad and 8 others, with access to new", line["event"]["text"])
        self.assertEqual((len(line["event"]["people"]), line["event"]["people_count"]), (5, 10))
        self.assertEqual(line["event"]["actor"]["username"], "ines")
        self.assertEqual((line["body"], line["event"]["history"]), ("", "none"))

    def test_cohorts_and_people_are_not_added_at_once(self):
        data = {"usernames": ["noor"], "cohorts": [1], "history": "none"}
        response = self.post(self.instructor, "participants", self.thread_id, data=data)
        self.assert_error(response, 400, "invalid", cohorts="not both")

    def test_recipients_exclude_participants(self):
        self.expand("amir")
        rows = self.get(self.instructor, "recipients", self.key, exclude_thread=self.thread_id).json()["results"]
        self.assertEqual([row["username"] for row in rows], ["noor"])
        response = self.get(self.outsider, "recipients", self.key, exclude_thread=self.thread_id)
        self.assert_error(response, 404, "not_found")


class MentionTests(GroupCase):
    def test_a_mention_reaches_people_who_muted_it(self):
        self.expand("noor", "amir")
        for user in (self.learner, self.classmate):
            api.set_state(user, self.thread_id, muted=True)
            self.post(user, "notifications_read")
        mail.outbox.clear()
        message = self.answer(self.thread_id, "Look, @lena, and `@noor`, @otto, ines@noor and @Lena")
        self.assertEqual(sorted(each.to[0][:4] for each in mail.outbox), ["amir", "lena"])
        counts = [self.get(user, "notification_count").json()["count"] for user in (self.learner, self.classmate)]
        self.assertEqual(counts, [1, 0])
        self.assertEqual(message.body_html.count('<span class="mention">@lena</span>'), 1)
        self.assertEqual(message.body_html.count("<span"), 1)
        mine = [
            row["mentions_me"] for row in self.get(self.learner, "thread_messages", self.thread_id).json()["results"]
        ]
        self.assertEqual(mine[:2], [True, False])

    def test_people_who_left_are_not_mentioned(self):
        self.expand("noor")
        self.remove("noor")
        self.assertNotIn("mention", self.answer(self.thread_id, "Where is @noor?").body_html)


class SystemMessageTests(GroupCase):
    def test_system_messages_have_no_receipts(self):
        self.expand()
        line = Message.objects.filter(event__isnull=False).latest("pk")
        self.assert_error(self.get(self.instructor, "receipts", line.pk), 404, "not_found")

    def test_system_messages_ring_only_for_the_people_they_are_about(self):
        self.expand()
        Delivery.objects.update(bell="quiet")
        self.change(title="Lab", members_may_add=True, closed=True)
        self.assertEqual(set(Delivery.objects.filter(bell="ringing")), set())
        reasons = Delivery.objects.filter(message__event__isnull=False, recipient=self.learner)
        self.assertEqual(set(reasons.values_list("email", "email_reason")), {("skipped", "line")})


class PollTests(GroupCase):
    def poll(self, user, etag="", after=1):
        return make_client(user).get(url("thread_messages", self.thread_id), {"after": after}, HTTP_IF_NONE_MATCH=etag)

    def test_the_etag_changes_only_with_new_content(self):
        self.expand("noor", "amir")
        etag = self.poll(self.learner)["ETag"]
        again = self.poll(self.learner, etag)
        self.assertEqual((again.status_code, again.content, again["ETag"]), (304, b"", etag))
        news = (
            lambda: self.answer(self.thread_id, "News"),
            lambda: self.change(title="Named"),
            lambda: self.change(members_may_add=True),
            lambda: self.set_person("lena", may_add=True),
            lambda: self.remove("noor"),
            lambda: self.change(closed=True),
            lambda: self.set_person("lena", role="owner"),
            lambda: api.mark_read(self.instructor, self.thread_id, 10**9),
        )
        for number, happens in enumerate(news):
            happens()
            response = self.poll(self.learner, etag)
            self.assertEqual(response.status_code, 200, number)
            etag = response["ETag"]
        # Changes that concern only others do not count: their reads, their own state.
        api.mark_read(self.assistant, self.thread_id, 1)
        api.set_state(self.assistant, self.thread_id, starred=True)
        self.assertEqual(self.poll(self.learner, etag).status_code, 304)

    def test_a_page_is_never_304(self):
        etag = self.poll(self.learner)["ETag"]
        client = make_client(self.learner)
        for query in ({}, {"cursor": 10**9}, {"cursor": 10**9, "after": 1}):
            response = client.get(url("thread_messages", self.thread_id), query, HTTP_IF_NONE_MATCH=etag)
            self.assertEqual(response.status_code, 200)

"""Tests of groups over REST: what a person can do with one, and each way in which it can be refused."""

import ddt
from django.core import mail
from django.db import connection
from django.test import override_settings

from demo.campus.api import unenroll
from proserva_messaging import api
from proserva_messaging.models import CourseSettings, Delivery, Message, Participant, Thread
from tests.campus_case import CampusCase, make_client, new_key, url
from tests.factories import make_learner


class GroupCase(CampusCase):
    """A thread of Ines and Lena, and shortcuts to make a group of it."""

    def setUp(self):
        super().setUp()
        self.thread_id = self.ask("A private question").thread_id

    def change(self, user=None, **data):
        """PATCH the thread as its owner, or as said."""
        return self.patch(user or self.instructor, "thread", self.thread_id, data=data)

    def add(self, *names, history="none", user=None, key=None, **more):
        """POST people to the thread."""
        with self.captureOnCommitCallbacks(execute=True):
            data = {"usernames": list(names), "history": history, **more}
            return self.post(user or self.instructor, "participants", self.thread_id, data=data, key=key)

    def remove(self, name, *, user=None):
        """DELETE somebody from the thread."""
        return make_client(user or self.instructor).delete(url("participant", self.thread_id, name))

    def set_person(self, name, user=None, **data):
        """PATCH somebody in the thread."""
        return self.patch(user or self.instructor, "participant", self.thread_id, name, data=data)

    def expand(self, *names, history="none"):
        """Make it a group with these people."""
        self.assertEqual(self.change(group_chat=True).status_code, 200)
        response = self.add(*(names or ("noor",)), history=history)
        self.assertEqual(response.status_code, 201, response.content)
        return response.json()

    def show(self, user):
        """GET the thread as somebody."""
        return self.get(user, "thread", self.thread_id).json()

    def read(self, user, **query):
        """Return what somebody reads in the thread, the oldest first."""
        response = self.get(user, "thread_messages", self.thread_id, **query)
        self.assertEqual(response.status_code, 200, response.content)
        rows = response.json()["results"]
        return [row["event"]["text"] if row["event"] else row["body"] for row in reversed(rows)]


class ExpandTests(GroupCase):
    def test_from_now_on(self):
        shown = self.expand()
        self.assertEqual((shown["kind"], shown["participant_count"]), ("group", 3))
        self.answer(self.thread_id, "Welcome")
        line = "Ines Torres added you. You see what is written from now on."
        self.assertEqual(self.read(self.classmate), [line, "Welcome"])

    def test_the_whole_history(self):
        self.expand(history="all")
        self.assertEqual(self.read(self.classmate)[0], "A private question")


@ddt.ddt
class FlagTests(GroupCase):
    def test_off_nobody_can_be_added_and_it_says_who_can_change_that(self):
        for user in (self.instructor, self.learner):
            response = self.add("noor", user=user)
            self.assert_error(response, 409, "group_chat_off")
            self.assertIn("Ines Torres can switch Group Chat on", response.json()["message"])
        self.assertEqual(self.show(self.learner)["participant_count"], 2)

    def test_on_it_stays_the_pairs_one_thread_until_somebody_is_added(self):
        shown = self.change(group_chat=True).json()
        self.assertEqual((shown["kind"], shown["group_chat"], shown["can"]["add"]), ("direct", True, True))
        self.assertEqual(self.ask("Again").thread_id, self.thread_id)
        self.assertEqual(self.read(self.learner)[1], "Ines Torres switched Group Chat on: people can be added.")
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
        self.assertIn("Remove people down to two", response.json()["message"])
        self.assertTrue(self.show(self.instructor)["group_chat"])

    def test_off_with_two_it_is_their_direct_thread_again(self):
        self.expand()
        self.remove("noor")
        self.change(closed=True)
        shown = self.change(group_chat=False).json()
        self.assertEqual((shown["kind"], shown["group_chat"], shown["closed"]), ("direct", False, None))
        self.assertEqual(self.ask("Once more").thread_id, self.thread_id)
        self.assertEqual(self.show(self.classmate)["removed"], True)

    def test_off_where_the_two_have_another_is_refused(self):
        self.expand()
        self.ask("In private")
        self.remove("noor")
        self.assert_error(self.change(group_chat=False), 409, "direct_thread_exists")
        self.assertEqual(self.show(self.instructor)["kind"], "group")

    def test_off_alone_is_refused(self):
        self.expand()
        self.remove("noor")
        self.remove("lena", user=self.learner)
        self.assert_error(self.change(group_chat=False), 400, "invalid", group_chat="Nobody else")

    def test_the_team_owns_it_again_when_it_is_direct(self):
        self.expand()
        self.set_person("lena", hand_over=True)
        self.assertEqual(self.remove("noor", user=self.learner).status_code, 204)
        self.assertEqual(self.change(self.learner, group_chat=False).status_code, 200)
        roles = dict(Participant.objects.filter(left=None).values_list("user__username", "role"))
        self.assertEqual(roles, {"ines": "owner", "lena": "member"})


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
    def test_what_is_refused_is_refused_for_all(self, names, words):
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

    def test_a_member_adds_only_whom_they_may_write_to(self):
        self.expand("amir")
        self.change(members_may_add=True)
        self.assert_error(self.add("noor", user=self.learner), 400, "invalid", usernames="noor")
        CourseSettings.objects.create(course_id=self.key, peer_messages="course")
        self.assertEqual(self.add("noor", user=self.learner).status_code, 201)

    def test_nobody_shows_others_what_they_do_not_see(self):
        self.expand("noor")
        self.change(members_may_add=True)
        friend = make_learner(self.course, username="amal")
        CourseSettings.objects.create(course_id=self.key, peer_messages="course")
        refused = self.add("amal", history="all", user=self.classmate)
        self.assertEqual((refused.status_code, refused.json()["code"]), (403, "not_allowed"))
        self.assertEqual(self.get(friend, "thread", self.thread_id).status_code, 404)
        self.assertEqual(self.add("amal", history="none", user=self.classmate).status_code, 201)
        self.assertNotIn("A private question", self.read(friend))

    def test_what_is_said_by_name_goes_before_what_the_thread_says(self):
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
    def test_a_full_group_takes_nobody_and_points_to_broadcasts(self):
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

    def test_the_added_one_hears_of_it_and_nobody_else(self):
        for user in (self.learner, self.classmate):
            self.post(user, "notifications_read")
        mail.outbox.clear()
        self.expand("noor", history="all")
        self.assertEqual([each.to for each in mail.outbox], [["noor@campus.example"]])
        self.assertIn("Ines Torres added you. You see the whole history.", mail.outbox[0].body)
        self.assertIn("<em>Ines Torres added you.", mail.outbox[0].alternatives[0][0])
        self.assertEqual(self.get(self.classmate, "notification_count").json(), {"count": 1})
        item = self.get(self.classmate, "notifications").json()["results"][0]
        self.assertEqual(item["preview"], "Ines Torres added you. You see the whole history.")
        self.assertEqual(self.get(self.learner, "notification_count").json(), {"count": 0})
        shown = self.get(self.learner, "threads").json()["results"][0]
        self.assertEqual(shown["last_message"]["preview"], "Ines Torres added Noor Aziz, with the whole history.")
        self.assertEqual(shown["unread"], 2, "lines are read like messages")
        self.assertIsNone(self.get(self.instructor, "thread_messages", self.thread_id).json()["results"][0]["receipts"])

    def test_a_line_is_told_in_the_readers_language(self):
        noor = self.classmate
        noor.profile.language = "de"
        noor.profile.save()
        mail.outbox.clear()
        self.expand("noor")
        self.assertIn("hat Sie hinzugefügt", mail.outbox[0].body)

    def test_many_are_named_in_short(self):
        more = [make_learner(self.course).username for _ in range(8)]
        self.expand("noor", "amir", *more)
        line = self.get(self.learner, "thread_messages", self.thread_id).json()["results"][0]
        self.assertIn("added Noor Aziz, Amir Haddad and 8 others, who can see", line["event"]["text"])
        self.assertEqual((len(line["event"]["people"]), line["event"]["people_count"]), (5, 10))
        self.assertEqual(line["event"]["actor"]["username"], "ines")
        self.assertEqual((line["body"], line["event"]["history"]), ("", "none"))

    def test_cohorts_and_people_are_not_added_at_once(self):
        data = {"usernames": ["noor"], "cohorts": [1], "history": "none"}
        response = self.post(self.instructor, "participants", self.thread_id, data=data)
        self.assert_error(response, 400, "invalid", cohorts="not both")

    def test_the_address_book_leaves_out_who_is_in_it(self):
        self.expand("amir")
        rows = self.get(self.instructor, "recipients", self.key, exclude_thread=self.thread_id).json()["results"]
        self.assertEqual([row["username"] for row in rows], ["noor"])
        response = self.get(self.outsider, "recipients", self.key, exclude_thread=self.thread_id)
        self.assert_error(response, 404, "not_found")


@ddt.ddt
class GoTests(GroupCase):
    def setUp(self):
        super().setUp()
        self.expand("noor", "amir")

    def test_the_removed_one_is_told_by_the_bell_and_not_by_email(self):
        self.post(self.classmate, "notifications_read")
        mail.outbox.clear()
        with self.captureOnCommitCallbacks(execute=True):
            self.assertEqual(self.remove("noor").status_code, 204)
        self.assertEqual(self.read(self.classmate)[-1], "Ines Torres removed you.")
        self.assertEqual(self.read(self.learner)[-1], "Ines Torres removed Noor Aziz.")
        self.assertEqual(self.get(self.classmate, "notification_count").json(), {"count": 1})
        self.assertEqual(mail.outbox, [])
        shown = self.show(self.classmate)
        self.assertEqual(shown["cannot_write_reason"][:24], "You were removed from th")
        self.assertTrue(shown["left"])

    def test_leaving(self):
        self.assertEqual(self.remove("noor", user=self.classmate).status_code, 204)
        self.assertEqual(self.read(self.learner)[-1], "Noor Aziz left.")
        shown = self.show(self.classmate)
        self.assertEqual((shown["removed"], shown["cannot_write_reason"][:8]), (False, "You left"))
        self.assert_error(self.remove("noor", user=self.classmate), 404, "not_found")
        found = self.get(self.classmate, "threads", q="Ines").json()["results"]
        self.assertEqual([row["id"] for row in found], [self.thread_id], "it can be found again")

    @ddt.data("otto", "nobody", "Noor")
    def test_who_is_not_in_it_cannot_be_removed(self, name):
        self.assert_error(self.remove(name), 404, "not_found")
        self.assert_error(self.set_person(name, may_add=True), 404, "not_found")

    def test_an_owner_cannot_be_removed_by_another(self):
        self.set_person("amir", role="owner")
        self.assert_error(self.remove("ines", user=self.assistant), 403, "not_allowed")
        self.assert_error(self.set_person("ines", self.assistant, role="member"), 403, "not_allowed")

    def test_the_last_owner_stays_until_it_is_handed_over(self):
        self.assert_error(self.remove("ines"), 409, "last_owner")
        self.assert_error(self.set_person("ines", role="member"), 409, "last_owner")
        row = self.set_person("noor", hand_over=True).json()
        self.assertEqual((row["thread_role"], row["may_add"]), ("owner", True))
        self.assertEqual(self.show(self.instructor)["my_role"], "member")
        self.assertEqual(self.read(self.learner)[-1], "Ines Torres handed this conversation over to Noor Aziz.")
        self.assertEqual(self.remove("ines").status_code, 204)

    def test_an_owner_who_left_the_course_is_none_to_count_on(self):
        self.set_person("noor", role="owner")
        unenroll(self.classmate, self.course)
        self.assert_error(self.remove("ines"), 409, "last_owner")
        self.assert_error(self.set_person("noor", hand_over=True), 403, "not_allowed")
        self.assert_error(self.change(self.classmate, title="Mine"), 409, "cannot_write")

    def test_the_last_one_may_leave(self):
        for name in ("noor", "amir", "lena"):
            self.remove(name)
        self.assertEqual(self.remove("ines").status_code, 204)
        self.assertEqual(Participant.objects.filter(left=None).count(), 0)

    def test_alone_nobody_hears(self):
        for name in ("noor", "amir", "lena"):
            self.remove(name)
        shown = self.show(self.instructor)
        self.assertEqual((shown["can_write"], shown["cannot_write_reason"][:11]), (False, "Nobody else"))
        response = self.post(self.instructor, "thread_messages", self.thread_id, data={"body": "Anybody?"})
        self.assert_error(response, 409, "cannot_write")

    def test_names_that_differ_in_case_only_are_two_people(self):
        if connection.vendor == "mysql":
            return  # there the two names are the same to the database, and it has one of them
        small = make_learner(self.course, username="sam", name="Small <b>Sam</b>")
        large = make_learner(self.course, username="Sam", name="Large Sam")
        self.add("Sam")
        message = self.answer(self.thread_id, "@sam and @Sam")
        self.assertEqual(message.body_html.count("mention"), 1)
        self.assertTrue(self.get(large, "thread", self.thread_id).json()["my_role"])
        self.assert_error(self.get(small, "thread", self.thread_id), 404, "not_found")
        self.assert_error(self.remove("sam"), 404, "not_found")
        self.add("sam")
        self.assertEqual(self.remove("Sam").status_code, 204)
        self.assertTrue(self.show(small)["can"]["leave"])
        line = self.get(small, "thread_messages", self.thread_id).json()["results"][-1]
        self.assertIn("added you", line["event"]["text"])
        line = self.get(self.learner, "thread_messages", self.thread_id).json()["results"][1]
        self.assertIn("added Small <b>Sam</b>,", line["event"]["text"])
        self.assertIn("added Small &lt;b&gt;Sam&lt;/b&gt;,", line["body_html"])

    def test_a_direct_thread_cannot_be_left(self):
        thread_id = self.ask("Another", sender=self.classmate).thread_id
        response = make_client(self.classmate).delete(url("participant", thread_id, "noor"))
        self.assert_error(response, 403, "not_allowed")
        self.assertIn("archive or mute", response.json()["message"])

    def test_closing_and_reopening(self):
        shown = self.change(closed=True).json()
        self.assertTrue(shown["closed"])
        self.assertEqual((shown["can_write"], shown["can"]["close"]), (False, True))
        for user in (self.instructor, self.learner):
            response = self.post(user, "thread_messages", self.thread_id, data={"body": "Hi"})
            self.assert_error(response, 409, "thread_closed")
        self.assertTrue(self.get(self.learner, "threads").json()["results"][0]["closed"])
        self.assertIsNone(self.change(closed=False).json()["closed"])
        data = {"body": "Hi"}
        self.assertEqual(self.post(self.learner, "thread_messages", self.thread_id, data=data).status_code, 201)

    def test_one_patch_is_all_or_nothing(self):
        response = self.change(title="x" * 300, closed=True)
        self.assert_error(response, 400, "invalid", title="Too long")
        self.assertIsNone(self.show(self.instructor)["closed"])
        # The flag is the last that is switched off: it is refused, and takes the name along.
        self.assert_error(self.change(title="Named", group_chat=False), 409, "too_many_people")
        self.assertEqual(self.show(self.instructor)["title"], "")

    def test_titles_of_all_sorts(self):
        for title in ("<img src=x onerror=alert(1)>", "مجموعة الرياضيات", "a\u202egnp.exe", "  two\n lines  "):
            shown = self.change(title=title).json()
            line = self.get(self.learner, "thread_messages", self.thread_id).json()["results"][0]
            self.assertEqual(shown["title"], " ".join(title.replace("\u202e", "").split()))
            self.assertIn(f"“\u2068{shown['title']}\u2069”", line["event"]["text"])
            self.assertNotIn("<img", line["body_html"])

    def test_people_page_by_page(self):
        rows, cursor = [], ""
        while cursor is not None:
            page = self.get(self.learner, "participants", self.thread_id, limit=3, cursor=cursor).json()
            rows, cursor = rows + page["results"], page["next_cursor"]
        self.assertEqual([row["username"] for row in rows], ["lena", "ines", "noor", "amir"])
        self.assertEqual([row["thread_role"] for row in rows], ["member", "owner", "member", "member"])
        self.assertEqual(rows[3]["role"], "staff")
        self.assertEqual({tuple(row["can"].values()) for row in rows}, {(False, False)})
        mine = self.get(self.instructor, "participants", self.thread_id, q="noor").json()["results"]
        self.assertEqual(
            [(row["username"], row["can"]) for row in mine], [("noor", {"remove": True, "make_owner": True})]
        )
        self.assert_error(self.get(self.outsider, "participants", self.thread_id), 404, "not_found")
        self.assert_error(self.get(self.learner, "participants", self.thread_id, cursor="x"), 400, "malformed")


@ddt.ddt
class StartTests(CampusCase):
    def start(self, *names, user=None, key=None, **more):
        data = {"course_id": str(self.key), "recipients": list(names), "body": "Hello all", "group_chat": True, **more}
        with self.captureOnCommitCallbacks(execute=True):
            return self.post(user or self.instructor, "threads", data=data, key=key)

    def test_with_several(self):
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
    def test_whom_it_cannot_be_started_with(self, names, words):
        self.assert_error(self.start(*names), 400, "invalid", recipients=words)
        self.assertEqual(Thread.objects.count(), 0)

    def test_learners_start_one_with_whom_they_may_write_to(self):
        self.assert_error(self.start("ines", "noor", user=self.learner), 400, "invalid", recipients="noor")
        self.assertEqual(self.start("ines", "amir", user=self.learner).status_code, 201)
        self.assert_error(self.start("ines", user=self.outsider), 404, "not_found")

    @override_settings(PROSERVA_MESSAGING_GROUP_MAX_PEOPLE=2)
    def test_too_many(self):
        self.assert_error(self.start("lena", "noor"), 409, "too_many_people")

    def test_the_limits_are_told(self):
        config = self.get(self.learner, "config").json()
        self.assertEqual(config["group_max_people"], 500)
        self.assertEqual(config["live_poll_seconds"], {"active": 3, "idle": 20})


class MentionTests(GroupCase):
    def test_a_mention_reaches_who_muted_it(self):
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

    def test_somebody_who_left_is_not_mentioned(self):
        self.expand("noor")
        self.remove("noor")
        self.assertNotIn("mention", self.answer(self.thread_id, "Where is @noor?").body_html)


class LineReceiptTests(GroupCase):
    def test_nobody_has_receipts_of_a_line(self):
        self.expand()
        line = Message.objects.filter(event__isnull=False).latest("pk")
        self.assert_error(self.get(self.instructor, "receipts", line.pk), 404, "not_found")

    def test_lines_ring_nobody_whom_they_are_not_about(self):
        self.expand()
        Delivery.objects.update(bell="quiet")
        self.change(title="Lab", members_may_add=True, closed=True)
        self.assertEqual(set(Delivery.objects.filter(bell="ringing")), set())
        reasons = Delivery.objects.filter(message__event__isnull=False, recipient=self.learner)
        self.assertEqual(set(reasons.values_list("email", "email_reason")), {("skipped", "line")})


class PollTests(GroupCase):
    def poll(self, user, etag="", after=1):
        return make_client(user).get(url("thread_messages", self.thread_id), {"after": after}, HTTP_IF_NONE_MATCH=etag)

    def test_the_etag_changes_with_what_is_new_and_with_nothing_else(self):
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
        # What concerns others only is no news: what they have read, how they keep their own view.
        api.mark_read(self.assistant, self.thread_id, 1)
        api.set_state(self.assistant, self.thread_id, starred=True)
        self.assertEqual(self.poll(self.learner, etag).status_code, 304)

    def test_a_page_is_never_304(self):
        etag = self.poll(self.learner)["ETag"]
        client = make_client(self.learner)
        for query in ({}, {"cursor": 10**9}, {"cursor": 10**9, "after": 1}):
            response = client.get(url("thread_messages", self.thread_id), query, HTTP_IF_NONE_MATCH=etag)
            self.assertEqual(response.status_code, 200)

"""Tests of broadcasts over REST: sending, undoing, and how far they are."""

from datetime import timedelta

import ddt
from django.core import mail
from django.db import connection
from django.test import override_settings
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from demo.campus import api as campus
from proserva_messaging import api
from proserva_messaging.models import Broadcast, Delivery, FanOut, Message, Participant, Thread
from tests.broadcast_case import BroadcastCase
from tests.campus_case import make_client, new_key, url
from tests.factories import CourseFactory, make_learner


@ddt.ddt
class SendingTests(BroadcastCase):
    def test_everybody_enrolled_gets_it_in_bell_inbox_and_email(self):
        shown = self.broadcast()
        self.assertEqual((shown["state"], shown["stopped_reason"], shown["undo_seconds"]), ("sent", "", 0))
        emails = {"pending": 0, "sent": 2, "failed": 0, "skipped": 0, "unknown": 0, "digest": 0}
        self.assertEqual(shown["progress"], {"total": 2, "in_bell": 2, "skipped": 0, "seen": 0, "emails": emails})
        self.assertEqual(sorted(each.to[0] for each in mail.outbox), ["lena@campus.example", "noor@campus.example"])
        self.assertIn("Welcome", mail.outbox[0].subject + mail.outbox[0].body)
        for user in (self.learner, self.classmate):
            self.assertEqual(self.get(user, "notification_count").json(), {"count": 1})
            (note,) = self.get(user, "notifications").json()["results"]
            self.assertEqual((note["preview"], note["sender"]["username"]), ("Dear all", "ines"))
            (thread,) = self.inbox(user)
            self.assertEqual((thread["kind"], thread["title"], thread["unread"]), ("broadcast", "Welcome", 1))

    def test_what_went_to_many_is_nobodys_to_change(self):
        """Nor is it locked, or all who got it read, for whoever tries."""
        thread_id = self.broadcast()["thread"]
        asked = (
            ("post", url("participants", thread_id), {"usernames": ["noor"], "history": "all"}),
            ("patch", url("participant", thread_id, "ines"), {"role": "owner"}),
            ("delete", url("participant", thread_id, "ines"), {}),
            ("patch", url("thread", thread_id), {"group_chat": True}),
            ("post", url("thread_messages", thread_id), {"body": "To all of you"}),
        )
        for user in (self.learner, self.instructor):
            client = make_client(user)
            for method, path, data in asked:
                with self.subTest(user=user.username, path=path), CaptureQueriesContext(connection) as queries:
                    response = getattr(client, method)(path, data, format="json")
                    self.assert_error(response, 409, "cannot_write")
                    # No transaction was begun, so that nothing was locked.
                    self.assertNotIn("SAVEPOINT", " ".join(each["sql"] for each in queries))
            shown = self.get(user, "thread", thread_id).json()
            self.assertEqual((shown["group_chat"], any(shown["can"].values())), (False, False))

    def test_nobody_learns_who_else_got_it(self):
        shown = self.broadcast()
        for user in (self.learner, self.classmate):
            (thread,) = self.inbox(user)
            detail = self.get(user, "thread", shown["thread"]).json()
            for each in (thread, detail):
                self.assertEqual([person["username"] for person in each["participants"]], ["ines", user.username])
                self.assertEqual(each["participant_count"], 2)
        self.assertEqual(self.get(self.learner, "threads", q="noor").json()["results"], [])
        self.assertEqual(len(self.get(self.learner, "threads", q="ines").json()["results"]), 1)
        self.assertEqual(self.get(self.learner, "receipts", shown["message"]).status_code, 404)
        (message,) = self.get(self.learner, "thread_messages", shown["thread"]).json()["results"]
        self.assertIsNone(message["receipts"])

    def test_whoever_did_not_get_it_does_not_find_it(self):
        shown = self.broadcast(audience={"who": "people", "usernames": ["lena"]})
        for user in (self.classmate, self.assistant, self.outsider):
            self.assertEqual(self.get(user, "thread", shown["thread"]).status_code, 404)
            self.assertEqual(self.inbox(user), [])

    def test_the_sender_finds_it_among_what_was_sent(self):
        shown = self.broadcast()
        (thread,) = self.get(self.instructor, "threads", box="sent").json()["results"]
        self.assertEqual(thread["id"], shown["thread"])
        detail = self.get(self.instructor, "thread", shown["thread"]).json()
        report = f"/messages/courses/{self.key}/roster/?broadcast={shown['id']}"
        expected = {"id": shown["id"], "everyone": True, "mine": True, "cannot_reply_reason": "", "report_url": report}
        self.assertEqual(detail["broadcast"], expected)
        learners = self.get(self.learner, "thread", shown["thread"]).json()
        self.assertEqual(learners["broadcast"], {**expected, "mine": False, "report_url": ""})
        (message,) = self.get(self.instructor, "thread_messages", shown["thread"]).json()["results"]
        self.assertEqual(message["receipts"], {"recipients": 2, "seen": 0, "seen_at": None})

    def test_whom_an_answer_would_not_reach_is_told(self):
        shown = self.broadcast()

        def reason():
            return self.get(self.learner, "thread", shown["thread"]).json()["broadcast"]["cannot_reply_reason"]

        campus.revoke_role(self.instructor, self.course, "instructor")
        self.assertIn("Nobody else", reason())
        campus.unenroll(self.learner, self.course)
        self.assertIn("You are not part of this course", reason())

    def test_a_thread_of_another_kind_is_no_broadcast(self):
        thread_id = self.ask().thread_id
        self.assertIsNone(self.get(self.learner, "thread", thread_id).json()["broadcast"])

    def test_before_it_goes_nobody_but_the_team_knows(self):
        waiting = self.wait()
        self.assertEqual(waiting["state"], "scheduled")
        self.assertTrue(1 <= waiting["undo_seconds"] <= 10)
        self.assertEqual(waiting["progress"]["total"], 2)
        self.assertEqual(self.inbox(self.learner), [])
        self.assertEqual(self.inbox(self.instructor), [])
        self.assertEqual(self.show(waiting["id"], self.assistant)["mine"], False)
        self.assertEqual(Delivery.objects.count(), 0)

    def test_it_stands_in_inboxes_where_it_belongs_when_it_goes(self):
        waiting = self.wait(send_at=(timezone.now() + timedelta(days=3)).isoformat())
        later = self.ask("Meanwhile")
        self.let_go()
        self.assertEqual([each["kind"] for each in self.inbox(self.learner)], ["broadcast", "direct"])
        self.assertGreater(self.show(waiting["id"])["message"], later.pk)
        self.assertEqual(Message.objects.filter(thread=waiting["thread"]).count(), 1)

    def test_reading_it_shows_in_the_report(self):
        shown = self.broadcast()
        self.post(self.learner, "thread_read", shown["thread"], data={"up_to": shown["message"]})
        self.assertEqual(self.show(shown["id"])["progress"]["seen"], 1)
        self.assertIsNotNone(self.report(shown["id"])["lena"]["seen_at"])

    def test_files_are_for_its_recipients_alone(self):
        file = self.upload(self.instructor)
        shown = self.broadcast(attachments=[file.pk], audience={"who": "people", "usernames": ["lena"]})
        self.assertEqual([each["name"] for each in shown["attachments"]], ["notes.txt"])
        allowed = {self.instructor: 200, self.learner: 200, self.classmate: 404, self.assistant: 404}
        for user, status in allowed.items():
            self.assertEqual(self.get(user, "attachment", file.pk).status_code, status, user)

    def test_a_file_that_is_not_there_any_more(self):
        file = self.upload(self.instructor)
        api.discard_attachment(self.instructor, file.pk)
        self.assert_error(self.send(attachments=[file.pk]), 400, "invalid", attachments="not there")
        self.assertEqual(Broadcast.objects.count(), 0)

    def test_emails_are_left_out_where_nobody_wants_them(self):
        shown = self.broadcast(notify_email=False)
        self.assertEqual(mail.outbox, [])
        self.assertEqual(shown["progress"]["emails"]["skipped"], 2)
        self.assertEqual(self.report(shown["id"])["lena"]["email"]["reason"], "bell_only")

    @ddt.data(("daily", "digest", ""), ("none", "skipped", "opted_out"))
    @ddt.unpack
    def test_what_a_person_chose_of_emails_holds(self, choice, state, reason):
        api.set_email_choice(self.learner, choice)
        shown = self.broadcast()
        row = self.report(shown["id"])["lena"]
        self.assertEqual((row["email"]["state"], row["email"]["reason"]), (state, reason))
        self.assertEqual([each.to[0] for each in mail.outbox], ["noor@campus.example"])
        self.assertEqual(self.get(self.learner, "notification_count").json(), {"count": 1})

    def test_whoever_left_before_the_emails_gets_none(self):
        waiting = self.wait()
        with override_settings(PROSERVA_MESSAGING_EMAIL_RATE=1):
            self.let_go()
        self.assertEqual(len(mail.outbox), 1)
        left = self.learner if mail.outbox[0].to[0].startswith("noor") else self.classmate
        campus.unenroll(left, self.course)
        self.let_go()
        row = self.report(waiting["id"])[left.username]
        self.assertEqual(
            (row["state"], row["email"]["state"], row["email"]["reason"]), ("in_bell", "skipped", "unenrolled")
        )

    def test_who_leaves_meanwhile_is_skipped_and_shown(self):
        waiting = self.wait()
        with self.stopped_after_planning():
            campus.unenroll(self.learner, self.course)
        shown = self.show(waiting["id"])
        self.assertEqual(shown["state"], "sent")
        self.assertEqual(
            (shown["progress"]["total"], shown["progress"]["in_bell"], shown["progress"]["skipped"]), (2, 1, 1)
        )
        self.assertEqual(shown["progress"]["emails"]["skipped"], 0)
        row = self.report(waiting["id"])["lena"]
        self.assertEqual((row["state"], row["skipped_reason"], row["email"]), ("skipped", "unenrolled", None))
        self.assertEqual(set(self.report(waiting["id"], state="skipped")), {"lena"})
        self.assertEqual(self.inbox(self.learner), [])
        self.assertEqual(self.get(self.learner, "notification_count").json(), {"count": 0})
        self.assertEqual(self.get(self.learner, "notifications").json()["results"], [])

    def stopped_after_planning(self):
        """Let a broadcast be frozen, give time for something, and let it go on."""
        return FrozenFor(self)

    def test_who_enrols_after_it_began_does_not_get_it(self):
        waiting = self.wait()
        with self.stopped_after_planning():
            late = make_learner(self.course)
        self.assertEqual(self.show(waiting["id"])["progress"]["total"], 2)
        self.assertEqual(self.inbox(late), [])

    def test_the_same_form_twice_is_one_broadcast(self):
        key = new_key()
        first, second = self.send(key=key), self.send(key=key)
        self.assertEqual([first.status_code, second.status_code], [202, 202])
        self.assertEqual(first.json()["id"], second.json()["id"])
        self.let_go()
        self.assertEqual(self.send(key=key).json()["state"], "sent")
        self.assertEqual(Delivery.objects.count(), 2)
        self.assert_error(self.send(key=key, body="Something else"), 409, "idempotency_key_reused")

    def test_what_the_platform_tells_of_it(self):
        with self.assertLogs("tracking", "INFO") as log:
            self.broadcast()
        told = [line.split()[0].rsplit(":", 1)[-1] for line in log.output]
        for name in ("broadcast.created", "fanout.began", "fanout.finished", "message.sent"):
            self.assertIn(f"edx.proserva_messaging.{name}", told)


class FrozenFor:
    """Something happens between the freezing of a list and its delivery."""

    def __init__(self, case):
        self.case = case

    def __enter__(self):
        from proserva_messaging.delivery import chunks, fanout  # noqa: PLC0415

        FanOut.objects.update(starts=timezone.now() - timedelta(seconds=1))
        fan_out = FanOut.objects.select_related("message__sender").get()
        assert fanout.begin(fan_out)
        fan_out = FanOut.objects.select_related("message__sender").get()
        assert chunks.plan(fan_out)

    def __exit__(self, *error):
        if error[0] is None:
            self.case.let_go()


@ddt.ddt
class WhoMayTests(BroadcastCase):
    def test_to_a_learner_there_are_no_broadcasts(self):
        shown = self.broadcast()
        templates = self.post(self.instructor, "templates", data=self.form(name="Mine")).json()
        course = {"course_id": str(self.key)}
        for user in (self.learner, self.outsider):
            answers = [
                self.send(user),
                self.post(user, "broadcast_preview", data=self.form()),
                self.post(user, "broadcast_test", data=self.form()),
                self.post(user, "templates", data=self.form(name="Mine")),
                self.get(user, "broadcasts", **course),
                self.get(user, "broadcast_segments", **course),
                self.get(user, "templates", **course),
                self.get(user, "broadcast", shown["id"]),
                self.get(user, "broadcast_recipients", shown["id"]),
                self.get(user, "broadcast_recipients", shown["id"], format="csv"),
                self.patch(user, "broadcast", shown["id"], data={"subject": "Mine"}),
                self.patch(user, "template", templates["id"], data={"name": "Theirs"}),
                *(self.post(user, f"broadcast_{verb}", shown["id"]) for verb in ("cancel", "send_now", "retry")),
            ]
            self.assertEqual([each.status_code for each in answers], [404] * len(answers))

    def test_nobody_is_signed_in(self):
        self.assertEqual(self.get(None, "broadcasts", course_id=str(self.key)).status_code, 401)

    def test_a_colleague_sees_it_and_changes_nothing(self):
        waiting = self.wait()
        self.assertFalse(self.show(waiting["id"], self.assistant)["mine"])
        listed = self.get(self.assistant, "broadcasts", course_id=str(self.key)).json()["results"]
        self.assertEqual([each["id"] for each in listed], [waiting["id"]])
        for answer in (
            self.patch(self.assistant, "broadcast", waiting["id"], data={"subject": "Theirs"}),
            self.post(self.assistant, "broadcast_cancel", waiting["id"]),
            self.post(self.assistant, "broadcast_send_now", waiting["id"]),
        ):
            self.assertEqual(answer.status_code, 404)

    def test_a_team_of_another_course_does_not_see_it(self):
        shown = self.broadcast()
        other = CourseFactory()
        campus.grant_role(self.outsider, other, "instructor")
        self.assertEqual(self.get(self.outsider, "broadcast", shown["id"]).status_code, 404)

    def test_staff_who_look_as_a_learner_are_asked_to_return_first(self):
        from demo.campus import masquerade  # noqa: PLC0415
        from tests.campus_case import make_client, url  # noqa: PLC0415

        client = make_client(self.instructor)
        session = client.session
        request = type("Request", (), {"session": session, "user": self.instructor})
        masquerade.choose(request, self.key, "student", "")
        session.save()
        for name in ("broadcasts", "broadcast_test"):
            response = client.post(url(name), self.form(), format="json")
            self.assert_error(response, 409, "masquerading")

    def test_no_more_than_a_few_an_hour(self):
        with override_settings(PROSERVA_MESSAGING_BROADCASTS_PER_HOUR=2):
            self.wait()
            undone = self.wait()
            self.assert_error(response := self.send(), 429, "too_many_broadcasts")
            self.assertTrue(3500 < int(response["Retry-After"]) <= 3601)
            self.assertIn("60 min", response.json()["message"])
            # What was undone does not count, nor what others send, nor what went elsewhere, nor long ago.
            self.post(self.instructor, "broadcast_cancel", undone["id"])
            self.wait()
            self.assertEqual(self.send(self.assistant).status_code, 202)
            self.assertEqual(self.send().status_code, 429)
            Broadcast.objects.update(created=timezone.now() - timedelta(minutes=61))
            self.assertEqual(self.send().status_code, 202)

    def test_a_try_does_not_count(self):
        with override_settings(PROSERVA_MESSAGING_BROADCASTS_PER_HOUR=1):
            self.assertEqual(self.post(self.instructor, "broadcast_test", data=self.form()).status_code, 202)
            self.assertEqual(self.send().status_code, 202)


@ddt.ddt
class BadInputTests(BroadcastCase):
    @ddt.data(
        ({"subject": " "}, {"subject": "Write a subject"}),
        ({"subject": "x" * 201}, {"subject": "200"}),
        ({"body": " \n"}, {"body": "Write a message"}),
        ({"body": "x" * 20_001}, {"body": "shorten"}),
        ({"subject": "", "body": ""}, {"subject": "Write", "body": "Write"}),
        ({"body": "Dear {firstname}"}, {"body": "{firstname}"}),
        ({"subject": "For {who}", "body": "{what}"}, {"subject": "{who}", "body": "{what}"}),
        ({"send_at": "2020-01-01T00:00:00Z"}, {"send_at": "passed"}),
        ({"send_at": "tomorrow"}, {"send_at": "format"}),
        ({"audience": {"who": "everybody"}}, {"audience": "valid choice"}),
        ({"audience": {"who": "modes", "modes": ["verified"]}}, {"audience": "Nobody"}),
        ({"audience": {"who": "modes"}}, {"audience": "at least one"}),
        ({"audience": {"who": "cohorts", "cohorts": [999]}}, {"audience": "no such cohort"}),
        ({"audience": {"who": "people", "usernames": ["lena", "otto"]}}, {"audience": "otto"}),
        ({"audience": {"who": "people", "usernames": ["LENA"]}}, {"audience": "LENA"}),
        ({"audience": {"who": "people", "usernames": []}}, {"audience": "at least one"}),
        ({"audience": {"who": "people", "usernames": ["ines"]}}, {"audience": "Nobody would get"}),
        ({"audience": {"who": "inactive"}}, {"audience": "how many days"}),
        ({"audience": {"who": "inactive", "days": 5000}}, {"audience": "how many days"}),
        ({"audience": {"who": "not_submitted"}}, {"audience": "no such assignment"}),
        ({"audience": {"who": "scored_below", "score": 101}}, {"audience": "percentage"}),
        ({"attachments": [999_999]}, {"attachments": "not there"}),
    )
    @ddt.unpack
    def test_what_is_wrong_is_said(self, changes, fields):
        self.assert_error(self.send(**changes), 400, "invalid", **fields)
        self.assertEqual((Broadcast.objects.count(), Thread.objects.count()), (0, 0))

    def test_a_cohort_of_another_course(self):
        other = CourseFactory()
        cohort = campus.set_cohort(make_learner(other), other, "Blue")
        response = self.send(audience={"who": "cohorts", "cohorts": [cohort.pk]})
        self.assert_error(response, 400, "invalid", audience="no such cohort")

    def test_a_course_without_learners(self):
        for user in (self.learner, self.classmate):
            campus.unenroll(user, self.course)
        self.assert_error(self.send(), 400, "invalid", audience="Nobody would get")
        self.assertEqual(self.send(audience={"who": "all", "include_team": True}).status_code, 202)

    def test_too_many_chosen_people(self):
        names = [f"somebody{number}" for number in range(1001)]
        response = self.send(audience={"who": "people", "usernames": names})
        self.assert_error(response, 400, "invalid", audience="At most 1000")

    def test_a_course_that_has_ended_takes_it_and_says_so(self):
        self.course.end = timezone.now() - timedelta(days=1)
        self.course.save()
        segments = self.get(self.instructor, "broadcast_segments", course_id=str(self.key)).json()
        self.assertIsNotNone(segments["ended"])
        self.assertEqual(self.broadcast()["progress"]["in_bell"], 2)

    def test_an_audience_that_nobody_belongs_to_any_more_when_it_goes(self):
        waiting = self.wait(audience={"who": "people", "usernames": ["lena"]})
        campus.unenroll(self.learner, self.course)
        self.let_go()
        shown = self.show(waiting["id"])
        self.assertEqual((shown["state"], shown["progress"]["total"]), ("sent", 0))


@ddt.ddt
class ChangingTests(BroadcastCase):
    def test_until_it_goes_all_of_it_can_be_changed(self):
        old, new = self.upload(self.instructor), self.upload(self.instructor, "new.txt")
        waiting = self.wait(attachments=[old.pk])
        later = timezone.now() + timedelta(days=2)
        changes = {
            "subject": "Hello {first_name}",
            "body": "Look at this",
            "attachments": [new.pk],
            "audience": {"who": "people", "usernames": ["noor"]},
            "send_at": later.isoformat(),
            "notify_email": False,
        }
        changed = self.patch(self.instructor, "broadcast", waiting["id"], data=changes)
        self.assertEqual(changed.status_code, 200, changed.content)
        shown = changed.json()
        self.assertEqual((shown["subject"], shown["body"]), ("Hello {first_name}", "Look at this"))
        self.assertEqual([each["id"] for each in shown["attachments"]], [new.pk])
        self.assertEqual(shown["audience"], {"who": "people", "usernames": ["noor"]})
        self.assertEqual((shown["undo_seconds"], shown["notify_email"], shown["progress"]["total"]), (0, False, 1))
        # The file that was dropped is the sender's own again.
        api.discard_attachment(self.instructor, old.pk)
        self.let_go()
        self.assertEqual(self.inbox(self.learner), [])
        (thread,) = self.inbox(self.classmate)
        self.assertEqual(thread["title"], "Hello Noor")
        self.assertEqual(mail.outbox, [])

    @ddt.data(
        ({"subject": ""}, "subject"),
        ({"body": "{nothing}"}, "body"),
        ({"send_at": "2020-01-01T00:00:00Z"}, "send_at"),
        ({"audience": {"who": "people", "usernames": ["ines"]}}, "audience"),
        ({"attachments": [999_999]}, "attachments"),
    )
    @ddt.unpack
    def test_what_is_wrong_with_a_change_is_said_and_nothing_is_changed(self, changes, field):
        waiting = self.wait(send_at=(timezone.now() + timedelta(days=1)).isoformat())
        response = self.patch(self.instructor, "broadcast", waiting["id"], data=changes)
        self.assert_error(response, 400, "invalid", **{field: ""})
        self.assertEqual(self.show(waiting["id"]), waiting)

    def test_what_goes_cannot_be_changed(self):
        shown = self.broadcast()
        for answer in (
            self.patch(self.instructor, "broadcast", shown["id"], data={"subject": "Too late"}),
            self.post(self.instructor, "broadcast_cancel", shown["id"]),
            self.post(self.instructor, "broadcast_send_now", shown["id"]),
        ):
            self.assert_error(answer, 409, "not_editable")
        self.assertEqual(self.show(shown["id"])["subject"], "Welcome")

    def test_undoing(self):
        waiting = self.wait()
        cancelled = self.post(self.instructor, "broadcast_cancel", waiting["id"])
        self.assertEqual(cancelled.json()["state"], "cancelled")
        # A second press says the same.
        self.assertEqual(self.post(self.instructor, "broadcast_cancel", waiting["id"]).status_code, 200)
        self.let_go()
        self.assertEqual(self.inbox(self.learner), [])
        self.assertEqual(Participant.objects.count(), 1)
        answer = self.patch(self.instructor, "broadcast", waiting["id"], data={"subject": "Again"})
        self.assert_error(answer, 409, "not_editable")

    def test_sending_at_once_what_is_for_later(self):
        waiting = self.wait(send_at=(timezone.now() + timedelta(days=1)).isoformat())
        self.assertEqual(waiting["undo_seconds"], 0)
        with self.captureOnCommitCallbacks(execute=True):
            sent = self.post(self.instructor, "broadcast_send_now", waiting["id"])
        self.assertEqual(sent.status_code, 200)
        self.assertEqual(self.show(waiting["id"])["state"], "sent")
        self.assertEqual(len(self.inbox(self.learner)), 1)

    def test_what_is_for_later_waits(self):
        self.wait(send_at=(timezone.now() + timedelta(hours=1)).isoformat())
        from proserva_messaging.delivery.sweep import sweep  # noqa: PLC0415

        self.assertEqual(sweep().fan_outs, 0)
        self.assertEqual(self.inbox(self.learner), [])


class AuthorTests(BroadcastCase):
    def test_an_author_who_leaves_the_team_stops_it(self):
        waiting = self.wait()
        with self.captureOnCommitCallbacks(execute=True):
            campus.revoke_role(self.instructor, self.course, "instructor")
        shown = self.show(waiting["id"], self.assistant)
        self.assertEqual(shown["state"], "stopped")
        self.assertIn("course team", shown["stopped_reason"])
        self.let_go()
        self.assertEqual(self.inbox(self.learner), [])

    def test_where_nobody_told_us_the_next_chunk_finds_out(self):
        from demo.campus.models import CourseRole  # noqa: PLC0415
        from proserva_messaging.delivery import fanout  # noqa: PLC0415

        waiting = self.wait()
        FanOut.objects.update(starts=timezone.now())
        with override_settings(PROSERVA_MESSAGING_FANOUT_CHUNK=1):
            fan_out = FanOut.objects.select_related("message__sender").get()
            for _step in range(3):  # begins, plans, serves one of two
                fan_out = FanOut.objects.select_related("message__sender").get()
                self.assertTrue(fanout._advance(fan_out))
            CourseRole.objects.filter(user=self.instructor).delete()
            self.let_go()
        shown = self.show(waiting["id"], self.assistant)
        self.assertEqual((shown["state"], shown["progress"]["in_bell"]), ("stopped", 1))
        # Who has it keeps it, without an email; the other one is shown as waiting.
        self.assertEqual(mail.outbox, [])
        rows = self.get(self.assistant, "broadcast_recipients", waiting["id"]).json()
        self.assertEqual([each["email"]["reason"] for each in rows["results"]], ["stopped"])
        rest = self.get(self.assistant, "broadcast_recipients", waiting["id"], cursor=rows["next_cursor"]).json()
        self.assertEqual([each["state"] for each in rest["results"]], ["waiting"])
        self.assertIsNone(rest["next_cursor"])

    def test_one_who_keeps_another_role_goes_on(self):
        campus.grant_role(self.instructor, self.course, "staff")
        waiting = self.wait()
        with self.captureOnCommitCallbacks(execute=True):
            campus.revoke_role(self.instructor, self.course, "instructor")
        self.let_go()
        self.assertEqual(self.show(waiting["id"], self.assistant)["state"], "sent")

    def test_an_author_who_is_retired_stops_it_and_takes_the_words_along(self):
        sent = self.broadcast(body="Private words of Ines")
        self.post(self.learner, "broadcast_reply", sent["id"], data={"body": "Thank you"})
        waiting = self.wait(subject="Not yet gone")
        self.post(self.instructor, "templates", data=self.form(name="Mine"))
        with self.captureOnCommitCallbacks(execute=True):
            campus.retire(self.instructor)
        shown = self.show(waiting["id"], self.assistant)
        self.assertEqual((shown["state"], shown["subject"], shown["sender"]), ("stopped", "", None))
        self.assertIn("closed", shown["stopped_reason"])
        (message,) = self.get(self.learner, "thread_messages", sent["thread"]).json()["results"]
        self.assertNotIn("Private", message["body_html"])
        direct = next(each for each in self.inbox(self.learner) if each["kind"] == "direct")
        (answer,) = self.get(self.learner, "thread_messages", direct["id"]).json()["results"]
        self.assertIsNone(answer["context"])
        templates = self.get(self.assistant, "templates", course_id=str(self.key)).json()
        self.assertEqual(templates["results"], [])

    def test_a_recipient_who_is_retired_stays_in_the_report_without_a_name(self):
        shown = self.broadcast()
        campus.retire(self.learner)
        rows = self.get(self.instructor, "broadcast_recipients", shown["id"]).json()["results"]
        self.assertEqual(sorted(row["person"] is None for row in rows), [False, True])

"""Tests of broadcasts over REST: sending, and what its recipients see."""

from datetime import timedelta

import ddt
from django.core import mail
from django.db import connection
from django.test import override_settings
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from demo.campus import api as campus
from proserva_messaging import api
from proserva_messaging.models import Broadcast, Delivery, Message
from tests.broadcast_case import BroadcastCase
from tests.campus_case import make_client, new_key, url
from tests.factories import make_learner


@ddt.ddt
class SendingTests(BroadcastCase):
    def test_all_learners_get_it_in_bell_inbox_and_email(self):
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

    def test_recipients_cannot_change_its_thread(self):
        """A refused change takes no lock and does not load the recipients."""
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

    def test_recipients_do_not_see_each_other(self):
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

    def test_other_people_do_not_find_it(self):
        shown = self.broadcast(audience={"who": "people", "usernames": ["lena"]})
        for user in (self.classmate, self.assistant, self.outsider):
            self.assertEqual(self.get(user, "thread", shown["thread"]).status_code, 404)
            self.assertEqual(self.inbox(user), [])

    def test_the_sender_finds_it_in_the_sent_box(self):
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

    def test_the_reason_why_a_reply_is_impossible_is_shown(self):
        shown = self.broadcast()

        def reason():
            return self.get(self.learner, "thread", shown["thread"]).json()["broadcast"]["cannot_reply_reason"]

        campus.revoke_role(self.instructor, self.course, "instructor")
        self.assertIn("can't receive your messages", reason())
        campus.unenroll(self.learner, self.course)
        self.assertIn("You are no longer part of this course", reason())

    def test_other_threads_have_no_broadcast(self):
        thread_id = self.ask().thread_id
        self.assertIsNone(self.get(self.learner, "thread", thread_id).json()["broadcast"])

    def test_only_the_team_sees_it_before_it_is_sent(self):
        waiting = self.wait()
        self.assertEqual(waiting["state"], "scheduled")
        self.assertTrue(1 <= waiting["undo_seconds"] <= 10)
        self.assertEqual(waiting["progress"]["total"], 2)
        self.assertEqual(self.inbox(self.learner), [])
        self.assertEqual(self.inbox(self.instructor), [])
        self.assertEqual(self.show(waiting["id"], self.assistant)["mine"], False)
        self.assertEqual(Delivery.objects.count(), 0)

    def test_inboxes_sort_it_by_the_time_of_sending(self):
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

    def test_a_deleted_file_is_refused(self):
        file = self.upload(self.instructor)
        api.discard_attachment(self.instructor, file.pk)
        self.assert_error(self.send(attachments=[file.pk]), 400, "invalid", attachments="no longer available")
        self.assertEqual(Broadcast.objects.count(), 0)

    def test_emails_can_be_turned_off(self):
        shown = self.broadcast(notify_email=False)
        self.assertEqual(mail.outbox, [])
        self.assertEqual(shown["progress"]["emails"]["skipped"], 2)
        self.assertEqual(self.report(shown["id"])["lena"]["email"]["reason"], "bell_only")

    @ddt.data(("daily", "digest", ""), ("none", "skipped", "opted_out"))
    @ddt.unpack
    def test_the_email_choice_of_a_person_applies(self, choice, state, reason):
        api.set_email_choice(self.learner, choice)
        shown = self.broadcast()
        row = self.report(shown["id"])["lena"]
        self.assertEqual((row["email"]["state"], row["email"]["reason"]), (state, reason))
        self.assertEqual([each.to[0] for each in mail.outbox], ["noor@campus.example"])
        self.assertEqual(self.get(self.learner, "notification_count").json(), {"count": 1})

    def test_people_who_left_before_the_emails_get_none(self):
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

    def test_people_who_leave_during_the_sending_are_skipped_and_listed(self):
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
        """Freeze the list of a broadcast, run the block, and deliver."""
        return FrozenFor(self)

    def test_learners_who_enrol_after_the_start_do_not_get_it(self):
        waiting = self.wait()
        with self.stopped_after_planning():
            late = make_learner(self.course)
        self.assertEqual(self.show(waiting["id"])["progress"]["total"], 2)
        self.assertEqual(self.inbox(late), [])

    def test_a_repeated_request_makes_one_broadcast(self):
        key = new_key()
        first, second = self.send(key=key), self.send(key=key)
        self.assertEqual([first.status_code, second.status_code], [202, 202])
        self.assertEqual(first.json()["id"], second.json()["id"])
        self.let_go()
        self.assertEqual(self.send(key=key).json()["state"], "sent")
        self.assertEqual(Delivery.objects.count(), 2)
        self.assert_error(self.send(key=key, body="Something else"), 409, "idempotency_key_reused")

    def test_it_is_tracked_by_the_platform(self):
        with self.assertLogs("tracking", "INFO") as log:
            self.broadcast()
        shown = [line.split()[0].rsplit(":", 1)[-1] for line in log.output]
        for name in ("broadcast.created", "fanout.began", "fanout.finished", "message.sent"):
            self.assertIn(f"edx.proserva_messaging.{name}", shown)


class FrozenFor:
    """A context between the freezing of a list and its delivery."""

    def __init__(self, case):
        self.case = case

    def __enter__(self):
        from proserva_messaging.delivery import chunks, fanout  # noqa: PLC0415
        from proserva_messaging.models import FanOut  # noqa: PLC0415

        FanOut.objects.update(starts=timezone.now() - timedelta(seconds=1))
        fan_out = FanOut.objects.select_related("message__sender").get()
        assert fanout.begin(fan_out)
        fan_out = FanOut.objects.select_related("message__sender").get()
        assert chunks.plan(fan_out)

    def __exit__(self, *error):
        if error[0] is None:
            self.case.let_go()

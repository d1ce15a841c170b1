"""Tests of retirement: a retired user's content is deleted, others' content stays, and errors stop nothing."""

import io
from unittest import mock

from django.apps import apps
from django.core import mail
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection
from django.test.utils import CaptureQueriesContext

from demo.campus import api as campus
from demo.campus import events
from proserva_messaging import api, retirement
from proserva_messaging.models import (
    Attachment,
    Block,
    CourseSettings,
    Delivery,
    Message,
    Preference,
    Restriction,
    Retirement,
    Thread,
)
from proserva_messaging.models.attachments import get_storage
from tests.campus_case import CampusCase
from tests.moderation_case import ModerationCase

WORDS = "zanzibar"


def search_everywhere(word):
    """Return the name of every column of the database, of any type, that contains a word."""
    found = []
    for model in apps.get_models(include_auto_created=True):
        names = [field.name for field in model._meta.concrete_fields if not field.is_relation]
        for row in model._default_manager.values(*names):
            found += [f"{model._meta.label}.{name}" for name, value in row.items() if word in str(value).casefold()]
    return found


class RetirementCase(CampusCase):
    def setUp(self):
        super().setUp()
        files = [self.upload(name=f"{WORDS}.txt", content=b"Zanzibar's secrets").pk]
        page = {"url": "http://127.0.0.1:8000/x", "label": f"{WORDS} page"}
        self.message = self.ask(f"**{WORDS}** and more", title=f"{WORDS} title", attachment_ids=files, context=page)
        self.file = Attachment.objects.get().file.name
        self.upload(name=f"unsent {WORDS}.txt")
        api.set_email_choice(self.learner, "daily", self.key)
        post = campus.post_thread(self.course, self.learner, "Zan title", "Zan zi bar")
        self.reply = self.answer(
            self.message.thread_id, "My own words", context={"discussion_thread_id": post.forum_id}
        )
        self.broken = mock.patch.object(get_storage(), "delete", side_effect=OSError("no such bucket"))

    def retire(self, user=None):
        with self.captureOnCommitCallbacks(execute=True):
            campus.retire(user or self.learner)


class RetirementTests(RetirementCase):
    def test_the_users_content_is_deleted_everywhere(self):
        self.assertEqual(len(set(search_everywhere(WORDS))), 6, search_everywhere(WORDS))
        self.retire()
        self.assertEqual(search_everywhere(WORDS), [])
        self.assertFalse(get_storage().exists(self.file))
        self.assertFalse(Attachment.objects.exists())
        self.assertFalse(Preference.objects.exists())
        self.assertFalse(Retirement.objects.exists())

    def test_the_users_address_in_an_answer_of_the_mail_server_is_deleted(self):
        Delivery.objects.update(
            email="failed", email_reason="550 lena@campus.example: no such user", recipient=self.learner
        )
        self.retire()
        self.assertEqual(search_everywhere("lena@"), [])

    def test_quotes_of_the_users_discussion_posts_are_deleted(self):
        self.retire()
        self.reply.refresh_from_db()
        self.assertIsNone(self.reply.context)

    def test_the_context_of_a_message_in_the_course_stays(self):
        context = {"kind": "block", "label": "Week 1 quiz", "path": ["Week 1"], "url": "/x", "excerpt": ""}
        Message.objects.filter(pk=self.message.pk).update(context=context)
        self.retire()
        self.message.refresh_from_db()
        self.assertEqual(self.message.context["label"], "Week 1 quiz")

    def test_the_other_participant_can_still_read_the_thread(self):
        self.retire()
        messages = self.get(self.instructor, "thread_messages", self.message.thread_id).json()["results"]
        self.assertEqual([each["body"] for each in messages], ["My own words", ""])
        self.assertIsNone(messages[1]["sender"])
        self.assertIn("deleted with its sender", messages[1]["body_html"])
        thread = self.get(self.instructor, "thread", self.message.thread_id).json()
        self.assertEqual((thread["title"], thread["can_write"]), ("", False))
        self.assertEqual([person["username"] for person in thread["participants"]], ["ines"])
        feed = self.get(self.instructor, "notifications").json()["results"]
        self.assertIn("deleted with", feed[0]["preview"])

    def test_a_title_by_another_user_stays(self):
        self.ask(sender=self.assistant, to="lena", title="Seen by both")
        self.retire()
        self.assertEqual(Thread.objects.exclude(title="").get().title, "Seen by both")

    def test_no_more_email_is_sent_to_or_from_the_user(self):
        mail.outbox.clear()
        Delivery.objects.update(email="pending")
        self.retire()
        call_command("proserva_deliver", "--digests-now", stdout=io.StringIO())
        self.assertEqual(mail.outbox, [])
        self.assertEqual(set(Delivery.objects.values_list("email", "email_reason")), {("skipped", "retired")})
        self.assertFalse(Delivery.objects.filter(bell="ringing").exists())

    def test_a_retired_instructor_is_no_longer_a_courses_contact(self):
        CourseSettings.objects.create(course_id=self.key, contact=self.instructor)
        self.retire(self.instructor)
        self.assertIsNone(CourseSettings.objects.get().contact)
        self.assertEqual(Message.objects.get(pk=self.message.pk).body, f"**{WORDS}** and more")

    def test_a_second_retirement_changes_nothing(self):
        self.retire()
        before = list(Message.objects.order_by("pk").values())
        self.assertTrue(retirement.retire(self.learner))
        self.assertEqual(list(Message.objects.order_by("pk").values()), before)

    def test_a_user_without_messages_takes_few_queries(self):
        with CaptureQueriesContext(connection) as queries:
            self.assertTrue(retirement.retire(self.classmate))
        # A query for each table that may have the user's data, the row of the retirement itself, its audit entry,
        # for the first user of a site the gate of holds, and the transactions of the deletion of blocks and
        # restrictions.
        self.assertLessEqual(len(queries), 50)


class FailureTests(RetirementCase):
    """Errors do not stop the platform's pipeline, and an operator can finish a retirement later."""

    def test_an_error_of_the_storage_stops_neither_the_retirement_nor_the_pipeline(self):
        with self.broken, self.assertLogs("proserva_messaging", "ERROR"):
            self.retire()
        self.learner.refresh_from_db()
        self.assertFalse(self.learner.is_active)
        self.assertEqual({name.split(".")[1] for name in search_everywhere(WORDS)}, {"Attachment"})
        self.assertEqual(Retirement.objects.get().error, "LeftoverError")
        out = io.StringIO()
        with self.broken, self.assertRaises(CommandError), self.assertLogs("proserva_messaging", "ERROR"):
            call_command("proserva_retire", "--pending", stdout=out)
        self.assertEqual(Retirement.objects.get().attempts, 2)
        call_command("proserva_retire", "--pending", stdout=out)
        self.assertIn("Retired: 1. Not finished: 0.", out.getvalue())
        self.assertEqual(search_everywhere(WORDS), [])
        self.assertFalse(get_storage().exists(self.file))

    def test_a_database_error_leaves_the_callers_transaction_usable(self):
        def fail():
            with connection.cursor() as cursor:
                cursor.execute("SELECT nonsense FROM nowhere")

        failing = mock.patch.object(retirement, "_scrub_quotes", side_effect=fail)
        with failing, self.assertLogs("proserva_messaging", "ERROR"):
            self.retire()
        self.assertEqual(Retirement.objects.get().user, self.learner)
        self.assertTrue(Message.objects.filter(body__contains=WORDS).exists())
        self.assertEqual(retirement.retire_pending(), (1, 0))
        self.assertEqual(search_everywhere(WORDS), [])

    def test_no_error_propagates_even_if_it_cannot_be_recorded(self):
        failing = mock.Mock(side_effect=DatabaseError("gone away"))
        broken = mock.patch.multiple(Retirement.objects, get_or_create=failing, filter=failing)
        with broken, self.assertLogs("proserva_messaging", "ERROR"):
            events.USER_RETIRE_LMS_MISC.send(sender=None, user=self.learner)

    def test_a_signal_without_a_user_is_ignored(self):
        events.USER_RETIRE_LMS_MISC.send(sender=None)


class ModerationTests(ModerationCase):
    def test_notes_copies_and_blocks_go_and_the_queue_stays(self):
        mine, theirs = self.write(f"I am {WORDS}", sender=self.learner, to="noor"), self.write("Not nice")
        reports = [self.make_report(theirs, note=WORDS, before=1), self.make_report(mine, user=self.classmate)]
        self.block(mine.thread_id)
        self.block(mine.thread_id, "lena", self.classmate)
        Restriction.objects.create(user=self.learner, course_id=str(self.key))
        self.assertTrue(retirement.retire(self.learner))
        self.assertEqual(search_everywhere(WORDS), [])
        self.assertEqual((Block.objects.count(), Restriction.objects.count()), (0, 0))
        shown = [self.get(self.instructor, "report", each).json() for each in reports]
        self.assertEqual([text["body_html"] for text in shown[0]["messages"]], ["", "<p>Not nice</p>"])
        self.assertEqual([self.handle(each, "none").status_code for each in reports], [200, 200])


class ManyMessagesTests(CampusCase):
    def test_a_user_with_3000_messages_is_retired_in_chunks(self):
        thread_id = self.ask().thread_id
        new = [Message(thread_id=thread_id, sender=self.learner, body=WORDS, body_html=WORDS) for _ in range(2999)]
        Message.objects.bulk_create(new)
        with CaptureQueriesContext(connection) as queries:
            self.assertTrue(retirement.retire(self.learner))
        # Each of six chunks selects ids, updates within two savepoints, updates contexts, and asks for holds. All other
        # tables take as much again.
        self.assertLessEqual(len(queries), 6 * 8 + 58, len(queries))
        self.assertFalse(Message.objects.filter(sender=self.learner).exclude(body="").exists())


class CommandTests(CampusCase):
    def test_an_active_account_is_retired_only_with_an_option(self):
        self.ask(WORDS)
        for arguments in ([], ["lena", "--pending"], ["nobody"], ["lena"]):
            with self.assertRaises(CommandError):
                call_command("proserva_retire", *arguments)
        self.assertEqual(search_everywhere(WORDS)[0], "proserva_messaging.Message.body")
        call_command("proserva_retire", "lena", "--not-retired", stdout=io.StringIO())
        self.assertEqual(search_everywhere(WORDS), [])

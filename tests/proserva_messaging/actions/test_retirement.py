"""Tests of retirement: what somebody wrote is nowhere any more, what others wrote stays, the pipeline goes on."""

import io
from unittest import mock

from django.apps import apps
from django.core import mail
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection
from django.test.utils import CaptureQueriesContext

from demo.campus import api as campus
from demo.campus import events
from proserva_messaging import api
from proserva_messaging.actions import retirement
from proserva_messaging.models import Attachment, CourseSettings, Delivery, Message, Preference, Retirement, Thread
from proserva_messaging.models.attachments import get_storage
from tests.campus_case import CampusCase

WORDS = "zanzibar"


def search_everywhere(word):
    """Return every column of every table of the database in which a word stands, whatever its type."""
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
    def test_their_words_are_nowhere(self):
        self.assertEqual(len(set(search_everywhere(WORDS))), 6, search_everywhere(WORDS))
        self.retire()
        self.assertEqual(search_everywhere(WORDS), [])
        self.assertFalse(get_storage().exists(self.file))
        self.assertFalse(Attachment.objects.exists())
        self.assertFalse(Preference.objects.exists())
        self.assertFalse(Retirement.objects.exists())

    def test_their_address_in_a_mail_servers_answer_is_nowhere(self):
        Delivery.objects.update(
            email="failed", email_reason="550 lena@campus.example: no such user", recipient=self.learner
        )
        self.retire()
        self.assertEqual(search_everywhere("lena@"), [])

    def test_what_others_quoted_of_their_discussions_goes(self):
        self.retire()
        self.reply.refresh_from_db()
        self.assertIsNone(self.reply.context)

    def test_where_somebody_was_in_the_course_stays(self):
        context = {"kind": "block", "label": "Week 1 quiz", "path": ["Week 1"], "url": "/x", "excerpt": ""}
        Message.objects.filter(pk=self.message.pk).update(context=context)
        self.retire()
        self.message.refresh_from_db()
        self.assertEqual(self.message.context["label"], "Week 1 quiz")

    def test_the_others_side_stays_readable(self):
        self.retire()
        messages = self.get(self.instructor, "thread_messages", self.message.thread_id).json()["results"]
        self.assertEqual([each["body"] for each in messages], ["My own words", ""])
        self.assertIsNone(messages[1]["sender"])
        self.assertIn("deleted together with", messages[1]["body_html"])
        thread = self.get(self.instructor, "thread", self.message.thread_id).json()
        self.assertEqual((thread["title"], thread["can_write"]), ("", False))
        self.assertEqual([person["username"] for person in thread["participants"]], ["ines"])
        feed = self.get(self.instructor, "notifications").json()["results"]
        self.assertIn("deleted together", feed[0]["preview"])

    def test_a_title_that_somebody_else_gave_stays(self):
        self.ask(sender=self.assistant, to="lena", title="Seen by both")
        self.retire()
        self.assertEqual(Thread.objects.exclude(title="").get().title, "Seen by both")

    def test_nothing_is_sent_any_more_to_them_or_of_theirs(self):
        mail.outbox.clear()
        Delivery.objects.update(email="pending")
        self.retire()
        call_command("proserva_deliver", "--digests-now", stdout=io.StringIO())
        self.assertEqual(mail.outbox, [])
        self.assertEqual(set(Delivery.objects.values_list("email", "email_reason")), {("skipped", "retired")})
        self.assertFalse(Delivery.objects.filter(bell="ringing").exists())

    def test_an_instructor_is_no_courses_contact_any_more(self):
        CourseSettings.objects.create(course_id=self.key, contact=self.instructor)
        self.retire(self.instructor)
        self.assertIsNone(CourseSettings.objects.get().contact)
        self.assertEqual(Message.objects.get(pk=self.message.pk).body, f"**{WORDS}** and more")

    def test_twice_is_once(self):
        self.retire()
        before = list(Message.objects.order_by("pk").values())
        self.assertTrue(retirement.retire(self.learner))
        self.assertEqual(list(Message.objects.order_by("pk").values()), before)

    def test_somebody_who_never_wrote_costs_little(self):
        with CaptureQueriesContext(connection) as queries:
            self.assertTrue(retirement.retire(self.classmate))
        # A look at each table that may hold something of a person, and the row of the retirement itself.
        self.assertLessEqual(len(queries), 27)


class TroubleTests(RetirementCase):
    """Trouble: the pipeline goes on, and somebody can finish later what was begun."""

    def test_a_storage_that_fails_stops_neither_the_rest_nor_the_pipeline(self):
        with self.broken, self.assertLogs("proserva_messaging", "ERROR"):
            self.retire()
        self.learner.refresh_from_db()
        self.assertFalse(self.learner.is_active)
        self.assertEqual({place.split(".")[1] for place in search_everywhere(WORDS)}, {"Attachment"})
        self.assertEqual(Retirement.objects.get().error, "LeftoverError")
        out = io.StringIO()
        with self.broken, self.assertRaises(CommandError), self.assertLogs("proserva_messaging", "ERROR"):
            call_command("proserva_retire", "--pending", stdout=out)
        self.assertEqual(Retirement.objects.get().attempts, 2)
        call_command("proserva_retire", "--pending", stdout=out)
        self.assertIn("Retired: 1. Not finished: 0.", out.getvalue())
        self.assertEqual(search_everywhere(WORDS), [])
        self.assertFalse(get_storage().exists(self.file))

    def test_a_database_that_fails_leaves_the_callers_transaction_usable(self):
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

    def test_nothing_goes_up_even_where_nothing_can_be_noted(self):
        failing = mock.Mock(side_effect=DatabaseError("gone away"))
        broken = mock.patch.multiple(Retirement.objects, get_or_create=failing, filter=failing)
        with broken, self.assertLogs("proserva_messaging", "ERROR"):
            events.USER_RETIRE_LMS_MISC.send(sender=None, user=self.learner)

    def test_a_signal_without_a_user_is_nothing(self):
        events.USER_RETIRE_LMS_MISC.send(sender=None)


class ManyMessagesTests(CampusCase):
    def test_a_person_with_3000_messages_is_retired_in_chunks(self):
        thread_id = self.ask().thread_id
        new = [Message(thread_id=thread_id, sender=self.learner, body=WORDS, body_html=WORDS) for _ in range(2999)]
        Message.objects.bulk_create(new)
        with CaptureQueriesContext(connection) as queries:
            self.assertTrue(retirement.retire(self.learner))
        # For each chunk: which, two savepoints with the update, and the contexts. There are six, and as much again for
        # everything that is not there.
        self.assertLessEqual(len(queries), 6 * 6 + 30, len(queries))
        self.assertFalse(Message.objects.filter(sender=self.learner).exclude(body="").exists())


class CommandTests(CampusCase):
    def test_somebody_whose_account_is_in_use_takes_a_word_more(self):
        self.ask(WORDS)
        for arguments in ([], ["lena", "--pending"], ["nobody"], ["lena"]):
            with self.assertRaises(CommandError):
                call_command("proserva_retire", *arguments)
        self.assertEqual(search_everywhere(WORDS)[0], "proserva_messaging.Message.body")
        call_command("proserva_retire", "lena", "--not-retired", stdout=io.StringIO())
        self.assertEqual(search_everywhere(WORDS), [])

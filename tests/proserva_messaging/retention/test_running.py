"""Tests of retention: old messages are deleted, everything else stays consistent, and it is recorded."""

import io
from datetime import timedelta
from unittest import mock

import ddt
from django.core.files.storage import Storage
from django.core.management import CommandError, call_command
from django.db import DatabaseError
from django.test import override_settings
from django.utils import timezone

from proserva_messaging.conversations import members
from proserva_messaging.models import (
    Attachment,
    AuditEntry,
    Broadcast,
    CourseSettings,
    Delivery,
    FanOut,
    FileRemoval,
    Message,
    RetentionRun,
    Thread,
)
from proserva_messaging.retention import running
from proserva_messaging.retention.holding import release_hold, set_hold
from proserva_messaging.sweep import sweep
from tests.retention_case import DAYS, REASON, RetentionCase

NOTE = "were deleted under this course's retention rule."


@ddt.ddt
class RetentionTests(RetentionCase):
    def sweep(self):
        """Sweep as cron does, with the rules due."""
        RetentionRun.objects.update(due=timezone.now())
        with self.captureOnCommitCallbacks(execute=True):
            swept = sweep(with_files=True)
        self.check_all()
        return swept

    def test_old_messages_give_way_to_a_note(self):
        self.answer(self.thread.pk, "Second")
        self.age(thread=self.thread)
        self.answer(self.thread.pk, "New")
        swept = self.sweep()
        self.assertEqual((swept.expired, swept.failed), (2, ()))
        for user in (self.learner, self.instructor):
            note, new = self.texts(user, self.thread.pk)
            self.assertTrue(note.startswith("Messages older than ") and note.endswith(NOTE), note)
            self.assertEqual(new, "New")

    def test_a_conversation_of_old_messages_only_keeps_its_place_and_rings_no_bell(self):
        self.answer(self.group.pk, "Later")
        self.age()
        before = [row["id"] for row in self.get(self.learner, "threads").json()["results"]]
        self.sweep()
        rows = self.get(self.learner, "threads").json()["results"]
        self.assertEqual([row["id"] for row in rows], [each for each in before if each != self.sent.thread_id])
        self.assertEqual([row["unread"] for row in rows], [0, 0])
        self.assertTrue(all(NOTE in row["last_message"]["preview"] for row in rows))
        for user in (self.learner, self.instructor, self.classmate):
            conversations = Delivery.objects.filter(recipient=user).exclude(thread__kind="announcement")
            self.assertFalse(conversations.filter(bell="ringing").exists())
        self.assertFalse(Delivery.objects.filter(thread__in=[self.thread, self.group], email="pending").exists())

    def test_files_are_deleted_from_the_storage(self):
        attachment = Attachment.objects.get(message=self.message)
        storage, name = attachment.file.storage, attachment.file.name
        self.age(thread=self.thread)
        self.sweep()
        self.assertFalse(storage.exists(name))
        self.assertFalse(Attachment.objects.filter(pk=attachment.pk).exists())

    def test_a_storage_that_fails_gets_the_file_later(self):
        self.age(thread=self.thread)
        with (
            mock.patch.object(Storage, "delete", side_effect=OSError),
            mock.patch("proserva_messaging.store.stored_files.delete_file", side_effect=OSError),
        ):
            self.sweep()
        self.assertEqual(FileRemoval.objects.count(), 1)

    def test_a_second_run_changes_nothing(self):
        self.age()
        self.sweep()
        before = list(Message.objects.order_by("pk").values())
        self.assertEqual(self.sweep().expired, 0)
        self.assertEqual(list(Message.objects.order_by("pk").values()), before)
        self.assertEqual(AuditEntry.objects.filter(action="retention.run").count(), 1)

    def test_a_later_run_replaces_the_note(self):
        self.age(thread=self.thread)
        self.answer(self.thread.pk, "New")
        self.sweep()
        self.age(thread=self.thread)
        self.answer(self.thread.pk, "Newest")
        self.sweep()
        self.assertEqual(len(self.texts(self.learner, self.thread.pk)), 2)

    def test_more_messages_than_one_transaction_deletes(self):
        with mock.patch("proserva_messaging.retention.deleting.MESSAGES_AT_ONCE", 2):
            for number in range(4):
                self.answer(self.thread.pk, f"No. {number}")
            self.age(thread=self.thread)
            self.assertEqual(self.sweep().expired, 5)
        self.assertEqual(Message.objects.filter(thread=self.thread).count(), 1)

    def test_a_former_member_reads_the_note_too(self):
        members.leave_thread(self.classmate, self.group.pk)
        self.age(thread=self.group)
        self.answer(self.group.pk, "New")
        self.sweep()
        self.assertEqual(len(self.texts(self.classmate, self.group.pk)), 1)
        self.assertIn("New", self.texts(self.learner, self.group.pk))

    def test_a_broadcast_goes_as_a_whole(self):
        self.age(thread=self.sent.thread)
        self.sweep()
        self.assertFalse(Thread.objects.filter(pk=self.sent.thread_id).exists())
        self.assertFalse(Broadcast.objects.filter(pk=self.sent.pk).exists())

    @ddt.data("scheduled", "sending")
    def test_a_broadcast_that_is_still_to_be_sent_stays(self, state):
        FanOut.objects.filter(pk=self.sent.fan_out_id).update(
            state=state, finished=None, starts=timezone.now() + timedelta(days=9)
        )
        self.age(thread=self.sent.thread)
        self.sweep()
        self.assertTrue(Thread.objects.filter(pk=self.sent.thread_id).exists())

    def test_announcements_stay(self):
        self.age()
        self.sweep()
        self.assertIn("Welcome", self.titles())

    def test_the_run_is_recorded_with_its_numbers(self):
        set_hold(self.root, REASON, thread_id=self.group.pk)
        self.age()
        self.sweep()
        entry = AuditEntry.objects.get(action="retention.run")
        self.assertEqual((entry.course_id, entry.actor_id), (self.key, None))
        counts = {name: entry.facts[name] for name in ("messages", "files", "threads", "held", "failed")}
        self.assertEqual(counts, {"messages": 2, "files": 1, "threads": 2, "held": 1, "failed": 0})

    @ddt.data(
        # The site's days, the course's, and whether messages of 61 days are deleted.
        (0, None, False),
        (0, 0, False),
        (60, None, True),
        (60, 0, False),
        (60, 90, False),
        (90, 30, True),
    )
    @ddt.unpack
    def test_the_course_has_precedence_over_the_site(self, site, course, deleted):
        CourseSettings.objects.update(retention_days=course)
        self.age()
        with override_settings(PROSERVA_MESSAGING_RETENTION_DAYS=site):
            self.assertEqual(bool(self.sweep().expired), deleted)

    def test_by_default_nothing_is_deleted(self):
        CourseSettings.objects.all().delete()
        self.age(days=5000)
        self.assertEqual(self.sweep().expired, 0)
        self.assertFalse(RetentionRun.objects.exists())

    def test_fewer_days_than_30_count_as_30(self):
        with override_settings(PROSERVA_MESSAGING_RETENTION_DAYS=1):
            CourseSettings.objects.update(retention_days=None)
            self.assertEqual(running.get_days(self.key), 30)

    def test_it_runs_once_a_day(self):
        self.sweep()
        self.age()
        with self.captureOnCommitCallbacks(execute=True):
            self.assertEqual(sweep(with_files=True).expired, 0)

    def test_an_error_stops_only_its_thread_and_is_tried_again(self):
        self.age()
        real = running.delete_old

        def fail(thread_id, until):
            if thread_id == self.thread.pk:
                raise DatabaseError("no")
            return real(thread_id, until)

        with mock.patch.object(running, "delete_old", fail), self.assertLogs("proserva_messaging", "ERROR"):
            self.assertEqual(self.sweep().expired, 2)
        self.assertTrue(Message.objects.filter(pk=self.message.pk, body="Mine").exists())
        self.assertEqual(self.sweep().expired, 1)

    def test_time_that_is_up_leaves_the_rest_for_the_next_run(self):
        self.age()
        self.sweep_due = running.list_due()
        running.apply(self.sweep_due[0], seconds=-1)
        self.assertTrue(Message.objects.filter(pk=self.message.pk, body="Mine").exists())
        row = RetentionRun.objects.get()
        self.assertIsNone(row.complete_until)
        self.assertLess(row.due, timezone.now() + timedelta(hours=1))


class HoldTests(RetentionCase):
    """Nothing under hold is deleted."""

    def setUp(self):
        super().setUp()
        self.age()

    def delete(self):
        RetentionRun.objects.update(due=timezone.now())
        with self.captureOnCommitCallbacks(execute=True):
            sweep(with_files=True)
        self.check_all()

    def test_a_hold_on_a_thread_a_person_or_the_course(self):
        for held in ({"thread_id": self.thread.pk}, {"person_id": self.learner.pk}, {"course_key": self.key}):
            hold = set_hold(self.root, REASON, **held)
            self.delete()
            self.assertTrue(Message.objects.filter(pk=self.message.pk, body="Mine").exists(), held)
            release_hold(self.root, hold.pk)
        self.delete()
        self.assertFalse(Message.objects.filter(body="Mine").exists())


class CommandTests(RetentionCase):
    def run_command(self, *arguments):
        output = io.StringIO()
        with self.captureOnCommitCallbacks(execute=True):
            call_command("proserva_retention", *arguments, stdout=output)
        return output.getvalue()

    def test_a_dry_run_counts_and_deletes_nothing(self):
        self.age()
        set_hold(self.root, REASON, thread_id=self.group.pk)
        rows = Message.objects.count()
        shown = self.run_command("--dry-run")
        self.assertIn(f"{DAYS} days; 2 messages and 1 files in 2 threads; 1 threads under hold.", shown)
        self.assertEqual(Message.objects.count(), rows)
        self.assertFalse(AuditEntry.objects.filter(action="retention.run").exists())
        # The same numbers as then happen.
        self.assertEqual(self.run_command("--course", str(self.key)), shown)
        self.assertFalse(Message.objects.filter(body="Mine").exists())

    def test_a_course_without_a_rule_is_not_listed(self):
        CourseSettings.objects.update(retention_days=0)
        self.assertEqual(self.run_command(), "")
        with self.assertRaises(CommandError):
            self.run_command("--course", "no course")

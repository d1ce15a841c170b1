"""Tests of concurrent scans, with real threads and transactions."""

import unittest
from contextlib import nullcontext
from functools import partial

from django.test import TransactionTestCase, override_settings

from proserva_messaging.conversations import attachments
from proserva_messaging.models import Attachment, FileRemoval
from proserva_messaging.scanning import held_files
from tests.campus_case import make_file
from tests.clamd import EICAR, run_clamd
from tests.factories import CourseFactory, make_learner
from tests.proserva_messaging.conversations.test_sending import LOCKS, at_once

WORKERS = 4


@unittest.skipIf(LOCKS, "SQLite locks up under this Django")
class ConcurrentTests(TransactionTestCase):
    def upload(self, content):
        course = CourseFactory()
        learner = make_learner(course)
        attachment = attachments.upload(learner, course.id, make_file(content=content))
        Attachment.objects.update(scan="held")
        return attachment

    def test_many_workers_scan_the_same_file(self):
        for content, state in ((b"Some notes.", "clean"), (EICAR, "infected")):
            attachment = self.upload(content)
            with run_clamd() as clamd, override_settings(PROSERVA_MESSAGING_SCANNER=clamd.address):
                logs = self.assertLogs(held_files.log, "WARNING") if state == "infected" else nullcontext()
                with logs:
                    self.assertEqual(at_once(*[partial(held_files.scan, attachment.pk)] * WORKERS), [None] * WORKERS)
            attachment.refresh_from_db()
            self.assertEqual(attachment.scan, state)
            self.assertEqual(attachment.file.storage.exists(attachment.file.name), state == "clean")
            self.assertFalse(FileRemoval.objects.exists())
            Attachment.objects.all().delete()

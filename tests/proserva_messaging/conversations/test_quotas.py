"""Tests of the quotas of files: of a person, a course and the site."""

from datetime import timedelta
from unittest import mock

import ddt
from django.core.files.storage import FileSystemStorage
from django.test import override_settings
from django.utils import timezone

from proserva_messaging import api
from proserva_messaging.conversations import quotas
from proserva_messaging.errors import FilesUnavailableError, QuotaExceededError
from proserva_messaging.models import Attachment, FileUse
from tests.campus_case import CampusCase, make_client, make_file, new_key, url
from tests.factories import CourseFactory, make_learner

NONE = {f"PROSERVA_MESSAGING_ATTACHMENT_QUOTA_{each}": 0 for each in ("PERSON", "COURSE", "SITE")}


def only(**quota):
    """Set one quota, and no other."""
    return override_settings(**NONE | {f"PROSERVA_MESSAGING_ATTACHMENT_QUOTA_{name}": n for name, n in quota.items()})


@ddt.ddt
class QuotaTests(CampusCase):
    def upload_bytes(self, count, user=None):
        return self.upload(user, content=b"x" * count)

    @only(PERSON=100)
    def test_a_person_may_not_store_more_than_their_quota(self):
        self.upload_bytes(60)
        data = {"course_id": str(self.key), "file": make_file(content=b"x" * 41)}
        response = make_client(self.learner).post(url("attachments"), data, format="multipart")
        self.assert_error(
            response, 413, "quota_exceeded", file="Your files may use 100\xa0bytes in total, and they use 60\xa0bytes"
        )
        self.upload_bytes(40)
        self.upload_bytes(100, self.classmate)

    @only(PERSON=100)
    def test_all_courses_count_and_files_that_were_sent_too(self):
        self.ask(attachment_ids=[self.upload_bytes(60).pk])
        other = CourseFactory()
        make_learner(other, self.learner)
        with self.assertRaises(QuotaExceededError):
            api.upload_attachment(self.learner, other.id, make_file(content=b"x" * 60))

    @only(PERSON=100)
    def test_a_discarded_file_makes_room_at_once(self):
        for _ in range(3):
            api.discard_attachment(self.learner, self.upload_bytes(80).pk)

    @ddt.data("COURSE", "SITE")
    def test_a_course_and_the_site_have_quotas_over_all_people(self, name):
        with only(**{name: 100}):
            mine = self.upload_bytes(80)
            with self.assertRaises(QuotaExceededError):
                self.upload_bytes(30, self.classmate)
            api.discard_attachment(self.learner, mine.pk)
            # Counting reads all rows, so it does not follow each deletion.
            with self.assertRaises(QuotaExceededError):
                self.upload_bytes(30, self.classmate)
            FileUse.objects.update(counted=timezone.now() - quotas.RECOUNT_AFTER - timedelta(seconds=1))
            self.upload_bytes(30, self.classmate)

    @only(PERSON=100)
    def test_an_upload_that_failed_costs_nothing_for_long(self):
        for _ in range(3):
            failing = mock.patch.object(FileSystemStorage, "_save", side_effect=OSError)
            with failing, self.assertLogs("proserva_messaging", "ERROR"), self.assertRaises(FilesUnavailableError):
                self.upload_bytes(80)
        self.upload_bytes(80)

    @only(PERSON=100)
    def test_a_repeated_upload_counts_once(self):
        key = new_key()
        for _ in range(3):
            api.upload_attachment(self.learner, self.key, make_file(content=b"x" * 80), idempotency_key=key)
        assert Attachment.objects.count() == 1
        assert FileUse.objects.get().used == 80

    @only(PERSON=1000, COURSE=1000, SITE=1000)
    def test_an_upload_takes_one_query_for_each_quota(self):
        self.upload_bytes(10)
        with self.assertNumQueries(3):
            quotas.reserve(self.learner, self.key, 10)

    @only()
    def test_without_quotas_there_is_no_query(self):
        with self.assertNumQueries(0):
            quotas.reserve(self.learner, self.key, 10**12)

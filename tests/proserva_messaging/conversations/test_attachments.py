"""Tests of attachments: upload, safe names, access, and the purge of unsent files."""

from datetime import timedelta
from unittest import mock

import ddt
from django.core.files.storage import storages
from django.db import DatabaseError
from django.test import SimpleTestCase, override_settings
from hypothesis import given
from hypothesis import strategies as st

from proserva_messaging import api
from proserva_messaging.conversations.attachments import NAME_MAX_LENGTH, UNSAFE, make_safe_name, purge_unclaimed
from proserva_messaging.errors import FileTooLargeError, InvalidError, NotFoundError
from proserva_messaging.models import Attachment, Message
from tests.campus_case import PNG, CampusCase, make_client, make_file, new_key, url


@ddt.ddt
class NameTests(SimpleTestCase):
    @ddt.data(
        ("notes.txt", "notes.txt"),
        ("../../x", "x"),
        ("..\\..\\boot.ini", "boot.ini"),
        ("/etc/passwd", "passwd"),
        ("photo\u202egnp.exe", "photognp.exe"),
        ("a\x00b\nc.txt", "abc.txt"),
        ("   .  ", "file"),
        ("", "file"),
        ("x" * 300 + ".pdf", "x" * 116 + ".pdf"),
        ("résumé تقرير 報告.pdf", "résumé تقرير 報告.pdf"),
        ("CON: <b>.txt", "CON b.txt"),
    )
    @ddt.unpack
    def test_an_unsafe_name_is_made_safe(self, name, safe):
        self.assertEqual(make_safe_name(name), safe)

    @given(st.text(max_size=400))
    def test_every_name_becomes_safe(self, name):
        safe = make_safe_name(name)
        self.assertTrue(0 < len(safe) <= NAME_MAX_LENGTH)
        self.assertIsNone(UNSAFE.search(safe))
        self.assertEqual(make_safe_name(safe), safe)


def list_stored():
    """Return the names of all files in the private storage."""
    storage = storages["proserva_messaging"]
    folders = storage.listdir("")[0] if storage.exists("") else []
    return {f"{folder}/{name}" for folder in folders for name in storage.listdir(folder)[1]}


@ddt.ddt
class UploadTests(CampusCase):
    def send(self, file, user=None, key=None, course_id=None):
        """Upload a file over REST and return the response."""
        headers = {"HTTP_IDEMPOTENCY_KEY": key} if key else {}
        data = {"course_id": course_id or str(self.key), **({"file": file} if file else {})}
        return make_client(user or self.learner).post(url("attachments"), data, format="multipart", **headers)

    def test_an_upload_can_be_downloaded(self):
        response = self.send(make_file("chart.png", PNG, "text/html"))
        self.assertEqual(response.status_code, 201, response.content)
        self.assertEqual(response.json()["content_type"], "image/png")
        download = make_client(self.learner).get(response.json()["url"])
        self.assertEqual(b"".join(download.streaming_content), PNG)
        self.assertIn("attachment", download["Content-Disposition"])
        self.assertEqual(download["X-Content-Type-Options"], "nosniff")
        self.assertIn("sandbox", download["Content-Security-Policy"])
        self.assertEqual(download["Cache-Control"], "private, no-store")

    @ddt.data(
        ("virus.exe", b"MZ", "can't be attached"),
        ("page.html", b"<html>", "can't be attached"),
        ("drawing.svg", b"<svg>", "can't be attached"),
        ("noextension", b"text", "can't be attached"),
        ("page.png", b"<html><script>", "doesn't match its extension"),
        ("x.pdf", b"MZ\x90\x00", "doesn't match its extension"),
        ("empty.txt", b"", "is empty"),
    )
    @ddt.unpack
    def test_an_invalid_file_is_refused_and_not_stored(self, name, content, text):
        self.assert_error(self.send(make_file(name, content)), 400, "invalid", file=text)
        self.assertFalse(Attachment.objects.exists())

    @override_settings(PROSERVA_MESSAGING_ATTACHMENT_MAX_BYTES=10)
    def test_a_file_over_the_limit_is_413(self):
        self.assert_error(self.send(make_file(content=b"x" * 11)), 413, "file_too_large", file="at most 10")
        self.assertEqual(self.send(make_file(content=b"x" * 10)).status_code, 201)

    def test_a_file_and_a_course_are_required(self):
        self.assert_error(self.send(None), 400, "invalid", file="No file")
        self.assert_error(self.send(make_file(), course_id="nonsense"), 400, "malformed")
        self.assert_error(self.send(make_file(), user=self.outsider), 404, "not_found")

    def test_a_repeated_idempotency_key_stores_one_file(self):
        key = new_key()
        ids = {self.send(make_file(), key=key).json()["id"] for _ in range(2)}
        self.assertEqual(len(ids), 1)
        self.assert_error(self.send(make_file("other.txt"), key=key), 409, "idempotency_key_reused")

    def test_nothing_stays_in_storage_if_the_database_fails(self):
        before = list_stored()
        with mock.patch.object(Attachment, "save", side_effect=DatabaseError), self.assertRaises(DatabaseError):
            self.upload()
        self.assertEqual(list_stored(), before)

    def test_the_path_in_storage_does_not_use_the_name(self):
        attachment = self.upload(name="../../x.txt")
        self.assertRegex(attachment.file.name, r"^[0-9a-f]{2}/[0-9a-f]{32}$")

    def tearDown(self):
        for attachment in Attachment.objects.all():
            attachment.file.storage.delete(attachment.file.name)
        super().tearDown()


class ClaimTests(CampusCase):
    def test_a_sent_file_belongs_to_its_thread(self):
        attachment = self.upload()
        with self.assertRaises(NotFoundError):
            api.access_attachment(self.instructor, attachment.pk)
        self.ask(attachment_ids=[attachment.pk])
        self.assertEqual(api.access_attachment(self.instructor, attachment.pk).name, attachment.name)
        with self.assertRaises(NotFoundError):
            api.discard_attachment(self.learner, attachment.pk)

    def test_a_file_of_another_user_or_a_sent_file_cannot_be_attached(self):
        theirs, sent = self.upload(self.classmate), self.upload()
        self.ask(attachment_ids=[sent.pk])
        for attachment in (theirs, sent):
            with self.assertRaises(InvalidError) as caught:
                self.ask("Again", attachment_ids=[self.upload().pk, attachment.pk])
            self.assertIn("attachments", caught.exception.fields)
        self.assertEqual(Message.objects.count(), 1)

    def test_a_repeated_id_is_attached_once(self):
        attachment = self.upload()
        self.assertEqual(self.ask(attachment_ids=[attachment.pk] * 2).attachments.count(), 1)

    def test_an_unsent_file_can_be_discarded_by_its_uploader(self):
        attachment = self.upload()
        with self.assertRaises(NotFoundError):
            api.discard_attachment(self.classmate, attachment.pk)
        with self.captureOnCommitCallbacks(execute=True):
            self.assertEqual(make_client(self.learner).delete(url("attachment", attachment.pk)).status_code, 204)
        self.assertFalse(attachment.file.storage.exists(attachment.file.name))
        self.assert_error(make_client(self.learner).delete(url("attachment", attachment.pk)), 404, "not_found")

    def test_an_unsent_file_is_purged_after_the_time_limit(self):
        sent, recent, old = (self.upload(name=f"{number}.txt") for number in range(3))
        self.ask(attachment_ids=[sent.pk])
        long_ago = sent.created - timedelta(days=8)
        Attachment.objects.exclude(pk=recent.pk).update(created=long_ago)
        with self.captureOnCommitCallbacks(execute=True):
            self.assertEqual(purge_unclaimed(), 1)
        self.assertEqual(set(Attachment.objects.all()), {sent, recent})
        self.assertFalse(old.file.storage.exists(old.file.name))

    def test_a_file_missing_from_storage_is_404(self):
        attachment = self.upload()
        attachment.file.storage.delete(attachment.file.name)
        self.assert_error(self.get(self.learner, "attachment", attachment.pk), 404, "not_found")

    @override_settings(PROSERVA_MESSAGING_ATTACHMENT_MAX_BYTES=1)
    def test_too_large_is_an_error_of_its_own_in_python_too(self):
        with self.assertRaises(FileTooLargeError):
            self.upload()

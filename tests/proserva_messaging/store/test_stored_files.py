"""Tests of stored files on disks that fail: full, read-only, not mounted. The disks are real, where root may mount."""

import os
import shutil
import subprocess
import tempfile
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from unittest import SkipTest, mock

from botocore.exceptions import ClientError, EndpointConnectionError
from django.core.files.storage import FileSystemStorage
from django.core.management import call_command
from django.test import TransactionTestCase
from django.utils import timezone

from proserva_messaging import api
from proserva_messaging.checks_storage import check_files
from proserva_messaging.conversations.attachments import purge_unclaimed
from proserva_messaging.errors import FilesUnavailableError
from proserva_messaging.models import Attachment, FileRemoval
from proserva_messaging.retirement import retire
from proserva_messaging.store.stored_files import MARKER, UPLOAD_TIME, count_stuck, keep_file, remove_due, write_file
from tests.campus_case import CampusCase, make_client, make_file, url


def mount(*arguments):
    """Run `mount`. Skip the test if this user may not."""
    done = subprocess.run(["mount", *arguments], capture_output=True, text=True, check=False)
    if done.returncode:
        raise SkipTest(f"cannot mount: {done.stderr}")


class FilesCase(TransactionTestCase):
    """Files in a folder of the test's own. Commits are real, so that deletions follow them."""

    def setUp(self):
        super().setUp()
        CampusCase.setUpTestData.__func__(type(self))
        CampusCase.setUp(self)
        self.folder = Path(tempfile.mkdtemp(prefix="files-"))
        self.addCleanup(shutil.rmtree, self.folder, ignore_errors=True)
        self.place = self.folder / "attachments"
        self.use(FileSystemStorage(location=self.place))

    def use(self, storage):
        """Store attachments in a storage."""
        patched = mock.patch.object(Attachment._meta.get_field("file"), "storage", storage)
        self.enterContext(patched)

    def mount(self, size="1m"):
        """Mount a disk of a size on the folder."""
        self.place.mkdir(exist_ok=True)
        mount("-t", "tmpfs", "-o", f"size={size}", "tmpfs", str(self.place))
        self.addCleanup(subprocess.run, ["umount", "-l", str(self.place)], capture_output=True, check=False)

    @contextmanager
    def read_only(self):
        """Mount the disk read-only in the block."""
        mount("-o", "remount,ro", str(self.place))
        try:
            yield
        finally:
            mount("-o", "remount,rw", str(self.place))

    def upload(self, content=b"Some notes."):
        return CampusCase.upload(self, content=content)

    def assert_unavailable(self, call):
        """Check that REST answers 503 with words for people."""
        with self.assertLogs("proserva_messaging", "ERROR"):
            response = call()
        CampusCase.assert_error(self, response, 503, "files_unavailable")
        assert response["Retry-After"] == "60"

    def assert_error(self, *args, **fields):
        CampusCase.assert_error(self, *args, **fields)

    def post_file(self, size=11):
        data = {"course_id": str(self.key), "file": make_file(content=b"x" * size)}
        return make_client(self.learner).post(url("attachments"), data, format="multipart")

    def list_files(self):
        """Return the names of the stored files."""
        return {str(each.relative_to(self.place)) for each in self.place.glob("*/*") if each.is_file()}

    def make_due(self):
        FileRemoval.objects.update(due=timezone.now() - timedelta(seconds=1))


class DiskTests(FilesCase):
    def test_a_full_disk_keeps_no_half_file(self):
        self.mount()
        first = self.upload()
        self.assert_unavailable(lambda: self.post_file(2 * 1024 * 1024))
        assert self.list_files() == {first.file.name}
        assert not FileRemoval.objects.exists()
        assert self.post_file().status_code == 201

    def test_an_upload_to_a_read_only_disk_is_refused_in_words(self):
        self.mount()
        self.upload()
        with self.read_only():
            self.assert_unavailable(self.post_file)
            assert CampusCase.get(self, self.learner, "attachment", Attachment.objects.get().pk).status_code == 200
        self.make_due()
        remove_due()
        assert not FileRemoval.objects.exists()

    def test_a_file_on_a_read_only_disk_is_deleted_later(self):
        self.mount()
        first, second = self.upload(), self.upload()
        Attachment.objects.update(created=timezone.now() - timedelta(days=8))
        with self.read_only(), self.assertLogs("proserva_messaging", "WARNING"):
            # Both are tried: one file that cannot be deleted does not keep the rest.
            assert purge_unclaimed() == 2
            assert not Attachment.objects.exists()
            assert {first.file.name, second.file.name} == self.list_files()
            assert count_stuck() == 2
            # Not due yet: the pauses grow.
            assert remove_due() == 0
            self.make_due()
            assert remove_due() == 0
            assert {each.attempts for each in FileRemoval.objects.all()} == {2}
            assert all(each.due > timezone.now() + timedelta(seconds=100) for each in FileRemoval.objects.all())
            call_command("proserva_deliver", stdout=mock.Mock(), stderr=mock.Mock())
        self.make_due()
        assert remove_due() == 2
        assert self.list_files() == set()
        assert not FileRemoval.objects.exists()

    def test_a_disk_that_is_not_mounted_is_not_replaced(self):
        self.mount()
        kept = self.upload()
        subprocess.run(["umount", str(self.place)], check=True)
        self.assert_unavailable(self.post_file)
        assert list(self.place.iterdir()) == []
        with mock.patch(
            "proserva_messaging.checks_storage.get_storage", return_value=FileSystemStorage(location=self.place)
        ):
            (found,) = check_files(None, databases=["default"])
        assert found.id == "proserva_messaging.W014"
        assert check_files(None) == []
        self.assert_error(CampusCase.get(self, self.learner, "attachment", kept.pk), 503, "files_unavailable")
        # A deletion there would find nothing, and look done.
        api.discard_attachment(self.learner, kept.pk)
        assert count_stuck() == 1

    def test_retirement_waits_for_a_disk_that_is_not_mounted(self):
        self.mount()
        kept = self.upload()
        subprocess.run(["umount", str(self.place)], check=True)
        with self.assertLogs("proserva_messaging", "ERROR"):
            assert not retire(self.learner)
        assert Attachment.objects.filter(pk=kept.pk).exists()


class FolderTests(FilesCase):
    def test_a_new_folder_is_marked(self):
        self.upload()
        assert (self.place / MARKER).exists()

    def test_a_folder_from_before_markers_is_known_by_its_files(self):
        self.upload()
        (self.place / MARKER).unlink()
        self.upload()
        assert (self.place / MARKER).exists()

    def test_an_operator_accepts_an_empty_folder_by_its_marker(self):
        self.upload()
        shutil.rmtree(self.place)
        with self.assertLogs("proserva_messaging", "ERROR"), self.assertRaises(FilesUnavailableError):
            self.upload()
        self.place.mkdir()
        (self.place / MARKER).touch()
        self.upload()

    def test_a_request_that_died_leaves_no_file(self):
        new = Attachment(uploader=self.learner, course_id=self.key, name="a.txt", size=1, content_type="text/plain")
        write_file(new, make_file())
        assert remove_due() == 0
        FileRemoval.objects.update(due=timezone.now() - UPLOAD_TIME)
        assert remove_due() == 1
        assert self.list_files() == set()
        # The request was only slow: it must not keep a file that is gone.
        with self.assertRaises(FilesUnavailableError):
            keep_file(new)

    def test_errors_of_remote_storages(self):
        for error in (
            ClientError({"Error": {"Code": "SlowDown"}}, "PutObject"),
            EndpointConnectionError(endpoint_url="https://s3.example.org"),
            OSError(5, os.strerror(5)),
        ):
            with mock.patch.object(FileSystemStorage, "_save", side_effect=error):
                self.assert_unavailable(self.post_file)
            stored = self.upload()
            with mock.patch.object(FileSystemStorage, "_open", side_effect=error):
                self.assert_unavailable(
                    lambda stored=stored: CampusCase.get(self, self.learner, "attachment", stored.pk)
                )
            with (
                mock.patch.object(FileSystemStorage, "delete", side_effect=error),
                self.assertLogs("proserva_messaging", "WARNING"),
            ):
                api.discard_attachment(self.learner, stored.pk)
            self.make_due()
            assert remove_due() == 1
        assert self.list_files() == set()

"""Tests of `manage.py proserva_export`: a person's data in a new archive or folder, for an operator."""

import io
import json
import stat
import tempfile
from pathlib import Path
from unittest import mock

from django.core.management import CommandError, call_command
from django.test import SimpleTestCase

from proserva_messaging.exports.targets import Archive
from proserva_messaging.management.commands import proserva_export
from proserva_messaging.models import AuditEntry
from proserva_messaging.models.attachments import get_storage
from tests.export_case import ExportCase, list_bodies, read_document, unpack


class CommandTests(ExportCase):
    def setUp(self):
        super().setUp()
        self.root = Path(self.enterContext(tempfile.TemporaryDirectory()))

    def run_command(self, to, *more, username="lena"):
        """Run the command, and return its output and its errors."""
        out, err = io.StringIO(), io.StringIO()
        call_command("proserva_export", username, "--to", str(self.root / to), *more, stdout=out, stderr=err)
        return out.getvalue(), err.getvalue()

    def test_an_archive(self):
        self.run_command("lena.zip")
        files = unpack((self.root / "lena.zip").read_bytes())
        self.assertEqual(list_bodies(read_document(files)), {self.thread_id: ["A private question"]})
        self.assertEqual(stat.S_IMODE((self.root / "lena.zip").stat().st_mode), 0o600)

    def test_a_folder_has_the_same_and_is_private(self):
        upload = self.upload()
        self.run_command("lena.zip")
        self.run_command("lena")
        folder = self.root / "lena"
        paths = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}
        self.assertEqual(paths, set(unpack((self.root / "lena.zip").read_bytes())))
        self.assertEqual((folder / f"files/{upload.pk}-notes.txt").read_bytes(), b"Some notes.")
        self.assertEqual(json.loads((folder / "messages.json").read_text("utf-8"))["version"], 1)
        self.assertEqual({stat.S_IMODE(path.stat().st_mode) for path in folder.rglob("*")}, {0o600, 0o700})

    def test_it_is_in_the_audit_trail_and_in_the_persons_next_export(self):
        self.run_command("lena.zip", "--reason", "Request 7")
        entry = AuditEntry.objects.get(action="data.exported")
        self.assertEqual((entry.actor_id, entry.person_id, entry.reason), (None, self.learner.pk, "Request 7"))
        (logged,) = self.export()["privacy_log"]
        self.assertEqual((logged["action"], logged["by"], logged["reason"]), ("data.exported", None, ""))
        self.assertEqual(self.export(self.instructor)["privacy_log"], [])

    def test_files_that_are_missing_are_listed(self):
        upload = self.upload()
        get_storage().delete(upload.file.name)
        with self.assertLogs("proserva_messaging", "ERROR"):
            _out, err = self.run_command("lena.zip")
        self.assertIn(f"Not included: file {upload.pk}, missing", err)

    def test_it_overwrites_nothing(self):
        (self.root / "file.zip").write_bytes(b"mine")
        (self.root / "folder").mkdir()
        (self.root / "folder" / "file").touch()
        for to in ("file.zip", "folder"):
            with self.subTest(to=to), self.assertRaises(CommandError):
                self.run_command(to)
        self.assertEqual((self.root / "file.zip").read_bytes(), b"mine")

    def test_a_user_who_does_not_exist(self):
        with self.assertRaises(CommandError):
            self.run_command("x.zip", username="nobody")

    def test_an_archive_that_fails_is_not_half_there(self):
        failing = mock.patch.object(proserva_export, "write_export", side_effect=OSError("disk full"))
        with failing, self.assertRaises(OSError):
            self.run_command("lena.zip")
        self.assertEqual(list(self.root.iterdir()), [])


class ArchiveTests(SimpleTestCase):
    def test_an_archive_lets_go_of_its_file_after_an_error(self):
        """Else the garbage collector writes to a file that is closed by then."""
        with io.BytesIO() as file, self.assertRaises(KeyError), Archive(file) as archive:
            raise KeyError
        self.assertIsNone(archive._zip.fp)

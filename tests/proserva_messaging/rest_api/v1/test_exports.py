"""Tests of the REST API of exports: ask for one's own, see its state, download and delete it."""

from datetime import timedelta
from unittest import mock

import ddt
from django.test import override_settings
from django.utils import timezone

from proserva_messaging.exports import making
from proserva_messaging.models import Export, FileRemoval
from proserva_messaging.models.attachments import get_storage
from tests.campus_case import make_client, new_key, url
from tests.export_case import ExportCase, list_bodies, read_document, unpack

NONE = {"state": "none", **dict.fromkeys(["created", "ready_at", "expires", "size", "left_out", "url"])}


@ddt.ddt
class ExportTests(ExportCase):
    def request(self, user=None, key=None):
        """POST a request, by default as the learner, without a worker."""
        with mock.patch("proserva_messaging.tasks.queue_export"), self.captureOnCommitCallbacks(execute=True):
            return self.post(user or self.learner, "export", key=key)

    def make(self, user=None):
        """Have an export made."""
        self.assertEqual(self.request(user).status_code, 202)
        making.make(Export.objects.get(user=user or self.learner).pk)

    def show_export(self, user=None):
        """Return the state of an export."""
        return self.get(user or self.learner, "export").json()

    def test_from_the_request_to_the_download(self):
        self.assertEqual(self.show_export(), NONE)
        waiting = self.request().json()
        self.assertEqual((waiting["state"], waiting["url"]), ("waiting", None))
        self.assert_error(self.get(self.learner, "export_file"), 404, "not_found")
        making.make(Export.objects.get().pk)
        ready = self.show_export()
        self.assertEqual((ready["state"], ready["url"], ready["left_out"]), ("ready", url("export_file"), 0))
        response = self.get(self.learner, "export_file")
        content = b"".join(response.streaming_content)
        self.assertEqual(len(content), ready["size"])
        self.assertEqual(list_bodies(read_document(unpack(content))), {self.thread_id: ["A private question"]})
        self.assertRegex(response["Content-Disposition"], r'^attachment; filename="messages-\d{4}-\d\d-\d\d\.zip"$')
        self.assertEqual(response["Content-Type"], "application/zip")
        self.assertTrue(response["Content-Security-Policy"].startswith("default-src 'none'; sandbox"))
        self.assertEqual(response["Cache-Control"], "private, no-store")

    def test_without_a_worker_that_waits_it_is_made_at_once(self):
        with self.captureOnCommitCallbacks(execute=True):
            self.post(self.learner, "export")
        self.assertEqual(self.show_export()["state"], "ready")

    def test_no_other_person_can_see_or_open_it(self):
        self.make()
        for user in (self.instructor, self.classmate, self.outsider):
            with self.subTest(user=user.username):
                self.assertEqual(self.show_export(user), NONE)
                self.assert_error(self.get(user, "export_file"), 404, "not_found")
                self.assert_error(make_client(user).delete(url("export")), 404, "not_found")
        self.assertEqual(self.get(None, "export_file").status_code, 401)
        self.assertEqual(self.get(None, "export").status_code, 401)

    def test_one_is_made_at_a_time(self):
        first = self.request().json()
        self.assertEqual(self.request().json(), first)
        self.assertEqual(Export.objects.count(), 1)

    def test_a_new_one_replaces_the_earlier_and_its_file(self):
        self.make()
        name = Export.objects.get().file
        self.assertEqual(self.request().json()["state"], "waiting")
        self.assertFalse(get_storage().exists(name))
        self.assertFalse(FileRemoval.objects.exists())

    def test_a_repeated_key_makes_nothing_new(self):
        key = new_key()
        self.request(key=key)
        making.make(Export.objects.get().pk)
        self.assertEqual(self.request(key=key).json()["state"], "ready")
        self.assertEqual(self.request(key=new_key()).json()["state"], "waiting")

    @override_settings(PROSERVA_MESSAGING_EXPORT_RATE="2/day")
    def test_no_more_than_the_limit_of_a_day(self):
        for _ in range(2):
            self.make()
        response = self.request()
        self.assert_error(response, 429, "throttled")
        self.assertTrue(response["Retry-After"])
        self.assertEqual(self.show_export()["state"], "ready")
        self.make(self.classmate)

    @override_settings(PROSERVA_MESSAGING_EXPORT_RATE="1/day")
    def test_asking_for_one_that_is_being_made_counts_once(self):
        self.request()
        self.assertEqual(self.request().status_code, 202)

    def test_it_expires(self):
        self.make()
        Export.objects.update(expires=timezone.now() - timedelta(seconds=1))
        self.assertEqual(self.show_export(), NONE)
        self.assert_error(self.get(self.learner, "export_file"), 404, "not_found")

    def test_the_person_can_delete_it(self):
        self.make()
        name = Export.objects.get().file
        with self.captureOnCommitCallbacks(execute=True):
            self.assertEqual(make_client(self.learner).delete(url("export")).status_code, 204)
        self.assertEqual((self.show_export(), get_storage().exists(name)), (NONE, False))

    def test_a_lost_file_is_404_and_an_absent_storage_503(self):
        self.make()
        with (
            mock.patch.object(type(get_storage()), "open", side_effect=OSError),
            self.assertLogs("proserva_messaging", "ERROR"),
        ):
            self.assert_error(self.get(self.learner, "export_file"), 503, "files_unavailable")
        get_storage().delete(Export.objects.get().file)
        self.upload()
        with self.assertLogs("proserva_messaging", "ERROR"):
            self.assert_error(self.get(self.learner, "export_file"), 404, "not_found")

    def test_each_costs_a_few_queries(self):
        self.make()
        # The session, the user and the export.
        for name in ("export", "export_file"):
            client = make_client(self.learner)
            with self.subTest(name=name), self.assertNumQueries(3):
                client.get(url(name))

"""Tests of files kept on S3: streamed by the LMS, or fetched from a signed address, and never without permission."""

from unittest import mock
from urllib.parse import parse_qs, urlsplit

import boto3
from django.test import override_settings
from moto import mock_aws
from storages.backends.s3 import S3Storage

from proserva_messaging import api
from proserva_messaging.models import Attachment
from tests.campus_case import CampusCase

KEYS = {"access_key": "test", "secret_key": "test", "region_name": "us-east-1"}
PRIVATE = {"bucket_name": "letters", "default_acl": "private", "querystring_auth": True, "custom_domain": None}


class S3Tests(CampusCase):
    def setUp(self):
        super().setUp()
        self.enterContext(mock_aws())
        self.bucket = boto3.resource("s3", region_name="us-east-1").create_bucket(Bucket="letters")
        storage = S3Storage(**PRIVATE, **KEYS)
        self.enterContext(mock.patch.object(Attachment._meta.get_field("file"), "storage", storage))
        self.file = self.upload(name="ответ.txt", content=b"Some notes.")

    def download(self, user):
        return self.get(user, "attachment", self.file.id)

    def test_the_lms_streams_what_lies_there(self):
        (stored,) = self.bucket.objects.all()
        self.assertNotIn("txt", stored.key)
        response = self.download(self.learner)
        self.assertEqual(b"".join(response.streaming_content), b"Some notes.")
        self.assertIn("attachment", response["Content-Disposition"])
        self.assertEqual(response["Content-Length"], "11")

    def test_a_file_that_is_lost_is_not_there(self):
        self.bucket.objects.all().delete()
        with self.assertLogs("proserva_messaging", "ERROR"):
            self.assert_error(self.download(self.learner), 404, "not_found")

    @override_settings(PROSERVA_MESSAGING_ATTACHMENT_REDIRECT_SECONDS=30)
    def test_a_signed_address_is_good_for_a_moment_and_is_a_download(self):
        response = self.download(self.learner)
        self.assertEqual(response.status_code, 302)
        self.assertEqual(response["Cache-Control"], "private, no-store")
        signed = parse_qs(urlsplit(response["Location"]).query)
        self.assertIn("letters", response["Location"])
        self.assertTrue({"Signature", "X-Amz-Signature"} & set(signed), signed)
        self.assertTrue(signed["response-content-disposition"][0].startswith("attachment; filename*=utf-8''"))
        self.assertEqual(signed["response-content-type"], ["text/plain"])

    @override_settings(PROSERVA_MESSAGING_ATTACHMENT_REDIRECT_SECONDS=30)
    def test_no_one_else_is_given_an_address(self):
        for stranger in (self.instructor, self.outsider):
            self.assert_error(self.download(stranger), 404, "not_found")
        self.ask(attachment_ids=[self.file.id])
        self.assertEqual(self.download(self.instructor).status_code, 302)
        self.assert_error(self.download(self.assistant), 404, "not_found")

    def test_what_is_discarded_is_deleted_there(self):
        with self.captureOnCommitCallbacks(execute=True):
            api.discard_attachment(self.learner, self.file.id)
        self.assertEqual(list(self.bucket.objects.all()), [])

    @override_settings(PROSERVA_MESSAGING_ATTACHMENT_REDIRECT_SECONDS=30)
    def test_a_storage_that_signs_nothing_streams(self):
        storage = Attachment._meta.get_field("file").storage
        with mock.patch.object(storage, "querystring_auth", False):
            response = self.download(self.learner)
        self.assertEqual(b"".join(response.streaming_content), b"Some notes.")

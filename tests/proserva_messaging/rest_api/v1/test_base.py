"""Tests of the base of all views: authentication, the shape of errors, the OpenAPI document."""

import contextlib
import io
import re
import time
from unittest import mock

import ddt
import jwt
from django.conf import settings
from django.urls import get_resolver
from drf_spectacular.drainage import GENERATOR_STATS
from drf_spectacular.validation import validate_schema
from jsonschema import Draft202012Validator
from rest_framework.test import APIClient

from proserva_messaging.models import Message
from tests.campus_case import CampusCase, make_client, url


def make_jwt(user, **changes):
    """Return a token as the platform issues it."""
    issuer = settings.JWT_AUTH["JWT_ISSUERS"][0]
    claims = {
        "iss": issuer["ISSUER"],
        "aud": issuer["AUDIENCE"],
        "preferred_username": user.username,
        "email": user.email,
        "exp": int(time.time()) + 60,
        "iat": int(time.time()),
        "version": "1.2.0",
        "scopes": ["user_id"],
        "user_id": user.pk,
        **changes,
    }
    return jwt.encode(claims, issuer["SECRET_KEY"], algorithm="HS256")


@ddt.ddt
class AuthenticationTests(CampusCase):
    def test_a_jwt_authenticates_its_user(self):
        client = APIClient(HTTP_AUTHORIZATION=f"JWT {make_jwt(self.learner)}")
        self.assertEqual(client.get(url("config")).json()["me"]["username"], "lena")
        data = {"course_id": str(self.key), "recipients": ["ines"], "body": "By token"}
        self.assertEqual(client.post(url("threads"), data, format="json").status_code, 201)

    @ddt.data({"exp": 1}, {"aud": "elsewhere"}, {"iss": "elsewhere"})
    def test_an_invalid_jwt_is_refused(self, changes):
        client = APIClient(HTTP_AUTHORIZATION=f"JWT {make_jwt(self.learner, **changes)}")
        self.assert_error(client.get(url("config")), 401, "not_authenticated")

    def test_only_the_schema_and_the_catalog_are_public(self):
        patterns = get_resolver("proserva_messaging.rest_api.v1.urls").url_patterns
        values = {"course_id": str(self.key), "username": "lena"}
        for pattern in patterns:
            names = pattern.pattern.converters
            path = url(pattern.name, *(values.get(name, 1) for name in names))
            for method in ("get", "post", "patch", "delete"):
                response = getattr(make_client(), method)(path)
                expected = {200, 405} if pattern.name in ("schema", "catalog") else {401}
                self.assertIn(response.status_code, expected, f"{method} {path}")


class ErrorTests(CampusCase):
    def test_an_unexpected_error_hides_its_details_and_writes_nothing(self):
        thread_id = self.ask().thread_id
        with mock.patch("proserva_messaging.delivery.ledger.add_deliveries", side_effect=RuntimeError("secret")):
            response = self.post(self.instructor, "thread_messages", thread_id, data={"body": "Lost?"})
        self.assert_error(response, 500, "server_error")
        self.assertNotIn("secret", response.content.decode())
        self.assertFalse(Message.objects.filter(body="Lost?").exists())

    def test_a_path_forges_no_line_of_the_log(self):
        path = url("shared_courses", "lena").replace("lena", "lena%0aERROR%20forged")
        broken = mock.patch("proserva_messaging.rest_api.v1.people.access_shared_courses", side_effect=RuntimeError)
        with broken, self.assertLogs("proserva_messaging.rest_api", "ERROR") as logged:
            self.assert_error(make_client(self.learner).get(path), 500, "server_error")
        (record,) = logged.records
        self.assertIn("lena", record.getMessage())
        self.assertNotIn("\n", record.getMessage())

    def test_an_unknown_method_is_405_in_the_same_shape(self):
        self.assert_error(make_client(self.learner).put(url("threads")), 405, "method_not_allowed")

    def test_masquerading_staff_cannot_send(self):
        with mock.patch("demo.campus.platform.CampusPlatform.is_masquerading", return_value=True):
            data = {"course_id": str(self.key), "recipients": ["amir"], "body": "Who am I?"}
            self.assert_error(self.post(self.instructor, "threads", data=data), 409, "masquerading")

    def test_views_run_outside_the_requests_transaction(self):
        # With ATOMIC_REQUESTS, Django wraps each view that does not opt out.
        for pattern in get_resolver("proserva_messaging.rest_api.v1.urls").url_patterns:
            if pattern.name not in ("schema", "catalog"):
                self.assertIn("default", getattr(pattern.callback, "_non_atomic_requests", ()), pattern.name)


class SchemaTests(CampusCase):
    def setUp(self):
        super().setUp()
        self.schema = make_client().get(url("schema"), HTTP_ACCEPT="application/json").json()

    def assert_described(self, response, path, method="get"):
        """Check that a response is of the shape that the document gives for it."""
        described = self.schema["paths"][f"/api/proserva_messaging/v1/{path}"][method]["responses"]
        answer = described[str(response.status_code) if response.status_code < 400 else "4XX"]
        shape = answer["content"]["application/json"]["schema"]
        Draft202012Validator({**shape, "components": self.schema["components"]}).validate(response.json())

    def test_its_generation_prints_no_warning(self):
        GENERATOR_STATS.reset()
        printed = io.StringIO()
        with contextlib.redirect_stderr(printed):
            make_client().get(url("schema"), HTTP_ACCEPT="application/json")
        self.assertEqual(printed.getvalue(), "")

    def test_it_says_how_to_authenticate(self):
        self.assertEqual(set(self.schema["components"]["securitySchemes"]), {"jwtAuth", "cookieAuth"})
        for path, operations in self.schema["paths"].items():
            for method, operation in operations.items():
                self.assertEqual(operation["security"], [{"jwtAuth": []}, {"cookieAuth": []}], f"{method} {path}")

    def test_it_is_valid_and_complete(self):
        validate_schema(self.schema)
        described = {path.removeprefix("/api/proserva_messaging/v1") for path in self.schema["paths"]}
        served = {
            "/" + re.sub(r"<(?:\w+:)?(\w+)>", r"{\1}", str(pattern.pattern))
            for pattern in get_resolver("proserva_messaging.rest_api.v1.urls").url_patterns
            if pattern.name != "fallback"
        }
        self.assertEqual(described, served - {"/schema/", "/catalog/"})

    def test_responses_match_the_document(self):
        message = self.ask(attachment_ids=[self.upload().pk], context={"url": "/courses/", "label": "Week 1"})
        thread_id = message.thread_id
        for user in (self.learner, self.instructor):
            self.assert_described(self.get(user, "threads"), "threads/")
            self.assert_described(self.get(user, "thread", thread_id), "threads/{thread_id}/")
            self.assert_described(self.get(user, "thread_messages", thread_id), "threads/{thread_id}/messages/")
            self.assert_described(self.get(user, "notifications"), "notifications/")
            self.assert_described(self.get(user, "notification_count"), "notifications/count/")
            self.assert_described(self.get(user, "preferences"), "preferences/")
            self.assert_described(self.get(user, "config"), "config/")
            self.assert_described(self.get(user, "recipients", str(self.key)), "courses/{course_id}/recipients/")
        self.assert_described(self.get(self.learner, "receipts", message.pk), "messages/{message_id}/receipts/")
        data = {"course_id": str(self.key), "recipients": ["ines"], "body": "x"}
        self.assert_described(self.post(self.learner, "threads", data=data), "threads/", "post")
        self.assert_described(self.post(self.learner, "threads", data={}), "threads/", "post")
        sent = self.post(self.learner, "thread_messages", thread_id, data={"body": "x"})
        self.assert_described(sent, "threads/{thread_id}/messages/", "post")
        read = self.post(self.learner, "thread_read", thread_id, data={"up_to": message.pk})
        self.assert_described(read, "threads/{thread_id}/read/", "post")
        state = self.patch(self.learner, "thread_state", thread_id, data={"starred": True})
        self.assert_described(state, "threads/{thread_id}/state/", "patch")

    def test_responses_about_announcements_match_the_document(self):
        data = {
            "course_id": str(self.key),
            "title": "Welcome",
            "body": "x",
            "attachments": [self.upload(self.instructor).pk],
        }
        with self.captureOnCommitCallbacks(execute=True):
            posted = self.post(self.instructor, "announcements", data=data)
        self.assert_described(posted, "announcements/", "post")
        number = posted.json()["id"]
        for user in (self.learner, self.instructor):
            board = self.get(user, "announcements", course_id=str(self.key))
            self.assert_described(board, "announcements/")
            self.assert_described(self.get(user, "announcement", number), "announcements/{announcement_id}/")
            banner = self.get(user, "banner", course_id=str(self.key))
            self.assert_described(banner, "announcements/banner/")
        self.assert_described(self.get(self.learner, "notifications"), "notifications/")
        changed = self.patch(self.instructor, "announcement", number, data={"version": 1, "expires_at": None})
        self.assert_described(changed, "announcements/{announcement_id}/", "patch")
        for verb in ("seen", "dismiss"):
            said = self.post(self.learner, f"announcement_{verb}", number)
            self.assert_described(said, f"announcements/{{announcement_id}}/{verb}/", "post")


class InboxPageTests(CampusCase):
    def test_visitors_are_sent_to_the_sign_in_page(self):
        response = make_client().get(url("inbox"), {"thread": "7"})
        self.assertEqual(response.status_code, 302)
        self.assertIn("next=/messages/%3Fthread%3D7", response["Location"])

    def test_it_shows_the_inbox_of_a_course_or_of_all(self):
        page = make_client(self.learner).get(url("inbox"))
        self.assertContains(page, "<proserva-inbox>")
        self.assertContains(page, "proserva_messaging/proserva.js")
        self.assertEqual(page["Cache-Control"], "private, no-store")
        page = make_client(self.learner).get(url("inbox"), {"course_id": '"><script>'})
        self.assertContains(page, 'course-id="&quot;&gt;&lt;script&gt;"')

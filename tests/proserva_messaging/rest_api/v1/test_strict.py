"""Tests of strict input: no key that a client sends is silently dropped."""

import json

import ddt
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import override_settings
from django.urls import reverse
from rest_framework.response import Response
from rest_framework.test import APIRequestFactory, force_authenticate

from proserva_messaging.rest_api.v1 import urls
from proserva_messaging.rest_api.v1.base import MessagingView
from tests.broadcast_case import BroadcastCase
from tests.campus_case import make_client, url

ARGUMENTS = {"course_id": "course-v1:X+Y+Z", "username": "lena"}


def list_endpoints(*, writes):
    """Yield (method, path, name) of each endpoint that writes, or of each that reads."""
    for pattern in urls.urlpatterns:
        methods = [each for each in getattr(pattern.callback, "actions", ()) if each != "head"]
        names = pattern.pattern.converters
        path = reverse(f"proserva_messaging:{pattern.name}", kwargs={name: ARGUMENTS.get(name, 1) for name in names})
        yield from ((method, path, pattern.name) for method in methods if (method != "get") == writes)


class EveryEndpointTests(BroadcastCase):
    def test_an_unknown_key_is_named_by_every_endpoint_that_writes(self):
        missed, count = [], 0
        for method, path, _name in list_endpoints(writes=True):
            count += 1
            is_upload = path.endswith("/attachments/")
            body = {"surprise": "!", "course_id": str(self.key)} if is_upload else {"surprise": {"a": [1]}}
            send = getattr(make_client(self.instructor), method)
            response = send(path, body, format="multipart" if is_upload else "json")
            if response.status_code != 400 or "surprise" not in response.json().get("fields", {}):
                missed.append((method, path, response.status_code))
        self.assertEqual(missed, [])
        self.assertGreater(count, 25)

    def test_an_unknown_key_of_a_query_is_named_by_every_endpoint(self):
        missed, count = [], 0
        for method, path, name in [*list_endpoints(writes=True), *list_endpoints(writes=False)]:
            cache.clear()
            count += 1
            response = getattr(make_client(self.instructor), method)(f"{path}?surprise=1")
            if response.status_code != 400 or "surprise" not in response.json()["fields"]:
                missed.append((method, name, response.status_code))
        self.assertEqual(missed, [])
        self.assertGreater(count, 45)

    def test_a_body_is_refused_by_every_endpoint_that_reads(self):
        for _method, path, name in list_endpoints(writes=False):
            response = make_client(self.instructor).generic(
                "GET", f"{path}?course_id={self.key}", '{"surprise": 1}', content_type="application/json"
            )
            self.assertEqual(response.status_code, 400, name)

    def test_an_endpoint_without_a_declaration_takes_no_input(self):
        class NewView(MessagingView):
            def show(self, request):
                return Response({})

        view = NewView.as_view({"get": "show", "post": "show"})
        factory = APIRequestFactory()
        requests = [factory.get("/"), factory.get("/?a=1"), factory.post("/", {"a": 1}, format="json")]
        for request in requests:
            force_authenticate(request, self.learner)
        self.assertEqual([view(request).status_code for request in requests], [200, 400, 400])

    def test_keys_that_clients_add_to_every_query_are_ignored(self):
        for name in ("config", "threads", "notification_count"):
            self.assertEqual(self.get(self.learner, name, _="17", format="json").status_code, 200)
        self.assertEqual(self.get(self.learner, "config", format="xml").status_code, 400)


@ddt.ddt
class BodyTests(BroadcastCase):
    def send(self, raw):
        """POST these bytes as JSON."""
        return make_client(self.learner).post(url("threads"), raw, content_type="application/json")

    @ddt.data(
        b'{"course_id": "c", "recipients": ["ines"], "recipients": ["noor"], "body": "Hi"}',
        b'{"body": NaN}',
        b'{"body": Infinity}',
        b'{"body": "\xff"}',
        rb'{"body": "\ud800"}',
        rb'{"body": {"deep": ["\uDFFF"]}}',
        rb'{"\ud800": 1}',
        rb'{"\ud800": 1, "\ud800": 2}',
        b'{"context": ' + b"[" * 100_000 + b"]" * 100_000 + b"}",
        b"{",
    )
    def test_malformed_json(self, raw):
        self.assert_error(self.send(raw), 400, "malformed")

    def test_a_pair_of_surrogates_is_a_character(self):
        body = rb'{"course_id": "%s", "recipients": ["ines"], "body": "\ud83d\ude00"}' % str(self.key).encode()
        self.assertEqual(self.send(body).json()["message"]["body"], "\N{GRINNING FACE}")

    def test_a_repeated_key_is_named(self):
        response = self.send(b'{"context": {"url": "/a", "url": "/b"}}')
        self.assertEqual(list(response.json()["fields"]), ["url"])

    def test_an_error_names_few_unknown_keys_and_little_of_each(self):
        response = self.send(json.dumps({f"{number:03}" * 100: 1 for number in range(1000)}))
        names = [f"{number:03}" for number in range(10)]
        self.assertEqual(response.status_code, 400)
        self.assertEqual(list(response.json()["fields"]), [(name * 100)[:50] for name in names])

    @ddt.data((99, 413, "body_too_large"), (100, 400, "invalid"), (None, 400, "invalid"))
    @ddt.unpack
    def test_a_body_over_the_sites_limit(self, limit, status, code):
        raw = json.dumps({"body": ""})
        raw = json.dumps({"body": "x" * (100 - len(raw))})
        with override_settings(DATA_UPLOAD_MAX_MEMORY_SIZE=limit):
            self.assert_error(self.send(raw), status, code)

    @ddt.data([], "text", 7, None, True)
    def test_a_body_that_is_not_an_object(self, value):
        response = self.send(json.dumps(value))
        self.assertEqual((response.status_code, response.json()["code"]), (400, "invalid"))

    def test_another_charset_is_not_decoded(self):
        body = json.dumps({"body": "Hi"}).encode("utf-16")
        response = make_client(self.learner).post(url("threads"), body, content_type="application/json; charset=utf-16")
        self.assert_error(response, 400, "malformed")


@ddt.ddt
class QueryTests(BroadcastCase):
    @ddt.data(
        ("threads", {"unraed": "1"}, "unraed"),
        ("threads", {"unread": "maybe"}, "unread"),
        ("threads", {"box": "trash"}, "box"),
        ("broadcasts", {"stat": "failed"}, "stat"),
    )
    @ddt.unpack
    def test_an_unknown_filter_is_named(self, name, query, word):
        response = self.get(self.instructor, name, **query)
        self.assertEqual(response.status_code, 400)
        self.assertIn(word, response.json()["fields"])

    def test_a_report_is_not_exported_whole_for_a_misspelled_filter(self):
        broadcast = self.broadcast()
        for query in ({"stat": "failed"}, {"state": "fialed"}):
            response = self.get(self.instructor, "broadcast_recipients", broadcast["id"], format="csv", **query)
            self.assertEqual((response.status_code, list(response.json()["fields"])), (400, list(query)))

    @ddt.data("1.0", "1_0", "+1", "1e1", " 1", "\N{ARABIC-INDIC DIGIT ONE}")
    def test_a_number_is_written_in_digits(self, text):
        response = self.get(self.learner, "threads", limit=text)
        self.assertEqual((response.status_code, list(response.json()["fields"])), (400, ["limit"]))

    @ddt.data(
        ("threads", "box=sent&box=inbox", "box"),
        ("threads", "limit=5&limit=5", "limit"),
        ("threads", "unread=1&unread=1", "unread"),
        ("recipients", "q=a&q=b", "q"),
        ("broadcast_recipients", "state=seen&state=unseen", "state"),
    )
    @ddt.unpack
    def test_a_repeated_key_is_named(self, name, query, key):
        pattern = next(each for each in urls.urlpatterns if each.name == name)
        path = url(name, *(ARGUMENTS.get(argument, 1) for argument in pattern.pattern.converters))
        response = make_client(self.instructor).get(f"{path}?{query}")
        self.assertEqual((response.status_code, list(response.json()["fields"])), (400, [key]))

    def test_a_repeated_key_of_a_form_is_named(self):
        file = SimpleUploadedFile("notes.txt", b"x")
        data = {"course_id": [str(self.key), str(self.key)], "file": file}
        response = make_client(self.learner).post(url("attachments"), data, format="multipart")
        self.assertEqual((response.status_code, list(response.json()["fields"])), (400, ["course_id"]))


class SchemaTests(BroadcastCase):
    def test_input_takes_no_other_keys(self):
        schema = self.get(self.learner, "schema").json()
        for name in ("ThreadInput", "Audience", "PatchedStateInput", "PatchedBroadcastPatch"):
            self.assertIs(schema["components"]["schemas"][name].get("additionalProperties"), False, name)

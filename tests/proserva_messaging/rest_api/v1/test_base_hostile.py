"""Tests of hostile input: every endpoint answers it with a 4xx in the API's own shape, and nothing else happens."""

import re
from urllib.parse import quote

import ddt
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import override_settings
from rest_framework.test import APIClient

from proserva_messaging import api
from proserva_messaging.rest_api.v1 import urls
from tests.broadcast_case import BroadcastCase
from tests.campus_case import make_client, url
from tests.proserva_messaging.rest_api.v1.test_strict import ARGUMENTS, list_endpoints

ROOT = "/api/proserva_messaging/v1/"
CHARSETS = ("zlib", "bz2", "rot13", "utf-16", "utf-7", "idna", "undefined", "unicode_escape", "latin-1", "no-such")
EVERY = [*list_endpoints(writes=True), *list_endpoints(writes=False)]
HEADERS = ("HTTP_IF_NONE_MATCH", "HTTP_IF_MODIFIED_SINCE", "HTTP_ACCEPT_LANGUAGE", "HTTP_RANGE", "HTTP_IDEMPOTENCY_KEY")
CREDENTIALS = ("HTTP_AUTHORIZATION", "HTTP_USE_JWT_COOKIE", "HTTP_X_CSRFTOKEN", "HTTP_REFERER")
# Texts that an encoding, a database, a file system or a number cannot hold.
HOSTILE = ("\x00", "a\nb", "9" * 5000, "-1", "0", "%", "\u202e", "\U0001f600", "..", "a" * 5000, "1e400", "NaN", "[]")


@ddt.ddt
class EveryEndpointTests(BroadcastCase):
    def assert_refused(self, response, *statuses):
        self.assertIn(response.status_code, statuses or range(400, 500), response.content[:500])
        self.assertEqual(set(response.json()), {"code", "message", "fields"})

    def test_a_body_in_chunks_without_a_length_is_not_read_as_empty(self):
        for method, path, name in list_endpoints(writes=True):
            headers = {"CONTENT_LENGTH": "", "HTTP_TRANSFER_ENCODING": "chunked"}
            response = make_client(self.instructor).generic(method.upper(), path, b"{}", "application/json", **headers)
            with self.subTest(endpoint=name):
                self.assert_error(response, 400, "malformed")
                self.assertIn("Content-Length", response.json()["message"])

    @ddt.data(*CHARSETS)
    def test_a_charset_of_the_request_decodes_nothing(self, charset):
        for method, path, name in list_endpoints(writes=True):
            if path == url("attachments"):
                continue
            client, body = make_client(self.instructor), b'{"caf\xc3\xa9": 1}'
            plain, odd = (
                client.generic(method.upper(), path, body, f"application/json{parameter}")
                for parameter in ("", f"; charset={charset}")
            )
            with self.subTest(name=name, method=method):
                self.assertEqual((odd.status_code, odd.content), (plain.status_code, plain.content))
                self.assertLess(odd.status_code, 500)

    def test_a_hostile_value_in_a_query(self):
        client = make_client(self.instructor)
        for _method, path, name in list_endpoints(writes=False):
            for key in get_query_fields(name):
                for text in HOSTILE:
                    response = client.get(f"{path}?{key}={quote(text)}")
                    with self.subTest(name=name, key=key):
                        self.assertLess(response.status_code, 500, response.content[:500])

    @ddt.data(*HOSTILE)
    def test_a_hostile_part_of_a_path(self, text):
        for pattern in urls.urlpatterns:
            holes = list(getattr(pattern.pattern, "converters", ()))
            for hostile in holes:
                path = str(pattern.pattern)
                for hole in holes:
                    value = quote(text, safe="") if hole == hostile else ARGUMENTS.get(hole, "1")
                    path = re.sub(rf"<\w+:{hole}>", value, path)
                for method in ("get", "post"):
                    response = getattr(make_client(self.instructor), method)(ROOT + path)
                    with self.subTest(path=path, method=method):
                        self.assert_refused(response, 400, 403, 404, 405)

    @ddt.data(("application/json; q*=zlib''%41", 400), ("text/html", 406), ("\x00;;;=,,", 406))
    @ddt.unpack
    def test_another_media_type_of_the_response(self, value, status):
        for method, path, name in EVERY:
            response = getattr(make_client(self.instructor), method)(path, HTTP_ACCEPT=value)
            with self.subTest(name=name, method=method):
                self.assert_refused(response, status)

    @ddt.data("text/plain", "application/x-www-form-urlencoded", "multipart/form-data", "\x00;;;=,,")
    def test_another_media_type_of_the_body(self, value):
        for method, path, name in list_endpoints(writes=True):
            response = make_client(self.instructor).generic(method.upper(), path, b"x", value)
            with self.subTest(name=name, method=method):
                is_form = path == url("attachments") and value.startswith("multipart")
                self.assert_refused(response, 400 if is_form else 415)

    @ddt.data("\xe9" * 9, '"' * 5000, "\x00", ",,,")
    def test_odd_bytes_in_other_headers(self, value):
        for method, path, name in EVERY:
            for headers in (HEADERS, CREDENTIALS):
                odd = dict.fromkeys(headers, value)
                response = make_client(self.instructor).generic(method.upper(), path, b"{}", "application/json", **odd)
                with self.subTest(name=name, method=method, headers=headers):
                    self.assertLess(response.status_code, 500, response.content[:500])

    @ddt.data("0", "01", "-1", "9" * 19, "x", "1.0", "%00", "\N{ARABIC-INDIC DIGIT ONE}")
    def test_an_id_that_no_row_can_have_is_not_found_in_our_shape(self, text):
        for noun in ("threads", "messages", "announcements", "attachments", "broadcasts", "nothing"):
            for method in ("get", "post", "put", "patch", "delete"):
                response = getattr(make_client(self.learner), method)(f"{ROOT}{noun}/{text}/")
                with self.subTest(noun=noun, method=method):
                    self.assert_error(response, 404, "not_found")

    def test_a_method_that_an_endpoint_lacks(self):
        for name in ("threads", "schema", "catalog", "config"):
            response = make_client(self.learner).put(url(name), {}, format="json")
            self.assert_error(response, 405, "method_not_allowed")
            self.assertIn("GET", response["Allow"])


@ddt.ddt
class BodyTests(BroadcastCase):
    @ddt.data(
        "0001-01-01T00:00:00+14:00",
        "9999-12-31T23:59:59-12:00",
        "0001-01-01T00:00:00Z",
        "9999-12-31T23:59:59Z",
        "2026-02-30T00:00:00Z",
        "2026-01-01T00:00:00+99:99",
        "2026-01-01T25:00:00Z",
        "9" * 5000,
        "\x00",
    )
    def test_an_odd_time(self, text):
        course = {"course_id": str(self.key), "body": "Hi"}
        bodies = [("broadcasts", {**course, "subject": "Hi", "audience": {"who": "all"}, "send_at": text})]
        bodies += [("announcements", {**course, "title": "Hi", name: text}) for name in ("publish_at", "expires_at")]
        for name, data in bodies:
            response = self.post(self.instructor, name, data=data)
            self.assertEqual(response.status_code, 400, (name, response.content))

    @ddt.data("9" * 5000, "1e400", "-1", str(2**63), str(2**64), "1.5", "[[]]", "{}", '"x"', "null", "true")
    def test_an_odd_number(self, raw):
        thread_id = self.ask().thread_id
        for name, arguments, key in (
            ("thread_read", [thread_id], "up_to"),
            ("notifications_read", [], "up_to"),
            ("announcement_dismiss", [1], "version"),
        ):
            response = make_client(self.learner).post(
                url(name, *arguments), f'{{"{key}": {raw}}}', content_type="application/json"
            )
            self.assertEqual(response.status_code, 400, (name, response.content))

    @ddt.data("\x00", "a\x00", "\x00" * 300)
    def test_a_text_with_nul(self, text):
        thread = api.start_group(self.instructor, self.key, ["lena"], "Hi").thread_id
        course = {"course_id": str(self.key)}
        for name, arguments, data in (
            ("threads", [], {**course, "recipients": [text], "body": "Hi"}),
            ("threads", [], {**course, "recipients": ["lena"], "body": text}),
            ("threads", [], {"course_id": text, "recipients": ["lena"], "body": "Hi"}),
            ("thread_messages", [thread], {"body": text}),
            ("participants", [thread], {"usernames": [text], "history": "none"}),
            ("templates", [], {**course, "name": text, "subject": "Hi", "body": "Hi"}),
            (
                "broadcasts",
                [],
                {**course, "subject": "Hi", "body": "Hi", "audience": {"who": "people", "usernames": [text]}},
            ),
            (
                "broadcasts",
                [],
                {**course, "subject": "Hi", "body": "Hi", "audience": {"who": "modes", "modes": [text]}},
            ),
            ("announcements", [], {**course, "title": text, "body": "Hi"}),
        ):
            response = self.post(self.instructor, name, *arguments, data=data)
            self.assertEqual(response.status_code, 400, (name, data, response.content))


@ddt.ddt
class UploadTests(BroadcastCase):
    def send(self, body, boundary="x"):
        return make_client(self.learner).generic(
            "POST", url("attachments"), body, f"multipart/form-data; boundary={boundary}"
        )

    def part(self, headers, content=b"Some notes."):
        course = b'--x\r\nContent-Disposition: form-data; name="course_id"\r\n\r\n' + str(self.key).encode() + b"\r\n"
        return course + b"--x\r\n" + headers + b"\r\n\r\n" + content + b"\r\n--x--\r\n"

    @ddt.data(
        b"Content-Disposition: form-data; name=\"file\"; filename*=zlib''%41.txt",
        b"Content-Disposition: form-data; name=\"file\"; filename*=undefined''%41.txt",
        b"Content-Disposition: form-data; name=\"file\"; filename*=utf-8''%FF%00.txt",
        b'Content-Disposition: form-data; name="file"; filename="\x00\xff.txt"',
        b'Content-Disposition: form-data; name="file"; filename="a.txt"\r\nContent-Type: text/plain; charset=zlib',
        b'Content-Disposition: form-data; name="file"; filename="a.txt"\r\nContent-Type: text/plain; a*=zlib\'\'%41',
        b'Content-Disposition: form-data; name="file"; filename="a.txt"\r\nContent-Transfer-Encoding: base64',
        b'Content-Disposition: form-data; name="file"; filename="a.txt"\r\nContent-Length: ' + b"9" * 5000,
        b"Content-Disposition: form-data",
        b'Content-Disposition: form-data; name="file"; filename*=a',
        b"\xff\xfe: \x00",
    )
    def test_odd_headers_of_a_part(self, headers):
        response = self.send(self.part(headers))
        self.assertIn(response.status_code, (201, 400), response.content)

    def test_the_check_of_the_csrf_token_parses_forms_as_well(self):
        client = APIClient(enforce_csrf_checks=True)
        client.force_login(self.learner)
        headers = b"Content-Disposition: form-data; name=\"file\"; filename*=zlib''%41.txt"
        for body, content_type in (
            (self.part(headers), "multipart/form-data; boundary=x"),
            (b"x", "multipart/form-data; boundary=\xe9"),
            (b"x", "multipart/form-data"),
            (b"a=1", "application/x-www-form-urlencoded; charset=utf-16"),
        ):
            for name in ("attachments", "threads"):
                response = client.generic("POST", url(name), body, content_type)
                self.assertIn(response.status_code, (400, 403, 415), response.content)

    @ddt.data("zlib", "bz2", "undefined", "utf-16", "rot13")
    def test_a_charset_of_the_form_decodes_nothing(self, charset):
        body = self.part(b'Content-Disposition: form-data; name="file"; filename="caf\xc3\xa9.txt"')
        response = self.send(body, f"x; charset={charset}")
        self.assertEqual((response.status_code, response.json().get("name")), (201, "caf\xe9.txt"), response.content)

    def test_a_file_name_of_5000_characters_is_shortened(self):
        file = SimpleUploadedFile("a" * 5000 + ".txt", b"x")
        data = {"course_id": str(self.key), "file": file}
        response = make_client(self.learner).post(url("attachments"), data, format="multipart")
        self.assertIn(response.status_code, (201, 400))

    def test_too_many_fields_and_files(self):
        for data in (
            {f"field{number}": "x" for number in range(2000)},
            {f"file{number}": SimpleUploadedFile("a.txt", b"x") for number in range(300)},
        ):
            response = make_client(self.learner).post(url("attachments"), data, format="multipart")
            self.assert_error(response, 400, "malformed")

    def test_fields_over_the_sites_limit(self):
        with override_settings(DATA_UPLOAD_MAX_MEMORY_SIZE=1000):
            data = {"course_id": "x" * 2000, "file": SimpleUploadedFile("a.txt", b"x")}
            response = make_client(self.learner).post(url("attachments"), data, format="multipart")
            self.assert_error(response, 413, "body_too_large")

    @ddt.data(b"", b"--x", b"--x--", b"\x00" * 100, b"--x\r\n\r\n\r\n--x--")
    def test_a_broken_form(self, body):
        self.assertEqual(self.send(body).status_code, 400)

    @ddt.data("", "\x00", "a" * 300, '"')
    def test_an_odd_boundary(self, boundary):
        self.assertEqual(self.send(b"--x--", boundary).status_code, 400)


@ddt.ddt
class PublicTests(BroadcastCase):
    """The endpoints without authentication."""

    @ddt.data("\x00", "a" * 5000, "../../../etc", "en\x00", "\udcff", "fr/../..", "C")
    def test_an_odd_language(self, text):
        for name in ("schema", "catalog"):
            response = make_client().get(url(name), {"lang": text.encode("utf-8", "surrogateescape")})
            self.assertEqual(response.status_code, 200, (name, response.content[:300]))


def get_query_fields(name):
    """Return the names of the fields of the query of an endpoint that reads."""
    callback = next(each for each in urls.urlpatterns if each.name == name).callback
    method = getattr(callback.cls, callback.actions["get"])
    return list(method.endpoint.query().fields)

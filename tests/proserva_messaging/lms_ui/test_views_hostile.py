"""Tests of hostile input to the product's pages: none of it is an error of the server."""

import json

import ddt
from asgiref.sync import sync_to_async
from django.test import AsyncClient, Client

from proserva_messaging.links import get_unsubscribe_path
from tests.campus_case import CampusCase, make_client, url

# As in a URL: NUL, a lone surrogate, an odd byte, numbers that no database holds, and odd texts.
HOSTILE = ("%00", "%ED%A0%80", "%FF", "9" * 5000, "%25", "%0A", "%E2%80%AE", "..", "a" * 5000, "course-v1:a%2Bb%2B%00")
HOLE = "HOLE"


def list_paths():
    """Return the paths of all pages with a hole for a part that a client chooses."""
    course = "/messages/courses/HOLE"
    pages = [f"{course}/roster/", f"{course}/announcements/", "/messages/unsubscribe/HOLE/", "/messages/HOLE/"]
    queries = [("", "course_id"), ("", "thread"), ("", "preferences"), ("new/", "to"), ("new/", "course_id")]
    return pages + [f"/messages/{page}?{key}={HOLE}" for page, key in queries]


@ddt.ddt
class PageTests(CampusCase):
    def assert_answered(self, response, path):
        with self.subTest(path=path[:200]):
            self.assertLess(response.status_code, 500)

    @ddt.data(*HOSTILE)
    def test_a_part_of_the_path_or_the_query(self, text):
        for path in list_paths():
            for client in (make_client(self.instructor), make_client()):
                for method in (client.get, client.post):
                    self.assert_answered(method(path.replace(HOLE, text)), path)

    @ddt.data("9" * 30, "x", "%00", "1.0")
    def test_two_values_of_one_key(self, text):
        for key in ("to", "course_id"):
            response = make_client(self.learner).get(f"/messages/new/?{key}=ines&{key}={text}")
            self.assert_answered(response, key)

    @ddt.data(b"\x00", b"\xed\xa0\x80", b"x" * 5000, b"List-Unsubscribe=\xff", b"a=1&" * 3000)
    def test_the_form_of_unsubscribing(self, body):
        path = get_unsubscribe_path(self.learner, [str(self.key)])
        for content_type in (
            "application/x-www-form-urlencoded",
            "multipart/form-data; boundary=x",
            "text/plain; charset=x",
        ):
            self.assert_answered(Client().generic("POST", path, body, content_type), path)

    @ddt.data("\xe9" * 9, "\x00", "a" * 5000, ",;=")
    def test_odd_headers(self, value):
        names = (
            "HTTP_ACCEPT_LANGUAGE",
            "HTTP_SEC_FETCH_DEST",
            "HTTP_X_REQUESTED_WITH",
            "HTTP_IF_NONE_MATCH",
            "HTTP_COOKIE",
        )
        for path in ("/messages/", "/messages/new/?to=ines", f"/messages/courses/{self.key}/roster/"):
            for name in names:
                client = make_client() if name == "HTTP_COOKIE" else make_client(self.instructor)
                self.assert_answered(client.get(path, **{name: value}), path)


class AsgiTests(CampusCase):
    """The same over ASGI, which has no length of a body to go by."""

    async def test_pages_and_the_api(self):
        client = AsyncClient()
        await sync_to_async(client.force_login)(self.learner)
        for text in ("%00", "%ED%A0%80", "9" * 5000, "a" * 5000):
            for path in [*list_paths(), f"{url('threads')}?cursor={HOLE}", f"{url('threads')}{HOLE}/"]:
                response = await client.get(path.replace(HOLE, text))
                with self.subTest(path=path):
                    self.assertLess(response.status_code, 500)

    async def test_a_body_without_a_length(self):
        client = AsyncClient()
        await sync_to_async(client.force_login)(self.learner)
        body = json.dumps({"course_id": str(self.key), "recipients": ["ines"], "body": "Hi"})
        for headers in ({"transfer-encoding": "chunked"}, {"content-length": "9" * 30}, {"content-length": "x"}):
            response = await client.post(url("threads"), body, content_type="application/json", headers=headers)
            self.assertLess(response.status_code, 500)

"""Tests of the bell on the platform's pages: its pages and viewers, without queries."""

from types import SimpleNamespace
from unittest import mock

import ddt
from django.contrib.auth.models import AnonymousUser
from django.http import HttpResponse, StreamingHttpResponse
from django.test import RequestFactory, SimpleTestCase, TestCase, override_settings
from django.urls import reverse
from django.utils.functional import SimpleLazyObject
from lxml import html

from proserva_messaging.lms_ui.middleware import HeaderBellMiddleware
from proserva_messaging.settings import common, production
from tests.factories import UserFactory

OURS = [
    "proserva_messaging.lms_ui.middleware.HeaderBellMiddleware",
    "proserva_messaging.lms_ui.gradebook.GradebookMiddleware",
    "proserva_messaging.lms_ui.discussion.DiscussionMiddleware",
]
PAGE = "<!DOCTYPE html><html><body><p>Überall </body> steht es</p></body></html>"
SOMEBODY = SimpleNamespace(is_authenticated=True)


def run(response=None, user=SOMEBODY, path="/dashboard", **headers):
    """Return what becomes of an answer."""
    request = RequestFactory().get(path, headers=headers)
    if user is not None:
        request.user = user
    return HeaderBellMiddleware(lambda request: response or HttpResponse(PAGE))(request)


@ddt.ddt
@override_settings(PROSERVA_MESSAGING_RAISE_ERRORS=True)
class HeaderBellTest(SimpleTestCase):
    def test_a_page_gets_the_bell_and_its_script_and_keeps_the_rest(self):
        given = HttpResponse(PAGE, headers={"Content-Length": str(len(PAGE.encode()))})
        answer = run(given)
        text = answer.content.decode()
        before, _, after = PAGE.rpartition("</body>")
        assert text.startswith(before)
        assert text.endswith("</body>" + after)
        (bell,) = html.fromstring(text).iter("proserva-bell")
        assert bell.get("inbox-url") == "/messages/"
        assert bell.getparent().get("hidden") is not None  # until it has found its place
        assert '<script src="/static/proserva_messaging/proserva.js" defer></script>' in text
        assert answer["Content-Length"] == str(len(answer.content))

    @ddt.data(
        {"response": HttpResponse("<p>A part</p></body>")},
        {"response": HttpResponse("<!doctype html><html><body>cut off")},
        {"response": HttpResponse(PAGE.replace("<p>", "<proserva-bell></proserva-bell><p>"))},
        {"response": HttpResponse(PAGE, content_type="application/json")},
        {"response": HttpResponse(PAGE, status=500)},
        {"response": HttpResponse(PAGE, headers={"Content-Encoding": "gzip"})},
        {"X-Requested-With": "XMLHttpRequest"},
        {"Sec-Fetch-Dest": "iframe"},
        {"Sec-Fetch-Dest": "empty"},
        {"path": "/xblock/block-v1:A+B+C+type@vertical+block@d"},
        {"path": "/admin/"},
        {"path": "/api/things/"},
        {"user": AnonymousUser()},
        {"user": None},
    )
    def test_where_it_does_not_belong_nothing_changes(self, surroundings):
        expected = surroundings["response"].content if "response" in surroundings else PAGE.encode()
        assert run(**surroundings).content == expected

    def test_a_stream_is_not_read(self):
        answer = run(StreamingHttpResponse(iter([PAGE.encode()]), content_type="text/html"))
        assert list(answer.streaming_content) == [PAGE.encode()]

    def test_an_operator_whose_theme_has_it_switches_it_off(self):
        for name in ("HEADER_BELL", "ENABLED"):
            with override_settings(**{f"PROSERVA_MESSAGING_{name}": False}):
                assert run().content == PAGE.encode()

    def test_no_user_is_looked_up_for_it(self):
        def look_up():
            raise AssertionError("the page did not ask who this is")

        assert run(user=SimpleLazyObject(look_up)).content == PAGE.encode()
        known = SimpleLazyObject(lambda: SOMEBODY)
        assert known.is_authenticated
        assert b"<proserva-bell" in run(user=known).content

    @override_settings(PROSERVA_MESSAGING_RAISE_ERRORS=False)
    def test_a_broken_bell_breaks_no_page(self):
        broken = mock.patch("proserva_messaging.lms_ui.middleware.get_script_url", side_effect=ValueError("missing"))
        with broken, self.assertLogs("proserva_messaging.lms_ui"):
            assert run().content == PAGE.encode()

    @override_settings(PROSERVA_MESSAGING_RAISE_ERRORS=False)
    def test_a_path_forges_no_line_of_the_log(self):
        broken = mock.patch("proserva_messaging.lms_ui.middleware.get_script_url", side_effect=ValueError("missing"))
        with broken, self.assertLogs("proserva_messaging.lms_ui") as logged:
            run(path="/dashboard%0aERROR%20forged")
        (record,) = logged.records
        assert "dashboard" in record.getMessage()
        assert "\n" not in record.getMessage()

    def test_settings_have_it_once_and_last_and_not_in_studio(self):
        for given in (["theirs"], ("theirs",)):
            settings = SimpleNamespace(MIDDLEWARE=given, ROOT_URLCONF="lms.urls")
            for module in (common, production, common):
                module.plugin_settings(settings)
            assert list(settings.MIDDLEWARE) == ["theirs", *OURS]
        studio = SimpleNamespace(MIDDLEWARE=["theirs"], ROOT_URLCONF="cms.urls")
        common.plugin_settings(studio)
        assert studio.MIDDLEWARE == ["theirs"]


class CampusBellTest(TestCase):
    def test_pages_that_have_a_bell_keep_the_one(self):
        self.client.force_login(UserFactory())
        assert self.client.get(reverse("dashboard")).content.count(b"<proserva-bell") == 1

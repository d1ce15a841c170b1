"""Tests of the limits over REST: each write and each search has one, and its error says when to try again."""

import ddt
from django.test import override_settings
from django.urls import reverse
from rest_framework.permissions import SAFE_METHODS

from proserva_messaging.rest_api.v1 import urls
from tests.campus_case import CampusCase, make_client, new_key

NONE = "0/day"
ALL_RATES = ("SEND", "UPLOAD", "ANNOUNCEMENT", "WRITE", "SEARCH")
# Every request for one of these is a search for people.
SEARCHES = ("recipients", "shared_courses")
# Public documents, and the 404 of unknown paths.
WITHOUT_ACTIONS = ("schema", "catalog", "fallback")
ARGUMENTS = {"course_id": "course-v1:Test+C0+2026", "username": "lena"}


def list_endpoints():
    """Return (name, method, declaration) of each endpoint."""
    views = [(each.name, each.callback) for each in urls.urlpatterns if each.name not in WITHOUT_ACTIONS]
    return [
        (name, method, getattr(view.cls, action).endpoint)
        for name, view in views
        for method, action in view.actions.items()
        if method != "head"
    ]


def make_url(name):
    """Return a URL of an endpoint, with an id that does not exist."""
    (pattern,) = [each.pattern for each in urls.urlpatterns if each.name == name]
    arguments = {each: ARGUMENTS.get(each, 999_999) for each in pattern.converters}
    return reverse(f"proserva_messaging:{name}", kwargs=arguments)


def can_search(endpoint):
    """Return whether an endpoint takes the text of a search."""
    return any(field.source == "query" for field in endpoint.query().fields.values())


@ddt.ddt
class WalkTests(CampusCase):
    """With no request allowed, each write and each search is refused, and each other read is answered."""

    @ddt.data(*(f"{method} {name}" for name, method, _endpoint in list_endpoints()))
    def test_a_write_or_a_search_has_a_limit(self, request):
        method, name = request.split()
        (endpoint,) = [each for *ids, each in list_endpoints() if ids == [name, method]]
        client = make_client(self.learner)
        with self.settings(**{f"PROSERVA_MESSAGING_{each}_RATE": NONE for each in ALL_RATES}):
            answer = getattr(client, method)(make_url(name))
            if method.upper() not in SAFE_METHODS or name in SEARCHES:
                self.assert_error(answer, 429, "throttled")
                self.assertGreater(int(answer["Retry-After"]), 0)
                return
            self.assertNotEqual(answer.status_code, 429)
            if can_search(endpoint):
                self.assert_error(client.get(make_url(name), {"q": "lena"}), 429, "throttled")

    def test_the_walk_finds_the_endpoints(self):
        found = {(name, method) for name, method, _endpoint in list_endpoints()}
        self.assertLessEqual(
            {("threads", "post"), ("thread", "patch"), ("participant", "delete"), ("broadcast_preview", "post")}, found
        )
        searches = {name for name, method, endpoint in list_endpoints() if method == "get" and can_search(endpoint)}
        self.assertEqual(searches, {"recipients", "roster", "threads", "participants", "broadcast_recipients"})


class LimitTests(CampusCase):
    def setUp(self):
        super().setUp()
        self.thread_id = self.ask().thread_id

    def write(self, user=None, key=None):
        """Send a message to the thread."""
        return self.post(user or self.learner, "thread_messages", self.thread_id, data={"body": "Hi"}, key=key)

    @override_settings(PROSERVA_MESSAGING_WRITE_RATE="2/day")
    def test_changes_share_a_limit_and_sending_has_its_own(self):
        state = {"starred": True}
        self.assertEqual(self.patch(self.learner, "thread_state", self.thread_id, data=state).status_code, 200)
        self.assertEqual(self.post(self.learner, "notifications_read").status_code, 200)
        self.assert_error(self.patch(self.learner, "preferences", data={"email": "none"}), 429, "throttled")
        self.assertEqual(self.write().status_code, 201)
        self.assertEqual(self.patch(self.classmate, "preferences", data={"email": "none"}).status_code, 200)

    @override_settings(PROSERVA_MESSAGING_SEND_RATE="100/min, 2/day")
    def test_each_of_several_rates_counts(self):
        self.assertEqual([self.write().status_code for _time in range(3)], [201, 201, 429])

    @override_settings(PROSERVA_MESSAGING_SEND_RATE="1/day")
    def test_the_error_says_when_to_try_again(self):
        self.write()
        answer = self.write()
        self.assertRegex(answer.json()["message"], r"^Try again in \d+ (hour|minute|second)s?\.$")
        self.assertLessEqual(int(answer["Retry-After"]), 86400)

    @override_settings(PROSERVA_MESSAGING_RECIPIENT_RATE="3/day")
    def test_recipients_are_counted(self):
        group = {"course_id": str(self.key), "recipients": ["lena", "noor"], "body": "Hi", "group_chat": True}
        first = self.post(self.instructor, "threads", data=group, key=new_key())
        self.assertEqual(first.status_code, 201)
        refused = self.post(self.instructor, "thread_messages", first.json()["thread"]["id"], data={"body": "Hi"})
        self.assert_error(refused, 429, "throttled")
        self.assertEqual(self.write(self.instructor).status_code, 201, "one more person may be reached")
        self.assertEqual(self.write(self.instructor).status_code, 429)

    @override_settings(PROSERVA_MESSAGING_RECIPIENT_RATE="1/day")
    def test_a_repeated_request_reaches_no_one_again(self):
        data, key = {"course_id": str(self.key), "recipients": ["lena"], "body": "Hi"}, new_key()
        sent = [self.post(self.instructor, "threads", data=data, key=key) for _time in range(2)]
        self.assertEqual([each.status_code for each in sent], [201, 201])
        self.assertEqual(len({each.json()["message"]["id"] for each in sent}), 1)

    @override_settings(PROSERVA_MESSAGING_RECIPIENT_RATE="1/day")
    def test_people_added_to_a_group_are_counted(self):
        self.patch(self.instructor, "thread", self.thread_id, data={"group_chat": True})
        data = {"usernames": ["noor", "amir"], "history": "none"}
        self.assert_error(self.post(self.instructor, "participants", self.thread_id, data=data), 429, "throttled")
        data["usernames"] = ["noor"]
        self.assertEqual(self.post(self.instructor, "participants", self.thread_id, data=data).status_code, 201)

    @override_settings(PROSERVA_MESSAGING_SEND_RATE="4/day", PROSERVA_MESSAGING_NEW_ACCOUNT_HOURS=24)
    def test_a_new_account_starts_lower(self):
        self.assertEqual([self.write().status_code for _time in range(3)], [201, 201, 429])
        self.learner.date_joined = self.learner.date_joined.replace(year=2020)
        self.learner.save()
        self.assertEqual([self.write().status_code for _time in range(3)], [201, 201, 429])

    @override_settings(PROSERVA_MESSAGING_SEND_RATE="1/day")
    def test_without_a_cache_people_can_write_and_operators_see_it(self):
        gone = {
            "default": {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": "redis://127.0.0.1:1"}
        }
        with override_settings(CACHES=gone), self.assertLogs("proserva_messaging.store.limits", "ERROR") as logs:
            self.assertEqual([self.write().status_code for _time in range(2)], [201, 201])
        self.assertIn("SEND_RATE is not checked", logs.output[0])

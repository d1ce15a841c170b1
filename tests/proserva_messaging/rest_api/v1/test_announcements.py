"""Tests of announcements over REST: permissions, output and invalid input."""

from datetime import timedelta

import ddt
from django.urls import reverse
from django.utils import timezone

from demo.campus import api as campus
from proserva_messaging import api
from proserva_messaging.models import Announcement, Message, Thread
from tests.announcement_case import AnnouncementCase, in_hours
from tests.campus_case import make_client, make_file, new_key, url
from tests.factories import CourseFactory, UserFactory, make_instructor

STATES = ("draft", "scheduled", "published", "expired", "unpublished")


class PostingTests(AnnouncementCase):
    def test_a_post_returns_the_announcement(self):
        file = self.upload(self.instructor)
        posted = self.announce(attachments=[file.pk], pinned=True)
        found = Announcement.objects.get()
        self.assertEqual(
            posted,
            {
                "id": found.pk,
                "course": {"id": str(self.key), "name": "Demo course", "url": reverse("course", args=[self.key])},
                "title": "Welcome",
                "body": "Read *this* first.",
                "body_html": "<p>Read <em>this</em> first.</p>",
                "attachments": posted["attachments"],
                "author": {"username": "ines", "name": "Ines Torres", "image_url": "", "role": None},
                "pinned": True,
                "state": "published",
                "publish_at": posted["publish_at"],
                "expires_at": None,
                "created": posted["created"],
                "edited": None,
                "unread": False,
                "dismissed": False,
                "can_edit": True,
                "version": 1,
                "ring": True,
                "email": False,
                "url": f"/messages/courses/{self.key}/announcements/#announcement-{found.pk}",
            },
        )
        self.assertEqual([each["name"] for each in posted["attachments"]], ["notes.txt"])
        self.assertLess(abs(timezone.now() - found.publish_at), timedelta(minutes=1))

    def test_all_course_members_read_it(self):
        self.announce()
        for user in (self.learner, self.classmate, self.assistant, self.instructor):
            (row,) = self.get(user, "announcements", course_id=str(self.key)).json()["results"]
            self.assertEqual((row["title"], row["unread"]), ("Welcome", user != self.instructor))
            self.assertEqual(row["can_edit"], user in (self.assistant, self.instructor))
            board = self.get(user, "announcements", course_id=str(self.key)).json()
            self.assertEqual((board["can_post"], board["time_zone"]), (row["can_edit"], "UTC"))
            self.assertEqual(self.get(user, "announcement", row["id"]).json(), row)

    def test_a_repeated_request_posts_once(self):
        data = {"course_id": str(self.key), "title": "Once", "body": "Only"}
        key = new_key()
        first, second = (self.post(self.instructor, "announcements", data=data, key=key) for _ in range(2))
        self.assertEqual((first.status_code, second.status_code), (201, 201))
        self.assertEqual(first.json(), second.json())
        self.assertEqual((Announcement.objects.count(), Thread.objects.count(), Message.objects.count()), (1, 1, 1))
        other = self.post(self.instructor, "announcements", data={**data, "title": "Another"}, key=key)
        self.assert_error(other, 409, "idempotency_key_reused")

    def test_keys_of_two_people_are_independent(self):
        data, key = {"course_id": str(self.key), "title": "Mine", "body": "Own"}, new_key()
        ids = {
            self.post(user, "announcements", data=data, key=key).json()["id"]
            for user in (self.instructor, self.assistant)
        }
        self.assertEqual(len(ids), 2)

    def test_masquerading_staff_cannot_post_and_see_the_view_of_a_learner(self):
        posted = self.announce()
        self.announce("Draft", publish_at=None)
        client = make_client(self.instructor)
        client.post(reverse("masquerade", args=[self.key]), {"view_as": "student"})
        data = {"course_id": str(self.key), "title": "As whom?", "body": "Me"}
        self.assert_error(client.post(url("announcements"), data, format="json"), 409, "masquerading")
        address = url("announcement", posted["id"])
        self.assert_error(client.patch(address, {"version": 1, "title": "x"}, format="json"), 409, "masquerading")
        self.assert_error(client.delete(address), 409, "masquerading")
        rows = client.get(url("announcements"), {"course_id": str(self.key)}).json()["results"]
        self.assertEqual([(row["title"], row["can_edit"]) for row in rows], [("Welcome", False)])
        self.assertFalse(client.get(address).json()["can_edit"])


@ddt.ddt
class StrangersTests(AnnouncementCase):
    """An announcement that a person may not see is not found."""

    def setUp(self):
        super().setUp()
        self.posted = self.announce()
        self.draft = self.announce("Draft", publish_at=None)

    def test_a_learner_changes_nothing(self):
        data = {"course_id": str(self.key), "title": "Mine", "body": "Own"}
        self.assert_error(self.post(self.learner, "announcements", data=data), 404, "not_found")
        self.change(self.posted, user=self.learner, status=404, title="Hacked")
        self.remove(self.posted, user=self.learner, status=404)
        self.assertEqual(Announcement.objects.present().count(), 2)
        self.assertEqual(self.titles(), ["Welcome"])

    @ddt.data("outsider", "unenrolled", "nobody")
    def test_people_outside_the_course_find_nothing(self, who):
        campus.unenroll(self.classmate, self.course)
        user = {"outsider": self.outsider, "unenrolled": self.classmate, "nobody": None}[who]
        status, code = (404, "not_found") if user else (401, "not_authenticated")
        self.assert_error(self.get(user, "announcements", course_id=str(self.key)), status, code)
        self.assert_error(self.get(user, "banner", course_id=str(self.key)), status, code)
        self.assert_error(self.get(user, "announcement", self.posted["id"]), status, code)
        for name in ("announcement_seen", "announcement_dismiss"):
            self.assert_error(self.post(user, name, self.posted["id"]), status, code)

    def test_a_learner_sees_only_what_is_published(self):
        states = {"Draft": self.draft, "Later": self.announce("Later", publish_at=in_hours(1).isoformat())}
        states["Over"] = self.announce("Over", expires_at=in_hours(1).isoformat())
        self.shift(states["Over"], publish_at=-2, expires_at=-1)
        states["Down"] = self.change(self.announce("Down"), published=False)
        self.assertEqual(self.titles(), ["Welcome"])
        for each in states.values():
            self.assert_error(self.get(self.learner, "announcement", each["id"]), 404, "not_found")
            self.assert_error(self.post(self.learner, "announcement_seen", each["id"]), 404, "not_found")
        for state in STATES:
            self.assertEqual(self.titles(state=state), ["Welcome"] if state == "published" else [])
        self.assertEqual(set(self.titles(self.assistant)), {"Welcome", *states})
        shown = {state: self.titles(self.assistant, state=state) for state in STATES}
        expected = {"draft": ["Draft"], "scheduled": ["Later"], "published": ["Welcome"], "expired": ["Over"]}
        self.assertEqual(shown, {**expected, "unpublished": ["Down"]})
        for state, (title,) in shown.items():
            rows = self.get(self.assistant, "announcements", course_id=str(self.key)).json()["results"]
            self.assertEqual([row["state"] for row in rows if row["title"] == title], [state])

    def test_another_courses_team_has_no_access(self):
        other = CourseFactory()
        stranger = make_instructor(other)
        data = {"course_id": str(self.key), "title": "Mine", "body": "Own"}
        self.assert_error(self.post(stranger, "announcements", data=data), 404, "not_found")
        self.change(self.posted, user=stranger, status=404, title="Hacked")

    def test_an_unknown_course_is_not_found(self):
        answer = self.get(self.instructor, "announcements", course_id="course-v1:No+Such+Course")
        self.assert_error(answer, 404, "not_found")
        self.assert_error(self.get(self.instructor, "announcements", course_id="nonsense"), 400, "malformed")
        self.assert_error(self.get(self.instructor, "announcements"), 400, "invalid", course_id="required")

    def test_its_thread_is_not_a_conversation(self):
        message = Message.objects.get(announcement=self.posted["id"])
        for user in (self.instructor, self.learner):
            self.assertEqual(self.get(user, "threads").json()["results"], [])
            for box in ("sent", "archived", "starred"):
                self.assertEqual(self.get(user, "threads", box=box).json()["results"], [])
            self.assertEqual(self.get(user, "threads", q="Read").json()["results"], [])
            for name, number in (("thread", message.thread_id), ("thread_messages", message.thread_id)):
                self.assert_error(self.get(user, name, number), 404, "not_found")
            answer = self.post(user, "thread_messages", message.thread_id, data={"body": "Reply"})
            self.assert_error(answer, 404, "not_found")
            self.assert_error(self.get(user, "receipts", message.pk), 404, "not_found")


@ddt.ddt
class BadInputTests(AnnouncementCase):
    @ddt.data(
        ({"title": ""}, "title", "title"),
        ({"title": " \u200b\n"}, "title", "title"),
        ({"title": "x" * 256}, "title", "255"),
        ({"body": ""}, "body", "Enter a message"),
        ({"body": " \u200b \n"}, "body", "Enter a message"),
        ({"body": "x" * 20_001}, "body", "1 character"),
        ({"publish_at": "2020-01-01T00:00:00Z"}, "publish_at", "has passed"),
        ({"publish_at": "2100-01-01T00:00:00"}, "publish_at", "offset"),
        ({"publish_at": "soon"}, "publish_at", "format"),
        ({"publish_at": "2100-13-01T00:00:00Z"}, "publish_at", "format"),
        ({"publish_at": 7}, "publish_at", "offset"),
        ({"expires_at": "2020-01-01T00:00:00Z"}, "expires_at", "after publication"),
        ({"publish_at": "2100-01-01T10:00:00Z", "expires_at": "2100-01-01T11:00:00+02:00"}, "expires_at", "after"),
        ({"attachments": [99_999]}, "attachments", "no longer available"),
        ({"attachments": list(range(1, 12))}, "attachments", "At most"),
        ({"attachments": ["x"]}, "attachments", "integer"),
        ({"pinned": "perhaps"}, "pinned", "boolean"),
        ({"ring": False, "email": True}, "email", "turn on the bell"),
    )
    @ddt.unpack
    def test_invalid_input_is_refused(self, fields, name, words):
        data = {"course_id": str(self.key), "title": "Title", "body": "Body", **fields}
        self.assert_error(self.post(self.instructor, "announcements", data=data), 400, "invalid", **{name: words})
        self.assertFalse(Thread.objects.exists() or Message.objects.exists() or Announcement.objects.exists())

    def test_a_file_of_another_person_or_course_or_message(self):
        other = CourseFactory()
        make_instructor(other, self.instructor)
        elsewhere = api.upload_attachment(self.instructor, other.id, make_file()).id
        sent = self.announce(attachments=[self.upload(self.instructor).pk])["attachments"][0]["id"]
        for each in (self.upload(self.learner).pk, elsewhere, sent):
            answer = self.announce(attachments=[each], status=400)
            self.assertIn("no longer available", answer["fields"]["attachments"][0])
        self.assertEqual(Announcement.objects.count(), 1)

    def test_a_time_that_has_just_passed_means_now(self):
        posted = self.announce(publish_at=(timezone.now() - timedelta(minutes=1)).isoformat())
        self.assertEqual(posted["state"], "published")

    def test_the_offset_of_a_time_counts(self):
        moment = in_hours(5).replace(microsecond=0)
        local = moment.astimezone(timezone.get_fixed_timezone(330))
        posted = self.announce(publish_at=local.isoformat())
        self.assertEqual(Announcement.objects.get(pk=posted["id"]).publish_at, moment)

    @ddt.data("<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "[x](javascript:alert(1))")
    def test_markup_is_escaped(self, attack):
        posted = self.announce(attack, attack)
        self.assertEqual(posted["title"], attack)
        for forbidden in ("<script", "<img", 'href="javascript'):
            self.assertNotIn(forbidden, posted["body_html"])

    def test_other_scripts_and_directions(self):
        posted = self.announce("ברוכים\u200f הבאים 👋", "مرحبا **بكم**")
        self.assertIn("<strong>بكم</strong>", posted["body_html"])
        self.assertEqual(posted["title"], "ברוכים\u200f הבאים 👋")

    def test_a_malformed_cursor_is_refused(self):
        for cursor in ("x", "1-2", "1-2-x", "1-99999999999999999999-1", "1-9223372036854775807-1", "--"):
            answer = self.get(self.learner, "announcements", course_id=str(self.key), cursor=cursor)
            self.assert_error(answer, 400, "malformed")


class PageTests(AnnouncementCase):
    def test_the_broadcast_form_links_here(self):
        segments = self.get(self.instructor, "broadcast_segments", course_id=str(self.key)).json()
        self.assertEqual(
            segments["announcements_url"], reverse("proserva_messaging:announcements_page", args=[self.key])
        )

    def test_the_page_is_for_all_course_members(self):
        address = reverse("proserva_messaging:announcements_page", args=[str(self.key)])
        for user, status in ((self.learner, 200), (self.assistant, 200), (self.outsider, 404), (UserFactory(), 404)):
            self.client.force_login(user)
            page = self.client.get(address)
            self.assertEqual(page.status_code, status)
            self.assertEqual(b"<proserva-announcements course-id=" in page.content, status == 200)
            self.assertEqual(page.get("Cache-Control"), "private, no-store")
        self.client.logout()
        self.assertEqual(self.client.get(address).status_code, 302)
        self.assertEqual(self.client.get("/messages/courses/nonsense/announcements/").status_code, 302)
        self.client.force_login(self.learner)
        self.assertEqual(self.client.get("/messages/courses/nonsense/announcements/").status_code, 404)

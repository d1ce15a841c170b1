"""Tests of reading announcements over REST: order, pages, seen marks, files, and query counts."""

from django.contrib.sites.models import Site
from django.db import connection
from django.test import override_settings
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from demo.campus import api as campus
from proserva_messaging.models import Announcement, AnnouncementMark
from tests.announcement_case import AnnouncementCase, in_hours
from tests.campus_case import make_client, url
from tests.factories import make_instructor, make_learner


class ReadingTests(AnnouncementCase):
    def test_pinned_ones_come_first_and_then_the_newest_over_all_pages(self):
        titles = [f"n{number}" for number in range(7)]
        for number, title in enumerate(titles):
            self.shift(self.announce(title, pinned=number in (1, 4)), publish_at=number - 20)
        same = [self.announce(title) for title in ("a", "b", "c")]
        moment = timezone.now()
        Announcement.objects.filter(pk__in=[each["id"] for each in same]).update(publish_at=moment)
        expected = ["n4", "n1", "c", "b", "a", "n6", "n5", "n3", "n2", "n0"]
        self.assertEqual(self.titles(), expected)
        seen, cursor = [], None
        for _page in range(20):
            query = {"course_id": str(self.key), "limit": 1, **({"cursor": cursor} if cursor else {})}
            answer = self.get(self.learner, "announcements", **query).json()
            seen += [row["title"] for row in answer["results"]]
            cursor = answer["next_cursor"]
            if cursor is None:
                break
        self.assertEqual(seen, expected)

    def test_a_draft_is_sorted_by_its_creation(self):
        self.shift(self.announce("Old"), publish_at=-5)
        self.announce("Draft", publish_at=None)
        self.announce("New", publish_at=in_hours(1).isoformat())
        self.assertEqual(self.titles(self.instructor), ["New", "Draft", "Old"])

    def test_seen_is_permanent(self):
        posted = self.announce()
        self.assertEqual(self.get(self.learner, "notification_count").json(), {"count": 1})
        for _twice in range(2):
            self.assertEqual(self.post(self.learner, "announcement_seen", posted["id"]).json(), {"unread": False})
        first = AnnouncementMark.objects.get().seen_at
        self.assertIsNotNone(first)
        self.assertEqual(self.get(self.learner, "notification_count").json(), {"count": 0})
        (row,) = self.get(self.learner, "announcements", course_id=str(self.key)).json()["results"]
        self.assertFalse(row["unread"])
        self.change(posted, body="New text")
        self.assertFalse(self.get(self.learner, "announcement", posted["id"]).json()["unread"])
        self.assertTrue(self.get(self.classmate, "announcement", posted["id"]).json()["unread"])

    def test_learners_who_enrol_later_find_it_unread(self):
        self.announce()
        late = make_learner(self.course)
        self.assertTrue(self.get(late, "announcements", course_id=str(self.key)).json()["results"][0]["unread"])

    def test_its_files_are_for_people_who_may_see_it(self):
        posted = self.announce(attachments=[self.upload(self.instructor).pk])
        (file,) = posted["attachments"]
        answer = self.get(self.learner, "attachment", file["id"])
        self.assertEqual(b"".join(answer.streaming_content), b"Some notes.")
        self.assert_error(self.get(self.outsider, "attachment", file["id"]), 404, "not_found")
        down = self.change(posted, published=False)
        self.assert_error(self.get(self.learner, "attachment", file["id"]), 404, "not_found")
        self.assertEqual(self.get(self.assistant, "attachment", file["id"]).status_code, 200)
        self.change(down, published=True)
        campus.unenroll(self.learner, self.course)
        self.assert_error(self.get(self.learner, "attachment", file["id"]), 404, "not_found")

    def test_the_feed_links_to_it_until_it_is_taken_down(self):
        posted = self.announce(body="First words of it")
        (item,) = self.get(self.learner, "notifications").json()["results"]
        shown = {name: item[name] for name in ("preview", "thread_title", "announcement", "url", "unread")}
        self.assertEqual(
            shown,
            {
                "preview": "First words of it",
                "thread_title": "Welcome",
                "announcement": posted["id"],
                "url": posted["url"],
                "unread": True,
            },
        )
        self.change(posted, published=False)
        (item,) = self.get(self.learner, "notifications").json()["results"]
        self.assertEqual((item["thread_title"], item["unread"]), ("", False))
        self.assertIn("no longer shown", item["preview"])

    def test_a_message_cannot_be_read_as_an_announcement(self):
        self.ask()
        (item,) = self.get(self.instructor, "notifications").json()["results"]
        self.assertIsNone(item["announcement"])


class CostTests(AnnouncementCase):
    """Query counts. Session and user are the platform's (2), and so are roles (1, the campus's)."""

    asking = 3

    def count(self, name, *args, user=None, **query):
        Site.objects.get_current()  # cached for each process
        client = make_client(user or self.learner)
        with CaptureQueriesContext(connection) as queries:
            self.assertEqual(client.get(url(name, *args), query).status_code, 200)
        return len(queries)

    def fill(self, count):
        for _number in range(count):
            author = make_instructor(self.course)
            self.announce(user=author, attachments=[self.upload(author).pk], ring=False)

    @override_settings(PROSERVA_MESSAGING_ANNOUNCEMENT_RATE=None, PROSERVA_MESSAGING_UPLOAD_RATE=None)
    def test_a_page_of_25_costs_as_many_queries_as_a_page_of_1(self):
        # The announcements with their texts and marks; their files; names; the course.
        for count in (1, 30):
            self.fill(count)
            for user in (self.learner, self.instructor):
                self.assertEqual(self.count("announcements", user=user, course_id=str(self.key)), self.asking + 4)

    def test_the_banner_costs_two_queries_and_then_one(self):
        # What stands there; its text, and what this person did with it. For a minute what stands there is known.
        self.announce(ring=False)
        self.assertEqual(self.count("banner", course_id=str(self.key)), self.asking + 2)
        self.assertEqual(self.count("banner", user=self.classmate, course_id=str(self.key)), self.asking + 1)

    def test_a_course_without_a_banner_costs_one_query_a_minute(self):
        self.assertEqual(self.count("banner", course_id=str(self.key)), self.asking + 1)
        self.assertEqual(self.count("banner", user=self.classmate, course_id=str(self.key)), self.asking)

    def test_one_in_the_feed_costs_one_query_and_twenty_no_more(self):
        # The deliveries; their messages; their threads; my places, for their titles as I see them; names; courses; the
        # announcements; the alerts of care.
        for count in (1, 8):
            for _number in range(count):
                self.announce()
            self.assertEqual(self.count("notifications"), 2 + 8)

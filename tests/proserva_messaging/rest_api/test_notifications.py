"""Tests of REST: the bell, and how somebody wants to hear of messages."""

import ddt

from tests.campus_case import CampusCase, make_client, url
from tests.factories import CourseFactory


class BellTests(CampusCase):
    def count(self, user=None, etag=""):
        """Ask for the badge's count, with the ETag of an answer before."""
        headers = {"HTTP_IF_NONE_MATCH": etag} if etag else {}
        return make_client(user or self.instructor).get(url("notification_count"), **headers)

    def test_it_shows_what_was_delivered(self):
        message = self.ask("Hello *there*")
        (item,) = self.get(self.instructor, "notifications").json()["results"]
        self.assertEqual((item["message"], item["preview"], item["unread"]), (message.pk, "Hello there", True))
        self.assertEqual(item["sender"]["name"], "Lena Fischer")
        self.assertEqual(item["course"]["name"], "Demo course")
        self.assertEqual(item["url"], f"/messages/?thread={message.thread_id}#message-{message.pk}")

    def test_the_sender_hears_nothing_of_their_own(self):
        self.ask()
        self.assertEqual(self.count(self.learner).json(), {"count": 0})
        self.assertEqual(self.get(self.learner, "notifications").json()["results"], [])

    def test_nothing_new_is_304_and_anything_new_is_not(self):
        self.ask()
        first = self.count()
        again = self.count(etag=first["ETag"])
        self.assertEqual((again.status_code, again.content), (304, b""))
        self.assertEqual(self.count(etag=first["ETag"])["ETag"], first["ETag"])
        self.ask("More")
        self.assertEqual(self.count(etag=first["ETag"]).json(), {"count": 2})

    def test_one_read_and_one_come_is_not_the_same(self):
        message = self.ask()
        before = self.count()
        self.post(self.instructor, "thread_read", message.thread_id, data={"up_to": message.pk})
        self.ask("Another")
        after = self.count(etag=before["ETag"])
        self.assertEqual((after.status_code, after.json()), (200, {"count": 1}))

    def test_mark_all_as_read_quietens_and_claims_nobody_has_seen_anything(self):
        message = self.ask()
        self.assertEqual(self.post(self.instructor, "notifications_read").json(), {"count": 0})
        self.assertFalse(self.get(self.instructor, "notifications").json()["results"][0]["unread"])
        self.assertIsNone(self.get(self.learner, "receipts", message.pk).json()["results"][0]["seen_at"])
        self.assertEqual(self.get(self.instructor, "threads").json()["results"][0]["unread"], 1)

    def test_what_came_after_the_feed_was_shown_keeps_ringing(self):
        self.ask()
        shown = self.get(self.instructor, "notifications").json()["results"][0]["id"]
        self.ask("Just now")
        self.assertEqual(self.post(self.instructor, "notifications_read", data={"up_to": shown}).json(), {"count": 1})

    def test_more_than_a_hundred_are_counted_as_a_hundred(self):
        thread_id = self.ask().thread_id
        with self.settings(PROSERVA_MESSAGING_SEND_RATE=None):
            for number in range(101):
                self.answer(thread_id, f"m{number}", sender=self.learner)
        self.assertEqual(self.count().json(), {"count": 100})

    def test_pages(self):
        for number in range(3):
            self.ask(f"m{number}")
        page = self.get(self.instructor, "notifications", limit=2).json()
        self.assertEqual([item["preview"] for item in page["results"]], ["m2", "m1"])
        rest = self.get(self.instructor, "notifications", cursor=page["next_cursor"]).json()
        self.assertEqual([item["preview"] for item in rest["results"]], ["m0"])
        self.assertIsNone(rest["next_cursor"])


@ddt.ddt
class PreferenceTests(CampusCase):
    def test_everybody_begins_with_an_email_for_each_message(self):
        self.assertEqual(self.get(self.learner, "preferences").json(), {"email": "each", "courses": []})

    def test_a_course_may_differ_and_be_forgotten(self):
        self.patch(self.learner, "preferences", data={"email": "daily"})
        answer = self.patch(self.learner, "preferences", data={"email": "none", "course_id": str(self.key)})
        self.assertEqual(answer.json(), {"email": "none", "courses": []})
        chosen = self.get(self.learner, "preferences").json()
        self.assertEqual(chosen["email"], "daily")
        self.assertEqual(
            [(each["course"]["name"], each["email"]) for each in chosen["courses"]], [("Demo course", "none")]
        )
        other = self.get(self.learner, "preferences", course_id=str(CourseFactory().id))
        self.assertEqual(other.json()["email"], "daily")
        self.patch(self.learner, "preferences", data={"email": None, "course_id": str(self.key)})
        self.assertEqual(self.get(self.learner, "preferences").json(), {"email": "daily", "courses": []})

    @ddt.data({"email": "hourly"}, {"email": None}, {}, {"email": 7})
    def test_what_is_no_choice_is_refused(self, data):
        self.assert_error(self.patch(self.learner, "preferences", data=data), 400, "invalid", email="")

    def test_a_course_that_is_none_is_malformed(self):
        data = {"email": "none", "course_id": "nonsense"}
        self.assert_error(self.patch(self.learner, "preferences", data=data), 400, "malformed")


class ThrottleTests(CampusCase):
    def test_too_many_messages_are_held_back_and_reading_is_not(self):
        thread_id = self.ask().thread_id
        with self.settings(PROSERVA_MESSAGING_SEND_RATE="2/min"):
            answers = [self.post(self.learner, "thread_messages", thread_id, data={"body": "x"}) for _ in range(3)]
            self.assertEqual([answer.status_code for answer in answers[:2]], [201, 201])
            self.assert_error(answers[2], 429, "throttled")
            self.assertTrue(answers[2]["Retry-After"])
            self.assertEqual(self.get(self.learner, "thread_messages", thread_id).status_code, 200)


class ConfigTests(CampusCase):
    def test_limits_are_told_before_they_bite(self):
        config = self.get(self.learner, "config").json()
        self.assertEqual(config["me"], {"username": "lena", "name": "Lena Fischer"})
        self.assertEqual(config["message_max_length"], 20_000)
        self.assertEqual(config["inbox_url"], "/messages/")
        self.assertEqual(config["more_url"], "/static/proserva_messaging/proserva-more.js")
        self.assertIn(".pdf", config["attachments"]["extensions"])

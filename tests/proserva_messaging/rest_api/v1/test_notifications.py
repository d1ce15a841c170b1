"""Tests of the bell and of email preferences over REST."""

import ddt

from tests.campus_case import CampusCase, make_client, url
from tests.factories import CourseFactory


class BellTests(CampusCase):
    def count(self, user=None, etag=""):
        """GET the badge's count, with the ETag of an earlier response."""
        headers = {"HTTP_IF_NONE_MATCH": etag} if etag else {}
        return make_client(user or self.instructor).get(url("notification_count"), **headers)

    def test_it_lists_deliveries(self):
        message = self.ask("Hello *there*")
        (item,) = self.get(self.instructor, "notifications").json()["results"]
        self.assertEqual((item["message"], item["preview"], item["unread"]), (message.pk, "Hello there", True))
        self.assertEqual(item["sender"]["name"], "Lena Fischer")
        self.assertEqual(item["course"]["name"], "Demo course")
        self.assertEqual(item["url"], f"/messages/?thread={message.thread_id}#message-{message.pk}")

    def test_it_marks_system_messages_and_mentions_and_names_groups(self):
        thread_id = self.ask().thread_id
        changes = {"group_chat": True, "title": "Workshop"}
        self.assertEqual(self.patch(self.instructor, "thread", thread_id, data=changes).status_code, 200)
        data = {"usernames": ["noor"], "history": "none"}
        self.assertEqual(self.post(self.instructor, "participants", thread_id, data=data).status_code, 201)
        self.answer(thread_id, "Look, @noor")
        words, line = self.get(self.classmate, "notifications").json()["results"]
        self.assertEqual([each["event"] for each in (words, line)], [False, True])
        self.assertEqual([each["mentions_me"] for each in (words, line)], [True, False])
        self.assertEqual({each["thread_title"] for each in (words, line)}, {"Workshop"})

    def test_senders_are_not_notified_of_their_own_messages(self):
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

    def test_the_etag_changes_if_one_is_read_and_one_arrives(self):
        message = self.ask()
        before = self.count()
        self.post(self.instructor, "thread_read", message.thread_id, data={"up_to": message.pk})
        self.ask("Another")
        after = self.count(etag=before["ETag"])
        self.assertEqual((after.status_code, after.json()), (200, {"count": 1}))

    def test_mark_all_as_read_quiets_the_bell_and_marks_nothing_as_seen(self):
        message = self.ask()
        self.assertEqual(self.post(self.instructor, "notifications_read").json(), {"count": 0})
        self.assertFalse(self.get(self.instructor, "notifications").json()["results"][0]["unread"])
        self.assertIsNone(self.get(self.learner, "receipts", message.pk).json()["results"][0]["seen_at"])
        self.assertEqual(self.get(self.instructor, "threads").json()["results"][0]["unread"], 1)

    def test_later_notifications_keep_ringing(self):
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
    def test_the_default_is_an_email_for_each_message(self):
        self.assertEqual(self.get(self.learner, "preferences").json(), {"email": "each", "courses": []})

    def test_a_course_may_have_its_own_choice_and_be_reset(self):
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
    def test_an_invalid_choice_is_refused(self, data):
        self.assert_error(self.patch(self.learner, "preferences", data=data), 400, "invalid", email="")

    def test_a_malformed_course_id_is_refused(self):
        data = {"email": "none", "course_id": "nonsense"}
        self.assert_error(self.patch(self.learner, "preferences", data=data), 400, "malformed")


class ThrottleTests(CampusCase):
    def test_sending_is_limited_and_reading_is_not(self):
        thread_id = self.ask().thread_id
        with self.settings(PROSERVA_MESSAGING_SEND_RATE="2/day"):
            answers = [self.post(self.learner, "thread_messages", thread_id, data={"body": "x"}) for _ in range(3)]
            self.assertEqual([answer.status_code for answer in answers[:2]], [201, 201])
            self.assert_error(answers[2], 429, "throttled")
            self.assertTrue(answers[2]["Retry-After"])
            self.assertEqual(self.get(self.learner, "thread_messages", thread_id).status_code, 200)


class ConfigTests(CampusCase):
    def test_the_limits_are_listed(self):
        config = self.get(self.learner, "config").json()
        self.assertEqual(config["me"], {"username": "lena", "name": "Lena Fischer"})
        self.assertEqual(config["message_max_length"], 20_000)
        self.assertEqual(config["inbox_url"], "/messages/")
        self.assertEqual(config["more_url"], "/static/proserva_messaging/proserva-more.js")
        self.assertIn(".pdf", config["attachments"]["extensions"])


@ddt.ddt
class PreferredNameTests(CampusCase):
    def test_it_is_chosen_and_removed(self):
        self.assertEqual(self.get(self.learner, "preferred_name").json(), {"name": "", "default": "Lena"})
        for name, kept in ((" Lea\n", "Lea"), ("", "")):
            response = self.patch(self.learner, "preferred_name", data={"name": name})
            self.assertEqual(response.json(), {"name": kept, "default": "Lena"})
        self.assertEqual(self.get(self.classmate, "preferred_name").json()["name"], "")

    @ddt.data({}, {"name": None}, {"name": "x" * 61}, {"name": 5}, {"name": "Lea", "user": "noor"})
    def test_other_input_is_refused(self, data):
        self.assertEqual(self.patch(self.learner, "preferred_name", data=data).status_code, 400)

"""Tests of the inbox: boxes, order, search, pages, and a person's own state of a thread."""

from tests.campus_case import CampusCase


class InboxTests(CampusCase):
    def setUp(self):
        super().setUp()
        self.mine = self.ask("Where is the *syllabus*?")
        self.noors = self.ask("Late homework", sender=self.classmate)

    def titles(self, **query):
        """Return the other people of the threads in the instructor's inbox."""
        results = self.get(self.instructor, "threads", **query).json()["results"]
        return [thread["participants"][0]["username"] for thread in results]

    def test_the_last_active_comes_first(self):
        self.assertEqual(self.titles(), ["noor", "lena"])
        self.ask("Once more")
        self.assertEqual(self.titles(), ["lena", "noor"])

    def test_boxes_and_state(self):
        response = self.patch(
            self.instructor, "thread_state", self.mine.thread_id, data={"starred": True, "archived": True}
        )
        self.assertEqual(response.json(), {"starred": True, "archived": True, "muted": False})
        self.assertEqual(self.titles(), ["noor"])
        self.assertEqual(self.titles(box="archived"), ["lena"])
        self.assertEqual(self.titles(box="starred"), ["lena"])
        self.assertEqual(self.titles(box="sent"), [])
        self.answer(self.noors.thread_id)
        self.assertEqual(self.titles(box="sent"), ["noor"])

    def test_state_is_personal(self):
        self.patch(self.instructor, "thread_state", self.mine.thread_id, data={"archived": True})
        self.assertEqual(len(self.get(self.learner, "threads").json()["results"]), 1)

    def test_a_new_message_brings_an_archived_thread_back_unless_it_is_muted(self):
        self.patch(self.instructor, "thread_state", self.mine.thread_id, data={"archived": True})
        self.patch(self.instructor, "thread_state", self.noors.thread_id, data={"archived": True, "muted": True})
        self.ask("Is anyone there?")
        self.ask("Is anyone there?", sender=self.classmate)
        self.assertEqual(self.titles(), ["lena"])

    def test_a_muted_thread_neither_rings_nor_emails_but_is_unread(self):
        self.patch(self.instructor, "thread_state", self.mine.thread_id, data={"muted": True})
        before = self.get(self.instructor, "notification_count").json()["count"]
        message = self.ask("Psst")
        self.assertEqual(self.get(self.instructor, "notification_count").json()["count"], before)
        self.assertNotIn("Psst", self.get(self.instructor, "notifications").content.decode())
        self.assertEqual(self.get(self.instructor, "threads").json()["results"][0]["unread"], 2)
        delivery = message.deliveries.get()
        self.assertEqual((delivery.email, delivery.email_reason), ("skipped", "muted"))

    def test_unread_and_searched(self):
        self.post(self.instructor, "thread_read", self.mine.thread_id, data={"up_to": self.mine.pk})
        self.assertEqual(self.titles(unread="1"), ["noor"])
        self.assertEqual(self.titles(q="SYLLABUS"), ["lena"])
        self.assertEqual(self.titles(q="Aziz"), ["noor"])
        self.assertEqual(self.titles(q="%"), [])

    def test_a_course_narrows_it(self):
        self.assertEqual(self.titles(course_id=str(self.key)), ["noor", "lena"])
        self.assertEqual(self.titles(course_id="course-v1:No+Such+Course"), [])

    def test_pages_follow_each_other(self):
        page = self.get(self.instructor, "threads", limit=1).json()
        self.assertEqual(len(page["results"]), 1)
        rest = self.get(self.instructor, "threads", cursor=page["next_cursor"]).json()
        self.assertEqual([thread["id"] for thread in rest["results"]], [self.mine.thread_id])
        self.assertIsNone(rest["next_cursor"])

    def test_an_unknown_box_is_refused(self):
        self.assert_error(self.get(self.instructor, "threads", box="spam"), 400, "invalid", box="not a valid choice")

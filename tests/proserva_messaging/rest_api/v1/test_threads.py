"""Tests of threads over REST: starting, messages, privacy, and what reading does."""

import ddt

from proserva_messaging.models import Delivery, Message, Thread
from tests.campus_case import CampusCase, make_client, new_key, url
from tests.factories import CourseFactory, make_learner


def first(key, body="Is *this* right?", to=("ines",), **more):
    """Return the JSON of a first message."""
    return {"course_id": str(key), "recipients": list(to), "body": body, **more}


class StartTests(CampusCase):
    def test_a_first_message_makes_the_thread_and_answers_with_both(self):
        response = self.post(self.learner, "threads", data=first(self.key))
        self.assertEqual(response.status_code, 201, response.content)
        thread, message = response.json()["thread"], response.json()["message"]
        self.assertEqual([person["username"] for person in thread["participants"]], ["ines", "lena"])
        self.assertEqual(thread["participants"][0]["role"], "instructor")
        self.assertEqual(thread["course"]["name"], "Demo course")
        self.assertEqual(thread["last_message"]["preview"], "Is this right?")
        self.assertEqual(message["body_html"].strip(), "<p>Is <em>this</em> right?</p>")
        self.assertEqual(message["receipts"], {"recipients": 1, "seen": 0, "seen_at": None})
        self.assertTrue(message["mine"])

    def test_a_pair_has_one_thread_in_a_course(self):
        asked = self.post(self.learner, "threads", data=first(self.key)).json()
        answered = self.post(self.instructor, "threads", data=first(self.key, to=["lena"])).json()
        self.assertEqual(asked["thread"]["id"], answered["thread"]["id"])
        self.assertEqual(Thread.objects.count(), 1)

    def test_another_course_is_another_thread(self):
        other = CourseFactory()
        make_learner(other, self.learner)
        make_learner(other, self.instructor)
        self.post(self.instructor, "threads", data=first(self.key, to=["lena"]))
        response = self.post(self.instructor, "threads", data=first(other.id, to=["lena"]))
        self.assert_error(response, 400, "invalid", recipients="lena")
        self.assertEqual(Thread.objects.count(), 1)

    def test_the_instructor_owns_the_thread(self):
        thread = self.post(self.learner, "threads", data=first(self.key)).json()["thread"]
        self.assertEqual(self.get(self.instructor, "thread", thread["id"]).json()["my_role"], "owner")
        self.assertEqual(self.get(self.learner, "thread", thread["id"]).json()["my_role"], "member")


@ddt.ddt
class BadInputTests(CampusCase):
    @ddt.data(
        ({"body": "   \n\t "}, "body", "Write a message"),
        ({"body": "\u200b\u200d"}, "body", "Write a message"),
        ({"body": "x" * 20_001}, "body", "shorten it by 1 character."),
        ({"recipients": []}, "recipients", "Choose one person"),
        ({"recipients": ["nobody"]}, "recipients", "“nobody”"),
        ({"recipients": ["INES"]}, "recipients", "“INES”"),
        ({"recipients": ["ines", "ines"]}, "recipients", "only once"),
        ({"recipients": ["ines", "amir"]}, "recipients", "Choose one person"),
        ({"recipients": ["lena"]}, "recipients", "yourself"),
        ({"recipients": ["otto"]}, "recipients", "“otto”"),
        ({"recipients": ["noor"]}, "recipients", "“noor”"),
        ({"recipients": "ines"}, "recipients", "list"),
        ({"title": "t" * 256}, "title", "at most 255"),
        ({"attachments": [99999]}, "attachments", "no longer available"),
        ({"attachments": [2**63]}, "attachments", "less than or equal"),
        ({"attachments": ["x"]}, "attachments", "integer"),
        ({"attachments": list(range(1, 12))}, "attachments", "At most 10"),
        ({"context": {"usage_key": "nonsense"}}, "context", "no such place"),
        ({"context": {"usage_key": "block-v1:Other+X+2026+type@vertical+block@a"}}, "context", "no such place"),
        ({"context": {"usage_key": "lb:Org:Library:html:1"}}, "context", "no such place"),
        ({"context": {"discussion_thread_id": "nope"}}, "context", "no such discussion"),
        ({"context": {}}, None, None),
        ({"context": {"url": "https://evil.example/", "label": "Sign in"}}, "context", "isn't on this site"),
        ({"context": {"url": "//evil.example/", "label": "Sign in"}}, "context", "isn't on this site"),
        ({"context": {"url": "javascript:alert(1)", "label": "Sign in"}}, "context", "isn't on this site"),
        ({"context": {"url": "/here/"}}, "context", "its label"),
    )
    @ddt.unpack
    def test_invalid_input_is_refused_by_field_and_nothing_is_written(self, change, field, words):
        response = self.post(self.learner, "threads", data=first(self.key) | change)
        if field is None:
            self.assertEqual(response.status_code, 201)
            return
        self.assert_error(response, 400, "invalid", **{field: words})
        self.assertFalse(Thread.objects.exists())
        self.assertFalse(Message.objects.exists())
        self.assertFalse(Delivery.objects.exists())

    @ddt.data("course", "course-v1:", "course-v1:a", "💥", "a" * 3000)
    def test_a_malformed_course_id_is_refused(self, text):
        self.assert_error(self.post(self.learner, "threads", data=first(text)), 400, "malformed")
        self.assert_error(self.get(self.learner, "threads", course_id=text), 400, "malformed")
        self.assert_error(self.get(self.learner, "recipients", text), 400, "malformed")

    @ddt.data("course-v1:No+Such+Course", "library-v1:Some+Library")
    def test_a_course_without_membership_is_not_found(self, text):
        self.assert_error(self.post(self.learner, "threads", data=first(text)), 404, "not_found")
        self.assert_error(self.get(self.learner, "recipients", text), 404, "not_found")

    def test_people_outside_find_no_course(self):
        self.assert_error(self.post(self.outsider, "threads", data=first(self.key)), 404, "not_found")

    def test_broken_json_is_malformed(self):
        response = make_client(self.learner).post(url("threads"), "{", content_type="application/json")
        self.assert_error(response, 400, "malformed")

    def test_another_media_type_is_refused(self):
        response = make_client(self.learner).post(url("threads"), "a=b", content_type="text/plain")
        self.assert_error(response, 415, "unsupported_media_type")

    def test_visitors_are_refused(self):
        self.assert_error(self.get(None, "threads"), 401, "not_authenticated")

    def test_a_session_needs_its_csrf_token(self):
        from rest_framework.test import APIClient  # noqa: PLC0415 (only here are tokens checked)

        client = APIClient(enforce_csrf_checks=True)
        client.force_login(self.learner)
        self.assert_error(client.post(url("threads"), {}, format="json"), 403, "csrf_failed")

    @ddt.data("abc", "-1", "1.5", "9" * 30, "None", "²")
    def test_a_malformed_cursor_is_refused(self, cursor):
        self.assert_error(self.get(self.learner, "threads", cursor=cursor), 400, "malformed")
        thread_id = self.ask().thread_id
        self.assert_error(self.get(self.learner, "thread_messages", thread_id, cursor=cursor), 400, "malformed")
        self.assert_error(self.get(self.learner, "notifications", cursor=cursor), 400, "malformed")

    @ddt.data("0", "99999999999999999999", "x")
    def test_an_id_beyond_the_database_is_not_found(self, thread_id):
        response = make_client(self.learner).get(f"/api/proserva_messaging/v1/threads/{thread_id}/")
        self.assertEqual(response.status_code, 404)


class IdempotencyTests(CampusCase):
    def test_the_same_key_twice_is_one_message(self):
        key = new_key()
        answers = [self.post(self.learner, "threads", data=first(self.key), key=key) for _ in range(2)]
        self.assertEqual([answer.status_code for answer in answers], [201, 201])
        self.assertEqual(answers[0].json()["message"]["id"], answers[1].json()["message"]["id"])
        self.assertEqual(Message.objects.count(), 1)

    def test_the_same_key_with_a_file_twice_is_one_message(self):
        data = first(self.key, attachments=[self.upload().pk])
        key = new_key()
        ids = {self.post(self.learner, "threads", data=data, key=key).json()["message"]["id"] for _ in range(2)}
        self.assertEqual(len(ids), 1)

    def test_the_same_key_for_something_else_is_refused(self):
        key = new_key()
        thread_id = self.post(self.learner, "threads", data=first(self.key), key=key).json()["thread"]["id"]
        other = self.post(self.learner, "threads", data=first(self.key, body="Another"), key=key)
        self.assert_error(other, 409, "idempotency_key_reused")
        elsewhere = self.post(self.learner, "threads", data=first(self.key, to=["amir"]), key=key)
        self.assert_error(elsewhere, 409, "idempotency_key_reused")
        self.assertEqual(Message.objects.filter(thread=thread_id).count(), 1)
        self.assertEqual(Thread.objects.count(), 1)

    def test_two_people_may_use_the_same_key(self):
        key = new_key()
        self.assertEqual(self.post(self.learner, "threads", data=first(self.key), key=key).status_code, 201)
        self.assertEqual(self.post(self.classmate, "threads", data=first(self.key), key=key).status_code, 201)
        self.assertEqual(Message.objects.count(), 2)

    def test_a_key_has_a_length(self):
        for key in (" ", "k" * 129):
            self.assert_error(self.post(self.learner, "threads", data=first(self.key), key=key), 400, "invalid")


@ddt.ddt
class PrivacyTests(CampusCase):
    @ddt.data("outsider", "classmate", "assistant", "admin")
    def test_a_thread_is_private_to_its_two_people(self, name):
        from tests.factories import UserFactory  # noqa: PLC0415

        message = self.ask(attachment_ids=[self.upload().pk])
        stranger = (
            UserFactory(username="root", is_staff=True, is_superuser=True) if name == "admin" else getattr(self, name)
        )
        thread_id = message.thread_id
        file_id = message.attachments.get().pk
        answers = [
            self.get(stranger, "thread", thread_id),
            self.get(stranger, "thread_messages", thread_id),
            self.post(stranger, "thread_messages", thread_id, data={"body": "Hello"}),
            self.post(stranger, "thread_read", thread_id, data={"up_to": message.pk}),
            self.patch(stranger, "thread_state", thread_id, data={"starred": True}),
            self.get(stranger, "receipts", message.pk),
            self.get(stranger, "attachment", file_id),
            make_client(stranger).delete(url("attachment", file_id)),
        ]
        for answer in answers:
            self.assert_error(answer, 404, "not_found")
        self.assertEqual(self.get(stranger, "threads").json()["results"], [])
        self.assertEqual(self.get(stranger, "threads", q="right").json()["results"], [])
        self.assertEqual(self.get(stranger, "notifications").json()["results"], [])

    def test_receipts_are_the_senders_alone(self):
        message = self.ask()
        self.assert_error(self.get(self.instructor, "receipts", message.pk), 404, "not_found")
        self.assertEqual(self.get(self.learner, "receipts", message.pk).status_code, 200)

    def test_responses_are_not_cached(self):
        for name in ("threads", "notifications", "notification_count", "preferences", "config"):
            self.assertEqual(self.get(self.learner, name)["Cache-Control"], "private, no-store")


class ReadingTests(CampusCase):
    def test_listing_marks_nothing_as_read(self):
        thread_id = self.ask().thread_id
        for name, args in (("thread", [thread_id]), ("thread_messages", [thread_id]), ("notifications", [])):
            self.get(self.instructor, name, *args)
        self.assertEqual(self.get(self.instructor, "notification_count").json(), {"count": 1})

    def test_reading_quiets_the_bell_and_gives_the_sender_a_receipt(self):
        message = self.ask()
        response = self.post(self.instructor, "thread_read", message.thread_id, data={"up_to": message.pk})
        self.assertEqual(response.json(), {"read": 1})
        self.assertEqual(self.get(self.instructor, "notification_count").json(), {"count": 0})
        receipt = self.get(self.learner, "receipts", message.pk).json()["results"][0]
        self.assertEqual(receipt["person"]["username"], "ines")
        self.assertIsNotNone(receipt["seen_at"])
        shown = self.get(self.learner, "thread_messages", message.thread_id).json()["results"][0]
        self.assertEqual(shown["receipts"], {"recipients": 1, "seen": 1, "seen_at": receipt["seen_at"]})

    def test_reading_again_keeps_the_first_time(self):
        message = self.ask()
        self.post(self.instructor, "thread_read", message.thread_id, data={"up_to": message.pk})
        before = Delivery.objects.get().read_at
        again = self.post(self.instructor, "thread_read", message.thread_id, data={"up_to": message.pk})
        self.assertEqual(again.json(), {"read": 0})
        self.assertEqual(Delivery.objects.get().read_at, before)

    def test_later_messages_stay_unread(self):
        earlier = self.ask()
        self.ask("And this?")
        self.post(self.instructor, "thread_read", earlier.thread_id, data={"up_to": earlier.pk})
        self.assertEqual(self.get(self.instructor, "threads").json()["results"][0]["unread"], 1)

    def test_up_to_is_required(self):
        self.assert_error(
            self.post(self.instructor, "thread_read", self.ask().thread_id), 400, "invalid", up_to="required"
        )


class MessagesTests(CampusCase):
    def test_pages_are_newest_first_and_after_gives_the_later_ones(self):
        thread_id = self.ask("m0").thread_id
        ids = [self.ask(f"m{number}").pk for number in range(1, 4)]
        page = self.get(self.learner, "thread_messages", thread_id, limit=2).json()
        self.assertEqual([message["body"] for message in page["results"]], ["m3", "m2"])
        rest = self.get(self.learner, "thread_messages", thread_id, cursor=page["next_cursor"]).json()
        self.assertEqual([message["body"] for message in rest["results"]], ["m1", "m0"])
        later = self.get(self.learner, "thread_messages", thread_id, after=ids[1]).json()
        self.assertEqual([message["body"] for message in later["results"]], ["m3"])

    def test_html_script_and_handlers_are_text(self):
        body = '<script>alert(1)</script> <img src=x onerror=alert(1)> [a](javascript:alert(1)) <b onclick="x">b</b>'
        shown = self.get(self.instructor, "thread_messages", self.ask(body).thread_id).json()["results"][0]
        self.assertEqual(shown["body"], body)
        html = shown["body_html"]
        self.assertNotIn("<script", html)
        self.assertNotIn("<img", html)
        self.assertNotIn("<b ", html)
        self.assertNotIn('href="javascript', html)
        self.assertIn("&lt;script&gt;", html)

    def test_a_file_alone_is_a_message_and_its_name_the_preview(self):
        message = self.ask("", attachment_ids=[self.upload(name="plan & <b>.txt").pk])
        self.assertEqual(message.preview, "plan & b.txt")

    def test_a_learner_who_left_reads_but_does_not_write(self):
        from demo.campus import api as campus  # noqa: PLC0415

        thread_id = self.ask().thread_id
        campus.unenroll(self.learner, self.course)
        detail = self.get(self.learner, "thread", thread_id).json()
        self.assertFalse(detail["can_write"])
        self.assertIn("no longer part of this course", detail["cannot_write_reason"])
        self.assertEqual(len(self.get(self.learner, "thread_messages", thread_id).json()["results"]), 1)
        response = self.post(self.learner, "thread_messages", thread_id, data={"body": "Still here"})
        self.assert_error(response, 409, "cannot_write")
        self.assertIn("can't receive", self.get(self.instructor, "thread", thread_id).json()["cannot_write_reason"])
        response = self.post(self.instructor, "thread_messages", thread_id, data={"body": "Where are you?"})
        self.assert_error(response, 409, "cannot_write")

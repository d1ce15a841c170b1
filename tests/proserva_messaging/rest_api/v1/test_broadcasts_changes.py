"""Tests of the input and the changes of broadcasts over REST."""

from datetime import timedelta

import ddt
from django.core import mail
from django.utils import timezone

from demo.campus import api as campus
from proserva_messaging import api
from proserva_messaging.models import Broadcast, Participant, Thread
from tests.broadcast_case import BroadcastCase
from tests.factories import CourseFactory, make_learner


@ddt.ddt
class BadInputTests(BroadcastCase):
    @ddt.data(
        ({"subject": " "}, {"subject": "Enter a subject"}),
        ({"subject": "x" * 201}, {"subject": "200"}),
        ({"body": " \n"}, {"body": "Write a message"}),
        ({"body": "x" * 20_001}, {"body": "shorten"}),
        ({"subject": "", "body": ""}, {"subject": "Enter a subject", "body": "Write a message"}),
        ({"send_at": "2020-01-01T00:00:00Z"}, {"send_at": "passed"}),
        ({"send_at": "tomorrow"}, {"send_at": "format"}),
        ({"audience": {"who": "everybody"}}, {"audience": "valid choice"}),
        ({"audience": {"who": "modes", "modes": ["verified"]}}, {"audience": "No one"}),
        ({"audience": {"who": "modes"}}, {"audience": "at least one"}),
        ({"audience": {"who": "cohorts", "cohorts": [999]}}, {"audience": "cohort doesn't exist"}),
        ({"audience": {"who": "people", "usernames": ["lena", "otto"]}}, {"audience": "otto"}),
        ({"audience": {"who": "people", "usernames": ["LENA"]}}, {"audience": "LENA"}),
        ({"audience": {"who": "people", "usernames": []}}, {"audience": "at least one"}),
        ({"audience": {"who": "people", "usernames": ["ines"]}}, {"audience": "audience is empty"}),
        ({"audience": {"who": "inactive"}}, {"audience": "number of days"}),
        ({"audience": {"who": "inactive", "days": 5000}}, {"audience": "number of days"}),
        ({"audience": {"who": "not_submitted"}}, {"audience": "assignment doesn't exist"}),
        ({"audience": {"who": "scored_below", "score": 101}}, {"audience": "percentage"}),
        ({"attachments": [999_999]}, {"attachments": "no longer available"}),
    )
    @ddt.unpack
    def test_invalid_input_is_refused(self, changes, fields):
        self.assert_error(self.send(**changes), 400, "invalid", **fields)
        self.assertEqual((Broadcast.objects.count(), Thread.objects.count()), (0, 0))

    def test_a_cohort_of_another_course(self):
        other = CourseFactory()
        cohort = campus.set_cohort(make_learner(other), other, "Blue")
        response = self.send(audience={"who": "cohorts", "cohorts": [cohort.pk]})
        self.assert_error(response, 400, "invalid", audience="cohort doesn't exist")

    def test_a_course_without_learners(self):
        for user in (self.learner, self.classmate):
            campus.unenroll(user, self.course)
        self.assert_error(self.send(), 400, "invalid", audience="audience is empty")
        self.assertEqual(self.send(audience={"who": "all", "include_team": True}).status_code, 202)

    def test_too_many_chosen_people(self):
        names = [f"somebody{number}" for number in range(1001)]
        response = self.send(audience={"who": "people", "usernames": names})
        self.assert_error(response, 400, "invalid", audience="at most 1000")

    def test_a_course_that_has_ended_takes_it_and_says_so(self):
        self.course.end = timezone.now() - timedelta(days=1)
        self.course.save()
        segments = self.get(self.instructor, "broadcast_segments", course_id=str(self.key)).json()
        self.assertIsNotNone(segments["ended"])
        self.assertEqual(self.broadcast()["progress"]["in_bell"], 2)

    def test_an_audience_that_is_empty_at_the_time_of_sending(self):
        waiting = self.wait(audience={"who": "people", "usernames": ["lena"]})
        campus.unenroll(self.learner, self.course)
        self.let_go()
        shown = self.show(waiting["id"])
        self.assertEqual((shown["state"], shown["progress"]["total"]), ("sent", 0))


@ddt.ddt
class ChangingTests(BroadcastCase):
    def test_all_of_it_can_be_changed_before_it_is_sent(self):
        old, new = self.upload(self.instructor), self.upload(self.instructor, "new.txt")
        waiting = self.wait(attachments=[old.pk])
        later = timezone.now() + timedelta(days=2)
        changes = {
            "subject": "Hello {first_name}",
            "body": "Look at this",
            "attachments": [new.pk],
            "audience": {"who": "people", "usernames": ["noor"]},
            "send_at": later.isoformat(),
            "notify_email": False,
        }
        changed = self.patch(self.instructor, "broadcast", waiting["id"], data=changes)
        self.assertEqual(changed.status_code, 200, changed.content)
        shown = changed.json()
        self.assertEqual((shown["subject"], shown["body"]), ("Hello {first_name}", "Look at this"))
        self.assertEqual([each["id"] for each in shown["attachments"]], [new.pk])
        self.assertEqual(shown["audience"], {"who": "people", "usernames": ["noor"]})
        self.assertEqual((shown["undo_seconds"], shown["notify_email"], shown["progress"]["total"]), (0, False, 1))
        # The file that was dropped is the sender's own again.
        api.discard_attachment(self.instructor, old.pk)
        self.let_go()
        self.assertEqual(self.inbox(self.learner), [])
        (thread,) = self.inbox(self.classmate)
        self.assertEqual(thread["title"], "Hello Noor")
        self.assertEqual(mail.outbox, [])

    @ddt.data(
        ({"subject": ""}, "subject"),
        ({"send_at": "2020-01-01T00:00:00Z"}, "send_at"),
        ({"audience": {"who": "people", "usernames": ["ines"]}}, "audience"),
        ({"attachments": [999_999]}, "attachments"),
    )
    @ddt.unpack
    def test_an_invalid_change_is_refused_and_changes_nothing(self, changes, field):
        waiting = self.wait(send_at=(timezone.now() + timedelta(days=1)).isoformat())
        response = self.patch(self.instructor, "broadcast", waiting["id"], data=changes)
        self.assert_error(response, 400, "invalid", **{field: ""})
        self.assertEqual(self.show(waiting["id"]), waiting)

    def test_a_running_broadcast_cannot_be_changed(self):
        shown = self.broadcast()
        for answer in (
            self.patch(self.instructor, "broadcast", shown["id"], data={"subject": "Too late"}),
            self.post(self.instructor, "broadcast_cancel", shown["id"]),
            self.post(self.instructor, "broadcast_send_now", shown["id"]),
        ):
            self.assert_error(answer, 409, "not_editable")
        self.assertEqual(self.show(shown["id"])["subject"], "Welcome")

    def test_cancel(self):
        waiting = self.wait()
        cancelled = self.post(self.instructor, "broadcast_cancel", waiting["id"])
        self.assertEqual(cancelled.json()["state"], "cancelled")
        # A second request returns the same.
        self.assertEqual(self.post(self.instructor, "broadcast_cancel", waiting["id"]).status_code, 200)
        self.let_go()
        self.assertEqual(self.inbox(self.learner), [])
        self.assertEqual(Participant.objects.count(), 1)
        answer = self.patch(self.instructor, "broadcast", waiting["id"], data={"subject": "Again"})
        self.assert_error(answer, 409, "not_editable")

    def test_send_now(self):
        waiting = self.wait(send_at=(timezone.now() + timedelta(days=1)).isoformat())
        self.assertEqual(waiting["undo_seconds"], 0)
        with self.captureOnCommitCallbacks(execute=True):
            sent = self.post(self.instructor, "broadcast_send_now", waiting["id"])
        self.assertEqual(sent.status_code, 200)
        self.assertEqual(self.show(waiting["id"])["state"], "sent")
        self.assertEqual(len(self.inbox(self.learner)), 1)

    def test_a_scheduled_broadcast_waits(self):
        self.wait(send_at=(timezone.now() + timedelta(hours=1)).isoformat())
        from proserva_messaging.sweep import sweep  # noqa: PLC0415

        self.assertEqual(sweep().fan_outs, 0)
        self.assertEqual(self.inbox(self.learner), [])

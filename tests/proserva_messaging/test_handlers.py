"""Tests of the receivers of signals: what is told to the tracking log, and what follows when roles change."""

from unittest import mock

from demo.campus import api as campus
from demo.campus.platform import CampusPlatform
from proserva_messaging import api
from proserva_messaging.actions import threads
from proserva_messaging.models import CourseSettings, Participant
from tests.campus_case import CampusCase
from tests.factories import UserFactory


class OwnerTests(CampusCase):
    def owner(self, thread_id):
        return Participant.objects.get(thread=thread_id, role="owner").user.username

    def test_a_learner_who_joins_the_team_owns_the_threads_with_classmates(self):
        CourseSettings.objects.create(course_id=self.key, peer_messages="course")
        thread_id = self.ask(to="noor").thread_id
        self.assertEqual(self.owner(thread_id), "lena")
        campus.grant_role(self.classmate, self.course, "staff")
        self.assertEqual(self.owner(thread_id), "noor")
        self.assertEqual(threads.settle_owners(self.classmate.pk, self.key), 0)
        self.assertEqual(Participant.objects.filter(thread=thread_id, role="member").count(), 1)

    def test_whoever_leaves_the_team_gives_their_thread_to_the_one_who_is_still_in_it(self):
        campus.enroll(self.assistant, self.course)
        thread_id = self.ask(sender=self.assistant).thread_id
        self.assertEqual(self.owner(thread_id), "amir")
        campus.revoke_role(self.assistant, self.course, "staff")
        self.assertEqual(self.owner(thread_id), "ines")

    def test_a_thread_with_a_learner_stays_with_whom_it_has_when_the_instructor_goes(self):
        thread_id = self.ask().thread_id
        campus.revoke_role(self.instructor, self.course, "instructor")
        self.assertEqual(self.owner(thread_id), "ines")

    def test_an_error_does_not_stop_the_platform(self):
        self.ask(sender=self.classmate)
        broken = mock.patch.object(threads, "get_platform", side_effect=RuntimeError)
        with broken, self.assertLogs("proserva_messaging", "ERROR"):
            campus.grant_role(self.classmate, self.course, "staff")

    def test_a_role_in_an_organisation_counts_in_all_its_courses(self):
        CourseSettings.objects.create(course_id=self.key, peer_messages="course")
        thread_id = self.ask(to="noor").thread_id
        campus.grant_organization_role(self.classmate, "Elsewhere", "staff")
        self.assertEqual(self.owner(thread_id), "lena")
        campus.grant_organization_role(self.classmate, self.key.org, "staff")
        self.assertEqual(self.owner(thread_id), "noor")
        campus.grant_role(self.learner, self.course, "staff")  # now both are of the team
        self.assertEqual(self.owner(thread_id), "noor")
        campus.revoke_organization_role(self.classmate, self.key.org, "staff")
        self.assertEqual(self.owner(thread_id), "lena")

    def test_a_learner_who_joins_takes_nothing_from_staff_of_the_site(self):
        boss = UserFactory(username="boss", is_staff=True)
        thread_id = self.ask(sender=boss, to="lena").thread_id
        campus.grant_role(self.learner, self.course, "staff")
        self.assertEqual(self.owner(thread_id), "boss")


class TrackingTests(CampusCase):
    def setUp(self):
        super().setUp()
        self.told = []

    def emit(self, name, course_key, data):
        self.assertEqual(data["course_id"], str(course_key))
        self.told.append((name.removeprefix("edx.proserva_messaging."), {**data, "course_id": None}))

    def test_what_happens_is_told_with_ids_only(self):
        with mock.patch.object(CampusPlatform, "emit", side_effect=self.emit):
            message = self.ask("secret words", title="secret title")
            with self.captureOnCommitCallbacks(execute=True):
                for _time in range(2):
                    api.mark_read(self.instructor, message.thread_id, message.pk)
                api.set_email_choice(self.instructor, "none", self.key)
        ids = {"thread_id": message.thread_id, "course_id": None}
        read = {**ids, "up_to": message.pk, "count": 1, "user_id": self.instructor.pk}
        self.assertEqual(
            self.told,
            [
                ("message.sent", {**ids, "message_id": message.pk, "user_id": self.learner.pk}),
                ("message.read", read),
                ("emails.chosen", {"course_id": None, "user_id": self.instructor.pk, "choice": "none"}),
            ],
        )
        self.assertNotIn("secret", str(self.told))

    def test_a_tracking_log_that_fails_stops_nothing(self):
        broken = mock.patch.object(CampusPlatform, "emit", side_effect=ImportError)
        with broken, self.assertLogs("proserva_messaging.tracking", "ERROR"):
            self.assertTrue(self.ask().pk)

    def test_what_is_rolled_back_is_not_told(self):
        telling = mock.patch.object(CampusPlatform, "emit", side_effect=self.emit)
        with telling, self.captureOnCommitCallbacks(execute=False):
            api.set_email_choice(self.instructor, "none", self.key)
        self.assertEqual(self.told, [])

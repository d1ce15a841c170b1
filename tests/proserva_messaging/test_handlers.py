"""Tests of the receivers of signals: the events in the tracking log, and the effects of role changes."""

from unittest import mock

from demo.campus import api as campus
from demo.campus.platform import CampusPlatform
from proserva_messaging import api
from proserva_messaging.conversations import ownership
from proserva_messaging.models import CourseSettings, Participant
from tests.campus_case import CampusCase
from tests.factories import UserFactory


class OwnerTests(CampusCase):
    def owner(self, thread_id):
        return Participant.objects.get(thread=thread_id, role="owner").user.username

    def test_a_learner_who_joins_the_team_becomes_owner_of_threads_with_classmates(self):
        CourseSettings.objects.create(course_id=self.key, peer_messages="course")
        thread_id = self.ask(to="noor").thread_id
        self.assertEqual(self.owner(thread_id), "lena")
        campus.grant_role(self.classmate, self.course, "staff")
        self.assertEqual(self.owner(thread_id), "noor")
        self.assertEqual(ownership.reassign_owners(self.classmate.pk, self.key), 0)
        self.assertEqual(Participant.objects.filter(thread=thread_id, role="member").count(), 1)

    def test_a_member_who_leaves_the_team_passes_the_thread_to_one_who_stays(self):
        campus.enroll(self.assistant, self.course)
        thread_id = self.ask(sender=self.assistant).thread_id
        self.assertEqual(self.owner(thread_id), "amir")
        campus.revoke_role(self.assistant, self.course, "staff")
        self.assertEqual(self.owner(thread_id), "ines")

    def test_a_thread_without_another_team_member_keeps_its_owner(self):
        thread_id = self.ask().thread_id
        campus.revoke_role(self.instructor, self.course, "instructor")
        self.assertEqual(self.owner(thread_id), "ines")

    def test_an_error_does_not_stop_the_platform(self):
        self.ask(sender=self.classmate)
        broken = mock.patch.object(ownership, "get_platform", side_effect=RuntimeError)
        with broken, self.assertLogs("proserva_messaging", "ERROR"):
            campus.grant_role(self.classmate, self.course, "staff")

    def test_a_role_in_an_organisation_counts_in_all_its_courses(self):
        CourseSettings.objects.create(course_id=self.key, peer_messages="course")
        thread_id = self.ask(to="noor").thread_id
        campus.grant_organization_role(self.classmate, "Elsewhere", "staff")
        self.assertEqual(self.owner(thread_id), "lena")
        campus.grant_organization_role(self.classmate, self.key.org, "staff")
        self.assertEqual(self.owner(thread_id), "noor")
        campus.grant_role(self.learner, self.course, "staff")  # now both are on the team
        self.assertEqual(self.owner(thread_id), "noor")
        campus.revoke_organization_role(self.classmate, self.key.org, "staff")
        self.assertEqual(self.owner(thread_id), "lena")

    def test_a_learner_who_joins_takes_no_thread_from_site_staff(self):
        boss = UserFactory(username="boss", is_staff=True)
        thread_id = self.ask(sender=boss, to="lena").thread_id
        campus.grant_role(self.learner, self.course, "staff")
        self.assertEqual(self.owner(thread_id), "boss")


class TrackingTests(CampusCase):
    def setUp(self):
        super().setUp()
        self.emitted = []

    def emit(self, name, course_key, data):
        self.assertEqual(data["course_id"], str(course_key))
        self.emitted.append((name.removeprefix("edx.proserva_messaging."), {**data, "course_id": None}))

    def test_events_have_ids_only(self):
        with mock.patch.object(CampusPlatform, "emit", side_effect=self.emit):
            message = self.ask("secret words", title="secret title")
            with self.captureOnCommitCallbacks(execute=True):
                for _time in range(2):
                    api.mark_read(self.instructor, message.thread_id, message.pk)
                api.set_email_choice(self.instructor, "none", self.key)
        ids = {"thread_id": message.thread_id, "course_id": None}
        read = {**ids, "up_to": message.pk, "count": 1, "user_id": self.instructor.pk}
        self.assertEqual(
            self.emitted,
            [
                ("message.sent", {**ids, "message_id": message.pk, "user_id": self.learner.pk}),
                ("message.read", read),
                ("emails.chosen", {"course_id": None, "user_id": self.instructor.pk, "choice": "none"}),
            ],
        )
        self.assertNotIn("secret", str(self.emitted))

    def test_an_error_of_the_tracking_log_stops_nothing(self):
        broken = mock.patch.object(CampusPlatform, "emit", side_effect=ImportError)
        with broken, self.assertLogs("proserva_messaging.edxapp.tracking", "ERROR"):
            self.assertTrue(self.ask().pk)

    def test_a_rollback_emits_no_event(self):
        emitting = mock.patch.object(CampusPlatform, "emit", side_effect=self.emit)
        with emitting, self.captureOnCommitCallbacks(execute=False):
            api.set_email_choice(self.instructor, "none", self.key)
        self.assertEqual(self.emitted, [])

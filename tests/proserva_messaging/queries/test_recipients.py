"""Tests of whom somebody may write to, and who is chosen already."""

import ddt
from django.test import override_settings

from demo.campus import api as campus
from proserva_messaging import api
from proserva_messaging.errors import NotFoundError
from proserva_messaging.models import CourseSettings
from tests.campus_case import CampusCase
from tests.factories import CourseFactory, UserFactory, make_learner


@ddt.ddt
class RecipientTests(CampusCase):
    def names(self, user, **query):
        """Return the usernames that somebody is offered, the default one marked."""
        found = api.get_recipients(user, self.key, **query)
        return [person.username + ("*" if person.is_default else "") for person in found]

    def test_a_learner_may_write_to_the_team(self):
        self.assertEqual(self.names(self.learner), ["ines*", "amir"])

    def test_the_team_may_write_to_anyone_enrolled_the_team_first(self):
        self.assertEqual(self.names(self.instructor), ["amir*", "lena", "noor"])

    def test_the_courses_contact_is_the_default(self):
        CourseSettings.objects.create(course_id=self.key, contact=self.assistant)
        self.assertEqual(self.names(self.learner), ["ines", "amir*"])

    def test_a_contact_who_left_the_team_is_not(self):
        CourseSettings.objects.create(course_id=self.key, contact=self.outsider)
        self.assertEqual(self.names(self.learner), ["ines*", "amir"])

    def test_who_has_a_role_in_the_organisation_acts_as_team_and_is_found_only_as_the_contact(self):
        boss = UserFactory(username="boss")
        campus.grant_organization_role(boss, self.key.org, "staff")
        self.assertEqual(self.names(boss), ["ines*", "amir", "lena", "noor"])
        self.assertEqual(self.names(self.learner), ["ines*", "amir"])
        self.assertEqual(self.ask(to="boss").thread.participants.get(role="owner").user, boss)
        CourseSettings.objects.create(course_id=self.key, contact=boss)
        self.assertEqual(self.names(self.learner), ["ines", "amir", "boss*"])
        self.assertEqual([person.username for person in api.get_course_team(self.key)], ["ines", "amir", "boss"])
        campus.revoke_organization_role(boss, self.key.org, "staff")
        self.assertEqual(self.names(self.learner), ["ines*", "amir"])

    def test_an_author_may_narrow_it_and_the_first_is_the_default(self):
        self.assertEqual(self.names(self.learner, usernames=["amir", "gone", "noor"]), ["amir*"])
        self.assertEqual(self.names(self.learner, usernames=["gone"]), [])

    @ddt.data(("TORRES", ["ines*"]), ("ami", ["amir*"]), ("%", []), ("zzz", []))
    @ddt.unpack
    def test_it_can_be_searched(self, query, names):
        self.assertEqual(self.names(self.learner, query=query), names)

    def test_the_team_finds_learners_by_name(self):
        self.assertEqual(self.names(self.instructor, query="fischer"), ["lena*"])

    @ddt.data(
        ("off", ["ines*", "amir"]), ("course", ["ines*", "amir", "kim", "noor"]), ("cohort", ["ines*", "amir", "kim"])
    )
    @ddt.unpack
    def test_classmates_where_the_course_allows_it(self, peers, names):
        make_learner(self.course, username="kim", cohort="Red")
        campus.set_cohort(self.learner, self.course, "Red")
        CourseSettings.objects.create(course_id=self.key, peer_messages=peers)
        self.assertEqual(self.names(self.learner), names)
        for username in ("kim", "noor"):
            data = {"course_id": str(self.key), "recipients": [username], "body": "Hi"}
            status = 201 if username in names else 400
            self.assertEqual(self.post(self.learner, "threads", data=data).status_code, status)

    @override_settings(PROSERVA_MESSAGING_PEER_MESSAGES="course")
    def test_a_course_without_a_choice_follows_the_site(self):
        self.assertEqual(self.names(self.learner), ["ines*", "amir", "noor"])
        CourseSettings.objects.create(course_id=self.key, peer_messages="off")
        self.assertEqual(self.names(self.learner), ["ines*", "amir"])

    @ddt.data("audit", "honor", "verified", "masters")
    def test_whoever_is_enrolled_writes_whatever_their_mode_and_what_it_still_opens(self, mode):
        # The platform leaves an enrolment active whose access to the content has expired.
        learner = make_learner(self.course, mode=mode)
        self.assertEqual(self.names(learner), ["ines*", "amir"])
        thread_id = self.ask(sender=learner).thread_id
        self.assertTrue(self.answer(thread_id, sender=learner).pk)

    @ddt.data("library-v1:Test+Lib", "ccx-v1:Test+C+2026+ccx@7", "course-v1:Прага+Ünï+٢٠٢٦", "Test/Old/2013")
    def test_keys_of_all_kinds_are_courses_one_has_no_part_in(self, key):
        for name in ("recipients", "roster"):
            self.assert_error(self.get(self.instructor, name, key), 404, "not_found")
        data = {"course_id": key, "recipients": ["ines"], "body": "Hi"}
        self.assert_error(self.post(self.learner, "threads", data=data), 404, "not_found")

    def test_a_course_without_a_team_offers_nobody(self):
        empty = CourseFactory()
        make_learner(empty, self.learner)
        self.assertEqual(api.get_recipients(self.learner, empty.id), [])

    def test_a_course_one_has_no_part_in_is_not_there(self):
        with self.assertRaises(NotFoundError):
            api.get_recipients(self.outsider, self.key)

    def test_over_rest(self):
        response = self.get(self.learner, "recipients", str(self.key), q="i", usernames="ines, amir")
        (ines, amir) = response.json()["results"]
        self.assertEqual((ines["username"], ines["role"], ines["is_default"]), ("ines", "instructor", True))
        self.assertEqual((amir["role"], amir["is_default"]), ("staff", False))

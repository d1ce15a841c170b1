"""Tests of recipients: the people a user may write to, and the default."""

import ddt
from django.db import connection
from django.test import override_settings
from django.test.utils import CaptureQueriesContext

from demo.campus import api as campus
from proserva_messaging import api
from proserva_messaging.conversations.recipients import find_writable
from proserva_messaging.errors import NotFoundError
from proserva_messaging.models import CourseSettings
from tests.campus_case import CampusCase
from tests.factories import CourseFactory, UserFactory, make_learner


@ddt.ddt
class RecipientTests(CampusCase):
    def names(self, user, **query):
        """Return the usernames of a user's recipients, with a star for the default."""
        found = api.get_recipients(user, self.key, **query)
        return [person.username + ("*" if person.is_default else "") for person in found]

    def test_a_learner_may_write_to_the_team(self):
        self.assertEqual(self.names(self.learner), ["ines*", "amir"])

    def test_the_team_may_write_to_all_enrolled_people_the_team_first(self):
        self.assertEqual(self.names(self.instructor), ["amir*", "lena", "noor"])

    def test_the_courses_contact_is_the_default(self):
        CourseSettings.objects.create(course_id=self.key, contact=self.assistant)
        self.assertEqual(self.names(self.learner), ["ines", "amir*"])

    def test_a_contact_who_left_the_team_is_not_the_default(self):
        CourseSettings.objects.create(course_id=self.key, contact=self.outsider)
        self.assertEqual(self.names(self.learner), ["ines*", "amir"])

    def test_a_person_with_a_role_in_the_organization_is_on_the_team_but_listed_only_as_contact(self):
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

    def refuse(self, sender, username):
        """Assert that the answer to a first message, to one person or a group, is that for an unknown person. Return
        its number of queries."""
        counts = set()
        for group_chat in (False, True):
            data = {"course_id": str(self.key), "recipients": [username], "body": "Hi", "group_chat": group_chat}
            with CaptureQueriesContext(connection) as queries:
                response = self.post(sender, "threads", data=data)
            text = f"You can't write to “{username}” in this course."
            self.assert_error(response, 400, "invalid", recipients=text)
            counts.add(len(queries))
        return counts

    @ddt.data("learner", "instructor")
    def test_a_role_on_the_whole_site_makes_no_one_a_recipient(self, sender):
        UserFactory(username="root", is_staff=True, is_superuser=True)
        UserFactory(username="helper", is_staff=True)
        UserFactory(username="super", is_superuser=True)
        sender = getattr(self, sender)
        self.refuse(sender, "otto")  # fills caches
        unknown = self.refuse(sender, "nemo")
        for username in ("root", "helper", "super"):
            self.assertEqual(self.refuse(sender, username), unknown)

    def test_site_staff_write_first_and_are_answered(self):
        root = UserFactory(username="root", is_staff=True, is_superuser=True)
        thread_id = self.ask(sender=root, to="lena").thread_id
        self.assertEqual(self.answer(thread_id, sender=self.learner).thread_id, thread_id)

    def test_site_staff_who_are_enrolled_are_classmates(self):
        make_learner(self.course, UserFactory(username="root", is_staff=True))
        self.refuse(self.learner, "root")
        self.assertTrue(self.ask(sender=self.instructor, to="root").pk)
        CourseSettings.objects.create(course_id=self.key, peer_messages="course")
        self.assertTrue(self.ask(to="root").pk)

    def test_site_staff_who_are_the_contact_are_recipients(self):
        root = make_learner(self.course, UserFactory(username="root", is_staff=True))
        CourseSettings.objects.create(course_id=self.key, contact=root)
        message = self.ask(to="root")
        self.assertEqual(message.thread.participants.get(role="owner").user, root)
        CourseSettings.objects.update(contact=UserFactory(username="other", is_staff=True))
        self.assertEqual(self.ask(to="other").thread.participants.get(role="owner").user.username, "other")
        self.assertTrue(self.ask(sender=self.instructor, to="other").pk)

    def test_an_owner_adds_no_site_staff_to_a_group(self):
        UserFactory(username="root", is_staff=True)
        thread_id = api.start_group(self.learner, self.key, ["ines"], "Hi").thread_id
        data = {"usernames": ["root"], "history": "none"}
        self.assert_error(self.post(self.learner, "participants", thread_id, data=data), 400, "invalid")

    def test_usernames_narrow_the_list_and_the_first_is_the_default(self):
        self.assertEqual(self.names(self.learner, usernames=["amir", "gone", "noor"]), ["amir*"])
        self.assertEqual(self.names(self.learner, usernames=["gone"]), [])

    @ddt.data(("TORRES", ["ines*"]), ("ami", ["amir*"]), ("%", []), ("zzz", []))
    @ddt.unpack
    def test_a_query_filters_by_name(self, query, names):
        self.assertEqual(self.names(self.learner, query=query), names)

    def test_the_team_finds_learners_by_name(self):
        self.assertEqual(self.names(self.instructor, query="fischer"), ["lena*"])

    @ddt.data(
        ("off", ["ines*", "amir"]), ("course", ["ines*", "amir", "kim", "noor"]), ("cohort", ["ines*", "amir", "kim"])
    )
    @ddt.unpack
    def test_classmates_by_the_setting_of_the_course(self, peers, names):
        make_learner(self.course, username="kim", cohort="Red")
        campus.set_cohort(self.learner, self.course, "Red")
        CourseSettings.objects.create(course_id=self.key, peer_messages=peers)
        self.assertEqual(self.names(self.learner), names)
        for username in ("kim", "noor"):
            data = {"course_id": str(self.key), "recipients": [username], "body": "Hi"}
            status = 201 if username in names else 400
            self.assertEqual(self.post(self.learner, "threads", data=data).status_code, status)

    def test_the_cohorts_of_sender_and_classmates_cost_one_query(self):
        others = [make_learner(self.course, cohort="Red") for _number in range(3)]
        campus.set_cohort(self.learner, self.course, "Red")
        CourseSettings.objects.create(course_id=self.key, peer_messages="cohort")
        roles = dict.fromkeys((user.pk for user in (self.learner, self.classmate, *others)), "learner")
        with self.assertNumQueries(3):  # the settings of the course, the blocks, and the cohorts
            found = find_writable(self.learner, [self.classmate, *others], self.key, roles)
        self.assertEqual(set(found), {user.pk for user in others})

    @override_settings(PROSERVA_MESSAGING_PEER_MESSAGES="course")
    def test_a_course_without_a_setting_follows_the_site(self):
        self.assertEqual(self.names(self.learner), ["ines*", "amir", "noor"])
        CourseSettings.objects.create(course_id=self.key, peer_messages="off")
        self.assertEqual(self.names(self.learner), ["ines*", "amir"])

    @ddt.data("audit", "honor", "verified", "masters")
    def test_a_learner_may_write_in_each_mode_even_without_access_to_the_content(self, mode):
        # The platform keeps an enrollment active after its access to the content has expired.
        learner = make_learner(self.course, mode=mode)
        self.assertEqual(self.names(learner), ["ines*", "amir"])
        thread_id = self.ask(sender=learner).thread_id
        self.assertTrue(self.answer(thread_id, sender=learner).pk)

    @ddt.data("library-v1:Test+Lib", "ccx-v1:Test+C+2026+ccx@7", "course-v1:Прага+Ünï+٢٠٢٦", "Test/Old/2013")
    def test_course_keys_of_other_kinds_are_not_found(self, key):
        for name in ("recipients", "roster"):
            self.assert_error(self.get(self.instructor, name, key), 404, "not_found")
        data = {"course_id": key, "recipients": ["ines"], "body": "Hi"}
        self.assert_error(self.post(self.learner, "threads", data=data), 404, "not_found")

    def test_a_course_without_a_team_has_no_recipients(self):
        empty = CourseFactory()
        make_learner(empty, self.learner)
        self.assertEqual(api.get_recipients(self.learner, empty.id), [])

    def test_a_user_without_a_role_does_not_find_the_course(self):
        with self.assertRaises(NotFoundError):
            api.get_recipients(self.outsider, self.key)

    def test_rest_returns_the_role_and_the_default(self):
        response = self.get(self.learner, "recipients", str(self.key), q="i", usernames="ines, amir")
        (ines, amir) = response.json()["results"]
        self.assertEqual((ines["username"], ines["role"], ines["is_default"]), ("ines", "instructor", True))
        self.assertEqual((amir["role"], amir["is_default"]), ("staff", False))

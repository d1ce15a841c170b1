"""Tests of shared courses: output, privacy, and query counts."""

import ddt
from django.contrib.sites.models import Site
from django.test import override_settings
from django.urls import reverse

from demo.campus import api as campus
from proserva_messaging.models import CourseSettings
from tests.campus_case import CampusCase, make_client, url
from tests.factories import CourseFactory, UserFactory, make_instructor, make_learner


@ddt.ddt
class SharedCoursesTests(CampusCase):
    def names(self, user, username):
        """Return the names of the courses, or nothing if the person is not found."""
        answer = self.get(user, "shared_courses", username)
        if answer.status_code == 404:
            self.assert_error(answer, 404, "not_found")
            return []
        self.assertEqual(answer["Cache-Control"], "private, no-store")
        return [course["name"] for course in answer.json()["results"]]

    def test_it_shows_the_person_and_the_courses(self):
        answer = self.get(self.instructor, "shared_courses", "lena").json()
        self.assertEqual(answer["person"]["name"], "Lena Fischer")
        (course,) = answer["results"]
        self.assertEqual((course["id"], course["name"]), (str(self.key), "Demo course"))

    def test_a_learner_learns_nothing_of_where_a_classmate_is(self):
        self.assertEqual(self.names(self.learner, "noor"), [])
        self.assertEqual(self.names(self.learner, "ines"), ["Demo course"])
        CourseSettings.objects.create(course_id=self.key, peer_messages="course")
        self.assertEqual(self.names(self.learner, "noor"), ["Demo course"])

    @ddt.data(("Red", "Red", 1), ("Red", "Blue", 0), (None, None, 0))
    @ddt.unpack
    def test_cohorts_count_where_the_course_says_so(self, mine, theirs, count):
        CourseSettings.objects.create(course_id=self.key, peer_messages="cohort")
        campus.set_cohort(self.learner, self.course, mine)
        campus.set_cohort(self.classmate, self.course, theirs)
        self.assertEqual(len(self.names(self.learner, "noor")), count)

    def test_an_instructor_learns_nothing_of_other_courses(self):
        other = CourseFactory(name="Another")
        make_learner(other, self.learner)
        self.assertEqual(self.names(self.instructor, "lena"), ["Demo course"])
        make_instructor(other, self.instructor)
        self.assertEqual(self.names(self.instructor, "lena"), ["Another", "Demo course"])
        campus.unenroll(self.learner, self.course)
        self.assertEqual(self.names(self.instructor, "lena"), ["Another"])

    def test_staff_of_the_site_and_of_an_organization_find_all_people_in_it(self):
        boss, chief = UserFactory(is_staff=True), UserFactory()
        campus.grant_organization_role(chief, self.key.org, "staff")
        make_learner(CourseFactory(key="course-v1:Elsewhere+C+2026", name="Elsewhere"), self.learner)
        self.assertEqual(self.names(boss, "lena"), ["Demo course", "Elsewhere"])
        self.assertEqual(self.names(chief, "lena"), ["Demo course"])
        self.assertEqual(self.names(boss, chief.username), [])  # in no course in particular

    @ddt.data("ines", "otto", "nobody", "INES", "lena ", "ines%", "İnes")
    def test_people_without_a_shared_course_are_not_found(self, username):
        self.assertEqual(self.names(self.outsider, username), [])

    def test_ones_own_username_is_not_found(self):
        self.assertEqual(self.names(self.instructor, "ines"), [])

    def test_a_person_in_retirement_is_not_found(self):
        campus.retire(self.learner)
        self.learner.refresh_from_db()
        self.assertEqual(self.names(self.instructor, self.learner.username), [])

    def test_a_course_that_is_switched_off_is_left_out(self):
        with override_settings(COURSES_WITHOUT_MESSAGES=[str(self.key)]):
            self.assertEqual(self.names(self.instructor, "lena"), [])

    def test_visitors_are_refused(self):
        self.assertEqual(make_client().get(url("shared_courses", "lena")).status_code, 401)

    def test_many_courses_cost_as_many_queries_as_one(self):
        client = make_client(self.instructor)
        Site.objects.clear_cache()
        client.get(url("shared_courses", "lena"))
        for _each in range(12):
            course = CourseFactory()
            make_learner(course, self.learner)
            make_instructor(course, self.instructor)
        # Session and user; the person; the parts of both, two each; what the courses chose; who they are, and the
        # courses' names.
        with self.assertNumQueries(11):
            answer = client.get(url("shared_courses", "lena"))
        self.assertEqual(len(answer.json()["results"]), 13)


class NewMessagePageTests(CampusCase):
    def open(self, user, **query):
        self.client.force_login(user)
        return self.client.get(reverse("proserva_messaging:new_message"), query)

    def test_a_link_opens_a_new_message(self):
        answer = self.open(self.instructor, to="lena", course_id='"><script>')
        self.assertContains(answer, '<proserva-person username="lena" writing course-id="&quot;&gt;&lt;script&gt;">')
        self.assertContains(answer, "<h1>Message Lena Fischer</h1>", html=True)
        self.assertEqual(answer["Cache-Control"], "private, no-store")

    def test_people_who_cannot_be_written_to_have_no_such_page(self):
        for user, to in ((self.learner, "noor"), (self.outsider, "lena"), (self.instructor, "")):
            self.assertEqual(self.open(user, to=to).status_code, 404)

    def test_visitors_sign_in_first(self):
        answer = self.client.get(reverse("proserva_messaging:new_message"), {"to": "lena"})
        self.assertRedirects(answer, "/login/?next=/messages/new/%3Fto%3Dlena", fetch_redirect_response=False)

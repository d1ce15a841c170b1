"""Tests of the XBlock in the campus: rendered by its runtime, with the product's own API."""

import json

from django.test import TestCase, override_settings
from django.urls import reverse
from lxml import html

from demo.campus import api
from tests.factories import CourseFactory, UserFactory, make_instructor, make_learner, make_staff


@override_settings(PROSERVA_MESSAGING_RAISE_ERRORS=True)
class CampusTest(TestCase):
    """A course of the demo, with the block in one of its units."""

    def setUp(self):
        self.course = CourseFactory()
        self.learner = make_learner(self.course)
        self.usage_key = self.course.id.make_usage_key("message_instructor", "ask1")

    def open_unit(self, user):
        self.client.force_login(user)
        return self.look()

    def look(self):
        unit = self.course.id.make_usage_key("vertical", "unit1")
        page = html.fromstring(self.client.get(reverse("render_xblock", args=[unit])).content)
        (button,) = page.iter("proserva-message-button")
        return button

    def save(self, user, **values):
        self.client.force_login(user)
        url = reverse("studio_handler", args=[self.usage_key, "submit_studio_edits"])
        answer = self.client.post(url, json.dumps({"values": values, "defaults": []}), content_type="application/json")
        return answer.status_code, answer.content.decode()

    def test_a_learner_gets_the_button_for_this_place(self):
        make_instructor(self.course)
        button = self.open_unit(self.learner)
        assert button.get("unavailable") is None
        unit = self.course.id.make_usage_key("vertical", "unit1")
        assert (button.get("course-id"), button.get("usage-key")) == (str(self.course.id), str(unit))
        assert button.get("about") == "A small course › Chapter one › Lesson one › Unit one"

    def test_a_course_without_a_team_says_so(self):
        assert "no instructor" in self.open_unit(self.learner).get("unavailable")

    def test_staff_who_look_as_a_learner_cannot_write(self):
        staff = make_staff(self.course)
        make_instructor(self.course)
        assert self.open_unit(staff).get("unavailable") is None
        for view_as in ("student", f"student:{self.learner.username}"):
            self.client.post(reverse("masquerade", args=[self.course.id]), {"view_as": view_as})
            assert "viewing the course as a learner" in self.look().get("unavailable")
        self.client.post(reverse("masquerade", args=[self.course.id]), {"view_as": "staff"})
        assert self.look().get("unavailable") is None

    def test_an_author_names_one_of_the_team_and_learners_write_to_them(self):
        ines, sam = make_instructor(self.course), make_staff(self.course)
        assert self.save(sam, recipients=[ines.username])[0] == 200
        assert self.open_unit(self.learner).get("recipients") == ines.username
        api.revoke_role(ines, self.course, "instructor")
        assert self.open_unit(self.learner).get("recipients") is None

    def test_an_author_cannot_name_a_stranger(self):
        status, said = self.save(make_instructor(self.course), recipients=[UserFactory(username="stranger").username])
        assert status == 400
        assert "stranger" in said

"""Tests of the templates of a course team."""

from unittest import mock

import ddt

from demo.campus import api as campus
from tests.broadcast_case import BroadcastCase


@ddt.ddt
class TemplateTests(BroadcastCase):
    def keep(self, user=None, **more):
        return self.post(user or self.instructor, "templates", data=self.form(name="Welcome", **more))

    def list(self, user=None):
        return self.get(user or self.instructor, "templates", course_id=str(self.key)).json()["results"]

    def test_the_team_shares_them_and_their_author_changes_them(self):
        kept = self.keep(body="Dear {first_name}")
        self.assertEqual(kept.status_code, 201, kept.content)
        template = kept.json()
        expected = {"id": template["id"], "name": "Welcome", "subject": "Welcome", "body": "Dear {first_name}"}
        self.assertEqual(self.list(), [{**expected, "mine": True}])
        self.assertEqual(self.list(self.assistant), [{**expected, "mine": False}])
        changed = self.patch(self.instructor, "template", template["id"], data={"name": "Hello"})
        self.assertEqual(changed.json(), {**expected, "name": "Hello", "mine": True})
        for answer in (
            self.patch(self.assistant, "template", template["id"], data={"name": "Theirs"}),
            self.delete(self.assistant, template["id"]),
        ):
            self.assertEqual(answer.status_code, 404)
        self.assertEqual(self.delete(self.instructor, template["id"]).status_code, 204)
        self.assertEqual(self.list(), [])

    def delete(self, user, template_id):
        from tests.campus_case import make_client, url  # noqa: PLC0415

        return make_client(user).delete(url("template", template_id))

    def test_a_person_who_left_the_team_loses_access(self):
        template = self.keep().json()
        campus.revoke_role(self.instructor, self.course, "instructor")
        answer = self.patch(self.instructor, "template", template["id"], data={"name": "Mine"})
        self.assertEqual(answer.status_code, 404)

    @ddt.data(
        ({"name": " "}, "name"),
        ({"name": "x" * 101}, "name"),
        ({"subject": "x" * 201}, "subject"),
    )
    @ddt.unpack
    def test_invalid_input_is_refused(self, changes, field):
        response = self.post(self.instructor, "templates", data={**self.form(name="Fine"), **changes})
        self.assert_error(response, 400, "invalid", **{field: ""})

    def test_templates_may_be_incomplete(self):
        self.assertEqual(self.keep(subject="", body="").status_code, 201)

    def test_the_number_of_templates_is_limited(self):

        from proserva_messaging.broadcasts import templates  # noqa: PLC0415
        from proserva_messaging.models import BroadcastTemplate  # noqa: PLC0415

        with mock.patch.object(templates, "TEMPLATES_MAX", 1):
            self.assertEqual(self.keep().status_code, 201)
            self.assert_error(self.keep(), 400, "invalid", name="at most 1")
        self.assertEqual(BroadcastTemplate.objects.count(), 1)

"""Tests of the care contacts in Django admin."""

from django.urls import reverse

from proserva_messaging.models import AuditEntry, CareContact
from tests.campus_case import make_client
from tests.care_case import CareCase


class CareContactTests(CareCase):
    def save(self, *users, present=0, **more):
        """Save the settings of the course with these care contacts, `present` of which are stored, and return the
        response."""
        data = {"course_id": str(self.key), "peer_messages": "", "button": "", "care_help": "Call 123"}
        prefix = "care_contacts"
        data |= {f"{prefix}-TOTAL_FORMS": len(users), f"{prefix}-INITIAL_FORMS": present}
        for number, user in enumerate(users):
            data |= {f"{prefix}-{number}-user": user.pk, f"{prefix}-{number}-course": self.chosen.pk}
        path = reverse("admin:proserva_messaging_coursesettings_change", args=[self.chosen.pk])
        return make_client(self.admin).post(path, {**data, **more})

    def setUp(self):
        super().setUp()
        self.chosen.care_contacts.all().delete()

    def test_a_member_of_the_team_becomes_a_contact_and_the_change_is_recorded(self):
        self.assertEqual(self.save(self.colleague, self.admin).status_code, 302)
        names = CareContact.objects.order_by("user__username").values_list("user__username", flat=True)
        self.assertEqual(list(names), ["ida", "sam"])
        changed = [each.facts["changed"] for each in AuditEntry.objects.filter(action="settings.changed")]
        self.assertIn(["care_contacts"], changed)

    def test_a_learner_cannot_be_a_contact(self):
        self.assertContains(self.save(self.learner), "Not on the course team: lena.")
        self.assertEqual(CareContact.objects.count(), 0)

    def test_a_learner_cannot_take_the_place_of_a_contact(self):
        contact = self.chosen.care_contacts.create(user=self.colleague)
        changed = {"care_contacts-0-id": contact.pk}
        self.assertContains(self.save(self.learner, present=1, **changed), "Not on the course team: lena.")
        contact.refresh_from_db()
        self.assertEqual(contact.user, self.colleague)
        # A row to delete is not checked.
        removed = {**changed, "care_contacts-0-DELETE": "on"}
        self.assertEqual(self.save(self.learner, present=1, **removed).status_code, 302)
        self.assertEqual(CareContact.objects.count(), 0)

    def test_a_number_that_no_id_column_holds_is_no_contact(self):
        response = self.save(**{"care_contacts-TOTAL_FORMS": 1, "care_contacts-0-user": "9" * 30})
        self.assertContains(response, "Select a valid choice.")

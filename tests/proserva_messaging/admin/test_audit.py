"""Tests of the audit trail in Django admin: who reads it, and that no one changes it."""

from django.contrib.auth.models import Permission

from demo.campus import api as campus
from proserva_messaging.models import AuditEntry
from proserva_messaging.store import audit
from tests.admin_case import admin_url
from tests.broadcast_case import BroadcastCase
from tests.campus_case import make_client


class PageTests(BroadcastCase):
    """The page of Django admin."""

    def setUp(self):
        super().setUp()
        self.root = campus.create_person("root", name="Rita Root", is_staff=True, is_superuser=True)
        self.operator = campus.create_person("olga", is_staff=True)
        self.operator.user_permissions.set(Permission.objects.filter(content_type__app_label="proserva_messaging"))
        audit.record(audit.Action.ROLE_CHANGED, actor_id=self.root.pk, person_id=999_999, course_key=self.key)
        self.entry = AuditEntry.objects.get()

    def test_superusers_read_it(self):
        client = make_client(self.root)
        page = client.get(admin_url("auditentry_changelist"), {"action": "role.changed"})
        self.assertContains(page, "root")
        self.assertContains(page, "999999")
        self.assertEqual(
            len(client.get(admin_url("auditentry_changelist"), {"action": "user.retired"}).context["cl"].result_list), 0
        )
        self.assertContains(client.get(admin_url("auditentry_change", self.entry.pk)), "role.changed")

    def test_no_one_changes_it(self):
        client = make_client(self.root)
        self.assertEqual(client.get(admin_url("auditentry_add")).status_code, 403)
        self.assertEqual(client.post(admin_url("auditentry_change", self.entry.pk), {"action": "x"}).status_code, 403)
        self.assertEqual(client.post(admin_url("auditentry_delete", self.entry.pk), {"post": "yes"}).status_code, 403)
        data = {"action": "delete_selected", "_selected_action": [self.entry.pk], "post": "yes"}
        client.post(admin_url("auditentry_changelist"), data)
        self.assertEqual(AuditEntry.objects.count(), 1)

    def test_other_operators_see_nothing_of_it(self):
        client = make_client(self.operator)
        for page in (admin_url("auditentry_changelist"), admin_url("auditentry_change", self.entry.pk)):
            self.assertEqual(client.get(page).status_code, 403)

"""Tests of emails in Django admin: undelivered emails, retries, and the pause of all emails."""

import io
from datetime import timedelta

import ddt
from django.core.management import call_command
from django.utils import timezone

from demo.campus import api as campus
from proserva_messaging.delivery import pause, retries
from proserva_messaging.models import Delivery
from tests.admin_case import AdminCase, admin_url
from tests.campus_case import make_client

EARLIER, LATER = (timezone.now() + timedelta(days=days) for days in (-1, 1))


@ddt.ddt
class EmailTests(AdminCase):
    def send_again(self, user):
        data = {"action": "send_again", "_selected_action": list(Delivery.objects.values_list("pk", flat=True))}
        with self.captureOnCommitCallbacks(execute=True):
            return make_client(user).post(admin_url("delivery_changelist"), data, follow=True)

    def test_the_list_has_undelivered_emails_by_state(self):
        self.ask(to="amir")
        first, second = Delivery.objects.order_by("pk")
        Delivery.objects.filter(pk=first.pk).update(email="failed", email_reason="550 no such user")
        page = make_client(self.operator).get(admin_url("delivery_changelist"))
        self.assertEqual([each.pk for each in page.context["cl"].result_list], [first.pk])
        self.assertContains(page, "550 no such user")
        page = make_client(self.operator).get(admin_url("delivery_changelist"), {"state": "unknown"})
        self.assertEqual(list(page.context["cl"].result_list), [])
        self.assertEqual(make_client(self.operator).get(admin_url("delivery_change", second.pk)).status_code, 302)

    @ddt.data(
        {"email": "failed", "email_attempts": 50},
        {"email": "unknown"},
        {"email": "pending", "email_reason": "451 later", "email_due": LATER},
        {"email": "sending", "email_due": EARLIER},
        {"email": "skipped", "email_reason": "no_address"},
        {"email": "skipped", "email_reason": "inactive"},
        {"email": "skipped", "email_reason": "policy"},
    )
    def test_an_undelivered_email_is_retried(self, state):
        Delivery.objects.update(**state)
        self.assertContains(self.send_again(self.root), "1 emails will be sent again.")
        self.assertEqual(Delivery.objects.get().email, "sent")

    @ddt.data(
        ({"email": "skipped", "email_reason": "opted_out"}, "1 skipped (opted_out)"),
        ({"email": "skipped", "email_reason": "muted"}, "1 skipped (muted)"),
        ({"email": "skipped", "email_reason": "stopped"}, "1 skipped (stopped)"),
        ({"email": "failed", "read_at": EARLIER}, "1 read already"),
        ({"email": "unknown", "read_at": EARLIER}, "1 read already"),
    )
    @ddt.unpack
    def test_an_email_that_was_read_or_is_unwanted_is_not_retried(self, state, reason):
        Delivery.objects.update(**state)
        response = self.send_again(self.root)
        self.assertContains(response, "0 emails will be sent again.")
        self.assertContains(response, f"1 were left unchanged: {reason}.")
        self.assertEqual(Delivery.objects.get().email, state["email"])

    @ddt.data({"email": "sent"}, {"email": "sending", "email_due": LATER}, {"email": "digest"})
    def test_an_email_without_a_problem_is_not_retried(self, state):
        Delivery.objects.update(**state)
        self.send_again(self.root)
        self.assertEqual(Delivery.objects.get().email, state["email"])
        self.assertEqual(retries.retry_emails([Delivery.objects.get().pk]).left, {state["email"]: 1})

    def test_a_pause_is_shown_and_can_be_ended_early(self):
        until = pause.begin("535 wrong password", by_probe=False)
        Delivery.objects.update(email="failed")
        self.assertContains(self.send_again(self.root), "All emails are paused: 535 wrong password.")
        self.assertEqual(Delivery.objects.get().email, "pending")
        page = admin_url("emailpause_changelist")
        self.assertContains(make_client(self.operator).get(page), "535 wrong password")
        data = {"action": "send_one_now", "_selected_action": [pause.ROW]}
        make_client(self.operator).post(page, data)
        self.assertEqual(pause.get_current().until, until)
        make_client(self.root).post(page, data)
        call_command("proserva_deliver", stdout=io.StringIO())
        self.assertEqual((Delivery.objects.get().email, pause.get_current()), ("sent", None))

    def test_the_view_permission_does_not_permit_retries(self):
        Delivery.objects.update(email="failed")
        self.send_again(self.operator)
        self.assertEqual(Delivery.objects.get().email, "failed")

    def test_a_retired_users_failed_email_is_never_retried(self):
        Delivery.objects.update(email="failed")
        campus.retire(self.instructor)
        self.send_again(self.root)
        call_command("proserva_deliver", stdout=io.StringIO())
        self.assertEqual(Delivery.objects.get().email, "skipped")

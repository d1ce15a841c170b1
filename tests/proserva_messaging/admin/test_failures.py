"""Tests of failures in Django admin: operators see what failed, and can have it tried again."""

from unittest import mock

from proserva_messaging import api
from proserva_messaging.delivery import email
from proserva_messaging.models import Delivery, Failure
from proserva_messaging.sweep import sweep
from tests.admin_case import SECRET, AdminCase, admin_url
from tests.campus_case import make_client


class FailureTests(AdminCase):
    def fail(self, times=3):
        """Fail the emails of a message several times, each when they are due. Return its id."""
        message_id = api.start_thread(self.learner, self.key, ["ines"], f"{SECRET} again").id
        broken = mock.patch.object(email, "build_contents", side_effect=RuntimeError(f"about {SECRET}"))
        with broken, self.assertLogs("proserva_messaging.delivery.failures", "ERROR"):
            for _time in range(times):
                Failure.objects.update(due=Failure.objects.values("since")[:1])
                sweep()
        return message_id

    def test_the_list_shows_what_failed_without_any_text(self):
        message_id = self.fail()
        page = make_client(self.operator).get(admin_url("failure_changelist"))
        self.assertContains(page, "RuntimeError")
        self.assertContains(page, str(message_id))
        self.assertNotContains(page, SECRET)

    def test_an_operator_can_have_it_tried_again(self):
        message_id = self.fail()
        sweep()
        self.assertEqual(Delivery.objects.get(message=message_id).email, "pending")
        data = {"action": "try_now", "_selected_action": list(Failure.objects.values_list("pk", flat=True))}
        answer = make_client(self.root).post(admin_url("failure_changelist"), data, follow=True)
        self.assertContains(answer, "tries 1 again")
        sweep()
        self.assertEqual(Delivery.objects.get(message=message_id).email, "sent")
        self.assertFalse(Failure.objects.exists())

    def test_only_those_who_may_send_emails_can(self):
        self.fail()
        data = {"action": "try_now", "_selected_action": list(Failure.objects.values_list("pk", flat=True))}
        answer = make_client(self.operator).post(admin_url("failure_changelist"), data, follow=True)
        self.assertNotContains(answer, "tries 1 again")

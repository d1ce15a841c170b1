"""Tests of retrying the emails of a message: permissions, selection, limit."""

import ddt
from django.core import mail
from django.test import override_settings
from django.utils import timezone

from proserva_messaging import api
from proserva_messaging.models import Delivery
from tests.broadcast_case import BroadcastCase
from tests.campus_case import CampusCase


class AgainCase(CampusCase):
    """A message whose email did not arrive."""

    def setUp(self):
        super().setUp()
        self.message = self.ask()
        mail.outbox.clear()
        Delivery.objects.update(email="failed", email_reason="550 full", email_attempts=50)

    def again(self, user, message_id=None):
        """POST a retry of the emails of the message, and return the response."""
        with self.captureOnCommitCallbacks(execute=True):
            return self.post(user, "emails_retry", message_id or self.message.pk)

    def set_state(self, **state):
        """Set the outcome of all emails."""
        Delivery.objects.update(**state)


@ddt.ddt
class SendAgainTests(AgainCase):
    @ddt.data("failed", "unknown")
    def test_the_sender_sends_it_again_and_once(self, state):
        self.set_state(email=state)
        answer = self.again(self.learner)
        self.assertEqual((answer.status_code, answer.json()), (200, {"retried": 1}))
        delivery = Delivery.objects.get()
        self.assertEqual((delivery.email, delivery.email_reason, delivery.email_attempts), ("sent", "", 1))
        self.assertEqual(self.again(self.learner).json(), {"retried": 0})
        self.assertEqual(len(mail.outbox), 1)

    @ddt.data(
        {"email": "sent"},
        {"email": "pending"},
        {"email": "sending"},
        {"email": "digest"},
        {"email": "skipped", "email_reason": "opted_out"},
        {"email": "failed", "read_at": timezone.now()},
        {"email": "unknown", "read_at": timezone.now()},
    )
    def test_one_that_arrived_is_on_its_way_or_not_wanted_stays(self, state):
        self.set_state(**state)
        self.assertEqual(self.again(self.learner).json(), {"retried": 0})
        self.assertEqual(Delivery.objects.get().email, state["email"])

    def test_it_is_there_for_its_sender_only(self):
        for user in (self.instructor, self.assistant, self.outsider):
            self.assert_error(self.again(user), 404, "not_found")
        self.assert_error(self.again(self.learner, 10**9), 404, "not_found")
        self.assertEqual(self.again(None).status_code, 401)
        self.assertEqual(Delivery.objects.get().email, "failed")

    @override_settings(PROSERVA_MESSAGING_SEND_RATE="2/day")
    def test_it_is_limited(self):
        answers = [self.again(self.learner).status_code for _ in range(3)]
        self.assertEqual(answers, [200, 200, 429])

    def test_the_email_is_pending_again(self):
        with override_settings(EMAIL_BACKEND="django.core.mail.backends.smtp.EmailBackend", EMAIL_PORT=1):
            self.again(self.learner)
        self.assertEqual(self.message.deliveries.get().email, "pending")


class GroupTests(AgainCase):
    def test_who_has_left_gets_nothing(self):
        with self.captureOnCommitCallbacks(execute=True):
            message = api.start_group(self.instructor, self.key, ["lena", "noor"], "Hello", title="Group")
        self.set_state(email="failed")
        with self.captureOnCommitCallbacks(execute=True):
            api.remove_participant(self.classmate, message.thread_id, "noor")
        self.assertEqual(self.again(self.instructor, message.pk).json(), {"retried": 1})


class BroadcastTests(BroadcastCase):
    def test_a_broadcast_has_a_door_of_its_own(self):
        shown = self.broadcast()
        Delivery.objects.update(email="unknown")
        answer = self.post(self.instructor, "emails_retry", shown["message"])
        self.assert_error(answer, 404, "not_found")

    def test_unclear_emails_are_sent_again_where_that_is_asked_for(self):
        shown = self.broadcast()
        mail.outbox.clear()
        Delivery.objects.update(email="unknown")
        Delivery.objects.filter(recipient=self.learner).update(email="failed")
        Delivery.objects.filter(recipient=self.classmate).update(read_at=timezone.now())
        total = Delivery.objects.count()
        with self.captureOnCommitCallbacks(execute=True):
            answer = self.post(self.instructor, "broadcast_retry", shown["id"], data={"unknown": True})
        self.assertEqual(answer.json(), {"retried": total - 1})
        self.let_go()
        states = {name: row["email"]["state"] for name, row in self.report(shown["id"]).items()}
        self.assertEqual(states.pop("noor"), "unknown")
        self.assertEqual(set(states.values()), {"sent"})

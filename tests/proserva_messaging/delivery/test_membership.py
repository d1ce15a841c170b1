"""Tests of membership: people who have left a course, a group or the site get no emails, bells or new messages."""

from datetime import timedelta

import ddt
from django.core import mail
from django.utils import timezone

from demo.campus import api as campus
from proserva_messaging import api
from proserva_messaging.announcements import publishing
from proserva_messaging.conversations import cohorts
from proserva_messaging.delivery import email, fanout
from proserva_messaging.delivery.email import send_for_message
from proserva_messaging.delivery.retries import retry_emails
from proserva_messaging.errors import CannotWriteError
from proserva_messaging.models import Delivery, FanOut, Participant
from proserva_messaging.sweep import sweep
from tests.announcement_case import AnnouncementCase
from tests.broadcast_case import BroadcastCase


def deactivate(user, course):
    """Deactivate an account, as an operator does in Django admin."""
    user.is_active = False
    user.save()


def retire(user, course):
    """Retire an account, but keep its address, so that only the username shows it."""
    user.username = f"retired__user_{user.pk}"
    user.save()


# How a learner can leave, and the reason in the ledger.
WAYS = ((campus.unenroll, "unenrolled"), (deactivate, "inactive"), (retire, "retired"))


class MembershipCase(BroadcastCase, AnnouncementCase):
    """A course with unsent emails of each kind to a learner (noor) and an assistant (amir)."""

    def start_group(self, **more):
        """Start a group of the instructor with noor, lena and amir, without sending its emails. Return its message."""
        return api.start_group(self.instructor, self.key, ["noor", "lena", "amir"], "Hello all", **more)

    def outcome(self, message_id, user):
        """Return the state and reason of a user's email about a message, read from the ledger."""
        row = Delivery.objects.get(message=message_id, recipient=user)
        return row.email, row.email_reason

    def addresses(self):
        """Return the addresses that got an email."""
        return [sent.to[0] for sent in mail.outbox]

    def retry(self, message_id):
        """Retry all emails of a message as an operator, and send what is due."""
        retry_emails(list(Delivery.objects.filter(message=message_id).values_list("pk", flat=True)))
        send_for_message(message_id)

    def write_direct(self):
        """Write to noor without sending the email, and return the message's id."""
        return api.start_thread(self.instructor, self.key, ["noor"], "Hello").id

    def write_group(self):
        """Write to a group with noor without sending the emails, and return the message's id."""
        return self.start_group().id

    def write_welcome(self):
        """Add noor to a group without sending the email, and return the system message's id."""
        first = api.start_group(self.instructor, self.key, ["lena", "amir"], "Hello all")
        api.add_participants(self.instructor, first.thread_id, ["noor"], "none")
        return Delivery.objects.filter(recipient=self.classmate).latest("pk").message_id

    def write_broadcast(self):
        """Deliver a broadcast without sending its emails, and return the message's id."""
        self.wait()
        FanOut.objects.update(starts=timezone.now() - timedelta(seconds=1))
        fan_out = FanOut.objects.get()
        fanout.begin(fan_out)
        while FanOut.objects.get().state == "sending":
            fanout._advance(FanOut.objects.select_related("message__sender").get())
        return FanOut.objects.get().message_id

    def write_announcement(self):
        """Ring the bells of an announcement without sending its emails, and return the message's id."""
        announcement = self.announce(email=True, publish_at=(timezone.now() + timedelta(hours=1)).isoformat())
        self.shift(announcement, publish_at=-1, reconcile_at=-1)
        publishing.reconcile(announcement["id"])
        while FanOut.objects.get().state in fanout.OPEN:
            fanout._advance(FanOut.objects.select_related("message__sender").get())
        return FanOut.objects.get().message_id


KINDS = ("direct", "group", "welcome", "broadcast", "announcement")


@ddt.ddt
class EmailTests(MembershipCase):
    @ddt.data(*((kind, leave, reason) for kind in KINDS for leave, reason in WAYS))
    @ddt.unpack
    def test_a_person_who_left_gets_no_email_that_was_written_before(self, kind, leave, reason):
        message_id = getattr(self, f"write_{kind}")()
        leave(self.classmate, self.course)
        send_for_message(message_id)
        self.assertEqual(self.outcome(message_id, self.classmate), ("skipped", reason))
        self.assertNotIn("noor@campus.example", self.addresses())
        if kind not in ("direct", "welcome"):
            self.assertIn("lena@campus.example", self.addresses())

    @ddt.data("group", "announcement")
    def test_a_team_member_without_their_role_gets_no_email(self, kind):
        message_id = getattr(self, f"write_{kind}")()
        campus.revoke_role(self.assistant, self.course, "staff")
        send_for_message(message_id)
        self.assertEqual(self.outcome(message_id, self.assistant), ("skipped", "unenrolled"))

    @ddt.data(*KINDS)
    def test_a_person_who_is_back_before_the_email_gets_it(self, kind):
        message_id = getattr(self, f"write_{kind}")()
        campus.unenroll(self.classmate, self.course)
        campus.enroll(self.classmate, self.course)
        send_for_message(message_id)
        self.assertEqual(self.outcome(message_id, self.classmate), ("sent", ""))

    @ddt.data(*KINDS)
    def test_the_end_of_a_course_stops_no_email(self, kind):
        message_id = getattr(self, f"write_{kind}")()
        self.course.end = timezone.now() - timedelta(days=400)
        self.course.save()
        send_for_message(message_id)
        self.assertEqual(self.outcome(message_id, self.classmate), ("sent", ""))

    def test_a_person_who_left_with_their_cohort_gets_no_email_even_if_an_operator_retries_it(self):
        campus.set_cohort(self.classmate, self.course, "Blue")
        blue = campus.set_cohort(self.learner, self.course, "Blue")
        message_id = api.start_group(self.instructor, self.key, [], "Hello", cohorts=[blue.pk], keep_in_step=True).id
        Delivery.objects.filter(recipient=self.classmate).update(email="failed")
        campus.set_cohort(self.classmate, self.course, None)
        cohorts.reconcile_all()
        self.retry(message_id)
        self.assertEqual(self.outcome(message_id, self.classmate), ("skipped", "left"))
        self.assertEqual(self.outcome(message_id, self.learner), ("sent", ""))

    def test_send_again_reaches_only_those_who_are_still_in_the_course(self):
        message_id = self.write_group()
        Delivery.objects.update(email="failed")
        campus.unenroll(self.classmate, self.course)
        with self.captureOnCommitCallbacks(execute=True):
            api.retry_message_emails(self.instructor, message_id)
        self.assertEqual(self.outcome(message_id, self.classmate), ("skipped", "unenrolled"))
        self.assertEqual(self.outcome(message_id, self.learner), ("sent", ""))

    def test_an_operator_can_retry_after_a_new_enrollment(self):
        message_id = self.write_direct()
        campus.unenroll(self.classmate, self.course)
        send_for_message(message_id)
        campus.enroll(self.classmate, self.course)
        self.retry(message_id)
        self.assertEqual(self.outcome(message_id, self.classmate), ("sent", ""))

    def test_membership_is_asked_once_for_all_recipients(self):
        people = [campus.create_person(f"crowd{number}") for number in range(12)]
        for each in people:
            campus.enroll(each, self.course)
        few = api.start_group(self.instructor, self.key, ["noor", "lena"], "Few").id
        many = api.start_group(self.instructor, self.key, [each.username for each in people], "Many").id
        for message_id, size in ((few, 2), (many, 12)):
            Delivery.objects.filter(message=message_id).update(email="skipped", email_reason="muted")
            rows = list(Delivery.objects.filter(message=message_id).select_related("recipient"))
            self.assertEqual(len(rows), size)
            with self.assertNumQueries(8):
                email._EmailBatch(message_id, rows, lambda: None)


@ddt.ddt
class DigestTests(MembershipCase):
    def setUp(self):
        super().setUp()
        api.set_email_choice(self.classmate, "daily")

    def gather(self, *kinds):
        """Write messages of some kinds that wait for noor's digest, and return their ids."""
        ids = [getattr(self, f"write_{kind}")() for kind in kinds]
        for message_id in ids:
            send_for_message(message_id)
            self.assertEqual(self.outcome(message_id, self.classmate)[0], "digest")
        mail.outbox.clear()
        return ids

    @ddt.data(*WAYS)
    @ddt.unpack
    def test_a_person_who_left_gets_no_digest(self, leave, reason):
        ids = self.gather("direct", "group", "announcement")
        leave(self.classmate, self.course)
        self.assertEqual(sweep(digests_now=True).digests, 0)
        self.assertEqual({self.outcome(each, self.classmate) for each in ids}, {("skipped", reason)})
        self.assertEqual(mail.outbox, [])

    def test_a_digest_has_only_the_courses_and_groups_the_person_is_still_in(self):
        (group,) = self.gather("group")
        (direct,) = self.gather("direct")
        thread_id = Delivery.objects.filter(message=group).first().thread_id
        other = campus.create_course("course-v1:Test+Other+1", "Other course")
        campus.grant_role(self.instructor, other, "instructor")
        campus.enroll(self.classmate, other)
        elsewhere = api.start_thread(self.instructor, other.id, ["noor"], "From the other course").id
        send_for_message(elsewhere)
        campus.unenroll(self.classmate, other)
        Participant.objects.filter(thread=thread_id, user=self.classmate).update(left=timezone.now())
        self.assertEqual(sweep(digests_now=True).digests, 1)
        self.assertEqual(self.outcome(direct, self.classmate), ("sent", ""))
        self.assertEqual(self.outcome(group, self.classmate), ("skipped", "left"))
        self.assertEqual(self.outcome(elsewhere, self.classmate), ("skipped", "unenrolled"))
        self.assertNotIn("From the other course", mail.outbox[0].body)

    def test_a_person_who_is_back_gets_their_digest(self):
        (direct,) = self.gather("direct")
        campus.unenroll(self.classmate, self.course)
        campus.enroll(self.classmate, self.course)
        sweep(digests_now=True)
        self.assertEqual(self.outcome(direct, self.classmate), ("sent", ""))


@ddt.ddt
class BellTests(MembershipCase):
    def count(self, user):
        """Return the number on a user's bell."""
        return api.unread_count(user)

    @ddt.data("direct", "group", "welcome", "broadcast", "announcement")
    def test_no_bell_of_a_deactivated_account_rings(self, kind):
        deactivate(self.classmate, self.course)
        message_id = getattr(self, f"write_{kind}")()
        send_for_message(message_id)
        row = Delivery.objects.get(message=message_id, recipient=self.classmate)
        self.assertEqual((row.bell, row.email, row.email_reason), ("skipped", "skipped", "inactive"))
        self.assertEqual(self.count(self.classmate), 0)
        self.assertNotIn("noor@campus.example", self.addresses())

    def test_an_account_that_is_active_again_finds_what_was_written_to_it(self):
        deactivate(self.classmate, self.course)
        message_id = self.write_direct()
        self.classmate.is_active = True
        self.classmate.save()
        thread = api.get_inbox(self.classmate).results[0]
        self.assertEqual((thread.last_message.id, thread.unread), (message_id, 1))
        self.answer(thread.id, "I am back", sender=self.classmate)
        self.answer(thread.id, "Good")
        self.assertEqual(self.count(self.classmate), 1)

    def test_an_operators_retry_reaches_no_one_whose_delivery_exists_for_the_report_only(self):
        deactivate(self.classmate, self.course)
        message_id = self.write_broadcast()
        self.classmate.is_active = True
        self.classmate.save()
        self.retry(message_id)
        self.assertEqual(self.outcome(message_id, self.classmate), ("skipped", "inactive"))

    @ddt.data("group", "broadcast", "announcement")
    def test_an_unenrolled_person_gets_nothing_new(self, kind):
        first = self.start_group()
        campus.unenroll(self.classmate, self.course)
        if kind == "group":
            message_id = self.answer(first.thread_id, "Later", sender=self.learner).pk
        else:
            message_id = getattr(self, f"write_{kind}")()
        ringing = Delivery.objects.filter(message=message_id, recipient=self.classmate, bell="ringing")
        self.assertFalse(ringing.exists())
        later = [each.id for each in api.get_messages(self.classmate, first.thread_id).results]
        self.assertEqual(later, [first.id])

    def test_no_bell_rings_for_a_person_whose_group_follows_a_cohort_after_they_left_the_course(self):
        campus.set_cohort(self.classmate, self.course, "Blue")
        blue = campus.set_cohort(self.learner, self.course, "Blue")
        api.start_group(self.instructor, self.key, [], "Hello", cohorts=[blue.pk], keep_in_step=True)
        api.mark_notifications_read(self.classmate)
        with self.captureOnCommitCallbacks(execute=True):
            campus.unenroll(self.classmate, self.course)
        cohorts.reconcile_all()
        self.assertEqual(self.count(self.classmate), 0)

    def test_an_unenrolled_person_keeps_reading_and_cannot_write(self):
        thread_id = self.ask("Before", sender=self.classmate).thread_id
        answer = self.answer(thread_id, "The answer")
        campus.unenroll(self.classmate, self.course)
        self.assertEqual(api.get_inbox(self.classmate).results[0].last_message.id, answer.pk)
        self.assertEqual(len(api.get_messages(self.classmate, thread_id).results), 2)
        thread = api.get_thread(self.classmate, thread_id)
        self.assertFalse(thread.can_write)
        self.assertIn("no longer part of this course", thread.cannot_write_reason)
        for sender in (self.classmate, self.instructor):
            with self.assertRaises(CannotWriteError):
                self.answer(thread_id, "Late", sender=sender)
        campus.enroll(self.classmate, self.course)
        again = self.answer(thread_id, "Welcome back")
        self.assertEqual(self.outcome(again.pk, self.classmate), ("sent", ""))

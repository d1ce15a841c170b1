"""Tests of the ledger: every change of a delivery's states, and the states in which it must not happen."""

from datetime import timedelta
from unittest import mock

import ddt
from django.test import override_settings
from django.utils import timezone

from proserva_messaging.conversations import sending
from proserva_messaging.delivery import ledger
from proserva_messaging.models import Delivery, Participant
from tests.campus_case import CampusCase

STATES = tuple(Delivery.Email.values)
NOW = timezone.now().replace(microsecond=0) + timedelta(hours=1)
LATER = NOW + timedelta(minutes=7)
LONG_AGO = NOW - timedelta(days=2)


class LedgerCase(CampusCase):
    """A test with one delivery, whose email waits, at a time that stands still."""

    @classmethod
    def setUpTestData(cls):
        super().setUpTestData()
        cls.message = sending.start_thread(cls.learner, cls.key, ["ines"], "Hello")
        # The other thread shows whether a change keeps to its own rows.
        cls.other = sending.start_thread(cls.classmate, cls.key, ["ines"], "Hello")

    def setUp(self):
        super().setUp()
        self.enterContext(mock.patch.object(timezone, "now", return_value=NOW))
        self.delivery = Delivery.objects.get(message=self.message)

    def put(self, **fields):
        """Bring the delivery into a state."""
        Delivery.objects.filter(pk=self.delivery.pk).update(**fields)

    def check(self, **fields):
        """Check the delivery's stored fields."""
        stored = Delivery.objects.get(pk=self.delivery.pk)
        self.assertEqual({name: getattr(stored, name) for name in fields}, fields)

    def check_change(self, change, states, *, others_too=False, **fields):
        """Check that a change writes these fields of a delivery in these states, and nothing in any other state.

        Another delivery in the same state stays as it is, unless `others_too`.
        """
        names = {"bell", "email", "email_reason", "email_attempts", "email_at", "email_due", "email_failing_since"}
        start = {"email_reason": "before", "email_attempts": 3, "email_at": LONG_AGO, "email_due": LONG_AGO}
        for state in STATES:
            Delivery.objects.update(**start, email=state, email_failing_since=None, bell="ringing")
            before = {name: getattr(Delivery.objects.get(pk=self.delivery.pk), name) for name in names}
            with self.subTest(state=state):
                change()
                self.check(**before | (fields if state in states else {}))
                other = Delivery.objects.get(message=self.other)
                changed = any(getattr(other, name) != value for name, value in before.items())
                self.assertIs(changed, others_too and state in states)


class WritingTests(LedgerCase):
    """Tests of the rows that are written with a message."""

    def write(self, *, mentioned=(), closed=(), silent=(), **participants):
        """Write the deliveries of a message anew; return them by username. The keywords name who is muted or not."""
        Delivery.objects.filter(message=self.message).delete()
        users = {user.username: user for user in (self.instructor, self.assistant, self.classmate)}
        rows = [Participant(user=users[name], muted=muted) for name, muted in participants.items()]
        with self.assertNumQueries(1):
            ledger.add_deliveries(
                self.message,
                rows,
                [users[name].pk for name in mentioned],
                {users[name].pk: "inactive" for name in closed},
                [users[name].pk for name in silent],
            )
        return self.list_rows()

    def list_rows(self):
        rows = Delivery.objects.filter(message=self.message)
        return {row.recipient.username: row for row in rows.select_related("recipient")}

    def test_a_recipient_gets_a_ringing_bell_and_an_email_that_is_due(self):
        row = self.write(ines=False)["ines"]
        self.assertEqual((row.bell, row.email, row.email_reason, row.mentioned), ("ringing", "pending", "", False))
        self.assertEqual(
            (row.thread_id, row.email_due, row.email_at), (self.message.thread_id, self.message.created, None)
        )

    def test_a_muted_thread_keeps_quiet_unless_it_mentions_the_recipient(self):
        rows = self.write(ines=True, amir=True, noor=False, mentioned=["amir", "noor"])
        states = {name: (row.bell, row.email, row.email_reason, row.mentioned) for name, row in rows.items()}
        self.assertEqual(states["ines"], ("muted", "skipped", "muted", False))
        self.assertEqual(states["amir"], ("ringing", "pending", "", True))
        self.assertEqual(states["noor"], ("ringing", "pending", "", True))
        self.assertEqual((rows["ines"].email_at, rows["ines"].email_due), (self.message.created,) * 2)

    def test_a_closed_account_gets_nothing_and_a_silent_one_looks_muted(self):
        everyone = ["ines", "amir", "noor"]
        rows = self.write(ines=False, amir=False, noor=False, mentioned=everyone, closed=["ines"], silent=["amir"])
        states = {name: (row.bell, row.email, row.email_reason, row.mentioned) for name, row in rows.items()}
        self.assertEqual(states["ines"], ("skipped", "skipped", "inactive", True))
        self.assertEqual(states["amir"], ("muted", "skipped", "muted", False))
        self.assertEqual(states["noor"], ("ringing", "pending", "", True))

    def test_a_closed_account_gets_no_system_message(self):
        Delivery.objects.filter(message=self.message).delete()
        ids = [self.instructor.pk, self.assistant.pk]
        closed = {self.instructor.pk: "inactive"}
        ledger.add_system_deliveries(self.message, ids, ring_ids=ids, email_ids=ids, closed=closed)
        states = {name: (row.bell, row.email, row.email_reason) for name, row in self.list_rows().items()}
        self.assertEqual(states, {"ines": ("skipped", "skipped", "inactive"), "amir": ("ringing", "pending", "")})

    def test_a_system_message_announces_itself_to_those_it_concerns(self):
        Delivery.objects.filter(message=self.message).delete()
        ids = [user.pk for user in (self.instructor, self.assistant, self.classmate)]
        with self.assertNumQueries(1):
            ledger.add_system_deliveries(self.message, ids, ring_ids=ids[:2], email_ids=ids[:1])
        rows = self.list_rows()
        states = {name: (row.bell, row.email, row.email_reason) for name, row in rows.items()}
        self.assertEqual(states["ines"], ("ringing", "pending", ""))
        self.assertEqual(states["amir"], ("ringing", "skipped", "line"))
        self.assertEqual(states["noor"], ("muted", "skipped", "line"))
        self.assertEqual({row.thread_id for row in rows.values()}, {self.message.thread_id})
        self.assertEqual(rows["noor"].email_at, self.message.created)

    def test_the_shared_fields_of_a_fan_out(self):
        same = {"message_id": self.message.pk, "thread_id": self.message.thread_id, "email_due": NOW}
        skipped = {**same, "email": "skipped", "email_at": NOW}
        self.assertEqual(ledger.make_shared_values(self.message, with_email=True), {**same, "email": "pending"})
        quiet = ledger.make_shared_values(self.message, with_email=False)
        self.assertEqual(quiet, {**skipped, "email_reason": "bell_only"})
        gone = ledger.make_skipped_values(self.message)
        self.assertEqual(gone, {**skipped, "bell": "skipped", "email_reason": "unenrolled"})


@ddt.ddt
class ClaimTests(LedgerCase):
    @ddt.data(*STATES)
    def test_only_an_email_in_the_expected_state_is_claimed(self, state):
        for expected in ("pending", "digest"):
            self.put(email=state, email_attempts=0, email_due=LONG_AGO)
            with self.subTest(expected=expected):
                with self.assertNumQueries(1):
                    self.assertIs(ledger.claim(self.delivery.pk, of=expected), state == expected)
                self.check(email="sending" if state == expected else state, email_attempts=int(state == expected))
        self.put(email=state)
        self.assertIs(ledger.claim(self.delivery.pk), state == "pending")

    @override_settings(PROSERVA_MESSAGING_EMAIL_LEASE_SECONDS=90)
    def test_a_claim_counts_an_attempt_and_takes_a_lease(self):
        self.put(email_attempts=2)
        self.assertTrue(ledger.claim(self.delivery.pk))
        self.check(email="sending", email_attempts=3, email_at=NOW, email_due=NOW + timedelta(seconds=90))
        self.assertFalse(ledger.claim(self.delivery.pk))
        self.assertEqual(Delivery.objects.get(message=self.other).email, "pending")

    def test_an_email_is_claimed_when_it_is_due_and_not_before(self):
        self.put(email_due=NOW + timedelta(seconds=1))
        self.assertFalse(ledger.claim(self.delivery.pk))
        self.assertTrue(ledger.claim(self.delivery.pk, even_early=True))
        self.put(email="pending", email_due=NOW)
        self.assertTrue(ledger.claim(self.delivery.pk))


IN_HAND = {"sending", "unknown"}


class OutcomeTests(LedgerCase):
    def test_the_outcome_of_a_claimed_email_is_recorded(self):
        change = lambda: ledger.record_outcome(self.delivery.pk, "failed", "No such user")  # noqa: E731
        self.check_change(change, IN_HAND, email="failed", email_reason="No such user", email_at=NOW)

    def test_an_outcome_ends_the_time_of_failing(self):
        self.put(email="sending", email_failing_since=LONG_AGO, email_reason="before")
        ledger.record_outcome(self.delivery.pk, "sent")
        self.check(email="sent", email_reason="", email_failing_since=None)

    def test_a_deferred_email_is_tried_again_later(self):
        change = lambda: ledger.defer(self.delivery.pk, LATER, "Busy")  # noqa: E731
        fields = {"email_at": NOW, "email_due": LATER, "email_failing_since": NOW}
        self.check_change(change, IN_HAND, email="pending", email_reason="Busy", **fields)

    def test_a_deferred_email_keeps_the_time_of_its_first_failure_and_the_given_state(self):
        self.put(email="sending", email_failing_since=LONG_AGO)
        ledger.defer(self.delivery.pk, LATER, "Busy", state="digest")
        self.check(email="digest", email_failing_since=LONG_AGO)

    def test_a_long_reason_is_cut_to_its_column(self):
        longest = Delivery._meta.get_field("email_reason").max_length
        for change in (
            lambda: ledger.record_outcome(self.delivery.pk, "unknown", "x" * 300),
            lambda: ledger.defer(self.delivery.pk, LATER, "y" * 300, state="unknown"),
        ):
            self.put(email="sending")
            change()
            self.assertEqual(len(Delivery.objects.get(pk=self.delivery.pk).email_reason), longest)

    def test_an_expired_lease_leaves_an_unknown_email(self):
        fields = {"email": "unknown", "email_reason": "interrupted", "email_at": NOW}
        self.check_change(ledger.expire_leases, {"sending"}, others_too=True, **fields)

    def test_unknown_emails_are_requeued(self):
        def change():
            return ledger.requeue_unknown(LONG_AGO - timedelta(days=1), LATER, attempts=3)

        self.check_change(change, {"unknown"}, others_too=True, email="pending", email_due=LATER)

    def test_unknown_emails_that_stay(self):
        for changes in ({"email_attempts": 4}, {"email_at": LONG_AGO - timedelta(days=1)}, {"read_at": NOW}):
            Delivery.objects.update(email="unknown", email_attempts=3, email_at=LONG_AGO, read_at=None)
            self.put(**changes)
            with self.subTest(changes=changes):
                self.assertEqual(ledger.requeue_unknown(LONG_AGO - timedelta(days=1), LATER, attempts=3), 1)
                self.check(email="unknown")

    def test_a_lease_that_still_runs_is_left_alone(self):
        self.put(email="sending", email_due=NOW)
        self.assertEqual(ledger.expire_leases(), 0)
        self.put(email_due=NOW - timedelta(seconds=1))
        self.assertEqual(ledger.expire_leases(), 1)


class ReleaseTests(LedgerCase):
    def test_a_released_email_does_not_count_the_attempt(self):
        change = lambda: ledger.release(self.delivery.pk, LATER)  # noqa: E731
        self.check_change(change, IN_HAND, email="pending", email_attempts=2, email_due=LATER)

    def test_a_claim_and_a_release_leave_the_attempts_as_they_were(self):
        for attempts in (0, 4):
            self.put(email_attempts=attempts)
            self.assertTrue(ledger.claim(self.delivery.pk, even_early=True))
            ledger.release(self.delivery.pk, NOW)
            self.check(email="pending", email_attempts=attempts)

    def test_a_release_may_choose_state_and_reason(self):
        for reason in ("paused", ""):
            self.put(email="sending", email_attempts=1, email_reason="before")
            ledger.release(self.delivery.pk, LATER, state="digest", reason=reason)
            self.check(email="digest", email_attempts=0, email_reason=reason)

    def test_an_email_without_an_attempt_is_not_released(self):
        self.put(email="sending", email_attempts=0)
        ledger.release(self.delivery.pk, LATER)
        self.check(email="sending", email_attempts=0)


class ManyTests(LedgerCase):
    """Tests of the changes to several deliveries at once."""

    def check_many(self, change, states, **fields):
        """Check a change that takes ids, and that it returns the number of rows it changed."""
        self.check_change(lambda: change([self.delivery.pk]), states, **fields)
        Delivery.objects.update(email=min(states))
        self.assertEqual(change([]), 0)
        self.assertEqual(change(list(Delivery.objects.values_list("pk", flat=True))), 2)

    def test_only_waiting_emails_are_skipped(self):
        fields = {"email": "skipped", "email_reason": "stopped", "email_at": NOW}
        self.check_many(lambda ids: ledger.skip(ids, "stopped"), {"pending"}, **fields)

    def test_only_emails_of_a_stopped_fan_out_are_unskipped(self):
        self.put(email="skipped", email_reason="muted")
        self.assertEqual(ledger.unskip([self.delivery.pk]), 0)
        for state in STATES:
            Delivery.objects.update(email=state, email_reason="stopped", email_due=LONG_AGO)
            self.assertEqual(ledger.unskip([self.delivery.pk]), int(state == "skipped"))
            self.assertEqual(Delivery.objects.get(message=self.other).email, state)
        self.put(email="skipped", email_reason="stopped")
        self.assertEqual(ledger.unskip([self.delivery.pk]), 1)
        self.check(email="pending", email_reason="", email_due=NOW)

    def test_cancelled_deliveries_fall_silent(self):
        waiting = {"pending", "digest", "failed"}
        for bell in Delivery.Bell.values:
            for state in STATES if bell != "skipped" else ["skipped"]:
                self.put(bell=bell, email=state, email_reason="before", email_at=LONG_AGO)
                ledger.cancel([self.delivery.pk], "removed")
                with self.subTest(bell=bell, state=state):
                    self.check(bell="quiet" if bell == "ringing" else bell)
                    skipped = {"email": "skipped", "email_reason": "removed", "email_at": NOW}
                    kept = {"email": state, "email_reason": "before", "email_at": LONG_AGO}
                    self.check(**skipped if state in waiting else kept)
        other = Delivery.objects.get(message=self.other)
        self.assertEqual((other.bell, other.email), ("ringing", "pending"))

    def test_requeued_emails_begin_again(self):
        Delivery.objects.update(email="failed", email_attempts=5, email_failing_since=LONG_AGO, email_reason="no")
        with self.assertNumQueries(1):
            self.assertEqual(ledger.requeue(Delivery.objects.filter(pk=self.delivery.pk)), 1)
        self.check(email="pending", email_reason="", email_attempts=0, email_failing_since=None, email_due=NOW)
        self.assertEqual(Delivery.objects.get(message=self.other).email, "failed")


class LeavingTests(LedgerCase):
    def test_emails_of_a_left_thread_are_cancelled_be_they_for_now_or_for_a_digest(self):
        change = lambda: ledger.cancel_emails(self.message.thread_id, [self.instructor.pk])  # noqa: E731
        fields = {"email": "skipped", "email_reason": "left", "email_at": NOW}
        self.check_change(change, {"pending", "digest"}, **fields)
        with self.assertNumQueries(1):
            change()

    def test_other_threads_and_other_people_keep_their_emails(self):
        ledger.cancel_emails(self.other.thread_id, [self.instructor.pk])
        ledger.cancel_emails(self.message.thread_id, [self.learner.pk])
        self.check(email="pending")
        self.assertEqual(Delivery.objects.get(message=self.other).email, "skipped")

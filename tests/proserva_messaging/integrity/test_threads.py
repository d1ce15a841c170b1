"""Tests of the rules of threads and participants: each is broken, counted, repaired, and holds afterwards."""

from demo.campus import api as campus
from proserva_messaging.models import (
    Delivery,
    Message,
    Participant,
    Thread,
)
from tests.integrity_case import NOW, IntegrityCase


class ThreadTests(IntegrityCase):
    def intrude(self, thread=None, user=None, **fields):
        """Put a third person into a thread, as a person with SQL can."""
        participant = Participant(thread=thread or self.thread, user=user or self.classmate, seat=None, **fields)
        participant.save(force_insert=True)
        return participant

    def test_a_third_person_in_a_direct_thread_is_removed(self):
        self.intrude()
        later = self.answer(self.thread.pk, "Overheard")
        self.assertTrue(Delivery.objects.filter(message=later, recipient=self.classmate).exists())
        self.check("third_person", 1)
        self.thread.refresh_from_db()
        self.assertEqual(self.thread.kind, "direct")
        active = self.thread.participants.filter(left=None).order_by("seat")
        self.assertEqual(list(active.values_list("user__username", "seat")), [("lena", 1), ("ines", 2)])
        former = self.thread.participants.get(user=self.classmate)
        self.assertEqual((former.removed, former.seat), (True, None))
        self.answer(self.thread.pk, "Private again")
        self.assertFalse(Delivery.objects.filter(message__body="Private again", recipient=self.classmate).exists())
        newest = self.get(self.learner, "thread_messages", self.thread.pk).json()["results"]
        self.assertIn("removed", str(newest))
        self.check_all()

    def test_a_direct_thread_without_its_pair_becomes_a_group(self):
        self.intrude()
        Thread.objects.filter(pk=self.thread.pk).update(direct_key="f" * 64)
        self.check("third_person", 1)
        self.thread.refresh_from_db()
        self.assertEqual((self.thread.kind, self.thread.direct_key, self.thread.group_chat), ("group", None, True))
        self.check_all()

    def test_a_wrong_key_is_computed_again(self):
        for wrong in ("f" * 64, None):
            Thread.objects.filter(pk=self.thread.pk).update(direct_key=wrong)
            self.check("direct_key", 1)
            self.thread.refresh_from_db()
            key = Thread.make_direct_key(self.key, self.learner.pk, self.instructor.pk)
            self.assertEqual(self.thread.direct_key, key)

    def test_a_second_direct_thread_of_a_pair_becomes_a_group(self):
        other = self.ask("Second", to="amir").thread
        other.participants.filter(user=self.assistant).update(user=self.instructor)
        Message.objects.filter(thread=other).update(sender=self.learner)
        Delivery.objects.filter(thread=other).update(recipient=self.instructor)
        self.check("direct_key", 1)
        other.refresh_from_db()
        self.assertEqual((other.kind, other.direct_key), ("group", None))
        self.thread.refresh_from_db()
        self.assertEqual(self.thread.kind, "direct")
        self.check_all()

    def test_missing_seats_are_given(self):
        Participant.objects.update(seat=None)
        self.check("seats", 1)
        self.assertEqual(set(self.thread.participants.values_list("seat", flat=True)), {1, 2})
        self.assertEqual(set(self.group.participants.values_list("seat", flat=True)), {None})

    def test_the_seat_of_a_person_who_left_is_freed(self):
        self.intrude(left=NOW)
        Participant.objects.filter(thread=self.thread, seat=2).update(seat=None)
        Participant.objects.filter(thread=self.thread, user=self.classmate).update(seat=2)
        self.check("seats", 1)
        self.assertIsNone(self.thread.participants.get(user=self.classmate).seat)
        self.check_all()

    def test_a_group_without_an_owner_gets_one_from_the_team(self):
        Participant.objects.filter(thread=self.group).update(role="member")
        self.check("owner", 1)
        self.assertEqual(self.group.participants.get(role="owner").user, self.instructor)

    def test_a_group_that_no_one_of_the_course_is_in_gets_an_owner_too(self):
        Participant.objects.filter(thread=self.group).update(role="member")
        Participant.objects.filter(thread=self.group, user=self.instructor).update(left=NOW)
        for user in (self.learner, self.classmate):
            campus.unenroll(user, self.course)
        Participant.objects.filter(thread=self.group).update(role="member")
        self.check("owner", 1)

    def test_an_empty_group_needs_no_owner(self):
        Participant.objects.filter(thread=self.group).update(role="member", left=NOW)
        self.check("owner", 0)

    def test_participants_of_an_announcement_are_deleted(self):
        self.intrude(self.announcement.message.thread)
        self.check("announced_to", 1)
        self.check_all()

    def test_an_inbox_never_shows_a_message_of_another_thread(self):
        theirs = self.ask("Not yours", sender=self.classmate)
        Participant.objects.filter(thread=self.thread, user=self.learner).update(last_message=theirs)
        Participant.objects.filter(thread=self.thread, user=self.instructor).update(last_message=None)
        self.check("last_message", 2)
        newest = self.thread.participants.values_list("last_message", flat=True)
        self.assertEqual(set(newest), {self.message.pk})

    def test_a_scheduled_broadcast_has_no_place_in_the_inbox_yet(self):
        self.wait()
        self.check_all()

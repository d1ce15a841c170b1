"""Tests of the constraints: what the database itself refuses."""

import ddt
from django.db import IntegrityError, transaction
from django.utils import timezone

from proserva_messaging import api
from proserva_messaging.conversations import groups, members
from proserva_messaging.models import Delivery, Participant, Thread
from tests.campus_case import CampusCase
from tests.factories import make_learner

NOW = timezone.now()


@ddt.ddt
class SeatTests(CampusCase):
    def setUp(self):
        super().setUp()
        self.thread = self.ask().thread

    def seats(self, thread=None):
        """Return the seats by username."""
        rows = (thread or self.thread).participants.values_list("user__username", "seat")
        return dict(rows)

    def add(self, **fields):
        with transaction.atomic():
            Participant.objects.create(thread_id=self.thread.pk, user=self.classmate, **fields)

    @ddt.data({}, {"role": "owner"}, {"role": "member", "starred": True}, {"seat": 1}, {"seat": 2}, {"seat": 3})
    def test_a_direct_thread_takes_no_third_person(self, fields):
        with self.assertRaises(IntegrityError):
            self.add(**fields)
        with self.assertRaises(IntegrityError), transaction.atomic():
            Participant.objects.bulk_create([Participant(thread=self.thread, user=self.classmate, **fields)])
        self.assertEqual(len(self.seats()), 2)

    def test_a_person_who_left_has_no_seat(self):
        self.add(left=NOW)
        self.assertEqual(self.seats(), {"lena": 1, "ines": 2, "noor": None})

    def test_a_group_takes_any_number(self):
        api.set_group_chat(self.instructor, self.thread.pk, True)
        people = [make_learner(self.course).username for _ in range(3)]
        members.add_participants(self.instructor, self.thread.pk, people, "none")
        self.add()
        self.assertEqual(self.thread.participants.count(), 6)
        self.assertEqual(sorted(filter(None, self.seats().values())), [1, 2])

    def test_a_group_that_becomes_direct_again_gives_its_seats_to_the_pair(self):
        api.set_group_chat(self.instructor, self.thread.pk, True)
        members.add_participants(self.instructor, self.thread.pk, ["noor"], "none")
        members.leave_thread(self.learner, self.thread.pk)
        api.set_group_chat(self.instructor, self.thread.pk, False)
        self.thread.refresh_from_db()
        self.assertEqual(self.thread.kind, "direct")
        seats = self.seats()
        self.assertIsNone(seats["lena"])
        self.assertEqual({seats["ines"], seats["noor"]}, {1, 2})
        with self.assertRaises(IntegrityError), transaction.atomic():
            Participant.objects.create(thread=self.thread, user=self.assistant)

    def test_a_started_group_has_no_seats(self):
        thread = groups.start_group(self.instructor, self.key, ["lena", "noor"], "Hello").thread
        self.assertEqual(set(self.seats(thread).values()), {None})


@ddt.ddt
class ForbiddenTests(CampusCase):
    def setUp(self):
        super().setUp()
        self.message = self.ask()

    @ddt.data(
        (Thread, {"kind": "room"}),
        (Thread, {"kind": "group"}),
        (Thread, {"closed": NOW}),
        (Participant, {"role": "king"}),
        (Participant, {"removed": True}),
        (Delivery, {"bell": "loud"}),
        (Delivery, {"email": "lost"}),
        (Delivery, {"bell": "skipped"}),
    )
    @ddt.unpack
    def test_such_a_change_is_refused(self, model, values):
        with self.assertRaises(IntegrityError), transaction.atomic():
            model.objects.update(**values)

    def test_a_system_message_has_no_text(self):
        with self.assertRaises(IntegrityError), transaction.atomic():
            self.message.event = {"type": "left", "actor": None, "people": []}
            self.message.save()

"""Tests of the rules of deliveries: each is broken, counted, repaired, and holds afterwards."""

from proserva_messaging.models import (
    Announcement,
    Attachment,
    Broadcast,
    Delivery,
    FanOut,
    Participant,
    Thread,
)
from tests.factories import make_learner
from tests.integrity_case import ELSEWHERE, NOW, IntegrityCase


class DeliveryTests(IntegrityCase):
    def test_the_copy_of_a_thread_is_made_again(self):
        Delivery.objects.filter(message=self.message).update(thread=self.group)
        self.check("thread_copy", 1)
        self.assertEqual(Delivery.objects.get(message=self.message).thread, self.thread)

    def test_a_delivery_to_a_stranger_is_deleted(self):
        Delivery.objects.create(message=self.message, thread=self.thread, recipient=self.outsider)
        self.assertEqual(self.get(self.outsider, "notification_count").json(), {"count": 1})
        self.check("stranger", 1)
        self.assertEqual(self.get(self.outsider, "notification_count").json(), {"count": 0})

    def test_people_who_were_skipped_or_left_are_no_strangers(self):
        make_learner(self.course, username="mila")
        Delivery.objects.create(
            message=self.sent.fan_out.message,
            thread=self.sent.thread,
            recipient=self.outsider,
            bell="skipped",
            email="skipped",
        )
        Participant.objects.filter(thread=self.group, user=self.classmate).update(left=NOW)
        self.check_all()

    def test_a_delivery_to_its_sender_is_deleted(self):
        Delivery.objects.create(message=self.message, thread=self.thread, recipient=self.learner)
        self.check("oneself", 1)

    def test_a_file_is_in_the_course_of_its_message(self):
        Attachment.objects.update(course_id=ELSEWHERE)
        unclaimed = self.upload()
        self.check("file_course", 1)
        self.assertEqual({each.course_id for each in Attachment.objects.all()}, {self.key})
        self.assertTrue(Attachment.objects.filter(pk=unclaimed.pk, message=None).exists())

    def test_broadcasts_announcements_and_fan_outs_are_in_the_course_of_their_threads(self):
        for name, model in (
            ("fan_out_course", FanOut),
            ("broadcast_course", Broadcast),
            ("announcement_course", Announcement),
        ):
            model.objects.update(course_id=ELSEWHERE)
            self.check(name, model.objects.count())
            self.assertEqual({each.course_id for each in model.objects.all()}, {self.key})

    def test_the_thread_of_an_announcement_gets_its_kind(self):
        thread = self.announcement.message.thread
        Thread.objects.filter(pk=thread.pk).update(kind="group", group_chat=True)
        self.check("announcement", 1)
        thread.refresh_from_db()
        self.assertEqual(thread.kind, "announcement")

    def test_a_broadcast_gets_the_thread_of_its_message(self):
        original = self.sent.thread
        other = Thread.objects.create(course_id=self.key, kind="broadcast")
        Broadcast.objects.filter(pk=self.sent.pk).update(thread=other)
        self.check("broadcast", 1)
        self.assertEqual(Broadcast.objects.get(pk=self.sent.pk).thread, original)

    def test_a_thread_of_another_broadcast_is_left_to_a_person(self):
        second = Broadcast.objects.get(pk=self.broadcast()["id"])
        spare = Thread.objects.create(course_id=self.key, kind="broadcast")
        first, second_thread = self.sent.thread, second.thread
        Broadcast.objects.filter(pk=self.sent.pk).update(thread=spare)
        Broadcast.objects.filter(pk=second.pk).update(thread=first)
        self.check("broadcast", 2, repaired=1)
        self.assertEqual(Broadcast.objects.get(pk=second.pk).thread, second_thread)

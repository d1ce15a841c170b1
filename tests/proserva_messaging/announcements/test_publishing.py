"""Tests of publishing: announcements ring at their time, are cancelled with it, and are never delivered twice."""

import io
from unittest import mock

import ddt
from django.core import mail
from django.core.management import call_command
from django.utils import timezone

from demo.campus import api as campus
from proserva_messaging import api, tasks
from proserva_messaging.announcements import publishing
from proserva_messaging.models import Announcement, Delivery
from tests.announcement_case import AnnouncementCase, in_hours
from tests.factories import make_learner

# All people in the course except the author.
RUNG = [("amir", "ringing"), ("lena", "ringing"), ("noor", "ringing")]


def sweep():
    """Run the sweep."""
    call_command("proserva_deliver", stdout=io.StringIO())


@ddt.ddt
class RingingTests(AnnouncementCase):
    def bells(self, announcement):
        return [(name, bell) for name, bell, _email, _reason in self.deliveries(announcement)]

    def emails(self, announcement):
        return [(name, email, reason) for name, _bell, email, reason in self.deliveries(announcement)]

    def test_it_rings_for_all_enrolled_people_and_sends_no_email(self):
        posted = self.announce()
        self.assertEqual(self.bells(posted), RUNG)
        self.assertEqual({email for _name, email, _reason in self.emails(posted)}, {"skipped"})
        self.assertEqual(mail.outbox, [])

    def test_it_rings_no_bell_if_that_is_not_wanted(self):
        self.assertEqual(self.deliveries(self.announce(ring=False)), [])

    def test_emails_go_out_where_that_is_wanted_and_lead_to_the_course(self):
        posted = self.announce(email=True)
        self.assertEqual(self.emails(posted), [("amir", "sent", ""), ("lena", "sent", ""), ("noor", "sent", "")])
        sent = mail.outbox[0]
        self.assertIn("Welcome · Demo course", sent.subject)
        html = sent.alternatives[0][0]
        for text in (sent.body, html):
            self.assertIn(posted["url"].replace(":", "%3A"), text.replace(":", "%3A").replace("%3A//", "://"))
            self.assertIn("View in course", text)
            self.assertNotIn("answer", text)

    def test_who_wants_no_emails_gets_none(self):
        api.set_email_choice(self.learner, "none", self.key)
        posted = self.announce(email=True)
        self.assertEqual(self.emails(posted)[1:], [("lena", "skipped", "opted_out"), ("noor", "sent", "")])

    def test_the_daily_digest_has_it_too(self):
        api.set_email_choice(self.learner, "daily", self.key)
        posted = self.announce(email=True)
        self.assertIn(("lena", "digest", ""), self.emails(posted))
        mail.outbox.clear()
        call_command("proserva_deliver", "--digests-now", stdout=io.StringIO())
        self.assertEqual(len(mail.outbox), 1)
        self.assertIn("/announcements/#announcement-", mail.outbox[0].body)

    @ddt.data("draft", "scheduled")
    def test_an_unpublished_announcement_rings_no_bell(self, state):
        posted = self.announce(publish_at=None if state == "draft" else in_hours(1).isoformat())
        sweep()
        self.assertEqual((posted["state"], self.deliveries(posted)), (state, []))

    def test_the_sweep_rings_at_the_time_and_once(self):
        posted = self.announce(publish_at=in_hours(1).isoformat(), email=True)
        self.shift(posted, publish_at=-0.1, reconcile_at=-0.1)
        for _twice in range(2):
            sweep()
        self.assertEqual(self.bells(posted), RUNG)
        self.assertEqual(len(mail.outbox), 3)

    def test_a_task_waits_for_the_time(self):
        with mock.patch.object(tasks, "_queue") as queue:
            posted = self.announce(publish_at=in_hours(0.1).isoformat())
            self.assertAlmostEqual(queue.call_args.kwargs["countdown"], 360, delta=10)
            # A task for a distant time runs earlier and queues itself again: a broker does not keep it that long.
            self.change(posted, publish_at=in_hours(48).isoformat())
            self.assertEqual(queue.call_args.kwargs["countdown"], tasks.LATEST.total_seconds())
            tasks.reconcile_announcement(posted["id"])
            self.assertEqual(queue.call_args.kwargs["countdown"], tasks.LATEST.total_seconds())
        self.assertEqual(self.deliveries(posted), [])

    def test_a_broker_that_is_away_stops_nothing(self):
        broken = mock.patch.object(tasks.reconcile_announcement, "apply_async", side_effect=OSError("no broker"))
        with broken, self.assertLogs("proserva_messaging", "ERROR"):
            posted = self.announce()
        self.assertEqual(self.deliveries(posted), [])
        sweep()
        self.assertEqual(self.bells(posted), RUNG)

    def test_an_announcement_that_ended_before_the_task_ran_rings_no_bell(self):
        posted = self.announce(publish_at=in_hours(1).isoformat(), expires_at=in_hours(2).isoformat())
        self.shift(posted, publish_at=-2, expires_at=-1, reconcile_at=-2)
        sweep()
        self.assertEqual(self.deliveries(posted), [])

    def test_who_left_hears_nothing(self):
        campus.unenroll(self.classmate, self.course)
        self.assertEqual([row[0] for row in self.bells(self.announce())], ["amir", "lena"])

    def test_settling_at_any_time_changes_nothing(self):
        posted = self.announce(email=True)
        before = self.deliveries(posted)
        for _round in range(3):
            Announcement.objects.update(reconcile_at=timezone.now())
            publishing.reconcile(posted["id"])
        self.assertEqual((self.deliveries(posted), len(mail.outbox)), (before, 3))
        self.assertIsNone(publishing.reconcile(10**9))


class WithdrawingTests(AnnouncementCase):
    def test_what_is_taken_down_rings_no_more_and_is_not_emailed(self):
        api.set_email_choice(self.learner, "daily", self.key)
        posted = self.announce(email=True)
        Delivery.objects.filter(recipient=self.classmate).update(email="failed", email_reason="550")
        self.change(posted, published=False)
        quiet = ("quiet", "skipped", "stopped")
        self.assertEqual(self.deliveries(posted), [("amir", "quiet", "sent", ""), ("lena", *quiet), ("noor", *quiet)])

    def test_published_again_it_rings_no_bell_twice_and_sends_the_missing_emails(self):
        api.set_email_choice(self.learner, "daily", self.key)
        posted = self.announce(email=True)
        late = make_learner(self.course, username="zoe")
        mail.outbox.clear()
        down = self.change(posted, published=False)
        self.change(down, published=True)
        sweep()
        self.assertEqual(
            self.deliveries(posted),
            [("amir", "quiet", "sent", ""), ("lena", "quiet", "digest", ""), ("noor", "quiet", "sent", "")],
        )
        self.assertEqual([each.to for each in mail.outbox], [])
        self.assertEqual(Delivery.objects.filter(recipient=late).count(), 0)

    def test_at_its_end_it_rings_no_more(self):
        posted = self.announce(expires_at=in_hours(1).isoformat())
        self.assertIsNotNone(Announcement.objects.get().reconcile_at)
        self.shift(posted, publish_at=-2, expires_at=-1, reconcile_at=-1)
        sweep()
        self.assertEqual({bell for _name, bell, *_rest in self.deliveries(posted)}, {"quiet"})
        self.assertIsNone(Announcement.objects.get().reconcile_at)

    def test_a_deletion_that_was_cut_short_is_finished(self):
        posted = self.announce(attachments=[self.upload(self.instructor).pk])
        cut = mock.patch.object(publishing, "_purge", side_effect=OSError("killed"))
        with cut, self.assertLogs("celery", "ERROR"):
            self.remove(posted)
        self.assertEqual(self.titles(self.instructor), [])
        (item,) = self.get(self.learner, "notifications").json()["results"]
        self.assertIn("no longer shown", item["preview"])
        sweep()
        self.assertFalse(Announcement.objects.exists() or Delivery.objects.exists())

    def test_one_that_changed_meanwhile_is_looked_at_again(self):
        posted = self.announce()
        Announcement.objects.update(reconcile_at=timezone.now())

        def meanwhile(announcement):
            Announcement.objects.update(version=9, hidden_at=timezone.now(), reconcile_at=timezone.now())

        with mock.patch.object(publishing, "_announce", side_effect=meanwhile):
            publishing.reconcile(posted["id"])
        self.assertIsNotNone(Announcement.objects.get().reconcile_at)
        sweep()
        self.assertEqual({bell for _name, bell, *_rest in self.deliveries(posted)}, {"quiet"})

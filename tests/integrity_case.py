"""The base class of tests of the rules of the stored data."""

from datetime import timedelta

from django.utils import timezone

from proserva_messaging.conversations import groups
from proserva_messaging.integrity.checking import check, list_rules
from proserva_messaging.models import (
    Announcement,
    Broadcast,
    CourseSettings,
    Disclosure,
    Export,
    Hold,
    Preference,
)
from proserva_messaging.moderation import reporting
from tests.announcement_case import AnnouncementCase
from tests.broadcast_case import BroadcastCase

RULES = {rule.name: rule for rule in list_rules()}


NOW = timezone.now()


ELSEWHERE = "course-v1:Else+Where+2026"


class IntegrityCase(BroadcastCase, AnnouncementCase):
    """A conversation, a group, a broadcast and an announcement, all by the rules."""

    def setUp(self):
        super().setUp()
        self.message = self.ask("Mine", attachment_ids=[self.upload().pk])
        self.thread = self.message.thread
        with self.captureOnCommitCallbacks(execute=True):
            started = groups.start_group(self.instructor, self.key, ["lena", "noor"], "All of you", title="Group")
        self.group = started.thread
        self.sent = Broadcast.objects.get(pk=self.broadcast()["id"])
        self.announcement = Announcement.objects.get(pk=self.announce()["id"])
        Preference.objects.create(user=self.learner, email="none")
        CourseSettings.objects.create(course_id=self.key)
        Hold.objects.create(person_id=self.outsider.pk, reason="A complaint about harassment")
        reporting.report_message(self.instructor, self.message.pk, "other")
        Disclosure.objects.create(thread=self.thread, user=self.assistant, reason="A complaint about harassment")
        Export.objects.create(user=self.learner, expires=NOW + timedelta(days=1))

    def check(self, name, broken, *, repaired=None):
        """Check that a rule counts these rows, repairs them (all unless `repaired`), and then holds."""
        self.assertEqual(check(RULES[name]).broken, broken)
        # Looking changes nothing.
        self.assertEqual(check(RULES[name]).broken, broken)
        repaired = broken if repaired is None else repaired
        with self.captureOnCommitCallbacks(execute=True):
            result = check(RULES[name], repair=True)
        self.assertEqual((result.broken, result.repaired, result.left), (broken, repaired, broken - repaired))
        self.assertEqual(check(RULES[name]).broken, broken - repaired)

    def check_all(self):
        """Check that all rules hold."""
        for name, rule in RULES.items():
            self.assertEqual(check(rule).broken, 0, name)

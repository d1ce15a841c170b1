"""Tests of legal holds: who sets and releases them, and that retirement and deletion keep what they cover."""

import ddt
from django.utils import timezone

from proserva_messaging import retirement
from proserva_messaging.errors import InvalidError, NotFoundError
from proserva_messaging.models import Announcement, Attachment, AuditEntry, Hold, Message, Retirement, Sealed, Thread
from proserva_messaging.retention.holding import release_hold, set_hold
from proserva_messaging.sweep import sweep
from tests.admin_case import admin_url
from tests.campus_case import make_client
from tests.retention_case import REASON, RetentionCase


@ddt.ddt
class HoldTests(RetentionCase):
    def test_setting_and_releasing_are_recorded_with_the_reason(self):
        hold = set_hold(self.root, f"  {REASON}\n", person_id=self.learner.pk)
        for _ in range(2):
            release_hold(self.root, hold.pk)
        found = AuditEntry.objects.filter(action__startswith="hold.").order_by("pk")
        self.assertEqual([row.action for row in found], ["hold.set", "hold.released"])
        self.assertEqual(
            {(row.actor_id, row.person_id, row.reason) for row in found}, {(self.root.pk, self.learner.pk, REASON)}
        )

    def test_only_superusers(self):
        hold = set_hold(self.root, REASON, thread_id=self.thread.pk)
        for user in (self.instructor, self.assistant):
            with self.assertRaises(NotFoundError):
                set_hold(user, REASON, thread_id=self.thread.pk)
            with self.assertRaises(NotFoundError):
                release_hold(user, hold.pk)
        with self.assertRaises(NotFoundError):
            release_hold(self.root, 999_999)
        self.assertIsNone(Hold.objects.get().released)

    @ddt.data({}, {"thread_id": 1, "person_id": 1})
    def test_exactly_one_object(self, of):
        with self.assertRaises(InvalidError):
            set_hold(self.root, REASON, **of)

    @ddt.data("", "too short", "x" * 501)
    def test_a_reason_has_a_length(self, reason):
        with self.assertRaises(InvalidError):
            set_hold(self.root, reason, person_id=1)

    def test_the_person_does_not_see_it(self):
        set_hold(self.root, REASON, person_id=self.learner.pk)
        self.assertEqual(self.get(self.learner, "audit").json()["results"], [])


@ddt.ddt
class PageTests(RetentionCase):
    """The page of Django admin."""

    def add(self, user=None, **more):
        data = {"course": "", "thread": "", "username": "", "reason": REASON, **more}
        return make_client(user or self.root).post(admin_url("hold_add"), data)

    def test_a_superuser_sets_and_releases_a_hold(self):
        for data in ({"course": str(self.key)}, {"thread": self.thread.pk}, {"username": "lena"}):
            self.assertEqual(self.add(**data).status_code, 302, data)
        self.assertEqual(Hold.objects.filter(released=None).count(), 3)
        client = make_client(self.root)
        self.assertContains(client.get(admin_url("hold_changelist")), "lena")
        data = {"action": "release", "_selected_action": list(Hold.objects.values_list("pk", flat=True))}
        client.post(admin_url("hold_changelist"), data)
        self.assertFalse(Hold.objects.filter(released=None).exists())

    @ddt.data(
        {},
        {"course": "x"},
        {"thread": 999_999},
        {"username": "nobody"},
        {"thread": 1, "username": "lena"},
        {"username": "lena", "reason": "short"},
    )
    def test_what_cannot_be_held_is_refused(self, data):
        self.assertEqual(self.add(**data).status_code, 200)
        self.assertFalse(Hold.objects.exists())

    def test_no_one_else_and_no_change(self):
        self.add(username="lena")
        hold = Hold.objects.get()
        for page in (admin_url("hold_changelist"), admin_url("hold_add"), admin_url("hold_change", hold.pk)):
            self.assertIn(make_client(self.assistant).get(page).status_code, (302, 403))
        client = make_client(self.root)
        self.assertContains(client.get(admin_url("hold_change", hold.pk)), REASON)
        self.assertEqual(client.post(admin_url("hold_change", hold.pk), {"reason": "x"}).status_code, 403)
        self.assertEqual(client.post(admin_url("hold_delete", hold.pk), {"post": "yes"}).status_code, 403)


@ddt.ddt
class RetirementTests(RetentionCase):
    """A retirement under hold hides everything at once and keeps it sealed until the release."""

    def retire(self):
        with self.captureOnCommitCallbacks(execute=True):
            return retirement.retire(self.learner)

    @ddt.data("person", "thread", "course")
    def test_what_was_written_is_hidden_and_sealed_until_the_release(self, scope):
        held = {"person": {"person_id": self.learner.pk}, "thread": {"thread_id": self.thread.pk}}
        hold = set_hold(self.root, REASON, **held.get(scope, {"course_key": self.key}))
        attachment = Attachment.objects.get(message=self.message)
        storage, name = attachment.file.storage, attachment.file.name
        self.assertTrue(self.retire())
        self.assertFalse(Retirement.objects.exists())
        self.assertEqual(self.texts(self.instructor, self.thread.pk), [""])
        self.assertEqual(self.get(self.instructor, "attachment", attachment.pk).status_code, 404)
        sealed = Sealed.objects.get(kind="Message", key=self.message.pk)
        self.assertEqual((sealed.content["body"], sealed.person_id), ("Mine", self.learner.pk))
        self.assertEqual(Sealed.objects.get(kind="Attachment").content["file"], name)
        self.assertTrue(storage.exists(name))
        rows = Sealed.objects.count()
        self.assertTrue(self.retire())
        self.assertEqual(Sealed.objects.count(), rows)
        with self.captureOnCommitCallbacks(execute=True):
            release_hold(self.root, hold.pk)
        self.assertFalse(Sealed.objects.exists())
        self.assertFalse(storage.exists(name))
        self.check_all()

    def test_without_a_hold_nothing_is_sealed(self):
        hold = set_hold(self.root, REASON, thread_id=self.group.pk)
        release_hold(self.root, hold.pk)
        self.assertTrue(self.retire())
        self.assertFalse(Sealed.objects.exists())

    def test_another_hold_keeps_it(self):
        first = set_hold(self.root, REASON, person_id=self.learner.pk)
        set_hold(self.root, REASON, thread_id=self.thread.pk)
        self.retire()
        release_hold(self.root, first.pk)
        self.assertEqual(set(Sealed.objects.values_list("thread_id", flat=True)), {self.thread.pk})


class AnnouncementTests(RetentionCase):
    def test_a_deleted_announcement_is_hidden_and_kept_until_the_release(self):
        hold = set_hold(self.root, REASON, course_key=self.key)
        shown = self.get(self.instructor, "announcement", self.announcement.pk).json()
        self.remove(shown)
        self.assertEqual(self.titles(self.instructor), [])
        sweep()
        kept = Announcement.objects.get(pk=self.announcement.pk)
        self.assertEqual(kept.message.body, "Read *this* first.")
        self.assertIsNone(kept.reconcile_at)
        release_hold(self.root, hold.pk)
        sweep()
        self.assertFalse(Announcement.objects.filter(pk=self.announcement.pk).exists())
        self.assertFalse(Thread.objects.filter(kind="announcement").exists())
        self.assertTrue(Message.objects.exists())
        self.assertLess(kept.created, timezone.now())

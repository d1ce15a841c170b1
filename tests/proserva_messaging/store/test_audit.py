"""Tests of the audit trail: its rows are only added, and each privileged action writes one."""

import io

import ddt
from django.core.management import call_command
from django.db import IntegrityError, transaction
from django.test import TestCase
from django.utils import timezone

from demo.campus import api as campus
from proserva_messaging import retirement
from proserva_messaging.conversations import disclosures, members, ownership
from proserva_messaging.edxapp.keys import read_course_key
from proserva_messaging.errors import NotFoundError
from proserva_messaging.models import AuditEntry, CourseSettings, Delivery, Failure, FanOut
from proserva_messaging.models.audit import AppendOnlyError
from proserva_messaging.store import audit
from tests.admin_case import NO_CARE, REASON, admin_url
from tests.announcement_case import AnnouncementCase
from tests.broadcast_case import BroadcastCase
from tests.campus_case import make_client
from tests.group_case import GroupCase

Action = audit.Action
KEY = read_course_key("course-v1:Test+Audit+2026")


def list_entries(**which):
    """Return the entries without their times, the oldest first, as dicts without empty values."""
    names = ("action", "actor_id", "person_id", "thread_id", "course_id", "reason", "facts")
    rows = AuditEntry.objects.filter(**which).order_by("pk").values(*names)
    return [{name: value for name, value in row.items() if value not in (None, "", {})} for row in rows]


@ddt.ddt
class EntryTests(TestCase):
    def setUp(self):
        audit.record(Action.ROLE_CHANGED, actor_id=1, person_id=2, thread_id=3, course_key=KEY, facts={"role": "owner"})
        self.entry = AuditEntry.objects.get()

    def test_an_entry_holds_what_was_recorded(self):
        self.assertEqual(
            list_entries(),
            [
                {
                    **{"action": "role.changed", "actor_id": 1, "person_id": 2, "thread_id": 3},
                    **{"course_id": KEY, "facts": {"role": "owner"}},
                }
            ],
        )

    def test_one_statement_writes_an_entry_or_one_for_each_of_many_people(self):
        with self.assertNumQueries(1):
            audit.record(Action.USER_RETIRED, actor_id=None, person_id=2)
        with self.assertNumQueries(1):
            audit.record_people(Action.MEMBER_ADDED, range(50), actor_id=1)
        with self.assertNumQueries(0):
            audit.record_people(Action.MEMBER_ADDED, [], actor_id=1)
        self.assertEqual(AuditEntry.objects.filter(action="member.added").count(), 50)

    @ddt.data(
        lambda entry: entry.save(),
        lambda entry: entry.delete(),
        lambda entry: AuditEntry.objects.update(reason="x"),
        lambda entry: AuditEntry.objects.all().delete(),
        lambda entry: AuditEntry.objects.filter(pk=entry.pk).update(reason="x"),
        lambda entry: AuditEntry.objects.bulk_update([entry], ["reason"]),
        lambda entry: AuditEntry.objects.update_or_create(pk=entry.pk, defaults={"reason": "x"}),
        lambda entry: AuditEntry.objects.bulk_create(
            [entry], update_conflicts=True, update_fields=["reason"], unique_fields=["id"]
        ),
        lambda entry: AuditEntry._base_manager.all().delete(),
        lambda entry: AuditEntry._default_manager.all()._raw_delete("default"),
    )
    def test_an_entry_is_neither_changed_nor_deleted(self, attempt):
        before = list_entries()
        with self.assertRaises(AppendOnlyError):
            attempt(self.entry)
        self.assertEqual(list_entries(), before)

    def test_a_new_row_does_not_replace_an_old_one(self):
        with self.assertRaises(IntegrityError), transaction.atomic():
            AuditEntry(pk=self.entry.pk, action="x").save()
        self.assertEqual(AuditEntry.objects.get().action, "role.changed")

    def test_an_unknown_action_is_an_error(self):
        with self.assertRaises(ValueError):
            audit.record("thread.peeked", actor_id=1)

    @ddt.data(
        {"text": "two words"},
        {"a sentence": 1},
        {"people": [1, {"name": "Lena Fischer"}]},
        {"text": "x" * 256},
        {"text": "line\nbreak"},
        {"text": b"bytes"},
    )
    def test_facts_hold_no_text(self, facts):
        with self.assertRaises(ValueError):
            audit.record(Action.DATA_EXPORTED, actor_id=1, facts=facts)
        with self.assertRaises(ValueError):
            audit.record_people(Action.DATA_EXPORTED, [1], actor_id=1, facts=facts)

    @ddt.data({}, {"ids": [1, 2], "on": True, "share": 0.5, "until": "2026-11-29T10:00:00+00:00"}, {"state": None})
    def test_facts_hold_ids_codes_and_counts(self, facts):
        audit.record(Action.DATA_EXPORTED, actor_id=1, facts=facts)
        self.assertEqual(AuditEntry.objects.latest("pk").facts, facts)


class GroupEntryTests(GroupCase):
    """The entries of what members of a group do to each other."""

    def setUp(self):
        super().setUp()
        self.expand("noor")
        self.of = {"actor_id": self.instructor.pk, "thread_id": self.thread_id, "course_id": self.key}

    def test_adding_and_removing_people(self):
        self.assertEqual(self.remove("noor").status_code, 204)
        noor = {**self.of, "person_id": self.classmate.pk}
        self.assertEqual(
            list_entries(),
            [
                {"action": "member.added", **noor, "facts": {"history": "none"}},
                {"action": "member.removed", **noor},
            ],
        )

    def test_leaving_is_ones_own_thing(self):
        before = list_entries()
        members.leave_thread(self.classmate, self.thread_id)
        self.assertEqual(list_entries(), before)

    def test_roles_and_permissions(self):
        for change, facts in (
            ({"may_add": True}, {"may_add": True}),
            ({"role": "owner"}, {"role": "owner"}),
        ):
            self.assertEqual(self.set_person("noor", **change).status_code, 200)
            noor = {**self.of, "person_id": self.classmate.pk}
            self.assertEqual(list_entries()[-1], {"action": "role.changed", **noor, "facts": facts})

    def test_handing_over(self):
        ownership.set_participant(self.instructor, self.thread_id, "noor", hand_over=True)
        found = list_entries(action=Action.ROLE_CHANGED)
        self.assertEqual(
            [(each["person_id"], each["facts"]) for each in found], [(self.classmate.pk, {"role": "owner"})]
        )

    def test_a_refused_change_has_no_entry(self):
        before = list_entries()
        self.assertEqual(self.set_person("lena", user=self.classmate, role="owner").status_code, 403)
        self.assertEqual(self.remove("lena", user=self.classmate).status_code, 403)
        self.assertEqual(list_entries(), before)

    def test_the_successor_of_a_retired_owner(self):
        self.assertTrue(retirement.retire(self.instructor))
        retired, changed = list_entries()[1:]
        self.assertEqual(retired, {"action": "user.retired", "person_id": self.instructor.pk})
        self.assertEqual((changed["action"], changed["facts"]), ("role.changed", {"role": "owner"}))
        self.assertNotIn("actor_id", changed)
        # Again: the same retirement is continued.
        self.assertTrue(retirement.retire(self.instructor))
        self.assertEqual(AuditEntry.objects.filter(action=Action.MEMBER_ADDED).count(), 1)

    def test_direct_threads_whose_owner_changes_with_the_platforms_roles(self):
        thread_id = self.ask(to="amir").thread_id
        campus.grant_role(self.learner, self.course, "instructor")
        campus.revoke_role(self.assistant, self.course, "staff")
        found = list_entries(action=Action.ROLE_CHANGED)
        self.assertEqual([each["facts"]["threads"] for each in found], [1] * len(found))
        self.assertTrue(found, thread_id)


class DoorTests(BroadcastCase, AnnouncementCase):
    """The entries of what the course team and operators do."""

    @classmethod
    def setUpTestData(cls):
        super().setUpTestData()
        cls.root = campus.create_person("root", name="Rita Root", is_staff=True, is_superuser=True)

    def test_a_disclosure_with_its_reason(self):
        thread_id = self.ask().thread_id
        disclosures.disclose(self.root, thread_id, REASON)
        expected = {"action": "thread.disclosed", "actor_id": self.root.pk, "thread_id": thread_id}
        self.assertEqual(list_entries(), [{**expected, "course_id": self.key, "reason": REASON}])
        with self.assertRaises(NotFoundError):
            disclosures.disclose(self.instructor, thread_id, REASON)
        self.assertEqual(AuditEntry.objects.count(), 1)

    def test_the_deletion_of_an_announcement_names_its_author(self):
        announcement = self.announce()
        announcement_id = announcement["id"]
        self.remove(announcement, user=self.assistant)
        (entry,) = list_entries()
        self.assertEqual((entry["action"], entry["actor_id"]), ("announcement.deleted", self.assistant.pk))
        self.assertEqual((entry["person_id"], entry["facts"]), (self.instructor.pk, {"announcement": announcement_id}))

    def test_a_cancelled_broadcast_once(self):
        broadcast_id = self.wait()["id"]
        for _ in range(2):
            self.assertEqual(self.post(self.instructor, "broadcast_cancel", broadcast_id).status_code, 200)
        found = list_entries(action=Action.BROADCAST_CANCELLED)
        self.assertEqual(
            [(each["actor_id"], each["facts"]) for each in found], [(self.instructor.pk, {"broadcast": broadcast_id})]
        )

    def test_the_command_of_broadcasts_has_no_actor(self):
        broadcast_id = self.wait()["id"]
        FanOut.objects.update(state="sending")
        for action in ("cancel", "resume"):
            call_command("proserva_broadcast", action, str(broadcast_id), stdout=io.StringIO())
        found = list_entries()
        self.assertEqual([each["action"] for each in found], ["broadcast.cancelled", "broadcast.resumed"])
        self.assertEqual(found[0]["facts"], {"broadcast": broadcast_id, "reason": "operator"})
        self.assertNotIn("actor_id", found[0])

    def test_a_broadcast_whose_author_left_the_team(self):
        broadcast_id = self.wait()["id"]
        campus.revoke_role(self.instructor, self.course, "instructor")
        (entry,) = list_entries(action=Action.BROADCAST_CANCELLED)
        self.assertEqual(entry["facts"], {"broadcast": broadcast_id, "reason": "author_left"})

    def test_the_export_of_a_report_but_not_a_look_at_it(self):
        broadcast_id = self.broadcast()["id"]
        self.get(self.assistant, "broadcast_recipients", broadcast_id)
        self.assertEqual(list_entries(), [])
        self.get(self.assistant, "broadcast_recipients", broadcast_id, format="csv")
        (entry,) = list_entries()
        self.assertEqual((entry["action"], entry["actor_id"]), ("data.exported", self.assistant.pk))
        self.assertEqual(self.get(self.learner, "broadcast_recipients", broadcast_id, format="csv").status_code, 404)
        self.assertEqual(AuditEntry.objects.count(), 1)

    def test_the_settings_of_a_course_by_the_names_of_what_changed(self):
        client = make_client(self.root)
        data = {"course_id": str(self.key), "contact": "", "peer_messages": "off", "button": "", **NO_CARE}
        client.post(admin_url("coursesettings_add"), data)
        row = CourseSettings.objects.get()
        client.post(admin_url("coursesettings_change", row.pk), {**data, "button": "off"})
        client.post(admin_url("coursesettings_delete", row.pk), {"post": "yes"})
        found = list_entries()
        self.assertEqual({(each["action"], each["actor_id"]) for each in found}, {("settings.changed", self.root.pk)})
        self.assertEqual([each["facts"] for each in found[1:]], [{"changed": ["button"]}, {"deleted": True}])

    def test_emails_and_work_tried_again_by_an_operator(self):
        self.ask()
        Delivery.objects.update(email="failed")
        failure = Failure.objects.create(
            kind="emails", key=1, error="E", **dict.fromkeys(("since", "last", "due"), timezone.now())
        )
        client = make_client(self.root)
        chosen = list(Delivery.objects.values_list("pk", flat=True))
        client.post(admin_url("delivery_changelist"), {"action": "send_again", "_selected_action": chosen})
        client.post(admin_url("failure_changelist"), {"action": "try_now", "_selected_action": [failure.pk]})
        found = [(each["action"], each["actor_id"]) for each in list_entries()]
        self.assertEqual(found, [("email.retried", self.root.pk), ("work.retried", self.root.pk)])

    def test_repaired_rows_by_rule(self):
        thread_id = self.ask().thread_id
        Delivery.objects.update(bell="ringing", read_at="2026-11-01T00:00Z")
        call_command("proserva_check", "read_rings", "--repair", stdout=io.StringIO())
        self.assertEqual(list_entries(), [{"action": "data.repaired", "facts": {"rule": "read_rings", "rows": 1}}])
        self.assertTrue(thread_id)

"""Tests of the export of the audit trail."""

import csv
import io
import json
from datetime import timedelta

import ddt
from django.core.management import CommandError, call_command
from django.utils import timezone

from proserva_messaging.models import AuditEntry
from proserva_messaging.store import audit
from tests.campus_case import CampusCase
from tests.factories import CourseFactory

Action = audit.Action


@ddt.ddt
class AuditCommandTests(CampusCase):
    def setUp(self):
        super().setUp()
        self.other = CourseFactory().id
        of = {"actor_id": self.instructor.pk, "person_id": self.learner.pk}
        audit.record(Action.ROLE_CHANGED, **of, course_key=self.key, reason="=1+1", facts={"role": "owner"})
        audit.record(Action.MEMBER_ADDED, **of, course_key=self.other)

    def export(self, *arguments):
        output = io.StringIO()
        call_command("proserva_audit", *arguments, stdout=output)
        return output.getvalue()

    def list(self, *arguments):
        return [json.loads(line)["action"] for line in self.export("--format", "jsonl", *arguments).splitlines()]

    def test_lines_of_json(self):
        first = json.loads(self.export("--format", "jsonl").splitlines()[0])
        self.assertEqual((first["actor"], first["person"], first["facts"]), ("ines", "lena", {"role": "owner"}))
        self.assertEqual(first["course_id"], str(self.key))

    def test_a_table_for_spreadsheets_has_no_formula(self):
        rows = list(csv.DictReader(io.StringIO(self.export().removeprefix("\ufeff"))))
        self.assertEqual([row["action"] for row in rows], ["role.changed", "member.added"])
        self.assertEqual((rows[0]["reason"], rows[0]["facts"]), ("'=1+1", '{"role": "owner"}'))

    def test_filters(self):
        self.assertEqual(self.list("--course", str(self.key)), ["role.changed"])
        tomorrow = (timezone.now() + timedelta(days=1)).date().isoformat()
        self.assertEqual(self.list("--until", "2020-01-01"), [])
        self.assertEqual(self.list("--since", tomorrow), [])
        self.assertEqual(self.list("--since", "2020-01-01T10:00+02:00", "--until", tomorrow)[:1], ["role.changed"])

    def test_the_export_is_an_entry_itself(self):
        self.export("--course", str(self.key), "--since", "2020-01-01")
        entry = AuditEntry.objects.latest("pk")
        self.assertEqual((entry.action, entry.course_id), ("audit.exported", self.key))
        self.assertEqual(entry.facts, {"format": "csv", "since": "2020-01-01T00:00:00+00:00"})

    @ddt.data(("--since", "yesterday"), ("--until", "2020-13-01"), ("--course", "no course"))
    def test_a_time_or_course_that_cannot_be_read(self, arguments):
        with self.assertRaises(CommandError):
            self.export(*arguments)

    def test_many_entries_are_read_in_batches(self):
        audit.record_people(Action.MEMBER_REMOVED, range(1, 1500), actor_id=None)
        with self.assertNumQueries(6):  # two batches with the names, the end, and the entry of the export
            self.export()

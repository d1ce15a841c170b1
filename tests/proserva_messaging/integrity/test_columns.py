"""Tests of the rules of single rows: each is broken, counted, repaired, and holds afterwards."""

import ddt
from django.db.models import CheckConstraint

from proserva_messaging.care import alerts
from proserva_messaging.integrity.checking import CONSTRAINED, check, list_missing_constraints
from proserva_messaging.integrity.columns import REPAIRS
from proserva_messaging.models import (
    Announcement,
    Attachment,
    CareAlert,
    CourseSettings,
    Delivery,
    Disclosure,
    Export,
    FanOut,
    FanOutChunk,
    Hold,
    Message,
    Participant,
    Preference,
    Report,
    Thread,
)
from tests.integrity_case import NOW, RULES, IntegrityCase
from tests.unchecked import unchecked

# For each rule about columns: the model, and the values of a broken row.
COLUMNS = {
    "thread_kind": (Thread, {"kind": "room"}),
    "key_of_direct": (Thread, {"kind": "group", "group_chat": True}),
    "closed_group": (Thread, {"closed": NOW}),
    "group_chat": (Thread, {"kind": "group", "direct_key": None}),
    "role": (Participant, {"role": "king"}),
    "seat": (Participant, {"seat": 3}),
    "removed_left": (Participant, {"removed": True}),
    "left_title": (Participant, {"left_title": "Old"}),
    "event_text": (Message, {"event": {"type": "left", "actor": 1, "people": []}}),
    "bell_state": (Delivery, {"bell": "loud"}),
    "email_state": (Delivery, {"email": "lost"}),
    "unreached": (Delivery, {"bell": "skipped", "email": "pending"}),
    "read_rings": (Delivery, {"bell": "ringing", "read_at": NOW}),
    "sent_at": (Delivery, {"email": "sent", "email_at": None}),
    "fan_out_state": (FanOut, {"state": "flying"}),
    "stopped_why": (FanOut, {"stopped_reason": "operator"}),
    "open_unfinished": (FanOut, {"state": "sending", "finished": NOW}),
    "began": (FanOut, {"state": "sent", "began": None}),
    "chunk_size": (FanOutChunk, {"written": 99}),
    "text_version": (Announcement, {"text_version": 99}),
    "email_rings": (Announcement, {"email": True, "ring": False}),
    "hidden_published": (Announcement, {"hidden_at": NOW, "publish_at": None}),
    "export_state": (Export, {"state": "lost"}),
    "ready_file": (Export, {"state": "ready"}),
    "report_reason": (Report, {"reason": "boring"}),
    "report_route": (Report, {"route": "mars"}),
    "report_state": (Report, {"state": "lost"}),
    "report_around": (Report, {"before": 21}),
    "report_outcome": (Report, {"outcome": "none"}),
    "report_passed": (Report, {"outcome": "passed"}),
    "care_state": (CareAlert, {"state": "lost"}),
    "care_outcome": (CareAlert, {"outcome": "passed"}),
    "removed_text": (Message, {"removed": NOW}),
    "preference": (Preference, {"email": "hourly"}),
    "peers": (CourseSettings, {"peer_messages": "all"}),
    "button": (CourseSettings, {"button": "everywhere"}),
    "scan_state": (Attachment, {"scan": "maybe"}),
    "retention": (CourseSettings, {"retention_days": 3}),
    "hold_why": (Hold, {"reason": ""}),
    "disclosure_why": (Disclosure, {"reason": ""}),
}


@ddt.ddt
class ColumnTests(IntegrityCase):
    def setUp(self):
        super().setUp()
        CourseSettings.objects.get().care_contacts.create(user=self.assistant)
        alerts.raise_alert(self.message)

    def test_all_rules_hold_for_what_the_product_writes(self):
        self.check_all()
        self.assertEqual(list_missing_constraints(), [])

    @ddt.data(*COLUMNS)
    def test_a_broken_column_is_counted_and_repaired(self, name):
        model, values = COLUMNS[name]
        row = model.objects.order_by("pk").first()
        others = list(model.objects.exclude(pk=row.pk).values())
        with unchecked(model):
            model.objects.filter(pk=row.pk).update(**values)
            self.check(name, 1)
        self.assertEqual(list(model.objects.exclude(pk=row.pk).values()), others)

    def test_a_row_that_breaks_several_rules_is_repaired_under_the_constraints(self):
        with unchecked(Participant):
            Participant.objects.filter(thread=self.thread).update(role="king", removed=True, seat=None)
        self.check("role", 2)
        self.assertEqual(check(RULES["removed_left"], repair=True).left, 0)
        self.assertEqual(set(self.thread.participants.values_list("role", "removed")), {("member", False)})

    def test_each_check_constraint_has_a_repair_and_a_test(self):
        constraints = {
            each.name for model in CONSTRAINED for each in model._meta.constraints if isinstance(each, CheckConstraint)
        }
        self.assertEqual(constraints, set(REPAIRS))
        self.assertEqual({name.removeprefix("proserva_") for name in constraints} - set(COLUMNS), set())

    def test_a_text_stays_when_its_event_is_removed(self):
        with unchecked(Message):
            Message.objects.filter(pk=self.message.pk).update(event={"type": "left", "actor": 1, "people": []})
            self.check("event_text", 1)
        self.message.refresh_from_db()
        self.assertEqual((self.message.body, self.message.event), ("Mine", None))

    def test_an_unknown_state_of_an_email_sends_nothing(self):
        with unchecked(Delivery):
            Delivery.objects.filter(message=self.message).update(email="lost")
            self.check("email_state", 1)
        self.assertEqual(Delivery.objects.get(message=self.message).email, "unknown")

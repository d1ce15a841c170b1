"""The matrix of who may do what in a thread, read from docs/decisions/0009: rules and REST API hold to each cell."""

import re
from datetime import UTC, datetime
from pathlib import Path

import ddt
import pytest
from django.core.cache import cache
from django.db import transaction

from proserva_messaging import api
from proserva_messaging.models import Participant, Thread
from proserva_messaging.store import permissions
from tests.campus_case import CampusCase, make_client, url

pytestmark = pytest.mark.checkout

ADR = Path(__file__).parents[3] / "docs" / "decisions" / "0009-who-may-do-what-in-a-thread.md"
THEN = datetime(2026, 1, 1, tzinfo=UTC)
COLUMNS = {
    "direct, Group Chat off": {"kind": "direct", "group_chat": False},
    "direct, Group Chat on": {"kind": "direct", "group_chat": True},
    "group": {"kind": "group", "group_chat": True},
    "closed group": {"kind": "group", "group_chat": True, "closed": THEN},
}
# Who the actor is, as the table calls them, and how that is stored: of the place, and of the thread.
LETS = {"members_may_add": True, "members_may_remove": True}
ACTORS = [
    ("owner", {"role": "owner"}, {}),
    ("permitted", {"may_add": True, "may_remove": True}, {}),
    ("permitted", {}, LETS),
    ("member", {}, {}),
    ("member", {"may_add": False, "may_remove": False}, LETS),
    ("left", {"left": THEN}, LETS),
    ("left", {"left": THEN, "removed": True, "may_add": True, "may_remove": True}, {}),
]


def read_table(head):
    """Return the rows of the table whose head begins so, as dicts by the names of the columns."""
    lines = ADR.read_text(encoding="utf-8").splitlines()
    start = next(number for number, line in enumerate(lines) if line.startswith(f"| {head} |"))
    names = split(lines[start])
    rows = []
    for line in lines[start + 2 :]:
        if not line.startswith("|"):
            return rows
        rows.append(dict(zip(names, split(line), strict=True)))
    return rows


def split(line):
    """Return the cells of a table's line."""
    return [cell.strip() for cell in line.strip().strip("|").split("|")]


def list_cells():
    """Return every cell with each actor: rule, column, who it is, how that is stored, and whether they may."""
    cells = []
    for row in read_table("rule"):
        for column in COLUMNS:
            allowed = set(re.split(r",\s*", row[column])) - {"none"}
            assert allowed <= {"owner", "permitted", "member"}, row
            cells += [(row["rule"].strip("`"), column, *actor, actor[0] in allowed) for actor in ACTORS]
    return cells


CELLS = list_cells()


@ddt.ddt
class RuleTests(CampusCase):
    """The functions."""

    def test_the_table_names_every_rule_of_a_participant_alone(self):
        named = {row["rule"].strip("`") for row in read_table("rule")}
        rules = {name for name in vars(permissions) if name.startswith("may_")}
        about_more = {"may_remove_person", "may_step_down", "may_use_cohort", "may_start_with"}
        elsewhere = {"may_see_receipts", "may_see_email", "may_disclose", "may_broadcast", "may_announce"}
        elsewhere |= {"may_see_announcement", "may_block", "may_handle_report", "may_handle_for_site"}
        self.assertEqual(rules - about_more - elsewhere, named - {"why_not_write"})
        self.assertEqual(len(CELLS), 10 * 4 * 7)

    @ddt.data(*CELLS)
    @ddt.unpack
    def test_rule(self, rule, column, who, place, thread, may):
        own = Participant(user_id=1, thread=Thread(pk=7, **COLUMNS[column], **thread), **place)
        if rule == "why_not_write":
            self.assertEqual(permissions.why_not_write(own, [2], {1: "learner", 2: "learner"}) == "", may, who)
        else:
            self.assertIs(getattr(permissions, rule)(own), may, who)

    def test_who_may_remove_other_participants(self):
        thread = Thread(pk=7, kind="group", group_chat=True)
        fields = {"owner": {"role": "owner"}, "permitted": {"may_remove": True}, "member": {}}
        whom = {
            "an owner": Participant(user_id=2, thread=thread, role="owner"),
            "a member": Participant(user_id=3, thread=thread),
            "a former member": Participant(user_id=4, thread=thread, left=THEN),
        }
        rows = read_table("who removes")
        self.assertEqual([row["who removes"] for row in rows], ["owner", "permitted", "member"])
        for row in rows:
            own = Participant(user_id=1, thread=thread, **fields[row["who removes"]])
            for name, other in {**whom, "themselves": own}.items():
                with self.subTest(who=row["who removes"], whom=name):
                    self.assertIs(permissions.may_remove_person(own, other), row[name] == "yes")


REFUSALS = {"not_allowed", "cannot_write", "group_chat_off", "thread_closed", "not_found"}


class RestTests(CampusCase):
    """The same over REST: what is allowed is not refused, what is not is refused and changes nothing."""

    @classmethod
    def setUpTestData(cls):
        super().setUpTestData()
        cls.direct = api.start_thread(cls.learner, cls.key, ["ines"], "Hello").thread_id
        cls.group = api.start_group(cls.instructor, cls.key, ["lena", "noor"], "Hello").thread_id

    def act(self, rule, thread_id, actor, other):
        """Do as the actor what a rule allows or refuses; return the response."""
        client, thread = make_client(actor), Thread.objects.get(pk=thread_id)
        changes = {
            "may_set_group_chat": {"group_chat": not thread.group_chat},
            "may_rename": {"title": "Another name"},
            "may_set_permissions": {"members_may_add": not thread.members_may_add},
            "may_close": {"closed": not thread.closed},
            "may_sync": {"keep_in_step": True},
        }
        if rule in changes:
            return client.patch(url("thread", thread_id), changes[rule], format="json")
        if rule == "may_add":
            people = {"usernames": ["amir"], "history": "none"}
            return client.post(url("participants", thread_id), people, format="json")
        if rule == "may_hand_over":
            return client.patch(url("participant", thread_id, other), {"role": "owner"}, format="json")
        if rule == "why_not_write":
            return client.post(url("thread_messages", thread_id), {"body": "Something"}, format="json")
        return client.delete(url("participant", thread_id, {"may_remove": other}.get(rule, actor.username)))

    def arrange(self, column, who, place, thread):
        """Bring a thread into the state of a column; return its id, the actor and another participant."""
        cache.clear()  # with what it has noted of how often people send
        kind = COLUMNS[column]["kind"]
        thread_id = self.group if kind == "group" else self.direct
        Thread.objects.filter(pk=thread_id).update(**{**COLUMNS[column], **thread})
        actor = self.instructor if who == "owner" else self.learner
        Participant.objects.filter(thread_id=thread_id, user=actor).update(**place)
        other = "noor" if kind == "group" else {"ines": "lena", "lena": "ines"}[actor.username]
        return thread_id, actor, other

    def test_every_cell(self):
        for rule, column, who, place, thread, may in CELLS:
            with self.subTest(rule=rule, column=column, who=who, place=place, thread=thread), transaction.atomic():
                thread_id, actor, other = self.arrange(column, who, place, thread)
                before = self.describe(thread_id)
                response = self.act(rule, thread_id, actor, other)
                code = response.json()["code"] if response.status_code >= 400 else ""
                self.assertEqual(code not in REFUSALS, may, response.content)
                if not may:
                    self.assertEqual(self.describe(thread_id), before)
                transaction.set_rollback(True)

    def describe(self, thread_id):
        """Return all that is stored of a thread."""
        thread = Thread.objects.filter(pk=thread_id).values().get()
        return thread, list(Participant.objects.filter(thread_id=thread_id).order_by("pk").values())

    def test_a_stranger_finds_nothing(self):
        boss = self.outsider
        boss.is_staff = boss.is_superuser = True
        boss.save()
        for column in COLUMNS:
            for rule in {cell[0] for cell in CELLS}:
                for stranger in (self.assistant, boss):
                    with self.subTest(rule=rule, column=column, who=stranger.username), transaction.atomic():
                        thread_id, _actor, other = self.arrange(column, "owner", {}, {})
                        response = self.act(rule, thread_id, stranger, other)
                        self.assert_error(response, 404, "not_found")
                        transaction.set_rollback(True)

"""Tests of who may do what: the whole table of each rule."""

import unittest
from datetime import UTC, datetime
from unittest import mock

import ddt
from django.contrib.auth import get_user_model
from django.utils.translation import override

from proserva_messaging.models import Delivery, Participant, Report, Thread
from proserva_messaging.store import permissions
from proserva_messaging.store.access import NO_COURSE
from proserva_messaging.store.blocks import Blocks

THEN = datetime(2026, 1, 1, tzinfo=UTC)


@ddt.ddt
class StartTests(unittest.TestCase):
    @ddt.data(
        # sender, recipient, the course lets classmates write, may
        ("learner", "instructor", False, True),
        ("learner", "staff", False, True),
        ("learner", "learner", False, False),
        ("learner", "learner", True, True),
        ("learner", None, True, False),
        ("instructor", "learner", False, True),
        ("instructor", "staff", False, True),
        ("instructor", None, True, False),
        ("staff", "learner", False, True),
        ("staff", "staff", False, True),
        (None, "instructor", True, False),
        (None, None, True, False),
    )
    @ddt.unpack
    def test_who_may_write_first(self, sender, recipient, classmates, may):
        self.assertEqual(permissions.may_start_with(sender, recipient, classmates=classmates), may)

    @ddt.data(
        ("off", 1, 1, False),
        ("cohort", 1, 1, True),
        ("cohort", 1, 2, False),
        ("cohort", None, None, False),
        ("course", None, 2, True),
        ("nonsense", 1, 1, False),
    )
    @ddt.unpack
    def test_who_are_classmates(self, setting, mine, theirs, are):
        self.assertEqual(permissions.are_classmates(setting, mine, theirs), are)

    @ddt.data(
        ("learner", "instructor", ("member", "owner")),
        ("instructor", "learner", ("owner", "member")),
        ("staff", "learner", ("owner", "member")),
        ("instructor", "staff", ("owner", "member")),
        ("learner", "learner", ("owner", "member")),
    )
    @ddt.unpack
    def test_who_owns_a_new_thread(self, sender, recipient, roles):
        self.assertEqual(permissions.get_first_role(sender, recipient), roles)

    @ddt.data(
        # the sender's role, the states that they may see
        ("learner", {"failed", "unknown"}),
        (None, {"failed", "unknown"}),
        ("instructor", set(Delivery.Email.values)),
        ("staff", set(Delivery.Email.values)),
    )
    @ddt.unpack
    def test_which_states_of_an_email_a_sender_may_see(self, role, states):
        seen = {state for state in Delivery.Email.values if permissions.may_see_email(role, state)}
        self.assertEqual(seen, states)


def make_place(*, kind="direct", group_chat=False, **fields):
    """Return the place of user 1 in a thread, neither of them stored."""
    thread = Thread(pk=7, kind=kind, group_chat=group_chat or kind == "group")
    return Participant(thread=thread, user_id=1, **fields)


@ddt.ddt
class AnnouncementTests(unittest.TestCase):
    @ddt.data(
        # role, shown, may post, may see
        ("instructor", True, True, True),
        ("instructor", False, True, True),
        ("staff", True, True, True),
        ("staff", False, True, True),
        ("learner", True, False, True),
        ("learner", False, False, False),
        (None, True, False, False),
        (None, False, False, False),
    )
    @ddt.unpack
    def test_who_may_post_and_see(self, role, shown, may_post, may_see):
        self.assertEqual(permissions.may_announce(role), may_post)
        self.assertEqual(permissions.may_see_announcement(role, shown=shown), may_see)
        # A person who looks at the course as a learner cannot post, and sees no more than a learner.
        as_learner = permissions.as_learner(role)
        self.assertFalse(permissions.may_announce(as_learner))
        self.assertEqual(permissions.may_see_announcement(as_learner, shown=shown), role is not None and shown)


def make_roles(user_ids):
    """Return these users as learners."""
    return dict.fromkeys(user_ids, "learner")


@ddt.ddt
class BlockedTests(unittest.TestCase):
    """Tests of blocks and restrictions: users 1 (who writes), 2 and 3."""

    @ddt.data(
        ({"theirs": {2}}, "direct", [2], "This person can't receive your messages now."),
        ({"theirs": {2}}, "group", [2], "No one else in this conversation is in the course now."),
        ({"theirs": {2}}, "group", [2, 3], ""),
        ({"mine": {2}}, "direct", [2], "You have blocked this person. Unblock them to write to them."),
        ({"mine": {2}}, "group", [2, 3], ""),
        ({"mine": {2, 3}}, "group", [2, 3], "You have blocked this person. Unblock them to write to them."),
        ({"mine": {2}, "theirs": {2}}, "direct", [2], "This person can't receive your messages now."),
        ({"mine": {2}, "theirs": {3}}, "group", [2, 3], "You have blocked this person. Unblock them to write to them."),
    )
    @ddt.unpack
    def test_a_block_between_learners(self, blocks, kind, others, reason):
        sets = {name: frozenset(ids) for name, ids in blocks.items()}
        place = make_place(kind=kind)
        self.assertEqual(permissions.why_not_write(place, others, make_roles([1, 2, 3]), Blocks(**sets)), reason)
        for roles in ({1: "staff", 2: "learner", 3: "learner"}, {1: "learner", 2: "staff", 3: "instructor"}):
            self.assertEqual(permissions.why_not_write(place, others, roles, Blocks(**sets)), "")

    @ddt.data(({2: "learner"}, False), ({2: "staff"}, True), ({2: "staff", 3: "learner"}, False))
    @ddt.unpack
    def test_a_restricted_learner_reaches_the_team_alone(self, others, may):
        place = make_place(kind="group")
        place.thread.course_id = NO_COURSE
        blocks = Blocks(restricted_in=frozenset([str(NO_COURSE)]))
        reason = permissions.why_not_write(place, list(others), {1: "learner", **others}, blocks)
        stopped = "The course team has stopped your messages to classmates in this course. "
        self.assertEqual(reason, "" if may else f"{stopped}You can still write to the team.")
        elsewhere = Blocks(restricted_in=frozenset(["course-v1:Else+Where+2026"]))
        self.assertEqual(permissions.why_not_write(place, list(others), {1: "learner", **others}, elsewhere), "")

    def test_a_report_is_handled_by_its_route(self):
        report = Report(route="team", sender_id=5)
        learner, root = mock.Mock(pk=1, is_active=True, is_staff=False, is_superuser=False), mock.Mock(pk=9)
        self.assertTrue(permissions.may_handle_report(learner, report, on_team=True, team_ids=[1]))
        self.assertFalse(permissions.may_handle_report(learner, report, on_team=False, team_ids=[]))
        self.assertFalse(permissions.may_handle_report(learner, report, on_team=True, team_ids=[1, 5]))
        report.route = "site"
        self.assertFalse(permissions.may_handle_report(learner, report, on_team=True, team_ids=[1]))
        self.assertTrue(permissions.may_handle_report(root, report, on_team=False, team_ids=[]))
        report.sender_id = 9
        self.assertFalse(permissions.may_handle_report(root, report, on_team=True, team_ids=[]))


@ddt.ddt
class WriteTests(unittest.TestCase):
    @ddt.data(
        ({1: "learner", 2: "instructor"}, ""),
        ({1: "learner", 2: "learner"}, ""),
        ({2: "instructor"}, "You are no longer part"),
        ({1: "learner"}, "This person can't receive"),
        ({}, "You are no longer part"),
    )
    @ddt.unpack
    def test_who_may_write_in_a_thread(self, roles, reason):
        said = permissions.why_not_write(make_place(), [2], roles)
        self.assertTrue(said.startswith(reason) if reason else said == "", said)

    def test_receipts_are_the_senders(self):
        self.assertTrue(permissions.may_see_receipts(1, 1))
        self.assertFalse(permissions.may_see_receipts(1, 2))
        self.assertFalse(permissions.may_see_receipts(1, None))


class WorkTests(unittest.TestCase):
    def test_only_a_learner_who_writes_to_the_team_alone_shows_their_work(self):
        roles = {1: "learner", 2: "instructor", 3: "staff", 4: "learner"}
        self.assertTrue(permissions.shows_submission(1, [2], roles))
        self.assertTrue(permissions.shows_submission(1, [2, 3], roles))
        for sender, others in ((1, [4]), (1, [2, 4]), (2, [1]), (3, [2]), (9, [2]), (1, [9])):
            self.assertFalse(permissions.shows_submission(sender, others, roles), (sender, others))


@ddt.ddt
class ReasonTests(unittest.TestCase):
    """Tests of the sentences that say why a participant cannot write."""

    @ddt.data(
        ({"kind": "broadcast"}, {}, [1, 2]),
        ({"kind": "announcement"}, {"left": THEN}, [1, 2]),
        ({}, {"left": THEN, "removed": True}, [1, 2]),
        ({}, {"left": THEN}, [1, 2]),
        ({"closed": THEN}, {}, [2]),
        ({"closed": THEN}, {}, [1]),
        ({}, {}, [1]),
    )
    @ddt.unpack
    def test_each_reason_is_translated(self, thread, place, in_course):
        own = Participant(user_id=1, thread=Thread(pk=7, **{"kind": "direct", **thread}), **place)
        english = permissions.why_not_write(own, [2], make_roles(in_course))
        with override("de"):
            german = permissions.why_not_write(own, [2], make_roles(in_course))
        self.assertTrue(english)
        self.assertNotEqual(german, english)

    def test_each_case_has_its_own_reason(self):
        cases = (
            (make_place(kind="broadcast"), [1, 2]),
            (make_place(left=THEN, removed=True), [1, 2]),
            (make_place(left=THEN), [1, 2]),
            (make_place(), [2]),
            (make_place(), [1]),
        )
        reasons = [permissions.why_not_write(place, [2], make_roles(in_course)) for place, in_course in cases]
        closed = make_place()
        closed.thread.closed = THEN
        reasons.append(permissions.why_not_write(closed, [2], make_roles([1, 2])))
        self.assertEqual(len(set(reasons)), 6)
        # A person who left the course learns that first, and a closed thread before an empty one.
        self.assertEqual(permissions.why_not_write(closed, [2], make_roles([2])), reasons[3])
        self.assertEqual(permissions.why_not_write(closed, [2], make_roles([1])), reasons[5])

    def test_one_other_participant_in_the_course_is_enough(self):
        self.assertEqual(permissions.why_not_write(make_place(), [2, 3], make_roles([1, 3])), "")


@ddt.ddt
class RoleTests(unittest.TestCase):
    @ddt.data(
        # kind, role, owners, may
        ("group", "owner", 2, True),
        ("group", "owner", 3, True),
        ("group", "owner", 1, False),
        ("group", "member", 2, False),
        ("direct", "owner", 2, False),
        ("direct", "member", 2, False),
        ("broadcast", "owner", 2, False),
    )
    @ddt.unpack
    def test_who_may_step_down(self, kind, role, owners, may):
        self.assertIs(permissions.may_step_down(make_place(kind=kind, role=role), owners), may)

    @ddt.data(
        # role, own cohort, the course lets classmates write, may
        ("instructor", None, "off", True),
        ("staff", 2, "off", True),
        ("learner", 1, "cohort", True),
        ("learner", 1, "course", True),
        ("learner", 1, "off", False),
        ("learner", 2, "course", False),
        ("learner", None, "course", False),
        (None, 1, "course", False),
    )
    @ddt.unpack
    def test_who_may_use_cohort_1(self, role, own_cohort, peer_messages, may):
        self.assertIs(permissions.may_use_cohort(role, own_cohort, 1, peer_messages), may)

    @ddt.data(("instructor", True), ("staff", True), ("learner", False), (None, False))
    @ddt.unpack
    def test_who_may_broadcast(self, role, may):
        self.assertIs(permissions.may_broadcast(role), may)

    @ddt.data((True, True, True), (True, False, False), (False, True, False), (False, False, False))
    @ddt.unpack
    def test_who_may_disclose(self, is_active, is_superuser, may):
        user = get_user_model()(is_active=is_active, is_superuser=is_superuser, is_staff=True)
        self.assertIs(permissions.may_disclose(user), may)

    @ddt.data(
        (True, True, True, True),
        (True, True, False, True),
        (True, False, True, True),
        (True, False, False, False),
        (False, True, True, False),
    )
    @ddt.unpack
    def test_who_may_handle_reports_for_the_site(self, is_active, is_staff, is_superuser, may):
        user = get_user_model()(is_active=is_active, is_superuser=is_superuser, is_staff=is_staff)
        self.assertIs(permissions.may_handle_for_site(user), may)

    @ddt.data(
        ("learner", "learner", True),
        ("learner", None, True),
        (None, None, True),
        ("learner", "instructor", False),
        ("learner", "staff", False),
        ("instructor", "learner", False),
        ("staff", "staff", False),
    )
    @ddt.unpack
    def test_who_may_block(self, own, other, may):
        self.assertIs(permissions.may_block(own, other), may)

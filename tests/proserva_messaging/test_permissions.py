"""Tests of who may do what: the whole table of each rule."""

import unittest

import ddt

from proserva_messaging import permissions
from proserva_messaging.models import Participant, Thread


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
        # Looking as a learner, nobody posts, and nobody sees more than learners do; nobody gains a role by it.
        as_learner = permissions.as_learner(role)
        self.assertFalse(permissions.may_announce(as_learner))
        self.assertEqual(permissions.may_see_announcement(as_learner, shown=shown), role is not None and shown)


@ddt.ddt
class WriteTests(unittest.TestCase):
    @ddt.data(
        ({1: "learner", 2: "instructor"}, ""),
        ({1: "learner", 2: "learner"}, ""),
        ({2: "instructor"}, "You are not part"),
        ({1: "learner"}, "Nobody else"),
        ({}, "You are not part"),
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
    def test_only_a_learner_who_writes_to_the_team_alone_tells_their_work(self):
        roles = {1: "learner", 2: "instructor", 3: "staff", 4: "learner"}
        self.assertTrue(permissions.tells_work(1, [2], roles))
        self.assertTrue(permissions.tells_work(1, [2, 3], roles))
        for sender, others in ((1, [4]), (1, [2, 4]), (2, [1]), (3, [2]), (9, [2]), (1, [9])):
            self.assertFalse(permissions.tells_work(sender, others, roles), (sender, others))

"""Tests of announcements through the Python API: concurrent actions, retired authors, and the rules of states."""

import unittest
from datetime import timedelta

import hypothesis
from django.test import TransactionTestCase
from django.utils import timezone
from hypothesis import strategies
from hypothesis.extra.django import TestCase as HypothesisCase

from demo.campus import api as campus
from proserva_messaging import api
from proserva_messaging.announcements import actions, publishing
from proserva_messaging.announcements.queries import _in_state
from proserva_messaging.errors import ChangedMeanwhileError, InvalidError, NotFoundError
from proserva_messaging.models import Announcement, AnnouncementMark, Attachment, Delivery, Message, Thread
from proserva_messaging.models.attachments import get_storage
from proserva_messaging.sweep import sweep
from tests.announcement_case import AnnouncementCase, in_hours
from tests.campus_case import new_key
from tests.factories import CourseFactory, make_instructor, make_learner
from tests.proserva_messaging.conversations.test_sending import LOCKS, at_once
from tests.proserva_messaging.test_retirement import search_everywhere

WORDS = "zanzibar"


class ApiTests(AnnouncementCase):
    def test_its_verbs(self):
        posted = api.post_announcement(self.instructor, self.key, "Welcome", "Read *this*", pinned=True)
        (row,) = api.get_announcements(self.learner, self.key).results
        self.assertEqual((row.id, row.title, row.pinned, row.can_edit), (posted.id, "Welcome", True, False))
        changed = api.edit_announcement(self.assistant, posted.id, 1, title="Hello", published=False)
        self.assertEqual((changed.version, changed.title, changed.state), (2, "Hello", "unpublished"))
        self.assertEqual(api.get_announcements(self.learner, self.key).results, [])
        with self.assertRaises(ChangedMeanwhileError):
            api.edit_announcement(self.instructor, posted.id, 1, title="Late")
        for user in (self.learner, self.outsider):
            with self.assertRaises(NotFoundError):
                api.delete_announcement(user, posted.id)
        api.delete_announcement(self.instructor, posted.id)
        self.assertEqual(api.get_announcements(self.instructor, self.key).results, [])


@unittest.skipIf(LOCKS, "SQLite locks up under this Django")
class AtOnceTests(TransactionTestCase):
    def setUp(self):
        self.course = CourseFactory()
        self.key = self.course.id
        self.instructor = make_instructor(self.course, username="ines")
        self.learner = make_learner(self.course, username="lena")
        self.posted = actions.post_announcement(self.instructor, self.key, "Welcome", "Hello", ring=False)

    def test_of_two_edits_the_later_one_is_refused(self):
        jobs = [
            lambda n=n: actions.edit_announcement(self.instructor, self.posted.pk, 1, title=f"t{n}") for n in range(4)
        ]
        outcomes = at_once(*jobs)
        kinds = sorted(type(outcome).__name__ for outcome in outcomes)
        self.assertEqual(kinds, ["Announcement"] + ["ChangedMeanwhileError"] * 3, outcomes)
        self.assertEqual(Announcement.objects.get().version, 2)

    def test_the_same_key_at_the_same_moment_is_one(self):
        key = new_key()
        post = lambda: actions.post_announcement(self.instructor, self.key, "Once", "Only", idempotency_key=key)  # noqa: E731
        outcomes = at_once(*[post] * 4)
        self.assertEqual(len({outcome.pk for outcome in outcomes}), 1, outcomes)
        self.assertEqual((Announcement.objects.count(), Thread.objects.count(), Message.objects.count()), (2, 2, 2))

    def test_seen_and_dismissed_at_the_same_moment_is_one_mark(self):
        seen = lambda: actions.mark_seen(self.learner, self.posted.pk)  # noqa: E731
        away = lambda: actions.dismiss_announcement(self.learner, self.posted.pk, 1)  # noqa: E731
        self.assertEqual(at_once(*[seen, away] * 3), [None] * 6)
        mark = AnnouncementMark.objects.get()
        self.assertEqual((mark.dismissed, mark.seen_at is not None), (1, True))

    def test_deleted_while_it_is_edited(self):
        edit = lambda: actions.edit_announcement(self.instructor, self.posted.pk, 1, body="New")  # noqa: E731
        delete = lambda: actions.delete_announcement(self.instructor, self.posted.pk)  # noqa: E731
        for outcome in at_once(edit, delete):
            self.assertIsInstance(outcome, Announcement | NotFoundError | None)
        self.assertFalse(Announcement.objects.present().exists())

    def test_what_rings_at_the_same_moment_rings_once_with_each(self):
        make_learner(self.course)
        planned = actions.post_announcement(self.instructor, self.key, "Later", "Hello", publish_at=in_hours(1))
        moment = timezone.now() - timedelta(seconds=1)
        Announcement.objects.filter(pk=planned.pk).update(publish_at=moment, reconcile_at=moment)
        outcomes = at_once(*[lambda: publishing.reconcile(planned.pk)] * 4)
        self.assertEqual([each for each in outcomes if isinstance(each, Exception)], [])
        self.assertEqual(Delivery.objects.filter(message=planned.message_id).count(), 2)


class RetirementTests(AnnouncementCase):
    def test_what_the_author_announced_stays_without_their_name(self):
        file = self.upload(self.instructor, name="plan.txt")
        posted = self.announce("Welcome", "Exam on *Friday*", attachments=[file.pk])
        self.post(self.instructor, "announcement_seen", posted["id"])
        with self.captureOnCommitCallbacks(execute=True):
            campus.retire(self.instructor)
        (row,) = self.get(self.learner, "announcements", course_id=str(self.key)).json()["results"]
        self.assertEqual((row["title"], row["body"], row["author"]), ("Welcome", "Exam on *Friday*", None))
        self.assertEqual([each["name"] for each in row["attachments"]], ["plan.txt"])
        self.assertEqual(self.get(self.learner, "attachment", file.pk).status_code, 200)
        self.assertFalse(AnnouncementMark.objects.filter(user=self.instructor).exists())
        self.assertEqual(search_everywhere("ines"), [])
        (item,) = self.get(self.learner, "notifications").json()["results"]
        self.assertEqual((item["sender"], item["preview"], item["unread"]), (None, "Exam on Friday", True))
        changed = self.change(row, user=self.assistant, body="Exam on Monday")
        self.assertIsNone(changed["author"])

    def test_what_waits_for_its_time_comes_without_its_author(self):
        posted = self.announce(publish_at=in_hours(1).isoformat())
        with self.captureOnCommitCallbacks(execute=True):
            campus.retire(self.instructor)
        self.shift(posted, publish_at=-0.1, reconcile_at=-0.1)
        sweep()
        self.assertEqual(self.titles(), ["Welcome"])
        self.assertEqual([row[0] for row in self.deliveries(posted)], ["amir", "lena", "noor"])

    def test_a_draft_goes_with_its_author(self):
        file = self.upload(self.instructor, name=f"{WORDS}.txt", content=b"x")
        self.announce(f"{WORDS} title", f"{WORDS} body", publish_at=None, attachments=[file.pk])
        path = Attachment.objects.get().file.name
        with self.captureOnCommitCallbacks(execute=True):
            campus.retire(self.instructor)
        self.assertEqual(search_everywhere(WORDS), [])
        self.assertFalse(get_storage().exists(path))
        self.assertEqual(self.titles(self.assistant), [])

    def test_what_a_reader_saw_goes_with_them(self):
        posted = self.announce()
        self.post(self.learner, "announcement_seen", posted["id"])
        self.post(self.classmate, "announcement_dismiss", posted["id"])
        with self.captureOnCommitCallbacks(execute=True):
            campus.retire(self.learner)
        self.assertEqual(AnnouncementMark.objects.get().user, self.classmate)

    def test_an_author_who_leaves_the_team_leaves_what_they_posted(self):
        planned = self.announce(publish_at=in_hours(1).isoformat())
        campus.revoke_role(self.instructor, self.course, "instructor")
        self.shift(planned, publish_at=-0.1, reconcile_at=-0.1)
        sweep()
        self.assertIn(("lena", "ringing"), [row[:2] for row in self.deliveries(planned)])


offsets = strategies.one_of(strategies.none(), strategies.integers(-400, 400))


class StateTests(HypothesisCase):
    """The model and the query agree on the state of an announcement at any time."""

    @hypothesis.settings(max_examples=60)
    @hypothesis.given(publish=offsets, end=offsets, hidden=strategies.booleans(), deleted=strategies.booleans())
    def test_a_row_and_the_query_agree(self, publish, end, hidden, deleted):
        now = timezone.now()
        at = lambda minutes: None if minutes is None else now + timedelta(minutes=minutes)  # noqa: E731
        thread = Thread.objects.create(course_id="course-v1:A+B+C", kind=Thread.Kind.ANNOUNCEMENT)
        row = Announcement.objects.create(
            course_id="course-v1:A+B+C",
            message=Message.objects.create(thread=thread),
            publish_at=at(publish),
            expires_at=at(end),
            hidden_at=now if hidden and publish is not None else None,
            deleted_at=now if deleted else None,
        )
        shown = Announcement.objects.shown(now).filter(pk=row.pk).exists()
        self.assertEqual(row.is_shown(now), shown)
        found = [state for state in Announcement.State if Announcement.objects.filter(_in_state(state, now), pk=row.pk)]
        self.assertEqual(found, [row.get_state(now)])


class BadCallsTests(AnnouncementCase):
    def test_an_end_before_the_beginning(self):
        for times in ({"publish_at": in_hours(2), "expires_at": in_hours(1)}, {"expires_at": in_hours(-1)}):
            with self.assertRaises(InvalidError):
                api.post_announcement(self.instructor, self.key, "t", "b", **times)
        self.assertFalse(Announcement.objects.exists())

"""Tests of each rule of visibility alone: the messages, participants and titles that a participant may see."""

from datetime import UTC, datetime, timedelta

import ddt
from django.db import connection
from django.db.models import Exists, Q
from django.utils import timezone

from proserva_messaging.models import Delivery, Message, Participant, Thread
from proserva_messaging.store import visibility
from tests.campus_case import CampusCase

NOON = datetime(2026, 1, 1, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)


class RuleCase(CampusCase):
    """A test with a thread that only Lena is in."""

    def setUp(self):
        super().setUp()
        self.thread = self.make_thread()
        self.own = self.add(self.learner)

    def make_thread(self, kind="group", title="A title"):
        return Thread.objects.create(course_id=self.key, kind=kind, title=title)

    def add(self, user, thread=None, **fields):
        """Make a user a participant of a thread."""
        return Participant.objects.create(thread=thread or self.thread, user=user, **{"joined": NOON, **fields})

    def write(self, sender=None, *recipients, thread=None):
        """Write a message, from Ines or as given; return it."""
        thread = thread or self.thread
        message = Message.objects.create(thread=thread, sender=sender or self.instructor)
        for user in recipients:
            Delivery.objects.create(message=message, thread=thread, recipient=user)
        return message


class MessageTests(RuleCase):
    def setUp(self):
        super().setUp()
        self.history = [self.write(), self.write()]
        self.hidden = [self.write(), self.write(self.instructor, self.classmate)]
        self.mine = [self.write(self.learner), self.write(self.instructor, self.learner, self.classmate)]
        self.own.history_up_to = self.history[-1].pk
        self.own.save()
        self.elsewhere = self.write(self.learner, self.learner, thread=self.make_thread())

    def list_visible(self, **fields):
        """Return the messages that the rule shows to a participant with these fields."""
        vars(self.own).update(fields)
        self.own.save()
        found = list(visibility.get_visible_messages(self.own).order_by("pk"))
        matching = visibility.match_messages(self.learner.pk)
        for message in Message.objects.all():
            rows = Participant.objects.filter(Exists(matching.filter(pk=message.pk)), pk=self.own.pk)
            self.assertIs(rows.exists(), message in found)
        return found

    def test_a_participant_sees_history_deliveries_and_their_own(self):
        self.assertEqual(self.list_visible(), self.history + self.mine)
        self.assertEqual(self.list_visible(history_up_to=self.history[0].pk), self.history[:1] + self.mine)
        self.assertEqual(self.list_visible(history_up_to=0), self.mine)

    def test_nothing_before_the_first_visible_message_is_looked_at(self):
        self.assertEqual(self.list_visible(visible_from=self.history[0].pk), self.history + self.mine)
        self.assertEqual(self.list_visible(visible_from=self.history[1].pk), self.history[1:] + self.mine)
        self.assertEqual(self.list_visible(visible_from=self.mine[1].pk), self.mine[1:])

    def test_a_bound_of_zero_costs_nothing(self):
        condition = f"{connection.ops.quote_name('id')} >= "
        for bound, expected in ((0, 0), (1, 1)):
            self.own.visible_from = bound
            query = str(visibility.get_visible_messages(self.own).query)
            self.assertEqual(query.count(condition), expected)

    def test_a_thread_hides_something_until_all_is_delivered(self):
        with self.assertNumQueries(1):
            self.assertIs(visibility.hides_any(self.own), True)
        for message in self.hidden:
            Delivery.objects.create(message=message, thread=self.thread, recipient=self.learner)
        self.assertIs(visibility.hides_any(self.own), False)
        # A message that another thread hides does not count.
        self.write(thread=self.make_thread())
        self.assertIs(visibility.hides_any(self.own), False)

    def test_a_hidden_message_before_the_bound_counts(self):
        self.own.history_up_to, self.own.visible_from = self.mine[1].pk, 0
        self.assertIs(visibility.hides_any(self.own), False)
        self.own.visible_from = self.mine[0].pk
        self.assertIs(visibility.hides_any(self.own), True)

    def test_each_participant_is_matched_by_their_own_thread(self):
        self.add(self.learner, self.elsewhere.thread)
        matching = visibility.match_messages(self.learner.pk).filter(pk=self.elsewhere.pk)
        found = Participant.objects.filter(Exists(matching), user=self.learner)
        self.assertEqual([row.thread_id for row in found], [self.elsewhere.thread_id])


# When the reader left; when the other one joined and left; whether the reader sees them.
PRESENCE = (
    (None, NOON, None, True),
    (None, NOON, NOON + HOUR, False),
    (NOON + HOUR, NOON, None, True),
    (NOON + HOUR, NOON, NOON + 2 * HOUR, True),
    (NOON + HOUR, NOON, NOON + HOUR, True),
    (NOON + HOUR, NOON - HOUR, NOON, False),
    (NOON + HOUR, NOON + HOUR, None, False),
    (NOON + HOUR, NOON + 2 * HOUR, None, False),
)


@ddt.ddt
class PresenceTests(RuleCase):
    """Tests of the people that a participant sees: those in the thread now, or when the participant left."""

    @ddt.data(*PRESENCE)
    @ddt.unpack
    def test_who_is_visible(self, own_left, joined, left, visible):
        self.own.left = own_left
        self.own.save()
        other = self.add(self.classmate, joined=joined, left=left)
        self.assertIs(visibility.is_participant_visible(self.own, other), visible)
        self.assertIs(other in visibility.get_visible_participants([self.own]), visible)
        self.assertIs(self.match("Noor"), visible)

    def match(self, name):
        """Return whether the learner finds their thread by a participant's name."""
        named = Q(user__profile__name__startswith=name)
        rows = Participant.objects.filter(visibility.match_names(self.learner.pk, named), user=self.learner)
        self.assertLessEqual(set(rows), {self.own})
        return rows.exists()

    def test_a_name_must_match_and_be_of_another(self):
        self.add(self.classmate)
        self.assertFalse(self.match("Amir"))
        self.assertFalse(self.match("Lena"))

    def test_a_name_in_another_thread_does_not_match(self):
        self.add(self.classmate, self.make_thread())
        self.assertFalse(self.match("Noor"))
        self.own.left = NOON + HOUR
        self.own.save()
        self.assertFalse(self.match("Noor"))

    def test_a_sender_who_left_a_group_does_not_match(self):
        self.add(self.classmate, left=NOON + HOUR)
        self.own.last_message = self.write(self.classmate)
        self.own.save()
        self.assertFalse(self.match("Noor"))

    def test_several_threads_are_read_at_once(self):
        noor = self.add(self.classmate)
        past = self.add(self.learner, self.make_thread(), left=NOON + HOUR)
        gone = self.add(self.classmate, past.thread, left=NOON)
        late = self.add(self.assistant, past.thread, joined=NOON + 2 * HOUR)
        self.add(self.assistant, self.make_thread())
        with self.assertNumQueries(1):
            found = set(visibility.get_visible_participants(iter([self.own, past])))
        self.assertEqual(found, {self.own, noor, past})
        self.assertNotIn(gone, found)
        self.assertNotIn(late, found)


@ddt.ddt
class ToManyTests(RuleCase):
    """Tests of the people in what went to many: the sender, and the reader."""

    def setUp(self):
        super().setUp()
        self.thread = self.make_thread("broadcast")
        self.message = self.write()
        self.sender = self.add(self.instructor, last_message=self.message)
        self.own = self.add(self.learner, last_message=self.message)
        self.other = self.add(self.classmate, last_message=self.message)

    def find(self, name):
        named = Q(user__profile__name__startswith=name)
        rows = Participant.objects.filter(visibility.match_names(self.learner.pk, named), user=self.learner)
        return [row.pk for row in rows]

    @ddt.data("broadcast", "announcement")
    def test_a_reader_sees_the_sender_and_themselves(self, kind):
        Thread.objects.filter(pk=self.thread.pk).update(kind=kind)
        for left in (None, NOON + HOUR):
            own = Participant.objects.get(pk=self.own.pk)
            own.left = left
            own.save()
            self.assertEqual(set(visibility.get_visible_participants([own])), {self.sender, own})
            self.assertEqual(self.find("Ines"), [own.pk])
            self.assertEqual(self.find("Noor"), [])

    def test_a_reader_sees_themselves_if_the_sender_is_unknown(self):
        for change in ({"last_message": None}, {"last_message": Message.objects.create(thread=self.thread)}):
            Participant.objects.filter(pk=self.own.pk).update(**change)
            own = Participant.objects.get(pk=self.own.pk)
            self.assertEqual(set(visibility.get_visible_participants([own])), {own})

    def test_the_sender_is_found(self):
        self.assertEqual(list(visibility.find_sender(self.own)), [self.sender])
        self.assertEqual(list(visibility.find_sender(self.sender)), [])
        elsewhere = self.make_thread("broadcast")
        self.write(self.classmate, thread=elsewhere)
        self.add(self.instructor, elsewhere)
        self.assertEqual(list(visibility.find_sender(self.own)), [self.sender])

    def test_other_threads_do_not_matter(self):
        group = self.make_thread()
        mine, other = self.add(self.learner, group), self.add(self.assistant, group)
        self.add(self.instructor, self.make_thread())
        found = set(visibility.get_visible_participants([self.own, mine]))
        self.assertEqual(found, {self.sender, self.own, mine, other})


class TitleTests(RuleCase):
    def setUp(self):
        super().setUp()
        self.own.left_title = "The old name"
        self.thread.title = "A new name"
        self.thread.save()
        self.own.save()

    def find(self, text):
        return Participant.objects.filter(visibility.match_title(text), pk=self.own.pk).exists()

    def test_a_participant_sees_the_title_of_today(self):
        self.assertEqual(visibility.get_title(self.own), "A new name")
        self.assertEqual([self.find(text) for text in ("NEW", "old", "other")], [True, False, False])

    def test_a_former_participant_sees_the_title_of_their_last_day(self):
        self.own.left = timezone.now()
        self.own.save()
        self.assertEqual(visibility.get_title(self.own), "The old name")
        self.assertEqual([self.find(text) for text in ("NEW", "OLD", "other")], [False, True, False])

"""Tests of the messages that a member of a group sees: random steps in random order, against a model of the rule."""

from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase as HypothesisTestCase

from proserva_messaging import api
from proserva_messaging.models import Message, Participant
from tests.campus_case import CampusCase

NAMES = ("lena", "noor", "amir")
STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("add"), st.sampled_from(NAMES), st.sampled_from(["all", "none"])),
        st.tuples(st.sampled_from(["remove", "leave", "send"]), st.sampled_from(NAMES), st.just("")),
        st.tuples(st.just("send"), st.just("ines"), st.just("")),
    ),
    max_size=25,
)


class Model:
    """The rule, kept in sets: the members of the group, and the messages that each was ever given."""

    def __init__(self, first):
        self.active = {"ines", "lena"}
        self.seen = {name: set() for name in ("ines", *NAMES)}
        self.give(first)

    def give(self, message_id, *also):
        """Give a message to all members of the group, and to others."""
        for name in {*self.active, *also}:
            self.seen[name].add(message_id)

    def allows(self, kind, name):
        """Return whether this can happen now."""
        return (name not in self.active) if kind == "add" else (name in self.active)

    def apply(self, kind, name, history, message_id, earlier):
        """Apply a step, with the message that it wrote."""
        if kind == "add":
            self.active.add(name)
            self.seen[name] |= set(earlier) if history == "all" else set()
        elif kind != "send":
            self.active.remove(name)
        self.give(message_id, name)


class VisibilityTests(HypothesisTestCase, CampusCase):
    def do(self, kind, name, history):
        """Do one step over the Python API."""
        user = {"ines": self.instructor, "lena": self.learner, "noor": self.classmate, "amir": self.assistant}[name]
        if kind == "add":
            api.add_participants(self.instructor, self.thread_id, [name], history)
        elif kind == "remove":
            api.remove_participant(self.instructor, self.thread_id, name)
        elif kind == "leave":
            api.leave_thread(user, self.thread_id)
        else:
            api.send_message(user, self.thread_id, "Hi")

    def get_ids(self):
        """Return the ids of all messages of the group, in order."""
        return list(Message.objects.filter(thread_id=self.thread_id).order_by("pk").values_list("pk", flat=True))

    @settings(max_examples=25)
    @given(STEPS)
    def test_members_see_what_they_were_given_and_nothing_else(self, steps):
        first = api.start_group(self.instructor, self.key, ["lena"], "Hello")
        self.thread_id = first.thread_id
        model = Model(first.pk)
        for kind, name, history in steps:
            if not model.allows(kind, name):
                continue
            earlier = self.get_ids()
            # The last member has no recipient.
            if kind == "send" and len(model.active) == 1:
                continue
            self.do(kind, name, history)
            [new] = set(self.get_ids()) - set(earlier)
            model.apply(kind, name, history, new, earlier)
        for place in Participant.objects.filter(thread_id=self.thread_id).select_related("user"):
            shown = [each.id for each in api.get_messages(place.user, self.thread_id).results]
            self.assertEqual(shown, sorted(model.seen[place.user.username], reverse=True), (place.user, steps))
            self.assertEqual(place.last_message_id, shown[0])

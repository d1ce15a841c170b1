"""Tests of groups in which somebody is retired: no name stays in a line, and no group is left without an owner."""

from proserva_messaging import api
from proserva_messaging.models import Message, Participant, Thread
from tests.factories import make_learner
from tests.proserva_messaging.actions.test_retirement import WORDS, CampusCase, campus, search_everywhere


class SuccessionCase(CampusCase):
    def setUp(self):
        super().setUp()
        message = api.start_group(self.instructor, self.key, ["lena", "noor"], "Hello", title=f"{WORDS} lab")
        self.thread_id = message.thread_id

    def retire(self, user):
        with self.captureOnCommitCallbacks(execute=True):
            campus.retire(user)

    def get_owners(self):
        owners = Participant.objects.filter(thread_id=self.thread_id, left=None, role="owner")
        return list(owners.values_list("user__username", flat=True))

    def read(self, user):
        rows = self.get(user, "thread_messages", self.thread_id).json()["results"]
        return [row["event"]["text"] if row["event"] else row["body"] for row in rows]


class HeirTests(SuccessionCase):
    def test_the_longest_standing_of_the_team(self):
        api.add_participants(self.instructor, self.thread_id, ["amir"], "none")
        self.retire(self.instructor)
        self.assertEqual(self.get_owners(), ["amir"])
        self.assertEqual(self.read(self.assistant)[0], "Amir Haddad is the owner of this conversation now.")
        # What the retired one had announced grows quiet.
        self.assertEqual(self.get(self.assistant, "notification_count").json(), {"count": 1})
        self.assertEqual(self.get(self.learner, "thread", self.thread_id).json()["participant_count"], 3)

    def test_else_the_longest_standing_member_who_is_in_the_course(self):
        campus.unenroll(self.learner, self.course)
        self.retire(self.instructor)
        self.assertEqual(self.get_owners(), ["noor"])

    def test_another_owner_is_enough(self):
        api.set_participant(self.instructor, self.thread_id, "lena", role="owner")
        count = Message.objects.count()
        self.retire(self.instructor)
        self.assertEqual((self.get_owners(), Message.objects.count()), (["lena"], count))

    def test_a_member_who_is_retired_leaves(self):
        self.retire(self.learner)
        self.assertEqual(self.get_owners(), ["ines"])
        self.assertIsNotNone(Participant.objects.get(thread_id=self.thread_id, user=self.learner).left)
        message = self.answer(self.thread_id, "Still here?")
        self.assertEqual(message.deliveries.count(), 1)

    def test_nobody_is_left(self):
        for name in ("lena", "noor"):
            api.remove_participant(self.instructor, self.thread_id, name)
        self.retire(self.instructor)
        self.assertEqual(self.get_owners(), [])

    def test_twice_is_once(self):
        self.retire(self.instructor)
        count = Message.objects.count()
        campus.events.USER_RETIRE_LMS_MISC.send(sender=None, user=self.instructor)
        self.assertEqual((Message.objects.count(), len(self.get_owners())), (count, 1))


class NamelessTests(SuccessionCase):
    def test_no_name_and_no_title_of_theirs_is_left(self):
        api.remove_participant(self.instructor, self.thread_id, "noor")
        api.change_thread(self.instructor, self.thread_id, title=f"{WORDS} two")
        # In the thread, in the place of who left, and in the line.
        self.assertEqual(len(search_everywhere(WORDS)), 3)
        self.retire(self.instructor)
        self.assertEqual(search_everywhere(WORDS), [])
        self.assertEqual(search_everywhere("ines"), [])
        self.assertIn("Somebody changed the name of this conversation.", self.read(self.learner))
        self.assertEqual(self.read(self.classmate)[0], "Somebody removed you.")

    def test_what_somebody_else_named_it_stays(self):
        api.set_participant(self.instructor, self.thread_id, "lena", role="owner")
        api.change_thread(self.learner, self.thread_id, title="The lab")
        self.retire(self.instructor)
        self.assertEqual(Thread.objects.get(pk=self.thread_id).title, "The lab")
        self.retire(self.learner)
        self.assertEqual(Thread.objects.get(pk=self.thread_id).title, "")

    def test_who_was_added_is_told_without_their_name(self):
        nina = make_learner(self.course, username="nina", name="Nina New")
        api.add_participants(self.instructor, self.thread_id, ["nina", "amir"], "all")
        self.retire(nina)
        self.assertEqual(
            self.read(self.learner)[0], "Ines Torres added Somebody and Amir Haddad, with the whole history."
        )

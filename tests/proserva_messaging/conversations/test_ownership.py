"""Tests of retirement in groups: system messages keep no name, and each group keeps an owner."""

from proserva_messaging import api
from proserva_messaging.models import Message, Participant, Thread
from tests.factories import make_learner
from tests.proserva_messaging.test_retirement import WORDS, CampusCase, campus, search_everywhere


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


class SuccessorTests(SuccessionCase):
    def test_the_longest_standing_team_member_becomes_owner(self):
        api.add_participants(self.instructor, self.thread_id, ["amir"], "none")
        self.retire(self.instructor)
        self.assertEqual(self.get_owners(), ["amir"])
        self.assertEqual(self.read(self.assistant)[0], "Amir Haddad is now the owner of this conversation.")
        # The retired user's own bells are silenced.
        self.assertEqual(self.get(self.assistant, "notification_count").json(), {"count": 1})
        self.assertEqual(self.get(self.learner, "thread", self.thread_id).json()["participant_count"], 3)

    def test_without_a_team_member_the_longest_standing_learner_in_the_course_becomes_owner(self):
        campus.unenroll(self.learner, self.course)
        self.retire(self.instructor)
        self.assertEqual(self.get_owners(), ["noor"])

    def test_another_owner_needs_no_successor(self):
        api.set_participant(self.instructor, self.thread_id, "lena", role="owner")
        count = Message.objects.count()
        self.retire(self.instructor)
        self.assertEqual((self.get_owners(), Message.objects.count()), (["lena"], count))

    def test_a_retired_member_leaves(self):
        self.retire(self.learner)
        self.assertEqual(self.get_owners(), ["ines"])
        self.assertIsNotNone(Participant.objects.get(thread_id=self.thread_id, user=self.learner).left)
        message = self.answer(self.thread_id, "Still here?")
        self.assertEqual(message.deliveries.count(), 1)

    def test_an_empty_group_gets_no_owner(self):
        for name in ("lena", "noor"):
            api.remove_participant(self.instructor, self.thread_id, name)
        self.retire(self.instructor)
        self.assertEqual(self.get_owners(), [])

    def test_a_second_retirement_changes_nothing(self):
        self.retire(self.instructor)
        count = Message.objects.count()
        campus.events.USER_RETIRE_LMS_MISC.send(sender=None, user=self.instructor)
        self.assertEqual((Message.objects.count(), len(self.get_owners())), (count, 1))


class NamelessTests(SuccessionCase):
    def test_the_retired_users_name_and_titles_are_erased(self):
        api.remove_participant(self.instructor, self.thread_id, "noor")
        api.change_thread(self.instructor, self.thread_id, title=f"{WORDS} two")
        # In the thread, in the participant who left, and in the system message.
        self.assertEqual(len(search_everywhere(WORDS)), 3)
        self.retire(self.instructor)
        self.assertEqual(search_everywhere(WORDS), [])
        self.assertEqual(search_everywhere("ines"), [])
        self.assertIn("Someone changed the name of this conversation.", self.read(self.learner))
        self.assertEqual(self.read(self.classmate)[0], "Someone removed you.")

    def test_a_title_set_by_another_person_stays(self):
        api.set_participant(self.instructor, self.thread_id, "lena", role="owner")
        api.change_thread(self.learner, self.thread_id, title="The lab")
        self.retire(self.instructor)
        self.assertEqual(Thread.objects.get(pk=self.thread_id).title, "The lab")
        self.retire(self.learner)
        self.assertEqual(Thread.objects.get(pk=self.thread_id).title, "")

    def test_the_system_message_of_an_added_person_has_no_name(self):
        nina = make_learner(self.course, username="nina", name="Nina New")
        api.add_participants(self.instructor, self.thread_id, ["nina", "amir"], "all")
        self.retire(nina)
        self.assertEqual(
            self.read(self.learner)[0], "Ines Torres added Someone and Amir Haddad, with access to the whole history."
        )

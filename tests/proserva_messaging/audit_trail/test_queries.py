"""Tests of the privacy log: what others did that concerns the reader, and nothing else."""

import ddt

from demo.campus import api as campus
from proserva_messaging.audit_trail.queries import SENTENCES
from proserva_messaging.conversations import disclosures
from proserva_messaging.store import audit
from tests.admin_case import REASON
from tests.campus_case import CampusCase, make_client, url

Action = audit.Action


@ddt.ddt
class PrivacyLogTests(CampusCase):
    def setUp(self):
        super().setUp()
        self.root = campus.create_person("root", name="Rita Root", is_staff=True, is_superuser=True)
        self.thread_id = self.ask("A secret").thread_id

    def log(self, user=None, **query):
        response = self.get(user or self.learner, "audit", **query)
        self.assertEqual(response.status_code, 200, response.content)
        return response.json()["results"]

    def test_participants_see_who_opened_their_thread_and_why(self):
        disclosures.disclose(self.root, self.thread_id, REASON)
        for user in (self.learner, self.instructor):
            (row,) = self.log(user)
            self.assertEqual(row["text"], "Rita Root opened one of your conversations.")
            self.assertEqual((row["reason"], row["thread"], row["by"]["name"]), (REASON, self.thread_id, "Rita Root"))
            self.assertEqual((row["action"], row["course"]["id"]), ("thread.disclosed", str(self.key)))
        for user in (self.classmate, self.outsider, self.root):
            self.assertEqual(self.log(user), [])

    @ddt.data(*Action)
    def test_an_action_is_shown_to_its_person_only_and_only_with_a_sentence(self, action):
        audit.record(action, actor_id=self.root.pk, person_id=self.learner.pk, course_key=self.key, reason="Secret")
        self.assertEqual(self.log(self.instructor), [])
        shown = [(row["action"], row["reason"]) for row in self.log()]
        reason = "Secret" if action in (Action.THREAD_DISCLOSED, Action.MESSAGE_DISCLOSED) else ""
        self.assertEqual(shown, [(action, reason)] if action in SENTENCES else [])

    def test_ones_own_actions_are_left_out(self):
        audit.record(Action.ROLE_CHANGED, actor_id=self.learner.pk, person_id=self.learner.pk)
        self.assertEqual(self.log(), [])

    def test_a_command_and_a_deleted_account_have_no_name(self):
        audit.record(Action.DATA_EXPORTED, actor_id=None, person_id=self.learner.pk)
        audit.record(Action.DATA_EXPORTED, actor_id=999_999, person_id=self.learner.pk)
        texts = [row["text"] for row in self.log()]
        self.assertEqual(texts, ["Someone exported some of your data.", "An operator exported some of your data."])

    def test_a_thread_of_others_has_no_number(self):
        other = self.ask(sender=self.classmate, to="amir").thread_id
        audit.record(Action.ROLE_CHANGED, actor_id=None, person_id=self.learner.pk, thread_id=other)
        self.assertEqual([row["thread"] for row in self.log()], [None])

    def test_pages_are_of_fixed_cost(self):
        for _ in range(3):
            disclosures.disclose(self.root, self.thread_id, REASON)
        first = self.get(self.learner, "audit", limit=2).json()
        self.assertEqual(len(first["results"]), 2)
        second = self.get(self.learner, "audit", limit=2, cursor=first["next_cursor"]).json()
        self.assertEqual((len(second["results"]), second["next_cursor"]), (1, None))
        client = make_client(self.learner)
        client.get(url("audit"))
        # The session and its user (2), the disclosed threads, the page, its people, its courses, the reader's threads.
        with self.assertNumQueries(7):
            client.get(url("audit"))

    def test_who_is_signed_out_and_what_is_malformed(self):
        self.assertEqual(make_client().get(url("audit")).status_code, 401)
        self.assertEqual(self.get(self.learner, "audit", cursor="x").status_code, 400)
        self.assertEqual(self.get(self.learner, "audit", person=self.instructor.pk).status_code, 400)

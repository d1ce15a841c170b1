"""Tests of groups made from cohorts, and of their sync."""

from io import StringIO
from unittest import mock

import ddt
from django.core.management import call_command
from django.db import connection
from django.test import override_settings
from django.test.utils import CaptureQueriesContext

from demo.campus.api import enroll, set_cohort, unenroll
from demo.campus.models import Cohort
from proserva_messaging import api
from proserva_messaging.conversations.cohorts import reconcile_all
from proserva_messaging.errors import InvalidError
from proserva_messaging.models import CourseSettings, Message, Participant, ThreadCohort
from tests.campus_case import CampusCase, new_key
from tests.factories import CourseFactory, make_learner


class CohortCase(CampusCase):
    """Lena and Bo are in the cohort Blue, Rita in Red, Noor in none."""

    @classmethod
    def setUpTestData(cls):
        super().setUpTestData()
        set_cohort(cls.learner, cls.course, "Blue")
        cls.blue = make_learner(cls.course, username="bo", name="Bo Blue", cohort="Blue")
        cls.red = make_learner(cls.course, username="rita", name="Rita Red", cohort="Red")
        cls.ids = dict(Cohort.objects.filter(course=cls.course).values_list("name", "id"))

    def start(self, *cohorts, sender=None, names=(), **more):
        """Start a group from cohorts and return its id."""
        ids = [self.ids[name] for name in cohorts]
        message = api.start_group(sender or self.instructor, self.key, names, "Hello", cohorts=ids, **more)
        self.thread_id = message.thread_id
        return message.thread_id

    def get_members(self):
        """Return the usernames of the people in the group."""
        participants = Participant.objects.filter(thread_id=self.thread_id, left=None)
        return set(participants.values_list("user__username", flat=True))

    def commit(self, action):
        """Run an action and the tasks after its commit."""
        with self.captureOnCommitCallbacks(execute=True):
            return action()

    def get_events(self):
        """Return the system messages of the group, in order: type, number of people, and number who left."""
        rows = Message.objects.filter(thread_id=self.thread_id, event__isnull=False).order_by("pk")
        return [(row.event["type"], len(row.event["people"]), len(row.event.get("gone", []))) for row in rows]


@ddt.ddt
class FromCohortTests(CohortCase):
    def test_a_group_from_two_cohorts_and_a_person(self):
        self.start("Blue", "Red", names=["noor"])
        self.assertEqual(self.get_members(), {"ines", "lena", "bo", "rita", "noor"})
        shown = self.get(self.instructor, "thread", self.thread_id).json()["cohorts"]
        self.assertEqual([(each["name"], each["in_step"]) for each in shown], [("Blue", False), ("Red", False)])

    def test_the_cohorts_that_a_user_may_use(self):
        def names(user):
            rows = self.get(user, "cohorts", self.key).json()["results"]
            return {row["name"]: row["size"] for row in rows}

        self.assertEqual(names(self.instructor), {"Blue": 2, "Red": 1})
        self.assertEqual(names(self.learner), {})
        for peers in ("cohort", "course"):
            CourseSettings.objects.update_or_create(course_id=self.key, defaults={"peer_messages": peers})
            self.assertEqual((names(self.learner), names(self.classmate)), ({"Blue": 2}, {}))
        self.assert_error(self.get(self.outsider, "cohorts", self.key), 404, "not_found")
        self.start("Blue", sender=self.learner)
        self.assertEqual(self.get_members(), {"lena", "bo"})
        with self.assertRaises(InvalidError):
            self.start("Red", sender=self.learner)

    def test_a_cohort_of_another_course_is_refused(self):
        elsewhere = CourseFactory()
        make_learner(elsewhere, self.learner, cohort="Green")
        green = Cohort.objects.get(course=elsewhere).pk
        data = {"course_id": str(self.key), "body": "Hi", "group_chat": True, "cohorts": [green]}
        response = self.post(self.instructor, "threads", data=data)
        self.assert_error(response, 400, "invalid", cohorts="not available")
        thread_id = self.start("Blue")
        data = {"cohorts": [green], "history": "none"}
        response = self.post(self.instructor, "participants", thread_id, data=data)
        self.assert_error(response, 400, "invalid", cohorts="not available")

    def test_cohorts_are_added_to_a_group_once(self):
        thread_id, key = self.start("Blue"), new_key()
        data = {"cohorts": [self.ids["Red"]], "history": "all", "keep_in_step": True}
        for _round in range(2):
            response = self.post(self.instructor, "participants", thread_id, data=data, key=key)
            self.assertEqual(response.status_code, 201, response.content)
        self.assertEqual(self.get_events(), [("added", 1, 0)])
        response = self.post(self.instructor, "participants", thread_id, data=data)
        self.assert_error(response, 400, "invalid", cohorts="already")
        self.assertEqual([row["body"] for row in self.read(self.red)][-1], "Hello")

    def read(self, user):
        return self.get(user, "thread_messages", self.thread_id).json()["results"]

    def test_only_an_owner_may_turn_sync_on(self):
        thread_id = self.start("Blue", names=["amir"])
        self.patch(self.instructor, "thread", thread_id, data={"members_may_add": True})
        data = {"cohorts": [self.ids["Red"]], "history": "none", "keep_in_step": True}
        self.assert_error(self.post(self.assistant, "participants", thread_id, data=data), 403, "not_allowed")
        data["keep_in_step"] = False
        self.assertEqual(self.post(self.assistant, "participants", thread_id, data=data).status_code, 201)
        self.patch(self.instructor, "thread", thread_id, data={"keep_in_step": True})
        self.assertEqual(set(ThreadCohort.objects.values_list("synced", flat=True)), {True})

    @override_settings(PROSERVA_MESSAGING_GROUP_MAX_PEOPLE=2)
    def test_a_cohort_over_the_limit_is_refused(self):
        data = {"course_id": str(self.key), "body": "Hi", "group_chat": True, "cohorts": [self.ids["Blue"]]}
        self.assert_error(self.post(self.instructor, "threads", data=data), 409, "too_many_people")

    def test_an_empty_cohort_is_refused(self):
        unenroll(self.red, self.course)
        data = {"course_id": str(self.key), "body": "Hi", "group_chat": True, "cohorts": [self.ids["Red"]]}
        self.assert_error(self.post(self.instructor, "threads", data=data), 400, "invalid", cohorts="no one")

    def test_cohorts_require_group_chat(self):
        data = {"course_id": str(self.key), "recipients": ["lena"], "body": "Hi", "cohorts": [self.ids["Blue"]]}
        self.assert_error(self.post(self.instructor, "threads", data=data), 400, "invalid", group_chat="group")


class SyncTests(CohortCase):
    def setUp(self):
        super().setUp()
        self.start("Blue", names=["noor"], keep_in_step=True)

    def test_a_new_member_of_the_cohort_joins_at_once(self):
        newcomer = make_learner(self.course, username="nina", name="Nina New")
        self.assertNotIn("nina", self.get_members())
        self.commit(lambda: set_cohort(newcomer, self.course, "Blue"))
        self.assertEqual(self.get_members(), {"ines", "lena", "bo", "noor", "nina"})
        rows = self.get(newcomer, "thread_messages", self.thread_id).json()["results"]
        texts = [row["event"]["text"] if row["event"] else row["body"] for row in rows]
        self.assertEqual(texts, ["You joined with your cohort. You can see new messages only."])
        self.assertEqual(self.get(newcomer, "notification_count").json(), {"count": 1})

    def test_a_move_to_another_cohort_removes_from_the_group(self):
        self.commit(lambda: set_cohort(self.blue, self.course, "Red"))
        self.assertEqual(self.get_members(), {"ines", "lena", "noor"})
        shown = self.get(self.blue, "thread", self.thread_id).json()
        self.assertTrue(shown["removed"])

    def test_the_command_finds_changes_without_events(self):
        self.commit(lambda: set_cohort(self.blue, self.course, None))
        self.assertIn("bo", self.get_members())
        said = StringIO()
        call_command("proserva_cohorts", stdout=said)
        self.assertEqual(said.getvalue(), "Joined: 0. Left: 1.\n")
        self.assertNotIn("bo", self.get_members())
        self.assertEqual(self.get_events(), [("in_step", 0, 1)])
        call_command("proserva_cohorts", stdout=said)
        self.assertEqual(len(self.get_events()), 1)

    def test_many_changes_are_one_system_message(self):
        for number in range(5):
            make_learner(self.course, username=f"more{number}", cohort="Blue")
        set_cohort(self.blue, self.course, "Red")
        self.assertEqual(reconcile_all(), (5, 1))
        self.assertEqual(self.get_events(), [("in_step", 5, 1)])
        row = self.get(self.classmate, "thread_messages", self.thread_id).json()["results"][0]["event"]
        self.assertIn("3 others joined, Bo Blue left.", row["text"])
        self.assertEqual((row["actor"], row["people_count"]), (None, 6))

    def test_enrollment_changes_membership(self):
        self.commit(lambda: unenroll(self.blue, self.course))
        self.assertNotIn("bo", self.get_members())
        self.commit(lambda: enroll(self.blue, self.course))
        self.assertIn("bo", self.get_members())

    def test_manual_changes_take_precedence_over_the_cohort(self):
        api.remove_participant(self.instructor, self.thread_id, "bo")
        api.leave_thread(self.learner, self.thread_id)
        # Noor was added by name, and is in the cohort only for a while.
        set_cohort(self.classmate, self.course, "Blue")
        reconcile_all()
        set_cohort(self.classmate, self.course, "Red")
        reconcile_all()
        self.assertEqual(self.get_members(), {"ines", "noor"})
        # A person added again by name no longer depends on the cohort.
        api.add_participants(self.instructor, self.thread_id, ["bo"], "none")
        set_cohort(self.blue, self.course, None)
        reconcile_all()
        self.assertEqual(self.get_members(), {"ines", "noor", "bo"})

    def test_an_owner_is_never_removed(self):
        api.set_participant(self.instructor, self.thread_id, "bo", role="owner")
        set_cohort(self.blue, self.course, "Red")
        self.assertEqual(reconcile_all(), (0, 0))

    def test_without_sync_nothing_changes(self):
        api.change_thread(self.instructor, self.thread_id, keep_in_step=False)
        set_cohort(self.blue, self.course, "Red")
        self.assertEqual(reconcile_all(), (0, 0))

    def test_two_cohorts_with_different_histories(self):
        api.add_cohorts(self.instructor, self.thread_id, [self.ids["Red"]], "all", keep_in_step=True)
        some, all_ = (make_learner(self.course, cohort=name) for name in ("Blue", "Red"))
        self.assertEqual(reconcile_all(), (2, 0))
        seen = [
            "Hello" in [row["body"] for row in self.get(user, "thread_messages", self.thread_id).json()["results"]]
            for user in (some, all_)
        ]
        self.assertEqual(seen, [False, True])

    @override_settings(PROSERVA_MESSAGING_GROUP_MAX_PEOPLE=5)
    def test_a_full_group_adds_no_one(self):
        for number in range(3):
            make_learner(self.course, username=f"more{number}", cohort="Blue")
        with self.assertLogs("proserva_messaging.conversations.cohorts", "WARNING") as logs:
            self.assertEqual(reconcile_all(), (1, 0))
        self.assertIn("2 of its cohorts cannot join", logs.output[0])

    def test_one_group_that_fails_does_not_stop_the_others(self):
        first = self.thread_id
        self.start("Blue", keep_in_step=True)
        set_cohort(self.blue, self.course, "Red")
        from proserva_messaging.conversations import cohorts  # noqa: PLC0415

        real = cohorts.reconcile
        broken = mock.patch.object(cohorts, "reconcile", side_effect=lambda pk: real(pk) if pk != first else 1 / 0)
        with broken, self.assertLogs("proserva_messaging.conversations.cohorts", "ERROR"):
            self.assertEqual(cohorts.reconcile_all(), (0, 1))

    def test_without_such_groups_an_event_costs_one_query(self):
        ThreadCohort.objects.all().delete()
        newcomer = make_learner(self.course)
        with CaptureQueriesContext(connection) as queries, self.captureOnCommitCallbacks() as after:
            set_cohort(newcomer, self.course, "Blue")
        ours = [query for query in queries if "threadcohort" in query["sql"]]
        self.assertEqual((len(ours), after), (1, []))

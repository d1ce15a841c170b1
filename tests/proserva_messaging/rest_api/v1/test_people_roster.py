"""Tests of the roster of a course: permissions, rows, and query counts."""

import ddt
from django.contrib.sites.models import Site
from django.db import connection
from django.test.utils import CaptureQueriesContext

from demo.campus import api as campus
from proserva_messaging.models import CourseSettings
from tests.campus_case import CampusCase, make_client, url
from tests.factories import CourseFactory, make_instructor, make_learner


@ddt.ddt
class RosterTests(CampusCase):
    def roster(self, user=None, status=200, **query):
        answer = self.get(user or self.instructor, "roster", str(self.key), **query)
        self.assertEqual(answer.status_code, status, answer.content)
        return answer.json()

    def names(self, **query):
        return [row["username"] for row in self.roster(**query)["results"]]

    def test_each_row_has_the_person_progress_and_last_contact(self):
        campus.set_cohort(self.learner, self.course, "Blue")
        message = self.ask()
        answer = self.roster()
        self.assertEqual([row["username"] for row in answer["results"]], ["lena", "noor"])
        lena, noor = answer["results"]
        self.assertEqual(
            {**lena, "last_contact": None},
            {
                "username": "lena",
                "name": "Lena Fischer",
                "image_url": "",
                "role": None,
                "cohort": "Blue",
                "progress": None,
                "last_contact": None,
                "thread": message.thread_id,
            },
        )
        self.assertEqual(lena["last_contact"][:19], message.created.isoformat()[:19])
        self.assertEqual((noor["thread"], noor["last_contact"], noor["cohort"]), (None, None, None))
        self.assertEqual((answer["next_cursor"], answer["cohorts"]), (None, ["Blue"]))

    def test_messages_of_colleagues_do_not_show(self):
        self.ask(to="amir")
        self.assertEqual([row["thread"] for row in self.roster()["results"]], [None, None])
        self.assertEqual([row["last_contact"] for row in self.roster()["results"]], [None, None])

    def test_a_thread_in_another_course_is_another(self):
        self.ask()
        other = CourseFactory()
        make_instructor(other, self.instructor)
        make_learner(other, self.learner)
        answer = make_client(self.instructor).get(url("roster", str(other.id))).json()
        self.assertEqual([row["thread"] for row in answer["results"]], [None])

    def test_it_is_for_the_course_team(self):
        for user in (self.learner, self.outsider):
            self.assert_error(self.get(user, "roster", str(self.key)), 404, "not_found")
        gone = self.get(self.instructor, "roster", "course-v1:No+Such+Course")
        self.assert_error(gone, 404, "not_found")
        self.assert_error(make_client().get(url("roster", str(self.key))), 401, "not_authenticated")
        self.assertEqual(len(self.roster(self.assistant)["results"]), 2)

    def test_a_learner_sees_none_of_it_whatever_the_course_lets_them_write(self):
        CourseSettings.objects.create(course_id=self.key, peer_messages="course")
        self.assert_error(self.get(self.learner, "roster", str(self.key)), 404, "not_found")

    @ddt.data("nonsense", "library-v1:A+B")
    def test_a_malformed_course_id_is_refused(self, course_id):
        self.assertIn(self.get(self.instructor, "roster", course_id).status_code, (400, 404))

    @ddt.data(
        ({"q": "LENA"}, ["lena"]),
        ({"q": " aziz "}, ["noor"]),
        ({"q": "nobody"}, []),
        ({"cohort": "Blue"}, ["noor"]),
        ({"cohort": "Blue", "q": "lena"}, []),
        ({"cohort": "No such"}, []),
        ({"cohort": ""}, ["lena", "noor"]),
        ({"cursor": "lena"}, ["noor"]),
        ({"cursor": "' OR 1=1"}, ["lena", "noor"]),
    )
    @ddt.unpack
    def test_filters(self, query, expected):
        campus.set_cohort(self.classmate, self.course, "Blue")
        self.assertEqual(self.names(**query), expected)

    def test_pages_list_each_learner_once(self):
        everybody = {"lena", "noor"} | {make_learner(self.course, username=f"Ünï{n}").username for n in range(5)}
        seen, cursor = [], None
        for _page in range(10):
            answer = self.roster(limit=2, **({"cursor": cursor} if cursor else {}))
            seen += [row["username"] for row in answer["results"]]
            cursor = answer["next_cursor"]
            if cursor is None:
                break
        self.assertEqual((len(seen), set(seen)), (7, everybody))

    def test_a_teacher_who_is_enrolled_is_not_listed_for_themself(self):
        make_learner(self.course, self.instructor)
        self.assertEqual(self.names(), ["lena", "noor"])

    def test_people_who_left_are_not_listed(self):
        campus.unenroll(self.learner, self.course)
        self.assertEqual(self.names(), ["noor"])

    def test_fifty_rows_cost_as_many_queries_as_one(self):
        def count(expected):
            client = make_client(self.instructor)
            with CaptureQueriesContext(connection) as queries:
                answer = client.get(url("roster", str(self.key)))
            self.assertEqual(len(answer.json()["results"]), expected)
            return len(queries)

        campus.unenroll(self.classmate, self.course)
        self.ask()
        Site.objects.get_current()  # cached for each process
        few = count(1)
        for number in range(60):
            make_learner(self.course, username=f"more{number:02}", cohort="Blue")
        # Session and user (2); roles; cohorts; who is enrolled; names; who is in which cohort; progress (2, the
        # campus's); threads with their newest messages.
        self.assertEqual((few, count(50)), (10, 10))

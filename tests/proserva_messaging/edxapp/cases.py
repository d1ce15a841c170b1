"""Contract cases of the platform protocol, which every implementation must pass."""

from django.db import connection
from django.test.utils import CaptureQueriesContext
from opaque_keys.edx.keys import CourseKey

from demo.campus import api
from demo.campus.models import Profile
from proserva_messaging.edxapp import protocol
from tests.factories import CourseFactory, UserFactory, make_instructor, make_learner, make_staff

GONE = CourseKey.from_string("course-v1:Test+Gone+2026")


def count_queries(call):
    """Return the number of queries of a call."""
    with CaptureQueriesContext(connection) as queries:
        call()
    return len(queries)


class ContractCases:
    """Requirements for every implementation. A subclass sets `platform`, and defines how its staff masquerade."""

    platform: protocol.Platform

    def setUp(self):
        super().setUp()
        self.course = CourseFactory()
        self.key = self.course.id

    def test_existing_courses_are_found_in_one_query(self):
        other = CourseFactory(name="Other", end="2020-01-01T00:00:00Z")
        with self.assertNumQueries(1):
            found = self.platform.get_courses([self.key, other.id, GONE])
        assert {key: (facts.key, facts.name) for key, facts in found.items()} == {
            self.key: (self.key, self.course.name),
            other.id: (other.id, "Other"),
        }
        assert all(str(key) in facts.url for key, facts in found.items())

    def test_people_are_found_in_two_queries(self):
        ada, nameless = UserFactory(username="ada", name="Ada Lovelace"), UserFactory(username="bob", name="")
        blank = UserFactory(username="eve", name=" \u3000")
        found = self.platform.get_people([ada.pk, nameless.pk, blank.pk, 999_999])
        assert {key: (facts.user_id, facts.username, facts.name) for key, facts in found.items()} == {
            ada.pk: (ada.pk, "ada", "Ada Lovelace"),
            nameless.pk: (nameless.pk, "bob", "bob"),
            blank.pk: (blank.pk, "eve", "eve"),
        }
        many = [UserFactory().pk for _ in range(20)]
        assert count_queries(lambda: self.platform.get_people(many)) <= 2

    def test_retired_people_are_missing(self):
        ada = UserFactory(username="ada")
        api.retire(ada)
        assert self.platform.get_people([ada.pk]) == {}

    def test_an_account_is_retired_by_email_address_or_username(self):
        present, closed = UserFactory(username="ada"), UserFactory(email="retired__user_0123abc@retired.invalid")
        renamed = UserFactory(username="retired__user_0123abc")
        assert [self.platform.is_retired(user) for user in (present, closed, renamed)] == [False, True, True]

    def test_retirement_sends_a_signal(self):
        received = []

        def listen(user, **_more):
            received.append(user.username)

        for signal in self.platform.retirement_signals():
            signal.connect(listen)
            self.addCleanup(signal.disconnect, listen)
        api.retire(UserFactory(username="ada"))
        assert received == ["ada"]

    def test_an_event_may_have_no_course(self):
        self.platform.emit("edx.proserva_messaging.emails.stopped", None, {"user_id": 1})

    def test_a_user_without_a_profile_is_named_by_the_username(self):
        user = UserFactory(username="bare")
        Profile.objects.filter(user=user).delete()
        assert self.platform.get_people([user.pk])[user.pk].name == "bare"

    def test_the_team_is_ordered_by_role_and_then_by_time(self):
        late, early = UserFactory(), UserFactory()
        assistant = make_staff(self.course)
        make_instructor(self.course, early)
        make_instructor(self.course, late)
        make_staff(self.course, early)
        make_instructor(CourseFactory())
        make_learner(self.course)
        team = [(user.pk, role) for user, role in self.platform.get_course_team(self.key)]
        assert team == [(early.pk, "instructor"), (late.pk, "instructor"), (assistant.pk, "staff")]

    def test_a_deleted_course_has_no_team(self):
        assert self.platform.get_course_team(GONE) == []

    def test_team_ids_are_found_in_one_query(self):
        both = make_staff(self.course, make_instructor(self.course))
        team = {both.pk, make_staff(self.course).pk, make_staff(self.course).pk}
        make_instructor(CourseFactory())
        make_learner(self.course)
        with self.assertNumQueries(1):
            some = self.platform.find_team_ids(self.key, 2)
        assert len(set(some)) == 2
        assert set(some) < team
        assert sorted(self.platform.find_team_ids(self.key, 9)) == sorted(team)
        assert sorted(self.platform.find_team_ids(self.key)) == sorted(team)
        assert self.platform.find_team_ids(GONE, 2) == []

    def test_the_product_can_be_switched_off_in_a_course(self):
        assert self.platform.is_enabled(self.key)
        with self.switched_off():
            assert not self.platform.is_enabled(self.key)
            assert self.platform.is_enabled(GONE)

    def test_a_deactivated_account_has_no_role_on_the_team(self):
        both = make_learner(self.course, make_instructor(self.course))
        staff, boss = make_staff(self.course), UserFactory(is_staff=True)
        for user in (both, staff, boss):
            user.is_active = False
            user.save()
        assert self.platform.get_roles(self.key, [both, staff, boss]) == {both.pk: "learner"}
        assert self.platform.get_user_roles(both).role_in(self.key) == "learner"
        assert {self.platform.get_user_roles(each).role_in(self.key) for each in (staff, boss)} == {None}
        assert self.platform.get_course_team(self.key) == []
        assert self.platform.find_team_ids(self.key) == []

    def test_roles(self):
        instructor, staff, learner = make_instructor(self.course), make_staff(self.course), make_learner(self.course)
        both = make_learner(self.course, make_instructor(self.course, make_staff(self.course)))
        left, stranger, boss = make_learner(self.course), UserFactory(), UserFactory(is_staff=True)
        enrolled_boss = make_learner(self.course, UserFactory(is_staff=True))
        api.unenroll(left, self.course)
        everyone = [instructor, staff, learner, both, left, stranger, boss, enrolled_boss]
        assert self.platform.get_roles(self.key, everyone) == {
            instructor.pk: "instructor",
            staff.pk: "staff",
            learner.pk: "learner",
            both.pk: "instructor",
            boss.pk: "staff",
            enrolled_boss.pk: "staff",
        }
        assert self.platform.get_roles(GONE, everyone) == {}
        assert self.platform.get_roles(self.key, []) == {}

    def test_a_role_in_the_organisation_counts_in_its_courses(self):
        boss, helper = UserFactory(), make_learner(self.course)
        api.grant_organization_role(boss, self.key.org, "instructor")
        api.grant_organization_role(helper, self.key.org, "staff")
        api.grant_organization_role(UserFactory(), "Elsewhere", "staff")
        lifted = make_instructor(self.course)
        api.grant_organization_role(lifted, self.key.org, "staff")
        everyone = list(type(boss).objects.all())
        expected = {boss.pk: "instructor", helper.pk: "staff", lifted.pk: "instructor"}
        assert self.platform.get_roles(self.key, everyone) == expected
        assert self.platform.get_roles(GONE, everyone) == {}
        # They can act for the course, but learners do not find them in its team.
        assert [user for user, _role in self.platform.get_course_team(self.key)] == [lifted]
        assert self.platform.find_team_ids(self.key, 9) == [lifted.pk]
        api.revoke_organization_role(boss, self.key.org, "instructor")
        assert self.platform.get_roles(self.key, [boss]) == {}

    def test_one_users_roles_in_all_courses(self):
        other, third = CourseFactory(), CourseFactory(key="course-v1:Elsewhere+C+2026")
        user = make_learner(self.course, make_instructor(other, make_staff(other)))
        left = make_learner(third, user)
        api.unenroll(left, third)
        api.grant_organization_role(user, "Elsewhere", "staff")
        for _each in range(3):
            make_learner(CourseFactory(), user)
        with self.assertNumQueries(2):  # enrolments, and roles
            roles = self.platform.get_user_roles(user)
        keys = [self.key, other.id, third.id, GONE]
        assert [roles.role_in(key) for key in keys] == ["learner", "instructor", "staff", None]
        assert next(iter(roles.in_courses)) not in keys  # the last enrolment first
        boss = self.platform.get_user_roles(make_learner(self.course, UserFactory(is_staff=True)))
        assert (boss.role_in(self.key), boss.everywhere) == ("staff", "staff")
        assert self.platform.get_user_roles(UserFactory()).role_in(self.key) is None

    def test_roles_take_a_fixed_number_of_queries(self):
        few = [make_learner(self.course), UserFactory(is_staff=True)]
        many = [*few, *(make_learner(self.course) for _ in range(20)), make_staff(self.course)]
        assert count_queries(lambda: self.platform.get_roles(self.key, few)) == count_queries(
            lambda: self.platform.get_roles(self.key, many)
        )

    def test_enrolled_users_are_searched(self):
        ada = make_learner(self.course, username="zeta", name="Ada Lovelace")
        bea = make_learner(self.course, username="bea_ADA", name="")
        left = make_learner(self.course, username="left", name="Ada Left")
        api.unenroll(left, self.course)
        make_learner(CourseFactory(), username="other", name="Ada Other")
        make_instructor(self.course, username="teacher", name="Ada Teacher")

        def search(query, limit=10):
            return self.platform.list_enrolled(self.key, query=query, limit=limit)

        assert search("ada") == search("ADA") == [bea, ada]
        assert search("ada", limit=1) == [bea]
        assert search("lovelace") == [ada]
        assert search("") == [bea, ada]
        assert search("100%") == search("' OR 1=1") == []

    def test_names_are_matched_along_a_path(self):
        ada = UserFactory(username="zeta", name="Ada Lovelace")
        UserFactory(name="Grace Hopper")
        assert Profile.objects.get(self.platform.match_name("lovel", "user")).user == ada
        assert type(ada).objects.get(self.platform.match_name("ZET", "")) == ada

    def test_cohorts(self):
        ada = make_learner(self.course, username="ada", cohort="Blue")
        bob = make_learner(self.course, username="bob", cohort="Blue")
        left = make_learner(self.course, cohort="Blue")
        red, none = make_learner(self.course, cohort="Red"), make_learner(self.course)
        api.unenroll(left, self.course)
        ids = self.platform.get_cohort_ids(self.key, [user.pk for user in (ada, bob, red, none)])
        blue = ids[ada.pk]
        assert ids == {ada.pk: blue, bob.pk: blue, red.pk: ids[red.pk]}
        assert blue != ids[red.pk]
        assert self.platform.get_cohort_ids(GONE, [ada.pk]) == {}

        def search(key=self.key, **options):
            return self.platform.list_enrolled(key, cohort_id=blue, **{"limit": 10, **options})

        assert search() == [ada, bob]
        assert search(query="BOB") == [bob]
        assert search(limit=1) == [ada]
        assert search(CourseFactory().id) == []

    def test_enrolled_users_are_listed_in_pages(self):
        people = [make_learner(self.course, username=name, name=f"Ada {name}") for name in ("a1", "b2", "c3")]
        make_learner(self.course, people[1], cohort="Blue")
        gone = make_learner(self.course, username="b1", cohort="Blue")
        api.unenroll(gone, self.course)
        (blue,) = self.platform.get_cohorts(self.key)

        def show(**options):
            with self.assertNumQueries(1):
                return self.platform.list_enrolled(self.key, **{"limit": 2, **options})

        assert show() == people[:2]
        assert show(after="b2") == people[2:]
        assert show(after="a9") == people[1:]
        assert show(after="c3") == []
        assert show(query="ADA C") == people[2:]
        assert show(cohort_id=blue) == [people[1]]
        assert show(cohort_id=blue, query="nobody") == []
        assert self.platform.list_enrolled(GONE, limit=2) == []

    def test_cohorts_of_many_users(self):
        ada, bob = make_learner(self.course, cohort="Blue"), make_learner(self.course, cohort="Red")
        none, other = make_learner(self.course), make_learner(CourseFactory(), cohort="Green")
        names = self.platform.get_cohorts(self.key)
        assert sorted(names.values()) == ["Blue", "Red"]
        asked = [user.pk for user in (ada, bob, none, other)]
        ids = self.platform.get_cohort_ids(self.key, asked)
        assert count_queries(lambda: self.platform.get_cohort_ids(self.key, asked)) <= 2
        assert {user_id: names[cohort_id] for user_id, cohort_id in ids.items()} == {ada.pk: "Blue", bob.pk: "Red"}
        assert count_queries(lambda: self.platform.get_cohorts(self.key)) <= 2
        assert self.platform.get_cohorts(GONE) == {}

    def test_cohort_members(self):
        bob = make_learner(self.course, username="bob", cohort="Blue")
        ada, rita = make_learner(self.course, cohort="Blue"), make_learner(self.course, cohort="Red")
        left = make_learner(self.course, cohort="Blue")
        api.unenroll(left, self.course)
        elsewhere = CourseFactory()
        make_learner(elsewhere, ada, cohort="Blue")
        names = self.platform.get_cohorts(self.key)
        blue, red = sorted(names, key=names.get)
        with self.assertNumQueries(1):
            found = self.platform.list_cohort_members(self.key, [blue, red])
        assert found == [(bob, blue), (ada, blue), (rita, red)]
        assert self.platform.list_cohort_members(self.key, [red]) == [(rita, red)]
        # The id of another course's cohort has no members here.
        assert self.platform.list_cohort_members(elsewhere.id, [blue]) == []
        assert self.platform.count_cohort_members(self.key) == {blue: 2, red: 1}

    def test_progress_of_many_users(self):
        half, none, stranger = make_learner(self.course), make_learner(self.course), UserFactory()
        self.give_half(half)
        many = [half.pk, none.pk, stranger.pk]
        assert self.platform.get_progress(self.key, many) == {half.pk: 0.5}
        assert self.platform.get_progress(GONE, many) == {}
        assert count_queries(lambda: self.platform.get_progress(self.key, many)) <= 2

    def test_it_has_every_method_of_the_protocol(self):
        promised = [name for name in vars(protocol.Platform) if not name.startswith("_")]
        assert [name for name in promised if name not in dir(type(self.platform))] == []

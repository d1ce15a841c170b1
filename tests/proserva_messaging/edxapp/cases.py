"""The cases of the platform protocol's contract: what every implementation promises."""

from types import SimpleNamespace

import crum
from django.contrib.auth.models import AnonymousUser
from django.db import connection
from django.test import RequestFactory
from django.test.utils import CaptureQueriesContext
from opaque_keys.edx.keys import CourseKey

from demo.campus import api
from demo.campus.content import outline
from demo.campus.models import BlockState, Profile
from proserva_messaging.edxapp import protocol
from tests.factories import CourseFactory, UserFactory, make_instructor, make_learner, make_staff

GONE = CourseKey.from_string("course-v1:Test+Gone+2026")


def count_queries(ask):
    """Return how many queries it takes to ask."""
    with CaptureQueriesContext(connection) as queries:
        ask()
    return len(queries)


class ContractCases:
    """What every implementation promises. A subclass says which, and how its staff look at a course as a learner."""

    platform: protocol.Platform

    def setUp(self):
        super().setUp()
        self.course = CourseFactory()
        self.key = self.course.id

    def request_by(self, user):
        request = RequestFactory().get("/")
        request.user, request.session = user, {}
        return request

    def test_courses_that_exist_are_told_in_one_query(self):
        other = CourseFactory(name="Other", end="2020-01-01T00:00:00Z")
        with self.assertNumQueries(1):
            found = self.platform.get_courses([self.key, other.id, GONE])
        assert {key: (facts.key, facts.name) for key, facts in found.items()} == {
            self.key: (self.key, self.course.name),
            other.id: (other.id, "Other"),
        }
        assert all(str(key) in facts.url for key, facts in found.items())

    def test_people_are_told_in_two_queries_at_most_however_many(self):
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

    def test_retired_people_are_not_there(self):
        ada = UserFactory(username="ada")
        api.retire(ada)
        assert self.platform.get_people([ada.pk]) == {}

    def test_retirement_begins_with_the_address_and_ends_with_the_name(self):
        present, closed = UserFactory(username="ada"), UserFactory(email="retired__user_0123abc@retired.invalid")
        renamed = UserFactory(username="retired__user_0123abc")
        assert [self.platform.is_retired(user) for user in (present, closed, renamed)] == [False, True, True]

    def test_retirement_is_announced(self):
        told = []

        def listen(user, **_more):
            told.append(user.username)

        for signal in self.platform.retirement_signals():
            signal.connect(listen)
            self.addCleanup(signal.disconnect, listen)
        api.retire(UserFactory(username="ada"))
        assert told == ["ada"]

    def test_an_event_can_be_told_without_a_course(self):
        self.platform.emit("edx.proserva_messaging.emails.stopped", None, {"user_id": 1})

    def test_somebody_without_a_profile_goes_by_the_username(self):
        user = UserFactory(username="bare")
        Profile.objects.filter(user=user).delete()
        assert self.platform.get_people([user.pk])[user.pk].name == "bare"

    def test_the_team_is_listed_by_rank_and_then_by_when_they_came(self):
        late, early = UserFactory(), UserFactory()
        assistant = make_staff(self.course)
        make_instructor(self.course, early)
        make_instructor(self.course, late)
        make_staff(self.course, early)
        make_instructor(CourseFactory())
        make_learner(self.course)
        team = [(user.pk, role) for user, role in self.platform.get_course_team(self.key)]
        assert team == [(early.pk, "instructor"), (late.pk, "instructor"), (assistant.pk, "staff")]

    def test_a_course_that_is_gone_has_no_team(self):
        assert self.platform.get_course_team(GONE) == []

    def test_some_of_the_team_are_found_in_one_query(self):
        both = make_staff(self.course, make_instructor(self.course))
        team = {both.pk, make_staff(self.course).pk, make_staff(self.course).pk}
        make_instructor(CourseFactory())
        make_learner(self.course)
        with self.assertNumQueries(1):
            some = self.platform.find_team_ids(self.key, 2)
        assert len(set(some)) == 2
        assert set(some) < team
        assert sorted(self.platform.find_team_ids(self.key, 9)) == sorted(team)
        assert self.platform.find_team_ids(GONE, 2) == []

    def test_the_product_can_be_switched_off_in_a_course(self):
        assert self.platform.is_enabled(self.key)
        with self.switched_off():
            assert not self.platform.is_enabled(self.key)
            assert self.platform.is_enabled(GONE)

    def test_roles(self):
        instructor, staff, learner = make_instructor(self.course), make_staff(self.course), make_learner(self.course)
        both = make_learner(self.course, make_instructor(self.course, make_staff(self.course)))
        left, stranger, boss = make_learner(self.course), UserFactory(), UserFactory(is_staff=True)
        enrolled_boss = make_learner(self.course, UserFactory(is_staff=True))
        api.unenroll(left, self.course)
        everybody = [instructor, staff, learner, both, left, stranger, boss, enrolled_boss]
        assert self.platform.get_roles(self.key, everybody) == {
            instructor.pk: "instructor",
            staff.pk: "staff",
            learner.pk: "learner",
            both.pk: "instructor",
            boss.pk: "staff",
            enrolled_boss.pk: "staff",
        }
        assert self.platform.get_roles(GONE, everybody) == {}
        assert self.platform.get_roles(self.key, []) == {}

    def test_a_role_in_the_organisation_counts_in_its_courses(self):
        boss, helper = UserFactory(), make_learner(self.course)
        api.grant_organization_role(boss, self.key.org, "instructor")
        api.grant_organization_role(helper, self.key.org, "staff")
        api.grant_organization_role(UserFactory(), "Elsewhere", "staff")
        lifted = make_instructor(self.course)
        api.grant_organization_role(lifted, self.key.org, "staff")
        everybody = list(type(boss).objects.all())
        expected = {boss.pk: "instructor", helper.pk: "staff", lifted.pk: "instructor"}
        assert self.platform.get_roles(self.key, everybody) == expected
        assert self.platform.get_roles(GONE, everybody) == {}
        # They can act for the course, and are not who a learner is sent to.
        assert [user for user, _role in self.platform.get_course_team(self.key)] == [lifted]
        assert self.platform.find_team_ids(self.key, 9) == [lifted.pk]
        api.revoke_organization_role(boss, self.key.org, "instructor")
        assert self.platform.get_roles(self.key, [boss]) == {}

    def test_the_parts_that_somebody_has_in_all_courses(self):
        other, third = CourseFactory(), CourseFactory(key="course-v1:Elsewhere+C+2026")
        user = make_learner(self.course, make_instructor(other, make_staff(other)))
        left = make_learner(third, user)
        api.unenroll(left, third)
        api.grant_organization_role(user, "Elsewhere", "staff")
        for _each in range(3):
            make_learner(CourseFactory(), user)
        with self.assertNumQueries(2):  # enrolments, and roles
            parts = self.platform.get_parts(user)
        keys = [self.key, other.id, third.id, GONE]
        assert [parts.role_in(key) for key in keys] == ["learner", "instructor", "staff", None]
        assert next(iter(parts.in_courses)) not in keys  # the last enrolment first
        boss = self.platform.get_parts(make_learner(self.course, UserFactory(is_staff=True)))
        assert (boss.role_in(self.key), boss.everywhere) == ("staff", "staff")
        assert self.platform.get_parts(UserFactory()).role_in(self.key) is None

    def test_roles_take_a_fixed_number_of_queries(self):
        few = [make_learner(self.course), UserFactory(is_staff=True)]
        many = [*few, *(make_learner(self.course) for _ in range(20)), make_staff(self.course)]
        assert count_queries(lambda: self.platform.get_roles(self.key, few)) == count_queries(
            lambda: self.platform.get_roles(self.key, many)
        )

    def test_searching_who_is_enrolled(self):
        ada = make_learner(self.course, username="zeta", name="Ada Lovelace")
        bea = make_learner(self.course, username="bea_ADA", name="")
        left = make_learner(self.course, username="left", name="Ada Left")
        api.unenroll(left, self.course)
        make_learner(CourseFactory(), username="other", name="Ada Other")
        make_instructor(self.course, username="teacher", name="Ada Teacher")

        def search(query, limit=10):
            return self.platform.search_enrolled(self.key, query, limit)

        assert search("ada") == search("ADA") == [bea, ada]
        assert search("ada", limit=1) == [bea]
        assert search("lovelace") == [ada]
        assert search("") == [bea, ada]
        assert search("100%") == search("' OR 1=1") == []

    def test_names_are_matched_along_a_path(self):
        ada = UserFactory(username="zeta", name="Ada Lovelace")
        UserFactory(name="Somebody")
        assert Profile.objects.get(self.platform.match_name("lovel", "user")).user == ada
        assert type(ada).objects.get(self.platform.match_name("ZET", "")) == ada

    def test_cohorts(self):
        ada = make_learner(self.course, username="ada", cohort="Blue")
        bob = make_learner(self.course, username="bob", cohort="Blue")
        left = make_learner(self.course, cohort="Blue")
        red, none = make_learner(self.course, cohort="Red"), make_learner(self.course)
        api.unenroll(left, self.course)
        blue = self.platform.get_cohort_id(self.key, ada)
        assert blue == self.platform.get_cohort_id(self.key, bob) != self.platform.get_cohort_id(self.key, red)
        assert self.platform.get_cohort_id(self.key, none) is None
        assert self.platform.get_cohort_id(GONE, ada) is None
        assert self.platform.search_cohort(self.key, blue, "", 10) == [ada, bob]
        assert self.platform.search_cohort(self.key, blue, "BOB", 10) == [bob]
        assert self.platform.search_cohort(self.key, blue, "", 1) == [ada]
        assert self.platform.search_cohort(CourseFactory().id, blue, "", 10) == []

    def test_who_is_enrolled_some_at_a_time(self):
        people = [make_learner(self.course, username=name, name=f"Ada {name}") for name in ("a1", "b2", "c3")]
        make_learner(self.course, people[1], cohort="Blue")
        gone = make_learner(self.course, username="b1", cohort="Blue")
        api.unenroll(gone, self.course)
        blue = self.platform.get_cohort_id(self.key, people[1])

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

    def test_cohorts_of_many(self):
        ada, bob = make_learner(self.course, cohort="Blue"), make_learner(self.course, cohort="Red")
        none, other = make_learner(self.course), make_learner(CourseFactory(), cohort="Green")
        names = self.platform.get_cohorts(self.key)
        assert sorted(names.values()) == ["Blue", "Red"]
        with self.assertNumQueries(1):
            ids = self.platform.get_cohort_ids(self.key, [user.pk for user in (ada, bob, none, other)])
        assert {user_id: names[cohort_id] for user_id, cohort_id in ids.items()} == {ada.pk: "Blue", bob.pk: "Red"}
        assert count_queries(lambda: self.platform.get_cohorts(self.key)) <= 2
        assert self.platform.get_cohorts(GONE) == {}

    def test_the_people_of_cohorts(self):
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
        # An id of another course's cohort finds nobody here.
        assert self.platform.list_cohort_members(elsewhere.id, [blue]) == []
        with self.assertNumQueries(1):
            sizes = self.platform.get_cohort_sizes(self.key)
        assert {each: count for each, count in sizes.items() if count} == {blue: 2, red: 1}
        assert self.platform.get_cohort_sizes(GONE) == {}

    def test_progress_of_many(self):
        half, none, stranger = make_learner(self.course), make_learner(self.course), UserFactory()
        self.give_half(half)
        many = [half.pk, none.pk, stranger.pk]
        assert self.platform.get_progress(self.key, many) == {half.pk: 0.5}
        assert self.platform.get_progress(GONE, many) == {}
        assert count_queries(lambda: self.platform.get_progress(self.key, many)) <= 2

    def node(self, **wanted):
        """Return a block of the course's content that lies in a unit, and its usage key."""
        for node in outline(self.course.content).root.walk():
            if node.enclosing("vertical") not in (None, node) and node.staff_only is wanted.get("staff_only", False):
                return node, self.key.make_usage_key(node.tag, node.name)
        return self.skipTest("the test course has no such block")

    def test_a_block_tells_where_it_is(self):
        node, usage_key = self.node()
        facts = self.platform.get_block(usage_key, make_learner(self.course))
        assert (facts.usage_key, facts.label) == (usage_key, node.title)
        assert facts.path == tuple(above.title for above in node.path)
        assert len(facts.path) == 3
        assert "/jump_to/" in facts.url
        assert "block-v1:" in facts.url

    def test_a_block_tells_when_it_is_due(self):
        learner, due = make_learner(self.course), self.course.weeks_in(0)
        problem, unit, elsewhere = (
            self.platform.get_block(self.key.make_usage_key(*place), learner)
            for place in (("problem", "problem2"), ("vertical", "unit3"), ("chapter", "chapter1"))
        )
        assert (problem.due, unit.due, elsewhere.due) == (due, due, None)

    def test_work_is_what_somebody_handed_in(self):
        learner, other = make_learner(self.course), make_learner(self.course)
        problem = self.key.make_usage_key("problem", "problem1")
        assert self.platform.get_work(problem, learner) is None
        self.hand_in(learner, problem, attempts=2)
        assert self.platform.get_work(problem, learner).attempts == 2
        assert self.platform.get_work(problem, other) is None
        assert self.platform.get_work(self.key.make_usage_key("problem", "problem2"), learner) is None
        assert self.platform.get_work(problem.map_into_course(GONE), learner) is None
        assert count_queries(lambda: self.platform.get_work(problem, learner)) <= 2

    def hand_in(self, user, usage_key, attempts):
        """Save a problem's state, where the campus keeps it."""
        BlockState.objects.create(
            course=self.course, user=user, scope="user_state", block=str(usage_key), field="attempts", value=attempts
        )

    def test_a_block_tells_nobody_who_may_not_open_it(self):
        _node, usage_key = self.node()
        left = make_learner(self.course)
        api.unenroll(left, self.course)
        assert self.platform.get_block(usage_key, UserFactory()) is None
        assert self.platform.get_block(usage_key, left) is None
        assert self.platform.get_block(usage_key, make_staff(self.course)) is not None

    def test_a_hidden_block_is_the_teams(self):
        _node, usage_key = self.node(staff_only=True)
        assert self.platform.get_block(usage_key, make_learner(self.course)) is None
        assert self.platform.get_block(usage_key, make_staff(self.course)) is not None

    def test_a_block_that_is_not_there(self):
        learner = make_learner(self.course)
        _node, usage_key = self.node()
        missing = self.key.make_usage_key("html", "missing")
        elsewhere = usage_key.map_into_course(GONE)
        assert [self.platform.get_block(key, learner) for key in (missing, elsewhere)] == [None, None]

    def test_a_discussion_post_is_told_to_who_may_read_it(self):
        learner = make_learner(self.course)
        post = api.post_thread(self.course, make_learner(self.course), "About <b>entropy</b>", "Is it\nalways growing?")
        facts = self.platform.get_discussion_post(self.key, post.forum_id, learner)
        assert (facts.thread_id, facts.label) == (post.forum_id, "About <b>entropy</b>")
        assert facts.excerpt.split() == ["Is", "it", "always", "growing?"]
        assert post.forum_id in facts.url
        other = CourseFactory()
        assert self.platform.get_discussion_post(other.id, post.forum_id, make_learner(other)) is None
        assert self.platform.get_discussion_post(self.key, post.forum_id, UserFactory()) is None
        for wrong in ("0123456789abcdef01234567", "../users/1", "", "a b", "٣"):
            assert self.platform.get_discussion_post(self.key, wrong, learner) is None

    def test_masquerading(self):
        staff, learner = make_staff(self.course), make_learner(self.course)
        request = self.request_by(staff)
        assert not self.platform.is_masquerading(request, self.key)
        for role, username in (("student", ""), ("student", learner.username)):
            self.masquerade(request, role, username)
            assert self.platform.is_masquerading(request, self.key)
            assert not self.platform.is_masquerading(request, GONE)
        self.masquerade(request, "staff", "")
        assert not self.platform.is_masquerading(request, self.key)

    def test_who_has_no_session_does_not_masquerade(self):
        for user in (make_staff(self.course), AnonymousUser()):
            assert not self.platform.is_masquerading(SimpleNamespace(user=user), self.key)

    def test_language(self):
        user = UserFactory(language="ar")
        assert self.platform.get_language(user) == "ar"
        assert self.platform.get_language(UserFactory(language="")) is None

    def test_emails_have_a_context_and_a_template(self):
        user = UserFactory()
        with self.platform.rendering_email(user):
            context = self.platform.email_context(user)
        assert context["platform_name"]
        assert context["homepage_url"].startswith("http")
        assert self.platform.email_base_template().endswith(".html")
        assert self.platform.page_base_template().endswith(".html")

    def test_an_email_in_the_senders_request_leaves_the_sender_in_it(self):
        # Celery run eagerly: whoever the request belongs to afterwards is who stays signed in.
        sender, recipient = UserFactory(), UserFactory()
        request = self.request_by(sender)
        self.addCleanup(crum.set_current_request, crum.get_current_request())
        crum.set_current_request(request)
        with self.platform.rendering_email(recipient):
            pass
        assert crum.get_current_request() is request
        assert request.user == sender

    def test_the_address_of_the_site_is_one_that_links_may_lead_to(self):
        root = self.platform.root_url()
        assert root.startswith("http")
        assert not root.endswith("/")
        assert root.partition("://")[2] in self.platform.allowed_hosts()

    def test_a_tab_shows_for_people_in_the_course(self):
        class Tab(self.platform.course_tab_base()):
            type = "mine"

        assert Tab.is_enabled(self.course, user=make_learner(self.course))
        assert Tab.is_enabled(self.course, user=make_staff(self.course))
        assert not Tab.is_enabled(self.course, user=UserFactory())
        assert not Tab.is_enabled(self.course, user=AnonymousUser())

    def test_it_has_every_method_of_the_protocol(self):
        promised = [name for name in vars(protocol.Platform) if not name.startswith("_")]
        assert [name for name in promised if name not in dir(type(self.platform))] == []

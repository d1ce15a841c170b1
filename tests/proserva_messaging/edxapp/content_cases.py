"""Contract cases of the platform protocol: blocks, submissions and discussion posts."""

from demo.campus import api
from demo.campus.content import outline
from demo.campus.models import BlockState
from tests.factories import CourseFactory, UserFactory, make_learner, make_staff
from tests.proserva_messaging.edxapp.cases import GONE, count_queries


class ContentCases:
    """Requirements for every implementation with content. `ContractCases` creates the course."""

    def node(self, **wanted):
        """Return a block of the course's content that lies in a unit, and its usage key."""
        for node in outline(self.course.content).root.walk():
            if node.enclosing("vertical") not in (None, node) and node.staff_only is wanted.get("staff_only", False):
                return node, self.key.make_usage_key(node.tag, node.name)
        return self.skipTest("the test course has no such block")

    def test_a_block_has_a_label_a_path_and_a_url(self):
        node, usage_key = self.node()
        facts = self.platform.get_block(usage_key, make_learner(self.course))
        assert (facts.usage_key, facts.label) == (usage_key, node.title)
        assert facts.path == tuple(above.title for above in node.path)
        assert len(facts.path) == 3
        assert "/jump_to/" in facts.url
        assert "block-v1:" in facts.url

    def test_a_block_has_a_due_date(self):
        learner, due = make_learner(self.course), self.course.weeks_in(0)
        problem, unit, elsewhere = (
            self.platform.get_block(self.key.make_usage_key(*place), learner)
            for place in (("problem", "problem2"), ("vertical", "unit3"), ("chapter", "chapter1"))
        )
        assert (problem.due, unit.due, elsewhere.due) == (due, due, None)

    def test_work_counts_the_attempts_of_one_user(self):
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
        """Save a problem's state in the campus's table."""
        BlockState.objects.create(
            course=self.course, user=user, scope="user_state", block=str(usage_key), field="attempts", value=attempts
        )

    def test_a_block_is_for_users_with_a_role(self):
        _node, usage_key = self.node()
        left = make_learner(self.course)
        api.unenroll(left, self.course)
        assert self.platform.get_block(usage_key, UserFactory()) is None
        assert self.platform.get_block(usage_key, left) is None
        assert self.platform.get_block(usage_key, make_staff(self.course)) is not None

    def test_a_hidden_block_is_for_the_team(self):
        _node, usage_key = self.node(staff_only=True)
        assert self.platform.get_block(usage_key, make_learner(self.course)) is None
        assert self.platform.get_block(usage_key, make_staff(self.course)) is not None

    def test_a_block_that_does_not_exist(self):
        learner = make_learner(self.course)
        _node, usage_key = self.node()
        missing = self.key.make_usage_key("html", "missing")
        elsewhere = usage_key.map_into_course(GONE)
        assert [self.platform.get_block(key, learner) for key in (missing, elsewhere)] == [None, None]

    def test_a_discussion_post_is_for_its_readers(self):
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

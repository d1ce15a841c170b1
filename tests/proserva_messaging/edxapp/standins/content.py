"""Stand-ins for blocks, saved states, dates, submissions and discussions."""

import json
from datetime import UTC, datetime
from types import SimpleNamespace

from django.core.exceptions import ObjectDoesNotExist
from django.db.models import F

from demo.campus import people
from demo.campus.content import outline
from demo.campus.models import BlockState, Course, DiscussionThread
from tests.proserva_messaging.edxapp.standins.registry import STATE, at

AUTHORS_DATE = datetime(2020, 1, 1, tzinfo=UTC)


class _Blocks:
    """A course's block structure as one user sees it."""

    def __init__(self, course_key, shown):
        self.course = Course.objects.get(pk=course_key)
        self.nodes = {course_key.make_usage_key(node.tag, node.name): node for node in shown}
        self.keys = {id(node): key for key, node in self.nodes.items()}

        self.overrides = {}

    def __contains__(self, usage_key):
        return usage_key in self.nodes

    def get_children(self, usage_key):
        node = self.nodes[usage_key]
        return [self.keys[id(child)] for child in node.children if id(child) in self.keys]

    def override_xblock_field(self, usage_key, field_name, override_data):
        self.overrides[usage_key, field_name] = override_data

    def get_parents(self, usage_key):
        parent = self.nodes[usage_key].parent
        return [self.keys[id(parent)]] if parent else []

    def get_xblock_field(self, usage_key, field_name, default=None):
        node = self.nodes[usage_key]
        # Extensions are stored for the subsection; the blocks in it have the author's date.
        dates = {"sequential": lambda: self.course.weeks_in(node.weeks_due), "problem": lambda: AUTHORS_DATE}
        values = {"display_name": lambda: node.title, "due": dates.get(node.tag, lambda: default)}
        values["graded"] = lambda: node.attributes.get("graded") == "true"
        return self.overrides.get((usage_key, field_name)) or values[field_name]()


@at("edx_when.field_data")
class DateOverrideTransformer:
    """Put a user's own dates into the structure. `get_course_blocks` runs it by default."""

    def __init__(self, user):
        self.user = user

    def transform(self, usage_info, block_structure):
        for (location, name), date in get_dates_for_course(usage_info.course_key, self.user).items():
            block_structure.override_xblock_field(location, name, date)


@at("lms.djangoapps.course_blocks.api")
def get_course_blocks(
    user,
    starting_block_usage_key,
    transformers=None,
    collected_block_structure=None,
    allow_start_dates_in_future=False,
    include_completion=False,
    include_has_scheduled_content=False,
):
    course_key = starting_block_usage_key.course_key
    nodes = outline(Course.objects.get(pk=course_key).content).root.walk()
    everything = people.is_team(user, course_key)
    blocks = _Blocks(course_key, [node for node in nodes if everything or not node.staff_only])
    DateOverrideTransformer(user).transform(SimpleNamespace(course_key=course_key), blocks)
    return blocks


class _States:
    """Saved states of one user for one problem."""

    def __init__(self, student, course_id, module_state_key, module_type):
        assert module_type == "problem"
        self.rows = BlockState.objects.filter(user=student, course_id=course_id, block=str(module_state_key))

    def values_list(self, name, flat):
        assert (name, flat) == ("state", True)
        values = dict(self.rows.values_list("field", "value"))
        return SimpleNamespace(first=lambda: json.dumps({**STATE.problem_state, **values}) if values else None)


def find_states(course_id, student__in=None, **one):
    if student__in is None:
        return _States(course_id=course_id, **one)
    return BlockState.objects.filter(course_id=course_id, user__in=student__in).annotate(student_id=F("user_id"))


@at("lms.djangoapps.courseware.models")
class StudentModule:
    objects = SimpleNamespace(filter=find_states)


def find_subsection_grades(course_id, usage_key, user_id__in, first_attempted__isnull):
    assert first_attempted__isnull is False
    rows = STATE.subsection_grades.get((course_id, usage_key), {})
    found = [(pk, *points) for pk, points in rows.items() if pk in user_id__in]
    names = ("user_id", "earned_graded", "possible_graded")
    return SimpleNamespace(values_list=lambda *wanted: found if wanted == names else None)


@at("lms.djangoapps.grades.models")
class PersistentSubsectionGrade:
    objects = SimpleNamespace(filter=find_subsection_grades)


@at("edx_when.api")
def get_dates_for_course(
    course_id, user=None, use_cached=True, schedule=None, subsection_and_higher_only=False, published_version=None
):
    course = Course.objects.filter(pk=course_id).first()
    nodes = outline(course.content).root.walk() if course else ()
    keys = {(course_id.make_usage_key(node.tag, node.name), "due"): course.weeks_in(node.weeks_due) for node in nodes}
    dates = {key: date for key, date in keys.items() if date}
    # The instructor dashboard stores an extension for each block that has a date.
    kept = STATE.extensions.get((course_id, user.pk), {}) if user else {}
    return dates | {(location, "due"): date for location, date in kept.items()}


class _Submissions(list):
    """Submissions of some users to one open response."""

    def order_by(self, order):
        assert order == "-attempt_number"
        return _Submissions(sorted(self, reverse=True))

    def values_list(self, *names):
        assert names == ("attempt_number", "submitted_at")
        return SimpleNamespace(first=lambda: self[0] if self else None)


def find_submissions(student_item__student_id__in, student_item__course_id, student_item__item_id):
    keys = [(each, student_item__course_id, student_item__item_id) for each in student_item__student_id__in]
    return _Submissions(row for key in keys for row in STATE.submissions.get(key, []))


@at("submissions.models")
class Submission:
    objects = SimpleNamespace(filter=find_submissions)


@at("xmodule.modulestore.django")
def modulestore():
    return SimpleNamespace(make_course_usage_key=lambda key: key.make_usage_key("course", "course"))


@at("forum.utils")
class ForumV2RequestError(Exception):
    pass


class ThreadNotFoundError(ObjectDoesNotExist):
    pass


@at("lms.djangoapps.discussion.rest_api.api")
def get_thread(request, thread_id, requested_fields=None, course_id=None):
    assert request.build_absolute_uri("/")
    if thread_id in STATE.forum_errors:
        raise STATE.forum_errors[thread_id]
    thread = DiscussionThread.objects.filter(forum_id=thread_id, course_id=course_id).first()
    if thread is None or people.role_of(request.user, thread.course_id) is None:
        raise ThreadNotFoundError
    topic = f"topic-{thread.pk}"
    words = {"id": thread.forum_id, "title": thread.title, "preview_body": thread.body, "topic_id": topic}
    return {**words, "course_id": str(thread.course_id), "raw_body": thread.body}


@at("lms.djangoapps.teams.api")
def discussion_visible_by_user(discussion_id, user):
    return discussion_id not in STATE.hidden_topics

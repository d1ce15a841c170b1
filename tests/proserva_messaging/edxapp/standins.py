"""Stand-ins for the platform: modules with its own names and signatures, answering from the demo campus's tables.

What the product asks of Open edX is so asked for real (imports, arguments, ORM lookups) without the platform.
"""

import contextlib
import json
import sys
from dataclasses import dataclass, field
from datetime import UTC, datetime
from types import ModuleType, SimpleNamespace
from unittest import mock

import crum
from django.contrib.auth import get_user_model
from django.core.exceptions import ObjectDoesNotExist
from django.db.models import CharField, F, OuterRef, Subquery, Value
from django.db.models.functions import Cast
from django.http import Http404, HttpRequest
from opaque_keys.edx.keys import CourseKey

from demo.campus import events, people, tabs
from demo.campus.content import outline
from demo.campus.models import (
    BlockState,
    Cohort,
    CohortMembership,
    Course,
    CourseRole,
    DiscussionThread,
    Enrollment,
    OrganizationRole,
    Profile,
)

MODULES = {}
AUTHORS_DATE = datetime(2020, 1, 1, tzinfo=UTC)


class State:
    """What tests arrange beside the campus's data, and what they look at afterwards."""

    def __init__(self):
        self.pictures = set()
        self.hidden_topics = set()
        self.site_values = {}
        self.forum_errors = {}
        self.emulated = []
        self.flags = {}
        self.problem_state = {}
        self.uncohorted = set()
        self.grades = {}
        self.submissions = {}
        self.subsection_grades = {}
        self.mode_names = {}
        self.emitted = []
        self.authz = False
        self.extensions = {}


STATE = State()


def at(dotted_path, name=None):
    """Put what is decorated where the platform has it."""

    def place(thing):
        MODULES.setdefault(dotted_path, {})[name or thing.__name__] = thing
        return thing

    return place


@contextlib.contextmanager
def installed():
    """Make the stand-ins importable within, by the platform's own module names."""
    modules = {}
    for dotted_path, contents in MODULES.items():
        parts = dotted_path.split(".")
        for depth in range(1, len(parts) + 1):
            modules.setdefault(".".join(parts[:depth]), ModuleType(parts[depth - 1]))
        vars(modules[dotted_path]).update(contents)
    STATE.__init__()
    has_image = property(lambda profile: profile.user.username in STATE.pictures)
    profile_as_theirs = mock.patch.object(Profile, "has_profile_image", has_image, create=True)
    with mock.patch.dict(sys.modules, modules), profile_as_theirs:
        yield STATE


class _Objects:
    """A model's manager, made anew at each use as Django's are."""

    def __init__(self, make):
        self.make = make

    def __get__(self, instance, owner):
        return self.make()


@at("openedx.core.djangoapps.content.course_overviews.models")
class CourseOverview:
    objects = _Objects(lambda: Course.objects.annotate(display_name=F("name")))


@at("openedx.core.djangoapps.waffle_utils")
class CourseWaffleFlag:
    made = []

    def __init__(self, name, module_name, log_prefix=""):
        self.name = name
        self.made.append(self)

    def is_enabled(self, course_key=None):
        return STATE.flags.get((self.name, course_key), False)


@at("openedx.features.course_experience")
def course_home_url(course_key):
    return f"https://apps.example.org/learning/course/{course_key}/home"


@at("openedx.core.djangoapps.user_api.accounts.image_helpers")
def get_profile_image_urls_for_user(user, request=None):
    return {size: f"/media/{user.username}_{size}.jpg" for size in ("full", "large", "medium", "small")}


class _Tracker:
    """The tracking log: what was emitted, with its context."""

    def __init__(self):
        self.contexts = []

    @contextlib.contextmanager
    def context(self, name, ctx):
        self.contexts.append(ctx)
        yield
        self.contexts.pop()


@at("eventtracking", "tracker")
class tracker:  # noqa: N801 (the platform's name)
    _tracker = _Tracker()

    @classmethod
    def get_tracker(cls):
        return cls._tracker

    @classmethod
    def emit(cls, name=None, data=None):
        STATE.emitted.append((name, cls._tracker.contexts[-1], data))


@at("common.djangoapps.track", "contexts")
class contexts:  # noqa: N801 (the platform's name)
    @staticmethod
    def course_context_from_course_id(course_id):
        return {"course_id": str(course_id or ""), "org_id": course_id.org if course_id else ""}


at("openedx.core.djangoapps.user_api.accounts.signals", "USER_RETIRE_LMS_MISC")(events.USER_RETIRE_LMS_MISC)


class RoleBase:
    """A role in a course. Whoever holds it comes with the row that says so, as in the platform's query."""

    ROLE = ""

    def __init__(self, course_key):
        self.course_key = course_key

    def users_with_role(self):
        held = get_user_model().objects.filter(course_roles__role=self.ROLE, course_roles__course_id=self.course_key)
        return held.annotate(**{"courseaccessrole__id": F("course_roles__id")})


@at("common.djangoapps.student.roles")
class CourseInstructorRole(RoleBase):
    ROLE = "instructor"


@at("common.djangoapps.student.roles")
class CourseStaffRole(RoleBase):
    ROLE = "staff"


@at("common.djangoapps.student.roles")
class CourseLimitedStaffRole(CourseStaffRole):
    ROLE = "limited_staff"


class OrgRole:
    """A role in an organisation. Where roles live in openedx-authz, the platform's class has no answer but for one
    person at a time: it looks for a `ROLE` that only roles in courses have."""

    def __init__(self, role_name, org="", course_key=None):
        self._role_name, self.org, self.course_key = role_name, org, course_key

    def users_with_role(self):
        if STATE.authz:
            return self.ROLE
        return get_user_model().objects.filter(
            organization_roles__role=self._role_name, organization_roles__org=self.org
        )

    def has_user(self, user, check_user_activation=True):
        held = OrganizationRole.objects.filter(user=user, role=self._role_name, org=self.org)
        return user.is_authenticated and user.is_active and held.exists()


@at("common.djangoapps.student.roles")
class OrgStaffRole(OrgRole):
    def __init__(self, *args, **kwargs):
        super().__init__("staff", *args, **kwargs)


@at("common.djangoapps.student.roles")
class OrgInstructorRole(OrgRole):
    def __init__(self, *args, **kwargs):
        super().__init__("instructor", *args, **kwargs)


@at("common.djangoapps.student.role_helpers")
def has_staff_roles(user, course_key):
    return user.is_staff or CourseRole.objects.filter(user=user, course_id=course_key).exists()


@at("common.djangoapps.student.role_helpers")
def get_course_roles(user):
    """The rows as the platform's cache gives them out, read in one query: an organisation's has no course."""
    fields = ("role", "course_id", "org")
    in_courses = CourseRole.objects.filter(user=user).annotate(key=Cast("course_id", CharField()), of=Value(""))
    in_orgs = OrganizationRole.objects.filter(user=user).annotate(key=Value(""), of=F("org"))
    both = (each.values_list("role", "key", "of") for each in (in_courses, in_orgs))
    rows = [dict(zip(fields, row, strict=True)) for row in next(both).union(*both)]
    for row in rows:
        key = CourseKey.from_string(row["course_id"]) if row["course_id"] else None
        row["course_id"], row["org"] = (str(key) if key and STATE.authz else key), row["org"] or key.org
    return [SimpleNamespace(**row) for row in rows]


class _Enrollments:
    filter = staticmethod(Enrollment.objects.filter)

    def users_enrolled_in(self, course_id, include_inactive=False, verified_only=False):
        mine = CohortMembership.objects.filter(user=OuterRef("pk"), course_id=course_id)
        active = get_user_model().objects.filter(enrollments__course_id=course_id, enrollments__is_active=True)
        groups = {"course_groups__id": Subquery(mine.values("cohort")[:1])}
        groups["course_groups__course_id"] = Subquery(mine.values("course_id")[:1])
        return active.annotate(**groups)


@at("common.djangoapps.student.models")
class CourseEnrollment:
    objects = _Objects(_Enrollments)


@at("openedx.core.djangoapps.course_groups.cohorts")
def get_cohort(user, course_key, assign=True, use_cached=False):
    assert not assign, "the platform would put them into a cohort now"
    if not Course.objects.filter(pk=course_key).exists():
        raise Http404
    membership = CohortMembership.objects.filter(user=user, course_id=course_key).first()
    return membership and membership.cohort


at("openedx.core.djangoapps.course_groups.cohorts", "is_course_cohorted")(
    lambda course_key: _find_course(course_key) not in STATE.uncohorted
)


def _find_course(course_key):
    if not Course.objects.filter(pk=course_key).exists():
        raise Http404
    return course_key


@at("openedx.core.djangoapps.course_groups.cohorts")
def get_course_cohorts(course=None, course_id=None, assignment_type=None):
    return list(Cohort.objects.filter(course_id=course_id))


@at("openedx.core.djangoapps.course_groups.models", "CohortMembership")
class Membership:
    objects = _Objects(lambda: CohortMembership.objects.annotate(course_user_group_id=F("cohort_id")))


def find_grades(course_id, user_id__in):
    rows = [(pk, grade) for (key, pk), grade in STATE.grades.items() if key == course_id and pk in user_id__in]
    return SimpleNamespace(values_list=lambda *names: rows if names == ("user_id", "percent_grade") else None)


@at("lms.djangoapps.grades.models")
class PersistentCourseGrade:
    objects = SimpleNamespace(filter=find_grades)


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
        # An extension is kept at the subsection; what lies in it has the author's date.
        dates = {"sequential": lambda: self.course.weeks_in(node.weeks_due), "problem": lambda: AUTHORS_DATE}
        values = {"display_name": lambda: node.title, "due": dates.get(node.tag, lambda: default)}
        values["graded"] = lambda: node.attributes.get("graded") == "true"
        return self.overrides.get((usage_key, field_name)) or values[field_name]()


@at("edx_when.field_data")
class DateOverrideTransformer:
    """What puts a person's own dates into the structure; one of those that `get_course_blocks` runs by itself."""

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
    """Saved states, of one problem and one person."""

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


@at("common.djangoapps.course_modes.models")
class CourseMode:
    objects = SimpleNamespace(
        filter=lambda course_id: SimpleNamespace(values_list=lambda *names: list(STATE.mode_names.items()))
    )


@at("edx_when.api")
def get_dates_for_course(course_id, user=None, use_cached=True, schedule=None, subsection_and_higher_only=False):
    course = Course.objects.filter(pk=course_id).first()
    nodes = outline(course.content).root.walk() if course else ()
    keys = {(course_id.make_usage_key(node.tag, node.name), "due"): course.weeks_in(node.weeks_due) for node in nodes}
    dates = {key: date for key, date in keys.items() if date}
    # An extension is kept for each block that has a date, as the instructor dashboard does it.
    kept = STATE.extensions.get((course_id, user.pk), {}) if user else {}
    return dates | {(location, "due"): date for location, date in kept.items()}


@at("common.djangoapps.student.models")
class AnonymousUserId:
    objects = SimpleNamespace(
        filter=lambda user, course_id: SimpleNamespace(
            values_list=lambda name, flat: [f"anonymous-{user.pk}-{course_id}"]
        )
    )


class _Submissions(list):
    """What was submitted by some people to one open response."""

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


at("lms.djangoapps.courseware.masquerade", "MASQUERADE_SETTINGS_KEY")("masquerade_settings")


@dataclass
class CourseMasquerade:
    """How somebody looks at a course; the session keeps one for each course key."""

    course_key: object
    role: str = "student"
    user_partition_id: int | None = None
    group_id: int | None = None
    user_name: str | None = field(default=None)


at("openedx.core.djangoapps.lang_pref", "LANGUAGE_KEY")("pref-lang")


@at("openedx.core.djangoapps.user_api.models")
class UserPreference:
    @classmethod
    def get_value(cls, user, preference_key, default=None):
        assert preference_key == "pref-lang"
        return Profile.objects.filter(user=user).values_list("language", flat=True).first() or default


@at("openedx.core.lib.celery.task_utils")
@contextlib.contextmanager
def emulate_http_request(site=None, user=None, middleware_classes=None):
    # As the platform's: a request that is there already gets the user, and keeps it.
    request = crum.get_current_request() or HttpRequest()
    request.user = user
    STATE.emulated.append((site, user))
    yield


@at("openedx.core.djangoapps.ace_common.template_context")
def get_base_template_context(site):
    return {"platform_name": "Example", "homepage_url": f"https://{site.domain}/"}


@at("openedx.core.djangoapps.theming.helpers")
def get_current_site():
    return None


@at("openedx.core.djangoapps.site_configuration.helpers")
def get_value(val_name, default=None, **kwargs):
    return STATE.site_values.get(val_name, default)


at("lms.djangoapps.courseware.tabs", "EnrolledTab")(tabs.EnrolledTab)

"""Stand-ins for courses, modes, the site, masquerading, tracking and emails."""

import contextlib
from dataclasses import dataclass, field
from types import SimpleNamespace

import crum
from django.db.models import F
from django.http import HttpRequest

from demo.campus import tabs
from demo.campus.models import Course
from tests.proserva_messaging.edxapp.standins.registry import STATE, Objects, at


@at("openedx.core.djangoapps.content.course_overviews.models")
class CourseOverview:
    objects = Objects(lambda: Course.objects.annotate(display_name=F("name")))


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


class _Tracker:
    """The tracking log: emitted events with their contexts."""

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


@at("common.djangoapps.course_modes.models")
class CourseMode:
    objects = SimpleNamespace(
        filter=lambda course_id: SimpleNamespace(values_list=lambda *names: list(STATE.mode_names.items()))
    )


at("lms.djangoapps.courseware.masquerade", "MASQUERADE_SETTINGS_KEY")("masquerade_settings")


@dataclass
class CourseMasquerade:
    """A masquerade in one course. The session stores one for each course key."""

    course_key: object
    role: str = "student"
    user_partition_id: int | None = None
    group_id: int | None = None
    user_name: str | None = field(default=None)


@at("openedx.core.lib.celery.task_utils")
@contextlib.contextmanager
def emulate_http_request(site=None, user=None, middleware_classes=None):
    # As in the platform, the current request gets the user and keeps it.
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

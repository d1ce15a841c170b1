"""The button's cost in a unit of a course: the platform's filter with our steps, beside the same without."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from crum import set_current_request
from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.core.cache import cache
from django.test import RequestFactory, override_settings

from benchmarks.operations import Operation
from demo.campus import api, runtime
from demo.campus.models import Course
from proserva_messaging.settings.filters import STEPS

COURSE = "course-v1:Bench+UNIT+2026"
UNIT = "unit3"
# The time that the button may add to a unit at most.
ADDED_MS = 5.0
FILTER = "org.openedx.learning.vertical_block.render.completed.v1"


class _Plain(runtime.CampusRuntime):
    """A runtime without asides: the button beside a problem asks the same questions, and would hide the unit's cost."""

    def applicable_aside_types(self, block: Any) -> list[str]:
        return []


def get_operations() -> list[Operation]:
    """Return the operations of a unit: its first opening by a learner in a minute, later ones, and a visitor's.

    The bound renders the same unit, with no step behind the platform's filter.
    """
    course = api.create_course(COURSE, "A course with a unit")
    teacher, learner = (api.create_person(f"unit-{name}") for name in ("teacher", "learner"))
    api.grant_role(teacher, course, "instructor")
    api.enroll(learner, course)
    with_button, without = _render_both(course, learner)
    return [
        _compare("unit, its first reader in a minute", with_button, without, cache.clear),
        _compare("unit, every other reader", with_button, without, with_button),
        _compare("unit, a visitor", *_render_both(course, AnonymousUser()), cache.clear),
    ]


def _compare(name: str, ours: Callable[[], bool], bound: Callable[[], bool], before: Callable[[], Any]) -> Operation:
    return Operation(name, ours, bound, before=before, added_ms=ADDED_MS)


def _render_both(course: Course, user: Any) -> tuple[Callable[[], bool], Callable[[], bool]]:
    return _render(course, user, STEPS[FILTER]), _render(course, user, ())


def _render(course: Course, user: Any, steps: Sequence[str]) -> Callable[[], bool]:
    """Return a function that renders the unit with these steps, and returns whether the rendering is complete."""
    configured = {**settings.OPEN_EDX_FILTERS_CONFIG, FILTER: {"fail_silently": False, "pipeline": list(steps)}}
    request = RequestFactory().get("/")
    request.user, request.session = user, {}
    key = course.id.make_usage_key("vertical", UNIT)

    def job() -> bool:
        # Values cached for a request are cleared: each run is a new request.
        campus = _Plain(course, user, is_staff=False, role="student", keep=False)
        set_current_request(request)
        with override_settings(OPEN_EDX_FILTERS_CONFIG=configured):
            content = campus.render(campus.get_block(key), "student_view", {}).content
        set_current_request(None)
        has_button = f'usage-key="{key}"' in content
        if has_button != bool(steps and user.is_authenticated):
            raise AssertionError("The unit's button is not where it is measured.")
        return "Late question" in content

    return job

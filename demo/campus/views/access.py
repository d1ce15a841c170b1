"""Access to course pages, and their common context."""

from django.http import Http404

from demo.campus import masquerade, people, tabs
from demo.campus.models import Course


def access_course(request, key, *, team_only: bool = False) -> tuple[Course, str]:
    """Return the course and the user's role in it. Raises Http404 for users without a role."""
    course = Course.objects.filter(pk=key).first()
    role = people.role_of(request.user, key) if course else None
    if role is None or (team_only and role not in people.TEAM_ROLES):
        raise Http404("No such course")
    return course, role


def course_context(request, course: Course, role: str, active: str) -> dict:
    """Return the context of a course page: its tabs, and for the team the menu of masquerades."""
    chosen = masquerade.settings_for(request, course.id)
    on_team = role in people.TEAM_ROLES
    return {
        "course": course,
        "role": role,
        "on_team": on_team,
        "as_learner": chosen is not None,
        "as_username": chosen["user_name"] if chosen else "",
        "classmates": people.enrolled(course.id) if on_team else [],
        "tabs": tabs.tabs_for(course, request.user, as_learner=chosen is not None),
        "active_tab": active,
    }

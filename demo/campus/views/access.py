"""Who may open which course page, and what all of a course's pages show."""

from django.http import Http404

from demo.campus import masquerade, people, tabs
from demo.campus.models import Course


def access_course(request, key, *, team_only: bool = False) -> tuple[Course, str]:
    """Return the course and the person's role in it. Raises Http404 for those who have no part in it."""
    course = Course.objects.filter(pk=key).first()
    role = people.role_of(request.user, key) if course else None
    if role is None or (team_only and role not in people.TEAM_ROLES):
        raise Http404("No such course")
    return course, role


def course_context(request, course: Course, role: str, active: str) -> dict:
    """Return what the frame of a course's page needs: its tabs, and the team's choice of whose view to take."""
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

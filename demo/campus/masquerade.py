"""Masquerading: staff view a course as a learner. The choice is stored in the session, as in the LMS."""

from django.contrib.auth import get_user_model

from demo.campus import people

SESSION_KEY = "masquerade_settings"


def choose(request, course_key, role: str, username: str = "") -> None:
    """View the course as `staff` (no masquerade) or as `student`: any learner, or the one with that username."""
    chosen = request.session.get(SESSION_KEY, {})
    chosen.pop(str(course_key), None)
    if role != people.STAFF:
        chosen[str(course_key)] = {"role": "student", "user_name": username}
    request.session[SESSION_KEY] = chosen


def settings_for(request, course_key) -> dict | None:
    """Return the masquerade in a course, or None. No query."""
    session = getattr(request, "session", None)
    return session.get(SESSION_KEY, {}).get(str(course_key)) if session is not None else None


def setup(request, course_key) -> None:
    """Replace the request's user by the chosen learner, as the LMS does before it renders a unit.

    The member of staff is kept as `request.user.real_user`.
    """
    chosen = settings_for(request, course_key)
    if not chosen or not chosen["user_name"] or not people.is_team(request.user, course_key):
        return
    learner = get_user_model().objects.filter(username=chosen["user_name"]).select_related("profile").first()
    if learner is not None:
        learner.real_user = request.user
        request.user = learner

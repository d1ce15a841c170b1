"""The platform's events about enrolments, roles and cohorts, sent as the LMS sends them."""

from django.dispatch import Signal
from openedx_events.learning.data import (
    CohortData,
    CourseAccessRoleData,
    CourseData,
    CourseEnrollmentData,
    UserData,
    UserPersonalData,
)
from openedx_events.learning.signals import (
    COHORT_MEMBERSHIP_CHANGED,
    COURSE_ACCESS_ROLE_ADDED,
    COURSE_ACCESS_ROLE_REMOVED,
    COURSE_ENROLLMENT_CHANGED,
    COURSE_ENROLLMENT_CREATED,
    COURSE_UNENROLLMENT_COMPLETED,
)

from demo.campus.people import full_name

# Stand-ins for the platform's Django signals of the same names. Each has the argument `user`.
USER_RETIRE_LMS_MISC = Signal()
USER_RETIRE_MAILINGS = Signal()
USER_RETIRE_LMS_CRITICAL = Signal()


def _user(user) -> UserData:
    personal = UserPersonalData(username=user.username, email=user.email, name=full_name(user))
    return UserData(id=user.id, is_active=user.is_active, pii=personal)


def _course(course) -> CourseData:
    return CourseData(course_key=course.id, display_name=course.name, start=course.start, end=course.end)


def _enrollment(enrollment) -> CourseEnrollmentData:
    return CourseEnrollmentData(
        user=_user(enrollment.user),
        course=_course(enrollment.course),
        mode=enrollment.mode,
        is_active=enrollment.is_active,
        creation_date=enrollment.created,
    )


def enrollment_created(enrollment) -> None:
    """Send the event of a new enrolment."""
    COURSE_ENROLLMENT_CREATED.send_event(enrollment=_enrollment(enrollment))


def enrollment_changed(enrollment) -> None:
    """Send the events of an enrolment that changed its mode, or became active or inactive."""
    COURSE_ENROLLMENT_CHANGED.send_event(enrollment=_enrollment(enrollment))
    if not enrollment.is_active:
        COURSE_UNENROLLMENT_COMPLETED.send_event(enrollment=_enrollment(enrollment))


def role_changed(course, user, role: str, *, added: bool) -> None:
    """Send the event of a course role granted or revoked."""
    _send_role_event(user, role, course.id, course.id.org, added=added)


def organization_role_changed(org: str, user, role: str, *, added: bool) -> None:
    """Send the event of an organisation role granted or revoked. It names no course."""
    _send_role_event(user, role, None, org, added=added)


def _send_role_event(user, role: str, course_key, org: str, *, added: bool) -> None:
    signal = COURSE_ACCESS_ROLE_ADDED if added else COURSE_ACCESS_ROLE_REMOVED
    data = CourseAccessRoleData(user=_user(user), course_key=course_key, org_key=org, role=role)
    signal.send_event(course_access_role_data=data)


def cohort_changed(course, user, name: str) -> None:
    """Send the event of a new cohort membership. The platform sends it before it saves the membership."""
    COHORT_MEMBERSHIP_CHANGED.send_event(cohort=CohortData(user=_user(user), course=_course(course), name=name))

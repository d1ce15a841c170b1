"""The names that this package imports from the platform, and the feature that each of them serves.

A test compares this table with the imports in the code. `manage.py lms check` reports the names that fail.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from importlib import import_module

COURSES = "courses' names, links and end dates"
ROLES = "roles: who may send and read messages"
PEOPLE = "recipients, the roster and broadcasts"
COHORTS = "cohorts of recipients, groups and broadcasts"
SEGMENTS = "broadcasts to learners by their activity or score"
BLOCKS = "messages about a unit or a problem"
POSTS = "messages about a discussion post"
SUBMISSIONS = "the submissions shown with a message about an open response"
MASQUERADE = "the message button for staff who view the course as a learner"
EMAILS = "emails"
TRACKING = "tracking events"

NAMES = {
    "bson.errors.InvalidId": POSTS,
    "common.djangoapps.course_modes.models.CourseMode": "broadcasts to enrolment modes",
    "common.djangoapps.student.models.AnonymousUserId": SUBMISSIONS,
    "common.djangoapps.student.models.CourseEnrollment": PEOPLE,
    "common.djangoapps.student.role_helpers.get_course_roles": ROLES,
    "common.djangoapps.student.role_helpers.has_staff_roles": MASQUERADE,
    "common.djangoapps.student.roles.CourseInstructorRole": ROLES,
    "common.djangoapps.student.roles.CourseLimitedStaffRole": ROLES,
    "common.djangoapps.student.roles.CourseStaffRole": ROLES,
    "common.djangoapps.student.roles.OrgInstructorRole": ROLES,
    "common.djangoapps.student.roles.OrgStaffRole": ROLES,
    "common.djangoapps.track.contexts": TRACKING,
    "crum.get_current_request": EMAILS,
    "crum.set_current_request": EMAILS,
    "edx_when.api.get_dates_for_course": "due dates in broadcasts",
    "eventtracking.tracker": TRACKING,
    "forum.utils.ForumV2RequestError": POSTS,
    "lms.djangoapps.course_blocks.api.get_course_blocks": BLOCKS,
    "lms.djangoapps.courseware.masquerade.MASQUERADE_SETTINGS_KEY": MASQUERADE,
    "lms.djangoapps.courseware.models.StudentModule": SEGMENTS,
    "lms.djangoapps.courseware.tabs.EnrolledTab": "the course tab",
    "lms.djangoapps.discussion.rest_api.api.get_thread": POSTS,
    "lms.djangoapps.grades.models.PersistentCourseGrade": "progress in the roster",
    "lms.djangoapps.grades.models.PersistentSubsectionGrade": SEGMENTS,
    "lms.djangoapps.teams.api.discussion_visible_by_user": POSTS,
    "openedx.core.djangoapps.ace_common.template_context.get_base_template_context": EMAILS,
    "openedx.core.djangoapps.content.course_overviews.models.CourseOverview": COURSES,
    "openedx.core.djangoapps.course_groups.cohorts.get_course_cohorts": COHORTS,
    "openedx.core.djangoapps.course_groups.cohorts.is_course_cohorted": COHORTS,
    "openedx.core.djangoapps.course_groups.models.CohortMembership": COHORTS,
    "openedx.core.djangoapps.lang_pref.LANGUAGE_KEY": "emails in the reader's language",
    "openedx.core.djangoapps.site_configuration.helpers.get_value": "absolute links, on sites with their own settings",
    "openedx.core.djangoapps.theming.helpers.get_current_site": EMAILS,
    "openedx.core.djangoapps.user_api.accounts.image_helpers.get_profile_image_urls_for_user": "profile images",
    "openedx.core.djangoapps.user_api.accounts.signals.USER_RETIRE_LMS_MISC": "deletion of retired users' data",
    "openedx.core.djangoapps.user_api.models.UserPreference": "emails in the reader's language",
    "openedx.core.djangoapps.waffle_utils.CourseWaffleFlag": "switching the product off in a course",
    "openedx.core.lib.celery.task_utils.emulate_http_request": EMAILS,
    "openedx.features.course_experience.course_home_url": COURSES,
    "submissions.models.Submission": SUBMISSIONS,
    "xmodule.modulestore.django.modulestore": BLOCKS,
}


@dataclass(frozen=True)
class Missing:
    """A name that the platform does not have, the error from importing it, and the feature that needs it."""

    name: str
    feature: str
    error: str


def find_missing() -> Iterator[Missing]:
    """Import each name, and yield those that fail."""
    for name, feature in NAMES.items():
        try:
            _load(name)
        except Exception as error:  # a module of the platform may fail for its own reasons
            yield Missing(name, feature, f"{type(error).__name__}: {error}")


def _load(dotted_path: str) -> None:
    """Import as `from module import name` does. Raises ImportError if there is no such name."""
    module, _, name = dotted_path.rpartition(".")
    if not hasattr(import_module(module), name):
        import_module(dotted_path)  # a submodule that the package has not imported itself

"""The campus as a platform: the platform protocol, implemented with the campus's own tables."""

import logging
from contextlib import contextmanager

from django.conf import settings
from django.contrib.auth import get_user_model
from django.db.models import F
from django.urls import reverse
from django.utils import translation

from demo.campus import events, masquerade, people, results, tabs
from demo.campus.audiences import AudiencesMixin
from demo.campus.content import outline
from demo.campus.models import BlockState, Cohort, CohortMembership, Course, CourseRole, DiscussionThread, Profile
from proserva_messaging.edxapp.protocol import BlockFacts, CourseFacts, PersonFacts, PostFacts, UserRoles, WorkFacts
from proserva_messaging.types import User

EXCERPT = 200
tracking = logging.getLogger("tracking")


class CampusPlatform(AudiencesMixin):
    """The `Platform` protocol for the campus. Its docstrings say what each method returns; these say how."""

    def get_courses(self, course_keys):
        """Read the courses and reverse their URLs."""
        found = Course.objects.filter(pk__in=list(course_keys))
        return {
            course.id: CourseFacts(course.id, course.name, reverse("course", args=[course.id]), course.end)
            for course in found
        }

    def is_enabled(self, course_key):
        """Read the list of exceptions from the settings."""
        return str(course_key) not in settings.COURSES_WITHOUT_MESSAGES

    def get_people(self, user_ids):
        """Leave out retired accounts. The campus has no profile images."""
        present = get_user_model().objects.exclude(username__startswith=people.RETIRED)
        found = present.filter(pk__in=list(user_ids)).select_related("profile")
        return {user.id: PersonFacts(user.id, user.username, people.full_name(user)) for user in found}

    def get_course_team(self, course_key):
        """One query."""
        return people.team(course_key)

    def find_team_ids(self, course_key, limit=None):
        """Select distinct users, because a user may have both roles."""
        held = CourseRole.objects.filter(course_id=course_key, role__in=people.TEAM_ROLES, user__is_active=True)
        return list(held.order_by().values_list("user_id", flat=True).distinct()[:limit])

    def get_roles(self, course_key, users, *, local=()):
        """One query, and a second if site staff or staff of the organisation are among the users."""
        return people.roles(course_key, list(users), local)

    def get_user_roles(self, user: User) -> UserRoles:
        """Two queries."""
        return people.user_roles(user)

    def match_name(self, query, user_path):
        """Ignore accents as well as case."""
        return people.named(query, user_path)

    def list_enrolled(self, course_key, *, query="", cohort_id=None, after="", limit):
        """Search the folded names of profiles."""
        found = people.matching(people.enrolled(course_key), query)
        if cohort_id is not None:
            found = found.filter(cohort_memberships__cohort_id=cohort_id, cohort_memberships__course_id=course_key)
        return list(found.filter(username__gt=after)[:limit])

    def get_cohorts(self, course_key):
        """Order the cohorts by name. A course cannot switch its cohorts off here."""
        return dict(Cohort.objects.filter(course_id=course_key).order_by("name").values_list("id", "name"))

    def get_cohort_ids(self, course_key, user_ids):
        """Read memberships, of which a user has one in each course."""
        found = CohortMembership.objects.filter(course_id=course_key, user_id__in=list(user_ids))
        return dict(found.values_list("user_id", "cohort_id"))

    def list_cohort_members(self, course_key, cohort_ids):
        """Leave out people who have unenrolled: they keep their membership."""
        members = people.enrolled(course_key).filter(
            cohort_memberships__course_id=course_key, cohort_memberships__cohort_id__in=list(cohort_ids)
        )
        found = members.annotate(cohort_id=F("cohort_memberships__cohort_id")).order_by("pk")
        return [(user, user.cohort_id) for user in found]

    def get_progress(self, course_key, user_ids):
        """Return the share of the course's problems that are answered correctly."""
        course = Course.objects.filter(pk=course_key).first()
        return results.shares(course, user_ids) if course else {}

    def get_block(self, usage_key, user: User):
        """Look in the course's outline. Hidden blocks are for the team."""
        course = Course.objects.filter(pk=usage_key.course_key).first()
        role = people.role_of(user, usage_key.course_key) if course else None
        node = outline(course.content).find(usage_key) if role else None
        if node is None or (node.staff_only and role not in people.TEAM_ROLES):
            return None
        path = tuple(above.title for above in node.path)
        url = reverse("jump_to", args=[course.id, str(usage_key)])
        return BlockFacts(usage_key, node.title, path, url, course.weeks_in(node.weeks_due))

    def get_work(self, usage_key, user: User):
        """Read the number of attempts at a problem. The campus does not keep their times."""
        state = BlockState.objects.filter(user=user, block=str(usage_key), field="attempts")
        attempts = state.values_list("value", flat=True).first()
        return WorkFacts(attempts) if attempts else None

    def get_discussion_post(self, course_key, thread_id, user: User):
        """Read the campus's own discussion. Everyone with a role in the course may read it."""
        thread = DiscussionThread.objects.filter(course_id=course_key, forum_id=thread_id).first()
        if thread is None or people.role_of(user, course_key) is None:
            return None
        url = reverse("discussion_thread", args=[course_key, thread.forum_id])
        return PostFacts(thread.forum_id, thread.title, thread.body[:EXCERPT], url)

    def is_masquerading(self, request, course_key):
        """Read the session. No query."""
        return masquerade.settings_for(request, course_key) is not None

    def get_language(self, user: User):
        """Read the profile."""
        return Profile.objects.filter(user=user).values_list("language", flat=True).first() or None

    @contextmanager
    def rendering_email(self, user: User):
        """Switch to the reader's language."""
        root = self.root_url()
        with translation.override(self.get_language(user) or settings.LANGUAGE_CODE):
            yield {
                "platform_name": settings.PLATFORM_NAME,
                "homepage_url": f"{root}/",
                "dashboard_url": f"{root}/",
                "contact_mailing_address": "12 Example Street, Anytown",
                "base_template": "demo/email/base_body.html",
            }

    def page_base_template(self):
        """Return the base of the campus's pages."""
        return "demo/base.html"

    def root_url(self):
        """Read the settings."""
        return settings.LMS_ROOT_URL

    def allowed_hosts(self):
        """Return both names of the local host, with the campus's port."""
        return [f"{host}:{settings.PORT}" for host in ("127.0.0.1", "localhost")]

    def is_retired(self, user: User):
        """Check the username and the email address: retirement changes the address first."""
        return user.username.startswith(people.RETIRED) or user.email.startswith(people.RETIRED)

    def retirement_signals(self):
        """Return the campus's signal of the same name as the LMS's."""
        return [events.USER_RETIRE_LMS_MISC]

    def emit(self, name, course_key, data):
        """Write the event to the log of the process."""
        tracking.info("%s %s %s", name, course_key, dict(data))

    def course_tab_base(self):
        """Return the campus's own class."""
        return tabs.EnrolledTab

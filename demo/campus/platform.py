"""The campus as Proserva Messaging sees it: the platform protocol, answered from the campus's own tables."""

import logging
from contextlib import contextmanager

from django.conf import settings
from django.contrib.auth import get_user_model
from django.db.models import Count, F
from django.urls import reverse
from django.utils import translation

from demo.campus import events, masquerade, people, results, tabs
from demo.campus.audiences import AudiencesMixin
from demo.campus.content import outline
from demo.campus.models import BlockState, Cohort, CohortMembership, Course, CourseRole, DiscussionThread, Profile
from proserva_messaging.edxapp.protocol import BlockFacts, CourseFacts, PersonFacts, PostFacts, WorkFacts

EXCERPT = 200
tracking = logging.getLogger("tracking")


class CampusPlatform(AudiencesMixin):
    """What the protocol in `proserva_messaging/edxapp/protocol.py` promises, for the campus."""

    def get_courses(self, course_keys):
        """Return the facts of courses, by key."""
        found = Course.objects.filter(pk__in=list(course_keys))
        return {
            course.id: CourseFacts(course.id, course.name, reverse("course", args=[course.id]), course.end)
            for course in found
        }

    def is_enabled(self, course_key):
        """Return whether messages show themselves in a course: everywhere, but where the settings say otherwise."""
        return str(course_key) not in settings.COURSES_WITHOUT_MESSAGES

    def get_people(self, user_ids):
        """Return the public facts of people, by user id."""
        present = get_user_model().objects.exclude(username__startswith=people.RETIRED)
        found = present.filter(pk__in=list(user_ids)).select_related("profile")
        return {user.id: PersonFacts(user.id, user.username, people.full_name(user)) for user in found}

    def get_course_team(self, course_key):
        """Return (user, role) of the team, instructors first."""
        return people.team(course_key)

    def find_team_ids(self, course_key, limit):
        """Return the ids of some of the team."""
        held = CourseRole.objects.filter(course_id=course_key, role__in=people.TEAM_ROLES)
        return list(held.order_by().values_list("user_id", flat=True).distinct()[:limit])

    def get_roles(self, course_key, users):
        """Return roles by user id: one query, and a second where site staff are asked about."""
        return people.roles(course_key, list(users))

    def get_parts(self, user):
        """Return roles in all courses: two queries."""
        return people.parts(user)

    def search_enrolled(self, course_key, query, limit):
        """Return enrolled people whom the query finds."""
        return list(people.matching(people.enrolled(course_key), query)[:limit])

    def match_name(self, query, user_path):
        """Return the condition that a user at an ORM path is found by the query."""
        return people.named(query, user_path)

    def get_cohort_id(self, course_key, user):
        """Return the id of somebody's cohort, or None."""
        return CohortMembership.objects.filter(course_id=course_key, user=user).values_list("cohort", flat=True).first()

    def search_cohort(self, course_key, cohort_id, query, limit):
        """Return members of a cohort whom the query finds."""
        members = people.enrolled(course_key).filter(cohort_memberships__cohort_id=cohort_id)
        return list(people.matching(members, query)[:limit])

    def list_enrolled(self, course_key, *, query="", cohort_id=None, after="", limit):
        """Return enrolled people, some at a time."""
        found = people.matching(people.enrolled(course_key), query)
        if cohort_id is not None:
            found = found.filter(cohort_memberships__cohort_id=cohort_id, cohort_memberships__course_id=course_key)
        return list(found.filter(username__gt=after)[:limit])

    def get_cohorts(self, course_key):
        """Return the names of cohorts, by id."""
        return dict(Cohort.objects.filter(course_id=course_key).order_by("name").values_list("id", "name"))

    def get_cohort_ids(self, course_key, user_ids):
        """Return the cohorts of people, by user id."""
        found = CohortMembership.objects.filter(course_id=course_key, user_id__in=list(user_ids))
        return dict(found.values_list("user_id", "cohort_id"))

    def get_cohort_sizes(self, course_key):
        """Return how many enrolled people are in each cohort, by id."""
        rows = CohortMembership.objects.filter(course_id=course_key, user__in=people.enrolled(course_key).order_by())
        return dict(rows.values_list("cohort_id").annotate(Count("pk")).order_by())

    def list_cohort_members(self, course_key, cohort_ids):
        """Return the enrolled people of some cohorts, each with the cohort's id."""
        members = people.enrolled(course_key).filter(
            cohort_memberships__course_id=course_key, cohort_memberships__cohort_id__in=list(cohort_ids)
        )
        found = members.annotate(cohort_id=F("cohort_memberships__cohort_id")).order_by("pk")
        return [(user, user.cohort_id) for user in found]

    def get_progress(self, course_key, user_ids):
        """Return which share of the course's problems people have answered right, by user id."""
        course = Course.objects.filter(pk=course_key).first()
        return results.shares(course, user_ids) if course else {}

    def get_block(self, usage_key, user):
        """Return a block that this person may open, or None."""
        course = Course.objects.filter(pk=usage_key.course_key).first()
        role = people.role_of(user, usage_key.course_key) if course else None
        node = outline(course.content).find(usage_key) if role else None
        if node is None or (node.staff_only and role not in people.TEAM_ROLES):
            return None
        path = tuple(above.title for above in node.path)
        url = reverse("jump_to", args=[course.id, str(usage_key)])
        return BlockFacts(usage_key, node.title, path, url, course.weeks_in(node.weeks_due))

    def get_work(self, usage_key, user):
        """Return how often somebody has answered a problem; when, the campus does not keep."""
        state = BlockState.objects.filter(user=user, block=str(usage_key), field="attempts")
        attempts = state.values_list("value", flat=True).first()
        return WorkFacts(attempts) if attempts else None

    def get_discussion_post(self, course_key, thread_id, user):
        """Return a discussion thread that this person may read, or None."""
        thread = DiscussionThread.objects.filter(course_id=course_key, forum_id=thread_id).first()
        if thread is None or people.role_of(user, course_key) is None:
            return None
        url = reverse("discussion_thread", args=[course_key, thread.forum_id])
        return PostFacts(thread.forum_id, thread.title, thread.body[:EXCERPT], url)

    def is_masquerading(self, request, course_key):
        """Return whether the person looks at the course as a learner."""
        return masquerade.settings_for(request, course_key) is not None

    def get_language(self, user):
        """Return the language somebody chose, or None."""
        return Profile.objects.filter(user=user).values_list("language", flat=True).first() or None

    @contextmanager
    def rendering_email(self, user):
        """Return a context in which texts are in the reader's language."""
        with translation.override(self.get_language(user) or settings.LANGUAGE_CODE):
            yield

    def email_context(self, user):
        """Return what the frame of the campus's emails shows."""
        root = self.root_url()
        return {
            "platform_name": settings.PLATFORM_NAME,
            "homepage_url": f"{root}/",
            "dashboard_url": f"{root}/",
            "contact_mailing_address": "12 Example Street, Anytown",
        }

    def email_base_template(self):
        """Return the frame of the campus's emails."""
        return "demo/email/base_body.html"

    def page_base_template(self):
        """Return the frame of the campus's pages."""
        return "demo/base.html"

    def root_url(self):
        """Return where the campus is served."""
        return settings.LMS_ROOT_URL

    def allowed_hosts(self):
        """Return the names by which the campus is reached."""
        return [f"{host}:{settings.PORT}" for host in ("127.0.0.1", "localhost")]

    def is_retired(self, user):
        """Return whether somebody is being retired, or is."""
        return user.username.startswith(people.RETIRED) or user.email.startswith(people.RETIRED)

    def retirement_signals(self):
        """Return the signal that asks for the removal of somebody's traces."""
        return [events.USER_RETIRE_LMS_MISC]

    def emit(self, name, course_key, data):
        """Write an event to the campus's log."""
        tracking.info("%s %s %s", name, course_key, dict(data))

    def course_tab_base(self):
        """Return the class of a tab for everybody in the course."""
        return tabs.EnrolledTab

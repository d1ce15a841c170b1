"""The campus as a platform: enrolments, segments and assignments, which audiences are made of."""

from datetime import timedelta

from django.db.models import Count
from django.utils import timezone

from demo.campus import people, results
from demo.campus.content import outline
from demo.campus.models import BlockState, CohortMembership, Course, Enrollment
from proserva_messaging.edxapp.protocol import INACTIVE, NOT_STARTED, NOT_SUBMITTED, SCORED_BELOW, ModeFacts
from proserva_messaging.types import User

MODES = {"audit": "Audit", "honor": "Honor", "verified": "Verified"}


class AudiencesMixin:
    """Enrolments, segments and assignments."""

    def get_last_enrollment_id(self, course_key):
        """Include inactive enrolments."""
        return Enrollment.objects.filter(course_id=course_key).order_by("-pk").values_list("pk", flat=True).first() or 0

    def list_enrollments(self, course_key, chosen, *, after, until, limit):
        """Read a range of ids."""
        rows = _enrollments(course_key, chosen).filter(pk__gt=after, pk__lte=until)
        return list(rows.order_by("pk").values_list("pk", "user_id")[:limit])

    def count_enrolled(self, course_key, chosen, without=()):
        """Count in the database."""
        return _enrollments(course_key, chosen).exclude(user_id__in=list(without)).count()

    def filter_enrolled(self, course_key, user_ids):
        """Leave out inactive enrolments."""
        rows = Enrollment.objects.filter(course_id=course_key, is_active=True, user_id__in=list(user_ids))
        return set(rows.values_list("user_id", flat=True))

    def get_modes(self, course_key, without=()):
        """Name the modes that the platform has by default."""
        rows = Enrollment.objects.filter(course_id=course_key, is_active=True).exclude(user_id__in=list(without))
        counted = rows.values_list("mode").annotate(Count("pk")).order_by("mode")
        return [ModeFacts(mode, MODES.get(mode, mode.capitalize()), size) for mode, size in counted]

    def count_cohort_members(self, course_key, without=()):
        """Look at enrolments too: people who unenrol keep their membership."""
        active = {"user__enrollments__course_id": course_key, "user__enrollments__is_active": True}
        rows = CohortMembership.objects.filter(course_id=course_key, **active).exclude(user_id__in=list(without))
        return dict(rows.values_list("cohort_id").annotate(Count("pk")).order_by())

    def get_segments(self, course_key):
        """Return all kinds."""
        return (NOT_STARTED, INACTIVE, NOT_SUBMITTED, SCORED_BELOW)

    def filter_by_segment(self, course_key, segment, user_ids):
        """Read saved answers: they show both activity and scores."""
        ids = set(user_ids)
        states = BlockState.objects.filter(course_id=course_key, user_id__in=ids)
        if segment.kind == NOT_STARTED:
            return ids - set(states.values_list("user_id", flat=True))
        if segment.kind == INACTIVE:
            since = timezone.now() - timedelta(days=segment.days)
            return ids - set(states.filter(modified__gte=since).values_list("user_id", flat=True))
        course = Course.objects.filter(pk=course_key).first()
        node = outline(course.content).find(segment.usage_key) if course else None
        scores = results.shares(course, ids, node) if node else {}
        if segment.kind == NOT_SUBMITTED:
            return ids - set(scores)
        return {user_id for user_id, share in scores.items() if share * 100 < segment.score}

    def get_assignments(self, course_key, user: User):
        """Return the graded lessons of the outline."""
        course = Course.objects.filter(pk=course_key).first()
        role = people.role_of(user, course_key) if course else None
        nodes = outline(course.content).root.walk() if role else ()
        return [
            (course_key.make_usage_key(node.tag, node.name), node.title)
            for node in nodes
            if node.tag == "sequential"
            and node.attributes.get("graded") == "true"
            and (not node.staff_only or role in people.TEAM_ROLES)
        ]

    def get_due_date(self, course_key, usage_key, user: User, after):
        """Read the outline. Due dates are the same for every learner here."""
        course = Course.objects.filter(pk=course_key).first()
        if course is None:
            return None
        if usage_key is not None:
            node = outline(course.content).find(usage_key)
            return course.weeks_in(node.weeks_due) if node else None
        dates = (course.weeks_in(node.weeks_due) for node in outline(course.content).root.walk())
        return min((date for date in dates if date and date > after), default=None)


def _enrollments(course_key, chosen):
    rows = Enrollment.objects.filter(course_id=course_key, is_active=True)
    if chosen.modes is not None:
        rows = rows.filter(mode__in=list(chosen.modes))
    if chosen.cohort_ids is not None:
        members = CohortMembership.objects.filter(course_id=course_key, cohort_id__in=list(chosen.cohort_ids))
        rows = rows.filter(user_id__in=members.values("user_id"))
    if chosen.user_ids is not None:
        rows = rows.filter(user_id__in=list(chosen.user_ids))
    return rows

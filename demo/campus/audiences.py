"""Whom a course's team may mean by "all", "these" or "those who": the part of the platform protocol about audiences."""

from datetime import timedelta

from django.db.models import Count
from django.utils import timezone

from demo.campus import people, results
from demo.campus.content import outline
from demo.campus.models import BlockState, CohortMembership, Course, Enrollment
from proserva_messaging.edxapp.protocol import INACTIVE, NOT_STARTED, NOT_SUBMITTED, SCORED_BELOW, ModeFacts

MODES = {"audit": "Audit", "honor": "Honor", "verified": "Verified"}


class AudiencesMixin:
    """What the protocol promises about those enrolled, many at a time."""

    def get_last_enrollment(self, course_key):
        """Return the key of the newest enrolment."""
        return Enrollment.objects.filter(course_id=course_key).order_by("-pk").values_list("pk", flat=True).first() or 0

    def walk_enrolled(self, course_key, part, *, after, until, limit):
        """Return keys and users of enrolments, some at a time."""
        rows = _enrollments(course_key, part).filter(pk__gt=after, pk__lte=until)
        return list(rows.order_by("pk").values_list("pk", "user_id")[:limit])

    def count_enrolled(self, course_key, part, without=()):
        """Return how many are enrolled."""
        return _enrollments(course_key, part).exclude(user_id__in=list(without)).count()

    def find_enrolled(self, course_key, user_ids):
        """Return who of these is enrolled."""
        rows = Enrollment.objects.filter(course_id=course_key, is_active=True, user_id__in=list(user_ids))
        return set(rows.values_list("user_id", flat=True))

    def get_modes(self, course_key, without=()):
        """Return the modes in which people are enrolled."""
        rows = Enrollment.objects.filter(course_id=course_key, is_active=True).exclude(user_id__in=list(without))
        counted = rows.values_list("mode").annotate(Count("pk")).order_by("mode")
        return [ModeFacts(mode, MODES.get(mode, mode.capitalize()), size) for mode, size in counted]

    def count_cohorts(self, course_key, without=()):
        """Return how many are in each cohort."""
        active = {"user__enrollments__course_id": course_key, "user__enrollments__is_active": True}
        rows = CohortMembership.objects.filter(course_id=course_key, **active).exclude(user_id__in=list(without))
        return dict(rows.values_list("cohort_id").annotate(Count("pk")).order_by())

    def get_segments(self, course_key):
        """Return what the campus can tell: all of it."""
        return (NOT_STARTED, INACTIVE, NOT_SUBMITTED, SCORED_BELOW)

    def find_segment(self, course_key, segment, user_ids):
        """Return who of these belongs to a segment."""
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

    def get_assignments(self, course_key, user):
        """Return what lies in lessons and is answered."""
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

    def get_due_date(self, course_key, usage_key, user, after):
        """Return when something is due. The campus has the same dates for everybody."""
        course = Course.objects.filter(pk=course_key).first()
        if course is None:
            return None
        if usage_key is not None:
            node = outline(course.content).find(usage_key)
            return course.weeks_in(node.weeks_due) if node else None
        dates = (course.weeks_in(node.weeks_due) for node in outline(course.content).root.walk())
        return min((date for date in dates if date and date > after), default=None)


def _enrollments(course_key, part):
    rows = Enrollment.objects.filter(course_id=course_key, is_active=True)
    if part.modes is not None:
        rows = rows.filter(mode__in=list(part.modes))
    if part.cohort_ids is not None:
        members = CohortMembership.objects.filter(course_id=course_key, cohort_id__in=list(part.cohort_ids))
        rows = rows.filter(user_id__in=members.values("user_id"))
    if part.user_ids is not None:
        rows = rows.filter(user_id__in=list(part.user_ids))
    return rows

"""Groups: one of 500 people, and a long thread of which some participants see only the end. Built in bulk."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from django.contrib.auth import get_user_model
from django.core.management.color import no_style
from django.db import connection, transaction
from django.utils import timezone

from benchmarks import bounds
from benchmarks.campus import HTML, PREVIEW, TEXT, Campus, make_key, write
from benchmarks.operations import Operation
from demo.campus.models import Cohort, CohortMembership, Enrollment
from proserva_messaging import api
from proserva_messaging.conversations.history import get_version
from proserva_messaging.models import Delivery, Message, Participant, Thread, ThreadCohort
from proserva_messaging.store.access import access_participant
from proserva_messaging.types import User

PEOPLE = 500
SEEN = 60
KEY = make_key(0)


@dataclass(frozen=True)
class Crowds:
    """Built groups: a full one, one to which a cohort of 499 is added, and a long thread.

    In the long thread, the partner sees all messages, the newcomer the last SEEN, and the returned participant the
    first and the last SEEN.
    """

    owner: Any
    full: int
    empty: int
    cohort: int
    long_thread: int
    partner: Any
    newcomer: Any
    returned: Any
    before_gap: int


@transaction.atomic
def _enroll_people() -> dict[str, User]:
    """Create and enroll the people of the groups. Return them by username."""
    user = get_user_model()
    people = [user(username=f"crowd{n}", email=f"crowd{n}@x.example") for n in range(PEOPLE - 1)]
    people += [user(username=name, email=f"{name}@x.example") for name in ("partner", "latecomer", "returned")]
    write(user, people)
    found = {each.username: each for each in user.objects.filter(username__in=[each.username for each in people])}
    write(Enrollment, (Enrollment(course_id=KEY, user=each) for each in found.values()))
    return found


def build(campus: Campus, hidden: int) -> Crowds:
    """Build the groups in a campus, with this many hidden messages in the long thread."""
    found = _enroll_people()
    crowd = [found[f"crowd{n}"] for n in range(PEOPLE - 1)]
    cohort = Cohort.objects.create(course_id=KEY, name="Crowd")
    write(CohortMembership, (CohortMembership(course_id=KEY, cohort=cohort, user=each) for each in crowd))
    groups = [
        Thread.objects.create(course_id=KEY, kind="group", group_chat=True, title=title) for title in ("full", "empty")
    ]
    for group, members in zip(groups, (crowd, []), strict=True):
        write(Participant, [Participant(thread=group, user=campus.person, role="owner")])
        write(Participant, (Participant(thread=group, user=each) for each in members))
    long_thread, before_gap = _build_long(campus.person, found, hidden)
    return Crowds(
        owner=campus.person,
        full=groups[0].pk,
        empty=groups[1].pk,
        cohort=cohort.pk,
        long_thread=long_thread.pk,
        partner=found["partner"],
        newcomer=found["latecomer"],
        returned=found["returned"],
        before_gap=before_gap,
    )


def _build_long(owner: Any, found: dict[str, Any], hidden: int) -> tuple[Thread, int]:
    """Build the long thread. Return it with the first message after the hidden ones."""
    thread = Thread.objects.create(course_id=KEY, kind="group", group_chat=True, title="long")
    first = (Message.objects.order_by("-pk").values_list("pk", flat=True).first() or 0) + 1
    count = SEEN + hidden + SEEN
    common = {"thread": thread, "body": TEXT, "body_html": HTML, "preview": PREVIEW}
    write(Message, (Message(pk=first + n, sender=owner, **common) for n in range(count)))
    seen_again = first + SEEN + hidden
    rows = [(pk, found["partner"]) for pk in range(first, first + count)]
    rows += [(pk, found["latecomer"]) for pk in range(seen_again, first + count)]
    early = [*range(first, first + SEEN), *range(seen_again, first + count)]
    rows += [(pk, found["returned"]) for pk in early]
    now = timezone.now()
    state = {"thread": thread, "bell": "quiet", "read_at": now, "email": "sent"}
    write(Delivery, (Delivery(message_id=pk, recipient=user, **state) for pk, user in rows))
    bounded = {found["latecomer"]: seen_again}
    readers = (owner, found["partner"], found["latecomer"], found["returned"])
    write(Participant, (Participant(thread=thread, user=each, visible_from=bounded.get(each, 0)) for each in readers))
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), [Message]):
            cursor.execute(statement)
    return thread, seen_again


def get_operations(crowds: Crowds) -> Iterator[Operation]:
    """Return the operations."""
    yield from _reading(crowds)
    yield Operation("group, send to 500", *_senders(crowds))
    yield Operation("group, add 499", *_adders(crowds), before=lambda: _empty(crowds))


def _reading(crowds: Crowds) -> Iterator[Operation]:
    thread_id, newcomer, returned = crowds.long_thread, crowds.newcomer, crowds.returned
    yield Operation(
        "poll, nothing new",
        lambda: len(get_version(access_participant(crowds.owner, crowds.full))) > 0,
        lambda: bounds.poll(crowds.owner.pk, crowds.full),
    )
    yield Operation(
        "page, long group",
        lambda: [each.id for each in api.get_messages(crowds.partner, thread_id).results],
        lambda: bounds.get_visible(crowds.partner.pk, thread_id, 0)[:50],
        index="proserva_thread_page",
    )
    yield Operation(
        "page, added from now on",
        lambda: [each.id for each in api.get_messages(newcomer, thread_id, limit=SEEN + 10).results],
        lambda: bounds.get_visible(newcomer.pk, thread_id, crowds.before_gap),
        # With any index: if the newest messages all belong to one thread, PostgreSQL scans them by primary key.
    )
    yield Operation(
        "page, behind the gap",
        lambda: [each.id for each in api.get_messages(returned, thread_id, cursor=str(crowds.before_gap)).results],
        lambda: bounds.get_delivered(returned.pk, thread_id, crowds.before_gap)[:50],
    )


def _senders(crowds: Crowds) -> tuple[Callable[[], None], Callable[[], None]]:
    def ours() -> None:
        api.send_message(crowds.owner, crowds.full, TEXT)

    def bound() -> None:
        bounds.send_to_group(crowds.owner.pk, crowds.full, str(KEY))

    return ours, bound


def _adders(crowds: Crowds) -> tuple[Callable[[], None], Callable[[], None]]:
    def ours() -> None:
        api.add_cohorts(crowds.owner, crowds.empty, [crowds.cohort], "none")

    def bound() -> None:
        bounds.add_cohort(crowds.owner.pk, crowds.empty, crowds.cohort, str(KEY))

    return ours, bound


def _empty(crowds: Crowds) -> None:
    """Remove all participants but the owner."""
    Participant.objects.filter(thread_id=crowds.empty).update(last_message=None)
    Delivery.objects.filter(thread_id=crowds.empty).delete()
    Message.objects.filter(thread_id=crowds.empty).delete()
    Participant.objects.filter(thread_id=crowds.empty).exclude(user=crowds.owner).delete()
    ThreadCohort.objects.filter(thread_id=crowds.empty).delete()

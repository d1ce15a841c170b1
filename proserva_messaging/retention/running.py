"""Retention: apply the rule of each course once a day, in the sweep or by an operator's command."""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import partial

from django.utils import timezone
from opaque_keys.edx.keys import CourseKey

from proserva_messaging import conf
from proserva_messaging.delivery import failures
from proserva_messaging.delivery.failures import Kind
from proserva_messaging.models import Attachment, CourseSettings, RetentionRun, Thread
from proserva_messaging.retention.deleting import Deleted, delete_old, find_old, find_threads
from proserva_messaging.store import audit, holds
from proserva_messaging.store.caching import remember
from proserva_messaging.store.pages import chunk_ids

EVERY = timedelta(days=1)
# After a run that was interrupted, or in which a thread failed.
AGAIN = timedelta(minutes=10)
MINIMUM_DAYS = 30
# The courses that follow the site's default are looked for this often.
SEARCH_SECONDS = 3600
SEARCHED = "proserva_retention_searched"


@dataclass
class Run:
    """The numbers of a run in one course. `failed` are the ids of threads whose deletion raised an error."""

    course_key: CourseKey
    until: datetime
    deleted: Deleted = field(default_factory=Deleted)
    threads: int = 0
    held: int = 0
    failed: list[int] = field(default_factory=list)


def get_days(course_key: CourseKey) -> int:
    """Return for how many days a course keeps its messages; 0: for ever. A course's setting has precedence over the
    site's. Never fewer than MINIMUM_DAYS. One query."""
    own = CourseSettings.objects.filter(course_id=course_key).values_list("retention_days", flat=True).first()
    days = conf.get("RETENTION_DAYS") if own is None else own
    return max(int(days), MINIMUM_DAYS) if days else 0


def list_due() -> list[int]:
    """Return the ids of the runs that are due. Two queries, and three more once an hour if the site has a default."""
    with_rule = CourseSettings.objects.filter(retention_days__gt=0).values_list("course_id", flat=True)
    _add_runs(set(with_rule))
    if conf.get("RETENTION_DAYS"):
        remember(SEARCHED, SEARCH_SECONDS, _add_all_courses)
    due = RetentionRun.objects.filter(due__lte=timezone.now())
    return list(due.order_by("due").values_list("pk", flat=True))


def _add_all_courses() -> bool:
    _add_runs(set(Thread.objects.order_by().values_list("course_id", flat=True).distinct()))
    return True


def _add_runs(course_keys: set[CourseKey]) -> None:
    if course_keys:
        known = set(RetentionRun.objects.filter(course_id__in=course_keys).values_list("course_id", flat=True))
        new = [RetentionRun(course_id=key) for key in course_keys - known]
        RetentionRun.objects.bulk_create(new, ignore_conflicts=True)


def apply(run_id: int, *, seconds: float = 10.0) -> int:
    """Apply the rule of a course for at most `seconds`, and return the number of deleted messages. What is left is due
    again in some minutes. Safe to run concurrently."""
    row = RetentionRun.objects.filter(pk=run_id).first()
    if row is None:
        return 0
    days = get_days(row.course_id)
    if not days:
        row.delete()
        return 0
    run = Run(row.course_id, timezone.now() - timedelta(days=days))
    complete = delete_in_course(run, seconds=seconds) and not run.failed
    again = {"due": timezone.now() + (EVERY if complete else AGAIN)}
    RetentionRun.objects.filter(pk=run_id).update(**again, **({"complete_until": run.until} if complete else {}))
    return run.deleted.messages


def delete_in_course(run: Run, *, seconds: float | None = None) -> bool:
    """Delete the old messages of a course, each thread as a unit of its own: an error stops only its thread, and is
    tried again later. Write one audit entry with the numbers. Return False if the time was up."""
    ends = None if seconds is None else time.monotonic() + seconds
    in_time = True
    for thread_id in _list_threads(run):
        if ends is not None and time.monotonic() > ends:
            in_time = False
            break
        tried = failures.attempt(Kind.RETENTION, thread_id, partial(delete_old, thread_id, run.until))
        if tried.error:
            run.failed.append(thread_id)
        elif tried.result and tried.result.messages:
            run.deleted += tried.result
            run.threads += 1
    if run.threads:
        audit.record(audit.Action.RETENTION_RUN, actor_id=None, course_key=run.course_key, facts=_list_facts(run))
    return in_time


def _list_facts(run: Run) -> dict[str, int | str]:
    counts = {"messages": run.deleted.messages, "files": run.deleted.files, "threads": run.threads}
    return {**counts, "held": run.held, "failed": len(run.failed), "until": run.until.isoformat()}


def _list_threads(run: Run) -> Iterator[int]:
    """Yield the ids of the threads with messages to delete, and count those under hold."""
    threads = find_threads(run.course_key, run.until)
    waiting = set(failures.list_keys(Kind.RETENTION, is_due=False))
    for ids in chunk_ids(threads):
        held = set(holds.filter_held(Thread.objects.filter(pk__in=ids)).values_list("pk", flat=True))
        run.held += len(held)
        yield from (thread_id for thread_id in ids if thread_id not in held and thread_id not in waiting)


def preview(run: Run) -> Run:
    """Count what a run would delete, and delete nothing. Four queries and more for many threads."""
    for ids in chunk_ids(find_threads(run.course_key, run.until)):
        held = set(holds.filter_held(Thread.objects.filter(pk__in=ids)).values_list("pk", flat=True))
        free = [thread_id for thread_id in ids if thread_id not in held]
        messages = find_old(run.until).filter(thread__in=free)
        files = Attachment.objects.filter(message__thread__in=free, message__created__lt=run.until).count()
        run.deleted += Deleted(messages.count(), files)
        run.threads, run.held = run.threads + len(free), run.held + len(held)
    return run

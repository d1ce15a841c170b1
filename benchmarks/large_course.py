"""The data of the benchmark of broadcasts: a course with very many learners, and the operations on it."""

from __future__ import annotations

import time
from statistics import median
from typing import Any

from django.contrib.auth import get_user_model
from django.core.management.color import no_style
from django.db import connection, transaction
from django.utils import timezone
from opaque_keys.edx.keys import CourseKey

from demo.campus.models import Course, CourseRole, Enrollment, Profile
from proserva_messaging.broadcasts.report import get_recipients
from proserva_messaging.delivery import fanout
from proserva_messaging.delivery.audience import Audience
from proserva_messaging.models import Broadcast, Delivery, FanOut, FanOutChunk, Message, Participant, Thread

KEY = CourseKey.from_string("course-v1:Bench+Crowd+2026")
BATCH = 5_000
WRITTEN = (Delivery, Participant, FanOutChunk, Broadcast, FanOut, Message, Thread)
PERSONS = {Participant: "user_id", Delivery: "recipient_id"}
BUILT = (Enrollment, CourseRole, Profile)


def build(size: int) -> None:
    """Build a course with an instructor and this many learners, with ids of our own."""
    user = get_user_model()
    Course.objects.create(id=KEY, name="Crowd")
    teacher = user.objects.create(username="teacher", email="teacher@x.example")
    CourseRole.objects.create(course_id=KEY, user=teacher, role="instructor")
    now = connection.ops.adapt_datetimefield_value(timezone.now())
    for begin in range(teacher.pk + 1, teacher.pk + 1 + size, BATCH):
        ids = range(begin, min(teacher.pk + 1 + size, begin + BATCH))
        with transaction.atomic(), connection.cursor() as cursor:
            names = [f"learner{number}" for number in ids]
            flags = {"password": "", "first_name": "", "last_name": "", "is_active": True, "date_joined": now}
            flags |= {"is_staff": False, "is_superuser": False}
            people = list(zip(ids, names, strict=True))
            accounts = [{"id": pk, "username": name, "email": f"{name}@x.example", **flags} for pk, name in people]
            _insert_rows(cursor, user, accounts)
            profiles = [{"user_id": pk, "name": name, "language": "", "search": ""} for pk, name in people]
            _insert_rows(cursor, Profile, profiles)
            enrolled = {"course_id": str(KEY), "mode": "audit", "is_active": True, "created": now}
            _insert_rows(cursor, Enrollment, [{"user_id": pk, **enrolled} for pk in ids])
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), [user]):
            cursor.execute(statement)
    _analyze()


def _insert_rows(cursor: Any, model: Any, rows: list[dict[str, Any]]) -> None:
    marks = ", ".join(["%s"] * len(rows[0]))
    sql = f"INSERT INTO {model._meta.db_table} ({', '.join(rows[0])}) VALUES ({marks})"
    cursor.executemany(sql, [list(row.values()) for row in rows])


def forget() -> None:
    """Delete all that was built and written."""
    forget_sent()
    user = get_user_model()
    with connection.cursor() as cursor:
        for model in (*BUILT, Course, user):
            cursor.execute(f"DELETE FROM {model._meta.db_table}")


def forget_sent() -> None:
    """Delete all messages, so that each run starts with the same tables."""
    with connection.cursor() as cursor:
        for model in WRITTEN:
            cursor.execute(f"DELETE FROM {model._meta.db_table}")


def write_broadcast() -> int:
    """Write a broadcast that is due, in place of earlier ones, and return its fan-out's id."""
    forget_sent()
    teacher = get_user_model().objects.get(username="teacher")
    with transaction.atomic():
        thread = Thread.objects.create(course_id=KEY, kind=Thread.Kind.BROADCAST, title="To all")
        Participant.objects.create(thread=thread, user=teacher, role="owner")
        message = Message.objects.create(thread=thread, sender=teacher, body="To all", body_html="<p>To all</p>")
        fan_out = fanout.start(message, audience=Audience(), with_participants=True, with_emails=True)
        Broadcast.objects.create(thread=thread, fan_out=fan_out, course_id=KEY, sender=teacher)
    return fan_out.pk


def deliver(fan_out_id: int) -> None:
    """Deliver to every bell, as workers do, without the emails that follow."""
    while FanOut.objects.filter(pk=fan_out_id, state__in=fanout.OPEN).exists():
        wait = _run(fan_out_id)
        if wait is None:
            return
        time.sleep(min(wait, 0.01))


def _run(fan_out_id: int) -> float | None:
    """Run a fan-out without its emails."""
    send, fanout._send_emails = fanout._send_emails, lambda *_args: None
    try:
        return fanout.run(fan_out_id)
    finally:
        fanout._send_emails = send


def check(fan_out_id: int) -> None:
    """Check that the broadcast is finished with this many deliveries. If not, its time means nothing."""
    fan_out = FanOut.objects.get(pk=fan_out_id)
    rows = Delivery.objects.filter(message=fan_out.message_id).count()
    expected = Enrollment.objects.filter(course_id=KEY).count()
    assert (fan_out.state, rows) == ("sent", expected), (fan_out.state, rows)


def write_bound(chunk: int) -> float:
    """Write the rows of the last broadcast again with the least SQL. Return the seconds that it took.

    The ids come in chunks, with two multi-row INSERTs and a commit for each.
    """
    places, deliveries = (_read_row(model, person) for model, person in PERSONS.items())
    forget_sent()
    teacher = get_user_model().objects.get(username="teacher")
    thread = Thread.objects.create(course_id=KEY, kind=Thread.Kind.BROADCAST, title="To all")
    message = Message.objects.create(thread=thread, sender=teacher, body="To all", body_html="<p>To all</p>")
    places |= {"thread_id": thread.pk, "last_message_id": message.pk}
    deliveries |= {"thread_id": thread.pk, "message_id": message.pk}
    begun = time.perf_counter()
    last = 0
    with connection.cursor() as cursor:
        while ids := _read_ids(cursor, last, chunk):
            last = ids[-1][0]
            with transaction.atomic():
                _insert(cursor, Participant, places, [user_id for _key, user_id in ids])
                _insert(cursor, Delivery, deliveries, [user_id for _key, user_id in ids])
    return time.perf_counter() - begun


def _read_row(model: Any, person: str) -> dict[str, Any]:
    """Return the columns of one learner's row of the last broadcast, without its own id and the user's, as the database
    has them.
    """
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT * FROM {model._meta.db_table} ORDER BY id DESC LIMIT 1")
        names = [column[0] for column in cursor.description]
        row = dict(zip(names, cursor.fetchone(), strict=True))
    return {name: value for name, value in row.items() if name not in ("id", person)}


def _read_ids(cursor: Any, last: int, chunk: int) -> list[tuple[int, int]]:
    cursor.execute(
        "SELECT id, user_id FROM campus_enrollment WHERE course_id = %s AND is_active = %s AND id > %s "
        "ORDER BY id LIMIT %s",
        [str(KEY), True, last, chunk],
    )
    return list(cursor.fetchall())


def _insert(cursor: Any, model: Any, same: dict[str, Any], user_ids: list[int]) -> None:
    person = PERSONS[model]
    marks = "(" + ", ".join(["%s"] * (len(same) + 1)) + ")"
    columns = ", ".join(map(connection.ops.quote_name, [person, *same]))
    head = f"INSERT INTO {model._meta.db_table} ({columns}) VALUES "
    values = list(same.values())
    most = connection.features.max_query_params or 10**6
    step = min(len(user_ids), most // (len(same) + 1))
    for begin in range(0, len(user_ids), step):
        some = user_ids[begin : begin + step]
        params = [each for user_id in some for each in (user_id, *values)]
        cursor.execute(head + ", ".join([marks] * len(some)), params)


def count_statements() -> tuple[int, int]:
    """Return the number of statements that delivering a broadcast takes, and the number of its chunks."""
    fan_out_id = write_broadcast()
    seen = 0

    def note(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        nonlocal seen
        seen += 1
        return execute(sql, params, many, context)

    with connection.execute_wrapper(note):
        deliver(fan_out_id)
    return seen, FanOutChunk.objects.filter(fan_out=fan_out_id).count()


def read_report() -> tuple[float, int]:
    """Return the milliseconds and the number of queries of the report's first page. Some recipients have opened it."""
    Delivery.objects.filter(pk__in=[pk for pk in _list_ids() if not pk % 3]).update(read_at=timezone.now())
    teacher = get_user_model().objects.get(username="teacher")
    broadcast_id = Broadcast.objects.get().pk

    def read() -> None:
        get_recipients(teacher, broadcast_id)

    seen = 0

    def note(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        nonlocal seen
        seen += 1
        return execute(sql, params, many, context)

    with connection.execute_wrapper(note):
        read()
    times = []
    for _ in range(20):
        begun = time.perf_counter()
        read()
        times.append(time.perf_counter() - begun)
    return median(times) * 1000, seen


def _list_ids() -> list[int]:
    return list(Delivery.objects.order_by("pk").values_list("pk", flat=True)[:900])


def _analyze() -> None:
    words = {"postgresql": "ANALYZE {}", "mysql": "ANALYZE TABLE {}"}.get(connection.vendor)
    if words is None:
        return
    with connection.cursor() as cursor:
        for model in (Enrollment, get_user_model(), Delivery, Participant):
            cursor.execute(words.format(connection.ops.quote_name(model._meta.db_table)))
            cursor.fetchall() if connection.vendor == "mysql" else None

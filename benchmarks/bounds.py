"""The bounds: each operation again, as hand-written SQL that does the least for the same job.

They use the same tables and connection, and find or write the same rows; without objects, rendering and events.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db import connection, transaction
from django.utils import timezone

from benchmarks.campus import HTML, PREVIEW, TEXT

PAGE = """
SELECT page.last_message_id, page.starred, page.archived, page.muted, t.id, t.kind, t.title, t.group_chat, t.course_id,
    c.name, m.sender_id, m.preview, m.created, u.username, f.name,
    (SELECT COUNT(*) FROM proserva_messaging_delivery d
        WHERE d.recipient_id = page.user_id AND d.read_at IS NULL AND d.thread_id = page.thread_id),
    EXISTS(SELECT 1 FROM proserva_messaging_attachment a WHERE a.message_id = page.last_message_id)
FROM (
    SELECT p.thread_id, p.user_id, p.last_message_id, p.starred, p.archived, p.muted
    FROM proserva_messaging_participant p
    WHERE p.user_id = %s AND p.archived = {false} AND p.last_message_id < %s {condition}
    ORDER BY p.last_message_id DESC LIMIT 26
) page
JOIN proserva_messaging_thread t ON t.id = page.thread_id
JOIN campus_course c ON c.id = t.course_id
JOIN proserva_messaging_message m ON m.id = page.last_message_id
JOIN proserva_messaging_participant o ON o.thread_id = page.thread_id AND o.user_id <> page.user_id
JOIN auth_user u ON u.id = o.user_id
LEFT JOIN campus_profile f ON f.user_id = u.id
ORDER BY page.last_message_id DESC
"""
UNREAD = """AND EXISTS(SELECT 1 FROM proserva_messaging_delivery w
    WHERE w.recipient_id = p.user_id AND w.read_at IS NULL AND w.thread_id = p.thread_id)"""
COUNT = """
SELECT COUNT(*) FROM (
    SELECT 1 FROM proserva_messaging_delivery WHERE recipient_id = %s AND bell = 'ringing' LIMIT 100) ringing
"""
FEED = """
SELECT d.id, d.bell, d.thread_id, m.id, m.preview, m.context, m.created, u.username, f.name, t.course_id, c.name
FROM (
    SELECT id, bell, thread_id, message_id FROM proserva_messaging_delivery
    WHERE recipient_id = %s AND bell <> 'muted' ORDER BY id DESC LIMIT 21
) d
JOIN proserva_messaging_message m ON m.id = d.message_id
JOIN proserva_messaging_thread t ON t.id = d.thread_id
JOIN campus_course c ON c.id = t.course_id
LEFT JOIN auth_user u ON u.id = m.sender_id
LEFT JOIN campus_profile f ON f.user_id = u.id
ORDER BY d.id DESC
"""
PLACE = """
SELECT p.id, t.course_id FROM proserva_messaging_participant p JOIN proserva_messaging_thread t ON t.id = p.thread_id
WHERE p.thread_id = %s AND p.user_id = %s
"""
MESSAGES = """
SELECT m.id, m.sender_id, u.username, f.name, m.created, m.body, m.body_html, m.context,
    COUNT(d.id), COUNT(d.read_at), MAX(d.read_at), SUM(CASE WHEN d.recipient_id = %s AND d.read_at IS NULL THEN 1 END)
FROM (
    SELECT id, sender_id, created, body, body_html, context FROM proserva_messaging_message
    WHERE thread_id = %s ORDER BY id DESC LIMIT 51
) m
LEFT JOIN auth_user u ON u.id = m.sender_id
LEFT JOIN campus_profile f ON f.user_id = u.id
LEFT JOIN proserva_messaging_delivery d ON d.message_id = m.id
GROUP BY m.id, m.sender_id, u.username, f.name, m.created, m.body, m.body_html, m.context
ORDER BY m.id DESC
"""
FILES = "SELECT message_id, id, name, size, content_type FROM proserva_messaging_attachment WHERE message_id IN ({})"
MARK = """
UPDATE proserva_messaging_delivery SET read_at = %s, bell = 'quiet'
WHERE recipient_id = %s AND thread_id = %s AND read_at IS NULL AND message_id <= %s
"""
ROLES = """
SELECT user_id, 'learner' FROM campus_enrollment WHERE course_id = %s AND user_id IN (%s, %s) AND is_active = {true}
UNION ALL SELECT user_id, role FROM campus_courserole WHERE course_id = %s AND user_id IN (%s, %s)
"""
PEOPLE = "SELECT user_id, muted FROM proserva_messaging_participant WHERE thread_id = %s"
LOCK = "SELECT id FROM proserva_messaging_thread WHERE id = %s {lock}"
NO_LIMIT = 2**62


def get_inbox(user_id: int, below: int | None = None, *, unread: bool = False) -> list[int]:
    """Return the message ids of a page of 25 threads, and of the next one, which shows that there are more."""
    return _column(_fit(PAGE, condition=UNREAD if unread else ""), user_id, below or NO_LIMIT)


def count_bell(user_id: int) -> int:
    """Return the bell's count, at most 100."""
    return _column(COUNT, user_id)[0]


def get_feed(user_id: int) -> list[int]:
    """Return the delivery ids of a page of 20, and of the next one."""
    return _column(FEED, user_id)


def get_messages(user_id: int, thread_id: int) -> list[int]:
    """Return the ids of a page of 50 messages, and of the next one."""
    _column(PLACE, thread_id, user_id)
    ids = _column(MESSAGES, user_id, thread_id)
    _column(FILES.format(", ".join(["%s"] * len(ids))), *ids)
    return ids


def mark_read(user_id: int, thread_id: int, up_to: int) -> int:
    """Mark all unread deliveries as read, and return their number."""
    _column(PLACE, thread_id, user_id)
    with connection.cursor() as cursor:
        cursor.execute(MARK, [_moment(), user_id, thread_id, up_to])
        return cursor.rowcount


def send_message(sender_id: int, recipient_id: int, thread_id: int, course_id: str) -> None:
    """Write a message to a thread: six statements, all but the checks in one transaction."""
    _column(PEOPLE, thread_id)
    _column(_fit(ROLES), *[course_id, sender_id, recipient_id] * 2)
    with transaction.atomic():
        _column(_fit(LOCK), thread_id)
        message_id = _insert_message(thread_id, sender_id)
        _insert_delivery(message_id, thread_id, recipient_id)
        _write("UPDATE proserva_messaging_participant SET last_message_id = %s WHERE thread_id = %s",
               message_id, thread_id)  # fmt: skip


def start_thread(sender_id: int, username: str, course_id: str, direct_key: str) -> None:
    """Write a first message with its thread and two participants: eight statements."""
    recipient_id = _column("SELECT id FROM auth_user WHERE username = %s", username)[0]
    _column(_fit(ROLES), *[course_id, sender_id, recipient_id] * 2)
    with transaction.atomic():
        _column("SELECT id FROM proserva_messaging_thread WHERE direct_key = %s", direct_key)
        thread_id = _insert("thread", course_id=course_id, kind="direct", direct_key=direct_key, title="",
                            group_chat=False, members_may_add=False, members_may_remove=False,
                            created=_moment())  # fmt: skip
        message_id = _insert_message(thread_id, sender_id)
        _insert_delivery(message_id, thread_id, recipient_id)
        places = [_place(thread_id, message_id, *each) for each in ((sender_id, "owner"), (recipient_id, "member"))]
        _insert("participant", *places)


POLL = "SELECT last_message_id, role, may_add FROM proserva_messaging_participant WHERE thread_id = %s AND user_id = %s"
SEEN = """
SELECT COUNT(d.read_at), MAX(d.read_at) FROM proserva_messaging_delivery d WHERE d.message_id IN (
    SELECT id FROM (
        SELECT id FROM proserva_messaging_message WHERE sender_id = %s AND thread_id = %s ORDER BY id DESC LIMIT 10
    ) own)
"""
VISIBLE = """
SELECT m.id, m.sender_id, u.username, f.name, m.created, m.body, m.body_html, m.context
FROM proserva_messaging_message m LEFT JOIN auth_user u ON u.id = m.sender_id LEFT JOIN campus_profile f
    ON f.user_id = u.id WHERE m.thread_id = %s AND m.id >= %s ORDER BY m.id DESC LIMIT 71
"""
DELIVERED = """
SELECT m.id, m.sender_id, m.created, m.body, m.body_html, m.context
FROM proserva_messaging_delivery d JOIN proserva_messaging_message m ON m.id = d.message_id
WHERE d.recipient_id = %s AND d.thread_id = %s AND d.message_id < %s ORDER BY d.message_id DESC LIMIT 51
"""
IN_COURSE = """
SELECT user_id FROM campus_enrollment WHERE course_id = %s AND is_active = {true} AND user_id IN (
    SELECT user_id FROM proserva_messaging_participant WHERE thread_id = %s)
"""
DELIVER = """
INSERT INTO proserva_messaging_delivery (message_id, thread_id, recipient_id, bell, mentioned, email, email_reason,
    email_attempts, email_due)
SELECT %s, thread_id, user_id, 'ringing', {false}, 'pending', '', 0, %s
FROM proserva_messaging_participant WHERE thread_id = %s AND user_id <> %s
"""
SEAT = """
INSERT INTO proserva_messaging_participant (thread_id, user_id, role, starred, archived, muted, removed, joined,
    cohort_id, left_title, history_up_to, visible_from, last_message_id)
SELECT %s, m.user_id, 'member', {false}, {false}, {false}, {false}, %s, m.cohort_id, '', 0, %s, %s
FROM campus_cohortmembership m JOIN campus_enrollment e ON e.user_id = m.user_id AND e.course_id = m.course_id
WHERE m.cohort_id = %s AND m.course_id = %s AND e.is_active = {true}
"""


def poll(user_id: int, thread_id: int) -> bool:
    """Check for news: the user's participant row, and the readers of the user's last messages."""
    _column(SEEN, user_id, thread_id)
    return bool(_column(POLL, thread_id, user_id))


def get_visible(user_id: int, thread_id: int, visible_from: int) -> list[int]:
    """Return the ids of the messages from one on."""
    _column(PLACE, thread_id, user_id)
    return _column(VISIBLE, thread_id, visible_from)


def get_delivered(user_id: int, thread_id: int, below: int) -> list[int]:
    """Return the ids of the last messages before one that were delivered to a user."""
    _column(PLACE, thread_id, user_id)
    return _column(DELIVERED, user_id, thread_id, below)


def send_to_group(sender_id: int, thread_id: int, course_id: str) -> None:
    """Write a message to a group, with the deliveries copied from the participants."""
    _column(PEOPLE, thread_id)
    _column(_fit(IN_COURSE), course_id, thread_id)
    with transaction.atomic():
        _column(_fit(LOCK), thread_id)
        message_id = _insert_message(thread_id, sender_id)
        _write(_fit(DELIVER), message_id, _moment(), thread_id, sender_id)
        _write("UPDATE proserva_messaging_participant SET last_message_id = %s WHERE thread_id = %s",
               message_id, thread_id)  # fmt: skip


def add_cohort(actor_id: int, thread_id: int, cohort_id: int, course_id: str) -> None:
    """Add a cohort to a group, with the participants copied from it."""
    _column(PEOPLE, thread_id)
    _column(_fit(IN_COURSE), course_id, thread_id)
    with transaction.atomic():
        _column(_fit(LOCK), thread_id)
        message_id = _insert_message(thread_id, actor_id)
        _write(_fit(SEAT), thread_id, _moment(), message_id, message_id, cohort_id, course_id)
        _write(_fit(DELIVER), message_id, _moment(), thread_id, actor_id)


def _place(thread_id: int, message_id: int, user_id: int, role: str) -> dict[str, Any]:
    flags = {"starred": False, "archived": False, "muted": False, "removed": False, "joined": _moment()}
    flags |= {"left_title": "", "history_up_to": 0, "visible_from": 0}
    return {"thread_id": thread_id, "user_id": user_id, "role": role, "last_message_id": message_id, **flags}


def _insert_message(thread_id: int, sender_id: int) -> int:
    return _insert("message", thread_id=thread_id, sender_id=sender_id, body=TEXT, body_html=HTML, preview=PREVIEW,
                   created=_moment())  # fmt: skip


def _insert_delivery(message_id: int, thread_id: int, recipient_id: int) -> None:
    now = _moment()
    _insert("delivery", message_id=message_id, thread_id=thread_id, recipient_id=recipient_id, bell="ringing",
            mentioned=False, email="pending", email_reason="", email_attempts=0, email_due=now)  # fmt: skip


def _insert(table: str, *rows: dict[str, Any], **row: Any) -> int:
    """Insert rows with one statement and return the id of the last."""
    rows = rows or (row,)
    marks = ", ".join(["({})".format(", ".join(["%s"] * len(rows[0])))] * len(rows))
    sql = f"INSERT INTO proserva_messaging_{table} ({', '.join(rows[0])}) VALUES {marks}"
    returning = " RETURNING id" if connection.vendor == "postgresql" else ""
    with connection.cursor() as cursor:
        cursor.execute(sql + returning, [value for each in rows for value in each.values()])
        return cursor.fetchall()[-1][0] if returning else cursor.lastrowid


def _write(sql: str, *params: Any) -> None:
    with connection.cursor() as cursor:
        cursor.execute(sql, params)


def _column(sql: str, *params: Any) -> list[Any]:
    """Fetch all rows, and return the first column."""
    with connection.cursor() as cursor:
        cursor.execute(sql, params)
        return [row[0] for row in cursor.fetchall()]


def _moment() -> Any:
    now = timezone.now()
    return connection.ops.adapt_datetimefield_value(now)


def _fit(sql: str, **parts: str) -> str:
    """Return SQL in the dialect of this database."""
    plain: Sequence[str] = ("false", "true") if connection.vendor == "postgresql" else ("0", "1")
    lock = "FOR UPDATE" if connection.features.has_select_for_update else ""
    return sql.format(false=plain[0], true=plain[1], lock=lock, **parts)

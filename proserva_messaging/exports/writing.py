"""Writing: put all that one person may see into a target, one conversation after the other."""

from __future__ import annotations

import logging
import shutil
import tempfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial
from typing import Any, TypeVar

from django.conf import settings
from django.db import DatabaseError
from django.utils import timezone, translation
from django.utils.safestring import mark_safe

from proserva_messaging.conversations.data import MessageInfo, ThreadSummary
from proserva_messaging.delivery.preferences import get_preferences
from proserva_messaging.edxapp import get_platform
from proserva_messaging.errors import FilesUnavailableError
from proserva_messaging.exports import pages, reading
from proserva_messaging.exports.attachments import Files
from proserva_messaging.exports.data import (
    FORMAT,
    VERSION,
    ExportedAnnouncement,
    ExportedFile,
    ExportedMessage,
    ExportedThread,
    Name,
)
from proserva_messaging.exports.json_stream import JsonStream
from proserva_messaging.exports.pages import IndexRow
from proserva_messaging.exports.reading import Received, name_course, name_person
from proserva_messaging.exports.targets import Target
from proserva_messaging.models import Attachment, Participant
from proserva_messaging.store.people import get_courses, get_people
from proserva_messaging.store.rendering import show_html
from proserva_messaging.types import User

log = logging.getLogger(__name__)

Row = TypeVar("Row")


@dataclass(frozen=True)
class Written:
    """The result: the files that could not be included, and the ids of conversations that could not be read."""

    files: list[ExportedFile]
    threads: list[int]

    @property
    def left_out(self) -> int:
        """The number of both."""
        return len(self.files) + len(self.threads)


def write_export(
    user: User, target: Target, *, patient: bool = False, progress: Callable[[], None] = lambda: None
) -> Written:
    """Write all that the user wrote and received, and may see now, in their language. Memory is bounded: a page of
    messages, a small file, and a line for each conversation.

    `progress` is called before each conversation. With `patient`, raise FilesUnavailableError if the storage cannot
    read a file now; otherwise the file is named in the export. Queries: about twelve for each conversation, and more
    for each 200 of its messages.
    """
    language = get_platform().get_language(user) or settings.LANGUAGE_CODE
    with translation.override(language), tempfile.TemporaryFile() as document:
        export = _Export(user, target, Files(target, patient), JsonStream(document), progress)
        export.write()
        document.seek(0)
        with target.writing("messages.json") as file:
            shutil.copyfileobj(document, file)
    return Written(export.files.problems, export.failed)


def look_ahead(rows: Iterable[Row]) -> Iterator[tuple[Row, bool]]:
    """Yield each row with whether it is the last one."""
    iterator = iter(rows)
    for current in iterator:
        for following in iterator:
            yield current, False
            current = following
        yield current, True


@dataclass
class _Export:
    """An export in progress. `index` has a line for each conversation, `failed` the ids of those left out."""

    user: User
    target: Target
    files: Files
    json: JsonStream
    progress: Callable[[], None]
    index: list[IndexRow] = field(default_factory=list)
    failed: list[int] = field(default_factory=list)

    def write(self) -> None:
        """Write the document and all pages."""
        person = name_person(get_people([self.user.pk]).get(self.user.pk)) or Name(self.user.username, "")
        created = timezone.now()
        with self.json.nested("{"):
            head = {"format": FORMAT, "version": VERSION, "created": created, "person": person}
            for name, value in head.items():
                self.json.write(value, name)
            self._write_threads()
            announced = self._write_announcements()
            rest: dict[str, Any] = {"uploads": list(self._copy_uploads())}
            rest["templates"] = list(reading.iterate_templates(self.user))
            rest["privacy_log"] = list(reading.iterate_actions(self.user))
            rest["care_alerts"] = list(reading.iterate_alerts(self.user))
            settings_ = {"emails": get_preferences(self.user), "contact_of": reading.list_contact_courses(self.user)}
            for name, value in {**rest, "settings": settings_}.items():
                self._write_value(name, value)
            left = {"files": self.files.problems, "threads": self.failed}
            for name, value in left.items():
                self._write_value(f"left_out_{name}", value)
        context = {"created": created, "announced": announced, "total": len(self.index), **rest, **settings_, **left}
        pages.write_index(self.target, person, self.index, **context)

    def _write_value(self, name: str, value: Any) -> None:
        """Write a list of data, or a plain value."""
        if not isinstance(value, list):
            self.json.write(value, name)
            return
        with self.json.nested("[", name):
            for each in value:
                self.json.write(each)

    def _write_threads(self) -> None:
        with self.json.nested("[", "threads"):
            for own, summary in reading.iterate_participants(self.user):
                self.progress()
                with self._surviving(own.thread_id):
                    thread = reading.describe_thread(own, summary)
                    with self.json.nested("{"):
                        self.json.merge(thread)
                        self._write_messages(own, thread, summary)

    @contextmanager
    def _surviving(self, thread_id: int) -> Iterator[None]:
        """Go on after an error in a conversation, and remember it. Raises errors of the database and the storage."""
        try:
            yield
        except (DatabaseError, FilesUnavailableError):
            raise
        except Exception:
            log.exception("Thread %s is not complete in an export", thread_id)
            self.failed.append(thread_id)

    def _write_messages(self, own: Participant, thread: ExportedThread, summary: ThreadSummary) -> None:
        """Write the messages of a thread, and its line in the index."""
        stem, count = f"threads/{thread.id}", 0
        others = [each.name for each in thread.participants if each.username != self.user.username]
        with self.json.nested("[", "messages"), self._surviving(thread.id):
            for number, (page, is_last) in enumerate(look_ahead(reading.iterate_pages(self.user, own)), 1):
                messages = self._describe_messages(page)
                for each in messages:
                    self.json.write(each)
                count += len(messages)
                write = partial(pages.write_list, self.target, stem, number, "thread", is_last=is_last)
                write(thread=thread, others=others, messages=list(map(_show, messages)))
        row = IndexRow(
            order=own.last_message_id or 0,
            path=pages.make_path(stem, 1) if count else "",
            title=thread.title,
            names=tuple(others[: pages.NAMED]),
            more=max(0, len(others) - pages.NAMED),
            course=thread.course,
            last=summary.last_message and summary.last_message.created,
            count=count,
        )
        self.index.append(row)

    def _describe_messages(self, page: list[tuple[MessageInfo, Received]]) -> list[ExportedMessage]:
        """Return messages for the export, and copy their files. One query for the files."""
        files = self._copy_files([info.id for info, _received in page if info.attachments])
        return [self._describe(info, received, files.get(info.id, [])) for info, received in page]

    def _copy_files(self, message_ids: list[int]) -> dict[int | None, list[ExportedFile]]:
        copied: dict[int | None, list[ExportedFile]] = {}
        rows = Attachment.objects.filter(message_id__in=message_ids).order_by("pk") if message_ids else []
        for attachment in rows:
            copied.setdefault(attachment.message_id, []).append(self.files.copy(attachment))
        return copied

    def _describe(self, info: MessageInfo, received: Received, files: list[ExportedFile]) -> ExportedMessage:
        return ExportedMessage(
            id=info.id,
            sender=name_person(info.sender),
            mine=info.mine,
            created=info.created,
            body=info.body,
            body_html=info.body_html,
            event=info.event.text if info.event else "",
            mentions_me=info.mentions_me,
            context=info.context,
            read_at=received.read_at,
            email=received.email,
            files=files,
        )

    def _write_announcements(self) -> int:
        """Write the announcements, and return their number."""
        count = 0
        with self.json.nested("[", "announcements"):
            for number, (rows, is_last) in enumerate(look_ahead(reading.iterate_announcements(self.user)), 1):
                self.progress()
                announcements = self._describe_announcements(rows)
                for each in announcements:
                    self.json.write(each)
                count += len(announcements)
                shown = list(map(_show, announcements))
                write = partial(pages.write_list, self.target, "announcements", number, "announcements")
                write(is_last=is_last, announcements=shown)
        return count

    def _describe_announcements(self, rows: list[Any]) -> list[ExportedAnnouncement]:
        files = self._copy_files([row.message_id for row in rows])
        people = get_people(row.message.sender_id for row in rows)
        courses = get_courses(row.course_id for row in rows)
        now = timezone.now()
        return [
            self._describe_announcement(
                row,
                now,
                author=name_person(people.get(row.message.sender_id)),
                course=name_course(courses[row.course_id]),
                files=files.get(row.message_id, []),
            )
            for row in rows
        ]

    def _describe_announcement(self, row: Any, now: datetime, **details: Any) -> ExportedAnnouncement:
        return ExportedAnnouncement(
            id=row.pk,
            title=row.message.thread.title,
            body=row.message.body,
            body_html=show_html(row.message.body_html) if row.message.body else "",
            mine=row.message.sender_id == self.user.pk,
            state=row.get_state(now),
            publish_at=row.publish_at,
            expires_at=row.expires_at,
            seen_at=row.seen_at,
            **details,
        )

    def _copy_uploads(self) -> Iterator[ExportedFile]:
        for attachments in reading.iterate_uploads(self.user):
            yield from map(self.files.copy, attachments)


def _show(row: Any) -> dict[str, Any]:
    """Return a row for a template. Its HTML is the product's own rendering, the only HTML that is inserted anywhere."""
    return {**vars(row), "html": mark_safe(row.body_html)}

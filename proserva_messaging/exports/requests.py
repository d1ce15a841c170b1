"""Requests: ask for one's own export, see its state, open its file, and delete it."""

from __future__ import annotations

from datetime import timedelta
from functools import partial

from django.core.files import File
from django.urls import reverse
from django.utils import timezone

from proserva_messaging import conf
from proserva_messaging.commits import call_after_commit
from proserva_messaging.edxapp.tracking import track
from proserva_messaging.errors import NotFoundError
from proserva_messaging.exports.data import ExportInfo
from proserva_messaging.models import Export
from proserva_messaging.signals import EXPORT_WAITS
from proserva_messaging.store import limits
from proserva_messaging.store.idempotency import KeyedRequest, make_request, run_idempotent
from proserva_messaging.store.stored_files import forget_names, open_name
from proserva_messaging.store.transactions import run_atomic
from proserva_messaging.types import User

State = Export.State


def get_lifetime() -> timedelta:
    """Return how long an export can be downloaded, and how long it is tried to make it."""
    return timedelta(days=conf.get("EXPORT_DAYS"))


def get_export(user: User) -> ExportInfo:
    """Return the state of the user's export. One query."""
    return describe_export(_find(user))


def describe_export(export: Export | None) -> ExportInfo:
    """Return the state of an export, or of none."""
    if export is None:
        return ExportInfo()
    if export.state != State.READY:
        return ExportInfo(state=State.WAITING.value, created=export.created)
    return ExportInfo(
        state=State.READY.value,
        created=export.created,
        ready_at=export.ready_at,
        expires=export.expires,
        size=export.size,
        left_out=export.left_out,
        url=reverse("proserva_messaging:export_file"),
    )


def request_export(user: User, *, idempotency_key: str | None = None) -> ExportInfo:
    """Begin the user's export, and return its state. It replaces one that is ready; one that is being made goes on.

    Raises TooManyRequestsError at the limit, IdempotencyKeyReusedError.
    """
    request = make_request(user.pk, "export", idempotency_key)
    begin = partial(_begin, user, request)
    return describe_export(run_idempotent(begin, Export, request, before=partial(_require, user)))


def _require(user: User) -> None:
    """Count a request that begins a new export. Raises TooManyRequestsError."""
    if not Export.objects.filter(user=user, state=State.WAITING, expires__gt=timezone.now()).exists():
        limits.require(limits.EXPORT, user)


def _begin(user: User, request: KeyedRequest) -> Export:
    earlier = Export.objects.select_for_update().filter(user=user).first()
    if earlier is not None:
        if earlier.state == State.WAITING and earlier.expires > timezone.now():
            return earlier
        forget_export(earlier)
    now = timezone.now()
    export = Export.objects.create(user=user, created=now, expires=now + get_lifetime(), **request.columns)
    call_after_commit(EXPORT_WAITS.send, Export, export_id=export.pk)
    track("export.requested", None, user_id=user.pk)
    return export


def forget_export(export: Export) -> None:
    """Delete an export in the current transaction, and its file after the commit. Two queries."""
    export.delete()
    forget_names([export.file])


def open_export(export: Export) -> File[bytes]:
    """Open the file of an export from `access_export` for reading. Raises NotFoundError if the storage has lost it,
    FilesUnavailableError."""
    file = open_name(export.file, export)
    track_download(export)
    return file


def track_download(export: Export) -> None:
    """Emit a tracking event for a download."""
    track("export.downloaded", None, user_id=export.user_id)


def access_export(user: User) -> Export:
    """Return the user's export if it is ready. Raises NotFoundError otherwise. One query."""
    export = _find(user)
    if export is None or export.state != State.READY:
        raise NotFoundError
    return export


def delete_export(user: User) -> None:
    """Delete the user's export, ready or not. Raises NotFoundError without one."""

    def write() -> bool:
        export = Export.objects.select_for_update().filter(user=user).first()
        if export is not None:
            forget_export(export)
        return export is not None

    if not run_atomic(write):
        raise NotFoundError


def _find(user: User) -> Export | None:
    """Return the user's export unless it has expired."""
    return Export.objects.filter(user=user, expires__gt=timezone.now()).first()

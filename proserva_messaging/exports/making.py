"""Making: the job of an export. It writes the archive, stores it, notifies the person, and removes what expired."""

from __future__ import annotations

import tempfile
from datetime import timedelta
from functools import partial
from typing import IO

from django.core.files import File
from django.db.models import F, Q
from django.utils import timezone

from proserva_messaging.delivery import mailer, pause
from proserva_messaging.delivery.membership import get_skip_reason
from proserva_messaging.edxapp import get_platform
from proserva_messaging.exports.requests import forget_export, get_lifetime
from proserva_messaging.exports.targets import Archive
from proserva_messaging.exports.writing import Written, write_export
from proserva_messaging.links import get_inbox_path
from proserva_messaging.models import Delivery, Export
from proserva_messaging.store.pages import chunk_ids
from proserva_messaging.store.stored_files import drop_names, keep_name, write_content
from proserva_messaging.store.transactions import run_atomic

State = Export.State
# After this time without progress, another worker takes over.
LEASE = timedelta(minutes=30)
# So many attempts wait for a storage that cannot read a file now. Later ones name the file and go on.
PATIENT_ATTEMPTS = 3


class GoneError(Exception):
    """The export was deleted while it was made."""


class NoticeWaitsError(Exception):
    """The email was refused for now. The next attempt sends it."""


def list_due() -> list[int]:
    """Return the ids of the exports that no worker makes, and of those whose notice waits. One query."""
    now = timezone.now()
    due = Q(state=State.WAITING, leased__lte=now) | Q(state=State.READY, notified_at=None)
    return list(Export.objects.filter(due, expires__gt=now).order_by("pk").values_list("pk", flat=True))


def make(export_id: int) -> float | None:
    """Make an export, unless another worker does, and notify its person. Return in how many seconds the notice is due,
    or None. Idempotent, also under concurrency.

    Raises what the storage and the database raise; then the next attempt begins anew.
    """
    now = timezone.now()
    waiting = Export.objects.filter(pk=export_id, state=State.WAITING)
    claim = waiting.filter(leased__lte=now, expires__gt=now)
    if claim.update(leased=now + LEASE, attempts=F("attempts") + 1):
        try:
            _make(export_id)
        except GoneError:
            return None
        except BaseException:
            waiting.update(leased=timezone.now())
            raise
    return _notify(export_id)


def _make(export_id: int) -> None:
    export = Export.objects.select_related("user").get(pk=export_id)
    if not export.user.is_active:
        run_atomic(partial(forget_export, export))
        raise GoneError
    with tempfile.TemporaryFile() as spool:
        patient = export.attempts <= PATIENT_ATTEMPTS
        with Archive(spool) as archive:
            written = write_export(export.user, archive, patient=patient, progress=partial(_renew, export_id))
        _store(export_id, spool, written)


def _renew(export_id: int) -> None:
    """Renew the lease. Raises GoneError if the export was deleted. One query."""
    if not Export.objects.filter(pk=export_id).update(leased=timezone.now() + LEASE):
        raise GoneError


def _store(export_id: int, spool: IO[bytes], written: Written) -> None:
    """Write the archive to the storage, and make the export ready. Raises GoneError, and what the storage raises."""
    size = spool.seek(0, 2)
    spool.seek(0)
    name = write_content(File(spool))

    def finish() -> bool:
        now = timezone.now()
        waiting = Export.objects.filter(pk=export_id, state=State.WAITING)
        values = {"file": name, "size": size, "left_out": written.left_out}
        if not waiting.update(state=State.READY, ready_at=now, expires=now + get_lifetime(), **values):
            return False
        keep_name(name)
        return True

    kept = False
    try:
        kept = run_atomic(finish)
    finally:
        if not kept:
            drop_names([name])
    if not kept:
        raise GoneError


def _notify(export_id: int) -> float | None:
    """Send the email that an export is ready, once. Return in how many seconds it can be sent during a pause, or None.

    Raises NoticeWaitsError if the mail server refuses it for now.
    """
    export = Export.objects.select_related("user").filter(pk=export_id, state=State.READY, notified_at=None).first()
    if export is None:
        return None
    if wait := pause.get_wait():
        return wait
    mine = Export.objects.filter(pk=export_id, notified_at=None)
    if not mine.update(notified_at=timezone.now()) or get_skip_reason(export.user):
        return None
    url = get_platform().root_url() + get_inbox_path(preferences=1)
    context = {"download_url": url, "expires": export.expires, "left_out": export.left_out}
    if mailer.send("exportready", export.user, context, {}).state == Delivery.Email.PENDING:
        Export.objects.filter(pk=export_id).update(notified_at=None)
        raise NoticeWaitsError
    return None


def remove_expired() -> int:
    """Delete the exports that have expired, and their files. Return their number."""
    count = 0
    for ids in chunk_ids(Export.objects.filter(expires__lte=timezone.now())):
        for export in Export.objects.filter(pk__in=ids):
            run_atomic(partial(forget_export, export))
            count += 1
    return count

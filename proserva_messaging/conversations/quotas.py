"""Quotas of files: how much one person, one course and the site may store."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta

from django.db.models import F, QuerySet, Sum
from django.template.defaultfilters import filesizeformat
from django.utils import timezone
from django.utils.translation import gettext as _
from opaque_keys.edx.keys import CourseKey

from proserva_messaging import conf
from proserva_messaging.errors import QuotaExceededError
from proserva_messaging.models import Attachment, FileUse
from proserva_messaging.types import User

# Counting the files of a course or of the site reads all rows.
RECOUNT_AFTER = timedelta(minutes=1)


@dataclass(frozen=True)
class Quota:
    """A limit in bytes for some attachments. `text` names the limit and the use to the uploader."""

    scope: str
    limit: int
    rows: QuerySet[Attachment]
    text: str
    recount_after: timedelta = RECOUNT_AFTER


def reserve(user: User, course_key: CourseKey, size: int) -> None:
    """Count a new file of so many bytes towards the quotas of the person, the course and the site.

    Raises QuotaExceededError. One update for each quota; files that are not sent count too. A quota that seems to be
    used up is counted anew, that of a course or the site at most once in RECOUNT_AFTER, because that reads all rows of
    attachments. Concurrent uploads cannot exceed a quota together, except by files in transfer during a recount.
    """
    for quota in _list_quotas(user, course_key):
        if _take(quota, size):
            continue
        _recount(quota)
        if not _take(quota, size):
            used = FileUse.objects.values_list("used", flat=True).get(scope=quota.scope)
            sizes = {"limit": filesizeformat(quota.limit), "used": filesizeformat(used)}
            text = quota.text % sizes
            raise QuotaExceededError(text, fields={"file": [text]})


def _list_quotas(user: User, course_key: CourseKey) -> Iterator[Quota]:
    # The content of infected files is deleted.
    rows = Attachment.objects.exclude(scan=Attachment.Scan.INFECTED)
    if limit := conf.get("ATTACHMENT_QUOTA_PERSON"):
        text = _("Your files may use %(limit)s in total, and they use %(used)s.")
        # Cheap, and people delete files to make room.
        yield Quota(f"person:{user.pk}", limit, rows.filter(uploader=user), text, timedelta())
    if limit := conf.get("ATTACHMENT_QUOTA_COURSE"):
        text = _("The files of this course may use %(limit)s in total, and they use %(used)s.")
        yield Quota(f"course:{course_key}", limit, rows.filter(course_id=course_key), text)
    if limit := conf.get("ATTACHMENT_QUOTA_SITE"):
        text = _("The files of this site may use %(limit)s in total, and they use %(used)s.")
        yield Quota("site", limit, rows, text)


def _take(quota: Quota, size: int) -> bool:
    """Add a size to the use if the quota allows it. In one statement, so that two uploads cannot share the rest."""
    use = FileUse.objects.filter(scope=quota.scope, used__lte=quota.limit - size)
    return bool(use.update(used=F("used") + size))


def _recount(quota: Quota) -> None:
    now = timezone.now()
    known = FileUse.objects.filter(scope=quota.scope)
    if known.filter(counted__gt=now - quota.recount_after).exists():
        return
    used = quota.rows.aggregate(total=Sum("size"))["total"] or 0
    if not known.update(used=used, counted=now):
        FileUse.objects.bulk_create([FileUse(scope=quota.scope, used=used, counted=now)], ignore_conflicts=True)

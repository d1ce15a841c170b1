"""The limit of broadcasts per hour, for each sender in a course."""

from __future__ import annotations

from datetime import timedelta

from django.contrib.auth import get_user_model
from django.utils import timezone
from django.utils.translation import gettext as _
from opaque_keys.edx.keys import CourseKey

from proserva_messaging import conf
from proserva_messaging.errors import TooManyBroadcastsError
from proserva_messaging.models import Broadcast, FanOut
from proserva_messaging.types import User

HOUR = timedelta(hours=1)


def check_rate(sender: User, course_key: CourseKey) -> None:
    """Raise TooManyBroadcastsError if the sender has sent as many broadcasts in the last hour as the limit allows;
    cancelled ones do not count. Two queries. Call it in a transaction.
    """
    # Lock the sender's row, so that simultaneous broadcasts are counted one after another.
    get_user_model().objects.select_for_update().get(pk=sender.pk)
    limit, now = conf.get("BROADCASTS_PER_HOUR"), timezone.now()
    recent = Broadcast.objects.filter(course_id=course_key, sender=sender, created__gt=now - HOUR)
    counted = recent.exclude(fan_out__state=FanOut.State.CANCELLED).order_by("-created")
    times = list(counted.values_list("created", flat=True)[:limit])
    if limit and len(times) >= limit:
        raise _too_many(limit, times[-1] + HOUR - now)


def _too_many(limit: int, wait: timedelta) -> TooManyBroadcastsError:
    seconds = int(wait.total_seconds()) + 1
    return TooManyBroadcastsError(
        _("You can send at most %(limit)d broadcasts per hour. Try again in %(minutes)d min.")
        % {"limit": limit, "minutes": -(-seconds // 60)},
        seconds,
    )

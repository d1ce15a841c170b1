"""`manage.py proserva_broadcast`: lists broadcasts, shows their progress and report, resumes and cancels them."""

from collections.abc import Iterator
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db.models import Count
from opaque_keys import InvalidKeyError
from opaque_keys.edx.keys import CourseKey

from proserva_messaging.broadcasts.queries import get_progress
from proserva_messaging.broadcasts.trail import record
from proserva_messaging.delivery import fanout
from proserva_messaging.edxapp.keys import read_course_key
from proserva_messaging.models import Broadcast, Delivery
from proserva_messaging.store.audit import Action
from proserva_messaging.store.faults import read_rows, show_each

LISTED = 50


class Command(BaseCommand):
    """Broadcasts by number, with their state. Their texts are never shown."""

    help = "List, show, resume, cancel and report broadcasts."

    def add_arguments(self, parser: CommandParser) -> None:
        """Add the subcommands and their arguments."""
        actions = parser.add_subparsers(dest="action", required=True)
        listing = actions.add_parser("list", help=f"list the last {LISTED} broadcasts, of all courses or one")
        listing.add_argument("--course", default="", help="The id of the course.")
        listing.add_argument("--open", action="store_true", help="Only scheduled and sending broadcasts.")
        for name, meaning in (
            ("show", "show the progress of a broadcast"),
            ("resume", "resume a broadcast that was stopped or is stuck"),
            ("cancel", "cancel a scheduled broadcast, or stop one that is being sent"),
            ("report", "show the numbers of deliveries by bell and email state"),
        ):
            actions.add_parser(name, help=meaning).add_argument(
                "broadcast", type=int, help="The number of the broadcast."
            )

    def handle(self, *args: Any, **options: Any) -> None:
        """Run the subcommand, and print the result."""
        if options["action"] == "list":
            lines = self._list(options)
        else:
            broadcast = self._find(options["broadcast"])
            lines = getattr(self, f"_{options['action']}")(broadcast)
        for line in lines:
            self.stdout.write(line)

    def _list(self, options: dict[str, Any]) -> Iterator[str]:
        rows = Broadcast.objects.select_related("fan_out", "sender").order_by("-pk")
        if options["course"]:
            rows = rows.filter(course_id=self._parse(options["course"]))
        if options["open"]:
            rows = rows.filter(fan_out__state__in=fanout.OPEN)
        for broadcast in read_rows(rows[:LISTED]):
            yield from show_each([broadcast], self._describe, lambda each: f"{each.pk}  cannot be shown, see the log")

    def _show(self, broadcast: Broadcast) -> Iterator[str]:
        fan_out = broadcast.fan_out
        yield self._describe(broadcast)
        yield f"created {broadcast.created:%Y-%m-%d %H:%M:%S} UTC, starts {fan_out.starts:%Y-%m-%d %H:%M:%S} UTC"
        yield f"began {fan_out.began or '-'}, finished {fan_out.finished or '-'} {fan_out.stopped_reason}".rstrip()
        chunks = fan_out.chunks.count(), fan_out.chunks.filter(done=False).count()
        yield f"chunks {chunks[0]}, not done {chunks[1]}; last worked at {fan_out.last_active or '-'}"
        yield f"thread {broadcast.thread_id}, message {fan_out.message_id}, fan-out {fan_out.pk}"

    def _resume(self, broadcast: Broadcast) -> Iterator[str]:
        resumed = fanout.resume(broadcast.fan_out)
        if resumed:
            record(Action.BROADCAST_RESUMED, broadcast, None)
        yield "Resumed." if resumed else "It was not stopped. A worker or the next sweep continues it."
        yield self._describe(self._find(broadcast.pk))

    def _cancel(self, broadcast: Broadcast) -> Iterator[str]:
        if fanout.cancel(broadcast.fan_out):
            yield "Cancelled."
        elif fanout.stop(broadcast.fan_out, fanout.OPERATOR):
            yield "Stopped. Recipients who already have it keep it."
        else:
            raise CommandError(f"Broadcast {broadcast.pk} has ended: {broadcast.fan_out.state}.")
        record(Action.BROADCAST_CANCELLED, broadcast, None, reason=fanout.OPERATOR)
        yield self._describe(self._find(broadcast.pk))

    def _report(self, broadcast: Broadcast) -> Iterator[str]:
        yield self._describe(broadcast)
        rows = Delivery.objects.filter(message=broadcast.fan_out.message_id).order_by("bell", "email", "email_reason")
        counted = rows.values_list("bell", "email", "email_reason").annotate(Count("pk"), Count("read_at"))
        for bell, email, reason, count, seen in counted:
            yield f"{count:>8}  bell {bell}, opened {seen}, email {email}{f': {reason}' if reason else ''}"

    def _find(self, broadcast_id: int) -> Broadcast:
        rows = Broadcast.objects.select_related("fan_out__message__sender", "sender")
        broadcast = rows.filter(pk=broadcast_id).first()
        if broadcast is None:
            raise CommandError(f"There is no broadcast {broadcast_id}.")
        return broadcast

    def _parse(self, course_id: str) -> CourseKey:
        try:
            return read_course_key(course_id)
        except InvalidKeyError:
            raise CommandError(f"{course_id} is not the id of a course.") from None

    def _describe(self, broadcast: Broadcast) -> str:
        fan_out = broadcast.fan_out
        progress = get_progress([fan_out])[fan_out.pk]
        sender = broadcast.sender.get_username() if broadcast.sender else "-"
        emails = ", ".join(f"{name} {count}" for name, count in vars(progress.emails).items() if count) or "none"
        return (
            f"{broadcast.pk}  {broadcast.course_id}  by {sender}  {fan_out.state}  "
            f"in the bell {progress.in_bell} of {progress.total}, skipped {progress.skipped}, opened {progress.seen}; "
            f"emails: {emails}"
        )

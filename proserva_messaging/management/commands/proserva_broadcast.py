"""`manage.py proserva_broadcast`: what is sent to whole courses, how far it is, and what an operator does about it."""

from collections.abc import Iterator
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db.models import Count
from opaque_keys import InvalidKeyError
from opaque_keys.edx.keys import CourseKey

from proserva_messaging.delivery import fanout
from proserva_messaging.models import Broadcast, Delivery
from proserva_messaging.queries.broadcasts import get_progress

LISTED = 50


class Command(BaseCommand):
    """Broadcasts by number and by how they are. No text of theirs is shown."""

    help = "List broadcasts, show one, let one go on or never go, and report what became of it."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take what to do, and with which."""
        actions = parser.add_subparsers(dest="action", required=True)
        listing = actions.add_parser("list", help=f"the last {LISTED}, of all courses or of one")
        listing.add_argument("--course", default="", help="The id of a course.")
        listing.add_argument("--open", action="store_true", help="Only those that wait or go.")
        for name, meaning in (
            ("show", "how far one is"),
            ("resume", "let one go on that was stopped, and have one looked after that is stuck"),
            ("cancel", "let one never go that waits, and stop one that goes"),
            ("report", "what became of one, in numbers"),
        ):
            actions.add_parser(name, help=meaning).add_argument("broadcast", type=int, help="Its number.")

    def handle(self, *args: Any, **options: Any) -> None:
        """Do it, and say how it is."""
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
        for broadcast in rows[:LISTED]:
            yield self._describe(broadcast)

    def _show(self, broadcast: Broadcast) -> Iterator[str]:
        fan_out = broadcast.fan_out
        yield self._describe(broadcast)
        yield f"written {broadcast.created:%Y-%m-%d %H:%M:%S} UTC, goes from {fan_out.starts:%Y-%m-%d %H:%M:%S} UTC on"
        yield f"began {fan_out.began or '-'}, finished {fan_out.finished or '-'} {fan_out.stopped_reason}".rstrip()
        chunks = fan_out.chunks.count(), fan_out.chunks.filter(done=False).count()
        yield f"chunks {chunks[0]}, not done {chunks[1]}; last worked at {fan_out.attended or '-'}"
        yield f"thread {broadcast.thread_id}, message {fan_out.message_id}, fan-out {fan_out.pk}"

    def _resume(self, broadcast: Broadcast) -> Iterator[str]:
        resumed = fanout.resume(broadcast.fan_out)
        yield "It goes on." if resumed else "It was not stopped; a worker, or else the next sweep, looks at it now."
        yield self._describe(self._find(broadcast.pk))

    def _cancel(self, broadcast: Broadcast) -> Iterator[str]:
        if fanout.cancel(broadcast.fan_out):
            yield "It will not go."
        elif fanout.stop(broadcast.fan_out, fanout.OPERATOR):
            yield "It is stopped where it was; who has it keeps it."
        else:
            raise CommandError(f"Broadcast {broadcast.pk} is over: {broadcast.fan_out.state}.")
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
            return CourseKey.from_string(course_id)
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

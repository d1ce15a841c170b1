"""System messages: a change of a thread, stored as an event of ids and worded for each reader."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from django.utils.dateparse import parse_date
from django.utils.formats import date_format
from django.utils.functional import lazystr
from django.utils.html import escape
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from proserva_messaging.data import Person, SystemMessageInfo
from proserva_messaging.store import rendering

Event = Mapping[str, Any]
People = Mapping[int | None, Person]

# The values of `Message.event["type"]`.
ADDED, REMOVED, LEFT, SYNCED = "added", "removed", "left", "in_step"
OWNER, HANDED_OVER, STEPPED_DOWN = "owner", "handed_over", "stepped_down"
RENAMED, CLOSED, REOPENED, PERMISSIONS = "renamed", "closed", "reopened", "permissions"
GROUP_ON, GROUP_OFF = "group_on", "group_off"
# In the place of messages that were deleted by age.
RETENTION = "retention"
# Changes of a state: a later one makes the earlier one obsolete if it changes the same state.
STATES = {
    RENAMED: "title",
    PERMISSIONS: "permissions",
    CLOSED: "closed",
    REOPENED: "closed",
    GROUP_ON: "group_chat",
    GROUP_OFF: "group_chat",
}
# The values of `Message.event["history"]`: how much of the history the added people can see.
ALL, NONE = "all", "none"

# How many people of an event a reader can see, and how many of them its sentence names.
SHOWN_PEOPLE = 5
NAMED_PEOPLE = 2


def make_event(
    kind: str, actor_id: int | None, people: Iterable[int] = (), *, gone: Iterable[int] = (), **more: Any
) -> dict[str, Any]:
    """Return the event to store: user ids only, and `more`, such as a title.

    With SYNCED, `people` joined with their cohort and `gone` left with it.
    """
    event = {"type": kind, "actor": actor_id, "people": list(people), "history": None, **more}
    return {**event, "gone": list(gone)} if kind == SYNCED else event


def changes_state(event: Event | None) -> bool:
    """Return whether an event is a change of a state, which concerns no one's membership."""
    return event is not None and event["type"] in STATES


def is_repeated(earlier: Event, event: Event) -> bool:
    """Return whether an event changes a state again that the same actor has changed in an `earlier` one."""
    if not (changes_state(earlier) and changes_state(event)) or earlier["actor"] != event["actor"]:
        return False
    # A person's own permission is another state than the thread's.
    return STATES[earlier["type"]] == STATES[event["type"]] and bool(earlier["people"]) == bool(event["people"])


def merge_events(earlier: Event, event: Event) -> dict[str, Any]:
    """Return one event for two of which the second repeats the first: the last state, and the people of both."""
    return {**event, "people": list(dict.fromkeys([*earlier["people"], *event["people"]]))}


def _read(stored: Any) -> Event:
    """Return an event with all its parts. It may be from another release, or damaged."""
    event = stored if isinstance(stored, Mapping) else {}
    people, gone = (_read_ids(event.get(name)) for name in ("people", "gone"))
    actor = event.get("actor")
    parts = {"type": str(event.get("type", "")), "actor": actor if isinstance(actor, int) else None, "people": people}
    more = {"gone": gone} if "gone" in event else {}
    return {"history": None, **event, **parts, **more}


def _read_ids(stored: Any) -> list[int]:
    return [each for each in stored if isinstance(each, int)] if isinstance(stored, list) else []


def list_named(event: Event | None) -> list[int]:
    """Return the user ids that a system message may name: a few, however many people it concerns."""
    if not event:
        return []
    event = _read(event)
    shown = [*event["people"][:SHOWN_PEOPLE], *event.get("gone", [])[:SHOWN_PEOPLE]]
    return shown if event["actor"] is None else [event["actor"], *shown]


def describe_event(event: Event, people: People, reader_id: int) -> SystemMessageInfo:
    """Return a system message as a reader sees it. `people` includes those of `list_named`."""
    event = _read(event)
    user_ids = [*event["people"], *event.get("gone", [])]
    return SystemMessageInfo(
        type=event["type"],
        text=get_text(event, people, reader_id),
        actor=people.get(event["actor"]),
        people=[people[user_id] for user_id in user_ids[:SHOWN_PEOPLE] if user_id in people],
        people_count=len(user_ids),
        history=event["history"],
    )


def get_text(event: Event, people: People, reader_id: int) -> str:
    """Return the sentence of a system message, as plain text in the active language."""
    event = _read(event)
    kind = event["type"]
    actor = people.get(event["actor"])
    values = {
        "actor": actor.name if actor else _("Someone"),
        "people": _name_some(event["people"], people),
        "gone": _name_some(event.get("gone", []), people),
        # Isolated from the sentence, which may be written in the other direction.
        "until": _format_day(event.get("until")),
        "title": f"\N{FIRST STRONG ISOLATE}{event.get('title', '')}\N{POP DIRECTIONAL ISOLATE}",
    }
    if kind in (ADDED, SYNCED) and reader_id in event["people"]:
        template = _welcome(event)
    elif kind in (REMOVED, SYNCED) and reader_id in event.get("gone", event["people"]):
        template = _("%(actor)s removed you.") if kind == REMOVED else _("You left with your cohort.")
    else:
        template = SENTENCES[kind](event) if kind in SENTENCES else _("This conversation changed.")
    return template % values


def get_lazy_text(event: Event, people: People, reader_id: int) -> Any:
    """Return the text of `get_text` lazily, in the language that is active when it is used, such as an email's."""
    return lazystr(_LazyText(event, people, reader_id))


def show_html(body_html: str, event: SystemMessageInfo | None) -> str:
    """Return the HTML to show for a message; for a system message, its sentence, for clients that ignore events."""
    return f"<p><em>{escape(event.text)}</em></p>" if event else rendering.show_html(body_html)


def show_preview(preview: str, event: Event | None, people: People, reader_id: int) -> str:
    """Return the preview to show for a message, or the sentence of a system message."""
    return get_text(event, people, reader_id) if event else rendering.show_preview(preview)


class _LazyText:
    """The text of a system message, made when it is converted to a string."""

    def __init__(self, event: Event, people: People, reader_id: int):
        self._event, self._people, self._reader_id = event, people, reader_id

    def __str__(self) -> str:
        return get_text(self._event, self._people, self._reader_id)


def _welcome(event: Event) -> str:
    if event["type"] == SYNCED:
        if event["history"] == ALL:
            return _("You joined with your cohort. You can see the whole history.")
        return _("You joined with your cohort. You can see new messages only.")
    if event["history"] == ALL:
        return _("%(actor)s added you. You can see the whole history.")
    return _("%(actor)s added you. You can see new messages only.")


def _added(event: Event) -> str:
    if event["history"] == ALL:
        return _("%(actor)s added %(people)s, with access to the whole history.")
    return _("%(actor)s added %(people)s, with access to new messages only.")


def _synced(event: Event) -> str:
    if not event["gone"]:
        return _("The cohort changed: %(people)s joined.")
    if not event["people"]:
        return _("The cohort changed: %(gone)s left.")
    return _("The cohort changed: %(people)s joined, %(gone)s left.")


def _owner(event: Event) -> str:
    if event["actor"] is None:
        return _("%(people)s is now the owner of this conversation.")
    return _("%(actor)s made %(people)s an owner of this conversation.")


def _renamed(event: Event) -> str:
    if event.get("title"):
        return _("%(actor)s named this conversation “%(title)s”.")
    return _("%(actor)s changed the name of this conversation.")


def _permissions(event: Event) -> str:
    if event["people"]:
        return _("%(actor)s changed whether %(people)s can add and remove people.")
    return _("%(actor)s changed who can add and remove people.")


def _format_day(stored: Any) -> str:
    """Return a stored day in the format of the active language."""
    day = parse_date(stored) if isinstance(stored, str) else None
    return date_format(day, "DATE_FORMAT") if day else "?"


def _name_some(ids: list[int], people: People) -> str:
    """Return the names of the first few people, and the number of the others."""
    names = [people[user_id].name if user_id in people else _("Someone") for user_id in ids[:SHOWN_PEOPLE]]
    if len(ids) < NAMED_PEOPLE:
        return "".join(names)
    if len(ids) == NAMED_PEOPLE:
        return _("%(first)s and %(second)s") % {"first": names[0], "second": names[1]}
    if len(ids) == NAMED_PEOPLE + 1:
        return _("%(first)s, %(second)s and %(third)s") % dict(zip(("first", "second", "third"), names, strict=False))
    more = len(ids) - NAMED_PEOPLE
    text = ngettext("%(first)s, %(second)s and %(count)d other", "%(first)s, %(second)s and %(count)d others", more)
    return text % {"first": names[0], "second": names[1], "count": more}


SENTENCES: dict[str, Callable[[Event], str]] = {
    ADDED: _added,
    SYNCED: _synced,
    OWNER: _owner,
    RENAMED: _renamed,
    PERMISSIONS: _permissions,
    REMOVED: lambda _event: _("%(actor)s removed %(people)s."),
    LEFT: lambda _event: _("%(actor)s left."),
    HANDED_OVER: lambda _event: _("%(actor)s handed this conversation over to %(people)s."),
    STEPPED_DOWN: lambda _event: _("%(actor)s is no longer an owner of this conversation."),
    CLOSED: lambda _event: _("%(actor)s closed this conversation. No one can write until it is reopened."),
    REOPENED: lambda _event: _("%(actor)s reopened this conversation."),
    RETENTION: lambda _event: _("Messages older than %(until)s were deleted under this course's retention rule."),
    GROUP_ON: lambda _event: _("%(actor)s turned Group Chat on. People can be added."),
    GROUP_OFF: lambda _event: _("%(actor)s turned Group Chat off. This conversation is between two people."),
}

"""Lines: what happened in a thread, told to each reader in their own language and with today's names."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from django.utils.functional import lazystr
from django.utils.html import escape
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from proserva_messaging import rendering
from proserva_messaging.data import EventView, Person

Event = Mapping[str, Any]
People = Mapping[int | None, Person]

# What may have happened. The words of `Message.event["type"]`.
ADDED, REMOVED, LEFT, IN_STEP = "added", "removed", "left", "in_step"
OWNER, HANDED_OVER, STEPPED_DOWN = "owner", "handed_over", "stepped_down"
RENAMED, CLOSED, REOPENED, PERMISSIONS = "renamed", "closed", "reopened", "permissions"
GROUP_ON, GROUP_OFF = "group_on", "group_off"
ALL, NONE = "all", "none"

SHOWN_PEOPLE = 5
NAMED_PEOPLE = 2


def make_event(
    kind: str, actor_id: int | None, people: Iterable[int] = (), *, gone: Iterable[int] = (), **more: Any
) -> dict[str, Any]:
    """Return what is stored of something that happened: ids only, but for a title (`more`). `gone` are those who left
    with their cohort, while `people` came."""
    event = {"type": kind, "actor": actor_id, "people": list(people), "history": None, **more}
    return {**event, "gone": list(gone)} if kind == IN_STEP else event


def list_named(event: Event | None) -> list[int]:
    """Return the ids of those whom a line may name: few, however many it is about."""
    if not event:
        return []
    shown = [*event["people"][:SHOWN_PEOPLE], *event.get("gone", [])[:SHOWN_PEOPLE]]
    return shown if event["actor"] is None else [event["actor"], *shown]


def describe(event: Event, people: People, reader_id: int) -> EventView:
    """Return a line as a reader sees it; `people` knows those of `list_named`."""
    about = [*event["people"], *event.get("gone", [])]
    return EventView(
        type=event["type"],
        text=tell(event, people, reader_id),
        actor=people.get(event["actor"]),
        people=[people[user_id] for user_id in about[:SHOWN_PEOPLE] if user_id in people],
        people_count=len(about),
        history=event["history"],
    )


def tell(event: Event, people: People, reader_id: int) -> str:
    """Return the sentence that says what happened, as plain text in the language that is active."""
    kind = event["type"]
    actor = people.get(event["actor"])
    words = {
        "actor": actor.name if actor else _("Somebody"),
        "people": _name_some(event["people"], people),
        "gone": _name_some(event.get("gone", []), people),
        # Set apart from the sentence, whichever way it is written.
        "title": f"\N{FIRST STRONG ISOLATE}{event.get('title', '')}\N{POP DIRECTIONAL ISOLATE}",
    }
    if kind in (ADDED, IN_STEP) and reader_id in event["people"]:
        template = _welcome(event)
    elif kind in (REMOVED, IN_STEP) and reader_id in event.get("gone", event["people"]):
        template = _("%(actor)s removed you.") if kind == REMOVED else _("You left together with your cohort.")
    else:
        template = SENTENCES[kind](event)
    return template % words


def tell_later(event: Event, people: People, reader_id: int) -> Any:
    """As `tell`, in the language that is active when the text is used: emails are written in their reader's."""
    return lazystr(_Sentence(event, people, reader_id))


def show_html(body_html: str, event: EventView | None) -> str:
    """Return the HTML to show of a message; for a line, for places that know no lines, its sentence."""
    return f"<p><em>{escape(event.text)}</em></p>" if event else rendering.show_html(body_html)


def show_preview(preview: str, event: Event | None, people: People, reader_id: int) -> str:
    """Return the first words to show of a message, or what a line says."""
    return tell(event, people, reader_id) if event else rendering.show_preview(preview)


class _Sentence:
    """A line that is told when it is turned into text."""

    def __init__(self, *facts: Any):
        self._facts = facts

    def __str__(self) -> str:
        return tell(*self._facts)


def _welcome(event: Event) -> str:
    if event["type"] == IN_STEP:
        if event["history"] == ALL:
            return _("You joined together with your cohort. You see the whole history.")
        return _("You joined together with your cohort. You see what is written from now on.")
    if event["history"] == ALL:
        return _("%(actor)s added you. You see the whole history.")
    return _("%(actor)s added you. You see what is written from now on.")


def _added(event: Event) -> str:
    if event["history"] == ALL:
        return _("%(actor)s added %(people)s, with the whole history.")
    return _("%(actor)s added %(people)s, who can see what is written from now on.")


def _in_step(event: Event) -> str:
    if not event["gone"]:
        return _("The cohort has changed: %(people)s joined.")
    if not event["people"]:
        return _("The cohort has changed: %(gone)s left.")
    return _("The cohort has changed: %(people)s joined, %(gone)s left.")


def _owner(event: Event) -> str:
    if event["actor"] is None:
        return _("%(people)s is the owner of this conversation now.")
    return _("%(actor)s made %(people)s an owner of this conversation.")


def _renamed(event: Event) -> str:
    if event.get("title"):
        return _("%(actor)s named this conversation “%(title)s”.")
    return _("%(actor)s changed the name of this conversation.")


def _permissions(event: Event) -> str:
    if event["people"]:
        return _("%(actor)s changed whom %(people)s may add and remove.")
    return _("%(actor)s changed who may add and remove people.")


SENTENCES: dict[str, Callable[[Event], str]] = {
    ADDED: _added,
    IN_STEP: _in_step,
    OWNER: _owner,
    RENAMED: _renamed,
    PERMISSIONS: _permissions,
    REMOVED: lambda _event: _("%(actor)s removed %(people)s."),
    LEFT: lambda _event: _("%(actor)s left."),
    HANDED_OVER: lambda _event: _("%(actor)s handed this conversation over to %(people)s."),
    STEPPED_DOWN: lambda _event: _("%(actor)s is not an owner of this conversation any more."),
    CLOSED: lambda _event: _("%(actor)s closed this conversation: nobody can write until it is reopened."),
    REOPENED: lambda _event: _("%(actor)s reopened this conversation."),
    GROUP_ON: lambda _event: _("%(actor)s switched Group Chat on: people can be added."),
    GROUP_OFF: lambda _event: _("%(actor)s switched Group Chat off: this conversation is between two people."),
}


def _name_some(ids: list[int], people: People) -> str:
    """Return the first names of some people, and how many more they are."""
    names = [people[user_id].name if user_id in people else _("Somebody") for user_id in ids[:SHOWN_PEOPLE]]
    if len(ids) <= NAMED_PEOPLE:
        return (
            _("%(first)s and %(second)s") % {"first": names[0], "second": names[1]} if len(ids) > 1 else "".join(names)
        )
    if len(ids) == NAMED_PEOPLE + 1:
        return _("%(first)s, %(second)s and %(third)s") % dict(zip(("first", "second", "third"), names, strict=False))
    more = len(ids) - NAMED_PEOPLE
    text = ngettext("%(first)s, %(second)s and %(count)d other", "%(first)s, %(second)s and %(count)d others", more)
    return text % {"first": names[0], "second": names[1], "count": more}

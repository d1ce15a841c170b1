"""First names: how a text greets a person. It never greets a title, an initial or a family name with a comma."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from proserva_messaging.models import PreferredName
from proserva_messaging.store.lines import clean_line
from proserva_messaging.store.people import get_people
from proserva_messaging.types import User

# Without case and full stops.
TITLE = re.compile(
    "drs?|prof|professor|mr|mrs|ms|miss|mx|sir|dame|lady|lord|rev|rabbi|imam|sheikh|capt|col|gen|lt|sgt"
    "|herr|frau|hr|fr|dipl|ing|mag|m|me|mme|mlle|maître|sr|sra|srta|don|doña|d|dña|lic|dott|dottssa|avv"
    "|mgr|inż|doc|judr|mudr|phdr|rndr|ir|br|г-н|г-жа|д-р|проф|د|أ|م|الدكتور|الدكتورة|الأستاذ|الأستاذة"
)
SUFFIX = re.compile("jr|sr|ii|iii|iv|v|phd|ph|md|mba|msc|bsc|ma|ba|d|esq|ret|dds|jd|cpa")
INITIAL = re.compile(r"(?:[^\W\d_]\.)+|[A-ZÀ-ÖØ-ÞА-Я]")
# Names in these scripts start with the family name, and are used whole.
CJK = re.compile(
    r"[\u1100-\u11ff\u3040-\u30ff\u3130-\u318f\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af\U00020000-\U0003ffff]"
)
# Words that are only a part of a first name: "Abdul Rahman", "عبد الله".
PREFIX = re.compile("abd|abdul|abdel|abu|umm|bint|عبد|أبو|ابو|أم")


@dataclass(frozen=True)
class PreferredNameInfo:
    """The name that a person chose, empty if they chose none, and the one that is used then."""

    name: str
    default: str


def get_preferred_name(user: User) -> PreferredNameInfo:
    """Return how texts greet the user. One query, and the platform's own."""
    people = get_people([user.pk])
    name = people[user.pk].name if user.pk in people else ""
    chosen = PreferredName.objects.filter(user=user).values_list("name", flat=True).first()
    return PreferredNameInfo(chosen or "", clean_line(user.first_name) or guess_first_name(name))


def set_preferred_name(user: User, name: str) -> None:
    """Set how texts greet the user. An empty name means the first name of their account."""
    name = clean_line(name)
    if name:
        PreferredName.objects.update_or_create(user=user, defaults={"name": name})
    else:
        PreferredName.objects.filter(user=user).delete()


def get_first_names(users: Iterable[User], names: Mapping[int, str]) -> dict[int, str]:
    """Return how to greet each user, by user id: as they chose, or by the first name of their account, or by the rule
    of `guess_first_name` for their full name in `names`. One query."""
    users = list(users)
    rows = PreferredName.objects.filter(user_id__in=[user.pk for user in users])
    chosen = dict(rows.values_list("user_id", "name"))
    return {
        user.pk: chosen.get(user.pk) or clean_line(user.first_name) or guess_first_name(names.get(user.pk, ""))
        for user in users
    }


def guess_first_name(name: str) -> str:
    """Return the first name in a full name, or all of the name if no part of it is clearly the first name."""
    if CJK.search(name):
        return name.strip()
    words = _get_given_part(name).split()
    while len(words) > 1 and _matches(words[0], TITLE):
        words = words[1:]
    while len(words) > 1 and _matches(words[-1], SUFFIX):
        words = words[:-1]
    # "J. Robert Oppenheimer" is Robert; "J. R. Tolkien" gives no first name.
    given = next((word for word in words[:-1] if not INITIAL.fullmatch(word)), None)
    if given is None:
        return " ".join(words)
    following = words[words.index(given) + 1]
    return f"{given} {following}" if PREFIX.fullmatch(given.casefold()) else given


def _get_given_part(name: str) -> str:
    """Return the given names of "Last, First"; all of a name without such a comma."""
    parts = [part.strip() for part in re.split(r"[,،]", name)]
    kept = [part for part in parts if not all(_matches(word, SUFFIX, TITLE) for word in part.split())]
    return kept[1] if len(kept) > 1 else next(iter(kept), name)


def _matches(word: str, *patterns: re.Pattern[str]) -> bool:
    """Return whether a pattern matches a word, or each part of one such as "Ph.D." or "Dipl.-Ing."."""
    word = word.casefold()
    pieces = [piece for piece in re.split("[.-]", word) if piece]
    return any(pattern.fullmatch(word) or all(map(pattern.fullmatch, pieces)) for pattern in patterns)

"""Sender names: the name in the From line of an email, which must not pass for an address or for the site."""

from __future__ import annotations

import re
from collections.abc import Collection

from django.utils.translation import gettext as _

from proserva_messaging.store.lines import clean_line, fold

WORD = re.compile(r"[^\W_]+")
# Shorter names of sites occur in people's names by chance.
SHORT = 4


def make_sender_name(name: str, site: str, hosts: Collection[str] = ()) -> str:
    """Return the name to show in the From line for a person; empty for an empty name.

    A name that looks like an email address, like one of the site's `hosts` or like the name of the `site` becomes
    "Name via site", without the words that look like an address. Look-alike letters, full-width characters and
    invisible characters make no difference.
    """
    line, site = clean_line(name), clean_line(site)
    words = [word for word in line.split() if not _is_address(word, hosts)]
    kept = " ".join(words)
    if kept == line and not resembles(line, site):
        return line
    values = {"name": kept.strip("<>()[]\"', ") or _("Someone"), "site": site or next(iter(hosts), "")}
    return _("%(name)s via %(site)s") % values


def resembles(name: str, site: str) -> bool:
    """Return whether a name looks like the name of a site, or contains it as words of its own."""
    words, site_words = WORD.findall(fold(name)), WORD.findall(fold(site))
    joined, wanted = "".join(words), "".join(site_words)
    if not wanted:
        return False
    count = len(site_words)
    in_words = any(words[start : start + count] == site_words for start in range(len(words) - count + 1))
    return in_words or joined == wanted or (len(wanted) > SHORT and wanted in joined)


def _is_address(word: str, hosts: Collection[str]) -> bool:
    folded = fold(word)
    return "@" in folded or "://" in folded or any(fold(host) in folded for host in hosts if host)

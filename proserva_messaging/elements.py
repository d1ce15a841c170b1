"""The HTML of the product's custom elements, and the scripts behind them: made here, wherever they are shown."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from django.contrib.staticfiles.storage import staticfiles_storage
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from opaque_keys.edx.keys import CourseKey
from web_fragments.fragment import Fragment

SCRIPT = "proserva_messaging/proserva.js"
MORE_SCRIPT = "proserva_messaging/proserva-more.js"
# Values are escaped, so that neither ">" nor a quotation mark stands inside one.
PLACED_BUTTON = re.compile(r'<proserva-message-button(?![^>]*\sautomatic="")')


def get_script_url() -> str:
    """Return the address of the script. Raises ValueError where the site's static files were never collected."""
    return staticfiles_storage.url(SCRIPT)


def get_more_script_url() -> str:
    """Return the address of the second script, which the first loads when it needs it.

    It is empty where the static files were not collected since that script came: the first works without.
    """
    try:
        return staticfiles_storage.url(MORE_SCRIPT)
    except ValueError:
        return ""


def make_element(name: str, inside: str = "", **attributes: str | bool) -> SafeString:
    """Return an element `<proserva-name …>inside</…>`, everything in it escaped.

    An underscore in an attribute's name stands for a dash; True makes an attribute without a value; what is empty is
    left out.
    """
    given = [(key.replace("_", "-"), value) for key, value in attributes.items() if value]
    texts = format_html_join("", ' {}="{}"', ((key, "" if value is True else value) for key, value in given))
    return format_html("<proserva-{}{}>{}</proserva-{}>", name, texts, inside, name)


def make_button(*, unavailable: str = "", **attributes: str | bool) -> Fragment:
    """Return a button that opens a composer in place, with its script.

    `unavailable` says why it cannot be used now, also to whom the script does not reach. The attributes are those of
    `<proserva-message-button>`, see docs/elements.md; `automatic` marks one that no author placed.
    """
    fragment = Fragment(make_element("message-button", unavailable, unavailable=unavailable, **attributes))
    # A classic script: the platform's pages make no modules of a fragment's resources.
    fragment.add_javascript_url(get_script_url())
    return fragment


def make_banner(course_key: CourseKey, user: Any, current: Iterable[tuple[int, int]] | None) -> Fragment:
    """Return the banner of a course's announcements for a user, with its script. `current` tells which announcements it
    may be, as (id, version of the text): where the browser knows that the user dismissed them, it asks for nothing."""
    known = " ".join(f"{announcement_id}.{version}" for announcement_id, version in current or ())
    told = {"current": known, "reader": str(user.pk)} if known else {}
    fragment = Fragment(make_element("announcements", banner=True, course_id=str(course_key), **told))
    fragment.add_javascript_url(get_script_url())
    return fragment


def has_placed_button(html: str) -> bool:
    """Return whether an author placed a button in this rendered HTML."""
    return bool(PLACED_BUTTON.search(html))


def describe_place(block: Any) -> str:
    """Return the names of what an XBlock lies in and its own, the course first; nameless ones are left out."""
    names: list[str] = []
    while block is not None:
        names.insert(0, getattr(block, "display_name", "") or "")
        block = block.get_parent()
    return " › ".join(filter(None, names))

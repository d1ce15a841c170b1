"""HTML of the custom elements, and the URLs of their scripts."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from django.contrib.staticfiles.storage import staticfiles_storage
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from opaque_keys.edx.keys import CourseKey
from web_fragments.fragment import Fragment

from proserva_messaging.types import User

SCRIPT = "proserva_messaging/proserva.js"
MORE_SCRIPT = "proserva_messaging/proserva-more.js"
# Attribute values are escaped, so they contain neither ">" nor quotation marks.
PLACED_BUTTON = re.compile(r'<proserva-message-button(?![^>]*\sautomatic="")')


def get_script_url() -> str:
    """Return the URL of the script. Raises ValueError if the site's static files were never collected."""
    return staticfiles_storage.url(SCRIPT)


def get_more_script_url() -> str:
    """Return the URL of the second script, which the first loads when it needs it.

    Empty if the static files were not collected since that script was added: the first works without it.
    """
    try:
        return staticfiles_storage.url(MORE_SCRIPT)
    except ValueError:
        return ""


def make_element(name: str, inside: str = "", **attributes: str | bool) -> SafeString:
    """Return an element `<proserva-name …>inside</…>`, with its content and attributes escaped.

    Underscores in attributes' names become dashes. True makes an attribute without a value; empty values are omitted.
    """
    given = [(key.replace("_", "-"), value) for key, value in attributes.items() if value]
    texts = format_html_join("", ' {}="{}"', ((key, "" if value is True else value) for key, value in given))
    return format_html("<proserva-{}{}>{}</proserva-{}>", name, texts, inside, name)


def make_button(*, unavailable: str = "", **attributes: str | bool) -> Fragment:
    """Return a button that opens a composer in place, with its script.

    `unavailable` is the reason why it cannot be used now, shown even without the script. The other attributes are those
    of `<proserva-message-button>` in docs/elements.md; `automatic` marks a button that no author placed.
    """
    fragment = Fragment(make_element("message-button", unavailable, unavailable=unavailable, **attributes))
    # A classic script: the platform cannot load a fragment's scripts as modules.
    fragment.add_javascript_url(get_script_url())
    return fragment


def make_banner(course_key: CourseKey, user: User, current: Iterable[tuple[int, int]] | None) -> Fragment:
    """Return the banner of a course's announcements for a user, with its script.

    `current` lists the possible announcements as (id, version of the text): if the browser remembers that the user has
    dismissed them all, the element sends no request.
    """
    known = " ".join(f"{announcement_id}.{version}" for announcement_id, version in current or ())
    attributes = {"current": known, "reader": str(user.pk)} if known else {}
    fragment = Fragment(make_element("announcements", banner=True, course_id=str(course_key), **attributes))
    fragment.add_javascript_url(get_script_url())
    return fragment


def has_placed_button(html: str) -> bool:
    """Return whether an author placed a button in this rendered HTML."""
    return bool(PLACED_BUTTON.search(html))


def describe_place(block: Any) -> str:
    """Return the names of an XBlock's ancestors and its own, the course first, without empty names."""
    names: list[str] = []
    while block is not None:
        names.insert(0, getattr(block, "display_name", "") or "")
        block = block.get_parent()
    return " › ".join(filter(None, names))

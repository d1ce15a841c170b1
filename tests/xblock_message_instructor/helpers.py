"""Helpers that build the XBlock in a real runtime, as the LMS and Studio do, with a course team and a viewer."""

import json
from contextlib import contextmanager
from dataclasses import dataclass
from types import SimpleNamespace
from unittest import mock

from django.contrib.auth.models import AnonymousUser
from lxml import html
from opaque_keys.edx.keys import CourseKey
from webob import Request
from xblock.core import XBlock
from xblock.fields import ScopeIds, String
from xblock.reference.user_service import UserService, XBlockUser
from xblock.runtime import DictKeyValueStore, KvsFieldData, NullI18nService
from xblock.test.tools import TestRuntime

from proserva_messaging.lms_ui import elements
from xblock_message_instructor import MessageInstructorXBlock

COURSE = CourseKey.from_string("course-v1:Test+C1+2026")


@dataclass(frozen=True)
class Member:
    """A member of the course team, as the product's API returns it."""

    username: str
    name: str
    role: str = "staff"


INES = Member("ines", "Ines Torres", "instructor")
SAM = Member("sam", "Sam Ode")
LEARNER = SimpleNamespace(id=7, username="learner1", is_authenticated=True)


class Viewer(UserService):
    """The platform's user service, for one user or none."""

    def __init__(self, user):
        super().__init__()
        self.user = user

    def get_current_user(self):
        answer = XBlockUser(is_current_user=True)
        if self.user.is_authenticated:
            answer.opt_attrs["edx-platform.user_id"] = self.user.id
            answer.opt_attrs["edx-platform.username"] = self.user.username
        return answer


class Shouting(NullI18nService):
    """A language in which everything is written in capitals, placeholders apart."""

    @property
    def ugettext(self):
        return lambda text: "".join(part if part.startswith("{") else part.upper() for part in _split(text))


def _split(text):
    """Split a text into its placeholders and what is between them."""
    return [piece for part in text.split("{") for piece in _placeholder(part)] if "{" in text else [text]


def _placeholder(part):
    name, brace, rest = part.partition("}")
    return ["{" + name + "}", rest] if brace else [part]


class Place(XBlock):
    """An ancestor of a block: a unit, a lesson, a course."""

    display_name = String(default="")


class CourseRuntime(TestRuntime):
    """A runtime that knows the blocks around the one under test."""

    places = {}

    def get_block(self, usage_id, for_parent=None):
        return self.places[usage_id]

    def applicable_aside_types(self, block):
        return []


def make_block(*, viewer=LEARNER, places=(), key=COURSE, services=None, **fields):
    """Return the XBlock with these field values, seen by `viewer`, inside `places` (names, outermost first)."""
    services = {"user": Viewer(viewer), "i18n": NullI18nService()} if services is None else services
    runtime = CourseRuntime(services={**services, "field-data": KvsFieldData(DictKeyValueStore())})
    runtime.places, parent = {}, None
    for depth, name in enumerate(places):
        place = _construct(runtime, Place, viewer, key.make_usage_key("vertical", f"place{depth}"))
        place.display_name, place.parent = name, parent
        parent = place.scope_ids.usage_id
        runtime.places[parent] = place
    usage = key.make_usage_key("message_instructor", "ask")
    block = _construct(runtime, MessageInstructorXBlock, viewer, usage)
    for name, value in {**fields, "parent": parent}.items():
        setattr(block, name, value)
    return block


def _construct(runtime, block_class, viewer, usage):
    keys = ScopeIds(viewer.id, usage.block_type, usage, usage)
    return runtime.construct_xblock_from_class(block_class, keys)


def visitor():
    """Return a visitor who is not signed in."""
    return AnonymousUser()


@contextmanager
def around(team=(INES, SAM), *, masquerading=False, enabled=True, requester=LEARNER):
    """Put a course team, and a request by `requester`, around what is done within."""
    door = "xblock_message_instructor.messaging"
    api = SimpleNamespace(
        get_course_team=mock.Mock(side_effect=team) if isinstance(team, Exception) else lambda course_key: list(team),
        is_masquerading=lambda request, course_key: masquerading,
        is_enabled=lambda course_key: enabled,
        make_button=elements.make_button,
        describe_place=elements.describe_place,
    )
    with (
        mock.patch("proserva_messaging.api", api, create=True),
        mock.patch.dict("sys.modules", {"proserva_messaging.api": api}),
        mock.patch(f"{door}.get_current_request", return_value=requester and SimpleNamespace(user=requester)),
    ):
        yield api


def element(fragment):
    """Return the one web component in what was rendered, as a browser would read it."""
    (found,) = html.fromstring(f"<div>{fragment.content}</div>").iter("proserva-message-button")
    return found


def call_handler(block, handler, data):
    """Call a JSON handler of the block as a browser does. Return (status, what it answered)."""
    request = Request.blank("/", POST=json.dumps(data).encode())
    response = block.handle(handler, request)
    return response.status_int, json.loads(response.body)


def save(block, *, defaults=(), **values):
    """Save these fields in Studio's editor. Return (status, the texts of what is wrong)."""
    data = {"values": values, "defaults": list(defaults)}
    status, answer = call_handler(block, "submit_studio_edits", data)
    messages = answer["error"]["messages"] if status != 200 else []
    return status, [message["text"] for message in messages]

"""The campus's XBlock runtime: builds blocks from course files, offers services, and wraps rendered blocks."""

import json

from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import mark_safe
from web_fragments.fragment import Fragment
from xblock.core import XBlock
from xblock.exceptions import NoSuchUsage
from xblock.fields import ScopeIds
from xblock.runtime import KvsFieldData, Runtime

from demo.campus import blocks, masquerade, people
from demo.campus.content import Outline, outline
from demo.campus.models import Course
from demo.campus.services import CampusI18nService, CampusUserService
from demo.campus.store import CampusIds, CampusStore

JSON_IN_HTML = {ord("<"): "\\u003c", ord(">"): "\\u003e", ord("&"): "\\u0026"}


class CampusRuntime(Runtime):
    """One user's view of a course; with `authoring`, an author's view in the studio."""

    def __init__(self, course: Course, user, *, is_staff: bool, role: str, authoring: bool = False, keep: bool = True):
        ids = CampusIds()
        self.course = course
        self.course_id = course.id
        self.outline: Outline = outline(course.content)
        self.user = user
        self.is_staff = is_staff
        self.authoring = authoring
        self.is_author_mode = authoring  # the name that the studio uses
        store = CampusStore(course, self.outline, self.load_block_type, authoring=authoring, keep=keep)
        services = {
            "field-data": KvsFieldData(store),
            "user": CampusUserService(user, is_staff=is_staff, role=role),
            "i18n": CampusI18nService(),
        }
        super().__init__(ids, ids, mixins=(blocks.CampusMixin,), services=services, default_class=blocks.UnknownBlock)

    def load_block_type(self, block_type):
        """Return the campus's class for a block type, or an installed XBlock's, or else `UnknownBlock`."""
        own = blocks.CLASSES.get(block_type) or XBlock.load_class(block_type, self.default_class)
        return self.mixologist.mix(own)

    def get_block(self, usage_id, for_parent=None):
        """Return a block by its usage key. Raises NoSuchUsage if it does not exist or this user may not see it."""
        node = self.outline.find(usage_id)
        if node is None or (node.staff_only and not self.is_staff):
            raise NoSuchUsage(str(usage_id))
        keys = ScopeIds(self.user.id, usage_id.block_type, usage_id, usage_id)
        return self.construct_xblock(usage_id.block_type, keys, for_parent=for_parent)

    def visible_children(self, block):
        """Return the children of a block that this user may see."""
        nodes = {key: self.outline.find(key) for key in block.children}
        return [self.get_block(key) for key, node in nodes.items() if self.is_staff or not node.staff_only]

    def handler_url(self, block, handler_name, suffix="", query="", thirdparty=False):
        """Return the URL of a block's handler."""
        usage_id = block.scope_ids.usage_id
        arguments = [usage_id, handler_name] if self.authoring else [self.course_id, usage_id, handler_name]
        name = "studio_handler" if self.authoring else "xblock_handler"
        url = reverse(name, args=[*arguments, suffix] if suffix else arguments)
        return f"{url}?{query}" if query else url

    def resource_url(self, resource):
        """Return the URL of one of the campus's static files."""
        return f"/static/{resource}"

    def local_resource_url(self, block, uri):
        """Return the URL of a file in a block's package."""
        return reverse("xblock_resource", args=[block.scope_ids.block_type, uri])

    def publish(self, block, event_type, event_data):
        """Accept an event from a block and ignore it: results are computed from the problems' state."""

    def wrap_xblock(self, block, view, frag, context):
        """Wrap a rendered block in the element that its script starts from, as the LMS does."""
        kind = block.scope_ids.block_type
        return self._wrap(block, frag, f"xblock xblock-{view} xblock-{view}-{kind}")

    def wrap_aside(self, block, aside, view, frag, context):
        """Wrap a rendered aside in the same way. An empty one gets no element, as in the LMS."""
        if not frag.content:
            return frag
        return self._wrap(aside, frag, f"xblock_asides-v1 xblock_asides-v1-{view}")

    def _wrap(self, block, frag, classes: str) -> Fragment:
        keys = block.scope_ids
        data = {"usage-id": keys.usage_id, "block-type": keys.block_type, "course-id": self.course_id}
        # The runtime in the browser appends the name of the handler.
        data["handlers"] = self.handler_url(block, "_").removesuffix("_")
        if frag.js_init_fn:
            data |= {"init": frag.js_init_fn, "runtime-class": "CampusRuntime", "runtime-version": frag.js_init_version}
        attributes = format_html_join("", ' data-{}="{}"', data.items())
        arguments = ""
        if frag.json_init_args is not None:
            inline = mark_safe(json.dumps(frag.json_init_args).translate(JSON_IN_HTML))
            arguments = format_html('<script type="json/xblock-args" class="xblock_json_init_args">{}</script>', inline)
        content = mark_safe(frag.content)
        wrapped = Fragment(format_html('<div class="{}"{}>{}{}</div>', classes, attributes, arguments, content))
        wrapped.add_fragment_resources(frag)
        return wrapped


def runtime_for(request, course: Course) -> CampusRuntime:
    """Return the runtime for the request's user, or for the learner of their masquerade."""
    masquerade.setup(request, course.id)
    chosen = masquerade.settings_for(request, course.id)
    role = people.role_of(request.user, course.id)
    is_staff = role in people.TEAM_ROLES and not chosen
    role = role if is_staff else "student"
    return CampusRuntime(course, request.user, is_staff=is_staff, role=role, keep=not chosen)

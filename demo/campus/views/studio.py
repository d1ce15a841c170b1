"""A small studio: lists the course's editable blocks, and edits one in its studio view."""

from django.contrib.auth.decorators import login_required
from django.http import Http404
from django.shortcuts import render
from django.views.decorators.csrf import ensure_csrf_cookie

from demo.campus.content import outline as course_outline
from demo.campus.runtime import CampusRuntime
from demo.campus.views.access import access_course
from demo.campus.views.units import call_handler, render_unit

EDITABLE = ("message_instructor",)


@login_required
def outline(request, key):
    """List the course's editable blocks, for its team."""
    course, _role = access_course(request, key, team_only=True)
    nodes = [node for node in course_outline(course.content).root.walk() if node.tag in EDITABLE]
    blocks = [(node, key.make_usage_key(node.tag, node.name)) for node in nodes]
    return render(request, "demo/studio.html", {"course": course, "blocks": blocks})


@login_required
@ensure_csrf_cookie
def edit(request, usage_key):
    """Show a block's author view and its editor. Saving calls the block's handler."""
    runtime = _authoring(request, usage_key)
    context = {
        "course": runtime.course,
        # "block" is reserved in Django templates.
        "editing": runtime.get_block(usage_key),
        "preview": render_unit(runtime, usage_key, {}, "author_view"),
        "editor": render_unit(runtime, usage_key, {}, "studio_view"),
    }
    return render(request, "demo/studio_edit.html", context)


@login_required
def handle(request, usage_key, handler, suffix=""):
    """Call a handler of a block that is being edited."""
    return call_handler(request, _authoring(request, usage_key), usage_key, handler, suffix)


def _authoring(request, usage_key) -> CampusRuntime:
    """Return a runtime that may change authored fields. Raises Http404 for users who are not on the team."""
    course, role = access_course(request, usage_key.course_key, team_only=True)
    if usage_key.block_type not in EDITABLE:
        raise Http404("Not editable")
    return CampusRuntime(course, request.user, is_staff=True, role=role, authoring=True)

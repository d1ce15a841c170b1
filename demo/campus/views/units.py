"""Units: the frame of a lesson, the handlers of blocks, and the files in their packages."""

import mimetypes

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.csrf import ensure_csrf_cookie
from opaque_keys.edx.keys import AsideUsageKey
from web_fragments.fragment import Fragment
from webob import Request, Response
from xblock.core import XBlock
from xblock.exceptions import NoSuchHandlerError, NoSuchUsage, NoSuchViewError
from xblock.plugin import PluginMissingError

from demo.campus.runtime import CampusRuntime, runtime_for
from demo.campus.views.access import access_course

VIEWS = ("student_view",)


def render_unit(runtime: CampusRuntime, usage_key, context: dict, view: str = "student_view") -> Fragment:
    """Render a block. Raises Http404 if it does not exist or the user may not see it."""
    defaults = {"show_title": True, "show_bookmark_button": False, "hide_access_error_blocks": False}
    try:
        block = runtime.get_block(usage_key)
        return block.render(view, {"is_mobile_app": False, **defaults, **context})
    except (NoSuchUsage, NoSuchViewError) as error:
        raise Http404(str(error)) from error


@login_required
@xframe_options_sameorigin
@ensure_csrf_cookie
def render_xblock(request, usage_key):
    """Show a single block for the frame of a lesson, as the LMS does for its learning front end."""
    view = request.GET.get("view", "student_view")
    if view not in VIEWS:
        return HttpResponse("That view is not supported.", status=400, content_type="text/plain")
    course, _role = access_course(request, usage_key.course_key)
    context = {**request.GET.dict(), "show_title": request.GET.get("show_title", "1") == "1"}
    fragment = render_unit(runtime_for(request, course), usage_key, context, view)
    return render(request, "demo/xblock.html", {"fragment": fragment, "course": course})


@login_required
def handle(request, key, usage_key, handler, suffix=""):
    """Call a block's handler, after Django's CSRF check, as in the platform."""
    course, _role = access_course(request, key)
    # An aside's key has the course in the usage key of its block.
    if usage_key.course_key != key:
        raise Http404("Another course's block")
    return call_handler(request, runtime_for(request, course), usage_key, handler, suffix)


def call_handler(request, runtime: CampusRuntime, usage_key, handler: str, suffix: str) -> HttpResponse:
    """Return the response of a block's handler. Raises Http404 if there is no such block or handler."""
    try:
        is_aside = isinstance(usage_key, AsideUsageKey)
        block = runtime.get_aside(usage_key) if is_aside else runtime.get_block(usage_key)
        answer = block.handle(handler, _to_webob(request), suffix)
    except (NoSuchUsage, NoSuchHandlerError) as error:
        raise Http404(str(error)) from error
    return _from_webob(answer)


def _to_webob(request) -> Request:
    """Convert a Django request to the kind that XBlocks take."""
    converted = Request(dict(request.META))
    converted.body = request.body
    return converted


def _from_webob(answer: Response) -> HttpResponse:
    """Convert a handler's response to Django's."""
    converted = HttpResponse(answer.body, status=answer.status_code)
    for name, value in answer.headerlist:
        converted[name] = value
    return converted


def resource(_request, block_type, uri):
    """Serve a file from an XBlock's package."""
    try:
        opened = XBlock.load_class(block_type).open_local_resource(uri)
    except (PluginMissingError, FileNotFoundError, ImportError) as error:
        raise Http404(uri) from error
    return HttpResponse(opened.read(), content_type=mimetypes.guess_type(uri)[0] or "application/octet-stream")

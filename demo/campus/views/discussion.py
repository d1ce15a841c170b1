"""A course's discussion: its threads, and one thread with its replies."""

from django.contrib.auth.decorators import login_required
from django.db.models import Count
from django.shortcuts import get_object_or_404, redirect, render

from demo.campus import api
from demo.campus.views.access import access_course, course_context


@login_required
def threads(request, key):
    """List the threads, newest first. POST starts one."""
    course, role = access_course(request, key)
    title, body = (request.POST.get(name, "").strip() for name in ("title", "body"))
    if request.method == "POST" and title and body:
        started = api.post_thread(course, request.user, title[:255], body)
        return redirect("discussion_thread", key, started.forum_id)
    listed = course.discussion_threads.select_related("author__profile").annotate(answers=Count("replies"))
    context = course_context(request, course, role, "discussion")
    return render(request, "demo/discussion.html", {**context, "threads": listed.order_by("-created", "-pk")})


@login_required
def thread(request, key, forum_id):
    """Show a thread and its replies. POST adds a reply."""
    course, role = access_course(request, key)
    found = get_object_or_404(course.discussion_threads.select_related("author__profile"), forum_id=forum_id)
    body = request.POST.get("body", "").strip()
    if request.method == "POST" and body:
        api.post_reply(found, request.user, body)
        return redirect("discussion_thread", key, forum_id)
    replies = found.replies.select_related("author__profile").order_by("pk")
    context = course_context(request, course, role, "discussion")
    return render(request, "demo/discussion_thread.html", {**context, "thread": found, "replies": replies})

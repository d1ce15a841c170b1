"""The instructor dashboard: the campus's own sections, and those that plugins add through the platform's filter."""

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import get_user_model
from django.contrib.auth.decorators import login_required
from django.http import HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.safestring import mark_safe
from django.views.decorators.csrf import ensure_csrf_cookie
from django.views.decorators.http import require_POST
from mako.lookup import TemplateLookup
from openedx_filters.learning.filters import InstructorDashboardRenderStarted

from demo.campus import api, people, results
from demo.campus.models import CohortMembership
from demo.campus.views.access import access_course, course_context

TEMPLATE = "demo/instructor.html"


@login_required
@ensure_csrf_cookie
def dashboard(request, key):
    """Show the dashboard to the course's team."""
    course, role = access_course(request, key, team_only=True)
    context = {**course_context(request, course, role, "instructor"), "sections": _own_sections(course)}
    try:
        context, template = InstructorDashboardRenderStarted.run_filter(context=context, template_name=TEMPLATE)
    except InstructorDashboardRenderStarted.RenderInvalidDashboard as stop:
        context, template = {**context, **(stop.template_context or {})}, stop.instructor_template or TEMPLATE
    except InstructorDashboardRenderStarted.RedirectToPage as stop:
        return HttpResponseRedirect(stop.redirect_to)
    except InstructorDashboardRenderStarted.RenderCustomResponse as stop:
        return stop.response
    for section in context["sections"]:
        if "template_path_prefix" in section:
            section["rendered"] = _render_mako(request, section)
    return render(request, template, context)


@login_required
@ensure_csrf_cookie
def gradebook(request, key):
    """Show all learners' results, with the markup of the platform's legacy page, which has no hook for plugins."""
    course, role = access_course(request, key, team_only=True)
    students = list(people.enrolled(course.id))
    grades = results.shares(course, [student.pk for student in students])
    rows = [(student, round(100 * grades.get(student.pk, 0))) for student in students]
    context = course_context(request, course, role, "instructor")
    return render(request, "demo/gradebook.html", {**context, "rows": rows})


@login_required
@require_POST
def enrollment(request, key):
    """Enrol or unenrol a user: `username` and `action`."""
    course, _role = access_course(request, key, team_only=True)
    user = get_object_or_404(get_user_model(), username=request.POST.get("username", "").strip())
    if request.POST.get("action") == "unenroll":
        api.unenroll(user, course)
        messages.success(request, f"{people.full_name(user)} is no longer enrolled.")
    else:
        api.enroll(user, course)
        messages.success(request, f"{people.full_name(user)} is enrolled.")
    return redirect("instructor", key)


@login_required
@require_POST
def cohort(request, key):
    """Put a user into a cohort or into none: `username`, and the cohort's name in `cohort`."""
    course, _role = access_course(request, key, team_only=True)
    user = get_object_or_404(people.enrolled(key), username=request.POST.get("username", "").strip())
    chosen = api.set_cohort(user, course, request.POST.get("cohort", "").strip()[:100])
    place = f"in the cohort {chosen.name}" if chosen else "in no cohort"
    messages.success(request, f"{people.full_name(user)} is {place} now.")
    return redirect("instructor", key)


def _own_sections(course) -> list[dict]:
    cohorts = CohortMembership.objects.filter(course=course).values_list("user_id", "cohort__name")
    by_user = dict(cohorts)
    roster = [{"user": user, "cohort": by_user.get(user.id, "")} for user in people.enrolled(course.id)]
    names = list(course.cohorts.order_by("name").values_list("name", flat=True))
    return [
        {"section_key": "students", "section_display_name": "Students", "roster": roster, "cohorts": names},
        {"section_key": "team", "section_display_name": "Course team", "team": people.team(course.id)},
    ]


def _render_mako(request, section: dict) -> str:
    """Render a plugin's section with its Mako template, as the LMS does."""
    lookup = TemplateLookup(directories=settings.MAKO_TEMPLATE_DIRS_BASE, default_filters=["str", "h"])
    template = lookup.get_template(f"{section['template_path_prefix']}{section['section_key']}.html")
    return mark_safe(template.render(section_data=section, request=request))

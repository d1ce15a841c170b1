"""The dashboard, and a course's outline, lessons and progress."""

from django.contrib.auth.decorators import login_required
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.csrf import ensure_csrf_cookie

from demo.campus import people
from demo.campus.content import Node, outline
from demo.campus.models import Course, CourseRole
from demo.campus.runtime import CampusRuntime, runtime_for
from demo.campus.views.access import access_course, course_context
from demo.campus.views.units import render_unit


@login_required
def dashboard(request):
    """Show the user's courses, current ones first."""
    user = request.user
    if user.is_staff:
        mine = Course.objects.all()
    else:
        taught = CourseRole.objects.filter(user=user).values("course_id")
        taken = user.enrollments.filter(is_active=True).values("course_id")
        mine = Course.objects.filter(pk__in=taught.union(taken))
    shown = [{"course": each, "role": people.role_of(user, each.id)} for each in mine]
    shown.sort(key=lambda card: (card["course"].has_ended, card["course"].start))
    return render(request, "demo/dashboard.html", {"cards": shown})


@login_required
def course(request, key):
    """Show a course's outline."""
    found, role = access_course(request, key)
    context = course_context(request, found, role, "courseware")
    shown = _visible(outline(found.content).root, context)
    return render(request, "demo/course.html", {**context, "chapters": _links(found, shown)})


@login_required
@ensure_csrf_cookie
def lesson(request, key, unit_key):
    """Show a unit in a frame, as the learning front end does; with `?legacy=1`, in the page itself."""
    found, role = access_course(request, key)
    context = course_context(request, found, role, "courseware")
    node = outline(found.content).find(unit_key)
    shown = _visible(outline(found.content).root, context)
    if unit_key.course_key != key or node is None or node not in shown or node.tag != "vertical":
        raise Http404("No such unit")
    units = [each for each in shown if each.tag == "vertical"]
    place = units.index(node)
    legacy = request.GET.get("legacy") == "1"
    context |= {
        "unit": node,
        "unit_key": unit_key,
        "siblings": [(each, _key(found, each)) for each in units if each.parent is node.parent],
        "previous": _key(found, units[place - 1]) if place else None,
        "next": _key(found, units[place + 1]) if place + 1 < len(units) else None,
        "legacy": legacy,
        "fragment": render_unit(runtime_for(request, found), unit_key, {"show_title": False}) if legacy else None,
    }
    return render(request, "demo/lesson.html", context)


@login_required
def jump_to(request, key, usage_key):
    """Redirect to the unit of a block; for a block above units, to its first unit."""
    found, _role = access_course(request, key)
    node = outline(found.content).find(usage_key)
    if node is None:
        raise Http404("No such block")
    unit = node.enclosing("vertical") or next((each for each in node.walk() if each.tag == "vertical"), None)
    if unit is None or node.tag == "course":
        return redirect("course", key)
    return redirect("lesson", key, _key(found, unit))


@login_required
def progress(request, key):
    """Show the user's own results."""
    found, role = access_course(request, key)
    context = course_context(request, found, role, "progress")
    return _show_progress(request, context, runtime_for(request, found))


@login_required
def student_progress(request, key, student_id):
    """Show a learner's results to the team."""
    found, role = access_course(request, key, team_only=True)
    student = get_object_or_404(people.enrolled(key), pk=student_id)
    context = {**course_context(request, found, role, "progress"), "student": student}
    return _show_progress(request, context, CampusRuntime(found, student, is_staff=False, role="student", keep=False))


def _show_progress(request, context, runtime):
    found = context["course"]
    problems = [node for node in _visible(runtime.outline.root, context) if node.tag == "problem"]
    rows = [(node, runtime.get_block(_key(found, node)), _key(found, node.parent)) for node in problems]
    done = sum(block.is_correct for _node, block, _unit in rows)
    return render(request, "demo/progress.html", {**context, "rows": rows, "done": done})


def _key(found: Course, node: Node):
    return found.id.make_usage_key(node.tag, node.name)


def _visible(root: Node, context: dict) -> list[Node]:
    """Return the nodes that the user may see, in reading order."""
    sees_all = context["on_team"] and not context["as_learner"]
    return [node for node in root.walk() if sees_all or not node.staff_only]


def _links(found: Course, shown: list[Node]) -> list[dict]:
    """Return the chapters with their lessons and units, each with its URL."""
    chapters = []
    for node in shown:
        if node.tag == "chapter":
            chapters.append({"node": node, "lessons": []})
        elif node.tag == "sequential":
            due = found.weeks_in(node.attributes.get("relative_weeks_due"))
            chapters[-1]["lessons"].append({"node": node, "units": [], "due": due})
        elif node.tag == "vertical":
            chapters[-1]["lessons"][-1]["units"].append((node, _key(found, node)))
    return chapters

"""The campus's own XBlocks: just enough of the platform's to fill a course."""

from django.template.loader import render_to_string
from django.templatetags.static import static
from django.utils import timezone
from lxml import etree
from openedx_filters.learning.filters import VerticalBlockRenderCompleted
from web_fragments.fragment import Fragment
from xblock.core import XBlock, XBlockMixin
from xblock.exceptions import JsonHandlerError
from xblock.fields import Boolean, Integer, Scope, String

STUDENT_VIEW = "student_view"


class CampusMixin(XBlockMixin):
    """What every block of a course has, whoever wrote it: the platform mixes the same names in."""

    display_name = String(scope=Scope.settings, default=None)
    format = String(scope=Scope.settings, default="")
    graded = Boolean(scope=Scope.settings, default=False)
    relative_weeks_due = Integer(scope=Scope.settings, default=None)
    visible_to_staff_only = Boolean(scope=Scope.settings, default=False)

    @property
    def location(self):
        """Return the usage key, by the platform's older name for it."""
        return self.scope_ids.usage_id

    @property
    def course_id(self):
        """Return the key of the course."""
        return self.location.course_key

    @property
    def display_name_with_default(self):
        """Return the name that people see."""
        return self.display_name or self.scope_ids.block_type.replace("_", " ").capitalize()

    @property
    def due(self):
        """Return when it is due, its own date or that of what it lies in; None for never."""
        if self.relative_weeks_due is not None:
            return self.runtime.course.weeks_in(self.relative_weeks_due)
        parent = self.get_parent()
        return parent.due if parent is not None else None


class ContainerBlock(XBlock):
    """A course, a chapter or a lesson: it holds others and renders nothing itself."""

    has_children = True

    def fallback_view(self, _view_name, context=None):
        """Render nothing."""
        return Fragment()


@XBlock.needs("user")
class VerticalBlock(XBlock):
    """A unit: renders what is in it, one under the other, and then lets plugins add to it."""

    has_children = True

    def student_view(self, context):
        """Render the unit for somebody in the course."""
        fragment = Fragment()
        contents = []
        child_context = {**context, "child_of_vertical": True}
        for child in self.runtime.visible_children(self):
            rendered = child.render(STUDENT_VIEW, child_context)
            fragment.add_fragment_resources(rendered)
            contents.append(rendered.content)
        title = self.display_name_with_default if context.get("show_title", True) else ""
        shown = {"title": title, "contents": contents, "due": self.due, "format": self.get_parent().format}
        fragment.add_content(render_to_string("demo/blocks/vertical.html", shown))
        try:
            _, fragment, context, _ = VerticalBlockRenderCompleted.run_filter(
                block=self, fragment=fragment, context=context, view=STUDENT_VIEW
            )
        except VerticalBlockRenderCompleted.PreventVerticalBlockRender as stop:
            fragment.content = stop.message
        return fragment


class HtmlBlock(XBlock):
    """Text. It comes from the course's authors, so it is trusted, as it is in the platform."""

    data = String(scope=Scope.content, default="")

    def student_view(self, _context=None):
        """Render the text."""
        return Fragment(render_to_string("demo/blocks/html.html", {"data": self.data}))


def read_problem(markup: str) -> tuple[str, list[tuple[str, bool]]]:
    """Return a problem's question and its choices, each a pair of text and whether it is right."""
    root = etree.fromstring(f"<problem>{markup}</problem>")
    choices = [(choice.text, choice.get("correct") == "true") for choice in root.iter("choice")]
    return root.findtext("question"), choices


class ProblemBlock(XBlock):
    """A question with one right answer among several."""

    has_score = True

    data = String(scope=Scope.content, default="<question/>")
    answer = Integer(scope=Scope.user_state, default=None)
    attempts = Integer(scope=Scope.user_state, default=0)
    max_attempts = Integer(scope=Scope.settings, default=3)

    @property
    def parts(self):
        """Return the question and its choices, each a pair of text and whether it is right."""
        return read_problem(self.data)

    @property
    def is_correct(self) -> bool:
        """Return whether the last answer is right."""
        return self.answer is not None and self.parts[1][self.answer][1]

    @property
    def closed(self) -> str:
        """Return why no answer is taken any more, or nothing."""
        if self.due and self.due < timezone.now():
            return "The due date has passed."
        if self.attempts >= self.max_attempts:
            return "You have used all your attempts."
        return ""

    def status(self) -> dict:
        """Return what the page shows of the person's state."""
        answered = self.answer is not None
        return {
            "answered": answered,
            "correct": answered and self.is_correct,
            "left": max(0, self.max_attempts - self.attempts),
            "closed": "" if answered and self.is_correct else self.closed,
        }

    def student_view(self, _context=None):
        """Render the question and its choices as a form."""
        question, choices = self.parts
        shown = {"block": self, "question": question, "choices": choices, "id": self.location.block_id}
        fragment = Fragment(render_to_string("demo/blocks/problem.html", shown))
        fragment.add_javascript_url(static("demo/problem.js"))
        fragment.initialize_js("CampusProblem", self.status())
        return fragment

    @XBlock.json_handler
    def check(self, data, _suffix=""):
        """Take an answer, `{"answer": number of the choice}`, and return the new status."""
        answer = data.get("answer")
        if not isinstance(answer, int) or not 0 <= answer < len(self.parts[1]):
            raise JsonHandlerError(400, "Choose an answer.")
        if self.closed:
            raise JsonHandlerError(409, self.closed)
        self.answer = answer
        self.attempts += 1
        return self.status()


class DiscussionBlock(XBlock):
    """A pointer to the course's discussion."""

    def student_view(self, _context=None):
        """Render a card that leads to the discussion."""
        shown = {"title": self.display_name_with_default, "course_id": self.course_id}
        return Fragment(render_to_string("demo/blocks/discussion.html", shown))


class UnknownBlock(XBlock):
    """Stands in for a block whose XBlock is not installed."""

    def fallback_view(self, _view_name, context=None):
        """Say so."""
        return Fragment(render_to_string("demo/blocks/unknown.html", {"kind": self.scope_ids.block_type}))


CLASSES = {
    "course": ContainerBlock,
    "chapter": ContainerBlock,
    "sequential": ContainerBlock,
    "vertical": VerticalBlock,
    "html": HtmlBlock,
    "problem": ProblemBlock,
    "discussion": DiscussionBlock,
}

"""The campus's own XBlocks: enough of the platform's to fill a course."""

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
    """Fields and properties of every block. The platform mixes in the same names."""

    display_name = String(scope=Scope.settings, default=None)
    format = String(scope=Scope.settings, default="")
    graded = Boolean(scope=Scope.settings, default=False)
    relative_weeks_due = Integer(scope=Scope.settings, default=None)
    visible_to_staff_only = Boolean(scope=Scope.settings, default=False)

    @property
    def location(self):
        """Return the usage key. This is its older name in the platform."""
        return self.scope_ids.usage_id

    @property
    def course_id(self):
        """Return the key of the course."""
        return self.location.course_key

    @property
    def display_name_with_default(self):
        """Return the name to show."""
        return self.display_name or self.scope_ids.block_type.replace("_", " ").capitalize()

    @property
    def due(self):
        """Return the block's own due date or that of its parent, or None."""
        if self.relative_weeks_due is not None:
            return self.runtime.course.weeks_in(self.relative_weeks_due)
        parent = self.get_parent()
        return parent.due if parent is not None else None


class ContainerBlock(XBlock):
    """A course, a chapter or a lesson. It has children and renders nothing."""

    has_children = True

    def fallback_view(self, _view_name, context=None):
        """Render nothing."""
        return Fragment()


@XBlock.needs("user")
class VerticalBlock(XBlock):
    """A unit. It renders its children in order, and runs the filter through which plugins add to it."""

    has_children = True

    def student_view(self, context):
        """Render the unit for a user in the course."""
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
    """Text from the course's authors. It is trusted, as in the platform."""

    data = String(scope=Scope.content, default="")

    def student_view(self, _context=None):
        """Render the text."""
        return Fragment(render_to_string("demo/blocks/html.html", {"data": self.data}))


def read_problem(markup: str) -> tuple[str, list[tuple[str, bool]]]:
    """Return a problem's question and its choices, each with its text and whether it is correct."""
    root = etree.fromstring(f"<problem>{markup}</problem>")
    choices = [(choice.text, choice.get("correct") == "true") for choice in root.iter("choice")]
    return root.findtext("question"), choices


class ProblemBlock(XBlock):
    """A multiple-choice question with one correct answer."""

    has_score = True

    data = String(scope=Scope.content, default="<question/>")
    answer = Integer(scope=Scope.user_state, default=None)
    attempts = Integer(scope=Scope.user_state, default=0)
    max_attempts = Integer(scope=Scope.settings, default=3)

    @property
    def parts(self):
        """Return the question and its choices, each with its text and whether it is correct."""
        return read_problem(self.data)

    @property
    def is_correct(self) -> bool:
        """Return whether the last answer is correct."""
        return self.answer is not None and self.parts[1][self.answer][1]

    @property
    def closed(self) -> str:
        """Return the reason that the problem takes no more answers, or an empty string."""
        if self.due and self.due < timezone.now():
            return "The due date has passed."
        if self.attempts >= self.max_attempts:
            return "You have used all your attempts."
        return ""

    def status(self) -> dict:
        """Return the user's state for the page."""
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
        """Save an answer, `{"answer": number of the choice}`, and return the new status."""
        answer = data.get("answer")
        if not isinstance(answer, int) or not 0 <= answer < len(self.parts[1]):
            raise JsonHandlerError(400, "Choose an answer.")
        if self.closed:
            raise JsonHandlerError(409, self.closed)
        self.answer = answer
        self.attempts += 1
        return self.status()


class DiscussionBlock(XBlock):
    """A link to the course's discussion."""

    def student_view(self, _context=None):
        """Render a card with the link."""
        shown = {"title": self.display_name_with_default, "course_id": self.course_id}
        return Fragment(render_to_string("demo/blocks/discussion.html", shown))


class UnknownBlock(XBlock):
    """The block shown for an XBlock that is not installed."""

    def fallback_view(self, _view_name, context=None):
        """Render a note with the block type."""
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

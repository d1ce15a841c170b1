"""The XBlock: its fields, and its views for learners, visitors and authors."""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.utils.html import format_html
from django.utils.translation import gettext, gettext_noop
from opaque_keys.edx.keys import CourseKey
from opaque_keys.edx.locator import LibraryLocator
from web_fragments.fragment import Fragment
from xblock.core import XBlock
from xblock.exceptions import JsonHandlerError
from xblock.fields import Boolean, List, Scope, String
from xblock.utils.resources import ResourceLoader
from xblock.utils.studio_editable import StudioEditableXBlockMixin
from xblock.validation import Validation

from xblock_message_instructor import authoring, messaging

log = logging.getLogger(__name__)
loader = ResourceLoader(__name__)

DEFAULT_LABEL = gettext_noop("Message instructor")


@XBlock.wants("user")
@XBlock.wants("i18n")
class MessageInstructorXBlock(StudioEditableXBlockMixin, XBlock):
    """A button that opens a composer in place: to the course team or to named members of it, about this unit.

    It stores nothing about learners: their messages go to Proserva Messaging's REST API.
    """

    display_name = String(
        display_name=gettext_noop("Display name"),
        help=gettext_noop("The name of this component in Studio."),
        default=DEFAULT_LABEL,
        scope=Scope.settings,
    )
    label = String(
        display_name=gettext_noop("Label"),
        help=gettext_noop("The text of the button."),
        default=DEFAULT_LABEL,
        scope=Scope.settings,
    )
    prompt = String(
        display_name=gettext_noop("Prompt"),
        help=gettext_noop("A sentence beside the button, such as when to expect an answer. Optional."),
        default="",
        scope=Scope.settings,
    )
    recipients = List(
        display_name=gettext_noop("Recipients"),
        help=gettext_noop("The people learners can write to from here. Select no one for the whole course team."),
        default=[],
        scope=Scope.settings,
        list_style="set",
        list_values_provider=authoring.recipient_choices,
    )
    allow_files = Boolean(
        display_name=gettext_noop("Allow files"),
        help=gettext_noop("Whether learners can attach files to their messages."),
        default=True,
        scope=Scope.settings,
    )

    editable_fields = ("display_name", "label", "prompt", "recipients", "allow_files")
    has_score = False
    has_author_view = True
    icon_class = "other"
    # The platform may show it to staff who view the course as a specific learner: then it explains that it is off.
    show_in_read_only_mode = True

    @XBlock.supports("multi_device")
    def student_view(self, context: dict[str, Any] | None = None) -> Fragment:
        """Return the button, or a sentence with the reason why it cannot be used now. Never raises in production."""
        return self._degrading(lambda: self._button(**self._for_viewer()))

    @XBlock.supports("multi_device")
    def public_view(self, context: dict[str, Any] | None = None) -> Fragment:
        """Return the view for visitors who are not signed in, in a public course."""
        return self._degrading(lambda: self._button(unavailable=self._sign_in()))

    def author_view(self, context: dict[str, Any] | None = None) -> Fragment:
        """Return the view in Studio: a disabled preview of the button, and its recipients."""
        team = authoring.known_team(self.course_key)
        people, named = messaging.choose_recipients(team or [], self.recipients, viewer="")
        values = {
            "block": self,
            "label": self._label(),
            "people": [authoring.describe(self, person) for person in people],
            "named": named,
            "unknown": team is None,
            "missing": bool(self.recipients) and not named,
        }
        i18n = self.runtime.service(self, "i18n")
        return Fragment(loader.render_django_template("templates/author_view.html", values, i18n_service=i18n))

    def student_view_data(self, context: dict[str, Any] | None = None) -> dict[str, Any]:
        """Return the data for a button in a native app. It is the same for all viewers."""
        return {"label": self._label(), "prompt": self.prompt, "allow_files": self.allow_files}

    @XBlock.handler
    def submit_studio_edits(self, request: Any, suffix: str = "") -> Any:
        """Save what was entered in Studio. The answer to another request than Studio's own is 400, or 405."""
        if request.method == "POST" and not authoring.is_edit(self, request.body):
            return JsonHandlerError(400, "Invalid JSON").get_response()
        return super().submit_studio_edits(request, suffix)

    def clean_studio_edits(self, data: dict[str, Any]) -> None:
        """Strip the texts that were entered in Studio."""
        authoring.clean(data)

    def validate_field_data(self, validation: Validation, data: Any) -> None:
        """Add an error for each invalid field, both on saving in Studio and when Studio validates the block."""
        authoring.validate(self, validation, data)

    def ugettext(self, text: str) -> str:
        """Return the text in the viewer's language, also in a runtime without the i18n service."""
        service = self.runtime.service(self, "i18n")
        return service.ugettext(text) if service else gettext(text)

    @property
    def course_key(self) -> CourseKey | None:
        """Return the course of this block, or None in a library or in a runtime without courses."""
        key = getattr(self.scope_ids.usage_id, "context_key", None)
        return key if isinstance(key, CourseKey) and not isinstance(key, LibraryLocator) else None

    def _for_viewer(self) -> dict[str, str]:
        """Return the attributes of the button for the current viewer."""
        user_id, username = self._viewer()
        if self.course_key is None:
            return {"unavailable": self.ugettext("You can write messages only inside a course.")}
        if user_id is None:
            return {"unavailable": self._sign_in()}
        if not messaging.is_enabled(self.course_key):
            return {"unavailable": self.ugettext("Messages are turned off in this course.")}
        if messaging.is_masquerading(self.course_key, user_id):
            text = self.ugettext("You are viewing the course as a learner. Go back to your own view to write messages.")
            return {"unavailable": text}
        team = messaging.get_team(self.course_key)
        people, named = messaging.choose_recipients(team, self.recipients, username)
        if not people:
            return {"unavailable": self._nobody(alone=bool(team))}
        return {"recipients": ",".join(person.username for person in named), "about": self._about()}

    def _viewer(self) -> tuple[int | None, str]:
        """Return the id and username of the viewer; the id is None if they are not signed in."""
        service = self.runtime.service(self, "user")
        known = service.get_current_user().opt_attrs if service else {}
        return known.get("edx-platform.user_id"), known.get("edx-platform.username") or ""

    def _sign_in(self) -> str:
        return self.ugettext("Sign in to write to your instructor.")

    def _nobody(self, *, alone: bool) -> str:
        if alone:
            return self.ugettext("Learners write to you from here. No one else is on the course team.")
        return self.ugettext("This course has no instructor to write to yet.")

    def _label(self) -> str:
        return self.ugettext(DEFAULT_LABEL) if self.label == DEFAULT_LABEL else self.label

    def _about(self) -> str:
        """Return the names of the block's ancestors, the course first."""
        return messaging.describe_place(self.get_parent())

    def _button(self, *, unavailable: str = "", recipients: str = "", about: str = "") -> Fragment:
        return messaging.make_button(
            course_id=str(self.course_key or ""),
            # A message is about the unit of the button, not about the button.
            usage_key=str(self.parent or self.scope_ids.usage_id),
            label=self._label(),
            prompt=self.prompt,
            recipients=recipients,
            about=about,
            unavailable=unavailable,
            no_files=not self.allow_files,
        )

    def _degrading(self, render: Callable[[], Fragment]) -> Fragment:
        """Return the result of `render`, or a sentence if it fails: a broken button must never break a lesson."""
        try:
            return render()
        except Exception:
            if getattr(settings, "PROSERVA_MESSAGING_RAISE_ERRORS", False):
                raise
            log.exception("The message button of %s cannot be shown", self.scope_ids.usage_id)
            text = self.ugettext("Messages are not available right now. Please try again later.")
            return Fragment(format_html('<p class="proserva-unavailable" dir="auto">{}</p>', text))

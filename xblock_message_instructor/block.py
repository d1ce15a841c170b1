"""The XBlock itself: its fields, and what a learner, a visitor and an author see of it."""

from __future__ import annotations

import logging
from typing import Any

from django.conf import settings
from django.utils.html import format_html
from django.utils.translation import gettext, gettext_noop
from opaque_keys.edx.keys import CourseKey
from web_fragments.fragment import Fragment
from xblock.core import XBlock
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

    It keeps nothing about learners: what they write goes to Proserva Messaging's REST API.
    """

    display_name = String(
        display_name=gettext_noop("Display name"),
        help=gettext_noop("The name of this component in Studio."),
        default=DEFAULT_LABEL,
        scope=Scope.settings,
    )
    label = String(
        display_name=gettext_noop("Label"),
        help=gettext_noop("What the button says."),
        default=DEFAULT_LABEL,
        scope=Scope.settings,
    )
    prompt = String(
        display_name=gettext_noop("Prompt"),
        help=gettext_noop("A sentence beside the button, such as when to expect an answer. It may stay empty."),
        default="",
        scope=Scope.settings,
    )
    recipients = List(
        display_name=gettext_noop("Recipients"),
        help=gettext_noop("Whom learners can write to from here. Tick nobody for any of the course team."),
        default=[],
        scope=Scope.settings,
        list_style="set",
        list_values_provider=authoring.recipient_choices,
    )
    allow_files = Boolean(
        display_name=gettext_noop("Allow files"),
        help=gettext_noop("Whether learners can attach files to what they write from here."),
        default=True,
        scope=Scope.settings,
    )

    editable_fields = ("display_name", "label", "prompt", "recipients", "allow_files")
    has_score = False
    has_author_view = True
    icon_class = "other"
    # The platform may show it to staff who look at the course as a specific learner: it refuses by itself, in words.
    show_in_read_only_mode = True

    @XBlock.supports("multi_device")
    def student_view(self, context: dict[str, Any] | None = None) -> Fragment:
        """Return the button, or the sentence that says why it cannot be used now. Never raises in production."""
        return self._degrading(lambda: self._button(**self._for_viewer()))

    @XBlock.supports("multi_device")
    def public_view(self, context: dict[str, Any] | None = None) -> Fragment:
        """Return what a visitor sees of it who has not signed in, in a course that is open to everybody."""
        return self._degrading(lambda: self._button(unavailable=self._sign_in()))

    def author_view(self, context: dict[str, Any] | None = None) -> Fragment:
        """Return what Studio shows: what learners will see here, and whom it writes to. Nothing in it works."""
        team = authoring.known_team(self.course_key)
        people, named = messaging.choose_recipients(team or [], self.recipients, viewer="")
        words = {
            "block": self,
            "label": self._label(),
            "people": [authoring.describe(self, person) for person in people],
            "named": named,
            "unknown": team is None,
            "missing": bool(self.recipients) and not named,
        }
        i18n = self.runtime.service(self, "i18n")
        return Fragment(loader.render_django_template("templates/author_view.html", words, i18n_service=i18n))

    def student_view_data(self, context: dict[str, Any] | None = None) -> dict[str, Any]:
        """Return what a native app needs to draw a button of its own. It is the same for everybody who may see it."""
        return {"label": self._label(), "prompt": self.prompt, "allow_files": self.allow_files}

    def clean_studio_edits(self, data: dict[str, Any]) -> None:
        """Tidy what was typed in Studio."""
        authoring.clean(data)

    def validate_field_data(self, validation: Validation, data: Any) -> None:
        """Add an error for each mistake, both when saving in Studio and when Studio looks a block over."""
        authoring.validate(self, validation, data)

    def ugettext(self, text: str) -> str:
        """Return the text in the viewer's language, also in a runtime without the i18n service."""
        service = self.runtime.service(self, "i18n")
        return service.ugettext(text) if service else gettext(text)

    @property
    def course_key(self) -> CourseKey | None:
        """The course this block is in, or None in a library or in a runtime without courses."""
        key = getattr(self.scope_ids.usage_id, "context_key", None)
        return key if isinstance(key, CourseKey) else None

    def _for_viewer(self) -> dict[str, str]:
        """Return the attributes of the button for who looks at it now."""
        user_id, username = self._viewer()
        if self.course_key is None:
            return {"unavailable": self.ugettext("Messages can be written from within a course only.")}
        if user_id is None:
            return {"unavailable": self._sign_in()}
        if not messaging.is_enabled(self.course_key):
            return {"unavailable": self.ugettext("Messages are switched off in this course.")}
        if messaging.is_masquerading(self.course_key, user_id):
            text = self.ugettext("You are viewing the course as a learner. Go back to your own view to write messages.")
            return {"unavailable": text}
        team = messaging.get_team(self.course_key)
        people, named = messaging.choose_recipients(team, self.recipients, username)
        if not people:
            return {"unavailable": self._nobody(alone=bool(team))}
        return {"recipients": ",".join(person.username for person in named), "about": self._about()}

    def _viewer(self) -> tuple[int | None, str]:
        """Return the id and username of who looks at it; an id of None where nobody has signed in."""
        service = self.runtime.service(self, "user")
        known = service.get_current_user().opt_attrs if service else {}
        return known.get("edx-platform.user_id"), known.get("edx-platform.username") or ""

    def _sign_in(self) -> str:
        return self.ugettext("Sign in to write to your instructor.")

    def _nobody(self, *, alone: bool) -> str:
        if alone:
            return self.ugettext("Learners write to you from here. There is nobody else in the course team.")
        return self.ugettext("This course has no instructor to write to yet.")

    def _label(self) -> str:
        return self.ugettext(DEFAULT_LABEL) if self.label == DEFAULT_LABEL else self.label

    def _about(self) -> str:
        """Return the names of what the block lies in, the course first."""
        return messaging.describe_place(self.get_parent())

    def _button(self, *, unavailable: str = "", recipients: str = "", about: str = "") -> Fragment:
        return messaging.make_button(
            course_id=str(self.course_key or ""),
            # What a message is about is the place that the button stands in, the unit, and not the button.
            usage_key=str(self.parent or self.scope_ids.usage_id),
            label=self._label(),
            prompt=self.prompt,
            recipients=recipients,
            about=about,
            unavailable=unavailable,
            no_files=not self.allow_files,
        )

    def _degrading(self, render: Any) -> Fragment:
        """Return what `render` does; where it fails, a sentence: a broken button must never break a lesson."""
        try:
            return render()
        except Exception:
            if getattr(settings, "PROSERVA_MESSAGING_RAISE_ERRORS", False):
                raise
            log.exception("The message button of %s cannot be shown", self.scope_ids.usage_id)
            text = self.ugettext("Messages cannot be written here at the moment. Please try again later.")
            return Fragment(format_html('<p class="proserva-unavailable" dir="auto">{}</p>', text))

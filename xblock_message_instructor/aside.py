"""The automatic button below an assignment, as an XBlock aside, if the course's settings ask for it."""

from __future__ import annotations

import logging
from typing import Any

from django.conf import settings
from web_fragments.fragment import Fragment
from xblock.core import XBlockAside

from xblock_message_instructor import messaging

log = logging.getLogger(__name__)


@XBlockAside.wants("user")
class MessageInstructorAside(XBlockAside):
    """A button below each scored block, such as a problem or an open response. It stores nothing.

    Learners ask the course team about the assignment, and the team writes to a learner about it.

    The LMS shows asides where an operator has enabled them, in Django admin: *XBlock asides configs*.
    """

    @classmethod
    def should_apply_to_block(cls, block: Any) -> bool:
        """Return whether a block is an assignment: it is scored, and not a container."""
        return bool(getattr(block, "has_score", False)) and not getattr(block, "has_children", False)

    @XBlockAside.aside_for("student_view")
    def student_view_aside(self, block: Any, context: dict[str, Any] | None = None) -> Fragment:
        """Return the button about this assignment, or an empty fragment. Never raises in production."""
        try:
            return messaging.make_assignment_button(block, to_learners=self._is_for_staff()) or Fragment()
        except Exception:
            if getattr(settings, "PROSERVA_MESSAGING_RAISE_ERRORS", False):
                raise
            log.exception("The message button beside %s cannot be shown", block.scope_ids.usage_id)
            return Fragment()

    def _is_for_staff(self) -> bool:
        """Return whether the viewer is course staff in their own view. The runtime answers without a query."""
        service = self.runtime.service(self, "user")
        viewer = service and service.get_current_user()
        return bool(viewer and viewer.opt_attrs.get("edx-platform.user_is_staff"))

"""The product's own page: the inbox. What it shows comes over REST."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.mixins import LoginRequiredMixin
from django.views.generic import TemplateView

from proserva_messaging.edxapp import get_platform


class InboxView(LoginRequiredMixin, TemplateView):
    """A person's messages, in all courses or in one (`?course_id=`)."""

    template_name = "proserva_messaging/inbox.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Return what the template shows: the page around it is the platform's."""
        course_id = self.request.GET.get("course_id", "")
        return super().get_context_data(
            base_template=get_platform().page_base_template(), course_id=course_id, **kwargs
        )

    def dispatch(self, request: Any, *args: Any, **kwargs: Any) -> Any:
        """Answer, as one person's alone."""
        response = super().dispatch(request, *args, **kwargs)
        response["Cache-Control"] = "private, no-store"
        return response

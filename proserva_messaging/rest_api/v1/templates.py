"""REST: the broadcast templates of a course."""

from __future__ import annotations

from proserva_messaging.broadcasts import templates
from proserva_messaging.broadcasts.templates import TemplateInfo
from proserva_messaging.data import Page
from proserva_messaging.rest_api.v1 import broadcast_inputs as inputs
from proserva_messaging.rest_api.v1 import broadcast_shapes as shapes
from proserva_messaging.rest_api.v1.base import MessagingView, describe
from proserva_messaging.types import UserRequest as Request


class TemplatesView(MessagingView):
    """Templates."""

    @describe("templates_list", query=inputs.BroadcastCourseSerializer, row=shapes.TemplateSerializer)
    def list(self, request: Request) -> Page[TemplateInfo]:
        """List the templates of a course that I teach, by name."""
        return templates.get_templates(request.user, self.course_key)

    @describe(
        "templates_create",
        body=inputs.TemplateInputSerializer,
        output=shapes.TemplateSerializer,
        status=201,
        idempotent=True,
    )
    def create(self, request: Request) -> TemplateInfo:
        """Save a template for a course team."""
        key = self.idempotency_key
        template = templates.create_template(request.user, self.course_key, **self.body, idempotency_key=key)
        return templates.describe_template(request.user, template)

    @describe("templates_edit", body=inputs.TemplatePatchSerializer, output=shapes.TemplateSerializer)
    def edit(self, request: Request, template_id: int) -> TemplateInfo:
        """Change a template of mine."""
        template = templates.edit_template(request.user, template_id, **self.body)
        return templates.describe_template(request.user, template)

    @describe("templates_delete", status=204)
    def remove(self, request: Request, template_id: int) -> None:
        """Delete a template of mine."""
        templates.delete_template(request.user, template_id)

"""REST: reports of messages, their queues, and blocks."""

from __future__ import annotations

from proserva_messaging.data import Page
from proserva_messaging.moderation import blocking, handling, queue, reporting
from proserva_messaging.moderation.data import BlockInfo, ReportDetail, ReportPage, SentReport
from proserva_messaging.rest_api.v1 import inputs
from proserva_messaging.rest_api.v1 import moderation_shapes as shapes
from proserva_messaging.rest_api.v1.base import MessagingView, describe
from proserva_messaging.types import UserRequest as Request


class ReportsView(MessagingView):
    """Reports of messages."""

    @describe("messages_report", body=shapes.ReportInputSerializer, output=shapes.SentReportSerializer, status=201)
    def report(self, request: Request, message_id: int) -> SentReport:
        """Report a message of another person that I can see. A repeated report returns the first one."""
        return reporting.report_message(request.user, message_id, **self.body)

    @describe(
        "reports_list",
        query=shapes.ReportQuerySerializer,
        output=shapes.ReportPageSerializer,
        page_size=queue.PAGE_SIZE,
    )
    def list(self, request: Request) -> ReportPage:
        """List the reports of a course that I may handle, or without a course those that go to the site."""
        if self.course_key:
            return queue.get_course_reports(request.user, self.course_key, **self.query)
        return queue.get_site_reports(request.user, **self.query)

    @describe(output=shapes.ReportDetailSerializer)
    def show(self, request: Request, report_id: int) -> ReportDetail:
        """Show a report that I may handle, with the messages that it shares."""
        return queue.get_report(request.user, report_id)

    @describe(body=shapes.OutcomeInputSerializer, output=shapes.ReportDetailSerializer)
    def handle(self, request: Request, report_id: int) -> ReportDetail:
        """Record the outcome of a report."""
        return handling.handle_report(request.user, report_id, **self.body)

    @describe(output=shapes.ReportDetailSerializer)
    def lift(self, request: Request, report_id: int) -> ReportDetail:
        """Allow the sender of a reported message to write to classmates again."""
        return handling.lift_restriction(request.user, report_id)


class BlocksView(MessagingView):
    """Blocks."""

    @describe("blocks_list", query=inputs.PageQuerySerializer, row=shapes.BlockSerializer, page_size=blocking.PAGE_SIZE)
    def list(self, request: Request) -> Page[BlockInfo]:
        """List the people that I have blocked, the last first."""
        return blocking.get_blocks(request.user, **self.query)

    @describe("blocks_create", body=shapes.BlockInputSerializer, output=shapes.BlockSerializer, status=201)
    def create(self, request: Request) -> BlockInfo:
        """Block a learner of a conversation. A repetition returns the first block."""
        return blocking.block(request.user, self.body["thread"], self.body["username"])

    @describe("blocks_delete", status=204)
    def remove(self, request: Request, block_id: int) -> None:
        """Unblock a person."""
        blocking.unblock(request.user, block_id)

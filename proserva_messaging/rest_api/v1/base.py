"""What every view of the REST API shares: who is asking, one shape of errors, nothing cached, own transactions."""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import Any, TypeVar

from django.db import transaction
from django.http import Http404
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from drf_spectacular.openapi import AutoSchema
from drf_spectacular.utils import extend_schema
from edx_rest_framework_extensions.auth.jwt.authentication import JwtAuthentication
from edx_rest_framework_extensions.auth.session.authentication import SessionAuthenticationAllowInactiveUser
from opaque_keys import InvalidKeyError
from opaque_keys.edx.keys import CourseKey
from rest_framework import exceptions, status
from rest_framework.parsers import JSONParser
from rest_framework.permissions import IsAuthenticated
from rest_framework.renderers import JSONRenderer
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.serializers import Serializer
from rest_framework.throttling import UserRateThrottle
from rest_framework.views import APIView

from proserva_messaging import conf
from proserva_messaging.data import Page
from proserva_messaging.edxapp import get_platform
from proserva_messaging.errors import InvalidError, MalformedError, MasqueradingError, MessagingError, NotFoundError
from proserva_messaging.rest_api.v1.inputs import PageQuerySerializer

log = logging.getLogger(__name__)

F = TypeVar("F", bound=Callable[..., Any])

KEY_MAX_LENGTH = 128


class RateThrottle(UserRateThrottle):
    """A limit for each person, at the rate of the setting named by `setting`."""

    setting = ""

    def get_rate(self) -> str:
        """Return the rate the operator set."""
        return conf.get(self.setting)


class WritesOnlyThrottle(RateThrottle):
    """A limit on sending: reading is free."""

    scope = "proserva_send"
    setting = "SEND_RATE"

    def allow_request(self, request: Request, view: APIView) -> bool:
        """Return whether the request may pass."""
        return request.method != "POST" or super().allow_request(request, view)


class UploadThrottle(WritesOnlyThrottle):
    """A limit on uploading."""

    scope = "proserva_upload"
    setting = "UPLOAD_RATE"


# Each action is a transaction of its own, tried again where the database asks for it; one around the request, as
# platforms set with ATOMIC_REQUESTS, would make that impossible.
@method_decorator(transaction.non_atomic_requests, name="dispatch")
class MessagingView(APIView):
    """The base of all views. A method parses, calls, answers; what it raises becomes the one shape of errors."""

    authentication_classes = (JwtAuthentication, SessionAuthenticationAllowInactiveUser)
    permission_classes = (IsAuthenticated,)
    parser_classes: Any = (JSONParser,)
    renderer_classes = (JSONRenderer,)
    schema = AutoSchema()

    def finalize_response(self, request: Request, response: Any, *args: Any, **kwargs: Any) -> Any:
        """Return the response, as one person's alone: no cache between here and there may keep it."""
        response = super().finalize_response(request, response, *args, **kwargs)
        response["Cache-Control"] = "private, no-store"
        response["X-Content-Type-Options"] = "nosniff"
        return response

    def get_exception_handler(self) -> Any:
        """Return what turns anything that was raised into the API's one shape of errors."""
        return answer_error


def describe(**options: Any) -> Callable[[F], F]:
    """Describe a method of a view in the OpenAPI document; takes what drf-spectacular's `extend_schema` takes.

    That builds on the schema class that the site's settings name, and platforms name another library's.
    """

    def decorate(method: F) -> F:
        method.kwargs = {"schema": AutoSchema}  # type: ignore[attr-defined]
        return extend_schema(**options)(method)

    return decorate


def answer_error(error: Exception, context: dict[str, Any]) -> Response:
    """Return the answer to an exception. What nobody foresaw is logged, and told without its details."""
    headers = {}
    if isinstance(error, MessagingError):
        code, status_code, message, fields = error.code, error.status, error.message, error.fields
        headers = {"Retry-After": getattr(error, "wait", "")}
    elif isinstance(error, Http404):
        code, status_code, message, fields = "not_found", 404, NotFoundError.default_message, {}
    elif isinstance(error, exceptions.APIException):
        code, status_code, message, fields = _describe(error)
        headers = {"WWW-Authenticate": getattr(error, "auth_header", ""), "Retry-After": getattr(error, "wait", "")}
    else:
        log.error("Failed: %s", context["request"].path, exc_info=error)
        message = _("Something went wrong on our side; nothing was changed. Please try again.")
        code, status_code, fields = "server_error", 500, {}
    present = {name: str(value) for name, value in headers.items() if value}
    return Response({"code": code, "message": str(message), "fields": fields}, status=status_code, headers=present)


def _describe(error: exceptions.APIException) -> tuple[str, int, str, dict[str, list[str]]]:
    """Return code, status, message and fields of one of DRF's own exceptions."""
    if isinstance(error, exceptions.ValidationError):
        return InvalidError.code, 400, str(InvalidError.default_message), _flatten(error.detail)
    if isinstance(error, exceptions.ParseError):
        return MalformedError.code, 400, str(MalformedError.default_message), {}
    if isinstance(error, exceptions.AuthenticationFailed):
        return "not_authenticated", error.status_code, str(error.detail), {}
    is_csrf = isinstance(error, exceptions.PermissionDenied) and "CSRF" in str(error.detail)
    return "csrf_failed" if is_csrf else error.default_code, error.status_code, str(error.detail), {}


def _flatten(detail: Any) -> dict[str, list[str]]:
    """Return the errors of a request by its top-level fields, however deep they were found."""
    if not isinstance(detail, dict):
        return {"": _get_texts(detail)}
    return {name: _get_texts(texts) for name, texts in detail.items()}


def _get_texts(detail: Any) -> list[str]:
    if isinstance(detail, dict):
        detail = list(detail.values())
    if isinstance(detail, list):
        return list(dict.fromkeys(text for each in detail for text in _get_texts(each)))
    return [str(detail)]


def parse_course_key(text: str) -> CourseKey:
    """Return the course key a text means. Raises MalformedError for one that means none."""
    try:
        return CourseKey.from_string(text)
    except InvalidKeyError:
        raise MalformedError(fields={"course_id": [_("This is not the id of a course.")]}) from None


def parse(serializer: type[Serializer], data: Any) -> dict[str, Any]:
    """Return what a request carries, validated. Raises DRF's ValidationError."""
    checked = serializer(data=data)
    checked.is_valid(raise_exception=True)
    return checked.validated_data


def parse_page_query(
    request: Request, default_limit: int, serializer: type[Serializer] = PageQuerySerializer
) -> dict[str, Any]:
    """Return a list's query parameters, its `limit` at most the default."""
    query = parse(serializer, request.query_params)
    return {**query, "limit": min(query.get("limit", default_limit), default_limit)}


def get_idempotency_key(request: Request) -> str | None:
    """Return the request's Idempotency-Key, or None. Raises InvalidError for one that is none."""
    key = request.headers.get("Idempotency-Key")
    if key is None:
        return None
    if not key.strip() or len(key) > KEY_MAX_LENGTH:
        raise InvalidError(_("An Idempotency-Key has 1 to %(limit)d characters.") % {"limit": KEY_MAX_LENGTH})
    return key


def refuse_masquerade(request: Request, course_key: CourseKey) -> None:
    """Raise MasqueradingError for somebody who looks at the course as somebody else."""
    if get_platform().is_masquerading(request, course_key):
        raise MasqueradingError


def answer_page(page: Page[Any], serializer: type[Serializer], headers: dict[str, str] | None = None) -> Response:
    """Return a page of a list in the API's one shape."""
    answer = {"results": serializer(page.results, many=True).data, "next_cursor": page.next_cursor}
    return Response(answer, headers=headers)


def answer_created(serializer: Serializer) -> Response:
    """Return what was created."""
    return Response(serializer.data, status=status.HTTP_201_CREATED)

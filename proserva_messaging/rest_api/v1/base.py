"""The base of all views: it authenticates, validates the declared input, and renders the declared output."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any, NoReturn, TypeVar, cast

from django.conf import settings
from django.db import transaction
from django.http.response import HttpResponseBase
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from drf_spectacular.utils import OpenApiParameter, extend_schema
from edx_rest_framework_extensions.auth.session.authentication import SessionAuthenticationAllowInactiveUser
from opaque_keys import InvalidKeyError
from opaque_keys.edx.keys import CourseKey
from rest_framework.permissions import SAFE_METHODS, IsAuthenticated
from rest_framework.renderers import JSONRenderer
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.serializers import Serializer
from rest_framework.throttling import BaseThrottle
from rest_framework.views import APIView
from rest_framework.viewsets import ViewSetMixin

from proserva_messaging.data import Page
from proserva_messaging.edxapp import get_platform
from proserva_messaging.edxapp.keys import find_course_key
from proserva_messaging.errors import (
    BodyTooLargeError,
    InvalidError,
    MalformedError,
    MasqueradingError,
    NotFoundError,
    TooManyRequestsError,
)
from proserva_messaging.lms_ui.headers import protect
from proserva_messaging.rest_api.v1.errors import answer_error
from proserva_messaging.rest_api.v1.openapi import MessagingSchema
from proserva_messaging.rest_api.v1.shapes import ErrorSerializer, page_of
from proserva_messaging.rest_api.v1.strict import (
    ENCODING,
    NoInputSerializer,
    StrictJSONParser,
    refuse_unknown_length,
)
from proserva_messaging.rest_api.v1.tokens import TokenAllows, TokenAuthentication
from proserva_messaging.store import limits

F = TypeVar("F", bound=Callable[..., Any])

KEY_MAX_LENGTH = 128
# The parameter of every search.
SEARCH_PARAMETER = "q"
IDEMPOTENCY_KEY = OpenApiParameter(
    "Idempotency-Key",
    {"type": "string", "minLength": 1, "maxLength": KEY_MAX_LENGTH, "pattern": "^[ -~]*[!-~][ -~]*$"},
    OpenApiParameter.HEADER,
    description="A repeated request with the same key changes nothing",
)


class RateThrottle(BaseThrottle):
    """A limit for each person. DRF's own classes count neither atomically nor in more than one window."""

    def __init__(self, limit: limits.Limit) -> None:
        self._limit = limit

    def allow_request(self, request: Request, view: Any) -> bool:
        """Count the request, and return whether it is within the limit."""
        self._wait = limits.take(self._limit, request.user)
        return not self._wait

    def wait(self) -> float:
        """Return the seconds until the next request is possible."""
        return self._wait


@dataclass(frozen=True)
class Endpoint:
    """The declaration of an endpoint: its input, its output and its limit. By default it takes no input at all.

    Writes and searches have a limit in any case; `limit` is another one.
    """

    query: type[Serializer] = NoInputSerializer
    body: type[Serializer] = NoInputSerializer
    page_size: int = 0
    output: type[Serializer] | None = None
    status: int = 200
    idempotent: bool = False
    limit: limits.Limit | None = None

    def get_limit(self, request: Request) -> limits.Limit | None:
        """Return the limit on a request: the declared one, or that of all writes, or that of all searches."""
        if self.limit or request.method not in SAFE_METHODS:
            return self.limit or limits.WRITE
        return limits.SEARCH if request.query_params.get(SEARCH_PARAMETER) else None

    def parse_query(self, request: Request) -> dict[str, Any]:
        """Return the validated query; the `limit` of a list is its page size at most. Raises DRF's ValidationError."""
        query = parse(self.query, request.query_params)
        return {**query, "limit": min(query.get("limit", self.page_size), self.page_size)} if self.page_size else query

    def answer(self, result: Any) -> Any:
        """Return the response for the result of a view: data in the declared shape, or a response as it is."""
        if isinstance(result, HttpResponseBase):
            return result
        if self.output is None:
            return Response(result, status=self.status)
        if type(result) is Page:
            rows = self.output(result.results, many=True).data
            return Response({"results": rows, "next_cursor": result.next_cursor}, status=self.status)
        return Response(self.output(result).data, status=self.status)


def describe(
    operation_id: str | None = None,
    *,
    row: type[Serializer] | None = None,
    responses: dict[Any, Any] | None = None,
    **declared: Any,
) -> Callable[[F], F]:
    """Declare an endpoint, for its base class and for the OpenAPI document. Takes the fields of `Endpoint`.

    `row` is the output of an endpoint that returns a Page; `responses` are further responses for the document.
    """
    endpoint = Endpoint(**{"output": row, **declared})
    output = page_of(row) if row else endpoint.output
    described = {endpoint.status: output} if output or endpoint.status != 200 else {}
    document = extend_schema(
        operation_id=operation_id,
        parameters=[endpoint.query] * ("query" in declared) + [IDEMPOTENCY_KEY] * endpoint.idempotent,
        request=declared.get("body"),
        responses={**described, **(responses or {}), "4XX": ErrorSerializer},
    )

    def decorate(method: F) -> F:
        return cast(F, document(_make_handler(endpoint, method)))

    return decorate


def _make_handler(endpoint: Endpoint, method: Callable[..., Any]) -> Any:
    """Return a view's method that answers with the result of `method` as `endpoint` declares it."""

    @wraps(method)
    def handle(view: MessagingView, request: Request, **kwargs: Any) -> Any:
        return endpoint.answer(method(view, request, **kwargs))

    handle.endpoint = endpoint  # type: ignore[attr-defined]
    handle.kwargs = {"schema": MessagingSchema}  # type: ignore[attr-defined]
    return handle


# Each action has its own transaction, which it retries if the database asks for it. A transaction around the whole
# request, as platforms set with ATOMIC_REQUESTS, would make that impossible.
@method_decorator(transaction.non_atomic_requests, name="dispatch")
class PrivateView(APIView):
    """The base of all views that answer one person: who they are, and the shape of input and errors."""

    authentication_classes = (TokenAuthentication, SessionAuthenticationAllowInactiveUser)
    permission_classes = (IsAuthenticated, TokenAllows)
    parser_classes: Any = (StrictJSONParser,)
    renderer_classes = (JSONRenderer,)

    def initialize_request(self, request: Any, *args: Any, **kwargs: Any) -> Request:
        """Return DRF's request, which reads UTF-8 whatever the client's `charset` says."""
        request.encoding = ENCODING
        return super().initialize_request(request, *args, **kwargs)

    def finalize_response(self, request: Request, response: Any, *args: Any, **kwargs: Any) -> Any:
        """Return the response, which is private to one person: no cache may keep it, no page may frame it."""
        response = super().finalize_response(request, response, *args, **kwargs)
        return protect(response, "default-src 'none'; frame-ancestors 'none'")

    def get_exception_handler(self) -> Any:
        """Return the handler that gives all errors the API's one shape."""
        return answer_error


class FallbackView(PrivateView):
    """The response to a path without an endpoint, such as an id that no row can have: 404 with any method."""

    schema = None

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        """Authenticate as every endpoint does. Always raises one of DRF's exceptions, or NotFoundError."""
        super().initial(request, *args, **kwargs)
        raise NotFoundError


class MessagingView(ViewSetMixin, PrivateView):
    """The base of all endpoints. A method calls an action or a query and returns its data; exceptions become errors.

    The input is validated here by the declaration of `describe`, so that no endpoint drops unknown input. Methods find
    it in `query` and `body`, without the `course_id`, which is parsed into `course_key`.
    """

    schema = MessagingSchema()

    query: dict[str, Any]
    body: dict[str, Any]
    course_key: Any
    idempotency_key: str | None

    @property
    def endpoint(self) -> Endpoint:
        """The declaration of the requested endpoint; of one that takes no input if it has none."""
        return getattr(getattr(self, self.action or "", None), "endpoint", Endpoint())

    def get_throttles(self) -> list[BaseThrottle]:
        """Return the throttle of the request."""
        limit = self.endpoint.get_limit(self.request)
        return [RateThrottle(limit)] if limit else []

    def throttled(self, request: Request, wait: float | None) -> NoReturn:
        """Raise TooManyRequestsError, with the time to wait."""
        raise TooManyRequestsError(int(wait or 1))

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        """Authenticate, then validate the input.

        The size comes first: the check of the CSRF token, which is part of authentication, reads all of a form. Raises
        DRF's exceptions, BodyTooLargeError, InvalidError, MalformedError, or NotFoundError for NUL in the path.
        """
        refuse_unknown_length(request)
        self.refuse_large_body(request)
        super().initial(request, *args, **kwargs)
        if any("\x00" in str(value) for value in kwargs.values()):
            raise NotFoundError
        if self.action is None or self.action == "metadata":
            return
        self.query = self.endpoint.parse_query(request)
        self.body = dict(parse(self.endpoint.body, request.data))
        course_id = self.body.pop("course_id", None) or self.query.pop("course_id", None)
        self.course_key = parse_course_key(course_id) if course_id else None
        self.idempotency_key = get_idempotency_key(request) if self.endpoint.idempotent else None

    def refuse_large_body(self, request: Any) -> None:
        """Raise BodyTooLargeError for a body above the site's limit, before a byte of it is read.

        Django counts only what is not a file. A server reads no more than the length that the request declares, and
        nothing if it declares none.
        """
        limit = settings.DATA_UPLOAD_MAX_MEMORY_SIZE
        if limit is not None and get_body_length(request) > limit:
            raise BodyTooLargeError

    def refuse_masquerade(self, request: Request, course_key: CourseKey) -> None:
        """Raise MasqueradingError for staff who view the course as another person."""
        if get_platform().is_masquerading(request, course_key):
            raise MasqueradingError

    def is_unchanged(self, request: Request, version: str) -> bool:
        """Set the ETag of the response. Return whether the client has this version already."""
        etag = self.headers["ETag"] = f'W/"{version}"'
        return request.headers.get("If-None-Match") == etag


def parse_course_key(text: str) -> CourseKey:
    """Return the canonical course key of a text. Raises MalformedError, NotFoundError for the key of a library."""
    try:
        key = find_course_key(CourseKey.from_string(text))
    except InvalidKeyError:
        raise MalformedError(fields={"course_id": [_("This is not the id of a course.")]}) from None
    if key is None:
        raise NotFoundError
    return key


def get_body_length(request: Request) -> int:
    """Return the declared length of the body, in bytes; zero if it declares none that can be read."""
    try:
        return int(request.META.get("CONTENT_LENGTH") or 0)
    except ValueError:
        return 0


def parse(serializer: type[Serializer], data: Any) -> dict[str, Any]:
    """Return validated input. Raises DRF's ValidationError."""
    checked = serializer(data=data)
    checked.is_valid(raise_exception=True)
    return dict(checked.validated_data)


def get_idempotency_key(request: Request) -> str | None:
    """Return the request's Idempotency-Key, or None. Raises InvalidError if it is empty, too long or not ASCII."""
    key = request.headers.get("Idempotency-Key")
    if key is None:
        return None
    is_text = key.isascii() and key.isprintable() and key.strip()
    if not is_text or len(key) > KEY_MAX_LENGTH:
        raise InvalidError(_("An Idempotency-Key has 1 to %(limit)d characters.") % {"limit": KEY_MAX_LENGTH})
    return key

"""Errors of the REST API in one shape."""

from __future__ import annotations

import logging
from typing import Any

from django.core.exceptions import BadRequest, RequestDataTooBig, SuspiciousOperation
from django.http import Http404
from django.http.multipartparser import MultiPartParserError
from django.utils.translation import gettext as _
from rest_framework import exceptions
from rest_framework.request import Request
from rest_framework.response import Response

from proserva_messaging.errors import (
    BodyTooLargeError,
    CharacterError,
    InvalidError,
    MalformedError,
    MessagingError,
    NotFoundError,
)
from proserva_messaging.store.charsets import find_unstorable

log = logging.getLogger(__name__)


def answer_error(error: Exception, context: dict[str, Any]) -> Response:
    """Return the response to an exception. Unexpected exceptions are logged, and their details are not shown."""
    headers = {}
    if isinstance(error, RequestDataTooBig):
        error = BodyTooLargeError()
    error = _name_character(error, context) or error
    if isinstance(error, MessagingError):
        code, status_code, message, fields = error.code, error.status, error.message, error.fields
        headers = {"Retry-After": getattr(error, "wait", "")}
    elif _is_malformed(error):
        code, status_code, message, fields = MalformedError.code, 400, MalformedError.default_message, {}
    elif isinstance(error, Http404):
        code, status_code, message, fields = "not_found", 404, NotFoundError.default_message, {}
    elif isinstance(error, exceptions.APIException):
        code, status_code, message, fields = _describe(error)
        headers = {"WWW-Authenticate": getattr(error, "auth_header", ""), "Retry-After": getattr(error, "wait", "")}
    else:
        log.error("Failed: %r", context["request"].path, exc_info=error)
        code, status_code, message, fields = "server_error", 500, _explain_failure(context["request"]), {}
    present = {name: str(value) for name, value in headers.items() if value}
    return Response({"code": code, "message": str(message), "fields": fields}, status=status_code, headers=present)


def _name_character(error: Exception, context: dict[str, Any]) -> MessagingError | None:
    """Return the error about a character that the database cannot store, with the fields that have it; or None.

    Nothing has a name with such a character, so it is not found in a path.
    """
    view = context.get("view")
    # A request with invalid input has no `body`, and never reached the database.
    request = context["request"] if hasattr(view, "body") else None
    written = {**request.query_params.dict(), **request.data} if request else {}
    path = getattr(view, "kwargs", {})
    character = getattr(error, "character", None) or find_unstorable(error, [written, path])
    if character is None:
        return None
    if character in str(path):
        return NotFoundError()
    return CharacterError(character, [name for name, value in written.items() if character in _get_name(value)])


def _get_name(value: Any) -> str:
    """Return the text of a value: for an uploaded file, its name."""
    return str(getattr(value, "name", value))


def _explain_failure(request: Request) -> str:
    """Return the text for an unexpected error. It may have come after the commit, or the answer to it was lost."""
    if request.method in ("GET", "HEAD", "OPTIONS"):
        return _("Something went wrong on our side. Please try again.")
    if request.headers.get("Idempotency-Key"):
        return _("Something went wrong on our side. This may have been saved. Try again: it is not sent twice.")
    return _("Something went wrong on our side. This may have been saved. Please check before you try again.")


def _is_malformed(error: Exception) -> bool:
    """Return whether Django could not parse a request: its form, its number of fields, or an encoding that it names.

    A parameter such as `filename*=zlib''%41` names an encoding. An unknown one raises LookupError itself, not KeyError.
    """
    kinds = (BadRequest, MultiPartParserError, SuspiciousOperation, UnicodeError)
    return isinstance(error, kinds) or type(error) is LookupError


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
    """Return the errors of a request by its top-level fields, however deep they are."""
    if not isinstance(detail, dict):
        return {"": _get_texts(detail)}
    return {name: _get_texts(texts) for name, texts in detail.items()}


def _get_texts(detail: Any) -> list[str]:
    if isinstance(detail, dict):
        # A key inside a field is named in the text; an item of a list has no name.
        named = ((f"{name}: " if isinstance(name, str) else "", each) for name, each in detail.items())
        detail = [prefix + text for prefix, each in named for text in _get_texts(each)]
    if isinstance(detail, list):
        return list(dict.fromkeys(text for each in detail for text in _get_texts(each)))
    return [str(detail)]

"""Strict input: unknown keys, repeated keys, keys that contradict each other and wrong types are refused and named."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from datetime import MAXYEAR, MINYEAR
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _
from rest_framework import serializers
from rest_framework.exceptions import ParseError
from rest_framework.parsers import JSONParser
from rest_framework.permissions import SAFE_METHODS

from proserva_messaging.errors import BodyTooLargeError, MalformedError

# Input is UTF-8, whatever encoding a client names: some encodings inflate, and some decode to other texts.
ENCODING = "utf-8"
# An error names so many unknown keys, and so much of each: a request may carry any number of them.
NAMED_MAX = 10
NAME_MAX_LENGTH = 50
# The values of a flag in a query or a form, which have no booleans.
FLAGS = ("true", "1", "false", "0")
# The fields for which DRF accepts other types as well ("yes", "12", 7).
JSON_TYPES: tuple[tuple[type[serializers.Field], type], ...] = (
    (serializers.BooleanField, bool),
    (serializers.IntegerField, int),
    (serializers.CharField, str),
)


class StrictSerializer(serializers.Serializer):
    """The base of all input. It names each unknown key, each repeated key and each value of a wrong type.

    A misspelled or misplaced key must never be dropped: it may be the one that sets the recipients or the time.
    """

    def to_internal_value(self, data: Any) -> Any:
        """Return the validated input. Raises DRF's ValidationError."""
        if isinstance(data, Mapping):
            is_form = hasattr(data, "getlist")
            errors = self._find_unknown(data, is_form)
            errors.update(self._find_unclear(data) if is_form else self._find_wrong_types(data))
            if errors:
                raise serializers.ValidationError(errors)
        return super().to_internal_value(data)

    def _find_unknown(self, data: Mapping[str, Any], is_form: bool) -> dict[str, list[str]]:
        unknown = [name for name in data if name not in self.fields and not (is_form and _is_ignored(data, name))]
        return {shorten(name): [_("Unknown field.")] for name in sorted(unknown, key=str)[:NAMED_MAX]}

    def _find_wrong_types(self, data: Mapping[str, Any]) -> dict[str, list[str]]:
        given = {name: field for name, field in self.fields.items() if data.get(name) is not None}
        texts = {name: describe_wrong_type(field, data[name]) for name, field in given.items()}
        return {name: [text] for name, text in texts.items() if text}

    def _find_unclear(self, data: Any) -> dict[str, list[str]]:
        """Return the errors of a query or a form: repeated keys, and texts that stand for no flag or no number."""
        errors = {}
        for name in set(data) & set(self.fields):
            field = self.fields[name]
            if len(data.getlist(name)) > 1:
                errors[name] = [describe_repeated()]
            elif not _is_clear(field, data[name]):
                errors[name] = [str(field.error_messages["invalid"])]
        return errors


class TimeField(serializers.DateTimeField):
    """A time that every time zone can show: one in the first or the last year has no equivalent in some of them."""

    def to_internal_value(self, value: Any) -> Any:
        """Return the time. Raises DRF's ValidationError."""
        try:
            time = super().to_internal_value(value)
        except OverflowError:
            self.fail("overflow")
        if not MINYEAR < time.year < MAXYEAR:
            self.fail("overflow")
        return time


class DefaultChoiceField(serializers.ChoiceField):
    """A choice in a query, for which an empty text means the default."""

    def __init__(self, choices: Any, *, default: str) -> None:
        super().__init__(choices, default=default, allow_blank=True)

    def to_internal_value(self, data: Any) -> Any:
        """Return the choice. Raises DRF's ValidationError."""
        return super().to_internal_value(data) or self.default


class NoInputSerializer(StrictSerializer):
    """The query or the body of a request that takes none."""


def shorten(name: Any) -> str:
    """Return a key as an error names it."""
    return str(name)[:NAME_MAX_LENGTH]


def describe_repeated() -> str:
    """Return the error of a key that is given more than once: it is unclear which value counts."""
    return _("This is given more than once.")


def describe_wrong_type(field: serializers.Field, value: Any) -> str:
    """Return the error of a JSON value that has not a field's type, or whose items have not; empty if they have."""
    if isinstance(field, serializers.ListField):
        items = value if isinstance(value, list) else []
        return next(filter(None, (describe_wrong_type(field.child, each) for each in items)), "")
    wanted = next((each for kind, each in JSON_TYPES if isinstance(field, kind)), None)
    # True is an int in Python, but not a number in JSON.
    if wanted is None or (isinstance(value, wanted) and (wanted is bool or not isinstance(value, bool))):
        return ""
    return str(field.error_messages["invalid"]).format(input=value)


def refuse_together(attrs: Mapping[str, Any], names: Iterable[str], text: str) -> None:
    """Raise DRF's ValidationError that names the keys that were given."""
    errors = {name: [text] for name in names if attrs.get(name) not in (None, False, [], "")}
    if errors:
        raise serializers.ValidationError(errors)


class StrictJSONParser(JSONParser):
    """JSON in UTF-8 with unique keys, finite numbers, and texts that UTF-8 can encode."""

    def parse(self, stream: Any, media_type: str | None = None, parser_context: Any = None) -> Any:
        """Return the parsed body.

        Raises BodyTooLargeError, ParseError, or MalformedError with the name of a repeated key.
        """
        try:
            text = _read(stream).decode(ENCODING)
            parsed = json.loads(text, object_pairs_hook=_make_object, parse_constant=_refuse_constant)
            if "\\ud" in text.lower():
                # A lone half of a surrogate pair, such as "\ud800", is a string in Python that nothing can store.
                json.dumps(parsed, ensure_ascii=False).encode("utf-8")
        except (ValueError, RecursionError) as error:
            raise ParseError(str(error)) from error
        return parsed


def refuse_unknown_length(request: Any) -> None:
    """Raise MalformedError for a body in chunks whose length no header gives: Django would read it as an empty body."""
    meta = request.META
    if request.method not in SAFE_METHODS and "HTTP_TRANSFER_ENCODING" in meta and not meta.get("CONTENT_LENGTH"):
        raise MalformedError(_("This request needs the header Content-Length."))


def _read(stream: Any) -> bytes:
    """Return the body. Django checks the size of what `request.body` reads, and DRF reads the stream."""
    limit = settings.DATA_UPLOAD_MAX_MEMORY_SIZE
    body: bytes = stream.read() if limit is None else stream.read(limit + 1)
    if limit is not None and len(body) > limit:
        raise BodyTooLargeError
    return body


def _make_object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    made: dict[str, Any] = {}
    for name, value in pairs:
        if name in made:
            shown = shorten(name).encode("utf-8", "replace").decode("utf-8")
            raise MalformedError(fields={shown: [describe_repeated()]})
        made[name] = value
    return made


def _refuse_constant(name: str) -> Any:
    raise ValueError(f"{name} is not JSON")


def _is_ignored(data: Mapping[str, Any], name: str) -> bool:
    """Return whether a key of a query means nothing: clients add `_` to bypass caches, and `format=json`."""
    return name == "_" or (name == "format" and data[name] == "json")


def _is_clear(field: serializers.Field, text: Any) -> bool:
    """Return whether a text stands for a flag or a whole number, if the field is one. DRF accepts "yes" and "1_0".

    The field itself checks an empty text.
    """
    if isinstance(field, serializers.BooleanField):
        return text in FLAGS
    digits = str(text).removeprefix("-")
    return not isinstance(field, serializers.IntegerField) or not text or (digits.isascii() and digits.isdigit())

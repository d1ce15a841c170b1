"""Output serializers derived from dataclasses, so that a shape is written down once."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import fields, is_dataclass
from datetime import datetime
from types import NoneType
from typing import Any, get_args, get_origin, get_type_hints

from rest_framework import serializers

FIELDS: dict[type, type[serializers.Field]] = {
    bool: serializers.BooleanField,
    datetime: serializers.DateTimeField,
    dict: serializers.DictField,
    float: serializers.FloatField,
    int: serializers.IntegerField,
    str: serializers.CharField,
}
_derived: dict[type, type[serializers.Serializer]] = {}


def derive(
    data: type,
    name: str = "",
    *,
    omit: Collection[str] = (),
    help_texts: Mapping[str, str] | None = None,
    **overrides: serializers.Field,
) -> type[serializers.Serializer]:
    """Return a serializer of a dataclass, with its fields in its order and its docstring.

    `name` is the name of the OpenAPI component, by default that of the dataclass. `overrides` replace the field that
    the type hint would give. A nested dataclass gets the serializer that was derived from it first. Raises KeyError for
    a type that has no field.
    """
    hints, texts = get_type_hints(data), help_texts or {}
    made = {
        each.name: overrides.get(each.name) or _make_field(hints[each.name], help_text=texts.get(each.name))
        for each in fields(data)
        if each.name not in omit
    }
    serializer = type(f"{name or data.__name__}Serializer", (serializers.Serializer,), {"__doc__": data.__doc__})
    # Not as attributes: DRF would sort them by when they were made, and some are named like a method of its own.
    serializer._declared_fields = made  # type: ignore[attr-defined]
    _derived.setdefault(data, serializer)
    return serializer


def _make_field(hint: Any, **options: Any) -> Any:
    """Return the field of a type hint."""
    inner = get_args(hint)
    if NoneType in inner:
        return _make_field(next(each for each in inner if each is not NoneType), allow_null=True, **options)
    if get_origin(hint) in (list, tuple):
        item = inner[0]
        if is_dataclass(item):
            return _find_nested(item)(many=True, **options)
        return serializers.ListField(child=_make_field(item), **options)
    if is_dataclass(hint):
        return _find_nested(hint)(**options)
    return FIELDS[get_origin(hint) or hint](**options)


def _find_nested(data: Any) -> type[serializers.Serializer]:
    return _derived.get(data) or derive(data)

"""Tests of deriving serializers from dataclasses."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import pytest
from rest_framework import serializers

from proserva_messaging.rest_api.v1.derive import derive


@dataclass
class Pen:
    """A pen."""

    label: str


@dataclass
class Box:
    """A box of pens."""

    size: int
    weight: float
    is_open: bool
    made: datetime | None
    first: Pen | None
    pens: list[Pen]
    tags: tuple[str, ...]
    extra: dict[str, Any]
    fields: str = "x"
    secret: str = "y"


BoxSerializer = derive(
    Box,
    "Crate",
    omit=["secret"],
    help_texts={"made": "When it was made"},
    size=serializers.ChoiceField([1, 2]),
)


def test_a_serializer_has_the_fields_of_the_dataclass_in_their_order():
    fields = BoxSerializer().get_fields()
    kinds = {name: type(field).__name__ for name, field in fields.items()}
    assert kinds == {
        "size": "ChoiceField",
        "weight": "FloatField",
        "is_open": "BooleanField",
        "made": "DateTimeField",
        "first": "PenSerializer",
        "pens": "ListSerializer",
        "tags": "ListField",
        "extra": "DictField",
        "fields": "CharField",
    }
    assert list(fields) == list(kinds)
    assert [name for name, field in fields.items() if field.allow_null] == ["made", "first"]
    assert fields["made"].help_text == "When it was made"
    assert (BoxSerializer.__name__, BoxSerializer.__doc__) == ("CrateSerializer", "A box of pens.")


def test_it_renders_a_dataclass():
    made = datetime(2026, 1, 2, tzinfo=UTC)
    box = Box(1, 2.5, True, made, None, [Pen("red")], ("a",), {"k": 1})
    assert BoxSerializer(box).data == {
        "size": 1,
        "weight": 2.5,
        "is_open": True,
        "made": "2026-01-02T00:00:00Z",
        "first": None,
        "pens": [{"label": "red"}],
        "tags": ["a"],
        "extra": {"k": 1},
        "fields": "x",
    }


def test_a_type_without_a_field_is_an_error():
    @dataclass
    class Strange:
        shape: complex

    with pytest.raises(KeyError):
        derive(Strange)

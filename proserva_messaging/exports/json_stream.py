"""A JSON document that is written piece by piece, whatever its size."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, is_dataclass
from typing import IO, Any

from django.core.serializers.json import DjangoJSONEncoder

CLOSING = {"{": "}", "[": "]"}


class JsonStream:
    """Writes one value into a file. In an object each piece has a name, in an array none."""

    def __init__(self, file: IO[bytes]):
        self._file = file
        # The number of pieces in each open object or array.
        self._counts = [0]

    @contextmanager
    def nested(self, opening: str, name: str = "") -> Iterator[None]:
        """Write an object (`{`) or an array (`[`), whose pieces the block writes."""
        self._begin(name)
        self._put(opening)
        self._counts.append(0)
        yield
        self._counts.pop()
        self._put(CLOSING[opening])

    def write(self, value: Any, name: str = "") -> None:
        """Write a value: a dataclass, or anything that Django's JSON encoder takes."""
        self._begin(name)
        self._put(_dump(value))

    def merge(self, value: Any) -> None:
        """Write the fields of a dataclass into the open object."""
        for name, each in asdict(value).items():
            self.write(each, name)

    def _begin(self, name: str) -> None:
        if self._counts[-1]:
            self._put(",\n")
        self._counts[-1] += 1
        if name:
            self._put(f"{_dump(name)}: ")

    def _put(self, text: str) -> None:
        # A lone surrogate, which some databases store, is no character of UTF-8.
        self._file.write(text.encode("utf-8", "replace"))


def _dump(value: Any) -> str:
    plain = asdict(value) if is_dataclass(value) and not isinstance(value, type) else value
    return json.dumps(plain, ensure_ascii=False, cls=DjangoJSONEncoder)

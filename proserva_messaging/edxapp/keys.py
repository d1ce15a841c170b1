"""Course keys in their one canonical form. Every door reads keys by these functions.

A course has many names: with a branch or a version, in the old notation `slashes:`, and, if the database ignores case,
in another case. `Platform.get_roles` refuses the last kind: only the platform knows how a course is spelt.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable
from functools import wraps
from typing import Any, ParamSpec, TypeVar

from opaque_keys import InvalidKeyError
from opaque_keys.edx.keys import CourseKey
from opaque_keys.edx.locator import CourseLocator, LibraryLocator

from proserva_messaging.errors import NotFoundError

P = ParamSpec("P")
R = TypeVar("R")

# The length of the columns, here and in the platform.
MAX_LENGTH = 255


def find_course_key(key: Any) -> CourseKey | None:
    """Return the canonical key of a course: without branch and version. Return None for a key of anything else.

    Libraries and the oldest keys, which have no run, are no courses. A CCX is a course of its own.
    """
    if not isinstance(key, CourseLocator) or isinstance(key, LibraryLocator) or not key.run:
        return None
    canonical: CourseKey = key
    if key.branch is not None or key.version_guid is not None:
        canonical = key.for_branch(None).version_agnostic()
    return canonical if len(str(canonical)) <= MAX_LENGTH else None


def read_course_key(text: str) -> CourseKey:
    """Return the canonical key in a text. Raises InvalidKeyError unless it is the key of a course."""
    key = find_course_key(CourseKey.from_string(text))
    if key is None:
        raise InvalidKeyError(CourseKey, text)
    return key


def takes_course_key(function: Callable[P, R]) -> Callable[P, R]:
    """Make the function's argument `course_key` canonical. A key that is no course's raises NotFoundError; None stays.

    For functions of the Python API: callers in other apps may have a key with a branch, such as a block's.
    """
    position = list(inspect.signature(function).parameters).index("course_key")

    @wraps(function)
    def call(*args: P.args, **kwargs: P.kwargs) -> R:
        given: Any = kwargs.get("course_key") if "course_key" in kwargs else next(iter(args[position:]), None)
        key = find_course_key(given)
        if given is not None and key is None:
            raise NotFoundError
        if key is given:
            return function(*args, **kwargs)
        if "course_key" in kwargs:
            return function(*args, **{**kwargs, "course_key": key})  # type: ignore[arg-type]
        return function(*args[:position], key, *args[position + 1 :], **kwargs)  # type: ignore[arg-type]

    return call

"""What of the platform this site lacks: each name that `openedx*.py` imports, and each call it makes of one.

Both are read from the code itself, so that no list of them has to be kept.
"""

from __future__ import annotations

import ast
import inspect
from collections.abc import Iterator
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent
# Calls that the code makes through a variable, which reading it cannot follow.
ROLES = "common.djangoapps.student.roles"
UNSEEN = tuple(
    (f"{ROLES}.{name}", call)
    for name in ("CourseInstructorRole", "CourseStaffRole", "CourseLimitedStaffRole")
    for call in (("", ("course_key",)), ("users_with_role", ("self",)))
) + tuple(
    (f"{ROLES}.{name}", call)
    for name in ("OrgInstructorRole", "OrgStaffRole")
    for call in (("", ("org",)), ("users_with_role", ("self",)), ("has_user", ("self", "user")))
)


@dataclass(frozen=True)
class Call:
    """A call of a name of the platform: of itself, or of what lies under it (`objects.users_enrolled_in`)."""

    attributes: tuple[str, ...]
    positional: int
    keywords: tuple[str, ...] = ()


def find_problems(sources: list[Path] | None = None) -> list[str]:
    """Return, in words, what the platform has no longer or takes no longer. Nothing where all is well."""
    problems: list[str] = []
    for path in sources or sorted(FOLDER.glob("openedx*.py")):
        for function in _list_functions(ast.parse(path.read_text(encoding="utf-8"))):
            problems += _inspect_function(function)
    if sources is None:
        problems += [problem for place, call in UNSEEN for problem in _inspect_unseen(place, *call)]
    return list(dict.fromkeys(problems))


def _list_functions(tree: ast.Module) -> Iterator[ast.FunctionDef]:
    return (node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef))


def _inspect_function(function: ast.FunctionDef) -> Iterator[str]:
    """The platform is imported inside functions, and nothing else is."""
    for node in ast.walk(function):
        if not isinstance(node, ast.ImportFrom) or not node.module:
            continue
        for alias in node.names:
            place = f"{node.module}.{alias.name}"
            try:
                thing = _load(node.module, alias.name)
            except Exception as error:  # a module of the platform may break in its own ways
                yield f"{place} cannot be imported: {type(error).__name__}: {error}"
                continue
            for call in _list_calls(function, alias.asname or alias.name):
                yield from _inspect_call(place, thing, call)


def _load(module: str, name: str) -> Any:
    loaded = import_module(module)
    if hasattr(loaded, name):
        return getattr(loaded, name)
    try:
        return import_module(f"{module}.{name}")  # a package's module, rather than a name in it
    except ModuleNotFoundError:
        raise ImportError(f"{module} has no {name}") from None


def _list_calls(function: ast.FunctionDef, name: str) -> Iterator[Call]:
    """Yield the calls whose arguments can be counted: no `*args`, no `**options`."""
    for node in ast.walk(function):
        if not isinstance(node, ast.Call) or any(isinstance(argument, ast.Starred) for argument in node.args):
            continue
        path = _read_path(node.func)
        keywords = [keyword.arg for keyword in node.keywords]
        if path and path[0] == name and None not in keywords:
            yield Call(tuple(path[1:]), len(node.args), tuple(filter(None, keywords)))


def _read_path(node: ast.expr) -> list[str]:
    """Return the names of `a.b.c`; nothing for what begins otherwise, as the result of another call does."""
    if isinstance(node, ast.Name):
        return [node.id]
    if isinstance(node, ast.Attribute) and (path := _read_path(node.value)):
        return [*path, node.attr]
    return []


def _inspect_call(place: str, thing: Any, call: Call) -> Iterator[str]:
    for attribute in call.attributes:
        place = f"{place}.{attribute}"
        if not hasattr(thing, attribute):
            yield f"{place} is not there"
            return
        thing = getattr(thing, attribute)
    arguments, options = [None] * call.positional, dict.fromkeys(call.keywords)
    yield from _inspect_signature(place, thing, arguments, options)


def _inspect_signature(place: str, thing: Any, arguments: list, options: dict) -> Iterator[str]:
    try:
        signature = inspect.signature(thing)
    except (TypeError, ValueError):  # it tells nothing of itself
        return
    try:
        signature.bind(*arguments, **options)
    except TypeError as error:
        yield f"{place}{signature} cannot be called as before: {error}"


def _inspect_unseen(place: str, attribute: str, parameters: tuple[str, ...]) -> Iterator[str]:
    """What cannot be imported has been named already."""
    module, _, name = place.rpartition(".")
    try:
        thing = _load(module, name)
    except Exception:
        return
    yield from _inspect_call(place, thing, Call((attribute,) if attribute else (), len(parameters)))

"""Measuring: two jobs in turn, many times; and the statements of one job."""

from __future__ import annotations

import gc
from collections.abc import Callable
from dataclasses import dataclass
from statistics import median
from time import perf_counter_ns
from typing import Any

from django.db import connection

from benchmarks.operations import Operation
from benchmarks.plans import Statement, check

WARM_UP = 5
BOOKKEEPING = ("BEGIN", "COMMIT", "ROLLBACK", "SAVEPOINT", "RELEASE")


@dataclass(frozen=True)
class Result:
    """The measurements of an operation. `plan` names the index that answers it, or the problem."""

    name: str
    statements: int
    bound_statements: int
    ours_ms: float
    bound_ms: float
    index: str
    plan: str
    added_ms: float | None = None

    @property
    def is_slow(self) -> bool:
        """Return whether the operation exceeds its time limit."""
        return self.added_ms is not None and self.ours_ms - self.bound_ms > self.added_ms

    @property
    def is_astray(self) -> bool:
        """Return whether the database does not use the expected index."""
        return self.plan != self.index

    @property
    def ratio(self) -> float:
        """Return the ratio of our time to the bound's."""
        return self.ours_ms / self.bound_ms


class DifferentJobError(Exception):
    """An operation and its bound return different results, so that their times cannot be compared."""


def measure(operation: Operation, repetitions: int) -> Result:
    """Return the medians of an operation and its bound, taken in turn: A B A B."""
    ours, statements = record(operation, operation.ours)
    bound, bound_statements = record(operation, operation.bound)
    if ours != bound:
        raise DifferentJobError(f"{operation.name}: {ours!r} is not {bound!r}")
    times: tuple[list[float], list[float]] = ([], [])
    gc.collect()
    for _ in range(WARM_UP + repetitions):
        for job, taken in zip((operation.ours, operation.bound), times, strict=True):
            operation.before()
            taken.append(_time(job))
    medians = [median(taken[WARM_UP:]) for taken in times]
    plan = check(statements, operation.index, sorts=operation.sorts)
    return Result(
        operation.name, len(statements), len(bound_statements), *medians, operation.index, plan, operation.added_ms
    )


def record(operation: Operation, job: Callable[[], Any]) -> tuple[Any, list[Statement]]:
    """Run a job once. Return its result and its statements, without those that begin and end transactions."""
    statements: list[Statement] = []

    def note(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        if not sql.startswith(BOOKKEEPING):
            statements.append((sql, params))
        return execute(sql, params, many, context)

    operation.before()
    with connection.execute_wrapper(note):
        return job(), statements


def _time(job: Callable[[], Any]) -> float:
    begun = perf_counter_ns()
    job()
    return (perf_counter_ns() - begun) / 1e6

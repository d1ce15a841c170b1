"""`python -m benchmarks.broadcast`: one message to a whole course, in its own database, beside its bound.

The bound writes the same rows (a participant and a delivery for each learner) with multi-row INSERTs in chunks, through
the same driver, into the same tables, and commits after each chunk.
"""

from __future__ import annotations

import argparse
import os
import resource
import subprocess
import sys
import time
from dataclasses import dataclass
from typing import Any

import django
from django.db import connection

SIZES = (1_000, 10_000, 50_000)
HUGE = 1_000_000
WORKERS = 2
ROUNDS = 3
CHUNK = 500
HEAD = (
    "learners",
    "ours s",
    "bound s",
    "ratio",
    "statements",
    "a chunk",
    "report ms",
    "queries",
    "two workers",
    "peak MB",
)


@dataclass(frozen=True)
class Result:
    """The measurements of one size.

    `page_ms` is the time of the report's first page, `workers` how many times faster two processes are than one, and
    `peak` the process's memory in megabytes, if it was measured separately.
    """

    learners: int
    ours: float
    bound: float
    statements: int
    chunks: int
    page_ms: float
    queries: int
    workers: float
    peak: float


def main() -> int:
    """Run the benchmarks of the command line."""
    options = _parse()
    os.environ["TEST_DATABASE"] = options.database
    os.environ.setdefault("TEST_DATABASE_NAME", f"proserva_bench_{os.getpid()}")
    os.environ["DJANGO_SETTINGS_MODULE"] = "benchmarks.settings"
    django.setup()
    if options.job:
        return _do(options)
    name = connection.settings_dict["NAME"]
    connection.creation.create_test_db(verbosity=0, autoclobber=True, serialize=False)
    try:
        _measure(options)
    finally:
        connection.creation.destroy_test_db(name, verbosity=0)
    return 0


def _parse() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.broadcast", description=__doc__)
    chosen = os.environ.get("TEST_DATABASE", "sqlite")
    parser.add_argument("--database", choices=["sqlite", "mysql", "postgres"], default=chosen)
    parser.add_argument("--huge", action="store_true", help=f"also {HUGE:,} learners; many minutes")
    parser.add_argument("--sizes", type=int, nargs="*", default=list(SIZES), help="numbers of learners")
    parser.add_argument("--rounds", type=int, default=ROUNDS, help=f"measurements of each size (default {ROUNDS})")
    parser.add_argument("--job", nargs="*", default=[], help=argparse.SUPPRESS)
    options = parser.parse_args()
    options.sizes += [HUGE] if options.huge else []
    return options


def _measure(options: argparse.Namespace) -> None:
    from benchmarks import large_course  # noqa: PLC0415 (models are there only after the set-up)

    print("  ".join(HEAD))
    for size in options.sizes:
        large_course.build(size)
        result = _measure_size(options, size, options.rounds)
        print(_format(result), flush=True)
        large_course.forget()


def _measure_size(options: argparse.Namespace, size: int, rounds: int) -> Result:
    from benchmarks import large_course  # noqa: PLC0415

    if size >= HUGE:
        # Measure once, in a separate process: the memory of this one includes the data it has built.
        ours, peak = _race(options, 1)
        statements = chunks = 0
        page_ms, queries = large_course.read_report()
        return Result(size, ours, large_course.write_bound(CHUNK), statements, chunks, page_ms, queries, 0.0, peak)
    times, bounds = [], []
    for _ in range(rounds):  # A B A B
        fan_out_id = large_course.write_broadcast()
        times.append(_time(lambda each=fan_out_id: large_course.deliver(each)))  # type: ignore[misc]
        large_course.check(fan_out_id)
        bounds.append(large_course.write_bound(CHUNK))
    statements, chunks = large_course.count_statements()
    page_ms, queries = large_course.read_report()
    alone, together = [], []
    for _ in range(rounds):
        alone.append(_race(options, 1))
        together.append(_race(options, WORKERS)[0])
    gain = min(each[0] for each in alone) / min(together)
    peak = max(each[1] for each in alone)
    return Result(size, min(times), min(bounds), statements, chunks, page_ms, queries, gain, peak)


def _race(options: argparse.Namespace, workers: int) -> tuple[float, float]:
    """Return the seconds that several processes need for a broadcast together, from when all are ready, and the
    megabytes that one of them needs at most.
    """
    from benchmarks import large_course  # noqa: PLC0415

    fan_out_id = large_course.write_broadcast()
    processes = [_start(options, "deliver", str(fan_out_id)) for _ in range(workers)]
    for process in processes:
        process.stdout.readline()  # ready
    begun = time.perf_counter()
    for process in processes:
        process.stdin.write("go\n")
        process.stdin.flush()
    said = [process.stdout.readline() for process in processes]
    seconds = time.perf_counter() - begun
    for process in processes:
        process.wait(60)
    large_course.check(fan_out_id)
    return seconds, max(float(line.split()[-1]) for line in said)


def _start(options: argparse.Namespace, *job: str) -> Any:
    env = {**os.environ, "TEST_DATABASE_NAME": str(connection.settings_dict["NAME"])}
    command = [sys.executable, "-m", "benchmarks.broadcast", "--database", options.database, "--job", *job]
    return subprocess.Popen(command, env=env, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)


def _do(options: argparse.Namespace) -> int:
    """Run as one of the processes that share a broadcast."""
    from benchmarks import large_course  # noqa: PLC0415

    if connection.vendor == "sqlite":
        connection.settings_dict["NAME"] = os.environ["TEST_DATABASE_NAME"]
    connection.ensure_connection()
    print("ready", flush=True)
    sys.stdin.readline()
    large_course.deliver(int(options.job[1]))
    print("done", resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024, flush=True)
    return 0


def _time(job: Any) -> float:
    begun = time.perf_counter()
    job()
    return time.perf_counter() - begun


def _format(result: Result) -> str:
    cells = (
        f"{result.learners:,}",
        f"{result.ours:.2f}",
        f"{result.bound:.2f}",
        f"{result.ours / result.bound:.1f}",
        f"{result.statements:,}" if result.statements else "-",
        f"{result.statements / result.chunks:.1f}" if result.chunks else "-",
        f"{result.page_ms:.1f}",
        str(result.queries),
        f"{result.workers:.2f}" if result.workers else "-",
        f"{result.peak:.0f}",
    )
    return "  ".join(cell.rjust(len(head)) for cell, head in zip(cells, HEAD, strict=True))


if __name__ == "__main__":
    sys.exit(main())

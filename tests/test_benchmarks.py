"""Tests of the benchmarks: they run, here on so little data that their figures mean nothing.

They compare their results with the bounds, and exit with 1 if a result differs or an index is not used.
"""

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
SMALL = ("--threads", "50", "--colleagues", "1", "--hidden", "60", "--repeat", "1")

pytestmark = pytest.mark.checkout


@pytest.mark.parametrize(
    ("module", "arguments", "names"),
    [
        ("benchmarks", SMALL, ("inbox, page of 25", "group, add 499", "unit, a visitor")),
        ("benchmarks.broadcast", ("--sizes", "20", "--rounds", "1"), ("two workers", "      20  ")),
    ],
)
def test_each_benchmark_runs(module, arguments, names):
    command = [sys.executable, "-m", module, "--database", "sqlite", *arguments]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=300, check=False)
    assert done.returncode == 0, done.stderr
    assert [name for name in names if name not in done.stdout] == []

"""Other processes, each with its own environment and a time limit. They are ended by their ids."""

import os
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def make_environment(**more):
    """Return this process's environment without the variables of pytest and its settings, and with more."""
    ours = {name: value for name, value in os.environ.items() if not name.startswith("PYTEST_")}
    ours |= {"DJANGO_SETTINGS_MODULE": "tests.services.settings", "PYTHONUNBUFFERED": "1", "PYTHONPATH": str(ROOT)}
    return ours | {name: str(value) for name, value in more.items()}


def run(*arguments, env, stdin="", timeout=60):
    """Run Python with arguments and return its output. Fails if the exit status is not 0."""
    done = subprocess.run(
        [sys.executable, *arguments], cwd=ROOT, env=env, input=stdin, capture_output=True, text=True, timeout=timeout
    )
    # From a run of tests, show only the failures: a shortened report would show only tests that passed.
    said = done.stdout.partition("= FAILURES =")[2] or done.stdout
    assert done.returncode == 0, f"{arguments} ended with {done.returncode}\n{said[-6_000:]}\n{done.stderr[-2_000:]}"
    return done.stdout


def start(*arguments, env, log=None):
    """Start Python with arguments and return the process. Its output goes to the file `log`, or else to a pipe."""
    output = subprocess.PIPE if log is None else log
    return subprocess.Popen(
        [sys.executable, *arguments], cwd=ROOT, env=env, stdin=subprocess.PIPE, stdout=output, stderr=log, text=True
    )


def end(process, timeout=15):
    """Terminate a process, and kill it if it does not end in time."""
    if process.poll() is None:
        process.terminate()
        try:
            process.wait(timeout)
        except subprocess.TimeoutExpired:
            process.kill()
    process.wait(timeout)


def wait_for(condition, what, seconds=30):
    """Wait until a condition returns a true value, and return it. Fails after a time limit."""
    until = time.monotonic() + seconds
    while not (found := condition()):
        assert time.monotonic() < until, f"waited {seconds} s in vain: {what}"
        time.sleep(0.05)
    return found

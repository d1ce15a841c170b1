"""Other processes: started here with an environment of their own, bounded in time, ended by their own ids."""

import os
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def make_environment(**more):
    """Return this process's environment without what pytest and its settings put there, and with something more."""
    ours = {name: value for name, value in os.environ.items() if not name.startswith("PYTEST_")}
    ours |= {"DJANGO_SETTINGS_MODULE": "tests.services.settings", "PYTHONUNBUFFERED": "1", "PYTHONPATH": str(ROOT)}
    return ours | {name: str(value) for name, value in more.items()}


def run(*arguments, env, stdin="", timeout=60):
    """Run Python with arguments to its end, which must be a good one, and return what it wrote."""
    done = subprocess.run(
        [sys.executable, *arguments], cwd=ROOT, env=env, input=stdin, capture_output=True, text=True, timeout=timeout
    )
    # Of a run of tests, what failed: not the thousand that passed, which would be all that a cut report shows.
    said = done.stdout.partition("= FAILURES =")[2] or done.stdout
    assert done.returncode == 0, f"{arguments} ended with {done.returncode}\n{said[-6_000:]}\n{done.stderr[-2_000:]}"
    return done.stdout


def start(*arguments, env, log=None):
    """Start Python with arguments and return the process. What it writes goes to the file `log`, or can be read."""
    output = subprocess.PIPE if log is None else log
    return subprocess.Popen(
        [sys.executable, *arguments], cwd=ROOT, env=env, stdin=subprocess.PIPE, stdout=output, stderr=log, text=True
    )


def end(process, timeout=15):
    """End a process: politely, and after a while for good."""
    if process.poll() is None:
        process.terminate()
        try:
            process.wait(timeout)
        except subprocess.TimeoutExpired:
            process.kill()
    process.wait(timeout)


def wait_for(condition, what, seconds=30):
    """Wait until a condition holds, and return what it returned. Fails when it takes too long."""
    until = time.monotonic() + seconds
    while not (found := condition()):
        assert time.monotonic() < until, f"waited {seconds} s in vain: {what}"
        time.sleep(0.05)
    return found

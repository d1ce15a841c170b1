"""`make check`: the fast loop. Checks style, types, layers and language, and runs the tests of what changed."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
import time
from pathlib import Path

from tests.test_mirror import TESTED_IN, TESTS

ROOT = Path(__file__).parents[1]
BIN = Path(sys.executable).parent
PRODUCT = ("proserva_messaging", "xblock_message_instructor", "demo")
# Only `make test` runs these: they need more than Python, or more than a minute.
MARKS = "not browser and not contract and not services and not endurance and not tutor"
# Tests of files that are not modules: the end of a path, and the tests that read it.
READERS = {
    ".md": "tests/docs",
    ".po": "tests/test_catalogues.py",
    "pyproject.toml": "tests/test_requirements.py",
    "noxfile.py": "tests/test_tooling.py",
    ".yml": "tests/test_tooling.py",
    ".yaml": "tests/test_tooling.py",
    "Makefile": "tests/test_tooling.py",
}


def list_changed() -> set[str]:
    """Return the files that differ from the merge base with `main`: committed, changed or new."""
    base = git("merge-base", "HEAD", "main") or ["HEAD"]
    return {*git("diff", "--name-only", *base), *git("ls-files", "--others", "--exclude-standard")}


def git(*arguments: str) -> list[str]:
    """Return the lines that a git command prints; none if it fails."""
    done = subprocess.run(["git", *arguments], cwd=ROOT, capture_output=True, text=True, check=False)
    return done.stdout.split("\n")[:-1] if done.returncode == 0 else []


def find_tests(name: str) -> set[str]:
    """Return the tests of a file: itself, its mirror `test_<name>.py` and `test_<name>_*.py`, or those that read it.

    A module without a mirror has the tests that `tests/test_mirror.py` lists.
    """
    path = Path(name)
    if path.name.startswith("test_"):
        return {name} if (ROOT / path).exists() else set()
    if path.suffix == ".py" and path.parts[0] in (*PRODUCT, "tests"):
        folder = ROOT / path.parent if path.parts[0] == "tests" else ROOT / "tests" / path.parent
        stem = path.parent.name if path.stem == "__init__" else path.stem
        mirrors = [folder / f"test_{stem}.py", *folder.glob(f"test_{stem}_*.py")]
        found = {str(each.relative_to(ROOT)) for each in mirrors if each.exists()}
        return found or find_listed(path)
    return {tests for end, tests in READERS.items() if name.endswith(end)}


def find_listed(path: Path) -> set[str]:
    """Return the tests that the table of `tests/test_mirror.py` has for a module."""
    listed = TESTED_IN.get(path.relative_to(path.parts[0]).as_posix()) if path.parts[0] == PRODUCT[0] else None
    return {str((TESTS / listed).resolve().relative_to(ROOT))} if listed else set()


def name_database() -> str:
    """Return the file of the kept test database. It has a new name whenever a migration changes."""
    digest = hashlib.sha256()
    for path in sorted(ROOT.glob("proserva_messaging/migrations/*.py")) + sorted(ROOT.glob("demo/*/migrations/*.py")):
        digest.update(path.read_bytes())
    return str(ROOT / ".nox" / "databases" / f"{digest.hexdigest()[:12]}.sqlite3")


def make_commands(changed: set[str]) -> list[list[str]]:
    """Return the commands of the loop, the quickest first."""
    tests = sorted(set().union(*map(find_tests, changed)))
    return [
        [str(BIN / "ruff"), "check", "."],
        [str(BIN / "ruff"), "format", "--check", "."],
        [sys.executable, "-m", "tests.english"],
        [str(BIN / "lint-imports"), "--no-cache"],
        [str(BIN / "mypy")],
        *([[sys.executable, "-m", "pytest", "-n", "2", "-m", MARKS, *tests]] if tests else []),
    ]


def main() -> int:
    """Run all commands, even if one fails; print the time and return the exit status."""
    began = time.monotonic()
    changed = list_changed()
    untested = sorted(name for name in changed if name.startswith(PRODUCT[:2]) and not find_tests(name))
    failed, env = [], {**os.environ, "TEST_DATABASE_KEPT": name_database()}
    for command in make_commands(changed):
        print("$", " ".join([Path(command[0]).name, *command[1:]]), flush=True)
        if subprocess.run(command, cwd=ROOT, env=env, check=False).returncode not in (0, 5):  # 5: no test was selected
            failed.append(" ".join(command[:3]))
    if untested:
        print(f"Changed, without tests of the same name: {', '.join(untested)}")
    result = f"FAILED: {', '.join(failed)}" if failed else "passed"
    print(f"{result}, {time.monotonic() - began:.0f} s")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())

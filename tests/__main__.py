"""`python -m tests`: everything that this machine can run, and what was left out. With CI=true nothing may be.

Arguments name the steps to run (`python -m tests lint python`); without any, all are.
"""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path

from tests import releases

ROOT = Path(__file__).parents[1]
FRONTEND = ROOT / "frontend"
SCRIPTS = [ROOT / "static" / "proserva_messaging" / name for name in ("proserva.js", "proserva-more.js")]
CHROMIUM = os.environ.get("CHROMIUM", "/usr/bin/chromium")
SERVICES = {"MariaDB": 3306, "PostgreSQL": 5432, "Redis": 6379}

# A file's tests share a campus; of two at once each has a browser of its own.
TWO_CAMPUSES = ("-n", "2", "--dist", "loadfile")


@dataclass(frozen=True)
class Step:
    """A part of the tests: its commands, and what tells why this machine cannot run them (nothing where it can).

    What the commands return, if anything, is what could not be tested although the rest passed.
    """

    name: str
    run: Callable[[], str | None]
    why_not: Callable[[], str] = lambda: ""


def call(*command: str, cwd: Path = ROOT, **environment: str) -> None:
    """Run a command. Raises CalledProcessError where it fails."""
    print("$", " ".join(command), flush=True)
    subprocess.run(command, cwd=cwd, check=True, env={**os.environ, **environment})


def python(*arguments: str) -> None:
    """Run a module with this interpreter."""
    call(sys.executable, "-m", *arguments)


def pytest(*arguments: str) -> None:
    """Run some of the Python tests."""
    python("pytest", "--durations=5", *arguments)


def pytest_spread(*arguments: str) -> None:
    """Run some of the Python tests on several processors at once: those that start nothing of their own."""
    pytest("-n", "auto", "--maxprocesses", "8", *arguments)


def lint() -> None:
    """Check style, types, the house's layers, and that the migrations are complete."""
    python("ruff", "check", ".")
    python("ruff", "format", "--check", ".")
    python("mypy")
    call(str(Path(sys.executable).with_name("lint-imports")), "--no-cache")
    call(sys.executable, "demo/manage.py", "makemigrations", "--check", "--dry-run")
    annotations()


def annotations() -> None:
    """Check that every model says what it keeps of people (OEP-30), and every event what it tells."""
    tool = str(Path(sys.executable).with_name("code_annotations"))
    models = ("--config_file", ".pii_annotations.yml", "--app_name", "proserva_messaging", "--lint", "--coverage")
    call(tool, "django_find_annotations", *models, DJANGO_SETTINGS_MODULE="demo.settings_test", PYTHONPATH=str(ROOT))
    events = Path(str(files("code_annotations"))) / "contrib" / "config" / "openedx_events_annotations.yaml"
    source = ("--source_path", "proserva_messaging/signals.py", "--no_report")
    call(tool, "static_find_annotations", "--config_file", str(events), *source, "--lint")


def test_releases() -> str:
    """Run the tests on the wheel, with the pins of each release whose Python is here."""
    python(*releases.make_command())
    missing = releases.list_missing()
    return f"not tested: {'; '.join(missing)}" if missing else ""


def no_interpreter() -> str:
    """Tell why no release can be tested."""
    return "" if releases.find_interpreters() else "; ".join(releases.list_missing())


def frontend() -> None:
    """Check the front end, and that the committed scripts are what its sources make."""
    call("npm", "ci", "--no-audit", "--no-fund", cwd=FRONTEND)
    for script in ("typecheck", "test"):
        call("npm", "run", script, cwd=FRONTEND)
    committed = {script: script.read_bytes() for script in SCRIPTS}
    for script in ("build", "size"):
        call("npm", "run", script, cwd=FRONTEND)
    changed = [str(script.relative_to(ROOT)) for script in SCRIPTS if script.read_bytes() != committed[script]]
    if changed:
        raise SystemExit(f"Not what the sources make: {', '.join(changed)}. Commit what `npm run build` made.")


def no_node() -> str:
    """Tell why the front end's tests cannot run."""
    missing = [name for name in ("node", "npm") if not shutil.which(name)]
    return f"{' and '.join(missing)} not found" if missing else ""


def no_chromium() -> str:
    """Tell why the browser tests cannot run."""
    return "" if Path(CHROMIUM).exists() else f"no Chromium at {CHROMIUM} (set CHROMIUM to where it is)"


def no_services() -> str:
    """Tell why the tests of services cannot run."""
    silent = [name for name, port in SERVICES.items() if not is_listening(port)]
    if silent:
        return f"{', '.join(silent)} not running on 127.0.0.1"
    requirements = ("pip", "install", "--quiet", "--disable-pip-version-check", "-r", "tests/requirements-services.txt")
    installed = subprocess.run(
        [sys.executable, "-m", *requirements], cwd=ROOT, check=False, capture_output=True, text=True
    )
    return f"drivers cannot be installed: {installed.stderr.strip()[-300:]}" if installed.returncode else ""


def is_listening(port: int) -> bool:
    """Tell whether something answers on a port of this machine."""
    with socket.socket() as connection:
        connection.settimeout(1)
        return connection.connect_ex(("127.0.0.1", port)) == 0


STEPS = (
    Step("lint", lint),
    Step("python", lambda: pytest_spread("-m", "not browser and not services and not tutor")),
    Step("releases", test_releases, no_interpreter),
    Step("frontend", frontend, no_node),
    Step("tutor", lambda: pytest("-m", "tutor")),  # with the front end's type checker, so after it
    Step("browser", lambda: pytest("-m", "browser", *TWO_CAMPUSES), no_chromium),
    Step("services", lambda: pytest("-m", "services"), no_services),
)


def main(names: list[str]) -> int:
    """Run the steps, all of them even where one fails; return the exit status."""
    unknown = set(names) - {step.name for step in STEPS}
    if unknown:
        raise SystemExit(f"No such step: {', '.join(sorted(unknown))}. There are: {', '.join(s.name for s in STEPS)}.")
    lines = [run(step) for step in STEPS if not names or step.name in names]
    print("\n" + "\n".join(lines))
    is_ci = os.environ.get("CI", "").lower() == "true"
    bad = [line for line in lines if line.startswith("FAILED") or (is_ci and line.startswith("LEFT OUT"))]
    return 1 if bad else 0


def run(step: Step) -> str:
    """Run one step and return the line that says how it went."""
    began = time.monotonic()
    print(f"\n=== {step.name}", flush=True)
    reason = step.why_not()
    if reason:
        return f"LEFT OUT  {step.name}: {reason}"
    try:
        remark = step.run()
    except subprocess.CalledProcessError as error:
        return f"FAILED    {step.name}: {' '.join(map(str, error.cmd))}"
    except SystemExit as error:
        return f"FAILED    {step.name}: {error}"
    took = f"passed    {step.name}, {time.monotonic() - began:.0f} s"
    return f"{took}; {remark}" if remark else took


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

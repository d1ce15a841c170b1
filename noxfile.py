"""`make test`: each session is a step, and the summary at the end says which were skipped and why.

`make test STEPS="lint python"` runs some steps. A step is skipped if the machine lacks something it needs; with CI=true
that is a failure.
"""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
from functools import cache
from importlib.resources import files
from pathlib import Path

import nox

ROOT = Path(__file__).parent
FRONTEND = ROOT / "frontend"
SCRIPTS = [ROOT / "static" / "proserva_messaging" / name for name in ("proserva.js", "proserva-more.js")]
CHROMIUM = os.environ.get("CHROMIUM", "/usr/bin/chromium")
SERVICES = {"MariaDB": 3306, "PostgreSQL": 5432, "Redis": 6379}
RELEASES = {"teak": "3.11", "ulmo": "3.11", "verawood": "3.12"}
# The database that the tests of a release run on, if it runs here; otherwise, and for the rest, it is SQLite.
DATABASES = {"teak": ("mysql", "MariaDB"), "ulmo": ("postgres", "PostgreSQL")}
IS_CI = os.environ.get("CI", "").lower() == "true"

nox.needs_version = ">=2025.2"
nox.options.sessions = [
    "lint",
    "python",
    "releases",
    "frontend",
    "tutor",
    "browser",
    "services",
    "contract",
    "endurance",
]
nox.options.error_on_missing_interpreters = IS_CI

# Most steps run in the environment that nox itself runs in, which `make` keeps up to date.
here = nox.session(python=False)


def skip(session: nox.Session, reason: str) -> None:
    """End a step that this machine cannot run. In CI, that is a failure."""
    (session.error if IS_CI else session.skip)(reason)


def run(session: nox.Session, *command: str, **environment: str) -> None:
    """Run a command of the environment; `python` is its interpreter."""
    program = shutil.which(command[0], path=Path(sys.executable).parent) or command[0]
    session.run(program, *command[1:], env=environment, external=True)


def pytest(session: nox.Session, *arguments: str) -> None:
    """Run some of the Python tests. Arguments after `--` are passed on."""
    run(session, "python", "-m", "pytest", "--durations=5", *arguments, *session.posargs)


@here
def lint(session: nox.Session) -> None:
    """Check style, types, layers, language and annotations, and that no migration is missing."""
    run(session, "ruff", "check", ".")
    run(session, "ruff", "format", "--check", ".")
    run(session, "python", "-m", "tests.english")
    run(session, "mypy")
    run(session, "lint-imports", "--no-cache")
    run(session, "python", "demo/manage.py", "makemigrations", "--check", "--dry-run")
    # Every model states which personal data it holds (OEP-30), and every event what it is for.
    settings = {"DJANGO_SETTINGS_MODULE": "demo.settings_test", "PYTHONPATH": str(ROOT)}
    models = ("--config_file", ".pii_annotations.yml", "--app_name", "proserva_messaging", "--lint", "--coverage")
    run(session, "code_annotations", "django_find_annotations", *models, **settings)
    events = str(files("code_annotations") / "contrib" / "config" / "openedx_events_annotations.yaml")
    source = ("--source_path", "proserva_messaging/signals.py", "--no_report", "--lint")
    run(session, "code_annotations", "static_find_annotations", "--config_file", events, *source)


@here
def python(session: nox.Session) -> None:
    """Run the Python tests that need nothing but Python, on several processors."""
    marks = "not browser and not contract and not services and not endurance and not tutor"
    pytest(session, "-n", "auto", "--maxprocesses", "8", "-m", marks)


def find_python(version: str) -> str:
    """Return the interpreter of pyenv for a version, or else the version, for nox to search.

    The command of pyenv on the path answers only for the versions that are switched on.
    """
    found = sorted(Path.home().glob(f".pyenv/versions/{version}.*/bin/python{version}"))
    return str(found[-1]) if found else version


@nox.session
@nox.parametrize("python,release", [(find_python(version), name) for name, version in RELEASES.items()], ids=RELEASES)
def releases(session: nox.Session, release: str) -> None:
    """Run the tests on the wheel, installed with the pins of a release of Open edX, each release on one database."""
    constraint = ("--constraint", str(ROOT / "constraints" / f"{release}.txt"))
    session.install("--quiet", "--requirement", "tests/requirements-releases.txt", *constraint)
    session.install("--quiet", "--force-reinstall", "--no-deps", build_wheel())
    session.install("--quiet", build_wheel(), *constraint)
    copy = copy_tests(session)
    session.chdir(copy)
    session.env.update(PYTHONWARNINGS="ignore", DEMO_VAR=str(copy / "campus"), **use_database(session, release))
    session.run("python", "-c", "import proserva_messaging as ours; assert 'site-packages' in ours.__file__")
    session.run("python", "demo/manage.py", "check")
    session.run("python", "demo/manage.py", "makemigrations", "--check", "--dry-run")
    # Files directly in tests/ look at the checkout.
    others = ("browser", "contract", "services", "endurance")
    ignored = (*(f"--ignore=tests/{name}" for name in others), "--ignore-glob=tests/test_*.py")
    options = ("-n", "auto", "--maxprocesses", "8", *ignored, "--ignore-glob=*test_catalog.py")
    session.run("python", "-m", "pytest", "-m", "not tutor and not checkout", *options, *session.posargs)


def copy_tests(session: nox.Session) -> Path:
    """Copy the tests to a folder that has no package beside it, so that they import the wheel. Return the folder."""
    copy = Path(session.create_tmp()) / "copy"
    shutil.rmtree(copy, ignore_errors=True)
    for name in ("demo", "docs", "tests"):
        shutil.copytree(ROOT / name, copy / name)
    for name in ("pyproject.toml", "README.md"):
        shutil.copy(ROOT / name, copy)
    return copy


def use_database(session: nox.Session, release: str) -> dict[str, str]:
    """Install the driver of a release's database. Return the environment that chooses it; {} is SQLite."""
    engine, server = DATABASES.get(release, ("sqlite", ""))
    if server and is_listening(SERVICES[server]):
        session.install("--quiet", "--requirement", "tests/requirements-databases.txt")
        return {"TEST_DATABASE": engine, "TEST_DATABASE_NAME": f"proserva_{release}"}
    if server and IS_CI:
        session.error(f"{server} not running on 127.0.0.1")
    session.log(f"The tests run on SQLite{f', as {server} is not running' if server else ''}.")
    return {}


@cache
def build_wheel() -> str:
    """Build the sdist, and the wheel from it; return the path of the wheel."""
    target = ROOT / ".nox" / "dist"
    shutil.rmtree(target, ignore_errors=True)
    subprocess.run([sys.executable, "-m", "build", "--no-isolation", "--outdir", target], cwd=ROOT, check=True)
    return str(next(target.glob("*.whl")))


@here
def frontend(session: nox.Session) -> None:
    """Check the front end, and that the committed scripts are what its sources make."""
    if missing := [name for name in ("node", "npm") if not shutil.which(name)]:
        skip(session, f"{' and '.join(missing)} not found")
    session.chdir(FRONTEND)
    run(session, "npm", "ci", "--no-audit", "--no-fund")
    for script in ("lint", "manifest", "typecheck", "test"):
        run(session, "npm", "run", script, "--if-present")
    committed = {script: script.read_bytes() for script in SCRIPTS}
    for script in ("build", "size"):
        run(session, "npm", "run", script)
    if changed := [script.name for script in SCRIPTS if script.read_bytes() != committed[script]]:
        session.error(f"{', '.join(changed)} changed: commit the result of `npm run build`")


@here
def tutor(session: nox.Session) -> None:
    """Test the Tutor plugin by running Tutor. Uses the type checker that the front end's step installs."""
    pytest(session, "-m", "tutor")


@here
def browser(session: nox.Session) -> None:
    """Test in Chromium. The tests of a file share a campus; two files run at a time."""
    if not Path(CHROMIUM).exists():
        skip(session, f"no Chromium at {CHROMIUM} (set CHROMIUM to its path)")
    pytest(session, "-m", "browser", "-n", "2", "--dist", "loadfile")


@here
def services(session: nox.Session) -> None:
    """Test with MariaDB, PostgreSQL and Redis."""
    if silent := [name for name, port in SERVICES.items() if not is_listening(port)]:
        skip(session, f"{', '.join(silent)} not running on 127.0.0.1")
    install_drivers(session)
    pytest(session, "-m", "services")


@here
def endurance(session: nox.Session) -> None:
    """Kill, starve and load a site with real services, in a short form. `make endurance` runs the whole one."""
    if silent := [name for name, port in SERVICES.items() if not is_listening(port)]:
        skip(session, f"{', '.join(silent)} not running on 127.0.0.1")
    install_drivers(session)
    pytest(session, "-m", "endurance")


def install_drivers(session: nox.Session) -> None:
    """Install the drivers of the services, or end the step."""
    pip = ("-m", "pip", "install", "--quiet", "--disable-pip-version-check", "-r", "tests/requirements-services.txt")
    installed = subprocess.run([sys.executable, *pip], check=False, capture_output=True, text=True)
    if installed.returncode:
        skip(session, f"drivers cannot be installed: {installed.stderr.strip()[-300:]}")


@here
def contract(session: nox.Session) -> None:
    """Hold the REST API against its OpenAPI document, on PostgreSQL and MariaDB. `make contract` looks longer."""
    databases = {"postgres": SERVICES["PostgreSQL"], "mysql": SERVICES["MariaDB"]}
    if not all(map(is_listening, databases.values())):
        skip(session, "PostgreSQL or MariaDB not running on 127.0.0.1")
    install_drivers(session)
    # The two people side by side, each with a database of their own.
    options = ("-m", "contract", "-n", "2")
    for name in databases:
        run(session, "python", "-m", "pytest", *options, *session.posargs, TEST_DATABASE=name)


def is_listening(port: int) -> bool:
    """Return whether a server listens on a port of this machine."""
    with socket.socket() as connection:
        connection.settimeout(1)
        return connection.connect_ex(("127.0.0.1", port)) == 0

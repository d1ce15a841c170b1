"""The releases of Open edX that tox.ini tests, and which interpreters this machine has for them."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

ENVIRONMENTS = {"3.11": ("py311-teak", "py311-ulmo"), "3.12": ("py312-verawood",)}
IS_USABLE = "import sys, sqlite3, ssl; sys.exit('%d.%d' % sys.version_info[:2] != '{}')"


def find_interpreters() -> dict[str, str]:
    """Return, by version, an interpreter that runs, for each version that a release wants and this machine has."""
    found = {version: next(_list_usable(version), "") for version in ENVIRONMENTS}
    return {version: path for version, path in found.items() if path}


def list_missing() -> list[str]:
    """Return what cannot be tested here, and why, in words."""
    found = find_interpreters()
    return [
        f"{', '.join(names)} (no Python {version})" for version, names in ENVIRONMENTS.items() if version not in found
    ]


def make_command() -> list[str]:
    """Return the arguments for tox: the environments whose interpreter is there, and where it is."""
    found = find_interpreters()
    names = [name for version in found for name in ENVIRONMENTS[version]]
    return ["tox", "run-parallel", "--parallel", "auto", "-e", ",".join(names), "--discover", *found.values()]


def _list_usable(version: str) -> Iterator[str]:
    on_path = shutil.which(f"python{version}")
    # pyenv's command on the path answers for its chosen versions only; another may be installed all the same.
    under_pyenv = sorted(Path.home().glob(f".pyenv/versions/{version}*/bin/python{version}"))
    for candidate in [on_path, *map(str, under_pyenv)]:
        if candidate and _is_usable(candidate, version):
            yield candidate


def _is_usable(path: str, version: str) -> bool:
    try:
        asked = subprocess.run([path, "-c", IS_USABLE.format(version)], capture_output=True, check=False, timeout=30)
    except (OSError, subprocess.TimeoutExpired):
        return False
    return asked.returncode == 0

"""Reads the tree's Markdown pages, and looks up the names in them."""

import re
import subprocess
from functools import cache
from importlib import import_module
from pathlib import Path

ROOT = Path(__file__).parents[2]
CODE = re.compile(r"`([^`\n]+)`")


@cache
def list_files():
    """Return the paths of the tree's files."""
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard"]
    listed = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    return [name for name in listed.stdout.splitlines() if (ROOT / name).is_file()]


@cache
def read_prose(name):
    """Return a page without its fenced code."""
    return re.sub(r"(?ms)^\s*```.*?^\s*```$", "", (ROOT / name).read_text(encoding="utf-8"))


def list_anchors(name):
    """Return the anchors of a page's headings, as GitHub creates them."""
    headings = re.findall(r"(?m)^#+ (.+)$", read_prose(name))
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


def list_modules():
    """Return the names of the modules and packages directly in proserva_messaging."""
    inner = {name.split("/")[1] for name in list_files() if name.startswith("proserva_messaging/")}
    return {name.removesuffix(".py") for name in inner} - {"__init__", "py.typed"}


def resolves(dotted):
    """Return whether a dotted name below proserva_messaging is a module, or an attribute of one."""
    parts = dotted.split(".")
    for length in range(len(parts), 0, -1):
        try:
            found = import_module(".".join(["proserva_messaging", *parts[:length]]))
        except ModuleNotFoundError:
            continue
        for part in parts[length:]:
            if not hasattr(found, part):
                return False
            found = getattr(found, part)
        return True
    return False

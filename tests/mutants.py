"""`make mutants`: change the code in small ways with mutmut, and count how many of the changes the tests notice.

Arguments name the modules to check; the default is all. mutmut works in a copy of the checkout. mutants.toml lists the
mutants that survive for a reason; they do not count.
"""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Collection
from pathlib import Path

ROOT = Path(__file__).parents[1]
COPIES = ROOT / ".nox" / "mutants"
ACCEPTED = ROOT / "tests" / "mutants.toml"
# The lowest score of a module that passes, in per cent.
THRESHOLD = 95
CHILDREN = 2
STORE, DELIVERY = "tests/proserva_messaging/store", "tests/proserva_messaging/delivery"
# Modules of the product, and the tests that must notice a change.
MODULES = {
    "store.permissions": [f"{STORE}/test_permissions.py", f"{STORE}/test_permissions_matrix.py::RuleTests"],
    "store.visibility": [f"{STORE}/test_visibility_rules.py"],
    "store.rendering": [f"{STORE}/test_rendering.py", f"{STORE}/test_rendering_preview.py"],
    "store.writer": [f"{STORE}/test_writer.py", f"{STORE}/test_rendering.py", f"{STORE}/test_dialect.py"],
    "store.addresses": [f"{STORE}/test_addresses.py"],
    "store.merge_fields": [f"{STORE}/test_merge_fields.py"],
    "store.merge_values": [f"{STORE}/test_merge_values.py", f"{STORE}/test_faults.py"],
    "delivery.ledger": [f"{DELIVERY}/test_ledger.py"],
    "delivery.fanout": [
        f"{DELIVERY}/test_fanout_changes.py",
        f"{DELIVERY}/test_fanout_steps.py",
        f"{DELIVERY}/test_fanout.py::FanOutTests",
    ],
}
# With "fork", workers inherit a finished test run, and hypothesis refuses to repeat its tests. Tests of hypothesis are
# left out: they would take minutes to shrink what they found. The tables are created without migrations, which is
# faster.
SETTINGS = """
[tool.mutmut]
source_paths = ["proserva_messaging"]
only_mutate = ["proserva_messaging/{path}.py"]
also_copy = ["demo", "docs", "static", "templates", "xblock_message_instructor"]
pytest_add_cli_args = ["--nomigrations", "-m", "not hypothesis"]
pytest_add_cli_args_test_selection = {tests}
process_isolation = "forkserver"
"""
# Each worker has a database of its own, in memory: all inherit the name of one file. mutmut does not copy the links in
# the package, such as the one to the templates.
OVERRIDES = """
DATABASES["default"] |= {"NAME": ":memory:", "TEST": {"NAME": None}}
TEMPLATES[0]["DIRS"].append(Path(__file__).parents[1] / "templates")
"""
LINE = re.compile(r"^\s*(\S+__mutmut_\d+): (.+?)\s*$", re.MULTILINE)
# What identifies a mutant in mutants.toml: numbers change with each edit of the module.
Mutant = tuple[str, str, str]


def copy_tree(module: str) -> Path:
    """Copy the files that git knows or would add to a fresh folder, with the settings for a module; return it."""
    copy = COPIES / module
    shutil.rmtree(copy, ignore_errors=True)
    listed = ["git", "ls-files", "--cached", "--others", "--exclude-standard"]
    for name in subprocess.run(listed, cwd=ROOT, capture_output=True, text=True, check=True).stdout.splitlines():
        if not name.startswith("frontend/") and (ROOT / name).exists():
            (copy / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(ROOT / name, copy / name, follow_symlinks=False)
    with (copy / "pyproject.toml").open("a", encoding="utf-8") as settings:
        settings.write(SETTINGS.format(path=module.replace(".", "/"), tests=json.dumps(MODULES[module])))
    with (copy / "demo" / "settings_test.py").open("a", encoding="utf-8") as settings:
        settings.write(OVERRIDES)
    return copy


def call_mutmut(copy: Path, *arguments: str) -> str:
    """Run mutmut in a copy; return its output."""
    mutmut = str(Path(sys.executable).with_name("mutmut"))
    done = subprocess.run([mutmut, *arguments], cwd=copy, check=False, capture_output=True, text=True)
    return done.stdout + done.stderr


def run(module: str) -> dict[str, str]:
    """Run mutmut over a module; return the outcome of each mutant: killed, survived, no tests, timeout …"""
    copy = copy_tree(module)
    said = call_mutmut(copy, "run", "--max-children", str(CHILDREN))
    outcomes = dict(LINE.findall(call_mutmut(copy, "results", "--all", "true")))
    if not outcomes or set(outcomes.values()) == {"not checked"}:
        raise SystemExit(f"mutmut did not run over {module}:\n{said[-2000:]}")
    return outcomes


def read_mutant(name: str, diff: str) -> Mutant:
    """Return the function of a mutant, and the lines without and with the change, from mutmut's diff of it."""
    lines = {
        sign: " ".join(line[1:].strip() for line in diff.splitlines() if line[:1] == sign and line[:3] != sign * 3)
        for sign in "-+"
    }
    return name.partition("__mutmut_")[0], lines["-"], lines["+"]


def read_accepted() -> dict[Mutant, str]:
    """Return the reason of each accepted survivor."""
    entries = tomllib.loads(ACCEPTED.read_text(encoding="utf-8")).get("mutant", [])
    return {(each["function"], each["old"], each["new"]): each["reason"] for each in entries}


def list_survivors(module: str, outcomes: dict[str, str]) -> list[Mutant]:
    """Return the mutants that no test noticed."""
    names = [name for name, outcome in outcomes.items() if outcome not in ("killed", "timeout")]
    return [read_mutant(name, call_mutmut(COPIES / module, "show", name)) for name in names]


def judge(total: int, survivors: list[Mutant], accepted: Collection[Mutant]) -> tuple[float, list[Mutant]]:
    """Return the score in per cent, without the accepted mutants, and the survivors that are not accepted."""
    missed = [mutant for mutant in survivors if mutant not in accepted]
    counted = total - (len(survivors) - len(missed))
    return 100 * (1 - len(missed) / counted) if counted else 100, missed


def show(mutant: Mutant) -> str:
    """Return a mutant as mutants.toml lists it, with an empty reason."""
    entry = zip(("function", "old", "new", "reason"), (*mutant, ""), strict=True)
    return "\n[[mutant]]\n" + "\n".join(f"{key} = {json.dumps(value, ensure_ascii=False)}" for key, value in entry)


def main(names: list[str]) -> int:
    """Print the score and the survivors of each module. Return 1 if a score is below the threshold."""
    if unknown := set(names) - set(MODULES):
        raise SystemExit(f"No such module: {', '.join(sorted(unknown))}. There are: {', '.join(MODULES)}.")
    accepted = read_accepted()
    scores = {}
    for module in names or MODULES:
        outcomes = run(module)
        survivors = list_survivors(module, outcomes)
        scores[module], missed = judge(len(outcomes), survivors, accepted)
        print(
            f"{module}: {scores[module]:.1f} % of {len(outcomes)}, {len(survivors)} survived",
            f"of which {len(survivors) - len(missed)} are accepted",
            sep=", ",
        )
        print(*map(show, missed), sep="\n", flush=True)
    return 1 if min(scores.values()) < THRESHOLD else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

"""`python -m tests.english`: counts words and turns of phrase that make our English read like a translation.

The counts are per 10,000 words of docstrings, comments, docs and UI texts. `--list` prints each place.
CONTRIBUTING.md explains the groups.
"""

from __future__ import annotations

import argparse
import ast
import io
import re
import subprocess
import sys
import tokenize
from collections.abc import Iterator
from pathlib import Path

import polib

ROOT = Path(__file__).parents[1]
# The most that a group may have, per 10,000 words of all kinds together.
LIMIT = 3
SKIPPED = re.compile(r"(^|/)(migrations|node_modules|static|locale/(?!de/))|^tests/english\.py|^CONTRIBUTING\.md")

SUBJECT = r"(?:it|they|there|he|she|one|nobody|somebody|anybody|everybody|no one|someone|anyone|everyone)"
GROUPS = {
    "somebody, nobody …": re.compile(r"\b(?:some|no|every|any)body(?:'s)?\b", re.IGNORECASE),
    "whom, whoever": re.compile(r"\bwho(?:m|ever|mever)\b", re.IGNORECASE),
    'where for "if"': re.compile(rf"\bwhere {SUBJECT}\b", re.IGNORECASE),
    "tell, told": re.compile(r"\b(?:tells?|told)\b", re.IGNORECASE),
    'paragraph opens with "What"': re.compile(r"(?:\A|\n\s*\n)[\s#>*-]*What\b(?!.*\?\s*$)", re.MULTILINE),
    'docstring opens with "Let"': re.compile(r"\ALet\b"),
}
ANY_KIND = set(list(GROUPS)[:4])
OPENINGS = {"docstrings": set(list(GROUPS)[4:]), "comments": set(), "docs": {list(GROUPS)[4]}, "UI texts": set()}

# A text, the kind it is of, and its place: path and line.
Text = tuple[str, str, str, int]


def read_python(name: str, source: str) -> Iterator[Text]:
    """Yield the docstrings and comments of a Python file."""
    documented = (ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, documented) and (docstring := ast.get_docstring(node)):
            yield docstring, "docstrings", name, node.body[0].lineno
    for token in tokenize.generate_tokens(io.StringIO(source).readline):
        if token.type == tokenize.COMMENT:
            yield token.string.lstrip("#!: "), "comments", name, token.start[0]


def read_typescript(name: str, source: str) -> Iterator[Text]:
    """Yield the comments of a TypeScript file. An address in a string is not one."""
    for found in re.finditer(r"/\*+(.*?)\*/|(?:^|[\s;{}(),])//([^\n]*)", source, re.DOTALL):
        text = re.sub(r"(?m)^\s*\*", "", found[1]) if found[1] is not None else found[2]
        yield text.strip(), "comments", name, source.count("\n", 0, found.start()) + 1


def read_markdown(name: str, source: str) -> Iterator[Text]:
    """Yield the paragraphs of a page, without its code."""
    prose = re.sub(r"(?ms)^```.*?^```|`[^`\n]*`", lambda code: "\n" * code[0].count("\n"), source)
    for found in re.finditer(r"(?s)\S.*?(?=\n\s*\n|\Z)", prose):
        yield found[0], "docs", name, prose.count("\n", 0, found.start()) + 1


def read_catalogue(name: str, source: str) -> Iterator[Text]:
    """Yield the English texts of a catalogue."""
    for entry in polib.pofile(source):
        for text in filter(None, (entry.msgid, entry.msgid_plural)):
            yield text, "UI texts", name, entry.linenum


READERS = {".py": read_python, ".ts": read_typescript, ".md": read_markdown, ".po": read_catalogue}


def read_tree() -> Iterator[Text]:
    """Yield the texts of all files that git knows or would add. All catalogues have the same English; one is read."""
    listed = ["git", "ls-files", "--cached", "--others", "--exclude-standard"]
    names = subprocess.run(listed, cwd=ROOT, capture_output=True, text=True, check=True).stdout.splitlines()
    for name in sorted(set(names)):
        reader, path = READERS.get(Path(name).suffix), ROOT / name
        if reader and path.is_file() and not SKIPPED.search(name):
            yield from reader(name, path.read_text(encoding="utf-8"))


def find_places(texts: list[Text]) -> Iterator[tuple[str, str, str]]:
    """Yield each place of each group: group, kind, and the place with the words found."""
    for text, kind, name, line in texts:
        for group in ANY_KIND | OPENINGS[kind]:
            for found in GROUPS[group].finditer(text):
                start = line + text.count("\n", 0, found.end())
                around = " ".join(text[max(found.start() - 30, 0) : found.end() + 40].split())
                yield group, kind, f"{name}:{start}: {around}"


def main() -> int:
    """Print the counts, and with --list the places. Return 1 if a group is above the limit."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--list", action="store_true", help="print each place")
    texts = list(read_tree())
    places = list(find_places(texts))
    words = {kind: sum(len(text.split()) for text, of, _, _ in texts if of == kind) for kind in OPENINGS}
    if parser.parse_args().list:
        print("\n".join(f"{place}  [{group}]" for group, _, place in sorted(places)))
    print(f"{'per 10,000 words':30}", *(f"{kind:>12}" for kind in words), f"{'all':>8}")
    rates = {}
    for group in GROUPS:
        counts = [sum(1 for of, where, _ in places if (of, where) == (group, kind)) for kind in words]
        rates[group] = sum(counts) * 10_000 / sum(words.values())
        shown = [f"{count * 10_000 / max(total, 1):12.1f}" for count, total in zip(counts, words.values(), strict=True)]
        print(f"{group:30}", *shown, f"{rates[group]:8.1f}")
    above = [group for group, rate in rates.items() if rate > LIMIT]
    if above:
        print(f"Above the limit of {LIMIT}: {'; '.join(above)}")
    return 1 if above else 0


if __name__ == "__main__":
    sys.exit(main())

"""`python -m tests.catalogues` (`make messages`): update the catalogues of all languages from the sources.

Translations are kept, texts that are gone are removed, and new texts are added without a translation; a test fails
until they have one. Babel is not used: its JavaScript extractor misses 134 of the 464 texts of the TypeScript sources.
"""

from __future__ import annotations

import ast
import json
import re
import sys
from collections.abc import Iterator
from pathlib import Path

import polib

ROOT = Path(__file__).parents[1]
LOCALES = ROOT / "proserva_messaging" / "locale"
PYTHON = ("proserva_messaging", "xblock_message_instructor")
TEMPLATES = ("templates", "xblock_message_instructor/templates")
ONE = {"_", "gettext", "gettext_lazy", "gettext_noop", "ugettext"}
MANY = {"ngettext", "ngettext_lazy", "ungettext"}
TYPESCRIPT = re.compile(r'\b(n?gettext)\(\s*("(?:[^"\\]|\\.)*")(?:\s*,\s*("(?:[^"\\]|\\.)*"))?')
QUOTED = r"""u?(?:'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*")"""
TEMPLATE = re.compile(rf"\bn?gettext\({QUOTED}(?:,\s*{QUOTED},\s*\w+)?\)")

# A text and its plural, if any.
Text = tuple[str, str]


def read_python(path: Path) -> Iterator[Text]:
    """Yield the texts of a Python file."""
    yield from _read_calls(path.read_text(encoding="utf-8"))


def _read_calls(source: str) -> Iterator[Text]:
    for node in ast.walk(ast.parse(source)):
        if not isinstance(node, ast.Call):
            continue
        name = getattr(node.func, "attr", getattr(node.func, "id", ""))
        words = [each.value for each in node.args[:2] if isinstance(each, ast.Constant) and isinstance(each.value, str)]
        if name in ONE and words:
            yield words[0], ""
        elif name in MANY and len(words) == 2:
            yield words[0], words[1]


def read_template(path: Path) -> Iterator[Text]:
    """Yield the texts of a Django template."""
    from django.utils.translation.template import templatize  # noqa: PLC0415 (needs settings)

    for call in TEMPLATE.findall(templatize(path.read_text(encoding="utf-8"))):
        yield from _read_calls(call)


def read_typescript(path: Path) -> Iterator[Text]:
    """Yield the texts of a TypeScript file."""
    for name, one, many in TYPESCRIPT.findall(path.read_text(encoding="utf-8")):
        yield json.loads(one), json.loads(many) if name == "ngettext" else ""


def read_sources(domain: str) -> dict[Text, list[str]]:
    """Return the texts of a domain, each with its files, in the order of the files."""
    if domain == "djangojs":
        found = sorted((ROOT / "frontend" / "src").rglob("*.ts"))
        files = [(path, read_typescript) for path in found if not path.name.endswith(".test.ts")]
    else:
        files = [(path, read_python) for folder in PYTHON for path in sorted((ROOT / folder).rglob("*.py"))]
        shown = (path for folder in TEMPLATES for path in sorted((ROOT / folder).rglob("*")) if path.is_file())
        files += [(path, read_template) for path in shown]
    texts: dict[Text, list[str]] = {}
    for path, read in files:
        name = path.relative_to(ROOT).as_posix()
        for text in read(path):
            places = texts.setdefault(text, [])
            if name not in places:
                places.append(name)
    return texts


def renew(path: Path) -> str:
    """Write a catalogue with the texts of the sources and the translations that it had. Return a summary."""
    old = polib.pofile(str(path))
    known = {(entry.msgid, entry.msgid_plural): entry for entry in old}
    new = polib.POFile(wrapwidth=110)
    new.metadata = old.metadata
    for (one, many), places in read_sources(path.stem).items():
        before = known.get((one, many)) or polib.POEntry()
        flags = ["python-format"] if "%(" in one else []
        forms = {"msgid_plural": many, "msgstr_plural": before.msgstr_plural or {0: ""}} if many else {}
        occurrences = [(place, "") for place in places]
        new.append(polib.POEntry(msgid=one, msgstr=before.msgstr, flags=flags, occurrences=occurrences, **forms))
    new.save(str(path))
    new.save_as_mofile(str(path.with_suffix(".mo")))
    missing = len(new.untranslated_entries())
    return f"{len(new)} texts, {missing} of them not translated"


if __name__ == "__main__":
    from django.conf import settings

    settings.configure()
    for each in sorted(LOCALES.glob("*/LC_MESSAGES/*.po")):
        sys.stdout.write(f"{each.relative_to(ROOT)}: {renew(each)}\n")

"""The corpus: ordinary and odd messages in many languages and scripts, and the pieces that odd ones are made of.

Each file in `texts/` is a list of bodies; those named after a language are messages in it.
"""

import json
from pathlib import Path

ROOT = Path(__file__).parent


def read_texts(name: str) -> list[str]:
    """Return the bodies in one file."""
    return json.loads((ROOT / "texts" / f"{name}.json").read_text("utf-8"))


def list_languages() -> list[str]:
    """Return the languages that have messages."""
    return sorted(path.stem for path in (ROOT / "texts").glob("*.json") if len(path.stem) == 2)


def read_pieces() -> list[str]:
    """Return marks, their neighbours, and whole constructs of the dialect."""
    return json.loads((ROOT / "pieces.json").read_text("utf-8"))


def read_toolbar() -> list[dict[str, str]]:
    """Return the buttons of the composer: the text, what is selected, the result, and a part of its HTML."""
    return json.loads((ROOT / "toolbar.json").read_text("utf-8"))

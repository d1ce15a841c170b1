"""Searches for texts that take too long to render: `python -m tests.slow_texts --minutes 10`.

It repeats, joins and nests pieces of the corpus up to the longest message, keeps the slowest texts, and changes these
further. It prints the slowest, and fails if one takes more than the limit. `--seed` repeats a run. The tests of the
suite compare how the time grows with the length, for each piece and some pairs.
"""

from __future__ import annotations

import argparse
import random
import sys
import time
from collections.abc import Iterable

from proserva_messaging.store.rendering import make_preview, render
from tests.corpus import read_pieces

LENGTH = 20_000
# Processor time, of the machine that the search runs on.
LIMIT_MS = 50.0
# Texts that are kept to be changed, and shown at the end.
KEPT = 20
USERNAMES = frozenset({"lena", "noor", "l_f_2"})


def repeat(pieces: Iterable[str], length: int = LENGTH) -> str:
    """Return the pieces repeated to a length."""
    unit = "".join(pieces)
    return (unit * (length // len(unit) + 1))[:length]


def nest(pieces: list[str], length: int = LENGTH) -> str:
    """Return a text that opens with one piece again and again, and then closes with each other one."""
    return "".join(repeat([piece], length // len(pieces)) for piece in pieces)


def pile(pieces: list[str], length: int = LENGTH) -> str:
    """Return lines that have one more of the pieces each."""
    unit, lines, size = "".join(pieces), list[str](), 0
    while size < length:
        lines.append(unit * (len(lines) + 1))
        size += len(lines[-1]) + 1
    return "\n".join(lines)[:length]


FORMS = (repeat, nest, pile)


def measure(text: str, attempts: int = 3) -> float:
    """Return the milliseconds of the processor for a text and its preview: the least of some attempts."""
    least = float("inf")
    for _ in range(attempts):
        start = time.process_time()
        make_preview(render(text, USERNAMES).html)
        least = min(least, (time.process_time() - start) * 1000)
    return least


def search(seconds: float, seed: int, pieces: list[str]) -> list[tuple[float, str, tuple[str, ...]]]:
    """Return the slowest texts found: the milliseconds, the form, and the pieces."""
    chance, until = random.Random(seed), time.monotonic() + seconds
    slowest: list[tuple[float, str, tuple[str, ...]]] = []
    while time.monotonic() < until:
        form, chosen = chance.choice(FORMS), chance.choices(pieces, k=chance.randint(1, 4))
        if slowest and chance.random() < 0.5:
            chosen = list(chance.choice(slowest)[2])
            chosen[chance.randrange(len(chosen))] = chance.choice(pieces)
        text = form(chosen)
        spent = measure(text, attempts=1)
        # A second look only at what may be slow: another process may have slowed this one down.
        if spent > LIMIT_MS / 2:
            spent = min(spent, measure(text))
        slowest = sorted({*slowest, (spent, form.__name__, tuple(chosen))}, reverse=True)[:KEPT]
    return slowest


def main() -> int:
    """Search, print the slowest texts, and return the exit status."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--minutes", type=float, default=1)
    parser.add_argument("--seed", type=int, default=random.randrange(10**6))
    options = parser.parse_args()
    print(f"Seed {options.seed}")
    slowest = search(options.minutes * 60, options.seed, read_pieces())
    for spent, form, pieces in slowest:
        print(f"{spent:7.1f} ms  {form} {list(pieces)!r}")
    return int(slowest[0][0] > LIMIT_MS)


if __name__ == "__main__":
    sys.exit(main())

"""The table of results."""

from __future__ import annotations

from benchmarks.measure import Result

HEAD = ("operation", "queries", "bound's", "ours ms", "bound ms", "ratio", "index")


def make_rows(results: list[Result]) -> list[tuple[str, ...]]:
    """Return the table's rows as text."""
    return [
        (
            each.name,
            str(each.statements),
            str(each.bound_statements),
            f"{each.ours_ms:.2f}",
            f"{each.bound_ms:.2f}",
            f"{each.ratio:.1f}",
            each.plan,
        )
        for each in results
    ]


def format_table(results: list[Result], *, markdown: bool) -> str:
    """Return the table with aligned columns, or as Markdown."""
    rows = [HEAD, *make_rows(results)]
    widths = [max(len(row[column]) for row in rows) for column in range(len(HEAD))]
    lines = [_format_row(row, widths, markdown) for row in rows]
    rule = ["-" * width if column in (0, 6) else "-" * (width - 1) + ":" for column, width in enumerate(widths)]
    lines.insert(1, _format_row(tuple(rule), widths, markdown) if markdown else "")
    return "\n".join(lines)


def _format_row(row: tuple[str, ...], widths: list[int], markdown: bool) -> str:
    # Text is aligned left, figures right.
    cells = [
        text.ljust(width) if column in (0, 6) else text.rjust(width)
        for column, (text, width) in enumerate(zip(row, widths, strict=True))
    ]
    return f"| {' | '.join(cells)} |" if markdown else "  ".join(cells).rstrip()

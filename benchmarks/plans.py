"""Query plans: checks that the database answers statements with the indexes meant for them."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from django.db import connection

Statement = tuple[str, Any]
PREFIX = "proserva_messaging_"


@dataclass
class Plan:
    """The plan of one statement: the indexes it uses, the tables it scans completely, and whether it sorts."""

    indexes: set[str] = field(default_factory=set)
    scans: set[str] = field(default_factory=set)
    sorts: bool = False


def check(statements: list[Statement], index: str, *, sorts: bool) -> str:
    """Return `index` (which may be empty), or the problem: the statements do not use it, or sort although it gives the
    order (allowed with `sorts`), or scan a whole table.
    """
    plans = [explain(*each) for each in statements if each[0].lstrip().startswith("SELECT")]
    used = set().union(*(plan.indexes for plan in plans))
    scans = set().union(*(plan.scans for plan in plans))
    wrong = []
    if index and index not in used:
        others = ", ".join(sorted(name for name in used if "proserva" in name))
        wrong.append(f"NOT {index} but {others or 'none'}")
    # An index must give a page's order: a sort reads all rows of a person.
    if not sorts and any(plan.sorts for plan in plans if index in plan.indexes):
        wrong.append("sorts")
    wrong += [f"reads all of {table.removeprefix(PREFIX)}" for table in sorted(scans) if table.startswith(PREFIX)]
    return "; ".join(wrong) or index


def explain(sql: str, params: Any) -> Plan:
    """Return the plan of a statement."""
    readers = {"sqlite": _explain_sqlite, "mysql": _explain_mysql, "postgresql": _explain_postgresql}
    return readers[connection.vendor](sql, params)


def _fetch(words: str, sql: str, params: Any) -> list[tuple]:
    with connection.cursor() as cursor:
        cursor.execute(f"{words} {sql}", params)
        return cursor.fetchall()


def _explain_sqlite(sql: str, params: Any) -> Plan:
    plan = Plan()
    for *_ids, detail in _fetch("EXPLAIN QUERY PLAN", sql, params):
        words = detail.split()
        if "INDEX" in words:
            plan.indexes.add(words[words.index("INDEX") + 1])
        elif words[0] == "SCAN":
            plan.scans.add(words[1])
        plan.sorts |= detail == "USE TEMP B-TREE FOR ORDER BY"
    return plan


def _explain_mysql(sql: str, params: Any) -> Plan:
    plan = Plan()
    for row in _fetch("EXPLAIN", sql, params):
        _id, _select, table, kind, _possible, key, _length, _ref, _rows, extra = row
        if key:
            plan.indexes.add(key)
        if kind in ("ALL", "index"):
            plan.scans.add(table)
        plan.sorts |= "filesort" in (extra or "")
    return plan


def _explain_postgresql(sql: str, params: Any) -> Plan:
    plan = Plan()
    # It rightly scans tables of a few pages; here the plan without such scans matters.
    with connection.cursor() as cursor:
        cursor.execute("SET enable_seqscan = off")
        [[document]] = _fetch("EXPLAIN (FORMAT JSON)", sql, params)
        cursor.execute("RESET enable_seqscan")
    document = json.loads(document) if isinstance(document, str) else document
    for node in _walk(document[0]["Plan"]):
        if "Index Name" in node:
            plan.indexes.add(node["Index Name"])
        if node["Node Type"] == "Seq Scan":
            plan.scans.add(node["Relation Name"])
        plan.sorts |= node["Node Type"] == "Sort"
    return plan


def _walk(node: dict[str, Any]) -> Iterator[dict[str, Any]]:
    yield node
    for child in node.get("Plans", ()):
        yield from _walk(child)

"""System checks of the database: its tables and its connection take every character."""

from __future__ import annotations

from typing import Any

from django.core.checks import CheckMessage, Tags, Warning, register

from proserva_messaging.store.charsets import get_connection_charset, list_narrow_tables

ID = "proserva_messaging.W025"
CHARACTERS = "emoji and other characters that take four bytes in UTF-8"
CONVERT = "ALTER TABLE {} CONVERT TO CHARACTER SET utf8mb4;"


@register("proserva_messaging", Tags.database)
def check_charset(app_configs: Any, databases: Any = None, **_kwargs: Any) -> list[CheckMessage]:
    """Warn about MySQL tables, and a connection, of another character set than utf8mb4.

    Runs with `check --database default` only, because it queries the database: two queries.
    """
    if not databases:
        return []
    found: list[CheckMessage] = []
    if tables := list_narrow_tables():
        message = f"{len(tables)} tables cannot store {CHARACTERS}."
        hint = f"Back up the database, then run: {' '.join(map(CONVERT.format, tables))}"
        found.append(Warning(message, hint=hint, id=ID))
    if get_connection_charset() != "utf8mb4":
        message = f"The connection to the database does not carry {CHARACTERS}."
        found.append(Warning(message, hint='Set "charset": "utf8mb4" in the OPTIONS of the database.', id=ID))
    return found

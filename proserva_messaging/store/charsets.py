"""Characters that the database cannot store, such as an emoji in a MySQL table with the older `utf8mb3`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from django.db import DatabaseError, connection

# MySQL: 1366 names the bytes. The others compare a text with a column: two character sets that do not mix, or a text
# that the column's set cannot express (MySQL 8).
CANNOT_STORE, CANNOT_COMPARE = 1366, {1267, 1270, 1271, 3854, 3988}
# PostgreSQL: no equivalent in the encoding of the database.
UNTRANSLATABLE = "22P05"
BYTES = re.compile(r"(?:(?:\\x|0x)[0-9A-Fa-f]{2} ?)+")
# The first character of four bytes in UTF-8.
FOUR_BYTES = 0x10000
TABLES = """
SELECT DISTINCT table_name FROM information_schema.columns
WHERE table_schema = DATABASE() AND table_name LIKE 'proserva%%' AND character_set_name <> 'utf8mb4'
ORDER BY table_name
"""


def find_unstorable(error: BaseException, written: Any = None) -> str | None:
    """Return the character that a database error is about, or None if it is about something else.

    `written` is the input of the failed request, in dicts and lists: MySQL does not name the character if it could not
    compare one.
    """
    if not isinstance(error, DatabaseError):
        return None
    number = error.args[0] if error.args else None
    # psycopg 3 and 2 name the code of an error differently.
    codes = [getattr(error.__cause__, name, None) for name in ("sqlstate", "pgcode")]
    if number == CANNOT_STORE or UNTRANSLATABLE in codes:
        return _read_character(str(error.args[-1]))
    return next(_list_long(written), None) if number in CANNOT_COMPARE else None


def list_narrow_tables() -> list[str]:
    """Return the product's MySQL tables with texts in another character set than utf8mb4. One query, none elsewhere."""
    if connection.vendor != "mysql":
        return []
    with connection.cursor() as cursor:
        cursor.execute(TABLES)
        return [name for (name,) in cursor.fetchall()]


def get_connection_charset() -> str:
    """Return the character set of the connection to MySQL; that of the others takes all characters. At most a query."""
    if connection.vendor != "mysql":
        return "utf8mb4"
    with connection.cursor() as cursor:
        cursor.execute("SELECT @@character_set_connection")
        return str(cursor.fetchone()[0])


def _read_character(message: str) -> str | None:
    """Return the character whose bytes an error's message begins to list, or None."""
    found = BYTES.search(message)
    if not found:
        return None
    digits = re.sub(r"\\x|0x| ", "", found[0])
    return bytes.fromhex(digits).decode("utf-8", "ignore")[:1] or None


def _list_long(written: Any) -> Iterator[str]:
    """Yield the characters of four bytes in a value, and in the values that it holds."""
    if isinstance(written, dict):
        written = list(written.values())
    if isinstance(written, list | tuple):
        for each in written:
            yield from _list_long(each)
    elif isinstance(written, str):
        yield from (character for character in written if ord(character) >= FOUR_BYTES)

"""`python -m benchmarks`: create a campus in its own database, measure, print one table, drop the database."""

from __future__ import annotations

import argparse
import os
import sys
import time

import django
from django.db import connection

MODERATE, HUGE = 1_000, 10_000


def main() -> int:
    """Run the benchmarks of the command line. Return 1 if a statement does not use its index."""
    options = _parse()
    os.environ["TEST_DATABASE"] = options.database
    os.environ.setdefault("TEST_DATABASE_NAME", f"proserva_bench_{os.getpid()}")
    os.environ["DJANGO_SETTINGS_MODULE"] = "benchmarks.settings"
    django.setup()
    name = connection.settings_dict["NAME"]
    connection.creation.create_test_db(verbosity=0, autoclobber=True, serialize=False)
    try:
        return _run(options)
    finally:
        connection.creation.destroy_test_db(name, verbosity=0)


def _parse() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    chosen = os.environ.get("TEST_DATABASE", "sqlite")
    parser.add_argument("--database", choices=["sqlite", "mysql", "postgres"], default=chosen)
    parser.add_argument("--threads", type=int, default=MODERATE, help=f"the person's threads (default {MODERATE})")
    parser.add_argument("--huge", dest="threads", action="store_const", const=HUGE, help=f"{HUGE} threads")
    parser.add_argument("--colleagues", type=int, default=10, help="other users with as many threads (default 10)")
    parser.add_argument("--hidden", type=int, default=100_000, help="hidden messages in a group (default 100,000)")
    parser.add_argument("--repeat", type=int, default=150, help="measurements of each operation (default 150)")
    parser.add_argument("--only", default="", metavar="NAME", help="measure only operations with this in their name")
    parser.add_argument("--markdown", action="store_true", help="print only the table, as Markdown")
    options = parser.parse_args()
    if options.threads < 50 or options.repeat < 1 or options.colleagues < 0:
        parser.error("at least 50 threads and 1 repetition")
    return options


def _run(options: argparse.Namespace) -> int:
    # These import models, which need the set-up.
    from benchmarks import campus, groups, measure, operations, report, units  # noqa: PLC0415

    begun = time.monotonic()
    newcomers = 2 * (options.repeat + measure.WARM_UP + 1)
    built = campus.build(options.threads, newcomers, options.colleagues)
    large = groups.build(built, options.hidden)
    _analyze()
    if not options.markdown:
        print(f"{_server()}: a person with {built.threads:,} threads and {built.messages:,} messages")
        print(f"(built in {time.monotonic() - begun:.0f} s; median of {options.repeat})\n")
    measured = [*operations.get_operations(built), *groups.get_operations(large), *units.get_operations()]
    results = [measure.measure(each, options.repeat) for each in measured if options.only in each.name]
    print(report.format_table(results, markdown=options.markdown))
    astray = [each.name for each in results if each.is_astray]
    if astray:
        print(f"\nNot by the index that is meant for it: {', '.join(astray)}", file=sys.stderr)
    slow = [f"{each.name} (by {each.ours_ms - each.bound_ms:.1f} ms)" for each in results if each.is_slow]
    if slow:
        print(f"\nSlower than was promised: {', '.join(slow)}", file=sys.stderr)
    # A long time alone is not an error: a busy machine exceeds every limit.
    return 1 if astray else 0


def _analyze() -> None:
    """Update the planner's statistics. Servers do so by themselves sooner or later; SQLite does not."""
    words = {"postgresql": "VACUUM ANALYZE {}", "mysql": "ANALYZE TABLE {}"}.get(connection.vendor)
    if words is None:
        return
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(words.format(connection.ops.quote_name(table)))
            cursor.fetchall() if connection.vendor == "mysql" else None


def _server() -> str:
    version = ".".join(map(str, connection.get_database_version()))
    if connection.vendor == "mysql" and connection.mysql_is_mariadb:
        return f"MariaDB {version}"
    return f"{connection.display_name} {version}"


if __name__ == "__main__":
    sys.exit(main())

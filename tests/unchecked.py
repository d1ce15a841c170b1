"""Rows that the database forbids: what an older version, a restored backup or a person with SQL may have left."""

from contextlib import contextmanager

from django.db import connection
from django.db.models import CheckConstraint


@contextmanager
def unchecked(model):
    """Write without the check constraints of a model. What is written then stays, the constraints hold again."""
    switches = {"sqlite": "PRAGMA ignore_check_constraints = {}", "mysql": "SET check_constraint_checks = {}"}
    switch = switches.get(connection.vendor)
    if switch:
        off, on = ("ON", "OFF") if connection.vendor == "sqlite" else ("0", "1")
        execute(switch.format(off))
        try:
            yield
        finally:
            execute(switch.format(on))
    else:
        constraints = [each for each in model._meta.constraints if isinstance(each, CheckConstraint)]
        alter(model, [f"DROP CONSTRAINT {each.name}" for each in constraints])
        yield
        # NOT VALID: the rows that are there are not checked, each later write is.
        with connection.schema_editor(collect_sql=True) as editor:
            alter(model, [f"ADD {each.constraint_sql(model, editor)} NOT VALID" for each in constraints])


def alter(model, clauses):
    """Change a table of PostgreSQL inside a test's transaction."""
    execute("SET CONSTRAINTS ALL IMMEDIATE")
    execute(f"ALTER TABLE {connection.ops.quote_name(model._meta.db_table)} {', '.join(clauses)}")


def execute(sql, *params):
    """Run a statement, as a person with a database console does."""
    with connection.cursor() as cursor:
        cursor.execute(sql, params or None)

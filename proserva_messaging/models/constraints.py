"""Constraints: what the database itself forbids. The migration 0012 and `manage.py proserva_check` add them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import django
from django.db import DatabaseError, connections, models
from django.db.migrations.operations.base import Operation
from django.db.models import CheckConstraint, Q, UniqueConstraint

# MySQL and MariaDB copy a table to add a check, and block its writers meanwhile: 50,000 rows take about a second.
MOST_ROWS_COPIED = 50_000
VALID = "AND convalidated"


def must(name: str, condition: Any) -> CheckConstraint:
    """Return a check constraint. Django renamed the argument."""
    argument = "condition" if django.VERSION >= (5, 1) else "check"
    return CheckConstraint(**{argument: condition, "name": name})


def get_condition(constraint: CheckConstraint) -> Q:
    """Return the condition of a check constraint."""
    named: Any = constraint
    condition: Q = named.condition if hasattr(named, "condition") else named.check
    return condition


def one_of(name: str, choices: Iterable[str]) -> Q:
    """Return the condition that a field has one of these values."""
    return Q(**{f"{name}__in": sorted(str(each) for each in choices)})


def find_missing(model: type[models.Model], using: str = "default") -> list[Any]:
    """Return the constraints of a model that its table lacks, or that PostgreSQL has not validated."""
    present = _list_present(model, using, VALID)
    return [each for each in model._meta.constraints if each.name not in present]


def _list_present(model: type[models.Model], using: str, condition: str = "") -> set[str]:
    connection = connections[using]
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            # Not by introspection, which also lists an index that was not completed.
            sql = f"SELECT conname FROM pg_constraint WHERE conrelid = %s::regclass {condition}"  # noqa: S608 (our own)
            cursor.execute(sql, [connection.ops.quote_name(model._meta.db_table)])
            return {name for (name,) in cursor.fetchall()}
        return set(connection.introspection.get_constraints(cursor, model._meta.db_table))


def add_missing(editor: Any, model: type[models.Model], *, even_if_large: bool = False) -> list[str]:
    """Add the constraints that a table lacks, and return why some could not be added, as text.

    Writers wait for an instant only: PostgreSQL builds and validates while they write, and a large table of MySQL or
    MariaDB is left out unless `even_if_large`. A constraint that existing rows break is left out, on PostgreSQL only
    its validation. Call it outside a transaction, except on SQLite.
    """
    using = editor.connection.alias
    missing = find_missing(model, using)
    if not missing:
        return []
    if editor.connection.vendor == "postgresql":
        return [text for each in missing if (text := _add_on_postgresql(editor, model, each))]
    broken = {each.name: text for each in missing if (text := _describe_broken(model, each, using))}
    sound = [each for each in missing if each.name not in broken]
    if editor.connection.vendor == "sqlite":
        _rebuild(editor, model, sound)
        return list(broken.values())
    return [*_add_on_mysql(editor, model, sound, even_if_large), *broken.values()]


def _describe_broken(model: type[models.Model], constraint: Any, using: str) -> str:
    rows = model._base_manager.using(using)
    if isinstance(constraint, UniqueConstraint):
        filled = rows.filter(**{f"{name}__isnull": False for name in constraint.fields}).order_by()
        found = filled.values(*constraint.fields).annotate(number=models.Count("pk")).filter(number__gt=1)
    else:
        found = rows.exclude(get_condition(constraint))
    return _ask_for_repair(model, constraint) if found.exists() else ""


def _ask_for_repair(model: type[models.Model], constraint: Any) -> str:
    return (
        f"{constraint.name} was not added, because rows of {model._meta.db_table} break it. "
        "Run `manage.py proserva_check --repair --constraints`."
    )


def _add_on_postgresql(editor: Any, model: type[models.Model], constraint: Any) -> str:
    quote, table = editor.quote_name, editor.quote_name(model._meta.db_table)
    name = quote(constraint.name)
    try:
        if isinstance(constraint, UniqueConstraint):
            columns = _list_columns(editor, model, constraint)
            # An earlier run may have been interrupted.
            editor.execute(f"DROP INDEX CONCURRENTLY IF EXISTS {name}")
            editor.execute(f"CREATE UNIQUE INDEX CONCURRENTLY {name} ON {table} ({columns})")
            editor.execute(f"ALTER TABLE {table} ADD CONSTRAINT {name} UNIQUE USING INDEX {name}")
        else:
            if constraint.name not in _list_present(model, editor.connection.alias):
                editor.execute(f"{constraint.create_sql(model, editor)} NOT VALID")
            editor.execute(f"ALTER TABLE {table} VALIDATE CONSTRAINT {name}")
    except DatabaseError:
        if isinstance(constraint, UniqueConstraint):
            editor.execute(f"DROP INDEX IF EXISTS {name}")
        if not _describe_broken(model, constraint, editor.connection.alias):
            raise
        return _ask_for_repair(model, constraint)
    return ""


def _list_columns(editor: Any, model: type[models.Model], constraint: UniqueConstraint) -> str:
    fields: list[Any] = [model._meta.get_field(each) for each in constraint.fields]
    return ", ".join(editor.quote_name(each.column) for each in fields)


def _rebuild(editor: Any, model: type[models.Model], added: Sequence[Any]) -> None:
    """Rebuild a table of SQLite with these constraints and those that it has."""
    wanted, missing = (
        list(model._meta.constraints),
        {each.name for each in find_missing(model, editor.connection.alias)},
    )
    names = {each.name for each in added}
    model._meta.constraints = [each for each in wanted if each.name in names or each.name not in missing]
    try:
        editor._remake_table(model)
    finally:
        model._meta.constraints = wanted


def _add_on_mysql(editor: Any, model: type[models.Model], added: Sequence[Any], even_if_large: bool) -> list[str]:
    """Add all constraints of a table in one statement each kind: unique ones online, checks by one copy of it."""
    quote, table = editor.quote_name, editor.quote_name(model._meta.db_table)
    for each in added:
        if isinstance(each, UniqueConstraint):
            columns = _list_columns(editor, model, each)
            unique = f"ADD CONSTRAINT {quote(each.name)} UNIQUE ({columns})"
            editor.execute(f"ALTER TABLE {table} {unique}, ALGORITHM=INPLACE, LOCK=NONE")
    checks = [each for each in added if isinstance(each, CheckConstraint)]
    if not checks or not editor.connection.features.supports_table_check_constraints:
        return []
    rows = model._base_manager.using(editor.connection.alias).order_by("pk").values_list("pk")
    if not even_if_large and rows[MOST_ROWS_COPIED : MOST_ROWS_COPIED + 1]:
        names = ", ".join(each.name for each in checks)
        return [
            f"{names}: not added, because {model._meta.db_table} is large and its writers would wait. "
            "Run `manage.py proserva_check --constraints` in a quiet hour."
        ]
    parts = ", ".join(f"ADD {each.constraint_sql(model, editor)}" for each in checks)
    editor.execute(f"ALTER TABLE {table} {parts}")
    return []


class AddConstraints(Operation):
    """Add constraints to a model as `add_missing` does, and print which could not be added. Never fails for data."""

    reduces_to_sql = False

    def __init__(self, model_name: str, constraints: Sequence[Any]):
        self.model_name, self.constraints = model_name, constraints

    def state_forwards(self, app_label: str, state: Any) -> None:
        """Add the constraints to the state."""
        for each in self.constraints:
            state.add_constraint(app_label, self.model_name.lower(), each)

    def database_forwards(self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any) -> None:
        """Add those that the table lacks."""
        model = to_state.apps.get_model(app_label, self.model_name)
        if self.allow_migrate_model(schema_editor.connection.alias, model):
            for text in add_missing(schema_editor, model):
                print(f"\n    {text}", end="")  # noqa: T201 (as migrations do)

    def database_backwards(self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any) -> None:
        """Remove those that the table has."""
        model = from_state.apps.get_model(app_label, self.model_name)
        present = _list_present(model, schema_editor.connection.alias)
        for each in self.constraints:
            if each.name in present:
                schema_editor.remove_constraint(model, each)

    def describe(self) -> str:
        """Return what `migrate` prints."""
        return f"Add constraints to {self.model_name}"

"""Fields get plain names. Their columns keep the old ones: no statement runs, and both versions of the code work."""

from django.db import migrations, models

FIELDS = (
    ("announcement", "settle_at", "reconcile_at", lambda: models.DateTimeField(db_column="settle_at", null=True)),
    ("fanout", "attended", "last_active", lambda: models.DateTimeField(db_column="attended", null=True)),
    ("fanout", "watched", "heartbeat_at", lambda: models.DateTimeField(db_column="watched", null=True)),
    ("fanout", "with_places", "with_participants", lambda: models.BooleanField(db_column="with_places", default=True)),
    ("threadcohort", "in_step", "synced", lambda: models.BooleanField(db_column="in_step", default=False)),
)

INDEX = "proserva_unsettled"


def in_state(operation):
    """Return an operation that changes Django's picture of the table only: the index stays as it is."""
    return migrations.SeparateDatabaseAndState(state_operations=[operation])


class Migration(migrations.Migration):
    dependencies = [("proserva_messaging", "0009_email_pause")]

    operations = [
        in_state(migrations.RemoveIndex("announcement", INDEX)),
        *(
            operation
            for model, old, new, make_field in FIELDS
            for operation in (migrations.AlterField(model, old, make_field()), migrations.RenameField(model, old, new))
        ),
        in_state(migrations.AddIndex("announcement", models.Index(fields=["reconcile_at"], name=INDEX))),
    ]

"""Nullable columns only: instant on MariaDB, MySQL 8 and PostgreSQL, whatever the number of rows.

The only new index is on the templates, of which a course has 200 at most.
"""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('proserva_messaging', '0010_plain_names'),
    ]

    operations = [
        migrations.AddField(
            model_name='attachment',
            name='idempotency_fingerprint',
            field=models.CharField(editable=False, max_length=64, null=True),
        ),
        migrations.AddField(
            model_name='broadcast',
            name='idempotency_fingerprint',
            field=models.CharField(editable=False, max_length=64, null=True),
        ),
        migrations.AddField(
            model_name='broadcasttemplate',
            name='idempotency_digest',
            field=models.CharField(editable=False, max_length=64, null=True, unique=True),
        ),
        migrations.AddField(
            model_name='broadcasttemplate',
            name='idempotency_fingerprint',
            field=models.CharField(editable=False, max_length=64, null=True),
        ),
        migrations.AddField(
            model_name='message',
            name='idempotency_fingerprint',
            field=models.CharField(editable=False, max_length=64, null=True),
        ),
    ]

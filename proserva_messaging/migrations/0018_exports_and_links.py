import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

from proserva_messaging.models.constraints import AddConstraints, must


class Migration(migrations.Migration):
    # PostgreSQL builds and validates constraints outside a transaction.
    atomic = False

    dependencies = [
        ('proserva_messaging', '0017_retention_and_hold'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='LinkRevocation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('before', models.DateTimeField()),
                ('user', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='proserva__+', to=settings.AUTH_USER_MODEL)),
            ],
        ),
        migrations.CreateModel(
            name='Export',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('state', models.CharField(choices=[('waiting', 'Waiting'), ('ready', 'Ready')], default='waiting', max_length=8)),
                ('file', models.CharField(blank=True, max_length=255)),
                ('size', models.PositiveBigIntegerField(default=0)),
                ('left_out', models.PositiveIntegerField(default=0)),
                ('created', models.DateTimeField(default=django.utils.timezone.now)),
                ('leased', models.DateTimeField(default=django.utils.timezone.now)),
                ('attempts', models.PositiveSmallIntegerField(default=0)),
                ('ready_at', models.DateTimeField(null=True)),
                ('notified_at', models.DateTimeField(null=True)),
                ('expires', models.DateTimeField(db_index=True)),
                ('idempotency_digest', models.CharField(editable=False, max_length=64, null=True, unique=True)),
                ('idempotency_fingerprint', models.CharField(editable=False, max_length=64, null=True)),
                ('user', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='proserva__+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'indexes': [models.Index(fields=['state', 'leased'], name='proserva_export_due')],
            },
        ),
        AddConstraints('export', [
            must('proserva_export_state', models.Q(('state__in', ['ready', 'waiting']))),
            must('proserva_ready_file', models.Q(('state', 'waiting'), models.Q(('file', ''), _negated=True), _connector='OR')),
        ]),
    ]

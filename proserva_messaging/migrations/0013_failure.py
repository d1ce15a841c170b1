from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('proserva_messaging', '0012_constraints'),
    ]

    operations = [
        migrations.CreateModel(
            name='Failure',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(max_length=16)),
                ('key', models.BigIntegerField()),
                ('error', models.CharField(max_length=100)),
                ('attempts', models.PositiveIntegerField(default=0)),
                ('since', models.DateTimeField()),
                ('last', models.DateTimeField()),
                ('due', models.DateTimeField()),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('kind', 'key'), name='proserva_failure_once')],
            },
        ),
    ]

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('proserva_messaging', '0020_preferred_name'),
    ]

    operations = [
        migrations.AddField(
            model_name='fanout',
            name='turns',
            field=models.JSONField(null=True),
        ),
    ]

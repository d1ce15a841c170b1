import django.utils.timezone
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [("campus", "0002_organization_role")]

    operations = [
        migrations.AddField(
            model_name="blockstate",
            name="modified",
            field=models.DateTimeField(auto_now=True, default=django.utils.timezone.now),
            preserve_default=False,
        ),
    ]

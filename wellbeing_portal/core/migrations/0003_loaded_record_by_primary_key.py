"""Ties a loaded record to its file by primary key, and keeps what it said."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("core", "0002_index_change")]

    operations = [
        migrations.AddField("loadedrecord", "record", models.BigIntegerField(null=True)),
        migrations.AddField("loadedrecord", "state", models.JSONField(null=True)),
    ]

"""Drops what told an edit before the whole state of a loaded record was kept."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("core", "0003_loaded_record_by_primary_key")]

    operations = [migrations.RemoveField("loadedrecord", "state_digest")]

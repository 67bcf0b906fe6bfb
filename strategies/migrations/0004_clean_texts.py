"""Takes out of stored texts what no text holds and XML cannot be written with."""

from typing import Any

from django.db import migrations

from wellbeing_portal.core.text.stored import clean_stored


def clean(apps: Any, schema_editor: Any) -> None:
    clean_stored(apps, "strategies")


class Migration(migrations.Migration):
    dependencies = [("strategies", "0003_history_names_accounts")]

    operations = [migrations.RunPython(clean, migrations.RunPython.noop, elidable=True)]

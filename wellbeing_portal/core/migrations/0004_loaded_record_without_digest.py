"""Drops what told an edit before the whole state of a loaded record was kept.

An app may still have to find the records of its ties, and to ask the digest whether a curator has
edited them. Where none has been found yet the digest is put by in the state, which is empty then.
"""

from typing import Any

from django.db import migrations


def put_by(apps: Any, schema_editor: Any) -> None:
    ties = apps.get_model("core", "LoadedRecord").objects.using(schema_editor.connection.alias)
    if ties.filter(record__isnull=False).exists():
        return
    for tie in ties.filter(state__isnull=True):
        ties.filter(pk=tie.pk).update(state={"digest": tie.state_digest})


class Migration(migrations.Migration):
    dependencies = [("core", "0003_loaded_record_by_primary_key")]

    operations = [
        migrations.RunPython(put_by, migrations.RunPython.noop, elidable=True),
        migrations.RemoveField("loadedrecord", "state_digest"),
    ]

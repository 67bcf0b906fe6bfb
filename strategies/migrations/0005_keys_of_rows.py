"""Gives every row a key by which it is known for ever within its record.

The keys are those that content files give the same rows, so that loading them again changes
nothing.
"""

from __future__ import annotations

from typing import Any

from django.db import migrations, models

from wellbeing_portal.core.keys import give_keys

ROWS = [
    ("Priority", ("title",), ("strategy",)),
    ("ScrutinyMeeting", ("committee",), ("strategy",)),
    ("ScrutinyPoint", ("topic",), ("meeting",)),
]
"""Each kind of row, the fields whose words name it, and those that say what it belongs to."""


def fill(apps: Any, schema_editor: Any) -> None:
    """Make the keys of what stands."""
    for name, named_by, within in ROWS:
        give_keys(apps, "strategies", name, named_by, within)


class Migration(migrations.Migration):

    dependencies = [
        ('strategies', '0004_clean_texts'),
    ]

    operations = [
        migrations.AddField(
            model_name='historicalpriority',
            name='key',
            field=models.CharField(blank=True, default='', editable=False, max_length=60),
        ),
        migrations.AddField(
            model_name='historicalscrutinymeeting',
            name='key',
            field=models.CharField(blank=True, default='', editable=False, max_length=60),
        ),
        migrations.AddField(
            model_name='historicalscrutinypoint',
            name='key',
            field=models.CharField(blank=True, default='', editable=False, max_length=60),
        ),
        migrations.AddField(
            model_name='priority',
            name='key',
            field=models.CharField(blank=True, default='', editable=False, max_length=60),
        ),
        migrations.AddField(
            model_name='scrutinymeeting',
            name='key',
            field=models.CharField(blank=True, default='', editable=False, max_length=60),
        ),
        migrations.AddField(
            model_name='scrutinypoint',
            name='key',
            field=models.CharField(blank=True, default='', editable=False, max_length=60),
        ),
        migrations.RunPython(fill, migrations.RunPython.noop),
    ]

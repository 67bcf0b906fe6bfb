"""Gives every row a key by which it is known for ever within its record.

The keys are those that content files give the same rows, so that loading them again changes
nothing.
"""

from __future__ import annotations

from typing import Any

from django.db import migrations, models

from wellbeing_portal.core.keys import give_keys

ROWS = [
    ("Initiative", ("name",), ("case_study",)),
    ("InitiativeFunder", ("organisation", "council"), ("initiative",)),
    ("FrameworkItem", ("title",), ("framework",)),
    ("FrameworkExample", ("organisation", "council"), ("item",)),
    ("Finding", ("statement",), ("case_study", "framework_item")),
    ("ContextFact", ("statement",), ("case_study", "framework_item", "council")),
]
"""Each kind of row, the fields whose words name it, and those that say what it belongs to."""


def fill(apps: Any, schema_editor: Any) -> None:
    """Make the keys of what stands."""
    for name, named_by, within in ROWS:
        give_keys(apps, "casestudies", name, named_by, within)


class Migration(migrations.Migration):

    dependencies = [
        ('casestudies', '0007_findings_hold_their_initiative'),
        ('strategies', '0005_keys_of_rows'),
    ]

    operations = [
        migrations.AddField(
            model_name='contextfact',
            name='key',
            field=models.CharField(blank=True, default='', editable=False, max_length=60),
        ),
        migrations.AddField(
            model_name='finding',
            name='key',
            field=models.CharField(blank=True, default='', editable=False, max_length=60),
        ),
        migrations.AddField(
            model_name='frameworkexample',
            name='key',
            field=models.CharField(blank=True, default='', editable=False, max_length=60),
        ),
        migrations.AddField(
            model_name='frameworkitem',
            name='key',
            field=models.CharField(blank=True, default='', editable=False, max_length=60),
        ),
        migrations.AddField(
            model_name='historicalcontextfact',
            name='key',
            field=models.CharField(blank=True, default='', editable=False, max_length=60),
        ),
        migrations.AddField(
            model_name='historicalfinding',
            name='key',
            field=models.CharField(blank=True, default='', editable=False, max_length=60),
        ),
        migrations.AddField(
            model_name='historicalframeworkexample',
            name='key',
            field=models.CharField(blank=True, default='', editable=False, max_length=60),
        ),
        migrations.AddField(
            model_name='historicalframeworkitem',
            name='key',
            field=models.CharField(blank=True, default='', editable=False, max_length=60),
        ),
        migrations.AddField(
            model_name='historicalinitiative',
            name='key',
            field=models.CharField(blank=True, default='', editable=False, max_length=60),
        ),
        migrations.AddField(
            model_name='historicalinitiativefunder',
            name='key',
            field=models.CharField(blank=True, default='', editable=False, max_length=60),
        ),
        migrations.AddField(
            model_name='initiative',
            name='key',
            field=models.CharField(blank=True, default='', editable=False, max_length=60),
        ),
        migrations.AddField(
            model_name='initiativefunder',
            name='key',
            field=models.CharField(blank=True, default='', editable=False, max_length=60),
        ),
        migrations.RunPython(fill, migrations.RunPython.noop),
    ]

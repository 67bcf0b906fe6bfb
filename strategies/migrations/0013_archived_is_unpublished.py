from django.db import migrations

from wellbeing_portal.core.renamed_states import rename_state

MODELS = ('Source', 'Strategy')


def rename(apps, schema_editor):
    rename_state(apps, "strategies", MODELS, "archived", "unpublished")


def rename_back(apps, schema_editor):
    rename_state(apps, "strategies", MODELS, "unpublished", "archived")


class Migration(migrations.Migration):

    dependencies = [
        ("core", "0010_versions_and_work"),
        ("strategies", "0012_states_and_working_copies"),
    ]

    operations = [migrations.RunPython(rename, rename_back)]

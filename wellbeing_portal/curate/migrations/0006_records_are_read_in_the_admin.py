"""Takes from the groups of roles what let them write records in the admin: the editor does that."""

from typing import Any

from django.apps import apps as all_apps
from django.db import migrations
from django.db.models import Q

from wellbeing_portal.core.roles.groups import is_of_records
from wellbeing_portal.core.roles.role import ROLES

WRITE = ("add", "change", "delete")


def let_them_look(apps: Any, schema_editor: Any) -> None:
    """Leave the right to look at records and their rows, and no other."""
    using = schema_editor.connection.alias
    written = Q(pk__in=[])
    for model in all_apps.get_models():
        if is_of_records(model):
            opts = model._meta
            names = [f"{act}_{opts.model_name}" for act in WRITE]
            written |= Q(content_type__app_label=opts.app_label, codename__in=names)
    rights = apps.get_model("auth", "Permission").objects.using(using).filter(written)
    for group in apps.get_model("auth", "Group").objects.using(using).filter(name__in=ROLES):
        group.permissions.remove(*rights)


class Migration(migrations.Migration):
    dependencies = [("curate", "0005_sections_within_rows")]

    operations = [
        migrations.RunPython(let_them_look, migrations.RunPython.noop, elidable=False),
    ]

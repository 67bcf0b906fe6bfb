"""Makes the groups of roles. Curators become editors, with all that they were let do besides."""

from typing import Any

from django.apps import apps as all_apps
from django.contrib.auth.management import create_permissions
from django.db import migrations

from wellbeing_portal.core.roles import Role
from wellbeing_portal.core.roles.groups import give_what_is_new, group_of

FORMER = "Curators"


def make_groups(apps: Any, schema_editor: Any) -> None:
    """Rename the one group that was there, and make the others."""
    rename(apps.get_model("auth", "Group"))
    # They come after all migrations otherwise.
    for app in all_apps.get_app_configs():
        create_permissions(app, verbosity=0, using=schema_editor.connection.alias)
    give_what_is_new()
    for role in Role:
        if role is not Role.NOBODY:
            group_of(role)


def rename(groups: Any) -> None:
    """Call the curators editors; where there are editors already, they are joined."""
    former = groups.objects.filter(name=FORMER).first()
    if former is None:
        return
    editors = groups.objects.filter(name=Role.EDITOR.group).first()
    if editors is None:
        former.name = Role.EDITOR.group
        former.save()
        return
    editors.permissions.add(*former.permissions.all())
    editors.user_set.add(*former.user_set.all())
    former.delete()


class Migration(migrations.Migration):
    dependencies = [
        ("curate", "0001_comments_and_typed"),
        ("casestudies", "0018_archived_is_unpublished"),
        ("strategies", "0013_archived_is_unpublished"),
        ("core", "0010_versions_and_work"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("axes", "0001_initial"),
        ("contenttypes", "0002_remove_content_type_name"),
    ]

    operations = [migrations.RunPython(make_groups, migrations.RunPython.noop, elidable=False)]

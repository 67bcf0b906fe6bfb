"""A search that found nothing is kept with the kind of records, and not with what people read."""

from typing import Any

from django.db import migrations, models
from django.utils.crypto import salted_hmac

KINDS = {
    "case studies": "case-study",
    "strategies": "strategy",
    "councils": "council",
    "findings": "finding",
    "priorities": "priority",
    "sources": "source",
    "frameworks": "framework",
}
"""Kinds of records by what their list was called."""


def keep_kinds(apps: Any, _schema: Any) -> None:
    """Put the kind in the place of what the list was called."""
    _rename(apps, KINDS)


def keep_labels(apps: Any, _schema: Any) -> None:
    """Put back what the list was called."""
    _rename(apps, {kind: label for label, kind in KINDS.items()})


def _rename(apps: Any, names: dict[str, str]) -> None:
    """Rename lists, and what searches in them are known by as far as their words are kept.

    A search of one day has no words: typed again it begins anew.
    """
    searches = apps.get_model("core", "UnansweredSearch").objects
    for before, after in names.items():
        for one in searches.filter(searched=before):
            one.searched = after
            if one.words:
                said = f"{after}: {one.words}"
                one.digest = salted_hmac("unanswered search", said, algorithm="sha256").hexdigest()
            one.save(update_fields=["searched", "digest"])


class Migration(migrations.Migration):
    dependencies = [("core", "0008_list_of_unanswered_searches")]

    operations = [
        migrations.AlterField(
            model_name="unansweredsearch",
            name="searched",
            field=models.CharField(
                blank=True,
                help_text=(
                    "The kind of records that were searched; the whole portal where it is empty."
                ),
                max_length=40,
                verbose_name="searched in",
            ),
        ),
        migrations.RunPython(keep_kinds, keep_labels),
    ]

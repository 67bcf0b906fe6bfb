"""Finds the record of each content file that the first release loaded.

Those of strategies may have been found already, by that app's own migration.
"""

from operator import attrgetter
from typing import Any

from django.db import migrations

from wellbeing_portal.core.content.first_release import tie_records

MODELS = {
    "theme": ("strategies", "Theme"),
    "council": ("strategies", "Council"),
    "source": ("strategies", "Source"),
    "strategy": ("strategies", "Strategy"),
    "approach": ("casestudies", "Approach"),
    "enabler": ("casestudies", "Enabler"),
    "outcome": ("casestudies", "Outcome"),
    "population group": ("casestudies", "PopulationGroup"),
    "setting": ("casestudies", "Setting"),
    "organisation": ("casestudies", "Organisation"),
    "case study": ("casestudies", "CaseStudy"),
    "framework": ("casestudies", "Framework"),
}
ROWS: dict[str, Any] = {
    "strategy": {"priorities": {}, "scrutiny_meetings": {"points": {}}},
    "case study": {
        "council_roles": {},
        "partner_roles": {},
        "approach_rows": {},
        "enabler_rows": {},
        "initiatives": {"funders": {}},
        "findings": {},
        "context_facts": {},
    },
    "framework": {"items": {"examples": {}, "findings": {}, "context_facts": {}}},
}
NAMES = {
    "ScrutinyMeeting": lambda meeting: f"{meeting.committee}: {meeting.strategy.title}",
    "Initiative": attrgetter("name"),
    "FrameworkItem": attrgetter("title"),
}


def tie(apps: Any, schema_editor: Any) -> None:
    tie_records(apps, MODELS, ROWS, NAMES)
    other = apps.get_model("core", "LoadedRecord").objects.exclude(kind__in=MODELS)
    other.filter(state__has_key="digest").update(state=None)


class Migration(migrations.Migration):
    dependencies = [
        ("casestudies", "0001_initial"),
        ("core", "0003_loaded_record_by_primary_key"),
        ("strategies", "0001_initial"),
    ]

    operations = [migrations.RunPython(tie, migrations.RunPython.noop)]

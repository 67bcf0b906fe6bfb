"""Forms of all kinds, generated from what forms and models say of themselves."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from operator import itemgetter
from typing import Any

from django.db import models
from hypothesis import strategies as st

from casestudies.models import CaseStudyCouncil
from strategies.models import Source, Strategy
from wellbeing_portal.core.aggregates import Form
from wellbeing_portal.core.aggregates.called import name_of
from wellbeing_portal.core.aggregates.shape import Shape, shape_of
from wellbeing_portal.core.models import Figure, Publishable
from wellbeing_portal.core.text.characters import storable

CHARACTERS = st.characters(codec="utf-8")
YEARS = st.integers(1900, 2100)


def form_of_kind(form: type[Form]) -> st.SearchStrategy[Any]:
    """Valid forms whose references lead to what the database holds."""
    shape = shape_of(form)
    return _values(shape).map(
        lambda said: form.model_validate(said | {"slug": "generated", "state": _state(form, said)})
    )


def _state(form: type[Form], said: dict[str, Any]) -> str:
    """Publish what can be published."""
    needed = [str(said.get(name) or "") for name in getattr(form.model, "NEEDED", ())]
    if not all(storable(text, one_line=False).strip() for text in needed):
        return Publishable.State.DRAFT
    roles = {one.get("role") for one in said.get("councils", []) if isinstance(one, dict)}
    complete = said.get("councils") if "status" in said else said.get("items")
    if CaseStudyCouncil.Role.LEAD in roles or complete:
        return Publishable.State.PUBLISHED
    return Publishable.State.DRAFT


def _values(shape: Shape) -> st.SearchStrategy[dict[str, Any]]:
    fields: dict[str, st.SearchStrategy[Any]] = {}
    for name, field in shape.plain.items():
        if name not in {"slug", "state", "key"}:
            optional = not shape.form.model_fields[name].is_required()
            fields[name] = _plain(field, optional)
    for name, field in shape.one.items():
        slug = _slugs(field.related_model)
        fields[name] = slug | st.none() if field.null else slug
    for name, field in shape.many.items():
        least = 0 if field.blank or name == "councils" else 1
        fields[name] = st.lists(_slugs(field.related_model), min_size=least, max_size=2)
    for name, relation in shape.rows.items():
        known_by = relation.shape.form.KNOWN_BY
        differ = _text_of if known_by == "key" else itemgetter(known_by)
        fields[name] = st.lists(_values(relation.shape), max_size=2, unique_by=differ)
    if shape.form.KNOWN_BY == "key":
        fields["key"] = st.sampled_from(["", "", "one", "two", "three"])
    return st.fixed_dictionaries(fields).map(_lawful).map(_one_key_each)


def _text_of(row: dict[str, Any]) -> Any:
    """No two initiatives have one name; other rows may say what they like."""
    return row["name"].casefold() if "name" in row else id(row)


def _is_year(field: Any) -> bool:
    return "year" in field.name or field.name == "told_in"


def _plain(field: Any, optional: bool) -> st.SearchStrategy[Any]:
    if field.choices:
        values = [value for value, _ in field.choices if value != "" or optional]
        return st.sampled_from(values)
    if field.name == "contact_address" or isinstance(field, models.URLField):
        return st.sampled_from(["https://example.org/ask", *([""] if optional else [])])
    kinds: dict[type[models.Field], Any] = {
        models.BooleanField: st.booleans(),
        models.DateField: st.dates(dt.date(1950, 1, 1), dt.date(2050, 1, 1)),
        models.DecimalField: st.decimals(0, 10**9, places=2).map(Decimal),
        models.IntegerField: YEARS if _is_year(field) else st.integers(1, 5),
        models.Field: _text(field, optional),
    }
    found = next(value for kind, value in kinds.items() if isinstance(field, kind))
    return found | st.none() if field.null else found


def _text(field: Any, optional: bool) -> st.SearchStrategy[str]:
    one_line = isinstance(field, models.CharField)
    text = st.text(CHARACTERS, max_size=min(field.max_length or 40, 40))
    return text.filter(lambda said: optional or storable(said, one_line=one_line).strip())


def _slugs(model: Any) -> st.SearchStrategy[str]:
    """Names of records; of sources only those that the public may see, for a form may be public."""
    records = model._default_manager.annotate(called_here=name_of(model))
    if model is Source:
        records = records.published()
    names = records.exclude(called_here=None).values_list("called_here", flat=True)
    return st.sampled_from(sorted(filter(None, names)))


def _lawful(said: dict[str, Any]) -> dict[str, Any]:
    """Make values keep the rules that hold between them."""
    start, end = said.get("start_year"), said.get("end_year")
    if start and end:
        said = said | {"start_year": min(start, end), "end_year": max(start, end)}
    if "unit" in said and "value" in said:
        unit = said["unit"] or Figure.Unit.COUNT
        said = said | {"unit": None if said["value"] is None else unit}
    said = _lawful_account(said)
    if said.keys() >= {"organisation", "council"}:
        keep = "organisation" if said["organisation"] else "council"
        drop = "council" if keep == "organisation" else "organisation"
        said = said | {drop: None, keep: said[keep] or _any_council()}
    if said.get("status") in {Strategy.Status.DRAFT, Strategy.Status.CONSULTATION}:
        said = said | {"adopted_on": None}
    if said.get("status") == "":
        said = said | {"status": None}
    return said


def _lawful_account(said: dict[str, Any]) -> dict[str, Any]:
    """Make what findings, costs and contacts say keep their rules."""
    if "claim" in said:
        said = _lawful_claim(said)
    if "high_value" in said:
        said = _lawful_range(said, "value", "high_value", "from_value")
    if "high_amount" in said:
        said = _lawful_range(said, "amount", "high_amount")
    said = _without_contradictions(said)
    if said.get("payer_organisation"):
        said = said | {"payer_council": None}
    if said.get("contact_address") and not storable(said["contact"], one_line=True).strip():
        said = said | {"contact": "The team"}
    if "findings" in said:
        said = said | {"findings": [_in_place(n, row) for n, row in enumerate(said["findings"])]}
    if "readings" in said and "claim" in said:
        rows = enumerate(said["readings"], start=1)
        said = said | {"readings": [row | {"position": number} for number, row in rows]}
    return said


def _without_contradictions(said: dict[str, Any]) -> dict[str, Any]:
    """Let a row say nothing that cannot all be true: what is public does not."""
    if said.get("high_value") is not None or said.get("high_amount") is not None:
        said = said | {"qualifier": ""}
    if "sample_size" in said and said.get("value") is not None:
        said = said | {"sample_size": None}
    if "from_value" in said and said["from_value"] == said["value"]:
        said = said | {"from_value": None}
    if "worse_for" in said:
        said = said | {
            "worse_for": [one for one in said["worse_for"] if one not in said["better_for"]]
        }
    return said


def _in_place(number: int, row: dict[str, Any]) -> dict[str, Any]:
    """Let only the first finding of a case study be a key finding."""
    return row | {"key_order": 1 if number == 0 else None} if "key_order" in row else row


def _lawful_claim(said: dict[str, Any]) -> dict[str, Any]:
    """Let only a change have direction and level, and only work done an output."""
    changed, done = said["claim"] == "changed", said["claim"] == "done"
    level = said["evidence_level"] or 1
    if "value" in said and said["value"] is None and not said.get("wording"):
        level = 0
    said = said | {"evidence_level": level if changed else None}
    if "direction" not in said:
        return said
    if "locator" in said:
        said = said | {"locator": "Page 1", "method_note": "Those who came were asked."}
    if not changed:
        said = said | {"better_for": [], "worse_for": []}
    said = said | {
        "direction": (said["direction"] or "mixed") if changed else None,
        "output": (said["output"] or "satisfaction") if done else None,
    }
    if done:
        return said | {"outcomes": [], "inferred_outcomes": []}
    return (
        said
        if said["outcomes"] or said["inferred_outcomes"]
        else said
        | {"claim": "done"}
        | {
            "direction": None,
            "evidence_level": None,
            "output": "satisfaction",
            "better_for": [],
            "worse_for": [],
        }
    )


def _lawful_range(said: dict[str, Any], low: str, high: str, before: str = "") -> dict[str, Any]:
    """Let ranges go up, and nothing have an end without a beginning."""
    if said[low] is None or (said[high] is not None and said[high] <= said[low]):
        said = said | {high: None}
    if before and (said[low] is None or said[high] is not None):
        said = said | {before: None}
    return said


def _any_council() -> str:
    return "northmarl"


def _one_key_each(said: dict[str, Any]) -> dict[str, Any]:
    """Take from rows the keys that a sibling has already."""
    for name, rows in said.items():
        if isinstance(rows, list) and rows and isinstance(rows[0], dict):
            seen: set[str] = set()
            said = said | {name: [_unless_seen(row, seen) for row in rows]}
    return said


def _unless_seen(row: dict[str, Any], seen: set[str]) -> dict[str, Any]:
    key = row.get("key", "")
    if not key or key in seen:
        return {name: value for name, value in row.items() if name != "key"}
    seen.add(key)
    return row

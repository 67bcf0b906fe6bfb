"""What the columns of files and the facts of briefings are called: each said once.

A key is a name for programs and never changes; its heading is for people and may.
"""

from __future__ import annotations

from collections.abc import Mapping

from wellbeing_portal.core.export.table import Column, ColumnKind

HEADINGS: Mapping[str, str] = {
    # What a row is about
    "title": "Title",
    "slug": "Slug",
    "name": "Name",
    "kind": "Kind",
    "note": "Note",
    "key": "Key",
    "position": "Position",
    "address": "Address",
    "updated_on": "Updated on",
    "summary": "Summary",
    "description": "Description",
    "case_study": "Case study",
    "case_study_slug": "Case study slug",
    "initiative": "Initiative",
    "framework": "Framework",
    "framework_slug": "Framework slug",
    "strategy": "Strategy",
    "strategy_slug": "Strategy slug",
    # Where it comes from
    "source": "Source",
    "place_in_the_source": "Place in the source",
    "source_address": "Source address",
    "told_in": "As told in",
    "depth": "How much of the source it rests on",
    "caveat": "To bear in mind",
    "inferred": "Inferred",
    "contact": "Who to ask",
    "contact_address": "Where to ask",
    # Who and where
    "council": "Council",
    "councils": "Councils",
    "lead_councils": "Lead councils",
    "partner_councils": "Partner councils",
    "learning_partners": "Learning partners",
    "areas": "Councils in whose area it took place",
    "role": "Part in it",
    "council_types": "Types of the councils that acted",
    "regions": "Regions of the councils that acted",
    "nations": "Nations of the councils that acted",
    "partners": "Partners",
    "funders": "Funders",
    "amounts_in_pounds": "Amounts in pounds",
    # When
    "from": "From",
    "to": "To",
    "period": "Period",
    # What a case study tells
    "strapline": "Strapline",
    "strategies": "Strategies",
    "strategies_served": "Strategies it serves",
    "priorities": "Priorities",
    "priorities_served": "Priorities it serves",
    "ambition": "Ambition",
    "what_they_did": "What they did",
    "what_changed": "What changed",
    "will_it_last": "Will it last",
    "during_the_pandemic": "During the pandemic",
    "findings": "Findings",
    "findings_changed": "Findings of a change",
    "findings_intended": "Findings of an aim",
    "findings_modelled": "Findings that were calculated",
    "findings_done": "Findings of work done",
    "strongest_evidence_in_words": "Strongest evidence of a change",
    "strongest_evidence_level": "Strongest evidence of a change, level",
    "costs_stated": "Costs stated",
    "how": "How",
    "text": "Text",
    "made_on": "Made on",
    "given_on": "Given on",
    # What a finding says
    "statement": "Statement",
    "claim": "Claim",
    "claim_in_words": "Claim in words",
    "output": "What was done or reached",
    "direction": "Direction",
    "evidence_level_in_words": "Evidence in words",
    "evidence_level": "Evidence level",
    "basis": "Basis",
    "method_note": "How it was measured",
    "approaches": "Approaches",
    "outcomes": "Outcomes the source names",
    "inferred_outcomes": "Outcomes we inferred",
    "enablers": "Enablers the source names",
    "inferred_enablers": "Enablers we inferred",
    "better_for": "Better for",
    "worse_for": "Worse for",
    "key_order": "Place among the key findings",
    "qualifier": "Qualifier",
    "value": "Value",
    "high_value": "Up to",
    "from_value": "Before the change",
    "unit": "Unit",
    "what_the_number_counts": "What the number counts",
    "shared_total": "Shared total",
    "sample_size": "Sample size",
    # What it cost
    "amount": "Amount in pounds",
    "high_amount": "Up to, in pounds",
    "price_year": "Price year",
    "payer": "Payer",
    "covers": "What it covers",
    # What frameworks and research bodies say
    "background": "Background",
    "heading": "Heading",
    "item": "Item",
    "examples": "Examples",
    "reported_by": "Reported by",
    "approach": "Approach",
    "enabler": "Enabler",
    "approach_slug": "Approach slug",
    "body": "Research body",
    "edition": "Edition",
    "year": "Year",
    "web_address": "Web address",
    "scope": "What it looked at",
    "concludes": "What it concludes",
    "rating": "Its own rating",
    "certainty": "How sure it says it is",
    "limits": "Limits",
    "readings": "Our reading, by outcome",
    # Strategies, councils and sources
    "partnership": "Owned by",
    "status": "Status",
    "adopted_on": "Adopted on",
    "vision": "Vision",
    "themes": "Themes",
    "case_studies_serving_it": "Case studies that serve it",
    "committee": "Committee",
    "held_on": "Held on",
    "raised_by": "Raised by",
    "topic": "Topic",
    "point": "Point",
    "answered_by": "Answered by",
    "response": "Response",
    "standing": "Standing",
    "official_name": "Official name",
    "gss_code": "GSS code",
    "type": "Type",
    "region": "Region",
    "nation": "Nation",
    "county_council": "County council",
    "established": "Began on",
    "abolished": "Ends on",
    "succeeded_by": "Succeeded by",
    "case_studies": "Case studies in which it acted",
    "author": "Author",
    "publisher": "Publisher",
    "published_on": "Published on",
}


def heading(key: str) -> str:
    """Return what people call a column or a fact."""
    return HEADINGS[key]


def column(
    key: str,
    kind: ColumnKind = ColumnKind.TEXT,
    *,
    width: int = 0,
    wraps: bool = False,
    called: str = "",
) -> Column:
    """Return the column of a key.

    ``called`` is another key whose heading it has, where the same key means something of its own
    in another table.
    """
    return Column(key, heading(called or key), kind, width, wraps)

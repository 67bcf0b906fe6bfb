"""The documents of a framework in the index: its own, with its items, and its findings'."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from django.db.models import Prefetch

from casestudies.facets import FRAMEWORK, REPORTED
from casestudies.models import ContextFact, Finding, Framework, FrameworkExample, FrameworkItem
from strategies.models import Source
from strategies.names_in_index import rows_by_record
from wellbeing_portal.core.facets import FacetReading
from wellbeing_portal.search import Document, Keys, descending, initials, plain_text

from .tags import finding_document, newest_first, ties_of, told_by


def framework_documents(keys: Keys) -> Iterator[tuple[int, Document]]:
    """Yield the documents of published frameworks and of the findings they report."""
    facets = FacetReading(FRAMEWORK, keys)
    dated = Prefetch("source", Source.objects.only("published_on", "published_year"))
    items: dict[int, list[FrameworkItem]] = defaultdict(list)
    for item in FrameworkItem.objects.filter(framework__in=keys).order_by("position"):
        items[item.framework_id].append(item)
    examples = rows_by_record(
        FrameworkExample.objects.filter(item__framework__in=keys)
        .order_by("item__position", "position")
        .values_list("item__framework_id", "council__name", "organisation__name", "description")
    )
    facts = rows_by_record(
        ContextFact.objects.filter(framework_item__framework__in=keys)
        .order_by("framework_item__position", "position")
        .values_list("framework_item__framework_id", "statement")
    )
    of_frameworks = Finding.objects.filter(framework_item__framework__in=keys)
    reasons = rows_by_record(
        of_frameworks.filter(readings__isnull=False)
        .order_by("readings__position")
        .values_list("pk", "readings__reason")
    )
    findings = told_by(of_frameworks, "framework_item__framework_id")
    for framework in (
        Framework.objects.published().filter(pk__in=keys).prefetch_related(dated).order_by()
    ):
        pk = framework.pk
        for finding in findings[pk]:
            tags = facets.of_part(REPORTED, finding.pk, pk)
            yield (
                pk,
                finding_document(
                    finding,
                    framework.slug,
                    {**tags, "framework": [framework.slug], "of": ["framework"]},
                    ties_of(tags, finding),
                    sorts={"newest": newest_first(framework.published_at)},
                    url=framework.get_absolute_url(),
                    summary=(framework.title,),
                    reasons=[row[0] for row in reasons[finding.pk]],
                ),
            )
        yield (
            pk,
            Document(
                "framework",
                pk,
                framework.slug,
                framework.title,
                framework.get_absolute_url(),
                called=(initials(framework.title),),
                synonyms=(initials(framework.title),),
                summary=(framework.summary,),
                body=(
                    plain_text(framework.background),
                    *(f"{i.title}. {plain_text(i.description)}" for i in items[pk]),
                    *(" ".join(filter(None, row)) for row in examples[pk]),
                    *(finding.statement for finding in findings[pk]),
                    *(row[0] for row in facts[pk]),
                ),
                facets=facets.of_record(pk),
                sorts={"newest": descending(framework.source.year or 0)},
            ),
        )

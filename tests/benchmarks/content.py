"""Content of any size: the starter content, and generated case studies beside it.

Run by ``run.py`` in a process of its own: ``python -m tests.benchmarks.content 10000``.
"""

from __future__ import annotations

import os
import random
import sys
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import django
from django.db import connection

from tests.benchmarks.texts import HOUSE_STYLE, Skewed, Writer

VERSION = "2"
"""Raised when other content is generated, so that kept databases are made again."""
KIND = "benchmark"


def is_made(size: int) -> bool:
    """Tell whether this database has the generated content of this size."""
    from wellbeing_portal.core.models import LoadedRecord

    return LoadedRecord.objects.filter(kind=KIND, key=str(size), file_digest=VERSION).exists()


class Generated:
    """Case studies with everything that belongs to them, row by row."""

    def __init__(self, size: int) -> None:
        from casestudies import models as m
        from strategies import models as s
        from tests.benchmarks.bulk import Rows

        self.size = size
        self.m, self.s = m, s
        self.chance = chance = random.Random(20_26)  # noqa: S311 - the same each time
        texts = [
            text
            for row in m.CaseStudy.objects.values_list(
                "summary", "ambition", "approach", "impact", "sustainability", "pandemic_response"
            )
            for text in row
        ]
        texts += m.Finding.objects.values_list("statement", flat=True)
        texts += m.Initiative.objects.values_list("description", flat=True)
        texts += s.Priority.objects.values_list("description", flat=True)
        self.writer = Writer(sorted(texts), chance)

        def keys(model: Any) -> Any:
            return Skewed(list(model.objects.order_by("pk").values_list("pk", flat=True)), chance)

        self.councils, self.organisations = keys(s.Council), keys(m.Organisation)
        self.approaches, self.enablers, self.outcomes = map(
            keys, (m.Approach, m.Enabler, m.Outcome)
        )
        self.populations, self.settings = keys(m.PopulationGroup), keys(m.Setting)
        self.themes = keys(s.Theme)
        self.names = dict(s.Council.objects.values_list("pk", "name"))
        study, finding, initiative = m.CaseStudy, m.Finding, m.Initiative
        self.sources = Rows(
            s.Source, "id", "title", "slug", "state", "kind", "author", "publisher",
            "published_year", "summary",
        )  # fmt: skip
        self.strategies = Rows(
            s.Strategy, "id", "title", "slug", "state", "published_at", "kind", "status",
            "start_year", "end_year", "vision", "summary", "source_id",
        )  # fmt: skip
        self.strategy_councils = Rows(s.Strategy.councils.through, "strategy_id", "council_id")
        self.priorities = Rows(
            s.Priority, "id", "strategy_id", "position", "key", "kind", "title", "description"
        )
        self.priority_themes = Rows(s.Priority.themes.through, "priority_id", "theme_id")
        self.studies = Rows(
            study, "id", "title", "slug", "state", "published_at", "strapline", "summary",
            "stage", "ambition", "approach", "impact", "sustainability", "source_id", "locator",
            "start_year", "end_year", "told_in", "caveat",
        )  # fmt: skip
        self.study_councils = Rows(
            m.CaseStudyCouncil, "case_study_id", "council_id", "position", "role"
        )
        self.partners = Rows(
            m.CaseStudyPartner, "case_study_id", "organisation_id", "position", "contribution"
        )
        self.study_approaches = Rows(
            m.CaseStudyApproach, "case_study_id", "approach_id", "position", "how"
        )
        self.study_enablers = Rows(
            m.CaseStudyEnabler, "case_study_id", "enabler_id", "position", "how"
        )
        self.study_populations = Rows(
            study.population_groups.through, "casestudy_id", "populationgroup_id"
        )
        self.study_settings = Rows(study.settings.through, "casestudy_id", "setting_id")
        self.study_strategies = Rows(study.strategies.through, "casestudy_id", "strategy_id")
        self.initiatives = Rows(
            initiative, "id", "case_study_id", "position", "key", "name", "description",
            "start_year",
        )  # fmt: skip
        self.initiative_approaches = Rows(
            initiative.approaches.through, "initiative_id", "approach_id"
        )
        self.funders = Rows(
            m.InitiativeFunder, "initiative_id", "position", "key", "organisation_id", "amount",
            "note",
        )  # fmt: skip
        self.findings = Rows(
            finding, "id", "case_study_id", "initiative_id", "position", "key", "statement",
            "claim", "output", "direction", "basis", "evidence_level", "source_id",
            "value", "unit", "measure", "sample_size", "locator",
        )  # fmt: skip
        self.finding_approaches = Rows(finding.approaches.through, "finding_id", "approach_id")
        self.finding_councils = Rows(finding.councils.through, "finding_id", "council_id")
        self.finding_outcomes = Rows(finding.outcomes.through, "finding_id", "outcome_id")
        self.finding_enablers = Rows(finding.enablers.through, "finding_id", "enabler_id")
        self.finding_inferred = Rows(
            finding.inferred_outcomes.through, "finding_id", "outcome_id"
        )
        self.costs = Rows(
            m.Cost, "case_study_id", "position", "key", "amount", "unit", "covers", "source_id"
        )
        self.barriers = Rows(m.Barrier, "case_study_id", "position", "key", "text", "source_id")
        self.facts = Rows(
            m.ContextFact, "case_study_id", "position", "key", "statement", "source_id", "locator"
        )
        self.tables = [one for one in vars(self).values() if isinstance(one, Rows)]
        self.source_keys: list[int] = []
        self.strategy_keys: list[int] = []

    def make(self) -> Iterator[int]:
        """Make all of it, and say from time to time how many case studies there are."""
        for number in range(max(20, self.size // 20)):
            self._source(number)
        for number in range(max(20, self.size // 50)):
            self._strategy(number)
        # A row is written after what it points to, for PostgreSQL checks at the end of a COPY.
        for number in range(self.size):
            self._study(number)
            if number % 2_000 == 1_999:
                self._flush()
                yield number + 1
        self._flush()
        yield self.size

    def _flush(self) -> None:
        for table in self.tables:
            table.flush()

    def _source(self, number: int) -> None:
        key = self.sources.key()
        self.source_keys.append(key)
        self.sources.add(
            key, f"Report {number + 1}: {self.writer.programme()}", f"bench-source-{number}",
            "published", self.chance.choice(self.s.Source.Kind.values),
            "A benchmark", "Benchmark Press", self.chance.randint(2005, 2024),
            self.writer.sentence(),
        )  # fmt: skip

    def _strategy(self, number: int) -> None:
        key, chance, write = self.strategies.key(), self.chance, self.writer
        self.strategy_keys.append(key)
        councils = self.councils.some(2)
        start = chance.randint(2008, 2023)
        self.strategies.add(
            key, f"{self.names[councils[0]]}: {write.programme()} strategy {number + 1}",
            f"bench-strategy-{number}", "published", _day(number),
            chance.choice(self.s.Strategy.Kind.values),
            chance.choice(self.s.Strategy.Status.values), start, start + chance.randint(2, 10),
            write.sentences(2), write.sentences(3), chance.choice(self.source_keys),
        )  # fmt: skip
        for council in councils:
            self.strategy_councils.add(key, council)
        for position in range(chance.randint(3, 7)):
            priority = self.priorities.key()
            self.priorities.add(
                priority,
                key,
                position,
                f"priority-{position}",
                "priority",
                write.programme(),
                write.sentences(2),
            )
            for theme in self.themes.some(2):
                self.priority_themes.add(priority, theme)

    def _study(self, number: int) -> None:
        key, chance, write, m = self.studies.key(), self.chance, self.writer, self.m
        source = self.source_keys[int(chance.random() ** 2 * len(self.source_keys))]
        councils = self.councils.some(2)
        programme = write.programme()
        start = chance.randint(2005, 2022)
        self.studies.add(
            key, f"{programme} in {self.names[councils[0]]}"[:190], f"bench-{number}",
            "published", _day(number), write.sentence()[:200], write.sentences(3),
            chance.choices(m.CaseStudy.Stage.values, (4, 3, 2, 1))[0], write.sentences(4),
            f"{write.sentences(8)}\n\n{HOUSE_STYLE}", write.sentences(4), write.sentences(3),
            source, "page 4", start, start + chance.randint(0, 6) if number % 3 else None,
            start + 1, write.sentence()[:240],
        )  # fmt: skip
        for position, council in enumerate(councils):
            self.study_councils.add(key, council, position, "partner" if position else "lead")
        for position, partner in enumerate(self.organisations.some(2, 0)):
            self.partners.add(key, partner, position, write.sentence()[:250])
        for position, approach in enumerate(self.approaches.some(4)):
            self.study_approaches.add(key, approach, position, write.sentence())
        for position, enabler in enumerate(self.enablers.some(4)):
            self.study_enablers.add(key, enabler, position, write.sentence())
        for group in self.populations.some(2, 0):
            self.study_populations.add(key, group)
        for setting in self.settings.some(2, 0):
            self.study_settings.add(key, setting)
        if number % 4 == 0:
            self.study_strategies.add(key, chance.choice(self.strategy_keys))
        if number % 2:
            self.costs.add(
                key, 0, "cost", chance.randint(5, 900) * 1000, "in-all", "The work", source
            )
            self.barriers.add(key, 0, "barrier", write.sentence(), source)
        if number % 2 == 0:
            self.facts.add(key, 0, "fact", write.sentence(), source, "page 2")
        initiatives = self._initiatives(key, start, programme)
        self._findings(key, source, initiatives, councils)

    def _initiatives(self, study: int, start: int, programme: str) -> list[int]:
        keys = []
        names = dict.fromkeys([programme, self.writer.programme(), self.writer.programme()])
        for position, name in enumerate(list(names)[: self.chance.randint(1, 3)]):
            key = self.initiatives.key()
            keys.append(key)
            self.initiatives.add(
                key, study, position, f"initiative-{position}", name, self.writer.sentences(2),
                start,
            )  # fmt: skip
            for approach in self.approaches.some(2, 0):
                self.initiative_approaches.add(key, approach)
            if self.chance.random() < 0.3:
                amount = self.chance.randint(5, 900) * 1000
                payer = self.organisations.one()
                self.funders.add(key, 0, "funder", payer, amount, "For three years")
        return keys

    def _findings(
        self, study: int, source: int, initiatives: list[int], councils: list[int]
    ) -> None:
        chance, finding = self.chance, self.m.Finding
        for position in range(chance.choices(range(1, 10), (2, 3, 4, 5, 4, 3, 2, 1, 1))[0]):
            key = self.findings.key()
            claim = chance.choices(finding.Claim.values, (5, 2, 1, 5))[0]
            changed = claim == finding.Claim.CHANGED
            value, unit, measure = None, "", ""
            if chance.random() < 0.6:
                value, unit, measure = chance.randint(1, 99), "percent", "of those who took part"
            self.findings.add(
                key, study, chance.choice([None, *initiatives]), position, f"finding-{position}",
                self.writer.sentence(), claim, "satisfaction" if claim == "done" else "",
                chance.choices(finding.Direction.values, (6, 1, 1, 1))[0] if changed else "",
                chance.choice(finding.Basis.values),
                chance.choices(range(6), (30, 30, 22, 10, 5, 3))[0] if changed else None,
                source, value, unit, measure,
                chance.randint(10, 900) if value else None, f"page {position + 3}",
            )  # fmt: skip
            for approach in self.approaches.some(2):
                self.finding_approaches.add(key, approach)
            if len(councils) > 1 and position == 0:
                self.finding_councils.add(key, councils[0])
            if claim != "done":
                for outcome in self.outcomes.some(2):
                    self.finding_outcomes.add(key, outcome)
                if position % 3 == 2:
                    self.finding_inferred.add(key, self.outcomes.one())
            for enabler in self.enablers.some(1, 0):
                self.finding_enablers.add(key, enabler)


def _day(number: int) -> Any:
    """Return a moment as the database keeps it, the first the latest."""
    day = datetime(2026, 1, 1, tzinfo=UTC) - timedelta(minutes=7 * number)
    return connection.ops.adapt_datetimefield_value(day)


def main(size: int) -> None:
    """Fill the database that DATABASE_URL names."""
    django.setup()
    from django.core.management import call_command
    from django.db import transaction

    from tests.benchmarks.bulk import analyse, finish
    from wellbeing_portal.core.models import LoadedRecord
    from wellbeing_portal.search import mark_everything

    call_command("migrate", interactive=False, verbosity=0)
    if is_made(size):
        return
    call_command("load_content")
    started = time.monotonic()
    with transaction.atomic():
        generated = Generated(size)
        for done in generated.make():
            rows = sum(table.written for table in generated.tables)
            seconds = time.monotonic() - started
            print(f"\r  {done:,} of {size:,} case studies, {rows:,} rows, {seconds:.0f} s  ",
                  end="", flush=True)  # fmt: skip
        finish(generated.tables)
        LoadedRecord.objects.create(kind=KIND, key=str(size), file_digest=VERSION)
        mark_everything()
    analyse()
    print()


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.benchmarks.settings")
    main(int(sys.argv[1]))

"""What a curator did stays so, is named, and never makes a load fail."""

from __future__ import annotations

import random
from functools import partial
from typing import Any

import pytest

from casestudies.models import (
    Approach,
    CaseStudy,
    Enabler,
    Finding,
    Framework,
    Organisation,
    Outcome,
)
from strategies.models import Council, Source, Strategy, Theme
from tests import factories as make
from tests.conftest import restore
from tests.core.content.curators import (
    DEEDS,
    GROUPS,
    KINDS,
    RECORDS,
    WITHOUT_ROWS,
    Deed,
    delete,
    has_rows,
    is_publishable,
    move,
    record_of,
    rename,
    says,
    set_to,
)
from wellbeing_portal.core.acting import SYSTEM
from wellbeing_portal.core.models import LoadedRecord, Redirect
from wellbeing_portal.core.publishing import actions

pytestmark = pytest.mark.django_db


def suits(deed: Deed, kind: str, key: str) -> bool:
    """Whether a curator can do this to the record: to its rows only where it has any."""
    to_rows = deed.suits is has_rows and (kind, key) in WITHOUT_ROWS
    return deed.suits(KINDS[kind]) and not to_rows


CASES = [
    pytest.param(group, deed, id=f"{group[0][0]} {deed}")
    for group in GROUPS
    for deed in DEEDS
    if all(suits(deed, *place) for place in group)
]


@pytest.fixture(autouse=True)
def without_history(settings):
    """Nothing here is about history, and it doubles the time of a load."""
    settings.SIMPLE_HISTORY_ENABLED = False


OFFERED = "what its file says by now is offered as a working copy"


def said_of(report: Any) -> dict[str, list[str]]:
    """What a report says of each record."""
    lines: dict[str, list[str]] = {}
    for label, text in report.lines(created=True):
        lines.setdefault(label, []).append(text)
    return lines


def change_every_file(files: Any) -> None:
    """Let every file say something else, so that every record would be written."""
    for name in ("themes", "approaches", "enablers", "outcomes", "population_groups", "settings"):
        text = files.path(name).read_text()
        files.path(name).write_text(text.replace(".,", "!,").replace(".\n", "!\n"))
    files.change("councils", "Northmarl District Council", "Northmarl Borough Council")
    files.change("councils", "Marlshire County Council", "County Council of Marlshire")
    files.change("organisations", "voluntary", "academic")
    for name in ("sources/report", "strategies/plan", "case studies/streets", "frameworks/ten"):
        text = files.path(name).read_text()
        files.path(name).write_text(text.replace("title: ", "title: New ", 1))


def state_of(record: Any) -> dict[str, Any]:
    """What the record says now; nothing if it is gone."""
    there = type(record)._default_manager.filter(pk=record.pk).exists()
    return says(record) if there else {}


@pytest.mark.parametrize(("group", "deed"), CASES)
def test_what_a_curator_did_stays_so_and_is_named(loaded, group, deed):
    records = [record_of(*place) for place in group]
    for record in records:
        deed.does(type(record)._default_manager.get(pk=record.pk))
    states = [state_of(record) for record in records]
    change_every_file(loaded)

    report = loaded.load()

    assert [state_of(record) for record in records] == states
    for (kind, key), record in zip(group, records, strict=True):
        assert not type(record)._default_manager.filter(slug=key).exclude(pk=record.pk).exists()
        said = [deed.said.format(slug=key, label=record)]
        # Readers see it as the curator left it, and somebody decides on what the file says new.
        said += [OFFERED] if deed.stays_public and is_publishable(KINDS[kind]) else []
        assert said_of(report)[f"{kind} {key}"] == said


@pytest.mark.parametrize("group", GROUPS)
def test_new_address_is_followed_by_the_files_that_refer_to_the_record(loaded, group):
    before = tied()
    for place in group:
        move(record_of(*place))
    change_every_file(loaded)

    report = loaded.load()

    assert len(report.changed) == len(RECORDS) - len(group)
    assert not report.left_out
    assert tied() == before


def tied() -> list[int]:
    """What the small set's case study and strategy lead to, in the order of RECORDS."""
    study, plan = CaseStudy.objects.standing().get(), Strategy.objects.standing().get()
    council = study.council_roles.get().council
    key_finding = study.findings.get(key_order=1)
    return [
        plan.priorities.get(position=1).themes.get().pk,
        council.pk,
        council.parent.pk,
        study.source.pk,
        study.strategies.get().pk,
        study.approach_rows.get().approach.pk,
        study.approach_rows.get().approach.broader.pk,
        study.enabler_rows.get().enabler.pk,
        key_finding.outcomes.get().pk,
        study.population_groups.get().pk,
        study.settings.get().pk,
        study.partner_roles.get().organisation.pk,
    ]


BY_HAND = {
    "theme": make.ThemeFactory,
    "council": make.CouncilFactory,
    "source": partial(make.SourceFactory, published=True),
    "strategy": make.StrategyFactory,
    "approach": make.ApproachFactory,
    "enabler": make.EnablerFactory,
    "outcome": make.OutcomeFactory,
    "population group": make.PopulationGroupFactory,
    "setting": make.SettingFactory,
    "organisation": make.OrganisationFactory,
    "case study": make.CaseStudyFactory,
    "framework": make.FrameworkFactory,
}


@pytest.mark.parametrize("group", GROUPS)
def test_record_made_by_hand_keeps_the_address_of_a_file_that_comes_later(files, group):
    # The factories make what their record needs, under other names.
    more = {"marlshire": {"type": "county"}}
    records = [BY_HAND[kind](slug=key, **more.get(key, {})) for kind, key in group]
    states = [state_of(record) for record in records]

    report = files.load()

    assert [state_of(record) for record in records] == states
    assert set(report.taken) == {f"{kind} {key}" for kind, key in group}
    for kind, key in group:
        assert f"({key}) has the same address" in report.taken[f"{kind} {key}"]
    assert not report.waiting
    assert not report.left_out


def test_record_made_by_hand_keeps_the_name_of_a_file_that_comes_later(files):
    names = {
        "theme fairness": "Fairness",
        "council marlshire": "Marlshire",
        "approach gardens": "Gardens",
        "enabler leadership": "Leadership",
        "outcome belonging": "Belonging",
        "population group children": "Children",
        "setting street": "Street",
        "organisation trust": "The Trust",
    }
    records = []
    for label, name in names.items():
        kind, _ = label.rsplit(" ", 1)
        more = {"type": "county"} if kind == "council" else {}
        records.append(BY_HAND[kind](slug=f"by-hand-{len(records)}", name=name, **more))
    states = [state_of(record) for record in records]

    report = files.load()

    assert [state_of(record) for record in records] == states
    assert set(report.taken) == set(names)
    assert not report.waiting
    assert not report.left_out, "what refers to the file leads to the record of that name"


def test_council_made_by_hand_keeps_the_code_of_a_file_that_comes_later(files):
    record = make.CouncilFactory(slug="north-marl", name="North Marl", gss_code="E07999991")

    report = files.load()

    assert list(report.taken) == ["council northmarl"]
    assert [role.council for role in CaseStudy.objects.get().council_roles.all()] == [record]


def test_name_that_a_curator_gave_to_another_record_is_left_to_it(loaded):
    Approach.objects.filter(slug="play-streets").update(name="Streets")
    loaded.change("approaches", "gardens,Gardens,", "gardens,Streets,")

    report = loaded.load()

    assert "“Streets” (play-streets) has the same" in report.taken["approach gardens"]
    assert Approach.objects.get(slug="gardens").name == "Gardens"


def test_files_may_exchange_their_names_one_after_the_other(loaded):
    loaded.change("approaches", "play-streets,Play streets,", "play-streets,Gardens,")
    loaded.change("approaches", "gardens,Gardens,", "gardens,Allotments,")

    report = loaded.load()

    assert sorted(report.changed) == ["approach gardens", "approach play-streets"]
    assert not report.taken


def test_file_that_is_renamed_leads_to_the_record_of_the_same_name(loaded):
    loaded.change("enablers", "leadership,", "leaders,")
    for name in ("case studies/streets", "frameworks/ten"):
        text = loaded.path(name).read_text()
        loaded.path(name).write_text(text.replace("leadership", "leaders"))

    report = loaded.load()

    assert report.dropped == ["enabler leadership"]
    assert list(report.taken) == ["enabler leaders"]
    assert CaseStudy.objects.get().enabler_rows.get().enabler == Enabler.objects.get()


def without(files: Any, *kinds: str) -> None:
    """Load all files but those of some kinds, as a release that did not have them yet."""
    everything = files.kinds
    files.kinds = [kind for kind in everything if kind.name not in kinds]
    files.load()
    files.kinds = everything


NEW = ("strategy", "case study", "framework")


@pytest.mark.parametrize(
    ("kind", "key", "waiting", "left_out"),
    [
        ("source", "report", ["strategy plan", "case study streets", "framework ten"], []),
        ("council", "northmarl", ["strategy plan", "case study streets"],
         [("framework ten", "items.1.examples.1")]),
        ("theme", "fairness", [], [("strategy plan", "priorities.1.themes.1")]),
        ("approach", "play-streets", [],
         [("case study streets", "findings.1"),
          ("case study streets", "initiatives.1.approaches.1"),
          ("case study streets", "approaches.1")]),
        ("outcome", "belonging", [],
         [("case study streets", "findings.2"), ("case study streets", "findings.1"),
          ("framework ten", "items.1.findings.1")]),
        ("enabler", "leadership", [],
         [("case study streets", "findings.1.enablers.1"), ("case study streets", "enablers.1"),
          ("framework ten", "items.1.enablers.1")]),
        ("setting", "street", [], [("case study streets", "settings.1")]),
        ("population group", "children", [], [("case study streets", "population_groups.1")]),
        ("organisation", "trust", [],
         [("case study streets", "initiatives.1.funders.1"),
          ("case study streets", "initiatives.1.partners.1"),
          ("case study streets", "partners.1"), ("framework ten", "items.1.examples.2")]),
    ],
)  # fmt: skip
def test_file_that_comes_later_is_loaded_without_what_was_deleted(
    files, kind, key, waiting, left_out
):
    without(files, *NEW)
    delete(record_of(kind, key))

    report = files.load()

    why = f"needs the {kind} {key}, which a curator deleted"
    assert list(report.waiting) == waiting
    assert all(why in reason for reason in report.waiting.values())
    assert sorted(report.left_out) == sorted(
        (label, f"loaded without {place}, because it {why}") for label, place in left_out
    )
    assert not KINDS[kind].model._default_manager.filter(slug=key).exists()


def test_what_rests_on_a_draft_that_a_curator_made_waits_for_it(files):
    source = make.SourceFactory(slug="other", title="Other")
    files.change("frameworks/ten", "source: report", "source: other")

    assert files.load().waiting == {
        "framework ten": "of what curators changed: Publish its source “Other” first."
    }

    actions.publish(source, by=SYSTEM)
    report = files.load()
    assert report.created == ["framework ten"]
    assert not report.waiting


def test_strategy_that_is_not_loaded_is_left_out_of_the_case_study_that_serves_it(files):
    without(files, *NEW)
    make.SourceFactory(slug="other", published=True)
    files.change("case studies/streets", "source: report", "source: other")
    files.change("frameworks/ten", "source: report", "source: other")
    delete(Source.objects.get(slug="report"))

    report = files.load()

    assert list(report.waiting) == ["strategy plan"]
    assert report.left_out == [
        (
            "case study streets",
            "loaded without strategies.1, because it needs the strategy plan, which is not loaded",
        )
    ]
    assert not CaseStudy.objects.get().strategies.exists()


def test_case_study_whose_lead_is_deleted_is_not_loaded_under_the_area_of_the_work(files):
    partner = "  - council: marlshire\n    role: area\n"
    files.change("case studies/streets", "northmarl\npartners", f"northmarl\n{partner}partners")
    without(files, *NEW)
    delete(Council.objects.get(slug="northmarl"))

    report = files.load()

    assert "Name at least one council that acted" in report.waiting["case study streets"]
    assert not CaseStudy.objects.exists()


def test_rule_that_only_a_curators_change_breaks_stops_nothing(loaded):
    # A district may only be under a county, and no concept under what is narrower.
    Council.objects.filter(slug="northmarl").update(parent=None)
    Council.objects.filter(slug="marlshire").update(type="unitary")
    gardens, streets = (
        Approach.objects.get(slug="gardens"),
        Approach.objects.get(slug="play-streets"),
    )
    LoadedRecord.objects.filter(key="northmarl").update(state={})
    set_to(streets, broader=None)
    LoadedRecord.objects.filter(key="play-streets").update(state={})
    set_to(gardens, broader=streets)
    change_every_file(loaded)

    report = loaded.load()

    assert "is not a county council" in report.waiting["council northmarl"]
    assert "that is a circle" in report.waiting["approach play-streets"]
    assert "strategy plan" in report.changed


def test_concept_that_was_replaced_by_another_stays_replaced(loaded):
    other = Outcome.objects.create(slug="kinship", name="Kinship", definition="Being kin.")
    for finding in Finding.objects.all():
        finding.outcomes.set([other])
    Outcome.objects.get(slug="belonging").delete()
    change_every_file(loaded)

    report = loaded.load()

    assert report.deleted == ["outcome belonging"]
    assert list(report.edited) == ["case study streets", "framework ten"]
    assert all(finding.outcomes.get() == other for finding in Finding.objects.all())


def test_deleted_record_that_a_curator_made_again_is_theirs(loaded):
    delete(Theme.objects.get())
    Redirect.objects.release(Theme, "fairness")
    theme = Theme.objects.create(slug="fairness", name="Fair shares", definition="Mine.")
    loaded.change("strategies/plan", "Listen first", "Listen last")

    report = loaded.load()

    assert report.deleted == ["theme fairness"]
    assert Theme.objects.get() == theme


def test_new_file_does_not_get_a_record_that_was_loaded_from_another(loaded):
    Organisation.objects.update(slug="charity")
    loaded.path("organisations").write_text(
        loaded.path("organisations").read_text() + "charity,The Charity,voluntary,\n"
    )
    loaded.change("frameworks/ten", "- organisation: trust", "- organisation: charity")

    report = loaded.load()

    assert "“The Trust” (charity) has the same" in report.taken["organisation charity"]
    assert [text.split(",")[0] for _, text in report.left_out] == [
        "loaded without items.1.examples.2"
    ]
    assert Organisation.objects.get().name == "The Trust"


def test_overwrite_brings_back_what_was_deleted_and_check_says_so(loaded):
    delete(Source.objects.get())
    gone = {"source report", "strategy plan", "case study streets", "framework ten"}

    checked = loaded.load(overwrite=True, check=True)
    assert set(checked.restored) == gone
    assert not Source.objects.exists()

    report = loaded.load(overwrite=True)

    assert set(report.restored) == gone
    assert said_of(report)["source report"] == ["brought back, though a curator had deleted it"]
    assert CaseStudy.objects.get().source == Source.objects.get()
    assert len(loaded.load().left) == len(RECORDS)


def test_overwrite_gives_renamed_records_their_old_names_and_makes_no_second_ones(loaded):
    records = [record_of(*place) for place in RECORDS]
    before = [type(record)._default_manager.count() for record in records]
    for record in records:
        rename(record)
        move(record)

    report = loaded.load(overwrite=True)

    assert len(report.changed) == len(RECORDS)
    assert [type(record)._default_manager.count() for record in records] == before
    again = [record_of(*place) for place in RECORDS]
    assert [(one.pk, str(one)) for one in again] == [(one.pk, str(one)) for one in records]


def test_overwrite_takes_the_name_from_a_record_that_was_made_by_hand(files):
    record = make.EnablerFactory(slug="by-hand", name="Leadership")

    report = files.load(overwrite=True)

    assert report.changed == ["enabler leadership"]
    record.refresh_from_db()
    assert (record.slug, record.definition) == ("leadership", "Somebody leads.")


@pytest.mark.parametrize("seed", range(6))
def test_many_deeds_at_once_stop_nothing_and_stay(files, rows_of_files, seed):
    chance = random.Random(seed)  # noqa: S311
    if seed % 2:
        without(files, *NEW[chance.randint(0, 2) :])
    else:
        restore(rows_of_files)
    done = []
    for kind, key in chance.sample(RECORDS, 5):
        model = KINDS[kind].model
        deed = chance.choice([deed for deed in DEEDS if suits(deed, kind, key)])
        for record in model._default_manager.filter(slug=key):
            # Another name each time, so that two records of a kind do not get the same.
            label = "title" if hasattr(record, "title") else "name"
            new = {"renamed": {label: f"{key} {seed}"}, "moved": {"slug": f"{key}-{seed}"}}
            if deed.name in new:
                set_to(record, **new[deed.name])
            else:
                deed.does(record_of(kind, key))
            done.append(record)
    states = [(record, state_of(record)) for record in done]
    change_every_file(files)

    checked = files.load(check=True)
    report = files.load()

    checked.doubts.clear()
    assert list(report.lines(created=True)) == list(checked.lines(created=True))
    assert [(record, state_of(record)) for record in done] == states
    for model in (CaseStudy, Framework, Strategy, Source):
        assert model.objects.filter(copy_of=None).count() <= 1

"""A mistake in what a file says is named with file, line, field, value, and what was meant."""

# Tables of mistakes are read across, and may be wide.
# ruff: noqa: E501, PLR0917

from __future__ import annotations

import pytest

from wellbeing_portal.core.content import ContentProblems

pytestmark = pytest.mark.django_db

STUDY, PLAN, TEN, REPORT = (
    "case studies/streets",
    "strategies/plan",
    "frameworks/ten",
    "sources/report",
)


def problems(files):
    with pytest.raises(ContentProblems) as told:
        files.load()
    return told.value.problems


MISTAKES = [
    # file, old text, new text, field, message, value
    (STUDY, "stage: established", "stage: old", "stage", "expected 'emerging', 'established'", "'old'"),
    (STUDY, "stage: established", "stages: established", "stages", "there is no field of this name", "'established'"),
    (STUDY, "start_year: 2016", "start_year: soon", "start_year", "valid integer", "'soon'"),
    (STUDY, "start_year: 2016", "start_year: 1066", "start_year", "greater than or equal to 1900", "1066"),
    (STUDY, "strapline: Neighbours took the street back.", "strapline: ''", "strapline", "a published record needs this", "''"),
    (STUDY, "strapline: Neighbours took the street back.", "strapline: 2020", "strapline", "expected text; put quotes around a number", "2020"),
    (STUDY, "strapline: Neighbours took the street back.", "strapline: yes", "strapline", "expected text; put quotes", "True"),
    (STUDY, "    value: 50", "    value: many", "findings.1.value", "valid decimal", "'many'"),
    (STUDY, "    evidence_level: 2", "    evidence_level: 6", "findings.1.evidence_level", "less than or equal to 5", "6"),
    (STUDY, "    evidence_level: 0", "    evidence_level: -1", "findings.2.evidence_level", "greater than or equal to 0", "-1"),
    (STUDY, "    basis: perceived", "    basis: felt", "findings.2.basis", "expected 'perceived'", "'felt'"),
    (STUDY, "    direction: better\n    basis: self", "    direction: up\n    basis: self", "findings.1.direction", "expected 'better'", "'up'"),
    (STUDY, "amount: 70000", "amount: -5", "initiatives.1.funders.1.amount", "greater than or equal to 0", "-5"),
    (STUDY, "locator: Chapter 2", "locater: Chapter 2", "locater", "there is no field of this name", "'Chapter 2'"),
    (PLAN, "standing: answered", "standing: shrugged", "scrutiny_meetings.1.points.1.standing", "expected 'answered'", "'shrugged'"),
    (PLAN, "kind: principle", "kind: rule", "priorities.2.kind", "expected 'priority'", "'rule'"),
    (REPORT, "published_on: 2020-05-04", "published_on: May 2020", "published_on", "valid date", "'May 2020'"),
    (REPORT, "slug: report", "slug: The Report", "slug", "match pattern", "'The Report'"),
    ("councils", "E10999999,county", "E10999999,shire", "type", "expected 'county'", "'shire'"),
    ("councils", "parent,begins", "parent,founded", "founded", "there is no field of this name", "'2009-04-01'"),
    ("organisations", "trust,The Trust,voluntary", "trust,The Trust,kind", "sector", "expected 'voluntary'", "'kind'"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "old", "new", "field", "message", "value"), MISTAKES)
def test_mistake_is_named_with_its_place(files, name, old, new, field, message, value):
    line = files.change(name, old, new)

    found = [problem for problem in problems(files) if problem.where == field]

    (problem,) = found
    assert problem.path == files.path(name)
    if name == "councils":
        line = {"type": 3, "founded": 3}[field]
    assert problem.line == line
    assert message in problem.message
    assert problem.value == value
    assert str(problem) == f"{problem.path}:{line}: {field}: {problem.message} (found {value})"


REFERENCES = [
    (STUDY, "source: report", "source: reprot", "source", "source", "report"),
    (STUDY, "  - council: northmarl", "  - council: northmarle", "councils.1.council", "council", "northmarl"),
    (STUDY, "population_groups: [children]", "population_groups: [childen]", "population_groups.1", "population group", "children"),
    (STUDY, "settings: [street]", "settings: [stret]", "settings.1", "setting", "street"),
    (STUDY, "strategies: [plan]", "strategies: [plans]", "strategies.1", "strategy", "plan"),
    (STUDY, "  - approach: play-streets", "  - approach: play-street", "approaches.1.approach", "approach", "play-streets"),
    (STUDY, "  - enabler: leadership", "  - enabler: leadreship", "enablers.1.enabler", "enabler", "leadership"),
    (STUDY, "  - organisation: trust\n    con", "  - organisation: trusts\n    con", "partners.1.organisation", "organisation", "trust"),
    (STUDY, "    approaches: [gardens]", "    approaches: [garden]", "findings.2.approaches.1", "approach", "gardens"),
    (STUDY, "    enablers: [leadership]", "    enablers: [leaderships]", "findings.1.enablers.1", "enabler", "leadership"),
    (PLAN, "councils: [northmarl]", "councils: [northmarll]", "councils.1", "council", "northmarl"),
    (PLAN, "    themes: [fairness]", "    themes: [fairnes]", "priorities.1.themes.1", "theme", "fairness"),
    (TEN, "      - council: northmarl", "      - council: nortmarl", "items.1.examples.1.council", "council", "northmarl"),
    ("councils", "england,marlshire", "england,marlshir", "parent", "council", "marlshire"),
    ("approaches", "closed for play.,gardens", "closed for play.,garden", "broader", "approach", "gardens"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "old", "new", "field", "kind", "meant"), REFERENCES)
def test_reference_to_nothing_asks_what_was_meant(files, name, old, new, field, kind, meant):
    line = files.change(name, old, new)

    (problem,) = problems(files)

    assert (problem.path, problem.line, problem.where) == (files.path(name), line, field)
    assert problem.message == f"there is no {kind} of this name; did you mean “{meant}”?"


def test_reference_like_nothing_asks_nothing(files):
    files.change(STUDY, "source: report", "source: xyzzy")

    (problem,) = problems(files)

    assert problem.message == "there is no source of this name"


@pytest.mark.parametrize(
    ("old", "missing", "line"),
    [("title: Living Streets\n", "title", 1), ("    basis: perceived\n", "findings.2.basis", 47)],
)
def test_what_is_missing_is_named_where_it_should_stand(files, old, missing, line):
    files.change(STUDY, old, "")

    (problem,) = problems(files)

    assert (problem.where, problem.message, problem.value) == (missing, "this is missing", "")
    text = files.path(STUDY).read_text().splitlines()[problem.line - 1]
    assert text.startswith("slug: streets" if missing == "title" else "  - statement: They felt")


def test_number_and_unit_go_together(files):
    files.change(STUDY, "    value: 50\n", "")

    (problem,) = problems(files)

    assert problem.where == "findings.1"
    assert problem.message == "a number needs a unit, and a unit needs a number"


def test_finding_names_an_initiative_of_its_file(files):
    files.change(STUDY, "initiative: Play Street", "initiative: Play Strete")

    (problem,) = problems(files)

    assert "finding 1 names the initiative “Play Strete”" in problem.message


def test_slug_that_stands_in_two_files_is_refused(files):
    other = files.folder / "sources" / "zweite.yaml"
    other.write_text(files.path(REPORT).read_text())

    (problem,) = problems(files)

    assert (problem.path, problem.line, problem.where) == (other, 1, "slug")
    assert problem.message == "another source has this slug"
    assert problem.value == "'report'"


def test_mistakes_of_all_files_come_together_in_reading_order(files):
    files.change(STUDY, "stage: established", "stage: old")
    files.change(STUDY, "    basis: perceived", "    basis: felt")
    files.change(PLAN, "kind: principle", "kind: rule")
    files.change("themes", "fairness,Fairness,Fair shares.", "fairness,Fairness,")

    found = problems(files)

    assert [problem.where for problem in found] == [
        "stage",
        "findings.2.basis",
        "kind",
        "definition",
    ] or [(problem.path.name, problem.where) for problem in found] == [
        ("streets.yaml", "stage"),
        ("streets.yaml", "findings.2.basis"),
        ("plan.yaml", "priorities.2.kind"),
        ("themes.csv", "definition"),
    ]


RULES = [
    # What only the models know is checked too, and has its place.
    ("councils", "E07999991", "X07999991", "", "A GSS code of a council looks like", 2),
    (STUDY, "start_year: 2016", "start_year: 2016\nend_year: 2015", "", "The end cannot be before the start.", None),
    (STUDY, "    evidence_level: 2\n", "", "findings.1", "say how sure the change is", None),
    (STUDY, "    evidence_level: 0\n", "    evidence_level: 0\n    output: satisfaction\n", "findings.2", "only work done names what was done", None),
    (STUDY, "      - organisation: trust\n        amount: 70000", "      - amount: 70000", "initiatives.1.funders.1", "Name either an organisation or a council as the funder.", None),
    (TEN, "      - organisation: trust", "      - description: Nobody", "items.1.examples.2", "Name either a council or an organisation.", None),
    (STUDY, "  - council: northmarl\npartners", "  - council: northmarl\n  - council: northmarl\npartners", "councils.2", "This council is already in the list.", None),
    (STUDY, "  - council: northmarl\npartners", "  - council: northmarl\n    role: area\npartners", "", "Name at least one council that acted", None),
    (REPORT, "published_on: 2020-05-04", "published_on: 2020-05-04\npublished_year: 2019", "", "The year and the day of publication disagree.", None),
    (REPORT, "url: https://example.org/report", "url: javascript:x", "url", "Enter a valid URL.", None),
    (PLAN, "status: adopted", "status: draft\nadopted_on: 2016-01-01", "adopted_on", "A draft has not been adopted yet.", None),
    ("approaches", "things grow.,", "things grow.,play-streets", "broader", "circle", None),
]  # fmt: skip


@pytest.mark.parametrize(("name", "old", "new", "field", "message", "line"), RULES)
def test_rule_of_a_model_is_refused_with_its_place(files, name, old, new, field, message, line):
    files.change(name, old, new)

    (problem,) = problems(files)

    assert problem.path == files.path(name)
    assert problem.where.startswith(field)
    assert message in problem.message
    if field.startswith(("findings", "initiatives", "items", "councils")):
        text = files.path(name).read_text().splitlines()[problem.line - 1]
        assert text.lstrip().startswith("-"), f"line {problem.line} is “{text}”"
    if line:
        assert problem.line == line

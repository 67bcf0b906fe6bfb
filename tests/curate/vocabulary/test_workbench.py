"""A family on one page: use, what is missing, what is near; and as a table that is read back."""

from __future__ import annotations

import csv
import io
import re
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from pytest_django.asserts import assertContains, assertNotContains

from casestudies.models import Outcome
from tests import factories as make
from tests.core.vocabulary.twins import Twins
from wellbeing_portal.core.vocabulary.merging import merge

pytestmark = pytest.mark.django_db

BENCH = "/curate/vocabulary/outcomes/"


def rows(page: Any) -> dict[str, list[str]]:
    """The cells of the table by the concept, without tags."""
    found = {}
    for row in re.findall(r"<tr>(.*?)</tr>", page.content.decode(), re.DOTALL)[1:]:
        cells = [
            " ".join(re.sub("<[^>]+>", " ", cell).split())
            for cell in re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", row, re.DOTALL)
        ]
        found[cells[0]] = cells[1:]
    return found


def test_use_is_counted_with_what_is_narrower(twins: Twins, keeper: Client) -> None:
    make.OutcomeFactory(name="Unused")
    table = rows(keeper.get(BENCH))

    assert table["Being lonely under Feeling well"][:3] == ["2", "1", "3"]
    assert table["Feeling well"][:3] == ["2", "1", "3"]
    assert table["Loneliness"][:3] == ["1", "1", "2"]
    assert table["Unused"][:3] == ["0", "0", "0"]
    assert list(rows(keeper.get(f"{BENCH}?show=never"))) == ["Unused"]
    assert list(rows(keeper.get(f"{BENCH}?q=solitude"))) == ["Loneliness"]
    assert next(iter(rows(keeper.get(f"{BENCH}?sort=0")))) != "Unused"
    assert list(rows(keeper.get(f"{BENCH}?sort=0")))[-1] == "Unused"
    assert keeper.get(f"{BENCH}?sort=99&show=odd").status_code == 200


def test_queries_do_not_grow_with_the_family(
    twins: Twins, keeper: Client, django_assert_num_queries: Any
) -> None:
    keeper.get(BENCH)
    with django_assert_num_queries(11):
        keeper.get(BENCH)
    for number in range(30):
        study = make.CaseStudyFactory(published=True)
        make.FindingFactory(case_study=study, outcomes=[make.OutcomeFactory(name=f"N{number}")])
    with django_assert_num_queries(11):
        keeper.get(BENCH)


def test_near_pair_is_kept_apart_for_good(twins: Twins, keeper: Client) -> None:
    other = make.OutcomeFactory(name="Loneliness again", definition="Something else.")
    near = f"{BENCH}near/"
    assertContains(keeper.get(near), f"pair-{twins.kept.pk}-{other.pk}")
    assertContains(keeper.get(near), f"/{other.pk}/merge/?into=loneliness")

    keeper.post(near, {"one": other.pk, "other": twins.kept.pk})

    assertNotContains(keeper.get(near), f"pair-{twins.kept.pk}-{other.pk}")
    assert keeper.post(near, {"one": other.pk, "other": other.pk}).status_code == 404
    assert keeper.post(near, {"one": "x", "other": "9" * 30}).status_code == 404


def test_near_in_records_is_suggested(twins: Twins, keeper: Client) -> None:
    one, other = make.OutcomeFactory(name="Strolling"), make.OutcomeFactory(name="Ambling")
    for _ in range(2):
        study = make.CaseStudyFactory(published=True)
        make.FindingFactory(case_study=study, outcomes=[one, other])

    assertContains(keeper.get(f"{BENCH}near/"), "2 of 2 records name both.")


def test_texts_and_tags_are_decided_once(twins: Twins, keeper: Client) -> None:
    study = make.CaseStudyFactory(
        published=True, title="Warm rooms", summary="They were less lonely: solitude went."
    )
    page = f"{BENCH}{twins.kept.pk}/consistency/"
    shown = keeper.get(page)
    assertContains(shown, "Warm rooms")
    assertContains(shown, twins.both.title)

    keeper.post(page, {"question": f"untagged-{study.pk}", "answer": "right"})
    keeper.post(page, {"question": f"unspoken-{twins.both.pk}", "answer": "wrong"})

    after = keeper.get(page).content.decode()
    assert f'value="untagged-{study.pk}"' not in after
    assert f'value="unspoken-{twins.both.pk}"' not in after
    assert "These go from here once somebody has changed them." in after
    again = keeper.post(page, {"question": "untagged-0", "answer": "right"})
    assert again.status_code == 302
    odd = keeper.post(page, {"question": f"untagged-{study.pk}", "answer": "odd"})
    assert odd.status_code == 404


def test_what_was_decided_stays_decided_after_a_merge(twins: Twins, keeper: Client) -> None:
    study = make.CaseStudyFactory(published=True, summary="Isolation was not the point.")
    question = f"untagged-{study.pk}"
    keeper.post(f"{BENCH}{twins.former.pk}/consistency/", {"question": question, "answer": "right"})

    merge(twins.former, twins.kept, by=twins.by)

    page = keeper.get(f"{BENCH}{twins.kept.pk}/consistency/")
    assertNotContains(page, f'value="{question}"')


def taken(client: Client) -> list[list[str]]:
    answer = client.get(f"{BENCH}table.csv")
    text = b"".join(answer).decode("utf-8-sig")
    return list(csv.reader(io.StringIO(text, newline="")))


def written(table: list[list[str]]) -> str:
    out = io.StringIO(newline="")
    csv.writer(out).writerows(table)
    return out.getvalue()


def upload(client: Client, table: list[list[str]]) -> Any:
    file = SimpleUploadedFile("outcomes.csv", written(table).encode("utf-8-sig"))
    return client.post(f"{BENCH}table/", {"table": file})


def test_table_that_comes_back_as_it_was_changes_nothing(twins: Twins, keeper: Client) -> None:
    twins.kept.synonyms = ["one; two", "=1+1"]
    twins.kept.definition = "Two\nlines."
    twins.kept.save()

    assertContains(upload(keeper, taken(keeper)), "Nothing: it says what stands.")


def test_filled_table_is_shown_and_then_taken_in(twins: Twins, keeper: Client) -> None:
    table = taken(keeper)
    place = {name: at for at, name in enumerate(table[0])}
    (row,) = [one for one in table if one[0] == "loneliness"]
    row[place["Definition"]] = "Wanting company\nand having none."
    row[place["Also known as"]] = "solitude; aloneness"
    row[place["Broader concept (address)"]] = "feeling-well"

    shown = upload(keeper, table)
    assertContains(shown, "aloneness")
    twins.kept.refresh_from_db()
    assert twins.kept.synonyms == ["solitude"]

    done = keeper.post(f"{BENCH}table/", {"rows": written(table), "act": "take-in"})
    assert done.status_code == 302
    twins.kept.refresh_from_db()
    assert twins.kept.definition == "Wanting company\nand having none."
    assert twins.kept.synonyms == ["solitude", "aloneness"]
    assert twins.kept.broader == twins.above
    again = keeper.post(f"{BENCH}table/", {"rows": written(table), "act": "take-in"})
    assertContains(again, "has been changed since the table was taken", status_code=422)


@pytest.mark.parametrize(
    ("table", "said"),
    [
        ("Address,Definition\nnowhere,It.", "Line 2: no concept here has the address “nowhere”."),
        ("Address,Definition\nloneliness,", "“Loneliness” needs a definition."),
        ("Address,Definition\nloneliness,A\nloneliness,B", "Line 3: “loneliness” stands twice."),
        ("Name,Definition\nLoneliness,A", "no column “Address”"),
        ('Address,Definition\nloneliness,"A', "cannot be read as CSV"),
        (
            "Address,Broader concept (address)\nfeeling-well,being-lonely",
            "that is a circle",
        ),
    ],
)
def test_what_is_wrong_is_told_and_nothing_changes(
    twins: Twins, keeper: Client, table: str, said: str
) -> None:
    before = list(Outcome.objects.order_by("pk").values())

    answer = keeper.post(f"{BENCH}table/", {"rows": table, "act": "take-in"})

    assertContains(answer, said, status_code=422)
    assertNotContains(answer, "it says what stands", status_code=422)
    assert list(Outcome.objects.order_by("pk").values()) == before


def test_no_file_and_no_text_are_told(twins: Twins, keeper: Client) -> None:
    assertContains(keeper.post(f"{BENCH}table/", {}), "Choose the file.", status_code=422)
    file = SimpleUploadedFile("outcomes.csv", b"\xff\xfe\x00")
    answer = keeper.post(f"{BENCH}table/", {"table": file})
    assertContains(answer, "not text in UTF-8", status_code=422)

"""The list behind every list: what it makes of an address."""

from __future__ import annotations

import pytest
from django.core.exceptions import ValidationError
from django.http import Http404
from django.test import RequestFactory

from strategies.models import Source
from tests import factories as make
from wellbeing_portal.core.lists.fields import WholeNumberField
from wellbeing_portal.core.lists.listing import ListingView, Sort

pytestmark = pytest.mark.django_db


class Sources(ListingView):
    noun = "source"
    template_name = "site/sources/source_list.html"
    queryset = Source.objects.all()
    paginate_by = 2
    sorts = {
        "title": Sort("Title", ("title",)),
        "backwards": Sort("Title, from the end", ("-title",)),
    }


@pytest.fixture
def ask():
    for title in "ABCDE":
        make.SourceFactory(title=title)

    def ask(**params):
        response = Sources.as_view()(RequestFactory().get("/", params))
        return response.context_data

    return ask


def titles(context):
    return [source.title for source in context["object_list"]]


def test_first_sort_is_the_default(ask):
    context = ask()

    assert titles(context) == ["A", "B"]
    assert (context["sort"], context["total"], context["ignored"]) == ("title", 5, [])
    assert context["sorts"] == [("title", "Title"), ("backwards", "Title, from the end")]


def test_sort_and_page(ask):
    assert titles(ask(sort="backwards", page="2")) == ["C", "B"]


@pytest.mark.parametrize(
    ("asked", "number"), [("3", 3), ("03", 3), ("0003", 3), ("4", 3), ("9" * 40, 3), ("0", 1)]
)
def test_page_asked_or_the_nearest(ask, asked, number):
    assert ask(page=asked)["page_obj"].number == number


@pytest.mark.parametrize("asked", ["x", "-1", "1.0", "²", "٢", "1 ", "+1", "\0", "1e1", "0x1"])
def test_page_that_is_no_number_shows_the_first_and_says_so(ask, asked):
    context = ask(page=asked)

    assert context["page_obj"].number == 1
    assert context["ignored"] == [f"There is no page “{asked}”: the list has 3 pages."]


def test_empty_parameters_are_as_if_they_were_not_there(ask):
    context = ask(page="", sort="")

    assert titles(context) == ["A", "B"]
    assert context["ignored"] == []


def test_both_kinds_of_nonsense_are_said_and_cut_short(ask):
    context = ask(page="p" * 100, sort="s" * 100)

    assert context["ignored"] == [
        f"There is no sort order called “{'s' * 50}”.",
        f"There is no page “{'p' * 20}”: the list has 3 pages.",
    ]


def test_one_page_is_not_called_pages(ask):
    Source.objects.exclude(title="A").delete()

    assert ask(page="2")["ignored"] == ["There is no page “2”: the list has 1 page."]


def test_no_page_is_ever_missing(ask):
    Source.objects.all().delete()

    try:
        context = ask(page="2")
    except Http404:
        pytest.fail("an empty list is a page too")
    assert context["total"] == 0


def test_long_list_of_pages_is_shortened(ask):
    for number in range(40):
        make.SourceFactory(title=f"T{number}")

    context = ask(page="10")

    assert context["page_range"] == [1, context["ellipsis"], 9, 10, 11, context["ellipsis"], 23]


def test_key_decides_between_equals(ask):
    assert ask()["object_list"].query.order_by == ("title", "pk")


def test_a_number_that_is_left_empty_is_no_mistake() -> None:
    field = WholeNumberField(least=1900, most=2100)

    assert [field.clean(one) for one in (None, "", " ")] == [None] * 3
    assert [field.clean(one) for one in ("1900", "2100")] == [1900, 2100]
    for said in ("x", "1899", "2101", "20.5", "٢٠٢٠", "9" * 10):
        with pytest.raises(ValidationError):
            field.clean(said)

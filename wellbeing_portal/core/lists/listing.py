"""Lists of records: sorted, in pages, and never broken by what stands in the address."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.utils.translation import gettext
from django.views.generic import TemplateView

from wellbeing_portal.core.export.views import ListDownloads, WholeList
from wellbeing_portal.search import Question, Search, current

from .fields import TextField, too_long
from .paging import PAGE_SIZE, nearest_page, no_such_page, page_links


@dataclass(frozen=True)
class Sort:
    """One way to order a list: what it is called, and the fields it orders by.

    A list that the index answers needs no fields: the index knows the order by its name.
    """

    label: str
    ordering: tuple[Any, ...] = ()


Sorts = Mapping[str, Sort]


def sort_of(asked: str, sorts: Sorts) -> str:
    """Return the name of the sort asked for, or of the first."""
    return asked if asked in sorts else next(iter(sorts))


def no_such_sort(asked: str, sorts: Sorts) -> list[str]:
    """Return what a page says if there is no such sort."""
    if not asked or asked in sorts:
        return []
    return [gettext("There is no sort order called “%(asked)s”.") % {"asked": asked[:50]}]


class ListingView(ListDownloads, TemplateView):
    """A list that a visitor can sort and page through.

    A parameter it cannot use is ignored, and the page says so. ``searched`` is the kind of
    document in which words are looked for; without one there is no search for words.
    """

    paginate_by = PAGE_SIZE
    queryset: QuerySet[Any]
    sorts: Sorts
    noun: str
    searched = ""

    @property
    def text(self) -> str:
        """The words to search for, where this list can."""
        return TextField().clean(self.request.GET.get("q", "")) if self.searched else ""

    def rows(self, sort: str) -> QuerySet[Any]:
        """Return the records in an order."""
        found = self.queryset
        if text := self.text:
            question = Question(Search(self.searched, text), size=None, told=False)
            found = found.filter(pk__in=current().ask(question).ids)
        # The key decides between equals, so that no record stands on two pages or on none.
        return found.order_by(*self.sorts[sort].ordering, "pk")

    def words_not_read(self) -> list[str]:
        """Return what is said of words that this list does not search for, or not all of."""
        typed = self.request.GET.get("q", "").strip()
        if typed and not self.searched:
            return [gettext("This list has no search for words: “%(q)s”.") % {"q": typed[:50]}]
        return too_long(typed)

    def whole_list(self) -> WholeList:
        """Return all its records in the order asked for."""
        sort = sort_of(self.request.GET.get("sort", ""), self.sorts)
        keys = list(self.rows(sort).values_list("pk", flat=True))
        return WholeList(self.queryset.model, keys, gettext(self.sorts[sort].label))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the page asked for or the nearest, the sorts, and what was ignored."""
        asked, wanted = self.request.GET.get("sort", ""), self.request.GET.get("page", "")
        sort = sort_of(asked, self.sorts)
        paginator: Paginator[Any] = Paginator(self.rows(sort), self.paginate_by)
        page = paginator.page(nearest_page(wanted, paginator.num_pages))
        ignored = [
            *no_such_sort(asked, self.sorts),
            *no_such_page(wanted, paginator.num_pages),
            *self.words_not_read(),
        ]
        return (
            super().get_context_data(**kwargs)
            | page_links(page)
            | {
                "object_list": page.object_list,
                "noun": self.noun,
                "sorts": [(name, gettext(sort.label)) for name, sort in self.sorts.items()],
                "sort": sort,
                "ignored": ignored,
                "total": paginator.count,
                "text": self.text,
            }
        )

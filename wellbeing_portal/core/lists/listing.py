"""Lists of records: sorted, in pages, and never broken by what stands in the address."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.views.generic import ListView

from wellbeing_portal.core.export.views import ListDownloads
from wellbeing_portal.core.words import counted

PAGE_SIZE = 20


@dataclass(frozen=True)
class Sort:
    """One way to order a list: what it is called, and the fields it orders by.

    A list that the index answers needs no fields: the index knows the order by its name.
    """

    label: str
    ordering: tuple[Any, ...] = ()


def page_number(asked: str) -> int:
    """Return the number of the page asked for, or 0 when it is not a number."""
    digits = asked.lstrip("0")[:9] if asked.isascii() and asked.isdigit() else ""
    return int(digits or 0)


class ListingView(ListDownloads, ListView):
    """A list that a visitor can sort and page through.

    A parameter it cannot use is ignored, and the page says so.
    """

    paginate_by = PAGE_SIZE
    sorts: Mapping[str, Sort]
    noun: str

    def setup(self, *args: Any, **kwargs: Any) -> None:
        super().setup(*args, **kwargs)
        self.ignored: list[str] = []

    @property
    def default_sort(self) -> str:
        """The first of the sorts."""
        return next(iter(self.sorts))

    def get_sort(self) -> str:
        """Return the name of the sort asked for, or the default."""
        asked = self.request.GET.get("sort", "")
        if asked and asked not in self.sorts:
            self.ignored.append(f"There is no sort order called “{asked[:50]}”.")
        return asked if asked in self.sorts else self.default_sort

    def get_queryset(self) -> QuerySet[Any]:
        """Return the records in the order asked for."""
        self.sort = self.get_sort()
        # The key decides between equals, so that no record stands on two pages or on none.
        return super().get_queryset().order_by(*self.sorts[self.sort].ordering, "pk")

    def paginate_queryset(self, queryset: Any, page_size: int) -> tuple[Any, ...]:
        """Cut out the page asked for, or the nearest one that exists."""
        paginator: Paginator[Any] = self.get_paginator(queryset, page_size)
        asked = self.request.GET.get("page", "")
        number = page_number(asked)
        if asked and not 1 <= number <= paginator.num_pages:
            self.ignored.append(
                f"There is no page “{asked[:20]}”: the list has "
                f"{counted(paginator.num_pages, 'page')}."
            )
            number = paginator.num_pages if number > paginator.num_pages else 1
        page = paginator.page(max(1, number))
        return paginator, page, page.object_list, page.has_other_pages()

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the sorts, what was ignored, and the page numbers to link to."""
        context = super().get_context_data(**kwargs)
        page = context["page_obj"]
        return context | {
            "noun": self.noun,
            "sorts": [(name, sort.label) for name, sort in self.sorts.items()],
            "sort": self.sort,
            "ignored": self.ignored,
            "total": page.paginator.count,
            "page_range": list(
                page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1)
            ),
            "ellipsis": page.paginator.ELLIPSIS,
        }

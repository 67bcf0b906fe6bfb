"""The page of a list that an address asks for."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Page
from django.utils.translation import gettext

from wellbeing_portal.core.words import counted

PAGE_SIZE = 20


def page_number(asked: str) -> int:
    """Return the number of the page asked for, or 0 when it is not a number."""
    digits = asked.lstrip("0")[:9] if asked.isascii() and asked.isdigit() else ""
    return int(digits or 0)


def nearest_page(asked: str, pages: int) -> int:
    """Return the number of the page asked for, or of the nearest that exists."""
    return min(max(1, page_number(asked)), pages)


def no_such_page(asked: str, pages: int, *, of: str = "") -> list[str]:
    """Return what a page says if there is no page of the number asked for.

    ``of`` names what the pages are of, where that is not the list as a whole.
    """
    if not asked or 1 <= page_number(asked) <= pages:
        return []
    if of:
        return [
            gettext("There is no page “%(asked)s” of these %(of)s.")
            % {"asked": asked[:20], "of": of}
        ]
    return [
        gettext("There is no page “%(asked)s”: the list has %(pages)s.")
        % {"asked": asked[:20], "pages": counted(pages, "page")},
    ]


def page_links(page: Page[Any]) -> dict[str, Any]:
    """Return what the links from page to page show."""
    paginator = page.paginator
    return {
        "page_obj": page,
        "page_range": list(paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1)),
        "ellipsis": paginator.ELLIPSIS,
    }

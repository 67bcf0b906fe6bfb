"""The page of the briefing, and the briefing itself."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils.translation import gettext as _
from django.views.generic import TemplateView

from casestudies.models import CaseStudy
from strategies.models import Council, Strategy
from wellbeing_portal.core.addresses import address_of
from wellbeing_portal.core.export.not_offered import no_file, not_offered
from wellbeing_portal.core.export.response import SHORT, about_page, export_response
from wellbeing_portal.core.words import counted, opening
from wellbeing_portal.site.shortlist import kept as shortlist
from wellbeing_portal.site.shortlist.kept import TITLE_LENGTH, clean_title
from wellbeing_portal.takeaway.briefing import (
    MOST_IN_SHORT,
    Subject,
    as_noun,
    read_subject,
    subject_groups,
    write_briefing,
)
from wellbeing_portal.takeaway.offers import TOLD

from .named import NamedItem
from .offered import Offered

FORMATS = ("docx",)
FULL = "full"


class BriefingPage(TemplateView):
    """Asks what a briefing is about, what it holds and for whom; the same address gives the file.

    Everything is in the address but the notes of the visitor's own shortlist, which are told to
    nobody else.
    """

    template_name = "site/briefing.html"

    @staticmethod
    def state_of_file(request: HttpRequest) -> str:
        """Return what a file holds besides the portal's content: the visitor's own notes."""
        return repr(shortlist.kept(request.session)) if request.GET.get("mine") == "1" else ""

    def get(  # type: ignore[override]  # a file is streamed
        self, request: HttpRequest, *args: Any, **kwargs: Any
    ) -> HttpResponseBase:
        """Answer with the briefing if the file is asked for, or else with the page."""
        asked = request.GET.get("export", "")
        if not asked:
            return super().get(request, *args, **kwargs)
        return self.export() if asked in FORMATS else not_offered(request, FORMATS)

    def export(self) -> HttpResponseBase:
        """Return the briefing."""
        about_what = self.asked()
        subject = Subject.of(about_what)
        offered = Offered.of(self.request, subject)
        taken = offered.taken
        if not taken:
            return no_file(
                self.request, _("There is no briefing yet: choose what it is to be about.")
            )
        title = clean_title(self.request.GET.get("title", ""))
        about = about_page(
            self.request,
            title=title or offered.title or titled(subject, taken),
            slug="briefing",
            asked=about_what,
        )
        most = MOST_IN_SHORT if about.is_short else TOLD
        left = len(taken) - most
        about = replace(
            about,
            address=self.request.build_absolute_uri(self.address(taken)),
            audience=clean_title(self.request.GET.get("audience", "")),
            notes=[
                *(
                    [
                        _(
                            "This briefing tells the first %(most)s of the %(records)s that were "
                            "chosen."
                        )
                        % {"most": most, "records": counted(len(taken), "item")}
                    ]
                    if left > 0
                    else []
                ),
                *offered.left_out(taken[:most]),
            ],
        )
        items = [one.item for one in taken[:most]]
        return export_response(
            "docx", about, [], document=lambda stream: write_briefing(stream, items, about)
        )

    def asked(self) -> Any:
        """Return the subject that the address names."""
        return read_subject(self.request.GET.get("about", ""))

    def address(self, taken: Sequence[NamedItem]) -> str:
        """Return where anybody finds the page with the same choice, without any notes."""
        about = [("about", f"{name}.{slugs[0]}") for name, slugs in self.asked().items()]
        items = [("item", one.value) for one in taken]
        return f"{address_of('briefing')}?{urlencode([*about, *items, ('chosen', '1')])}"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Offer what the address leads to."""
        get = self.request.GET
        about_what = self.asked()
        subject = Subject.of(about_what)
        offered = Offered.of(self.request, subject)
        about = next((f"{name}.{slugs[0]}" for name, slugs in about_what.items()), "")
        title = clean_title(get.get("title", "")) if not get.get("items") else ""
        unknown = get.get("about", "").strip()[:60] if not about_what else ""
        return super().get_context_data(**kwargs) | {
            "offered": offered,
            "about": about,
            "subjects": subject_groups(),
            "subject": subject,
            "title_asked": title or offered.title,
            "title_otherwise": titled(subject, offered.taken),
            "audience": clean_title(get.get("audience", "")),
            "length": FULL if get.get("length") == FULL else SHORT,
            "title_length": TITLE_LENGTH,
            "most": MOST_IN_SHORT,
            "left_out": offered.left_out(offered.taken),
            "carried": [
                (name, value) for name in ("mine", "items", "notes") if (value := get.get(name))
            ],
            "ignored": (
                [_("There is no subject called “{name}”.").format(name=unknown)] if unknown else []
            ),
        }


def titled(subject: Subject, taken: Sequence[NamedItem]) -> str:
    """Return what a briefing is called that nobody gave a title."""
    if subject.words:
        return _("{subject}: what councils did and what came of it").format(
            subject=opening(as_noun(subject))
        )
    councils = [one for one in taken if isinstance(one.record, Council)]
    if len(councils) == 1:
        return _("{council}: what it did and what came of it").format(council=councils[0].title)
    strategies = [one for one in taken if isinstance(one.record, Strategy)]
    if len(strategies) == 1 and _is_of(strategies[0].record, taken):
        return _("{strategy}: what it set out to do and what came of it").format(
            strategy=strategies[0].title
        )
    if len(taken) == 1:
        return taken[0].title
    return _("What councils did and what came of it")


def _is_of(strategy: Any, taken: Sequence[NamedItem]) -> bool:
    """Tell whether all else that is told is work under a strategy."""
    others = [one.record for one in taken if one.record != strategy]
    under = strategy.case_studies.filter(pk__in=[one.pk for one in others])
    return all(isinstance(one, CaseStudy) for one in others) and under.count() == len(others)

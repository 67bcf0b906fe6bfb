"""Concepts that come near one another: merged by people, or kept apart for good."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext

from wellbeing_portal.core.roles import Verb, require
from wellbeing_portal.core.vocabulary.uses import read_uses
from wellbeing_portal.curate.models import KeptApart

from .pages import FamilyPage
from .workbench import undecided_pairs

MOST = 60
"""Pairs on the page: the nearest come first, and others follow as these are decided."""


class NearPage(FamilyPage):
    """Suggests what may be the same, and decides nothing."""

    template_name = "curate/vocabulary/near.html"

    def post(self, request: HttpRequest, *_args: Any, **_kwargs: Any) -> HttpResponse:
        """Keep two concepts apart."""
        require(self.user, Verb.VOCABULARY)
        said = [request.POST.get(name, "") for name in ("one", "other")]
        keys = sorted(int(one) for one in said if one.isdecimal() and len(one) < 19)
        there = self.family.model._default_manager.in_bulk(keys)
        if len(there) != len(said):
            raise Http404(gettext("It is not in the vocabulary any more."))
        KeptApart.objects.get_or_create(
            kind=self.family.kind,
            one=keys[0],
            other=keys[1],
            defaults={"said_by_name": self.user.get_username()},
        )
        noted = gettext("“%(one)s” and “%(other)s” are not the same: noted.")
        names = {"one": there[keys[0]].name, "other": there[keys[1]].name}
        messages.success(request, noted % names)
        return HttpResponseRedirect(request.path)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        model = self.family.model
        concepts = list(model._default_manager.order_by("name"))
        pairs = undecided_pairs(self.family, concepts, read_uses(model))
        told = {
            "title": gettext("Near in meaning: %(family)s") % {"family": self.family.many},
            "pairs": [
                (
                    pair,
                    *(
                        self.family.page("curate_merge_concept", one.pk)
                        for one in (pair.one, pair.other)
                    ),
                )
                for pair in pairs[:MOST]
            ],
            "number": len(pairs),
        }
        return super().get_context_data(**(told | kwargs))

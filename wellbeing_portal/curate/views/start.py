"""The page that begins a record."""

from __future__ import annotations

from functools import cached_property
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext

from wellbeing_portal.core.aggregates import write
from wellbeing_portal.core.publishing.ownership import own
from wellbeing_portal.core.roles import Verb, require
from wellbeing_portal.core.words import with_article
from wellbeing_portal.curate.access import EditorPage
from wellbeing_portal.curate.sections import Noun, nouns


class StartPage(EditorPage):
    """Asks for the little that a record cannot be without, and makes a draft of it."""

    template_name = "curate/start.html"
    kwargs: dict[str, Any]

    @cached_property
    def noun(self) -> Noun:
        """The kind of record that is begun."""
        noun = nouns().get(self.kwargs["noun"])
        if noun is None:
            raise Http404(gettext("The editor knows no such kind of record."))
        return noun

    def post(self, request: HttpRequest, *_args: Any, **_kwargs: Any) -> HttpResponse:
        require(self.user, Verb.START)
        form = self.noun.start(request.POST)
        if form.is_valid():
            try:
                with transaction.atomic():
                    record = write(form.begun(), by=self.user)
                    own(record, self.user)
            except ValidationError as error:
                form.add_error(None, error.messages)
            else:
                return HttpResponseRedirect(
                    reverse("curate_tasks", args=[self.noun.key, record.pk])
                )
        return self.render_to_response(self.get_context_data(form=form), status=422)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        kwargs.setdefault("form", self.noun.start())
        title = gettext("Start %(a_noun)s") % {"a_noun": with_article(self.noun.name)}
        return super().get_context_data(title=title, noun=self.noun, **kwargs)

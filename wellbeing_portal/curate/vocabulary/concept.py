"""One concept: what it says, what uses it, what each of its names finds, what can be done."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from wellbeing_portal.core.models import VocabularyChange
from wellbeing_portal.core.roles import Verb, require
from wellbeing_portal.core.vocabulary.states import begin, change_words
from wellbeing_portal.core.vocabulary.texts import Texts, read_texts
from wellbeing_portal.core.vocabulary.uses import read_uses
from wellbeing_portal.core.words import counted, joined
from wellbeing_portal.curate.forms.fields import one_line, record_field, sentences
from wellbeing_portal.curate.forms.start import free_slug

from .acts import acts_of
from .consistency import asked_of
from .pages import FamilyPage, VocabularyConceptPage
from .workbench import PARTS

LATELY = 10
"""Changes of the concept that its page shows."""


@dataclass(frozen=True)
class NameFinds:
    """A name of a concept, in how many texts it stands, and the search for it."""

    name: str
    told: str
    url: str


class ConceptDetail(VocabularyConceptPage):
    """What there is to know of a concept before somebody changes it."""

    template_name = "curate/vocabulary/concept.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        concept = self.concept
        uses = read_uses(self.family.model)
        counts = uses.counts()
        asked = asked_of(self.family.model, uses)
        kind = str(asked._meta.verbose_name)
        fields = concept._meta
        told = {
            "title": concept.name,
            "acts": acts_of(self),
            "said": [
                (fields.get_field(name).verbose_name, getattr(concept, name)) for name in PARTS
            ],
            "counts": joined(
                counted(counts.get((concept.pk, one), 0), str(one._meta.verbose_name))
                for one in uses.kinds
            ),
            "finds": list(self._finds(read_texts(asked), kind)),
            "narrower": [
                (one.name, self.family.page("curate_concept", one.pk))
                for one in concept.narrower.order_by("name")
            ],
            "changes": VocabularyChange.objects.of(concept).defer("before", "after")[:LATELY],
            "consistency_url": self.family.page("curate_consistency", concept.pk),
            "admin_url": reverse(
                f"admin:{fields.app_label}_{fields.model_name}_change", args=[concept.pk]
            ),
        }
        return super().get_context_data(**(told | kwargs))

    def _finds(self, texts: Texts, kind: str) -> Iterator[NameFinds]:
        for name in self.concept.names():
            number = len(texts.speaking_of([name]))
            url = f"{reverse('search')}?{urlencode({'q': name})}"
            yield NameFinds(name, counted(number, kind), url)


class WordsForm(forms.Form):
    """What a concept says of itself."""

    definition = sentences(
        _("What belongs there?"), _("One or two plain sentences, and what does not belong there.")
    )
    synonyms = forms.CharField(
        label=_("Also known as"),
        help_text=_("Other words and abbreviations for the same thing, one a line."),
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    counts = sentences(
        _("What counts"), _("What a record must do or say to get this tag."), required=False
    )
    does_not_count = sentences(
        _("What does not count"), _("What looks like it, with what it is instead."), required=False
    )
    example = sentences(_("Example"), _("One record that has it, and why."), required=False)

    def clean_synonyms(self) -> list[str]:
        """Return the words, each once."""
        lines = (line.strip() for line in self.cleaned_data["synonyms"].splitlines())
        return list(dict.fromkeys(line for line in lines if line))


class WordsPage(VocabularyConceptPage):
    """Changes what a concept says of itself."""

    template_name = "curate/vocabulary/words.html"

    def post(self, request: HttpRequest, *_args: Any, **_kwargs: Any) -> HttpResponse:
        """Keep what was written."""
        require(self.user, Verb.VOCABULARY)
        form = WordsForm(request.POST)
        if form.is_valid():
            try:
                change = change_words(self.concept, form.cleaned_data, by=self.user)
            except ValidationError as error:
                form.add_error(None, error.messages)
            else:
                messages.success(request, f"{change.note}.")
                return HttpResponseRedirect(self.concept_url)
        return self.render_to_response(self.get_context_data(form=form), status=422)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        initial = {name: getattr(self.concept, name) for name in PARTS}
        initial["synonyms"] = "\n".join(self.concept.synonyms)
        kwargs.setdefault("form", WordsForm(initial=initial))
        return super().get_context_data(title=gettext("Change its words"), **kwargs)


class BeginPage(FamilyPage):
    """Begins a concept as a draft."""

    template_name = "curate/vocabulary/words.html"

    def form(self, data: Any = None, **kwargs: Any) -> forms.Form:
        """Return what is asked of a new concept."""
        return begin_form(self.family.key)(data, **kwargs)

    def post(self, request: HttpRequest, *_args: Any, **_kwargs: Any) -> HttpResponse:
        """Make the draft."""
        require(self.user, Verb.VOCABULARY)
        form = self.form(request.POST)
        if form.is_valid():
            concept = begun(self.family.model, form.cleaned_data)
            try:
                change = begin(concept, by=self.user)
            except ValidationError as error:
                form.add_error(None, error.messages)
            else:
                messages.success(request, f"{change.note}.")
                return HttpResponseRedirect(self.family.page("curate_concept", concept.pk))
        return self.render_to_response(self.get_context_data(form=form), status=422)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        kwargs.setdefault("form", self.form())
        title = gettext("Begin a draft: %(kind)s") % {"kind": self.family.one}
        return super().get_context_data(title=title, **kwargs)


def begin_form(kind: str) -> type[forms.Form]:
    """Return the form of what a new concept of a family says."""
    fields = {
        "name": one_line(_("Name"), _("As people in the field say it."), 100),
        "definition": WordsForm.base_fields["definition"],
        "under": record_field(
            kind, _("Under which?"), _("Leave it empty if it stands on its own."), required=False
        ),
    }
    return type("BeginForm", (forms.Form,), fields)


def begun(model: Any, said: dict[str, Any]) -> Any:
    """Return a new concept that says what was written, and is not saved yet."""
    slug = free_slug(model, said["name"])
    above = model._default_manager.filter(slug=said["under"]).first() if said["under"] else None
    return model(name=said["name"], slug=slug, definition=said["definition"], broader=above)

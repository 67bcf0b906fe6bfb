"""Acts upon a concept, each on a page that shows first what would change."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from wellbeing_portal.core.models import Concept, VocabularyChange
from wellbeing_portal.core.models.reason import reasons_in
from wellbeing_portal.core.roles import Verb, require
from wellbeing_portal.core.slugs import LONGEST, plain_slug
from wellbeing_portal.core.vocabulary.foreseen import Foreseen
from wellbeing_portal.core.vocabulary.merging import foresee_merge, merge
from wellbeing_portal.core.vocabulary.moving import foresee_move, move
from wellbeing_portal.core.vocabulary.renaming import foresee_rename, rename
from wellbeing_portal.core.vocabulary.states import change_state, foresee_state
from wellbeing_portal.curate.forms.fields import one_line, record_field

from .foreseen import shown
from .pages import VocabularyConceptPage, points

Act = VocabularyChange.Act


class ActPage(VocabularyConceptPage):
    """Asks what is wanted, shows what would change, and does it when that is pressed.

    What is asked for stands in the address until then, so that a preview can be sent to somebody.
    """

    template_name = "curate/vocabulary/act.html"
    words: Any
    button: Any
    help: Any = ""

    def form(self, data: Any = None) -> forms.Form:
        """Return what is asked."""
        raise NotImplementedError

    def foresee(self, said: dict[str, Any]) -> Foreseen:
        """Return what would change."""
        raise NotImplementedError

    def do(self, said: dict[str, Any]) -> VocabularyChange:
        """Do it."""
        raise NotImplementedError

    def get(self, request: HttpRequest, *_args: Any, **_kwargs: Any) -> HttpResponse:
        """Ask, or show what would change."""
        unasked = self.form()
        if unasked.fields and not set(unasked.fields) & set(request.GET):
            return self.render_to_response(self.get_context_data(form=unasked))
        form = self.form(request.GET)
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(form=form), status=422)
        foreseen = self.foresee(form.cleaned_data)
        return self.render_to_response(self.get_context_data(form=form, foreseen=foreseen))

    def post(self, request: HttpRequest, *_args: Any, **_kwargs: Any) -> HttpResponse:
        """Do what was looked at, if it would still change the same."""
        require(self.user, Verb.VOCABULARY)
        form = self.form(request.POST)
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(form=form), status=422)
        foreseen = self.foresee(form.cleaned_data)
        if foreseen.digest != request.POST.get("digest"):
            said = gettext("Something has changed since you looked. This is how it is now.")
            return self._refused(form, foreseen, [said])
        try:
            change = self.do(form.cleaned_data)
        except ValidationError as error:
            return self._refused(form, foreseen, reasons_in(error))
        messages.success(request, f"{change.note}.")
        return HttpResponseRedirect(reverse("curate_vocabulary_change", args=[change.pk]))

    def _refused(self, form: forms.Form, foreseen: Foreseen, said: list[str]) -> HttpResponse:
        context = self.get_context_data(form=form, foreseen=foreseen, refused=points(said))
        return self.render_to_response(context, status=422)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        foreseen = kwargs.pop("foreseen", None)
        told = {
            "title": self.words,
            "button": self.button,
            "help": self.help,
            "foreseen": shown(foreseen) if foreseen else None,
        }
        return super().get_context_data(**(told | kwargs))

    def other(self, slug: str | None) -> Any:
        """Return the concept of the family that was named."""
        return self.family.model._default_manager.filter(slug=slug).first() if slug else None


class MergePage(ActPage):
    """Makes a concept part of another."""

    words = _("Merge into another")
    button = _("Merge them")
    help = _(
        "Everything that names this concept will name the other. Its address leads there, and its "
        "names stay as other names of that."
    )

    def form(self, data: Any = None) -> forms.Form:
        into = record_field(self.family.key, _("Into which?"))
        return _form_of({"into": into})(data)

    def foresee(self, said: dict[str, Any]) -> Foreseen:
        return foresee_merge(self.concept, self.other(said["into"]))

    def do(self, said: dict[str, Any]) -> VocabularyChange:
        return merge(self.concept, self.other(said["into"]), by=self.user)


class MovePage(ActPage):
    """Lets a concept stand under another."""

    words = _("Move under another")
    button = _("Move it")
    help = _("Whoever chooses the broader concept finds this one too.")

    def form(self, data: Any = None) -> forms.Form:
        under = record_field(
            self.family.key,
            _("Under which?"),
            _("Leave it empty if it stands on its own."),
            required=False,
        )
        broader = self.concept.broader
        initial = {"under": broader.slug if broader else ""}
        return _form_of({"under": under})(data, initial=initial)

    def foresee(self, said: dict[str, Any]) -> Foreseen:
        return foresee_move(self.concept, self.other(said["under"]))

    def do(self, said: dict[str, Any]) -> VocabularyChange:
        return move(self.concept, self.other(said["under"]), by=self.user)


class RenamePage(ActPage):
    """Gives a concept another name, and another address if that is wanted."""

    words = _("Rename")
    button = _("Rename it")
    help = _("Where the address changes, the former one leads to the new one for ever.")

    def form(self, data: Any = None) -> forms.Form:
        fields = {
            "name": one_line(_("Name"), _("As people in the field say it."), 100),
            "slug": forms.CharField(
                label=_("Name in addresses"),
                help_text=_("Lower case words joined by hyphens. It may stay as it is."),
                max_length=LONGEST,
                validators=[plain_slug],
                error_messages={"required": _("Write something here.")},
            ),
            "keep_name": forms.BooleanField(
                label=_("Keep the former name among its other names"), required=False
            ),
        }
        initial = {"name": self.concept.name, "slug": self.concept.slug, "keep_name": True}
        return _form_of(fields)(data, initial=initial)

    def foresee(self, said: dict[str, Any]) -> Foreseen:
        return foresee_rename(self.concept, **said)

    def do(self, said: dict[str, Any]) -> VocabularyChange:
        return rename(self.concept, **said, by=self.user)


class StatePage(ActPage):
    """Archives a concept, brings it back or takes a draft into use."""

    WORDS = {
        "archive": (_("Archive"), _("Archive it"), Act.ARCHIVE),
        "bring-back": (_("Bring back"), _("Bring it back"), Act.RESTORE),
        "take-into-use": (_("Take into use"), _("Take it into use"), Act.SETTLE),
    }

    @property
    def words(self) -> Any:
        return self._way[0]

    @property
    def button(self) -> Any:
        return self._way[1]

    @property
    def _way(self) -> tuple[Any, Any, Act]:
        if self.kwargs["way"] not in self.WORDS:
            raise Http404(gettext("A concept has no such way."))
        return self.WORDS[self.kwargs["way"]]

    def form(self, data: Any = None) -> forms.Form:
        return forms.Form(data)

    def get(self, request: HttpRequest, *_args: Any, **_kwargs: Any) -> HttpResponse:  # noqa: ARG002
        """Show what stands in the way, if anything does."""
        foreseen = self.foresee({})
        return self.render_to_response(self.get_context_data(form=self.form(), foreseen=foreseen))

    def foresee(self, said: dict[str, Any]) -> Foreseen:  # noqa: ARG002 (nothing is asked)
        return foresee_state(self.concept, self._way[2])

    def do(self, said: dict[str, Any]) -> VocabularyChange:  # noqa: ARG002 (nothing is asked)
        return change_state(self.concept, self._way[2], by=self.user)


def acts_of(page: VocabularyConceptPage) -> list[tuple[str, str]]:
    """Return the addresses and words of what can be done with a concept as it is."""
    state = page.concept.state
    ways = [
        key
        for key, (_words, _button, act) in StatePage.WORDS.items()
        if (act == Act.RESTORE) == (state == Concept.State.ARCHIVED)
        and (act != Act.SETTLE or state == Concept.State.DRAFT)
    ]
    pages: list[tuple[str, Any]] = []
    if state != Concept.State.ARCHIVED:
        pages = [
            ("curate_merge_concept", MergePage.words),
            ("curate_rename_concept", RenamePage.words),
            ("curate_move_concept", MovePage.words),
            ("curate_words_of_concept", _("Change its words")),
        ]
    pk = page.concept.pk
    found = [(page.family.page(name, pk), str(words)) for name, words in pages]
    return found + [
        (
            page.family.page("curate_state_of_concept", pk, key),
            capfirst(str(StatePage.WORDS[key][0])),
        )
        for key in ways
    ]


def _form_of(fields: dict[str, Any]) -> type[forms.Form]:
    return type("ActForm", (forms.Form,), fields)

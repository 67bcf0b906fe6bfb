"""Comments on a record, its sections and rows."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils import timezone
from django.utils.translation import gettext

from wellbeing_portal.core.models.redirect import kind_of
from wellbeing_portal.core.roles import Verb, require
from wellbeing_portal.curate.checking import place_url
from wellbeing_portal.curate.commenting import require_settling
from wellbeing_portal.curate.forms.comment import CommentForm
from wellbeing_portal.curate.models import Comment

from .record import RecordPage


class AddComment(RecordPage):
    """Keeps a remark on a record, or on a section or row of it."""

    template_name = "curate/comment.html"
    http_method_names = ["post"]

    def post(self, request: HttpRequest, *_args: Any, **_kwargs: Any) -> HttpResponse:
        require(self.user, Verb.COMMENT, self.record)
        form = CommentForm(request.POST)
        if not form.is_valid():
            title = gettext("Comment")
            return self.render_to_response(
                self.get_context_data(title=title, form=form), status=422
            )
        made = Comment.objects.create(
            kind=kind_of(type(self.record)),
            record=self.record.pk,
            author=self.user,
            author_name=self.user.get_username(),
            **form.cleaned_data,
        )
        return HttpResponseRedirect(f"{self._place(made)}#comment-{made.pk}")

    def _place(self, comment: Comment) -> str:
        return place_url(self.noun, self.record, comment.section, comment.row)


class SettleComment(RecordPage):
    """Notes that what a comment asked for is done."""

    http_method_names = ["post"]

    def post(self, _request: HttpRequest, *_args: Any, **_kwargs: Any) -> HttpResponse:
        found = Comment.objects.on(self.record).filter(pk=self.kwargs["comment"]).first()
        if found is None:
            raise Http404(gettext("This comment is not there any more."))
        require_settling(self.user, found, self.record)
        if found.settled_at is None:
            found.settled_at, found.settled_by_name = timezone.now(), self.user.get_username()
            found.save(update_fields=["settled_at", "settled_by_name"])
        url = place_url(self.noun, self.record, found.section, found.row)
        return HttpResponseRedirect(f"{url}#comments")

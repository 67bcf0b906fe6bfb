"""The accounts of the portal, for administrators."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext

from wellbeing_portal.core.models import EditingRule
from wellbeing_portal.core.roles import Role, Verb, require
from wellbeing_portal.core.roles.role import role_held
from wellbeing_portal.core.words import day_in_words, opening, with_article
from wellbeing_portal.curate import accounts
from wellbeing_portal.curate.access import EditorPage
from wellbeing_portal.curate.forms.account import InviteForm, RoleForm

from .outside import not_sent


@dataclass(frozen=True)
class ListedAccount:
    """An account, as lists show it."""

    account: User

    @property
    def role(self) -> str:
        """What it is to the portal."""
        return role_held(self.account).label

    @property
    def told(self) -> str:
        """Its role, its address, and when somebody last came with it."""
        last = self.account.last_login
        since = ""
        if last is not None:
            day = day_in_words(timezone.localdate(last))
            since = gettext("last signed in on %(day)s") % {"day": day}
        return ", ".join(filter(None, [opening(self.role), self.account.email, since]))

    @property
    def state(self) -> str:
        """Whether somebody can sign in with it."""
        if not self.account.is_active:
            return gettext("Closed")
        return gettext("Invited") if accounts.is_invited(self.account) else gettext("Open")


class AdministratorPage(EditorPage):
    """A page of those who may manage accounts."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if request.user.is_authenticated:
            require(request.user, Verb.ACCOUNTS)
        return super().dispatch(request, *args, **kwargs)


class AccountsPage(AdministratorPage):
    """Every account, and what is settled for everybody."""

    template_name = "curate/accounts.html"

    def post(self, request: HttpRequest, *_args: Any, **_kwargs: Any) -> HttpResponse:
        allowed = request.POST.get("force_publish") == "on"
        accounts.allow_forcing(allowed, by=self.user)
        said = (
            gettext("Editors may publish without a second person.")
            if allowed
            else gettext("A second person approves, wherever two accounts can.")
        )
        messages.success(request, said)
        return HttpResponseRedirect(reverse("curate_accounts"))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            title=gettext("Accounts"),
            accounts=list(self._listed()),
            rule=EditingRule.load(),
            goes_out=accounts.mail_goes_out(),
            **kwargs,
        )

    def _listed(self) -> Iterator[ListedAccount]:
        rows = User.objects.prefetch_related("groups").order_by("-is_active", "username")
        return map(ListedAccount, rows)


class InvitePage(AdministratorPage):
    """Asks for an address and a role, and sends the invitation."""

    template_name = "curate/invite.html"

    def post(self, request: HttpRequest, *_args: Any, **_kwargs: Any) -> HttpResponse:
        form = InviteForm(request.POST)
        if form.is_valid():
            said = form.cleaned_data
            try:
                account = accounts.invite(said["email"], said["role"], by=self.user)
            except accounts.AddressTaken as error:
                form.add_error("email", error)
            else:
                send_invitation(request, account)
                return HttpResponseRedirect(reverse("curate_accounts"))
        return self.render_to_response(self.get_context_data(form=form), status=422)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        kwargs.setdefault("form", InviteForm())
        return super().get_context_data(title=gettext("Invite somebody"), **kwargs)


class AccountDetailPage(AdministratorPage):
    """One account: its role, a new invitation, an end and a new beginning."""

    template_name = "curate/account_detail.html"
    kwargs: dict[str, Any]

    @property
    def account(self) -> User:
        """The account that the address names."""
        found: User | None = User.objects.filter(pk=self.kwargs["pk"]).first()
        if found is None:
            raise Http404(gettext("There is no such account."))
        return found

    def post(self, request: HttpRequest, *_args: Any, **_kwargs: Any) -> HttpResponse:
        account = self.account
        acts: dict[str, Callable[[User], str]] = {
            "role": self._change_role,
            "invite": self._invite_again,
            "close": self._close,
            "open": self._open_again,
        }
        act = acts.get(request.POST.get("act", ""))
        if act is None:
            raise Http404(gettext("There is no such act."))
        try:
            said = act(account)
        except ValidationError as error:
            context = self.get_context_data(refused=error.messages)
            return self.render_to_response(context, status=422)
        if said:
            messages.success(request, said)
        return HttpResponseRedirect(reverse("curate_account_of", args=[account.pk]))

    def _change_role(self, account: User) -> str:
        form = RoleForm(self.request.POST)
        if not form.is_valid():
            raise ValidationError(gettext("Choose a role."))
        role: Role = form.cleaned_data["role"]
        accounts.change_role(account, role, by=self.user)
        return gettext("The role is changed.")

    def _invite_again(self, account: User) -> str:
        if not accounts.is_invited(account):
            raise ValidationError(gettext("This account has a password already."))
        send_invitation(self.request, account)
        return ""

    def _close(self, account: User) -> str:
        accounts.close(account, by=self.user)
        return gettext("The account is closed. Its name stays in what it did.")

    def _open_again(self, account: User) -> str:
        accounts.open_again(account, by=self.user)
        return gettext("The account is open again.")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        account = self.account
        role = role_held(account)
        form = RoleForm(initial={"role": str(int(role))})
        return super().get_context_data(
            title=account.get_username(),
            listed=ListedAccount(account),
            is_invited=accounts.is_invited(account),
            is_own=account == self.user,
            form=form,
            **kwargs,
        )


def send_invitation(request: HttpRequest, account: User) -> None:
    """Send the link, and tell whoever has it sent whether it went out."""
    path = reverse("curate_accept", args=[accounts.token_of(account)])
    context = {
        "link": request.build_absolute_uri(path),
        "home": request.build_absolute_uri("/"),
        "role": with_article(role_held(account).label),
        "by": request.user.get_username(),
    }
    try:
        accounts.send_mail(account.email, "curate/mail/invitation.txt", context)
    except accounts.MailNotSent:
        messages.error(request, not_sent())
        return
    said = (
        gettext("The invitation is sent to %(address)s.")
        if accounts.mail_goes_out()
        else gettext(
            "No mail server is set, so the invitation to %(address)s was written where the portal "
            "writes its log."
        )
    )
    messages.success(request, said % {"address": account.email})

"""The door of the admin: which of its addresses take forms, and who may follow a link out of it.

What an admin class checks, its own pages check once more. This here holds for every address,
also for those that a package brings along.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from django.conf import settings
from django.contrib.admin.apps import AdminConfig
from django.contrib.admin.sites import AdminSite
from django.http import Http404, HttpRequest, HttpResponseBase
from django.urls import URLPattern, URLResolver
from django.views.decorators.http import require_http_methods

from wellbeing_portal.core.not_allowed import NotAllowed

TAKE_FORMS = frozenset({"login", "logout", "changelist", "add", "change", "delete"})
"""How the names of addresses end to which forms may be sent. All others are only read."""

READ = ["GET", "HEAD"]


class PortalAdminConfig(AdminConfig):
    """Django's admin behind the portal's door."""

    default_site = "wellbeing_portal.core.admin_site.PortalAdminSite"


class PortalAdminSite(AdminSite):
    """Takes forms at the addresses that are made for them and nowhere else.

    A page of an old version, say, asks whether one may view; were a form sent there acted upon,
    whoever may view could write.
    """

    site_header = site_title = settings.PORTAL_NAME
    index_title = "What would you like to edit?"
    # The lists and rows need the width; the way to other lists leads over the breadcrumbs.
    enable_nav_sidebar = False

    def get_urls(self) -> list[Any]:
        urls: list[Any] = super().get_urls()
        for pattern in patterns(urls):
            name = pattern.name or ""
            if name == "view_on_site":
                pattern.callback = self.admin_view(self.view_on_site)
            methods = [*READ, "POST"] if takes_forms(name) else READ
            pattern.callback = require_http_methods(methods)(pattern.callback)
        return urls

    def view_on_site(
        self, request: HttpRequest, content_type_id: str, object_id: str
    ) -> HttpResponseBase:
        """Lead to the public page of a record that the account may see here.

        Raises:
            NotAllowed: when it may not; the address alone can tell of a draft.
        """
        # Django's models can be imported only once all apps are there.
        from django.contrib.contenttypes.models import ContentType
        from django.contrib.contenttypes.views import shortcut

        kind = ContentType.objects.filter(pk=record_key(content_type_id)).first()
        model = kind.model_class() if kind else None
        model_admin = self._registry.get(model) if model else None
        if model_admin is None:
            raise Http404
        if not model_admin.has_view_permission(request):
            raise NotAllowed("Your account may not look at this record.")
        return shortcut(request, content_type_id, object_id)


def takes_forms(name: str) -> bool:
    """Whether forms may be sent to the address of this name, such as ``auth_user_change``."""
    return name.rpartition("_")[2] in TAKE_FORMS


def patterns(urls: Iterable[URLPattern | URLResolver]) -> Iterator[URLPattern]:
    """Every address among ``urls`` and below them."""
    for entry in urls:
        if isinstance(entry, URLResolver):
            yield from patterns(entry.url_patterns)
        else:
            yield entry


def record_key(text: str) -> int:
    """The number of a record in an address, or 0, which none has, where it cannot be one."""
    return int(text) if text.isdecimal() and len(text) < 10 else 0

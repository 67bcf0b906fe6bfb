"""Admin pages of accounts, groups and the records of sign-ins.

Django's own let whoever may change accounts make themselves a superuser, and axes' lets whoever
may look at failed sign-ins delete them.
"""

from __future__ import annotations

from typing import Any, ClassVar

from axes import admin as axes_admin
from axes.models import AccessAttempt, AccessFailureLog, AccessLog
from django.contrib import admin
from django.contrib.auth import admin as auth_admin
from django.contrib.auth.models import Group, Permission, User
from django.db.models import Q
from django.http import HttpRequest

from wellbeing_portal.core.roles.role import ROLES, role_held, role_of

from .stale import RefusesStalePages

RIGHTS = ("is_superuser", "groups", "user_permissions")
"""What says what an account may do."""


class AccountAdmin(RefusesStalePages, auth_admin.UserAdmin):
    """Accounts. Only superusers give rights.

    Whoever else may change accounts changes names, addresses and passwords, of accounts that
    may do no more than their own. That they sign in meanwhile changes nothing about their page.
    """

    bookkeeping = ("password", "last_login")

    def get_readonly_fields(self, request: HttpRequest, obj: User | None = None) -> Any:
        shown = super().get_readonly_fields(request, obj)
        return shown if request.user.is_superuser else [*shown, *RIGHTS]

    def has_change_permission(self, request: HttpRequest, obj: User | None = None) -> bool:
        return super().has_change_permission(request, obj) and may_touch(request, obj)

    def has_delete_permission(self, request: HttpRequest, obj: User | None = None) -> bool:
        return super().has_delete_permission(request, obj) and may_touch(request, obj)


class GroupAdmin(RefusesStalePages, auth_admin.GroupAdmin):
    """Groups. What their members may do is for superusers to say.

    Groups of roles are known by their names, so that they keep them.
    """

    def get_readonly_fields(self, request: HttpRequest, obj: Group | None = None) -> Any:
        shown = super().get_readonly_fields(request, obj)
        fixed = ["name"] if obj is not None and obj.name in ROLES else []
        rights = [] if request.user.is_superuser else ["permissions"]
        return [*shown, *fixed, *rights]

    def has_delete_permission(self, request: HttpRequest, obj: Group | None = None) -> bool:
        is_role = obj is not None and obj.name in ROLES
        return super().has_delete_permission(request, obj) and not is_role

    def get_deleted_objects(self, objs: Any, request: HttpRequest) -> Any:
        """Refuse to delete several groups where one is a role's."""
        found, counts, lacking, barred = super().get_deleted_objects(objs, request)
        return found, counts, lacking, [*barred, *(str(one) for one in objs if one.name in ROLES)]


class FailedSignInAdmin(axes_admin.AccessAttemptAdmin):
    """Failed sign-ins. To delete one lets its account try again."""

    actions: ClassVar[Any] = ["cleanup_expired_attempts"]

    @admin.action(description="Delete those that no longer count", permissions=["delete"])
    def cleanup_expired_attempts(self, request: HttpRequest, queryset: Any) -> None:
        super().cleanup_expired_attempts(request, queryset)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """What happened cannot be changed."""
        return False


class SignInAdmin(axes_admin.AccessLogAdmin):
    """Sign-ins, to look at."""

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """What happened cannot be changed."""
        return False


class LockOutAdmin(axes_admin.AccessFailureLogAdmin):
    """Refused sign-ins, to look at."""

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """What happened cannot be changed."""
        return False


def may_touch(request: HttpRequest, account: User | None) -> bool:
    """Whether ``account`` may do no more than whoever asks.

    Who sets the password of an account can do all that it may.
    """
    if account is None or request.user.is_superuser:
        return True
    if account.is_superuser or role_held(account) > role_of(request.user):
        return False
    return rights_of(account) <= request.user.get_all_permissions()


def rights_of(account: User) -> set[str]:
    """What the account may do, or could if it were active."""
    held = Permission.objects.filter(Q(user=account) | Q(group__user=account))
    return {
        f"{app}.{name}" for app, name in held.values_list("content_type__app_label", "codename")
    }


for model, page in (
    (User, AccountAdmin),
    (Group, GroupAdmin),
    (AccessAttempt, FailedSignInAdmin),
    (AccessLog, SignInAdmin),
    (AccessFailureLog, LockOutAdmin),
):
    admin.site.unregister(model)
    admin.site.register(model, page)

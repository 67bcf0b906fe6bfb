"""Accounts and groups: Django's own pages, which refuse to overwrite what others did as well."""

from __future__ import annotations

from django.contrib import admin
from django.contrib.auth.admin import GroupAdmin, UserAdmin
from django.contrib.auth.models import Group, User

from .stale import RefusesStalePages

admin.site.unregister([User, Group])


@admin.register(User)
class AccountAdmin(RefusesStalePages, UserAdmin):
    """People who may sign in. That they sign in meanwhile changes nothing about their page."""

    bookkeeping = ("password", "last_login")


@admin.register(Group)
class AccountGroupAdmin(RefusesStalePages, GroupAdmin):
    """What the people of a group may do."""

"""The groups that roles are had by: what Django lets them do, and that they stay what they are."""

from __future__ import annotations

import importlib
from types import SimpleNamespace
from typing import Any

import pytest
from django.apps import apps
from django.contrib import admin
from django.contrib.auth.models import Group, Permission, User
from django.core.management.sql import emit_post_migrate_signal
from django.db import connection
from django.db.migrations import CreateModel, Migration
from django.urls import reverse

from casestudies.models import (
    Barrier,
    CaseStudy,
    ContextFact,
    Finding,
    Organisation,
    WiderEvidence,
)
from strategies.models import Council, CouncilChange, Source, Theme
from tests import factories as make
from tests.people import administrator, contributor, editor, reviewer, signed_in
from wellbeing_portal.core.roles import Role, role_of
from wellbeing_portal.core.roles.groups import give_what_is_new, group_of, permissions_of, set_role

pytestmark = pytest.mark.django_db

ROLES = [role for role in Role if role is not Role.NOBODY]


def names_of(group: Group) -> set[str]:
    return set(group.permissions.values_list("codename", flat=True))


@pytest.mark.parametrize("role", ROLES)
def test_each_group_is_there_from_the_start_with_what_the_table_allows(role):
    group = Group.objects.get(name=role.group)
    assert names_of(group) == set(permissions_of(role).values_list("codename", flat=True))


def test_content_is_for_editors_and_accounts_for_administrators():
    assert names_of(group_of(Role.CONTRIBUTOR)) == names_of(group_of(Role.REVIEWER)) == set()
    for act in ("view", "add", "change", "delete"):
        for model in (Council, CouncilChange, ContextFact, Theme, Organisation):
            wanted = f"{act}_{model._meta.model_name}"
            assert wanted in names_of(group_of(Role.EDITOR))
            assert wanted in names_of(group_of(Role.ADMINISTRATOR))
        for model in (CaseStudy, Finding, Barrier, Source, WiderEvidence):
            is_given = f"{act}_{model._meta.model_name}" in names_of(group_of(Role.EDITOR))
            assert is_given == (act == "view"), "records are written in the editor"
    assert not {"change_user", "view_accesslog"} & names_of(group_of(Role.EDITOR))
    assert {"change_user", "view_accesslog"} <= names_of(group_of(Role.ADMINISTRATOR))
    assert not {"delete_user", "change_group"} & names_of(group_of(Role.ADMINISTRATOR))


def test_an_account_has_one_role_and_its_other_groups():
    user, others = make.UserFactory(), Group.objects.create(name="Choir")
    user.groups.add(others)
    for role in [*ROLES, Role.NOBODY]:
        set_role(user, role)
        left = User.objects.get(pk=user.pk)
        assert role_of(left) is role
        assert left.is_staff == (role >= Role.EDITOR)
        expected = {"Choir", *([role.group] if role.group else [])}
        assert {group.name for group in left.groups.all()} == expected


def test_contributors_and_reviewers_find_nothing_in_the_admin():
    for user in (contributor(), reviewer()):
        client = signed_in(user)
        assert client.get("/admin/").status_code == 302
        assert client.get("/admin/casestudies/casestudy/").status_code == 302
    assert signed_in(editor()).get("/admin/casestudies/casestudy/").status_code == 200


def test_what_an_administrator_took_from_a_group_stays_away():
    group = group_of(Role.EDITOR)
    taken = group.permissions.get(codename="delete_council")
    group.permissions.remove(taken)
    give_what_is_new()
    assert taken not in group.permissions.all()


class TestWhatMigrationsMake:
    """Editors may edit it at once, whoever migrates; what was taken away stays away."""

    @pytest.fixture
    def migrate(self) -> Any:
        """Ends a migration as ``manage.py migrate`` and ``prepare`` do."""

        def end(*made: str, is_undone: bool = False) -> None:
            operations = [CreateModel(name, fields=[]) for name in made]
            making: Any = type("Making", (Migration,), {"operations": operations})
            plan = [(making("0099_made", "casestudies"), is_undone)] if made else []
            emit_post_migrate_signal(0, False, connection.alias, apps=apps, plan=plan)

        return end

    @pytest.fixture
    def taken(self) -> set[str]:
        """All that editors may do with settings and outcomes, of which nothing is left."""
        group = group_of(Role.EDITOR)
        before = names_of(group)
        Permission.objects.filter(content_type__model="setting").delete()
        group.permissions.remove(*group.permissions.filter(content_type__model="outcome"))
        return before - names_of(group)

    @pytest.mark.parametrize("made", ["Setting", "HistoricalSetting"])
    def test_it_is_theirs(self, taken, migrate, made):
        assert signed_in(editor()).get("/admin/casestudies/setting/add/").status_code == 403
        migrate(made)
        left = names_of(group_of(Role.EDITOR))
        assert {one for one in taken if one.endswith("_setting")} <= left
        assert not {one for one in taken if one.endswith("_outcome")} & left
        assert signed_in(editor()).get("/admin/casestudies/setting/add/").status_code == 200
        assert "change_setting" in names_of(group_of(Role.ADMINISTRATOR))
        assert names_of(group_of(Role.REVIEWER)) == set()

    def test_nothing_else_is_given(self, taken, migrate):
        migrate()
        migrate("Setting", is_undone=True)
        assert not taken & names_of(group_of(Role.EDITOR))

    def test_part_of_what_was_given_is_not_given_again(self, migrate):
        group = group_of(Role.EDITOR)
        group.permissions.remove(group.permissions.get(codename="delete_setting"))
        migrate("Setting")
        assert "delete_setting" not in names_of(group)


class TestCuratorsBecomeEditors:
    """The one group of former releases keeps its members, and all that they were let do."""

    @pytest.fixture
    def member(self) -> Any:
        group = Group.objects.create(name="Curators")
        group.permissions.add(Permission.objects.get(codename="view_accesslog"))
        user = make.UserFactory(is_staff=True)
        user.groups.add(group)
        return user

    def migrate(self) -> None:
        migration = importlib.import_module(
            "wellbeing_portal.curate.migrations.0002_groups_of_roles"
        )
        migration.rename(Group)

    @pytest.mark.parametrize("are_there", [True, False])
    def test_they_do(self, member, are_there):
        if not are_there:
            Group.objects.filter(name="Editors").delete()
        self.migrate()
        again = User.objects.get(pk=member.pk)
        assert role_of(again) is Role.EDITOR
        assert again.has_perm("axes.view_accesslog")
        assert not Group.objects.filter(name="Curators").exists()

    def test_without_curators_nothing_changes(self):
        before = names_of(group_of(Role.EDITOR))
        self.migrate()
        assert names_of(group_of(Role.EDITOR)) == before


def test_former_portals_keep_no_right_to_write_records():
    """What an administrator gave the group besides stays."""
    group = group_of(Role.EDITOR)
    written = Permission.objects.filter(
        codename__in=["add_finding", "change_casestudy", "delete_source", "change_contextfact"]
    )
    group.permissions.add(*written, Permission.objects.get(codename="view_accesslog"))
    migration: Any = importlib.import_module(
        "wellbeing_portal.curate.migrations.0006_records_are_read_in_the_admin"
    )

    migration.let_them_look(apps, SimpleNamespace(connection=connection))

    left = names_of(group)
    assert not {"add_finding", "change_casestudy", "delete_source"} & left
    assert {"view_finding", "view_accesslog", "change_contextfact", "change_council"} <= left


class TestInTheAdmin:
    """Groups of roles keep their names, whoever asks; accounts above one's own are not touched."""

    def test_a_group_of_a_role_is_not_renamed_or_deleted(self):
        client = signed_in(make.UserFactory(is_staff=True, is_superuser=True))
        group = Group.objects.get(name="Editors")
        page = reverse("admin:auth_group_change", args=[group.pk])
        assert 'name="name"' not in client.get(page).content.decode()
        client.post(page, {"name": "Others", "permissions": []})
        assert client.post(reverse("admin:auth_group_delete", args=[group.pk])).status_code == 403
        chosen = {"action": "delete_selected", "_selected_action": [group.pk], "post": "yes"}
        client.post(reverse("admin:auth_group_changelist"), chosen)
        assert Group.objects.filter(pk=group.pk, name="Editors").exists()

    def test_nobody_touches_an_account_above_their_own(self):
        right = Permission.objects.filter(codename__in=["change_user", "view_user"])
        by = editor()
        by.user_permissions.add(*right)
        page = "admin:auth_user_password_change"
        for above in (administrator(), administrator(is_active=False)):
            above.groups.first().permissions.clear()
            answer = signed_in(by).get(reverse(page, args=[above.pk]))
            assert answer.status_code == 403
        for below in (contributor(), reviewer()):
            answer = signed_in(by).get(reverse(page, args=[below.pk]))
            assert answer.status_code == 200

    def test_every_model_of_the_admin_is_open_to_somebody_with_a_role(self):
        held = names_of(group_of(Role.ADMINISTRATOR))
        closed = {
            model.__name__
            for model in admin.site._registry
            if f"view_{model._meta.model_name}" not in held
        }
        assert closed == {"Group", "CouncilNeighbour", "UnansweredSearch"}

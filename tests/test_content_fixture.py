import pytest
from django.core.management import call_command

from strategies.models import Council, Theme


@pytest.mark.django_db
def test_database_without_the_fixture_is_empty():
    assert not Council.objects.exists()


def test_whole_content_is_what_load_content_makes(whole_content, capsys):
    assert Council.objects.count() > 350

    call_command("load_content")

    assert "created 0, changed 0, left" in capsys.readouterr().out


def test_content_leaves_room_for_new_rows(content):
    theme = Theme.objects.create(slug="new", name="New", definition="Made by a test.")

    assert Theme.objects.get(slug="new") == theme


def test_content_comes_again_after_a_test_that_commits(transactional_db, content):
    assert Council.objects.count() > 350

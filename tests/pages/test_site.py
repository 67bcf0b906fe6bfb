"""The pages that explain."""

from casestudies.evidence.grammar import strength_at
from casestudies.models import Finding


def test_about_explains_every_level_and_basis(show, db):
    page = show("/about/")

    for level in Finding.EvidenceLevel:
        assert f"{strength_at(level)} (level {level.value} of 5)" in page.text
    for basis in Finding.Basis:
        assert str(basis.label) in page.text
    assert {"words", "findings", "evidence", "rights"} <= set(page.ids)


def test_static_pages_say_what_they_must(show, db):
    assert "Web Content Accessibility Guidelines version 2.2 at level AA" in (
        show("/accessibility/").text
    )
    assert "No analytics, no advertising and no tracking." in show("/privacy/").text
    assert "Reading, searching and comparing set no cookie at all." in show("/cookies/").text

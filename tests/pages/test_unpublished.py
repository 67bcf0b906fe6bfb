"""What is not published does not exist for the public: not in a page, a count or a link."""

import pytest

from strategies.models import Source
from tests.hidden import SECRET
from tests.pages.reading import LISTS, every_public_address, not_found
from wellbeing_portal.core.acting import SYSTEM
from wellbeing_portal.core.models import Publishable
from wellbeing_portal.core.publishing import actions

UNPUBLISHED = [state for state in Publishable.State if state != Publishable.State.PUBLISHED]


def was_seen(record):
    """Whether readers saw a record once, so that its address says what became of it."""
    return record.published_at is not None


def test_unpublished_records_answer_404(universe, client):
    assert {record.state for record in universe.hidden} == set(UNPUBLISHED)
    for record in universe.hidden:
        if not was_seen(record):
            assert SECRET.lower() not in not_found(client, record.get_absolute_url()).lower()


def test_what_was_seen_once_says_what_became_of_it_and_no_more(universe, client):
    seen = [record for record in universe.hidden if was_seen(record)]
    assert {record.state for record in seen} == {"withdrawn", "unpublished"}
    for record in seen:
        answer = client.get(record.get_absolute_url())
        text = answer.content.decode()
        assert answer.status_code == (200 if record.state == "withdrawn" else 410)
        assert record.left_because in text
        assert "noindex" in text
        if record.state == "unpublished":
            assert SECRET not in text.replace(record.left_because, "")


def test_unpublished_records_answer_as_if_they_had_never_been(universe, client):
    for kind in ("case-studies", "strategies", "frameworks", "sources"):
        hidden = next(r for r in universe.hidden if f"/{kind}/" in r.get_absolute_url())
        known = not_found(client, hidden.get_absolute_url())
        assert known == not_found(client, f"/{kind}/never-heard-of-it/"), kind


def test_no_public_page_says_a_word_of_what_is_unpublished(universe, answer):
    leaks = []
    for address in every_public_address(universe):
        text = answer(address).content.decode()
        at = text.lower().find(SECRET.lower())
        if at >= 0:
            leaks.append(f"{address}: …{text[max(0, at - 120) : at + 60]}…")
    assert not leaks, "\n".join(leaks)


def test_no_order_of_a_list_shows_what_is_unpublished(universe, client):
    for path in LISTS:
        for sort in ("title", "name", "newest", "evidence", "priorities", "content"):
            response = client.get(path, {"sort": sort})
            assert SECRET.lower() not in response.content.decode().lower(), (path, sort)


def test_home_counts_only_what_is_published(universe, show):
    text = show("/").text

    assert "2 case studies, in which 3 councils acted" in text, "Eastport learned"
    assert "Of 4 findings, 2 show a change" in text
    assert "£280,000" in text
    assert "99%" not in text


def test_council_with_only_unpublished_records_looks_empty(universe, show):
    page = show(universe.quietham.get_absolute_url())

    assert "No account of work by Quietham" in page.text
    assert "No strategy of this council is on the portal yet." in page.text
    assert "Named as an example" not in page.text
    assert "Scrutiny" not in page.text


def test_council_list_counts_only_what_is_published(universe, client):
    councils = {c.slug: c for c in client.get("/councils/").context["object_list"]}

    assert (councils["northmarl"].case_study_count, councils["northmarl"].strategy_count) == (2, 2)
    assert (councils["quietham"].case_study_count, councils["quietham"].strategy_count) == (0, 0)


def test_source_counts_only_published_findings(universe, client):
    context = client.get(universe.report.get_absolute_url()).context

    # Two of the rich case study rest on it, three of the framework; those of drafts do too.
    assert context["finding_count"] == 5


def test_claim_on_an_unpublished_source_keeps_its_place(universe, show):
    page = show(universe.rich.get_absolute_url())

    assert "Cars outnumbered people." in page.text
    assert "A source that is not published here, Page 1" in page.text


@pytest.mark.parametrize("state", UNPUBLISHED)
def test_record_disappears_everywhere_when_it_leaves_the_public(universe, client, state):
    records = [universe.rich, universe.joint, universe.framework, universe.report]
    for record in records:
        record.state = state
        record.save()

    # Nothing public rests on the minutes any more, only perhaps what was withdrawn.
    gone = [*records, universe.minutes]
    titles = [str(record) for record in gone]
    addresses = [record.get_absolute_url() for record in gone]
    # What readers once saw keeps its page, or says that it is gone.
    kept = 200 if state == "withdrawn" else 410
    minutes = 200 if state == "withdrawn" else 404
    expected = dict.fromkeys(addresses[:-1], kept) | {addresses[-1]: minutes}
    for address in every_public_address(universe):
        response = client.get(address)
        assert response.status_code == expected.get(address, 200), address
        if expected.get(address) == 200:
            continue
        text = response.content.decode()
        assert [title for title in titles if title in text] == [], address
        assert not any(one in text for one in addresses), address


def test_record_appears_when_it_is_published(universe, client):
    hidden = universe.hidden_case_studies[0]

    actions.publish(hidden, by=SYSTEM)

    for address in (
        "/",
        "/case-studies/",
        hidden.get_absolute_url(),
        universe.quietham.get_absolute_url(),
        universe.joint.get_absolute_url(),
        universe.report.get_absolute_url(),
        "/sitemap.xml",
    ):
        assert hidden.get_absolute_url() in client.get(address).content.decode(), address


def test_curator_who_is_signed_in_sees_no_more_than_the_public(universe, admin_client):
    for record in universe.hidden:
        if not was_seen(record):
            assert admin_client.get(record.get_absolute_url()).status_code == 404
    assert SECRET.lower() not in admin_client.get("/case-studies/").content.decode().lower()


def test_source_page_does_not_list_what_is_unpublished(universe, show):
    assert Source.objects.published().count() == 2
    page = show(universe.report.get_absolute_url())

    assert universe.rich.get_absolute_url() in page.links
    assert universe.joint.get_absolute_url() in page.links
    assert universe.framework.get_absolute_url() in page.links
    assert not [link for link in page.links if SECRET.lower() in link]

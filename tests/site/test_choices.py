"""The buttons beside a record say the same, however they are rendered."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.sessions.backends.db import SessionStore
from django.template import RequestContext, Template
from django.test import RequestFactory

from tests import factories as make
from wellbeing_portal.site.shortlist.compare_choices import choose
from wellbeing_portal.site.shortlist.kept import LIMIT, Shortlist, ShortlistEntry, keep

PLAIN = Template(
    '{% include "components/_choose.html" with record=record compare=compare '
    "shortlist=shortlist only %}"
)
QUICK = Template("{% load choices %}{% choices record compare=compare shortlist=shortlist %}")


@pytest.fixture
def request_of_visitor(db: None) -> Any:
    request: Any = RequestFactory().get("/")
    request.session = SessionStore()
    return request


def rendered(template: Template, request: Any, record: Any, compare: str, shortlist: str) -> str:
    for known in ("chosen_to_compare", "shortlist"):
        request.__dict__.pop(known, None)
    said = {"record": record, "compare": compare, "shortlist": shortlist}
    return template.render(RequestContext(request, said))


def is_the_same(request: Any, record: Any, compare: str, shortlist: str) -> bool:
    quick = rendered(QUICK, request, record, compare, shortlist)
    return bool(quick) and quick == rendered(PLAIN, request, record, compare, shortlist)


HOSTILE = "<b>Bread & “roses”</b> {{ record.pk }} \x02 %s {0}"


@pytest.mark.parametrize("chosen", ["nothing", "this", "others", "as many as there may be"])
def test_buttons_of_a_case_study_are_those_of_the_template(request_of_visitor, chosen):
    study = make.CaseStudyFactory(title=HOSTILE, published=True)
    others = make.CaseStudyFactory.create_batch(4, published=True)
    session = request_of_visitor.session
    if chosen == "this":
        choose(session, "case-studies", study.slug)
        keep(session, Shortlist((ShortlistEntry("c", study.pk),)))
    elif chosen != "nothing":
        number = 2 if chosen == "others" else 4
        for other in others[:number]:
            choose(session, "case-studies", other.slug)
        keep(
            session,
            Shortlist(tuple(ShortlistEntry("c", 10**6 + n) for n in range(LIMIT * number // 4))),
        )

    assert is_the_same(request_of_visitor, study, "case-studies", "c")


def test_buttons_of_other_records_are_those_of_the_template(request_of_visitor):
    strategy = make.StrategyFactory(title=HOSTILE, published=True)
    priority = make.PriorityFactory(title=HOSTILE, strategy=strategy)

    assert is_the_same(request_of_visitor, strategy, "strategies", "s")
    assert is_the_same(request_of_visitor, make.CouncilFactory(), "councils", "")
    assert is_the_same(request_of_visitor, priority, "", "p")


def test_page_without_a_session_has_no_buttons(db):
    study = make.CaseStudyFactory(published=True)

    assert is_the_same(RequestFactory().get("/"), study, "case-studies", "c")
    assert "<form" not in rendered(QUICK, RequestFactory().get("/"), study, "case-studies", "c")

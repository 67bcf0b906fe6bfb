"""One address of every kind of page, found by walking the routes: a new page is in it by itself."""

from __future__ import annotations

from urllib.parse import parse_qs, urlencode

from django.urls import reverse

from tests.pages.hostile import public_routes, slugs_by_route

NO_PAGES = {
    *("suggestions", "health_live", "health_ready", "robots", "sitemap", "sitemap_section"),
    *("choose", "change_shortlist", "case_study_feed", "strategy_feed"),
    "finding_feed",
}
"""Routes that answer readers with something else than a page."""
FURTHER = {
    "search": ["q=community", "q=community&kind=case-studies", "q=unheardof"],
    "case_studies": ["region=london", "q=community", "q=unheardof"],
    "findings": ["claim=changed", "change=worse", "q=unheardof"],
    "evidence_map": [
        "open=approach&open=outcome",
        "only=gaps",
        "filters=show",
        "rows=population&columns=setting",
    ],
    "pathways": ["open=approach", "filters=show"],
    "priorities": ["filters=show"],
    "approaches": ["evidence=2"],
}
"""What else some pages can be asked for, that looks quite different."""
TYPED = {
    words
    for queries in FURTHER.values()
    for query in queries
    for words in parse_qs(query).get("q", [])
}
"""What is typed into search boxes in these."""
COMPARED = {
    "compare_case_studies": "case_study",
    "compare_strategies": "strategy",
    "compare_councils": "council",
    "compare_approaches": "approach",
    "compare_enablers": "enabler",
    "compare_outcomes": "outcome",
}


def one_of_each_kind() -> list[str]:
    """Return an address of each kind of page, with what it can be asked for."""
    slugs = slugs_by_route()
    found: list[str] = []
    for route in public_routes():
        name = str(route.name)
        if name in NO_PAGES:
            continue
        if not route.pattern.converters:
            path = reverse(name)
            found += [path, *(f"{path}?{query}" for query in FURTHER.get(name, ()))]
        elif slugs.get(name):
            found.append(reverse(name, args=slugs[name][0].split("/")))
        if name in COMPARED:
            for number in (2, 4):
                chosen = slugs[COMPARED[name]][:number]
                found.append(f"{path}?{urlencode([('item', slug) for slug in chosen])}")
    return [*found, "/nothing/here/"]

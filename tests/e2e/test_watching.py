"""The fixtures that watch the browser see what they are there to see."""

import pytest

PAGE = """<!doctype html><html lang="en"><head><title>A page</title></head>
<body><main><h1>A page</h1>{}</main></body></html>"""


@pytest.fixture
def show(page):
    """Show HTML as if the portal had answered it, under a policy like the portal's."""

    def show(html: str) -> None:
        page.route(
            "http://localhost/",
            lambda route: route.fulfill(
                body=PAGE.format(html),
                content_type="text/html",
                headers={"Content-Security-Policy": "default-src 'self'; img-src *"},
            ),
        )
        page.route("http://elsewhere.example/**", lambda route: route.fulfill(status=204))
        page.goto("http://localhost/")

    return show


def take(complaints):
    taken = "\n".join(complaints)
    complaints.clear()
    return taken


def test_page_that_is_well_gives_no_complaint(show, complaints):
    show("<p>All is well.</p>")

    assert complaints == []


def test_error_in_the_console_is_a_complaint(show, page, complaints):
    show("")

    page.evaluate("console.error('something broke')")

    assert "something broke" in take(complaints)


def test_exception_in_a_script_is_a_complaint(show, page, complaints):
    show("")

    page.evaluate("setTimeout(() => { throw new Error('thrown') })")
    page.wait_for_timeout(50)

    assert "thrown" in take(complaints)


def test_inline_script_against_the_policy_is_a_complaint(show, complaints):
    show("<script>document.title = 'run';</script>")

    assert "CSP script-src-elem refused inline" in take(complaints)


def test_request_to_another_host_is_a_complaint(show, complaints):
    show('<img src="http://elsewhere.example/a.png" alt="A picture">')

    assert "request to another host" in take(complaints)


def test_axe_names_the_rule_and_the_element(show, page, axe):
    show('<button id="bare"></button>')

    with pytest.raises(AssertionError, match=r"button-name \(critical\)(.|\n)*#bare"):
        axe(page)


def test_axe_is_content_with_a_plain_page(show, page, axe):
    show("<p>All is well.</p>")

    axe(page)


def test_page_without_scripts_runs_none(page_without_scripts, live_server):
    page_without_scripts.set_content("<h1>Before</h1><script>document.title='run'</script>")

    assert page_without_scripts.title() == ""

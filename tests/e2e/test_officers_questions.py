"""Questions that officers ask, each answered on the first screen of a phone in two presses at most.

Who asks begins at the front page: by typing in its search box, by one of its questions, or by the
navigation. What answers has to be seen whole, with nothing over it, before anybody scrolls.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pytest
from playwright.sync_api import Page

PHONE: Any = {"width": 375, "height": 667}

BEST = "[data-best] a"

NOT_SEEN = """(words) => {
  let text = "";
  const at = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const node = walker.currentNode;
    const parent = node.parentElement;
    if (parent.closest("script, style, option, .govuk-visually-hidden")) continue;
    if (!parent.checkVisibility({ visibilityProperty: true, opacityProperty: true })) continue;
    for (let i = 0; i < node.length; i += 1) {
      const sign = node.data[i].trim() || " ";
      if (sign === " " && (!text || text.endsWith(" "))) continue;
      text += sign;
      at.push([node, i]);
    }
  }
  const places = [];
  for (let from = text.indexOf(words); from >= 0; from = text.indexOf(words, from + 1)) {
    const range = document.createRange();
    range.setStart(...at[from]);
    const [last, end] = at[from + words.length - 1];
    range.setEnd(last, end + 1);
    const lines = [...range.getClientRects()].filter((one) => one.width && one.height);
    const inside = range.commonAncestorContainer;
    const covered = lines.some((one) => {
      const top = document.elementFromPoint(one.left + one.width / 2, one.top + one.height / 2);
      return !top || !(top.contains(inside) || inside.contains(top));
    });
    const top = Math.min(...lines.map((one) => one.top));
    const bottom = Math.max(...lines.map((one) => one.bottom));
    if (lines.length && top >= 0 && bottom <= window.innerHeight && !covered) return "";
    places.push(`from ${Math.round(top)} to ${Math.round(bottom)}${covered ? ", covered" : ""}`);
  }
  return places.join("; ") || "nowhere on the page";
}"""
"""Why some words are not seen whole in the window; nothing where they are."""


@dataclass(frozen=True)
class Asked:
    """A question, what is typed on the front page, what is pressed then, and what answers it.

    A press is the words of a link, or a selector of one.
    """

    question: str
    typed: str = ""
    presses: tuple[str, ...] = ()
    answer: tuple[str, ...] = ()

    def __str__(self) -> str:
        return self.question


MENU = "#menu-link"


def in_menu(path: str) -> str:
    """Return what is pressed in the menu that a phone opens."""
    return f"#navigation a[href='{path}']"


QUESTIONS = (
    Asked(
        "What worked for loneliness?",
        presses=("What works for loneliness?",),
        answer=("findings on it", "research on"),
    ),
    Asked(
        "How do we look after our own staff?",
        presses=("What helps staff and workplaces?",),
        answer=("councils did this", "Nobody on the portal has measured"),
    ),
    Asked(
        "What is there for children?",
        presses=("What helps children?",),
        answer=("Population group: Children and young people", "Research bodies have judged"),
    ),
    Asked(
        "What saved money?",
        presses=("What saved money?",),
        answer=("findings on it", "research on"),
    ),
    Asked(
        "What did not work?",
        presses=("What failed or is unproven?",),
        answer=("where the outcome was no change", "Clear all"),
    ),
    Asked(
        "Has anybody like us done something?",
        typed="Wokingham",
        presses=(BEST,),
        answer=("No account of work by Wokingham", "Councils like it, and what they did"),
    ),
    Asked(
        "How much does a community connector cost?",
        typed="how much does a community connector cost",
        answer=("Social prescribing: what it cost", "cost"),
    ),
    Asked(
        "Whom can I ask about mental health first aid?",
        typed="who can I ask about mental health first aid?",
        presses=(BEST,),
        answer=("Who did it", "St Albans"),
    ),
    Asked(
        "What stands in the way of social prescribing?",
        typed="barriers to social prescribing",
        answer=("Social prescribing: what stood in the way", "say of their whole work"),
    ),
    Asked(
        "What made partnerships work?",
        typed="what helped partnership building",
        answer=("Partnership building: what helped", "by number of findings"),
    ),
    Asked(
        "What does research say about befriending?",
        typed="what does research say about befriending",
        answer=("Befriending: what research says", "Wider research"),
    ),
    Asked(
        "Is mental health first aid proven?",
        typed="Is mental health first aid proven?",
        answer=("Nobody on the portal has measured what it changed",),
    ),
    Asked(
        "How old is what Leeds tells?",
        typed="Leeds",
        presses=(BEST,),
        answer=("Leeds: a mentally healthy city", "told in 2020"),
    ),
    Asked(
        "Who else has made isolation a priority?",
        presses=("Priorities", "Social isolation and connection"),
        answer=("councils have", "Leeds"),
    ),
    Asked(
        "What does Bristol’s strategy want, and until when?",
        typed="Thrive Bristol 2018-28",
        presses=(BEST,),
        answer=("What it wants:", "set to end in 2028"),
    ),
    Asked(
        "Is there anything on gambling?",
        typed="gambling",
        answer=("Nothing on the portal about “gambling”", "How to tell us"),
    ),
    Asked(
        "Where has nobody looked yet?",
        presses=(MENU, in_menu("/evidence-map/")),
        answer=("nothing.", "Only gaps"),
    ),
    Asked(
        "What is the surest thing to do?",
        presses=(MENU, in_menu("/approaches/")),
        answer=("Counted, no method stated",),
    ),
    Asked(
        "How do you say how sure something is?",
        typed="levels of evidence",
        presses=(BEST,),
        answer=("How sure a change is", "level from 0 to 5", "Said without figures"),
    ),
    Asked(
        "Can I have a briefing on it?",
        typed="loneliness",
        presses=(BEST, "Make a briefing"),
        answer=("Make a briefing", "Show what there is on it"),
    ),
    Asked(
        "May I quote this in our paper?",
        typed="may I quote it",
        answer=("What may be reused, and how", "CC BY 4.0"),
    ),
    Asked(
        "How many councils have measured anything?",
        typed="how many councils have measured anything?",
        presses=(BEST,),
        answer=("How much we know", "in which"),
    ),
    Asked(
        "What is there for frontline workers?",
        typed="frontline workers",
        answer=("Best match: population group", "Named by "),
    ),
    Asked(
        "What changed in St Albans?",
        typed="St Albans",
        presses=(BEST,),
        answer=("acted in 1 account on the portal", "75% of people on Arts on Prescription"),
    ),
)


def test_officers_questions_are_answered_on_the_first_screen(
    live_server, content: None, page: Page, complaints: list[str]
) -> None:
    page.set_viewport_size(PHONE)
    page.set_default_timeout(5_000)
    unanswered = []
    for asked in QUESTIONS:
        assert len(asked.presses) <= 2, asked
        page.goto(live_server.url)
        if asked.typed:
            page.get_by_label("Search the portal").fill(asked.typed)
            with page.expect_navigation():
                page.keyboard.press("Enter")
        if not all(press(page, one) for one in asked.presses):
            unanswered.append(f"{asked} there is nothing to press on {page.url}")
            continue
        places = {words: page.evaluate(NOT_SEEN, words) for words in asked.answer}
        unanswered += [
            f"{asked} “{words}” is {place} of {page.url}"
            for words, place in places.items()
            if place
        ]

    assert not unanswered, "\n".join(unanswered)


def press(page: Page, what: str) -> bool:
    """Press a link that is called so, or the first that a selector finds, if there is one."""
    is_selector = what == BEST or what.startswith("#")
    main = page.get_by_role("main")
    link = page.locator(what) if is_selector else main.get_by_role("link", name=what, exact=True)
    if not link.count():
        return False
    link.first.click()
    page.wait_for_load_state()
    return True


@pytest.mark.parametrize("covered", [False, True])
def test_words_out_of_sight_are_no_answer(page: Page, covered: bool) -> None:
    """What measures the answers tells words that are seen from others."""
    page.set_viewport_size(PHONE)
    above = "<div style='position:fixed;inset:0;background:#fff'></div>" if covered else ""
    page.set_content(f"<p>Here <b>it</b> is</p><p style='margin-top:900px'>Far below</p>{above}")

    assert bool(page.evaluate(NOT_SEEN, "Here it is")) is covered
    assert page.evaluate(NOT_SEEN, "Far below").startswith("from 9")
    assert page.evaluate(NOT_SEEN, "Never said") == "nowhere on the page"

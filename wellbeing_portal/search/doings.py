"""Words that a question uses for what is done about its subject: better found than not."""

from __future__ import annotations

from collections.abc import Iterator

_VERBS = (
    "accept act address adopt affect afford agree allow apply approve ask attend avoid ban become begin "
    "benefit boost bring build buy cause choose claim close combine compare consider contact convince "
    "cope copy cost create cut damage deal decide deliver design develop do embed encourage engage ensure "
    "expand explain face fail feed find finish fund gain get give go happen harm help improve increase "
    "inform introduce involve join justify keep know launch lead learn let look lower make manage "
    "mean measure merge move need object offer oppose organise pay persuade pick prevent promote "
    "protect prove provide pull put raise reach react read receive recruit reduce refuse reject "
    "rely replace respond restrict run save say scale see set share show spend spot start stop struggle "
    "strengthen succeed suffer support sustain tackle take talk tell test think try turn understand use "
    "want welcome win work write"
)
_IRREGULAR = (
    "began begun bought brought built chose chosen did done felt found gave given gone got kept "
    "knew known led made paid ran said seen set shown spent taken taught thought told took went "
    "won written wrote"
)
_DOUBLED = frozenset("ban begin cut get let put run set spot stop win".split())
_SAID_OF_IT = (
    "able affordable appropriate available bad cheap cheaper cheapest currently different "
    "difficult easier easiest easy efficient enough essential expensive fast feasible hard "
    "helpful important likely necessary possible practical quick quickest quickly realistic "
    "simple simplest successful successfully sure true typical useful worthwhile wrong"
)
"""What a question says of its subject, or asks whether it is."""
_ABOUT_IT = (
    "anything case cons difference everything example examples experience ideas lesson lessons "
    "member members nothing paper pros question questions reason reasons report something success "
    "thing things tip tips"
)
"""What a question wants to have of it."""
_VOWELS = frozenset("aeiou")


def _forms(verb: str) -> Iterator[str]:
    """Yield a verb with its endings."""
    yield verb
    if verb in _DOUBLED:
        yield from (f"{verb}s", f"{verb}{verb[-1]}ing", f"{verb}{verb[-1]}ed")
    elif verb.endswith("e"):
        yield from (f"{verb}s", f"{verb}d", f"{verb[:-1]}ing")
    elif verb.endswith("y") and verb[-2] not in _VOWELS:
        yield from (f"{verb[:-1]}ies", f"{verb[:-1]}ied", f"{verb}ing")
    else:
        hissing = verb.endswith(("s", "sh", "ch", "x", "o"))
        yield from (f"{verb}es" if hissing else f"{verb}s", f"{verb}ed", f"{verb}ing")


DOINGS = frozenset(
    [form for verb in _VERBS.split() for form in _forms(verb)]
    + f"{_IRREGULAR} {_SAID_OF_IT} {_ABOUT_IT}".split()
)
"""All of them, in every form."""

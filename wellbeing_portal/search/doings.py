"""Words that a question uses for what is done about its subject: better found than not."""

from __future__ import annotations

from collections.abc import Iterator

_VERBS = (
    "accept act adapt address adopt affect afford agree allow apply approve arrange ask attend "
    "attract avoid ban become begin benefit boost bring build buy call cause choose claim close "
    "combine come compare consider contact convince cope copy cost create cut damage deal "
    "decide deliver design detect develop do embed enable encourage engage ensure equip expand "
    "explain extend face fail feed find finish fix fund gain get give go grow handle happen "
    "harm help hire hit host identify improve increase inform inspire introduce involve join "
    "justify keep know launch lead learn let live look lower make manage mean measure mention "
    "merge motivate move need object offer operate oppose organise pay persuade pick prevent "
    "prioritise promote protect prove provide pull put raise reach react read receive recommend "
    "recruit reduce refuse reject rely replace respond restrict retain roll run save say scale "
    "see send set share show solve spend spot spread start stay stop strengthen struggle "
    "succeed suffer suggest support sustain tackle tailor take talk target tell test think try "
    "turn understand use visit want welcome win work write"
)
_IRREGULAR = (
    "began begun bought brought built came chose chosen did done felt found gave given gone got "
    "grew kept knew known led made paid ran said seen sent set shown spent taken taught thought "
    "told took went won written wrote"
)
_DOUBLED = frozenset("ban begin cut get let put run set spot stop win".split())
_SAID_OF_IT = (
    "able affordable after again already appropriate around available bad before cheap cheaper "
    "cheapest currently different difficult easier easiest easy efficient enough essential "
    "expensive fast feasible hard helpful important instead likely necessary possible practical "
    "quick quickest quickly realistic simple simplest since still successful successfully sure "
    "through together true typical useful worthwhile wrong yet"
)
"""What a question says of its subject, or asks whether it is."""
_ABOUT_IT = (
    "amount anything bit case chance cons difference everything example examples experience ideas "
    "kind kinds lesson lessons member members nothing number option options paper point "
    "proportion pros question questions reason reasons report something sort step steps "
    "success thing things tip tips trouble type types"
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

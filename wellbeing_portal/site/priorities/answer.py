"""What the page of a theme says first: who made it a priority, what serves it, how sure it is."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import gettext

from casestudies.evidence.surest_work import SurestWork
from wellbeing_portal.core.words import (
    counted,
    in_sentence,
    joined,
    noun_for,
    opening,
    spelt,
    verb_for,
)

ALL_NAMED = 12
"""Councils up to which all are named: a theme that more have is told by their number."""


def theme_answer(
    councils: int,
    named: Sequence[str],
    priorities: int,
    studies: int,
    *,
    more: bool,
    surest: SurestWork | None,
) -> str:
    """Return what the filters leave of a theme in two or three sentences.

    ``named`` are the names of its councils; ``more`` says that there are more than so many
    ``studies``.
    """
    if not priorities:
        return ""
    who = f": {joined(named)}" if len(named) == councils <= ALL_NAMED else ""
    said = gettext("%(councils)s %(have)s %(priorities)s about it%(who)s.") % {
        "councils": opening(f"{spelt(councils)} {noun_for(councils, 'council')}"),
        "have": verb_for(councils, "have"),
        "priorities": counted(priorities, "priority"),
        "who": who,
    }
    if not studies:
        return f"{said} {gettext('No case study here names one as what its work serves.')}"
    number = gettext("More than %s") % studies if more else opening(spelt(studies))
    served = gettext("%(number)s %(studies)s %(name)s one as what the work serves.") % {
        "number": number,
        "studies": noun_for(studies, "case study"),
        "name": verb_for(studies, "name"),
    }
    return f"{said} {served} {_how_sure(surest)}"


def _how_sure(surest: SurestWork | None) -> str:
    if surest is None:
        return gettext("Nobody has counted or measured what that work changed.")
    ways = joined(in_sentence(sign.words) for sign in surest.change.signs)
    words = in_sentence(surest.change.words)
    if surest.number == 1:
        return gettext("The surest change that this work reports: %(ways)s; %(words)s.") % {
            "ways": ways,
            "words": words,
        }
    said = gettext(
        "The surest changes that this work reports, %(number)s in all: %(ways)s; %(words)s."
    )
    return said % {
        "number": spelt(surest.number),
        "ways": ways,
        "words": words,
    }

"""The choice to leave out ties between findings and concepts that were only inferred."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import django_filters
from django.db.models import QuerySet
from django.utils.translation import gettext

from wellbeing_portal.core.lists.fields import FacetField
from wellbeing_portal.core.lists.vocabulary import Term, Vocabulary

LEFT_OUT = "no"
"""The one value: ``inferred=no``."""


def choices() -> Vocabulary:
    """What can be chosen of inferred ties."""
    return Vocabulary.of([Term(LEFT_OUT, gettext("only ties that the source itself makes"))])


class InferredFilter(django_filters.MultipleChoiceFilter):
    """Leaves out outcomes and enablers that we tied to a finding, and its source did not.

    By itself it keeps and drops nothing: it says which ties the other filters go by.
    """

    field_class = FacetField
    phrase = "counting {}"
    vocabulary = staticmethod(choices)

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(vocabulary=choices, **kwargs)

    def filter(self, qs: QuerySet[Any], value: Sequence[str]) -> QuerySet[Any]:  # noqa: ARG002 (as overridden)
        """Leave the records as they are."""
        return qs

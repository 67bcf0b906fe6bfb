"""Concepts in the index: their own documents, and their broader terms in everybody's facets."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from wellbeing_portal.search.declarations import Collection, Dependency, Document, Keys, Kind

from .uses import uses_of


class Ancestry:
    """Every concept of a family with the slugs that it counts under: its own and all broader."""

    def __init__(self, model: Any) -> None:
        rows = {
            pk: (slug, broader)
            for pk, slug, broader in model._default_manager.order_by().values_list(
                "pk", "slug", "broader_id"
            )
        }
        self._slugs: dict[int, tuple[str, ...]] = {}
        for pk in rows:
            above: dict[str, None] = {}
            at: int | None = pk
            while at in rows and rows[at][0] not in above:
                slug, broader = rows[at]
                above[slug] = None
                at = broader
            self._slugs[pk] = tuple(above)

    def slugs(self, key: int) -> tuple[str, ...]:
        """Return the slugs under which a concept counts."""
        return self._slugs.get(key, ())


def narrower(model: Any) -> Callable[[Keys], Keys]:
    """Return what finds concepts together with all that are narrower."""

    def reach(keys: Keys) -> Keys:
        found = set(keys)
        new = found
        while new:
            below = model._default_manager.order_by().filter(broader__in=new)
            new = set(below.values_list("pk", flat=True)) - found
            found |= new
        return sorted(found)

    return reach


def broader(model: Any) -> Callable[[Keys], Keys]:
    """Return what finds concepts together with all that are broader."""

    def reach(keys: Keys) -> Keys:
        found = set(keys)
        new = found
        while new:
            above = model._default_manager.order_by().filter(pk__in=new, broader__isnull=False)
            new = set(above.values_list("broader", flat=True)) - found
            found |= new
        return sorted(found)

    return reach


SUGGESTED = 3
"""The weight of the names of concepts among suggestions."""


def concept_collection(
    name: str,
    model: Any,
    facet: str,
    *,
    told_of: Callable[[Keys], Mapping[int, Sequence[str]]] | None = None,
    needs: tuple[Dependency, ...] = (),
    around: bool = False,
) -> Collection:
    """Return the collection of a family of concepts, whose slugs are the values of ``facet``.

    It holds those that something published uses; what is used makes all that is broader public.
    ``around`` says that they tell for whom or where something is done.
    ``told_of`` returns what else is said of concepts, which ``needs`` what it reads.
    """

    def documents(keys: Keys) -> Iterable[tuple[int, Document]]:
        told = told_of(keys) if told_of else {}
        for concept in model.objects.public().filter(pk__in=keys).order_by():
            yield (
                concept.pk,
                Document(
                    name,
                    concept.pk,
                    concept.slug,
                    concept.name,
                    concept.get_absolute_url() if hasattr(concept, "get_absolute_url") else "",
                    called=tuple(map(str, concept.synonyms or ())),
                    synonyms=tuple(map(str, concept.synonyms or ())),
                    summary=(concept.definition,),
                    body=(concept.counts, concept.example, *told.get(concept.pk, ())),
                ),
            )

    kind = Kind(name, suggest=SUGGESTED, names_values_of=facet, named_in=facet, around=around)
    depends_on = (*uses_of(model), *needs)
    return Collection(
        name, model, model.objects.public, documents, (kind,), depends_on, broader(model)
    )

"""The five families of concepts, as pages and addresses name them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from casestudies import vocabularies
from casestudies.models import Approach, Enabler, Outcome, PopulationGroup, Setting
from wellbeing_portal.core.lists.remembered import read_once
from wellbeing_portal.core.lists.vocabulary import Vocabulary
from wellbeing_portal.core.models import Concept
from wellbeing_portal.search import Reader


@dataclass(frozen=True)
class Family:
    """A family of concepts. ``name`` is its parameter in addresses and its facet in the index."""

    name: str
    model: type[Concept]
    one: str
    many: str
    read: Callable[[], Vocabulary]

    def vocabulary(self, reader: Reader) -> Vocabulary:
        """Return its concepts, read once for as long as the content stays the same."""
        return read_once(reader.memory, self.read)

    @property
    def title(self) -> str:
        """What it is called at the beginning of a line."""
        return self.many[0].upper() + self.many[1:]


FAMILIES = {
    family.name: family
    for family in (
        Family("approach", Approach, "approach", "approaches", vocabularies.approaches),
        Family("enabler", Enabler, "enabler", "enablers", vocabularies.enablers),
        Family("outcome", Outcome, "outcome", "outcomes", vocabularies.outcomes),
        Family(
            "population",
            PopulationGroup,
            "population group",
            "population groups",
            vocabularies.population_groups,
        ),
        Family("setting", Setting, "setting", "settings", vocabularies.settings),
    )
}

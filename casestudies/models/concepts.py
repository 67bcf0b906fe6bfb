"""The five vocabularies that tie case studies together."""

from wellbeing_portal.core.addresses import address_of
from wellbeing_portal.core.models import Concept, History


class Approach(Concept):
    """A kind of thing councils do."""

    history = History()

    class Meta(Concept.Meta):
        verbose_name_plural = "approaches"

    def get_absolute_url(self) -> str:
        return address_of("approach", self.slug)


class Enabler(Concept):
    """A condition that made it possible."""

    history = History()

    class Meta(Concept.Meta):
        pass

    def get_absolute_url(self) -> str:
        return address_of("enabler", self.slug)


class Outcome(Concept):
    """What changed, for whom."""

    history = History()

    class Meta(Concept.Meta):
        pass

    def get_absolute_url(self) -> str:
        return address_of("outcome", self.slug)


class PopulationGroup(Concept):
    """Whom it was for."""

    history = History()

    class Meta(Concept.Meta):
        pass

    def get_absolute_url(self) -> str:
        """Return the list of its case studies; it has no page of its own."""
        return f"{address_of('case_studies')}?population={self.slug}"


class Setting(Concept):
    """Where it took place."""

    history = History()

    class Meta(Concept.Meta):
        pass

    def get_absolute_url(self) -> str:
        """Return the list of its case studies; it has no page of its own."""
        return f"{address_of('case_studies')}?setting={self.slug}"

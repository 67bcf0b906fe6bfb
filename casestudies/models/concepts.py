"""The five vocabularies that tie case studies together."""

from simple_history.models import HistoricalRecords

from wellbeing_portal.core.models import Concept


class Approach(Concept):
    """A kind of thing councils do."""

    history = HistoricalRecords()

    class Meta(Concept.Meta):
        verbose_name_plural = "approaches"


class Enabler(Concept):
    """A condition that made it possible."""

    history = HistoricalRecords()

    class Meta(Concept.Meta):
        pass


class Outcome(Concept):
    """What changed, for whom."""

    history = HistoricalRecords()

    class Meta(Concept.Meta):
        pass


class PopulationGroup(Concept):
    """Whom it was for."""

    history = HistoricalRecords()

    class Meta(Concept.Meta):
        pass


class Setting(Concept):
    """Where it took place."""

    history = HistoricalRecords()

    class Meta(Concept.Meta):
        pass

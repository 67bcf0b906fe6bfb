"""What priorities are about."""

from wellbeing_portal.core.addresses import address_of
from wellbeing_portal.core.models import Concept, History


class Theme(Concept):
    """What a priority is about, so that priorities of different councils lie side by side."""

    history = History()

    class Meta(Concept.Meta):
        pass

    def get_absolute_url(self) -> str:
        return address_of("theme", self.slug)

"""What priorities are about."""

from django.urls import reverse
from simple_history.models import HistoricalRecords

from wellbeing_portal.core.models import Concept


class Theme(Concept):
    """What a priority is about, so that priorities of different councils lie side by side."""

    history = HistoricalRecords()

    class Meta(Concept.Meta):
        pass

    def get_absolute_url(self) -> str:
        return reverse("theme", args=[self.slug])

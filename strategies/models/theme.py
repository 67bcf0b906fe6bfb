"""What priorities are about."""

from django.urls import reverse

from wellbeing_portal.core.models import Concept, History


class Theme(Concept):
    """What a priority is about, so that priorities of different councils lie side by side."""

    history = History()

    class Meta(Concept.Meta):
        pass

    def get_absolute_url(self) -> str:
        return reverse("theme", args=[self.slug])

"""What lies in the trash."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext

from wellbeing_portal.core.models import Publishable
from wellbeing_portal.core.publishing.leaving import is_ripe
from wellbeing_portal.core.roles import Verb, may
from wellbeing_portal.curate.access import EditorPage
from wellbeing_portal.curate.listing import every, lines


class TrashPage(EditorPage):
    """Records that were put away; an administrator deletes them after 90 days."""

    template_name = "curate/trash.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        away = lines(every(Q(state=Publishable.State.TRASHED), "-left_at"))
        if may(self.user, Verb.EMPTY):
            away = [replace(one, may_be_deleted=is_ripe(one.record)) for one in away]
        return super().get_context_data(title=gettext("Trash"), lines=away, **kwargs)

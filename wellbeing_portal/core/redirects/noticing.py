"""Pages say which values they know: a redirect that comes or goes changes what they say."""

from __future__ import annotations

from typing import Any

from django.apps import apps
from django.db.models.signals import post_delete, post_save

from wellbeing_portal.core.models import Redirect
from wellbeing_portal.search import mark


def connect() -> None:
    """Listen to redirects alone; a record that changes its slug says so itself."""
    for signal in (post_save, post_delete):
        signal.connect(note, sender=Redirect, dispatch_uid="redirect noted")


def note(instance: Redirect, **_kwargs: Any) -> None:
    """Let the content have another version, as if the record had been saved."""
    mark(apps.get_model(instance.kind), [instance.record], ())

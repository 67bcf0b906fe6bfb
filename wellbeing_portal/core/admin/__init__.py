"""What the admin pages of every app are made of. Nothing here knows a domain."""

from .accounts import AccountAdmin, GroupAdmin
from .base import PortalAdmin
from .concept import ConceptAdmin
from .counts import also_count, count_column
from .ordering import (
    OrderedForm,
    OrderedFormSet,
    OrderedInlinesAdmin,
    OrderedStackedInline,
    OrderedTabularInline,
)
from .publishing import PublishableAdmin, ReviewFilter
from .redirect import RedirectAdmin
from .row import OrderedRowAdmin
from .sources import CitesSource
from .used import SeenWhenUsed

__all__ = [
    "AccountAdmin",
    "CitesSource",
    "ConceptAdmin",
    "GroupAdmin",
    "OrderedForm",
    "OrderedFormSet",
    "OrderedInlinesAdmin",
    "OrderedRowAdmin",
    "OrderedStackedInline",
    "OrderedTabularInline",
    "PortalAdmin",
    "PublishableAdmin",
    "RedirectAdmin",
    "ReviewFilter",
    "SeenWhenUsed",
    "also_count",
    "count_column",
]

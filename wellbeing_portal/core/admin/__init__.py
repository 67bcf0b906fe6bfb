"""What the admin pages of every app are made of. Nothing here knows a domain."""

from .accounts import AccountAdmin, GroupAdmin
from .base import PortalAdmin
from .concept import ConceptAdmin
from .counts import also_count, count_column
from .only_read import OnlyRead, ReadInEditor, RowsBelow, RowsInTable
from .ordering import (
    OrderedFormSet,
    OrderedInlinesAdmin,
    OrderedTabularInline,
)
from .publishing import PublishableAdmin, ReviewFilter
from .redirect import RedirectAdmin
from .row import OrderedRowAdmin
from .used import SeenWhenUsed

__all__ = [
    "AccountAdmin",
    "ConceptAdmin",
    "GroupAdmin",
    "OnlyRead",
    "OrderedFormSet",
    "OrderedInlinesAdmin",
    "OrderedRowAdmin",
    "OrderedTabularInline",
    "PortalAdmin",
    "PublishableAdmin",
    "ReadInEditor",
    "RedirectAdmin",
    "ReviewFilter",
    "RowsBelow",
    "RowsInTable",
    "SeenWhenUsed",
    "also_count",
    "count_column",
]

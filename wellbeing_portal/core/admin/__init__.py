"""What the admin pages of every app are made of. Nothing here knows a domain."""

from django.contrib import admin

from .base import PortalAdmin
from .concept import ConceptAdmin
from .counts import count_column
from .ordering import (
    OrderedFormSet,
    OrderedInlinesAdmin,
    OrderedRowAdmin,
    OrderedStackedInline,
    OrderedTabularInline,
)
from .publishing import PublishableAdmin, ReviewFilter
from .sources import CitesSource
from .used import SeenWhenUsed

__all__ = [
    "CitesSource",
    "ConceptAdmin",
    "OrderedFormSet",
    "OrderedInlinesAdmin",
    "OrderedRowAdmin",
    "OrderedStackedInline",
    "OrderedTabularInline",
    "PortalAdmin",
    "PublishableAdmin",
    "ReviewFilter",
    "SeenWhenUsed",
    "count_column",
]

admin.site.site_header = "Council Wellbeing Portal"
admin.site.site_title = "Council Wellbeing Portal"
admin.site.index_title = "What would you like to edit?"
# The lists and rows need the width; the way to other lists leads over the breadcrumbs.
admin.site.enable_nav_sidebar = False

"""Addresses of imports and exports."""

from django.urls import path

from .importing.pages.begin import ImportsPage, TemplateFile
from .importing.pages.columns import ColumnsPage
from .importing.pages.exports import ExportedTable, ExportsPage
from .importing.pages.run import CheckRun, RemoveRun, RunDetailPage, RunFile, WriteRun

urlpatterns = [
    path("imports/", ImportsPage.as_view(), name="curate_imports"),
    path("imports/templates/<slug:table>/", TemplateFile.as_view(), name="curate_import_template"),
    path("imports/<num:pk>/", RunDetailPage.as_view(), name="curate_import"),
    path("imports/<num:pk>/columns/", ColumnsPage.as_view(), name="curate_import_columns"),
    path("imports/<num:pk>/check/", CheckRun.as_view(), name="curate_import_check"),
    path("imports/<num:pk>/write/", WriteRun.as_view(), name="curate_import_write"),
    path("imports/<num:pk>/remove/", RemoveRun.as_view(), name="curate_import_remove"),
    path("imports/<num:pk>/report/", RunFile.as_view(), name="curate_import_report"),
    path("exports/", ExportsPage.as_view(), name="curate_exports"),
    path("exports/<slug:table>/", ExportedTable.as_view(), name="curate_export"),
]

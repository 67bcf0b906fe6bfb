"""Addresses of the editor."""

from django.urls import include, path, register_converter

from .addresses import NumberInAddress, RowInAddress, SectionInAddress
from .views import understood
from .views.aside import AddSourcePage, SuggestTermPage
from .views.check import CheckPage
from .views.comments import AddComment, SettleComment
from .views.copying import StartCopy, TakeOver
from .views.health import HealthListPage, HealthPage
from .views.help import HelpIndex, HelpPage
from .views.home import HomePage
from .views.leaving import LeavingPage
from .views.preview import PreviewPage, preview_styles
from .views.readdressing import AddressPage
from .views.row import RemoveRowPage, RowPage
from .views.rows import section_or_rows
from .views.search import SearchPage
from .views.start import StartPage
from .views.suggest import suggest
from .views.tasks import TaskList
from .views.trash import TrashPage
from .views.typed import TypedPage
from .views.versions import CompareVersions, RestorePage, VersionList, VersionPage

register_converter(SectionInAddress, "section")
register_converter(RowInAddress, "row")
register_converter(NumberInAddress, "num")

RECORD = "<slug:noun>/<num:pk>/"

urlpatterns = [
    path("", HomePage.as_view(), name="curate_home"),
    path("search/", SearchPage.as_view(), name="curate_search"),
    path("health/", HealthPage.as_view(), name="curate_health"),
    path("health/<slug:line>/", HealthListPage.as_view(), name="curate_health_line"),
    path("trash/", TrashPage.as_view(), name="curate_trash"),
    path("help/", HelpIndex.as_view(), name="curate_help"),
    path("help/<slug:page>/", HelpPage.as_view(), name="curate_help_page"),
    path("", include("wellbeing_portal.curate.account_urls")),
    path("", include("wellbeing_portal.curate.import_urls")),
    path("vocabulary/", include("wellbeing_portal.curate.vocabulary.urls")),
    path("suggest/<slug:kind>", suggest, name="curate_suggest"),
    path("understood/figure", understood.figure, name="curate_figure"),
    path("understood/finding", understood.grade, name="curate_grade"),
    path("add-source/", AddSourcePage.as_view(), name="curate_add_source"),
    path("suggest-term/<slug:kind>/", SuggestTermPage.as_view(), name="curate_suggest_term"),
    path(f"typed/{RECORD}<section:section>", TypedPage.as_view(), name="curate_typed"),
    path(f"typed/{RECORD}<section:section>/<row:row>", TypedPage.as_view(), name="curate_typed"),
    path("<slug:noun>/start/", StartPage.as_view(), name="curate_start"),
    path(RECORD, TaskList.as_view(), name="curate_tasks"),
    path(f"{RECORD}check/", CheckPage.as_view(), name="curate_check"),
    path(f"{RECORD}preview/", PreviewPage.as_view(), name="curate_preview"),
    path("preview/<slug:width>.css", preview_styles, name="curate_preview_styles"),
    path(f"{RECORD}address/", AddressPage.as_view(), name="curate_address"),
    path(f"{RECORD}edit/", StartCopy.as_view(), name="curate_copy"),
    path(f"{RECORD}take-over/", TakeOver.as_view(), name="curate_take_over"),
    path(f"{RECORD}comments/", AddComment.as_view(), name="curate_comment"),
    path(f"{RECORD}comments/<num:comment>/settle/", SettleComment.as_view(), name="curate_settle"),
    path(f"{RECORD}versions/", VersionList.as_view(), name="curate_versions"),
    path(f"{RECORD}versions/compare/", CompareVersions.as_view(), name="curate_compare_versions"),
    path(f"{RECORD}versions/<num:number>/", VersionPage.as_view(), name="curate_version"),
    path(f"{RECORD}versions/<num:number>/restore/", RestorePage.as_view(), name="curate_restore"),
    path(f"{RECORD}leave/<slug:way>/", LeavingPage.as_view(), name="curate_leave"),
    path(
        f"{RECORD}<section:section>/<row:row>/remove/",
        RemoveRowPage.as_view(),
        name="curate_remove_row",
    ),
    path(f"{RECORD}<section:section>/", section_or_rows, name="curate_section"),
    path(f"{RECORD}<section:section>/add/", RowPage.as_view(), name="curate_add_row"),
    path(f"{RECORD}<section:section>/<row:row>/", RowPage.as_view(), name="curate_row"),
]

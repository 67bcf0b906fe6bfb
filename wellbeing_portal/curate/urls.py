"""Addresses of the editor."""

from django.urls import path

from .views import understood
from .views.account import AccountPage, SignIn, SignOut
from .views.aside import AddSourcePage, SuggestTermPage
from .views.home import HomePage
from .views.row import RemoveRowPage, RowPage
from .views.rows import section_or_rows
from .views.search import SearchPage
from .views.start import StartPage
from .views.suggest import suggest
from .views.tasks import TaskList
from .views.trash import TrashPage
from .views.typed import TypedPage

RECORD = "<slug:noun>/<int:pk>/"

urlpatterns = [
    path("", HomePage.as_view(), name="curate_home"),
    path("search/", SearchPage.as_view(), name="curate_search"),
    path("trash/", TrashPage.as_view(), name="curate_trash"),
    path("account/", AccountPage.as_view(), name="curate_account"),
    path("sign-in/", SignIn.as_view(), name="curate_sign_in"),
    path("sign-out/", SignOut.as_view(), name="curate_sign_out"),
    path("suggest/<slug:kind>", suggest, name="curate_suggest"),
    path("understood/figure", understood.figure, name="curate_figure"),
    path("understood/finding", understood.grade, name="curate_grade"),
    path("add-source/", AddSourcePage.as_view(), name="curate_add_source"),
    path("suggest-term/<slug:kind>/", SuggestTermPage.as_view(), name="curate_suggest_term"),
    path(f"typed/{RECORD}<slug:section>", TypedPage.as_view(), name="curate_typed"),
    path(f"typed/{RECORD}<slug:section>/<slug:row>", TypedPage.as_view(), name="curate_typed"),
    path("<slug:noun>/start/", StartPage.as_view(), name="curate_start"),
    path(RECORD, TaskList.as_view(), name="curate_tasks"),
    path(f"{RECORD}<slug:section>/", section_or_rows, name="curate_section"),
    path(f"{RECORD}<slug:section>/add/", RowPage.as_view(), name="curate_add_row"),
    path(f"{RECORD}<slug:section>/<slug:row>/", RowPage.as_view(), name="curate_row"),
    path(
        f"{RECORD}<slug:section>/<slug:row>/remove/",
        RemoveRowPage.as_view(),
        name="curate_remove_row",
    ),
]

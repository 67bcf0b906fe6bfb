"""Addresses of the pages on which the vocabulary is kept."""

from django.urls import path

from .acts import MergePage, MovePage, RenamePage, StatePage
from .changes import ChangeList, ChangePage
from .concept import BeginPage, ConceptDetail, WordsPage
from .consistency import ConsistencyPage
from .near import NearPage
from .queue import DecidePage, QueuePage
from .reading_back import ReadBackPage
from .table import TablePage
from .workbench import VocabularyIndex, WorkbenchPage

CONCEPT = "<slug:family>/<num:pk>/"

urlpatterns = [
    path("", VocabularyIndex.as_view(), name="curate_vocabulary"),
    path("queue/", QueuePage.as_view(), name="curate_vocabulary_queue"),
    path("queue/<num:pk>/", DecidePage.as_view(), name="curate_vocabulary_decide"),
    path("changes/", ChangeList.as_view(), name="curate_vocabulary_changes"),
    path("changes/<num:pk>/", ChangePage.as_view(), name="curate_vocabulary_change"),
    path("<slug:family>/", WorkbenchPage.as_view(), name="curate_workbench"),
    path("<slug:family>/begin/", BeginPage.as_view(), name="curate_begin_concept"),
    path("<slug:family>/near/", NearPage.as_view(), name="curate_near_concepts"),
    path("<slug:family>/table/", ReadBackPage.as_view(), name="curate_read_table"),
    path("<slug:family>/table.<slug:format>", TablePage.as_view(), name="curate_concept_table"),
    path(CONCEPT, ConceptDetail.as_view(), name="curate_concept"),
    path(f"{CONCEPT}words/", WordsPage.as_view(), name="curate_words_of_concept"),
    path(f"{CONCEPT}merge/", MergePage.as_view(), name="curate_merge_concept"),
    path(f"{CONCEPT}rename/", RenamePage.as_view(), name="curate_rename_concept"),
    path(f"{CONCEPT}move/", MovePage.as_view(), name="curate_move_concept"),
    path(f"{CONCEPT}consistency/", ConsistencyPage.as_view(), name="curate_consistency"),
    path(f"{CONCEPT}<slug:way>/", StatePage.as_view(), name="curate_state_of_concept"),
]

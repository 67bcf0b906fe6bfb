from wellbeing_portal.search.models import ContentVersion, IndexChange

from .addressed import Addressed, AddressedQuerySet, SlugField
from .concept import Concept
from .editing_rule import EditingRule
from .figure import Figure
from .history import History
from .keyed import Keyed
from .loaded_record import LoadedRecord
from .located import Located
from .period import Period
from .publishable import Publishable, PublishableQuerySet
from .redirect import Redirect
from .reference import Reference
from .unanswered_search import UnansweredSearch
from .used import ConceptQuerySet, used_by_published
from .version import Version
from .vocabulary_change import VocabularyChange, VocabularyTouch
from .work import Work

__all__ = [
    "Addressed",
    "AddressedQuerySet",
    "Concept",
    "ConceptQuerySet",
    "ContentVersion",
    "EditingRule",
    "Figure",
    "History",
    "IndexChange",
    "Keyed",
    "LoadedRecord",
    "Located",
    "Period",
    "Publishable",
    "PublishableQuerySet",
    "Redirect",
    "Reference",
    "SlugField",
    "UnansweredSearch",
    "Version",
    "VocabularyChange",
    "VocabularyTouch",
    "Work",
    "used_by_published",
]

from .concept import Concept
from .figure import Figure
from .index_change import ContentVersion, IndexChange
from .loaded_record import LoadedRecord
from .located import Located
from .period import Period
from .publishable import Publishable, PublishableQuerySet
from .reference import Reference
from .used import ConceptQuerySet, used_by_published

__all__ = [
    "Concept",
    "ConceptQuerySet",
    "ContentVersion",
    "Figure",
    "IndexChange",
    "LoadedRecord",
    "Located",
    "Period",
    "Publishable",
    "PublishableQuerySet",
    "Reference",
    "used_by_published",
]

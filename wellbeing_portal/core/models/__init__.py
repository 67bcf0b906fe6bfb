from .concept import Concept
from .figure import Figure
from .history import History
from .index_change import ContentVersion, IndexChange
from .loaded_record import LoadedRecord
from .located import Located
from .period import Period
from .publishable import Publishable, PublishableQuerySet

__all__ = [
    "Concept",
    "ContentVersion",
    "Figure",
    "History",
    "IndexChange",
    "LoadedRecord",
    "Located",
    "Period",
    "Publishable",
    "PublishableQuerySet",
]

from .concept import Concept
from .figure import Figure
from .loaded_record import LoadedRecord
from .located import Located
from .period import Period
from .publishable import Publishable, PublishableQuerySet

__all__ = [
    "Concept",
    "Figure",
    "LoadedRecord",
    "Located",
    "Period",
    "Publishable",
    "PublishableQuerySet",
]

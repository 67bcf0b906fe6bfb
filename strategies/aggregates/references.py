"""The slugs by which forms name councils, sources, strategies, their priorities, and themes."""

from typing import Annotated

from wellbeing_portal.core.content.schema import refers_to, refers_to_row_of

CouncilRef = Annotated[str, refers_to("council")]
SourceRef = Annotated[str, refers_to("source")]
StrategyRef = Annotated[str, refers_to("strategy")]
ThemeRef = Annotated[str, refers_to("theme")]
PriorityRef = Annotated[str, refers_to_row_of("strategy")]

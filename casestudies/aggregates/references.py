"""The slugs by which forms name concepts and organisations."""

from typing import Annotated

from wellbeing_portal.core.content.schema import refers_to, refers_to_row_of

ApproachRef = Annotated[str, refers_to("approach")]
EnablerRef = Annotated[str, refers_to("enabler")]
OutcomeRef = Annotated[str, refers_to("outcome")]
PopulationGroupRef = Annotated[str, refers_to("population group")]
OrganisationRef = Annotated[str, refers_to("organisation")]
FindingRef = Annotated[str, refers_to_row_of("case study")]

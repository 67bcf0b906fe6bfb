"""What lists of case studies and of findings are sorted by."""

from wellbeing_portal.core.lists.listing import Sort

NEWEST = {"newest": Sort("Newest on the portal first")}
SUREST = {"evidence": Sort("Strongest evidence first")}
OF_ACCOUNTS = {
    "told": Sort("Latest told first"),
    "ends": Sort("Not ended first"),
    "depth": Sort("Whole source read first"),
}

"""What stands over tables of what works, what helps and what changed, and over their columns."""

TITLES = {"approach": "What works", "outcome": "Outcomes", "enabler": "What helps"}
"""What the table of a family is called."""

STRONGEST = "Strongest evidence here"
RESEARCH = "Wider research"
COST = "Known cost"
TIES = "Who ties it to findings"

"""The account of York's local area coordination, written as a new contributor would."""

from __future__ import annotations

from tests.e2e.hands import Hand

TITLE = "York: local area coordination takes pressure off GPs"
GO_ON, ANOTHER = "Save and go on", "Save and add another"


def begin(hand: Hand) -> None:
    hand.press("Start a case study")
    hand.write("Title", TITLE)
    hand.write("Source", "Local area coordination in York")
    hand.press("Add a source")
    hand.choose("What is it?", "Web page")
    hand.write("Who published it?", "NHS Confederation")
    hand.write("Year", "2022")
    hand.write("Web address", "https://www.nhsconfed.org/case-studies/york")
    hand.press("Keep it and go back")
    hand.press("Start")


def basics(hand: Hand) -> None:
    hand.write("One line that says what is special about it", "Help is looked for in the street.")
    hand.write("Summary", "Eleven coordinators walk with people who are on the edge of services.")
    hand.choose("How far had it come", "Established")
    hand.write("Year it began", "2017")
    hand.write("Where in the source", "Whole page")
    hand.write("Year of the source", "2022")
    hand.choose("How much of the source", "The whole source")
    hand.press(GO_ON)


def those_who_took_part(hand: Hand) -> None:
    hand.pick("Council", "york", "City of York Council")
    hand.press(GO_ON)
    hand.pick("Organisation", "age uk", "Age UK")
    hand.write("What did it do?", "Brought people together with volunteers.")
    hand.press(GO_ON)


def the_account(hand: Hand) -> None:
    hand.write("What they set out to do, and why", "To look for help near by, before a service.")
    hand.write("What they did", "Three coordinators began in 2017. There are eleven now.")
    hand.write("What changed, in words", "People went to their GP less often.")
    hand.write("Will it last?", "The council pays for the posts itself.")
    hand.press(GO_ON)
    hand.pick("For whom is it?", "older", "Older people")
    hand.pick("Where does it take place?", "neighb", "Neighbourhoods")
    hand.press(GO_ON)


def what_was_done(hand: Hand) -> None:
    hand.pick("Approach", "local area", "Local area coordination")
    hand.write("How did they do it here?", "A coordinator for each ward walks with people.")
    hand.write("Where does it stand in the source?", "What they did")
    hand.press(ANOTHER)
    hand.pick("Approach", "community dev", "Community development")
    hand.write("How did they do it here?", "Neighbours are brought together.")
    hand.press(GO_ON)
    hand.pick("What helped?", "patience", "Patience and long-term commitment")
    hand.write("How did it help here?", "People are met where they are, as often as they like.")
    hand.press(GO_ON)
    hand.write("What stood in the way, or was not reached?", "Short contracts of coordinators.")
    hand.press(GO_ON)
    hand.write("What is it called?", "Ways to Wellbeing")
    hand.write("What does it do, and for whom?", "Small grants for what neighbours begin.")
    hand.press(GO_ON)


def visits_fell(hand: Hand) -> None:
    hand.write("Say it in one sentence", "Visits to the GP for other reasons fell by a third.")
    hand.choose("What does the source claim?", "Something changed")
    hand.choose("Which way?", "Better")
    hand.pick("What changed, or was to change?", "demand", "Demand on services")
    hand.choose("Was it measured before and after?", "Yes, before and after")
    hand.choose("Was it compared", "No, or the source")
    hand.write("The figure", "a third")
    hand.choose("How is it to be kept?", "As a number: about 33%")
    hand.write("What does the figure count?", "of visits for reasons that are not medical")
    hand.write("How many people was it measured in?", "50")
    hand.write("Where does it stand in the source?", "Impact, second paragraph")
    hand.pick("Which approach did it?", "local area", "Local area coordination")


def coordinators_grew(hand: Hand) -> None:
    hand.write("Say it in one sentence", "Coordinators grew from three to eleven.")
    hand.choose("What does the source claim?", "Something was done")
    hand.choose("What was done or reached?", "Services and posts")
    hand.choose("How is it known?", "It was counted")
    hand.write("The figure", "from 3 to 11")
    hand.write("What does the figure count?", "coordinators")
    hand.write("Where does it stand in the source?", "What they did")
    hand.pick("Which approach did it?", "local area", "Local area coordination")


def less_lonely(hand: Hand) -> None:
    hand.write("Say it in one sentence", "People who were met felt less lonely.")
    hand.choose("What does the source claim?", "Something changed")
    hand.choose("Which way?", "Better")
    hand.pick("What changed, or was to change?", "lonel", "Loneliness and social isolation")
    hand.choose("Was it measured before and after?", "No, it is said")
    hand.choose("Was it compared", "No, or the source")
    hand.choose("How is it known?", "Those who took part")
    hand.write("Where does it stand in the source?", "Impact, last paragraph")
    hand.pick("Which approach did it?", "local area", "Local area coordination")


def what_was_found(hand: Hand) -> None:
    visits_fell(hand)
    hand.press(ANOTHER)
    coordinators_grew(hand)
    hand.press(ANOTHER)
    less_lonely(hand)
    hand.press(GO_ON)


def the_rest(hand: Hand) -> None:
    hand.write("What shows the need?", "Lives are eight years shorter in the poorest part of York.")
    hand.write("The figure", "8 years")
    hand.write("Where does it stand in the source?", "Background")
    hand.press(GO_ON)
    hand.write("What is the money for?", "Three coordinators for two years")
    hand.write("How much?", "£150,000")
    hand.choose("Is that", "in all")
    hand.pick("An organisation paid", "health and social", "Department of Health and Social Care")
    hand.press(GO_ON)


def around_it(hand: Hand) -> None:
    hand.press(GO_ON)
    hand.write(
        "What should a reader bear in mind about the strongest number?",
        "The source does not say how the fall was measured.",
    )
    hand.write("Whom can readers ask?", "Public health team")
    hand.press(GO_ON)
    hand.write("When should somebody check that it is still right?", "27 November 2027")
    hand.press(GO_ON)


def send(hand: Hand) -> None:
    hand.write("What is new, in a line", "First account of York on the portal")
    hand.press("Send for review")


STEPS = (
    *(begin, basics, those_who_took_part, the_account, what_was_done),
    *(what_was_found, the_rest, around_it, send),
)

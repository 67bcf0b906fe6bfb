"""What of a search may be kept: words and numbers, and nothing by which a person is reached."""

from __future__ import annotations

import re

from wellbeing_portal.search.analysis import unstemmed
from wellbeing_portal.search.words import canonical, clean

MOST_LETTERS = 80
MOST_WORDS = 8
"""Words from which on a text is likelier pasted than typed: it may tell of anybody."""
MOST_DIGITS = 8
"""Digits of a search in all; two years have eight."""

_YEARS = re.compile(r"\b(?:19|20)\d\d ?[-–/] ?(?:(?:19|20)?\d\d)\b")
_STREETS = (
    r"street|st|road|rd|avenue|ave|lane|ln|close|drive|way|court|crescent|gardens|grove|place"
    r"|square|terrace|row|walk|hill|house|mews"
)
_OF_PERSONS = re.compile(
    "|".join(
        (
            r"@",
            r"https?:|www\.|\w\.(?:com|org|net|co|uk|gov|ac|info|io|eu)\b",
            r"\b(?:gmail|hotmail|outlook|yahoo|icloud|e-?mail|phone|mobile|tel|whatsapp)\b",
            r"\b(?:at|dot) \w+ dot\b|\bdot (?:com|co|uk|org|gov|net)\b",
            # Telephone numbers, dates of birth, accounts: digits, whatever stands between them.
            r"\d{5}|\d(?:[\s().,+/_-]*\d){5}",
            r"\b(?=\w*[^\W\d])(?=(?:\w*\d){3})\w+",
            # Postcodes and their first half, registrations of cars, national insurance numbers.
            r"^\W*[a-z]{1,2}\d[a-z\d]?\W*$",
            r"\b[a-z]{1,2}\d[a-z\d]?\s?\d[a-z]{2}\b",
            r"\b[a-z]{2}\d{2}\s?[a-z]{3}\b",
            r"\b[a-z]{2}\s?\d{2}\s?\d{2}\s?\d{2}\s?[a-d]\b",
            rf"\b\d+[a-z]?,? (?:\w+ ){{1,3}}(?:{_STREETS})\b|\b(?:flat|apartment) \d",
            r"\b(?:mr|mrs|ms|miss|mx|dr|prof|professor|sir|dame|rev|cllr|councillor)\b\.? \w",
            r"\bmy name\b|\bcalled me\b|\bcall me\b|\bcontact me\b",
        )
    ),
    re.IGNORECASE,
)
"""What looks like a person's address, number or name."""


def kept_words(text: str) -> str:
    """Return a search as its words and numbers alone, the same however it was written.

    It is empty for what may not be kept at all.
    """
    text = " ".join(clean(text).split())
    if len(text) > MOST_LETTERS or sum(map(str.isdigit, text)) > MOST_DIGITS:
        return ""
    if _OF_PERSONS.search(_YEARS.sub(" ", text)):
        return ""
    words = unstemmed().analyze(canonical(text))
    said = " ".join(words)
    return said if len(words) <= MOST_WORDS and len(said) <= MOST_LETTERS else ""

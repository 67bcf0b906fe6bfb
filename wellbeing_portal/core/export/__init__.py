"""Takes tables out of the portal as CSV, Excel and JSON, and documents as Word.

Nothing here knows what the tables are about: an app offers them (``offers``), a page answers
with them (``views``, ``response``).
"""

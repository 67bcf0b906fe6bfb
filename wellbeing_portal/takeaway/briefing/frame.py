"""What stands around the content of every Word file: its title page, and how it was chosen."""

from __future__ import annotations

from django.utils.translation import gettext

from wellbeing_portal.core.citation import PUBLISHER
from wellbeing_portal.core.document import Link, WordFile
from wellbeing_portal.core.export.table import LICENCE, LICENCE_ADDRESS, LICENCE_NAME, About


def new_document(about: About) -> WordFile:
    """Return an empty document that says in its properties what it is and where from."""
    return WordFile(
        about.title,
        author=PUBLISHER,
        about=f"{about.address} {LICENCE}",
        made=about.made,
        site=about.site,
    )


def write_title_page(document: WordFile, about: About, subtitle: str) -> None:
    """Open with the title, when and from where it was taken, the filters and the licence."""
    document.title_page(
        subtitle,
        [
            *([(gettext("For"), about.audience)] if about.audience else []),
            (gettext("Prepared on"), about.made_on),
            (gettext("From"), [f"{PUBLISHER}\n", Link(about.address, about.address)]),
            *((name, value) for name, value in about.filters),
            (
                gettext("Licence"),
                [
                    f"{LICENCE_NAME} (",
                    Link(LICENCE, LICENCE_ADDRESS),
                    gettext("). Rights in the documents cited stay with their owners."),
                ],
            ),
        ],
        f"{PUBLISHER}  ·  {about.title}  ·  {about.made_on}",
    )


def write_scope(
    document: WordFile,
    about: About,
    claims: str = "Texts are the portal’s own words; each statement names its source.",
) -> None:
    """Say which filters chose the content, where it can be seen as it is now, and its ``claims``.

    These are a sentence on what the content rests on.
    """
    if about.filters:
        document.paragraph(gettext("What it holds was chosen so:"))
        document.bullets([f"{name}: {value}" for name, value in about.filters])
    for note in about.notes:
        document.paragraph(note)
    document.paragraph(
        [
            gettext("The portal’s content was read on %(made_on)s. To see it as it is now, open ")
            % {"made_on": about.made_on},
            Link(about.address, about.address),
            f". {claims}",
        ]
    )

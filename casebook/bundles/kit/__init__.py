"""A submission kit: everything that a journal asks for, from one case, in one folder and the same as a ZIP.

Each part is a module here, by the name that a profile calls it (`cover-letter`: cover_letter.py), with
`make(submission) -> Made`; one that is not in the registry is told as missing in the README.
"""

from __future__ import annotations

from casebook.registry import Registry

PARTS = Registry(
    __name__,
    (
        "manuscript",
        "blinded",
        "title_page",
        "cover_letter",
        "figures",
        "care",
        "consent",
        "conflicts",
        "jats",
        "portal",
    ),
)
FOR_THE_AUTHOR = ("portal",)  # parts that are not uploaded

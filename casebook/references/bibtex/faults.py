"""What can be missing or wrong in one BibTeX entry."""

from __future__ import annotations

from casebook.errors import N_
from casebook.findings import Kind, Severity

MISSING_FIELD = Kind(
    "references.missing-field",
    Severity.WARNING,
    N_("The reference “{key}” has no {field}."),
    N_("Add the field: {field} = {{…}}."),
)
UNKNOWN_TYPE = Kind(
    "references.unknown-type",
    Severity.WARNING,
    N_("“@{type}” is not a kind of reference; “{key}” is printed like a book."),
    N_("Known kinds of reference: {names}."),
)
UNCERTAIN_DATE = Kind(
    "references.date",
    Severity.WARNING,
    N_("The date “{date}” of the reference “{key}” cannot be right."),
    N_("Write the year with four digits (year = {{2010}}), the whole date as date = {{2010-01-31}}."),
)
UNCERTAIN_PAGES = Kind(
    "references.pages",
    Severity.WARNING,
    N_("The pages “{pages}” of the reference “{key}” cannot be right."),
    N_("Write the first and the last page, for example: pages = {{453--474}}."),
)
UNCERTAIN_DOI = Kind(
    "references.doi",
    Severity.WARNING,
    N_("“{doi}” is not a DOI (reference “{key}”)."),
    N_("A DOI begins with 10. and has a slash, for example: doi = {{10.1182/blood-2009-07-235358}}."),
)
UNCERTAIN_URL = Kind(
    "references.url",
    Severity.WARNING,
    N_("“{url}” is not an address of the web (reference “{key}”)."),
    N_("Write the whole address, beginning with https://."),
)
BROKEN_NAME = Kind(
    "references.name",
    Severity.WARNING,
    N_("The name “{name}” in the reference “{key}” cannot be told into family and given names."),
    N_("Write “Family, Given” and put “and” between two people."),
)
INSTITUTION = Kind(
    "references.institution",
    Severity.WARNING,
    N_("“{name}” in the reference “{key}” looks like an institution but is printed like a person."),
    N_("Put the name of an institution in a second pair of braces: {{{{{name}}}}}."),
)

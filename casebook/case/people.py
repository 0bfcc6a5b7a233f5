"""The authors of a case and where they work (ICMJE; ORCID; CRediT)."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field, PlainValidator, ValidationInfo, WithJsonSchema, model_validator

from casebook.errors import N_
from casebook.fields import Flag, Model, TextField, Told, choice, fault, form, no_text, place_of, shaped
from casebook.findings import Kind, Severity
from casebook.source import Scalar

WRONG_ORCID = Kind(
    "case.malformed",
    Severity.ERROR,
    N_("“{value}” cannot be an ORCID iD: its last sign does not fit the others, as it does in every true one."),
    N_("Compare it digit by digit with the author's page on orcid.org."),
)
WHOLE_NAME = Kind(
    "case.wrong-shape",
    Severity.ERROR,
    N_("The name stands here in one piece; its parts say by which one the author is cited."),
    N_("Write it like this, and see whether each part is right:\n{corrected}"),
)
_SUFFIXES = ("filho", "neto", "júnior", "junior", "jr", "jr.", "sobrinho", "segundo", "ii", "iii")
# The fourteen contributor roles of CRediT (ANSI/NISO Z39.104-2022).
CREDIT_ROLES = (
    "conceptualization",
    "data-curation",
    "formal-analysis",
    "funding-acquisition",
    "investigation",
    "methodology",
    "project-administration",
    "resources",
    "software",
    "supervision",
    "validation",
    "visualization",
    "writing-original-draft",
    "writing-review-editing",
)


_ORCID = r"(?:https://orcid\.org/)?[0-9]{4}-[0-9]{4}-[0-9]{4}-[0-9]{3}[0-9X]"


def orcid_is_valid(bare: str) -> bool:
    """Say whether the last sign of a bare ORCID iD is right (ISO 7064 MOD 11-2)."""
    total = 0
    for digit in bare.replace("-", "")[:-1]:
        total = (total + int(digit)) * 2
    check = (12 - total % 11) % 11
    return bare[-1] == ("X" if check == 10 else str(check))


def _read_orcid(raw: object, info: ValidationInfo) -> str:
    """Return the bare iD; it may be written as the address that ORCID itself shows (https://orcid.org/…)."""
    bare = shaped(_ORCID, N_("an ORCID iD"), "0000-0000-0000-0000")(raw, info).rpartition("/")[2]
    if not orcid_is_valid(bare):
        raise fault(WRONG_ORCID, place_of(raw), value=bare)
    return bare


def _refuse_whole_name(raw: object, before: str) -> object:
    """Return what is no plain words as it is; of a name in one piece raise the finding that shows its parts."""
    if not isinstance(raw, Scalar) or len(raw.split()) < 2:
        return raw
    line = raw.place().text
    raise fault(WHOLE_NAME, place_of(raw), corrected=line.replace(raw, before + _in_parts(raw.split())))


def _in_parts(words: list[str]) -> str:
    """Return the words of a name as its parts are typed, as far as can be told; the last but a suffix is the family."""
    *before, last = words
    suffix = last if last.casefold() in _SUFFIXES and len(before) > 1 else ""
    *before, family = before if suffix else words
    given = next((before[:n] for n in range(len(before), 0, -1) if not before[n - 1].islower()), before)
    parts = {"given": given, "particle": before[len(given) :], "family": [family], "suffix": [suffix]}
    return "{" + ", ".join(f"{name}: {' '.join(part)}" for name, part in parts.items() if any(part)) + "}"


class PersonName(Model):
    """A person's name in its parts."""

    given: Annotated[
        str,
        Told(
            N_("Given names"),
            N_("All names before the one that is cited first, middle surnames and their particles included."),
            "Maria Aparecida da Silva",
        ),
    ]
    particle: Annotated[
        str,
        Told(
            N_("Particle"),
            N_("What stands before the family name in print and is left out when the name is cited."),
            "da",
        ),
    ] = ""
    family: Annotated[
        str, Told(N_("Family name"), N_("The name under which the author is cited; it may be of two words."), "Souza")
    ]
    suffix: Annotated[
        str, Told(N_("Suffix"), N_("What follows the family name and is part of it: Filho, Neto, Júnior, Jr."), "Filho")
    ] = ""

    @model_validator(mode="before")
    @classmethod
    def _whole(cls, raw: object) -> object:
        return _refuse_whole_name(raw, "")

    @property
    def full(self) -> str:
        return " ".join(part for part in (self.given, self.particle, self.family, self.suffix) if part)

    @property
    def cited(self) -> str:
        """The name as Vancouver cites it: family, suffix, initials without particles (Souza Filho MAS)."""
        initials = "".join(w[0] for name in self.given.split() for w in name.split("-") if w[:1].isupper())
        return " ".join(part for part in (self.family, self.suffix, initials) if part)


class Author(Model):
    """One author (ICMJE), with CRediT roles."""

    name: Annotated[
        PersonName,
        Told(
            N_("Name"), N_("The name of the author in its parts."), "{given: Maria Aparecida da Silva, family: Souza}"
        ),
    ]
    cited_as: Annotated[
        str,
        Told(
            N_("Cited as"),
            N_("The name as reference lists write it; needed only where it does not follow from its parts."),
            "Souza Filho MAS",
        ),
    ] = ""
    orcid: Annotated[
        str | None,
        PlainValidator(_read_orcid),
        WithJsonSchema({"type": "string", "pattern": f"^{_ORCID}$"}),
        Told(
            N_("ORCID iD"),
            N_("The sixteen signs of the author's own iD, or the address that orcid.org shows."),
            "0000-0002-1825-0097",
        ),
    ] = None
    email: Annotated[
        str,
        form(r"[^@\s]+@[^@\s]+\.[^@\s]+", N_("an e-mail address"), "ana@example.org"),
        Told(N_("E-mail"), N_("Printed for the corresponding author only."), "ana@example.org"),
    ] = ""
    affiliations: Annotated[
        tuple[str, ...],
        Told(
            N_("Affiliations"),
            N_("Where the author works: short names described under “affiliations” of the case."),
            "[hematology]",
        ),
    ] = ()
    corresponding: Annotated[
        Flag, Told(N_("Corresponding author"), N_("true for the author to whom readers write."), "true")
    ] = False
    roles: Annotated[
        tuple[Annotated[str, choice(*CREDIT_ROLES)], ...],
        Told(
            N_("Contributions"),
            N_("What the author did for the article, in the words of CRediT."),
            "[conceptualization, writing-original-draft]",
        ),
    ] = ()

    @property
    def cited(self) -> str:
        return self.cited_as or self.name.cited

    @model_validator(mode="before")
    @classmethod
    def _whole(cls, raw: object) -> object:
        return _refuse_whole_name(raw, "name: ")


class Affiliation(Model):
    """Where an author works; the institution's name is not translated (SciELO PS)."""

    department: Annotated[
        TextField,
        Told(N_("Department"), N_("The department or service, in each language."), N_("Department of Hematology")),
    ] = Field(default_factory=no_text)
    institution: Annotated[
        str,
        Told(
            N_("Institution"), N_("The hospital or university by its own name, which is not translated."), "Santa Casa"
        ),
    ]
    city: Annotated[str, Told(N_("City"), N_("The city of the institution."), "São Paulo")] = ""
    state: Annotated[str, Told(N_("State"), N_("The state or province, as addresses write it."), "SP")] = ""
    country: Annotated[
        str,
        PlainValidator(shaped("[A-Z]{2}", N_("a country code (ISO 3166)"), "BR")),
        Told(N_("Country"), N_("The two capital letters of ISO 3166; printed as the name in each language."), "BR"),
    ] = ""

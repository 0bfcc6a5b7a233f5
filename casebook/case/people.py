"""The authors of a case and where they work (ICMJE; ORCID; CRediT)."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field, PlainValidator, ValidationInfo, WithJsonSchema

from casebook.errors import N_
from casebook.fields import Flag, Model, TextField, choice, fault, form, no_text, place_of, shaped
from casebook.findings import Kind, Severity

WRONG_ORCID = Kind(
    "case.malformed",
    Severity.ERROR,
    N_("“{value}” cannot be an ORCID iD: its last sign does not fit the others, as it does in every true one."),
    N_("Compare it digit by digit with the author's page on orcid.org."),
)
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
    bare = shaped(_ORCID, N_("an ORCID iD"), "0000-0002-1825-0097")(raw, info).rpartition("/")[2]
    if not orcid_is_valid(bare):
        raise fault(WRONG_ORCID, place_of(raw), value=bare)
    return bare


class PersonName(Model):
    """A person's name in its parts."""

    given: str = Field(
        description="Given names, with any middle surnames and their particles: Maria Aparecida da Silva."
    )
    particle: str = Field(
        default="", description="A particle that belongs before the family name when it is printed: da."
    )
    family: str = Field(description="The name that is cited first: Souza.")
    suffix: str = Field(default="", description="Filho, Neto, Júnior, Sobrinho.")

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

    name: PersonName
    cited_as: str = Field(default="", description="The name as it is to be cited, where it cannot be derived.")
    orcid: Annotated[
        str | None,
        PlainValidator(_read_orcid),
        WithJsonSchema({"type": "string", "pattern": f"^{_ORCID}$", "examples": ["0000-0002-1825-0097"]}),
    ] = None
    email: Annotated[str, form(r"[^@\s]+@[^@\s]+\.[^@\s]+", N_("an e-mail address"), "ana@example.org")] = ""
    affiliations: tuple[str, ...] = Field(default=(), description="The names given under “affiliations”.")
    corresponding: Flag = False
    roles: tuple[Annotated[str, choice(*CREDIT_ROLES)], ...] = ()

    @property
    def cited(self) -> str:
        return self.cited_as or self.name.cited


class Affiliation(Model):
    """Where an author works; the institution's name is not translated (SciELO PS)."""

    department: TextField = Field(default_factory=no_text)
    institution: str
    city: str = ""
    state: str = ""
    country: Annotated[str, PlainValidator(shaped("[A-Z]{2}", N_("a country code (ISO 3166)"), "BR"))] = ""

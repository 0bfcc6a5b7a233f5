"""What can be wrong with a typed quantity: every kind of fault, and the error that carries one upwards."""

from __future__ import annotations

from casebook.errors import N_
from casebook.findings import Kind, Severity


class QuantityError(ValueError):
    """A quantity that cannot be read or printed: a kind of finding and its fields; the caller adds the place."""

    def __init__(self, kind: Kind, **fields: object) -> None:
        self.kind = kind
        self.fields = {name: str(value) for name, value in fields.items()}
        super().__init__(kind.what.format_map(self.fields))


EMPTY = Kind(
    "quantity.empty",
    Severity.ERROR,
    N_("A number is expected here, and nothing stands here."),
    N_("Write the number and its unit, such as {example}."),
)
UNREADABLE = Kind(
    "quantity.unreadable",
    Severity.ERROR,
    N_("“{typed}” cannot be read as one number with its unit."),
    N_("Write the number first, then its unit, such as {example}. Words belong in the text."),
)
BAD_NUMBER = Kind(
    "quantity.bad-number",
    Severity.ERROR,
    N_("“{typed}” is not a number that can be read."),
    N_("Write digits with at most one decimal mark and a digit on each side of it, such as {example}."),
)
DECIMAL_MARK = Kind(
    "quantity.decimal-mark",
    Severity.ERROR,
    N_("“{typed}” has another decimal mark than the one that this case declares, “{mark}”."),
    N_("Write {mended}."),
)
OFTEN_OTHER_MARK = Kind(
    DECIMAL_MARK.code,
    Severity.ERROR,
    DECIMAL_MARK.what,
    N_('Write {mended}. Or, if all numbers of this case are typed so, say so above: decimal: "{other}"'),
)
AMBIGUOUS = Kind(
    "quantity.ambiguous",
    Severity.ERROR,
    N_("“{typed}” may mean {whole} or {fraction}: the one is a thousand times the other."),
    N_("Write {whole} if the mark parts thousands, or {fraction} if it is the decimal mark."),
)
COUNT = Kind(
    "quantity.ambiguous-count",
    Severity.ERROR,
    N_("“{typed}” may mean {whole}: nobody counts thousandths of cells, copies or titers."),
    N_("Write {whole}, or {few} if so few is really meant."),
)
TWO_POWERS = Kind(
    "quantity.two-powers",
    Severity.ERROR,
    N_("This number has a power of ten, and its unit, {unit}, has another."),
    N_("Keep one of the two."),
)
UNDECLARED = Kind(
    "quantity.undeclared",
    Severity.ERROR,
    N_("“{typed}” may mean {whole} or {fraction}: the one is a thousand times the other."),
    N_('Write {whole} if the mark parts thousands. If it is the decimal mark, say so above: decimal: "{mark}"'),
)
THOUSANDS = Kind(
    "quantity.thousands",
    Severity.ERROR,
    N_("“{typed}” has marks or spaces between its thousands."),
    N_("Write {mended}. Each language gets its own marks in print."),
)
LOST_EXPONENT = Kind(
    "quantity.lost-exponent",
    Severity.ERROR,
    N_("“{typed}” looks like a power of ten that has lost its superscript."),
    N_("Write {mended}, with ^ before the exponent."),
)
UPSIDE_DOWN = Kind(
    "quantity.upside-down",
    Severity.ERROR,
    N_("The range “{typed}” runs from the larger number to the smaller."),
    N_("Write the smaller number first, or correct the one that is wrong."),
)
UNKNOWN_UNIT = Kind(
    "quantity.unknown-unit",
    Severity.ERROR,
    N_("“{unit}” is not a unit known here."),
    N_("Write the unit as the laboratory does, such as g/dL, /µL, U/L or mg/m², and leave other words to the text."),
)
MISSPELT_UNIT = Kind(
    "quantity.misspelt-unit", Severity.ERROR, N_("“{unit}” is not a unit known here."), N_("Did you mean “{nearest}”?")
)
ROUTE = Kind(
    UNKNOWN_UNIT.code,
    Severity.ERROR,
    UNKNOWN_UNIT.what,
    N_("Take “{route}” out, and write the route in the text."),
)
TWO_DOSES = Kind(
    UNREADABLE.code,
    Severity.ERROR,
    N_("“{typed}” is more than one dose."),
    N_("Write each for itself: as two drugs, or as two treatments, the second from where the first ends."),
)
NAME_FIRST = Kind(
    UNREADABLE.code,
    Severity.ERROR,
    UNREADABLE.what,
    N_("Write {mended}: “{name}” belongs before the colon, or into the text."),
)
UNKNOWN_FORM = Kind(
    "quantity.unknown-form",
    Severity.ERROR,
    N_("A value has no form called “{form}”."),
    N_("Write one of these after the colon: {forms}."),
)
NO_UNIT = Kind(
    "quantity.no-unit",
    Severity.ERROR,
    N_("The form “unit” is asked of a value that has no unit."),
    N_("Write the unit where the value is given."),
)
NO_RANGE = Kind(
    "quantity.no-range",
    Severity.ERROR,
    N_("The form “to” is asked of a value that is not a range."),
    N_("Take “:to” out, or write the value as a range such as 20–30 %."),
)
NO_AGE = Kind(
    "quantity.no-age",
    Severity.ERROR,
    N_("The form “adjective” is asked of a value that is not an age."),
    N_("Take “:adjective” out, or write the value as an age such as 52 years."),
)

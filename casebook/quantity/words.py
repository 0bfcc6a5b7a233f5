"""The words of the units: nouns that agree with their number, the same below a slash, and ages before a noun.

The rows are those of data/units.yaml whose manner is `word` or `counted`; they stand here so that Babel finds them
(Babel's own unit names are not used: it prints "2 duration-year" in pt_BR, and mg/dl for mg/dL).
"""

from __future__ import annotations

from casebook.errors import N_

Forms = tuple[str, str]


def PN_(one: str, many: str) -> Forms:
    """Return the two forms unchanged; Babel collects them (keyword `PN_:1,2`), and `Language.plural` chooses."""
    return one, many


WORDS = (N_("IU"), N_("CFU"), N_("HPF"), N_("breaths/min"), N_("1.73 m²"))

COUNTED: dict[str, Forms] = {
    "year": PN_("{n} year", "{n} years"),
    "month": PN_("{n} month", "{n} months"),
    "week": PN_("{n} week", "{n} weeks"),
    "day": PN_("{n} day", "{n} days"),
    "hour": PN_("{n} hour", "{n} hours"),
    "minute": PN_("{n} minute", "{n} minutes"),
    "second": PN_("{n} second", "{n} seconds"),
    "cell": PN_("{n} cell", "{n} cells"),
    "copy": PN_("{n} copy", "{n} copies"),
    "cycle": PN_("{n} cycle", "{n} cycles"),
    "dose": PN_("{n} dose", "{n} doses"),
    "unit": PN_("{n} unit", "{n} units"),
    "point": PN_("{n} point", "{n} points"),
    "pack-year": PN_("{n} pack-year", "{n} pack-years"),
    "tablet": PN_("{n} tablet", "{n} tablets"),
    "capsule": PN_("{n} capsule", "{n} capsules"),
    "drop": PN_("{n} drop", "{n} drops"),
    "ampoule": PN_("{n} ampoule", "{n} ampoules"),
    "vial": PN_("{n} vial", "{n} vials"),
    "puff": PN_("{n} puff", "{n} puffs"),
}

# Below a slash a noun stands alone: mg/kg/day.
BELOW = (
    N_("year"),
    N_("month"),
    N_("week"),
    N_("day"),
    N_("hour"),
    N_("minute"),
    N_("second"),
    N_("cell"),
    N_("copy"),
    N_("cycle"),
    N_("dose"),
    N_("unit"),
    N_("point"),
    N_("pack-year"),
    N_("tablet"),
    N_("capsule"),
    N_("drop"),
    N_("ampoule"),
    N_("vial"),
    N_("puff"),
)

AGES: dict[str, Forms] = {
    "year": PN_("{n}-year-old", "{n}-year-old"),
    "month": PN_("{n}-month-old", "{n}-month-old"),
    "week": PN_("{n}-week-old", "{n}-week-old"),
    "day": PN_("{n}-day-old", "{n}-day-old"),
    "hour": PN_("{n}-hour-old", "{n}-hour-old"),
}

RANGE_IN_WORDS = N_("{low} to {high}")
PERCENT_RANGE = N_("{low}–{high}{percent}")
EVERY = N_("every {time}")
HOW_MUCH_HOW_OFTEN = N_("{amount} {often}")
TIME_AND_TIME = N_("{first} and {rest}")

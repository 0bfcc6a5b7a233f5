"""A clinical number: what an author typed, kept to the digit, and how each language prints it.

model     Quantity and Number          units     what may follow a number (data/units.yaml)
parsing   typed text → Quantity        numbers   one number under the declared decimal mark
printing  Quantity → printed text      words     the nouns that agree with a number
rereading printed text → Quantity      faults    what can be wrong with a typed quantity
scale     the unit, with its power of ten, that is written once for many numbers
binding   "4.8 g/dL" in running prose
"""

from casebook.quantity.binding import QUANTITY_IN_PROSE, bind_units
from casebook.quantity.faults import QuantityError
from casebook.quantity.model import Number, Quantity
from casebook.quantity.parsing import is_pressure, parse_quantity
from casebook.quantity.printing import FORMS, printed, raised
from casebook.quantity.rereading import parse_printed
from casebook.quantity.scale import Scale, common_power, read_scale
from casebook.quantity.units import Unit, find_unit, is_unit

__all__ = [
    "FORMS",
    "QUANTITY_IN_PROSE",
    "Number",
    "Quantity",
    "QuantityError",
    "Scale",
    "Unit",
    "bind_units",
    "common_power",
    "find_unit",
    "is_pressure",
    "is_unit",
    "parse_printed",
    "parse_quantity",
    "printed",
    "raised",
    "read_scale",
]

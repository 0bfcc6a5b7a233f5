"""What was printed, read back: the proof that print says what was typed."""

from __future__ import annotations

import re

from casebook.languages import Language
from casebook.quantity.model import Quantity
from casebook.quantity.parsing import parse_quantity


def parse_printed(text: str, language: Language) -> Quantity:
    """Return the Quantity that `printed` words so in `language`; raise QuantityError where it is none."""
    groups = rf"(?<=[0-9]){re.escape(language.group_mark)}(?=[0-9]{{3}}(?![0-9]))"
    return parse_quantity(re.sub(groups, "", text), language.decimal_mark)

"""The reference behind each citation mark, for the style sheet to show beside the mark without a script.

The words stand once for each reference, in a style rule, so that they are neither copied with the text nor read twice.
"""

from __future__ import annotations

import re

from markupsafe import Markup

from casebook.nodes import plain
from casebook.report.model import Reference


def tooltip_rules(references: tuple[Reference, ...]) -> Markup:
    """Return a rule for each reference that gives its number and words to the links that lead to it: `--reference`."""
    rules = (
        f'a[href="{_quoted("#" + reference.anchor)}"] '
        f'{{ --reference: "{_quoted(f"{reference.number}. {plain(reference.children)}")}" }}'
        for reference in references
    )
    return Markup("\n".join(rules))


def _quoted(words: str) -> str:
    """Return words as they stand in a CSS string, with nothing that could end the string or the style element."""
    return re.sub(r'["\\<\x00-\x1f]', lambda sign: f"\\{ord(sign[0]):x} ", words)

"""Text, one thing said in each language, and its light Markdown: passages become inline and block nodes.

The syntax is a whitelist: what is not listed in marks.py or tokens.py prints as typed.
"""

from __future__ import annotations

from casebook.prose.lowering import doi_address, spans, to_blocks, to_inlines, typeset, verbatim
from casebook.prose.paragraphs import paragraphs
from casebook.prose.text import Text
from casebook.prose.tokens import Token, located, masked, tokens
from casebook.prose.typography import bind_ending

__all__ = [
    "Text",
    "Token",
    "bind_ending",
    "doi_address",
    "located",
    "masked",
    "paragraphs",
    "spans",
    "to_blocks",
    "to_inlines",
    "tokens",
    "typeset",
    "verbatim",
]

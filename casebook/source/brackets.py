"""Texts between `{ }` and `[ ]` on one line: where each begins and ends, and which bracket is left open."""

from __future__ import annotations

import re

# The name of a field, or of a moment: admission, "admission + 6 h", midam day 14
_MOMENT = r"(?:[ ](?:day[ ]|dia[ ]|d[ ]|[+−–-][ ]?)\d[^\s,:{}\[\]]*(?:[ ][^\W\d]+)?)*"
_NAME = rf"""(?:\w[\w.-]*{_MOMENT}|"[^"]*"|'[^']*')[ \t]*:"""
# A field inside brackets (or at the left of a line that goes on inside them), up to its text
_FIELD = re.compile(rf"(?:^[ \t]*(?={_NAME}[ \t]+[^ \t{{\[])|[{{,\[][ \t]*){_NAME}[ \t]+(?!\{{[ \t]*{_NAME})(?=[^ \t])")
_NEXT = re.compile(rf",[ \t]*{_NAME}[ \t]+(?=[^ \t])")
_PLAIN_ITEM = re.compile(
    r"""
    (?P<quoted>"[^"]*"|'[^']*')
    | (?P<before>[\[{,]\s*(?:[^\s"'\[\]{},:][^"'\[\]{},:]*:\s+)?)
      (?P<item>(?![\s"'\[{])(?:[^"'\[\]{},:]|:(?!\s)|(?<=\d),(?=\d))+?)(?=\s*(?:,\s|[\]}]|,?$))""",
    re.VERBOSE,
)
_CLOSING = {"{": "}", "[": "]"}


def piece_at(raw: str, column: int) -> tuple[int, int] | None:
    """Return where the text around `column` begins and ends, taking commas and brackets inside it for prose."""
    fields = list(_FIELD.finditer(raw))
    before = [found for found in fields if found.end() <= column]
    if not before:
        return _item_at(raw, column)
    start = before[-1].end()
    after = _NEXT.search(raw, start)
    return _trimmed(raw, start, after.start() if after else len(raw))


def decimals_quoted(raw: str) -> str:
    """Return a line with every item of its lists that holds a decimal comma between quotation marks: [a, 2,5 mg].

    Only where the items are parted by a comma and a space, so that one without a space is a decimal one.
    """
    return _PLAIN_ITEM.sub(_quoted_decimal, raw) if re.search(r",\s", raw) else raw


def _quoted_decimal(found: re.Match[str]) -> str:
    item = found["item"]
    return found[0] if found["quoted"] or "," not in item else f'{found["before"]}"{item}"'


def open_bracket(raw: str, start: int) -> tuple[int, int, str] | None:
    """Return where the bracket is that stays open, seen from `start`, where to close it, and with what."""
    stack: list[tuple[int, str]] = []
    quote = ""
    for column in range(start, len(raw)):
        letter = raw[column]
        if quote:
            quote = "" if letter == quote else quote
        elif letter in "'\"" and raw[:column].rstrip()[-1:] in "{[,:":
            quote = letter
        elif letter in _CLOSING:
            stack.append((column, letter))
        elif stack and letter == _CLOSING[stack[-1][1]]:
            stack.pop()
        elif letter in [_CLOSING[opening] for _, opening in stack]:
            return stack[-1][0], column, _CLOSING[stack[-1][1]]
    if not stack or quote:
        return None
    return stack[0][0], len(raw), "".join(_CLOSING[letter] for _, letter in reversed(stack))


def _item_at(raw: str, column: int) -> tuple[int, int] | None:
    """Return the item of a list around `column`: from comma to comma, brackets of prose included."""
    opening = raw.find("[")
    if opening < 0 or opening >= column:
        return None
    comma = raw.rfind(",", opening, column)
    start = (opening if comma < 0 else comma) + 1
    start += len(raw[start:]) - len(raw[start:].lstrip())
    end = raw.find(",", column)
    return _trimmed(raw, start, len(raw) if end < 0 else end)


def _trimmed(raw: str, start: int, end: int) -> tuple[int, int] | None:
    """Stop before the bracket that closes what was opened before `start`, and before the spaces and comma left."""
    text = raw[start:end]
    for opening, close in _CLOSING.items():
        closes = (n for n, letter in enumerate(text) if letter == close)
        text = next((text[:n] for n in closes if text.count(opening, 0, n) < text.count(close, 0, n + 1)), text)
    text = text.rstrip(" \t,")
    return (start, start + len(text)) if text else None

"""LaTeX as it stands in bibliographies → Unicode text with CSL's rich-text tags."""

from __future__ import annotations

import html
import logging
import re
import unicodedata
from functools import lru_cache

from pylatexenc import latexwalker  # type: ignore[import-untyped]
from pylatexenc.latex2text import (  # type: ignore[import-untyped]
    LatexNodes2Text,
    MacroTextSpec,
    get_default_latex_context_db,
)
from pylatexenc.macrospec import std_macro  # type: ignore[import-untyped]

# Tolerant parsing is what we want; its log lines would reach the author's terminal.
logging.getLogger("pylatexenc").addHandler(logging.NullHandler())

_TAGS = {"textit": "i", "emph": "i", "textsl": "i", "textbf": "b", "textsuperscript": "sup", "textsubscript": "sub"}
_SIGNS = {"textbraceleft": "{", "textbraceright": "}", "textasciicircum": "^"}  # lost or changed by pylatexenc
_ENTITY = re.compile(r"&(?:amp|lt|gt|quot|apos|nbsp|#\d+|#x[0-9a-fA-F]+);")
_SWITCH = re.compile(r"\{\\(it|em|bf)\s+([^{}]*)\}")
# Dollars enclose mathematics when a sign of it stands between them, so that "US$5–US$10" stays money.
_MATH = re.compile(r"(?<!\\)\$([^$]*(?:[\\^_<>=+][^$]*|[^\s\w$]))\$|(?<!\\)\$([A-Za-z])\$")
_SCRIPT = re.compile(r"([\^_])(?:\{([^{}]*)\}|(\\[A-Za-z]+|[^\s{}\\]))")
_BARE = re.compile(r"(?<!\\)([%&#_$])")
_PAIR = re.compile(r'(^|[\s(\[“‘–—-])"([^"]+)"')
_SINGLE_PAIR = re.compile(r"`([^`']+)'")
_APOSTROPHE = re.compile(r"(?<=[^\W\d_])'(?=[^\W\d_])")


@lru_cache(maxsize=4096)
def decode(text: str, keep_braces: bool = False) -> str:
    """Return `text` as printed: accents, dashes, curly quotes, `<i>`, `<sup>` …, in NFC and on one line.

    Signs that LaTeX would swallow (`20% of`, `A & B`) stay; braces of more than one letter stay with `keep_braces`.
    """
    text = _ENTITY.sub(lambda found: html.unescape(found[0]), text)
    text = _SWITCH.sub(lambda found: rf"\text{'bf' if found[1] == 'bf' else 'it'}{{{found[2]}}}", text)
    text = _with_scripts(text)
    plain = str((_KEEPING if keep_braces else _PLAIN).latex_to_text(text, latex_context=_GRAMMAR))
    plain = _APOSTROPHE.sub("’", _SINGLE_PAIR.sub(r"‘\1’", _PAIR.sub(r"\1“\2”", plain)))
    return unicodedata.normalize("NFC", re.sub(r"[ \t\r\n]+", " ", plain)).strip()


def _with_scripts(text: str) -> str:
    """Return `text` with `$10^6$` as words and superscripts, and every other special sign escaped."""
    printed, end = "", 0
    for found in _MATH.finditer(text):
        inside = _SCRIPT.sub(_script, found[1] or found[2])
        printed += _BARE.sub(r"\\\1", text[end : found.start()]) + rf"\({inside}\)"
        end = found.end()
    return printed + _BARE.sub(r"\\\1", text[end:])


def _script(found: re.Match[str]) -> str:
    macro = "textsuperscript" if found[1] == "^" else "textsubscript"
    return rf"\{macro}{{{found[2] or found[3]}}}"


def unescape(text: str) -> str:
    r"""Return an address or an identifier without LaTeX's marks: `\url{…}`, `\_`, `{\%}`."""
    text = re.sub(r"\\(?:url|path)\s*\{([^{}]*)\}", r"\1", text)
    return re.sub(r"[{}\s]", "", re.sub(r"\\([%&#_$~{}])", r"\1", text)).replace(r"\textunderscore", "_")


def _grammar() -> object:
    grammar = latexwalker.get_default_latex_context_db()
    grammar.add_context_category("casebook", prepend=True, macros=[std_macro(macro, "{") for macro in _TAGS])
    return grammar


def _decoder(keep_braces: bool) -> LatexNodes2Text:
    context = get_default_latex_context_db()
    tags = [MacroTextSpec(macro, simplify_repl=f"<{tag}>%s</{tag}>") for macro, tag in _TAGS.items()]
    bare = [MacroTextSpec(macro, simplify_repl="%s") for macro in ("url", "mbox", "text", "mathrm", "ensuremath")]
    signs = [MacroTextSpec(macro, simplify_repl=sign) for macro, sign in _SIGNS.items()]
    context.add_context_category("casebook", prepend=True, macros=tags + bare + signs)
    return LatexNodes2Text(latex_context=context, math_mode="text", keep_braced_groups=keep_braces)


_GRAMMAR = _grammar()
_PLAIN, _KEEPING = _decoder(False), _decoder(True)

"""The words of a reference list in one language, as the locale part of a CSL style."""

from __future__ import annotations

from xml.sax.saxutils import escape, quoteattr

from casebook.errors import N_
from casebook.languages import Language

# CSL term, its form, and our words for it (Citing Medicine, 2nd ed., for the English ones).
_TERMS = (
    ("et-al", "", N_("et al.")),
    ("in", "", N_("In:")),
    ("edition", "short", N_("ed.")),
    ("page", "short", N_("p.")),
    ("number", "", N_("Report No.:")),
    ("internet", "", N_("Internet")),
    ("cited", "", N_("cited")),
    ("available at", "", N_("Available from:")),
)
_EDITOR, _EDITORS = N_("editor"), N_("editors")

# The ordinal of an edition by CLDR's ordinal plural form: 1st, 2nd, 3rd, 4th edition; in Portuguese always 1ª, 2ª.
_ORDINALS = {"one": N_("{n}st"), "two": N_("{n}nd"), "few": N_("{n}rd"), "other": N_("{n}th")}

# Kinds of thesis that a reader of references names in English.
GENRES = (N_("dissertation"), N_("master’s thesis"))


def locale_xml(language: Language) -> str:
    """Return a `cs:locale` that holds every word our styles print: ours by the catalogue, months and ordinals by CLDR.

    It names no language, so that it serves the style in any, and a CSL locale of the language is not needed.
    """
    terms = [_term(name, form, language.words(message)) for name, form, message in _TERMS]
    editor, editors = (escape(language.words(message)) for message in (_EDITOR, _EDITORS))
    terms.append(f'<term name="editor"><single>{editor}</single><multiple>{editors}</multiple></term>')
    terms.append(_term("page-range-delimiter", "", "–"))
    terms += [_term(f"month-{n:02}", "short", month(language, n)) for n in range(1, 13)]
    # CSL takes a language's ordinals as a whole only where the plain one is there too.
    terms.append(_term("ordinal", "", language.words(_ORDINALS["other"], n="")))
    terms += [_term(f"ordinal-{n:02}", "", ordinal(language, n).removeprefix(str(n))) for n in range(100)]
    return f'<locale><style-options punctuation-in-quote="false"/><terms>{"".join(terms)}</terms></locale>'


def month(language: Language, number: int) -> str:
    """Return a month as references abbreviate it, without full stop: "Sep", "set" (CLDR)."""
    return str(language.locale.months["format"]["abbreviated"][number]).rstrip(".")


def ordinal(language: Language, number: int) -> str:
    """Return the ordinal of an edition: "21st", "21ª"."""
    form = str(language.locale.ordinal_form(number))
    return language.words(_ORDINALS.get(form, _ORDINALS["other"]), n=number)


def _term(name: str, form: str, text: str) -> str:
    form_attribute = f" form={quoteattr(form)}" if form else ""
    return f"<term name={quoteattr(name)}{form_attribute}>{escape(text)}</term>"

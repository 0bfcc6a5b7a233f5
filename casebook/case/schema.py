"""The JSON Schema of a case file, for editors: it takes what their YAML parsers make of a plain scalar.

Labels, help and examples are those that the fields tell of themselves, in one language.
"""

from __future__ import annotations

import json

from casebook.case.file import CaseFile
from casebook.case.parts import NOTATION_SCHEMA
from casebook.errors import N_
from casebook.fields import SAME, TEXT_SCHEMA, WORD_SCHEMA, Json
from casebook.fields.outline import Entry, models_of, outline, typed
from casebook.languages import Language, available
from casebook.source.compose import compose
from casebook.source.page import Page

_TEXT = "Text"
_SCALAR: list[Json] = ["string", "number", "boolean", "null"]
_NAMES = {"anyOf": [WORD_SCHEMA, {"type": "array"}]}
# What a plain text or number may stand for, without the names of the parts
_IN_SHORT = {
    "Section": TEXT_SCHEMA,
    "Consent": TEXT_SCHEMA,
    "Ethics": TEXT_SCHEMA,
    "Keyword": TEXT_SCHEMA,
    "Value": {"anyOf": [WORD_SCHEMA, NOTATION_SCHEMA]},
    "Lab": {"type": "object", "additionalProperties": TEXT_SCHEMA},
    "TimelineBlock": WORD_SCHEMA,
    **dict.fromkeys(("LabTable", "PanelOfTests", "TrendBlock"), _NAMES),
}
_PARSED: dict[str, Json] = {"1": 1, "true": True, "false": False}


def schema_in_words(language: Language, journals: tuple[str, ...] = ()) -> str:
    """Return the schema as a file holds it."""
    return json.dumps(case_schema(language, journals), indent=2, ensure_ascii=False) + "\n"


def case_schema(language: Language, journals: tuple[str, ...] = ()) -> dict[str, Json]:
    """Return the schema (draft 2020-12) of format version 1, its words in `language`.

    An editor offers the names of `journals`; others may come to be known later.
    """
    written = CaseFile.model_json_schema(by_alias=True)
    parts = written["$defs"]
    parts["Keyword"] = {
        "type": "object",
        "properties": {"mesh": parts["Keyword"]["properties"]["mesh"]},
        "additionalProperties": WORD_SCHEMA,
    }
    parts["Article"]["properties"]["journal"] |= {"anyOf": [{"enum": [*journals]}, WORD_SCHEMA]} if journals else {}
    parts |= {name: {"anyOf": [short, parts[name]]} for name, short in _IN_SHORT.items()} | {_TEXT: TEXT_SCHEMA}
    whole = _lenient(written)
    text = _part(_part(whole, "$defs"), _TEXT)
    schema = _part({"whole": _with_texts(whole, text)}, "whole")
    _tell(schema, language)
    _part(schema, "$defs")[_TEXT] = _offering(text, language)
    title = language.words(N_("casebook case, format 1"))
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **schema, "title": title}


def _lenient(part: Json) -> Json:
    """Return a schema whose words may also be numbers, `true` or `no`, or left empty.

    casebook reads every scalar as text, but an editor checks what its own parser made of it.
    """
    if isinstance(part, list):
        return [_lenient(item) for item in part]
    if not isinstance(part, dict):
        return part
    changed: dict[str, Json] = {name: _lenient(value) for name, value in part.items()}
    words = changed.pop("enum", None) or [word for word in [changed.pop("const", None)] if word]
    if isinstance(words, list) and words:
        changed.pop("type", None)
        changed["enum"] = [
            *words,
            *(_PARSED[word] for word in words if isinstance(word, str) and word in _PARSED),
            None,
        ]
    elif changed.get("type") in ("string", "array", "object"):
        changed["type"] = _SCALAR if changed["type"] == "string" else [str(changed["type"]), "null"]
    return changed


def _with_texts(part: Json, text: Json) -> Json:
    """Return a schema in which every text is the one among the definitions."""
    if isinstance(part, list):
        return [_with_texts(item, text) for item in part]
    if not isinstance(part, dict):
        return part
    if isinstance(text, dict) and part.get("anyOf") == text["anyOf"]:
        part = {"$ref": f"#/$defs/{_TEXT}", **{name: value for name, value in part.items() if name != "anyOf"}}
    return {name: _with_texts(value, text) for name, value in part.items()}


def _offering(text: dict[str, Json], language: Language) -> Json:
    """Return the schema of a text with the languages known here, so that an editor can offer them."""
    names = {code: language.locale.languages.get(code, code) for code in available()}
    names[SAME] = language.words(N_("the same in every language"))
    offered: Json = {code: {"title": name, "type": _SCALAR} for code, name in names.items()}
    options = text["anyOf"]
    assert isinstance(options, list)
    return {
        "anyOf": [
            {**one, "properties": offered} if "propertyNames" in one else one
            for one in options
            if isinstance(one, dict)
        ]
    }


def _tell(schema: dict[str, Json], language: Language) -> None:
    """Put the words of every field in the place of those that pydantic makes of our names and docstrings."""
    for model in models_of(CaseFile):
        part = schema if model is CaseFile else _part(_part(schema, "$defs"), model.__name__)
        options = part.get("anyOf")
        part = options[-1] if isinstance(options, list) and isinstance(options[-1], dict) else part
        part.pop("title", None)
        part.pop("description", None)
        properties = _part(part, "properties")
        for entry in outline(model):
            if entry.name in properties:
                field = _part(properties, entry.name)
                if not field.get("default"):
                    field.pop("default", None)  # an editor would write the empty word
                field.update(_said(entry, language))


def _said(entry: Entry, language: Language) -> dict[str, Json]:
    """Return the label, help and example of a field in the words of JSON Schema."""
    if entry.told is None:
        return {}
    care = f" (CARE {entry.told.care})" if entry.told.care else ""
    said: dict[str, Json] = {
        "title": language.words(entry.told.label),
        "description": language.words(entry.told.help) + care,
    }
    lines = tuple(typed(entry, language).split("\n"))
    tree = compose(Page("", lines, lines)).tree
    return said | {"examples": list(tree.values())} if isinstance(tree, dict) else said


def _part(whole: Json, name: str) -> dict[str, Json]:
    part = whole[name] if isinstance(whole, dict) else None
    assert isinstance(part, dict)
    return part

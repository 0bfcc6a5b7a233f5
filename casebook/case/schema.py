"""The JSON Schema of a case file, for editors: it takes what their YAML parsers make of a plain scalar."""

from __future__ import annotations

from casebook.case.file import CaseFile
from casebook.fields import TEXT_SCHEMA, WORD_SCHEMA, Json

_SCALAR: list[Json] = ["string", "number", "boolean", "null"]
# What a plain text or number may stand for, without the names of the parts
_IN_SHORT = {"Section": TEXT_SCHEMA, "Consent": TEXT_SCHEMA, "Keyword": TEXT_SCHEMA, "Value": WORD_SCHEMA}


def case_schema() -> dict[str, Json]:
    """Return the schema (draft 2020-12) of format version 1."""
    written = CaseFile.model_json_schema(by_alias=True)
    parts = written["$defs"]
    parts["Keyword"] = {
        "type": "object",
        "properties": {"mesh": parts["Keyword"]["properties"]["mesh"]},
        "additionalProperties": WORD_SCHEMA,
    }
    written["$defs"] = parts | {name: {"anyOf": [short, parts[name]]} for name, short in _IN_SHORT.items()}
    schema = _lenient(written)
    assert isinstance(schema, dict)
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **schema, "title": "casebook case, format 1"}


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


_PARSED: dict[str, Json] = {"1": 1, "true": True, "false": False}

"""The JSON Schema of a case file, for editors: it takes what their YAML parsers make of a plain scalar."""

from __future__ import annotations

from casebook.case.file import CaseFile
from casebook.fields import Json

_SCALAR: list[Json] = ["string", "number", "boolean", "null"]


def case_schema() -> dict[str, Json]:
    """Return the schema (draft 2020-12) of format version 1."""
    schema = _lenient(CaseFile.model_json_schema(by_alias=True))
    assert isinstance(schema, dict)
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **schema, "title": "casebook case, format 1"}


def _lenient(part: Json) -> Json:
    """Return a schema whose strings may also be numbers, words such as `yes`, or left empty.

    casebook reads every scalar as text, but an editor checks what its own parser made of it.
    """
    if isinstance(part, list):
        return [_lenient(item) for item in part]
    if not isinstance(part, dict):
        return part
    changed: dict[str, Json] = {name: _lenient(value) for name, value in part.items()}
    if changed.get("type") == "string" and "pattern" not in changed:
        changed["type"] = _SCALAR
    return changed

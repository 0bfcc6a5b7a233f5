"""Models of files: every fault found in one pass, each in its place, and what is left of a file without its faults."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import TypeVar

from pydantic import BaseModel, ConfigDict, ValidationError
from pydantic_core import ErrorDetails

from casebook.fields.faults import (
    MISSING,
    MISSPELT,
    NOT_A_LIST,
    NOT_AN_ITEM,
    NOT_PARTS,
    NOT_WORDS,
    TOO_FEW,
    UNKNOWN,
)
from casebook.fields.leaves import Reading
from casebook.findings import Finding
from casebook.meant import meant
from casebook.source import Scalar, Source, Tree

Json = dict[str, "Json"] | list["Json"] | str | int | float | bool | None
FieldPath = tuple[str | int, ...]
_MOST_PASSES = 8


class Model(BaseModel):
    """A part of a file: frozen, no field but its own, names in the file written-with-hyphens."""

    model_config = ConfigDict(
        frozen=True,
        extra="forbid",
        arbitrary_types_allowed=True,
        alias_generator=lambda name: name.replace("_", "-"),
        validate_by_name=False,
    )


M = TypeVar("M", bound=Model)


def read_model(model: type[M], source: Source, known: Reading) -> tuple[M | None, tuple[Finding, ...]]:
    """Return `source` as a `model`, or None with a finding, in place, for every fault."""
    try:
        return model.model_validate(_given(source.data), context=known), ()
    except ValidationError as error:
        details = error.errors(include_url=False)
    told = {_meant(detail["loc"], model) for detail in details if detail["type"] == "extra_forbidden"}
    told |= {detail["loc"][:depth] for detail in details for depth in range(len(detail["loc"]))}
    untold = [d for d in details if not (d["type"] in ("missing", "too_short") and d["loc"] in told)]
    return None, tuple(finding for detail in untold for finding in _findings(detail, model, source))


def without_faults(
    model: type[M], source: Source, known: Reading, stand_ins: Mapping[Scalar, Tree]
) -> tuple[M | None, Source, frozenset[FieldPath]]:
    """Return the model of what is left of `source` without its faulty parts, that rest, and the paths of those parts.

    So that the search for faults can go on. What the file as a whole lacks comes from `stand_ins`; the model is None
    where even that is not enough.
    """
    rest, faulty = _given(source.data), set[FieldPath]()
    for _ in range(_MOST_PASSES):
        try:
            read = model.model_validate(rest, context=known)
        except ValidationError as error:
            details = error.errors(include_url=False)
            paths = {_deepest(rest, detail["loc"]) for detail in details}
            faulty |= {_meant(detail["loc"], model) for detail in details if detail["type"] == "extra_forbidden"}
            left = _without(rest, (), paths - {()})
            assert isinstance(left, Mapping), "only what stands inside the whole was taken out"
            rest = {**(stand_ins if () in paths else {}), **left}
            faulty |= paths
        else:
            return read, replace(source, data=rest), frozenset(faulty)
    return None, source, frozenset(faulty)


def _given(fields: Mapping[Scalar, Tree]) -> dict[Scalar, Tree]:
    """Return the fields without those that were left empty: an empty scalar means *not given*."""
    return {name: _given_below(value) for name, value in fields.items() if value is not None}


def _given_below(raw: Tree) -> Tree:
    if isinstance(raw, Mapping):
        return _given(raw)
    return [_given_below(item) for item in raw] if isinstance(raw, list) else raw


def _deepest(tree: Tree, path: FieldPath) -> FieldPath:
    """Return as much of `path` as there is in the tree."""
    for depth, step in enumerate(path):
        if isinstance(tree, Mapping) and isinstance(step, str) and step in tree:
            tree = tree[Scalar(step)]
        elif isinstance(tree, list) and isinstance(step, int) and step < len(tree):
            tree = tree[step]
        else:
            return path[:depth]
    return path


def _without(tree: Tree, here: FieldPath, paths: set[FieldPath]) -> Tree:
    """Return the tree without what stands at `paths`; what is left keeps its places."""
    if isinstance(tree, Mapping):
        kept = {name: value for name, value in tree.items() if (*here, str(name)) not in paths}
        return {name: _without(value, (*here, str(name)), paths) for name, value in kept.items()}
    if isinstance(tree, list):
        items = [(number, item) for number, item in enumerate(tree) if (*here, number) not in paths]
        return [_without(item, (*here, number), paths) for number, item in items]
    return tree


def _findings(detail: ErrorDetails, model: type[Model], source: Source) -> tuple[Finding, ...]:
    """Return one of pydantic's errors as findings of ours."""
    path = detail["loc"]
    if detail["type"] != "findings":
        return (_finding(detail["type"], path, model, source),)
    carried: tuple[Finding, ...] = detail["ctx"]["findings"]
    return tuple(f if f.place else f.kind.at(source.at(path), **f.fields) for f in carried)


def _finding(fault_type: str, path: FieldPath, model: type[Model], source: Source) -> Finding:
    name = next((step for step in reversed(path) if isinstance(step, str)), "")
    match fault_type:
        case "missing":
            return MISSING.at(source.at(path[:-1]), name=name)
        case "extra_forbidden":
            names = _fields_at(model, path[:-1])
            near = meant(name, names)
            return (MISSPELT if near else UNKNOWN).at(source.key(path), name=name, nearest=near, names=", ".join(names))
        case "string_type":
            return NOT_WORDS.at(source.at(path), name=name)
        case "tuple_type":
            return NOT_A_LIST.at(source.at(path), name=name)
        case "too_short":
            return TOO_FEW.at(source.key(path), name=name)
        case _:
            kind = NOT_AN_ITEM if path and isinstance(path[-1], int) else NOT_PARTS
            return kind.at(source.at(path), name=name, example=_example(model, path))


def _example(model: type[Model], path: FieldPath) -> str:
    """Return the name of a field that belongs at `path`: one that is needed, else the first."""
    fields = (*_fields_at(model, path, needed=True), *_fields_at(model, path))
    return next(iter(fields), "…")


def _meant(path: FieldPath, model: type[Model]) -> FieldPath:
    """Return the path of the field that a misspelt name was probably meant to be."""
    return (*path[:-1], meant(str(path[-1]), _fields_at(model, path[:-1])))


def _fields_at(model: type[Model], path: Iterable[str | int], *, needed: bool = False) -> list[str]:
    """Return the names of the fields (the `needed` ones) at `path`, else of an example; empty where none are told."""
    schema: Json = model.model_json_schema(by_alias=True)
    at = schema
    for step in path:
        at = _resolved(at, schema)
        at = (
            _part(at, "items")
            if isinstance(step, int)
            else _part(_part(at, "properties"), step) or _part(at, "additionalProperties")
        )
    examples = _part(at, "examples")
    fields = _part(_resolved(at, schema), "required" if needed else "properties")
    fields = fields or (examples[0] if isinstance(examples, list) else [])
    return [str(name) for name in fields] if isinstance(fields, dict | list) else []


def _part(at: Json, name: str) -> Json:
    return at.get(name) if isinstance(at, dict) else None


def _resolved(at: Json, schema: Json) -> Json:
    """Return the object schema behind `$ref`, or behind the one alternative of an `anyOf` that has one."""
    options = _part(at, "anyOf")
    refs = [_part(option, "$ref") for option in [at, *(options if isinstance(options, list) else [])]]
    name = next((str(ref).rsplit("/", 1)[-1] for ref in refs if ref), None)
    return at if name is None else _part(_part(schema, "$defs"), name)

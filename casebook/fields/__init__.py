"""How the plain words of a YAML file become the typed leaves of a model, each fault a finding in its place."""

from __future__ import annotations

from casebook.fields.faults import fault, faults, place_of
from casebook.fields.leaves import (
    SAME,
    TEXT_SCHEMA,
    WORD_SCHEMA,
    DateField,
    Flag,
    QuantityField,
    Reading,
    TextField,
    choice,
    form,
    is_text,
    no_text,
    one_of,
    quantity_fault,
    read_quantity,
    read_text,
    reading,
    shaped,
    word,
)
from casebook.fields.model import FieldPath, Json, Model, read_model, without_faults
from casebook.fields.told import Told

__all__ = [
    "SAME",
    "TEXT_SCHEMA",
    "WORD_SCHEMA",
    "choice",
    "form",
    "DateField",
    "Flag",
    "Json",
    "Model",
    "FieldPath",
    "QuantityField",
    "Reading",
    "TextField",
    "Told",
    "fault",
    "faults",
    "is_text",
    "no_text",
    "one_of",
    "place_of",
    "quantity_fault",
    "read_model",
    "read_quantity",
    "read_text",
    "reading",
    "shaped",
    "without_faults",
    "word",
]

"""Reads a YAML file as plain strings that know where they stand, and reports every trap in it at once."""

from __future__ import annotations

from casebook.source.brackets import decimals_quoted
from casebook.source.page import Scalar, Source, Tree
from casebook.source.passage import read_passage
from casebook.source.reading import read_source
from casebook.source.sheet import read_sheet
from casebook.source.text import read_text

__all__ = ["Scalar", "Source", "Tree", "decimals_quoted", "read_passage", "read_sheet", "read_source", "read_text"]

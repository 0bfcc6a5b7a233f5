"""Bookmarks that name the field of the case which says what stands there, so that a reviewer's change finds home."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass
from hashlib import blake2s

from casebook.nodes import Origin, Said
from casebook.report.model import Front, Report

_LONGEST = 40  # characters that Word allows a bookmark's name
_DIGEST = 5  # bytes, written as ten signs: no two of a thousand fields share them


def bookmark_of(origin: Origin) -> str:
    """Return the name of a field's bookmark, the same in every file: readable, and told apart by what ends it."""
    path, part = (tuple(map(str, steps)) for steps in (origin.path, origin.part))
    whole = "/".join((*path, origin.language, *part))
    end = blake2s(whole.encode(), digest_size=_DIGEST).hexdigest()
    words = re.sub(r"[^A-Za-z0-9]+", "_", "_".join(("of", *path, origin.language, *part))).strip("_")
    return f"{words[: _LONGEST - len(end) - 1]}_{end}"


def fields_of(report: Report) -> Mapping[str, Origin]:
    """Return the field of the case that each bookmark in a file of this report stands for."""
    keywords = (keyword_origin(front, number) for front in report.fronts for number in range(len(front.keywords)))
    authors = (author_origin(number) for number in range(len(report.authors)))
    return {bookmark_of(origin): origin for origin in (*_origins(report), *keywords, *authors)}


def author_origin(number: int) -> Origin:
    """Return the field of an author's name; `number` counts from 0."""
    return Origin(("authors", number, "name"))


def keyword_origin(front: Front, number: int) -> Origin:
    """Return the field of a key word, in the language in which the title of its front is said."""
    language = front.title.origin.language if isinstance(front.title, Said) else ""
    return Origin(("keywords", number), language)


def _origins(part: object) -> Iterator[Origin]:
    """Yield the origin of everything that is said below a part of a report."""
    match part:
        case Origin():
            yield part
        case Said():
            yield part.origin
        case tuple():
            for each in part:
                yield from _origins(each)
        case _ if is_dataclass(part):
            for field in fields(part):
                yield from _origins(getattr(part, field.name))

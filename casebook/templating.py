"""Jinja templates: found in the project's own folder first, strict about names, escaped, worded in one Language."""

from __future__ import annotations

from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from casebook.languages import Language


def load_templates(search: tuple[Path, ...], language: Language) -> Environment:
    """Return the templates of `search` (first folder first); their `_("…", field=…)` speaks `language`."""
    environment = Environment(
        loader=FileSystemLoader(search),
        undefined=StrictUndefined,
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.globals["_"] = language.words
    return environment


def find_template(search: tuple[Path, ...], name: str) -> Path:
    """Return where the file `name` is, in the first folder of `search` that has it; raise FileNotFoundError if none."""
    file = next((folder / name for folder in search if (folder / name).is_file()), None)
    if file is None:
        raise FileNotFoundError(name)
    return file

"""Jinja templates: found in the project's own folder first, strict about names, escaped, worded in one Language."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from jinja2 import BaseLoader, Environment, FileSystemLoader, StrictUndefined, TemplateNotFound

from casebook.languages import Language

Source = tuple[str, str | None, Callable[[], bool] | None]
_NEXT = "next:"  # one for each folder to pass over: "next:next:article.html"


class _Templates(Environment):
    """Templates of which one may extend or include its own name: it then means the next one on the search path."""

    def join_path(self, template: str, parent: str) -> str:
        """Return the name under which `parent` asks for `template`."""
        return _NEXT + parent if template == parent.removeprefix(_NEXT * parent.count(_NEXT)) else template


class _SearchPath(BaseLoader):
    """Finds a template in the first folder that has it; a name with "next:" in the next that has it."""

    def __init__(self, search: tuple[Path, ...]) -> None:
        self._folders = [FileSystemLoader(folder) for folder in search]

    def get_source(self, environment: Environment, template: str) -> Source:
        passed = template.count(_NEXT)
        name = template.removeprefix(_NEXT * passed)
        for folder in self._folders:
            try:
                source = folder.get_source(environment, name)
            except TemplateNotFound:
                continue
            if passed == 0:
                return source
            passed -= 1
        raise TemplateNotFound(name)


def load_templates(search: tuple[Path, ...], language: Language) -> Environment:
    """Return the templates of `search` (first folder first); their `_("…", field=…)` speaks `language`."""
    environment = _Templates(
        loader=_SearchPath(search),
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

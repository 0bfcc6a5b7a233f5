"""What every page of the site has: its name and looks, its sections, the switch of language, and where things lie."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from urllib.parse import urljoin

from jinja2 import Environment

from casebook.bundles.site.addresses import told
from casebook.bundles.site.pictures import picture_name, srcset
from casebook.errors import N_
from casebook.formats.html import article_templates
from casebook.languages import Language
from casebook.report.labels import LICENSES
from casebook.settings import TITLE, Site, address, said

DOOR = "index.html"  # the first page of all, which leads on to one in the reader's language
POLICY = (
    "default-src 'none'; img-src 'self'; style-src 'self'; font-src 'self'; script-src 'self' 'wasm-unsafe-eval'; "
    "connect-src 'self'; worker-src 'self'; base-uri 'none'; form-action 'none'"
)
SECTIONS = {
    "specialties": N_("Specialties"),
    "keywords": N_("Key words"),
    "drugs": N_("Drugs"),
    "authors": N_("Authors"),
    "years": N_("Years"),
}
_STYLED = re.compile(r'<([a-z][\w-]*)((?:\s[^<>]*?)?)\sstyle="([^"]*)"')


@dataclass(frozen=True, slots=True)
class Switch:
    """The same page in another language, or, where there is none, the first page of that language."""

    language: Language
    href: str
    is_same: bool = True


@dataclass(frozen=True, slots=True)
class Frame:
    """The frame of one page; `path` is its address below that of the site, `up` leads from there to the root."""

    site: Site
    language: Language
    path: str
    switches: tuple[Switch, ...]
    mark: str
    logo: str = ""
    is_searchable: bool = False
    is_hidden: bool = False
    root: str = ""

    @property
    def up(self) -> str:
        """The way to the root; from that of the server for a page that is shown in the place of any other."""
        return self.root or "../" * self.path.count("/")

    @property
    def home(self) -> str:
        """The way to the first page of the language."""
        return f"{self.up}{self.language.code}/"

    @property
    def title(self) -> str:
        return said(self.site.title, self.language, TITLE)

    @property
    def description(self) -> str:
        return said(self.site.description, self.language)

    @property
    def footer(self) -> str:
        return said(self.site.footer, self.language)

    @property
    def license(self) -> tuple[str, str] | None:
        """The name and the address of the licence."""
        return LICENSES[self.site.license] if self.site.license else None

    @property
    def url(self) -> str:
        """The whole address of the page; "" where that of the site is not told."""
        return told(address(self.site) + self.path) if self.site.url else ""

    @property
    def languages(self) -> tuple[Switch, ...]:
        """The switches with the page's own language among them, in the order that every page has."""
        return tuple(sorted((*self.switches, Switch(self.language, "")), key=lambda switch: switch.language.code))

    @property
    def is_home(self) -> bool:
        return self.path == f"{self.language.code}/index.html"

    @property
    def alternates(self) -> tuple[tuple[str, str], ...]:
        """Where the page stands in each language, by hreflang, if in more than one.

        To the first pages belongs the one that leads on to that of the reader's language.
        """
        others = [(switch.language.tag, switch.href) for switch in self.switches if switch.is_same]
        is_door = self.path == DOOR
        own = [] if is_door else [(self.language.tag, self.path.rpartition("/")[2])]
        door = [("x-default", f"{self.up}{DOOR}")] if is_door or self.is_home else []
        return tuple((tag, self.whole(href)) for tag, href in (*own, *others, *door)) if others else ()

    def whole(self, href: str) -> str:
        """Return where a link of the page leads: a whole address where that of the site is told."""
        return told(urljoin(self.url, href)) if self.url else href

    def is_at(self, section: str) -> bool:
        """Say whether the page is that of a section."""
        return self.path == f"{self.language.code}/{section}.html"

    def titled(self, language: Language) -> str:
        """Return what the site is called in a language."""
        return said(self.site.title, language, TITLE)

    @property
    def menu(self) -> tuple[tuple[str, str], ...]:
        """The sections: name in an address, heading."""
        return tuple((name, self.language.words(words)) for name, words in SECTIONS.items())

    @property
    def policy(self) -> str:
        """What the browser may load: nothing from elsewhere, no style and no script that stands within a page."""
        return POLICY


@lru_cache(maxsize=32)
def site_templates(search: tuple[Path, ...], language: Language) -> Environment:
    """Return the templates of the site in one language: those in `site/` go before those of a single article."""
    own = tuple(folder / "site" for folder in search if (folder / "site").is_dir())
    environment = article_templates((*own, *search), language)
    environment.filters.update(data_uri=picture_name, srcset=srcset)
    return environment


def without_styles(page: str) -> tuple[str, str]:
    """Return a page without style attributes, and the rules in their place, since its policy allows none.

    Each becomes the attribute `data-look`, of which the rules speak.
    """
    looks: dict[str, int] = {}

    def named(tag: re.Match[str]) -> str:
        number = looks.setdefault(tag[3], len(looks) + 1)
        return f'<{tag[1]}{tag[2]} data-look="{number}"'

    page = _STYLED.sub(named, page)
    return page, "".join(f'[data-look="{number}"] {{ {rule} }}\n' for rule, number in looks.items())

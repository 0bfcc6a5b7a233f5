"""casebook.yaml, the settings of a project: what its site is called, how it looks, where it will stand."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Annotated
from urllib.parse import quote, urlsplit

from pydantic import Field

from casebook.errors import N_, UsageError
from casebook.fields import Model, Reading, TextField, Told, choice, form, no_text, read_model, without_faults
from casebook.findings import Finding, Kind, Place, Severity, in_order
from casebook.images import CleanImage, read_image
from casebook.languages import Language, available, load_language
from casebook.project import SETTINGS, Project
from casebook.prose import Text
from casebook.report.labels import LICENSES
from casebook.source import Scalar, Source, kinds, read_source

TITLE = N_("Case reports")
FAINT = Kind(
    "site.faint-colour",
    Severity.ERROR,
    N_("Words in the colour {value} could hardly be read: their contrast is {contrast}, and 4.5 is the least."),
    N_("Choose a darker colour: it stands on white."),
)
FAINT_IN_THE_DARK = Kind(
    FAINT.code, FAINT.severity, FAINT.what, N_("Choose a lighter colour: it stands on the dark page.")
)
UNSAID = Kind(
    "site.missing-text",
    Severity.ERROR,
    N_("The site is in {language}, too, and its “{field}” is not."),
    N_("Write it behind “{code}:”, or write one text for all languages right behind “{field}:”."),
)
UNREACHABLE = Kind(
    "site.address",
    Severity.ERROR,
    N_("No browser could open “{value}”: “{host}” is no name of a host."),
    N_("Write it as a browser shows it, such as https://cases.example.org/."),
)
_PAPERS = {"accent": ("#ffffff", FAINT), "accent-dark": ("#12181a", FAINT_IN_THE_DARK)}
_DARK_TINT = "#1c272a"  # the lighter ground of boxes on the dark page: what can be read on it, can be on both
_ACCENT, _ACCENT_DARK = "#0b5563", "#82c7d2"
_LEAST = 4.5  # WCAG 2.2, 1.4.3
_COLOUR = r"#[0-9A-Fa-f]{6}"
_IN_PATHS = "/%:@!$&()*+,;=~"
_ADDRESS = r"""https?://[^\s/?#<>"'\\@:]+(?::\d+)?(?:/[^\s?#<>"'\\]*)?"""


class FaultySettings(UsageError):
    """Settings that cannot be used."""

    exit_code = 1
    what = N_("The settings in {where} cannot be used.")
    mend = N_(
        "No site was made. An earlier one stays as it was, and may show a case that was withdrawn since: do not put it "
        "on a server before it is made anew. Mend what is said above, or put this file aside: the site then looks as "
        "casebook makes it."
    )


class Colours(Model):
    """The one colour of a site, on white and on the dark page; `accent_dark` is "" where it is made of `accent`."""

    accent: Annotated[
        str,
        form(_COLOUR, N_("a colour"), _ACCENT),
        Told(N_("Colour"), N_("The colour of links and headings on white."), f'"{_ACCENT}"'),
    ] = _ACCENT
    accent_dark: Annotated[
        str,
        form(_COLOUR, N_("a colour"), _ACCENT_DARK),
        Told(
            N_("Colour in the dark"),
            N_("The same on the dark page; without it, a lighter one is made of “accent”."),
            f'"{_ACCENT_DARK}"',
        ),
    ] = ""

    @property
    def in_the_dark(self) -> str:
        """The colour on the dark page: the one given, else casebook's own beside its own, else a lighter `accent`."""
        return self.accent_dark or (_ACCENT_DARK if self.accent.lower() == _ACCENT else lightened(self.accent))


class Site(Model):
    """What a project says of its site."""

    title: Annotated[
        TextField, Told(N_("Title"), N_("What the site is called, at the head of every page."), N_("Case reports"))
    ] = Field(default_factory=no_text)
    description: Annotated[
        TextField,
        Told(N_("Description"), N_("One sentence below the title."), N_("Case reports of the Example Hospital.")),
    ] = Field(default_factory=no_text)
    logo: Annotated[str, Told(N_("Logo"), N_("A picture beside the title (SVG or PNG)."), "logo.svg")] = ""
    colours: Annotated[
        Colours,
        Told(
            N_("Colours"),
            N_("The colour of the site; the dark page has a lighter one made of it, or “accent-dark”."),
            f'{{accent: "{_ACCENT}"}}',
        ),
    ] = Field(default_factory=Colours)
    footer: Annotated[TextField, Told(N_("Footer"), N_("What stands below every page."), N_("Example Hospital"))] = (
        Field(default_factory=no_text)
    )
    url: Annotated[
        str,
        form(_ADDRESS, N_("the address of a site"), "https://cases.example.org/"),
        Told(
            N_("Address"),
            N_("Where the site will stand; feeds, the map of the site and what Google Scholar reads need it."),
            "https://cases.example.org/",
        ),
    ] = ""
    license: Annotated[
        str, choice(*LICENSES), Told(N_("License"), N_("What readers may do with the articles."), "CC-BY-4.0")
    ] = ""


class Settings(Model):
    """The file casebook.yaml."""

    site: Annotated[Site, Told(N_("Site"), N_("The static site of the project."), "{title: …}")] = Field(
        default_factory=Site
    )


def load_settings(project: Project) -> tuple[Site, CleanImage | None]:
    """Return what a project says of its site, and its cleaned logo; raise FaultySettings with all that is wrong."""
    site, logo, findings = read_settings(project)
    if any(finding.is_error for finding in findings):
        raise FaultySettings(SETTINGS, findings)
    return site, logo


def read_settings(project: Project) -> tuple[Site, CleanImage | None, tuple[Finding, ...]]:
    """Return what a project says of its site, its cleaned logo, and everything that is wrong with them.

    In the place of what is faulty, and without casebook.yaml, stands what holds without it.
    """
    file = project.root / SETTINGS
    source, findings = read_source(file, SETTINGS) if file.exists() else (None, ())
    if source is None:
        return Site(), None, tuple(finding for finding in findings if finding.code != kinds.EMPTY.code)
    locales = project.search("locales")
    codes = available(locales)
    known = Reading(codes[0], codes, ".")
    settings, faults = read_model(Settings, source, known)
    if settings is None:
        settings, source, _ = without_faults(Settings, source, known, {})
    site = settings.site if settings else Site()
    logo, found = _logo(site, project.root, source.at(("site", "logo")))
    findings += (*faults, *found, *_faint(site.colours, source), *_unsaid(site, source, locales))
    findings += tuple(_unreachable(site, source))
    return site, logo, in_order(findings)


def said(text: Text, language: Language, standard: str = "") -> str:
    """Return a text of the settings in a language: its own, else the one for all of them, else the standard words."""
    only = next(iter(text.versions.values()), Scalar("")) if len(text.codes) == 1 else ""
    return str(text.get(language.code) or only) or (language.words(standard) if standard else "")


def address(site: Site) -> str:
    """Return the address of the site in ASCII (RFC 3986), with a slash at its end; "" where it is not told."""
    if not site.url:
        return ""
    parts = urlsplit(site.url.rstrip("/") + "/")
    host, colon, port = parts.netloc.partition(":")
    return f"{parts.scheme}://{host.encode('idna').decode()}{colon}{port}{quote(parts.path, safe=_IN_PATHS)}"


def _unreachable(site: Site, source: Source) -> Iterator[Finding]:
    """Yield a finding where the host of the site cannot be told in ASCII (RFC 5891)."""
    host = urlsplit(site.url).netloc.partition(":")[0]
    try:
        host.encode("idna")
    except UnicodeError:
        yield UNREACHABLE.at(source.at(("site", "url")), value=site.url, host=host)


def contrast(one: str, other: str) -> float:
    """Return the contrast of two colours, from 1 to 21 (WCAG 2.2)."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def lightened(colour: str) -> str:
    """Return a colour with as little white in it as its words need to be read on the dark page."""
    parts = [int(colour[start : start + 2], 16) for start in (1, 3, 5)]
    mixed = ("#" + "".join(f"{part + (255 - part) * white // 100:02x}" for part in parts) for white in range(101))
    return next(each for each in mixed if contrast(each, _DARK_TINT) >= _LEAST)


def _luminance(colour: str) -> float:
    parts = (int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5))
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def _unsaid(site: Site, source: Source, locales: tuple[Path, ...]) -> Iterator[Finding]:
    """Yield a finding for each text that is given by language and lacks one of the site's."""
    for name in ("title", "description", "footer"):
        text: Text = getattr(site, name)
        given = isinstance(source.value(("site", name)), Mapping)
        for code in available(locales) if given else ():
            if code not in text.codes:
                language = load_language(code, locales).name
                yield UNSAID.at(source.key(("site", name)), field=name, code=code, language=language)


def _faint(colours: Colours, source: Source) -> Iterator[Finding]:
    """Yield a finding for each colour in which words could hardly be read."""
    for name, value in (("accent", colours.accent), ("accent-dark", colours.in_the_dark)):
        paper, kind = _PAPERS[name]
        if contrast(value, paper) < _LEAST:
            place = source.at(("site", "colours", name))
            yield kind.at(place, value=value, contrast=f"{contrast(value, paper):.1f}")


def _logo(site: Site, root: Path, place: Place) -> tuple[CleanImage | None, tuple[Finding, ...]]:
    return read_image(root, site.logo, place, prefix="logo-") if site.logo else (None, ())

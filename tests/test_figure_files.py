"""The files of figures that a journal is handed: read back byte by byte, and by readers that did not write them."""

from __future__ import annotations

import io
import re
import struct
import subprocess
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pikepdf
import pypdfium2
import pytest
from PIL import Image, ImageChops, ImageOps, ImageStat

from casebook.case import load_case
from casebook.checks import check_articles
from casebook.findings import Finding
from casebook.formats.faults import MissingCharacters
from casebook.formats.figures import FigureFile, TooFewPixels, figure_files
from casebook.journals import load_journal
from casebook.journals.submission import FigureRules
from casebook.languages import load_language
from casebook.nodes import Figure
from casebook.report.compose import Edition, compose
from casebook.report.model import Report
from tests.judges import judge
from tests.shipped import ARTICLES, LOCALES, TEMPLATES, shipped_report
from tests.test_images import SECRET, photograph, saved, secret_exif, swapped_profile, talkative_jpeg, talkative_png

CASE = """\
casebook: 1
languages: [en, pt]
decimal: "."
title: {{en: A rash, pt: Um exantema}}
authors: [{{name: {{given: Ana, family: Rezende}}}}]
sections:
  case: {{en: "She had a rash (@fig:skin).", pt: "Apresentava exantema (@fig:skin)."}}
figures:
  skin:
{picture}
    caption: {{en: Skin., pt: Pele.}}
"""
ONE = "    file: figures/{}\n    alt: {{en: Rash., pt: Exantema.}}"
TWO = """\
    panels:
      A: {{file: figures/{}, caption: {{same: A}}, alt: {{same: A}}}}
      B: {{file: figures/{}, caption: {{same: B}}, alt: {{same: B}}}}"""
LARGE = (1000, 700)
SVG = '<svg xmlns="http://www.w3.org/2000/svg" width="{}" height="{}" viewBox="0 0 80 40">{}</svg>'
CHART = SVG.format(
    160, 80, '<rect width="80" height="40" fill="#eef"/><text x="4" y="20" font-size="8">Pele: 5 cm²</text>'
)
FILES = ("tiff", "png", "jpeg", "pdf")


def composed(folder: Path, pictures: dict[str, bytes | str], code: str = "en", *, is_draft: bool = False) -> Report:
    """Return the article of a case whose one figure shows these pictures, with nothing wrong with them."""
    report, findings = found(folder, pictures, code, is_draft=is_draft)
    assert [finding for finding in findings if finding.code.startswith("images")] == []
    return report


def found(
    folder: Path, pictures: dict[str, bytes | str], code: str = "en", *, is_draft: bool = False
) -> tuple[Report, tuple[Finding, ...]]:
    (folder / "figures").mkdir(exist_ok=True)
    for name, data in pictures.items():
        (folder / "figures" / name).write_bytes(data.encode() if isinstance(data, str) else data)
    picture = (TWO if len(pictures) > 1 else ONE).format(*pictures)
    (folder / "case.yaml").write_text(CASE.format(picture=picture), encoding="utf-8")
    case, findings = load_case(folder, LOCALES)
    assert case, findings
    edition = Edition(code, is_draft=is_draft, templates=TEMPLATES, locales=LOCALES)
    report, more = compose(case, edition)
    told = check_articles(case, load_journal("generic"), (report,))
    return report, (*findings, *more, *told)


def asking(*formats: str, **more: float) -> FigureRules:
    return FigureRules().model_copy(update={"formats": formats, **more})


def made(report: Report, *formats: str, **more: float) -> FigureFile:
    (file,) = figure_files(report, asking(*formats, **more), TEMPLATES)
    return file


def opened(file: FigureFile) -> Image.Image:
    picture = Image.open(io.BytesIO(file.data))
    picture.load()
    assert picture.size == file.pixels
    return picture


def mean_difference(one: Image.Image, other: Image.Image) -> float:
    assert (one.mode, one.size) == (other.mode, other.size)
    return max(ImageStat.Stat(ImageChops.difference(one, other)).mean)


def largest_difference(one: Image.Image, other: Image.Image) -> int:
    assert (one.mode, one.size) == (other.mode, other.size)
    return max(high for _, high in ImageChops.difference(one, other).getextrema())  # type: ignore[misc,union-attr]


# Readers of our own: what stands in a file, whatever a library makes of it


def tiff_tags(data: bytes) -> dict[int, tuple[int, ...]]:
    """Return the numbers of every tag of a TIFF of one page (TIFF 6.0, section 2)."""
    assert data[:4] == b"II*\x00"
    (start,) = struct.unpack("<I", data[4:8])
    (count,) = struct.unpack("<H", data[start : start + 2])
    tags = {}
    for at in range(start + 2, start + 2 + 12 * count, 12):
        tag, kind, values = struct.unpack("<HHI", data[at : at + 8])
        form, size = {3: ("H", 2), 4: ("I", 4), 5: ("II", 8)}[kind]
        where = at + 8 if size * values <= 4 else struct.unpack("<I", data[at + 8 : at + 12])[0]
        tags[tag] = struct.unpack(f"<{form * values}", data[where : where + size * values])
    assert data[start + 2 + 12 * count :][:4] == bytes(4), "a second page"
    return tags


def png_chunks(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    position = 8
    while position < len(data):
        (length,) = struct.unpack(">I", data[position : position + 4])
        yield data[position + 4 : position + 8], data[position + 8 : position + 8 + length]
        position += 12 + length


def jpeg_segments(data: bytes) -> list[tuple[int, bytes]]:
    """Return the segments of a JPEG before its first scan."""
    segments, position = [], 2
    while data[position + 1] != 0xDA:
        length = int.from_bytes(data[position + 2 : position + 4], "big")
        segments.append((data[position + 1], data[position + 4 : position + 2 + length]))
        position += 2 + length
    return segments


def assert_bare_tiff(data: bytes, width: int, height: int, dpi: int) -> None:
    tags = tiff_tags(data)
    assert set(tags) == {256, 257, 258, 259, 262, 273, 277, 278, 279, 282, 283, 284, 296, 317}, "size, colour, pixels"
    assert (tags[256], tags[257], tags[258]) == ((width,), (height,), (8, 8, 8))
    assert (tags[259], tags[262], tags[277]) == ((5,), (2,), (3,)), "LZW, RGB, no alpha"
    assert (tags[282], tags[283], tags[296]) == ((dpi, 1), (dpi, 1), (2,)), "dots an inch"


def assert_bare_png(data: bytes, width: int, height: int, dpi: int) -> None:
    chunks = list(png_chunks(data))
    assert {name for name, _ in chunks} == {b"IHDR", b"pHYs", b"IDAT", b"IEND"}
    facts = dict(chunks)
    assert struct.unpack(">IIBB", facts[b"IHDR"][:10]) == (width, height, 8, 2), "eight bits, RGB"
    across, down, unit = struct.unpack(">IIB", facts[b"pHYs"])
    assert (round(across * 0.0254), round(down * 0.0254), unit) == (dpi, dpi, 1)


def assert_bare_jpeg(data: bytes, width: int, height: int, dpi: int) -> None:
    segments = jpeg_segments(data)
    kinds = [kind for kind, _ in segments]
    assert kinds[0] == 0xE0
    assert not [kind for kind in kinds[1:] if kind >= 0xE0], "applications' own, and comments"
    assert segments[0][1] == b"JFIF\x00\x01\x01" + struct.pack(">BHHBB", 1, dpi, dpi, 0, 0)
    frame = next(words for kind, words in segments if kind in (0xC0, 0xC1, 0xC2))
    assert struct.unpack(">BHHB", frame[:6]) == (8, height, width, 3)
    assert data.endswith(b"\xff\xd9")


BARE = {"tiff": assert_bare_tiff, "png": assert_bare_png, "jpeg": assert_bare_jpeg}


def assert_bare_pdf(data: bytes) -> None:
    """See that a PDF of one page says nothing of itself, and holds the fonts of its words."""
    with pikepdf.open(io.BytesIO(data)) as document:
        assert len(document.pages) == 1
        assert not [name for name in document.docinfo if document.docinfo[name]]
        assert "/Metadata" not in document.Root
        fonts = [found for found in document.objects if isinstance(found, pikepdf.Dictionary)]
        described = [font for font in fonts if found_type(font) == "/FontDescriptor"]
        assert all("/FontFile2" in font or "/FontFile3" in font for font in described)


def found_type(part: pikepdf.Dictionary) -> str:
    return str(part.get("/Type", ""))


# --- photographs ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", ["tiff", "png", "jpeg"])
@pytest.mark.parametrize("dpi", [300, 350])
def test_a_photograph_keeps_its_pixels_and_tells_its_resolution_and_nothing_else(
    tmp_path: Path, kind: str, dpi: int
) -> None:
    picture = photograph(size=LARGE)
    file = made(composed(tmp_path, {"a.png": talkative_png(picture)}), kind, dpi=float(dpi), width=5.0)
    assert (file.pixels, file.dpi) == (LARGE, dpi)
    BARE[kind](file.data, *LARGE, dpi)
    assert SECRET.encode() not in file.data
    assert mean_difference(opened(file), picture) <= (1 if kind == "jpeg" else 0)


def test_a_jpeg_that_is_handed_over_as_jpeg_loses_no_pixel(tmp_path: Path) -> None:
    picture = saved(photograph(size=LARGE), "JPEG", quality=70, exif=secret_exif(), comment=SECRET, progressive=True)
    file = made(composed(tmp_path, {"a.jpg": picture}), "jpeg")
    BARE["jpeg"](file.data, *LARGE, 300)
    assert SECRET.encode() not in file.data
    assert largest_difference(opened(file), Image.open(io.BytesIO(picture))) == 0
    assert len(file.data) < len(picture)


@pytest.mark.parametrize("kind", ["tiff", "jpeg"])
def test_a_jpeg_without_a_jfif_header_or_in_grey_becomes_one_of_three_colours(tmp_path: Path, kind: str) -> None:
    for picture, options in ((photograph("RGB", LARGE), {"keep_rgb": True}), (photograph("L", LARGE), {})):
        data = saved(picture, "JPEG", quality=95, **options)
        file = made(composed(tmp_path, {"a.jpg": data}), kind)
        BARE[kind](file.data, *LARGE, 300)
        assert mean_difference(opened(file), picture.convert("RGB")) < 1


@pytest.mark.parametrize("kind", ["tiff", "png", "jpeg"])
@pytest.mark.parametrize("mode", ["P", "RGBA", "LA"])
def test_what_is_seen_through_stands_on_white(tmp_path: Path, kind: str, mode: str) -> None:
    if mode == "P":
        picture = Image.new("P", LARGE, 1)
        picture.putpalette([200, 0, 0, 0, 0, 90])
        picture.paste(0, (0, 0, 500, 700))
        data = saved(picture, "PNG", transparency=0)
    else:
        picture = Image.new("RGBA", LARGE, (0, 0, 90, 255)).convert(mode).convert("RGBA")
        picture.paste((200, 0, 0, 0), (0, 0, 500, 700))
        data = saved(picture.convert(mode), "PNG")
    file = made(composed(tmp_path, {"a.png": data}), kind)
    BARE[kind](file.data, *LARGE, 300)
    left, right = opened(file).getpixel((250, 350)), opened(file).getpixel((750, 350))
    assert isinstance(left, tuple)
    assert isinstance(right, tuple)
    assert min(left) >= 253
    assert max(right) <= 96


def test_colours_are_those_that_the_file_means(tmp_path: Path) -> None:
    """A profile that swaps red and green, printers' colours without one, and sixteen bits of each colour."""
    red = Image.new("RGB", LARGE, (255, 0, 0))
    deep = Image.new("I;16", LARGE, 32896)
    for name, data, wanted in (
        ("a.jpg", saved(red, "JPEG", icc_profile=swapped_profile()), (0, 255, 0)),
        ("a.jpg", saved(Image.new("CMYK", LARGE, (0, 255, 255, 0)), "JPEG"), (255, 0, 0)),
        ("a.tif", saved(Image.new("CMYK", LARGE, (255, 0, 0, 0)), "TIFF"), (0, 255, 255)),
        ("a.tif", saved(deep, "TIFF"), (128, 128, 128)),
    ):
        file = made(composed(tmp_path, {name: data}), "tiff")
        BARE["tiff"](file.data, *LARGE, 300)
        seen = opened(file).getpixel((9, 9))
        assert isinstance(seen, tuple)
        assert all(abs(a - b) < 8 for a, b in zip(seen, wanted, strict=True)), (name, seen)


def test_a_photograph_held_sideways_stands_upright(tmp_path: Path) -> None:
    whole = photograph(size=(700, 1000))
    data = saved(whole, "JPEG", quality=95, exif=secret_exif(6))
    file = made(composed(tmp_path, {"a.jpg": data}), "tiff")
    BARE["tiff"](file.data, 1000, 700, 300)
    upright = ImageOps.exif_transpose(Image.open(io.BytesIO(data)))
    assert mean_difference(opened(file), upright) < 1


def test_what_a_camera_and_an_editor_wrote_into_a_file_is_in_none_of_its_files(tmp_path: Path) -> None:
    """A blinded copy is told from its authors by no figure: EXIF, GPS, XMP, IPTC, comments, profiles, thumbnails."""
    talking = talkative_jpeg(size=LARGE)
    assert talking.count(SECRET.encode()) >= 14
    words = {
        270: SECRET,
        315: SECRET,
        305: SECRET,
        33723: SECRET.encode(),
        34377: SECRET.encode(),
        700: SECRET.encode(),
    }
    tiff = saved(photograph(size=LARGE), "TIFF", tiffinfo=words)
    svg = CHART.replace(
        "<rect", f"<title>{SECRET}</title><metadata>{SECRET}</metadata><!-- {SECRET} --><rect id='{SECRET}'"
    )
    for name, data in (
        ("a.jpg", talking),
        ("a.tif", tiff),
        ("a.png", talkative_png(photograph(size=LARGE))),
        ("a.svg", svg),
    ):
        report = composed(tmp_path, {name: data})
        for kind in FILES:
            file = made(report, kind)
            assert SECRET.encode() not in unpacked(file.data)
            assert not re.search(
                rb"Exif|http:|8BIM|photoshop|Adobe\x00|<x:xmp|ICC_PROFILE|Pillow|WeasyPrint", unpacked(file.data)
            )
            if kind == "pdf":
                assert_bare_pdf(file.data)
            else:
                BARE[kind](file.data, *file.pixels, file.dpi)


@pytest.mark.parametrize("kind", FILES)
def test_the_figures_of_a_blinded_copy_do_not_name_the_author_whom_the_camera_knew(tmp_path: Path, kind: str) -> None:
    exif = Image.Exif()
    exif[0x013B] = exif[0x8298] = "Ana Rezende"  # Artist, Copyright
    photo = saved(photograph(size=LARGE), "JPEG", exif=exif, comment="Ana Rezende")
    assert photo.count(b"Rezende") == 3
    composed(tmp_path, {"a.jpg": photo})
    case, _ = load_case(tmp_path, LOCALES)
    assert case
    report, _ = compose(case, Edition("en", templates=TEMPLATES, locales=LOCALES, is_blinded=True))
    assert b"Rezende" not in unpacked(made(report, kind).data)


def unpacked(data: bytes) -> bytes:
    """Return a file with what its streams hold, should it be a PDF."""
    if not data.startswith(b"%PDF"):
        return data
    with pikepdf.open(io.BytesIO(data)) as document:
        streams = [part.read_bytes() for part in document.objects if is_words(part)]
        strings = [repr(part).encode() for part in document.objects]
    return b"\n".join((*streams, *strings))


def is_words(part: Any) -> bool:
    return isinstance(part, pikepdf.Stream) and part.get("/Subtype") != "/Image" and "/Length1" not in part


# --- too small -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("width", "is_refused"), [(945, False), (944, True)])
def test_a_photograph_too_small_for_eight_centimetres_at_three_hundred_dpi_is_refused(
    tmp_path: Path, width: int, *, is_refused: bool
) -> None:
    report, findings = found(tmp_path, {"a.png": saved(photograph(size=(width, 600)), "PNG")})
    assert [f.code for f in findings if f.code.startswith("figures.")] == ["figures.too-few-pixels"] * is_refused
    if not is_refused:
        assert made(report, "tiff").pixels == (945, 600)
        return
    with pytest.raises(TooFewPixels, match=r"Figure1 \(944 × 600\)"):
        figure_files(report, asking("tiff"), TEMPLATES)
    assert made(report, "tiff", width=7.9).pixels == (944, 600), "never blown up"
    assert made(replace(report, is_draft=True), "tiff").pixels == (944, 600), "a draft shows what it has"


@pytest.mark.parametrize("code", ["en", "pt"])
def test_the_finding_says_what_there_is_what_is_needed_and_how_wide_it_prints(tmp_path: Path, code: str) -> None:
    pictures: dict[str, bytes | str] = {"a.svg": CHART, "b.jpg": saved(photograph(size=(400, 300)), "JPEG")}
    _, findings = found(tmp_path, pictures, code)
    (finding,) = (f for f in findings if f.code == "figures.too-few-pixels")
    assert finding.place
    assert finding.place.text[finding.place.column - 1 :].startswith("figures/b.jpg,")
    assert finding.place.width == len("figures/b.jpg")
    told = ("figure", "panel", "across", "down", "needed", "dpi", "width", "widest")
    assert [finding.fields[name] for name in told] == ["skin", "B", "400", "300", "945", "300", "80", "33"]
    language = load_language(code, LOCALES)
    said = [language.words(words, **finding.fields) for words in (finding.kind.what, finding.kind.mend)]
    assert ("Panel B" if code == "en" else "painel B") in said[0]
    assert "33 mm" in said[1]


def test_the_finding_of_a_picture_for_each_language_stands_at_the_small_one(tmp_path: Path) -> None:
    (tmp_path / "figures").mkdir()
    for name, size in (("a.png", LARGE), ("b.png", (400, 300))):
        (tmp_path / "figures" / name).write_bytes(saved(photograph(size=size), "PNG"))
    both = "    file: {en: figures/a.png, pt: figures/b.png}"
    (tmp_path / "case.yaml").write_text(CASE.format(picture=both), encoding="utf-8")
    case, _ = load_case(tmp_path, LOCALES)
    assert case
    reports = tuple(compose(case, Edition(code, templates=TEMPLATES, locales=LOCALES))[0] for code in ("en", "pt"))
    told = check_articles(case, load_journal("generic"), reports)
    (finding,) = (f for f in told if f.code == "figures.too-few-pixels")
    assert finding.place
    assert finding.place.text[finding.place.column - 1 :].startswith("figures/b.png")


# --- drawings ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("formats", [("pdf",), ("tiff", "pdf"), ("jpeg", "png", "pdf")])
def test_a_drawing_goes_as_pdf_wherever_it_is_taken(tmp_path: Path, formats: tuple[str, ...]) -> None:
    pictures: dict[str, bytes | str] = {"a.svg": CHART, "b.png": saved(photograph(size=LARGE), "PNG")}
    drawing, picture = figure_files(composed(tmp_path, pictures), asking(*formats), TEMPLATES)
    assert (drawing.file_name, drawing.pixels) == ("Figure1A.pdf", (0, 0))
    assert picture.suffix == {"pdf": ".pdf", "tiff": ".tif", "jpeg": ".jpg"}[formats[0]]
    assert_bare_pdf(drawing.data)
    page = pypdfium2.PdfDocument(drawing.data)[0]
    assert [round(side / 72 * 2.54, 2) for side in page.get_size()] == [8, 4], "as wide as the journal's column"
    assert page.get_textpage().get_text_range().strip() == "Pele: 5 cm²"


@pytest.mark.slow
def test_poppler_finds_the_fonts_of_a_drawing_within_it(tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(made(composed(tmp_path, {"a.svg": CHART}), "pdf").data)
    command = [judge("pdffonts"), tmp_path / "a.pdf"]
    listed = subprocess.run(command, capture_output=True, text=True, check=True).stdout.splitlines()[2:]
    assert listed
    for font in listed:
        assert "+Source-Sans-3" in font
        assert re.search(r"\byes yes (?:yes|no)\b", font), "embedded, and no more than is used"


@pytest.mark.parametrize("kind", ["tiff", "png", "jpeg"])
@pytest.mark.parametrize("dpi", [600, 1000])
def test_a_drawing_becomes_as_many_dots_as_lines_need(tmp_path: Path, kind: str, dpi: int) -> None:
    file = made(composed(tmp_path, {"a.svg": CHART}), kind, line_dpi=float(dpi))
    across = -(-8 * dpi * 100 // 254)
    assert file.pixels[0] == across
    BARE[kind](file.data, across, file.pixels[1], dpi)
    assert abs(file.pixels[1] - across / 2) <= 1
    picture = opened(file)
    assert picture.getpixel((3, 3)) == pytest.approx((238, 238, 255), abs=3)
    assert picture.convert("L").getextrema()[0] < 60, "its words are there"  # type: ignore[operator]


@pytest.mark.parametrize(("width", "height"), [(90_000, 45_000), (24, 12), (100, 5000), (5000, 100)])
def test_a_drawing_is_no_larger_than_a_page_whatever_its_program_says(tmp_path: Path, width: int, height: int) -> None:
    body = '<rect width="80" height="40" fill="#eef"/>'
    file = made(composed(tmp_path, {"a.svg": SVG.format(width, height, body)}), "tiff", line_dpi=300.0)
    across, down = (side / 300 * 2.54 for side in file.pixels)
    assert across <= 17.5
    assert down <= 24.2
    assert across >= 8 or down >= 24.0
    assert across / down == pytest.approx(width / height, rel=0.15), "but for part of a dot"


def test_a_drawing_that_runs_or_loads_something_does_neither(tmp_path: Path) -> None:
    body = (
        "<script>document.title = 'x'</script><image href='https://example.org/a.png' width='9' height='9'/>"
        "<rect width='80' height='40' fill='#eef' onclick='run()'/>"
    )
    report, findings = found(tmp_path, {"a.svg": SVG.format(160, 80, body)})
    assert {f.code for f in findings if f.code.startswith("images")} == {"images.svg-feature"}
    data = unpacked(made(report, "pdf").data)
    assert not re.search(rb"example\.org|/JS|/JavaScript|/URI|onclick|document", data)


def test_a_drawing_with_a_character_that_no_font_has_is_told_and_not_made(tmp_path: Path) -> None:
    report, _ = found(tmp_path, {"a.svg": CHART.replace("5 cm²", "🙂")})
    for kind in ("pdf", "tiff"):
        with pytest.raises(MissingCharacters, match=r"U\+1F642"):
            made(report, kind)


# --- names, order, sameness ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(("code", "names"), [("en", ["Figure1A", "Figure1B"]), ("pt", ["Figura1A", "Figura1B"])])
def test_files_are_named_as_the_article_calls_their_figures(tmp_path: Path, code: str, names: list[str]) -> None:
    photo = saved(photograph(size=LARGE), "PNG")
    files = figure_files(composed(tmp_path, {"a.png": photo, "b.png": photo}, code), asking("png"), TEMPLATES)
    assert [file.name for file in files] == names
    assert [file.anchor for file in files] == ["fig-skin.A", "fig-skin.B"]


def test_a_name_has_neither_spaces_nor_accents_and_pieces_of_a_drawing_are_counted(tmp_path: Path) -> None:
    report = composed(tmp_path, {"a.svg": CHART})
    (figure,) = (block for block in report.body if isinstance(block, Figure))
    pieces = replace(figure, label="Ilustração\N{NO-BREAK SPACE}12", panels=figure.panels * 2)
    files = figure_files(replace(report, body=(pieces,)), asking("pdf"), TEMPLATES)
    assert [file.file_name for file in files] == ["Ilustracao12-1.pdf", "Ilustracao12-2.pdf"]


@pytest.mark.parametrize("kind", FILES)
def test_the_same_figure_gives_the_same_bytes(tmp_path: Path, kind: str) -> None:
    pictures: dict[str, bytes | str] = {"a.svg": CHART, "b.jpg": saved(photograph(size=LARGE), "JPEG")}
    once, again = (figure_files(composed(tmp_path, pictures), asking(kind), TEMPLATES) for _ in range(2))
    assert once == again
    assert len({file.data for file in once}) == 2


@pytest.mark.parametrize(("slug", "code"), ARTICLES)
def test_the_figures_of_the_shipped_cases_are_written_for_every_journal(slug: str, code: str) -> None:
    report, _ = shipped_report(slug, code)
    anchors = [panel.anchor for figure in report.body if isinstance(figure, Figure) for panel in figure.panels]
    for formats in (("tiff",), ("pdf",)):
        files = figure_files(report, asking(*formats, line_dpi=300.0), TEMPLATES)
        assert [file.anchor for file in files] == anchors
        for file in files:
            if file.suffix == ".pdf":
                assert_bare_pdf(file.data)
            else:
                BARE["tiff"](file.data, *file.pixels, 300)

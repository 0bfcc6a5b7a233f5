"""Pictures: nothing but what they show gets into an article, and a bad one is told and not printed."""

from __future__ import annotations

import logging
import os
import struct
import unicodedata
import zlib
from base64 import b64encode
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree
from PIL import Image, ImageChops, ImageCms, ImageOps, PngImagePlugin
from weasyprint import HTML

from casebook.findings import Finding, Place, Severity
from casebook.images import CleanImage, faults, read_image
from casebook.images.signatures import JPEG, PNG
from casebook.images.svg import clean_svg
from casebook.images.vocabulary import ELEMENTS, FORMS, LOST

SECRET = "PATIENT-NAME-SECRET"
PLACE = Place("cases/x/case.yaml", 3, 5, "file: …", 1)
HEAD = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 40 20">'


def read(folder: Path, name: str, data: bytes | str | None = None) -> tuple[CleanImage | None, tuple[Finding, ...]]:
    """Write `data` to the file, read it as a picture, and see that every finding can be worded."""
    if data is not None:
        (folder / name).write_bytes(data.encode() if isinstance(data, str) else data)
    image, findings = read_image(folder, name, PLACE)
    for finding in findings:
        assert finding.place == PLACE
        assert "{" not in finding.kind.what.format_map(finding.fields) + finding.kind.mend.format_map(finding.fields)
    assert (image is None) == any(finding.is_error for finding in findings)
    return image, findings


def codes(findings: tuple[Finding, ...]) -> list[str]:
    return [finding.code for finding in findings]


def only(findings: tuple[Finding, ...]) -> Finding:
    assert len(findings) == 1, codes(findings)
    return findings[0]


def clean(folder: Path, name: str, data: bytes | str) -> CleanImage:
    """Return the cleaned picture of a file with which nothing is wrong."""
    image, findings = read(folder, name, data)
    assert image is not None, codes(findings)
    assert not findings, codes(findings)
    return image


def drawn(folder: Path, body: str, head: str = HEAD) -> etree._Element:
    return etree.fromstring(clean(folder, "drawing.svg", f"{head}{body}</svg>").data)


def names_of(root: etree._Element) -> list[str]:
    return [etree.QName(element).localname for element in root.iter()]


def features(folder: Path, body: str) -> str:
    _, findings = read(folder, "drawing.svg", f"{HEAD}{body}</svg>")
    return only(findings).fields["features"] if findings else ""


def photograph(mode: str = "RGB", size: tuple[int, int] = (48, 32)) -> Image.Image:
    bands = [Image.radial_gradient("L").rotate(turn).resize(size) for turn in (0, 40, 80)]
    return Image.merge("RGB", bands).convert(mode)


def saved(image: Image.Image, kind: str, **options: Any) -> bytes:
    file = BytesIO()
    image.save(file, kind, **options)
    return file.getvalue()


def decoded(image: CleanImage) -> Image.Image:
    opened = Image.open(BytesIO(image.data))
    opened.load()
    assert opened.size == (image.width, image.height)
    return opened


def same(one: Image.Image, other: Image.Image) -> bool:
    return one.mode == other.mode and one.size == other.size and ImageChops.difference(one, other).getbbox() is None


def secret_exif(orientation: int = 1) -> bytes:
    exif = Image.Exif()
    exif[0x010E], exif[0x013B], exif[0x0112] = SECRET, SECRET, orientation
    exif.get_ifd(0x8825).update({1: "S", 2: (23.0, 33.0, 1.0), 29: SECRET})
    exif.get_ifd(0x8769)[0x9286] = SECRET.encode()
    return exif.tobytes()


def with_segments(jpeg: bytes, *segments: tuple[int, bytes]) -> bytes:
    """Return a JPEG with segments put in after its first one (the JFIF header)."""
    end = 4 + int.from_bytes(jpeg[4:6], "big")
    added = b"".join(bytes((0xFF, code)) + struct.pack(">H", len(data) + 2) + data for code, data in segments)
    return jpeg[:end] + added + jpeg[end:]


def talkative_jpeg(orientation: int = 1, size: tuple[int, int] = (48, 32), **options: Any) -> bytes:
    """Return a JPEG that says the secret wherever cameras, editors and archives write words."""
    words = SECRET.encode()
    thumbnail = saved(photograph(size=(8, 8)), JPEG, comment=SECRET)
    xmp = b"<x:xmpmeta>%s</x:xmpmeta>" % words
    jpeg = saved(photograph(size=size), JPEG, exif=secret_exif(orientation), comment=SECRET, xmp=xmp, **options)
    return with_segments(
        jpeg,
        (0xE0, b"JFXX\x00\x10" + thumbnail),
        (0xE1, b"http://ns.adobe.com/xmp/extension/\x00" + words),
        (0xE2, b"FPXR\x00" + words),
        (0xED, b"Photoshop 3.0\x008BIM\x04\x04\x00\x00\x00\x00\x00\x17\x1c\x02\x78\x00\x13" + words),
        (0xEF, words),
        (0xF7, words),
    ) + thumbnail + words  # fmt: skip


# --- where the file is ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "path", ["../out.png", "/etc/passwd", "figures/../../out.png", r"C:\photos\a.png", r"\\server\a.png",
             "https://example.org/a.png", "file:///etc/passwd", "data:image/png;base64,AAAA"]
)  # fmt: skip
def test_a_path_out_of_the_case_is_refused(tmp_path: Path, path: str) -> None:
    case = tmp_path / "case"
    case.mkdir()
    (tmp_path / "out.png").write_bytes(saved(photograph(), PNG))
    assert only(read(case, path)[1]).code == "images.outside"


def test_a_link_out_of_the_case_is_refused_and_one_inside_is_followed(tmp_path: Path) -> None:
    case = tmp_path / "case"
    (case / "figures").mkdir(parents=True)
    (tmp_path / "out.png").write_bytes(saved(photograph(), PNG))
    (case / "a.png").symlink_to(tmp_path / "out.png")
    (case / "folder").symlink_to(tmp_path)
    assert codes(read(case, "a.png")[1]) == ["images.outside"]
    assert codes(read(case, "folder/out.png")[1]) == ["images.outside"]
    clean(case, "figures/in.png", saved(photograph(), PNG))
    (case / "b.png").symlink_to(case / "figures" / "in.png")
    assert read(case, "b.png")[1] == ()


def test_a_missing_file_is_told_with_the_name_most_like_it(tmp_path: Path) -> None:
    (tmp_path / "figures").mkdir()
    clean(tmp_path, "figures/Effusion.PNG", saved(photograph(), PNG))
    for typed in ("figures/efusion.png", "figure/effusion.png", r"figures\effusion.png"):
        finding = only(read(tmp_path, typed)[1])
        assert (finding.code, finding.fields["nearest"]) == ("images.missing", "figures/Effusion.PNG")
    assert only(read(tmp_path, "figures/xyz.svg")[1]).kind is faults.MISSING
    assert codes(read(tmp_path, "a\0.png")[1]) == ["images.missing"]


def test_an_accent_written_in_two_characters_is_the_same_name(tmp_path: Path) -> None:
    stored = unicodedata.normalize("NFD", "punção.png")
    clean(tmp_path, stored, saved(photograph(), PNG))
    assert stored != "punção.png"
    assert read(tmp_path, "punção.png")[1] == ()


def test_what_cannot_be_opened_is_told(tmp_path: Path) -> None:
    (tmp_path / "folder.png").mkdir()
    os.mkfifo(tmp_path / "pipe.png")
    (tmp_path / "loop.png").symlink_to(tmp_path / "loop.png")
    for name in ("folder.png", "pipe.png", "", "a" * 300 + ".png"):
        assert codes(read(tmp_path, name)[1]) == ["images.unreadable"]
    assert codes(read(tmp_path, "loop.png")[1])[0] in ("images.unreadable", "images.missing")


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read every file")
def test_a_file_without_permission_is_told(tmp_path: Path) -> None:
    (tmp_path / "a.png").write_bytes(saved(photograph(), PNG))
    (tmp_path / "a.png").chmod(0)
    assert codes(read(tmp_path, "a.png")[1]) == ["images.unreadable"]


# --- what the file is ----------------------------------------------------------------------------------------------


def test_a_file_that_is_no_picture_is_told(tmp_path: Path) -> None:
    page = f"<!DOCTYPE html><html><body>{HEAD}<path d='M0 0h9'/></svg></body></html>"
    for data in ("Dear editor", page, b"\x00\x01\x02" * 50, "<note><to>svg</to></note>", '<a xmlns:svg="b"><svg/></a>'):
        assert only(read(tmp_path, "a.jpg", data)[1]).kind is faults.FALSE
    photo, progressive = saved(photograph(), JPEG), saved(photograph(), JPEG, progressive=True)
    cut = [whole[:-missing] for whole in (photo, progressive) for missing in (1, 2, 9, 99, 300, 700, len(whole) - 5)]
    for data in (b"", *cut, saved(photograph(), PNG)[:-200], saved(photograph(), PNG)[:50]):
        assert only(read(tmp_path, "a.jpg", data)[1]).kind is faults.DAMAGED
    broken = only(read(tmp_path, "a.svg", f"{HEAD}\n<g>\n<path d='M0 0h9'/>\n</svg>")[1])
    assert (broken.kind, broken.fields["line"]) == (faults.BROKEN_DRAWING, "4")


@pytest.mark.parametrize("kind", ["GIF", "WebP", "BMP", "PDF"])
def test_another_kind_of_picture_is_named(tmp_path: Path, kind: str) -> None:
    finding = only(read(tmp_path, "a.png", saved(photograph(), kind))[1])
    assert (finding.code, finding.fields["format"]) == ("images.kind", kind)


def test_kinds_that_pillow_cannot_write_are_named_too(tmp_path: Path) -> None:
    files = ((b"\0\0\0\x18ftypheic\0\0\0\0", "HEIC"), (b"PK\x03\x04word", "Office"), (b"\x1f\x8b\x08", "SVGZ"))
    for data, name in files:
        assert only(read(tmp_path, "a.png", data)[1]).fields["format"] == name
    frames = [photograph(), photograph().rotate(90)]
    for kind, name in ((PNG, "APNG"), ("GIF", "GIF")):
        animation = saved(frames[0], kind, save_all=True, append_images=frames[1:])
        assert only(read(tmp_path, "a.png", animation)[1]).fields["format"] == name


@pytest.mark.parametrize(
    "start", [bytes(128) + b"DICM", b"\x08\x00\x05\x00CS\x0a\x00ISO_IR 100", b"\x02\x00\x00\x00UL\x04\x00"]
)
def test_a_dicom_file_is_refused_in_words_of_its_own_also_without_a_preamble(start: bytes, tmp_path: Path) -> None:
    data = start + b"\x10\x00\x10\x00PN" + SECRET.encode()
    assert only(read(tmp_path, "scan.jpg", data)[1]).kind is faults.DICOM


def test_a_picture_too_large_is_told_before_it_is_unpacked(tmp_path: Path) -> None:
    def header(width: int, height: int) -> bytes:
        chunk = b"IHDR" + struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)
        start = b"\x89PNG\r\n\x1a\n" + struct.pack(">I", 13) + chunk + struct.pack(">I", zlib.crc32(chunk))
        return start + struct.pack(">I", 99) + b"IDAT" + bytes(99)

    for size in ((8000, 8000), (12_000, 9000), (20_000, 10_000), (60_000, 60_000)):
        finding = only(read(tmp_path, "a.png", header(*size))[1])
        assert (finding.kind, finding.fields["limit"]) == (faults.TOO_MANY_PIXELS, "60")
    with (tmp_path / "heavy.png").open("wb") as file:
        file.truncate(40_000_001)
    assert only(read(tmp_path, "heavy.png")[1]).kind is faults.TOO_HEAVY


def test_a_suffix_that_lies_is_a_warning_and_the_picture_is_used_as_what_it_is(tmp_path: Path) -> None:
    image, findings = read(tmp_path, "photo.jpg", saved(photograph(), PNG))
    finding = only(findings)
    assert (finding.code, finding.kind.severity) == ("images.suffix", Severity.WARNING)
    assert (finding.fields["format"], finding.fields["better"]) == ("PNG", "photo.png")
    assert image is not None
    assert image.media_type == "image/png"
    for name in ("a.JPG", "a.jpeg", "a.jfif"):
        clean(tmp_path, name, saved(photograph(), JPEG))


# --- photographs ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "options", [{}, {"progressive": True}, {"quality": 30, "subsampling": 2}, {"restart_marker_rows": 1}]
)
def test_a_jpeg_loses_every_word_and_no_pixel(tmp_path: Path, options: dict[str, Any]) -> None:
    data = talkative_jpeg(**options)
    assert data.count(SECRET.encode()) >= 14
    image = clean(tmp_path, "a.jpg", data)
    assert SECRET.encode() not in image.data
    assert not any(mark in image.data for mark in (b"Exif", b"xmp", b"ns.adobe", b"8BIM", b"JFXX", b"FPXR", b"ICC_"))
    assert same(decoded(image), Image.open(BytesIO(data)))
    assert image.media_type == "image/jpeg"
    assert image.data.endswith(b"\xff\xd9")
    assert clean(tmp_path, "a.jpg", image.data).data == image.data


def test_of_a_phones_double_picture_the_first_is_kept(tmp_path: Path) -> None:
    data = saved(photograph(), "MPO", save_all=True, append_images=[photograph().rotate(90)])
    assert data.count(b"\xff\xd8\xff") == 2
    image = clean(tmp_path, "a.jpg", data)
    assert same(decoded(image), Image.open(BytesIO(data)))
    assert image.data.count(b"\xff\xd8\xff") == 1


def test_a_jpeg_that_leans_on_its_adobe_segment_keeps_its_colours(tmp_path: Path) -> None:
    data = saved(photograph(), JPEG, keep_rgb=True)
    for components, ids in ((b"R\x11\x00G\x11\x00B\x11\x00", b"\x01\x11\x00\x02\x11\x00\x03\x11\x00"),
                            (b"\x03R\x00G\x00B\x00", b"\x03\x01\x00\x02\x00\x03\x00")):  # fmt: skip
        assert components in data
        data = data.replace(components, ids)
    image = clean(tmp_path, "a.jpg", with_segments(data, (0xFE, SECRET.encode())))
    assert same(decoded(image), Image.open(BytesIO(data)))
    assert image.data == data


def test_a_grey_jpeg_keeps_its_pixels_too(tmp_path: Path) -> None:
    data = saved(photograph("L"), JPEG, exif=secret_exif(), dpi=(300, 300))
    image = clean(tmp_path, "a.jpg", data)
    assert same(decoded(image), Image.open(BytesIO(data)))
    assert SECRET.encode() not in image.data


@pytest.mark.parametrize("orientation", range(2, 9))
def test_a_jpeg_held_sideways_is_turned_upright(tmp_path: Path, orientation: int) -> None:
    data = talkative_jpeg(orientation)
    image = clean(tmp_path, "a.jpg", data)
    assert (image.width, image.height) == ((32, 48) if orientation > 4 else (48, 32))
    assert SECRET.encode() not in image.data
    upright = ImageOps.exif_transpose(Image.open(BytesIO(data)))
    assert max(ImageChops.difference(decoded(image), upright).tobytes()) < 12


def swapped_profile() -> bytes:
    """Return the profile of a device whose red is the world's green, so that nobody can overlook a conversion."""
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    return profile.replace(b"rXYZ", b"----", 1).replace(b"gXYZ", b"rXYZ", 1).replace(b"----", b"gXYZ", 1)


def test_colours_of_another_profile_become_srgb(tmp_path: Path) -> None:
    red = Image.new("RGB", (8, 8), (255, 0, 0))
    for name, kind in (("a.jpg", JPEG), ("a.png", PNG)):
        image = clean(tmp_path, name, saved(red, kind, icc_profile=swapped_profile()))
        assert all(abs(a - b) < 8 for a, b in zip(decoded(image).tobytes()[:3], (0, 255, 0), strict=True))
        assert b"rXYZ" not in image.data
    see_through = Image.new("RGBA", (8, 8), (255, 0, 0, 99))
    image = clean(tmp_path, "a.png", saved(see_through, PNG, icc_profile=swapped_profile()))
    assert decoded(image).tobytes()[3] == 99


def test_a_profile_that_is_srgb_in_truth_costs_no_pixel(tmp_path: Path) -> None:
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    data = saved(photograph(), JPEG, icc_profile=profile)
    assert b"ICC_PROFILE" in data
    image = clean(tmp_path, "a.jpg", data)
    assert same(decoded(image), Image.open(BytesIO(data)))
    assert b"ICC_PROFILE" not in image.data


def test_a_profile_that_is_broken_or_of_another_kind_is_dropped(tmp_path: Path) -> None:
    for profile in (SECRET.encode(), ImageCms.ImageCmsProfile(ImageCms.createProfile("XYZ")).tobytes()):
        image = clean(tmp_path, "a.jpg", saved(photograph(), JPEG, icc_profile=profile))
        assert SECRET.encode() not in image.data


def test_a_jpeg_in_printers_colours_becomes_rgb(tmp_path: Path) -> None:
    image = clean(tmp_path, "a.jpg", saved(photograph("CMYK"), JPEG, comment=SECRET))
    assert decoded(image).mode == "RGB"
    assert SECRET.encode() not in image.data


def talkative_png(picture: Image.Image, **options: Any) -> bytes:
    words = PngImagePlugin.PngInfo()
    words.add_text("Title", SECRET)
    words.add_text("transparency", SECRET)
    words.add_text("icc_profile", SECRET)
    words.add_itxt("XML:com.adobe.xmp", SECRET, "pt", SECRET)
    words.add(b"tIME", b"\x07\xea\x01\x01\x01\x01\x01")
    words.add(b"prVt", SECRET.encode())
    return saved(picture, PNG, pnginfo=words, exif=secret_exif(), dpi=(300, 300), **options) + SECRET.encode()


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGB", "RGBA"])
def test_a_png_loses_every_word_and_no_pixel(tmp_path: Path, mode: str) -> None:
    data = talkative_png(photograph().convert(mode))
    assert data.count(SECRET.encode()) >= 9
    image = clean(tmp_path, "a.png", data)
    assert SECRET.encode() not in image.data
    assert {image.data[start : start + 4] for start in chunk_starts(image.data)} <= {b"IHDR", b"PLTE", b"IDAT", b"IEND"}
    assert same(decoded(image), Image.open(BytesIO(data)))
    assert clean(tmp_path, "a.png", data).data == image.data


def chunk_starts(png: bytes) -> list[int]:
    starts, position = [], 8
    while position < len(png):
        starts.append(position + 4)
        position += 12 + int.from_bytes(png[position : position + 4], "big")
    return starts


def test_a_transparent_colour_stays_transparent(tmp_path: Path) -> None:
    palette = photograph().quantize(8)
    for data in (saved(palette, PNG, transparency=3), saved(photograph(), PNG, transparency=(0, 0, 0))):
        image = clean(tmp_path, "a.png", data)
        assert decoded(image).has_transparency_data
        assert same(decoded(image).convert("RGBA"), Image.open(BytesIO(data)).convert("RGBA"))


def test_sixteen_bits_of_grey_are_scaled_and_not_cut_off(tmp_path: Path) -> None:
    deep = Image.new("I;16", (4, 1))
    for x, value in enumerate((0, 255, 32768, 65535)):
        deep.putpixel((x, 0), value)
    shallow = decoded(clean(tmp_path, "a.png", saved(deep, PNG)))
    assert shallow.mode == "L"
    assert list(shallow.tobytes()) == [0, 0, 128, 255]


def test_a_png_held_sideways_is_turned_upright(tmp_path: Path) -> None:
    image = clean(tmp_path, "a.png", saved(photograph(), PNG, exif=secret_exif(6)))
    assert (image.width, image.height) == (32, 48)
    assert same(decoded(image), photograph().transpose(Image.Transpose.ROTATE_270))


# --- drawings ------------------------------------------------------------------------------------------------------

TALKATIVE_SVG = f"""<?xml version="1.0" encoding="UTF-8"?>
<?xml-stylesheet href="http://x/{SECRET}.css"?>
<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd">
<!-- {SECRET} -->
<svg:svg xmlns:svg="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" xmlns:i="http://i/{SECRET}"
  xmlns:rdf="rdf" width="210mm" height="297mm" viewBox="0 0 210 297" id="{SECRET}" class="{SECRET}" i:docname="{SECRET}"
  data-name="{SECRET}" aria-label="{SECRET}" onload="alert('{SECRET}')">
  <svg:title>{SECRET}</svg:title><svg:desc>{SECRET}</svg:desc>
  <svg:metadata><rdf:RDF>{SECRET}</rdf:RDF></svg:metadata>
  <i:namedview note="{SECRET}"><svg:path d="M0 0h9"/>{SECRET}</i:namedview>
  <svg:style>/* {SECRET} */ .{SECRET}, #{SECRET}9 {{ stroke: red }} .hidden {{ display: none }}</svg:style>
  <svg:defs>
    <svg:linearGradient id="{SECRET}-used"><svg:stop offset="0" stop-color="red"/></svg:linearGradient>
    <svg:text id="unused">{SECRET}</svg:text>
  </svg:defs>
  <svg:g display="none"><svg:text>{SECRET}</svg:text></svg:g>
  <svg:g class="hidden"><svg:text>{SECRET}</svg:text><svg:path id="needed" d="M0 0h9"/></svg:g>
  <svg:g style="visibility:hidden"><svg:text>{SECRET}</svg:text></svg:g>
  <svg:text opacity="0.0">{SECRET}</svg:text>
  {SECRET}
  <svg:rect id="{SECRET}9" width="9" height="9" onclick="{SECRET}" fill="url(#{SECRET}-used)" i:label="{SECRET}">
    <svg:title>{SECRET}</svg:title>{SECRET}
  </svg:rect>
  <svg:a xlink:href="https://x/{SECRET}" xlink:title="{SECRET}"><svg:text>Seen</svg:text></svg:a>
  <svg:use xlink:href="#needed"/><svg:use xlink:href="http://x/{SECRET}.svg#a"/>
</svg:svg>
"""


def test_a_drawing_loses_every_word_that_is_not_seen(tmp_path: Path) -> None:
    assert TALKATIVE_SVG.count(SECRET) > 25
    image = clean(tmp_path, "a.svg", TALKATIVE_SVG)
    text = image.data.decode()
    assert (image.media_type, image.width, image.height) == ("image/svg+xml", 794, 1123)
    assert text == (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 210 297" width="794" height="1123" style="stroke:red">'
        '<defs><linearGradient id="drawing-1"><stop offset="0" stop-color="red"/></linearGradient></defs>'
        '<g style="display:none"><path id="drawing-2" d="M0 0h9"/></g>'
        '<rect width="9" height="9" fill="url(#drawing-1)" style="stroke:red"/>'
        "<g><text>Seen</text></g>"
        '<use href="#drawing-2"/><use/></svg>'
    )


def test_what_a_hidden_text_says_stays_hidden_when_a_part_of_it_is_used(tmp_path: Path) -> None:
    body = f'<text display="none">{SECRET}<tspan id="a">x</tspan>{SECRET}</text><use href="#a"/>'
    assert etree.tostring(drawn(tmp_path, body), method="text") == b"x"


def test_nothing_in_a_drawing_can_run_or_load(tmp_path: Path) -> None:
    body = f"""<script>{SECRET}</script><style>@import url(http://x/); @font-face {{src: url(http://x/)}}
        path {{fill: url(http://x/{SECRET}); stroke: url("javascript:x"); cursor: url(a)}}</style>
        <foreignObject><body xmlns="http://www.w3.org/1999/xhtml"><script>{SECRET}</script></body></foreignObject>
        <image href="http://x/a.png"/><image xlink:href="data:image/png;base64,{SECRET}"/>
        <use href="data:image/svg+xml,{SECRET}"/><animate attributeName="href" to="javascript:{SECRET}"/>
        <path d="M0 0h9" style="fill:url(file:///etc/passwd)" clip-path="url(other.svg#a)"/>"""
    image, findings = read(tmp_path, "a.svg", f"{HEAD}{body}</svg>")
    assert image is not None
    text = image.data.decode().replace("http://www.w3.org/2000/svg", "")
    assert not any(word in text for word in (SECRET, "http", "javascript", "data:", "file:", "url", "script", "<style"))
    assert [finding.kind for finding in findings] == [faults.EMBEDDED, faults.FEATURE]
    assert findings[1].fields["features"] == (
        "@font-face, @import, animate, clip-path, fill, foreignObject, script, stroke"
    )


BOMB = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10))


@pytest.mark.parametrize(
    ("declarations", "body"),
    [
        (f'<!ENTITY a0 "aaaaaaaaaa">{BOMB}', "<text>&a9;</text>"),
        (f'<!ENTITY a0 "aaaaaaaaaa">{BOMB}', '<path id="&a9;" d="M0 0h9"/>'),
        ('<!ENTITY a SYSTEM "file:///etc/passwd">', "<text>&a;</text>"),
        ('<!ENTITY % a SYSTEM "http://x/a.dtd"> %a;', '<path d="M0 0h9"/>'),
        (f'<!ENTITY a "{SECRET}">', '<path d="M0 0h9"/>'),
    ],
)
def test_a_drawing_with_entities_is_refused(tmp_path: Path, declarations: str, body: str) -> None:
    for encoding in ("utf-8", "utf-16"):
        data = f"<!DOCTYPE svg [{declarations}]>{HEAD}{body}</svg>".encode(encoding)
        assert codes(read(tmp_path, "a.svg", data)[1]) == ["images.entities"]
    outside = f'<!DOCTYPE svg SYSTEM "http://x/a.dtd">{HEAD}<text>&nbsp;</text></svg>'
    assert codes(read(tmp_path, "a.svg", outside)[1]) == ["images.entities"]


@pytest.mark.parametrize(
    "body",
    [
        '<g id="a0"><path d="M0 0h9"/></g>'
        + "".join(f'<g id="a{n}">{f"<use href={chr(34)}#a{n - 1}{chr(34)}/>" * 10}</g>' for n in range(1, 10)),
        '<g id="a"><use href="#a"/><use href="#a"/></g>',
        "".join(f'<g id="a{n}"><use href="#a{n + 1}"/></g>' for n in range(300)) + '<path d="M0 0h9"/>',
        "<g>" * 150 + '<path d="M0 0h9"/>' + "</g>" * 150,
        '<pattern id="a"><rect fill="url(#a)"/></pattern><rect fill="url(#a)"/>',
    ],
)
def test_a_drawing_that_multiplies_itself_is_refused(tmp_path: Path, body: str) -> None:
    assert only(read(tmp_path, "a.svg", f"{HEAD}{body}</svg>")[1]).kind is faults.TOO_INTRICATE


def test_a_shape_defined_in_vain_may_refer_to_itself(tmp_path: Path) -> None:
    root = drawn(tmp_path, '<defs><g id="a"><use href="#a"/></g></defs><path d="M0 0h9"/>')
    assert names_of(root) == ["svg", "path"]


@pytest.mark.parametrize(
    ("head", "width", "height", "view"),
    [
        ('width="100" height="50"', 100, 50, "0 0 100 50"),
        ('width="1in" height="2.54cm" viewBox="0,0 10 10"', 96, 96, "0 0 10 10"),
        ('viewBox="-5 -5 30.5 10"', 30, 10, "-5 -5 30.5 10"),
        ('width="100%" height="100%" viewBox="0 0 640 480"', 640, 480, "0 0 640 480"),
        ('width="320" viewBox="0 0 640 480"', 320, 240, "0 0 640 480"),
        ('style="height:36pt" viewBox="0 0 640 480"', 64, 48, "0 0 640 480"),
    ],
)
def test_a_drawing_has_the_size_that_it_says(tmp_path: Path, head: str, width: int, height: int, view: str) -> None:
    image = clean(tmp_path, "a.svg", f'<svg xmlns="http://www.w3.org/2000/svg" {head}><path d="M0 0h9"/></svg>')
    root = etree.fromstring(image.data)
    assert (image.width, image.height) == (width, height)
    assert (root.get("width"), root.get("height"), root.get("viewBox")) == (str(width), str(height), view)


def test_a_drawing_without_a_size_is_told(tmp_path: Path) -> None:
    useless = ("", 'width="9"', 'width="100%"', 'width="-3" height="4"', 'width="1e9" height="4"')
    for head in (*useless, 'viewBox="0 0 9"', 'viewBox="0 0 0 9"', 'viewBox="0 0 999999 9"'):
        data = f'<svg xmlns="http://www.w3.org/2000/svg" {head}><path d="M0 0h9"/></svg>'
        assert codes(read(tmp_path, "a.svg", data)[1]) == ["images.size"]


def test_a_drawing_of_which_nothing_is_left_is_told(tmp_path: Path) -> None:
    for body in ("", "<g/>", '<image href="a.png"/>', '<defs><path d="M0 0"/></defs>', '<rect display="none"/>'):
        assert codes(read(tmp_path, "a.svg", f"{HEAD}{body}</svg>")[1]) == ["images.empty"]


def test_style_sheets_are_worked_out_into_the_shapes(tmp_path: Path) -> None:
    body = """<style type="text/css"><![CDATA[ svg > path {fill: red; stroke: blue} .a {fill: green}
        path.a.b {stroke: none !important} #c {fill: url(#g)} path:hover {fill: black} ]]></style>
        <linearGradient id="g"/><path fill="white" d="M0 0h1"/><path class="a b" style="stroke:cyan" d="M0 0h2"/>
        <path class="a" id="c" d="M0 0h3"/>
        <text style="font: italic bold 12px/1.2 'Source Sans 3', sans-serif">x</text>"""
    root = drawn(tmp_path, body)
    styles = [element.get("style") for element in root if etree.QName(element).localname != "linearGradient"]
    assert styles == [
        "fill:red;stroke:blue",
        "fill:green;stroke:none",
        "fill:url(#drawing-1);stroke:blue",
        'font-style:italic;font-weight:bold;font-size:12px;font-family:"Source Sans 3", sans-serif',
    ]
    assert not any(path.get("fill") for path in root.iter("{*}path"))


def test_two_drawings_of_one_page_share_no_id_and_no_style() -> None:
    body = '<style>.a {fill: red}</style><g id="a" class="a"/><path d="M0 0h9"/><use href="#a"/>'
    data = f"{HEAD}{body}</svg>".encode()
    one, other = (clean_svg(data, prefix)[0].data.decode() for prefix in ("effusion-", "smear-"))
    assert 'id="effusion-1"' in one
    assert 'href="#smear-1"' in other
    assert one.replace("effusion", "smear") == other
    assert "class" not in one


def test_colours_that_depend_on_the_page_become_its_own(tmp_path: Path) -> None:
    root = drawn(
        tmp_path,
        '<path fill="currentColor" d="M0 0h1"/><g color="#123"><path style="stroke:currentcolor" d="M0 0h2"/></g>'
        '<path style="fill:light-dark(rgb(1, 2, 3), var(--dark, #fff))" d="M0 0h3"/>',
    )
    assert [path.get("style") or path.get("fill") for path in root.iter("{*}path")] == [
        "black", "stroke:#123", "fill:rgb(1, 2, 3)",
    ]  # fmt: skip


def test_of_a_switch_the_plain_branch_is_drawn(tmp_path: Path) -> None:
    body = """<switch><foreignObject requiredExtensions="x"/><text>plain</text><text>third</text></switch>
        <switch><text systemLanguage="pt">pt</text><text>any</text></switch>"""
    assert [text.text for text in drawn(tmp_path, body).iter("{*}text")] == ["plain", "any"]


def test_words_of_a_drawing_stay_apart_and_in_order(tmp_path: Path) -> None:
    body = '<text>one\n  <tspan>two<title>x</title> three</tspan>\nfour <a href="x">five</a><!-- six --> seven</text>'
    root = drawn(tmp_path, body)
    words = etree.tostring(root, method="text", encoding="unicode").split()
    assert words == ["one", "two", "three", "four", "five", "seven"]
    assert names_of(root) == ["svg", "text", "tspan", "tspan"]


@pytest.mark.parametrize(
    ("body", "named"),
    [
        ('<path d="M0 0h9" mask="url(#m)"/><mask id="m"><rect/></mask>', "mask"),
        ('<path d="M0 0h9" style="filter:url(#f)"/>', "filter"),
        ('<path d="M0 0h9" style="fill:var(--x, red)"/>', "var()"),
        ('<text style="paint-order:stroke">x</text>', "paint-order"),
        ('<text>10<tspan baseline-shift="super">6</tspan></text>', "baseline-shift"),
        ('<text>x<textPath href="#p">y</textPath></text>', "textPath"),
        ('<path d="M0 0h9"/><foreignObject/>', "foreignObject"),
        ('<path d="M0 0h9" stroke-width="calc(1px + 2px)"/>', "stroke-width"),
        ('<path d="M0 0h9" style="mix-blend-mode:multiply"/>', "mix-blend-mode"),
        ('<path d="M0 0h9" vector-effect="non-scaling-stroke"/>', "vector-effect"),
        ("<style>@media print {path {fill: red}}</style><path d='M0 0h9'/>", "@media"),
        ("<style>path[[ {fill: red}</style><path d='M0 0h9'/>", "<style>"),
    ],
)
def test_what_print_cannot_draw_is_named(tmp_path: Path, body: str, named: str) -> None:
    assert features(tmp_path, body) == named


def test_no_warning_about_what_changes_nothing(tmp_path: Path) -> None:
    inkscape = (
        "color:#000;font-variant-ligatures:normal;baseline-shift:baseline;text-decoration:none;mix-blend-mode:normal;"
        "writing-mode:lr-tb;mask:none;filter:none;paint-order:normal;vector-effect:none;isolation:auto;overflow:auto;"
        "-inkscape-stroke:none;enable-background:accumulate;stroke-dasharray:none;opacity:1;fill:unset;white-space:pre"
    )
    assert features(tmp_path, f'<path d="M0 0h9" style="{inkscape}"/><mask id="m"/><filter id="f"/>') == ""
    dark = "<style>@media (prefers-color-scheme: dark) {path {fill: red}}</style>"
    assert features(tmp_path, f'{dark}<path d="M0 0h9"/>') == ""


def test_weasyprint_draws_a_cleaned_drawing_that_it_would_have_given_up(caplog: pytest.LogCaptureFixture) -> None:
    broken = f"""{HEAD}<path d="M0 0h9" opacity="initial"/><path d="M0 0h9" stroke="red" stroke-miterlimit="many"/>
        <text rotate="a b">x</text><path d="M0 0h9" transform="rotate(45deg) translate(1px, 2px)"/>
        <marker id="m" orient="auto" markerWidth="3" viewBox="0 0 9"><path d="M0 0h1"/></marker>
        <path d="M0 0h9v9" marker="url(#m)"/></svg>""".encode()

    def print_out(drawing: bytes) -> list[str]:
        caplog.clear()
        with caplog.at_level(logging.WARNING, "weasyprint"):
            page = f'<img alt="x" src="data:image/svg+xml;base64,{b64encode(drawing).decode()}">'
            HTML(string=page).write_pdf()
        return caplog.messages

    assert print_out(broken) != []
    image, lost = clean_svg(broken, "a")
    assert lost == {"stroke-miterlimit", "rotate", "viewBox"}
    assert print_out(image.data) == []


def test_the_lists_of_the_vocabulary_do_not_contradict_one_another() -> None:
    assert ELEMENTS
    assert FORMS.keys().isdisjoint(LOST)
    risky = {"script", "style", "image", "foreignObject", "a", "animate", "set", "iframe", "switch", "filter", "mask"}
    assert ELEMENTS.isdisjoint(risky)
    assert not any(name.startswith("on") or name in ("style", "class", "id", "src") for name in FORMS)
    for form in FORMS.values():
        assert not any(form.fullmatch(value) for value in ("url(http://x)", "url(x.svg#a)", "javascript:x", "var(--x)"))


# --- words that nobody sees ----------------------------------------------------------------------------------------

SHEET = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 400 200" font-size="10">'


@pytest.mark.parametrize(
    "hidden",
    [
        f'<text x="900" y="50">{SECRET}</text>',
        f'<text x="-20" y="50" text-anchor="end">{SECRET}<tspan x="-30" dy="12">{SECRET}</tspan></text>',
        f'<text x="-300" y="50">{SECRET}</text>',
        f'<g transform="translate(0 -250) scale(2)"><text x="9" y="50">{SECRET}</text></g>',
        f'<text transform="matrix(1 0 0 1 500 50)">{SECRET}</text>',
        f'<text transform="rotate(-90 200 100)" x="-300" y="100">{SECRET}</text>',
        f'<text x="200%" y="50">{SECRET}</text>',
        f'<defs><text id="a" y="50">{SECRET}</text></defs><use href="#a" x="700"/>',
        f'<clipPath id="c"><rect width="50" height="50"/></clipPath><g clip-path="url(#c)"><text x="90" y="90">'
        f"{SECRET}</text></g>",
        f'<text x="50" y="50" fill="none">{SECRET}</text>',
        f'<g style="fill:transparent"><text x="50" y="50">{SECRET}</text></g>',
        f'<text x="50" y="50" fill="rgba(0, 0, 0, 0)" stroke="red" stroke-width="0">{SECRET}</text>',
        f'<text x="50" y="50" fill="currentColor" color="#0000">{SECRET}</text>',
        f'<text x="50" y="50" fill="url(#nothing)">{SECRET}</text>',
        f'<text x="50" y="50" font-size="0">{SECRET}</text>',
        f'<g font-size="0px"><text x="50" y="50" font-size="2em">{SECRET}</text></g>',
        f'<text x="50" y="50" transform="scale(0.0001)">{SECRET}</text>',
        f'<text x="50" y="50" style="fill-opacity:0">{SECRET}</text>',
        f'<text x="50" y="50">a<tspan fill-opacity="0.0">{SECRET}</tspan>b</text>',
        f'<text x="50" y="50" visibility="hidden">{SECRET}<tspan visibility="visible">b</tspan></text>',
    ],
)
def test_words_that_leave_no_mark_on_the_paper_are_dropped(tmp_path: Path, hidden: str) -> None:
    root = drawn(tmp_path, f'<text x="50" y="90">Seen</text>{hidden}', SHEET)
    assert SECRET in hidden
    assert SECRET.encode() not in etree.tostring(root)
    assert b"Seen" in etree.tostring(root)


@pytest.mark.parametrize(
    "body",
    [
        '<text x="390" y="195">Seen</text>',
        '<text x="399" y="0" text-anchor="end" direction="rtl">Seen</text>',
        '<text x="-10" y="50">Seen, for the most part</text>',
        '<text x="500" dx="-400" y="50">Seen</text>',
        '<text x="50" y="50" fill="none" stroke="red">Seen</text>',
        '<text x="50" y="50" style="fill:inherit" fill="none">Seen</text>',
        '<g fill="none"><text x="50" y="50" fill="light-dark(#000, #fff)">Seen</text></g>',
        '<text x="50" y="50" fill="rgb(0,0,0)">Seen</text>',
        '<text transform="rotate(-90)" x="-100" y="12">Seen</text>',
        '<text x="900" y="50" transform="translate(-50%)">Seen</text>',
        '<defs><text id="a" x="900" y="50">Seen</text></defs><use href="#a" x="-800"/><use href="#a"/>',
        '<clipPath id="c"><rect width="50" height="50"/></clipPath><text clip-path="url(#c)" x="9" y="40">Seen</text>',
        '<rect width="400" height="200" fill="white"/><text x="50" y="50">Seen</text>',
        '<text x="50" y="50">Seen</text><rect width="400" height="200" fill="none" stroke="red"/>',
        '<text x="50" y="50">Seen</text><rect width="400" height="200" fill-opacity="0.2"/>',
        '<text x="50" y="50">Seen</text><g opacity=".5"><rect width="400" height="200"/></g>',
        '<text x="50" y="50">Seen</text><rect width="400" height="200" fill="rgb(0 0 0 / 20%)"/>',
        '<text x="50" y="50">Seen</text><rect x="52" y="40" width="400" height="200"/>',
    ],
)
def test_words_that_are_seen_stay(tmp_path: Path, body: str) -> None:
    image, findings = read(tmp_path, "a.svg", f"{SHEET}{body}</svg>")
    assert image is not None
    assert b"Seen" in image.data
    assert ("translate(-50%)" in body) == ("images.hidden-words" in codes(findings))


@pytest.mark.parametrize(
    "body",
    [
        f'<text x="50" y="50">{SECRET}</text><rect width="400" height="200" fill="white"/>',
        f'<g transform="translate(40 40)"><text>{SECRET}</text></g><rect x="9" y="9" width="300" height="90"/>',
        f'<text x="-100" y="50">{SECRET}</text>',
        f'<text x="9" y="50">Seen<tspan x="900">{SECRET}</tspan></text>',
        f'<svg x="900" width="9" height="9"><text>{SECRET}</text></svg>',
        f'<pattern id="p" width="9" height="9"><text>{SECRET}</text></pattern><path d="M0 0h9" fill="url(#p)"/>',
        f'<text x="9" y="50" font-size="3rem">{SECRET}</text>',
    ],
)
def test_words_that_may_be_hidden_are_told_and_left(tmp_path: Path, body: str) -> None:
    image, findings = read(tmp_path, "a.svg", f"{SHEET}{body}</svg>")
    assert only(findings).kind is faults.HIDDEN_WORDS
    assert only(findings).fields["name"] == "a.svg"
    assert image is not None
    assert SECRET.encode() in image.data


def test_shapes_outside_the_picture_are_dropped_and_those_that_clip_others_stay(tmp_path: Path) -> None:
    outside = (
        '<rect x="500" width="9" height="9"/><circle cx="-99" r="9"/><line x1="0" y1="-30" x2="400" y2="-30"/>'
        '<polygon points="500,0 600,0 600,50"/><ellipse cy="300" rx="9" ry="50"/>'
    )
    inside = '<rect x="-5" width="9" height="9"/><line y1="-3" x2="400" y2="-3" stroke="red" stroke-width="9"/>'
    clipping = '<rect id="r" x="500" width="9" height="9"/><clipPath id="c"><use href="#r"/></clipPath>'
    assert names_of(drawn(tmp_path, outside + inside, SHEET)) == ["svg", "rect", "line"]
    clipped = drawn(tmp_path, f'{clipping}<path d="M0 0h9" clip-path="url(#c)"/>', SHEET)
    assert names_of(clipped) == ["svg", "rect", "clipPath", "use", "path"]


def test_a_picture_of_another_shape_than_its_view_box_shows_more_than_that(tmp_path: Path) -> None:
    head = '<svg xmlns="http://www.w3.org/2000/svg" width="100" height="100" viewBox="0 0 100 50">'
    assert names_of(drawn(tmp_path, '<text y="70">Seen</text><text y="170">Not seen</text>', head)) == ["svg", "text"]


@pytest.mark.parametrize(
    ("families", "printed"),
    [
        ("Source Sans 3", "Source Sans 3, sans-serif"),
        ("'Source Sans 3'", "'Source Sans 3', sans-serif"),
        ("Arial,Helvetica", "Arial,Helvetica, sans-serif"),
        ("Georgia, serif", "Georgia, serif"),
        ("MONOSPACE", "MONOSPACE"),
        ("inherit", "inherit"),
    ],
)
def test_a_font_that_a_reader_may_lack_is_followed_by_a_plain_one(tmp_path: Path, families: str, printed: str) -> None:
    words = f'<text y="50" font-family="{families}">a</text><text y="90" style="font-family:{families}">b</text>'
    image, findings = read(tmp_path, "drawing.svg", f"{SHEET}{words}</svg>")
    assert image
    assert codes(findings) == ["images.font"] * ("Georgia" in families)
    one, other = etree.fromstring(image.data)
    assert one.get("font-family") == printed
    assert other.get("style", "").replace('"', "'") == f"font-family:{printed}"


@pytest.mark.parametrize(
    ("drawing", "fonts"),
    [
        ('<text y="50" font-family="Comic Sans MS">a</text>', ["Comic Sans MS"]),
        (
            '<g style="font-family:\'DejaVu Sans\', sans-serif"><text y="50">a<tspan>b</tspan></text></g>',
            ["DejaVu Sans"],
        ),
        ('<style>text { font: bold 12px "Segoe UI", Calibri }</style><text y="50">a</text>', ["Segoe UI"]),
        ('<text y="50" font-family="Verdana, Arial, sans-serif">a</text>', []),
        ('<g font-family="Comic Sans MS"><text y="50" font-family="helvetica">a</text><path d="M0 0h9"/></g>', []),
        ('<text y="50">a</text>', []),
    ],
)
def test_a_font_that_casebook_has_not_is_told_where_words_are_set_in_it(
    tmp_path: Path, drawing: str, fonts: list[str]
) -> None:
    _, findings = read(tmp_path, "drawing.svg", f"{SHEET}{drawing}</svg>")
    assert codes(findings) == ["images.font"] * len(fonts)
    assert [finding.fields["font"] for finding in findings] == fonts


# --- TIFF ----------------------------------------------------------------------------------------------------------


def tiff(picture: Image.Image, **options: Any) -> bytes:
    return saved(picture, "TIFF", **options)


@pytest.mark.parametrize("compression", ["raw", "tiff_lzw", "tiff_adobe_deflate", "packbits"])
@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGB", "RGBA"])
def test_a_tiff_becomes_a_png_of_the_same_pixels_and_no_word(tmp_path: Path, mode: str, compression: str) -> None:
    picture = photograph().convert(mode)
    words = {
        270: SECRET,
        315: SECRET,
        305: SECRET,
        33723: SECRET.encode(),
        34377: SECRET.encode(),
        700: SECRET.encode(),
    }
    data = tiff(picture, compression=compression, tiffinfo=words, dpi=(300, 300))
    assert data.count(SECRET.encode()) >= 5
    for name in ("a.tif", "a.TIFF"):
        image = clean(tmp_path, name, data)
        assert image.media_type == "image/png"
        assert SECRET.encode() not in image.data
        assert same(decoded(image), picture)


def deep_tiff(samples: list[int], width: int, *, photometric: int, bits: int = 16, per_pixel: int = 1) -> bytes:
    """Return a bare TIFF, little end first, written by hand: Pillow writes no deep colours."""
    pixels = struct.pack(f"<{len(samples)}H", *samples)
    height = len(samples) // per_pixel // width
    depths = struct.pack(f"<{per_pixel}H", *[bits] * per_pixel)
    entries = [(256, 4, 1, width), (257, 4, 1, height), (258, 3, per_pixel, bits), (259, 3, 1, 1),
               (262, 3, 1, photometric), (273, 4, 1, 0), (277, 3, 1, per_pixel), (278, 4, 1, height),
               (279, 4, 1, len(pixels))]  # fmt: skip
    behind = 8 + 2 + 12 * len(entries) + 4
    places = {258: behind, 273: behind + len(depths)} if per_pixel > 2 else {273: behind + len(depths)}
    listed = [(tag, kind, count, places.get(tag, value)) for tag, kind, count, value in entries]
    directory = struct.pack("<H", len(listed)) + b"".join(struct.pack("<HHII", *entry) for entry in listed)
    return b"II*\x00\x08\x00\x00\x00" + directory + bytes(4) + depths + pixels


def test_sixteen_bits_of_colour_keep_the_colour(tmp_path: Path) -> None:
    samples = [0xC8C8, 0x6464, 0x3232] * 4
    image = decoded(clean(tmp_path, "a.tif", deep_tiff(samples, 2, photometric=2, per_pixel=3)))
    assert (image.mode, image.tobytes()) == ("RGB", bytes((0xC8, 0x64, 0x32)) * 4)


def test_grey_of_sixteen_bits_is_scaled_and_white_is_white_also_where_nought_is(tmp_path: Path) -> None:
    steps = [0, 255, 32768, 65535]
    for photometric, greys in ((1, [0, 0, 128, 255]), (0, [255, 255, 127, 0])):
        image = decoded(clean(tmp_path, "a.tif", deep_tiff(steps, 2, photometric=photometric)))
        assert (image.mode, list(image.tobytes())) == ("L", greys)


def test_grey_that_every_program_would_show_black_is_refused(tmp_path: Path) -> None:
    station = Image.new("I;16", (8, 8), 4095)
    for name, data in (("a.tif", tiff(station)), ("a.png", saved(station, PNG))):
        assert only(read(tmp_path, name, data)[1]).kind is faults.UNSCALED
    assert decoded(clean(tmp_path, "a.tif", tiff(Image.new("I;16", (8, 8), 4096)))).getextrema() == (16, 16)


@pytest.mark.parametrize("orientation", range(1, 9))
def test_a_tiff_held_sideways_is_turned_upright(tmp_path: Path, orientation: int) -> None:
    data = tiff(photograph(), exif=secret_exif(orientation))
    image = clean(tmp_path, "a.tif", data)
    expected = photograph()
    flips = {2: (0,), 3: (3,), 4: (1,), 5: (5,), 6: (4,), 7: (6,), 8: (2,)}
    for turn in flips.get(orientation, ()):
        expected = expected.transpose(Image.Transpose(turn))
    assert same(decoded(image), expected)
    assert SECRET.encode() not in image.data


def test_what_a_tiff_may_not_be_is_told(tmp_path: Path) -> None:
    pages = [photograph(), photograph().rotate(90)]
    several = tiff(pages[0], save_all=True, append_images=pages[1:])
    assert only(read(tmp_path, "a.tif", several)[1]).kind is faults.SEVERAL_PAGES
    for mode in ("F", "I"):
        finding = only(read(tmp_path, "a.tif", tiff(photograph("L").convert(mode)))[1])
        assert (finding.kind, finding.fields["format"]) == (faults.UNSUPPORTED, "32-bit TIFF")
    odd = deep_tiff([9000] * 8, 2, photometric=1, per_pixel=2)
    finding = only(read(tmp_path, "a.tif", odd)[1])
    assert (finding.kind, finding.fields["format"]) == (faults.UNSUPPORTED, "TIFF")
    huge = (
        deep_tiff([9000] * 4, 2, photometric=1)
        .replace(struct.pack("<HHII", 256, 4, 1, 2), struct.pack("<HHII", 256, 4, 1, 20_000))
        .replace(struct.pack("<HHII", 257, 4, 1, 2), struct.pack("<HHII", 257, 4, 1, 10_000))
    )
    assert only(read(tmp_path, "a.tif", huge)[1]).kind is faults.TOO_MANY_PIXELS


@pytest.mark.parametrize("compression", ["raw", "tiff_lzw", "tiff_adobe_deflate", "packbits"])
def test_a_tiff_that_breaks_off_is_told(tmp_path: Path, compression: str) -> None:
    whole = tiff(photograph(), compression=compression)
    for missing in (1, 2, 9, 99, 300, len(whole) // 2, len(whole) - 12):
        assert only(read(tmp_path, "a.tif", whole[:-missing])[1]).kind is faults.DAMAGED


def test_printers_colours_become_those_that_were_meant(tmp_path: Path) -> None:
    """Red is no cyan, all magenta and yellow, no black; Adobe stores the opposite, plainly or as YCCK."""
    red = Image.new("CMYK", (16, 16), (0, 255, 255, 0))
    adobe = saved(red, JPEG, quality=100)
    assert b"Adobe" in adobe
    turned = Image.new("CMYK", (16, 16), (76, 84, 254, 0))  # stored 179, 171, 1, 255: YCCK of the opposite of red
    ycck = saved(turned, JPEG, quality=100).replace(
        b"Adobe\x00d\x00\x00\x00\x00\x00", b"Adobe\x00d\x00\x00\x00\x00\x02"
    )
    assert b"\x02\xff" in ycck
    for name, data in (
        ("a.jpg", adobe),
        ("a.jpg", ycck),
        ("a.tif", tiff(red)),
        ("a.tif", tiff(red, compression="tiff_lzw")),
    ):
        image = decoded(clean(tmp_path, name, data))
        assert image.mode == "RGB"
        assert all(abs(a - b) < 6 for a, b in zip(image.tobytes()[:3], (255, 0, 0), strict=True)), (
            name,
            image.tobytes()[:3],
        )


# --- files that lie ------------------------------------------------------------------------------------------------

WHOLE = (
    ("a.jpg", talkative_jpeg()),
    ("a.jpg", saved(photograph("CMYK"), JPEG, progressive=True)),
    ("a.tif", tiff(photograph())),
    ("a.tif", tiff(photograph("P"), compression="tiff_lzw", icc_profile=swapped_profile())),
    ("a.png", talkative_png(photograph("P"), icc_profile=swapped_profile())),
    ("a.svg", TALKATIVE_SVG.encode()),
)


@settings(max_examples=150, deadline=None, derandomize=True)
@given(st.sampled_from(WHOLE), st.lists(st.tuples(st.floats(0, 0.999), st.binary(max_size=4)), min_size=1, max_size=6))
def test_no_damage_to_a_file_breaks_the_run(
    tmp_path_factory: pytest.TempPathFactory, file: tuple[str, bytes], wounds: list[tuple[float, bytes]]
) -> None:
    name, data = file
    for where, what in wounds:
        start = int(where * len(data))
        data = data[:start] + what + data[start + max(1, len(what)) :]
    read(tmp_path_factory.mktemp("damaged"), name, data)

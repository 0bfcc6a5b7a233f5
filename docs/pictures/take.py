"""Take the pictures of the docs: pages, screens, the preview, what is told of a faulty case, a kit: `make pictures`.

It needs poppler's pdftoppm, Chromium and LibreOffice (`casebook doctor` says whether they are there), and for the
preview Node.js and Playwright, which `make judges` installs. An argument names another folder to write into.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from PIL import Image
from preview import photographs  # beside this file, which is no package
from told import WIDTH, write_told

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
CASE = "aml-azacitidine-lenalidomide"
KITS = (("en", CASE, "kit.en.png"), ("pt", "esporotricose-linfocutanea", "kit.pt.png"))
KIT_PAGES = ("cover-letter", "care-checklist", "conflicts")
PAPER, GAP, COLOURS = "#d9d9d9", 24, 96
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "chrome")
FLAGS = (
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync",
    "--disable-background-networking", "--disable-component-update", "--allow-file-access-from-files",
    "--hide-scrollbars", "--virtual-time-budget=20000", "--force-device-scale-factor=1",
)  # fmt: skip
# What is shown beside each other: page, width, scheme.
SCREENS = (("en.html", 1280, "light"), ("pt.html", 390, "light"), ("en.html", 390, "dark"))
SITE = (
    ("site/en/index.html", 1100, "light"),
    (f"site/pt/cases/{CASE}.html", 390, "dark"),
    ("site/pt/all.html", 390, "light"),
)
PREVIEWS = {
    "en": {"article": "preview-article.en.png", "pairs": "preview-pairs.en.png"},
    "pt": {"article": "preview-article.pt.png", "pairs": "preview-pairs.pt.png"},
}
HEIGHT = 844


def main() -> None:
    into = Path(sys.argv[1]) if len(sys.argv) > 1 else HERE
    with TemporaryDirectory() as name:
        folder = Path(name)
        build(folder)
        keep(side_by_side([first_page(folder, code) for code in ("en", "pt")]), into / "first-pages.png")
        keep(screens(folder, SCREENS), into / "screens.png")
        keep(screens(folder, SITE), into / "site.png")
        for code, name in (("en", "told.en.png"), ("pt", "told.pt.png")):
            keep(photographed(folder, write_told(folder, code), WIDTH, 1000), into / name)
        for code, names in PREVIEWS.items():
            taken = photographs(folder, code, browser())
            for view, name in names.items():
                row = side_by_side([taken[view], taken[f"{view}-phone"]])
                keep(three_quarters(row), into / name, 2 * COLOURS)
        for code, case, name in KITS:
            keep(side_by_side(pages_of_kit(folder, code, case)), into / name)


def build(folder: Path) -> None:
    """Build the shipped case, each article as <code>.html and <code>.pdf."""
    command = "from casebook.cli import main; main()"
    subprocess.run(
        [sys.executable, "-c", command, "build", CASE, "--to", "html,pdf", "--quiet", "--output", folder],
        cwd=ROOT, check=True,
    )  # fmt: skip
    for code in ("en", "pt"):
        for suffix in ("html", "pdf"):
            (built,) = (folder / CASE).glob(f"*.{code}*.{suffix}")
            built.rename(folder / f"{code}.{suffix}")
    subprocess.run(
        [sys.executable, "-c", command, "site", "--quiet", "--downloads", "pdf,docx,bibtex,ris", "--output", folder],
        cwd=ROOT, check=True,
    )  # fmt: skip


def first_page(folder: Path, code: str) -> Image.Image:
    """Return the first page of an article as it is printed, 75 dots an inch."""
    pdf = folder / f"{code}.pdf"
    subprocess.run(["pdftoppm", "-r", "150", "-singlefile", "-png", pdf, pdf.with_suffix("")], check=True)
    return Image.open(pdf.with_suffix(".png")).convert("RGB").reduce(2)


def pages_of_kit(folder: Path, code: str, case: str) -> list[Image.Image]:
    """Return the first pages of the letter, the checklist and a statement of a kit, as LibreOffice sets them."""
    command = "from casebook.cli import main; main()"
    words = [sys.executable, "-c", command, "--ui-lang", code, "kit", case, "--output", folder / "kits"]
    subprocess.run(words, cwd=ROOT, check=True)
    files = [next((folder / "kits" / case).glob(f"kit-*/*-{name}.docx")) for name in KIT_PAGES]
    pages = []
    for file in files:
        subprocess.run(
            ["soffice", "--headless", f"-env:UserInstallation={(folder / 'office').as_uri()}", "--convert-to", "pdf",
             "--outdir", folder / "kits", file],
            check=True, capture_output=True,
        )  # fmt: skip
        pdf = (folder / "kits" / file.name).with_suffix(".pdf")
        subprocess.run(["pdftoppm", "-r", "140", "-singlefile", "-png", pdf, pdf.with_suffix("")], check=True)
        pages.append(Image.open(pdf.with_suffix(".png")).convert("RGB").reduce(2))
    return pages


def screens(folder: Path, shown: tuple[tuple[str, int, str], ...]) -> Image.Image:
    """Return pages on a wide screen and on two phones, light and dark, in one picture."""
    frames = "".join(
        f'<iframe src="{page}" style="width: {width}px; height: {HEIGHT}px; color-scheme: {scheme}"></iframe>'
        for page, width, scheme in shown
    )
    style = f"body {{ margin: 0; display: flex; gap: {GAP}px; padding: {GAP}px; background: {PAPER} }}"
    stage = f'<!doctype html><meta charset="utf-8"><style>{style} iframe {{ border: 0; flex: none }}</style>{frames}'
    (folder / "stage.html").write_text(stage, encoding="utf-8")
    width = sum(width for _, width, _ in shown) + GAP * (len(shown) + 1)
    return three_quarters(photographed(folder, folder / "stage.html", width, HEIGHT + 2 * GAP))


def three_quarters(picture: Image.Image) -> Image.Image:
    return picture.resize((picture.width * 3 // 4, picture.height * 3 // 4), Image.Resampling.LANCZOS)


def browser() -> str:
    return next(filter(None, map(shutil.which, BROWSERS)), BROWSERS[0])


def photographed(folder: Path, page: Path, width: int, height: int) -> Image.Image:
    """Return a page as a browser shows it in a window of that size."""
    shot = page.with_suffix(".png")
    subprocess.run(
        [browser(), *FLAGS, f"--window-size={width},{height}", f"--user-data-dir={folder / 'user'}",
         f"--screenshot={shot}", page.as_uri()],
        check=True, capture_output=True,
    )  # fmt: skip
    return Image.open(shot).convert("RGB")


def side_by_side(pages: list[Image.Image]) -> Image.Image:
    """Return some pictures in a row on grey paper."""
    size = sum(page.width for page in pages) + GAP * (len(pages) + 1), pages[0].height + 2 * GAP
    row = Image.new("RGB", size, PAPER)
    left = GAP
    for page in pages:
        row.paste(page, (left, GAP))
        left += page.width + GAP
    return row


def keep(picture: Image.Image, file: Path, colours: int = COLOURS) -> None:
    """Write a picture small, with few colours and no metadata."""
    picture.quantize(colours, dither=Image.Dither.NONE).save(file, optimize=True)
    print(file.name, f"{picture.width} x {picture.height}")


if __name__ == "__main__":
    main()

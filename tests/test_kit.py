"""Submission kits: whole or refused, the same bytes again, marked as what they are, read back by other programs."""

from __future__ import annotations

import io
import re
import shutil
import subprocess
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import product
from pathlib import Path

import docx
import pytest
from docx.document import Document
from PIL import Image
from pypdfium2 import PdfDocument

from casebook.build import Order
from casebook.bundles.folder import ChangedByHand, NobodyCanTell, write_folder
from casebook.bundles.kit import FOR_THE_AUTHOR, PARTS
from casebook.checks import submission
from casebook.checks.about import examples_of
from casebook.cli import run
from casebook.findings import Severity
from casebook.journals import journal_names, load_journal
from casebook.journals.submission import DEMANDS, KIT_FILES
from casebook.making import examine
from casebook.project import bundled, find_project
from casebook.record import CannotWrite
from tests.judges import judge
from tests.shipped import CASES, ROOT

JOURNALS = journal_names()


@dataclass(frozen=True)
class Made:
    """What `casebook kit` left behind: its exit code, what it said, its folder (or None), the files by their names."""

    code: int
    said: str
    folder: Path | None
    files: Mapping[str, bytes]

    def text(self, name: str) -> str:
        return self.files[name].decode()

    def one(self, pattern: str) -> str:
        (name,) = (name for name in self.files if re.fullmatch(pattern, name))
        return name


@pytest.fixture
def kit(capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch):
    """Return a function that makes the kit of a case of the project in a folder."""

    def make(root: Path, slug: str, output: Path, *options: str, lang: str = "en") -> Made:
        monkeypatch.chdir(root)
        monkeypatch.setenv("CASEBOOK_LANG", lang)
        capfd.readouterr()
        code = run(["kit", slug, "--output", str(output), *options])
        told = capfd.readouterr()
        folders = sorted(path for path in output.glob(f"{slug}/kit-*") if path.is_dir()) if output.is_dir() else []
        files = {
            file.relative_to(folders[-1]).as_posix(): file.read_bytes()
            for folder in folders[-1:]
            for file in sorted(folder.rglob("*"))
            if file.is_file()
        }
        return Made(code, told.out + told.err, folders[-1] if folders else None, files)

    return make


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Made:
    """The kit of the sample case, made once for the tests that only look at it; its author reads Portuguese."""
    root = tmp_path_factory.mktemp("project")
    shutil.copytree(bundled("templates") / "sample" / "en", root / "cases" / "demo")
    change(root / "cases" / "demo", "status: draft", "status: submitted")
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(root)
        patch.setenv("CASEBOOK_LANG", "pt")
        assert run(["kit", "demo", "--journal", "spmj"]) == 0
    folder = root / "build" / "demo" / "kit-spmj"
    return Made(
        0,
        "",
        folder,
        {
            file.relative_to(folder).as_posix(): file.read_bytes()
            for file in sorted(folder.rglob("*"))
            if file.is_file()
        },
    )


@pytest.fixture
def ready(demo: Path) -> Path:
    """The sample case, ready to be submitted, in a project that knows a journal “bare”, which wants little."""
    change(demo, "status: draft", "status: submitted")
    profile(demo.parent.parent, "bare", "submission: {files: [manuscript, cover-letter, portal]}")
    return demo


def profile(root: Path, name: str, rules: str) -> None:
    """Let a project know a journal: the generic one, and some rules."""
    folder = root / "templates" / "journals" / name
    folder.mkdir(parents=True)
    generic = (bundled("templates") / "journals" / "generic" / "profile.yaml").read_text("utf-8")
    (folder / "profile.yaml").write_text(f"{generic}\n{rules}\n", encoding="utf-8")


def change(case: Path, old: str, new: str) -> None:
    """Write one thing for another in a case file, which must have it."""
    text = (case / "case.yaml").read_text(encoding="utf-8")
    assert old in text
    (case / "case.yaml").write_text(text.replace(old, new, 1), encoding="utf-8")


def listed(readme: str) -> set[str]:
    """Return the files that a README lists: lines that begin with a number and a hyphen."""
    return {line for line in readme.splitlines() if re.match(r"\d-", line)}


def words_of(document: Document) -> str:
    """Return all words of a Word file: its paragraphs, tables and heads."""
    parts = [document.element.body, *(section.header._element for section in document.sections)]
    paragraphs = (p for part in parts for p in part.iter("{*}p"))
    return "\n".join("".join(t.text or "" for t in paragraph.iter("{*}t")) for paragraph in paragraphs)


def read(data: bytes) -> Document:
    return docx.Document(io.BytesIO(data))


def pages_of(data: bytes) -> Iterator[str]:
    """Yield the words of each page of a PDF, in small letters."""
    with PdfDocument(data) as document:
        for page in document:
            yield page.get_textpage().get_text_bounded().casefold()


def is_whole(made: Made) -> None:
    """Assert what is true of every kit: its README lists its files and no others, and its ZIP holds the same."""
    assert made.folder
    readme = next(text.decode() for name, text in made.files.items() if name.startswith("0-README"))
    assert listed(readme) == set(made.files)
    with zipfile.ZipFile(made.folder.with_name(f"{made.folder.name}.zip")) as archive:
        assert archive.namelist() == sorted(f"{made.folder.name}/{name}" for name in made.files)
        assert {name.split("/", 1)[1]: archive.read(name) for name in archive.namelist()} == made.files
    assert all(name.isascii() and " " not in name for name in made.files)


# Every shipped case, every journal


@pytest.mark.slow
@pytest.mark.parametrize("journal", JOURNALS)
@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_a_shipped_case_gives_a_kit_for_every_journal_or_is_refused_with_reasons(
    case: Path, journal: str, kit, tmp_path: Path
) -> None:
    made = kit(ROOT, case.name, tmp_path, "--journal", journal)
    if made.code == 0:
        is_whole(made)
        asked = load_journal(journal).profile.submission.files
        names = {name.split("-", 1)[1] for name in made.files}
        assert ("manuscript.docx" in names) == ("manuscript" in asked)
        assert ("cover-letter.docx" in names) == ("cover-letter" in asked)
    else:
        assert made.code == 1
        assert made.files == {}
        assert re.search(r"case\.yaml:\d+:\d+ error: .+\[(submission|text)\.[a-z-]+\]", made.said)
        assert kit(ROOT, case.name, tmp_path, "--journal", journal, "--draft").code == 0


def test_a_kit_is_whole_and_the_same_when_made_again(ready: Path, kit, tmp_path: Path) -> None:
    root = ready.parent.parent
    first = kit(root, "demo", tmp_path / "one")
    assert first.code == 0, first.said
    is_whole(first)
    assert {name.split("-", 1)[1] for name in first.files} >= {
        "README.txt", "portal-sheet.txt", "manuscript.docx", "cover-letter.docx", "care-checklist.docx",
        "article-with-pages.pdf", "consent.docx", "conflicts.docx",
    }  # fmt: skip
    again, elsewhere = kit(root, "demo", tmp_path / "one"), kit(root, "demo", tmp_path / "two")
    assert first.files == again.files == elsewhere.files
    archives = [(tmp_path / place / "demo" / "kit-generic.zip").read_bytes() for place in ("one", "two")]
    assert archives[0] == archives[1]
    assert sorted(p.name for p in (tmp_path / "one" / "demo").iterdir()) == ["kit-generic", "kit-generic.zip"]


def test_files_are_numbered_in_the_order_of_upload_and_nought_is_for_the_author(whole: Made) -> None:
    for_the_author = {name for name in whole.files if name.startswith("0-")}
    assert for_the_author == {"0-README.txt", "0-portal-sheet.txt"}
    numbers = sorted({int(name.partition("-")[0]) for name in whole.files})
    assert numbers == list(range(len(numbers)))
    readme = whole.text("0-README.txt")
    assert readme.index("1-manuscript.docx") < readme.index("2-") < readme.index("0-portal-sheet.txt")


# Drafts and what is fictional


def test_a_draft_says_so_in_every_file_name_and_on_every_page(demo: Path, kit, tmp_path: Path) -> None:
    made = kit(demo.parent.parent, "demo", tmp_path, "--draft")
    assert made.code == 0, made.said
    is_whole(made)
    assert made.folder
    assert made.folder.name == "kit-generic.draft"
    assert all("draft" in name for name in made.files)
    for name, data in made.files.items():
        if name.endswith(".docx"):
            heads = {
                "".join(s.header._element.itertext()) for s in read(data).sections if not s.header.is_linked_to_previous
            }
            assert heads, name
            assert all(head.startswith("Draft · Sample article") for head in heads), name
        elif name.endswith(".txt"):
            assert "*** DRAFT: not to be submitted. ***" in data.decode()
        elif name.endswith(".pdf"):
            assert all("draft" in page for page in pages_of(data))


def test_a_figure_in_a_pdf_says_that_it_is_a_draft_and_a_name_says_it_for_nobody(
    demo: Path, kit, tmp_path: Path
) -> None:
    rules = "figure-files: {formats: [pdf]}\nsubmission: {files: [figures, conflicts], conflict-forms: each}"
    profile(demo.parent.parent, "mine", rules)
    change(demo, "family: Sample", "family: Draftsman")
    made = kit(demo.parent.parent, "demo", tmp_path / "draft", "--journal", "mine", "--draft")
    assert set(made.files) == {
        "0-README.draft.txt", "1-Figure1.draft.pdf", "2-conflicts-01-exemplo-neto.draft.docx",
        "2-conflicts-02-draftsman.draft.docx",
    }  # fmt: skip
    (page,) = pages_of(made.files["1-Figure1.draft.pdf"])
    assert "draft · sample article" in page
    change(demo, "status: draft", "status: submitted")
    made = kit(demo.parent.parent, "demo", tmp_path / "whole", "--journal", "mine")
    (page,) = pages_of(made.files["1-Figure1.pdf"])
    assert "draft" not in page
    assert "2-conflicts-02-draftsman.docx" in made.files


def test_a_draft_never_takes_the_place_of_a_kit(ready: Path, kit, tmp_path: Path) -> None:
    root = ready.parent.parent
    whole = kit(root, "demo", tmp_path, "--journal", "bare").files
    assert kit(root, "demo", tmp_path, "--journal", "bare", "--draft").code == 0
    assert {p.name for p in (tmp_path / "demo").iterdir()} == {
        "kit-bare", "kit-bare.zip", "kit-bare.draft", "kit-bare.draft.zip",
    }  # fmt: skip
    assert whole == {p.name: p.read_bytes() for p in (tmp_path / "demo" / "kit-bare").iterdir()}


def test_a_fictional_case_says_so_in_every_document(whole: Made) -> None:
    for name, data in whole.files.items():
        if name.endswith(".docx"):
            assert "fictional" in words_of(read(data)), name
            assert "Sample article" in words_of(read(data)), name
        elif name.endswith(".txt"):
            assert "*** Caso fictício" in data.decode()
        elif name.endswith(".pdf"):
            assert all("sample article" in page for page in pages_of(data))


# What is refused


def test_what_the_journal_demands_is_told_where_it_is_missing_and_not_where_it_is_there(kit, project, tmp_path) -> None:
    codes = (
        "submission.draft", "submission.language", "submission.title", "submission.authors", "submission.abstract",
        "submission.case", "submission.consent", "submission.ethics", "submission.funding", "submission.conflicts",
        "submission.contributions", "submission.data", "submission.orcid", "submission.corresponding",
        "submission.running-title", "submission.keywords", "submission.patient-perspective",
        "submission.learning-points",
    )  # fmt: skip
    examples = examples_of("submission")
    assert {*codes, "submission.unverified"} == set(examples)
    read = "  site: {source: S, checked: 2026-11-22, verified: yes, rules: [submission.demands]}"
    profile(project.root, "strict", f"{read}\nsubmission: {{demands: [{', '.join(DEMANDS)}]}}")
    case = project.cases / "demo"
    case.mkdir()
    for code, kind in product(codes, ("bad", "good")):
        own = examples[code][kind]
        own = own if "languages:" in own else f"languages: [en]\n{own}"
        own = own if "status:" in own else f"status: submitted\n{own}"
        (case / "case.yaml").write_text(f'casebook: 1\ndecimal: "."\n{own}', encoding="utf-8")
        journal = [] if code == "submission.language" else ["--journal", "strict"]
        made = kit(project.root, "demo", tmp_path / "out", *journal)
        assert made.code == 1
        assert (f"[{code}]" in made.said) == (kind == "bad"), (code, kind, made.said)
        assert made.folder is None
    for kind, own in examples["submission.unverified"].items():
        (case / "case.yaml").write_text(f'casebook: 1\ndecimal: "."\nlanguages: [en]\n{own}', encoding="utf-8")
        made = kit(project.root, "demo", tmp_path / kind, "--draft")
        assert ("[submission.unverified]" in made.text("0-README.draft.txt")) == (kind == "bad")


@pytest.mark.parametrize("rule", ["submission", "submission.demands", "submission.demands.data", "age"])
@pytest.mark.parametrize("verified", ["yes", "no"])
def test_a_demand_refuses_only_where_it_was_read_in_the_journal_s_own_words(rule, verified, ready, kit, tmp_path):
    read = f"  site: {{source: S, checked: 2026-11-22, verified: {verified}, rules: [{rule}]}}\n"
    profile(ready.parent.parent, "mine", f"{read}submission: {{files: [portal], demands: [data, conflicts]}}")
    made = kit(ready.parent.parent, "demo", tmp_path, "--journal", "mine")
    is_refused = verified == "yes" and rule != "age"
    assert (made.code, "[submission.data]" in made.said) == (int(is_refused), is_refused)
    if not is_refused:
        assert "nobody has verified that: where the data are. [submission.unverified]" in " ".join(
            made.text("0-README.txt").split()
        )
    change(ready, "conflicts: none", "")
    refused = kit(ready.parent.parent, "demo", tmp_path / "conflicts", "--journal", "mine")
    assert "[submission.conflicts]" in refused.said, "what ICMJE asks of every article needs no origin"


@pytest.mark.parametrize("named", ["generic", "mine"])
@pytest.mark.parametrize(("verified", "is_refused"), [("yes", True), ("no", False)])
def test_a_limit_of_the_journal_of_the_kit_refuses_it_whichever_the_case_names(
    named, verified, is_refused, ready, kit, tmp_path
) -> None:
    read = f"  site: {{source: S, checked: 2026-11-22, verified: {verified}, rules: []}}\n"
    profile(ready.parent.parent, "mine", f"{read}submission: {{files: [portal]}}")
    mine = ready.parent.parent / "templates" / "journals" / "mine" / "profile.yaml"
    limited = mine.read_text("utf-8").replace("limits:\n", "limits:\n  - {of: references, most: 1, origin: site}\n")
    mine.write_text(limited, encoding="utf-8")
    change(ready, "journal: generic ", f"journal: {named} ")
    made = kit(ready.parent.parent, "demo", tmp_path, "--journal", "mine")
    assert (made.code, "[journal.refused]" in made.said) == (int(is_refused), is_refused), made.said
    drafted = kit(ready.parent.parent, "demo", tmp_path / "draft", "--journal", "mine", "--draft")
    assert drafted.code == 0, "a draft shows how far it is"


@pytest.mark.parametrize(("verified", "is_refused"), [("yes", True), ("no", False)])
def test_a_small_photograph_refuses_a_kit_only_by_a_verified_number(verified, is_refused, ready, kit, tmp_path) -> None:
    read = f"  site: {{source: S, checked: 2026-11-22, verified: {verified}, rules: [figure-files]}}\n"
    profile(ready.parent.parent, "mine", f"{read}figure-files: {{dpi: 1200}}\nsubmission: {{files: [figures, jats]}}")
    change(ready, "file: figures/potassium.svg", "file: small.png")
    Image.new("RGB", (400, 300), "white").save(ready / "small.png")
    made = kit(ready.parent.parent, "demo", tmp_path, "--journal", "mine")
    assert made.code == int(is_refused), made.said
    if not is_refused:
        readme = " ".join(made.text("0-README.txt").split())
        assert "[figures.too-few-pixels]" in readme
        assert "numbers are not verified: look them up" in readme


def test_every_demand_of_a_profile_has_its_own_words() -> None:
    assert set(submission.DEMANDED) | set(submission.NEEDS) >= set(DEMANDS)
    kinds = [*submission.DEMANDED.values(), *submission.NEEDS.values(), submission.DRAFT, submission.LANGUAGE]
    assert all(kind.severity is Severity.ERROR for kind in kinds)


def test_every_error_of_the_check_refuses_a_kit_and_each_is_named(ready: Path, kit, tmp_path: Path) -> None:
    change(ready, "@fig:", "@fig:nowhere-")
    change(ready, "conflicts: none", "")
    made = kit(ready.parent.parent, "demo", tmp_path, "--journal", "bare")
    assert made.code == 1
    assert "[submission.conflicts]" in made.said
    assert "nowhere-" in made.said
    assert made.folder is None
    assert kit(ready.parent.parent, "demo", tmp_path, "--journal", "bare", "--draft").code == 0


@pytest.mark.parametrize("options", [(), ("--draft",)], ids=["", "draft"])
@pytest.mark.parametrize("status", ["withdrawn", "retracted"])
def test_of_a_withdrawn_or_retracted_case_there_is_no_kit(status: str, options, ready: Path, kit, tmp_path) -> None:
    change(ready, "status: submitted", f"status: {status}")
    made = kit(ready.parent.parent, "demo", tmp_path, *options)
    assert made.code == 1
    assert status in made.said
    assert made.folder is None


def test_what_cannot_be_read_makes_not_even_a_draft(ready: Path, kit, tmp_path: Path) -> None:
    change(ready, "conflicts: none", "conflict: none")
    made = kit(ready.parent.parent, "demo", tmp_path, "--draft")
    assert made.code == 1
    assert "not even a draft" in made.said
    assert made.folder is None


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("kit",), "A word is missing"),
        (("kit", "demo", "demo"), "does not take these words"),
        (("kit", "demi"), "Did you mean “demo”?"),
        (("kit", "demo", "--journal", "spnj"), "Did you mean “spmj”?"),
        (("kit", "demo", "--output", "cases/demo/case.yaml"), "is a file"),
    ],
)
def test_words_that_name_nothing_are_told(words, told, ready: Path, monkeypatch, capsys) -> None:
    monkeypatch.chdir(ready.parent.parent)
    monkeypatch.setenv("CASEBOOK_LANG", "en")
    assert run(list(words)) == 2
    assert told in capsys.readouterr().err


# Whole or not at all


def test_a_kit_whose_files_somebody_changed_is_not_written_over(ready: Path, kit, tmp_path: Path) -> None:
    root = ready.parent.parent
    made = kit(root, "demo", tmp_path, "--journal", "bare")
    assert made.folder
    letter = made.folder / made.one(r"\d-cover-letter\.docx")
    letter.write_bytes(b"filled in and signed")
    again = kit(root, "demo", tmp_path, "--journal", "bare")
    assert again.code == 1
    assert letter.name in again.said
    assert letter.read_bytes() == b"filled in and signed"
    letter.unlink()
    assert kit(root, "demo", tmp_path, "--journal", "bare").files == made.files


def test_an_older_kit_goes_as_a_whole(ready: Path, kit, tmp_path: Path) -> None:
    root = ready.parent.parent
    made = kit(root, "demo", tmp_path, "--journal", "bare")
    change(ready, "given: João Paulo dos Santos", "given: Paulo dos Santos")
    later = kit(root, "demo", tmp_path, "--journal", "bare")
    assert later.code == 0, later.said
    assert later.files != made.files
    is_whole(later)


def test_a_folder_that_cannot_be_put_in_place_leaves_everything_as_it_was(tmp_path: Path) -> None:
    folder = tmp_path / "kit"
    write_folder(folder, {"1-a.txt": b"first"})
    archive = (tmp_path / "kit.zip").read_bytes()
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(CannotWrite):
        write_folder(folder, {"1-a.txt": b"second", "1-a.txt/b": b"below a file"})
    assert {p.name: p.read_bytes() for p in folder.iterdir()} == {"1-a.txt": b"first"}
    assert (tmp_path / "kit.zip").read_bytes() == archive
    with pytest.raises(CannotWrite):
        write_folder(tmp_path / "file" / "kit", {"1-a.txt": b"x"})
    assert sorted(p.name for p in tmp_path.iterdir()) == ["file", "kit", "kit.zip"]


@pytest.mark.parametrize("harm", ["lost", "cut", "garbled"])
def test_a_signed_letter_is_not_lost_where_the_zip_beside_it_cannot_tell(harm: str, tmp_path: Path) -> None:
    folder, archive = write_folder(tmp_path / "kit", {"1-letter.txt": b"unsigned", "2-a.txt": bytes(range(256)) * 9})
    (folder / "1-letter.txt").write_bytes(b"SIGNED")
    data = archive.read_bytes()
    match harm:
        case "lost":
            archive.unlink()
        case "cut":
            archive.write_bytes(data[:120])
        case "garbled":
            archive.write_bytes(data[:60] + bytes(40) + data[100:])
    with pytest.raises(NobodyCanTell, match=r"lost: 1-letter\.txt, 2-a\.txt\. kit\.zip"):
        write_folder(folder, {"1-letter.txt": b"anew"})
    assert (folder / "1-letter.txt").read_bytes() == b"SIGNED"


class Killed(BaseException):
    """The process ends where it stands."""


def killed_at(number: int, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Write a folder anew, and end at this rename as a process does that is killed: nothing is undone or taken away."""
    rename, times = Path.rename, iter(range(number))

    def until(self: Path, target: Path) -> Path:
        if next(times, None) is None:
            raise Killed
        return rename(self, target)

    with monkeypatch.context() as patch:
        patch.setattr(Path, "rename", until)
        patch.setattr(Path, "unlink", lambda *_, **__: None)
        patch.setattr(shutil, "rmtree", lambda *_: None)
        patch.setattr("os.getpid", lambda: 4194304)
        with pytest.raises(Killed):
            write_folder(folder, {"1-a.txt": b"second"})


@pytest.mark.parametrize("number", range(4))
def test_a_run_that_was_killed_locks_nothing_and_the_next_one_takes_away_what_it_left(
    number: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder, _ = write_folder(tmp_path / "kit", {"1-a.txt": b"first"})
    write_folder(tmp_path / "kit.draft", {"1-a.txt": b"another"})
    (tmp_path / ".kit.draft.7.part").mkdir()
    (tmp_path / ".kit.notes").write_bytes(b"somebody's")
    killed_at(number, folder, monkeypatch)
    assert len(list(tmp_path.iterdir())) > 6
    write_folder(folder, {"1-a.txt": b"third"})
    assert (folder / "1-a.txt").read_bytes() == b"third"
    assert sorted(path.name for path in tmp_path.iterdir()) == [
        ".kit.draft.7.part", ".kit.notes", "kit", "kit.draft", "kit.draft.zip", "kit.zip",
    ]  # fmt: skip


def test_what_was_changed_after_a_run_was_killed_is_not_lost(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder, _ = write_folder(tmp_path / "kit", {"1-a.txt": b"first"})
    killed_at(2, folder, monkeypatch)
    assert (folder / "1-a.txt").read_bytes() == b"second"
    (folder / "1-a.txt").write_bytes(b"SIGNED")
    with pytest.raises(ChangedByHand):
        write_folder(folder, {"1-a.txt": b"third"})
    assert (folder / "1-a.txt").read_bytes() == b"SIGNED"


def test_a_link_in_the_place_of_a_folder_goes_and_what_it_leads_to_stays(tmp_path: Path) -> None:
    folder, _ = write_folder(tmp_path / "kit", {"1-a.txt": b"first"})
    folder.rename(tmp_path / "elsewhere")
    folder.symlink_to(tmp_path / "elsewhere")
    write_folder(folder, {"1-a.txt": b"second"})
    assert (folder / "1-a.txt").read_bytes() == b"second"
    assert (tmp_path / "elsewhere" / "1-a.txt").read_bytes() == b"first"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["elsewhere", "kit", "kit.zip"]


def test_an_empty_folder_and_what_systems_leave_in_one_stand_in_the_way_of_nothing(tmp_path: Path) -> None:
    folder = tmp_path / "kit"
    (folder / "deep").mkdir(parents=True)
    (folder / ".DS_Store").write_bytes(b"x")
    write_folder(folder, {"1-letter.txt": b"anew"})
    assert [file.name for file in folder.iterdir()] == ["1-letter.txt"]


def test_a_second_half_that_fails_takes_the_first_back(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "kit"
    write_folder(folder, {"1-a.txt": b"first"})
    rename = Path.rename

    def full(self: Path, target: Path) -> Path:
        if self.name.endswith(".zip") and self.name.startswith(".kit") and not self.name.endswith("old.zip"):
            raise OSError(28, "No space left on device")
        return rename(self, target)

    monkeypatch.setattr(Path, "rename", full)
    with pytest.raises(CannotWrite):
        write_folder(folder, {"1-a.txt": b"second"})
    assert {p.name: p.read_bytes() for p in folder.iterdir()} == {"1-a.txt": b"first"}
    assert sorted(p.name for p in tmp_path.iterdir()) == ["kit", "kit.zip"]


# What the documents say


def test_what_reviewers_see_of_a_blinded_kit_names_no_author(ready: Path, kit, tmp_path: Path) -> None:
    profile(ready.parent.parent, "blind", "submission: {files: [blinded, title-page, care, portal]}")
    made = kit(ready.parent.parent, "demo", tmp_path, "--journal", "blind")
    assert made.code == 0, made.said
    for name in (r"\d-manuscript-blinded\.docx", r"\d-care-checklist\.docx"):
        with zipfile.ZipFile(io.BytesIO(made.files[made.one(name)])) as package:
            whole = b"".join(map(package.read, package.namelist())).decode("utf-8", "replace")
        assert "Exemplo" not in whole, name
    with PdfDocument(made.files[made.one(r"\d-article-with-pages\.pdf")]) as document:
        assert "Exemplo" not in document.get_metadata_dict()["Author"]
    assert not any("exemplo" in page for page in pages_of(made.files[made.one(r"\d-article-with-pages\.pdf")]))
    assert "João Paulo dos Santos Exemplo Neto" in words_of(read(made.files[made.one(r"\d-title-page\.docx")]))


def test_what_only_the_authors_can_bring_is_asked_of_them(ready: Path, kit, tmp_path: Path) -> None:
    rules = "submission: {files: [portal], author-adds: [{en: the letter of the committee, pt: o parecer do comitê}]}"
    profile(ready.parent.parent, "adding", rules)
    made = kit(ready.parent.parent, "demo", tmp_path, "--journal", "adding", lang="pt")
    assert "[ ] Acrescentar: o parecer do comitê." in made.text("0-README.txt")


@pytest.mark.parametrize(("taken", "written"), [("[en, pt]", ["pt", "en"]), ("[en]", ["en"])])
def test_the_original_of_the_xml_is_the_case_s_own_language_where_the_journal_takes_it(
    taken: str, written: list[str], ready: Path, kit, tmp_path: Path
) -> None:
    change(ready, "languages: [en, pt]", "languages: [pt, en]")
    profile(ready.parent.parent, "both", "submission: {files: [jats]}")
    file = ready.parent.parent / "templates" / "journals" / "both" / "profile.yaml"
    rules = re.sub(r"(?m)^languages: \[.*?\]", f"languages: {taken}", file.read_text("utf-8"))
    file.write_text(rules, encoding="utf-8")
    made = kit(ready.parent.parent, "demo", tmp_path, "--journal", "both", "--draft")
    xml = made.text(made.one(r".*\.xml"))
    assert re.findall(r'<(?:article|sub-article)\b[^>]* xml:lang="(\w+)"', xml) == written


def test_the_figures_beside_the_xml_are_those_that_it_names(whole: Made) -> None:
    (xml,) = (name for name in whole.files if name.endswith(".xml"))
    folder = xml.rpartition("/")[0]
    led = set(re.findall(r'xlink:href="([^":]+\.(?:tif|png|jpg))"', whole.text(xml)))
    assert led
    assert {f"{folder}/{name}" for name in led} == {n for n in whole.files if n.startswith(folder) and n != xml}


def test_the_letter_says_who_what_and_to_whom_and_leaves_a_gap_for_what_nobody_told(ready, kit, tmp_path) -> None:
    change(ready, "\nfictional: true", "\nfictional: false")
    made = kit(ready.parent.parent, "demo", tmp_path, "--journal", "spmj")
    assert made.code == 0, made.said
    letter = read(made.files[made.one(r"\d-cover-letter\.docx")])
    words = words_of(letter)
    for said in (
        "São Paulo Medical Journal", "João Paulo dos Santos Exemplo Neto", "type of article: Case report",
        "no other journal is considering it", "The authors declare that they have no conflicts of interest.",
        "joao@example.org", "gave",
    ):  # fmt: skip
        assert said in words, said
    assert "[[" not in words
    gaps = [r.text for p in letter.paragraphs for r in p.runs if r.style is not None and r.style.name == "Gap"]
    assert "[Place and date]" in gaps
    assert any("what is new in this case" in gap for gap in gaps)
    readme = " ".join(made.text("0-README.txt").split())
    assert all(gap.strip("[].") in readme for gap in gaps)


def test_brackets_that_the_case_writes_are_no_gap_of_the_letter(ready: Path, kit, tmp_path: Path) -> None:
    change(ready, "Severe hypokalemia from licorice tea:", "Uptake of [[99mTc]Tc]MIBI, [[x]] and licorice tea:")
    made = kit(ready.parent.parent, "demo", tmp_path, "--journal", "bare")
    assert made.code == 0, made.said
    letter = words_of(read(made.files[made.one(r"\d-cover-letter\.docx")]))
    assert "Uptake of [[99mTc]Tc]MIBI, [[x]] and licorice tea" in letter
    readme = made.text("0-README.txt")
    assert "Cover letter: Place and date." in readme
    assert not re.search(r"Cover letter: (99mTc|x)", readme)


def test_a_published_case_does_not_say_that_it_was_never_published(ready: Path, kit, tmp_path: Path) -> None:
    change(ready, "status: submitted", "status: published")
    made = kit(ready.parent.parent, "demo", tmp_path, "--journal", "bare")
    words = words_of(read(made.files[made.one(r"\d-cover-letter\.docx")]))
    assert "has not been published" not in words
    assert "[The case is marked as published" in words


def test_a_project_writes_letters_of_its_own_and_their_faults_are_told(ready: Path, kit, tmp_path: Path) -> None:
    own = ready.parent.parent / "templates" / "kit"
    own.mkdir(parents=True)
    (own / "cover-letter.en.md").write_text("Dear colleagues,\n\n- {{ title }}\n- [[why]]\n", encoding="utf-8")
    made = kit(ready.parent.parent, "demo", tmp_path, "--journal", "bare")
    letter = read(made.files[made.one(r"\d-cover-letter\.docx")])
    assert [p.text for p in letter.paragraphs if p.style and p.style.name == "List Bullet"][1] == "[why]"
    assert "Cover letter: why." in made.text("0-README.txt")
    (own / "cover-letter.en.md").write_text("{{ nobody }}", encoding="utf-8")
    broken = kit(ready.parent.parent, "demo", tmp_path, "--journal", "bare")
    assert broken.code == 1
    assert "templates/kit/cover-letter.en.md" in broken.said


def test_the_checklist_names_pages_of_the_article_beside_it(whole: Made) -> None:
    (table,) = read(whole.files[whole.one(r"\d-care-checklist\.docx")]).tables
    rows = [[cell.text for cell in row.cells] for row in table.rows]
    assert len(rows) == 31
    where = {row[0]: row[3] for row in rows}
    page = int(re.search(r"page (\d+)$", where["11b"])[1])
    pages = list(pages_of(whole.files[whole.one(r"\d-article-with-pages\.pdf")]))
    assert "discussion" in pages[page - 1]


def test_every_author_finds_a_row_to_sign_in(whole: Made) -> None:
    for name in (r"\d-consent\.docx", r"\d-conflicts\.docx"):
        (table,) = read(whole.files[whole.one(name)]).tables
        assert [cell.text for cell in table.rows[0].cells] == ["Author", "Signature", "Date"]
        assert [row.cells[0].text for row in table.rows[1:]] == ["João Paulo dos Santos Exemplo Neto", "John Sample"]


@pytest.mark.slow
def test_libreoffice_prints_the_mark_of_a_draft_on_every_page_of_every_sheet(demo: Path, kit, tmp_path: Path) -> None:
    made = kit(demo.parent.parent, "demo", tmp_path, "--draft")
    assert made.folder
    sheets = sorted(made.folder.glob("*.docx"))
    home = f"-env:UserInstallation={(tmp_path / 'office').as_uri()}"
    command = [judge("soffice"), home, "--headless", "--convert-to", "pdf", "--outdir", tmp_path / "pdf", *sheets]
    subprocess.run(command, check=True, capture_output=True, timeout=300)
    printed = sorted((tmp_path / "pdf").glob("*.pdf"))
    assert len(printed) == len(sheets) > 3
    for file in printed:
        assert all("draft · sample article" in page for page in pages_of(file.read_bytes())), file.name


def test_a_journal_may_want_a_statement_of_each_author(ready: Path, kit, tmp_path: Path) -> None:
    root = ready.parent.parent
    profile(root, "each", "submission: {files: [conflicts, portal], conflict-forms: each}")
    made = kit(root, "demo", tmp_path, "--journal", "each")
    assert made.code == 0, made.said
    assert set(made.files) == {
        "0-README.txt",
        "0-portal-sheet.txt",
        "1-conflicts-01-exemplo-neto.docx",
        "1-conflicts-02-sample.docx",
    }
    words = words_of(read(made.files["1-conflicts-01-exemplo-neto.docx"]))
    assert "I, João Paulo dos Santos Exemplo Neto, confirm" in words
    assert "☐ I declare: [what, with whom, since when]" in words


def test_what_the_portal_wants_of_each_author_and_the_case_lacks_is_still_to_do(ready: Path, kit, tmp_path) -> None:
    change(ready, "    orcid: 0000-0002-1825-0097", "    #none")
    made = kit(ready.parent.parent, "demo", tmp_path, "--journal", "bare")
    told = " ".join(made.text("0-README.txt").split())
    assert "[ ] Most portals want the ORCID iD of every author; missing: João Paulo dos Santos Exemplo Neto" in told
    change(ready, "    #none", "    orcid: 0000-0002-1825-0097")
    text = (ready / "case.yaml").read_text(encoding="utf-8")
    other = text.replace(
        "{given: John, family: Sample}", "{given: John, family: Sample}\n    orcid: 0000-0002-1694-233X"
    )
    (ready / "case.yaml").write_text(other, encoding="utf-8")
    made = kit(ready.parent.parent, "demo", tmp_path, "--journal", "bare")
    assert "ORCID iD of every author" not in " ".join(made.text("0-README.txt").split())


def test_the_portal_sheet_counts_as_the_journal_counts(ready: Path, kit, tmp_path: Path) -> None:
    made = kit(ready.parent.parent, "demo", tmp_path, "--journal", "spmj", lang="pt")
    sheet = made.text("0-portal-sheet.txt")
    lines = sheet.splitlines()
    abstract = next(
        n for n, line in enumerate(lines) if line.startswith("[inglês; palavras:") and n > lines.index("Resumo")
    )
    total = int(re.search(r"palavras: (\d+)", lines[abstract])[1])
    parts = [re.search(r"palavras: (\d+); caracteres com espaços: (\d+)\]$", line) for line in lines[abstract + 1 :]]
    counted = [match for match in parts[: 3 * 3] if match]
    assert total == sum(int(match[1]) for match in counted)
    for number, line in enumerate(lines):
        match = re.search(r"^\[CONTEXT; palavras: (\d+); caracteres com espaços: (\d+)\]$", line)
        if match:
            assert (int(match[1]), int(match[2])) == (len(lines[number + 1].split()), len(lines[number + 1]))
    assert f"Palavras no resumo (inglês): {total} (no máximo 250, não verificado)" in sheet
    assert "   Sobrenome: Exemplo Neto" in sheet
    assert "   E-mail: joao@example.org" in sheet
    assert [line for line in lines if line != line.rstrip() and not line.endswith(": ")] == []


def test_forty_authors_and_a_table_of_twelve_columns_have_their_kit(ready: Path, kit, tmp_path: Path) -> None:
    text = (ready / "case.yaml").read_text(encoding="utf-8")
    head = "authors:\n"
    more = "".join(f"  - name: {{given: Ana, family: Souza{chr(65 + n % 26)}{n}}}\n" for n in range(38))
    first, second = text.split(head)
    authors, rest = re.split(r"\n(?=\S)", second, maxsplit=1)
    columns = ", ".join(f"{{head: {{en: C{n}, pt: C{n}}}}}" for n in range(12))
    cells = ", ".join(f"{{same: '{n}'}}" for n in range(12))
    table = f"""  wide:
    caption: {{en: Twelve columns., pt: Doze colunas.}}
    columns: [{columns}]
    rows:
      - [{cells}]
"""
    rest = rest.replace("\ntables:\n", f"\ntables:\n{table}") if "\ntables:\n" in rest else f"{rest}\ntables:\n{table}"
    (ready / "case.yaml").write_text(first + head + authors.rstrip() + "\n" + more + rest, encoding="utf-8")
    made = kit(ready.parent.parent, "demo", tmp_path, "--draft")
    assert made.code == 0, made.said
    (form,) = read(made.files[made.one(r"\d-consent\.draft\.docx")]).tables
    assert len(form.rows) == 41
    assert "40. Ana SouzaL37" in made.text("0-portal-sheet.draft.txt")


def test_the_readme_tells_every_finding_and_what_the_kit_lacks(ready: Path, kit, tmp_path: Path) -> None:
    text = (ready / "case.yaml").read_text(encoding="utf-8")
    text = re.sub(r"(?ms)^figures:\n.*?(?=^\S)", "", text).replace("@fig:potassium and @tab", "@tab")
    (ready / "case.yaml").write_text(text.replace("@fig:potassium e a @tab", "@tab"), encoding="utf-8")
    made = kit(ready.parent.parent, "demo", tmp_path, "--journal", "bmj-case-reports", lang="pt")
    assert made.code == 0, made.said
    told = " ".join(made.text("0-README.txt").split())
    lacked = told[told.index("e este kit não traz") :]
    assert "um arquivo para cada figura: o caso não tem figuras." in lacked
    order = Order((), journal="bmj-case-reports", checks=("submission",))
    found = {finding.code for finding in examine(find_project(ready.parent.parent), "demo", order)[1]}
    assert "journal.unverified-limit" in found
    assert set(re.findall(r"\[([a-z]+\.[a-z0-9-]+)\]", told)) == found


def test_a_kit_reads_in_the_language_of_the_author_and_is_written_in_that_of_the_journal(ready, kit, tmp_path) -> None:
    made = kit(ready.parent.parent, "demo", tmp_path, "--journal", "bare", lang="pt")
    assert made.text("0-README.txt").startswith("Kit de submissão para")
    assert "Dear Editor," in words_of(read(made.files[made.one(r"\d-cover-letter\.docx")]))
    change(ready, "languages: [en, pt]", "languages: [pt, en]")
    turned = kit(ready.parent.parent, "demo", tmp_path / "turned", "--journal", "bare", "--draft")
    assert "Dear Editor," in words_of(read(turned.files[turned.one(r"\d-cover-letter\.draft\.docx")]))
    change(ready, "languages: [pt, en]", "languages: [pt]")
    other = kit(ready.parent.parent, "demo", tmp_path / "pt", "--journal", "bare", "--draft")
    assert "Prezado(a) Editor(a)," in words_of(read(other.files[other.one(r"\d-cover-letter\.draft\.docx")]))


def test_the_parts_of_a_kit_are_modules_that_a_profile_can_ask_for() -> None:
    known = {name.replace("-", "_") for name in KIT_FILES}
    assert set(PARTS.names) == known
    assert FOR_THE_AUTHOR
    assert set(FOR_THE_AUTHOR) < known
    for name in PARTS:
        assert callable(PARTS.load(name).make)

"""Clinical notation and numbers: the slips of the model report that are seen there, and what looks like one."""

from __future__ import annotations

import re
from collections.abc import Iterable
from importlib.resources import files
from pathlib import Path

import pytest
import yaml

from casebook.build import Order
from casebook.checks import ARTICLE_CHECKS, CHECKS
from casebook.cli import run
from casebook.clinical.assays import find_assay
from casebook.clinical.chromosomes import band_exists, changes_in
from casebook.clinical.drugs import DRUGS
from casebook.clinical.genes import genes, meant_gene
from casebook.clinical.karyotypes import karyotypes_in
from casebook.findings import Finding
from casebook.making import examine
from casebook.project import find_project

HEAD = 'casebook: 1\nlanguages: [{languages}]\ndecimal: "{mark}"\n'
NAMES = (
    "exponents", "glued", "karyotypes", "markers", "organisms", "units", "ranges", "plausibility", "ages", "days",
    "searches", "firsts", "doses", "brands", "abstracts",
)  # fmt: skip


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    case = tmp_path / "cases" / "demo"
    case.mkdir(parents=True)
    monkeypatch.chdir(tmp_path)
    return case


def found_in(folder: Path, fields: str, languages: str = "en") -> list[Finding]:
    """Return the clinical findings of a case with some fields."""
    head = HEAD.format(languages=languages, mark="," if languages == "pt" else ".")
    (folder / "case.yaml").write_text(head + fields, encoding="utf-8")
    case, findings, _ = examine(find_project(folder.parent.parent), folder.name, Order(()))
    assert case is not None, findings
    return [finding for finding in findings if finding.code.startswith("clinical.")]


def text(words: str, more: str = "") -> str:
    """Return the fields of a case with one text."""
    lines = "".join(f"    {line}\n" if line else "\n" for line in words.split("\n"))
    return f"{more}sections:\n  case: |\n{lines}"


def codes(findings: Iterable[Finding]) -> set[str]:
    return {finding.code.removeprefix("clinical.") for finding in findings}


def words_at(finding: Finding) -> str:
    assert finding.place
    start = finding.place.column - 1
    return finding.place.text[start : start + finding.place.width]


# Every slip of the model report that these checks are to see (shared/domain.md, section 4), its line, its code, and the
# fragment as it was printed, in a sentence of our own.
SLIPS = [
    ("L62 CBPA for CEBPA", "gene", "CBPA", "Neither FLT3 nor NPM1 nor CBPA was rearranged."),
    ("L91 C34 for CD34", "marker", "C34", "The residual cells carried CD7, CD13, CD45 and C34."),
    ("L121 EVE-1 for EVI1, now MECOM", "gene", "EVE-1", "Both involve the nuclear transcription factor EVE-1."),
    ("L67 fusarium", "genus-small", "fusarium", "Her soft tissues were infected, due to fusarium."),
    ("L122 q26.6, no such band", "no-such-band", "q26.6", "Rarely it is t(3;3)(q21; q26.6)."),
    ("L72 mg/m2", "flat-superscript", "mg/m2", "We gave azacitidine (75 mg/m2 on days 1-5)."),
    ("L73 mg/m2", "flat-superscript", "mg/m2", "We gave lenalidomide (25 mg/m2 on days 6-19)."),
    ("L96 5 x 106", "lost-exponent", "5 x 106", "The graft held 5 x 106 bone marrow cells."),
    ("L31 a mark glued to a word", "glued-citation", "envisaged.1", "No graft could be envisaged.1 Then she bled."),
    ("L66 a mark glued to a bracket", "glued-citation", "(MIDAM)3", "The second course (MIDAM)3 came too late."),
    ("L136 a mark glued to a percentage", "glued-citation", "30%.1", "Few survive, 30%.1 The others die."),
    ("L141 a list glued to a word", "glued-citation", "patients.5-7", "So it was in elderly patients.5-7 We knew."),
    ("L149 del 5q,6", "glued-citation", "del 5q,6", "It works in patients with del 5q,6 but rarely else."),
    ("L151 monosomy 7.9-11", "glued-citation", "monosomy 7.9-11", "It works in monosomy 7.9-11"),
    ("L154 a mark glued to a name", "glued-citation", "Gotlib,2", "It was not seen by Gotlib,2 and it may be new."),
    ("L8 t (3, 3)", "iscn-separator", "t (3, 3)", "The karyotype held t (3, 3) and more."),
    ("L44 t (3, 3)", "iscn-separator", "t (3, 3)", "Her cells, with t (3, 3), were many."),
    ("L9 del 5q", "iscn-brackets", "del 5q", "There was monosomy 7 and del 5q."),
    (
        "L60-61 a karyotype with spaces, commas and braces", "iscn-karyotype",
        "45, XX, t (3, 3) (q21; q26), del (5) (q31q35) - {7} 20",
        "All were alike (45, XX, t (3, 3) (q21; q26), del (5) (q31q35) - {7} 20).",
    ),
    ("L121 inv (3) (q21; q26.2)", "iscn-one-chromosome", "inv (3) (q21; q26.2)", "Or inv (3) (q21; q26.2)."),
    ("L122 (3, 3) without its letter", "iscn-letter", "(3, 3) (q21; q26.6)", "Or it is (3, 3) (q21; q26.6)."),
    (
        "L60, L121, L122 bands of one change that differ", "bands-differ", "t(3;3)(q21;q26.2)",
        "It was t(3;3)(q21;q26) at first, and t(3;3)(q21;q26.2) later.",
    ),
    (
        "L73, L85 lenalidomide in mg/m2 and in mg/day", "dose-units", "25 mg/day",
        "She took lenalidomide (25 mg/m2).\nLater she took lenalidomide at 25 mg/day.",
    ),
    (
        "L85, L155 lenalidomide in two doses", "several-doses", "75 mg/day",
        "She took lenalidomide at 25 mg/day.\nWas the dose of lenalidomide, of 75 mg/day, too high?",
    ),
    (
        "L58-59 chromosomes 3 and 5 in words, t(3;3) in signs", "translocation-in-words",
        "translocation between the long arms of chromosome 3 and the long arm of chromosome 5",
        "We saw a translocation between the long arms of chromosome 3 and the long arm of chromosome 5; t(3;3).",
    ),
    ("L52 g/dl", "unit-style", "g/dl", "Hemoglobin was 4.8 g/dl."),
    ("L52 fl", "unit-style", "fl", "The volume was 103.7 fl."),
    ("L53 /µl", "unit-style", "/µl", "There were 45,730/µl leukocytes."),
    ("L54 (313-618) without a unit", "range-without-unit", "(313-618)", "It was 800 U/L (313-618)."),
    ("L136 20 to 30%", "percent-once", "20 to 30%", "Only 20 to 30% live on."),
    ("L147 20-30% with a hyphen", "range-hyphen", "20-30", "Of the marrow, 20-30% were blasts."),
    ("L42 52 years old before a noun", "age-adjective", "52 years old", "She is a 52 years old AML patient."),
    ("L95 a brand for the INN", "brand", "thymoglobulin", "Busulfan and thymoglobulin came first."),
    ("L46 two names of one drug", "two-drug-names", "Ara C", "High doses of Ara C failed, and so did cytarabine."),
]  # fmt: skip
SEARCH = """\
tables:
  search:
    caption: Search in the Virtual Health Library, MEDLINE and LILACS.
    columns: [{head: Database, as: name}, {head: Terms, as: verbatim}]
    rows:
      - [PubMed, '((“leukemia myeloid acute”) AND “lenalidomide”) AND “azacitidine”']
      - [Embase, "‘acute myeloid leukemia’/exp OR ‘acute myeloid leukemia’ AND (‘azacitidine’/exp OR ‘azacitidine’)"]
      - [LILACS, "(tw:(leukemia)) AND (tw:(azacitidine)) OR (tw:(azacitidina))"]
"""


def searched(name: str, strategy: str, head: str = "Terms") -> str:
    """Return the fields of a case with a table of one strategy, word for word."""
    columns = f"[{{head: Database, as: name}}, {{head: {head}, as: verbatim}}]"
    return f"tables:\n  one:\n    caption: It.\n    columns: {columns}\n    rows: [[{name}, {strategy!r}]]\n"


@pytest.mark.parametrize(
    ("name", "strategy", "words"),
    [
        ("PubMed", "a and b or c", ["or"]), ("medline", "leukemia or AML not (x and y)", ["not"]),
        ("PubMed", "(a or b) and c", []), ("Scopus", "drug and alcohol", []), ("PubMed", "salt and lead AND tin", []),
        ("Ward", "rash and fever or pain", []), ("PubMed", "Looked for a and b, or for c.", []),
        ("PubMed", '"a and b" or c', []), ("PubMed", "“salt and pepper” or “sugar or not”", []),
    ],
)  # fmt: skip
def test_a_strategy_in_small_letters_is_one_among_databases(
    name: str, strategy: str, words: list[str], folder: Path
) -> None:
    told = [f for f in found_in(folder, searched(name, strategy)) if f.code == "clinical.search-mixed"]
    assert [words_at(finding) for finding in told] == words


@pytest.mark.parametrize(("slip", "code", "printed", "sentence"), SLIPS, ids=[slip for slip, *_ in SLIPS])
def test_a_slip_of_the_model_report_is_told_at_its_words(
    slip: str, code: str, printed: str, sentence: str, folder: Path
) -> None:
    told = [f for f in found_in(folder, text(sentence)) if f.code == f"clinical.{code}"]
    assert [words_at(finding) for finding in told] == [printed], slip


def test_the_search_strategies_of_the_model_report_are_told(folder: Path) -> None:
    told = found_in(folder, SEARCH)
    mixed = [words_at(finding) for finding in told if finding.code == "clinical.search-mixed"]
    assert mixed == ["AND", "OR"], "L173-182: AND and OR side by side; the first strategy is sound"
    (databases,) = (finding for finding in told if finding.code == "clinical.search-databases")
    assert databases.fields["said"] == "Virtual Health Library, MEDLINE, LILACS"
    assert databases.fields["listed"] == "PubMed, Embase, LILACS"


def test_what_a_fix_writes_is_not_told_again(folder: Path) -> None:
    mended = 0
    for _, code, printed, sentence in SLIPS:
        for finding in found_in(folder, text(sentence)):
            if finding.fix is not None and finding.code == f"clinical.{code}":
                mended += 1
                again = found_in(folder, text(sentence.replace(printed, finding.fix, 1)))
                assert code not in codes(again), (sentence, finding.fix)
    assert mended > 12


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("45, XX, t (3, 3) (q21; q26), del (5) (q31q35) - {7} 20)", "45,XX,t(3;3)(q21;q26),del(5)(q31q35),-7[20]"),
        ("47, XY, + 8 [15]", "47,XY,+8[15]"),
        ("46 XX", "46,XX"),
        ("46 XX t(9,22)(q34,q11)", "46,XX,t(9;22)(q34;q11)"),
        ("46,XY t(8;21)(q22;q22)[20]", "46,XY,t(8;21)(q22;q22)[20]"),
        ("47 XY + der (1;7) (q10;p10) , inc [ cp 12 ]", "47,XY,+der(1;7)(q10;p10),inc[cp12]"),
        ("92<4n>, XXYY", "92<4n>,XXYY"),
        ("45,XY,–7", "45,XY,-7"),
        ("46,XX,t(9,22)(q34,q11.2)[20]", "46,XX,t(9;22)(q34;q11.2)[20]"),
    ],
)
def test_a_karyotype_is_mended_as_a_whole(typed: str, written: str) -> None:
    assert [karyotype.written for karyotype in karyotypes_in(f"It was ({typed} in all")] == [written]


def test_a_karyotype_that_is_to_be_compared_first_is_not_mended_by_itself(folder: Path) -> None:
    (told,) = found_in(folder, text("It was 46 XX t(9,22)(q34,q11)."))
    assert (told.code, told.fields["mended"], told.fix) == (
        "clinical.iscn-karyotype", "46,XX,t(9;22)(q34;q11)", None,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("sentence", "fix"),
    [
        ("The cells carried CD7, CD13, CD45 and C34.", None), ("The cells were C34 and CD7.", None),
        ("The cells were CD3 4+.", None), ("The cells were CD 34+.", "CD34"), ("The cells were CD3O+.", "CD30"),
        ("As células eram CD 30 positivas.", "CD30"),
    ],
)  # fmt: skip
def test_a_marker_is_mended_only_where_no_other_can_be_meant(sentence: str, fix: str | None, folder: Path) -> None:
    (told,) = found_in(folder, text(sentence))
    assert (told.code, told.fix) == ("clinical.marker", fix)
    assert told.kind.mend.startswith("If " if fix is None else "Write ")


@pytest.mark.parametrize(
    ("typed", "mended"),
    [
        ("Streptococcus pneumoniae", "*Streptococcus pneumoniae*"), ("Mycoplasma hominis", "*Mycoplasma hominis*"),
        ("Klebsiella pneumonia", "*Klebsiella*"), ("Klebsiella grew", "*Klebsiella*"), ("Klebsiella variicola", None),
        ("klebsiella pneumoniae", "*Klebsiella pneumoniae*"), ("*klebsiella pneumoniae*", "Klebsiella"),
        ("E. coli", "*E. coli*"), ("Klebsiella\npneumoniae", None), ("Klebsiella\nvariicola", None),
    ],
)  # fmt: skip
def test_a_species_is_mended_whole_or_not_at_all(typed: str, mended: str | None, folder: Path) -> None:
    assert [finding.fix for finding in found_in(folder, text(f"The blood had {typed}."))] == [mended]


ISCN = [
    "46,XX", "46,XY[20]", "45,X", "45,X,-Y[12]", "47,XXY", "47,XX,+21", "47,XY,+8[3]/46,XY[17]", "45,XX,-7[20]",
    "46,XX,del(5)(q13q33)[10]", "46,XY,t(9;22)(q34;q11.2)[20]", "46,XX,inv(16)(p13.1q22)[18]",
    "46,XY,t(8;21)(q22;q22.1)", "46,XX,t(15;17)(q24;q21)", "45,XX,t(3;3)(q21;q26.2),del(5)(q31q35),-7[20]",
    "46,XX,i(17)(q10)", "45,XX,der(13;14)(q10;q10)", "46,XX,+1,der(1;7)(q10;p10)", "46,X,i(X)(q10)", "92,XXYY",
    "69,XXX", "46,XX,dup(15)(q11.2q13)", "46,XY,del(22)(q11.2q11.2)", "46,XX,add(7)(q22)", "t(8;14)(q24;q32)",
    "t(11;14)", "del(17p)", "del(13q)", "inv(3)(q21q26.2)", "t(4;14)(p16;q32)", "5q-", "1p/19q", "22q11.2", "17p13.1",
    "Xp22.3", "46,XX,r(20)(p13q13.3)",
]  # fmt: skip


@pytest.mark.parametrize("karyotype", ISCN)
def test_a_karyotype_in_the_notation_of_iscn_is_left_alone(karyotype: str, folder: Path) -> None:
    assert found_in(folder, text(f"The karyotype ({karyotype}) was known.")) == []
    assert found_in(folder, text(f"The karyotype was {karyotype}.")) == []


LOOKALIKES = [
    "She is HLA-A*02:01, CYP2C19*2/*17; the T1-weighted image, L5-S1 and C5–C6 were normal.",
    "The CD4/CD8 ratio fell; 10/10 antigens matched; vitamin B12, T4, Ca 125, CA 19-9 and IL-6 were normal.",
    "She fell 2-3 times in room 106, in 2010-2013; her telephone is (11) 3091-1234 or 0800-722-6001.",
    "The cyst measured 5 × 106 mm, the mass 3 × 4 cm, the other 12 × 103 × 5 mm; the matrix was 256 x 105.",
    "*Escherichia coli* grew; *E. coli* grew again, and streptococci, staphylococcal toxin and candidiasis were not.",
    "The p53 protein, the m2 receptor, M2 macrophages, 99mTc, H1N1, COVID-19, SARS-CoV-2 and Ki67 were studied.",
    "On day 7.9 the pH was 7.4, then 1.5; it was version 2.0 of CTCAE, grade 3.4 and stage 2.1.",
    "Blood pressure was 160 x 105 mmHg, then 120 x 80 mm Hg; the doses were 4 x 100 mg and 2 x 108 mg.",
    "In the 1990s, and in her 20s, she lived on the 3rd floor; a 24-h Holter and a 12-lead ECG were made.",
    "The statistics were t(14) = 2.31, F(3, 3) = 4.5, r (12) = 0.5; see i (2), ii (3) and (3, 4).",
    "Complement C3 and C4 were low; CD55, CD59 and C3 were present; the lung cancer is C34.1 in ICD-10.",
    "Mutations in KDM6B, PAX8, SMAD2, IDH3A, TET1, NRAS, HRAS and CEBPE were not found, nor MSSA or MRSA.",
    "JAK2 V617F, MPL W515L, CALR exon 9, BCR::ABL1, PML::RARA, c.1799T>A and p.(Val600Glu) were sought.",
    "Proteus syndrome, bacillus Calmette-Guérin and Enterobacteriaceae are no organisms in italics.",
    "Potassium chloride, 40 mEq, was given; urinary potassium was 50 mEq/L, and glucose 5% was infused.",
    "Urine pH was 8.5, the temperature in the oven 80 °C; methylprednisolone pulse 1000 mg followed.",
    "FEV1 was 120% of predicted in these patients, an increase of 150%; LDH was 200% of the upper limit.",
    "Prednisone was tapered, 40–20 mg; pages 284–7, seasons 2013–14; it fell from 30% to 20% of cells.",
    "Her 62-year-old father and a 5-year-old lesion were seen; patients older than 60 years fare worse.",
    "The drug was given on days 1–5 of each 28-day cycle, for 12 weeks (84 days), or for 3 months (90 days).",
    "The first case was seen in May; the first patient said so, and the first cycle was reported as hard.",
    "She was conditioned with anti-thymocyte globulin (Thymoglobulin, a brand) and cytarabine (Ara-C).",
    "Vancomycin, 1 g every 12 h, gave a trough level of 15 mg/L; vancomycin, 2 g/day, was kept.",
    "Prednisone and azathioprine (50 mg) were given; see figure.1 nowhere, vol.2, no.3 and e.g.1 either.",
    "Creatinine was 0.7 mg/dL, eGFR 45 mL/min/1.73 m², body mass index 24.5 kg/m², weight 70 kg.",
    "Glasgow Coma Scale was 15, Apgar 8/9, INR 2.5, ejection fraction 55%, SpO2 98%, hematocrit 0.42.",
    "Write to me@example.org, see https://example.org/a.1,2 and doi:10.5555/case.1-2 for 10.1/2.",
    "The dose was 1–2 mg/kg/day, 5–10 years ago; 10–15 mL of 0.9% saline; 20% to 30%; 60 bpm; 2 U.",
    "Al(OH)3, Ca(HCO3)2, H2O, CO2, PaCO2 40 mmHg, ST2, Na+/K+, Fe2+, β2-microglobulin, α1-antitrypsin.",
    "On chromosomes 5, 7 and 17, in exon 3, at 12:30, at 8 a.m., in group 1, 2 and 3, on day 1, 8 and 15.",
    "Serum IgG was 1,200 mg/dL, ferritin 1.234 ng/mL, platelets 64,000/µL, leukocytes 45,730/µL (92% blasts).",
    "Candida-specific IgG, anti-Toxoplasma IgM and Leishmania-infected cells; Dr. Cândida Souza read them.",
    "A 3.0-T scanner, 5-fluorouracil, 6-mercaptopurine, 2-chlorodeoxyadenosine, 5-HT, 17-OHP and 25-OH-D.",
    "Beck depression inventory 21, Karnofsky 90%, ECOG 1, NIHSS 14, SOFA 8, APACHE II 21, Child-Pugh B7.",
    "AML with (8;21) RUNX1-RUNX1T1 in 7/20; CK7+, CK20-, TTF-1+, BCL2+, MUM1+, S100, HMB-45, EBER; arr 22q11.21.",
    "MRI: T2, b = 1000 s/mm², TR/TE 500/20 ms, C3-C4, T12–L1, 1.5 × 2.3 × 3.1 cm; pT2N1M0; Gleason 4 + 3 = 7.",
    "Suture 4-0 nylon, 18-gauge needle, 6-Fr sheath, 1064-nm laser, 20/200, −3.50 D; 95% CI, 80.2–93.1; ×1000.",
    "CYP2D6*10*41 and *4/*10; chromosomes 5,7 and 17; intraocular pressure, 14/38 mmHg; pO2/pCO2 60/90 mmHg.",
    "We report two cases, the first patient in Glasgow, 2010; the median was 10 U/L (8-12), or 15 mg/kg (2-8).",
    "The heart rate was 0 in asystole; samples were kept at an ambient temperature of 4 °C, tel.309 and max.10.",
    "From day 5 to day 12 (7 days) or D5–D12 (8 days), on days −7 to −3 (5 days), and from D-1 to D+5 (6 days).",
    "On days 1–5 and 8–12 (10 days), on days 1–5 and days 8–12 (10 days), on days 5 and 12 (2 days).",
    "From day 5 to day 12 (10 doses), day 5 to day 12 (3 days after it), every 28 days (days 1–5), 5–12 (10 days).",
    "CD 10 years ago, grade 3, CD 5 days; CD3 2+, CD20 3+, CD45RO, CD11b, CD1a, CDO1, CDI, CD3ζ, CD66c.",
    "The CD3 4+ stain had a score of 3+; on CD 3, 5 mg; active CD, CD 5 days after; CD8+CD57+, CD4+/CD8-.",
    "Fever had not been noted; pain has not been reported, and syncope has not been described by the family.",
    "She was 6 years old and the child of two; a 5-month-old boy, a girl 3 weeks old; it was 2 years old when he fell.",
    "Dr. S. Major, C. Nocardia Souza and E. Hominis-Filho read the slides; A. Canis-Major shone; N. Equi did not.",
    "Of 5 g/ or more; 45,730/ µL; 120 mg/5 mL; 50 mg/12 h; 3 mL/ the rest; eGFR 60 mL/min/1.73 m²; 2 g/ 24 h.",
    "The *S. pneumoniae*, the e.g. coli, the m. major, N. hominis, E. colitis, E. coli-like and anti-E. coli forms.",
    "We saw 12 ML patients and 10 ML cases, of 3 ML types.",
    "Platelets fell from 300 to 30%, from 64,000 to 20%, and from 250 to 100%.",
    "The urinary pH was 9.5, a caustic agent had pH 13.5, the pleural fluid pH 9.2; urinalysis: pH 5.0; pH 8.9.",
    "The temperature was 46.5 °C, or 115.7 °F; a pulse of 1000 mg; pulse 500 mg; a ratio of 3; INR 12; BMI 60.",
    "She was admitted on day 0 and discharged on day 12 after 13 days in hospital. He came on day 3, left on day 9.",
    "Admitted on day 8 after a transfer and discharged on day 20 after 20 days in hospital, she was well.",
    "Admitted on day 28, he was discharged on day 5 after 8 days in hospital, or after 5 days of fever.",
    "A 1:40 titer, 1/80, 10,000 U, 5,000 IU, 37 weeks and 3 days, G3P2A0, gestational week 12+3, Rh(D).",
]
PARECIDOS = [
    "Recebeu 2 a 3 comprimidos, 20% a 30% da dose, e voltou 2-3 vezes entre 2010 e 2013; tel. (21) 2562-2000.",
    "A pressão era de 120x80 mmHg, PA 12x8, a temperatura, de 36,4 °C, e a frequência cardíaca, de 128 bpm.",
    "Hemoglobina de 13,1 g/dL, leucócitos de 7.240/mm³, plaquetas de 64 mil/mm³, creatinina de 0,7 mg/dL.",
    "Paciente de 52 anos, com diabetes há 10 anos; a irmã, de 40 anos, é hígida, e a mãe morreu aos 80 anos.",
    "O potássio urinário era de 50 mEq/L; soro fisiológico a 0,9%, glicose a 5%, 10.000 UI/dia, 1 g de 12/12 h.",
    "Conforme a Lei n.13.709, art.5, a RDC n.466 e o item.2, cap.3, o prontuário é sigiloso.",
    "O caso foi notificado; no primeiro ciclo houve relato de dor, e o primeiro paciente recebeu alta.",
    "Metotrexato, 15 mg/semana, e ácido fólico, 5 mg/semana; prednisona, 1 mg/kg/dia, por 12 semanas (84 dias).",
    "No 7º dia, e na 2ª semana, o ecocardiograma de 12 de maio; retorno em 30 dias e em 2 anos (24 meses).",
    "Na UTI, FR 22 irpm, SatO2 94% em ar ambiente, Glasgow 15, IMC 23,7 kg/m²; IC 95%: 1,2–4,8; p < 0,001.",
    "Do dia 5 ao dia 12 (8 dias), do 5º ao 12º dia (7 dias), nos dias 1 a 5 e 8 a 12 (10 dias), D5 e D12 (2 dias).",
    "Não foi relatado tabagismo; febre e sangramentos não foram relatados, e os pulsos não foram descritos na ficha.",
    "Perda de peso nunca foi relatada pela paciente, e os exames de imagem anteriores não haviam sido publicados.",
    "As plaquetas caíram de 300 para 30%, e de 64.000 para 20%.",
    "Internada no dia 3 de maio, recebeu alta no dia 12, após 40 dias de internação.",
    "Na PCR, o cariótipo 46,XX e a t(9;22)(q34;q11.2) foram vistos; *Sporothrix* cresceu, e *S. aureus*, não.",
]


@pytest.mark.parametrize("sentence", LOOKALIKES)
def test_what_looks_like_a_fault_and_is_none_is_left_alone(sentence: str, folder: Path) -> None:
    patient = "patient: {sex: female, age: 52 years}\n"
    assert [(f.code, words_at(f)) for f in found_in(folder, text(sentence, patient))] == []


@pytest.mark.parametrize("sentence", PARECIDOS)
def test_in_portuguese_too(sentence: str, folder: Path) -> None:
    patient = "patient: {sex: female, age: 52 anos}\n"
    assert [(f.code, words_at(f)) for f in found_in(folder, text(sentence, patient), "pt")] == []


FAULTS = [
    ("lost-exponent", "4,5 x 106", "Hemácias de 4,5 x 106/mm³.", "pt"),
    ("lost-exponent", "45 x 103", "Leukocytes were 45 x 103.", "en"),
    ("lost-exponent", "3 x 10(9)", "Platelets were 3 x 10(9)/L.", "en"),
    ("lost-exponent", "5 × 10−8", "P was 5 × 10−8.", "en"),
    ("raw-exponent", "10^3", "Leukocytes were 12 × 10^3/µL.", "en"),
    ("raw-exponent", "10*3", "Leukocytes were 12 10*3/µL.", "en"),
    ("flat-superscript", "/mm3", "Plaquetas de 64.000/mm3.", "pt"),
    ("flat-superscript", "m2", "eGFR was 45 mL/min/1.73 m2.", "en"),
    ("times-sign", "3 x 10⁶", "They held 3 x 10⁶ cells.", "en"),
    ("times-sign", "3 x 4", "The mass measured 3 x 4 cm.", "en"),
    ("times-sign", "12x10,3x8,5", "A massa media 12x10,3x8,5cm.", "pt"),
    ("times-sign", "12 x 103 x 5", "The other measured 12 x 103 x 5 mm.", "en"),
    ("glued-citation", "therapy1,2", "She had this therapy1,2 twice.", "en"),
    ("glued-citation", "pacientes.^5-7^", "Assim em outros pacientes.^5-7^ Depois morreu.", "pt"),
    ("glued-citation", "protocolos.¹", "Assim em outros protocolos.¹ Depois morreu.", "pt"),
    ("glued-citation", "et al.5", "It was found by Souza et al.5 before.", "en"),
    ("iscn-brackets", "t9;22", "The t9;22 was found.", "en"),
    ("iscn-spaces", "del (17p)", "The del (17p) was found.", "en"),
    ("chromosome-count", "46,XX,-7", "It was 46,XX,-7.", "en"),
    ("marker", "CD3 4", "The cells were CD3 4+ and CD7+.", "en"),
    ("marker", "CD 34", "The cells were CD 34+ in all.", "en"),
    ("marker", "CD 20", "Recebeu um anticorpo anti-CD 20.", "pt"),
    ("marker", "CD 30", "As células eram CD 30 positivas.", "pt"),
    ("marker", "CD 7", "The cells carried CD3, CD 7 and CD13.", "en"),
    ("marker", "CD3O", "The cells were CD3O+.", "en"),
    ("marker", "CDl17", "As células eram CDl17 positivas.", "pt"),
    ("no-such-marker", "CD717", "They carried CD717.", "en"),
    ("gene", "FTL3", "The FTL3 gene was mutated.", "en"),
    ("gene", "CEPBA", "Não havia mutação de CEPBA.", "pt"),
    ("genus-italics", "Staphylococcus aureus", "Cresceu Staphylococcus aureus.", "pt"),
    ("genus-italics", "Streptococcus pneumoniae", "Streptococcus pneumoniae grew.", "en"),
    ("genus-italics", "Klebsiella pneumoniae", "Cresceu Klebsiella pneumoniae.", "pt"),
    ("genus-italics", "Streptococcus", "A Streptococcus pneumonia followed.", "en"),
    ("genus-italics", "E. coli", "The urine grew E. coli.", "en"),
    ("genus-italics", "S. aureus", "Cresceu S. aureus (MRSA).", "pt"),
    ("species-capital", "Escherichia Coli", "Cresceu Escherichia Coli.", "pt"),
    ("species-capital", "H. Pylori", "The stool held H. Pylori antigens.", "en"),
    ("species-capital", "Toxoplasma Gondii", "IgG for *Toxoplasma Gondii* was found.", "en"),
    ("unit-style", "ng/ mL", "Troponin was 4.5 ng/ mL.", "en"),
    ("unit-style", "ML", "We infused 500 ML of saline.", "en"),
    ("unit-style", "ML", "Recebeu 500 ML.", "pt"),
    ("unit-space", "8mg", "Recebeu 8mg/12 h.", "pt"),
    ("unit-style", "mg%", "Glicose de 90 mg%.", "pt"),
    ("unit-style", "hs", "Recebeu a cada 12 hs.", "pt"),
    ("unit-style", "mcg/kg", "She was given 5 mcg/kg.", "en"),
    ("unit-style", "cc", "She was given 5 cc.", "en"),
    ("unit-space", "4,8g/dL", "Hemoglobina de 4,8g/dL.", "pt"),
    ("percent-once", "20 a 30%", "Vivem de 20 a 30%.", "pt"),
    ("percent-once", "48 para 38%", "O Ht caiu de 48 para 38%.", "pt"),
    ("range-upside-down", "618–313 U/L", "It was 800 U/L (range, 618–313 U/L).", "en"),
    ("range-upside-down", "entre 30 e 20%", "Fica entre 30 e 20%.", "pt"),
    ("over-hundred", "884%", "Blasts made up 884% of the cells.", "en"),
    ("implausible", "pH of 74", "She had a pH of 74.", "en"),
    ("implausible", "pH 9.1", "It was 7.1 at first, and then pH 9.1.", "en"),
    ("implausible", "pH 65", "The urinary pH 65 was odd.", "en"),
    ("implausible", "temperature was 47 °C", "The temperature was 47 °C.", "en"),
    ("implausible", "Temperatura de 47 ºC", "Temperatura de 47 ºC.", "pt"),
    ("implausible", "heart rate 900", "Glucose was 90 mg/dL, heart rate 900.", "en"),
    ("implausible", "INR 120", "INR 120 was seen.", "en"),
    ("implausible", "IMC 300", "Tinha IMC 300.", "pt"),
    ("over-hundred", "120%", "The saturation index was 120% in cells.", "en"),
    ("implausible", "520 anos de idade", "A irmã, com 520 anos de idade, era hígida.", "pt"),
    ("implausible", "temperatura era de 372", "A temperatura era de 372.", "pt"),
    ("implausible", "potassium was 50 mEq/L", "The potassium was 50 mEq/L.", "en"),
    ("implausible", "saturação de 980%", "Tinha saturação de 980%.", "pt"),
    ("implausible", "Glasgow Coma Scale score of 2", "She had a Glasgow Coma Scale score of 2.", "en"),
    ("pressure", "80/120", "A PA de 80/120 mmHg preocupava.", "pt"),
    ("other-age", "Paciente de 25 anos", "Paciente de 25 anos, do sexo feminino.", "pt"),
    ("other-age", "53-year-old", "A 53-year-old woman had fever.", "en"),
    ("age-adjective", "7-years-old", "A 7-years-old boy fell.", "en"),
    ("age-adjective", "Four-years-old", "Four-years-old and well, he played.", "en"),
    ("age-adjective", "11-month old", "An 11-month old girl fell.", "en"),
    ("age-adjective", "3 week old", "A 3 week old preterm male infant fell.", "en"),
    ("day-beyond-cycle", "dias 1 a 30 de cada ciclo de 28 dias", "Nos dias 1 a 30 de cada ciclo de 28 dias.", "pt"),
    ("time-arithmetic", "2 years (20 months)", "It lasted 2 years (20 months).", "en"),
    ("time-arithmetic", "day 5 to day 12 (10 days)", "It was given from day 5 to day 12 (10 days).", "en"),
    ("time-arithmetic", "dia 5 ao dia 12 (10 dias)", "Recebeu do dia 5 ao dia 12 (10 dias).", "pt"),
    ("time-arithmetic", "D5–D12 (total of 10 days)", "It was given on D5–D12 (total of 10 days).", "en"),
    ("time-arithmetic", "5º ao 12º dia, num total de 10 dias", "Do 5º ao 12º dia, num total de 10 dias.", "pt"),
    ("time-arithmetic", "for 10 days (days 5 to 12)", "It was given for 10 days (days 5 to 12).", "en"),
    ("time-arithmetic", "day 5 to day 12 (10 days)", "From day 5 to day 12 (10 days).", "en"),
    ("time-arithmetic", "entre os dias 5 e 12 (10 dias)", "Tomou entre os dias 5 e 12 (10 dias).", "pt"),
    (
        "time-arithmetic",
        "admitted on day 0 and discharged on day 12 after 20 days in hospital",
        "She was admitted on day 0 and discharged on day 12 after 20 days in hospital.",
        "en",
    ),
    (
        "time-arithmetic",
        "Internada em D0, recebeu alta em D12, após 20 dias de internação",
        "Internada em D0, recebeu alta em D12, após 20 dias de internação.",
        "pt",
    ),
    ("first-claim", "Este é o primeiro caso", "Este é o primeiro caso descrito no país.", "pt"),
    ("first-claim", "has never been reported", "This has never been reported.", "en"),
    ("first-claim", "has not been described", "It has not been described in the literature.", "en"),
    ("first-claim", "has not previously been reported", "The pair has not previously been reported.", "en"),
    ("first-claim", "não foi relatada", "A associação não foi relatada na literatura.", "pt"),
    ("first-claim", "ainda não foi descrita", "A variante ainda não foi descrita.", "pt"),
    ("several-doses", "1.000 mg", "Metotrexato, 15 mg/semana, e depois metotrexato, 1.000 mg.", "pt"),
    ("brand", "timoglobulina", "Recebeu timoglobulina.", "pt"),
]


@pytest.mark.parametrize(("code", "words", "sentence", "language"), FAULTS)
def test_a_fault_is_told_at_its_words(code: str, words: str, sentence: str, language: str, folder: Path) -> None:
    patient = "patient: {sex: female, age: 52 years}\n"
    told = [f for f in found_in(folder, text(sentence, patient), language) if f.code == f"clinical.{code}"]
    assert [words_at(finding) for finding in told] == [words]


@pytest.mark.parametrize(
    ("sentence", "language"), [("Her saturation was 120%.", "en"), ("Tinha saturação de 120%.", "pt")]
)
def test_a_measurement_of_more_than_all_is_told_once(sentence: str, language: str, folder: Path) -> None:
    assert codes(found_in(folder, text(sentence), language)) == {"implausible"}


NON_BREAKING = [
    ("unit-style", "Hemoglobin was 4.8 g/dl."),
    ("percent-once", "From 20 to 30 %."),
    ("range-upside-down", "It was 800 U/L (range, 618–313 U/L)."),
    ("implausible", "The potassium was 50 mEq/L."),
    ("pressure", "Blood pressure was 80/120 mmHg."),
    ("several-doses", "Methotrexate, 15 mg/week, and then methotrexate, 1,000 mg."),
    ("other-age", "A 53 year old woman had fever."),
    ("flat-superscript", "The area was 20 m2."),
]


@pytest.mark.parametrize(("code", "sentence"), NON_BREAKING)
def test_a_space_that_does_not_break_is_a_space(code: str, sentence: str, folder: Path) -> None:
    patient = "patient: {sex: female, age: 52 years}\n"
    bound = re.sub(r"(?<=\d) (?!to)", "\u00a0", sentence)
    for words in (sentence, bound):
        assert f"clinical.{code}" in {finding.code for finding in found_in(folder, text(words, patient))}, words


def test_titles_key_words_and_alternative_texts_hold_no_italics(folder: Path) -> None:
    fields = 'title: Candida in the blood\nkeywords: [{en: Fusarium}]\nsections: {case: "A *Candida*."}\n'
    assert found_in(folder, fields) == []


def test_captions_cells_notes_and_both_languages_are_read(folder: Path) -> None:
    fields = """\
abstract: {background: {en: "Hb was 4.8 g/dl.", pt: "Hb de 4.8 g/dl."}}
tables:
  one:
    caption: {en: "Doses (mg/m2)", pt: "Doses, 5 mg/m2"}
    columns: [{head: {en: "Hb (5 g/dl)"}}, {head: Terms, as: verbatim}]
    rows: [[{en: "103.7 fl"}, "5 g/dl AND 5 x 106 cells"]]
    notes: [{en: "800 U/L (313-618)"}]
"""
    told = [(f.code.removeprefix("clinical."), words_at(f)) for f in found_in(folder, fields, "en, pt")]
    assert told == [
        ("unit-style", "g/dl"), ("unit-style", "g/dl"), ("flat-superscript", "mg/m2"), ("flat-superscript", "mg/m2"),
        ("unit-style", "g/dl"), ("unit-style", "fl"), ("range-without-unit", "(313-618)"),
    ]  # fmt: skip


def test_what_runs_over_a_line_end_is_told_and_not_mended(folder: Path) -> None:
    (told,) = found_in(folder, text("It was 46,XX,t(8;21)(q22;q22.1),\n-X in all."))
    assert (told.code, told.fix) == ("clinical.iscn-karyotype", None)
    assert words_at(told) == "46,XX,t(8;21)(q22;q22.1),"


def test_a_mend_is_offered_only_where_yaml_reads_it_as_words(folder: Path) -> None:
    fields = """\
tables:
  one:
    caption: fusarium grew
    columns: [{head: A fusarium}, {head: "fusarium"}]
    rows: [["5,2 x 3,1 cm", one], ['fusarium', It was fusarium]]
    notes:
      - It measured 5,2 x 3,1 cm.
      - >
        It was fusarium.
"""
    told = [(finding.fields["typed"], finding.fix) for finding in found_in(folder, fields)]
    small = ("fusarium", "*Fusarium*")
    assert told == [
        ("fusarium", None), small, small, ("5,2 x 3,1", "5,2 × 3,1"), small, small, ("5,2 x 3,1", None),
        small,
    ]  # fmt: skip


def test_a_file_is_mended_where_that_is_asked_for(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    sentences = [sentence for *_, sentence in SLIPS]
    before = codes(found_in(folder, text("\n\n".join(sentences))))
    assert run(["check", "--fix", "--select", "clinical"]) == 0
    assert "mended" in capsys.readouterr().err
    after = found_in(folder, (folder / "case.yaml").read_text("utf-8").split("\n", 3)[3])
    assert {"lost-exponent", "iscn-separator", "unit-style"} <= before - codes(after)
    assert [finding for finding in after if finding.fix is not None] == []


def test_what_stands_between_backticks_is_meant_to_the_letter(folder: Path) -> None:
    fields = text("The laboratory prints `10^3/µL` and `mg/m2`; the 5` end was read at 10^3 and the 3` end at mg/m2.")
    assert [words_at(finding) for finding in found_in(folder, fields)] == ["10^3", "mg/m2"]
    assert run(["check", "--fix", "--select", "clinical"]) == 0
    mended = "prints `10^3/µL` and `mg/m2`; the 5` end was read at 10³ and the 3` end at mg/m²."
    assert mended in (folder / "case.yaml").read_text("utf-8")


def test_values_and_results_are_weighed_as_well_as_words(folder: Path) -> None:
    fields = """\
clocks: {admission: {}}
values: {k: 50 mEq/L, temperature: 372 °C, bp: 80/120 mmHg, dose: 5000 mg}
labs:
  ph: {admission: "74"}
  hb: {admission: 480 g/L}
  na: {admission: 140 mEq/L}
  urine: {test: k, specimen: urine, results: {admission: 50 mEq/L}}
"""
    told = [(finding.code, finding.fields["typed"]) for finding in found_in(folder, fields)]
    assert told == [
        ("clinical.implausible", "50 mEq/L"), ("clinical.implausible", "372 °C"), ("clinical.pressure", "80/120"),
        ("clinical.implausible", "74"), ("clinical.implausible", "48 g/dL"),
    ]  # fmt: skip


def test_a_pressure_is_weighed_under_any_name_and_counts_and_enzymes_too(folder: Path) -> None:
    fields = """\
clocks: {admission: {}}
values: {pa: 110x170 mmHg, pa2: 1700x110 mmHg, PIO: 14/18 mmHg, pa3: 170x110 mmHg}
labs:
  plaquetas: {admission: 450000000 /µL}
  wbc: {admission: 4500 10^9/L}
  ast: {admission: 38000000 U/L}
  alt: {admission: 9000 U/L}
sections:
  case: |
    Her BP was 1700x110. The eyes had an IOP of 14/18 mmHg.
"""
    told = [(finding.code, finding.fields["typed"]) for finding in found_in(folder, fields)]
    assert sorted(told) == sorted([
        ("clinical.pressure", "110/170"), ("clinical.pressure", "1700/110"), ("clinical.pressure", "1700x110"),
        ("clinical.implausible", "450000000 /µL"), ("clinical.implausible", "38000000 U/L"),
    ])  # fmt: skip


COURSE = """\
clocks: {cycle: {first: 1}, other: {after: cycle, day: unknown}}
events:
  relapse: {what: Relapse, at: cycle + 40}
  elsewhere: {what: Elsewhere, at: other + 400}
  end: {what: End, at: cycle + 30, kind: last}
labs: {hb: {cycle + 20: 12 g/dL, cycle + 50: 4.8 g/dL}}
regimens:
  one:
    start: cycle
    cycles: 3
    interval: 28 days
    drugs:
      azacitidine: {dose: 75 mg/m2, days: 6–35}
      lenalidomide: {dose: {1: 25 mg/m2, 2-3: 25 mg/day}, days: 1–28}
      propranolol: {dose: 40 mg every 8 h}
"""


def test_the_course_is_weighed_where_its_days_are_known(folder: Path) -> None:
    told = [(f.code.removeprefix("clinical."), words_at(f)) for f in found_in(folder, COURSE)]
    assert told == [
        ("after-follow-up", "relapse"), ("after-follow-up", "4.8 g/dL"), ("day-beyond-cycle", "6–35"),
        ("dose-units", "dose"),
    ]  # fmt: skip


def test_a_typed_dose_must_be_one_of_the_regimens(folder: Path) -> None:
    course = COURSE.replace("6–35", "1–5").replace("25 mg/m2", "50 mg/day").replace("cycle + 30", "cycle + 300")
    right = "azacitidine, 75 mg/m², lenalidomide, 25 mg/day, and propranolol, 120 mg/day or 40 mg, were given."
    assert found_in(folder, text(f"In all, {right}", course)) == []
    (wrong,) = found_in(folder, text("Propranolol, 50 mg, was given.", course))
    assert (wrong.code, words_at(wrong)) == ("clinical.dose-not-in-regimens", "50 mg")
    assert wrong.fields["doses"] == "40 mg"


@pytest.mark.parametrize(
    ("language", "abstract", "case", "told"),
    [
        ("en", "Aspirin, 100 mg/day, was given.", "Acetylsalicylic acid (ASA), 300 mg/day, was given.", ["100 mg/day"]),
        ("en", "Velcade 1.3 mg/m² was given.", "Bortezomib was given at 1.5 mg/m².", ["1.3 mg/m²"]),
        ("pt", "Recebeu AAS, 100 mg/dia.", "Recebeu ácido acetilsalicílico, 300 mg/dia.", ["100 mg/dia"]),
        ("pt", "Recebeu MMF, 1 g/dia.", "Recebeu micofenolato de mofetila (MMF) 500 mg de 12/12 h.", []),
        ("en", "Aspirin, 100 mg/day, was given.", "Acetylsalicylic acid was kept, and enoxaparin 40 mg/day.", []),
        ("en", "Adrenaline 1 mg was given.", "Norepinephrine 5 mg was given.", []),
    ],
)
def test_a_drug_has_one_dose_under_all_its_names(
    language: str, abstract: str, case: str, told: list[str], folder: Path
) -> None:
    found = found_in(folder, text(case, f"abstract: {{case: '{abstract}'}}\n"), language)
    assert [words_at(f) for f in found if f.code == "clinical.dose-in-abstract"] == told


def test_one_broken_marker_hides_no_other(folder: Path) -> None:
    told = found_in(folder, text("They were CD3 4+, CD 34+ and CD3O+, CD 7 and CD 13."))
    assert [(words_at(finding), finding.fields["mended"]) for finding in told] == [
        ("CD3 4", "CD34"), ("CD 34", "CD34"), ("CD3O", "CD30"), ("CD 7", "CD7"), ("CD 13", "CD13"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("abstract", "case", "more", "told"),
    [
        ("Hemoglobin was 4.8 g/dL.", "Hemoglobin was 4.6 g/dL, later 8.1 g/dL.", "", ["4.8 g/dL"]),
        ("Hemoglobin was 4.8 g/dL.", "Hemoglobin was {hb}.", "values: {hb: 4.6 g/dL}\n", ["4.8 g/dL"]),
        ("Her pH was 7.12, with an INR of 2.", "Her pH was 7.21, with an INR of 2.1.", "", ["7.12"]),
        ("Hemoglobin was 4.8 g/dL.", "Hemoglobin was {hb}.", "values: {hb: 4.8 g/dL}\n", []),
        ("Hemoglobin was 5 g/dL.", "Hemoglobin was 4.8 g/dL.", "", []),
        ("Glucose was 500 mg/dL.", "Glucose was 512 mg/dL.", "", []),
        ("Hemoglobin fell 3.2 g/dL.", "Hemoglobin fell to 4.8 g/dL from 8.0 g/dL.", "", []),
        ("Hemoglobin was 48 g/L.", "Hemoglobin was 4.8 g/dL.", "", []),
        ("Potassium was 1.9 mEq/L.", "Sodium was 140 mEq/L; see the 1.9 of the table.", "", []),
        ("Potassium was 1.9 mEq/L.", "Potassium was low.", "clocks: {a: {}}\nlabs: {k: {a: 1.9 mEq/L}}\n", []),
        ("Temperature was 38.5 °C for days.", "The pH was 7.21 on day 3, and she had fever.", "", []),
    ],
)
def test_a_measurement_of_the_abstract_stands_in_the_article_too(
    abstract: str, case: str, more: str, told: list[str], folder: Path
) -> None:
    found = found_in(folder, text(case, f"{more}abstract: {{case: '{abstract}'}}\n"))
    assert [words_at(f) for f in found if f.code == "clinical.value-in-abstract"] == told


def test_a_claim_rests_on_a_table_or_a_sentence_of_a_search(folder: Path) -> None:
    claim = text("To our knowledge, this is the first case.")
    assert codes(found_in(folder, claim)) == {"first-claim"}
    assert codes(found_in(folder, claim + SEARCH)) == {"search-mixed", "search-databases"}
    assert found_in(folder, text("To our knowledge, the first case. A literature search found none.")) == []
    assert found_in(folder, text("Até onde sabemos, é o primeiro caso. Fez-se busca na literatura.")) == []


def test_bands_are_those_of_the_ideogram() -> None:
    text = files("casebook").joinpath("data/bands.tsv").read_text(encoding="utf-8")
    rows = [line.split("\t") for line in text.splitlines() if not line.startswith("#")][1:]
    assert [row[:2] for row in rows] == [[c, arm] for c in (*map(str, range(1, 23)), "X", "Y") for arm in "pq"]
    assert all(band_exists(c, arm + band) for c, arm, bands in rows for band in bands.split())
    there = [("3", "q26"), ("3", "q26.2"), ("9", "q34.1"), ("22", "q11.2"), ("15", "q10"), ("5", "q3"), ("8", "q24.21")]
    lost = [("3", "q26.6"), ("3", "q31"), ("17", "p14"), ("X", "q29"), ("7", "q22.6")]
    assert [band_exists(*locus) for locus in there + lost] == [True] * len(there) + [False] * len(lost)


def test_a_change_names_the_chromosome_of_each_band() -> None:
    (change,) = changes_in("ins(5;2)(p14;q22), where it was")
    assert tuple(change.loci()) == (("5", "p14"), ("2", "q22"))


def test_no_gene_is_taken_for_the_misprint_of_another() -> None:
    assert len(genes()) > 400
    assert [symbol for symbol in genes() if meant_gene(symbol)] == []
    assert [other for gene in genes().values() for other in gene.real if meant_gene(other)] == []
    assert {gene.now for gene in genes().values() if gene.now} == {"MECOM", "KMT2A", "MRTFA", "HJV"}


def test_every_brand_stands_for_a_drug_that_every_language_words() -> None:
    table = yaml.safe_load(files("casebook").joinpath("data/brands.yaml").read_text(encoding="utf-8"))
    assert [drug for part in ("brands", "older") for drug in table[part] if drug not in DRUGS] == []
    names = [name for part in ("brands", "older") for named in table[part].values() for name in named]
    assert len(names) == len(set(names))


def test_limits_are_in_order_and_of_tests_that_are_known() -> None:
    table = yaml.load(files("casebook").joinpath("data/plausible.yaml").read_text("utf-8"), yaml.CBaseLoader)
    bounds = [tuple(map(float, both.split())) for row in table["measures"].values() for both in row["units"].values()]
    assert [row["assay"] for row in table["measures"].values() if "assay" in row and not find_assay(row["assay"])] == []
    assert all(low < high for low, high in bounds)
    assert len(bounds) > 40


def test_every_clinical_check_is_asked() -> None:
    assert {*CHECKS, *ARTICLE_CHECKS} >= set(NAMES)
    asked = [registry.load(name) for registry in (CHECKS, ARTICLE_CHECKS) for name in registry if name in NAMES]
    assert all(check.ABOUT.sources for check in asked)

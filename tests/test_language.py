"""Language: every slip of the printed report that is one of language, and what looks like a fault and is none."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from casebook.checks.definitions import definitions_in
from casebook.checks.tables import rows_of, well_known
from casebook.cli import run
from casebook.project import bundled

Found = list[tuple[str, str]]


@pytest.fixture
def told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]):  # type: ignore[no-untyped-def]
    """Return what `casebook check` tells of one text: each code with the words under its caret."""
    folder = tmp_path / "cases" / "demo"
    folder.mkdir(parents=True)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("CASEBOOK_LANG", "en")

    def tell(code: str, words: str, more: str = "", *options: str) -> Found:
        body = "\n".join(f"    {line}" for line in words.splitlines())
        head = f'casebook: 1\nlanguages: [{code}]\nstatus: draft\ndecimal: "."\n{more}'
        (folder / "case.yaml").write_text(f"{head}sections:\n  case: |\n{body}\n", encoding="utf-8")
        run(["check", "--format", "json", "--select", "language.,structure.", *options])
        lines = (folder / "case.yaml").read_text("utf-8").splitlines()
        return [
            (one["code"], lines[one["line"] - 1][one["column"] - 1 :][: one["width"]])
            for one in json.loads(capsys.readouterr().out)
            if one["code"] not in ("languages.not-promised",)
        ]

    return tell


# The slips of language in the printed report (numbers of its lines), each in a sentence of our own

SLIPS = {
    "L52": ("Anemia was severe, and red cells were large (VCM 103.7 fL).", "language.foreign-form", "VCM"),
    "L53": ("There was lysis of cells, with DHL 800 U/L.", "language.foreign-form", "DHL"),
    "L129": ("Consolidation is bone marrow transplantation (AloTMO).", "language.foreign-form", "AloTMO"),
    "L135": ("This is often chosen prior to AloTMO.", "language.foreign-form", "AloTMO"),
    "L164 Medline": ("The search included Medline.", "language.database-name", "Medline"),
    "L187 Lilacs": ("No article was found in Lilacs.", "language.database-name", "Lilacs"),
    "L141": ("He had ‘new’ leukemia; “secondary” leukemia is worse.", "language.mixed-quotes", "‘new’"),
    "L31, L88": (
        "Few allogenic donors were found; allogeneic transplantation was done.",
        "language.two-spellings",
        "allogenic",
    ),
    "L46, L64": ("Ara C failed at first; cytarabine was given again.", "language.two-spellings", "Ara C"),
    "L50 HIAE": (
        "She came to our service (Hospital Israelita Albert Einstein, HIAE, São Paulo, Brazil).",
        "structure.unused-abbreviation",
        "HIAE",
    ),
    "L98 GVHD": (
        "Prophylaxis for graft-versus-host disease (GVHD) was given.",
        "structure.unused-abbreviation",
        "GVHD",
    ),
    "L115 WHO": (
        "So said the World Health Organization (WHO) in 2008.",
        "structure.unused-abbreviation",
        "WHO",
    ),
}


@pytest.mark.parametrize("line", SLIPS)
def test_every_slip_of_language_in_the_printed_report_is_told_of(line: str, told) -> None:  # type: ignore[no-untyped-def]
    words, code, typed = SLIPS[line]
    assert told("en", words) == [(code, typed)]


# What looks like a fault and is none

CLEAN_ENGLISH = """\
PCR for CMV was negative, and RT-PCR for SARS-CoV-2 too; the UTI was due to *E. coli*, and the patient with a UTI slept.
On day 7.9 mg of folate, days 1,3,5, chromosomes 5,7 and 3,5, and 1,25-dihydroxyvitamin D with 1,3-β-D-glucan.
The karyotype was 46,XX,t(9;22)(q34.1;q11.2)[20] or 45~48,XY,-7; cranial nerves III, IV and VI; stage IIB; HLA-A*02:01.
W.H. and A.B.C. examined her; *KRAS* and *TFG* were wild type, as was the *EVI1* gene; Velcade and Ara-C were given.
She got penicillin G IM and heparin SC, and saw a physician of Joinville, SC, and of St. Louis, MO, USA.
The Secretaria de Estado da Saúde, the HCFMUSP and the Hospital PUC wrote; the HAS-BLED score was 2; SPSS 22.0 was used.
The double-hit lymphoma (DHL) came back, and DHL is grave; her LMA was placed, her LES was weak, and the HE slide clear.
The 5' and 3' ends, the 5′ UTR, the patients' relatives' words, rock 'n' roll, 2" of skin, and “a ‘stone’ in the chest”.
She was randomized, the fetus grew, and the program of *Enterococcus faecalis* and *Schistosoma haematobium* went on.
pH 7.345, a density of 1.025, 45,730/µL, 0.125 mg, and 1.125 mg; FC Barcelona; PA (posteroanterior) films; TP53.
In May, fever and cough came. The Haemophilus vaccine of the American Academy of Orthopaedic Surgeons was discussed.
Hernia repair was TEP, after a pulmonary embolism and a TAP block, with HMG and hCG.
HMG 150 IU for the ovary, at a hemoglobin of 12 g/dL.
There were diabetes in DM2 with myotonia, AAS of the aorta, SF-36 of 9%, SatO2 60%.
She HAS it, and the IRC of immunotherapy, 3,000 rpm, 12x10 mm, and RNI of neutrophils were seen.
The form called UTI in Portuguese is an ICU. Informed consent (TCLE in Portuguese) was signed.
"""
CLEAN_PORTUGUESE = """\
A PCR para CMV foi negativa; a PCR era de 120 mg/L. Foi internada na UTI por insuficiência respiratória e saiu da UTI.
LDH de 800 U/L, INR de 1,2, HBV e HCV negativos, PET-CT normal, SARS-CoV-2 ausente, HE e H&E, DNA, RNA, HIV e aids.
A terapêutica do doente, o internamento, o rastreio, a urgência e a colheita seguiram; a infecção e a detecção também.
No livro, a Fig. 30.1, a figura 4.2 e a tabela 12.5 mostram a lesão.
Dose de 1.000 mg e 45.730/mm³; banda q26.2; SPSS 22.0; versão 2.1; RECIST 1.1; às 14.30; em 12.04.2013; (q34.1;q11.2).
Registramos, tratamos e chegamos; os tálamos, os ramos, a tela, o arquivo, o usuário e o celular; PA de 80x50 mmHg.
Melhorou, e recebeu alta. Depois disso, comeu, e dormiu. Tinha febre, tosse e dispneia; CD4, CD7 e CD13.
A doença do enxerto contra o hospedeiro (GVHD, do inglês graft-versus-host disease) foi leve; a GVHD regrediu.
O angiomiolipoma (AML) era pequeno; o AML foi retirado. Administrou-se heparina SC e penicilina IM; moradora de SC.
O anti-inflamatório, a micro-onda, o anti-HIV, o anti-histamínico, os mosaicos e o caráter.
O líquor subaracnóideo, os heróis, os anéis, os papéis, Lillie Argüello, a região tireóidea; o pré-natal, o pós-parto.
O tacrolimus, o aciclovir e o anti-heparina; “rituximab plus chemotherapy”; em inglês, rituximab; *insulin*.
Os nervos III, IV e VI; o estádio IIB; o gene *FLT3*; a Dra. A.B.C.; o HC da USP; a “pedra” no peito; CRM-SP.
"""


@pytest.mark.parametrize(("code", "words"), [("en", CLEAN_ENGLISH), ("pt", CLEAN_PORTUGUESE)])
def test_what_looks_like_a_fault_and_is_none_is_let_be(code: str, words: str, told) -> None:  # type: ignore[no-untyped-def]
    for line in words.splitlines():
        assert [one for one in told(code, line) if one[0] != "structure.unused-abbreviation"] == [], line


TRAPS = [
    ("en", "She was admitted to the UTI for 3 days.", "UTI"),
    ("en", "PCR was 120 mg/L, and PCR for CMV was negative.", "PCR"),
    ("en", "PA was 130/80 mmHg and the pulmonary artery wide.", "PA"),
    ("en", "VR: 5-40; she wore VR glasses.", "VR"),
    ("en", "USG showed a cyst. The USG was 1.020.", "USG"),
    ("pt", "BP normal antes; a BP era bilateral.", "BP"),
    ("pt", "Pediu-se um CBC.", "CBC"),
    ("pt", "As platelets caíram.", "platelets"),
    ("pt", "WBC alterados.", "WBC"),
    ("en", "HDA with melena was seen by endoscopy.", "HDA"),
    ("en", "It HAS to be, she had a history of HAS since 2001.", "HAS"),
    ("en", "HAS, obesity and pain.", "HAS"),
    ("en", "Metformin was given for DM2. A myotonia of DM2 was absent.", "DM2"),
    ("en", "She took AAS 100 mg daily. AAS abuse was denied.", "AAS"),
    ("en", "TAP was 14.2 s. A TAP block was done.", "TAP"),
    ("en", "The HMG showed a left shift. The HMG gene and HMG-CoA reductase.", "HMG"),
    ("en", "IRC on dialysis. The IRC criteria of response.", "IRC"),
    ("en", "RNI was 2. RNI are formed by macrophages.", "RNI"),
    ("en", "TEP was seen beside a DVT. The TEP repair of the hernia.", "TEP"),
    ("en", "SatO2 was 88% in room air. A venous SatO2 of 60%.", "SatO2"),
    ("en", "She was given SF 0.9% twice.", "SF 0.9%"),
    ("en", "The respiratory rate was 22 irpm, at 60 rpm.", "22 irpm"),
    ("en", "BP fell to 80x50 mmHg; the cyst measured 80x50 mm.", "80x50 mmHg"),
    ("en", "BP was 80x50, and later 80/50; a field of 80x50.", "BP was 80x50"),
    ("en", "She was taken to the PS with pain; PS 2.", "PS"),
    ("en", "The survival rate was 20% (IC 95%, 10–30).", "IC 95%"),
    ("en", "Her ECG was normal; LES with anti-dsDNA was known.", "LES"),
    ("pt", "Foi à UTI; profilaxia de UTI com nitrofurantoína.", "UTI"),
    ("pt", "A CT de tórax foi normal, e o CT era de 190 mg/dL.", "CT"),
]


@pytest.mark.parametrize(("code", "words", "form"), TRAPS)
def test_a_form_with_two_senses_is_told_of_by_what_stands_beside_it(code, words, form, told) -> None:  # type: ignore[no-untyped-def]
    found = [typed for kind, typed in told(code, words) if kind.endswith("-form")]
    assert found == [form], words


@pytest.mark.parametrize(
    ("code", "words", "typed"),
    [
        ("en", "Arterial pH was 7,35, and the INR 1,2.", ["7,35", "1,2"]),
        ("pt", "O pH era de 7.35, INR 1.2, Glasgow 1.2 e ECOG 1.2.", ["7.35", "1.2"]),
        ("en", "Creatinine rose; creatinine 2,4 at last, with a temperature of 38,5.", ["2,4", "38,5"]),
        ("en", "Apgar scores were 8,9; GCS 3,4; the potassium was 3,4 and 5; on days 1,3 the pH fell.", []),
        ("en", "Glucose 1,200 was told; hemoglobin of chromosomes 5,7; the heart rate was 60,80.", []),
    ],
)
def test_a_comma_behind_the_name_of_a_measurement_is_a_decimal_one(code, words, typed, told) -> None:  # type: ignore[no-untyped-def]
    assert [one for kind, one in told(code, words) if kind == "language.decimal-mark"] == typed


@pytest.mark.parametrize(
    ("typed", "right"),
    [
        ("Registámos", "Registramos"), ("Contactámos", "Contatamos"), ("observámos", "observamos"),
        ("utilizadores", "usuários"), ("ficheiro", "arquivo"), ("ecrã", "ecrã"), ("telemóvel", "celular"),
    ],
)  # fmt: skip
def test_words_of_portugal_are_told_and_mended_where_one_mend_is_right(typed, right, told, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    words = f"Assim, {typed} aqui."
    assert told("pt", words) == [("language.european-portuguese", typed)]
    told("pt", words, "", "--fix")
    assert f"    Assim, {right} aqui.\n" in (tmp_path / "cases" / "demo" / "case.yaml").read_text("utf-8")


def test_the_meaning_of_a_form_stands_in_quotation_marks(told, tmp_path: Path, capsys) -> None:  # type: ignore[no-untyped-def]
    told("en", "She was admitted to the UTI, and given 1 g VO every 8 h.\n\nEV 1 g, given EV.")
    run(["check", "--format", "json", "--select", "language"])
    said = " ".join(one["message"] for one in json.loads(capsys.readouterr().out))
    assert "“UTI” stands for “urinary tract infection”;" in said
    assert "“EV” stands for “extracellular vesicle”, “enterovirus”;" in said
    assert "“VO” is no usual form of what the words beside it speak of." in said


# What is mended, and what is data


@pytest.mark.parametrize(
    ("code", "typed", "right"),
    [
        ("pt", "rituximab", "rituximabe"),
        ("pt", "Ceftriaxone", "Ceftriaxona"),
        ("pt", "insulin", "insulina"),
        ("en", "prednisona", "prednisone"),
        ("en", "Dipirona", "Metamizole"),
    ],
)
def test_a_drug_by_its_name_in_another_language_is_told_and_mended(  # type: ignore[no-untyped-def]
    code: str, typed: str, right: str, told, tmp_path: Path
) -> None:
    assert told(code, f"{typed} 5." if typed[0].isupper() else f"(5) {typed}.") == [("language.foreign-form", typed)]
    run(["check", "--fix", "--select", "language"])
    assert right in (tmp_path / "cases" / "demo" / "case.yaml").read_text("utf-8")


@pytest.mark.parametrize(
    ("typed", "right"),
    [
        ("freqüência", "frequência"),
        ("Seqüelas", "Sequelas"),
        ("sangüíneo", "sanguíneo"),
        ("diarréia", "diarreia"),
        ("protéico", "proteico"),
        ("tireóide", "tireoide"),
        ("retinóico", "retinoico"),
        ("paranóia", "paranoia"),
        ("enjôos", "enjoos"),
        ("auto-imune", "autoimune"),
        ("anti-séptico", "antisséptico"),
        ("Anti-receptor", "Antirreceptor"),
        ("co-infecção", "coinfecção"),
        ("não-invasiva", "não invasiva"),
    ],
)
def test_portuguese_as_it_was_spelt_is_mended(typed: str, right: str, told, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    line = f"{typed} era isto." if typed[0].isupper() else f"Era isto: {typed}."
    assert told("pt", line) == [("language.old-spelling", typed)]
    run(["check", "--fix", "--select", "language"])
    text = (tmp_path / "cases" / "demo" / "case.yaml").read_text("utf-8")
    assert right in text
    assert typed not in text


def test_only_what_has_one_right_mend_is_mended(told, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    words = 'The VCM was 103,7 fL in Lilacs; "a" AINEs, 45.730/µL, anemia, edema, oedema and UTI.'
    told("en", words)
    told("en", words, "", "--fix")
    text = (tmp_path / "cases" / "demo" / "case.yaml").read_text("utf-8")
    assert "    The MCV was 103.7 fL in LILACS; “a” NSAIDs, 45.730/µL, anemia, edema, oedema and UTI.\n" in text


def test_words_that_a_quoted_scalar_hides_are_told_and_not_mended(told, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    head = 'title: "The \\"old\\" VCM\\tof Lilacs"\nrunning: 1\n'.replace("running: 1\n", "")
    codes = {code for code, _ in told("en", "She was well.", head)}
    assert {"language.straight-quotes", "language.foreign-form", "language.database-name"} <= codes
    told("en", "She was well.", head, "--fix")
    assert head in (tmp_path / "cases" / "demo" / "case.yaml").read_text("utf-8")


def test_the_english_that_a_journal_wants_is_data(told, tmp_path: Path, capsys) -> None:  # type: ignore[no-untyped-def]
    generic = (bundled("templates") / "journals" / "generic" / "profile.yaml").read_text("utf-8")
    for name in ("us", "uk"):
        profile = tmp_path / "templates" / "journals" / f"of-{name}" / "profile.yaml"
        profile.parent.mkdir(parents=True)
        profile.write_text(f"{generic}english: {name}\n", encoding="utf-8")
    words = "Anaemia and oedema; anemia and edema. She was randomized, and hospitalised."
    american = told("en", words, "article: {journal: of-us}\n")
    british = told("en", words, "article: {journal: of-uk}\n")
    assert american == [("language.other-english", word) for word in ("Anaemia", "oedema", "hospitalised")]
    assert british == [("language.other-english", word) for word in ("anemia", "edema")]
    assert run(["journals", "of-uk"]) == 0
    assert "United Kingdom" in capsys.readouterr().out


def test_the_tables_hold_what_their_columns_promise() -> None:
    rows = rows_of("abbreviations")
    assert len(rows) > 190
    slips = {
        code: {row[other] for row in rows if code in row["told"].split()}
        for code, other in (("en", "pt"), ("pt", "en"))
    }
    fine = {"LDH", "INR", "HBV", "HCV", "HSV", "PET-CT", "SARS", "UTI", "PCR", "SC", "IM", "PA", "PR", "MS", "HD", "CT"}
    assert {"VCM", "DHL", "AloTMO", "CHCM", "TMO", "DPOC", "AINE", "TCLE"} <= slips["en"]
    assert {"MCV", "AML", "GVHD", "COPD", "WHO", "NSAID"} <= slips["pt"]
    assert not fine & (slips["en"] | slips["pt"])
    assert {"DNA", "RNA", "HIV", "PCR", "CT", "COVID"} <= well_known()
    for row in rows_of("traps"):
        assert row["language"] in ("en", "pt")
        assert row["form"] not in slips[row["language"]], row["form"]


@pytest.mark.parametrize(
    ("words", "short", "long"),
    [
        ("with acute myeloid leukemia (AML), she", "AML", "acute myeloid leukemia"),
        ("a leucemia mieloide aguda (LMA) é", "LMA", "leucemia mieloide aguda"),
        ("the graft-versus-host disease (GVHD) was", "GVHD", "graft-versus-host disease"),
        ("(Hospital Israelita Albert Einstein, HIAE, São Paulo)", "HIAE", "Hospital Israelita Albert Einstein"),
        ("COPD (chronic obstructive pulmonary disease) is", "COPD", "chronic obstructive pulmonary disease"),
        ("several myelodysplastic syndromes (MDSs) are", "MDS", "myelodysplastic syndromes"),
        ("a doença pulmonar obstrutiva crônica – DPOC – é", "DPOC", "doença pulmonar obstrutiva crônica"),
        ("na doença de Chagas (DC) e", "DC", "doença de Chagas"),
        ("do linfoma de Hodgkin (LH) e", "LH", "linfoma de Hodgkin"),
        ("a change de novo (DN) is", "DN", "de novo"),
        ("doença do enxerto (GVHD, do inglês graft-versus-host disease)", "GVHD", ""),
    ],
)
def test_an_abbreviation_is_found_with_the_words_that_it_stands_for(words: str, short: str, long: str) -> None:
    assert [(one.short, one.long) for one in definitions_in(words)] == [(short, long)]


@pytest.mark.parametrize(
    "words",
    [
        "a high dose (AML) was",
        "higher odds of it (OR = 5.85; p = 0.03)",
        "was seen (Fig. 1) and (MRI)",
        "of 5 (IC 95%)",
    ],
)
def test_brackets_that_explain_nothing_are_no_definition(words: str) -> None:
    assert definitions_in(words) == ()


@pytest.mark.parametrize(
    ("code", "other", "sentence"), [("en", "pt", "The {} was seen"), ("pt", "en", "O {} foi visto")]
)
def test_every_form_of_the_table_is_told_of_and_no_trap_without_its_context(code, other, sentence, told) -> None:  # type: ignore[no-untyped-def]
    forms = {row[other] for row in rows_of("abbreviations") if code in row["told"].split()}
    traps = {row["form"] for row in rows_of("traps") if row["language"] == code}
    assert len(forms) > 50
    assert len(traps) > 15
    words = "\n".join(f"{sentence.format(form)}.\n" for form in sorted(forms | traps))
    found = [typed for kind, typed in told(code, words) if kind.endswith("-form")]
    assert sorted(found) == sorted(forms)


# Abbreviations

WRITTEN_OUT = """\
title: "Azacitidine in DNA repair, HIV and t(3;3): a case report"
abstract:
  background: Acute myeloid leukemia (AML) is grave. AML kills.
  case: She had AML, seen by CT and MRI.
sections:
  discussion: |
    AML and MDS are near one another, and so is the EVI1 gene; NYHA class III, QRS and UV-B are known to all.
    The IARC (International Agency for Research on Cancer) says so; the IARC is right.
    Magnetic resonance imaging (MRI) showed a mass.
    It was a fusion of E26 transforming and runt-related genes (ET-RUN), by reverse transcription PCR (RT-PCR).
  introduction: |
    Acute myeloid leukemia (AML) may follow a myelodysplastic syndrome (MDS). Acute myeloid leukemia is grave.
  abbreviations:
    title: Abbreviations
    text: "COPD: chronic obstructive pulmonary disease; GVHD: graft-versus-host disease."
  case: |
    COPD came after GVHD. Bone marrow was seen (BMS), and BMS was fine; JAK inhibitors; KRAS mutations, KRAS too.
"""


def test_what_is_written_out_where_readers_first_see_it_is_let_be(told, tmp_path: Path, capsys) -> None:  # type: ignore[no-untyped-def]
    file = tmp_path / "cases" / "demo" / "case.yaml"
    file.write_text(f"casebook: 1\nlanguages: [en]\nstatus: draft\n{WRITTEN_OUT}", encoding="utf-8")
    run(["check", "--format", "json", "--select", "structure"])
    assert json.loads(capsys.readouterr().out) == [], "the journal prints the introduction before the discussion"
    file.write_text(file.read_text("utf-8").replace("  introduction:", "  zeal:"), encoding="utf-8")
    run(["check", "--format", "json", "--select", "structure"])
    assert {one["code"] for one in json.loads(capsys.readouterr().out)} == {"structure.late-definition"}

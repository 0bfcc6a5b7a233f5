"""Parity: what both languages must say alike, and the many ways in which each may word it."""

from __future__ import annotations

from pathlib import Path

import pytest

from casebook.case import Case, load_case
from casebook.checks import parity
from casebook.checks.about import examples_of
from casebook.checks.parity.numbers import count
from casebook.checks.parity.tongue import language_of
from casebook.findings import Finding
from casebook.journals import load_journal

HEAD = 'casebook: 1\nlanguages: [en, pt]\nstatus: draft\ndecimal: "."\n'


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "cases" / "demo").mkdir(parents=True)
    return tmp_path / "cases" / "demo"


def found(folder: Path, fragment: str) -> list[Finding]:
    """Return what parity finds in a case."""
    own = HEAD if "languages:" not in fragment else HEAD.replace("languages: [en, pt]\n", "")
    (folder / "case.yaml").write_text(own + fragment, encoding="utf-8")
    case, findings = load_case(folder)
    assert isinstance(case, Case), findings
    return list(parity.run(case, load_journal(case.file.article.journal), ()))


def said(folder: Path, english: str, portuguese: str) -> list[tuple[str, str]]:
    """Return the codes of two texts, each with the words under its caret."""
    block = "\n      ".join
    texts = "".join(f"    {c}: |\n      {block(t.splitlines())}\n" for c, t in (("en", english), ("pt", portuguese)))
    pairs = []
    for finding in found(folder, f"sections:\n  case:\n{texts}"):
        place = finding.place
        assert place
        words = place.text[place.column - 1 : place.column - 1 + place.width]
        pairs.append((finding.code.removeprefix("parity."), words))
    return pairs


ALIKE = [
    ("Hemoglobin was 4.8 g/dL and MCV 103.7 fL.", "A hemoglobina era de 4,8 g/dL e o VCM, de 103,7 fL."),
    ("Leukocytes were 45,730/µL.", "Os leucócitos eram 45.730/µL."),
    ("Leukocytes were 45 730/µL.", "Os leucócitos eram 45730/µL."),
    ("Platelets were 64,000/mm³.", "As plaquetas eram 64 mil/mm³."),
    ("The graft held 5 × 10⁶ cells.", "O enxerto continha 5 x 10^6^ células."),
    ("The graft held 5 million cells, 10^9/L.", "O enxerto continha 5 milhões de células, 10⁹/L."),
    ("Blasts were 88.4%, from 20% to 30% before.", "Os blastos eram 88,4 %, antes de 20 a 30%."),
    ("In 20–30% of adults, 5, 10 and 20%.", "Em 20%–30% dos adultos, 5, 10 e 20%."),
    ("It fell from 48% to 38%.", "Caiu de 48 para 38%."),
    ("Some 90 percent survived.", "Sobreviveram 90%."),
    ("A 52-year-old woman, for a 28-day cycle.", "Mulher de 52 anos, por um ciclo de 28 dias."),
    ("On the 14th day, on day 28 and on 1 April.", "No 14º dia, no D28 e em 1º de abril."),
    ("In April 2013, on April 5, 2013.", "Em 04/2013, em 5/4/2013."),
    ("She took 3 tablets, twice a day, for two weeks.", "Tomou três comprimidos, 2 vezes ao dia, por 2 semanas."),
    ("It was the first of 12 cycles.", "Foi o 1º de doze ciclos."),
    ("For thirty-one days, in two hundred patients.", "Por 31 dias, em 200 pacientes."),
    ("It was given every 8 hours, then twice a day.", "Foi dado de 8/8 h e depois de 12/12 h."),
    ("Platelets were 64.000/mm³.", "As plaquetas eram 64.000/mm³."),  # a wrong mark is no other number
    ("Platelets were 78 × 10⁹/L.", "As plaquetas eram 78.000/µL."),
    ("Type 2 diabetes, grade 3, stage IIIB.", "Diabetes tipo II, grau III, estádio IIIB."),
    ("Blood pressure was 120/80 mmHg.", "A pressão arterial era de 120x80 mmHg."),
    ("He came at 2:30 p.m.", "Chegou às 14h30."),
    ("Half of the patients, for a week.", "Metade dos pacientes, por 7 dias."),
    ("The T-score was −2.5 (minus 3 before).", "O T-score era −2,5 (antes, -3)."),
    ("p < 0.001; the dose was .5 mg.", "p<0,001; a dose era de 0,5 mg."),
    ("Edema was 2+.", "O edema era de ++/4+, ou 2+/4."),
    ("The karyotype was 46,XY,t(9;22)(q34;q11.2)[20].", "O cariótipo tinha t(9;22)(q34;q11.2)."),
    ("It had del (5q), inv(3)(q21q26.2), +der(1;7)(q10;p10), i(17q).", "Tinha del(5)(q13q33), cariótipo complexo."),
    ("Low (12), the rate (20); she scored fair (3).", "O escore, baixo (12); a frequência (20); razoável (3)."),
    ("IL-6, CA 19-9, T4, HbA1c, Sjögren SS-A/Ro52.", "IL-6, CA 19-9, T4, HbA1c e anti-Ro."),
    ("18F-FDG and 5-FU, in 3D.", "FDG-18F e fluorouracila, em três dimensões."),
    ("Doses of 5mg and 1.5T.", "Doses de 5 mg e 1,5 T."),
    ("At [the site](https://example.org/2024/17), 10.5555/abc.12, a2@b3.org.", "No site."),
    ("Vitamin B12 was low.", "A vitamina B12 estava baixa."),
    ("She received azacitidine and cyclosporine.", "Recebeu azacitidina e ciclosporina."),
    ("She received methotrexate, aspirin and 0.9% saline.", "Recebeu metotrexato, AAS e soro fisiológico a 0,9%."),
    ("She got imipenem, morphine, fentanyl and ATRA.", "Recebeu imipeném, morfina, fentanil e tretinoína."),
    ("She took rifampin and amlodipine; atrophy was seen.", "Tomou rifampicina e anlodipino; havia atrofia."),
    ("She received dipyrone in the emergency room.", "Recebeu dipirona na emergência."),
    ("Insulin was started; Ara-C was not.", "Iniciou-se a insulinoterapia; a citarabina, não."),
    ("FEV1 was low, and ICD10 coding was used.", "O VEF1 estava baixo, e usou-se a CID10."),
    ("*FLT3* and BCR-ABL1 were sought.", "Pesquisaram-se FLT3 e *BCR-ABL1*."),
    ("CD13 and CD33 were positive, CD 34 too.", "CD13/33 e CD34 eram positivos."),
    ("It was 100 mg per kg per day, then 20 mg/m².", "Era de 100 mg/kg/dia, depois 20 mg por metro quadrado."),
    ("She took 100 mg/day and 5 mcg/kg/min.", "Tomou 100 mg ao dia e 5 µg/kg/min."),
    ("TSH was 0.01 mIU/L, ferritin 900 µg/L, K 3.1 mEq/L.", "TSH 0,01 µUI/mL, ferritina 900 ng/mL, K 3,1 mmol/L."),
    ("She took 1 g of it and one mg of this.", "Tomou um grama dele e 1 mg deste."),
    ("She got twenty-one milligrams, then 21 g.", "Recebeu 21 mg, depois vinte e um gramas."),
    ("She got 5,000 IU, 1 mg once a day, 2 ampoules.", "Recebeu 5000 U, 1 mg uma vez ao dia, 2 comprimidos."),
    ("At 5 cells/µL and 3 mg for 7 days.", "Com 5 mm de altura e 3 mg por uma semana."),
    ("LDH was 800 U/L, platelets 64,000/mm³, ESR 120 mm/h.", "DHL 800 UI/L, plaquetas 64.000/µL, VHS 120 mm."),
    ("She took 5 mg, and after five days 20 mL of 20 g/L.", "Tomou 5 mg e, após 5 dias, 20 mL a 20 g/L."),
    ("After three days, and 3 months later, it was 8 mm Hg.", "Após 3 dias, e três meses depois, era de 8 mmHg."),
    ("At 38 weeks of pregnancy, a 3-month-old boy.", "Com 38s de gestação, menino de 3 meses."),
    ("A 24-h urine, for 24 hours; in 1 of 10 min.", "Urina de 24 h, por 24 horas; em 1 de 10 minutos."),
    ("Clearance was 45 mL/min/1.73 m², IV 5 mL/h.", "A depuração era de 45 mL/min/1,73 m², EV 5 mL/h."),
    ("BMI was 24 kg/m^2^, area 20 cm².", "O IMC era de 24 kg/m², a área de 20 cm^2^."),
    ("HIV was nonreactive. PCR was positive.", "A sorologia foi negativa. A PCR detectou o vírus."),
    ("IgM was not positive.", "A IgM foi negativa."),
    ("CD34-positive, CD20−.", "CD34+ e CD20 negativo."),
    ("A Gram-positive coccus grew; cultures were negative later.", "Cresceu um coco gram-positivo; depois, negativas."),
    ("The device was negative.", "O dispositivo foi negativo."),
    ("She left the hospital, with RLQ pain.", "Recebeu alta, com dor no quadrante inferior direito."),
    ("He was left untreated, right away.", "Não foi tratado, com dor à direita e à esquerda."),
    ("Pain in the right arm and LVEF 30%.", "Dor no MSD e fração do ventrículo esquerdo de 30%."),
    ("He has the right to know, and is right-handed.", "Tem direito de saber, e é destro."),
    ("The left eye. Fever.", "O OE. Febre, com dor à direita."),
    ("Nothing was found, and nothing was done.", "Nada se achou, e nada se fez."),
]  # fmt: skip


@pytest.mark.parametrize(("english", "portuguese"), ALIKE)
def test_what_each_language_words_in_its_own_way_is_the_same(folder: Path, english: str, portuguese: str) -> None:
    assert said(folder, english, portuguese) == []


DIFFERENT = [
    ("Hemoglobin was 4.8 g/dL.", "A hemoglobina era de 4,6 g/dL.", [("other-number", "4,6")]),
    ("Leukocytes were 45,730/µL.", "Os leucócitos eram 45.370/µL.", [("other-number", "45.370")]),
    ("The graft held 5 × 10⁶ cells.", "O enxerto continha 5 × 10⁸ células.", [("other-number", "5 × 10⁸")]),
    ("He took 3 tablets.", "Tomou 5 comprimidos.", [("other-number", "5")]),
    ("He took three tablets.", "Tomou 5 comprimidos.", [("number", "5")]),
    ("Blasts were 92%.", "Os blastos eram 92.", [("percent", "92%")]),
    ("The T-score was −2.5.", "O T-score era 2,5.", [("number", "−2.5")]),
    ("Her score was low (12).", "O escore era baixo (21).", [("other-number", "21")]),
    ("She scored fair (3).", "Pontuou razoável (5).", [("other-number", "5")]),
    ("She received morphine.", "Recebeu analgesia.", [("drug", "morphine")]),
    ("In 2013, 14 of 60.", "Em 2013, 14.", [("number", "60")]),
    ("She took 100 mg/day.", "Tomou 100 mg/kg/dia.", [("unit", "100 mg/kg/dia")]),
    ("She took 50 mcg of it.", "Tomou 50 mg.", [("unit", "50 mg")]),
    ("She took prednisone, 1 mg/kg, a day.", "Tomou prednisona, 1 g/kg, por um dia.", [("unit", "1 g/kg")]),
    ("She took 1 mg/day of it, in one dose.", "Tomou 1 mg/kg/dia.", [("unit", "1 mg/kg/dia")]),
    ("She took 2 mg twice daily.", "Tomou 2 g duas vezes por dia.", [("unit", "2 g")]),
    ("She received heparin, 5,000 IU.", "Recebeu heparina, 5000 mg.", [("unit", "5000 mg")]),
    ("She received heparin, 5000 U/h.", "Recebeu heparina, 5000 mg/h.", [("unit", "5000 mg/h")]),
    ("She received 4 mEq/kg.", "Recebeu 4 mL/kg.", [("unit", "4 mL/kg")]),
    ("CRP was 48 mg/L.", "A PCR era de 48 mg/dL.", [("unit", "48 mg/dL")]),
    ("It ran at 80 mL/h, for 36 months.", "Correu a 80 mL/min, por 36 semanas.", [
        ("unit", "80 mL/min"), ("unit", "36 semanas"),
    ]),
    ("She was seen. Cultures were negative.", "Foi vista. As culturas eram positivas.", [("opposite", "positivas")]),
    ("He was not well. HIV was positive. No more.", "Não ia bem. O HIV era negativo. Nada mais.", [
        ("opposite", "negativo"),
    ]),
    ("Pain in the left leg; the patient left.", "Dor na perna direita; saiu.", [("opposite", "direita")]),
    ("The right lung was clear.", "O pulmão esquerdo estava limpo.", [("opposite", "esquerdo")]),
    ("Leukocytes were 12 × 10⁹/L.", "Leucócitos de 12 × 10⁹/µL.", [("unit", "12 × 10⁹/µL")]),
    ("She received prednisone.", "Recebeu prednisolona.", [("drug", "prednisone"), ("drug", "prednisolona")]),
    ("*JAK2* was mutated.", "Havia mutação de *KIT*.", [("gene", "JAK2"), ("gene", "KIT")]),
    ("CD3, CD20.", "CD3, CD2.", [("marker", "CD20"), ("marker", "CD2")]),
    ("On the ward she was seen by the team.", "On the ward she was seen by the team.", [
        ("language", "On the ward she was seen by the team."),
    ]),
]  # fmt: skip


@pytest.mark.parametrize(("english", "portuguese", "told"), DIFFERENT)
def test_what_differs_is_told_at_its_words(
    folder: Path, english: str, portuguese: str, told: list[tuple[str, str]]
) -> None:
    assert sorted(said(folder, english, portuguese)) == sorted(told)


def test_a_number_is_looked_for_in_its_own_paragraph_where_the_paragraphs_pair(folder: Path) -> None:
    english = "The dose was 28 mg.\n\nThen it was 30 mg.\n\nAll was well, at 28 mg."
    assert said(folder, english, "A dose era de 21 mg.\n\nDepois, 30 mg.\n\nTudo bem, com 28 mg.") == [
        ("other-number", "21")
    ]
    assert said(folder, english, "A dose era de 28 mg; depois, 30 mg.") == [("paragraphs", "A")]


def test_where_paragraphs_do_not_pair_a_part_is_compared_once_as_a_whole(folder: Path) -> None:
    first, second = "The dose was 28 mg.", "On day 7 it was 35 mg, and creatinine 2.4 mg/dL."
    one, other = "A dose era de 28 mg.", "No 7º dia era de 35 mg, e a creatinina, de 2,4 mg/dL."
    assert said(folder, f"{first}\n\n{second}", f"{one} {other}") == [("paragraphs", "A")]
    assert said(folder, f"{first}\n\n{second}", f"{other} {one}") == [("paragraphs", "N")]
    assert said(folder, f"{first}\n\n{second}", one) == [("paragraphs", "A"), ("number", "7")]
    assert said(folder, first, f"{one}\n\n{other}") == [("paragraphs", "A"), ("number", "7º")]
    changed = f"{one} {other}".replace("2,4", "4,2")
    assert said(folder, f"{first}\n\n{second}", changed) == [("paragraphs", "A"), ("other-number", "4,2")]


def test_a_sentence_that_moved_is_told_once(folder: Path) -> None:
    english = "The dose was 28 mg, then 35 mg.\n\nAll was well."
    assert said(folder, english, "Tudo bem.\n\nA dose era de 28 mg, depois 35 mg.") == [("other-paragraph", "28")]


def test_items_of_lists_are_compared_one_by_one(folder: Path) -> None:
    english = "Points:\n\n- Give 28 mg.\n- Give 35 mg."
    assert said(folder, english, "Pontos:\n\n- Dê 28 mg.\n- Dê 35 mg.") == []
    assert said(folder, english, "Pontos:\n\n- Dê 35 mg.\n- Dê 28 mg.") == [("other-paragraph", "28")]
    assert said(folder, english + "\n- Stop.", "Pontos:\n\n- Dê 28 mg.\n- Dê 35 mg.") == [("items", "-")]


def test_a_value_answers_the_number_that_it_prints(folder: Path) -> None:
    text = "values: {hb: 4.8 g/dL}\nsections:\n  case: {en: 'It was {hb}.', pt: 'Era de 4,8 g/dL.'}\n"
    assert [finding.code for finding in found(folder, text)] == ["parity.only-here"]


@pytest.mark.parametrize("code", examples_of("parity"))
def test_the_good_examples_are_told_of_nothing(folder: Path, code: str) -> None:
    assert found(folder, examples_of("parity")[code]["good"]) == []


def test_languages_of_the_abstract_alone_are_compared_too(folder: Path) -> None:
    text = "languages: [pt]\nabstract: {case: {pt: Recebeu 28 mg., en: She received 25 mg.}}\n"
    assert [finding.code for finding in found(folder, text)] == ["parity.other-number"]


def test_what_the_full_texts_or_the_journal_ask_for_is_a_gap_and_not_told_twice(folder: Path) -> None:
    text = "languages: [en]\nkeywords: [{en: Hypokalemia, pt: Hipopotassemia}, {en: Tea}]\n"
    assert found(folder, text) == []
    assert [f.code for f in found(folder, "article: {journal: bmj-case-reports}\n" + text)] == ["parity.keyword"]


def test_names_of_people_and_places_are_in_any_language(folder: Path) -> None:
    text = """\
affiliations:
  a:
    department: {en: Serviço de Clínica Médica da Faculdade e do Hospital das Clínicas 2, pt: Clínica 3}
    institution: Hospital
"""
    assert found(folder, text) == []


def test_a_text_that_is_the_same_for_all_is_in_any_language(folder: Path) -> None:
    assert found(folder, "sections: {case: {same: She was seen by the doctor on the ward.}}\n") == []


@pytest.mark.parametrize(
    ("words", "code", "language"),
    [
        ("She had fever and was admitted to the ward.", "pt", "en"),
        ("Foi admitida com febre e recebeu alta.", "en", "pt"),
        ("Ela não tinha febre.", "en", "en"),  # too short to tell
        ("Leukemia, myeloid, acute, refractory, adult, of the", "de", "de"),  # not known
        ("Publicado sob o título “The effect of the drug on the heart and the lung”.", "pt", "pt"),
        ("Publicado no *The Journal of the Diseases of the Heart and of the Lung*, 2010.", "pt", "pt"),
        ("Hospital das Clínicas da Faculdade de Medicina da Universidade de São Paulo, Brazil", "en", "en"),
        ("(leukemia of the blood) AND (drugs for the heart)", "pt", "pt"),
        ("In situ, in vitro, per os; de novo, para 1, no OS data", "en", "en"),
        ("Doing well, end of follow-up, no relapse", "en", "en"),
        ("Median OS, DAS, NOS, EM, COM and PFS", "en", "en"),  # abbreviations
        ("CD4, CD7, CD11b, CD13, CD15, CD33", "pt", "pt"),
    ],
)
def test_a_paragraph_is_told_by_its_small_words_alone(words: str, code: str, language: str) -> None:
    assert language_of(words, code) == language


def test_numbers_in_a_language_without_a_list_of_words_may_be_said_in_words() -> None:
    said = count("drei Tabletten", "de", ",")
    assert all(said.answers(number) for number in count("3 tablets", "en", ".").said)
    assert not any(said.answers(number) for number in count("45 tablets", "en", ".").said)


@pytest.mark.parametrize(
    ("fragment", "field"),
    [
        ("sections:\n  case: {en: Hb was 5., pt: Hb era 6.}\n", "sections.case"),
        ("sections:\n  case:\n    text: {en: Hb was 5., pt: Hb era 6.}\n", "sections.case.text"),
        ("abstract: {en: Hb was 5., pt: Hb era 6.}\n", "abstract"),
        ("tables:\n  t:\n    rows: [[{en: Hb was 5., pt: Hb era 6.}]]\n", "tables.t.rows.1.1"),
    ],
)
def test_a_text_is_called_by_the_names_that_lead_to_it_in_the_file(fragment: str, field: str, folder: Path) -> None:
    if "tables" in fragment:
        fragment = fragment.replace("rows:", "columns: [{head: {en: Day, pt: Dia}, as: text}]\n    rows:")
    assert [one.fields["field"] for one in found(folder, fragment) if one.code == "parity.other-number"] == [field]


@pytest.mark.parametrize(
    ("en", "pt", "expected"),
    [
        ("Um relato de caso", "A case report", 2),
        ("Síndrome de Gitelman em uma mulher", "Gitelman syndrome in a woman", 2),
        ("A case report", "Um relato de caso", 0),
        ("Kikuchi disease", "Doença de Kikuchi", 0),
        ("E. coli sepsis in a child", "Sepse por E. coli em criança", 0),
        ("Mal de Meleda", "Mal de Meleda: case report and review", 0),
        ("Gitelman", "Síndrome de Gitelman", 0),
    ],
)
def test_titles_that_stand_under_each_others_language_are_told(en: str, pt: str, expected: int, folder: Path) -> None:
    told = [one for one in found(folder, f'title: {{en: "{en}", pt: "{pt}"}}\n') if one.code == "parity.language"]
    assert len(told) == expected

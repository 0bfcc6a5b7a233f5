"""Privacy: what tells who a patient is, in words, numbers, file names and pictures; and what only looks like it."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image
from PIL.PngImagePlugin import PngInfo

from casebook.case import Case, load_case
from casebook.checks.identity.numbers import is_cns, is_cpf
from casebook.checks.privacy import run
from casebook.images.metadata import DAY, NOTE, PERSON, PLACE, told_besides, words_in_drawing
from casebook.journals import load_journal
from casebook.project import bundled

CARD = "700 0000 0000 0005".replace(" ", "\N{NO-BREAK SPACE}")
HEAD = 'casebook: 1\nlanguages: [en]\nstatus: draft\ndecimal: "."\n'


def case_of(folder: Path, rest: str) -> Case:
    """Return the case of a file with these fields."""
    home = folder / "cases" / "demo"
    home.mkdir(parents=True, exist_ok=True)
    (home / "case.yaml").write_text(HEAD + rest, encoding="utf-8")
    case, findings = load_case(home)
    assert case, findings
    return case


def told(case: Case, journal: str = "generic") -> list[tuple[str, str]]:
    """Return the code and the words under the caret of everything that is told of privacy."""
    found = run(case, load_journal(journal, (bundled("templates"),)), ())
    return [
        (f.code.removeprefix("privacy."), f.place.text[f.place.column - 1 :][: f.place.width]) for f in found if f.place
    ]


def of(folder: Path, sentence: str, field: str = "sections.case", journal: str = "generic") -> list[tuple[str, str]]:
    """Return what is told of one sentence in a field."""
    *homes, last = field.split(".")
    lines = [f"{'  ' * depth}{name}:" for depth, name in enumerate(homes)]
    indent = "  " * len(homes)
    return told(case_of(folder, "\n".join([*lines, f"{indent}{last}: |", f"{indent}  {sentence}", ""])), journal)


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("The patient, CPF 529.982.247-25, came.", ("cpf", "529.982.247-25")),
        (", Maria Aparecida da Silva, procurou o serviço.", ("name", "Maria Aparecida da Silva")),
        ("Era filho de José da Silva, motorista.", ("name", "José da Silva")),
        ("Foi trazida pela mãe, Dona Josefa.", ("name", "Josefa")),
        ("Her CPF: 52998224725.", ("cpf", "52998224725")),
        ("O CPF nº 123.456.789-00 constava da ficha.", ("cpf", "123.456.789-00")),
        ("Cartão SUS 700 0000 0000 0005.", ("cns", "700 0000 0000 0005")),
        ("Cartão 700000000000005.", ("cns-like", "700000000000005")),
        ("CNS 700 0000 0000 0000.", ("cns", "700 0000 0000 0000")),
        ("Cartão do SUS nº 7000 0000 0000 000.", ("cns", "7000 0000 0000 000")),
        ("Her health card number 700-000-000-000-005.", ("cns", "700-000-000-000-005")),
        ("Ela, 700.0000.0000.0005, veio.", ("cns", "700.0000.0000.0005")),
        (f"Ela, {CARD}, veio.", ("cns", CARD)),
        ("RG 12.345.678-X, emitido em São Paulo.", ("rg", "12.345.678-X")),
        ("Carteira de identidade nº 12345678.", ("rg", "12345678")),
        ("Paciente (prontuário 1234567-8) foi admitida.", ("record-number", "1234567-8")),
        ("Prontuário nº 98765 do serviço.", ("record-number", "98765")),
        ("Registro hospitalar: 445566.", ("record-number", "445566")),
        ("MRN 00123456 was reviewed.", ("record-number", "00123456")),
        ("The hospital number was 12345.", None),
        ("Hospital number 123456 was reviewed.", ("record-number", "123456")),
        ("She had fever (visit 99887) then.", ("record-number", "99887")),
        ("At encounter no. 1234567 she had fever.", ("record-number", "1234567")),
        ("Consulta 05/04/2013, com febre.", ("date", "05/04/2013")),
        ("Prontuário 12-34567 do serviço.", ("record-number", "12-34567")),
        ("Prontuário 12.34.56-7 do serviço.", ("record-number", "12.34.56-7")),
        ("Atendimento 99887, com febre.", ("record-number", "99887")),
        ("Consulta nº 445566.", ("record-number", "445566")),
        ("A filha atendeu no (11) 91234-5678.", ("phone", "(11) 91234-5678")),
        ("Telefone: 3091-1234 ramal.", ("phone", "3091-1234")),
        ("Call +55 11 91234-5678.", ("phone", "+55 11 91234-5678")),
        ("Call +44 20 7946 0958.", ("phone", "+44 20 7946 0958")),
        ("Call (555) 123-4567.", ("phone", "(555) 123-4567")),
        ("She wrote from jane.doe@example.com that day.", ("email", "jane.doe@example.com")),
        ("Reside na Rua das Flores, 10, CEP 01310-100.", ("postcode", "01310-100")),
        ("Residence: Santos, SP, 11010-000.", ("postcode", "11010-000")),
        ("See https://www.facebook.com/maria.silva for it.", ("web-profile", "https://www.facebook.com/maria.silva")),
        ("She was admitted on April 5, 2013.", ("date", "April 5, 2013")),
        ("She was admitted on 5 April.", ("date", "5 April")),
        ("She was seen in March 2013 again.", ("date", "March 2013")),
        ("Foi internada em 5 de abril de 2013.", ("date", "5 de abril de 2013")),
        ("Foi internada em abril de 2013.", ("date", "abril de 2013")),
        ("Foi internada em abr/2013.", ("date", "abr/2013")),
        ("Foi internada em 05/04/2013.", ("date", "05/04/2013")),
        ("Foi internada em 05/04/13 com febre.", ("date", "05/04/13")),
        ("Internada em 1º de maio, teve febre.", ("date", "1º de maio")),
        ("On 2013-04-05 she was well.", ("date", "2013-04-05")),
        ("A tomografia de 04/2013 era normal.", ("date", "04/2013")),
        ("A 93-year-old man fell.", ("great-age", "93-year-old")),
        ("Paciente de 101 anos caiu.", ("great-age", "Paciente de 101 anos")),
        ("Patient J.S. was pale.", ("initials", "J.S.")),
        ("A paciente M. A. S., do lar, procurou o serviço.", ("initials", "M. A. S.")),
        ("J.R.S., 52 anos, procurou o serviço.", ("initials", "J.R.S.")),
        ("A.B.C., a 52-year-old woman, fell.", ("initials", "A.B.C.")),
        ("Paciente JRS, 52 anos, caiu.", ("initials", "JRS")),
        ("M.S.O., a paciente, tinha febre.", ("initials", "M.S.O.")),
        ("A paciente MSO tinha febre.", ("initials", "MSO")),
        ("A paciente M.D.S. voltou.", ("initials", "M.D.S.")),
        ("Patient M.D.S. came back.", ("initials", "M.D.S.")),
        ("A paciente JS voltou.", ("initials", "JS")),
        ("Paciente M. S. voltou.", ("initials", "M. S.")),
        ("Paciente D.M., 60 anos, diabética.", ("initials", "D.M.")),
        ("Paciente JRS refere dor há três dias.", ("initials", "JRS")),
        ("O paciente JRS deu entrada com febre.", ("initials", "JRS")),
        ("Patient JRS returned with fever.", ("initials", "JRS")),
        ("A paciente M. tinha febre.", ("initials", "M.")),
        ("A escolar M.E.S. tinha febre.", ("initials", "M.E.S.")),
        ("The schoolgirl M.E.S. had fever.", ("initials", "M.E.S.")),
        ("O lactente J.P. tinha febre.", ("initials", "J.P.")),
        ("A menina MES, de 8 anos, caiu.", ("initials", "MES")),
        ("J.S.M. (52 years) came with fever.", ("initials", "J.S.M.")),
        ("Patient MAS was seen with fever.", ("initials", "MAS")),
        ("A paciente MAS foi internada.", ("initials", "MAS")),
        ("MAS, a 52-year-old woman, came.", ("initials", "MAS")),
        ("It was severe (MAS, 52 years old).", ("initials", "MAS")),
        ("Mr. J. Smith came.", ("name", "J. Smith")),
        ("Sra. M. A. Souza veio.", ("name", "M. A. Souza")),
        ("MAS, mulher de 52 anos, caiu.", ("initials", "MAS")),
        ("Caiu. MAS, do sexo feminino, com 52 anos, veio.", ("initials", "MAS")),
        ("She was 93.", ("great-age", "She was 93")),
        ("She was 93 when it began.", ("great-age", "She was 93")),
        ("Tinha 93 anos e febre.", ("great-age", "Tinha 93 anos")),
        ("Aos 94 anos, morreu.", ("great-age", "Aos 94 anos")),
        ("Procedente de Minas Gerais, com 93 anos, veio.", ("great-age", "com 93 anos")),
        ("She died at the age of 93.", ("great-age", "at the age of 93")),
        ("Her papers (record no. 1234567) were read.", ("record-number", "1234567")),
        ("DPP 12.06.26, segundo a paciente.", ("date", "12.06.26")),
        ("Em 12/3 a paciente tinha febre.", ("date", "12/3")),
        ("On 03/14 she was pale.", ("date", "03/14")),
        ("She was ill from then on, since 03/14, and was seen.", ("date", "03/14")),
        ("Admitted 12/05, discharged well.", ("date", "12/05")),
        ("On 3/14 the fever fell.", ("date", "3/14")),
        ("No dia 03/05 teve febre.", ("date", "03/05")),
        ("Febre desde 03/05, com tosse.", ("date", "03/05")),
        ("Mr. Smith fell.", ("name", "Smith")),
        ("A paciente Maria Aparecida da Silva caiu.", ("name", "Maria Aparecida da Silva")),
        ("A criança, chamada João Pedro, caiu.", ("name", "João Pedro")),
        ("Her mother, Joana, said so.", ("name", "Joana")),
        ("A mãe, Josefa, trouxe-a.", ("name", "Josefa")),
        ("A avó Zulmira tinha tosse.", ("name", "Zulmira")),
        ("O pai, Waldomiro dos Santos, relatou tosse.", ("name", "Waldomiro dos Santos")),
        ("Her grandmother, Ayodele, brought her.", ("name", "Ayodele")),
        ("Dona Zulmira caiu.", ("name", "Zulmira")),
        ("She came to Hospital Israelita Albert Einstein.", ("hospital", "Hospital Israelita Albert Einstein")),
        ("Internada no Hospital Universitário Pedro Ernesto.", ("hospital", "Hospital Universitário Pedro Ernesto")),
        ("Internada na Santa Casa de Misericórdia.", ("hospital", "Santa Casa de Misericórdia")),
        (
            "Foi internada no Instituto de Medicina Integral Professor Fernando Figueira.",
            ("hospital", "Instituto de Medicina Integral Professor Fernando Figueira"),
        ),
        ("Transferida ao Instituto do Coração.", ("hospital", "Instituto do Coração")),
        ("Foi levada ao HC-UFPE.", ("hospital", "HC-UFPE")),
        ("Foi levada ao HU da UFSC.", ("hospital", "HU da UFSC")),
        ("Foi levada ao Imip.", ("hospital", "Imip")),
        ("She was referred to IMIP.", ("hospital", "IMIP")),
        ("She was taken to the Nova Descoberta UPA.", ("hospital", "Nova Descoberta UPA")),
        ("She came to Johns Hopkins Hospital.", ("hospital", "Johns Hopkins Hospital")),
        ("Natural e procedente de Xique-Xique, era do lar.", ("town", "Xique-Xique")),
        ("She lived in Ouro Preto with a son.", ("town", "Ouro Preto")),
        ("Morava na cidade de São Paulo.", ("town", "São Paulo")),
        ("Viajara a Ribeirão Preto.", ("town", "Ribeirão Preto")),
    ],
)
def test_what_tells_who_the_patient_is_is_told_with_the_caret_under_it(
    sentence: str, expected: tuple[str, str] | None, tmp_path: Path
) -> None:
    assert of(tmp_path, sentence) == ([expected] if expected else [])


LOOKS_LIKE_IT = [
    "See 10.1590/S1679-45082017RB4024 and doi:10.1016/0092-8674(88)90419-1.",
    "ORCID 0000-0002-1825-0097; CAAE 12345678.9.0000.1234; ISBN 978-85-367-0123-4.",
    "The trial (NCT01234567, ISRCTN12345678, RBR-6z7w9p) included 12345678901 cells.",
    "Sequences are in GenBank (accession MN908947.3), grant FAPESP 2013/08028-1 and CNPq 301234/2015-7.",
    "GenBank entry 52998224725 and sample 52998224725 were used; biobank ID 52998224725; lot 529982247-25.",
    "As amostras 52998224725 e a entrada nº 700000000000005; código de barras 52998224725; isolado BR-52998224725.",
    "HIV, a 52-year-old problem; In AML, 52 years old data; (GVHD, 52 patients); CT, a 30-year old method.",
    "The patient ECG was seen as normal; the patient MRI was read; TEP, mulheres de 52 anos em média.",
    "She was 93% saturated; she was 93 kg; her pulse was 93. Tinha 93 anos de história; com 93 anos de uso.",
    "Aos 90 anos ou mais; at the age of 90 years or older; aos 100 dias; Aos 95% de saturação; he was 95 cm tall.",
    "She was 93.5 kg; she was 100, then 80 kg? Mr. T. cell; record of 1234567; records no longer kept 1234567.",
    "A ferritin of 52998224724 was typed by mistake; RG 12 was seen.",
    "Cells (cat. no. 11995-065; lot 1234567) were grown; leukocytes were 45000-150/µL.",
    "Platelets (45) were 2000-4000/µL; the range was 1800-3400; lymphocytes (11) 2500-4800 cells.",
    "The karyotype was 46,XX,t(9;22)(q34;q11.2)[20] and HLA-A*02:01:01.",
    "Blood pressure was 120/80/60, then 10/12/15 mg were given; the match was 10/10.",
    "Resolução CNS 466/2012 e Lei 13.709/2018 foram seguidas; RDC 10/2019.",
    "We searched PubMed and LILACS on April 5, 2013, and again in 05/2014.",
    "A busca foi feita em abril de 2013 no MEDLINE. Acesso em 5 de maio de 2014.",
    "The drug was approved by the FDA in March 2010.",
    "She may have had 5 mg; in May she was well. On day 7.9 she left; by 2013 she was well.",
    "Vitamin D was 14 ng/mL on day 14, and 5 of 12 were seen in 2013-2014.",
    "A woman aged 90 years or older fell. She had smoked for 40 pack-years, 95 years ago.",
    "Idosa com 90 anos ou mais caiu. A igreja tem 120 anos de história.",
    "Patients aged 65 to 94 years were included; 91% were women aged 60 days.",
    "The patient had i.v. fluids, S. aureus and E. coli grew, and U.S. guidelines say so.",
    "The patient I.V. line was changed; I.M. and S.C. doses; vitamin D, 25 years.",
    "Em 2/3 dos casos; em 12/3 dos lotes; com PA de 12/8 no dia 3; a paciente HIV era jovem, e ECOG foi 1.",
    "A paciente HIV positiva voltou; a paciente HIV voltou; paciente DPOC evoluiu bem; paciente IMC 30.",
    "Às 8 A.M. the patient fell; ceftriaxona E.V., a paciente melhorou; o paciente H.I.V.; no paciente ASA III.",
    "Paciente HIV, 45 anos antes; paciente ECOG 1; the patient KPS was 90.",
    "The patient GCS fell, and later the patient KPS returned to baseline; paciente MDS veio.",
    "The Patient Health Questionnaire and the Patient Global Assessment were filled in.",
    "As in the patients, Thomas et al. wrote, and Wilson disease, Hodgkin lymphoma and Down syndrome.",
    "A Sister Mary Joseph nodule; nódulo da Irmã Maria José; the patient Karnofsky score was 80; paciente Child B.",
    "Nossa Senhora; a doença chamada Gitelman; a syndrome called Brugada; strontium Sr 90.",
    "The Hospital Anxiety and Depression Scale, Hospital Frailty Risk Score and Royal Marsden Hospital score.",
    "She was treated at our hospital, a University Hospital; After Hospital discharge she was well.",
    "Encaminhada ao Hospital Universitário e ao Departamento de Clínica Médica, e à UTI.",
    "Natural da Bahia, procedente do Nordeste, residente em Minas Gerais; a resident of Internal Medicine saw her.",
    "She was born in Brazil, lived in France and in São Paulo; born in the Northeast.",
    "Contagem de plaquetas normal. Palmas e plantas descamavam. Natal passou bem. Recebeu o soro.",
    "A Escola Maria Aparecida da Silva fechou.",
    "Segundo João Pedro de Souza, é raro.",
    "Foi vista pelo Dr. Paulo Henrique de Souza.",
    "Mora na rua José Maria da Costa.",
    "Procedente da Unidade Básica de Saúde, vive em Zona Rural.",
    "Medical records of 12345 patients; registro ANVISA 1.2345.0067; the chart shows 45,730 cells.",
    "Prontuário eletrônico, com registro em 2013; registro 2010-2020.",
    "HIV RNA was 1234567 copies/mL, beta-hCG 152789 mIU/mL, ferritin 14223 ng/mL; LDH was 2345-6789 U/L.",
    "Clone 8G7G3/1 was used (Dako, Carpinteria, CA); CRM 123456; registro de enfermagem 12345.",
    "In January 2024 the Ministry of Health updated the classification, and WHO did in June 2009.",
    "A classificação do Ministério da Saúde, de janeiro de 2024, separa os grupos.",
    "Na série de Souza, de 10/2019, a febre dura três dias; in the series of Omar et al., of May 2012, five.",
    "Souza described a patient who came in October 2019 [@omar2012]. At Manaus it is common [@omar2012].",
    "Em Manaus e no Hospital Santa Isabel a doença é comum [@omar2012].",
    "Segundo o INCA, 5 em 100 mil adoecem; de acordo com dados do INCA, menos; guidelines by INCA say so.",
    "In this woman CT had shown it; the child ECG had been normal; mulher LES, 30 anos; o menino LLA, 8 anos.",
    "A woman, U.S. born; a woman with G.I. bleeding; idade escolar E.U.A.; a student I.V. line; a Student T. test.",
    "A mãe, Testemunha de Jeová, relatou tosse; o pai, Agricultor, negou; a irmã, Técnica de Enfermagem, trouxe-a.",
    "Her mother, African American, reported none; his father, Jehovah's Witness, said so; her son, Down syndrome, too.",
    "The patient, Wilson disease in mind, was seen; in man, Thomas reported it; amparada pela Lei Maria da Penha.",
    "At the visit, 120/80 was noted; no atendimento, 140/90 e 38.5; registro 2010-2020; visit 2013-2014.",
    "No primeiro atendimento 98000 plaquetas; na consulta, 15000 leucócitos/mm³; after the visit: 150000 U/L.",
    "At visit 2 she had 12345; at the last visit 45,730 leukocytes; visit 45000 platelets; encounter 2019-2020.",
    "CNS lymphoma; 700 0000 0000 0000 cells; Resolução CNS 466/2012; platelets 700 000 000 000 005; CNS 150 200 300.",
    "She was taken to the UPA, the Local UPA; na UPA; Da UPA foi ao hospital; the HC-II group; the Inca civilization.",
    "Bone of 45 HU, UFH was given; HC 35 cm; HU FISH; os incas e ao in vitro; HC-FISH.",
    "Apgar 08/09; força 04/05; dor em 08/10, até 08/10; sopro 03/06, pulsos 04/04; G 03/14; 02/14 were positive.",
    "On 3/14 slides; on 02/14 slides; stain on 3/14, absent on 11/14; a 03/14 ratio; on 1/40 dilution; on 2/6 murmur.",
    "Blood pressure of 120/80, PA de 12/8; vision of 20/40; a titre on 1/16; on 10/10 match; até 02/03 dos casos.",
    "May 2 times the dose help? May 5 of 12 be enough? May 2 or 3 doses?",
    "Diabetes Type 2 May Present With Fever; type 2 May be mild.",
    "A black bar chart; eye drops; her eyes were covered with drops of honey by her mother once.",
]  # fmt: skip


@pytest.mark.parametrize(
    ("sentence", "errors", "others"),
    [
        ("The number 529.982.247-25 was noted, and her CPF 123.456.789-00.", 2, 0),
        ("Her CPF: 52998224725; cartão do SUS nº 700000000000005.", 2, 0),
        ("A amostra 529.982.247-25 foi colhida; CNS 700 0000 0000 0005.", 2, 0),
        ("The number 52998224725 was noted, and 529982247-25, and 700000000000005.", 0, 3),
    ],
)
def test_only_what_can_be_nothing_else_is_an_error(sentence: str, errors: int, others: int, tmp_path: Path) -> None:
    case = case_of(tmp_path, f"sections:\n  case: |\n    {sentence}\n")
    found = list(run(case, load_journal("generic", (bundled("templates"),)), ()))
    assert [one.code for one in found if one.code[8:11] not in ("cpf", "cns")] == []
    assert [one.is_error for one in found].count(True) == errors
    assert [one.is_error for one in found].count(False) == others


@pytest.mark.parametrize("sentence", LOOKS_LIKE_IT)
def test_what_only_looks_like_it_is_left_alone(sentence: str, tmp_path: Path) -> None:
    found = of(tmp_path, sentence)
    assert [one for one in found if one[0] != "eye-bar"] == []


def test_outside_the_story_only_what_is_said_of_this_patient_counts(tmp_path: Path) -> None:
    epidemic = "In Niterói the epidemic began in March 2013. The oldest patient reported was 93 years old."
    assert of(tmp_path, epidemic, "sections.discussion") == []
    ours = "Our patient came to Niterói in March 2013."
    assert of(tmp_path, ours, "sections.discussion") == [("date", "March 2013"), ("town", "Niterói")]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("She came in March 2013 with fever [@omar2012].", ("date", "March 2013")),
        ("Licorice was stopped in March 2013 [@omar2012].", ("date", "March 2013")),
        ("Internada em março de 2013, seguiu o Ministério da Saúde [@omar2012].", ("date", "março de 2013")),
        ("HER-2 was absent; our patient came in March 2013 [@omar2012].", ("date", "March 2013")),
        ("She lived in Manaus, where it is common [@omar2012].", ("town", "Manaus")),
        ("On May 2 she had fever.", ("date", "May 2")),
        ("She fell on 2 May and had fever.", ("date", "2 May")),
    ],
)
def test_a_citation_or_an_authority_hides_nothing_of_the_patient(
    sentence: str, expected: tuple[str, str], tmp_path: Path
) -> None:
    assert of(tmp_path, sentence) == [expected]


def test_a_table_of_a_search_may_say_when_it_was_made(tmp_path: Path) -> None:
    rows = 'columns: [{head: Day, as: name}]\n    rows: [["April 5, 2013"]]\n'
    assert told(case_of(tmp_path, f"tables:\n  t:\n    caption: Search of the databases.\n    {rows}")) == []
    assert told(case_of(tmp_path, f"tables:\n  t:\n    caption: Course.\n    {rows}")) == [("date", "April 5, 2013")]


def test_the_authors_own_house_and_town_tell_where_the_patient_was(tmp_path: Path) -> None:
    home = "affiliations:\n  a: {institution: Clínica Modelo, city: Itu}\n"
    case = "sections:\n  case: She came from Itu to Clínica Modelo.\n  introduction: In Itu it is rare.\n"
    assert told(case_of(tmp_path, home + case)) == [("hospital", "Clínica Modelo"), ("town", "Itu")]


def test_duties_may_name_towns_houses_and_people_and_the_authors_their_own_address(tmp_path: Path) -> None:
    rest = (
        "authors:\n  - {name: {given: Ana, family: Lima}, email: ana@example.org}\n"
        "ethics: Approved by the committee of Hospital Santa Isabel, Campinas, on 5 April 2013.\n"
        "acknowledgements: We thank Mr. Smith of Johns Hopkins Hospital.\n"
        "conflicts: A.B.C., 52 years, none.\ndata: Ask Ana@example.org.\n"
    )
    assert told(case_of(tmp_path, rest)) == []
    assert told(case_of(tmp_path, "ethics: The CPF 529.982.247-25 was noted.\n")) == [("cpf", "529.982.247-25")]
    consent = "consent: The patient's mother, Joana, consented on 5 April 2013 at Hospital Santa Isabel.\n"
    assert told(case_of(tmp_path, consent)) == [("date", "5 April 2013"), ("name", "Joana")]


def test_an_exact_age_is_told_where_the_journal_prints_a_band(tmp_path: Path) -> None:
    sentence = "A 52-year-old woman, aged 52, was {patient.age} when she fell."
    assert of(tmp_path, sentence) == []
    found = of(tmp_path, sentence, journal="bmj-case-reports")
    assert found == [("exact-age", "52-year-old"), ("exact-age", "aged 52")]
    for aged in ("Schoolgirl, 8 years", "boy of 12 years", "Escolar, 8 anos", "Escolar de 8 anos", "Mulher, 52 anos"):
        assert of(tmp_path, f"{aged}, com febre.", journal="bmj-case-reports") == [("exact-age", aged)]
    patient = "patient: {sex: male, age: 93 years}\n"
    assert told(case_of(tmp_path, patient)) == [], "{patient} prints no age over 89"


@pytest.mark.parametrize(
    "sentence",
    [
        "In this patient, 5 years later, it recurred; in the woman, 20 years after it; in the girl, 2 years before.",
        "Na paciente, 5 anos depois; na mulher, 20 anos após a cirurgia; na criança, 2 anos mais tarde.",
        "A patient of 20 years’ standing; for the woman, 20 years of follow-up; uma paciente com 20 anos de diabetes.",
        "Patients, 18 years of age or older; she was vaccinated at 2 years of age; the student, 3 years of study done.",
    ],
)
def test_years_that_are_nobodys_age_are_left_alone(sentence: str, tmp_path: Path) -> None:
    assert of(tmp_path, sentence, journal="bmj-case-reports") == []


def test_the_names_of_files_are_read_too(tmp_path: Path) -> None:
    def named(name: str) -> list[tuple[str, str]]:
        return told(case_of(tmp_path, f"figures:\n  f:\n    panels:\n      A: {{file: figures/{name}}}\n"))

    for name in ("maria-silva.png", "rx_20130405.png", "05-04-2013.png", "tc-1234567.png", "João.jpg"):
        assert named(name) == [("file-name", f"figures/{name}")], name
    for name in ("effusion.png", "ct-axial-day-12.png", "IMG0123.png", "laura.d/x.png", "fig-3a.svg", "cd34.png"):
        assert named(name) == [], name


def picture(**more: object) -> bytes:
    file = BytesIO()
    Image.new("RGB", (4, 3), "grey").save(file, "PNG" if "pnginfo" in more else "JPEG", **more)
    return file.getvalue()


def test_what_a_photograph_tells_besides_itself_is_told() -> None:
    exif = Image.Exif()
    exif.get_ifd(0x8825)[1] = "S"
    exif.get_ifd(0x8769)[0x9003] = "2013:04:05 10:00:00"
    exif[0x013B] = "Maria Silva"
    exif[0x010E] = "OLYMPUS DIGITAL CAMERA"
    assert told_besides(picture(exif=exif)) == (PLACE, DAY, PERSON)
    words = PngInfo()
    words.add_text("Software", "GIMP")
    words.add_text("Comment", "Created with GIMP")
    assert told_besides(picture(pnginfo=words)) == ()
    words.add_text("Description", "Mrs. Silva, left hand")
    assert told_besides(picture(pnginfo=words)) == (NOTE,)
    assert told_besides(picture()) == ()
    assert told_besides(b"\xff\xd8\xff damaged") == ()


def test_the_words_of_a_drawing_are_read_and_stand_where_its_file_is_named(tmp_path: Path) -> None:
    words = "<title>Mr. Smith</title><text>x</text>"
    drawing = f'<svg xmlns="http://www.w3.org/2000/svg" width="4" height="3">{words}</svg>'
    assert words_in_drawing(drawing.encode()) == "Mr. Smith\n\nx"
    assert words_in_drawing(b"<svg") == ""
    figures = tmp_path / "cases" / "demo" / "figures"
    figures.mkdir(parents=True)
    (figures / "a.svg").write_text(drawing, encoding="utf-8")
    case = case_of(tmp_path, "figures:\n  f: {file: figures/a.svg}\n")
    assert told(case) == [("name", "figures/a.svg")]


def test_covered_eyes_are_a_note_in_either_language(tmp_path: Path) -> None:
    for alt in ("A face, eyes covered.", "Black bar over the eyes.", "Criança com tarja preta sobre os olhos."):
        case = case_of(tmp_path, f"figures:\n  f:\n    file: figures/a.png\n    alt: {alt}\n")
        assert [code for code, _ in told(case)] == ["eye-bar"], alt


# Check digits

NINE = st.text("0123456789", min_size=9, max_size=9).filter(lambda digits: len(set(digits)) > 1)


def check_digit(digits: str) -> str:
    """Return the next check digit of a CPF, as the Receita Federal words it."""
    weights = range(len(digits) + 1, 1, -1)
    rest = sum(int(digit) * weight for digit, weight in zip(digits, weights, strict=True)) % 11
    return "0" if rest < 2 else str(11 - rest)


@given(NINE)
def test_of_a_hundred_endings_one_makes_a_cpf(nine: str) -> None:
    first = nine + check_digit(nine)
    right = first + check_digit(first)
    assert [f"{nine}{end:02}" for end in range(100) if is_cpf(f"{nine}{end:02}")] == [right]


@given(st.sampled_from("789"), st.text("0123456789", min_size=13, max_size=13))
def test_a_provisional_cns_has_at_most_one_check_digit(first: str, digits: str) -> None:
    fitting = [last for last in range(10) if is_cns(f"{first}{digits}{last}")]
    assert len(fitting) <= 1
    for last in fitting:
        assert sum(int(d) * w for d, w in zip(f"{first}{digits}{last}", range(15, 0, -1), strict=True)) % 11 == 0


@given(st.sampled_from("12"), st.text("0123456789", min_size=10, max_size=10))
def test_every_pis_makes_one_definitive_cns(first: str, digits: str) -> None:
    pis = first + digits
    rest = sum(int(digit) * weight for digit, weight in zip(pis, range(15, 4, -1), strict=True)) % 11
    check = (11 - rest) % 11
    tail = f"001{(11 - (rest + 2) % 11) % 11}" if check == 10 else f"000{check}"
    assert is_cns(pis + tail)
    assert not is_cns(pis[:-1] + str((int(pis[-1]) + 1) % 10) + tail)


def test_a_first_digit_that_no_card_has_and_equal_digits_are_refused() -> None:
    assert not is_cpf("11111111111")
    assert not is_cns("300000000000004")


@pytest.mark.parametrize(
    "rest",
    ["tables: none\n", "figures: [a.png]\n", "sections: She fell.\n", "consent: [x]\n", "tables: [x]\n"],
)
def test_a_field_of_the_wrong_shape_keeps_nobody_from_reading_the_rest(rest: str, tmp_path: Path) -> None:
    assert told(case_of(tmp_path, f"{rest}abstract: Patient J.S. fell.\n")) == [("initials", "J.S.")]

"""A generator of cases by the thousand, all different and all sound: for tests of the site and its benchmark."""

from __future__ import annotations

from pathlib import Path

from casebook.case.specialties import SPECIALTIES

_FAMILIES = ("Almeida", "Barbosa", "Cardoso", "Duarte", "Esteves", "Fontes", "Guimarães", "Henriques", "Lima", "Moraes")
_GIVEN = ("Ana", "Bento", "Célia", "Davi", "Elisa", "Fábio", "Gilda", "Hugo", "Íris", "João", "Lúcia", "Mateus")
_DISEASES = (
    ("Hypokalemia", "Hipopotassemia", "D007008"),
    ("Thyrotoxicosis", "Tireotoxicose", "D013971"),
    ("Sporotrichosis", "Esporotricose", "D013174"),
    ("Anemia, Hemolytic", "Anemia hemolítica", "D000743"),
    ("Wernicke Encephalopathy", "Encefalopatia de Wernicke", "D014899"),
    ("Leukemia, Myeloid, Acute", "Leucemia mieloide aguda", "D015470"),
    ("Pulmonary Embolism", "Embolia pulmonar", "D011655"),
    ("Pheochromocytoma", "Feocromocitoma", "D010673"),
    ("Leprosy", "Hanseníase", "D007918"),
    ("Chagas Disease", "Doença de Chagas", "D014355"),
    ("Lupus Nephritis", "Nefrite lúpica", "D008181"),
    ("Endocarditis", "Endocardite", "D004696"),
    ("Meningitis", "Meningite", "D008581"),
)
_DRUGS = (
    "azacitidine",
    "itraconazole",
    "propranolol",
    "cytarabine",
    "prednisone",
    "amoxicillin",
    "enoxaparin",
    "captopril",
)
_WORDS = {
    "en": "The patient improved within days, and what had been found was not found again at the visit in week {n}.",
    "pt": "A paciente melhorou em poucos dias, e o que fora achado não se achou mais na consulta da semana {n}.",
}
CASE = """casebook: 1
languages: [{languages}]
status: {status}
decimal: "."
{fictional}article:
  journal: {journal}
  specialty: {specialty}
  doi: 10.5555/many.{number}
  license: CC-BY-4.0
  dates: {{received: {year}-01-05, accepted: {year}-02-10, published: {year}-{month:02}-{day:02}}}
{notice}title:
  en: "{disease} in a {age}-year-old woman, number {number}: a case report"
  pt: "{doença} em uma mulher de {age} anos, número {number}: um relato de caso"
authors:
{authors}affiliations:
  ward: {{institution: Hospital Exemplo, city: Curitiba, country: BR}}
abstract:
  background: {{en: "{disease} is seldom seen like this.", pt: "{doença} raramente se apresenta assim."}}
  case: {{en: "{{patient}} improved with {drug}.", pt: "{{patient}} melhorou com {drug}."}}
  conclusion: {{en: "It may be treated.", pt: "Pode ser tratada."}}
keywords:
  - {{en: "{disease}", pt: "{doença}", mesh: {mesh}}}
  - {{en: "{second[0]}", pt: "{second[1]}", mesh: {second[2]}}}
  - {{en: Case reports, pt: Relatos de casos, mesh: D002363}}
patient: {{sex: female, age: {age} years}}
clocks:
  admission: {{}}
regimens:
  treatment: {{start: admission, end: admission + 10, drugs: {{{drug}: {{}}}}}}
sections:
  introduction:
    en: |
      {disease} is seldom seen like this.
    pt: |
      {doença} raramente se apresenta assim.
  case:
    en: |
      {{patient}} was admitted to the ward with {disease}, and {drug} was given.
{english}
    pt: |
      {{patient}} foi internada na enfermaria com {doença}, e recebeu {drug}.
{portuguese}
consent: {{by: patient, written: true, uses: [{uses}]}}
ethics: none
funding: none
conflicts: none
"""
NOTICE_DAY = "2026-10-01"
NOTICE = f"""  notice:
    date: {NOTICE_DAY}
    doi: 10.5555/notice
    text: {{en: A dose was wrong., pt: Uma dose estava errada.}}
"""


def write_cases(folder: Path, count: int) -> None:
    """Write cases 0 to `count` - 1 below `folder`, each the same whenever it is written."""
    for number in range(count):
        home = folder / "cases" / name_of(number)
        home.mkdir(parents=True, exist_ok=True)
        (home / "case.yaml").write_text(case_text(number), encoding="utf-8")


def name_of(number: int) -> str:
    return f"many-{number:04}"


def status_of(number: int) -> str:
    """Return the status of a case: most are published."""
    rare = {3: "corrected", 5: "retracted", 7: "withdrawn", 9: "draft", 11: "submitted", 13: "accepted"}
    return rare.get(number % 40, "published")


def languages_of(number: int) -> str:
    return "pt" if number % 7 == 2 else "en" if number % 11 == 4 else "en, pt" if number % 2 else "pt, en"


def case_text(
    number: int,
    paragraphs: int = 6,
    *,
    is_fictional: bool = False,
    uses: str = "journal, website, images",
    journal: str = "generic",
) -> str:
    """Return the file of a case."""
    disease, second = (_DISEASES[(number * step) % len(_DISEASES)] for step in (1, 5))
    second = second if second != disease else _DISEASES[(number + 1) % len(_DISEASES)]
    status = status_of(number)
    authors = (
        f"  - name: {{given: {_GIVEN[(number + each * 5) % 12]}, family: {_FAMILIES[(number // 3 + each) % 10]}}}\n"
        f"    affiliations: [ward]\n    email: a{each}@example.org\n    corresponding: {'false' if each else 'true'}\n"
        for each in range(1 + number % 4)
    )
    weeks = range(2, paragraphs + 2)
    text = {code: "\n\n".join(f"      {words.format(n=week)}" for week in weeks) for code, words in _WORDS.items()}
    return CASE.format(
        number=number,
        languages=languages_of(number),
        status=status,
        fictional="fictional: true\n" if is_fictional else "",
        notice=NOTICE if status in ("corrected", "retracted") else "",
        specialty=[*SPECIALTIES][(number * 7) % len(SPECIALTIES)],
        year=2017 + number % 9,
        month=3 + number % 9,
        day=1 + number % 28,
        age=20 + number % 60,
        disease=disease[0],
        doença=disease[1],
        mesh=disease[2],
        second=second,
        drug=_DRUGS[number % len(_DRUGS)],
        authors="".join(authors),
        english="\n" + text["en"],
        portuguese="\n" + text["pt"],
        uses=uses,
        journal=journal,
    )

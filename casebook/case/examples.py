"""The examples of several lines that fields of a case file show, as an author types them."""

from __future__ import annotations

from casebook.errors import N_

TITLE = N_("|\n  Severe hypokalemia from licorice tea: a case report")
AUTHORS = """\
- name: {given: Maria Aparecida da Silva, family: Souza, suffix: Filho}
  orcid: 0000-0002-1825-0097
  email: maria@example.org
  affiliations: [hematology]
  corresponding: true"""
ABSTRACT = N_("""\
background: |
  Few patients mention herbal teas.
case: |
  {patient} had a potassium of {k}.
conclusion: |
  Ask about licorice, by name.""")
VALUES = N_("""\
hb: 4.8 g/dL
ldh: {value: 800 U/L, reference: 313–618 U/L}""")
SECTIONS = N_("""\
case: |
  {patient} had fever. Hemoglobin was {hb} (@fig:effusion).

  She was given azacitidine [@dombret2015].""")
FIGURES = N_("""\
effusion:
  file: figures/effusion.png
  caption: |
    Chest radiograph on admission.
  alt: |
    The left lower third of the chest is white.""")
TABLES = N_("""\
course:
  caption: |
    Potassium by day.
  columns:
    - {head: Day, as: name}
    - {head: Potassium (mmol/L), as: number}
  rows:
    - ["1", 2.1]
    - ["4", "{k_day4:number}"]""")
CLOCKS = N_("""\
admission: {name: Admission}
transplant: {name: Transplant, after: admission, day: unknown}""")
EVENTS = N_("""\
drainage: {what: Pericardial drainage, at: admission + 3}
follow-up: {what: Last follow-up, at: transplant + 90, kind: last}""")
LABS = N_("""\
hb:
  admission: 4.8 g/dL
  transplant + 12: 9.1 g/dL
ldh:
  reference: 313–618 U/L
  results: {admission: 800 U/L}""")
REGIMENS = """\
salvage:
  start: admission + 3
  cycles: 3
  interval: 28 days
  drugs:
    azacitidine: {dose: 75 mg/m2, days: 1–5}"""
EXCEPTIONS = N_("""\
- {code: structure.unused-value, reason: The supplement prints it.}
- {code: clinical.range-hyphen, words: 20-30, reason: It is the name of a scale.}""")

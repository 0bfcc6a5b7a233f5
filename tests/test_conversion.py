"""The factors between conventional and SI units, held to sources of their own: atomic masses, and published pairs."""

from __future__ import annotations

import re
from decimal import Decimal

import pytest

from casebook.clinical.assays import ASSAYS, Assay, find_assay
from casebook.clinical.conversion import in_system
from casebook.quantity import Quantity, find_unit, parse_quantity

# IUPAC, abridged standard atomic weights (2021)
ATOMS = {
    "H": "1.008", "C": "12.011", "N": "14.007", "O": "15.999", "Mg": "24.305", "P": "30.974", "Ca": "40.078",
    "Fe": "55.845", "Co": "58.933", "I": "126.90", "S": "32.06", "Cu": "63.546", "Zn": "65.38",
}  # fmt: skip
# What is weighed of each test: urea nitrogen as two atoms of nitrogen, phosphate as phosphorus, fats as triolein
FORMULAS = {
    "glucose": "C6H12O6", "urea": "CH4N2O", "bun": "N2", "cr": "C4H7N3O", "uric-acid": "C5H4N4O3",
    "cholesterol": "C27H46O", "ldl": "C27H46O", "hdl": "C27H46O", "triglycerides": "C57H104O6",
    "bilirubin": "C33H36N4O6", "direct-bilirubin": "C33H36N4O6", "lactate": "C3H6O3", "ca": "Ca", "ica": "Ca",
    "mg": "Mg", "phosphate": "P", "iron": "Fe", "ft4": "C15H11I4NO4", "cortisol": "C21H30O5",
    "b12": "C63H88CoN14O14P", "folate": "C19H19N7O6", "vitamin-d": "C27H44O2",
    "indirect-bilirubin": "C33H36N4O6", "tibc": "Fe", "copper": "Cu", "zinc": "Zn", "ft3": "C15H12I3NO4",
    "acth": "C207H308N56O58S", "testosterone": "C19H28O2", "estradiol": "C18H24O2", "progesterone": "C21H30O2",
}  # fmt: skip
GRAMS = {"mg/dL": "1e-2", "µg/dL": "1e-5", "ng/dL": "1e-8", "ng/mL": "1e-6", "pg/mL": "1e-9"}  # in a litre
MOLES = {"mmol/L": "1e-3", "µmol/L": "1e-6", "nmol/L": "1e-9", "pmol/L": "1e-12"}

# The same measurement in both units, as textbooks and tables of SI units print it
PAIRS = [
    ("hb", "14 g/dL", "140 g/L"), ("albumin", "4 g/dL", "40 g/L"), ("protein", "7 g/dL", "70 g/L"),
    ("rbc", "5000000 /µL", "5 × 10^12/L"), ("wbc", "4500 /µL", "4.5 × 10^9/L"), ("plt", "250000 /µL", "250 × 10^9/L"),
    ("neutrophils", "1500 /µL", "1.5 × 10^9/L"), ("lymphocytes", "2000 /mm³", "2 × 10^9/L"),
    ("eosinophils", "500 /µL", "0.5 × 10^9/L"), ("monocytes", "400 /µL", "0.4 × 10^9/L"),
    ("fibrinogen", "200 mg/dL", "2 g/L"), ("d-dimer", "500 ng/mL", "500 µg/L"),
    ("na", "140 mEq/L", "140 mmol/L"), ("k", "4 mEq/L", "4 mmol/L"), ("cl", "100 mEq/L", "100 mmol/L"),
    ("hco3", "24 mEq/L", "24 mmol/L"), ("anion-gap", "12 mEq/L", "12 mmol/L"),
    ("urine-sodium", "20 mEq/L", "20 mmol/L"), ("urine-potassium", "40 mEq/L", "40 mmol/L"),
    ("ca", "10 mg/dL", "2.50 mmol/L"), ("ca", "5 mEq/L", "2.5 mmol/L"), ("ica", "4.8 mg/dL", "1.20 mmol/L"),
    ("mg", "2.0 mg/dL", "0.82 mmol/L"), ("mg", "1.64 mEq/L", "0.82 mmol/L"), ("phosphate", "4 mg/dL", "1.29 mmol/L"),
    ("pco2", "40 mmHg", "5.33 kPa"), ("po2", "90 mmHg", "12.0 kPa"), ("lactate", "18 mg/dL", "2.0 mmol/L"),
    ("cr", "1.0 mg/dL", "88.4 µmol/L"), ("urea", "60 mg/dL", "10 mmol/L"), ("bun", "14 mg/dL", "5.0 mmol/L"),
    ("uric-acid", "7.0 mg/dL", "416 µmol/L"), ("glucose", "90 mg/dL", "5.0 mmol/L"),
    ("cholesterol", "200 mg/dL", "5.17 mmol/L"), ("ldl", "100 mg/dL", "2.59 mmol/L"),
    ("hdl", "40 mg/dL", "1.03 mmol/L"),
    ("triglycerides", "150 mg/dL", "1.69 mmol/L"), ("bilirubin", "1.20 mg/dL", "20.5 µmol/L"),
    ("direct-bilirubin", "0.3 mg/dL", "5.1 µmol/L"), ("iron", "100 µg/dL", "17.9 µmol/L"),
    ("ck", "60 U/L", "1.00 µkat/L"), ("ast", "60 U/L", "1.00 µkat/L"), ("alt", "60 U/L", "1.00 µkat/L"),
    ("alp", "60 U/L", "1.00 µkat/L"), ("ggt", "60 U/L", "1.00 µkat/L"), ("ldh", "60 U/L", "1.00 µkat/L"),
    ("lipase", "60 U/L", "1.00 µkat/L"), ("amylase", "60 U/L", "1.00 µkat/L"),
    ("ferritin", "100 ng/mL", "100 µg/L"), ("crp", "1.0 mg/dL", "10 mg/L"), ("procalcitonin", "2 ng/mL", "2 µg/L"),
    ("troponin-i", "0.04 ng/mL", "0.04 µg/L"), ("troponin-t", "0.014 ng/mL", "0.014 µg/L"),
    ("nt-probnp", "125 pg/mL", "125 ng/L"), ("tsh", "4.2 µIU/mL", "4.2 mIU/L"), ("ft4", "1.0 ng/dL", "12.9 pmol/L"),
    ("cortisol", "20 µg/dL", "552 nmol/L"), ("b12", "200 pg/mL", "148 pmol/L"), ("folate", "4 ng/mL", "9.1 nmol/L"),
    ("vitamin-d", "30 ng/mL", "75 nmol/L"), ("psa", "4 ng/mL", "4 µg/L"), ("afp", "10 ng/mL", "10 µg/L"),
    ("hcg", "5 mIU/mL", "5 IU/L"), ("mchc", "34 g/dL", "340 g/L"), ("fdp", "10 µg/mL", "10 mg/L"),
    ("anti-xa", "0.50 IU/mL", "0.50 kIU/L"), ("indirect-bilirubin", "0.60 mg/dL", "10.3 µmol/L"),
    ("transferrin", "250 mg/dL", "2.5 g/L"), ("tibc", "300 µg/dL", "53.7 µmol/L"),
    ("haptoglobin", "100 mg/dL", "1 g/L"), ("ceruloplasmin", "30 mg/dL", "0.3 g/L"),
    ("copper", "100 µg/dL", "15.7 µmol/L"), ("zinc", "100 µg/dL", "15.3 µmol/L"),
    ("igg", "1200 mg/dL", "12 g/L"), ("iga", "200 mg/dL", "2 g/L"), ("igm", "100 mg/dL", "1 g/L"),
    ("ige", "100 IU/mL", "100 kIU/L"), ("c3", "120 mg/dL", "1.2 g/L"), ("c4", "30 mg/dL", "0.3 g/L"),
    ("bnp", "100 pg/mL", "100 ng/L"), ("ck-mb", "5 ng/mL", "5 µg/L"), ("ft3", "3.0 pg/mL", "4.6 pmol/L"),
    ("acth", "45 pg/mL", "9.9 pmol/L"), ("pth", "65 pg/mL", "65 ng/L"), ("prolactin", "20 ng/mL", "20 µg/L"),
    ("testosterone", "300 ng/dL", "10.4 nmol/L"), ("estradiol", "100 pg/mL", "367 pmol/L"),
    ("progesterone", "10 ng/mL", "31.8 nmol/L"), ("lh", "5 mIU/mL", "5 IU/L"), ("fsh", "5 mIU/mL", "5 IU/L"),
    ("cea", "5 ng/mL", "5 µg/L"), ("ca-125", "35 U/mL", "35 kU/L"), ("ca-19-9", "37 U/mL", "37 kU/L"),
]  # fmt: skip


def known(name: str) -> Assay:
    assay = find_assay(name)
    assert assay, name
    return assay


def molar_mass(formula: str) -> Decimal:
    parts = re.findall(r"([A-Z][a-z]?)(\d*)", formula)
    return sum((Decimal(ATOMS[atom]) * int(count or 1) for atom, count in parts), Decimal(0))


def test_molar_masses_are_those_of_the_books() -> None:
    assert round(molar_mass("C6H12O6"), 1) == Decimal("180.2")
    assert round(molar_mass("C63H88CoN14O14P")) == 1355


@pytest.mark.parametrize(("name", "formula"), FORMULAS.items())
def test_a_factor_follows_from_the_molar_mass(name: str, formula: str) -> None:
    assay = known(name)
    factor = Decimal(GRAMS[assay.conventional]) / molar_mass(formula) / Decimal(MOLES[assay.si])
    assert abs(assay.factor / factor - 1) < Decimal("0.003"), factor


def test_every_test_of_an_amount_of_substance_has_a_formula() -> None:
    weighed = {id(a) for a in ASSAYS.values() if a.conventional in GRAMS and a.si in MOLES}
    assert weighed == {id(known(name)) for name in FORMULAS}


def _amount(quantity: Quantity, unit: str) -> Decimal:
    """Return the number of a quantity that must be in `unit`."""
    assert quantity.unit == find_unit(unit)
    return quantity.numbers[0].value


@pytest.mark.parametrize(("name", "conventional", "si"), PAIRS)
def test_a_measurement_is_the_same_in_both_units(name: str, conventional: str, si: str) -> None:
    assay, here, there = known(name), parse_quantity(conventional, "."), parse_quantity(si, ".")
    (shown,) = in_system(here, assay, "si")
    assert abs(_amount(shown, assay.si) / _amount(there, assay.si) - 1) < Decimal("0.02"), shown
    (back,) = in_system(there, assay, "conventional")
    (same,) = in_system(here, assay, "conventional")
    factor = assay.units[assay.conventional]
    assert abs(_amount(same, assay.conventional) * factor / _amount(there, assay.si) - 1) < Decimal("0.04"), factor
    assert abs(_amount(back, assay.conventional) / _amount(same, assay.conventional) - 1) < Decimal("0.02"), back


def test_every_test_of_two_units_has_a_pair() -> None:
    of_two = {id(assay) for assay in ASSAYS.values() if assay.conventional != assay.si}
    assert of_two == {id(known(name)) for name, _, _ in PAIRS}

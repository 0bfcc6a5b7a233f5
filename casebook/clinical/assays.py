"""The tests that need no name from the author: their names, the units that they come in, and the factor between those.

The factors are computed from molar masses (shared/domain.md, section 4, “Units: conventional, SI, UCUM”); a test
without one is reported alike in both systems, or is converted by its prefix alone.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import Decimal

from casebook.errors import N_
from casebook.meant import fold
from casebook.quantity import Quantity, Unit, find_unit
from casebook.registry import nearest


@dataclass(frozen=True, slots=True)
class Assay:
    """A known test: its `name` and `short` name (message ids), the short names that authors type, its units.

    `conventional` and `si` are printed units, `power` the power of ten that the SI unit stands behind (10⁹/L); a number
    in the conventional unit, multiplied by `factor`, is one in the SI unit. `is_signed`: it may be negative.
    `charge`: of an ion that is reported in mEq/L too, so many of which are 1 mmol/L.
    """

    name: str
    also: tuple[str, ...]
    conventional: str
    si: str
    factor: Decimal
    power: int | None = None
    is_signed: bool = False
    charge: int = 0

    @property
    def units(self) -> Mapping[str, Decimal]:
        """The units that its results may be in, prefixes aside, each with how many of the SI unit it is."""
        charged = {"mEq/L": 1 / Decimal(self.charge)} if self.charge else {}
        return {self.conventional: self.factor.scaleb(self.power or 0), self.si: Decimal(1), **charged}

    @property
    def is_pure(self) -> bool:
        """Whether its results are small numbers without a unit (pH, INR, density), in which no mark parts thousands."""
        return not self.conventional


def _assay(name: str, also: str, conventional: str = "", si: str = "", factor: str = "1", power: int = 0) -> Assay:
    return Assay(name, tuple(also.split()), conventional, si or conventional, Decimal(factor), power or None)


_ALL = (
    # blood count
    _assay(N_("Hemoglobin"), "hb hgb hemoglobin hemoglobina", "g/dL", "g/L", "10"),
    _assay(N_("Hematocrit"), "hct ht hematocrit hematocrito", "%"),
    _assay(N_("Red cells"), "rbc red-cells hemacias eritrocitos", "/µL", "/L", "1e-6", 12),
    _assay(N_("Mean corpuscular volume"), "mcv vcm", "fL"),
    _assay(N_("Mean corpuscular hemoglobin"), "mch hcm", "pg"),
    _assay(N_("Mean corpuscular hemoglobin concentration"), "mchc chcm", "g/dL", "g/L", "10"),
    _assay(N_("Red cell distribution width"), "rdw", "%"),
    _assay(N_("Leukocytes"), "wbc leukocytes leucocitos", "/µL", "/L", "1e-3", 9),
    _assay(N_("Neutrophils"), "neutrophils anc neutrofilos", "/µL", "/L", "1e-3", 9),
    _assay(N_("Lymphocytes"), "lymphocytes linfocitos", "/µL", "/L", "1e-3", 9),
    _assay(N_("Eosinophils"), "eosinophils eosinofilos", "/µL", "/L", "1e-3", 9),
    _assay(N_("Monocytes"), "monocytes monocitos", "/µL", "/L", "1e-3", 9),
    _assay(N_("Platelets"), "plt platelets plaquetas", "/µL", "/L", "1e-3", 9),
    _assay(N_("Reticulocytes"), "reticulocytes reticulocitos", "%"),
    _assay(N_("Blasts"), "blasts blastos", "%"),
    # clotting
    _assay(N_("INR"), "inr rni"),
    _assay(N_("Prothrombin time"), "pt-time tp tempo-de-protrombina", "s"),
    _assay(N_("Activated partial thromboplastin time"), "aptt ttpa", "s"),
    _assay(N_("Fibrinogen"), "fibrinogen fibrinogenio", "mg/dL", "g/L", "0.01"),
    _assay(N_("D-dimer"), "d-dimer dimero-d d-dimero", "ng/mL", "µg/L"),
    _assay(N_("Fibrin degradation products"), "fdp pdf", "µg/mL", "mg/L"),
    _assay(N_("Anti-Xa activity"), "anti-xa", "IU/mL", "kIU/L"),
    _assay(N_("Antithrombin"), "antithrombin antitrombina", "%"),
    # electrolytes and gases
    _assay(N_("Sodium"), "na sodium sodio", "mEq/L", "mmol/L"),
    _assay(N_("Potassium"), "k potassium potassio", "mEq/L", "mmol/L"),
    _assay(N_("Chloride"), "cl chloride cloreto", "mEq/L", "mmol/L"),
    _assay(N_("Bicarbonate"), "hco3 bicarbonate bicarbonato", "mEq/L", "mmol/L"),
    replace(_assay(N_("Calcium"), "ca calcium calcio", "mg/dL", "mmol/L", "0.2495"), charge=2),
    replace(_assay(N_("Ionized calcium"), "ica ionized-calcium calcio-ionico", "mg/dL", "mmol/L", "0.2495"), charge=2),
    replace(_assay(N_("Magnesium"), "mg magnesium magnesio", "mg/dL", "mmol/L", "0.4114"), charge=2),
    _assay(N_("Phosphate"), "phosphate fosforo fosfato", "mg/dL", "mmol/L", "0.3229"),
    _assay(N_("Plasma osmolality"), "osmolality osmolalidade", "mOsm/kg"),
    _assay(N_("Urine osmolality"), "urine-osmolality osmolalidade-urinaria", "mOsm/kg"),
    _assay(N_("Urine sodium"), "urine-sodium sodio-urinario", "mEq/L", "mmol/L"),
    _assay(N_("Urine potassium"), "urine-potassium potassio-urinario", "mEq/L", "mmol/L"),
    _assay(N_("Arterial pH"), "ph"),
    _assay(N_("Arterial pCO₂"), "pco2", "mmHg", "kPa", "0.1333"),
    _assay(N_("Arterial pO₂"), "po2", "mmHg", "kPa", "0.1333"),
    _assay(N_("Oxygen saturation"), "spo2 sao2 saturation saturacao", "%"),
    _assay(N_("Lactate"), "lactate lactato", "mg/dL", "mmol/L", "0.111"),
    replace(_assay(N_("Anion gap"), "anion-gap", "mEq/L", "mmol/L"), is_signed=True),
    # kidney, muscle, metabolism
    _assay(N_("Creatinine"), "cr creatinine creatinina", "mg/dL", "µmol/L", "88.4"),
    _assay(N_("Urea"), "urea ureia", "mg/dL", "mmol/L", "0.1665"),
    _assay(N_("Blood urea nitrogen"), "bun", "mg/dL", "mmol/L", "0.357"),
    _assay(N_("Uric acid"), "uric-acid acido-urico", "mg/dL", "µmol/L", "59.5"),
    _assay(N_("Glucose"), "glucose glicose glicemia", "mg/dL", "mmol/L", "0.0555"),
    _assay(N_("HbA1c"), "hba1c", "%"),
    _assay(N_("Cholesterol"), "cholesterol colesterol colesterol-total", "mg/dL", "mmol/L", "0.02586"),
    _assay(N_("LDL cholesterol"), "ldl colesterol-ldl", "mg/dL", "mmol/L", "0.02586"),
    _assay(N_("HDL cholesterol"), "hdl colesterol-hdl", "mg/dL", "mmol/L", "0.02586"),
    _assay(N_("Triglycerides"), "triglycerides triglicerideos triglicerides", "mg/dL", "mmol/L", "0.01129"),
    _assay(N_("Creatine kinase"), "ck cpk creatinoquinase", "U/L", "µkat/L", "0.01667"),
    _assay(N_("Homocysteine"), "homocysteine homocisteina", "µmol/L"),
    # liver, proteins, iron
    _assay(N_("Aspartate aminotransferase"), "ast tgo", "U/L", "µkat/L", "0.01667"),
    _assay(N_("Alanine aminotransferase"), "alt tgp", "U/L", "µkat/L", "0.01667"),
    _assay(N_("Alkaline phosphatase"), "alp fosfatase-alcalina", "U/L", "µkat/L", "0.01667"),
    _assay(N_("Gamma-glutamyltransferase"), "ggt gama-gt", "U/L", "µkat/L", "0.01667"),
    _assay(N_("Lactate dehydrogenase"), "ldh dhl desidrogenase-latica", "U/L", "µkat/L", "0.01667"),
    _assay(N_("Lipase"), "lipase", "U/L", "µkat/L", "0.01667"),
    _assay(N_("Amylase"), "amylase amilase", "U/L", "µkat/L", "0.01667"),
    _assay(N_("Total bilirubin"), "bilirubin bilirrubina bilirrubina-total bilirrubinas", "mg/dL", "µmol/L", "17.1"),
    _assay(N_("Direct bilirubin"), "direct-bilirubin bilirrubina-direta", "mg/dL", "µmol/L", "17.1"),
    _assay(N_("Indirect bilirubin"), "indirect-bilirubin bilirrubina-indireta", "mg/dL", "µmol/L", "17.1"),
    _assay(N_("Albumin"), "albumin albumina", "g/dL", "g/L", "10"),
    _assay(N_("Total protein"), "protein proteinas proteinas-totais", "g/dL", "g/L", "10"),
    _assay(N_("Iron"), "iron ferro", "µg/dL", "µmol/L", "0.179"),
    _assay(N_("Ferritin"), "ferritin ferritina", "ng/mL", "µg/L"),
    _assay(N_("Transferrin"), "transferrin transferrina", "mg/dL", "g/L", "0.01"),
    _assay(N_("Transferrin saturation"), "transferrin-saturation saturacao-de-transferrina ist", "%"),
    _assay(N_("Total iron-binding capacity"), "tibc ctlf", "µg/dL", "µmol/L", "0.179"),
    _assay(N_("Haptoglobin"), "haptoglobin haptoglobina", "mg/dL", "g/L", "0.01"),
    _assay(N_("Ceruloplasmin"), "ceruloplasmin ceruloplasmina", "mg/dL", "g/L", "0.01"),
    _assay(N_("Copper"), "copper cobre", "µg/dL", "µmol/L", "0.1574"),
    _assay(N_("Zinc"), "zinc zinco", "µg/dL", "µmol/L", "0.1529"),
    _assay(N_("Immunoglobulin G"), "igg", "mg/dL", "g/L", "0.01"),
    _assay(N_("Immunoglobulin A"), "iga", "mg/dL", "g/L", "0.01"),
    _assay(N_("Immunoglobulin M"), "igm", "mg/dL", "g/L", "0.01"),
    _assay(N_("Immunoglobulin E"), "ige", "IU/mL", "kIU/L"),
    _assay(N_("Complement C3"), "c3", "mg/dL", "g/L", "0.01"),
    _assay(N_("Complement C4"), "c4", "mg/dL", "g/L", "0.01"),
    _assay(N_("Ammonia"), "ammonia amonia", "µmol/L"),
    # inflammation, heart
    _assay(N_("C-reactive protein"), "crp pcr proteina-c-reativa", "mg/dL", "mg/L", "10"),
    _assay(N_("Erythrocyte sedimentation rate"), "esr vhs", "mm/h"),
    _assay(N_("Procalcitonin"), "procalcitonin procalcitonina", "ng/mL", "µg/L"),
    _assay(N_("Troponin I"), "troponin-i troponina-i", "ng/mL", "µg/L"),
    _assay(N_("Troponin T"), "troponin-t troponina-t", "ng/mL", "µg/L"),
    _assay(N_("NT-proBNP"), "nt-probnp", "pg/mL", "ng/L"),
    _assay(N_("BNP"), "bnp", "pg/mL", "ng/L"),
    _assay(N_("CK-MB"), "ck-mb ckmb", "ng/mL", "µg/L"),
    # hormones, vitamins, markers
    _assay(N_("TSH"), "tsh", "µIU/mL", "mIU/L"),
    _assay(N_("Free T4"), "t4l ft4 free-t4 t4-livre", "ng/dL", "pmol/L", "12.87"),
    _assay(N_("Cortisol"), "cortisol", "µg/dL", "nmol/L", "27.59"),
    _assay(N_("Free T3"), "ft3 t3l free-t3 t3-livre", "pg/mL", "pmol/L", "1.536"),
    _assay(N_("ACTH"), "acth", "pg/mL", "pmol/L", "0.2202"),
    _assay(N_("Parathyroid hormone"), "pth paratormonio", "pg/mL", "ng/L"),
    _assay(N_("Prolactin"), "prolactin prolactina", "ng/mL", "µg/L"),
    _assay(N_("Testosterone"), "testosterone testosterona", "ng/dL", "nmol/L", "0.03467"),
    _assay(N_("Estradiol"), "estradiol", "pg/mL", "pmol/L", "3.671"),
    _assay(N_("Progesterone"), "progesterone progesterona", "ng/mL", "nmol/L", "3.180"),
    _assay(N_("LH"), "lh", "mIU/mL", "IU/L"),
    _assay(N_("FSH"), "fsh", "mIU/mL", "IU/L"),
    _assay(N_("Vitamin B12"), "b12 vitamin-b12 vitamina-b12", "pg/mL", "pmol/L", "0.738"),
    _assay(N_("Folate"), "folate folato acido-folico", "ng/mL", "nmol/L", "2.266"),
    _assay(N_("25-hydroxyvitamin D"), "vitamin-d vitamina-d", "ng/mL", "nmol/L", "2.496"),
    _assay(N_("PSA"), "psa", "ng/mL", "µg/L"),
    _assay(N_("Alpha-fetoprotein"), "afp alfafetoproteina", "ng/mL", "µg/L"),
    _assay(N_("CEA"), "cea", "ng/mL", "µg/L"),
    _assay(N_("CA 125"), "ca-125 ca125", "U/mL", "kU/L"),
    _assay(N_("CA 19-9"), "ca-19-9 ca19-9", "U/mL", "kU/L"),
    _assay(N_("Beta-hCG"), "hcg beta-hcg", "mIU/mL", "IU/L"),
    _assay(N_("Urine density"), "urine-density densidade-urinaria"),
    _assay(N_("Urine protein"), "urine-protein proteinuria", "g/day"),
    # signs
    _assay(N_("Heart rate"), "heart-rate hr frequencia-cardiaca", "bpm"),
    _assay(N_("Respiratory rate"), "respiratory-rate frequencia-respiratoria", "breaths/min"),
    _assay(N_("Blood pressure"), "bp blood-pressure pressao-arterial", "mmHg"),
    _assay(N_("Temperature"), "temperature temperatura", "°C"),
    _assay(N_("Body weight"), "weight peso", "kg"),
    _assay(N_("Urine output"), "urine-output diurese", "mL"),
)
ASSAYS: Mapping[str, Assay] = {short: assay for assay in _ALL for short in assay.also}
_NAMED: Mapping[str, Assay] = {**{fold(assay.name): assay for assay in _ALL}, **ASSAYS}
# What is less alike, longer by more than a slip, or begins otherwise is mostly another analyte: haptoglobin, myoglobin
_LIKE, _SLIP = 0.8, 1
_BRACKETS = re.compile(r"\(([^()]*)\)")


def find_assay(name: str) -> Assay | None:
    """Return the test that authors call `name` ("hb", "ureia", "Fosfatase alcalina"), None where none is."""
    return _NAMED.get(fold(name))


def nearest_assay(name: str) -> str:
    """Return the short name of the test that `name` says with more around it, as “AST (TGO)”, or is like; else ""."""
    bare = _BRACKETS.sub("", name)
    meant = next(filter(None, map(find_assay, (bare, *_BRACKETS.findall(name)))), None)
    if meant:
        return nearest(fold(bare), meant.also, 0)
    typed = fold(bare)
    near = (short for short in ASSAYS if short[:1] == typed[:1] and abs(len(short) - len(typed)) <= _SLIP)
    return nearest(typed, near, _LIKE)


def fits(assay: Assay, unit: Unit | None) -> bool:
    """Say whether results of a test can be in `unit`: one of the kind of its conventional, its SI or its ionic unit."""
    return dimension(unit) in {dimension(find_unit(text)) for text in assay.units}


_SAME = {"m³": "L", "24 h": "day"}


def dimension(unit: Unit | None) -> tuple[str, ...]:
    """Return what a unit measures, prefixes aside, volumes and days alike: ("g", "L") of mg/dL and of g/m³."""
    if unit is None:
        return ()
    signs = (part.sign if part else "" for part in (unit.above, *unit.below))
    return tuple(_SAME.get(sign, sign) for sign in signs)


def is_measured(quantity: Quantity) -> bool:
    """Say whether a quantity is of numbers that can be converted: one, or a range."""
    return quantity.joint in ("", "–")

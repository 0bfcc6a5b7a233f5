"""Odd plans, all invented: what a drawing must bear without crushing, colliding or lying."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

from casebook.drawings.plan import Bar, Lane, Mark, Moment, Point, Series, Stretch, Timeline, Trend, TrendPanel
from casebook.languages import Language

Plan = Timeline | Trend


class Teller:
    """Says the words and numbers of the plans in one language."""

    def __init__(self, language: Language) -> None:
        self.language = language

    def __call__(self, en: str, pt: str) -> str:
        return pt if self.language.code == "pt" else en

    def number(self, digits: str) -> str:
        sign = "<" if digits.startswith("<") else ""
        return sign + self.language.number(digits.removeprefix(sign))

    def event(self, days: float, label: str, when: str = "", stretch: int = 0) -> Mark:
        """Return an event at one moment."""
        told = when or self("day ", "dia ") + self.number(f"{days:g}")
        return Mark(at(days, stretch), at(days, stretch), label, told)

    def point(self, days: str | float, value: str, stretch: int = 0) -> Point:
        """Return a result at one moment."""
        bound, moment = value[:1] if value[:1] in "<>" else "", at(days, stretch)
        return Point(moment, moment, Decimal(value.lstrip("<>")), self.number(value), bound)  # type: ignore[arg-type]

    def series(self, name: str, values: tuple[tuple[float, str], ...]) -> Series:
        return Series(name, tuple(self.point(days, value) for days, value in values))


def at(days: str | float, stretch: int = 0) -> Moment:
    """Return a moment."""
    return Moment(stretch, Decimal(str(days)))


def word(days: float, said: str) -> Point:
    """Return a result that is a word."""
    return Point(at(days), at(days), None, said)


def span(name: str, end: float, first: int = 0, start: float = 0) -> Stretch:
    """Return a stretch to `end`."""
    return Stretch(name, Decimal(str(start)), Decimal(str(end)), first)


def week(t: Teller) -> Timeline:
    several = t("Event number {n}, in a few words", "Evento número {n}, com algumas palavras")
    return Timeline(
        (span(t("Admission", "Admissão"), 90),),
        (
            Lane(t("Furosemide", "Furosemida"), (Bar(at(0), at(1.5), "40 mg"),)),
            Lane(
                t("Potassium chloride", "Cloreto de potássio"),
                (Bar(at("0.2"), at(2), "40 mEq"), Bar(at(2), at(3), "20 mEq")),
            ),
        ),
        (
            *(t.event(round(number * 0.35, 2), several.format(n=number)) for number in range(20)),
            Mark(at(90), at(90), t("Last follow-up", "Último seguimento"), t("day 90", "dia 90"), "last"),
            Mark(at(1), at(6), t("Event of unknown day", "Evento sem data conhecida")),
        ),
        t("Twenty events in one week", "Vinte eventos em uma semana"),
        t(
            "Twenty events in the first week, and the last follow-up on day 90.",
            "Vinte eventos na primeira semana e o último seguimento no dia 90.",
        ),
    )


def broken(t: Teller) -> Timeline:
    return Timeline(
        (
            span(t("Induction", "Indução"), 0, 1),
            span("MIDAM", 13, 1),
            span(t("Transplant", "Transplante"), 90),
        ),
        (Lane(t("Cytarabine", "Citarabina"), (Bar(at(0), at(0), "", True), Bar(at(0, 1), at(0, 1), "", True))),),
        (
            t.event(13, t("Bone marrow aspirate", "Aspirado de medula"), t("day 14", "dia 14"), 1),
            t.event(12, t("Engraftment", "Enxertia"), "", 2),
            Mark(at(90, 2), at(90, 2), t("End of follow-up", "Fim do seguimento"), t("day 90", "dia 90"), "last"),
            Mark(
                at(0, 1),
                at(0, 2),
                t("Aspergillus infection", "Infecção por Aspergillus"),
                italics=frozenset(["Aspergillus"]),
            ),
            Mark(at(0, 1), at(13, 1), t("Fever", "Febre"), kind="finding"),
        ),
        t("Unknown distances", "Distâncias desconhecidas"),
        t(
            "Three stretches; how far they lie apart is not known.",
            "Três trechos cujas distâncias não são conhecidas.",
        ),
    )


def outlier(t: Teller) -> Timeline:
    last = t.event(3650, t("Last follow-up", "Último seguimento"))
    return Timeline(
        (span(t("Diagnosis", "Diagnóstico"), 3650),),
        (),
        (
            t.event(0, t("Diagnosis", "Diagnóstico")),
            t.event(5, t("Biopsy", "Biópsia")),
            t.event(9, t("Surgery", "Cirurgia")),
            t.event(12, t("Discharge", "Alta")),
            Mark(last.start, last.end, last.label, last.when, "last"),
        ),
        t("A follow-up of ten years", "Um seguimento de dez anos"),
        t(
            "Four events in twelve days, and the last follow-up ten years later.",
            "Quatro eventos em doze dias e o último seguimento dez anos depois.",
        ),
    )


def pregnancy(t: Teller) -> Timeline:
    weeks = t("{n} weeks", "{n} semanas")
    return Timeline(
        (Stretch(t("Last menstruation", "Última menstruação"), Decimal(0), Decimal(259), 0, "weeks"),),
        (
            Lane(t("Labetalol", "Labetalol"), (Bar(at(115), at(259), "100 mg"),)),
            Lane(t("Magnesium sulfate", "Sulfato de magnésio"), (Bar(at(257), at(259)),)),
        ),
        (
            t.event(56, t("First ultrasound", "Primeira ultrassonografia"), weeks.format(n=8)),
            t.event(101, t("Blood pressure 150/100 mmHg", "Pressão arterial 150/100 mmHg"), weeks.format(n="14+3")),
            t.event(257, t("Seizure", "Convulsão"), weeks.format(n="36+5")),
            t.event(258, t("Cesarean delivery", "Cesariana"), weeks.format(n="36+6")),
        ),
        t("A pregnancy in weeks and days", "Uma gestação em semanas e dias"),
        t("From 8 weeks to delivery at 36+6 weeks.", "Das 8 semanas ao parto, com 36+6 semanas."),
    )


def lanes(t: Teller) -> Timeline:
    names = (
        t("Trastuzumab deruxtecan with hyaluronidase", "Trastuzumabe deruxtecana com hialuronidase"),
        t("Methylprednisolone", "Metilprednisolona"),
        t("Sulfamethoxazole-trimethoprim", "Sulfametoxazol-trimetoprima"),
        "Pneumoultramicroscopicossilicovulcanoconiose",
        *(t("Drug {n}", "Fármaco {n}").format(n=number) for number in range(5, 13)),
    )
    several = tuple(Bar(at(n), at(n + 1), f"{5 * n + 5} mg") for n in range(6))
    return Timeline(
        (span(t("Admission", "Admissão"), 30, start=-10),),
        tuple(
            Lane(name, several if n == 1 else (Bar(at(n * 2), at(n * 2 + 6), "", n % 5 == 2),))
            for n, name in enumerate(names)
        ),
        (t.event(-10, t("First symptoms", "Primeiros sintomas")), t.event(30, t("Discharge", "Alta"))),
        t(
            "Twelve treatments, and symptoms before the first clock",
            "Doze tratamentos, e sintomas antes do primeiro relógio",
        ),
        t("Twelve treatments in thirty days.", "Doze tratamentos em trinta dias."),
    )


_POTASSIUM = (
    "1.7", "1.8", "1.9", "2.1", "2.6", "3.4", "4.3", "5.2", "5.8", "5.5", "5.1", "4.8", "4.6",
    "4.5", "4.4", "4.3", "4.3", "4.2", "4.2", "4.1", "4.2", "4.2", "4.1", "4.2", "4.2",
)  # fmt: skip


def dense(t: Teller) -> Trend:
    name = t("Potassium", "Potássio")
    results = t.series(name, tuple((round(n / 12, 3), value) for n, value in enumerate(_POTASSIUM)))
    return Trend(
        (Stretch(t("Admission", "Admissão"), Decimal(0), Decimal(2), 0, "hours"),),
        (Lane(t("Potassium chloride", "Cloreto de potássio"), (Bar(at("0.04"), at("0.5"), "10 mEq/h"),)),),
        (TrendPanel(name, "mEq/L", (results,), (Decimal("3.5"), Decimal("5.0")), t("3.5–5.0", "3,5–5,0")),),
        t("Twenty-five results in 48 hours", "Vinte e cinco resultados em 48 horas"),
        t(
            "Potassium rises from 1.7 to 5.8 and returns to 4.2 mEq/L.",
            "O potássio sobe de 1,7 a 5,8 e volta a 4,2 mEq/L.",
        ),
    )


def assays(t: Teller) -> Trend:
    marrow = t("Bone marrow, ", "Medula, ")
    return Trend(
        (span(t("Diagnosis", "Diagnóstico"), 28), span(t("Transplant", "Transplante"), 90)),
        (),
        (
            TrendPanel(
                t("Blasts", "Blastos"),
                "%",
                (
                    t.series(t("Blood", "Sangue"), ((0, "92"), (14, "40"), (28, "0.4"))),
                    Series(
                        marrow + t("morphology", "morfologia"),
                        (t.point(0, "88.4"), t.point(14, "3.6"), word(21, t("none seen", "nenhum observado"))),
                    ),
                    Series(
                        marrow + t("flow cytometry", "citometria de fluxo"),
                        (t.point(28, "0.51"), t.point(30, "<0.01", 1), t.point(60, "0", 1)),
                    ),
                ),
                is_log=True,
            ),
        ),
        t("Three methods on a logarithmic scale", "Três métodos em escala logarítmica"),
        t("Blasts in blood, and in bone marrow by two methods.", "Blastos no sangue e na medula por dois métodos."),
    )


def words(t: Teller) -> Trend:
    not_detected, positive = t("not detected", "não detectado"), t("positive", "positivo")
    return Trend(
        (span(t("Admission", "Admissão"), 21),),
        (),
        (
            TrendPanel(
                t("SARS-CoV-2 RNA", "RNA do SARS-CoV-2"),
                t("copies/mL", "cópias/mL"),
                (
                    Series(
                        t("Swab", "Suabe"),
                        (
                            t.point(0, "52000"),
                            t.point(3, "870"),
                            *(word(day, not_detected) for day in (7, 8, 9, 10)),
                            word(12, t("invalid, sample too small", "inválido, amostra insuficiente")),
                            word(21, not_detected),
                        ),
                    ),
                    Series(
                        t("Plasma", "Plasma"),
                        (word(1, positive), word(2, t("weakly positive", "fracamente positivo")), t.point(9, "120")),
                    ),
                ),
            ),
        ),
        t("Results that are words", "Resultados que são palavras"),
        t(
            "A virus is detected until day 3 by swab, until day 9 in plasma.",
            "Vírus detectado até o dia 3 no suabe e o dia 9 no plasma.",
        ),
    )


def pressure(t: Teller) -> Trend:
    taken = ((0, 210, 130), (0.25, 190, 115), (0.5, 165, 100), (1, 150, 95), (2, 140, 90), (4, 128, 84))
    shown = tuple(
        Point(at(day), at(day), Decimal(high), f"{high}/{low}", least=Decimal(low)) for day, high, low in taken
    )
    heart = t.series(t("Heart rate", "Frequência cardíaca"), ((0, "124"), (0.5, "110"), (2, "92"), (4, "76")))
    return Trend(
        (span(t("Admission", "Admissão"), 4),),
        (Lane(t("Nitroprusside", "Nitroprusseto"), (Bar(at(0), at(1), t("0.5 µg/kg/min", "0,5 µg/kg/min")),)),),
        (
            TrendPanel(t("Blood pressure", "Pressão arterial"), "mmHg", (Series("", shown),)),
            TrendPanel(heart.label, t("bpm", "bpm"), (heart,), (Decimal(60), Decimal(100)), "60–100"),
        ),
        t("Blood pressure and heart rate", "Pressão arterial e frequência cardíaca"),
        t("Both fall within four days.", "Ambas caem em quatro dias."),
    )


def one(t: Teller) -> Trend:
    name = t("Ferritin", "Ferritina")
    panel = TrendPanel(name, "ng/mL", (t.series(name, ((0, "1200"),)),), (Decimal(15), Decimal(150)), "15–150")
    title = t("One point", "Um só ponto")
    return Trend((span("", 0),), (), (panel,), title, f"{name}: {t.number('1200')} ng/mL.")


def signed(t: Teller) -> Trend:
    values = t.series("", ((0, "-12"), (1, "-4"), (2, "0"), (5, "2")))
    return Trend(
        (span(t("Birth", "Nascimento"), 5),),
        (),
        (TrendPanel(t("Base excess", "Excesso de bases"), "mEq/L", (values,)),),
        t("Negative values and zero", "Valores negativos e zero"),
        t("Base excess goes from −12 to 2 mEq/L.", "O excesso de bases vai de −12 a 2 mEq/L."),
    )


def many(t: Teller) -> Trend:
    name = t("Creatinine", "Creatinina")
    values = tuple((n * 7.3, str(round(1 + (n * 37 % 100) / 100, 2))) for n in range(500))
    panel = TrendPanel(name, "mg/dL", (t.series(name, values),), (None, Decimal("1.2")), t("<1.2", "<1,2"))
    return Trend(
        (span(t("Admission", "Admissão"), 3650),),
        (),
        (panel,),
        t("Five hundred points in ten years", "Quinhentos pontos em dez anos"),
        t("Creatinine between 1 and 2 mg/dL.", "Creatinina entre 1 e 2 mg/dL."),
    )


PLANS: dict[str, Callable[[Teller], Plan]] = {
    plan.__name__: plan
    for plan in (week, broken, outlier, pregnancy, lanes, dense, assays, words, pressure, one, signed, many)
}

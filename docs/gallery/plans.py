"""Odd plans, all invented: what a drawing must bear without crushing, colliding or lying."""

from __future__ import annotations

from decimal import Decimal

from casebook.drawings.plan import Bar, Lane, Mark, Moment, Point, Series, Stretch, Timeline, Trend, TrendPanel


def at(days: str | float, stretch: int = 0) -> Moment:
    """Return a moment."""
    return Moment(stretch, Decimal(str(days)))


def event(days: float, label: str, when: str = "", stretch: int = 0) -> Mark:
    """Return an event at one moment."""
    return Mark(at(days, stretch), at(days, stretch), label, when or f"dia {days:g}")


def point(days: str | float, value: str | None, printed: str = "", stretch: int = 0, bound: str = "") -> Point:
    """Return a result at one moment."""
    shown = printed or (value or "").replace(".", ",")
    moment = at(days, stretch)
    return Point(moment, moment, Decimal(value) if value else None, shown, bound)  # type: ignore[arg-type]


def span(name: str, end: float, first: int = 0) -> Stretch:
    """Return a stretch from its zero to `end`."""
    return Stretch(name, Decimal(0), Decimal(str(end)), first)


def _series(name: str, values: tuple[tuple[float, str], ...]) -> Series:
    return Series(name, tuple(point(days, value) for days, value in values))


WEEK = Timeline(
    (span("Admissão", 90),),
    (
        Lane("Furosemida", (Bar(at(0), at(1.5), "40 mg"),)),
        Lane("Cloreto de potássio", (Bar(at("0.2"), at(2), "40 mEq"), Bar(at(2), at(3), "20 mEq"))),
    ),
    (
        *(event(round(number * 0.35, 2), f"Evento número {number}, com algumas palavras") for number in range(20)),
        Mark(at(90), at(90), "Último seguimento", "dia 90", "last"),
        Mark(at(1), at(6), "Evento sem data conhecida"),
    ),
    "Vinte eventos em uma semana",
    "Vinte eventos na primeira semana e o último seguimento no dia 90.",
)
BROKEN = Timeline(
    (span("Indução", 0, 1), span("MIDAM", 13, 1), span("Transplante", 90)),
    (Lane("Citarabina", (Bar(at(0), at(0), "", True), Bar(at(0, 1), at(0, 1), "", True))),),
    (
        event(13, "Aspirado de medula", "dia 14", 1),
        event(12, "Enxertia", "dia 12", 2),
        Mark(at(90, 2), at(90, 2), "Fim do seguimento", "dia 90", "last"),
        Mark(at(0, 1), at(0, 2), "Infecção, em data não informada"),
    ),
    "Distâncias desconhecidas",
    "Três trechos cujas distâncias não são conhecidas.",
)
OUTLIER = Timeline(
    (span("Diagnóstico", 3650),),
    (),
    (
        event(0, "Diagnóstico"),
        event(5, "Biópsia"),
        event(9, "Cirurgia"),
        event(12, "Alta"),
        Mark(at(3650), at(3650), "Último seguimento", "dia 3.650", "last"),
    ),
    "Um seguimento de dez anos",
    "Quatro eventos em doze dias e o último seguimento dez anos depois.",
)
_POTASSIUM = (
    "1.7", "1.8", "1.9", "2.1", "2.6", "3.4", "4.3", "5.2", "5.8", "5.5", "5.1", "4.8", "4.6",
    "4.5", "4.4", "4.3", "4.3", "4.2", "4.2", "4.1", "4.2", "4.2", "4.1", "4.2", "4.2",
)  # fmt: skip
DENSE = Trend(
    (Stretch("Admissão", Decimal(0), Decimal(2), 0, "hours"),),
    (Lane("Cloreto de potássio", (Bar(at("0.04"), at("0.5"), "10 mEq/h"),)),),
    (
        TrendPanel(
            "Potássio",
            "mEq/L",
            (_series("Potássio", tuple((round(n / 12, 3), value) for n, value in enumerate(_POTASSIUM))),),
            (Decimal("3.5"), Decimal("5.0")),
            "3,5–5,0",
        ),
    ),
    "Vinte e cinco resultados em 48 horas",
    "O potássio sobe de 1,7 a 5,8 e volta a 4,2 mEq/L.",
)
ASSAYS = Trend(
    (span("Diagnóstico", 28), span("Transplante", 90)),
    (),
    (
        TrendPanel(
            "Blastos",
            "%",
            (
                _series("Sangue", ((0, "92"), (14, "40"), (28, "0.4"))),
                Series("Medula, morfologia", (point(0, "88.4"), point(14, "3.6"), point(21, None, "nenhum observado"))),
                Series("Medula, citometria de fluxo", (point(28, "0.51"), point(30, "0.01", "<0,01", 1, "<"))),
            ),
            None,
            "",
            True,
        ),
    ),
    "Três métodos em escala logarítmica",
    "Blastos no sangue e na medula por dois métodos.",
)
ONE = Trend(
    (span("", 0),),
    (),
    (TrendPanel("Ferritina", "ng/mL", (_series("Ferritina", ((0, "1200"),)),), (Decimal(15), Decimal(150)), "15–150"),),
    "Um só ponto",
    "Ferritina de 1.200 ng/mL.",
)
SIGNED = Trend(
    (span("Nascimento", 5),),
    (),
    (TrendPanel("Excesso de bases", "mEq/L", (_series("", ((0, "-12"), (1, "-4"), (2, "0"), (5, "2"))),)),),
    "Valores negativos e zero",
    "O excesso de bases vai de −12 a 2 mEq/L.",
)
MANY = Trend(
    (span("Admissão", 3650),),
    (),
    (
        TrendPanel(
            "Creatinina",
            "mg/dL",
            (_series("Creatinina", tuple((n * 7.3, str(round(1 + (n * 37 % 100) / 100, 2))) for n in range(500))),),
            (None, Decimal("1.2")),
            "<1,2",
        ),
    ),
    "Quinhentos pontos em dez anos",
    "Creatinina entre 1 e 2 mg/dL.",
)
PLANS: dict[str, Timeline | Trend] = {
    "week": WEEK,
    "broken": BROKEN,
    "outlier": OUTLIER,
    "dense": DENSE,
    "assays": ASSAYS,
    "one": ONE,
    "signed": SIGNED,
    "many": MANY,
}

"""A plan as style rules, for one article."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise

from casebook.formats.layout.columns import Block
from casebook.formats.layout.plan import Float, Geometry, Plan

_ENDLESS = 100_000  # px, the height of the page on which blocks are measured


def measuring(geometry: Geometry) -> str:
    """Return the rules that set the whole text as one endless column, wide figures at their own width."""
    return f"""
        @page {{ size: 210mm {_ENDLESS}px }}
        .text {{ columns: auto; width: {geometry.column_width}px }}
        .text > .wide {{ width: {geometry.width}px }}
    """


def spacing(blocks: Sequence[Block], order: Sequence[int], grid: float) -> str:
    """Return the rules that end figures and boxed notes on the grid of the lines.

    What a heading or a figure follows ends a line above it: a rule of its own where wide figures are written between.
    """
    below = {number: blocks[number].below for number in order if not blocks[number].is_wide}
    for (place, number), (other, following) in pairwise((order.index(number), number) for number in below):
        if other > place + 1 and blocks[number].kind != "heading" and blocks[following].kind in ("heading", "figure"):
            below[number] = max(below[number], grid)
    return "\n".join(
        f"{_child(order, number)} {{ margin-bottom: {space:.2f}px !important }}"
        for number, space in below.items()
        if space
    )


def toning(tones: Mapping[int, str], order: Sequence[int]) -> str:
    """Return the rules for paragraphs set a little closer or wider."""
    return "\n".join(f"{_child(order, number)} {{ {rule} }}" for number, rule in tones.items())


def placing(plan: Plan, geometry: Geometry) -> str:
    """Return the rules that set wide figures at the head or foot of their pages and make room for them there."""
    bottom = geometry.margin_bottom - plan.stretch * geometry.grid
    rules = [f"@page {{ margin-bottom: {bottom:.2f}px }}"]
    for page in sorted({float_.page for float_ in plan.floats}):
        top = geometry.first_margin_top if page == 1 else geometry.margin_top
        heads = [float_ for float_ in plan.floats if (float_.page, float_.side) == (page, "top")]
        feet = [float_ for float_ in plan.floats if (float_.page, float_.side) == (page, "bottom")]
        margins = f"margin-top: {top + _room(heads):.2f}px; margin-bottom: {bottom + _room(feet):.2f}px"
        rules.append(f"@page :nth({page}) {{ {margins} }}")
        rules += [_place(plan, float_, "top", _room(heads[n:])) for n, float_ in enumerate(heads)]
        rules += [_place(plan, float_, "bottom", _room(feet[: n + 1])) for n, float_ in enumerate(feet)]
    return "\n".join(rules)


def _room(floats: Sequence[Float]) -> float:
    return sum(float_.room for float_ in floats)


def _place(plan: Plan, float_: Float, side: str, distance: float) -> str:
    """Return the rule for a figure that begins, or ends, so far outside the text area of its page."""
    where = f"position: absolute; left: 0; right: 0; {side}: -{distance:.2f}px"
    return f"{_child(plan.order, float_.block)}.wide {{ column-span: none; margin: 0; {where} }}"


def _child(order: Sequence[int], number: int) -> str:
    return f".text > :nth-child({order.index(number) + 1})"

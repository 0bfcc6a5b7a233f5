"""The plan of the pages: lines fill columns, figures find their places, the last page is not left with a few lines."""

from __future__ import annotations

from dataclasses import replace

from casebook.formats.layout.columns import Block, Flow, Kind, Line, fill_column, fill_page
from casebook.formats.layout.plan import Float, Geometry, plan_pages
from casebook.formats.layout.rules import spacing

GRID = 10.0
PAGE = Geometry(
    grid=GRID,
    first_height=400,
    height=500,
    first_margin_top=60,
    margin_top=90,
    margin_bottom=90,
    column_width=300,
    width=620,
)


def paragraph(lines: int) -> Block:
    """A paragraph whose first two lines, and last two, stay together."""
    return Block("paragraph", tuple(Line(GRID, may_end=2 <= n <= lines - 2 or n == lines) for n in range(1, lines + 1)))


def heading() -> Block:
    return Block("heading", (Line(GRID, may_end=False),))


def figure(lines: int, is_wide: bool = False) -> Block:
    return Block("figure", (Line(lines * GRID),), below=GRID, is_wide=is_wide)


def flow(*blocks: Block) -> Flow:
    return Flow(dict(enumerate(blocks)), tuple(range(len(blocks))), GRID)


def kinds(found: Flow) -> list[Kind]:
    return [found.blocks[number].kind for number in found.order]


def test_a_column_takes_as_many_lines_as_it_has_room_for() -> None:
    assert fill_column(flow(paragraph(20)).lines, 0, 100).end == 10


def test_no_column_ends_after_one_line_of_a_paragraph_or_before_its_last() -> None:
    lines = flow(paragraph(10), paragraph(10)).lines
    assert fill_column(lines, 0, 110).end == 10
    assert fill_column(lines, 0, 190).end == 18


def test_no_column_ends_with_a_heading() -> None:
    lines = flow(paragraph(8), heading(), paragraph(10)).lines
    assert fill_column(lines, 0, 110).end == 8


def test_the_space_below_a_paragraph_wants_room_at_the_end_of_a_column() -> None:
    lines = flow(paragraph(10), heading(), paragraph(10)).lines
    assert fill_column(lines, 0, 100).end == 8
    assert fill_column(lines, 0, 110).end == 10


def test_no_column_ends_before_what_clings_to_the_text_above() -> None:
    listing = Block("paragraph", (Line(GRID),) * 4, clings=True)
    assert fill_column(flow(paragraph(6), listing).lines, 0, 60).end == 4


def test_a_figure_too_high_for_what_is_left_of_a_column_moves_behind_the_next_paragraph() -> None:
    page = fill_page(flow(paragraph(30), figure(30), paragraph(30), paragraph(30)), 0, 500)
    assert kinds(page.flow) == ["paragraph", "paragraph", "figure", "paragraph"]
    assert page.heights[0] == 500


def test_figures_that_move_keep_their_order_and_stay_in_front_of_the_statements() -> None:
    statements = Block("other", (Line(GRID),) * 40)
    first, second = figure(30), figure(31)
    page = fill_page(flow(paragraph(30), first, second, paragraph(40), statements), 0, 500)
    assert [page.flow.blocks[number] for number in page.flow.order][2:4] == [first, second]
    stays = fill_page(flow(paragraph(30), first, statements), 0, 500)
    assert kinds(stays.flow) == ["paragraph", "figure", "other"]


def test_a_table_that_fits_does_not_wait_for_a_figure_that_does_not() -> None:
    table = replace(figure(8), is_table=True)
    page = fill_page(flow(paragraph(10), figure(45), table, paragraph(24), paragraph(50), paragraph(50)), 0, 500)
    assert page.flow.order == (0, 2, 3, 1, 4, 5)
    assert min(page.heights) > 400
    high = replace(figure(46), is_table=True)
    page = fill_page(flow(paragraph(10), figure(45), high, paragraph(60), paragraph(60)), 0, 500)
    assert page.flow.order[:2] == (0, 3)


def test_the_columns_of_the_last_page_are_levelled() -> None:
    page = fill_page(flow(paragraph(10), paragraph(11)), 0, 500)
    assert page.is_last
    assert 105 <= page.heights[0] <= 115


def test_a_wide_figure_stands_at_the_head_of_its_page_with_the_text_below_it() -> None:
    blocks = [paragraph(60), paragraph(30), figure(12, is_wide=True), *[paragraph(20)] * 4]
    (found,) = plan_pages(blocks, PAGE, 100).floats
    assert (found.block, found.page, found.side) == (2, 2, "top")
    assert found.room % GRID == 0
    assert found.room > found.height


def test_wide_figures_keep_their_order() -> None:
    blocks = [paragraph(70)]
    for _ in range(4):
        blocks += [figure(14, is_wide=True), paragraph(20), paragraph(20)]
    statements = [Block("other", (Line(GRID),) * 12)] * 8
    floats = plan_pages([*blocks, *statements], PAGE, 100).floats
    assert [found.block for found in floats] == [1, 4, 7, 10]
    assert [found.page for found in floats] == sorted(found.page for found in floats)


def test_no_wide_figure_is_written_among_the_statements_and_references() -> None:
    blocks = [paragraph(60), paragraph(20), figure(12, is_wide=True)]
    statements = [Block("other", (Line(GRID),) * 12, is_back=True)] * 12
    plan = plan_pages([*blocks, *statements], PAGE, 100)
    assert sorted((*plan.order, *plan.plates)) == list(range(len(blocks) + len(statements)))
    assert 2 in plan.plates or plan.order.index(2) <= 2


def test_a_wide_figure_never_stands_on_a_page_before_the_paragraph_it_follows() -> None:
    blocks = [paragraph(62), paragraph(90), figure(12, is_wide=True), *[paragraph(20)] * 4]
    (found,) = plan_pages(blocks, PAGE, 100).floats
    assert found.page == 3


def test_wide_figures_are_written_between_paragraphs_of_their_own_page() -> None:
    blocks = [paragraph(60), paragraph(30), figure(12, is_wide=True), *[paragraph(20)] * 4]
    plan = plan_pages(blocks, PAGE, 100)
    assert sorted(plan.order) == list(range(len(blocks)))
    before = plan.order[plan.order.index(2) - 1]
    assert blocks[before].kind == "paragraph"
    assert before >= 1


def test_a_heading_keeps_its_space_across_the_wide_figures_written_before_it() -> None:
    blocks = [heading(), paragraph(8), figure(9, is_wide=True), figure(7, is_wide=True), heading(), paragraph(8)]
    assert spacing(blocks, range(6), GRID) == ".text > :nth-child(2) { margin-bottom: 10.00px !important }"
    assert spacing([heading(), figure(9, is_wide=True), *blocks[4:]], range(4), GRID) == ""


def test_a_wide_table_higher_than_a_page_stands_behind_the_text() -> None:
    plan = plan_pages([paragraph(60), figure(70, is_wide=True), paragraph(60)], PAGE, 100)
    assert plan.plates == (1,)
    assert plan.order == (0, 2)


def test_a_table_higher_than_a_column_stands_behind_the_text_and_one_a_little_lower_in_it() -> None:
    plan = plan_pages([paragraph(60), figure(44), paragraph(60), figure(41), paragraph(90)], PAGE, 100)
    assert plan.plates == (1,)
    assert sorted(plan.order) == [0, 2, 3, 4]


def test_a_last_page_with_a_few_lines_is_filled_or_spared() -> None:
    few_over = [paragraph(60), *[paragraph(20)] * 5, paragraph(8)]
    assert plan_pages(few_over[:-1], PAGE, 100).stretch == 0
    spared = plan_pages(few_over, PAGE, 100)
    assert spared.stretch > 0
    assert spared.last_fill > 0.9
    filled = plan_pages([*few_over, *[paragraph(20)] * 5, paragraph(14)], PAGE, 100)
    assert filled.last_fill >= 1 / 3


def test_a_text_without_figures_or_without_anything_has_a_plan() -> None:
    assert plan_pages([], PAGE, 100).order == ()
    assert plan_pages([paragraph(5)], PAGE, 100).floats == ()
    assert isinstance(Float(0, 1, "top", 10, 20), Float)

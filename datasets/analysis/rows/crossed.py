"""Rows of two characteristics at once: one cell of the table beside everybody else in it."""

from datasets.analysis.fields import field_of
from datasets.analysis.intersections import CellTest, Intersection, tests_of
from datasets.analysis.measures import measure_of
from datasets.analysis.profile import CLEAR, NONE_CLEAR, TOO_FEW, Rate, number
from datasets.analysis.rows.keys import crossed_key
from datasets.analysis.rows.row import (
    DATA,
    ENOUGH_TO_SAY,
    MANY_GROUPS,
    Row,
    part_of,
    points_text,
    range_text,
    rate_numbers,
    rate_text,
)
from datasets.analysis.wording import excess_in_words, people_of, two_rates

REST = "Everybody else whose two groups are known"


def crossed_rows(table: Intersection, unit: str) -> tuple[Row, ...]:
    """One row for each cell somebody is in, row by row. unit is what a row of the file is."""
    found = tests_of(table)
    places = [(i, j) for i in range(len(table.rows)) for j in range(len(table.columns))]
    return tuple(
        _row(table, unit, (table.rows[i], table.columns[j]), table.cells[i][j], found.get((i, j)))
        for i, j in places
        if table.cells[i][j].total != 0
    )


def _row(table: Intersection, unit: str, groups: tuple[str, str], rate: Rate, test: CellTest | None) -> Row:
    measure, fields = measure_of(table.measure), (table.row_field, table.column_field)
    who = " who are also ".join(people_of(*pair) for pair in zip(fields, groups, strict=True))
    enough = test and number(rate.total) >= ENOUGH_TO_SAY
    worse = test is not None and test.is_clear and test.stands_out
    names = " and ".join(field_of(field).label.lower() for field in fields)
    return Row(
        key=crossed_key(table.measure, fields, groups),
        kind=DATA,
        title=two_rates(measure, unit, who, rate.rate, test.rest.rate) if enough else "",
        words=f"{measure.label} among {who}, compared with everybody else",
        counted=measure.label,
        who=who,
        comparator=REST,
        label=TOO_FEW if test is None or test.p is None else CLEAR if test.is_clear else NONE_CLEAR,
        facts=_facts(rate, test),
        trace=(
            ("What was counted", " ".join(filter(None, (measure.definition, measure.left_out)))),
            ("Left out", f"people whose {names} is not known"),
            ("Compared with", "everybody else in the table of both characteristics"),
            ("How sure", f"95% Wilson interval. {MANY_GROUPS}"),
        ),
        where=f"?measure={table.measure}&field={table.row_field}&with={table.column_field}#two-at-once",
        measure=table.measure,
        field=table.row_field,
        group=" and ".join(groups),
        numbers=rate_numbers(rate) | {"rest": rate_numbers(test.rest)} if test and not table.released else {},
        weight=abs(test.excess) if test else 0.0,
        large=part_of(abs(test.excess), number(rate.count), measure.worse) if test else 0.0,
        worse=worse,
        more=excess_in_words(table.measure, test.excess) if worse else "",
    )


def _facts(rate: Rate, test: CellTest | None) -> tuple[tuple[str, str], ...]:
    facts = [("Rate", rate_text(rate)), ("Likely range", range_text(rate.low, rate.high))]
    if test:
        facts += [("Everybody else", rate_text(test.rest)), ("Difference", points_text(test.gap))]
    return tuple(facts)

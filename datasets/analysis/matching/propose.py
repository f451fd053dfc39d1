"""A mapping proposed for a whole table, with what a person settled before laid over it."""

from dataclasses import dataclass

from datasets.analysis.coding import labels_of
from datasets.analysis.counted import CountedColumns
from datasets.analysis.fields import StandardField, all_fields, choosable_fields
from datasets.analysis.mapping import Mapping
from datasets.analysis.matching.headings import ColumnMatch, match_columns
from datasets.analysis.matching.values import match_values
from datasets.analysis.table import Shape, Table

SETTLED = 1.0
PLAIN_ROWS = Shape()


@dataclass(frozen=True)
class Proposal:
    """The mapping to use; sure says how sure each heading's field is (1 where a person chose it); counted is set for a
    table that is counted already."""

    mapping: Mapping
    sure: dict[str, float]
    counted: CountedColumns | None


def propose_mapping(
    table: Table,
    shape: Shape = PLAIN_ROWS,
    remembered: Mapping | None = None,
    made: dict[str, str] | None = None,
) -> Proposal:
    """Match every column and value of a table; choices in remembered win over what is proposed.

    made gives the field of columns we made ourselves: age from a date of birth, area from a postcode, the person key.
    """
    remembered = remembered or Mapping()
    counts = frozenset(filter(None, (shape.count_column, *shape.part_columns)))
    left = frozenset((*shape.rate_columns,))
    matches = match_columns(tuple(one for one in table.columns if one.name not in left), counts, made)
    columns = _settle({column.name: None for column in table.columns}, matches, remembered)
    values = _values(table, columns)
    sure = {one.heading: one.sure for one in matches}
    sure |= dict.fromkeys((heading for heading in columns if heading in remembered.columns), SETTLED)
    counted = _counted(shape, columns) if shape.kind != "rows" else None
    mapping = Mapping(columns, remembered.merged_over(Mapping(columns, values)).values)
    return Proposal(mapping, sure, counted)


def has_values(field: StandardField) -> bool:
    """Whether each value of the field stands for a category: not dates, numbers or keys."""
    return field.kind in ("category", "age", "deprivation", "language", "raw")


def _settle(
    columns: dict[str, str | None], matches: tuple[ColumnMatch, ...], remembered: Mapping
) -> dict[str, str | None]:
    """The proposed field of each heading, or the remembered one; no field is proposed that a person gave to another."""
    settled = {heading: key for heading, key in remembered.columns.items() if heading in columns}
    taken = set(settled.values())
    proposed = {one.heading: one.field for one in matches if one.field not in taken}
    fields = {field.key for field in choosable_fields()}
    chosen = {heading: settled.get(heading, proposed.get(heading)) for heading in columns}
    return {heading: key if key in fields else None for heading, key in chosen.items()}


def _values(table: Table, columns: dict[str, str | None]) -> dict[str, dict[str, str]]:
    found = {}
    for column in table.columns:
        field = all_fields().get(columns[column.name] or "")
        if field and has_values(field):
            found[column.name] = match_values(field, column.name, list(labels_of(column))).as_choices()
    return found


def _counted(shape: Shape, columns: dict[str, str | None]) -> CountedColumns | None:
    if shape.count_column is None:
        return None
    whole = columns.get(shape.count_column) or "count_all"
    parts = {columns[heading]: heading for heading in shape.part_columns if columns.get(heading)}
    return CountedColumns(shape.count_column, whole, {k: v for k, v in parts.items() if k.startswith("count_")})

"""Which tables are kept of a file: every field by month and team, every pair, age by sex by every other field."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations

import numpy as np

from datasets.analysis.coded_table import CodedTable
from datasets.analysis.coding import Coded
from datasets.analysis.counts import Cell, CrossCell, LabelledCells
from datasets.analysis.joint import count_tables
from datasets.analysis.tabulating import Axis, cells, crossed, labelled, split

# A characteristic with more groups than this is not crossed with others: the cells would hold one person each.
MOST_GROUPS_CROSSED = 40
_NOTHING = LabelledCells((), ())


@dataclass(frozen=True)
class KeptTables:
    """The tables of a coded table, all counted. found: by kind and by the fields that a table is of."""

    coded: CodedTable
    found: dict[tuple[str, ...], np.ndarray]

    def total(self) -> Cell:
        return cells(self.found[("total",)][None])[0]

    def by_label(self, field: Coded) -> tuple[Cell, ...]:
        return cells(self.found["label", field.field])

    def by_month(self, field: Coded) -> dict[str, LabelledCells]:
        """The cells of each label, once for each month."""
        table, months = self.found.get(("month", field.field)), self.coded.months
        return {} if table is None else split(months.labels[:-1], field.labels, table[:-1])

    def by_team(self, field: Coded) -> dict[str, LabelledCells]:
        """The cells of each label, once for each team; none where there are very many."""
        table, team = self.found.get(("team", field.field)), self.coded.field("team")
        return {} if table is None else split(team.labels, field.labels, table)

    def months(self) -> LabelledCells:
        months = self.coded.months
        return labelled(months.labels[:-1], self.found[("months",)][:-1]) if months else _NOTHING

    def by_category(self, key: str) -> LabelledCells:
        field = self.coded.field(key)
        return labelled(field.categories, self.found["category", key]) if field else _NOTHING

    def pairs(self) -> dict[str, tuple[CrossCell, ...]]:
        return {"|".join(fields): self._crossed("pair", fields) for fields in self._of("pair")}

    def age_sex(self) -> dict[str, tuple[CrossCell, ...]]:
        """Age by sex, under the name of the field it is taken by, "" where it is by none."""
        return {"".join(fields[2:]): self._crossed("age_sex", fields) for fields in self._of("age_sex")}

    def _of(self, kind: str) -> list[tuple[str, ...]]:
        return [fields for one, *fields in self.found if one == kind]

    def _crossed(self, kind: str, fields: list[str]) -> tuple[CrossCell, ...]:
        coded = tuple(self.coded.field(key) for key in fields)
        return crossed([one.categories for one in coded], self.found[kind, *fields])


def count_kept_tables(axis: Axis, coded: CodedTable) -> KeptTables:
    """Every table that is kept, counted along the axis."""
    wanted = {("total",): (), **_of_fields(coded)}
    for kind, fields in _crossings(coded):
        wanted[kind, *(one.field for one in fields)] = tuple(one.by_category for one in fields)
    return KeptTables(coded, count_tables(axis, wanted))


def _of_fields(coded: CodedTable) -> dict:
    """The tables by the labels of one field, over all and by month and team; months, teams and areas themselves."""
    wanted, months, team = {}, coded.months, coded.field("team")
    splits = team is not None and len(team.labels) <= MOST_GROUPS_CROSSED
    if months:
        wanted[("months",)] = (months.by_label,)
    for field in coded.fields:
        wanted["label", field.field] = (field.by_label,)
        if months:
            wanted["month", field.field] = (months.by_label, field.by_label)
        if splits and field is not team:
            wanted["team", field.field] = (team.by_label, field.by_label)
        if field.field in ("team", "lsoa"):
            wanted["category", field.field] = (field.by_category,)
    return wanted


def _crossings(coded: CodedTable) -> Iterator[tuple[str, tuple[Coded, ...]]]:
    """The fields whose categories are crossed with each other."""
    few = [field for field in coded.fields if len(field.categories) <= MOST_GROUPS_CROSSED]
    for pair in combinations([field for field in few if len(field.categories) > 1], 2):
        yield "pair", pair
    age, sex = coded.field("age"), coded.field("sex") or coded.field("gender")
    if age is None or sex is None or len(age.categories) > MOST_GROUPS_CROSSED:
        return
    yield "age_sex", (age, sex)
    for field in few:
        if field not in (age, sex):
            yield "age_sex", (age, sex, field)

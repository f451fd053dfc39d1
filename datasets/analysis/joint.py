"""Many tables of a few columns each, counted in a few passes over the rows.

Columns of several tables are counted together once; each table is then the sum over the columns that are not its own.
"""

from collections.abc import Hashable
from dataclasses import dataclass, field
from math import prod
from typing import TypeVar

import numpy as np

from datasets.analysis.coding import Dimension
from datasets.analysis.tabulating import Axis
from datasets.analysis.threads import side_by_side

Name = TypeVar("Name", bound=Hashable)
# A table of more cells costs more to add up than the pass over the rows that it saves.
MOST_CELLS = 1 << 16


@dataclass
class _Pass:
    """The columns counted together and the tables that are taken from them."""

    dimensions: list[Dimension]
    tables: list = field(default_factory=list)

    def with_also(self, table: tuple[Dimension, ...]) -> list[Dimension]:
        return [*self.dimensions, *(one for one in table if one not in self.dimensions)]


def count_tables(axis: Axis, wanted: dict[Name, tuple[Dimension, ...]]) -> dict[Name, np.ndarray]:
    """A table for each of the wanted: its sides are the dimensions in their order, its last is the axis."""
    passes = _passes(wanted, min(MOST_CELLS, axis.rows), axis.width)
    tables = side_by_side(lambda one: _tables(axis, one, wanted), passes)
    found = {name: table for one in tables for name, table in one.items()}
    return {name: found[name] for name in wanted}


def _passes(wanted: dict[Name, tuple[Dimension, ...]], most: int, width: int) -> list[_Pass]:
    """Each table in the first pass that stays small enough with it."""
    passes: list[_Pass] = []
    for name, table in wanted.items():
        for one in passes:
            together = one.with_also(table)
            if len(together) == len(one.dimensions) or _size(together) * width <= most:
                break
        else:
            one, together = _Pass([]), list(table)
            passes.append(one)
        one.dimensions = together
        one.tables.append(name)
    return passes


def _size(dimensions: list[Dimension]) -> int:
    return prod(one.size for one in dimensions)


def _tables(axis: Axis, one: _Pass, wanted: dict[Name, tuple[Dimension, ...]]) -> dict[Name, np.ndarray]:
    """The tables of one pass."""
    sides = [dimension.size for dimension in one.dimensions]
    joint = axis.table(one.dimensions).reshape(*sides, axis.width)
    return {name: _summed(joint, one.dimensions, wanted[name]) for name in one.tables}


def _summed(joint: np.ndarray, dimensions: list[Dimension], table: tuple[Dimension, ...]) -> np.ndarray:
    own = [dimensions.index(one) for one in table]
    others = tuple(place for place in range(len(dimensions)) if place not in own)
    left = sorted(own)
    return joint.sum(axis=others).transpose(*(left.index(place) for place in own), len(own))

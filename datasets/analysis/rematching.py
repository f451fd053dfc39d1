"""Counts kept under one mapping, brought under another: tables of two characteristics follow, or are let go."""

from dataclasses import replace

import numpy as np

from datasets.analysis.counts import CrossCell, FieldCounts, ServiceCounts
from datasets.analysis.mapping import Mapping
from datasets.analysis.meaning import meaning_of


def match_anew(counts: ServiceCounts, before: Mapping, after: Mapping) -> ServiceCounts:
    """The counts for a changed mapping of values, without the file.

    Counts by label hold for any mapping. Tables of two or three characteristics are kept by category: where a category
    moves as a whole it is renamed or joined, and where it is torn apart its tables are dropped.
    """
    moves = {field.field: category_moves(field, before, after) for field in counts.fields}
    return replace(
        counts, pairs=_moved(counts.pairs, moves, ()), age_sex=_moved(counts.age_sex, moves, _age_and_sex(counts))
    )


def category_moves(field: FieldCounts, before: Mapping, after: Mapping) -> dict[str, str] | None:
    """Old category -> new category; None where labels of one old category now stand for different ones."""
    old, new = before.values.get(field.heading, {}), after.values.get(field.heading, {})
    moves: dict[str, str] = {}
    for label in field.labels:
        was, becomes = meaning_of(label, old), meaning_of(label, new)
        if moves.setdefault(was, becomes) != becomes:
            return None
    return moves


def _age_and_sex(counts: ServiceCounts) -> tuple[str, ...]:
    return ("age", "sex" if counts.of("sex") else "gender")


def _moved(tables: dict, moves: dict[str, dict[str, str] | None], always: tuple[str, ...]) -> dict:
    kept = {}
    for key, cells in tables.items():
        fields = (*always, *(part for part in key.split("|") if part))
        if all(moves.get(field) is not None for field in fields):
            kept[key] = _joined(cells, [moves[field] for field in fields])
    return kept


def _joined(cells: tuple[CrossCell, ...], moves: list[dict[str, str]]) -> tuple[CrossCell, ...]:
    found: dict[tuple[str, ...], np.ndarray] = {}
    for one in cells:
        names = tuple(move[category] for move, category in zip(moves, one.categories, strict=True))
        found[names] = found.get(names, 0) + np.array(one.cell, dtype=np.int64)
    return tuple(CrossCell(names, tuple(found[names].tolist())) for names in sorted(found))

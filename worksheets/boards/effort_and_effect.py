"""Effort against effect: a chart of nine boxes, with its table beside it."""

from dataclasses import dataclass

from design.words import count, sentence_list

from ..models import Adjustment
from ..situation import Situation
from . import Board, Cell, Table, board, named

SIZES = ("small", "medium", "large")
DEPTH = 3  # references written under each other in a box before the rest become a number
WIDTH = 4


@dataclass(frozen=True)
class Box:
    """One of the nine boxes: how many columns from the left, how many rows from the top, and the lines in it."""

    column: int
    row: int
    lines: tuple[str, ...]


@board
def effort_and_effect(s: Situation) -> Board | None:
    changes = s.thread.of("adjustment")
    placed = [one for one in changes if _effort(one) in SIZES and _effect(one) in SIZES]
    if not placed:
        return None
    rows = tuple(_row(one) for one in sorted(changes, key=_worth))
    table = Table("Effort and effect", ("Adjustment", "Effort", "Effect we expect", "What we chose"), rows)
    return Board(
        "effort_and_effect",
        "Effort and effect",
        _sentence(placed, len(changes) - len(placed)),
        (table,),
        ("Effort and effect are your own judgement. A small test can tell you more.",),
        "worksheets/boards/effort_and_effect.jinja",
        _boxes(placed),
    )


def _effort(one: Adjustment) -> str:
    return one.details.get("effort") or ""


def _effect(one: Adjustment) -> str:
    return one.details.get("effect_expected") or ""


def _worth(one: Adjustment) -> tuple[int, int]:
    """The most effect first, and for the same effect the least effort; what is not known comes last."""
    effect = SIZES.index(_effect(one)) if _effect(one) in SIZES else -1
    return -effect, SIZES.index(_effort(one)) if _effort(one) in SIZES else len(SIZES)


def _sentence(placed: list[Adjustment], unplaced: int) -> str:
    best = min(_worth(one) for one in placed)
    first = [one.ref for one in placed if _worth(one) == best]
    gives = "gives" if len(first) == 1 else "give"
    words = f"{sentence_list(first[:4])} {gives} the most for the least effort."
    if len(first) > 4:
        words = f"{len(first)} adjustments give the most for the least effort."
    return words + (f" {count(unplaced, 'is', 'are')} not placed yet." if unplaced else "")


def _boxes(placed: list[Adjustment]) -> tuple[Box, ...]:
    found: dict[tuple[int, int], list[str]] = {}
    for one in placed:
        place = SIZES.index(_effort(one)), 2 - SIZES.index(_effect(one))
        found.setdefault(place, []).append(one.ref)
    return tuple(Box(column, row, _lines(refs)) for (column, row), refs in sorted(found.items()))


def _lines(refs: list[str]) -> tuple[str, ...]:
    """References in lines of a few, and how many more there are."""
    lines = [", ".join(refs[start : start + WIDTH]) for start in range(0, len(refs), WIDTH)]
    if len(lines) <= DEPTH:
        return tuple(lines)
    return (*lines[: DEPTH - 1], f"and {len(refs) - WIDTH * (DEPTH - 1)} more")


def _row(one: Adjustment) -> tuple[Cell, ...]:
    ask = one.spec.question
    unknown = "We don’t know"
    return (
        named(one),
        Cell(ask("effort").text_of(_effort(one)) or unknown),
        Cell(ask("effect_expected").text_of(_effect(one)) or unknown),
        Cell(ask("choice").text_of(one.choice) or "Not decided yet"),
    )

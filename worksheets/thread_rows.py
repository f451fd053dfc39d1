"""The thread drawn as rows: finding, focus group, barrier, adjustment, measure, action, outcome."""

from dataclasses import dataclass

from .models import Record
from .thread import Thread

COLUMNS = ("Finding", "Focus group", "Barrier", "Adjustment", "How we will know", "Action", "Outcome")


def gap_in_words(column: str, *, is_turned_down: bool) -> str:
    """What an empty cell says. Nothing is missing after an adjustment the team decided against, or a barrier where it
    said why it cannot act."""
    if is_turned_down and column in COLUMNS[COLUMNS.index("Adjustment") :]:
        return "Not doing it"
    return "Comes later" if column == "Outcome" else "Gap"


@dataclass(frozen=True)
class ThreadRow:
    """One path through the thread. An empty cell is a gap in it."""

    findings: tuple[Record, ...] = ()
    group: Record | None = None
    barrier: Record | None = None
    adjustment: Record | None = None
    measures: tuple[Record, ...] = ()
    actions: tuple[Record, ...] = ()
    outcomes: tuple[Record, ...] = ()

    @property
    def cells(self) -> tuple[tuple[str, tuple[Record, ...]], ...]:
        one = [(record,) if record else () for record in (self.group, self.barrier, self.adjustment)]
        return tuple(zip(COLUMNS, (self.findings, *one, self.measures, self.actions, self.outcomes)))

    @property
    def is_turned_down(self) -> bool:
        """Whether it ends where the team decided not to act, and said so: what follows is no gap."""
        if self.adjustment:
            return self.adjustment.is_turned_down
        return bool(self.barrier and self.barrier.cannot_act_reason)

    @property
    def is_whole(self) -> bool:
        """Whether it runs unbroken from a finding to an action. The outcome comes with time."""
        return all(records for _, records in self.cells[:-1])


def rows_of(thread: Thread) -> list[ThreadRow]:
    """One row for each path, those that reach furthest first within a focus group; strays at the end."""
    rows = []
    for group in sorted(thread.of("focus_group"), key=lambda group: not group.is_primary):
        rows += _rows_of_group(thread, group)
    rows += [ThreadRow(findings=(finding,)) for finding in thread.of("finding") if _is_stray(thread, finding)]
    shown = {row.barrier for row in rows}
    rows += [
        row for barrier in thread.of("barrier") if barrier not in shown for row in _of_barrier(thread, barrier, {})
    ]
    placed = {row.adjustment for row in rows}
    rows += [_of_adjustment(thread, stray, {}) for stray in thread.of("adjustment") if stray not in placed]
    return rows


def _is_stray(thread: Thread, finding: Record) -> bool:
    return not is_put_off(thread, finding) and not thread.pointing(finding, "focus_group", "findings")


def is_put_off(thread: Thread, finding: Record) -> bool:
    """Whether the team said “not now, because …” of the finding, or of a candidate group that it is about."""
    candidates = thread.pointing(finding, "candidate_group", "findings")
    return bool(finding.not_now_reason) or any(one.not_now_reason for one in candidates)


def _rows_of_group(thread: Thread, group: Record) -> list[ThreadRow]:
    start = {"findings": tuple(thread.linked(group, "findings")), "group": group}
    barriers = thread.pointing(group, "barrier", "focus_groups")
    rows = [row for barrier in barriers for row in _of_barrier(thread, barrier, start)]
    return sorted(rows, key=lambda row: not row.is_whole) or [ThreadRow(**start)]


def _of_barrier(thread: Thread, barrier: Record, start: dict) -> list[ThreadRow]:
    start = {"findings": tuple(thread.linked(barrier, "findings"))} | start | {"barrier": barrier}
    adjustments = thread.pointing(barrier, "adjustment", "barriers")
    return [_of_adjustment(thread, adjustment, start) for adjustment in adjustments] or [ThreadRow(**start)]


def _of_adjustment(thread: Thread, adjustment: Record, start: dict) -> ThreadRow:
    indicators = thread.pointing(adjustment, "indicator", "adjustments")
    methods = thread.pointing(adjustment, "method", "adjustments")
    outcomes = list(thread.pointing(adjustment, "outcome", "adjustments"))
    for indicator in indicators:
        outcomes += thread.pointing(indicator, "outcome", "indicator")
    return ThreadRow(
        **start,
        adjustment=adjustment,
        measures=(*indicators, *methods),
        actions=tuple(thread.pointing(adjustment, "action", "adjustments")),
        outcomes=tuple(dict.fromkeys(outcomes)),
    )

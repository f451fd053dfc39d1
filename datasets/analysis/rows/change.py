"""Rows of change: one group's gap in an earlier and a later file."""

from datasets.analysis.change import NARROWED, TURNED, WIDENED, Change, GroupChange
from datasets.analysis.rows.keys import change_key
from datasets.analysis.rows.row import (
    DATA,
    EVERYONE_ELSE,
    Row,
    points_range,
    rate_numbers,
    rate_text,
    signed_points,
)
from datasets.analysis.wording import people_of

_SURE = (
    "Change of the gap by square-and-add of the two gaps’ intervals (Newcombe); with many groups some change by "
    "chance, which is allowed for (Benjamini and Hochberg at 5%). It says what changed, not why."
)


def change_rows(change: Change, before: str, before_label: str, definition: str, released: bool) -> tuple[Row, ...]:
    """One row for each group with a rate in both files. before: the earlier file's id, before_label its name."""
    return tuple(_row(change, one, before, before_label, definition, released) for one in change.groups)


def _row(change: Change, one: GroupChange, before: str, before_label: str, definition: str, released: bool) -> Row:
    who = people_of(change.field, one.group)
    careful = tuple(("Be careful", warning) for warning in change.warnings)
    return Row(
        key=change_key(before, change.measure, change.field, one.group),
        kind=DATA,
        title=one.sentence,
        words=f"{change.label}: how the gap for {who} changed",
        counted=change.label,
        who=who,
        comparator=EVERYONE_ELSE,
        label=one.label,
        facts=(
            ("Before", f"{rate_text(one.before)}; everyone else {rate_text(one.before_rest)}"),
            ("After", f"{rate_text(one.after)}; everyone else {rate_text(one.after_rest)}"),
            ("Gap before", f"{signed_points(one.gap_before)} points"),
            ("Gap after", f"{signed_points(one.gap_after)} points"),
            ("Change of the gap", f"{signed_points(one.change)} points"),
            ("Likely range of the change", points_range(one.change_low, one.change_high)),
            ("What we can say", one.label),
        ),
        trace=(
            ("What was counted", definition),
            ("Compared with", f"everyone else, and the earlier file “{before_label}”"),
            ("How sure", _SURE),
            *careful,
        ),
        where=f"?measure={change.measure}&field={change.field}&before={before}#change",
        measure=change.measure,
        field=change.field,
        group=one.group,
        numbers={} if released else _numbers(one, before),
        weight=abs(one.change) * (one.after.total if isinstance(one.after.total, int) else 0),
        large=min(1.0, abs(one.change)),
        worse=one.label in (NARROWED, WIDENED, TURNED),
    )


def _numbers(one: GroupChange, before: str) -> dict:
    sides = {name: rate_numbers(getattr(one, name)) for name in ("before", "before_rest", "after", "after_rest")}
    return sides | {"change": one.change, "low": one.change_low, "high": one.change_high, "before_dataset": before}

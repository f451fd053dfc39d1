"""Rows of means: days waited, contacts or scores of one group beside everyone else."""

from datasets.analysis.amounts import AmountProfile, FieldMeans, GroupMean, Mean, amount_of
from datasets.analysis.profile import count_text, number
from datasets.analysis.rows.keys import mean_key
from datasets.analysis.rows.row import DATA, ENOUGH_TO_SAY, EVERYONE_ELSE, MANY_GROUPS, Row
from datasets.analysis.wording import people_of


def mean_rows(amount: AmountProfile, means: FieldMeans, released: bool) -> tuple[Row, ...]:
    """One row for each group of a field."""
    return tuple(_row(amount, means, one, released) for one in means.groups)


def _row(amount: AmountProfile, means: FieldMeans, one: GroupMean, released: bool) -> Row:
    who = people_of(means.field, one.group)
    difference = one.difference or 0.0
    worse = amount_of(amount.key).worse == "high" and difference > 0
    return Row(
        key=mean_key(amount.key, means.field, one.group),
        kind=DATA,
        title=one.sentence if number(one.mean.numbers) >= ENOUGH_TO_SAY else "",
        words=f"{amount.label} of {who}, compared with others",
        counted=amount.label,
        who=who,
        comparator=EVERYONE_ELSE,
        label=one.label,
        facts=(
            ("Mean", _mean(one.mean, amount.unit)),
            ("Likely range", _range(one.mean.low, one.mean.high, amount.unit)),
            ("How many", count_text(one.mean.numbers)),
            ("Everyone else", _mean(one.rest, amount.unit)),
            ("Difference", "–" if one.difference is None else f"{difference:+.1f} {amount.unit}".replace("-", "−")),
            ("What we can say", one.label),
        ),
        trace=(
            ("What was counted", amount.definition),
            ("Compared with", f"everyone else whose {means.label.lower()} is known"),
            ("How sure", f"95% interval, people taken as clusters; Welch’s test. {MANY_GROUPS}"),
        ),
        where=f"?field={means.field}#rates",
        measure=amount.key,
        field=means.field,
        group=one.group,
        numbers={} if released else _numbers(one),
        weight=0.0,
        worse=worse,
    )


def _mean(mean: Mean, unit: str) -> str:
    return "–" if mean.mean is None else f"{mean.mean:.1f} {unit}"


def _range(low: float | None, high: float | None, unit: str) -> str:
    return "–" if low is None else f"{low:.1f} to {high:.1f} {unit}"


def _numbers(one: GroupMean) -> dict:
    sides = {name: {part: getattr(side, part) for part in ("numbers", "people", "mean", "low", "high")}
             for name, side in (("mean", one.mean), ("rest", one.rest))}  # fmt: skip
    return sides | {"difference": one.difference, "low": one.difference_low, "high": one.difference_high}

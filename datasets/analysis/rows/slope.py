"""The row of a slope over deprivation."""

from datasets.analysis.measures import measure_of
from datasets.analysis.profile import MeasureProfile, Profile, number
from datasets.analysis.rows.keys import slope_key
from datasets.analysis.rows.rates import counted_trace
from datasets.analysis.rows.row import DATA, Row, part_of, points_range, points_text, rate_numbers, rate_text

_SURE = (
    "Slope and relative index of inequality over national fifths, weighted least squares; 95% interval, wider where "
    "several records belong to one person."
)


def slope_row(profile: Profile, measure: MeasureProfile) -> Row | None:
    """The slope of a measure from the most to the least deprived fifth; None where the profile has none."""
    slope = measure.slope
    if slope is None:
        return None
    relative = "–" if slope.relative is None else f"{slope.relative:.2f}"
    return Row(
        key=slope_key(measure.key),
        kind=DATA,
        title=slope.sentence,
        words=f"{measure.label}: how the rate changes from the most to the least deprived areas",
        counted=measure.label,
        who="people from the most deprived fifth",
        comparator="The least deprived fifth",
        label=slope.label,
        facts=(
            ("Most deprived fifth", rate_text(slope.most)),
            ("Least deprived fifth", rate_text(slope.least)),
            ("Slope, most to least deprived", points_text(slope.slope)),
            ("Likely range of the slope", points_range(slope.slope_low, slope.slope_high)),
            ("Least deprived end, times the most deprived end", relative),
            ("What we can say", slope.label),
        ),
        trace=(*counted_trace(measure), ("Compared with", "all five fifths of deprivation"), ("How sure", _SURE)),
        where=f"?measure={measure.key}&field=deprivation#rates",
        measure=measure.key,
        field="deprivation",
        group=measure.of("deprivation").groups[0].group,
        numbers={} if profile.released else _numbers(slope),
        weight=_people(measure),
        large=part_of(_people(measure), number(measure.overall.count), measure_of(measure.key).worse),
        worse=(slope.slope < 0) == (_worse_is_high(measure)),
    )


def _worse_is_high(measure: MeasureProfile) -> bool:
    return measure_of(measure.key).worse == "high"


def _people(measure: MeasureProfile) -> float:
    """How many events would be otherwise if every fifth had the rate of the least deprived."""
    groups = [one.rate for one in measure.of("deprivation").groups if one.rate.rate is not None]
    least = measure.slope.least.rate
    return abs(sum((rate.rate - least) * number(rate.total) for rate in groups))


def _numbers(slope) -> dict:
    names = ("slope", "slope_low", "slope_high", "relative", "relative_low", "relative_high", "label")
    ends = {"most": rate_numbers(slope.most), "least": rate_numbers(slope.least)}
    return {name: getattr(slope, name) for name in names} | ends

"""What the page of figures in detail shows: tables for whoever checks a comparison, each with its method and source."""

from dataclasses import dataclass

from datasets.analysis.charts import ChartTable
from datasets.analysis.detail import FairRates, Summary, TeamInFunnel, fair_rates, funnel_of, summaries_of
from datasets.analysis.fields import field_of
from datasets.analysis.measures import measure_of
from datasets.analysis.observed import AGE_AND_SEX
from datasets.analysis.profile import MeasureProfile
from datasets.analysis.rates import Compared, compare_groups
from datasets.analysis.statistics.funnel import NOT_SIGNIFICANT
from datasets.analysis.statistics.interval import Interval
from datasets.analysis.wording import and_list

from .report import Report

NOT_GIVEN = "–"
# Each summary measure: its name, what it says, and its unit.
SUMMARY_WORDS = {
    "d": ("Gap", "Highest rate less lowest; by deprivation, the two ends of the scale", "points"),
    "r": ("Ratio", "Highest rate over lowest; by deprivation, the two ends of the scale", ""),
    "par": (
        "Population attributable risk",
        "How the overall rate would change if every group did as the best",
        "points",
    ),
    "paf": ("Population attributable fraction", "The same as a share of the overall rate", "%"),
    "bgv": ("Between-group variance", "Squared distance from the overall rate, weighted by size", "squared points"),
    "mdmw": ("Mean distance from the overall rate", "Weighted by the size of each group", "points"),
    "idisw": ("Index of disparity", "Mean distance as a share of the overall rate, weighted by size", "%"),
    "ti": ("Theil index", "Times 1,000; large groups far above the overall rate weigh most", ""),
    "mld": ("Mean log deviation", "Times 1,000; large groups far below the overall rate weigh most", ""),
    "aci": ("Absolute concentration index", "Below 0: the rate is higher among the most deprived", "points"),
    "rci": ("Relative concentration index", "The same over the overall rate, from −1 to 1", ""),
}
FLAGS = {
    "High (0.001)": "Far above: less than 1 in 1,000 by chance",
    "High (0.025)": "Above: about 1 in 40 by chance",
    "Low (0.001)": "Far below: less than 1 in 1,000 by chance",
    "Low (0.025)": "Below: about 1 in 40 by chance",
    NOT_SIGNIFICANT: "Within what chance allows",
}


@dataclass(frozen=True)
class Detail:
    """One table with its words. Without rows `words` says why there is none."""

    key: str
    title: str
    words: str
    table: ChartTable | None
    source: str = ""


def details_of(report: Report, profile: MeasureProfile, field: str) -> tuple[Detail, ...]:
    """Every table of one measure by one field, as true figures: what may not see those must not be shown this."""
    measure = measure_of(profile.key)
    own = field_of(field).of or field
    compared = compare_groups(report.counts, report.counts.of(own), report.mapping, measure, broad=own != field)
    return (
        _groups(compared),
        _summaries(summaries_of(compared, measure, field)),
        _fair(field, fair_rates(report.counts, report.mapping, measure, field, compared)),
        _funnel(funnel_of(profile)),
    )


def _groups(compared: Compared) -> Detail:
    tests = zip(compared.figures, compared.p_values, compared.adjusted, compared.labels, strict=True)
    rows = tuple(
        (
            one.group,
            f"{one.people:,}",
            f"{one.count:,} of {one.total:,}",
            _percent_with(Interval(one.rate.rate, one.rate.low, one.rate.high)),
            _with(_points(one.difference), 1),
            _number(one.ratio, 2),
            _number(one.excess, 0),
            _number(one.effect, 2),
            _p(p),
            _p(adjusted),
            label.capitalize(),
        )
        for one, p, adjusted, label in tests
    )
    headers = (
        "Group",
        "People",
        "Counted",
        "Rate (95% interval)",
        "Points from the others (95% interval)",
        "Ratio",
        "More than at the others’ rate",
        "Design effect",
        "p",
        "p, adjusted",
        "We say",
    )
    return Detail(
        "groups",
        "Each group against everyone else",
        f"One test over all groups: p {_p(compared.p)}.",
        ChartTable(headers, rows),
        "Rate: Wilson 1927. Difference: Newcombe 1998. p: difference of two proportions, adjusted after Benjamini and "
        "Hochberg 1995. Several events of one person: design effect of a ratio estimate.",
    )


def _summaries(found: tuple[Summary, ...]) -> Detail:
    title = "All groups together"
    if not found:
        return Detail("summaries", title, "There must be two groups of at least 30 people.", None)
    rows = tuple(_summary(one) for one in found)
    return Detail(
        "summaries",
        title,
        "Over the groups of at least 30 people. With few or small groups these move by chance; read the interval.",
        ChartTable(("Measure", "What it says", "Value", "95% interval"), rows),
        "World Health Organization, Health Equity Assessment Toolkit, technical notes.",
    )


def _summary(one: Summary) -> tuple[str, ...]:
    name, says, unit = SUMMARY_WORDS[one.key]
    places = 3 if one.key in ("rci", "aci") else 2
    value = _number(one.interval.value, places)
    low, high = _number(one.interval.low, places), _number(one.interval.high, places)
    interval = f"{low} to {high}" if NOT_GIVEN not in (low, high) else NOT_GIVEN
    unit = unit if value != NOT_GIVEN else ""
    return name, says, f"{value}{'' if unit in ('', '%') else ' '}{unit}", interval


def _fair(field: str, found: FairRates | None) -> Detail:
    title = "Fair for age and sex"
    if found is None and field in AGE_AND_SEX:
        label = field_of(field).label
        return Detail("fair", title, f"{label} is compared here itself. Look at another field to see this.", None)
    if found is None:
        words = "The file does not have age and sex beside this field, or its groups share too few ages to be compared."
        return Detail("fair", title, words, None)
    ages = and_list([one[0] if len(one) == 1 else f"{one[0]} up to {one[-1]}" for one in found.ages])
    rows = tuple(
        (
            one.group,
            f"{one.events:,} of {one.total:,}",
            f"{one.crude:.1f}%",
            _with(one.standardised, 1, "%"),
            _number(one.ratio.expected, 1),
            _with(one.ratio.ratio, 2),
        )
        for one in found.groups
    )
    headers = (
        "Group",
        "Counted",
        "Rate as it is",
        "Rate with everyone’s ages and sexes",
        "Expected at everyone’s rates",
        "Counted over expected",
    )
    return Detail(
        "fair",
        title,
        f"What each rate would be if all groups were of the same ages{' and sexes' if found.by_sex else ''}. "
        f"Ages compared: {ages}. Left out: {found.left_out:,} of those counted, whose age, sex or group is not known, "
        "or whose group has under 30 people. A rate is given from 10 events on.",
        ChartTable(headers, rows),
        "Direct method with Dobson’s limits (Dobson and others 1991); indirect method with Poisson limits. The "
        "standard is everyone compared here.",
    )


def _funnel(teams: tuple[TeamInFunnel, ...]) -> Detail:
    title = "Teams beside the average"
    if not teams:
        return Detail("funnel", title, "The file does not name two teams or more.", None)
    rows = tuple(
        (
            one.team,
            f"{one.rate.count:,} of {one.rate.total:,}",
            _percent_with(Interval(one.rate.rate, one.rate.low, one.rate.high)),
            _range(one.warning),
            _range(one.alarm),
            FLAGS[one.flag],
        )
        for one in teams
    )
    headers = ("Team", "Counted", "Rate (95% interval)", "95% limits", "99.8% limits", "What that means")
    return Detail(
        "funnel",
        title,
        "How far a team of its size may stray from the average by chance alone. Outside says look, not why.",
        ChartTable(headers, rows),
        "Funnel limits: Spiegelhalter 2005.",
    )


def _points(one: Interval) -> Interval:
    return one.times(100)


def _number(value: float | None, places: int) -> str:
    return NOT_GIVEN if value is None else f"{value:,.{places}f}".replace("-", "−")


def _with(one: Interval, places: int, unit: str = "") -> str:
    """“12.3% (10.1 to 14.9)”."""
    if one.value is None:
        return NOT_GIVEN
    limits = f" ({_number(one.low, places)} to {_number(one.high, places)})" if one.low is not None else ""
    return f"{_number(one.value, places)}{unit}{limits}"


def _percent_with(one: Interval) -> str:
    return _with(one.times(100), 1, "%")


def _range(one: Interval) -> str:
    return f"{one.low * 100:.1f}% to {one.high * 100:.1f}%"


def _p(value: float | None) -> str:
    return NOT_GIVEN if value is None else "under 0.001" if value < 0.001 else f"{value:.3f}"

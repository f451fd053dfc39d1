"""What the gap report shows, gathered from a report: charts with their figures, rates, rows worth a finding."""

from dataclasses import dataclass, replace

from datasets.analysis.charts import Chart, completeness_chart, funnel_chart, gap_chart, measure_chart, rate_chart
from datasets.analysis.fields import field_of
from datasets.analysis.improving import NOT_COLLECTED
from datasets.analysis.profile import CLEAR, POSSIBLE, FieldRates, MeasureProfile, Profile
from datasets.analysis.rows.ranking import first_of
from datasets.analysis.rows.recording import recording_rows
from datasets.analysis.rows.row import Row
from worksheets.models import Action, Finding

from .figures import DrawnChart, plotly_figure
from .handing_on import Made
from .report import Report
from .report_rows import standing_out

FIRST_GAPS, LISTED_GAPS = 5, 12
MOST_BARS = 30
MOST_SENTENCES = 6


@dataclass(frozen=True)
class Gap:
    """A row worth a finding, with what has become of it already."""

    row: Row
    finding: Finding | None
    action: Action | None

    @property
    def is_not_collected(self) -> bool:
        return self.row.label == NOT_COLLECTED

    @property
    def may_plan(self) -> bool:
        return self.row.improvement is not None

    @property
    def field_label(self) -> str:
        return field_of(self.row.field).label

    @property
    def how_known(self) -> str:
        """“44% known”, or that nobody asks."""
        share = dict(self.row.facts).get("Share known", "–")
        return f"{share} known" if share != "–" else "not collected" if self.is_not_collected else "often not known"


@dataclass(frozen=True)
class RateChoice:
    """One measure by one field, as chosen by the person or by us."""

    measure: MeasureProfile
    field: str
    chart: DrawnChart
    sentences: tuple[tuple[str, str], ...]


def shortened(chart: Chart) -> Chart:
    """Of very many groups, such as every ward, the first are drawn; its words say so, and the table has all."""
    points = len(chart.series[0].points)
    if chart.kind not in ("bars", "dots") or points <= MOST_BARS:
        return chart
    series = tuple(replace(one, points=one.points[:MOST_BARS]) for one in chart.series)
    said = f"{chart.sentence} The first {MOST_BARS} of {points} are drawn; the table has all."
    return replace(chart, series=series, sentence=said.strip())


def drawn(chart: Chart | None) -> DrawnChart | None:
    """The chart as Plotly draws it."""
    if chart is None:
        return None
    chart = shortened(chart)
    return DrawnChart(chart, plotly_figure(chart) if chart.has_points else None)


def gaps_chart(profile: Profile) -> DrawnChart:
    return drawn(gap_chart(profile))


def pathway_chart(profile: Profile) -> DrawnChart | None:
    """Only where the file knows more than one stage: one bar is no pathway."""
    chart = funnel_chart(profile)
    return drawn(chart) if chart and len(chart.series[0].points) > 1 else None


def rates_shown(profile: Profile, measure_key: str, field_key: str) -> RateChoice | None:
    """The rates asked for, or the most telling ones, drawn and in words."""
    found = rates_chosen(profile, measure_key, field_key)
    if found is None:
        return None
    measure, rates = found
    return RateChoice(measure, rates.field, drawn(rate_chart(measure, rates.field)), _telling_sentences(rates))


def rates_chosen(profile: Profile, measure_key: str, field_key: str) -> tuple[MeasureProfile, FieldRates] | None:
    """The rates asked for, or the most telling ones: the field in which most differences are clear."""
    measure = profile.measure(measure_key) or next((one for one in profile.measures if one.by), None)
    if measure is None or not measure.by:
        return None
    return measure, measure.of(field_key) or max(measure.by, key=_how_telling)


def _telling_sentences(rates) -> tuple[tuple[str, str], ...]:
    """What differs clearly, in words; where nothing does, what may. Largest differences first."""
    said = [one for one in rates.groups if one.sentence and one.difference]
    said.sort(key=lambda one: -abs(one.difference))
    found = [one for one in said if one.label == CLEAR] or [one for one in said if one.label == POSSIBLE]
    return tuple((one.label, one.sentence) for one in found[:MOST_SENTENCES])


def _how_telling(rates) -> tuple[bool, int]:
    about_people = field_of(rates.field).group in ("guide", "national")
    return about_people, sum(group.label == CLEAR for group in rates.groups)


@dataclass(frozen=True)
class Gaps:
    """What stands out, for the first screen; everything worth a finding, first and rest; the fields the file says
    nothing about; and each field whose records could be mended."""

    first: list[Gap]
    listed: list[Gap]
    more: list[Gap]
    not_collected: list[Gap]
    to_mend: list[Gap]


def gaps_of(report: Report, made: Made) -> Gaps:
    def gap(row: Row) -> Gap:
        return Gap(row, made.of(row.key), made.action_of(row.key))

    rows = standing_out(report)
    seen = [row for row in rows if row.label != NOT_COLLECTED]
    mend = [row for row in recording_rows(report.profile) if row.worse and row.improvement]
    return Gaps(
        first=[gap(row) for row in first_of(rows, FIRST_GAPS)],
        listed=[gap(row) for row in seen[:LISTED_GAPS]],
        more=[gap(row) for row in seen[LISTED_GAPS:]],
        not_collected=[gap(row) for row in rows if row.label == NOT_COLLECTED],
        to_mend=[gap(row) for row in mend],
    )


def field_charts(profile: Profile, key: str) -> list[DrawnChart]:
    """A field by month and by team, where there is more than one of them."""
    field = profile.field(key)
    parts = (("month", field.by_month), ("team", field.by_team))
    return [drawn(completeness_chart(field, by)) for by, rows in parts if len(rows) > 1]


def measure_charts(profile: Profile, measure: MeasureProfile) -> list[DrawnChart]:
    parts = (("month", measure.by_month), ("team", measure.by_team))
    return [drawn(measure_chart(measure, profile.unit, by)) for by, rows in parts if len(rows) > 1]


def key_sentences(report: Report) -> list[str]:
    """What the newest data says, in a few lines for step 1’s page."""
    rows = [row for row in standing_out(report) if not row.is_about_recording]
    clear = [row.said for row in first_of(rows, 3)]
    return [sentence for sentence in (gap_chart(report.profile).sentence, *clear) if sentence]


def missing_of(report: Report, made: Made) -> list[Gap]:
    """The groups most clearly seen less than expected, for step 4’s page."""
    rows = [row for row in standing_out(report) if row.measure == "seen" and not row.doubtful and row.label == CLEAR]
    return [Gap(row, made.of(row.key), None) for row in rows[:FIRST_GAPS]]

"""What the gap report shows, gathered from a profile: charts with their figures, rates, gaps worth a finding."""

from dataclasses import dataclass, replace

from datasets.analysis.charts import Chart, completeness_chart, funnel_chart, gap_chart, measure_chart, rate_chart
from datasets.analysis.fields import field_of
from datasets.analysis.findings import NOT_COLLECTED
from datasets.analysis.profile import CLEAR, POSSIBLE, Candidate, MeasureProfile, Profile
from worksheets.models import Action, Finding

from .figures import plotly_figure
from .handing_on import finding_key, findings_by_key

FIRST_GAPS = 8
MOST_BARS = 30
MOST_SENTENCES = 6


@dataclass(frozen=True)
class DrawnChart:
    chart: Chart
    figure: dict


@dataclass(frozen=True)
class Gap:
    """A candidate with what has become of it already."""

    candidate: Candidate
    finding: Finding | None
    action: Action | None

    @property
    def is_not_collected(self) -> bool:
        return self.candidate.label == NOT_COLLECTED

    @property
    def is_about_recording(self) -> bool:
        return self.candidate.kind == "data_quality"


@dataclass(frozen=True)
class RateChoice:
    """One measure by one field, as chosen by the person or by us."""

    measure: MeasureProfile
    field: str
    chart: DrawnChart
    sentences: tuple[tuple[str, str], ...]


def drawn(chart: Chart | None) -> DrawnChart | None:
    """The chart as Plotly draws it. Of very many groups, such as every ward, the first are drawn; the table has all."""
    if chart is None:
        return None
    if chart.kind == "bars" and len(chart.series[0].points) > MOST_BARS:
        series = tuple(replace(one, points=one.points[:MOST_BARS]) for one in chart.series)
        said = f"{chart.sentence} The first {MOST_BARS} of {len(chart.table.rows)} are drawn; the table has all."
        chart = replace(chart, series=series, sentence=said)
    return DrawnChart(chart, plotly_figure(chart))


def gaps_chart(profile: Profile) -> DrawnChart:
    return drawn(gap_chart(profile))


def pathway_chart(profile: Profile) -> DrawnChart | None:
    """Only where the file knows more than one stage: one bar is no pathway."""
    chart = funnel_chart(profile)
    return drawn(chart) if chart and len(chart.series[0].points) > 1 else None


def rates_shown(profile: Profile, measure_key: str, field_key: str) -> RateChoice | None:
    """The rates asked for, or the most telling ones: the field in which most differences are clear."""
    measure = profile.measure(measure_key) or next((one for one in profile.measures if one.by), None)
    if measure is None or not measure.by:
        return None
    rates = measure.of(field_key) or max(measure.by, key=_how_telling)
    return RateChoice(measure, rates.field, drawn(rate_chart(measure, rates.field)), _telling_sentences(rates))


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
    """The gaps to look at first, the rest of what the data shows, and the fields it says nothing about."""

    first: list[Gap]
    more: list[Gap]
    not_collected: list[Gap]


def gaps_of(project, profile: Profile) -> Gaps:
    every = _every_gap(project, profile)
    seen = [gap for gap in every if not gap.is_not_collected]
    return Gaps(seen[:FIRST_GAPS], seen[FIRST_GAPS:], [gap for gap in every if gap.is_not_collected])


def _every_gap(project, profile: Profile) -> list[Gap]:
    findings = findings_by_key(project)
    actions = _actions_by_finding(project)
    made = []
    for candidate in profile.candidates:
        finding = findings.get(finding_key(candidate.key))
        made.append(Gap(candidate, finding, actions.get(finding.pk) if finding else None))
    return made


def _actions_by_finding(project) -> dict:
    links = Action.findings.through.objects.filter(action__project=project, action__removed_at=None).select_related(
        "action"
    )
    return {link.finding_id: link.action for link in links}


def field_charts(profile: Profile, key: str) -> list[DrawnChart]:
    """A field by month and by team, where there is more than one of them."""
    field = profile.field(key)
    parts = (("month", field.by_month), ("team", field.by_team))
    return [drawn(completeness_chart(field, by)) for by, rows in parts if len(rows) > 1]


def measure_charts(profile: Profile, measure: MeasureProfile) -> list[DrawnChart]:
    parts = (("month", measure.by_month), ("team", measure.by_team))
    return [drawn(measure_chart(measure, profile.unit, by)) for by, rows in parts if len(rows) > 1]


def key_sentences(profile: Profile) -> list[str]:
    """What the newest data says, in a few lines for step 1’s page."""
    found = [gap_chart(profile).sentence]
    clear = [one.title for one in profile.candidates if one.kind == "data" and one.label == CLEAR]
    return [sentence for sentence in (*found, *clear[:2]) if sentence]

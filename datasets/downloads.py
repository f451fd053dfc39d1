"""Profiles and set-aside rows as CSV files that are safe to open in a spreadsheet."""

from collections.abc import Iterable

from datasets.analysis.profile import STATE_LABELS, STATES, Profile, Rate
from datasets.analysis.representation import Representation


def profile_rows(profile: Profile):
    """A released profile as rows. Raises ValueError for one with true figures: those do not leave."""
    if not profile.released:
        raise ValueError("Only a released profile may be downloaded.")
    yield ("Part", "Field or measure", "Group", "Count", "Out of", "Rate", "Low", "High", "What we can say")
    for field in profile.fields:
        for state, count in zip(STATES, field.overall.counts, strict=True):
            yield ("How complete", field.label, STATE_LABELS[state], count, "", "", "", "", "")
    for measure in profile.measures:
        yield ("Rate", measure.label, "Everyone", *_rate(measure.overall), "")
        for rates in measure.by:
            for group in rates.groups:
                name = f"{measure.label}, by {rates.label.lower()}"
                yield ("Rate by group", name, group.group, *_rate(group.rate), group.label)


def seen_lines(comparisons: Iterable[Representation]):
    """Who is seen beside who would be expected, as rows under the same headings: seen, expected, seen of expected."""
    for one in comparisons:
        if not one.released:
            raise ValueError("Only a released comparison may be downloaded.")
        name = f"{one.label}, compared with {one.counted}"
        for each in one.groups:
            ratios = (None if figure is None else round(figure, 3) for figure in (each.ratio, each.low, each.high))
            yield ("Seen of expected", name, each.group, each.observed, each.expected, *ratios, each.label)


def _rate(rate: Rate) -> tuple:
    rounded = (None if share is None else round(share, 3) for share in (rate.rate, rate.low, rate.high))
    return (rate.count, rate.total, *rounded)


def set_aside_rows(set_aside: list[dict]):
    """One line for each row that was left out: where it stood, and why."""
    yield ("Row in your file", "Why it was set aside")
    spans = [(first, last, one["reason"]) for one in set_aside for first, last in one["rows"]]
    for first, last, reason in sorted(spans):
        for row in range(first, last + 1):
            yield (row, reason)


def template_rows():
    """A blank table: headings that are matched without asking, and one invented row to show what goes where."""
    yield from TEMPLATE


TEMPLATE = tuple(
    tuple(line.split(","))
    for line in (
        "Person number,Appointment date,Attendance,Age,Sex,Ethnicity,Disability,Religion,Sexual orientation,"
        "Marital status,Carer,Pregnancy,Military service,Main language,Interpreter needed,"
        "District,Deprivation decile,Clinic",
        "1,2026-04-01,Attended,54,Female,White: British,No,No religion,Prefer not to say,"
        "Married,No,No,No,English,No,Derby,3,Main site",
    )
)

"""A profile as plain text for a terminal: the gap report, rates by group, what to look at."""

from datasets.analysis.charts import gap_chart, rate_chart
from datasets.analysis.profile import Profile, count_text
from datasets.analysis.wording import percent


def profile_as_text(profile: Profile) -> str:
    """The profile in words and tables, in the order people read it: rows, gaps, rates, problems."""
    rows = profile.rows
    lines = [
        profile.file.name,
        f"Rows read {count_text(rows.read)}, profiled {count_text(rows.profiled)}, "
        f"set aside {count_text(rows.set_aside)}; people {count_text(rows.people)}.",
        f"A row is: {profile.unit}.",
        "",
    ]
    gaps = gap_chart(profile)
    lines += [gaps.title, gaps.sentence, *_table(gaps.table), ""]
    for measure in profile.measures:
        overall = measure.overall
        lines += [
            f"{measure.label}: {percent(overall.rate)} of {count_text(overall.total)}. {measure.definition}",
            "",
        ]
        for rates in measure.by:
            chart = rate_chart(measure, rates.field)
            lines += [chart.title, chart.sentence, *_table(chart.table), ""]
    lines += ["To look at", *(f"- {one.message}" for one in profile.problems)]
    return "\n".join(lines)


def _table(table) -> list[str]:
    everything = [table.headers, *table.rows]
    widths = [max(len(row[i]) for row in everything) for i in range(len(table.headers))]
    return [
        "  ".join(text.ljust(width) for text, width in zip(row, widths, strict=True)).rstrip() for row in everything
    ]

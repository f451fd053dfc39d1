"""The overview as rows of a file."""

from .queries import ProjectRow

HEADINGS = (
    "Project",
    "Organisation",
    "Places",
    "Focus groups",
    "Stage",
    "Steps settled",
    "Last moved",
    "Next date",
    "Loose ends",
    "Actions late",
    "Health",
)


def table_of(rows: list[ProjectRow]):
    """The headings, then one row for each project."""
    yield HEADINGS
    for row in rows:
        yield (
            row.project.name,
            row.project.organisation.name,
            "; ".join(row.places),
            "; ".join(row.focus),
            row.stage,
            row.settled,
            row.project.moved_at.date().isoformat(),
            row.next,
            row.loose_ends,
            row.late,
            row.needs_talk or "On track",
        )

"""Step 2: what staff think apart from what the community says, and data beside words."""

from design.words import count

from ..groups_in_view import groups_in_view
from ..situation import Situation
from . import Board, Cell, Table, board

STEP = "patient-insights"


@board
def staff_and_community(s: Situation) -> Board | None:
    """Two columns that are never added up: the opinion of staff, and the voice of the community."""
    answers, insights = s.answers(STEP), s.thread.of("insight")
    staff = tuple(one for one in insights if one.source == "staff")
    community = tuple(one for one in insights if one.is_community_voice and one.source != "staff")
    opinion = answers.get("staff_missing")
    if not (staff or community or opinion):
        return None
    rows = [(Cell("What staff think"), Cell(opinion or ""), Cell(records=staff, titled=True))]
    tone = "" if community else "gap"
    rows += [
        (
            Cell("What the community says"),
            Cell("" if community else "Nothing yet", tone=tone),
            Cell(records=community, titled=True),
        )
    ]
    sentence = (
        f"{count(len(community), 'insight')} from the community, {len(staff)} from staff. The two are never added up."
    )
    table = Table("Staff and community", ("Whose view", "In short", "Insights"), tuple(rows))
    return Board("staff_and_community", "Staff view and community voice", sentence, (table,))


@board
def data_beside_words(s: Situation) -> Board | None:
    """For each group, what data shows beside what people say."""
    groups = [one for one in groups_in_view(s) if one.findings or one.insights]
    rows, both = [], 0
    for group in groups:
        shown = tuple(one for one in group.findings if one.kind in ("data", "reference"))
        told = tuple(one for one in group.findings if one.kind == "insight")
        said = (*told, *(one for one in group.insights if one.source != "staff"))
        both += bool(shown and said)
        rows.append((Cell(group.name), _records(shown, "The data is silent"), _records(said, "No words yet")))
    if not rows:
        return None
    sentence = f"Both data and people’s words speak of {both} of {count(len(rows), 'group')}."
    table = Table("Data and words", ("Group", "What data shows", "What people say"), tuple(rows))
    return Board("data_beside_words", "What data shows, and what people say", sentence, (table,))


def _records(records: tuple, none: str) -> Cell:
    return Cell(records=records, titled=True) if records else Cell(none, tone="gap")

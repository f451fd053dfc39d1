"""Step 2: who has been heard by which kind of source, how old it is, its themes, and data and words side by side."""

from collections import defaultdict

from design.words import count, day, sentence_list

from ..groups_in_view import GroupInView, groups_in_view
from ..models import Insight
from ..saying import in_words
from ..situation import Situation
from . import Board, Cell, Table, board, offer

STEP = "patient-insights"
OLD_AFTER_YEARS = 3
# Kinds of source, so that a group heard twice in one survey is not taken for two sources that agree.
KINDS_OF_SOURCE = {
    "Feedback to us": ("fft", "complaint", "compliment", "incident", "survey", "social_media"),
    "Healthwatch, library, patient groups": ("healthwatch_derby", "healthwatch_derbyshire", "insight_library", "ppg"),
    "Partners": ("vcse", "locality"),
    "Met ourselves": ("community",),
    "Staff": ("staff",),
    "Other": ("previous_project", "other", ""),
}


def kind_of_source(insight: Insight) -> str:
    """What was heard in the project’s own activities was heard face to face, whatever its source says."""
    if insight.engagement_id and insight.source != "staff":
        return "Met ourselves"
    return next((kind for kind, sources in KINDS_OF_SOURCE.items() if insight.source in sources), "Other")


@board
def who_has_been_heard(s: Situation) -> Board | None:
    """Groups against kinds of source. An empty box means that nobody of this group was ever heard there."""
    groups = groups_in_view(s)
    if not groups:
        return None
    unheard = sum(not any(one.source != "staff" for one in group.insights) for group in groups)
    sentence = (
        f"Nobody from {unheard} of {count(len(groups), 'group')} has been heard yet." if unheard else _all_heard(groups)
    )
    table = Table("Groups and sources", ("Group", *KINDS_OF_SOURCE), tuple(_heard_row(one) for one in groups))
    hints = ("An empty box means never heard there. What staff say does not count as the group’s own voice.",)
    return Board("who_has_been_heard", "Who has been heard, and where", sentence, (table,), hints)


def _all_heard(groups: list[GroupInView]) -> str:
    return (
        f"Each of the {count(len(groups), 'group')} has been heard at least once."
        if len(groups) > 1
        else "This group has been heard."
    )


def _heard_row(group: GroupInView) -> tuple[Cell, ...]:
    by_kind = defaultdict(list)
    for insight in group.insights:
        by_kind[kind_of_source(insight)].append(insight)
    unheard = "" if any(one.source != "staff" for one in group.insights) else "gap"
    cells = (Cell(records=tuple(by_kind[kind]), tone="" if by_kind[kind] else unheard) for kind in KINDS_OF_SOURCE)
    start = (
        {"focus_groups": [group.record]}
        if group.record and group.record.kind_key == "focus_group"
        else {"group": group.name}
    )
    return Cell(
        group.name, offer=None if group.insights else offer("Add an insight", "insight", group.name, **start)
    ), *cells


@board
def age_of_insights(s: Situation) -> Board | None:
    """Insights that are older than three years, or that have no date."""
    insights = s.thread.of("insight")
    if not insights:
        return None
    old = [one for one in insights if one.heard_on and _years(s, one) >= OLD_AFTER_YEARS]
    undated = [one for one in insights if not one.heard_on]
    newest = max((one.heard_on for one in insights if one.heard_on), default=None)
    rows = [_age_row(one, f"{_years(s, one)} years old") for one in sorted(old, key=lambda one: one.heard_on)]
    rows += [_age_row(one, "No date") for one in undated]
    sentence = _age_sentence(len(insights), len(old), len(undated), newest)
    table = Table("Old or undated insights", ("Insight", "Source", "Age"), tuple(rows))
    return Board("age_of_insights", "How old the insights are", sentence, (table,) if rows else ())


def _years(s: Situation, insight: Insight) -> int:
    heard = insight.heard_on
    return s.today.year - heard.year - ((s.today.month, s.today.day) < (heard.month, heard.day))


def _age_row(insight: Insight, age: str) -> tuple[Cell, ...]:
    return Cell(records=(insight,), titled=True), Cell(in_words(insight, "source")), Cell(age, tone="doubt")


def _age_sentence(all_of_them: int, old: int, undated: int, newest) -> str:
    newest_words = f" The newest is from {day(newest)}." if newest else ""
    faults = [f"{old} of {count(all_of_them, 'insight')} {_be(old)} three years old or more"] if old else []
    faults += [f"{count(undated, 'insight')} {'has' if undated == 1 else 'have'} no date"] if undated else []
    if not faults:
        return f"No insight is older than three years.{newest_words}"
    return f"{sentence_list(faults)}. Check that they still hold.{newest_words}"


def _be(number: int) -> str:
    return "is" if number == 1 else "are"


@board
def themes_by_source(s: Situation) -> Board | None:
    """Themes by how many kinds of source raise them, not by how often they were said."""
    themes = defaultdict(list)
    for insight in s.thread.of("insight"):
        if theme := (insight.details.get("theme") or "").strip():
            themes[theme.casefold()].append(insight)
    if not themes:
        return None
    ranked = sorted(themes.values(), key=lambda found: (-len(_kinds(found)), -len(found), _theme(found).casefold()))
    top = ranked[0]
    sentence = f"“{_theme(top)}” comes from {count(len(_kinds(top)), 'kind')} of source."
    if len(_kinds(top)) > 1 and len(ranked) > 1:
        sentence += " Themes from several kinds of source are the surest."
    table = Table(
        "Themes", ("Theme", "Kinds of source", "Insights", "Findings"), tuple(_theme_row(s, one) for one in ranked)
    )
    return Board("themes_by_source", "Themes, by kind of source", sentence, (table,))


def _theme(found: list[Insight]) -> str:
    return found[0].details["theme"].strip()


def _kinds(found: list[Insight]) -> list[str]:
    named = {kind_of_source(one) for one in found}
    return [kind for kind in KINDS_OF_SOURCE if kind in named]


def _theme_row(s: Situation, found: list[Insight]) -> tuple[Cell, ...]:
    kinds, theme = _kinds(found), _theme(found)
    findings = dict.fromkeys(one for insight in found for one in s.thread.pointing(insight, "finding", "insights"))
    title = f"People speak of {theme}."
    fresh = offer("Make it a finding", "finding", theme, kind="insight", insights=found, title=title)
    made = Cell(records=tuple(findings), offer=None if findings else fresh)
    return Cell(theme), Cell(f"{len(kinds)}: {'; '.join(kinds)}"), Cell(records=tuple(found)), made

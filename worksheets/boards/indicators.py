"""Step 11: the indicators as they stand, what is missing of each, and what their numbers would show."""

from design.words import count, day

from ..measuring.adjustments import groups_of, without
from ..measuring.baselines import aim_in_words, baseline_in_words, gap_in_words
from ..measuring.detectability import NOT_SEEN, SEEN, would_show
from ..measuring.figures import figures_of, rule_in
from ..measuring.smart import PARTS, faults_of
from ..models import Record
from ..saying import in_words
from ..situation import Situation
from . import Board, Cell, Table, board, offer

STEP = "quantitative-evaluation"
ROUNDED = "Small counts are hidden and others rounded, so a percentage may differ a little from what the team wrote."


@board
def indicators_in_short(s: Situation) -> Board | None:
    """Each indicator on one line: what it starts from, its gap, its aim, who counts it. Printed for the list."""
    indicators = s.thread.of("indicator")
    if not indicators:
        return None
    gaps = [one for one in indicators if one.measures_gap]
    measured = f"{count(len(gaps), 'measures', 'measure')} a gap" if gaps else "none measures a gap yet"
    rows = tuple(_in_short(s, indicator) for indicator in indicators)
    headings = ("Indicator", "For, and what it judges", "Start", "Gap now", "Aim", "Who counts, how often")
    return Board(
        "indicators_in_short",
        "Where we start and where we want to be",
        f"{count(len(indicators), 'indicator')}: {measured}.",
        (Table("Indicators, with start and aim", headings, rows),),
        hints=() if s.exact else (ROUNDED,),
        wide=True,
    )


def _in_short(s: Situation, indicator: Record) -> tuple[Cell, ...]:
    figures = figures_of(indicator, rule_in(s))
    start = baseline_in_words(indicator, figures)
    if not start and indicator.collect_by:
        start = f"To be collected by {day(indicator.collect_by)}"
    aim = ", by ".join(part for part in (aim_in_words(indicator), day(indicator.target_on)) if part)
    who = ", ".join(part for part in (_owner(indicator), in_words(indicator, "frequency").lower()) if part)
    return (
        Cell(records=(indicator,), titled=True),
        Cell(in_words(indicator, "role"), tuple(s.thread.linked(indicator, "adjustments"))),
        Cell(start or "Not known yet", tone="" if start else "gap"),
        Cell(gap_in_words(indicator, figures) or ("Not known yet" if indicator.measures_gap else "")),
        Cell(aim or "Not set yet", tone="" if aim else "gap"),
        Cell(who or "Nobody yet", tone="" if who else "gap"),
    )


def _owner(indicator: Record) -> str:
    return indicator.owner.name if indicator.owner else ""


@board
def indicator_checks(s: Situation) -> Board | None:
    """What each indicator still lacks, under the five words of SMART."""
    indicators = s.thread.of("indicator")
    if not indicators:
        return None
    faults = {indicator: faults_of(indicator, s.thread) for indicator in indicators}
    short = [indicator for indicator in indicators if any(faults[indicator].values())]
    lacking = "still lacks" if len(short) == 1 else "still lack"
    sentence = (
        f"Of {count(len(indicators), 'indicator')}, {len(short)} {lacking} something."
        if short
        else "Each indicator is specific, measurable, achievable, relevant and time-bound."
    )
    rows = tuple(
        (Cell(records=(indicator,), titled=True), *(_check(found) for found in faults[indicator].values()))
        for indicator in short
    )
    tables = (Table("What each indicator lacks", ("Indicator", *PARTS), rows),) if rows else ()
    return Board("indicator_checks", "Is each indicator SMART?", sentence, tables, printed=False)


def _check(missing: list[str]) -> Cell:
    return Cell(f"Add {', '.join(missing)}", tone="gap") if missing else Cell("Yes", tone="good")


@board
def change_that_would_show(s: Situation) -> Board | None:
    """How big a change would have to be before anybody could be sure of it."""
    rule = rule_in(s)
    indicators = s.thread.of("indicator")
    found = {one: would_show(one, figures_of(one, rule)) for one in indicators}
    told = {one: said for one, said in found.items() if said}
    if not told:
        return None
    unseen = [one for one, said in told.items() if said.verdict == NOT_SEEN]
    sentence = (
        f"For {count(len(unseen), 'indicator')} the aim is smaller than the numbers would show."
        if unseen
        else "With small numbers only a large change shows. This is what ours would show."
    )
    tones = {SEEN: "good", NOT_SEEN: "doubt"}
    rows = tuple(
        (Cell(records=(one,), titled=True), Cell(said.smallest), Cell(said.aim, tone=tones.get(said.verdict, "")))
        for one, said in told.items()
    )
    return Board(
        "change_that_would_show",
        "How big a change would show",
        sentence,
        (Table("The smallest change that would show", ("Indicator", "With our numbers", "Our aim"), rows),),
        hints=(
            *(("Count for longer, or count a step on the way as well.",) if unseen else ()),
            "This compares two periods of the same length, with a chance of 4 in 5 of seeing a change that is real.",
            "It takes each event as one of its own. Where the same people come often, allow for more.",
        ),
    )


@board
def adjustments_to_count(s: Situation) -> Board | None:
    """The chosen adjustments that nothing counts yet, each with a button that begins an indicator for it."""
    waiting = without(s.thread, "indicator", s.answers(STEP).get("adjustments_without_indicator"))
    if not waiting:
        return None
    sentence = f"{count(len(waiting), 'chosen adjustment has', 'chosen adjustments have')} no indicator yet."
    rows = tuple(
        (
            Cell(records=(change,), titled=True),
            Cell(
                offer=offer(
                    "Add an indicator",
                    "indicator",
                    about=change.ref,
                    adjustments=change,
                    focus_groups=groups_of(s.thread, change),
                )
            ),
        )
        for change in waiting
    )
    table = Table("Adjustments without an indicator", ("Adjustment", "What you can do"), rows)
    return Board("adjustments_to_count", "Not counted yet", sentence, (table,), printed=False)

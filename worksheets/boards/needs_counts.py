"""How many people are asked, have a need written down, and get what they need, as it may leave the project.

The team types true counts. The board prints in the plan, so it shows them by the project’s small-number rule: 1 to 7
read “fewer than 8”, others go to the nearest 5, and a share is left out where those in it, or out of it, are few."""

from dataclasses import dataclass

from datasets.analysis.statistics.suppression import PRODUCT_RULE, SmallNumberRule, release_count

from ..models import NeedsCount
from ..situation import Situation
from . import Board, Cell, Table, board, named, offer

EVERYONE = "Everyone"


@dataclass(frozen=True)
class Share:
    """A part of a whole as it may be shown: words, and per cent where there is one."""

    words: str
    percent: int | None = None


@board
def needs_counts(s: Situation) -> Board | None:
    counts = s.thread.of("needs_count")
    if not counts:
        return None
    groups = {group.pk: group for group in s.thread.of("focus_group")}
    counted = {one.focus_group_id for one in counts}
    rule = SmallNumberRule(s.project.hidden_below, s.project.rounded_to)
    rows = tuple(_row(one, groups.get(one.focus_group_id), rule) for one in counts)
    rows += tuple(_not_counted(group) for pk, group in groups.items() if group.is_primary and pk not in counted)
    headings = ("Who", "Which people", "Asked", "Need written down", "Got it, of those with a need", "Follow it")
    table = Table("Asked, written down and acted on", headings, rows)
    return Board(
        "needs_counts",
        "Asked, written down and acted on",
        _sentence(counts, rule),
        (table,),
        (
            f"Numbers from 1 to {rule.threshold - 1} read “fewer than {rule.threshold}”. "
            f"Others are rounded to the nearest {rule.nearest}.",
        ),
        prints=("needs_count",),
    )


def _sentence(counts: list[NeedsCount], rule: SmallNumberRule) -> str:
    whole = next((one for one in counts if one.focus_group_id is None), None)
    share = share_of(whole.asked, whole.people, rule) if whole else None
    if share is None or share.percent is None:
        return "How many of your people are asked what they need, and get it."
    return f"About {share.percent} in 100 people are asked what they need."


def _row(one: NeedsCount, group, rule: SmallNumberRule) -> tuple[Cell, ...]:
    name = named(group) if group else Cell(EVERYONE)
    title = f"Share of people asked what they need{f', {group.ref}' if group else ''}"
    follow = offer("Make it an indicator", "indicator", one.ref, title=title)
    parts = ((one.asked, one.people), (one.need_recorded, one.people), (one.provided, one.need_recorded))
    return (name, named(one), *(_cell(share_of(*part, rule)) for part in parts), Cell(offer=follow))


def _not_counted(group) -> tuple[Cell, ...]:
    add = offer("Add a count", "needs_count", f"for {group.ref}", focus_group=group)
    return (named(group), Cell("Not counted yet", tone="gap", offer=add), Cell(), Cell(), Cell(), Cell())


def _cell(share: Share | None) -> Cell:
    return Cell(share.words if share else "Not counted")


def share_of(part: int | None, whole: int | None, rule: SmallNumberRule = PRODUCT_RULE) -> Share | None:
    """A part of a whole by the small-number rule. None where a count is missing, or the part is more than the whole.

    >>> share_of(46, 100).words
    '45 of 100 (45%)'
    """
    if part is None or whole is None or part > whole:
        return None
    shown, of_all, rest = (release_count(number, rule) for number in (part, whole, whole - part))
    if of_all.value is None:
        return Share(f"of {of_all.text}")
    if shown.value is None:
        return Share(f"{shown.text} of {of_all.text}")
    if rest.value is None:
        return Share(f"all but {rest.text} of {of_all.text}")
    percent = round(100 * shown.value / of_all.value) if of_all.value else None
    return Share(f"{shown.text} of {of_all.text}" + ("" if percent is None else f" ({percent}%)"), percent)

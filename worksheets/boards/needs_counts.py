"""How many people are asked, have a need written down, and get what they need, as it may leave the project.

The team types true counts. The board prints in the plan, so it shows them by the project’s small-number rule: 1 to 7
read “fewer than 8”, others go to the nearest 5, and a share is left out where those in it, or out of it, are few."""

from dataclasses import dataclass

from datasets.analysis.statistics.suppression import PRODUCT_RULE, SmallNumberRule, release_count

from ..models import FocusGroup, NeedsCount
from ..saying import name_of
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
    group_of = {one.pk: next(iter(s.thread.linked(one, "focus_group")), None) for one in counts}
    missing = [one for one in s.thread.of("focus_group") if one.is_primary and one not in group_of.values()]
    rule = SmallNumberRule(s.project.hidden_below, s.project.rounded_to)
    rows = tuple(_row(one, group_of[one.pk], rule) for one in counts)
    rows += tuple(_not_counted(group) for group in missing)
    headings = ("Who", "Which people", "Asked", "Need written down", "Got it, of those with a need")
    table = Table("Asked, written down and acted on", headings, rows)
    return Board(
        "needs_counts",
        "Asked, written down and acted on",
        _sentence([one for one in counts if group_of[one.pk] is None], rule),
        (table,),
        (
            f"Numbers from 1 to {rule.threshold - 1} read “fewer than {rule.threshold}”. "
            f"Others are rounded to the nearest {rule.nearest}.",
        ),
    )


def _sentence(of_everyone: list[NeedsCount], rule: SmallNumberRule) -> str:
    share = share_of(of_everyone[-1].asked, of_everyone[-1].people, rule) if of_everyone else None
    if share is None or share.percent is None:
        return "How many people are asked what they need, and get it."
    return f"About {share.percent} in 100 people are asked what they need."


def _row(one: NeedsCount, group: FocusGroup | None, rule: SmallNumberRule) -> tuple[Cell, ...]:
    name = named(group) if group else Cell(EVERYONE)
    parts = ((one.asked, one.people), (one.need_recorded, one.people), (one.provided, one.need_recorded))
    asked, written_down, got_it = (_in_words(share_of(*part, rule)) for part in parts)
    whose = {"focus_groups": group} if group else {}
    title = f"Share of people asked what they need{f': {name_of(group)}' if group else ''}"
    follow = offer("Make it an indicator", "indicator", one.ref, title=title[:300], **whose)
    return (name, named(one), Cell(asked, offer=follow), Cell(written_down), Cell(got_it))


def _not_counted(group: FocusGroup) -> tuple[Cell, ...]:
    add = offer("Add a count", "needs_count", f"for {group.ref}", focus_group=group)
    return (named(group), Cell("Not counted yet", tone="gap", offer=add), Cell(), Cell(), Cell())


def _in_words(share: Share | None) -> str:
    return share.words if share else "Not counted"


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

"""What done means for sharing and for finishing on time: step 13."""

from ..boards.sharing import CONTRIBUTORS, ICB, is_told
from ..situation import Situation
from ..timing.days import as_day
from ..timing.ninety_days import STEP, thirties, windows_chosen
from . import Short, rule


@rule
def contributors_are_told(s: Situation) -> Short | None:
    """Something is planned for the people who took part."""
    return None if is_told(s.thread.of("dissemination"), CONTRIBUTORS) else Short()


@rule
def icb_is_told(s: Situation) -> Short | None:
    """Something is planned for the ICB, the insight library or Joined Up Improvement Derbyshire."""
    return None if is_told(s.thread.of("dissemination"), ICB) else Short()


@rule
def project_has_an_end(s: Situation) -> Short | None:
    return None if s.project.end_on else Short()


@rule
def a_review_is_planned(s: Situation) -> Short | None:
    """At least one review has a date."""
    reviews = s.answers(STEP).get("reviews") or {}
    return None if any(as_day(cells.get("on")) for cells in reviews.values()) else Short()


@rule
def thirty_sixty_ninety(s: Situation) -> Short | None:
    """Each thirty days of the ninety that the team plans hold an action, or something written."""
    windows = windows_chosen(s)
    empty = [one.words for window in windows for one in thirties(s, window) if one.is_empty]
    return Short(tuple(empty)) if empty or not windows else None

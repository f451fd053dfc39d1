"""Step 5: enough sources searched, and every kept item judged."""

from ..situation import Situation
from . import Short, rule, short_of

ENOUGH = 3


@rule
def enough_sources_searched(s: Situation) -> Short | None:
    """At least three sources ticked or in the search log, or a library service asked on a day that is written down."""
    answers = s.answers("literature")
    asked = answers.get("route") in ("library", "both") and answers.get("library_asked_on")
    logged = {source for source, cells in (answers.get("search_log") or {}).items() if cells.get("date")}
    searched = logged | set(answers.get("sources_searched") or ())
    return None if asked or len(searched) >= ENOUGH else Short()


@rule
def evidence_is_judged(s: Situation) -> Short | None:
    """Each kept item says how well it applies here."""
    return short_of([one for one in s.thread.of("evidence") if not one.applies])

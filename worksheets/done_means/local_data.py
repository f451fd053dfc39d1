"""Step 3: a group that is said not to matter has a reason."""

from ..situation import Situation
from ..ties import rows_of_grid
from . import Short, rule

STEP = "local-data"


@rule
def groups_ruled_out_have_a_reason(s: Situation) -> Short | None:
    filled = (pair for grid in ("inclusion_groups", "plus_groups") for pair in rows_of_grid(s, STEP, grid))
    without = tuple(name for name, cells in filled if cells.get("relevant") == "no" and not cells.get("why_not"))
    return Short(without) if without else None

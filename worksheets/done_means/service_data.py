"""Step 1: nobody is left to find out alone, a file is there or is on its way, and something was found."""

from ..inventory import UNKNOWN, inventory
from ..situation import Situation
from . import Short, rule


@rule
def unknowns_in_the_inventory_have_an_owner(s: Situation) -> Short | None:
    """“We don’t know” is a good answer where somebody is named who finds out."""
    without = tuple(one.name for one in inventory(s) if one.have == UNKNOWN and not one.who)
    return Short(without) if without else None


@rule
def a_file_is_counted(s: Situation) -> Short | None:
    """A file was uploaded and counted, or counts were typed. The tool can see it, so nobody has to declare it."""
    return None if s.facts.get("file_is_counted") else Short()


@rule
def a_finding_is_evidence(s: Situation) -> Short | None:
    """A hunch is worth writing down, but it is not what was found."""
    return None if any(one.is_evidence for one in s.thread.of("finding")) else Short()

"""The introduction: what the project itself must say. Its answers are asked for as every worksheet's are."""

from accounts.roles import ProjectRole

from ..situation import Situation
from . import Short, rule


@rule
def places_are_set(s: Situation) -> Short | None:
    return None if s.project.places else Short()


@rule
def lead_is_named(s: Situation) -> Short | None:
    """Somebody leads. Where the team was not read (the ICB’s overview), a team is taken to have its lead."""
    if not s.members:
        return None if s.team else Short()
    return None if any(one.role == ProjectRole.LEAD for one in s.members) else Short()


@rule
def end_date_is_set(s: Situation) -> Short | None:
    return None if s.project.end_on else Short()

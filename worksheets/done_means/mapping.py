"""What done means for the process map, step 9."""

from ..answering import says_what_it_takes
from ..models import Judgement
from ..pathway import pathway_of
from ..situation import Situation
from . import Short, rule, short_of

STEP = "process-mapping"


@rule
def steps_judged(s: Situation) -> Short | None:
    """Each step of today’s pathway is judged for each main focus group; “don’t know” is a judgement."""
    pathway = pathway_of(s)
    if not pathway.steps_now or not pathway.main_groups:
        return Short()
    return short_of([step for step in pathway.steps_now if not _is_judged(pathway, step)])


def _is_judged(pathway, step) -> bool:
    return all((one := pathway.judged(step, group)) and one.effect for group in pathway.main_groups)


@rule
def most_steps_known(s: Situation) -> Short | None:
    """For each main focus group, at most a third of the steps are not known."""
    pathway = pathway_of(s)
    unknown = set()
    for group in pathway.main_groups:
        steps = [
            step
            for step in pathway.steps_now
            if (one := pathway.judged(step, group)) and one.effect == Judgement.UNKNOWN
        ]
        if 3 * len(steps) > len(pathway.steps_now):
            unknown.update(steps)
    return short_of([step for step in pathway.steps_now if step in unknown])


@rule
def hindrances_dealt_with(s: Situation) -> Short | None:
    """Each judgement that says a step gets in the way has a barrier, an adjustment, or a reason to leave it."""
    pathway = pathway_of(s)
    return short_of(
        [
            step
            for step in pathway.steps_now
            if any(not one.stays_reason and not pathway.answers_to(one, step) for one in pathway.hindering(step))
        ]
    )


@rule
def resources_stated(s: Situation) -> Short | None:
    """Each chosen adjustment says what it takes, and whether the service can do it."""
    return short_of([one for one in s.thread.of("adjustment") if one.is_chosen and not says_what_it_takes(one)])


@rule
def map_checked_with_people(s: Situation) -> Short | None:
    """Somebody with lived experience has checked the map, or a date is set."""
    checks = s.answers(STEP).get("checked_by") or {}
    people = [checks.get(row, {}) for row in ("lived_experience", "patients")]
    done = any(one.get("state") == "done" or (one.get("state") == "planned" and one.get("on")) for one in people)
    return None if done else Short()

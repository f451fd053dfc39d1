"""The register of groups a service does not see, from steps 1 and 3 and from findings, with what is planned."""

import datetime as dt
from dataclasses import dataclass

from guide.vocabularies import vocabulary

from .models import Finding
from .situation import Situation

STEP_1, STEP_3, STEP_4 = "service-data", "local-data", "combined-picture"
GRIDS = ("inclusion_groups", "plus_groups")
NOT_COMING, NOT_RECORDED, NOT_KNOWN = "not_coming", "not_recorded", "not_known"


@dataclass(frozen=True)
class NotSeen:
    """One group that is not seen. `why` is one of the absence reasons; `found_in` says which steps name the group."""

    name: str
    key: str = ""
    found_in: tuple[str, ...] = ()
    why: str = ""
    who: str = ""
    next_step: str = ""
    by: dt.date | None = None
    finding: Finding | None = None

    @property
    def is_put_off(self) -> bool:
        return bool(self.finding and self.finding.not_now_reason and not self.next_step)

    @property
    def has_next_step(self) -> bool:
        return bool(self.next_step or self.is_put_off or (self.finding and self.who))


def groups_not_seen(s: Situation) -> list[NotSeen]:
    """Groups of the guide’s two lists in its order, then groups that only a finding names."""
    findings = [one for one in s.thread.of("finding") if one.kind == "absence"]
    by_name = {one.group.strip().casefold(): one for one in findings}
    listed = [
        _of_list(s, option.value, option.text, found_in, by_name.get(option.text.casefold()))
        for option in vocabulary("register_groups")
        if (found_in := _named_by(s, option.value))
    ]
    used = {one.finding for one in listed}
    return [*listed, *(_of_finding(one) for one in findings if one not in used)]


def _named_by(s: Situation, key: str) -> tuple[str, ...]:
    """The steps that say a group is not seen. A group that does not matter here, or that is seen, is not absent."""
    thought = _thoughts(s, key)
    if thought.get("relevant") == "no" or thought.get("do_see") == "yes":
        return ()
    in_step_1 = key in (s.answers(STEP_1).get("groups_not_visible") or ())
    in_step_3 = bool(thought.get("relevant")) and thought.get("do_see") in ("no", "unsure")
    return (*(("Step 1",) if in_step_1 else ()), *(("Step 3",) if in_step_3 else ()))


def _thoughts(s: Situation, key: str) -> dict:
    """What step 3 says of a group."""
    answers = s.answers(STEP_3)
    return next((row for grid in GRIDS if (row := (answers.get(grid) or {}).get(key))), {})


def _of_list(s: Situation, key: str, name: str, found_in: tuple[str, ...], finding: Finding | None) -> NotSeen:
    planned = (s.answers(STEP_4).get("absent_register") or {}).get(key, {})
    thought, told = _thoughts(s, key), finding.details if finding else {}
    who = planned.get("who") or told.get("who_to_ask") or thought.get("partner") or ""
    by = planned.get("by") or told.get("ask_on")
    why = planned.get("why") or told.get("absence_reason") or _reason_in(thought, "Step 1" in found_in)
    next_step = planned.get("next_step") or (f"Ask {who}" if who and by else "")
    return NotSeen(name, key, found_in, why, who, next_step, _date(by), finding)


def _reason_in(thought: dict, not_visible: bool) -> str:
    """Why a group is not seen, as far as steps 1 and 3 tell: what no record could show is not recorded."""
    if thought.get("could_see") == "no" or (not_visible and not thought.get("could_see")):
        return NOT_RECORDED
    if thought.get("could_see") == "yes" and thought.get("do_see") == "no":
        return NOT_COMING
    return NOT_KNOWN


def _of_finding(finding: Finding) -> NotSeen:
    told = finding.details
    who, by = told.get("who_to_ask") or "", _date(told.get("ask_on"))
    step = f"Ask {who}" if who else ""
    name = (finding.group or finding.title).rstrip(".")
    return NotSeen(name, "", (finding.ref,), told.get("absence_reason") or NOT_KNOWN, who, step, by, finding)


def _date(text) -> dt.date | None:
    return dt.date.fromisoformat(text) if text else None

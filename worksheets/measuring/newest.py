"""The newest figure of an indicator, as outcomes recorded it, under the small-number rule."""

import datetime as dt
import re
from dataclasses import dataclass

from datasets.analysis.statistics.suppression import SmallNumberRule, is_small, release_count

from .baselines import TOO_SMALL
from .figures import number_in

# What is no count of people or events: a score, hours, a reading age.
AMOUNT = "amount"
BRACKETED = re.compile(r"\s*\((\d+)\s+(?:out )?of\s+(\d+)\)")
PART_OF_WHOLE = re.compile(r"\b(\d+)\s+(?:out )?of\s+(\d+)\b")
SHARES = re.compile(r"%|\bin \d+|\bper\b|\bpoints?\b|\bof \d")
PEOPLE = re.compile(r"\b(\d+) (?:people|patients|men|women|mothers|families|children|carers|staff)\b")


@dataclass(frozen=True)
class Newest:
    """What was found when somebody last looked, and on which day."""

    text: str
    on: dt.date


def newest_of(s, indicator) -> Newest | None:
    """None where no outcome with a day and a figure tells of it."""
    told = s.thread.pointing(indicator, "outcome", "indicator")
    found = [one for one in told if one.recorded_on and one.details.get("value")]
    last = max(found, key=lambda one: (one.recorded_on, one.number), default=None)
    rule = SmallNumberRule(s.project.hidden_below, s.project.rounded_to)
    return last and Newest(released(last, indicator.details.get("figure"), rule), last.recorded_on)


def released(outcome, figure: str | None, rule: SmallNumberRule) -> str:
    """The figure of an outcome as it may leave the project: nothing that rests on a small number, counts rounded and
    those beside a share left out."""
    value, gap = outcome.details["value"].strip(), (outcome.details.get("gap") or "").strip()
    people = outcome.details.get("count") if figure != AMOUNT else None
    if (people and is_small(people, rule.threshold)) or any(_tells(text, figure, rule) for text in (value, gap)):
        return TOO_SMALL
    shown = PART_OF_WHOLE.sub(lambda found: _rounded(found, rule), BRACKETED.sub("", value))
    return f"{shown}, a gap of {gap}" if gap else shown


def _tells(text: str, figure: str | None, rule: SmallNumberRule) -> bool:
    """Whether typed words give a small count: a part of a whole that it or the rest of it is, or a number of people."""
    for part, whole in PART_OF_WHOLE.findall(text):
        if any(0 < count < rule.threshold for count in (int(part), int(whole) - int(part))):
            return True
    if any(is_small(int(count), rule.threshold) for count in PEOPLE.findall(text)):
        return True
    number = number_in(text)
    is_count = figure not in (AMOUNT, "average") and not SHARES.search(text)
    return is_count and number is not None and is_small(round(number), rule.threshold)


def _rounded(found: re.Match, rule: SmallNumberRule) -> str:
    return f"about {release_count(int(found[1]), rule).text} of about {release_count(int(found[2]), rule).text}"

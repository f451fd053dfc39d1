"""The counts an indicator starts from: typed by the team, or frozen from a file."""

import datetime as dt
import re
from dataclasses import dataclass

from datasets.analysis.statistics.suppression import SmallNumberRule, release_count, release_share

NUMBER = re.compile(r"\d+(?:[.,]\d+)?")
THOUSANDS = re.compile(r"(?<=\d)[, ](?=\d{3}(?!\d))")
NOUNS = {"share_people": "people", "share_events": "events"}
MONTH_DAYS = 30.44


@dataclass(frozen=True)
class Side:
    """One group as it may be shown: its share (0 to 1) and size, each None where a small number is hidden."""

    rate: float | None
    total: int | None


@dataclass(frozen=True)
class Figures:
    """A share of the focus group, and of those it is compared with, over so many months."""

    group: Side
    rest: Side | None
    months: float | None
    noun: str
    exact: bool = False

    @property
    def amount(self) -> str:
        """How many the share rests on, in words."""
        return f"{'' if self.exact else 'about '}{self.group.total:,} {self.noun}"


def rule_in(situation) -> SmallNumberRule | None:
    """The small-number rule of a project, which may be stricter than the product’s own; None where only those look who
    may see true counts."""
    project = situation.project
    return None if situation.exact else SmallNumberRule(project.hidden_below, project.rounded_to)


def figures_of(indicator, rule: SmallNumberRule | None) -> Figures | None:
    """The figures of a share under a rule; None where the indicator is no share, or its counts are not there or not
    sound. Frozen figures come first: nobody can retype them."""
    frozen = (indicator.baseline or {}).get("numbers")
    return _frozen(indicator, frozen, rule) if frozen else _typed(indicator, rule)


def _typed(indicator, rule: SmallNumberRule | None) -> Figures | None:
    said = indicator.details
    group = _side(said.get("baseline_hits"), said.get("baseline_count"), rule)
    if said.get("figure") not in NOUNS or group is None:
        return None
    rest = _side(said.get("comparator_hits"), said.get("comparator_count"), rule)
    return Figures(group, rest, said.get("baseline_months") or None, NOUNS[said["figure"]], rule is None)


def _frozen(indicator, numbers: dict, rule: SmallNumberRule | None) -> Figures | None:
    group = _side(numbers.get("count"), numbers.get("total"), rule)
    if group is None:
        return None
    rest = numbers.get("rest") or {}
    months = indicator.details.get("baseline_months") or months_between(indicator.baseline_period)
    noun = NOUNS.get(indicator.details.get("figure"), "people or events")
    return Figures(group, _side(rest.get("count"), rest.get("total"), rule), months, noun, rule is None)


def _side(count, total, rule: SmallNumberRule | None) -> Side | None:
    whole = all(isinstance(one, int) and one >= 0 for one in (count, total))
    if not whole or not total or count > total:
        return None
    if rule is None:
        return Side(count / total, total)
    return Side(release_share(count, total, rule), release_count(total, rule).value)


def months_between(period: str) -> float | None:
    """The months in “1 April 2025 to 31 March 2026”, both days included; None where it says something else."""
    start, _, end = period.partition(" to ")
    try:
        days = [dt.datetime.strptime(one, "%d %B %Y").date() for one in (start, end)]
    except ValueError:
        return None
    return ((days[1] - days[0]).days + 1) / MONTH_DAYS if days[1] >= days[0] else None


def number_in(words: str) -> float | None:
    """The first number in what somebody typed: 22 in “22% against 12%”, 1240 in “1,240 people”."""
    found = NUMBER.search(THOUSANDS.sub("", words or ""))
    return float(found.group().replace(",", ".")) if found else None

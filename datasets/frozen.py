"""Figures frozen into a finding or a baseline: true ones for the team, released ones for everyone else."""

from dataclasses import dataclass

from datasets.analysis.fields import field_of
from datasets.analysis.measures import UNIT_NOUNS, measure_of
from datasets.analysis.profile import GroupRate, Profile, Rate, count_text, number
from datasets.analysis.wording import field_in_sentence, overall_in_words, people_of, percent
from design.words import day

from .models import Dataset

# Under this many, a sentence with figures would be about people somebody may know.
ENOUGH_TO_SAY = 30
EVERYONE = "everyone"


@dataclass(frozen=True)
class Place:
    """Which figure of a profile: a measure, overall (field "") or for one group of a field."""

    measure: str
    field: str = ""
    group: str = ""


def figures_of(dataset: Dataset, exact: Profile, released: Profile, place: Place) -> dict | None:
    """What is kept with a finding or an indicator. None where the profile has no such figure."""
    truth = _found(exact, place)
    if truth is None:
        return None
    return {
        "exact": _side(exact, place),
        "released": _side(released, place),
        "source": source_of(dataset, exact, released),
        "dataset": str(dataset.pk),
        "measure": place.measure,
        "field": place.field,
        "group": place.group,
        "definition": exact.measure(place.measure).definition,
        "numbers": _numbers(truth),
    }


def completeness_figures(dataset: Dataset, exact: Profile, released: Profile, key: str, group: str) -> dict:
    """What is kept with a finding about a field that is poorly recorded, or not at all."""
    field = exact.field(key)
    return {
        "exact": _recording(exact, key),
        "released": _recording(released, key),
        "source": source_of(dataset, exact, released),
        "dataset": str(dataset.pk),
        "measure": "completeness",
        "field": key,
        "group": group,
        "numbers": dict(zip(("known", "total"), (field.count("known"), field.overall.total))) if field else {},
    }


def source_of(dataset: Dataset, exact: Profile, released: Profile) -> str:
    """“Appointments, April to June 2026: about 1,205 appointments; uploaded 3 July 2026”. Rounded, as all see it."""
    rows = released.rows.profiled
    noun = "rows" if exact.unit == "counted" else UNIT_NOUNS[exact.unit]
    about = "about " if isinstance(rows, int) else ""
    return f"{dataset.label}: {about}{count_text(rows)} {noun}; uploaded {day(dataset.uploaded_at.date())}"


def _found(profile: Profile, place: Place) -> tuple[Rate, GroupRate | None] | None:
    measure = profile.measure(place.measure)
    if measure is None:
        return None
    if not place.field:
        return measure.overall, None
    rates = measure.of(place.field)
    group = next((one for one in rates.groups if one.group == place.group), None) if rates else None
    return (group.rate, group) if group else None


def _side(profile: Profile, place: Place) -> dict:
    found = _found(profile, place)
    if found is None:
        return {"sentence": _in_words(place), "facts": []}
    rate, group = found
    facts = [["Rate", _rate_text(rate)], ["Likely range", _range_text(rate)]]
    if group is None:
        measure = measure_of(place.measure)
        said = rate.rate is not None and number(rate.total) >= ENOUGH_TO_SAY
        return {
            "sentence": overall_in_words(measure, profile.unit, rate.rate) if said else measure.label,
            "facts": facts,
        }
    facts += [["Everyone else", _rate_text(group.rest)], ["Difference", _points(group.difference)]]
    return {"sentence": group.sentence or _in_words(place), "facts": [*facts, ["What we can say", group.label]]}


def _in_words(place: Place) -> str:
    """The gap without a figure."""
    label = measure_of(place.measure).label
    if not place.field:
        return f"{label}, for everyone"
    return f"{label} among {people_of(place.field, place.group)} compared with others"


def title_of(released: Profile, place: Place) -> str:
    """A finding's title: figures only where they may be shown to anybody and rest on enough people."""
    found = _found(released, place)
    group = found[1] if found else None
    enough = group and group.sentence and number(group.rate.total) >= ENOUGH_TO_SAY
    return (group.sentence if enough else _in_words(place))[:300]


def recording_title(released: Profile, key: str, candidate_key: str) -> str:
    candidate = released.candidate(candidate_key)
    if candidate:
        return candidate.title
    return f"{field_of(key).label} is often not recorded"


def _recording(profile: Profile, key: str) -> dict:
    field = profile.field(key)
    name = field_in_sentence(key)
    if field is None:
        return {"sentence": f"This file says nothing about {name}.", "facts": []}
    known, total = field.count("known"), field.overall.total
    sentence = f"{field.label} is known in {percent(field.overall.share)} of records."
    if field.overall.share is None:
        sentence = f"{field.label} is often not recorded."
    return {"sentence": sentence, "facts": [["Known", count_text(known)], ["Out of", count_text(total)]]}


def _numbers(found: tuple[Rate, GroupRate | None]) -> dict:
    rate, group = found
    numbers = {name: getattr(rate, name) for name in ("count", "total", "rate", "low", "high")}
    if group:
        numbers["rest"] = {name: getattr(group.rest, name) for name in ("count", "total", "rate", "low", "high")}
        numbers |= {"difference": group.difference, "ratio": group.ratio, "label": group.label}
    return numbers


def _rate_text(rate: Rate) -> str:
    if rate.rate is None:
        return count_text(rate.count)
    return f"{percent(rate.rate)} ({count_text(rate.count)} of {count_text(rate.total)})"


def _range_text(rate: Rate) -> str:
    return "–" if rate.low is None else f"{percent(rate.low)} to {percent(rate.high)}"


def _points(difference: float | None) -> str:
    if difference is None:
        return "–"
    return f"{abs(100 * difference):.1f} points {'higher' if difference > 0 else 'lower'}"

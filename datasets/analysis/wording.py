"""Figures said in plain words: who a group is, of a hundred how many, and how two rates stand to each other."""

from calendar import month_name

from datasets.analysis.amounts import Amount
from datasets.analysis.fields import field_of
from datasets.analysis.measures import UNIT_NOUNS, Measure
from datasets.analysis.profile import CLEAR, POSSIBLE, STATE_LABELS
from datasets.analysis.statistics.bounds import WHATEVER_THE_UNKNOWNS_ARE
from datasets.analysis.statistics.interval import Interval

_FIFTHS = {
    "1": "the most deprived fifth",
    "2": "the second most deprived fifth",
    "3": "the middle fifth for deprivation",
    "4": "the second least deprived fifth",
    "5": "the least deprived fifth",
}
_NAMED = {
    "sex": {"Female": "women and girls", "Male": "men and boys"},
    "gender": {"Female": "women and girls", "Male": "men and boys"},
    "interpreter": {"Yes": "people who need an interpreter", "No": "people who need no interpreter"},
    "carer": {"Carer": "carers", "Not a carer": "people who are not carers"},
    "pregnancy": {"Pregnant": "people who are pregnant", "Not pregnant": "people who are not pregnant"},
    "disability": {"Disabled (no more said)": "disabled people", "No disability": "people with no disability"},
    "disability_broad": {"Disabled": "disabled people", "Not disabled": "people with no disability"},
}
_SCALES = (100, 1_000, 10_000)
# What would be otherwise for a group at the others’ rate, by measure.
_AT_OTHERS_RATE = {
    "did_not_attend": "About {n} missed appointments would not have happened at the others’ rate.",
    "waited_over_18_weeks": "About {n} would not have waited over 18 weeks at the others’ rate.",
    "opt_in": "About {n} more would have opted in at the others’ rate.",
    "attended_first": "About {n} more would have come to a first appointment at the others’ rate.",
    "completed": "About {n} more would have completed at the others’ rate.",
    "good_outcome": "About {n} more would have had a good outcome at the others’ rate.",
}


def people_of(field: str, group: str) -> str:
    """The people of a group, ready to stand in a sentence: “people aged 18 to 24”, “people from Normanton”."""
    if group in _NAMED.get(field, {}):
        return _NAMED[field][group]
    standard = field_of(field)
    if field == "age":
        return (
            f"people aged {group[:-1]} and over" if group.endswith("+") else f"people aged {group.replace('-', ' to ')}"
        )
    if field == "deprivation":
        return f"people from {_FIFTHS.get(group[:1], group)}"
    if field == "language":
        return f"people whose main language is {group}"
    if standard.group == "place":
        return f"people from {group}"
    if standard.group == "team":
        return f"people seen at {group}"
    return f"people recorded as “{group}”"


def field_in_sentence(field: str) -> str:
    """The field's label inside a sentence: “ethnicity”, “main language”."""
    label = field_of(field).label
    return label if label.isupper() else label[0].lower() + label[1:]


def percent(share: float | None) -> str:
    """A share as people read it: “31%”, “0.4%”, “–” where there is none."""
    if share is None:
        return "–"
    value = share * 100
    return f"{value:.0f}%" if value in (0, 100) or 10 <= round(value, 1) <= 90 else f"{value:.1f}%"


def percents_apart(first: float, second: float) -> tuple[str, str]:
    """Two shares as people read them, with as many figures as it takes to tell them apart: “20.2%” and “19.8%”."""
    told = percent(first), percent(second)
    for figures in (1, 2):
        if told[0] != told[1] or first == second:
            break
        told = tuple(f"{100 * share:.{figures}f}%" for share in (first, second))
    return told


def of_a_hundred(share: float) -> str:
    """“31 of 100”; for small shares “4 of 1,000”."""
    scale = next((one for one in _SCALES if share == 0 or share * one >= 0.95), _SCALES[-1])
    return f"{round(share * scale):,} of {scale:,}"


def two_rates(measure: Measure, unit: str, who: str, rate: float, rest: float) -> str:
    """“Of 100 appointments with people from X, 31 were missed; of 100 with others, 18.”"""
    scale = _scale(rate, rest)
    noun = UNIT_NOUNS[unit]
    ours, others = f"{round(rate * scale):,}", f"{round(rest * scale):,}"
    if noun == "people":
        return f"Of {scale:,} {who}, {ours} {_of_people(measure)}; of {scale:,} others, {others}."
    joined = "for" if noun == "referrals" else "with"
    return f"Of {scale:,} {noun_with(noun, who)}, {ours} {measure.said}; of {scale:,} {joined} others, {others}."


def _scale(rate: float, rest: float) -> int:
    """Of how many: 100, or more where the two would look the same or a small one like none."""
    for scale in _SCALES:
        ours, others = round(rate * scale), round(rest * scale)
        if (ours != others or rate == rest) and (ours or not rate) and (others or not rest):
            return scale
    return _SCALES[-1]


def excess_in_words(measure: str, excess: float) -> str:
    """“About 60 missed appointments would not have happened at the others’ rate.” Empty where it is about nobody."""
    number = round(abs(excess))
    return _AT_OTHERS_RATE[measure].format(n=f"{number:,}") if number else ""


def two_means(amount: Amount, field: str, group: str, mean: float | None, rest: float | None) -> str:
    """“Days waited: 41.0 days on average for people from X; 32.5 days for others.” Empty where either is not known."""
    if mean is None or rest is None:
        return ""
    who = people_of(field, group)
    return f"{amount.label}: {mean:.1f} {amount.unit} on average for {who}; {rest:.1f} {amount.unit} for others."


def slope_in_words(measure: Measure, unit: str, most: float, least: float, slope: Interval, label: str) -> str:
    """The rates at the two ends, and whether they rise or fall from the most to the least deprived."""
    ends = two_rates(measure, unit, "people from the most deprived fifth", most, least)
    ends = ends.replace("with others,", "with the least deprived fifth,").replace(
        "for others,", "for the least deprived fifth,"
    )
    ends = ends.replace(" others,", " from the least deprived fifth,")
    if label not in (CLEAR, POSSIBLE):
        return f"{ends} Over all five fifths there is no clear slope."
    way = "rises" if slope.value > 0 else "falls"
    low, high = sorted((abs(slope.low), abs(slope.high)))
    return (
        f"{ends} Over all five fifths the rate {way} by {100 * abs(slope.value):.1f} points from the most to the least "
        f"deprived (between {100 * low:.1f} and {100 * high:.1f})."
    )


def step_in_words(field: str, group: str, stages: tuple[str, str], own: float, rest: float) -> str:
    """Between which stages a group falls behind, with both rates of going on."""
    before, after = (stage[0].lower() + stage[1:] for stage in stages)
    return (
        f"The widest gap opens between “{before}” and “{after}”: of 100 {people_of(field, group)} who reached "
        f"the first, {round(100 * own)} reached the second; of 100 others, {round(100 * rest)}."
    )


def expected_in_words(
    field: str, group: str, observed: int, expected: float, says: str = "", noun: str = "people"
) -> str:
    """“About 120 fewer people recorded as … than expected: 80 seen, about 200 expected (likely).” noun is what is
    counted, where that is not people: “About 120 fewer appointments with people recorded as …”."""
    difference = round(expected - observed)
    who = noun_with(noun, people_of(field, group))
    firm = f" ({says})" if says else ""
    if difference == 0:
        return f"About as many {who} as expected: {observed:,}."
    way = "fewer" if difference > 0 else "more"
    if not observed:
        none = "nobody was seen" if noun == "people" else "there were none"
        return f"About {difference:,} fewer {who} than expected: {none}{firm}."
    seen = "seen" if noun == "people" else "counted"
    return (
        f"About {abs(difference):,} {way} {who} than expected: {observed:,} {seen}, about {round(expected):,} expected"
        f"{firm}."
    )


def noun_with(noun: str, who: str) -> str:
    """“people from X”, “appointments with people from X”, “referrals for people from X”."""
    return who if noun == "people" else f"{noun} {'for' if noun == 'referrals' else 'with'} {who}"


def two_together(measure: Measure, groups: tuple[tuple[str, str], ...], rate: float, rest: float) -> str:
    """“Missed appointments: women and girls who are also people from Normanton stand out, 31%; everybody else 18%.”"""
    who = " who are also ".join(people_of(*group) for group in groups)
    return f"{measure.label}: {who} stand out, {percent(rate)}; everybody else {percent(rest)}."


def unknowns_in_words(label: str, field: str, says: dict[str, list[str]]) -> str:
    """Which differences of a measure stand whatever the unknowns are, which are likely, which cannot be told."""
    name = f"{label}, by {field_in_sentence(field)}"
    if set(says) == {WHATEVER_THE_UNKNOWNS_ARE}:
        return f"{name}. Each difference that was found stands, whatever the unknowns are."
    parts = [f"{and_list(groups)}: {phrase}" for phrase, groups in says.items() if groups]
    return f"{name}. How firm each difference is: {'; '.join(parts)}." if parts else ""


def overall_in_words(measure: Measure, unit: str, rate: float) -> str:
    """“Of 100 appointments, 20 were missed.”"""
    noun = UNIT_NOUNS[unit]
    said = _of_people(measure) if noun == "people" else measure.said
    return f"Of 100 {noun}, {round(rate * 100)} {said}."


def state_in_words(state: str) -> str:
    return STATE_LABELS[state].lower()


def _of_people(measure: Measure) -> str:
    return {"were missed": "missed their appointment", "were completed": "completed"}.get(measure.said, measure.said)


def month_in_words(month: str) -> str:
    """“April 2026” for “2026-04”; anything else as it is."""
    year, _, number = month.partition("-")
    return f"{month_name[int(number)]} {year}" if year.isdecimal() and number.isdecimal() else month


def month_short(month: str) -> str:
    """“Apr 2026” for “2026-04”, where there is little room; anything else as it is."""
    words, _, year = month_in_words(month).rpartition(" ")
    return f"{words[:3]} {year}" if words and words in month_name else month


def and_list(words: list[str]) -> str:
    """“a, b and c”."""
    return " and ".join([", ".join(words[:-1]), words[-1]] if len(words) > 1 else words)

"""Written values to standard categories: by code, by words, by code and words together, with how sure."""

import re
from dataclasses import dataclass
from functools import cache

from datasets.analysis.fields import Scheme, StandardField
from datasets.analysis.matching.ages import age_category
from datasets.analysis.matching.deprivation import deprivation_category, scale_of
from datasets.analysis.matching.missing import missing_state
from datasets.analysis.matching.words import plain, plain_heading, shown, without_system_tails

INVALID = "invalid"
# A label longer than this is text somebody typed, not a category.
LONGEST_LABEL = 80
# “Main spoken language English”, as clinical systems write it.
_LANGUAGE_WORDS = re.compile(r"^(?:main |first |preferred )?(?:spoken )?language:? (?=\w)", re.I)
_YES = frozenset({"y", "yes", "true", "1", "t"})
_NO = frozenset({"n", "no", "false", "0", "f"})


@dataclass(frozen=True)
class ValueMatch:
    """What one written value stands for: a standard category, or a missing state. sure is 0 to 1."""

    category: str
    sure: float


@dataclass(frozen=True)
class MatchedValues:
    """Every written label of a column with its match; mixed_scales is set where deprivation scales are mixed."""

    matches: dict[str, ValueMatch]
    mixed_scales: bool = False

    def as_choices(self) -> dict[str, str]:
        return {label: match.category for label, match in self.matches.items()}


def match_values(field: StandardField, heading: str, labels: list[str]) -> MatchedValues:
    """Each label of a column under this heading matched to a category or missing state of the field.

    A label nothing is known about is "invalid": kept apart and listed for a person to decide.
    """
    if field.kind == "deprivation":
        scale, mixed = scale_of(heading, labels)
        made = {label: _or_missing(label, *deprivation_category(label, scale, mixed)) for label in labels}
        return MatchedValues(made, mixed)
    if field.kind == "age":
        return MatchedValues({label: _or_missing(label, age_category(label), 1.0) for label in labels})
    if field.kind in ("raw", "language"):
        return MatchedValues(_as_written(labels))
    yes_no = _yes_no(field, is_inverted(field, heading), labels)
    return MatchedValues({label: _match_one(field, yes_no, label) for label in labels})


def says_yes_or_no(label: str) -> bool:
    return plain(label) in _YES | _NO


def is_inverted(field: StandardField, heading: str) -> bool:
    """Whether “yes” under this heading means the opposite: No-show yes is did not attend."""
    words = plain_heading(heading)
    if words in field.inverted_headings or plain(heading) in field.inverted_headings:
        return True
    if words in field.headings or not field.inverted_headings:
        return False
    padded = f" {words} "
    return any(f" {one} " in padded for one in field.inverted_headings)


def _yes_no(field: StandardField, inverted: bool, labels: list[str]) -> dict[str, str]:
    """What the words for yes and no stand for under this heading. 0 and 1 are no and yes only beside no other number,
    where they are codes."""
    if not field.yes:
        return {}
    yes, no = (field.no, field.yes) if inverted else (field.yes, field.no)
    meaning = dict.fromkeys(_YES, yes) | dict.fromkeys(_NO, no)
    numbers = {plain(label) for label in labels if plain(label).isdigit()}
    return meaning if numbers <= {"0", "1"} else {word: one for word, one in meaning.items() if not word.isdigit()}


def _match_one(field: StandardField, yes_no: dict[str, str], label: str) -> ValueMatch:
    words = plain(label)
    if words in yes_no:
        return ValueMatch(yes_no[words], 1.0)
    table = _lookup(field.scheme)
    for text, sure in ((words, 1.0), (plain(without_system_tails(label)), 0.95)):
        if text in table:
            return ValueMatch(table[text], sure)
    if state := missing_state(label):
        return ValueMatch(state, 1.0)
    if found := _code_and_words(table, label):
        return found
    ordered = " ".join(sorted(words.split()))
    if ordered in (by_order := _lookup_any_order(field.scheme)):
        return ValueMatch(by_order[ordered], 0.8)
    return ValueMatch(INVALID, 0.0)


def _code_and_words(table: dict[str, str], label: str) -> ValueMatch | None:
    """“A - British”, “01 Hearing”, “Hearing (02)”: believed when the code agrees with the words or is not known."""
    parts = plain(without_system_tails(label)).split(" ")
    if len(parts) < 2:
        return None
    for code, rest in ((parts[0], " ".join(parts[1:])), (parts[-1], " ".join(parts[:-1]))):
        meaning = table.get(rest) or missing_state(rest)
        if len(code) > 4 or not meaning:
            continue
        agree = table.get(code)
        if agree in (None, meaning) or missing_state(rest):
            return ValueMatch(agree or meaning, 1.0 if agree else 0.7)
    return None


@cache
def _lookup(scheme: Scheme) -> dict[str, str]:
    table: dict[str, str] = {}
    for category in scheme.categories:
        for text in (category.label, *category.codes, *category.words, *category.census):
            table.setdefault(plain(text), category.label)
    for category in scheme.categories:
        for text in (category.label, *category.codes, *category.words):
            table[plain(text)] = category.label
    for state, texts in scheme.states.items():
        table.update({plain(text): state for text in texts})
    return table


@cache
def _lookup_any_order(scheme: Scheme) -> dict[str, str]:
    return {" ".join(sorted(text.split())): meaning for text, meaning in _lookup(scheme).items() if " " in text}


def _as_written(labels: list[str]) -> dict[str, ValueMatch]:
    """Labels kept as they are, spellings that differ only in capitals or spaces brought together."""
    spellings: dict[str, list[str]] = {}
    bares: dict[str, str] = {}
    made = {}
    for label in labels:
        if state := missing_state(label):
            made[label] = ValueMatch(state, 1.0)
        elif len(label) > LONGEST_LABEL:
            made[label] = ValueMatch(INVALID, 0.0)
        else:
            bare = _LANGUAGE_WORDS.sub("", without_system_tails(label)) or label
            spellings.setdefault(plain(bare) or label, []).append(bare)
            bares[label] = bare
    # Of “LEEDS”, “Leeds” and “leeds”, the one that is neither all capitals nor all small.
    best = {
        key: min(same, key=lambda text: (text.isupper() or text.islower(), text)) for key, same in spellings.items()
    }
    return made | {label: ValueMatch(shown(best[plain(bare) or label]), 1.0) for label, bare in bares.items()}


def _or_missing(label: str, category: str | None, sure: float) -> ValueMatch:
    if state := missing_state(label):
        return ValueMatch(state, 1.0)
    return ValueMatch(category, sure) if category else ValueMatch(INVALID, 0.0)


def share_recognised(field: StandardField, heading: str, weights: dict[str, int]) -> float:
    """The share (by weight) of the filled-in values that the field knows; 0 where none is filled in."""
    matches = match_values(field, heading, list(weights)).matches
    filled = sum(weight for label, weight in weights.items() if matches[label].category != "blank")
    known = sum(weight for label, weight in weights.items() if matches[label].category not in ("blank", INVALID))
    return known / filled if filled else 0.0

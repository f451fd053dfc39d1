"""Deprivation brought to fifths: tenths, fifths and labels, never one scale taken for the other."""

import re

from datasets.analysis.matching.words import plain

FIFTHS = ("1 (most deprived fifth)", "2", "3", "4", "5 (least deprived fifth)")
_NUMBER = re.compile(r"(\d{1,2})(?:\.0+)?$")
_TENTH_WORDS = re.compile(r"(?:imd )?(?:decile|tenth|dec|d)\s*(\d{1,2})|(\d{1,2})(?:st|nd|rd|th)? (?:decile|tenth)")
_FIFTH_WORDS = re.compile(r"(?:imd )?(?:quintile|fifth|quin|q)\s*([1-5])|([1-5])(?:st|nd|rd|th)? (?:quintile|fifth)")
_LABELLED = re.compile(r"(\d{1,2}) (most|least) deprived")


def scale_of(heading: str, labels: list[str]) -> tuple[str | None, bool]:
    """("tenth", "fifth" or None where it cannot be told, whether several scales are mixed in one column)."""
    words = plain(heading)
    plain_labels = [plain(label) for label in labels]
    numbers = [int(found[1]) for label in plain_labels if (found := _NUMBER.match(label))]
    numbers += [int(found[1]) for label in plain_labels if (found := _LABELLED.match(label))]
    fifths = any(_FIFTH_WORDS.match(label) or "20%" in label for label in plain_labels)
    tenths = any(number in range(6, 11) for number in numbers) or any(_TENTH_WORDS.match(one) for one in plain_labels)
    if re.search(r"decile|tenth|\bdec\b", words):
        return "tenth", fifths
    if re.search(r"quintile|fifth|\bquin\b", words):
        return "fifth", tenths
    if tenths or fifths:
        return "tenth" if tenths else "fifth", tenths and fifths
    # Exactly 1 to 5: fifths. A file with those and no higher tenth is rarer.
    return ("fifth" if set(numbers) == {1, 2, 3, 4, 5} else None), False


def deprivation_category(text: str, scale: str | None, mixed: bool) -> tuple[str | None, float]:
    """The fifth and how sure. In a column of mixed scales a bare number is not trusted: no category."""
    words = plain(text)
    if found := _TENTH_WORDS.match(words):
        return _fifth_of(int(found[1] or found[2]), "tenth"), 1.0
    if found := _FIFTH_WORDS.match(words):
        return _fifth_of(int(found[1] or found[2]), "fifth"), 1.0
    if "deprived" in words and "20%" in words:
        return (FIFTHS[0] if "most" in words else FIFTHS[4]), 1.0
    if words in ("most deprived", "most deprived fifth", "most deprived quintile"):
        return FIFTHS[0], 1.0
    if words in ("least deprived", "least deprived fifth", "least deprived quintile"):
        return FIFTHS[4], 1.0
    found = _LABELLED.match(words) or _NUMBER.match(words)
    if not found or scale is None or mixed:
        return None, 0.0
    return _fifth_of(int(found[1]), scale), 1.0


def _fifth_of(number: int, scale: str) -> str | None:
    if not 1 <= number <= (10 if scale == "tenth" else 5):
        return None
    return FIFTHS[(number - 1) // 2 if scale == "tenth" else number - 1]

"""Numbers as spreadsheets show them: “1,234”, “£3,825.40”, “4.2 %”, “15,7”."""

import re

import numpy as np

from datasets.analysis.matching.words import shown

_THOUSANDS = re.compile(r"[-+]?\d{1,3}(?:,\d{3})+(?:\.\d+)?$")
_PLAIN = re.compile(r"[-+]?\d+(?:\.\d+)?$")
_DECIMAL_COMMA = re.compile(r"[-+]?\d+,\d{1,2}$")


def read_number(text: str) -> float | None:
    """The number a text shows, or None. A comma before three digits parts thousands, before one or two is a decimal."""
    text = shown(text).replace(" ", "")
    if _THOUSANDS.match(text):
        return float(text.replace(",", ""))
    if _PLAIN.match(text):
        return float(text)
    if _DECIMAL_COMMA.match(text):
        return float(text.replace(",", "."))
    return None


def numbers_of_labels(labels: tuple[str, ...]) -> np.ndarray:
    """One float for each label, NaN where it is no number."""
    read = (read_number(label) for label in labels)
    return np.array([np.nan if number is None else number for number in read], dtype=float)


def share_of_numbers(weights: dict[str, int]) -> float:
    """The share (by weight) of labels that are numbers; 0 for none at all."""
    total = sum(weights.values())
    return sum(weight for label, weight in weights.items() if read_number(label) is not None) / total if total else 0.0

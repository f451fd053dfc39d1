"""Identifiers by what the cells of a column hold, whatever its heading says.

Each distinct text is looked at once. A column of a million numbers has a handful of outlines (digits as 9, letters as
A): the outlines settle which patterns can fit at all, so that most columns cost one pass in C.
"""

import re
from collections import Counter
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from pathlib import Path

import numpy as np

from datasets.analysis.identifiers.patterns import EMAIL, PHONE, POSTCODE, STREET, nhs_numbers_in
from datasets.analysis.reading.cells import looks_like_date
from datasets.analysis.table import Column

_OUTLINE = bytes.maketrans(b"0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ", b"9" * 10 + b"A" * 52)
_TEN = re.compile(r"^(\d{3})([ -]?)(\d{3})\2(\d{4})(?:\.0+)?$", re.MULTILINE)
_MANY_DIGITS = re.compile(rb"9(?:[ ()+.-]{0,2}9){9}")
_DATE_OUTLINE = re.compile(rb"9999-99?-9|9[/.-]99?[/.-]99|9[ -]AAA|^9{8}$")
_POSTCODE_OUTLINE = re.compile(rb"A{1,2}9[9A]? ?9AA")
_COMMA_NAME = re.compile(
    r"[^\W\d_][\w'’ -]+, ?(?:(?:mr|mrs|ms|miss|dr)\.? )?[^\W\d_][\w'’. -]*(?:\([\w. ]+\))?", re.IGNORECASE
)
_PLAIN_NAME = re.compile(r"(?:(?:mr|mrs|ms|miss|dr)\.? )?[^\W\d_][\w'’.-]*(?: [^\W\d_][\w'’.-]*){0,3}", re.IGNORECASE)
_TITLED = re.compile(r"\b(?:mr|mrs|ms|miss)\.? [A-Z][\w'’-]+", re.IGNORECASE)
_CAPITAL = re.compile(r"\b([A-Z][\w’'-]+) ([A-Z][\w’'-]+)")
_SURNAME_FIRST = re.compile(r"\b[A-Z][\w’'-]+, ([A-Z][\w’'-]+)\b")
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_NOT_A_NAME = re.compile(
    r"\b(asian|black|white|mixed|british|irish|african|caribbean|indian|pakistani|bangladeshi|chinese|other|not|"
    r"unknown|any|clinic|"
    r"hospital|ward|centre|center|surgery|practice|team|service|road|street|english|church|christian|muslim|"
    r"cancelled|attended)\b",
    re.IGNORECASE,
)
# Codes within labels, such as a Read code in brackets, that make like labels differ.
_CODES = re.compile(r"\([^)]*\)|\S*\d\S*")
# Headings of characteristics, whose labels can be long but are never free text.
_CHARACTERISTIC = re.compile(
    r"ethnic|language|religion|gender|\bsex\b|sexual|marital|disab|outcome|specialty|diagnos|pathway|service|team|"
    r"clinic|site",
    re.IGNORECASE,
)
MANY_OUTLINES = 2_000


@lru_cache(maxsize=1)
def forenames() -> frozenset[str]:
    lines = (Path(__file__).parent / "forenames.txt").read_text(encoding="utf-8").splitlines()
    return frozenset(word for line in lines if not line.startswith("#") for word in line.split())


@dataclass
class Cells:
    """The distinct texts of a column and what can be asked of them."""

    column: Column
    labels: list[str] = field(init=False)

    def __post_init__(self):
        self.labels = list(self.column.labels)

    @property
    def text(self) -> str:
        return self.column.lines

    @cached_property
    def outlines(self) -> Counter[bytes]:
        """How many labels have each outline."""
        return Counter(self.text.encode().translate(_OUTLINE).split(b"\n"))

    @cached_property
    def coded(self) -> int:
        """How many labels hold a digit and at most two spaces, as codes do."""
        if self.text.isascii():
            return sum(times for one, times in self.outlines.items() if b"9" in one and one.count(b" ") <= 2)
        return sum(any(map(str.isdecimal, label)) and label.count(" ") <= 2 for label in self.labels)

    @cached_property
    def filled(self) -> int:
        return int(self.column.times[:-1].sum())

    @cached_property
    def has_words(self) -> bool:
        return any(b"AA" in outline for outline in self.outlines)

    @cached_property
    def like_categories(self) -> bool:
        """Few labels, each many times: groups, not people."""
        labels = len(self.labels)
        return labels <= 0.35 * self.filled and (labels <= 60 or self.filled >= 20 * labels)

    def may(self, pattern: re.Pattern) -> bool:
        """Whether any outline fits; a column with very many outlines is looked at whole."""
        return len(self.outlines) > MANY_OUTLINES or any(map(pattern.search, self.outlines))

    def share(self, test) -> float:
        """The part of the labels that pass a test."""
        return sum(map(bool, map(test, self.labels))) / len(self.labels) if self.labels else 0.0


def nhs_share(cells: Cells) -> tuple[int, float]:
    """How many labels are ten-digit numbers, and the part of them that pass the Modulus 11 check.

    9.1 % of any ten-digit numbers pass by chance, so one valid number proves nothing and half of ten does.
    """
    if not cells.may(_MANY_DIGITS):
        return 0, 0.0
    found = [a + b + c for a, _, b, c in _TEN.findall(cells.text)]
    if not found:
        return 0, 0.0
    digits = (
        np.frombuffer("".join(found).encode("ascii", "replace"), np.uint8).reshape(len(found), 10).astype(np.int32) - 48
    )
    check = 11 - digits[:, :9] @ np.arange(10, 1, -1) % 11
    valid = (check % 11 == digits[:, 9]) & (check != 10) & (np.ptp(digits, axis=1) > 0)
    return len(found), float(valid.mean())


def email_share(cells: Cells) -> float:
    return cells.share(EMAIL.fullmatch) if "@" in cells.text else 0.0


def phone_share(cells: Cells) -> float:
    return cells.share(PHONE.fullmatch) if cells.may(_MANY_DIGITS) else 0.0


def postcode_share(cells: Cells) -> float:
    return cells.share(lambda label: POSTCODE.fullmatch(label.upper())) if cells.may(_POSTCODE_OUTLINE) else 0.0


def address_share(cells: Cells) -> float:
    return cells.share(STREET.match) if cells.has_words else 0.0


def name_share(cells: Cells) -> float:
    """The part of the labels that read as people's names; a few first names we know must be among them."""
    if not cells.has_words or cells.like_categories or len(cells.labels) < 3:
        return 0.0
    known = forenames()
    plain = comma = named = 0
    for label in cells.labels:
        if len(label) > 60 or _NOT_A_NAME.search(label):
            continue
        is_comma = _COMMA_NAME.fullmatch(label) is not None
        comma += is_comma
        plain += is_comma or _PLAIN_NAME.fullmatch(label) is not None
        named += not known.isdisjoint(re.findall(r"[\w'’]+", label.lower()))
    total = len(cells.labels)
    if (comma >= 0.5 * total and named >= 0.1 * total) or (plain >= 0.6 * total and named >= 0.3 * total):
        return plain / total
    return 0.0


def birth_share(cells: Cells) -> float:
    """The part of the labels that are dates, where their years spread as births do: over more than 30 years."""
    if cells.has_words and not cells.may(re.compile(rb"9[ -]AAA")) or len(cells.labels) < 10:
        return 0.0
    if cells.text.isascii() and not cells.may(_DATE_OUTLINE):
        return 0.0
    sample = cells.labels if len(cells.labels) < 5_000 else sorted(cells.labels)[:: len(cells.labels) // 5_000 + 1]
    dated = [label for label in sample if looks_like_date(label)]
    years = [int(found[0]) for label in dated if (found := _YEAR.search(label))]
    if len(dated) < 0.6 * len(sample) or len(years) < 10:
        return 0.0
    low, high = np.percentile(years, [10, 90])
    return len(dated) / len(sample) if high - low >= 30 else 0.0


def person_within(label: str) -> bool:
    """Whether a text holds an NHS number, an e-mail address, a phone number, a full postcode or a person's name."""
    if nhs_numbers_in(label) or ("@" in label and EMAIL.search(label)):
        return True
    if any(not looks_like_date(found[0]) for found in PHONE.finditer(label)):
        return True
    if " " not in label:
        return False
    return bool(POSTCODE.search(label.upper())) or _name_within(label)


def _name_within(label: str) -> bool:
    if _TITLED.search(label) or any(m[1].lower() in forenames() for m in _SURNAME_FIRST.finditer(label)):
        return True
    return any(m[1].lower() in forenames() and not _NOT_A_NAME.search(m[0]) for m in _CAPITAL.finditer(label))


def identified_labels(cells: Cells) -> set[str]:
    """The labels that hold an identifier within other text."""
    digits, at, post = cells.may(_MANY_DIGITS), "@" in cells.text, cells.may(_POSTCODE_OUTLINE)
    if not (digits or at or post or cells.has_words):
        return set()
    return {label for label in cells.labels if person_within(label)}


def is_prose(cells: Cells) -> bool:
    """Whether a column is written freely: mostly different texts of several words, codes and numbers in them aside."""
    if cells.like_categories or not cells.has_words or len(cells.labels) < 20:
        return False
    if _CHARACTERISTIC.search(cells.column.name):
        return False
    texts = {_CODES.sub("", label) for label in cells.labels}
    words = sum(text.count(" ") + 1 for text in texts) / len(texts)
    return words >= 4 and len(texts) >= 0.5 * cells.filled

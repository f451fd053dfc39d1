"""Finds what could name a patient in typed words: NHS numbers, dates of birth, full postcodes. No Django in here."""

import re

POSTCODE = re.compile(r"\b(?:GIR ?0AA|[A-PR-UWYZ][A-HK-Y]?[0-9][0-9A-HJKMNPR-Y]? ?[0-9][ABD-HJLNP-UW-Z]{2})\b", re.I)
TEN_DIGITS = re.compile(r"(?<![\d.])\d{3}[ -]?\d{3}[ -]?\d{4}(?!\d|\.\d)")
FULL_DATE = (
    r"\d{1,2}[/.-]\d{1,2}[/.-](?:\d{4}|\d{2})\b|\d{1,2} (?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]* \d{4}"
)
BIRTH_DATE = re.compile(rf"(?:\bd\.?o\.?b\b|\bborn\b|\bbirth\b)[^.\n]{{0,25}}?(?:{FULL_DATE})", re.I)
OLD_DATE = re.compile(r"\b\d{1,2}[/.-]\d{1,2}[/.-](?:19\d\d|200[0-9])\b")


def is_nhs_number(digits: str) -> bool:
    """Whether ten digits satisfy the Modulus 11 check of the NHS Data Dictionary (one in eleven does by chance)."""
    if len(digits) != 10 or not digits.isdecimal() or len(set(digits)) == 1:
        return False
    check = 11 - sum(int(digit) * (10 - place) for place, digit in enumerate(digits[:9])) % 11
    return check != 10 and check % 11 == int(digits[9])


def personal_details_in(text: str) -> list[str]:
    """The kinds of personal detail the words seem to hold, in words a person reads. Empty when there are none."""
    found = []
    if any(is_nhs_number(re.sub(r"\D", "", match)) for match in TEN_DIGITS.findall(text)):
        found.append("an NHS number")
    if BIRTH_DATE.search(text) or OLD_DATE.search(text):
        found.append("a date of birth")
    if POSTCODE.search(text):
        found.append("a full postcode")
    return found

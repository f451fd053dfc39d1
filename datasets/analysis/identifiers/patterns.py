"""What identifiers look like, one cell at a time: NHS numbers, e-mail, phone numbers, postcodes, addresses."""

import re

from design.personal import is_nhs_number

NHS_NUMBER = re.compile(r"(?<![\dA-Za-z.])(\d{3})([ -]?)(\d{3})\2(\d{4})(?![\dA-Za-z])(?!\.\d)")
EMAIL = re.compile(r"[\w.+'-]+@[\w-]+(?:\.[\w-]+)+")
PHONE = re.compile(
    r"(?<![\d.])(?:(?:\+|00)44[ -]?(?:\(0\)[ -]?)?|\(?0)[1237]\d{1,4}\)?[ -]?\d{3,4}[ -]?\d{3,4}(?![\d/])"
)
POSTCODE = re.compile(
    r"\b(?:GIR ?0AA|(?:[A-PR-UWYZ]\d[A-HJKPSTUW\d]?|[A-PR-UWYZ][A-HK-Y]\d[ABEHMNPRVWXY\d]?) ?\d[ABD-HJLNP-UW-Z]{2})\b"
)
STREET = re.compile(
    r"^(?:flat|apartment|apt|unit|house)?\s*\d{1,4}[a-z]?,?\s+(?:[a-z'’.-]+\s+){0,4}"
    r"(?:road|rd|street|st|lane|ln|avenue|ave|close|drive|way|court|crescent|terrace|grove|place|gardens|hill|row|"
    r"walk|mews)\b",
    re.IGNORECASE,
)
LOST_DIGITS = re.compile(r"\d(?:\.\d+)?E\+\d+", re.IGNORECASE)


def nhs_numbers_in(text: str) -> list[str]:
    """The valid NHS numbers that stand in a text, as ten digits."""
    return [digits for m in NHS_NUMBER.finditer(text) if is_nhs_number(digits := m[1] + m[3] + m[4])]


def holds_identifier(text: str) -> bool:
    """Whether a short text (a heading, a sheet's name) holds an NHS number, an e-mail address or a phone number."""
    return bool(nhs_numbers_in(text) or EMAIL.search(text) or PHONE.search(text))

"""Text brought to one form so that spellings of the same thing meet: small letters, no signs, single spaces."""

import re
import unicodedata
from functools import lru_cache

_INVISIBLE = dict.fromkeys(map(ord, "\u200b\u200c\u200d\u2060\ufeff\u00ad\u200e\u200f"))
_CAMEL = re.compile(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")
_SIGNS = re.compile(r"[^\w<>%+]+|_")
_SPACES = re.compile(r"\s+")
# What clinical systems put round a label: “Chinese - ethnic category 2001 census (XaCAB)”.
_CODE_TAIL = re.compile(r"\s*\((?:X[A-Za-z0-9.]{2,6}|\d{6,18}|[A-Za-z0-9]{4}[.\d])\)\s*$")
_CENSUS_TAIL = re.compile(
    r"\s*[-–(:]?\s*(?:england and wales )?(?:ethnic categor\w+ )?(?:2001|2011|2021) census\)?\s*$", re.I
)


@lru_cache(maxsize=20_000)
def shown(text: str) -> str:
    """The text as a person would write it: no invisible signs, single spaces, none at the ends."""
    return _SPACES.sub(" ", unicodedata.normalize("NFC", text).translate(_INVISIBLE)).strip()


@lru_cache(maxsize=20_000)
def plain(text: str) -> str:
    """The text for comparing: shown, small letters, signs to spaces, “&” read as “and”."""
    return _SIGNS.sub(" ", shown(text).replace("&", " and ").casefold()).strip()


@lru_cache(maxsize=20_000)
def without_system_tails(text: str) -> str:
    """The label without the read code or census note that a clinical system adds at its end."""
    return _CENSUS_TAIL.sub("", _CODE_TAIL.sub("", shown(text))).strip()


def plain_heading(text: str) -> str:
    """A heading for comparing: CamelCase opened up, then as plain."""
    return plain(_CAMEL.sub(" ", shown(text)))

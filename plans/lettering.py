"""Letters for print: which of the fonts brought along a text needs, and what stands for a sign that none of them has.

A file must print the same on every machine, and PDF/UA forbids a sign without a shape, so no font of the machine is
relied on. No Django in here: it runs beside printing.py in a child process."""

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from fontTools.ttLib import TTFont

FONT_SCHEME = "plan-font:"
NORMAL, BOLD = 400, 600
NO_SHAPE = "□"
# What joins letters in some scripts and pictures in others; it has no shape of its own.
JOINER = "\u200d"
LINES = "\n\r\t"


@dataclass(frozen=True)
class Face:
    """One font file family of a @fontsource package: `subset` as its files are named."""

    family: str
    package: str
    subset: str
    weights: tuple[int, ...] = (NORMAL, BOLD)

    def address(self, weight: int) -> str:
        return f"{FONT_SCHEME}{self.package}/{self.package}-{self.subset}-{weight}-normal.woff2"


def _source(family: str, subset: str) -> Face:
    return Face(family, "source-sans-3", subset)


def _noto(script: str, subset: str = "", *, weights: tuple[int, ...] = (NORMAL, BOLD)) -> Face:
    package = f"noto-{script}"
    return Face(f"Plan {script.replace('-', ' ')}", package, subset or script.removeprefix("sans-"), weights)


# Every plan is set in these; the others are read only where a text asks for them, in this order.
ALWAYS = (_source("Plan", "latin"), _source("Plan Extra", "latin-ext"))
WHERE_NEEDED = (
    _source("Plan Cyrillic", "cyrillic"),
    _source("Plan Cyrillic Extra", "cyrillic-ext"),
    _source("Plan Greek", "greek"),
    _source("Plan Greek Extra", "greek-ext"),
    _source("Plan Vietnamese", "vietnamese"),
    _noto("sans-arabic"),
    _noto("sans-hebrew"),
    _noto("sans-gurmukhi"),
    _noto("sans-gujarati"),
    _noto("sans-devanagari"),
    _noto("sans-bengali"),
    _noto("sans-math", "latin", weights=(NORMAL,)),
    _noto("emoji", "emoji"),
    _noto("sans-symbols-2", "symbols", weights=(NORMAL,)),
)


@dataclass(frozen=True)
class Lettering:
    """The text as it can be printed, and the faces that print it, in the order they are to be tried."""

    text: str
    faces: tuple[Face, ...]

    @property
    def families(self) -> tuple[str, ...]:
        return tuple(face.family for face in self.faces)

    @property
    def css(self) -> str:
        """The faces beyond those of every plan, for text, margins and drawings alike."""
        rules = [
            f"@font-face {{ font-family: '{face.family}'; font-weight: {weight}; src: url('{face.address(weight)}'); }}"
            for face in self.faces
            for weight in face.weights
        ]
        named = "{ font-family: " + ", ".join(f"'{family}'" for family in self.families) + "; }"
        return "\n".join((*rules, f"body {named}", f"@page {named}"))


def lettering_of(text: str, fonts: Path) -> Lettering:
    """Letters no font has stand as the letters they are made of, or as an empty box; what has no shape goes."""
    known = frozenset().union(*(_signs(face, fonts) for face in ALWAYS))
    strange = {sign for sign in set(text) if ord(sign) not in known and sign not in LINES}
    if not strange:
        return Lettering(text, ALWAYS)
    all_known = known.union(*(_signs(face, fonts) for face in WHERE_NEEDED))
    instead = {sign: _instead_of(sign, all_known) for sign in strange}
    text = text.translate({ord(sign): other for sign, other in instead.items() if other != sign})
    return Lettering(text, (*ALWAYS, *_faces_for({ord(sign) for sign in set(text)} - known, fonts)))


def _instead_of(sign: str, known: frozenset[int]) -> str:
    """The sign itself where a font has it."""
    if sign == JOINER or ord(sign) in known and not _picks_a_look(sign):
        return sign
    if sign.isspace():
        return " "
    if unicodedata.category(sign) in ("Cc", "Cf", "Mn", "Me"):
        return ""
    plain = unicodedata.normalize("NFKD", sign).replace("\u2010", "-")
    return plain if all(ord(one) in known for one in plain) else NO_SHAPE


def _picks_a_look(sign: str) -> bool:
    """Whether a sign only says if the one before is drawn in colour: print has one look."""
    return "\ufe00" <= sign <= "\ufe0f"


def _faces_for(wanted: set[int], fonts: Path) -> Iterable[Face]:
    for face in WHERE_NEEDED:
        if wanted & _signs(face, fonts):
            wanted = wanted - _signs(face, fonts)
            yield face


@cache
def _signs(face: Face, fonts: Path) -> frozenset[int]:
    """The code points a face has a shape for."""
    with TTFont(font_file(face.address(face.weights[0]), fonts), lazy=True) as font:
        return frozenset(font.getBestCmap())


def font_file(address: str, fonts: Path) -> Path:
    """Where the file of a font's address is. Only the names in an address count, so that none leads out of `fonts`."""
    package, _, name = address.removeprefix(FONT_SCHEME).partition("/")
    return fonts / Path(package).name / "files" / Path(name).name

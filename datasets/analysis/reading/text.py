"""From bytes to text: which encoding, and what to say where one file holds two."""

import codecs
from dataclasses import dataclass

from datasets.analysis.reading.formats import SAVE_AS
from datasets.analysis.reading.options import CannotRead
from datasets.analysis.table import Problem

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
PIECE = 1 << 24
HEAD = 100_000
_CONTROL = bytes(set(range(32)) - set(b"\t\n\v\f\r"))
MEND_ENCODING = "To be sure, save it in Excel as “CSV UTF-8” and choose it again."


@dataclass(frozen=True)
class Decoded:
    """The whole file as UTF-8 bytes without a byte order mark, NULs taken out, line ends as \\n or \\r\\n."""

    utf8: bytes
    encoding: str
    problems: tuple[Problem, ...]


def decode(data: bytes, encoding: str | None = None) -> Decoded:
    """Byte order mark, then UTF-16 by its pattern of NULs, then strict UTF-8, then Windows-1252 line by line."""
    utf8, used, problems = _to_utf8(data, encoding)
    utf8, nuls = _without_nuls(utf8)
    if b"\r" in utf8 and b"\n" not in utf8:
        utf8 = utf8.replace(b"\r", b"\n")
    _refuse_binary(utf8)
    if not utf8 or utf8.isspace():
        raise CannotRead("empty_file", "This file is empty: it holds no text. Export it again, then choose it.")
    return Decoded(utf8, used, (*problems, *nuls))


def _to_utf8(data: bytes, encoding: str | None) -> tuple[bytes, str, tuple[Problem, ...]]:
    if encoding:
        return _recoded(data, encoding), encoding, ()
    for mark, name in _BOMS:
        if data.startswith(mark):
            if name == "utf-8-sig":
                return _checked(data[3:], "utf-8-sig")
            return _recoded(data, name), name, (_note_16(name),)
    wide = _wide(data[:4000])
    if wide:
        return _recoded(data, wide), wide, (_note_16(wide),)
    return _checked(data, "utf-8")


def _note_16(name: str) -> Problem:
    return Problem(
        "encoding",
        "note",
        f"The text encoding of this file is {name.upper()[:6]}. It was read as that; nothing is lost.",
    )


def _wide(head: bytes) -> str | None:
    """UTF-16 without a mark: nearly every second byte is NUL."""
    if len(head) < 8:
        return None
    half = len(head) // 2
    if head[1::2].count(0) > 0.7 * half and head[0::2].count(0) < 0.1 * half:
        return "utf-16-le"
    if head[0::2].count(0) > 0.7 * half and head[1::2].count(0) < 0.1 * half:
        return "utf-16-be"
    return None


def _recoded(data: bytes, encoding: str) -> bytes:
    """From a named encoding to UTF-8, a piece at a time so that a large file is not held three times over."""
    try:
        decoder = codecs.getincrementaldecoder(encoding)()
    except LookupError:
        raise CannotRead(
            "encoding", "There is no text encoding of that name. Choose another, or leave it to be found."
        ) from None
    out = bytearray()
    try:
        for start in range(0, len(data), PIECE):
            out += decoder.decode(data[start : start + PIECE], start + PIECE >= len(data)).encode()
    except UnicodeError:
        raise CannotRead("encoding", f"This file is not in the text encoding {encoding}. {MEND_ENCODING}") from None
    return bytes(out).removeprefix(codecs.BOM_UTF8)


def _checked(data: bytes, name: str) -> tuple[bytes, str, tuple[Problem, ...]]:
    """UTF-8 where every byte agrees; otherwise each line by itself as UTF-8 or Windows-1252."""
    if data.isascii() or _is_utf8(data):
        return data, name, ()
    lines, wrong, right = [], [], False
    for number, line in enumerate(data.split(b"\n"), 1):
        try:
            line.decode()
            right = right or not line.isascii()
        except UnicodeDecodeError:
            wrong.append(number)
            line = line.decode("cp1252", "replace").replace("\ufffd", "?").encode()
        lines.append(line)
    return b"\n".join(lines), "mixed" if right else "cp1252", (_encoding_problem(wrong, right),)


def _is_utf8(data: bytes) -> bool:
    decoder = codecs.getincrementaldecoder("utf-8")()
    try:
        for start in range(0, len(data), PIECE):
            decoder.decode(data[start : start + PIECE], start + PIECE >= len(data))
    except UnicodeDecodeError:
        return False
    return True


def _encoding_problem(wrong: list[int], mixed: bool) -> Problem:
    if not mixed:
        message = "The text encoding of this file is Windows-1252, not UTF-8. It was read as that. "
        return Problem(
            "encoding", "note", message + "Check that dashes, pounds and accents look right. " + MEND_ENCODING, wrong[0]
        )
    message = (
        f"This file mixes two text encodings: up to line {wrong[0] - 1} it is UTF-8, and from line {wrong[0]} some "
        "characters are Windows-1252. Each line was read in its own encoding. Check accents and dashes. "
    )
    return Problem("mixed_encoding", "warning", message + MEND_ENCODING, wrong[0])


def not_text() -> CannotRead:
    return CannotRead("wrong_type_binary", f"This file is not text that can be read as a table. {SAVE_AS}")


def _refuse_binary(utf8: bytes) -> None:
    """Text holds next to no control characters; a file of another kind is full of them."""
    head = utf8[:HEAD]
    if len(head) - len(head.translate(None, _CONTROL)) > len(head) // 50:
        raise not_text()


def _without_nuls(utf8: bytes) -> tuple[bytes, tuple[Problem, ...]]:
    """The text without NUL characters, and the lines that held them."""
    if b"\0" not in utf8:
        return utf8, ()
    count = utf8.count(0)
    if count > len(utf8) // 10:
        raise not_text()
    lines = sorted({utf8.count(b"\n", 0, place) + 1 for place in _places(utf8, most=20)})
    where = ", ".join(map(str, lines))
    message = (
        f"NUL characters, which no text should hold, were found {count} times and taken out "
        f"(line{'s' if len(lines) > 1 else ''} {where}{' and later' if count > 20 else ''}). Check the values on "
        "those lines."
    )
    return utf8.replace(b"\0", b""), (Problem("nul_characters", "warning", message, lines[0]),)


def _places(utf8: bytes, most: int) -> list[int]:
    places, at = [], utf8.find(0)
    while at >= 0 and len(places) < most:
        places.append(at)
        at = utf8.find(0, at + 1)
    return places

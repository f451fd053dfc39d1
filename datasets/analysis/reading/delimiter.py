"""Which character parts the cells of a text file, found by trying each on the first lines."""

import csv
import io
import re
from collections import Counter
from dataclasses import dataclass

CANDIDATES = (",", ";", "\t", "|")
# Stands where a file has one column only: it is in no text that people write.
NONE = "\x1f"
NAMES = {",": "comma", ";": "semicolon", "\t": "tab", "|": "bar (|)", NONE: "none (one column)"}
_SEP = re.compile(r'"?sep=(.)"?\s*$', re.IGNORECASE)
SAMPLE_BYTES, SAMPLE_ROWS = 1 << 18, 120


@dataclass(frozen=True)
class Record:
    """One record of the sample: the line it starts on, counted from 1, the line after its end, and its cells."""

    line: int
    after: int
    cells: list[str]


@dataclass(frozen=True)
class Sample:
    """The first records of a text file; skipped is the number of lines before them that only name the delimiter."""

    delimiter: str
    records: list[Record]
    skipped: int
    named: bool


def sample(utf8: bytes, delimiter: str | None = None) -> Sample:
    """The first records, parted by the delimiter given, named by a "sep=" line, or found."""
    head = utf8[:SAMPLE_BYTES]
    if len(utf8) > SAMPLE_BYTES:
        head = head[: head.rfind(b"\n") + 1] or head
    text = head.decode("utf-8", "ignore")
    first = text.split("\n", 1)[0].rstrip("\r")
    named = _SEP.match(first)
    skipped = 1 if named else 0
    if named:
        text = text.split("\n", 1)[1] if "\n" in text else ""
    chosen = delimiter or (named[1] if named else None) or _best(text)
    return Sample(chosen, _records(text, chosen, skipped), skipped, bool(named) or bool(delimiter))


def _records(text: str, delimiter: str, skipped: int = 0) -> list[Record]:
    """Records as they stand; a quote that never closes costs no more than the lines after it in the sample."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    records, before = [], 0
    try:
        for cells in reader:
            records.append(Record(skipped + before + 1, skipped + reader.line_num + 1, cells))
            before = reader.line_num
            if len(records) >= SAMPLE_ROWS:
                break
    except csv.Error:
        return records
    return records


def _best(text: str) -> str:
    """The candidate that parts most records into the same number of cells, two or more."""
    best, score = NONE, 0.0
    for candidate in CANDIDATES:
        widths = [len(record.cells) for record in _records(text, candidate) if any(record.cells)]
        if not widths:
            continue
        width, times = max(
            Counter(w for w in widths if w > 1).items(), key=lambda one: (one[1] * one[0], one[0]), default=(1, 0)
        )
        share = times / len(widths)
        # A comma within some labels of a one-column file parts few records; a true delimiter parts nearly all.
        value = share * (1 + min(width, 20) / 40)
        if width > 1 and (share >= 0.5 or (share >= 0.3 and width > 2)) and value > score + 0.01:
            best, score = candidate, value
    return best

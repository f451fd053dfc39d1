"""What a person is told about the identifiers found in a file: which column, what kind, what was done."""

from datasets.analysis.identifiers.finding import (
    AREA_ONLY,
    BANDED,
    CELLS_DROPPED,
    DROPPED,
    FREE_TEXT,
    HASHED,
    KIND_WORDS,
    PERSON_KEY,
    IdentifierFinding,
)
from datasets.analysis.table import Problem

_DONE = {
    DROPPED: "The column was left out.",
    BANDED: "It was turned into age, and the dates were left out.",
    AREA_ONLY: "It was turned into the small area each lies in, and the postcodes were left out.",
    HASHED: "It was turned into a one-way code, used only so that a person with more than one row is counted once.",
    CELLS_DROPPED: "The cells that held an identifier were read as blank; the rest of the column was kept.",
}


def identifier_problems(findings: tuple[IdentifierFinding, ...]) -> tuple[Problem, ...]:
    """What to tell the person about each identifier found; never with a value. Pass settled findings."""
    problems = []
    for finding in findings:
        if finding.place == "outside":
            place = finding.column.strip("()")
            what = f"An identifier (such as a name, NHS number or phone number) was found in the {place}. "
            done = (
                "It was not kept. Choose a name without it next time."
                if "file name" in finding.column
                else "It was not kept."
            )
            problems.append(Problem("identifier_outside", "warning", what + done, column=finding.column))
            continue
        sure = "holds" if finding.how_sure >= 0.8 else "may hold"
        kind = KIND_WORDS[finding.kind]
        if finding.kind == FREE_TEXT and finding.share < 1 and finding.how_sure >= 0.8:
            kind = "text with identifiers in it (names, NHS numbers, phone numbers or the like)"
        identifier = "" if finding.kind in (FREE_TEXT, PERSON_KEY) else ", which identify people"
        where = "This column of another sheet" if finding.place == "sheet" else "This column"
        done = "Nothing on that sheet was kept." if finding.place == "sheet" else _DONE[finding.action]
        problems.append(
            Problem(
                f"identifier_{finding.kind}",
                "warning",
                f"{where} {sure} {kind}{identifier}. {done}",
                column=finding.column,
            )
        )
    return tuple(problems)

"""What an identifier finding is: which column, what kind, how sure, and what is done about it."""

from dataclasses import dataclass

NHS_NUMBER, NAME, DATE_OF_BIRTH, POSTCODE = "nhs_number", "name", "date_of_birth", "postcode"
ADDRESS, PHONE, EMAIL, PERSON_KEY, FREE_TEXT = "address", "phone", "email", "person_key", "free_text"

DROPPED, BANDED, AREA_ONLY, HASHED, CELLS_DROPPED = "dropped", "banded", "area_only", "hashed", "cells_dropped"

KIND_WORDS = {
    NHS_NUMBER: "NHS numbers",
    NAME: "names",
    DATE_OF_BIRTH: "dates of birth",
    POSTCODE: "full postcodes",
    ADDRESS: "addresses",
    PHONE: "phone numbers",
    EMAIL: "e-mail addresses",
    PERSON_KEY: "a number or key for each person",
    FREE_TEXT: "free text, which may hold anything about a person",
}
HEADING, CONTENT, BOTH = "heading", "content", "heading and content"


@dataclass(frozen=True)
class IdentifierFinding:
    """One column, or one place outside the table, that identifies people.

    how_sure runs from 0 to 1; share is the part of its filled cells that look so; place is "table", "sheet" (another
    sheet, column then reads "Sheet!Heading") or "outside" (file name, lines above the headings, comments). action is
    dropped, banded (age from a date of birth), area_only, hashed (used only to count people) or cells_dropped (a few
    cells of a column that is kept).
    """

    column: str
    kind: str
    how_sure: float
    by: str
    action: str
    share: float = 1.0
    place: str = "table"

    @property
    def kept(self) -> str:
        """The action in the words of the profile: a column that loses a few cells is kept as it is."""
        return "as_is" if self.action == CELLS_DROPPED else self.action

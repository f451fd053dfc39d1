"""The notes as a paper of a plan’s blocks: one for a helper, or all together."""

from django.utils import timezone

from projects.queries import place_names
from worksheets.queries import ProjectPicture, picture_of

from ..document import EXAMPLE, OnePage, PlanDocument, Points, Section, Subsection, Words
from .helpers import helpers_in
from .note import CHANGED, OPEN, THANKS, TOLD, Note
from .writing import note_for

PAPER = "You said, we did"
NOBODY = "No partner and no group has helped yet, or nobody wrote it down."


def notes_of(picture: ProjectPicture) -> list[Note]:
    """A note to everybody who helped."""
    return [note_for(picture.situation, one) for one in helpers_in(picture.situation)]


def you_said_paper(project, about: str = "") -> PlanDocument:
    """The note to the helper with this reference; all notes where none is named or it is gone."""
    notes = notes_of(picture_of(project))
    chosen = [note for note in notes if note.helper.ref == about] or notes
    to = f"To {chosen[0].helper.name}" if len(chosen) == 1 else "To everybody who helped"
    return PlanDocument(
        title=project.name,
        organisation=project.organisation.name,
        about="",
        as_at=timezone.localdate(),
        status=f"{EXAMPLE}. {to}" if project.is_example else to,
        lead="",
        places=tuple(place_names(project)),
        meeting="",
        end_on=project.end_on,
        is_example=project.is_example,
        one_page=OnePage((), ""),
        thread=(),
        loose_ends=(),
        sections=tuple(section_of(note) for note in chosen) or (Section("nobody", PAPER, (Words(NOBODY),)),),
        shows=(),
        paper=PAPER,
    )


def section_of(note: Note) -> Section:
    parts = ((TOLD, note.told), (CHANGED, note.changed), (OPEN, note.still_open))
    blocks = tuple(Subsection(title, (Points(tuple(lines)),)) for title, lines in parts if lines)
    thanks = Subsection(THANKS, (Words(" ".join(note.thanks)),))
    return Section(f"note-{note.helper.ref.lower()}", note.helper.name, (), (*blocks, thanks))

"""The plan as plain data. Everything that prints a plan draws this and nothing else."""

import datetime as dt
from dataclasses import dataclass, field
from itertools import groupby
from typing import ClassVar

from worksheets.presenters import ShownAnswer
from worksheets.thread_table import Cell, thread_table

DRAFT, AGREED, EXAMPLE = "Draft", "Agreed", "Worked example"
PLAN = "Action and evaluation plan"
# The papers a plan is printed on, with what each is for.
PAGE_SIZES = {"A4": "To read and to print", "A3": "For a wall, or a large table"}
FINISHED = "Finished"
# The keys of the appendix with the rest of the worksheets, and of the one that prints only where somebody asks for it.
ANSWERS = "appendix-answers"
COMMENTS = "appendix-comments"
LEADING = (("one_page", "The plan on a page"), ("thread", "The golden thread"))


# More columns than this do not fit an upright page.
MOST_UPRIGHT = 7
# An answer of up to this many letters stands beside its question.
SHORT_ANSWER = 160


@dataclass(frozen=True)
class Ref:
    """A thread record as a plan names it."""

    ref: str
    title: str


@dataclass(frozen=True)
class ThreadLine:
    """One path through the golden thread: under each heading the records there, none where the thread has a gap.
    `is_turned_down`: it ends where the team decided not to act."""

    cells: tuple[tuple[str, tuple[Ref, ...]], ...]
    is_turned_down: bool = False


@dataclass(frozen=True)
class Words:
    """A paragraph or two. `lead` is printed larger. One that `follows` only sums up what stands elsewhere in the
    plan: where that changes it does too, so that comparing two plans leaves it out."""

    text: str
    lead: bool = False
    follows: bool = False
    kind: str = "words"


@dataclass(frozen=True)
class Facts:
    """Short facts, each with its name."""

    rows: tuple[tuple[str, str], ...]
    kind: str = "facts"


@dataclass(frozen=True)
class Answers:
    """What a team wrote on one step. An answer with neither text nor table is a question still open: it prints only
    where the reader asked for those."""

    answers: tuple[ShownAnswer, ...]
    kind: str = "answers"

    @property
    def runs(self) -> tuple[tuple[bool, tuple[ShownAnswer, ...]], ...]:
        """The answers in order, those of a few words together (True), so that each takes a line of a list."""
        return tuple((is_short, tuple(run)) for is_short, run in groupby(self.answers, key=_is_short))


def _is_short(answer: ShownAnswer) -> bool:
    return not answer.table and len(answer.text) <= SHORT_ANSWER and "\n" not in answer.text


@dataclass(frozen=True)
class Table:
    """Rows of text. The first column heads each row; an empty table says why in `empty`. `source` stands under it. A
    `wide` one has long or many columns. A `headed` one stands right under a heading of the same name, so that its
    caption need not be seen. Of one that `follows` (as of Words) only what it says of a record counts as the
    record’s own."""

    caption: str
    headers: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    empty: str = ""
    wide: bool = False
    source: str = ""
    headed: bool = False
    follows: bool = False
    kind: str = "table"

    @property
    def turned(self) -> bool:
        """Whether it needs a page turned on its side; else letters a little smaller do."""
        return self.wide and len(self.headers) > MOST_UPRIGHT


@dataclass(frozen=True)
class Drawing:
    """A chart of released figures (a datasets.analysis.charts.Chart). A `wide` one prints on a page turned on its
    side."""

    chart: object
    wide: bool = False
    kind: str = "drawing"


@dataclass(frozen=True)
class Points:
    """A plain list."""

    points: tuple[str, ...]
    empty: str = ""
    kind: str = "points"


Block = Words | Facts | Answers | Table | Drawing | Points


@dataclass(frozen=True)
class Subsection:
    """A step, or another part of a section; a drawing that turns the page is one by itself. `status` says how far the
    team says it is."""

    title: str
    blocks: tuple[Block, ...]
    status: str = ""

    @property
    def wide(self) -> bool:
        """Whether all of it stands on pages turned on their side."""
        return bool(self.blocks) and all(block.kind == "drawing" and block.wide for block in self.blocks)

    @property
    def shown_status(self) -> str:
        """What stands under its heading: nothing where it is simply finished, as most are."""
        return "" if self.status == FINISHED else self.status


@dataclass(frozen=True)
class Section:
    key: str
    title: str
    blocks: tuple[Block, ...] = ()
    subsections: tuple[Subsection, ...] = ()

    def names(self, part: Subsection) -> bool:
        """Whether a part of it has a heading: not one that would say again what stands right above or below."""
        if part.wide:
            return False
        return len(self.subsections) > 1 or not part.title.endswith(self.title)


@dataclass(frozen=True)
class Signed:
    """Somebody's name under a version of the plan, and what they commit to."""

    role: str
    name: str
    commitment: str
    signed_on: dt.date


@dataclass(frozen=True)
class OnePage:
    """The plan on a page: a chair with two minutes reads this and knows what is asked."""

    answers: tuple[tuple[str, tuple[str, ...]], ...]
    ask: str


@dataclass(frozen=True)
class PlanDocument:
    """`appendices` are kept apart until an option asks for them (options.chosen). `version` is 0 until a version is
    frozen. `shows` names the leading parts that print: "cover", "contents", "one_page", "thread". `paper` is what it is
    called: the plan, or a paper made of the same blocks. `logo` is a PNG in base64, `page_size` a key of PAGE_SIZES."""

    title: str
    organisation: str
    about: str
    as_at: dt.date
    status: str
    lead: str
    places: tuple[str, ...]
    meeting: str
    end_on: dt.date | None
    is_example: bool
    one_page: OnePage
    thread: tuple[ThreadLine, ...]
    loose_ends: tuple[str, ...]
    sections: tuple[Section, ...] = field(default=())
    appendices: tuple[Section, ...] = ()
    version: int = 0
    signed: tuple[Signed, ...] = ()
    shows: tuple[str, ...] = ("cover", "contents", "one_page", "thread")
    paper: str = PLAN
    logo: str = ""
    page_size: str = "A4"

    thread_introduction: ClassVar[str] = (
        "Each row runs from what was found to what came of it. A record is told once; after that its reference alone "
        "stands, such as F1 or B2. The same references are used all through."
    )

    @property
    def thread_table(self) -> tuple[tuple[Cell, ...], ...]:
        """The golden thread as it prints."""
        return thread_table(self.thread)

    @property
    def is_draft(self) -> bool:
        return self.status == DRAFT

    @property
    def titles(self) -> tuple[str, ...]:
        """Every section title in print order, as the contents list them."""
        leading = [title for key, title in LEADING if key in self.shows]
        return (*leading, *(section.title for section in self.sections))

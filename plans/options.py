"""What of a plan prints: for a chair with two minutes, for a board, or in full."""

from dataclasses import asdict, dataclass, replace
from enum import StrEnum

from .document import ANSWERS, COMMENTS, Answers, Block, Drawing, PlanDocument, Section, Subsection, Words


class Form(StrEnum):
    ONE_PAGE = "one_page"
    BOARD_PAPER = "board_paper"
    FULL = "full"
    FULL_WITH_APPENDICES = "full_with_appendices"
    PROGRESS = "progress"
    YOU_SAID = "you_said"

    @property
    def label(self) -> str:
        return {
            "one_page": "The plan on a page",
            "board_paper": "Board paper",
            "full": "Full plan",
            "full_with_appendices": "Full plan with appendices",
            "progress": "Progress paper",
            "you_said": "You said, we did",
        }[self.value]

    @property
    def description(self) -> str:
        return {
            "one_page": "One side of A4 for a chair with two minutes.",
            "board_paper": "A few pages: the plan on a page, the thread, actions, evaluation and sign-off.",
            "full": "Part by part, what a reader needs to follow the plan.",
            "full_with_appendices": "The full plan, with every answer and record, the figures behind it, and reviews.",
            "progress": "Two pages for the next meeting: what moved, what is late or stuck, what to decide.",
            "you_said": "A note in plain words to each partner and group that helped.",
        }[self.value]

    @property
    def file_word(self) -> str:
        """How its files are called."""
        return self.label.lower().replace(",", "").replace(" ", "-") if self.is_paper else "plan"

    @property
    def is_paper(self) -> bool:
        """A paper made of what is there now. It has no versions."""
        return self in PAPERS


PAPERS = frozenset({Form.PROGRESS, Form.YOU_SAID})
BOARD_SECTIONS = frozenset({"actions", "evaluation", "key-questions"})
NOT_DECIDED = "Not yet decided"
NOTHING = (Words(f"{NOT_DECIDED}."),)


@dataclass(frozen=True)
class PlanOptions:
    """`unanswered`: also print questions still open. `comments`: also what the team said beside the steps.
    `committee`: the meeting on the cover, where it is not the project's own. `since`: what a progress paper starts from
    (progress/since.py). `about`: the partner or group that a note goes to, by its reference."""

    form: Form = Form.FULL
    unanswered: bool = False
    comments: bool = False
    committee: str = ""
    since: str = ""
    logo: bool = False
    page_size: str = "A4"
    about: str = ""

    def as_kept(self) -> dict:
        return asdict(self) | {"form": self.form.value}

    @classmethod
    def from_kept(cls, kept: dict) -> "PlanOptions":
        return cls(**{**kept, "form": Form(kept.get("form", Form.FULL))})

    @property
    def in_words(self) -> str:
        start = f"since {self.since.replace('-', ' ')}" if self.since else ""
        named = ", ".join(filter(None, (self.form.label, start, self.about and f"to {self.about}")))
        asked = (("open questions", self.unanswered), ("comments", self.comments), ("logo", self.logo))
        more = [words for words, is_on in asked if is_on and not self.form.is_paper]
        return f"{named}, with {' and '.join(more)}" if more else named

    @property
    def with_appendices(self) -> bool:
        """Whether these options print any of them."""
        return self.comments or self.form == Form.FULL_WITH_APPENDICES


FULL_PLAN = PlanOptions()


def chosen(plan: PlanDocument, options: PlanOptions) -> PlanDocument:
    """The plan as these options print it. Nothing is added: a version holds all there is."""
    asked = (*plan.sections, *plan.appendices)
    sections = tuple(_section(one, options) for one in asked if _prints(one, plan, options))
    return replace(
        plan,
        sections=sections,
        appendices=(),
        meeting=options.committee or plan.meeting,
        logo=plan.logo if options.logo else "",
        page_size=options.page_size,
        shows=_SHOWS.get(options.form, plan.shows),
    )


_SHOWS = {Form.ONE_PAGE: ("one_page",), Form.BOARD_PAPER: ("cover", "one_page", "thread")}


def _prints(section: Section, plan: PlanDocument, options: PlanOptions) -> bool:
    if section.key == COMMENTS:
        return options.comments
    if section in plan.appendices:
        return options.form == Form.FULL_WITH_APPENDICES
    match options.form:
        case Form.ONE_PAGE:
            return False
        case Form.BOARD_PAPER:
            return section.key in BOARD_SECTIONS
    return True


def _section(section: Section, options: PlanOptions) -> Section:
    subsections = tuple(_subsection(part, options) for part in section.subsections)
    if section.key == ANSWERS:
        subsections = tuple(part for part in subsections if part.blocks != NOTHING)
        return replace(section, subsections=subsections)
    return replace(section, blocks=_blocks(section.blocks, options), subsections=subsections)


def _subsection(part: Subsection, options: PlanOptions) -> Subsection:
    return replace(part, blocks=_blocks(part.blocks, options) or NOTHING)


def _blocks(blocks: tuple[Block, ...], options: PlanOptions) -> tuple[Block, ...]:
    shown = (_block(block, options) for block in blocks)
    return tuple(block for block in shown if not isinstance(block, Answers) or block.answers)


def _block(block: Block, options: PlanOptions) -> Block:
    """Questions still open leave, or say so: a bare heading never prints. The figures of a drawing print with the
    appendices; without them it stands alone."""
    if isinstance(block, Drawing) and options.form != Form.FULL_WITH_APPENDICES:
        return replace(block, chart=replace(block.chart, alone=True))
    if not isinstance(block, Answers):
        return block
    if not options.unanswered:
        return Answers(tuple(one for one in block.answers if one.text or one.table))
    return Answers(tuple(one if one.text or one.table else replace(one, text=NOT_DECIDED) for one in block.answers))

"""Step 4: the groups a team might choose, the guide’s four questions for each, and three sources side by side."""

from collections.abc import Sequence

from design.words import count
from guide.vocabularies import vocabulary

from ..groups_in_view import GroupInView, groups_in_view
from ..models import CandidateGroup, Record
from ..references import by_reference, records_named
from ..situation import Situation
from . import Board, Cell, Table, board, offer

MOST = 8
ANSWERS = {"yes": "Yes", "no": "No", "cannot_tell": "We cannot tell"}
VIEWS = {"shows_gap": "Shows a gap", "no_gap": "Shows no gap", "silent": "Silent"}
AGREE, DISAGREE = "agree", "disagree"


@board
def candidates_to_add(s: Situation) -> Board | None:
    """Groups that findings or insights name and that nobody looks at yet."""
    waiting = [one for one in groups_in_view(s) if one.record is None]
    if not waiting:
        return None
    rows = tuple((Cell(one.name), Cell(records=_known(one)), Cell(offer=_as_candidate(one))) for one in waiting[:MOST])
    more = f" The first {MOST} are shown." if len(waiting) > MOST else ""
    sentence = f"Your findings and insights name {count(len(waiting), 'group')} that you do not look at yet.{more}"
    table = Table("Groups you could add", ("Group", "Named in", "What to do"), rows)
    return Board("candidates_to_add", "Groups you could add", sentence, (table,), printed=False)


def _known(one: GroupInView) -> tuple[Record, ...]:
    return (*one.findings, *one.insights)


def _as_candidate(one: GroupInView):
    links = {"findings": one.findings, "insights": one.insights}
    return offer("Add as a candidate", "candidate_group", one.name, title=one.name, **links)


@board
def four_questions_by_group(s: Situation) -> Board | None:
    """The guide’s four questions down, the candidate groups across."""
    candidates = s.thread.of("candidate_group")
    if not candidates:
        return None
    questions, standing = vocabulary("analysis_questions"), by_reference(s)
    rows = tuple(
        (Cell(question.text), *(_answer(standing, one, question.value) for one in candidates)) for question in questions
    )
    answered = sum(is_answered_in_full(one) for one in candidates)
    sentence = f"All four questions are answered for {answered} of {count(len(candidates), 'candidate group')}."
    table = Table("The four questions", ("Question", *(name_of(one) for one in candidates)), rows)
    wide = len(candidates) > 3
    return Board("four_questions_by_group", "Four questions for each group", sentence, (table,), wide=wide)


def name_of(candidate: CandidateGroup) -> str:
    return f"{candidate.ref} {candidate.title.rstrip('.')}"


def is_answered_in_full(candidate: CandidateGroup) -> bool:
    filled = candidate.details.get("four_questions") or {}
    return all(filled.get(one.value, {}).get("answer") for one in vocabulary("analysis_questions"))


def _answer(standing: dict[str, Record], candidate: CandidateGroup, question: str) -> Cell:
    row = (candidate.details.get("four_questions") or {}).get(question, {})
    if not row.get("answer"):
        return Cell("Not answered yet", tone="gap")
    tone = "doubt" if row["answer"] == "cannot_tell" else ""
    return Cell(ANSWERS[row["answer"]], records_named(standing, row.get("evidence")), tone)


@board
def three_sources(s: Situation) -> Board | None:
    """For each candidate group: what data, people and local figures say, and whether they agree."""
    candidates = s.thread.of("candidate_group")
    if not candidates:
        return None
    rows = tuple(_source_row(s, one) for one in candidates)
    agreeing = sum(agreement(s, one)[0] == AGREE for one in candidates)
    differing = sum(agreement(s, one)[0] == DISAGREE for one in candidates)
    sentence = f"The sources agree on {agreeing} of {count(len(candidates), 'candidate group')}"
    sentence += f", and disagree on {differing}." if differing else "."
    headings = ("Group", "Our data", "What people say", "Local and national figures", "Together")
    hints = ("A source with nothing linked to the group counts as silent.",)
    return Board("three_sources", "Three sources, group by group", sentence, (Table("Sources", headings, rows),), hints)


def _source_row(s: Situation, candidate: CandidateGroup) -> tuple[Cell, ...]:
    cells = (_view_cell(view, records) for view, records in views_of(s, candidate))
    _, words, tone = agreement(s, candidate)
    return Cell(name_of(candidate)), *cells, Cell(words, tone=tone)


def views_of(s: Situation, candidate: CandidateGroup) -> list[tuple[str, tuple[Record, ...]]]:
    """(view, records behind it) of data, people and figures. Nothing said and nothing linked is silence; nothing said
    of what is linked is "", not judged yet."""
    groups = s.thread.pointing(candidate, "focus_group", "candidate_group")
    findings = dict.fromkeys(one for record in (candidate, *groups) for one in s.thread.linked(record, "findings"))
    insights = s.thread.linked(candidate, "insights")
    voices = [one for one in insights if one.source != "staff"]
    behind = (
        ("data_view", [one for one in findings if one.kind == "data"]),
        ("people_view", [*(one for one in findings if one.kind == "insight"), *voices]),
        ("population_view", [one for one in findings if one.kind == "reference"]),
    )
    return [(candidate.details.get(key) or ("" if records else "silent"), tuple(records)) for key, records in behind]


def _view_cell(view: str, records: Sequence[Record]) -> Cell:
    if not view:
        return Cell("Not judged yet", tuple(records), "doubt")
    if view != "silent" and not records:
        return Cell(f"{VIEWS[view]}, nothing linked", tone="doubt")
    return Cell(VIEWS[view], tuple(records), "gap" if view == "silent" else "")


def agreement(s: Situation, candidate: CandidateGroup) -> tuple[str, str, str]:
    """Whether the sources agree, in words, with a tone."""
    views = [view for view, _ in views_of(s, candidate)]
    if "" in views:
        return "", "Not judged yet", "doubt"
    speaking = [view for view in views if view != "silent"]
    if not speaking:
        return "", "All are silent", "gap"
    if len(set(speaking)) > 1:
        return DISAGREE, "They disagree", "gap"
    return {
        1: ("", "Only one source speaks", "doubt"),
        2: (AGREE, "Two agree, one is silent", "good"),
        3: (AGREE, "All three agree", "good"),
    }[len(speaking)]

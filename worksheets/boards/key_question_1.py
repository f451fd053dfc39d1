"""Key question 1: what speaks for a focus, and what speaks against it or is missing."""

from design.words import count

from ..focus import missing_of
from ..loose_ends import ends_of
from ..situation import Situation
from ..ties import rows_of_grid
from . import Board, Cell, Table, board
from .candidates import AGREE, agreement, name_of
from .focus import UNKNOWN_TOO_OFTEN

SHOWN_BY = {
    "data": "Our own data shows it",
    "reference": "Local or national figures show it",
    "insight": "Something people told us shows it",
    "absence": "A group we do not see is part of it",
}
NO_FOCUS, NOT_HEARD, NOBODY_TO_ASK = 1, 2, 12


@board
def evidence_for_and_against(s: Situation) -> Board:
    """Two lists made from the records. They inform the answer; they do not give it."""
    pro, con = tuple(_pro(s)), tuple(_con(s))
    against = "1 speaks against it or is missing" if len(con) == 1 else f"{len(con)} speak against it or are missing"
    sentence = f"{count(len(pro), 'thing speaks', 'things speak')} for a focus. {against}."
    tables = [Table("What speaks for it", ("For", "Where it stands"), pro)] if pro else []
    tables += (
        [Table("What speaks against it or is missing", ("Against, or missing", "Where it stands"), con)] if con else []
    )
    return Board("evidence_for_and_against", "What there is to go on", sentence, tuple(tables))


def _pro(s: Situation):
    groups = s.thread.of("focus_group")
    whole = tuple(one for one in groups if not missing_of(s, one))
    if whole:
        yield Cell("A focus is written with all its parts"), Cell(records=whole, titled=True)
    findings = list(dict.fromkeys(one for group in groups for one in s.thread.linked(group, "findings")))
    for kind, words in SHOWN_BY.items():
        if shown := tuple(one for one in findings if one.kind == kind):
            yield Cell(words), Cell(records=shown, titled=True)
    heard = [one for group in groups for one in s.thread.pointing(group, "insight", "focus_groups")]
    if voices := tuple(one for one in dict.fromkeys(heard) if one.is_community_voice):
        yield Cell("The community speaks of it"), Cell(records=voices, titled=True)
    partners = [one for group in groups for one in s.thread.pointing(group, "partner_link", "focus_groups")]
    if partners:
        yield Cell("Partners know these people"), Cell(records=tuple(dict.fromkeys(partners)), titled=True)
    for candidate in s.thread.of("candidate_group"):
        if s.thread.pointing(candidate, "focus_group", "candidate_group") and agreement(s, candidate)[0] == AGREE:
            yield Cell("Sources agree"), Cell(f"{name_of(candidate)}: {agreement(s, candidate)[1].lower()}")


def _con(s: Situation):
    groups = s.thread.of("focus_group")
    if not groups:
        yield Cell("No focus is written yet"), Cell("Step 4", step="combined-picture", tone="gap")
    for group in groups:
        if missing := missing_of(s, group):
            yield Cell(f"{group.ref} still needs {', '.join(missing)}"), Cell(records=(group,), tone="gap")
    findings = dict.fromkeys(one for group in groups for one in s.thread.linked(group, "findings"))
    if weak := tuple(one for one in findings if one.is_evidence and one.strength in ("weak", "cannot_tell")):
        yield Cell("It rests partly on weak findings"), Cell(records=weak, titled=True, tone="doubt")
    if hunches := tuple(one for one in findings if not one.is_evidence):
        yield Cell("A hunch is no evidence"), Cell(records=hunches, titled=True, tone="doubt")
    for end in (*ends_of(s, NO_FOCUS, NOT_HEARD, NOBODY_TO_ASK), *_of_data(s)):
        yield Cell(end.text), Cell(f"Loose end {end.rule}", (end.record,) if end.record else (), "doubt")
    for name, row in rows_of_grid(s, "combined-picture", "explanations"):
        if row.get("state") == "open":
            yield (
                Cell(f"Another reason is still open: {name.lower()}"),
                Cell("Step 4", step="combined-picture", tone="doubt"),
            )


def _of_data(s: Situation):
    return [end for end in s.ends_above if end.rule == UNKNOWN_TOO_OFTEN]

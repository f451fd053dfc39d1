"""Each digital adjustment beside the checks that keep it from leaving anybody out."""

from design.words import count, day, some_of
from guide.questions import NONE, Question

from ..answering import DIGITAL_CHECKS, digital_gaps
from ..models import Adjustment
from ..situation import Situation
from . import Board, Cell, Table, board, named


@board
def digital_checks(s: Situation) -> Board | None:
    """Drawn once an adjustment that the team keeps is digital."""
    found = [one for one in s.thread.of("adjustment") if one.is_digital and not one.is_turned_down]
    if not found:
        return None
    short = [one for one in found if digital_gaps(one)]
    due = [one for one in found if one.digital_check_on and one.digital_check_on < s.today]
    sentence = f"Each check is answered for {count(len(found), 'digital adjustment')}."
    if short:
        sentence = some_of(len(short), len(found), "digital adjustment", "has", "have") + " checks to answer."
    hints = tuple(f"{one.ref}: the check was for {day(one.digital_check_on)}. Was anybody left out?" for one in due)
    rows = tuple((named(one), *(_cell(one, key) for key, _ in DIGITAL_CHECKS)) for one in found)
    table = Table("Digital adjustments and their checks", ("Adjustment", *(words for _, words in DIGITAL_CHECKS)), rows)
    return Board("digital_checks", "Who a digital adjustment could leave out", sentence, (table,), hints)


def _cell(one: Adjustment, key: str) -> Cell:
    question, said = one.spec.question(key), one.said(key)
    return Cell(_in_words(one, question, said)) if said else Cell("Not said yet", tone="gap")


def _in_words(one: Adjustment, question: Question, said) -> str:
    if question.kind == "date":
        return day(said)
    if question.kind == "choices":
        other = one.details.get(question.other_key)
        words = [other if value == "other" and other else question.text_of(value) for value in said]
        return "; ".join(words) if said != [NONE] else "None of these"
    return said

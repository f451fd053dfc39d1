"""How ready the service is to find, write down and carry what each person needs, and what happens when one says it."""

from design.words import count, sentence_list

from ..models import Adjustment, DevelopmentNeed
from ..situation import Situation
from . import Board, Cell, Table, board, offer

STEP = "individual-adjustments"
STAGES = (("identify", "Identify"), ("record", "Record"), ("carry", "Carry and update"))
PARTS = (("asked", "Asked"), ("recorded", "Recorded"), ("acted_on", "Acted on"))
WORDS = {"yes": ("Yes", "good"), "partly": ("Partly", "doubt"), "no": ("No", "gap"), None: ("Not said yet", "gap")}
# Confidence of 3 or less, of 5, calls for practice.
CONFIDENT = 4
PRACTICE = "Staff need practice in asking what people need, and in what to say."


@board
def readiness(s: Situation) -> Board | None:
    """Nine boxes: identify, record, carry by asked, recorded, acted on. Drawn once one of them is answered."""
    told = s.answers(STEP).get("readiness") or {}
    if not told:
        return None
    rows = tuple(
        (Cell(name), *(Cell(*_in_words(told.get(stage, {}).get(part))) for part, _ in PARTS)) for stage, name in STAGES
    )
    given = [told.get(stage, {}).get(part) for stage, _ in STAGES for part, _ in PARTS]
    sentence = f"{given.count('yes')} of 9 work today, {given.count('partly')} work in part."
    table = Table("How ready we are", ("Part", *(name for _, name in PARTS)), rows)
    return Board("readiness", "Nine boxes", sentence, (table,), _gaps(s, told))


def _in_words(value) -> tuple[str, tuple, str]:
    words, tone = WORDS[value]
    return words, (), tone


def _gaps(s: Situation, told: dict) -> tuple[str, ...]:
    """The gap list: what does not work yet, and what is not decided."""
    short = [
        f"{name.lower()}: {part_name.lower()}"
        for stage, name in STAGES
        for part, part_name in PARTS
        if told.get(stage, {}).get(part) in ("no", None)
    ]
    gaps = [f"Not there yet. {sentence_list(short).capitalize()}."] if short else []
    answers = s.answers(STEP)
    if answers.get("information_standard") in ("partly", "no"):
        gaps.append("The Accessible Information Standard is not fully met.")
    for key, name in (("passport_use", "a health passport"), ("flag_use", "the Reasonable Adjustment Flag")):
        if not answers.get(key):
            gaps.append(f"You have not decided about {name}.")
    return tuple(gaps)


# What happens when somebody says they need something: (what happens, the answers that tell it).
FLOW = (
    ("They are asked, or say it themselves", ("identify_words", "identify_who")),
    ("Staff answer", ("staff_script",)),
    ("It is written down", ("record_where",)),
    ("Those who need to know can see it", ("record_seen_by",)),
    ("It goes with the person", ("carry_how",)),
    ("A person with a flag is looked after", ("flag_process",)),
    ("It is looked at again", ("carry_reviewed",)),
)
ONLY_WITH_FLAG = "flag_process"


@board
def when_someone_says(s: Situation) -> Board | None:
    """The way of one need through the service, made from the answers on this step. Gaps stand out."""
    answers = s.answers(STEP)
    flow = [row for row in FLOW if ONLY_WITH_FLAG not in row[1] or answers.get("flag_use") == "yes"]
    told = [(name, " ".join(str(answers[key]) for key in keys if answers.get(key))) for name, keys in flow]
    if not any(words for _, words in told):
        return None
    missing = [name for name, words in told if not words]
    sentence = (
        "Every step is described."
        if not missing
        else f"{count(len(missing), 'step is', 'steps are')} not described yet."
    )
    rows = tuple(
        (Cell(f"{place}. {name}"), Cell(words) if words else Cell("Not said yet", tone="gap"))
        for place, (name, words) in enumerate(told, 1)
    )
    table = Table("What happens when someone says they need something", ("What happens", "How"), rows)
    return Board(
        "when_someone_says",
        "What happens when someone says they need something",
        sentence,
        (table,),
        template="worksheets/boards/when_someone_says.jinja",
        drawing=told,
    )


@board
def staff_confidence(s: Situation) -> Board | None:
    """Low confidence becomes a development need in one click."""
    answers = s.answers(STEP)
    confidence = answers.get("staff_confidence")
    if not confidence or int(confidence) >= CONFIDENT:
        return None
    needs = tuple(one for one in s.thread.of("development_need") if _is_about_asking(s, one))
    add = None if needs else offer("Make it a development need", "development_need", title=PRACTICE)
    follows = Cell("Planned", needs) if needs else Cell("Not planned yet", tone="gap", offer=add)
    row = (Cell("Confidence in asking"), Cell(f"{confidence} of 5"), follows)
    table = Table("Confidence of staff", ("What", "How much", "What follows"), (row,))
    sentence = f"Staff confidence in asking is {confidence} of 5. Practice would help."
    return Board("staff_confidence", "Confidence", sentence, (table,), printed=False)


def _is_about_asking(s: Situation, need: DevelopmentNeed) -> bool:
    """Made from this board, or for an adjustment that meets the needs of one person at a time."""
    changes = s.thread.linked(need, "adjustments")
    return need.title == PRACTICE or any(one.level == Adjustment.INDIVIDUAL for one in changes)

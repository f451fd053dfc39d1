"""Step 1: what the data can show, the five patterns beside the findings, and the faults that are being mended."""

from design.words import count, day, sentence_list
from guide.vocabularies import vocabulary

from ..inventory import EXPORT, LISTS, NO, NO_EXPORT, UNKNOWN, Entry, inventory
from ..models import Action, Finding
from ..saying import in_words
from ..situation import Situation
from . import Board, Cell, Table, board, offer

STEP = "service-data"


@board
def data_inventory(s: Situation) -> Board | None:
    """Each list of data by what can be exported, what cannot, and what nobody knows yet."""
    entries = list(inventory(s))
    if not any(one.have for one in entries):
        return None
    able = sum(one.have == EXPORT for one in entries)
    unowned = sum(one.have == UNKNOWN and not one.who for one in entries)
    sentence = f"You can export {able} of the {len(entries)} kinds of data listed in this step."
    if unowned:
        sentence += f" For {count(unowned, 'kind')} that you do not know, nobody is named to find out."
    headings = ("List", "We can export", "We have, but cannot export", "We do not have", "We don’t know")
    rows = tuple(_inventory_row(key, name, entries) for key, name in LISTS.items())
    return Board("data_inventory", "What your data can show", sentence, (Table("Data", headings, rows),), printed=False)


def _inventory_row(key: str, name: str, entries: list[Entry]) -> tuple[Cell, ...]:
    own = [one for one in entries if one.listed == key]
    cells = (Cell(_names(own, have)) for have in (EXPORT, NO_EXPORT, NO))
    no_owner = any(one.have == UNKNOWN and not one.who for one in own)
    return Cell(name), *cells, Cell(_names(own, UNKNOWN), tone="gap" if no_owner else "")


def _names(entries: list[Entry], have: str) -> str:
    return sentence_list(_one(entry) for entry in entries if entry.have == have)


def _one(entry: Entry) -> str:
    return f"{entry.name} ({entry.who})" if entry.have == UNKNOWN and entry.who else entry.name


@board
def file_to_get(s: Situation) -> Board | None:
    """Where there is no file yet, whether getting one is an action with an owner."""
    answers = s.answers(STEP)
    what = answers.get("no_file_action")
    if answers.get("file_ready") != "no" or not what:
        return None
    same = [one for one in s.thread.of("action") if one.title.casefold() == what[:300].casefold()]
    if same:
        owner = same[0].owner.name if same[0].owner else "nobody yet"
        text, cell = "Getting a file is an action.", Cell(f"It belongs to {owner}", tuple(same))
    else:
        text, due = "Getting a file is not an action yet.", answers.get("no_file_by")
        cell = Cell(offer=offer("Make it an action", "action", title=what[:300], **({"due_on": due} if due else {})))
    table = Table("Getting a file", ("What", "State"), ((Cell(what), cell),))
    return Board("file_to_get", "Getting a file", text, (table,), printed=False)


@board
def patterns_and_findings(s: Situation) -> Board | None:
    """The guide’s five patterns: seen or not, in whom, and the findings that say so."""
    seen = s.answers(STEP).get("patterns_seen") or {}
    if not any(row.get("seen") for row in seen.values()):
        return None
    patterns = vocabulary("watch_patterns")
    rows = tuple(_pattern_row(s, one.value, one.text, seen.get(one.value, {})) for one in patterns)
    states = [row.get("seen") for row in seen.values()]
    yes, unsure = states.count("yes"), states.count("cannot_tell")
    sentence = f"You see {yes} of the five patterns, and cannot tell for {unsure}."
    table = Table("Five patterns", ("Pattern", "Seen", "In which groups", "Findings"), rows)
    return Board("patterns_and_findings", "The patterns you see", sentence, (table,), printed=False)


def _pattern_row(s: Situation, key: str, name: str, row: dict) -> tuple[Cell, ...]:
    words = {option.value: option.text for option in vocabulary("seen_pattern")}
    found = tuple(one for one in s.thread.of("finding") if one.details.get("pattern") == key)
    tone = {"yes": "gap", "cannot_tell": "doubt", "no": "good"}.get(row.get("seen"), "")
    made = None
    if row.get("seen") == "yes" and not found:
        known = {"title": name, "kind": "data", "pattern": key}
        known |= {"group": row.get("groups", ""), "source": row.get("how", "")}
        made = offer("Make it a finding", "finding", name, **{key: value for key, value in known.items() if value})
    return (
        Cell(name),
        Cell(words.get(row.get("seen"), ""), tone=tone),
        Cell(row.get("groups", "")),
        Cell("", found, offer=made),
    )


@board
def data_mending(s: Situation) -> Board | None:
    """Each fault in the data with the action that mends it."""
    faults = [one for one in s.thread.of("finding") if one.kind == "data_quality"]
    if not faults:
        return None
    waiting = [one for one in faults if not _mends(s, one)]
    sentence = f"{count(len(faults), 'fault')} in the data found."
    sentence += (
        f" {count(len(waiting), 'fault has', 'faults have')} no action yet." if waiting else " Each has an action."
    )
    headings = ("Fault", "Field", "Cause", "What is done about it")
    rows = tuple(_fault_row(s, one) for one in faults)
    return Board("data_mending", "Mending the data", sentence, (Table("Faults in the data", headings, rows),))


def _mends(s: Situation, fault: Finding) -> list[Action]:
    return s.thread.pointing(fault, "action", "findings")


def _fault_row(s: Situation, fault: Finding) -> tuple[Cell, ...]:
    actions = _mends(s, fault)
    field = fault.details.get("data_field") or ""
    if not actions:
        title = f"Improve how we record {field[:1].lower()}{field[1:]}" if field else f"Mend this: {fault.title}"
        done = Cell(
            "Nothing yet",
            tone="gap",
            offer=offer("Plan an action", "action", fault.ref, title=title[:300], findings=[fault]),
        )
    else:
        done = Cell("; ".join(_in_short(one) for one in actions), tuple(actions))
    return Cell(records=(fault,), titled=True), Cell(field), Cell(in_words(fault, "data_cause")), done


def _in_short(action: Action) -> str:
    owner = action.owner.name if action.owner else "no owner yet"
    return f"{owner}, {f'by {day(action.due_on)}' if action.due_on else 'no date yet'}"

"""What a team could do about a field that is poorly recorded: one plain suggestion for each way of not knowing."""

from dataclasses import dataclass

from datasets.analysis.wording import field_in_sentence

NOT_COLLECTED = "not_collected"


@dataclass(frozen=True)
class Suggested:
    """An action to plan: what will be done, in a few words; who takes part; and how to go about it."""

    title: str
    who: str
    how: str


_SUGGESTED = {
    "blank": Suggested(
        "Ask everyone about {field} at the first contact, and fill in its box",
        "Those who book or see people first ask; the team manager checks each month",
        "Ask everyone about {field} at the first contact, and give staff a short script that says why. "
        "Check each month how many answers are still blank.",
    ),
    "not_stated": Suggested(
        "Find out what “not stated” means in the box for {field}, and ask again",
        "Those who ask people; whoever looks after the system",
        "Find out what “not stated” stands for about {field}: not asked, or asked and not answered. "
        "Ask again at the next contact, and explain what the answer is for.",
    ),
    "declined": Suggested(
        "Make it feel safe to answer about {field}",
        "Those who ask people; partners whom people trust",
        "Ask people and partners why they would rather not say about {field}, and how the question could feel safer. "
        "Keep “prefer not to say” as an answer: nobody has to tell us.",
    ),
    "unknown": Suggested(
        "Agree when “not known” may be chosen in the box for {field}",
        "Those who fill in the box; the team manager",
        "Look at when “not known” is chosen for {field}, and who chooses it. "
        "Agree with staff to ask the person, and not to fill in the answer for them.",
    ),
    "invalid": Suggested(
        "Turn the box for {field} into a list of the standard answers",
        "The system team changes the box; the analyst matches what is there",
        "Ask the system team to replace free entry of {field} with a list of the standard answers, "
        "and match the values we could not read.",
    ),
    NOT_COLLECTED: Suggested(
        "Get a box for {field} on the system, and agree who asks",
        "The system team adds the box and puts it in the export; those who see people first ask",
        "Find out whether the system has a place for {field} and whether the export can include it. "
        "If not, ask the system team for one and agree who will ask the question.",
    ),
}
_FOR_PROBLEMS = {
    "default_code": Suggested(
        "Stop the box for {field} from filling itself in",
        "The system team",
        "Ask the system team whether {field} is filled in by default. "
        "Take the default away, so that an answer is only there when somebody gave it.",
    ),
    "other_too_large": Suggested(
        "Add the answers that are missing from the list for {field}",
        "Those who fill in the box; the system team",
        "Look at what people mean when “other” is chosen for {field}, and add the answers that are missing.",
    ),
    "differing_answers": Suggested(
        "Agree which record of {field} is right when two differ",
        "The team manager and the analyst",
        "Agree which record of {field} is right when two differ: most often the latest that the person gave.",
    ),
    "values_not_matched": Suggested(
        "Say what each unread value of {field} stands for",
        "The analyst",
        "Say what each value of {field} that we could not read stands for.",
    ),
    "mixed_deprivation_scales": Suggested(
        "Get {field} in tenths or in fifths, never both",
        "Whoever makes the export",
        "Ask whoever makes the export to give {field} in tenths or in fifths, never both.",
    ),
}


def suggestion(field: str, state: str) -> Suggested:
    """What to do about a field by its commonest way of not being known, or “not_collected”."""
    return _about(_SUGGESTED[state], field)


def suggestion_for_problem(code: str, field: str) -> Suggested | None:
    """What to do about what looks wrong with a field (a code of quality.problems_of); None where nothing is known."""
    return _about(_FOR_PROBLEMS[code], field) if code in _FOR_PROBLEMS else None


def _about(one: Suggested, field: str) -> Suggested:
    name = field_in_sentence(field)
    return Suggested(one.title.format(field=name), one.who, one.how.format(field=name))


def suggested_action(field: str, state: str) -> str:
    """How to go about it, in words."""
    return suggestion(field, state).how

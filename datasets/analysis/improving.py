"""What a team could do about a field that is poorly recorded: one plain suggestion for each way of not knowing."""

from datasets.analysis.wording import field_in_sentence

NOT_COLLECTED = "not_collected"
_SUGGESTED = {
    "blank": (
        "Ask everyone about {field} at the first contact, and give staff a short script that says why. "
        "Check each month how many answers are still blank."
    ),
    "not_stated": (
        "Find out what “not stated” stands for about {field}: not asked, or asked and not answered. "
        "Ask again at the next contact, and explain what the answer is for."
    ),
    "declined": (
        "Ask people and partners why they would rather not say about {field}, and how the question could feel safer. "
        "Keep “prefer not to say” as an answer: nobody has to tell us."
    ),
    "unknown": (
        "Look at when “not known” is chosen for {field}, and who chooses it. "
        "Agree with staff to ask the person, and not to fill in the answer for them."
    ),
    "invalid": (
        "Ask the system team to replace free entry of {field} with a list of the standard answers, "
        "and match the values we could not read."
    ),
    NOT_COLLECTED: (
        "Find out whether the system has a place for {field} and whether the export can include it. "
        "If not, ask the system team for one and agree who will ask the question."
    ),
}


def suggested_action(field: str, state: str) -> str:
    """The action to suggest for a field by its commonest way of not being known, or “not_collected”."""
    return _SUGGESTED[state].format(field=field_in_sentence(field))


def suggested_for_problem(code: str, field: str) -> str:
    """The action to suggest for what looks wrong with a field (a code of quality.problems_of), or ""."""
    return _FOR_PROBLEMS.get(code, "").format(field=field_in_sentence(field))


_FOR_PROBLEMS = {
    "default_code": (
        "Ask the system team whether {field} is filled in by default. "
        "Take the default away, so that an answer is only there when somebody gave it."
    ),
    "other_too_large": (
        "Look at what people mean when “other” is chosen for {field}, and add the answers that are missing."
    ),
    "differing_answers": (
        "Agree which record of {field} is right when two differ: most often the latest that the person gave."
    ),
    "values_not_matched": "Say what each value of {field} that we could not read stands for.",
    "mixed_deprivation_scales": "Ask whoever makes the export to give {field} in tenths or in fifths, never both.",
}

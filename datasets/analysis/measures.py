"""The measures: which outcomes count, which are in the denominator, which are left out, and how to say it."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Measure:
    """One frozen definition. events and others are standard categories of the outcome field: a rate is
    events / (events + others). said completes “Of 100 appointments, 31 ...”; worse is "high" or "low"."""

    key: str
    label: str
    outcome: str
    events: tuple[str, ...]
    others: tuple[str, ...]
    worse: str
    said: str
    definition: str
    left_out: str = ""


_YES, _NO = ("Yes",), ("No",)

MEASURES = (
    Measure(
        "did_not_attend",
        "Missed appointments",
        "attendance",
        ("Did not attend", "Arrived too late to be seen"),
        ("Attended", "Attended late, but seen"),
        "high",
        "were missed",
        "Appointments missed without warning, or reached too late to be seen, out of those attended or missed.",
        "Cancelled appointments, those still to come and those with no outcome are left out.",
    ),
    Measure(
        "opt_in",
        "Opted in",
        "opt_in",
        _YES,
        _NO,
        "low",
        "opted in",
        "Those who took up the invitation, out of those whose answer is known.",
    ),
    Measure(
        "attended_first",
        "Attended the first appointment",
        "attended_first",
        _YES,
        _NO,
        "low",
        "reached a first appointment",
        "Those who attended a first appointment, out of those for whom it is known.",
    ),
    Measure(
        "completed",
        "Completed",
        "completed",
        _YES,
        _NO,
        "low",
        "were completed",
        "Those who completed, out of those for whom it is known.",
    ),
    Measure(
        "good_outcome",
        "Good outcome",
        "good_outcome",
        _YES,
        _NO,
        "low",
        "had a good outcome",
        "Those with a good outcome, out of those whose outcome is known.",
    ),
    Measure(
        "waited_over_18_weeks",
        "Waited over 18 weeks",
        "wait",
        ("over 18, up to 26 weeks", "over 26, up to 52 weeks", "over 52 weeks"),
        ("up to 6 weeks", "over 6, up to 12 weeks", "over 12, up to 18 weeks"),
        "high",
        "waited over 18 weeks",
        "Waits of more than 18 weeks (126 days), out of all waits whose length is known.",
    ),
)
UNIT_NOUNS = {"person": "people", "referral": "referrals", "appointment": "appointments", "counted": "people"}


def measure_of(key: str) -> Measure:
    """The measure with this key; KeyError where there is none."""
    return {one.key: one for one in MEASURES}[key]

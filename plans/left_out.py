"""What no plan prints, each with its reason. A plan says so itself; a test holds that everything else is printed."""

from dataclasses import dataclass

TEAM_ONLY = "team"


@dataclass(frozen=True)
class LeftOut:
    """`questions` are those whose answers it is about: "step/KEY/QUESTION" or "record/KIND/QUESTION"."""

    name: str
    reason: str
    questions: frozenset[str] = frozenset()

    def __str__(self):
        return f"{self.name}: {self.reason}"


LEFT_OUT = (
    LeftOut(
        "Who to ring",
        "names and contact details stay with the team, since a plan is passed on",
        frozenset(
            {
                "step/literature/library_contact",
                "step/staff-development/schwartz_contact",
                "step/staff-development/workforce_hr_contact",
                "record/partner_link/our_contact",
                "record/partner_link/their_contact",
            }
        ),
    ),
    LeftOut("Email addresses and mobile numbers in any answer", "they belong to a person"),
    LeftOut(
        "True counts of who was asked what they need",
        "small numbers could point at somebody, so they print by the small-number rule",
        frozenset(f"record/needs_count/{key}" for key in ("people", "asked", "need_recorded", "provided")),
    ),
    LeftOut("Quotes that nobody agreed to", "a person’s words are theirs"),
    LeftOut("The fuller words of an insight that only the team may see", "they were told to the team"),
    LeftOut("Answers to questions that do not arise", "another answer made them fall away"),
    LeftOut("Answers to questions we no longer ask", "newer questions took their place"),
    LeftOut("Team notes, and files and links beside a step", "they are for the team"),
    LeftOut("Comments", "they print only where somebody asks for them"),
    LeftOut("Uploaded files and their rows", "only counts are kept of them"),
)


def may_print(record, question_key: str) -> bool:
    """Whether this answer of a record may be printed: a quote only with consent, an insight as far as it is shared."""
    if record.kind_key != "insight":
        return True
    if question_key == "quote":
        return record.details.get("quote_consent") == "yes" and record.sharing != TEAM_ONLY
    return question_key != "summary" or record.sharing != TEAM_ONLY

"""How the steps of the guide are called in the directory: "6" is step 6, "P5" is Part 5, and each leads to its page."""

from dataclasses import dataclass

from django.urls import reverse

from guide.steps import all_steps

STAFF = "P5"


@dataclass(frozen=True)
class HelpsWith:
    """A step an entry helps with: its code in the directory, its name, and the guide page about it."""

    code: str
    name: str
    address: str


def steps_helped() -> dict[str, HelpsWith]:
    """Every step an entry can help with, by its code, in the guide's order."""
    found = {}
    for step in all_steps():
        if step.number or step.kind == "staff":
            code = str(step.number) if step.number else STAFF
            name = step.label if step.number else f"Part 5: {step.title}"
            found[code] = HelpsWith(code, name, reverse("guide:show_page", args=[step.page]))
    return found


def steps_of(entry) -> list[HelpsWith]:
    known = steps_helped()
    return [known[code] for code in known if code in entry.steps]

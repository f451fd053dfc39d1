"""About the service: what it is, whose duty this is, and who answers for it."""

from design.words import day, sentence_list
from guide.steps import find_step
from projects.queries import place_names

from ..document import Facts, Section, Words
from .steps import step_subsection

DUTY = (
    "NHS bodies must have regard to the need to reduce inequalities between patients in their ability to access "
    "services, and in the outcomes achieved for them (Health and Care Act 2022). The Public Sector Equality Duty "
    "applies as well."
)
EQUITY = (
    "Treating everyone the same can widen a gap. This plan aims for equity: people get what they need to have the "
    "same chance of a good result."
)
REST = (
    "The parts of this plan tell what a reader needs to follow it. “Full plan with appendices” prints all else: every "
    "other answer, list and note of the team, and the figures of each chart. A step is finished unless it says "
    "otherwise."
)


def about_section(source) -> Section:
    project = source.project
    facts = (
        ("Organisation", project.organisation.name),
        ("Setting", project.get_setting_display() if project.setting else ""),
        ("Places served", sentence_list(place_names(project))),
        ("Lead", sentence_list(source.leads)),
        ("Starts", day(project.start_on)),
        ("Ends", day(project.end_on)),
        ("Hours a month the team can give", str(project.hours_a_month or "")),
    )
    blocks = (
        *([Words(project.about, lead=True)] if project.about else []),
        Facts(tuple((name, text or "Not yet decided") for name, text in facts)),
        Words(DUTY),
        Words(EQUITY),
        Words(REST),
    )
    return Section("about", "About the service", blocks, (step_subsection(source, find_step("introduction")),))

"""A project with hundreds of records: the boards of part two stay quick, and read nothing but what is loaded."""

import time

import pytest

from guide.steps import find_step
from tests.worksheets.imagined import Imagined
from worksheets.boards import all_makers

STEPS = ("literature", "local-knowledge", "co-production", "key-question-2")
BOARDS = sorted({name for key in STEPS for section in find_step(key).sections for name in section.boards})


@pytest.fixture(scope="module")
def crowded():
    """500 records that are all joined up."""
    project = Imagined(places=["whole_area"])
    groups = [project.add("focus_group", place="bolsover") for _ in range(3)]
    for number in range(70):
        group = groups[number % 3]
        paper = project.add("evidence", barrier_suggested="Fear", adjustment_suggested="Call", focus_groups=[group])
        partner = project.add("partner_link", status="met", told_us="They fear us", promise="Write",
                              contacted_on="2026-01-10", places=["bolsover"], focus_groups=[group])  # fmt: skip
        talk = project.add("engagement", held_on="2026-02-10", focus_groups=[group], partners=[partner])
        voice = project.add("insight", source="community", engagement=talk, partner=partner, focus_groups=[group],
                            heard_on="2026-02-10")  # fmt: skip
        finding = project.add("finding", kind="absence")
        barrier = project.add("barrier", strength="community_heard", size="some", findings=[finding], evidence=[paper],
                              insights=[voice], focus_groups=[group], com_b=["automatic_motivation"],
                              east_prompts={"easy": {"idea": "Call"}}, is_priority="yes")  # fmt: skip
        project.add("adjustment", barriers=[barrier], east=["easy"])
    project.answer("combined-picture", belief="They are far away", explanations={"distance": {"state": "open"}})
    return project.situation


@pytest.mark.parametrize("name", BOARDS)
def test_a_board_of_500_records_takes_under_a_twentieth_of_a_second(crowded, name):
    make = all_makers()[name]
    make(crowded)
    best = min(_timed(make, crowded) for _ in range(3))
    assert best < 0.05, f"{name} took {best:.3f} s"


def _timed(make, situation) -> float:
    start = time.process_time()
    make(situation)
    return time.process_time() - start

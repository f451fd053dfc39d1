"""A project with 500 records: the boards and rules of part three stay quick, and read nothing but what is loaded."""

import time

import pytest

from guide.steps import find_step
from tests.worksheets.imagined import Imagined
from worksheets.boards import all_makers
from worksheets.done_means import all_rules

STEPS = [
    find_step(key) for key in ("possible-adjustments", "process-mapping", "individual-adjustments", "key-question-3")
]
BOARDS = sorted({name for step in STEPS for section in step.sections for name in section.boards})
RULES = sorted({need.rule for step in STEPS for need in step.needs if need.rule})


@pytest.fixture(scope="module")
def crowded():
    """70 of each kind, all joined up; no database is there to ask (these tests have none)."""
    project = Imagined()
    groups = [project.add("focus_group", who=f"Group {number}", is_primary="yes") for number in range(3)]
    for number in range(70):
        group = groups[number % 3]
        voice = project.add("insight", source="vcse", focus_groups=[group])
        finding = project.add("finding", kind="data")
        barrier = project.add("barrier", is_priority="yes", insights=[voice], focus_groups=[group])
        step = project.add("pathway_step", person_does="Waits", to_be="Is rung", barriers=[barrier])
        project.add("judgement", pathway_step=step, focus_group=group, effect="hinders", findings=[finding])
        change = project.add(
            "adjustment",
            barriers=[barrier],
            pathway_steps=[step],
            level="individual",
            choice="do_now",
            is_digital="yes",
            effort="small",
            effect_expected="large",
            resources=["money"],
            capacity="yes",
            designed_with="co_produced",
            designed_with_whom="A group",
            considerations=["multiple_needs"],
        )
        project.add("material", adjustments=[change], age_before=15, age_target=11)
        project.add("needs_count", focus_group=group, people=100, asked=50)
    project.answer("possible-adjustments", considerations={"multiple_needs": {"relevant": "yes"}})
    project.answer("individual-adjustments", readiness={"identify": {"asked": "yes"}}, staff_confidence="2")
    return project.situation


@pytest.mark.parametrize("name", [*BOARDS, *RULES])
def test_500_records_take_under_a_twentieth_of_a_second(crowded, name):
    make = (all_makers() | all_rules())[name]
    make(crowded)
    best = min(_timed(make, crowded) for _ in range(3))
    assert best < 0.05, f"{name} took {best:.3f} s"


def _timed(make, situation) -> float:
    start = time.process_time()
    make(situation)
    return time.process_time() - start

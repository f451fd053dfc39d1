"""What changed between two plans: nothing where they say the same, and each kind of change by its name."""

import datetime as dt
from dataclasses import replace

import pytest

from plans.comparing import Comparison, How, around, compare, in_short
from plans.document import OnePage, Points, Section, Table, Words
from plans.freezing import freeze, thaw

from .made_up import (
    LEAFLET,
    RING,
    STEP,
    actions,
    answers,
    chart,
    line,
    made_up,
    part_two,
    with_section,
)

PLAN = made_up()
PART_TWO = "The people behind the data"


def step_with(index: int, block) -> dict:
    """The made-up plan with one block of its step another."""
    return {"sections": with_section(part_two(*STEP[:index], block, *STEP[index + 1 :]))}


def actions_with(*parts) -> dict:
    return {"sections": with_section(Section("actions", "Action plan", (Words("2 actions in the plan."),), parts))}


def said(comparison: Comparison) -> list[tuple]:
    """(heading, what, how, first detail as (name, before, after)) of every change."""
    return [
        (part.title, change.what, change.how.value, *((one.name, one.before, one.after) for one in change.details[:1]))
        for part in comparison.parts
        for change in part.changes
    ]


def test_a_plan_compared_with_itself_has_not_changed():
    same = compare(PLAN, thaw(freeze(PLAN)))
    assert len(same) == 0
    assert in_short(same) == "Nothing in the plan has changed."


def test_order_spacing_and_the_day_it_is_read_say_nothing():
    evidence = STEP[2]
    other = made_up(
        as_at=dt.date(2027, 2, 2),
        places=("Bolsover", "Derby"),
        thread=PLAN.thread[::-1],
        loose_ends=PLAN.loose_ends[::-1],
        one_page=OnePage((("What we will change", ("A leaflet", "Ring first")),), "Note  the plan."),
        sections=with_section(
            part_two(*STEP[:2], replace(evidence, rows=evidence.rows[::-1]), Points(STEP[3].points[::-1]), STEP[4])
        ),
    )
    assert said(compare(PLAN, other)) == []
    turned = actions_with(actions(("T2 Write a leaflet", "J2, J1", *LEAFLET[2:]), RING))
    assert said(compare(PLAN, made_up(**turned))) == []


CASES = {
    "the title": (
        {"title": "The clinic"},
        ("The cover", "Title", "changed", ("", "A clinic", "The clinic")),
    ),
    "an end date": (
        {"end_on": dt.date(2027, 5, 6)},
        ("The cover", "End date", "added", ("", "", "6 May 2027")),
    ),
    "what is asked": (
        {"one_page": replace(PLAN.one_page, ask="Pay for it.")},
        ("The plan on a page", "What we ask of the meeting", "changed", ("", "Note the plan.", "Pay for it.")),
    ),
    "a line of the page": (
        {"one_page": OnePage((("What we will change", ("Ring first", "A new leaflet")),), "Note the plan.")},
        ("The plan on a page", "What we will change", "changed", ("", "A leaflet", "A new leaflet")),
    ),
    "an answer": (
        step_with(1, answers(("Why", "Letters are long."), ("Cost", ""), table=(("A club", "Lends a room"),))),
        (PART_TWO, "Why", "changed", ("", "Letters are hard.", "Letters are long.")),
    ),
    "an answer that was open": (
        step_with(1, answers(("Why", "Letters are hard."), ("Cost", "£5"), table=(("A club", "Lends a room"),))),
        (PART_TWO, "Cost", "added", ("", "", "£5")),
    ),
    "a cell of a grid": (
        step_with(1, answers(("Why", "Letters are hard."), table=(("A club", "Pays the bus"),))),
        (PART_TWO, "Who helps", "changed", ("A club: How", "Lends a room", "Pays the bus")),
    ),
    "a row of a table": (
        step_with(2, Table("Evidence", ("Paper", "Year"), (("A review", "2020"),))),
        (PART_TWO, "Evidence: A survey", "taken out", ("Year", "2021", "")),
    ),
    "a point": (
        step_with(3, Points(("J1 Ring first: takes staff time",))),
        (PART_TWO, "Step 5. Literature", "taken out", ("", "J2 Leaflet: not read by all", "")),
    ),
    "a sentence": (
        step_with(0, Words("What we heard. Four partners helped.")),
        (
            PART_TWO,
            "Step 5. Literature",
            "changed",
            ("", "What we heard. Three partners helped.", "What we heard. Four partners helped."),
        ),
    ),
    "a chart": (
        step_with(4, replace(STEP[4], chart=chart("Men and women miss as many visits."))),
        (
            PART_TWO,
            "Missed visits",
            "changed",
            ("", "Men miss more visits than women.", "Men and women miss as many visits."),
        ),
    ),
    "how far a step is": (
        {"sections": with_section(part_two(*STEP, status="Started"))},
        (PART_TWO, "Step 5. Literature: how far it is", "changed", ("", "Finished", "Started")),
    ),
    "how an action stands": (
        actions_with(actions((*RING[:4], "Blocked: no phone"), LEAFLET)),
        ("Actions", "T1 Ring people first", "changed", ("Status", "To start", "Blocked: no phone")),
    ),
    "what an action is called": (
        actions_with(actions(("T1 Ring everybody", *RING[1:]), LEAFLET)),
        ("Actions", "T1 Ring everybody", "changed", ("Title", "Ring people first", "Ring everybody")),
    ),
    "an action that is put off": (
        actions_with(actions(RING), actions(LEAFLET, title="Later")),
        ("Actions", "T2 Write a leaflet", "changed", ("When", "Within 30 days", "Later")),
    ),
    "an action gone": (
        actions_with(actions(RING)),
        ("Actions", "T2 Write a leaflet", "taken out", ("For", "J1, J2", "")),
    ),
    "an adjustment in a gap": (
        {
            "thread": (
                PLAN.thread[0],
                line((("F1", "Few come"),), (("G1", "Men"),), (("B2", "Fear"),), (("J1", "Ring first"),)),
            )
        },
        ("The golden thread", "F1 → G1 → B2 → J1", "changed", ("Adjustment", "", "J1 Ring first")),
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_a_change_is_found_and_nothing_else(case):
    changes, expected = CASES[case]
    assert said(compare(PLAN, made_up(**changes))) == [expected]
    backwards = compare(made_up(**changes), PLAN)
    assert len(backwards) == 1
    opposite = {How.ADDED: How.TAKEN_OUT, How.TAKEN_OUT: How.ADDED}
    (there,), (back,) = compare(PLAN, made_up(**changes)).parts, backwards.parts
    assert back.changes[0].how == opposite.get(there.changes[0].how, How.CHANGED)


def test_an_indicator_and_its_new_record_in_the_thread_are_one_change():
    (section,) = (one for one in PLAN.sections if one.key == "evaluation")
    (part,) = section.subsections
    table = replace(part.blocks[0], rows=(*part.blocks[0].rows, ("K2 People who finish", "50 in 100", "60 in 100")))
    ring = PLAN.thread[0].cells[:4]
    measured = line(*(tuple((ref.ref, ref.title) for ref in refs) for _, refs in ring), (("K2", "People who finish"),))
    after = made_up(
        thread=(measured, PLAN.thread[1]),
        sections=with_section(replace(section, subsections=(replace(part, blocks=(table,)),))),
    )
    assert said(compare(PLAN, after)) == [
        ("The golden thread", "F1 → G1 → B1 → J1", "changed", ("How we will know", "", "K2 People who finish")),
        ("Indicators", "K2 People who finish", "added", ("Start", "", "50 in 100")),
    ]


def test_loose_ends_open_and_close_and_a_new_title_does_neither():
    after = made_up(loose_ends=("F2 “Nobody was asked” leads nowhere yet.", "J1 “Ring first” answers no barrier."))
    found = compare(PLAN, after)
    assert said(found) == [
        ("Loose ends", "J1 “Ring first” answers no barrier.", "added"),
        ("Loose ends", "The project has no end date.", "taken out"),
    ]
    assert in_short(found) == "Loose ends: 1 new, 1 closed."


def test_rows_with_the_same_heading_are_compared_together():
    table = Table("Who said what", ("Group", "Words"), (("Men", "Letters"), ("Men", "Fear")))
    before, after = (
        made_up(**step_with(2, replace(table, rows=rows)))
        for rows in (table.rows[::-1], (*table.rows[:1], ("Men", "Cost")))
    )
    assert said(compare(before, made_up(**step_with(2, table)))) == []
    ((part, what, how, detail),) = said(compare(before, after))
    assert (part, what, how) == (PART_TWO, "Who said what: Men", "changed")
    assert detail == ("Who said what", "…\nFear", "…\nCost")


def test_another_way_of_printing_is_no_change_and_a_new_table_is_one():
    wider = Table("Evidence", ("Paper", "Year", "Strength"), tuple((*row, "Strong") for row in STEP[2].rows))
    assert said(compare(PLAN, made_up(**step_with(2, wider)))) == []
    other = Table("Reports", STEP[2].headers, STEP[2].rows)
    assert said(compare(PLAN, made_up(**step_with(2, other)))) == [
        (PART_TWO, "Reports", "added", ("", "", "A table of 2 rows")),
        (PART_TWO, "Evidence", "taken out", ("", "A table of 2 rows", "")),
    ]


def test_long_answers_show_only_the_sentences_that_differ():
    start, end = "This is how it began. " * 20, " And so it ends." * 20
    assert around(f"{start}We rang. {end}", f"{start}We wrote. {end}") == ("… We rang. …", "… We wrote. …")
    assert around("We rang.", "We wrote.") == ("We rang.", "We wrote.")


def test_what_only_follows_from_the_records_is_no_change_of_its_own_but_tells_of_the_record():
    headers = ("Barrier", "Adjustment", "What we chose")
    first = ("Priority: B1 “Letters”", "J1 Ring first", "Do now")
    sums, sums_later = (Words(f"{number} of 9 are a stretch.", follows=True) for number in (3, 4))
    months, months_later = (
        Table("Months", ("Month", "Count"), (("May", refs),), follows=True) for refs in ("K1", "K2")
    )
    table = Table("Answers", headers, (first, ("Priority: B2 “Fear”", "As above: J1, J2", "")), follows=True)
    after = replace(table, rows=((*first[:2], "Later"), ("Priority: B2 “Fear”", "As above: J1, J2, J3", "")))
    before, later = (
        made_up(sections=with_section(part_two(*blocks)))
        for blocks in (
            (sums, months, table),
            (sums_later, months_later, after),
        )
    )
    assert said(compare(before, later)) == [
        ("Adjustments", "J1 Ring first", "changed", ("What we chose", "Do now", "Later"))
    ]

"""Step 7: barriers on the COM-B board, in order, in people’s words, with ideas for a change."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.worksheets.imagined import Imagined, texts
from worksheets.boards.barriers import barrier_ranking, com_b, east_ideas, in_their_words
from worksheets.done_means.hearing import first_barriers_are_sourced
from worksheets.sources import MOST_SOURCES, SIZE_POINTS, STRENGTH_POINTS, ranking


@pytest.fixture
def project():
    return Imagined()


def test_cards_stand_in_their_columns_with_group_and_strength_in_words(project):
    assert com_b(project.situation) is None
    group = project.add("focus_group")
    project.add("barrier", "“I forget.”", com_b=["psychological_capability"], focus_groups=[group],
                strength="community_heard", is_priority="yes")  # fmt: skip
    project.add("barrier", "“I fear it.”", com_b=["psychological_capability", "automatic_motivation"])
    project.add("barrier", "Not sorted")
    board = com_b(project.situation)
    assert [len(column.cards) for column in board.drawing] == [0, 2, 0, 0, 0, 1]
    card = board.drawing[1].cards[0]
    assert (card.barrier.ref, card.groups, card.strength) == ("B1", "G1", "People told us")
    assert board.sentence == "Most barriers touch “capability: psychological”: 2 of 3."
    assert board.hints == ("Sort B3: open each, and tick what it touches.",)
    assert texts(board)[1][1] == (
        "B1 “I forget.” (for G1; people told us); B2 “I fear it.” (for no focus group; nobody has said how you know)"
    )


def test_the_order_is_sources_times_strength_times_size_with_the_sum_written_out(project):
    voice, paper = project.add("insight", source="community"), project.add("evidence")
    hunch, finding = project.add("finding", kind="hunch"), project.add("finding", kind="data")
    project.add("barrier", "Small", evidence=[paper], strength="literature", size="few")
    project.add(
        "barrier", "Large", insights=[voice], findings=[finding, hunch], strength="community_heard", size="most"
    )
    project.add("barrier", "Bare")
    board = barrier_ranking(project.situation)
    assert [row[0] for row in texts(board)] == ["B2 Large", "B1 Small", "B3 Bare"]
    assert [row[3] for row in texts(board)] == ["2 × 3 × 3 = 18", "1 × 2 × 1 = 2", "0 × 1 × 1 = 0"]
    assert texts(board)[0][1] == "F2, I1"
    assert board.sentence == "B2 comes first with 18: Large"
    assert board.hints[0].startswith("The sum is sources × strength × size.")
    assert barrier_ranking(Imagined().situation) is None


@given(
    st.lists(
        st.tuples(st.integers(0, 9), st.sampled_from(["", *STRENGTH_POINTS]), st.sampled_from([None, *SIZE_POINTS])),
        max_size=6,
    )
)
def test_a_sum_is_never_negative_nor_above_the_most_and_the_order_follows_it(barriers):
    project = Imagined()
    for sources, strength, size in barriers:
        papers = [project.add("evidence") for _ in range(sources)]
        project.add("barrier", strength=strength, size=size, evidence=papers)
    scores = [one.score for one in ranking(project.situation)]
    assert scores == sorted(scores, reverse=True)
    assert all(0 <= score <= MOST_SOURCES * 4 * 3 for score in scores)
    assert len(scores) == len(barriers)


def test_what_is_acted_on_first_needs_two_kinds_of_source_or_is_assumed(project):
    voice, other = project.add("insight", source="community"), project.add("insight", source="vcse")
    project.add("barrier", insights=[voice, other], strength="community_heard", is_priority="yes")
    project.add("barrier", strength="assumed", is_priority="yes")
    project.add("barrier", strength="staff")
    assert first_barriers_are_sourced(project.situation).refs == ("B1",)
    board = barrier_ranking(project.situation)
    assert [row[-1] for row in texts(board)] == [
        "Yes, but needs another kind of source", "Yes, still to be tested", "No",
    ]  # fmt: skip
    assert any(hint.startswith("B1: find a second kind") for hint in board.hints)
    project.thread.join("barrier", "evidence", project.thread.of("barrier")[0].pk, project.add("evidence").pk)
    assert first_barriers_are_sourced(project.situation) is None
    assert texts(barrier_ranking(project.situation))[0][-1] == "Yes"


def test_two_kinds_without_the_community_are_not_enough(project):
    papers, findings = [project.add("evidence")], [project.add("finding", kind="data")]
    project.add("barrier", evidence=papers, findings=findings, strength="literature", is_priority="yes")
    assert first_barriers_are_sourced(project.situation).refs == ("B1",)


def test_a_barrier_passed_over_is_named_unless_it_is_out_of_reach(project):
    voices = [project.add("insight", source="community")]
    project.add("barrier", strength="assumed", is_priority="yes")
    higher = project.add("barrier", insights=voices, strength="community_heard")
    assert any("B2 ranks above B1" in hint for hint in barrier_ranking(project.situation).hints)
    higher.cannot_act_reason = "The bus company decides"
    assert not any("ranks above" in hint for hint in barrier_ranking(project.situation).hints)


def test_a_barrier_people_told_of_needs_what_they_said(project):
    barrier = project.add("barrier", strength="community_heard")
    said = "You say that people told you of B1. Link what they said as an insight."
    assert said in barrier_ranking(project.situation).hints
    project.thread.join("barrier", "insights", barrier.pk, project.add("insight", source="fft").pk)
    assert said not in barrier_ranking(project.situation).hints


def test_only_quotes_with_consent_are_printed(project):
    agreed = project.add("insight", "They fear us", source="community", quote="“I am afraid”", quote_consent="yes")
    private = project.add("insight", "They are “tired”", source="community", quote="I cannot sleep", quote_consent="no")
    project.add("barrier", "Fear", insights=[agreed, private], com_b=["automatic_motivation"], is_priority="yes")
    project.add("barrier", "Sleep", insights=[private], is_priority="yes")
    project.add("barrier", "Bare", is_priority="yes")
    board = in_their_words(project.situation)
    words = {row[0]: row[1:] for row in texts(board)}
    assert words["B1 Fear"] == ["Motivation: automatic", "“I am afraid” (I1)"]
    assert words["B2 Sleep"][1] == "They are “tired” (I2)"
    assert words["B3 Bare"][1] == "Nobody has been heard on this yet"
    assert board.sentence == "People’s own words stand behind 1 of 3 barriers."
    assert "cannot sleep" not in str(texts(board))


def test_an_idea_becomes_an_adjustment_in_one_click(project):
    assert east_ideas(project.situation) is None
    barrier = project.add(
        "barrier", "Fear", east_prompts={"easy": {"idea": "Ring first"}}, east_ideas="Open the door\n\nSmile",
        is_priority="yes",
    )  # fmt: skip
    bare = project.add("barrier", "Bare", is_priority="yes")
    board = east_ideas(project.situation)
    assert [row[1:3] for row in texts(board)] == [
        ["Easy", "Ring first"],
        ["Other", "Open the door"],
        ["Other", "Smile"],
    ]
    assert board.sentence == "3 ideas wait to become an adjustment."
    assert bare.ref in board.hints[0]
    fresh = board.tables[0].rows[0][-1].offer
    assert (fresh.kind, dict(fresh.answers)) == (
        "adjustment", {"title": "Ring first", "barriers": str(barrier.pk), "east": "easy"},
    )  # fmt: skip
    project.add("adjustment", "Ring first", barriers=[barrier], east=["easy"])
    row = east_ideas(project.situation).tables[0].rows[0]
    assert (row[-1].in_words, row[-1].offer) == ("J1", None)


def test_a_change_of_the_same_kind_stands_beside_an_idea_that_can_still_be_added(project):
    barrier = project.add("barrier", "Fear", east_prompts={"easy": {"idea": "Ring first"}})
    project.add("adjustment", "Another easy one", barriers=[barrier], east=["easy"])
    cell = east_ideas(project.situation).tables[0].rows[0][-1]
    assert cell.in_words == "J1"
    assert cell.offer is not None

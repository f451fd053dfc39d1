"""Guesses against what people say, and key question 2."""

import pytest

from tests.worksheets.imagined import Imagined, texts
from worksheets.boards.beliefs import barriers_by_strength, beliefs, guesses_checked, people_loose_ends
from worksheets.drafting.beliefs import co_production__guesses_checked, key_question_2__believed_before


@pytest.fixture
def project():
    return Imagined()


@pytest.fixture
def guessed(project):
    explanations = {"distance": {"state": "open"}, "recording": {"state": "ruled_out"}}
    project.answer("combined-picture", explanations=explanations, belief="They live too far away.")
    project.answer("local-knowledge", assumptions={"first": {"assumption": "They drive", "state": "confirmed"}})
    voice = project.add("insight", source="community")
    project.add("barrier", "“I do not trust you.”", insights=[voice], strength="community_heard")
    project.add("barrier", "Only guessed", strength="assumed")
    return project


def test_guesses_stand_beside_what_people_say(guessed):
    board = guesses_checked(guessed.situation)
    assert texts(board) == [
        ["Distance and travel", "Step 4: Still open", "Still open", ""],
        ["They drive", "Step 6: assumed", "Right", ""],
    ]
    assert "1 guess was right and 0 wrong. 1 is still open." in board.sentence
    assert board.sentence.endswith("What they speak of most is B1: “I do not trust you.”")
    guessed.answer("co-production", guess_check={"distance": {"verdict": "wrong", "people_said": "We would come"}})
    assert texts(guesses_checked(guessed.situation))[0][2:] == ["Wrong", "We would come"]
    assert guesses_checked(Imagined().situation) is None


def test_another_reason_goes_by_what_was_written_beside_it(project):
    project.answer("combined-picture", explanations={"another": {"state": "ruled_in", "why": "The letter is hard"}})
    project.answer("co-production", guess_check={"age_mix": {"verdict": "wrong"}, "recording": {}})
    assert [row[0] for row in texts(guesses_checked(project.situation))] == ["The mix of ages", "The letter is hard"]


def test_what_was_learned_is_drafted_from_the_settled_guesses(guessed):
    guessed.answer("co-production", guess_check={"distance": {"verdict": "wrong", "people_said": "We would come."}})
    drafted = co_production__guesses_checked(guessed.situation)["guesses_checked"]
    assert drafted.splitlines() == [
        "We guessed: Distance and travel. People say that it is not so: We would come.",
        "We guessed: They drive. People say that this is so.",
        "What people speak of most: “I do not trust you.”",
    ]
    assert co_production__guesses_checked(Imagined().situation) == {"guesses_checked": ""}


def test_what_step_4_said_stands_there_and_can_be_taken_over(guessed):
    board = beliefs(guessed.situation)
    assert board.sentence == "Then you wrote: They live too far away."
    assert board.hints == ("It might be explained by this: Distance and travel",)
    drafted = key_question_2__believed_before(guessed.situation)
    assert drafted == {"believed_before": "They live too far away."}
    assert beliefs(Imagined().situation) is None


def test_barriers_stand_by_how_they_are_known(guessed):
    guessed.add("barrier", "Nobody knows")
    board = barriers_by_strength(guessed.situation)
    assert board.sentence == "People named 1 of 3 barriers themselves."
    rows = dict(texts(board))
    assert rows["People told us"] == "B1 “I do not trust you.”"
    assert rows["We assume it"] == "B2 Only guessed"
    assert rows["Nobody has said how we know"] == "B3 Nobody knows"
    assert barriers_by_strength(Imagined().situation) is None


def test_the_loose_ends_of_people_are_shown(guessed):
    guessed.add("focus_group", "Unheard")
    board = people_loose_ends(guessed.situation)
    assert board.sentence == "1 focus group with no voice yet, and 1 barrier that you only assume."
    assert [end[:2] for end in board.hints] == ["G1", "B2"]
    assert people_loose_ends(Imagined().situation).hints == ()

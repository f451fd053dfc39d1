"""What is merged by itself when two people save, and what is left to a person: the rules, without a database."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guide.steps import find_step
from worksheets.clash import Clash, can_join, combine, merge, same

KEYS = ["who", "what", "where"]
VALUES = st.one_of(st.none(), st.sampled_from(["", "a", "b", "c"]), st.lists(st.sampled_from("xyz"), max_size=2))
ANSWERS = st.dictionaries(st.sampled_from(KEYS), VALUES)
GRIDS = st.dictionaries(
    st.sampled_from(["age", "sex"]),
    st.dictionaries(st.sampled_from(["have", "period"]), st.sampled_from("abc"), min_size=1),
)
QUESTIONS = {question.key: question for key in ("literature", "service-data") for question in find_step(key).questions}
LINE, TEXT, CHOICES = QUESTIONS["question_people"], QUESTIONS["review_question"], QUESTIONS["question_aims"]
ONE_OF_FEW = QUESTIONS["question_where"]
GRID = next(one for one in QUESTIONS.values() if {"choice", "text"} <= {column.kind for column in one.columns})


def whole(answers: dict) -> dict:
    """As a form posts it: every question, answered or not."""
    return {key: answers.get(key, "") for key in KEYS}


@given(ANSWERS, ANSWERS)
def test_somebody_who_changed_nothing_takes_nothing_away(base, theirs):
    assert merge(base, theirs, base) == (theirs, ())


@given(ANSWERS, ANSWERS)
def test_nobody_else_saved(base, mine):
    merged, clashes = merge(base, base, whole(mine))
    assert clashes == ()
    assert all(same(merged.get(key), mine.get(key)) for key in KEYS)


@given(ANSWERS, ANSWERS, ANSWERS)
def test_what_one_side_changed_alone_is_kept(base, theirs, mine):
    merged, clashes = merge(base, theirs, whole(mine))
    disputed = {clash.key for clash in clashes}
    for key in KEYS:
        i_did, they_did = not same(mine.get(key), base.get(key)), not same(theirs.get(key), base.get(key))
        agreed = same(mine.get(key), theirs.get(key))
        assert (key in disputed) == (i_did and they_did and not agreed)
        if key not in disputed:
            assert same(merged.get(key), mine.get(key) if i_did else theirs.get(key))


@given(ANSWERS, ANSWERS, ANSWERS)
def test_who_comes_second_does_not_matter(base, theirs, mine):
    first, one = merge(base, whole(theirs), whole(mine))
    second, other = merge(base, whole(mine), whole(theirs))
    assert {clash.key for clash in one} == {clash.key for clash in other}
    disputed = {clash.key for clash in one}
    assert all(same(first[key], second[key]) for key in KEYS if key not in disputed)


@given(ANSWERS, ANSWERS, ANSWERS)
def test_a_clash_holds_both_sides(base, theirs, mine):
    for clash in merge(base, theirs, mine)[1]:
        assert clash == Clash(clash.key, mine[clash.key], theirs.get(clash.key))


@given(GRIDS, GRIDS, GRIDS)
def test_a_grid_is_merged_cell_by_cell(base, theirs, mine):
    merged, clashes = merge({"grid": base}, {"grid": theirs}, {"grid": mine})
    disputed = False
    for place in [(row, column) for row in ("age", "sex") for column in ("have", "period")]:
        was, now, wanted = (grid.get(place[0], {}).get(place[1]) for grid in (base, theirs, mine))
        disputed |= was != now != wanted != was
        if not clashes:
            assert merged["grid"].get(place[0], {}).get(place[1]) == (now if wanted == was else wanted)
    assert bool(clashes) == disputed


def test_people_who_fill_different_rows_of_a_grid_do_not_clash():
    theirs, mine = {"age": {"have": "yes"}}, {"sex": {"have": "no"}}
    assert merge({}, {"grid": theirs}, {"grid": mine}) == ({"grid": theirs | mine}, ())


def test_a_cell_one_side_emptied_stays_empty():
    base = {"grid": {"age": {"have": "yes", "period": "May"}, "sex": {"have": "no"}}}
    theirs = {"grid": {"age": {"have": "yes", "period": "June"}, "sex": {"have": "no"}}}
    mine = {"grid": {"age": {"have": "yes", "period": "May"}}}
    assert merge(base, theirs, mine)[0] == {"grid": {"age": {"have": "yes", "period": "June"}}}


@pytest.mark.parametrize("empty", [None, "", [], {}])
def test_no_answer_is_no_answer_however_it_is_written(empty):
    assert same(empty, "")
    assert not same(empty, 0)
    assert merge({"who": "a"}, {"who": empty}, {"who": ""})[1] == ()


@pytest.mark.parametrize("question", [LINE, TEXT, CHOICES, ONE_OF_FEW, GRID], ids=lambda question: question.kind)
def test_mine_and_theirs_are_kept_as_they_are(question):
    mine, theirs = object(), object()
    assert combine(question, mine, theirs, "mine") is mine
    assert combine(question, mine, theirs, "theirs") is theirs


def test_both_texts_stand_one_after_the_other():
    assert combine(TEXT, "Ours", "Theirs", "both") == "Theirs\n\nOurs"
    assert combine(LINE, "Ours", "Theirs", "both") == "Theirs; Ours", "a line break does not live in a one-line box"


def test_both_lists_are_joined_without_doubles():
    assert combine(CHOICES, ["b", "c"], ["a", "b"], "both") == ["a", "b", "c"]


@pytest.mark.parametrize("nothing", [None, "", [], {}])
@pytest.mark.parametrize(("question", "mine"), [(TEXT, "Ours"), (CHOICES, ["a"]), (GRID, {"age": {"have": "yes"}})])
def test_both_with_an_answer_that_was_taken_away(question, mine, nothing):
    assert combine(question, mine, nothing, "both") == mine
    assert combine(question, nothing, mine, "both") == mine


def test_both_grids_keep_every_cell():
    columns = {column.kind: column.key for column in GRID.columns}
    text, row, other = columns["text"], GRID.rows[0].value, GRID.rows[1].value
    theirs, mine = {row: {text: "May"}}, {row: {text: "June"}, other: {text: "July"}}
    assert combine(GRID, mine, theirs, "both") == {row: {text: "May; June"}, other: {text: "July"}}


def test_both_is_offered_only_where_both_fit():
    assert can_join(TEXT, "a", "b")
    assert can_join(CHOICES, ["a"], ["b"])
    assert not can_join(ONE_OF_FEW, "a", "b")
    assert not can_join(LINE, "a" * 200, "b" * 200)
    assert can_join(LINE, "a" * 200, "")
    row = GRID.rows[0].value
    columns = {column.kind: column.key for column in GRID.columns}
    assert can_join(GRID, {row: {columns["text"]: "May"}}, {row: {columns["text"]: "June"}})
    assert not can_join(GRID, {row: {columns["choice"]: "yes"}}, {row: {columns["choice"]: "no"}})


@given(GRIDS, GRIDS)
def test_what_can_be_joined_loses_no_word(mine, theirs):
    """Grids of two text columns."""
    text = next(column.key for column in GRID.columns if column.kind == "text")
    rows = {"age": GRID.rows[0].value, "sex": GRID.rows[1].value}
    ours, others = (
        {rows[row]: {text: "".join(cells.values())} for row, cells in grid.items()} for grid in (mine, theirs)
    )
    if can_join(GRID, ours, others):
        both = combine(GRID, ours, others, "both")
        for side in (ours, others):
            assert all(cells[text] in both[row][text] for row, cells in side.items())

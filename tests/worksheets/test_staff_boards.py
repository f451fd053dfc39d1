"""Part Five: the five areas, what the records suggest staff need, and training said without singling anybody out."""

import time

import pytest

from guide.questions import GuideContentError
from guide.suggestions import Suggestion, staff_suggestions
from tests.worksheets.imagined import Imagined, chosen, texts
from worksheets.boards.staff import changes_for_staff, needs_in_short, staff_wheel, suggested_needs
from worksheets.boards.training import course_catalogue, improvement_support, reflective_group, training_coverage
from worksheets.done_means import staff
from worksheets.staffing.suggesting import suggested

STEP = "staff-development"
BOARDS = (
    staff_wheel, suggested_needs, changes_for_staff, needs_in_short, training_coverage, course_catalogue,
    reflective_group, improvement_support,
)  # fmt: skip


@pytest.fixture
def project():
    return Imagined()


def keys(project) -> set[str]:
    return {one.rule.key for one in suggested(project.situation)}


@pytest.mark.parametrize(
    ("kind", "answers", "key"),
    [
        ("barrier", {"title": "“I don’t open brown envelopes.”"}, "letters"),
        ("insight", {"title": "People said it", "theme": "Letters"}, "letters"),
        ("barrier", {"title": "“I cannot take it in.”", "com_b": ["psychological_capability"]}, "plain_talk"),
        ("adjustment", {"title": "Leaflet", "kind": "health_literate", "choice": "do_now"}, "health_literate_texts"),
        ("focus_group", {"title": "Women who live with trauma"}, "trauma"),
        ("barrier", {"title": "“My letter waits until an interpreter comes.”"}, "interpreters"),
        ("adjustment", {"title": "Book", "kind": "interpreting", "choice": "test_small"}, "interpreting_adjustment"),
        ("focus_group", {"title": "Gypsy and Traveller families"}, "gypsy_traveller"),
        ("focus_group", {"title": "Young LGBTQ+ people"}, "lgbtq"),
        ("insight", {"title": "Autistic people need quiet"}, "learning_disability"),
        ("barrier", {"title": "“Nobody believed me.”"}, "not_believed"),
        ("barrier", {"title": "“It is not for me.”", "com_b": ["automatic_motivation"]}, "habits"),
        ("insight", {"title": "Nurses are exhausted"}, "worn_out"),
        ("finding", {"title": "Ethnicity is not known", "kind": "data_quality"}, "asking_about_equality"),
        ("adjustment", {"title": "Peers ring", "kind": "peer_link_worker", "choice": "do_now"}, "lived_experience"),
        ("adjustment", {"title": "Video calls", "kind": "telemedicine", "choice": "do_now"}, "digital_help"),
        ("adjustment", {"title": "A passport", "kind": "passport_flag", "choice": "do_now"}, "passport"),
        ("insight", {"title": "People get anxious in waiting rooms"}, "hard_talks"),
        ("insight", {"title": "Refugee families were turned away"}, "culture"),
        ("adjustment", {"title": "A calm room", "kind": "trauma_informed", "choice": "do_now"}, "trauma_adjustment"),
    ],
)  # fmt: skip
def test_each_rule_fits_what_it_is_about_and_says_why(project, kind, answers, key):
    record = project.add(kind, answers["title"], **{key: said for key, said in answers.items() if key != "title"})
    assert key in keys(project)
    rows = zip(suggested_needs(project.situation).tables[0].rows, suggested(project.situation))
    (row,) = [row for row, one in rows if one.rule.key == key]
    assert row[1].records == (record,)
    assert row[1].text.endswith(".")


@pytest.mark.parametrize(("question", "value", "key"), [
    ("staff_confidence", "2", "unsure_words"), ("flag_training", "no", "flag_not_trained"),
])  # fmt: skip
def test_an_answer_of_a_step_gives_reason_too(project, question, value, key):
    project.answer("individual-adjustments", **{question: value})
    assert key in keys(project)
    project.answer("individual-adjustments", **{question: "5" if value == "2" else "yes"})
    assert key not in keys(project)


def test_every_rule_is_tried_above():
    tried = [case[2] for case in test_each_rule_fits_what_it_is_about_and_says_why.pytestmark[0].args[1]]
    assert {*tried, "unsure_words", "flag_not_trained"} == {rule.key for rule in staff_suggestions()}


def test_a_word_inside_another_word_gives_no_reason(project):
    project.add("barrier", "“The newsletter and the panorama talk of romance and transport.”")
    project.add("insight", "Fearless people")
    assert keys(project) <= {"trauma"}
    assert "letters" not in keys(project)
    assert "gypsy_traveller" not in keys(project)
    assert "lgbtq" not in keys(project)


def test_one_press_begins_the_need_with_its_reason_and_its_links(project):
    group = project.add("focus_group", "People afraid of clinics")
    barrier = project.add("barrier", "“I fear that place.”")
    (row,) = suggested_needs(project.situation).tables[0].rows
    begun = dict(row[2].offer.answers)
    assert row[2].offer.kind == "development_need"
    assert (begun["area"], begun["staff_group"]) == ("trauma_informed", "everyone")
    assert (begun["barriers"], begun["focus_groups"]) == (str(barrier.pk), str(group.pk))
    assert begun["why"]


def test_a_need_for_the_same_course_and_people_answers_a_suggestion(project):
    project.add("barrier", "“Too long a letter.”")
    assert "letters" in keys(project)
    project.add("development_need", course="health_literacy", staff_group="clinicians")
    assert "letters" in keys(project)
    project.add("development_need", course="health_literacy", staff_group="everyone")
    assert "letters" not in keys(project)
    assert suggested_needs(project.situation) is None


def test_an_adjustment_turned_down_suggests_nothing(project):
    project.add("adjustment", "Video calls", kind="telemedicine", choice="not_doing")
    assert keys(project) == set()


def test_each_chosen_adjustment_needs_a_need_or_the_word_that_none_is_needed(project):
    change = chosen(project, "Ring first")
    chosen(project, training_need="no")
    project.add("adjustment", choice="later")
    assert staff.adjustments_have_their_training(project.situation).refs == ("J1",)
    assert texts(changes_for_staff(project.situation)) == [["J1 Ring first", "Not said yet", ""]]
    project.add("development_need", adjustments=[change])
    assert staff.adjustments_have_their_training(project.situation) is None
    assert changes_for_staff(project.situation) is None


def test_each_area_needs_a_next_step_in_words_or_a_need(project):
    assert len(staff.areas_have_a_next_step(project.situation).refs) == 5
    areas = ("reflection", "training", "diverse_workforce")
    project.answer(STEP, area_next={key: {"next_step": "Nothing: we did it last year"} for key in areas})
    project.add("development_need", area="cultural_competence")
    assert staff.areas_have_a_next_step(project.situation).refs == ("Trauma-informed practice",)
    project.add("development_need", area="trauma_informed")
    assert staff.areas_have_a_next_step(project.situation) is None


def test_the_wheel_and_its_table_say_the_same(project):
    assert staff_wheel(project.situation) is None
    ratings = {"cultural_competence": "3", "reflection": "2", "training": "4", "diverse_workforce": "2"}
    project.answer(
        STEP,
        area_ratings={key: {"rating": rating} for key, rating in ratings.items()},
        area_evidence={"training": {"evidence": "All trained"}},
    )
    board = staff_wheel(project.situation)
    assert board.sentence == ("Lowest, at 2 of 5: workforce reflection and a diverse workforce. 1 area not rated yet.")
    assert [slice_.rating for slice_ in board.drawing] == ["3", "2", "4", "2", "?"]
    assert [row[1] for row in texts(board)] == ["3 of 5", "2 of 5", "4 of 5", "2 of 5", "Not rated yet"]
    assert [bool(slice_.path) for slice_ in board.drawing] == [True, True, True, True, False]
    assert texts(board)[2][2] == "All trained"


@pytest.mark.parametrize(("done", "said"), [
    (None, "Planned"), (0, "Nobody yet"), (4, "Up to half done"), (5, "Up to half done"), (6, "More than half done"),
    (10, "All done"), (11, "All done"),
])  # fmt: skip
def test_training_is_said_in_words_and_never_by_small_numbers(project, done, said):
    people = {"headcount": 12, "target": 10, "done": done}
    project.add("development_need", course="health_literacy", staff_group="administrators", **people)
    board = training_coverage(project.situation)
    assert texts(board) == [["Health Literacy", f"{said}: D1"]]
    assert board.tables[0].headings == ("Course", "Admin and reception staff")
    assert board.sentence == f"{int(said == 'All done')} of 1 planned training done."


def test_a_course_of_ones_own_keeps_its_name(project):
    project.add("development_need", course="other", course__other="A day on trauma", staff_group="everyone")
    assert texts(training_coverage(project.situation))[0][0] == "A day on trauma"


def test_a_planned_course_leaves_the_list_of_more_courses(project):
    before = [row[0] for row in texts(course_catalogue(project.situation))]
    project.add("development_need", course="heat")
    after = [row[0] for row in texts(course_catalogue(project.situation))]
    assert set(before) - set(after) == {"Health Equity Assessment Tool (HEAT)"}
    begun = dict(course_catalogue(project.situation).tables[0].rows[0][1].offer.answers)
    assert begun["area"] == "cultural_competence"


@pytest.mark.parametrize(("size", "word"), [(5, "small"), (6, "good"), (10, "good"), (11, "large")])
def test_a_group_of_six_to_ten_is_a_good_size(project, size, word):
    project.answer(STEP, reflection_group_size=size)
    assert word in reflective_group(project.situation).sentence


def test_no_size_no_word_on_it(project):
    assert reflective_group(project.situation) is None


def test_help_with_improvement_comes_from_other_steps(project):
    assert "names no improvement team" in improvement_support(project.situation).sentence
    project.answer("introduction", qi_teams=["dhu", "other"], qi_teams__other="Our own lead")
    project.add("pdsa_cycle")
    said = improvement_support(project.situation).sentence
    assert "DHU Derbyshire Continuous Quality Improvement Lead and Our own lead" in said
    assert "1 small test" in said


def test_needs_stand_with_their_reasons_and_their_actions(project):
    need = project.add(
        "development_need", "Plain words", staff_group="administrators", course="health_literacy",
        how="In two sessions.", barriers=[project.add("barrier")], owner=project.person(), due_on="2026-09-01",
    )  # fmt: skip
    board = needs_in_short(project.situation)
    assert texts(board)[0] == [
        "D1 Plain words",
        "Admin and reception staff",
        "B1",
        "Health Literacy. In two sessions",
        "Amina Yusuf, 1 September 2026",
        "",
    ]
    assert board.tables[0].rows[0][-1].offer
    project.add("action", "Book it", development_need=need)
    assert texts(needs_in_short(project.situation))[0][-1] == "T1"


@pytest.mark.parametrize("fault", [
    {"area": "nowhere"}, {"course": "knitting"}, {"staff_group": "robots"}, {"look_in": ("cat",)},
    {"look_in": (), "step": ""}, {"look_in": (), "step": "introduction", "question": "colour"},
])  # fmt: skip
def test_a_wrong_rule_is_named(fault):
    from guide import suggestions

    whole = {"key": "k", "area": "training", "title": "T", "why": "W", "look_in": ("barrier",)} | fault
    assert list(suggestions._faults(Suggestion(**whole)))


def test_a_file_that_is_wrong_stops_the_start(monkeypatch, tmp_path):
    from guide import suggestions

    wrong = tmp_path / "staff-suggestions.toml"
    wrong.write_text('[[rules]]\nkey = "k"\ncolour = "red"\n', "utf-8")
    monkeypatch.setattr(suggestions, "PATH", wrong)
    with pytest.raises(GuideContentError, match="staff-suggestions"):
        suggestions.staff_suggestions.__wrapped__()


@pytest.mark.thorough
@pytest.mark.parametrize("make", BOARDS, ids=lambda make: make.__name__)
def test_five_hundred_records_are_drawn_in_a_moment(project, make):
    for number in range(100):
        barrier = project.add("barrier", f"“Letter {number} was long, and I fear it.”", com_b=["automatic_motivation"])
        change = chosen(project, f"New letter {number}", kind="health_literate", barriers=[barrier])
        project.add("insight", f"People in place {number} said that nobody speaks their language")
        project.add("development_need", course="excel", staff_group="managers", adjustments=[change], done=3)
        project.add("finding", f"Field {number} is not known", kind="data_quality")
    situation = project.situation
    make(situation)
    started = time.process_time()
    make(situation)
    assert time.process_time() - started < 0.05

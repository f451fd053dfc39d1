"""How easy a text is to read: two formulas side by side, on sentences as people paste them."""

import pytest
import textstat
from hypothesis import given, settings
from hypothesis import strategies as st

from worksheets.readability import FEWEST_WORDS, flesch_kincaid_grade, reading_of, sentences_of, smog_grade

PLAIN = "We will ring you. You can bring a friend. Tell us if you need help. " * 4
HARD = (
    "Multidisciplinary rehabilitation necessitates comprehensive individualised assessment of functional capability. "
    "Participation requirements are communicated electronically following administrative verification procedures. "
) * 3


def test_hard_words_read_older_than_plain_ones_by_both_methods():
    plain, hard = reading_of(PLAIN), reading_of(HARD)
    assert plain.smog < 10 < 18 < hard.smog
    assert plain.flesch_kincaid < 10 < 18 < hard.flesch_kincaid
    assert (plain.long_words, plain.long_share, plain.longest) == (0, 0, ())
    assert hard.longest[0][1] == 3
    assert hard.words_per_sentence > plain.words_per_sentence
    assert (hard.age("smog"), hard.age("flesch_kincaid")) == (hard.smog, hard.flesch_kincaid)


@pytest.mark.parametrize("text", [PLAIN, HARD, f"{PLAIN} {HARD}"])
def test_the_figures_are_those_of_textstat_for_running_text(text):
    """An age is the grade of the library and five years, to a whole year."""
    reading = reading_of(text)
    assert reading.sentences == textstat.sentence_count(text)
    assert reading.words == textstat.lexicon_count(text)
    if reading.long_words:
        assert reading.smog == round(textstat.smog_index(text) + 5)
    assert reading.flesch_kincaid == max(5, round(textstat.flesch_kincaid_grade(text) + 5))


def test_the_formulas_are_those_published():
    """McLaughlin 1969: 9 long words in 30 sentences are grade 6.3. Kincaid 1975: 10 words of 1.5 syllables, grade 6."""
    assert smog_grade(9, 30) == pytest.approx(6.2581)
    assert flesch_kincaid_grade(100, 10, 150) == pytest.approx(6.01)


def test_headings_and_lists_count_as_sentences_and_broken_lines_go_on():
    text = (
        "Your visit\n\nPlease ring the clinic before the day of your\nvisit if you cannot come to it at all.\n"
        "- Bring your pills\n- Bring a list of questions\n2) Bring a friend who can listen too\n"
    )
    assert sentences_of(text) == [
        "Your visit",
        "Please ring the clinic before the day of your visit if you cannot come to it at all.",
        "Bring your pills",
        "Bring a list of questions",
        "Bring a friend who can listen too",
    ]


def test_a_text_too_short_to_judge_has_no_reading_age():
    assert reading_of("Ring us. " * (FEWEST_WORDS // 2 - 1)) is None
    assert reading_of("") is None
    assert reading_of("12 34 56 " * 40) is None


@settings(max_examples=30)
@given(
    st.lists(
        st.sampled_from(["Ring", "visit", "zq", "’", ". ", " ", "\n", "- ", "é", "12", "¶", "I"]), max_size=300
    ).map("".join)
)
def test_any_text_is_read_without_a_fault(text):
    reading = reading_of(text)
    assert reading is None or (reading.smog >= 5 and reading.sentences >= 1 and reading.words >= FEWEST_WORDS)

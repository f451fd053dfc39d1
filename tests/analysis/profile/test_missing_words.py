"""A person's own words for “not known” count in categories, numbers, dates and keys alike."""

import pytest

from datasets.analysis.mapping import Mapping
from datasets.analysis.missing_words import words_of
from datasets.analysis.pipeline import profile_file

HEADINGS = "Patient ID,Appointment date,Referral date,Ethnicity,Days waited,Date of birth,Outcome"
ROWS = [
    "K1,03/04/2025,01/04/2025,Indian,20,01/02/1950,DNA",
    "K2,03/04/2025,01/01/1900,Zog,-999,01/01/1900,Attended",
    "ZOG,04/04/2025,02/04/2025,Irish,30,01/02/1980,Attended",
    "zog,05/04/2025,03/04/2025,zog,40,01/02/1990,Zog",
]
WORDS = "Zog, -999; 01/01/1900"


@pytest.fixture
def profiled(tmp_path):
    path = tmp_path / "clinic.csv"
    path.write_text("\n".join([HEADINGS, *ROWS]), encoding="utf-8")
    return lambda **said: profile_file(path, key=b"key", **said)


def test_the_words_are_parted_and_each_is_kept_once():
    assert words_of(" N/K,zog ;; Zog,\n99 ") == ("N/K", "zog", "99")
    assert words_of(" ,") == ()


def test_without_them_the_values_are_what_they_look_like(profiled):
    result = profiled()
    assert result.profile.field("ethnicity").count("invalid") == 2
    assert result.counts.impossible_dates["Referral date"] == 1
    assert result.profile.rows.people == 3, "ZOG and zog look like one person"


def test_categories_numbers_dates_and_keys_follow_them(profiled):
    result = profiled(missing=WORDS)
    assert result.profile.field("ethnicity").count("unknown") == 2
    assert result.profile.field("ethnicity").count("invalid") == 0
    assert result.counts.impossible_dates == {}
    assert result.counts.sums["days_waited"].numbers == (3,)
    assert result.profile.field("age").count("blank") == 1, "nobody was born on the word for not known"
    assert result.profile.rows.people == 4, "rows without a known person are not joined into one"
    assert result.mapping.values["Outcome"]["Zog"] == "unknown"


def test_tables_of_two_characteristics_agree_with_them(profiled):
    result = profiled(missing=WORDS)
    assert all("invalid" not in one.categories for cells in result.counts.pairs.values() for one in cells)


def test_where_they_were_found_is_said(profiled):
    (said,) = [one for one in profiled(missing=WORDS).problems if one.code == "missing_words"]
    for part in ("“Zog”, “-999”, “01/01/1900”", "“Ethnicity” (2)", "“Days waited” (1)", "“Referral date” (1)"):
        assert part in said.message
    (said,) = [one for one in profiled(missing="Martian").problems if one.code == "missing_words"]
    assert "in no column that is used" in said.message


def test_what_was_settled_for_this_file_goes_before_them_and_what_others_settled_does_not(profiled):
    own = Mapping({"Ethnicity": "ethnicity"}, {"Ethnicity": {"Zog": "White: Roma"}})
    assert profiled(missing=WORDS, mapping=own).profile.field("ethnicity").count("unknown") == 2
    settled = profiled(missing=WORDS, confirmed=own)
    assert settled.profile.field("ethnicity").count("unknown") == 1
    assert {one.group for one in settled.profile.field("ethnicity").groups} >= {"White: Roma"}

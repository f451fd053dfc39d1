"""Counts typed group by group are the counts of a table counted already."""

import pytest

from datasets.analysis.counts import ServiceCounts
from datasets.analysis.profile import Rows
from datasets.analysis.profiling import profile_of
from datasets.analysis.table import FileFacts
from datasets.analysis.typed import OF_APPOINTMENTS, TYPED_MEASURES, TypedField, TypedGroup, counts_of_typed

SEX = TypedField("sex", (TypedGroup("Female", "Female", 60, 6, 50), TypedGroup("Male", "Male", 40, 10, 30)))
AGE = TypedField("age", (TypedGroup("18-24", "18-24", 70, 12, 60), TypedGroup("Not stated", "not_stated", 5, 1, 4)))


@pytest.mark.parametrize("measure", TYPED_MEASURES)
def test_every_measure_has_its_rate_and_survives_being_stored(measure):
    counts, mapping = counts_of_typed((SEX, AGE), measure)
    assert ServiceCounts.from_json(counts.to_json()) == counts
    profile = profile_of(counts, mapping, facts=FileFacts("", 0, "", "typed"), rows=Rows(4, 4, 0, counts.people))
    overall = profile.measure(measure).overall
    assert (overall.count, overall.total) == (16, 100)
    rates = {one.group: (one.rate.count, one.rate.total) for one in profile.measure(measure).of("sex").groups}
    assert rates == {"Female": (6, 60), "Male": (10, 40)}


def test_people_are_told_from_their_appointments():
    assert {"did_not_attend"} == OF_APPOINTMENTS
    counts, _ = counts_of_typed((SEX,), "did_not_attend")
    assert (counts.unit, counts.rows, counts.people) == ("appointment", 100, 80)
    counts, _ = counts_of_typed((SEX,), "opt_in")
    assert (counts.unit, counts.people) == ("counted", 100)
    unknown = TypedField("sex", (TypedGroup("Female", "Female", 60, 6), TypedGroup("Male", "Male", 40, 10)))
    assert counts_of_typed((unknown,), "did_not_attend")[0].people is None


def test_what_one_characteristic_has_more_of_was_not_said_in_the_other():
    counts, mapping = counts_of_typed((SEX, AGE), "opt_in")
    age = counts.of("age")
    assert dict(zip(age.labels, age.cells, strict=True))[""] == (25, 25, 3, 22)
    assert "" not in counts.of("sex").labels
    assert sum(cell[0] for cell in age.cells) == counts.rows


def test_people_alone_make_no_measure():
    counts, mapping = counts_of_typed((SEX,), "", ("2026-04-01", None))
    profile = profile_of(counts, mapping, facts=FileFacts("", 0, "", "typed"), rows=Rows(2, 2, 0, counts.people))
    assert profile.measures == ()
    assert profile.first_day == "2026-04-01"

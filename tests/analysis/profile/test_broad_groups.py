"""Broad groups are compared beside a field's own, since five groups can tell what nineteen cannot."""

from datasets.analysis.fields import choosable_fields, field_of
from tests.analysis.counts.tables import profiled, repeat

PARTS = [
    (20 if outcome == "DNA" else 20 + 60 * white, {"Ethnicity": group, "Outcome": outcome})
    for group, white in (("Indian", 0), ("Pakistani", 0), ("Bangladeshi", 0), ("A", 1), ("B", 1))
    for outcome in ("DNA", "Attended")
]


def test_own_groups_and_broad_groups():
    measure = profiled(repeat(*PARTS)).measure("did_not_attend")
    assert [one.field for one in measure.by] == ["ethnicity", "ethnicity_broad"]
    broad = measure.of("ethnicity_broad")
    assert [(one.group, one.rate.count, one.rate.total) for one in broad.groups] == [
        ("White", 40, 200),
        ("Asian", 60, 120),
    ]
    assert broad.label == field_of("ethnicity_broad").label


def test_broad_groups_that_say_nothing_more_are_left_out():
    parts = [(20, {"Ethnicity": group, "Outcome": "DNA"}) for group in ("White", "Asian")]
    assert profiled(repeat(*parts)).measure("did_not_attend").of("ethnicity_broad") is None


def test_no_column_can_be_matched_to_a_broad_group():
    assert not {"ethnicity_broad", "disability_broad"} & {field.key for field in choosable_fields()}

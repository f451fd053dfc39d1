"""Means by group from kept sums: equal to those of the rows, with intervals that allow for several numbers a person."""

import json
import random

import numpy as np
import pytest

from datasets.analysis.counts import VERSION, ServiceCounts
from datasets.analysis.profile import CLEAR, TOO_FEW
from datasets.analysis.statistics.rates import SummedPeople, clustered_mean, mean
from tests.analysis.counts.tables import counted, profiled


def clinic(seed: int = 1, rows: int = 400) -> dict[str, list[str]]:
    chance = random.Random(seed)
    places = [chance.choice(("Normanton", "Allestree")) for _ in range(rows)]
    waits = [str(chance.randint(20, 60) + (25 if place == "Normanton" else 0)) for place in places]
    return {"Neighbourhood": places, "Days waited": waits, "Sessions": [str(chance.randint(1, 9)) for _ in places]}


def test_means_are_those_of_the_rows():
    columns = clinic()
    profile = profiled(columns, "referral")
    waits = np.array(columns["Days waited"], dtype=float)
    here = np.array(columns["Neighbourhood"]) == "Normanton"
    group = next(one for one in profile.amount("days_waited").of("neighbourhood").groups if one.group == "Normanton")
    assert group.mean.mean == pytest.approx(waits[here].mean())
    assert group.rest.mean == pytest.approx(waits[~here].mean())
    assert (group.mean.low, group.mean.high) == pytest.approx(
        (mean(list(waits[here])).interval.low, mean(list(waits[here])).interval.high)
    )
    assert group.label == CLEAR
    assert profile.amount("contacts").overall.numbers == 400


def test_several_numbers_of_one_person_widen_the_interval():
    columns = {"Patient key": [], "Sex": [], "Days waited": []}
    for person in range(60):
        for _ in range(5):
            columns["Patient key"].append(f"p{person}")
            columns["Sex"].append("F" if person % 2 else "M")
            columns["Days waited"].append(str(10 + 7 * (person % 10)))
    overall = profiled(columns).amount("days_waited").overall
    alone = mean([float(one) for one in columns["Days waited"]]).interval
    assert (overall.numbers, overall.people) == (300, 60)
    assert overall.high - overall.low > 2 * (alone.high - alone.low)


def test_few_people_are_too_few_to_tell():
    columns = {"Sex": ["F"] * 20 + ["M"] * 80, "Days waited": [str(i % 30) for i in range(100)]}
    groups = profiled(columns, "referral").amount("days_waited").of("sex").groups
    assert groups[0].label == TOO_FEW


def test_impossible_numbers_are_left_out():
    columns = {"Sex": ["F", "M", "F", "M"], "Days waited": ["-3", "10", "999999", "20"]}
    overall = profiled(columns, "referral").amount("days_waited").overall
    assert (overall.numbers, overall.mean) == (2, 15)


def test_one_number_a_person_is_the_plain_mean():
    values = [3.0, 5.0, 9.0, 12.0]
    squares = sum(value * value for value in values)
    sums = SummedPeople(4, 4, sum(values), 4, sum(values), squares)
    found, expected = clustered_mean(sums), mean(values).interval
    assert (found.value, found.low, found.high) == pytest.approx((expected.value, expected.low, expected.high))


def test_sums_survive_being_written_and_counts_of_before_are_read():
    counts, _ = counted(clinic(), "referral")
    written = json.loads(json.dumps(counts.to_json()))
    assert ServiceCounts.from_json(written) == counts
    before = {name: value for name, value in written.items() if name != "sums"} | {"version": 1}
    before["fields"] = [{name: value for name, value in one.items() if name != "sums"} for one in written["fields"]]
    read = ServiceCounts.from_json(before)
    assert (read.version, read.sums, read.fields[0].sums) == (VERSION, {}, {})
    with pytest.raises(ValueError, match="version"):
        ServiceCounts.from_json(written | {"version": VERSION + 1})


def test_the_order_of_rows_makes_no_difference():
    columns = clinic(3)
    order = list(range(len(columns["Sessions"])))
    random.Random(9).shuffle(order)
    other = {name: [values[i] for i in order] for name, values in columns.items()}
    assert counted(columns, "referral") == counted(other, "referral")

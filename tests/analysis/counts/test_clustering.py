"""Sums over people come out as they do when people are gone through one by one, however many labels there are."""

from collections import Counter, defaultdict

import numpy as np
import pytest

from datasets.analysis.clustering import cluster_sums
from datasets.analysis.coding import Coded, small
from datasets.analysis.people import differing_people, people_of


def column(name: str, labels: int, rows: int, chance: np.random.Generator) -> Coded:
    """A column in which two labels stand for each category, and every fifth for a missing state."""
    category_of = np.array([0 if i % 5 == 4 else 1 + i // 2 for i in range(labels)], dtype=small(labels))
    categories = ("unknown", *map(str, range(labels)))
    codes = chance.integers(0, labels, rows).astype(small(labels))
    return Coded(name, name, tuple(map(str, range(labels))), codes, categories, category_of)


# Hundreds of rows for each person; about two; and so many people, labels and outcomes that short keys do not hold them.
@pytest.mark.parametrize(
    ("rows", "people", "labels", "outcomes"), [(2_000, 5, 3, 4), (2_000, 900, 11, 1), (110_000, 400_000, 1_025, 17)]
)
def test_sums_over_people_are_those_of_each_person_added_up(rows, people, labels, outcomes):
    chance = np.random.default_rng(people)
    person = chance.integers(0, people, rows).astype(np.int32)
    field, outcome = column("field", labels, rows, chance), column("outcome", outcomes, rows, chance)
    everyone = people_of(person, None, [field])
    [found] = cluster_sums(everyone, (field,), (outcome,))

    clusters, known = defaultdict(Counter), defaultdict(set)
    for who, label, what in zip(person.tolist(), field.codes.tolist(), outcome.codes.tolist(), strict=True):
        clusters[who, label][what] += 1
        known[who] |= {field.category_of[label]} - {0}
    expected = np.zeros((labels, outcomes, outcomes), dtype=int)
    for (_, label), times in clusters.items():
        for first, second in ((a, b) for a in times for b in times):
            expected[label, first, second] += times[first] * times[second]
    assert np.array_equal(found["outcome"].products, expected)
    having = Counter(label for _, label in clusters)
    assert found["outcome"].people == tuple(having[label] for label in range(labels))
    assert differing_people(everyone, [field]) == [sum(len(categories) > 1 for categories in known.values())]

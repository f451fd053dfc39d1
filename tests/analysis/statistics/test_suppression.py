"""The small-number rule, count by count."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from datasets.analysis.statistics.suppression import (
    PRODUCT_RULE,
    Released,
    SmallNumberRule,
    check_whole_count,
    is_small,
    possible_counts,
    release_count,
    release_share,
    show_count,
)

rules = st.builds(SmallNumberRule, threshold=st.integers(8, 40), nearest=st.integers(5, 40))


@pytest.mark.parametrize(
    ("count", "text", "value"),
    [
        (0, "0", 0),
        (1, "fewer than 8", None),
        (7, "fewer than 8", None),
        (8, "10", 10),
        (12, "10", 10),
        (13, "15", 15),
        (1232, "1,230", 1230),
        (1233, "1,235", 1235),
    ],
)
def test_the_products_rule(count, text, value):
    assert release_count(count) == Released(text, value)


@given(st.integers(0, 300), rules)
def test_a_shown_count_never_narrows_to_less_than_the_rule_allows(count, rule):
    released = release_count(count, rule)
    low, high = possible_counts(released, rule)
    assert low <= count <= high
    assert [n for n in range(400) if release_count(n, rule) == released] == list(range(low, high + 1))
    if count:
        assert high - low + 1 >= min(rule.nearest, rule.threshold - 1) // 2


@given(st.integers(0, 300), rules)
def test_no_small_number_is_ever_shown(count, rule):
    value = release_count(count, rule).value
    assert value is None or value == 0 or value >= rule.threshold
    assert (value is None) == is_small(count, rule.threshold)


@given(st.integers(0, 500), st.integers(0, 500), rules)
def test_rounding_keeps_the_order(a, b, rule):
    shown = [release_count(count, rule).value or 0 for count in sorted((a, b))]
    assert shown == sorted(shown)


@given(st.integers(1, 500).flatmap(lambda total: st.tuples(st.integers(0, total), st.just(total))))
def test_a_share_comes_from_the_rounded_counts(pair):
    share = release_share(*pair)
    part, whole = (release_count(n).value for n in pair)
    assert share == (None if part is None or whole is None else part / whole)
    assert share is None or 0 <= share <= 1


def test_a_share_of_nobody_is_not_shown():
    assert release_share(0, 0) is None
    with pytest.raises(ValueError):
        release_share(3, 2)


@pytest.mark.parametrize("loose", [{"threshold": 7}, {"nearest": 4}])
def test_a_project_may_be_stricter_but_not_looser(loose):
    with pytest.raises(ValueError):
        SmallNumberRule(**loose)
    assert release_count(9, SmallNumberRule(threshold=10)).text == "fewer than 10"
    assert release_count(12, SmallNumberRule(nearest=10)).value == 10


def test_a_count_that_would_round_below_the_threshold_is_shown_as_the_next_multiple():
    """10 would say that it is 11 or 12, as less is hidden."""
    assert release_count(11, SmallNumberRule(threshold=11)).value == 15


@pytest.mark.parametrize("count", [-1, 2.5, float("nan"), float("inf"), "3", None, True])
def test_what_is_no_count_is_refused(count):
    with pytest.raises(ValueError, match="whole number"):
        release_count(count)


def test_whole_numbers_come_in_several_types():
    assert check_whole_count(3.0) == 3
    assert show_count(10023, 8, "5", 5) == "10025"
    assert SmallNumberRule(8, 5) == PRODUCT_RULE

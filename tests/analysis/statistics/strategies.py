"""Counts for property tests."""

from hypothesis import strategies as st


@st.composite
def count_of_total(draw, largest: int = 5000):
    """A count and a total above 0, the count at most the total."""
    total = draw(st.integers(1, largest))
    return draw(st.integers(0, total)), total


two_counts = st.tuples(count_of_total(), count_of_total()).map(lambda pair: (*pair[0], *pair[1]))
groups = st.lists(count_of_total(), min_size=2, max_size=8).map(lambda pairs: tuple(zip(*pairs, strict=True)))

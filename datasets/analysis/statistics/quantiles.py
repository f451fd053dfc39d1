"""Sorting areas into equal groups, such as fifths or tenths, by a score."""

from collections.abc import Sequence


def assign_quantiles(
    values: Sequence[float | None], quantiles: int, highest_is_first: bool = False
) -> list[int | None]:
    """The quantile (1 to quantiles) of each value, in the order given; equal values share the lowest rank among them.

    A missing value stays None and does not count; all are None when there are fewer values than quantiles.
    ValueError for fewer than two quantiles. Source: Public Health England's technical guide (phe_quantile).
    """
    if quantiles < 2:
        raise ValueError("there must be at least two quantiles")
    known = sorted((value for value in values if value is not None), reverse=highest_is_first)
    if len(known) < quantiles:
        return [None] * len(values)
    ranks: dict[float, int] = {}
    for rank, value in enumerate(known, start=1):
        ranks.setdefault(value, rank)
    return [None if value is None else _quantile(ranks[value], len(known), quantiles) for value in values]


def _quantile(rank: int, number: int, quantiles: int) -> int:
    """Whole-number arithmetic, since a rounding error at a boundary would move an area into the next group."""
    return quantiles + 1 - -(-(number + 1 - rank) * quantiles // number)

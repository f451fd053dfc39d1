"""Who could be seen by a service, and how much each group needs it: the published side of a comparison."""

from collections.abc import Mapping as AnyMapping
from dataclasses import dataclass, field

# Everyone who lives in the area.
RESIDENTS = "all_residents"


@dataclass(frozen=True)
class Population:
    """Who could be seen, for one field: district -> group -> people, by the field's own (or broad) groups.

    people says who is counted (“residents aged 16 and over”), source where the figures are from. by_age_sex holds
    (age band, sex) -> group -> people of all districts together, where that is published. among is the key of the
    people chosen to compare with; is_residents is False where they are fewer than those who live here.
    """

    field: str
    people: str
    source: str
    by_district: AnyMapping[str, AnyMapping[str, float]]
    by_age_sex: AnyMapping[tuple[str, str], AnyMapping[str, float]] = field(default_factory=dict)
    among: str = RESIDENTS
    is_residents: bool = True

    @property
    def whole(self) -> dict[str, float]:
        """All districts together."""
        return _added(self.by_district.values())


@dataclass(frozen=True)
class Need:
    """How often each group needs the service, against the average (1), and who says so. Groups not named have 1."""

    factors: AnyMapping[str, float]
    source: str


def _added(parts) -> dict[str, float]:
    total: dict[str, float] = {}
    for part in parts:
        for group, number in part.items():
            total[group] = total.get(group, 0) + number
    return total

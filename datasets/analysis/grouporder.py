"""The order groups are shown in: ages and deprivation from first to last, categories as their scheme lists them."""

from datasets.analysis.fields import field_of
from datasets.analysis.matching.ages import first_year
from datasets.analysis.matching.deprivation import FIFTHS


def in_order(field: str, groups: list[str]) -> list[str]:
    """The groups in the order of the field; labels that are kept as written go by the alphabet."""
    standard = field_of(field)
    if standard.of:
        broad = [one.broad for one in field_of(standard.of).scheme.categories]
        return sorted(groups, key=lambda group: (broad.index(group) if group in broad else len(broad), group))
    if standard.kind == "age":
        return sorted(groups, key=lambda group: (first_year(group), group))
    if standard.kind == "deprivation":
        return sorted(groups, key=lambda group: (FIFTHS.index(group) if group in FIFTHS else len(FIFTHS), group))
    if standard.scheme:
        place = {one.label: i for i, one in enumerate(standard.scheme.categories)}
        return sorted(groups, key=lambda group: (place.get(group, len(place)), group))
    return sorted(groups)

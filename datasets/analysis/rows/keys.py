"""The key of each row of the report: the same for the same row of every file, so that one row makes one finding."""

MEAN, SEEN, SLOPE, PATHWAY, CROSSED, CHANGE = "mean", "seen", "slope", "pathway", "crossed", "change"
COMPLETENESS, QUALITY = "completeness", "quality"


def rate_key(measure: str, field: str = "", group: str = "") -> str:
    """A measure for one group, or for everybody."""
    return f"{measure}:{field}:{group}"


def completeness_key(field: str, state: str) -> str:
    return f"{COMPLETENESS}:{field}:{state}"


def quality_key(code: str, field: str) -> str:
    return f"{QUALITY}:{code}:{field}"


def mean_key(amount: str, field: str, group: str) -> str:
    return f"{MEAN}:{amount}:{field}:{group}"


def seen_key(by: str, among: str, field: str, group: str) -> str:
    """A group seen against expected: by is how the expected number was made, among whom it is compared with."""
    return f"{SEEN}:{by}:{among}:{field}:{group}"


def slope_key(measure: str) -> str:
    return f"{SLOPE}:{measure}"


def pathway_key(field: str, group: str) -> str:
    return f"{PATHWAY}:{field}:{group}"


def crossed_key(measure: str, fields: tuple[str, str], groups: tuple[str, str]) -> str:
    return f"{CROSSED}:{measure}:{fields[0]}:{fields[1]}:{' & '.join(groups)}"


def change_key(before: str, measure: str, field: str, group: str) -> str:
    """before is the id of the earlier file."""
    return f"{CHANGE}:{before}:{measure}:{field}:{group}"


def parts_of(key: str) -> list[str]:
    return key.split(":")

"""What each heading and each written value stands for, as a person confirmed it: saved, and used again."""

from dataclasses import dataclass, field


class MappingError(ValueError):
    """The text given is not a mapping; the message says what was expected."""


@dataclass(frozen=True)
class Mapping:
    """columns: heading -> standard field, or None for "leave out".

    values: heading -> written value -> standard category, or a missing state: not_stated, declined, unknown,
    blank or invalid.
    The empty text "" is the value of an empty cell.
    """

    columns: dict[str, str | None] = field(default_factory=dict)
    values: dict[str, dict[str, str]] = field(default_factory=dict)

    def to_json(self) -> dict:
        return {
            "columns": dict(self.columns),
            "values": {heading: dict(values) for heading, values in self.values.items()},
        }

    @classmethod
    def from_json(cls, data: object) -> "Mapping":
        """Read {"columns": {...}, "values": {...}}; raises MappingError with a plain message when it is not that."""
        if not isinstance(data, dict) or not set(data) <= {"columns", "values"}:
            raise MappingError("A mapping is an object with “columns” and “values”.")
        columns, values = data.get("columns", {}), data.get("values", {})
        if not _is_text_to(columns, str | None):
            raise MappingError("“columns” gives, for each heading, the name of a standard field or null.")
        if not isinstance(values, dict) or not all(_is_text_to(one, str) for one in values.values()):
            raise MappingError("“values” gives, for each heading, the standard category of each written value.")
        return cls(dict(columns), {heading: dict(one) for heading, one in values.items()})

    def before(self, other: "Mapping") -> "Mapping":
        """Everything both say, this one where they differ."""
        values = {heading: other.values.get(heading, {}) | one for heading, one in self.values.items()}
        return Mapping(other.columns | self.columns, other.values | values)

    def merged_over(self, proposed: "Mapping") -> "Mapping":
        """This mapping's choices laid over proposed ones, for the headings that are in the proposal."""
        columns = {heading: self.columns.get(heading, choice) for heading, choice in proposed.columns.items()}
        values = {}
        for heading in columns:
            both = proposed.values.get(heading, {}) | self.values.get(heading, {})
            if both:
                values[heading] = both
        return Mapping(columns, values)


def _is_text_to(data: object, kind: object) -> bool:
    return isinstance(data, dict) and all(isinstance(k, str) and isinstance(v, kind) for k, v in data.items())

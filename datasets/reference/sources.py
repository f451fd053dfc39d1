"""Who published a figure, when and under what licence, in words that stand beside it."""

from dataclasses import dataclass

from datasets.reference.store import kept, manifest

ATTRIBUTION = (
    "Contains public sector information licensed under the Open Government Licence v3.0.",
    "Census 2021, boundaries and postcodes: Office for National Statistics, licensed under the Open Government Licence "
    "v3.0. Contains OS data © Crown copyright and database right. Contains Royal Mail data © Royal Mail copyright and "
    "database right.",
    "Neighbourhood names: House of Commons Library, Open Parliament Licence.",
)


@dataclass(frozen=True)
class Source:
    """One published table. edition is such as “IMD 2025”, or empty; note says what was done to the figures."""

    key: str
    publisher: str
    title: str
    date: str
    licence: str
    source_file: str
    edition: str = ""
    note: str = ""

    @property
    def in_words(self) -> str:
        """“Office for National Statistics, TS021 Ethnic group. Census day, 21 March 2021. Open Government …”."""
        words = ". ".join(filter(None, (f"{self.publisher}: {self.source_file}", self.date, self.licence)))
        return f"{words}. {self.note}".strip()


@kept
def source_of(table: str) -> Source:
    """The source of a table; KeyError where there is none of that key."""
    entry = manifest()[table]
    named = ("publisher", "title", "date", "licence", "source_file")
    return Source(table, *(entry[name] for name in named), edition=entry.get("edition", ""), note=entry.get("note", ""))


@kept
def all_sources() -> tuple[Source, ...]:
    return tuple(source_of(key) for key in manifest())

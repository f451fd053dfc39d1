"""From a postcode to its small area (LSOA 2021), however it is written. Also for the child that reads files."""

from dataclasses import dataclass

from datasets.reference import store
from datasets.reference.store import kept, rows_of


@kept
def _areas() -> dict[str, str]:
    return {row["postcode"]: row["lsoa_2021"] for row in rows_of("postcodes")}


def area_of(postcodes: tuple[str, ...]) -> tuple[str | None, ...]:
    """The LSOA 2021 of each postcode, in any spacing and case; None where it is not one of Derby and Derbyshire."""
    areas = _areas()
    return tuple(areas.get(one) or areas.get(_plain(one)) for one in postcodes)


def _plain(postcode: str) -> str:
    return "".join(filter(str.isalnum, postcode)).upper()


@dataclass(frozen=True)
class AreaOf:
    """area_of for another process, which is told where newer files lie. overlay is that folder, or None."""

    overlay: str | None

    def __call__(self, postcodes: tuple[str, ...]) -> tuple[str | None, ...]:
        store.follow(self.overlay)
        return area_of(postcodes)

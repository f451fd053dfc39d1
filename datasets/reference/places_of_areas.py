"""What a file's own small areas say: district and deprivation, for the process that reads files."""

import re
from dataclasses import dataclass

from datasets.analysis.areas import AreaPlaces
from datasets.reference import store
from datasets.reference.deprivation import deprivation, edition_for
from datasets.reference.small_areas import district_of

_YEAR = re.compile(r"(?<!\d)(?:20)?(11|21)(?!\d)")


@dataclass(frozen=True)
class PlacesOf:
    """Districts and fifths of small areas, all fifths from the one edition that fits. overlay: newer files, or None.

    A heading such as “LSOA11” says which boundaries the codes are of; without it, codes that 2011 and 2021 have in
    common are of 2021.
    """

    overlay: str | None

    def __call__(self, heading: str, lsoas: tuple[str, ...]) -> AreaPlaces:
        store.follow(self.overlay)
        codes = tuple(code.strip() for code in lsoas)
        named = _YEAR.search(heading.replace("(area)", ""))
        edition = edition_for(codes, 2000 + int(named[1]) if named else None)
        known = deprivation(edition) if edition else {}
        districts = tuple(place.name if (place := district_of(code)) else None for code in codes)
        fifths = tuple(known[code].fifth if code in known else None for code in codes)
        return AreaPlaces(districts, fifths, edition.year if edition else None)

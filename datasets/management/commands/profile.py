"""manage.py profile FILE: reads, matches, profiles and prints one file. It stores nothing and needs no database."""

import json
import secrets
import sys
from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from datasets.analysis.fields import choosable_fields
from datasets.analysis.mapping import Mapping, MappingError
from datasets.analysis.pipeline import UNITS, profile_file
from datasets.analysis.profilejson import profile_as_json
from datasets.analysis.profiletext import profile_as_text
from datasets.analysis.reading.options import DELIMITERS, ENCODINGS, ReadOptions
from datasets.analysis.release import release_profile
from datasets.reference.places_of_areas import PlacesOf
from datasets.reference.postcodes import AreaOf

CANNOT_USE = 2


class Command(BaseCommand):
    help = "Profile a file: how complete it is and rates by group. Stores nothing."
    requires_system_checks = ()
    requires_migrations_checks = False

    def add_arguments(self, parser):
        parser.add_argument("file", metavar="FILE", help="a CSV, TSV, XLSX, XLS or ODS file")
        parser.add_argument("--sheet", metavar="NAME", help="the sheet to read, where a workbook has several")
        parser.add_argument("--columns", metavar="MAP.json", help='{"columns": {...}, "values": {...}}')
        parser.add_argument("--unit", choices=UNITS, help="what a row is (found from the file where not given)")
        parser.add_argument("--header-row", metavar="N", type=int, help="the row of the headings; 0 for none")
        parser.add_argument("--delimiter", choices=DELIMITERS, help="what parts the cells of a text file")
        parser.add_argument("--encoding", choices=ENCODINGS, help="how the letters of a text file are written")
        parser.add_argument("--missing-as", metavar="WORDS", default="", help="words for “not known”, between commas")
        parser.add_argument("--json", action="store_true", help="print JSON")
        parser.add_argument("--release", action="store_true", help="apply the small-number rule")

    def handle(self, *args, file, columns, unit, release, **options):
        path = Path(file)
        if not path.is_file():
            raise CommandError("There is no such file.", returncode=CANNOT_USE)
        mapping = _mapping(columns) if columns else None
        result = profile_file(
            path,
            key=secrets.token_bytes(32),
            options=_reading(unit, **options),
            mapping=mapping,
            unit=unit,
            missing=options["missing_as"],
            area_of=AreaOf(str(settings.REFERENCE_ROOT)),
            places_of=PlacesOf(str(settings.REFERENCE_ROOT)),
        )
        if result.profile is None:
            raise CommandError(_why(result.problems), returncode=CANNOT_USE)
        profile = release_profile(result.profile) if release else result.profile
        text = json.dumps(profile_as_json(profile), ensure_ascii=False) if options["json"] else profile_as_text(profile)
        sys.stdout.reconfigure(encoding="utf-8")
        self.stdout.write(text)


def _reading(unit: str | None, *, sheet, header_row, delimiter, encoding, **others) -> ReadOptions:
    """What the person says about the file. A unit says too whether the table is counted already."""
    return ReadOptions(
        sheet=sheet,
        header_row=header_row,
        delimiter=DELIMITERS.get(delimiter),
        encoding=encoding,
        counted=None if unit is None else unit == "counted",
    )


def _mapping(path: str) -> Mapping:
    """The mapping in a file; CommandError that says what is wrong with it."""
    try:
        mapping = Mapping.from_json(json.loads(Path(path).read_text(encoding="utf-8")))
    except OSError:
        raise CommandError("The mapping file cannot be opened.", returncode=CANNOT_USE) from None
    except (ValueError, MappingError) as fault:
        raise CommandError(f"The mapping file cannot be used: {fault}", returncode=CANNOT_USE) from None
    fields = [field.key for field in choosable_fields()]
    unknown = sorted({key for key in mapping.columns.values() if key is not None} - set(fields))
    if unknown:
        message = f"These are no standard fields: {', '.join(unknown)}. The fields are: {', '.join(fields)}."
        raise CommandError(message, returncode=CANNOT_USE)
    return mapping


def _why(problems) -> str:
    return "\n".join(one.message for one in sorted(problems, key=lambda one: one.severity != "error"))

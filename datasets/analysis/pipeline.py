"""From a file to its profile in one call: read, remove identifiers, match, count, profile."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from datasets.analysis.areas import PlacesOf, with_places
from datasets.analysis.coded_table import columns_by_field
from datasets.analysis.counting import count_table
from datasets.analysis.counts import ServiceCounts
from datasets.analysis.identifiers.find import find_in
from datasets.analysis.identifiers.finding import AREA_ONLY, BANDED, HASHED, IdentifierFinding
from datasets.analysis.identifiers.remove import AreaOf, remove_identifiers, settled
from datasets.analysis.identifiers.told import identifier_problems
from datasets.analysis.mapping import Mapping
from datasets.analysis.matching.propose import SETTLED, Proposal, propose_mapping
from datasets.analysis.missing_words import (
    said_of_words,
    with_words_unknown,
    without_words_in_keys,
    without_words_in_numbers,
    words_of,
)
from datasets.analysis.noticed import noticed
from datasets.analysis.profile import ColumnProfile, Profile, Rows
from datasets.analysis.profiling import profile_of
from datasets.analysis.reading.options import ReadOptions
from datasets.analysis.reading.read import read_file
from datasets.analysis.repeats import repeated_rows
from datasets.analysis.table import FileFacts, Problem, Reading, SetAsideRow, Shape, Table
from datasets.analysis.threads import beside

UNITS = ("person", "referral", "appointment", "counted")
AS_FOUND = ReadOptions()
NOTHING = Mapping()
Progress = Callable[[str, int, int], None]


@dataclass(frozen=True)
class PipelineResult:
    """What one file gave. Where it cannot be used, counts and profile are None and problems hold an error.

    mapping is the whole mapping used: what was proposed with what was remembered laid over it.
    """

    facts: FileFacts
    problems: tuple[Problem, ...]
    rows_read: int
    set_aside: tuple[SetAsideRow, ...]
    columns: tuple[ColumnProfile, ...]
    mapping: Mapping
    counts: ServiceCounts | None
    profile: Profile | None
    shape: Shape = Shape()

    @property
    def usable(self) -> bool:
        return self.profile is not None


def _quiet(stage: str, done: int, total: int) -> None:
    """Nobody is listening."""


def profile_file(
    path: str | Path,
    *,
    key: bytes,
    name: str | None = None,
    options: ReadOptions = AS_FOUND,
    mapping: Mapping | None = None,
    unit: str | None = None,
    period: tuple[str, str] | None = None,
    area_of: AreaOf | None = None,
    places_of: PlacesOf | None = None,
    missing: str = "",
    confirmed: Mapping = NOTHING,
    progress: Progress = _quiet,
) -> PipelineResult:
    """Profile one file, keeping counts only. A file that cannot be used gives a result that says why.

    key: the secret under which person keys are hashed. mapping: what the organisation settled before; confirmed: what
    a person settled for this very file, which goes before it. missing: words, parted by commas, that stand for “not
    known” in this file. unit: what a row is, found from the file where None. period: first and last day the file
    should cover, as ISO dates. area_of: labels of postcodes -> small areas. places_of: small areas -> districts and
    deprivation, for a file that does not say them itself. progress is called with (stage, done, total).
    """
    reading = read_file(path, name=name, options=options, progress=progress)
    found = find_in(reading)
    if reading.table is None:
        problems = (*reading.problems, *identifier_problems(found))
        return PipelineResult(reading.facts, problems, reading.rows_read, (), (), Mapping(), None, None)
    progress("removing identifiers", 0, 1)
    words = words_of(missing)
    as_read = without_words_in_keys(reading.table, found, words)
    done = settled(as_read, found, area_of=area_of)
    with beside(repeated_rows, reading.table) as copies:
        table = remove_identifiers(as_read, found, key=key, area_of=area_of)
    table, added = with_places(table, places_of) if places_of else (table, {})
    progress("matching", 0, 1)
    proposal = propose_mapping(table, reading.shape, confirmed.before(mapping or NOTHING), _made(done) | added)
    reading, table, proposal = _with_words(reading, table, proposal, words, confirmed)
    progress("counting", 0, 1)
    return _profiled(reading, table, done, proposal, copies.result(), unit, period)


def _with_words(
    reading: Reading, table: Table, proposal: Proposal, words: tuple[str, ...], confirmed: Mapping
) -> tuple[Reading, Table, Proposal]:
    """The person's own words for “not known” laid over what was proposed; the reading says where they were found."""
    proposal = replace(proposal, mapping=with_words_unknown(proposal.mapping, words, confirmed))
    columns = proposal.mapping.columns
    said = said_of_words(reading.table, columns, words)
    reading = replace(reading, problems=(*reading.problems, *said))
    return reading, without_words_in_numbers(table, columns, words), proposal


def _profiled(
    reading: Reading,
    table: Table,
    found: tuple[IdentifierFinding, ...],
    proposal: Proposal,
    copies: int,
    unit: str | None,
    period: tuple[str, str] | None,
) -> PipelineResult:
    is_counted = proposal.counted is not None
    by_field = columns_by_field(table, proposal.mapping)
    unit = "counted" if is_counted else unit_of(table, proposal.mapping) if unit in (None, "counted") else unit
    copies = copies if "person_key" in by_field and not is_counted else 0
    counts = count_table(table, proposal.mapping, unit=unit, counted=proposal.counted, repeated_rows=copies)
    chosen = frozenset(heading for heading, sure in proposal.sure.items() if sure == SETTLED)
    seen = noticed(table, proposal.mapping, period, chosen)
    problems = (*reading.problems, *identifier_problems(found), *seen)
    columns = _columns(reading, found, proposal)
    rows = Rows(reading.rows_read, reading.rows_profiled, len(reading.table.set_aside), counts.people)
    profile = profile_of(counts, proposal.mapping, facts=reading.facts, rows=rows, columns=columns, problems=problems)
    return PipelineResult(
        facts=reading.facts,
        problems=profile.problems,
        rows_read=reading.rows_read,
        set_aside=reading.table.set_aside,
        columns=columns,
        mapping=proposal.mapping,
        counts=counts,
        profile=profile,
        shape=reading.shape,
    )


def unit_of(table: Table, mapping: Mapping) -> str:
    """What a row most likely is: an appointment where the file says when it was or what became of it, or where a
    person has several rows; a referral where it has a referral date; else a person."""
    by_field = columns_by_field(table, mapping)
    if "attendance" in by_field or "appointment_date" in by_field:
        return "appointment"
    if "referral_date" in by_field:
        return "referral"
    key = by_field.get("person_key")
    if key is not None and key.times[:-1].max(initial=0) > 1:
        return "appointment"
    return "person"


def _made(found: tuple[IdentifierFinding, ...]) -> dict[str, str]:
    """The columns that taking out identifiers left in their place, and their fields."""
    here = [finding for finding in found if finding.place == "table"]
    made = {_name_after(finding): "age" for finding in here if finding.action == BANDED}
    made |= {_name_after(finding): "lsoa" for finding in here if finding.action == AREA_ONLY}
    return made | {finding.column: "person_key" for finding in here if finding.action == HASHED}


def _name_after(finding: IdentifierFinding) -> str:
    if finding.action == BANDED:
        return f"Age from {finding.column}"
    return f"{finding.column} (area)" if finding.action == AREA_ONLY else finding.column


def _columns(reading: Reading, found: tuple[IdentifierFinding, ...], proposal: Proposal) -> tuple[ColumnProfile, ...]:
    """Every column of the file: its field, what it identifies, what was kept. What has no field is not kept at all."""
    by_column = {finding.column: finding for finding in found if finding.place == "table"}
    made, told = [], set()
    for column in reading.table.columns:
        finding = by_column.get(column.name)
        heading = _name_after(finding) if finding else column.name
        field = proposal.mapping.columns.get(heading)
        kept = finding.kept if finding else "as_is"
        if field is None:
            kept = "dropped"
        sure = proposal.sure.get(heading, 0.0)
        made.append(ColumnProfile(column.name, field, finding.kind if finding else None, kept, sure))
        told.add(heading)
    for heading, field in proposal.mapping.columns.items():
        if heading not in told and field is not None:
            # Worked out from small areas.
            made.append(ColumnProfile(heading, field, None, "area_only", proposal.sure.get(heading, 0.0)))
    return tuple(made)

"""Two characteristics at once: a measure in every cell of a table of two fields, and which cell stands out."""

from dataclasses import dataclass, replace

from datasets.analysis.counts import ServiceCounts
from datasets.analysis.fields import broad_group, broad_of, field_of
from datasets.analysis.grouporder import in_order
from datasets.analysis.mapping import Mapping
from datasets.analysis.meaning import halves_of, known_together
from datasets.analysis.measures import Measure, measure_of
from datasets.analysis.profile import Rate
from datasets.analysis.rates import FEWEST_PEOPLE, SMALLEST_DIFFERENCE, SURE, rate_of
from datasets.analysis.released_figures import as_count, interval_shown
from datasets.analysis.statistics.disclosure import release_table
from datasets.analysis.statistics.significance import benjamini_hochberg, difference_p_value
from datasets.analysis.statistics.suppression import PRODUCT_RULE, SmallNumberRule
from datasets.analysis.wording import two_together

# A larger table would be of cells with a handful of people each.
MOST_CELLS = 80


@dataclass(frozen=True)
class Intersection:
    """cells[i][j] is the rate of those in rows[i] and columns[j]; a cell nobody is in has a total of 0."""

    measure: str
    row_field: str
    column_field: str
    rows: tuple[str, ...]
    columns: tuple[str, ...]
    cells: tuple[tuple[Rate, ...], ...]
    sentence: str
    released: bool = False


def fields_to_cross(counts: ServiceCounts) -> tuple[str, ...]:
    """The fields whose tables were kept, by their broad groups where they have them."""
    kept = {field for pair in counts.pairs for field in pair.split("|")}
    own = [one.field for one in counts.fields if one.field in kept and field_of(one.field).group != "team"]
    return tuple(broad_of(key).key if broad_of(key) else key for key in own)


def intersection(
    counts: ServiceCounts, mapping: Mapping, measure: Measure, row_field: str, column_field: str
) -> Intersection | None:
    """A measure by two fields (or their broad groups); None where no such table was kept, or it has over 80 cells.

    People whose group is not known in either field are left out.
    """
    halves = halves_of(counts, mapping, measure)
    own = [field_of(key).of or key for key in (row_field, column_field)]
    pair = next((key for key in ("|".join(own), "|".join(own[::-1])) if key in counts.pairs), None)
    if halves is None or pair is None or own[0] == own[1]:
        return None
    turned = pair != "|".join(own)
    shown_as = (row_field, column_field)

    def groups(*names: str) -> tuple[str, ...]:
        kept = zip(own, shown_as, names[::-1] if turned else names, strict=True)
        return tuple(broad_group(field, name) if field != shown else name for field, shown, name in kept)

    gathered = known_together(counts.pairs[pair], halves, groups)
    found = {place: (int(count), int(total)) for place, (count, total) in gathered.items() if total}
    rows, columns = (tuple(in_order(key, sorted({names[i] for names in found}))) for i, key in enumerate(shown_as))
    if not 0 < len(rows) * len(columns) <= MOST_CELLS:
        return None
    cells = tuple(tuple(rate_of(*found.get((row, column), (0, 0))) for column in columns) for row in rows)
    made = Intersection(measure.key, row_field, column_field, rows, columns, cells, "")
    return replace(made, sentence=_sentence(made))


@dataclass(frozen=True)
class CellTest:
    """One cell beside everybody else in the table. gap is cell minus rest; p is adjusted over all large cells, None for
    a small one. excess is the number of events above what the rest's rate would give. stands_out: it is worse than the
    rest, and clearly worse than both its row and its column, so that neither characteristic alone explains it."""

    rest: Rate
    gap: float
    p: float | None
    excess: float
    stands_out: bool

    @property
    def is_clear(self) -> bool:
        return self.p is not None and self.p <= SURE and abs(self.gap) >= SMALLEST_DIFFERENCE


def tests_of(table: Intersection) -> dict[tuple[int, int], CellTest]:
    """Each cell with a rate, by its place, tested against everybody else in the table.

    Source: two rates compared, adjusted after Benjamini and Hochberg over the cells of at least 30.
    """
    known = {(i, j): rate for i, row in enumerate(table.cells) for j, rate in enumerate(row) if rate.rate is not None}
    count, total = (sum(getattr(rate, name) for rate in known.values()) for name in ("count", "total"))
    # Rounded counts can add up to more than their rounded total.
    rests = {place: (min(count - rate.count, total - rate.total), total - rate.total) for place, rate in known.items()}
    large = [p for p, r in known.items() if min(r.total, rests[p][1]) >= FEWEST_PEOPLE]
    p_values = [difference_p_value(min(known[p].count, known[p].total), known[p].total, *rests[p]) for p in large]
    adjusted = dict(zip(large, benjamini_hochberg(p_values), strict=True))
    worse = 1 if measure_of(table.measure).worse == "high" else -1
    made = {}
    for place, rate in known.items():
        if not rests[place][1]:
            continue
        rest = rate_of(*rests[place])
        gap = rate.rate - rest.rate
        out = worse * gap > 0 and _beyond_its_lines(known, place, worse)
        made[place] = CellTest(rest, gap, adjusted.get(place), rate.count - rate.total * rest.rate, out)
    return made


def _beyond_its_lines(known: dict, place: tuple[int, int], worse: int) -> bool:
    """Whether a cell is worse by 3 points than the others of its row, and than the others of its column."""
    for axis in (0, 1):
        others = [rate for one, rate in known.items() if one[axis] == place[axis] and one != place]
        total = sum(rate.total for rate in others)
        rate = sum(rate.count for rate in others) / total if total else None
        if rate is not None and worse * (known[place].rate - rate) < SMALLEST_DIFFERENCE:
            return False
    return True


def _sentence(table: Intersection) -> str:
    """The cell that differs clearly and most for the worse from everybody else in the table, if there is one."""
    worse = 1 if measure_of(table.measure).worse == "high" else -1
    found = [(worse * one.gap, place) for place, one in tests_of(table).items() if one.is_clear]
    found = [one for one in found if one[0] > 0]
    if not found:
        return "No two characteristics together stand out clearly from everybody else."
    _, place = max(found)
    i, j = place
    groups = ((table.row_field, table.rows[i]), (table.column_field, table.columns[j]))
    return two_together(measure_of(table.measure), groups, table.cells[i][j].rate, tests_of(table)[place].rest.rate)


def release_intersection(table: Intersection, rule: SmallNumberRule = PRODUCT_RULE) -> Intersection:
    """The table under the small-number rule: a cell’s rate shows where its total, those with the event and those
    without may all show in tables of their own; the sentence is made anew from what shows."""
    parts = [
        release_table([[size(rate) for rate in row] for row in table.cells], rule).cells
        for size in (lambda rate: rate.total, lambda rate: rate.count, lambda rate: rate.total - rate.count)
    ]
    cells = tuple(
        tuple(_cell(rate, *(part[i][j] for part in parts), rule) for j, rate in enumerate(row))
        for i, row in enumerate(table.cells)
    )
    made = replace(table, cells=cells, sentence="", released=True)
    return replace(made, sentence=_sentence(made))


def _cell(rate: Rate, total, count, without, rule: SmallNumberRule) -> Rate:
    everyone = as_count(total)
    if None in (total.value, count.value, without.value) or not rate.total:
        return Rate("not shown" if rate.total else 0, everyone, None, None, None)
    low, high = interval_shown(rate, count.value, total.value, rule)
    return Rate(count.value, everyone, min(1.0, count.value / total.value), low, high)

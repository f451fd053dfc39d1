"""Published figures of several places as charts: a share by place, parts of each place, one place by category."""

from dataclasses import dataclass

from datasets.analysis.charts import Chart, ChartTable, Point, Series
from datasets.analysis.wording import percent
from datasets.reference.figures import Figure
from datasets.reference.places import DERBY, DERBYSHIRE, ENGLAND, WHOLE_AREA, Place, together

# Shares that differ from England's by less than a twentieth of it are called about the same.
ABOUT = 0.05
# What the publisher's longest categories are called on bars and in keys; tables have them in full.
SHORT = {
    "Asian, Asian British or Asian Welsh": "Asian or Asian British",
    "Black, Black British, Black Welsh, Caribbean or African": "Black or Black British",
    "Mixed or Multiple ethnic groups": "Mixed ethnic groups",
    "English, Welsh, Scottish, Northern Irish or British": "White British",
    "Household is not deprived in any dimension": "Not deprived",
    "Household is deprived in one dimension": "In one way",
    "Household is deprived in two dimensions": "In two ways",
    "Household is deprived in three dimensions": "In three ways",
    "Household is deprived in four dimensions": "In four ways",
    "Can speak English very well": "Speaks it very well",
    "Can speak English well": "Speaks it well",
    "Cannot speak English well": "Not well",
    "Cannot speak English": "Not at all",
    "Never married and never registered a civil partnership": "Never married",
    "Married or in a registered civil partnership": "Married or partnered",
    "Separated, but still legally married or still legally in a civil partnership": "Separated",
    "Divorced or civil partnership dissolved": "Divorced or dissolved",
    "Widowed or surviving civil partnership partner": "Widowed",
    "Gender identity different from sex registered at birth but no specific identity given": "Different, no more said",
    "English (English or Welsh in Wales)": "English",
}


@dataclass(frozen=True)
class Compared:
    """The places chosen as one (`own`), and every place that stands in the charts, the chosen ones first."""

    own: Place
    places: tuple[Place, ...]

    @property
    def name(self) -> str:
        return self.own.name

    @property
    def local(self) -> tuple[Place, ...]:
        return tuple(place for place in self.places if place is not ENGLAND)


def compared_places(chosen: tuple[Place, ...]) -> Compared:
    """What chosen places are shown against: themselves, the whole of them, Derby, Derbyshire and England."""
    chosen = chosen or (WHOLE_AREA,)
    own = together(chosen)
    return Compared(own, tuple(dict.fromkeys((own, *chosen, DERBY, DERBYSHIRE, ENGLAND))))


def share_text(share: float) -> str:
    return f"{100 * share:.1f}%"


def count_and_share(count: int, total: int) -> str:
    return f"{count:,} ({share_text(count / total)})" if total else "–"


def beside_england(share: float, england: float) -> str:
    """“more than the 17% in England”: how a share stands to England's, ready for a sentence."""
    if abs(share - england) < ABOUT * england:
        return f"about the same as in England ({percent(england)})"
    return f"{'more' if share > england else 'less'} than in England ({percent(england)})"


def parts_of_places(key: str, title: str, sentence: str, figures: tuple[Figure, ...]) -> Chart:
    """Each place a bar made of the shares of its categories. figures: the same table for each place."""
    categories = [one.category for one in figures[0].counts]
    series = tuple(
        Series(short(category), tuple(Point(one.place.name, 100 * one.share(category)) for one in figures))
        for category in categories
    )
    rows = tuple(
        (one.place.name, f"{one.total:,}", *(count_and_share(part.count, one.total) for part in one.counts))
        for one in figures
    )
    headers = ("Place", _everyone(figures[0]), *categories)
    return Chart(
        key, title, sentence, "percent", "stacked", series, ChartTable(headers, rows), source=source_text(figures[0])
    )


def categories_of_place(
    key: str, title: str, sentence: str, figures: tuple[Figure, ...], leave_out: tuple[str, ...] = ()
) -> Chart:
    """The categories of the first place as bars, largest first; the table has every place and category."""
    own = figures[0]
    drawn = sorted((one for one in own.counts if one.category not in leave_out), key=lambda one: -one.count)
    points = tuple(Point(short(one.category), 100 * one.count / own.total) for one in drawn)
    rows = [
        (one.category, *(count_and_share(figure.count(one.category), figure.total) for figure in figures))
        for one in own.counts
    ]
    rows.append((_everyone(own), *(f"{figure.total:,}" for figure in figures)))
    headers = ("Group", *(figure.place.name for figure in figures))
    series = (Series(own.place.name, points),)
    table = ChartTable(headers, tuple(rows))
    return Chart(key, title, sentence, "percent", "bars", series, table, source=source_text(own))


@dataclass(frozen=True)
class Share:
    """count of total in one place."""

    place: Place
    count: int
    total: int

    @property
    def share(self) -> float:
        return self.count / self.total


def share_by_place(
    key: str, title: str, sentence: str, shares: tuple[Share, ...], headers: tuple[str, str], source: str
) -> Chart:
    """One share in each place, with England's as the line to compare with. headers: of the count and of the total."""
    england = next((one for one in shares if one.place is ENGLAND), None)
    points = tuple(Point(one.place.name, 100 * one.share) for one in shares if one is not england)
    rows = tuple((one.place.name, f"{one.count:,}", f"{one.total:,}", share_text(one.share)) for one in shares)
    return Chart(
        key,
        title,
        sentence,
        "percent",
        "bars",
        (Series(headers[0], points),),
        ChartTable(("Place", *headers, "Share"), rows),
        ("England", 100 * england.share) if england else None,
        source,
    )


def source_text(figure: Figure) -> str:
    return figure.source.in_words


def short(category: str) -> str:
    """“Pakistani” of “Asian, Asian British or Asian Welsh: Pakistani”; the whole where it has no colon."""
    broad, _, narrow = category.partition(": ")
    return SHORT.get(narrow or broad, narrow or broad)


def _everyone(figure: Figure) -> str:
    return f"All {figure.people.removeprefix('all ')}"

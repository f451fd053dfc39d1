"""Health in the places: the guide's life expectancy figures, healthy life expectancy, and a few national indicators."""

from datasets.analysis.area_charts import Compared
from datasets.analysis.charts import Chart, ChartTable, Point, Series
from datasets.analysis.wording import and_list
from datasets.reference.health import Indicator, indicator_series, life_expectancy
from datasets.reference.places import DERBY, DERBYSHIRE, ENGLAND, Place

# As Fingertips names it; shown once such a file has been taken in.
NEWER_LIFE = (("Men", "Life expectancy at birth (Male)"), ("Women", "Life expectancy at birth (Female)"))
HEALTHY_LIFE = (("Men", "Male healthy life expectancy"), ("Women", "Female healthy life expectancy"))
# Indicators close to the Core20PLUS5 areas: title, its name in the data, and what is said of a value.
INDICATORS = (
    ("smoking", "Adults who smoke", "Cigarette smokers", "of adults smoke"),
    ("obesity", "Adults who live with obesity", "Adult obesity prevalence", "of adults live with obesity"),
    (
        "child-poverty",
        "Children in relative poverty, after housing costs",
        "Children in relative poverty after housing costs",
        "of children live in poverty",
    ),
    (
        "early-cancer",
        "Cancers found early, at stage 1 or 2",
        "Cancer diagnosis at stage 1 and 2",
        "of cancers are found early",
    ),
)


def life_expectancy_chart() -> Chart:
    """The guide's figures for life expectancy at birth, 2018 to 2020."""
    rows = life_expectancy()
    names = tuple(dict.fromkeys(one.name for one in rows))
    years = {(one.name, one.sex): one.years for one in rows}
    most, least = names[0], names[1]
    gaps = {sex: years[least, sex] - years[most, sex] for sex in ("Men", "Women")}
    points = tuple(Point(f"{name}, {sex.lower()}", years[name, sex]) for sex in gaps for name in names)
    sentence = (
        f"In England, men in the most deprived areas live {gaps['Men']:.1f} years less than men in the least deprived, "
        f"and women {gaps['Women']:.1f} years less. In Derby, men live {years['Derby', 'Men']} years and women "
        f"{years['Derby', 'Women']}; in Derbyshire {years['Derbyshire', 'Men']} and {years['Derbyshire', 'Women']}."
    )
    return Chart(
        "area:life",
        "Life expectancy at birth, 2018 to 2020",
        sentence,
        "years",
        "bars",
        (Series("Years", points),),
        ChartTable(
            ("Whose", "Men", "Women"),
            tuple((name, f"{years[name, 'Men']} years", f"{years[name, 'Women']} years") for name in names),
        ),
        source=rows[0].source.in_words,
    )


def newer_life_chart(compared: Compared) -> Chart | None:
    """Newer life expectancy than the guide's, where it has been taken in; None otherwise."""
    return _years_chart("area:newer-life", "Life expectancy at birth", NEWER_LIFE, compared.places)


def healthy_life_chart() -> Chart | None:
    """Years lived in good health, newest, with 95 % limits; published for Derby, Derbyshire and England."""
    return _years_chart("area:healthy-life", "Years of life in good health", HEALTHY_LIFE, (DERBY, DERBYSHIRE, ENGLAND))


def _years_chart(key: str, title: str, named: tuple[tuple[str, str], ...], places: tuple[Place, ...]) -> Chart | None:
    found = [(sex, one) for sex, name in named for one in _of_one_period(name, places)]
    if not found:
        return None
    points = tuple(Point(f"{one.place.name}, {sex.lower()}", one.value, one.low, one.high) for sex, one in found)
    rows = tuple((one.place.name, sex, f"{one.value:.1f}", _limits(one), one.period) for sex, one in found)
    return Chart(
        key,
        f"{title}, {found[0][1].period}",
        f"{title}: {_years_said(found)}.",
        "years",
        "bars",
        (Series("Years", points),),
        ChartTable(("Place", "Sex", "Years", "Likely range", "Period"), rows),
        source=_source(found[0][1]),
    )


def _years_said(found: list[tuple[str, Indicator]]) -> str:
    """“in Derby, 57.7 for men and 57.4 for women; in Derbyshire, …”."""
    places = dict.fromkeys(one.place.name for _, one in found)
    said = {
        name: and_list([f"{one.value:.1f} for {sex.lower()}" for sex, one in found if one.place.name == name])
        for name in places
    }
    return "; ".join(f"in {name}, {words}" for name, words in said.items())


def indicator_charts(compared: Compared) -> tuple[Chart, ...]:
    """The newest value of each indicator that is published for one of the places at least."""
    return tuple(filter(None, (_indicator_chart(compared, *one) for one in INDICATORS)))


def _indicator_chart(compared: Compared, key: str, title: str, name: str, said: str) -> Chart | None:
    found = _of_one_period(name, compared.places)
    local = [one for one in found if one.place is not ENGLAND]
    england = next((one for one in found if one.place is ENGLAND), None)
    if not local:
        return None
    rows = tuple((one.place.name, f"{one.value:.1f}%", _limits(one), one.period) for one in found)
    return Chart(
        f"area:{key}",
        title,
        _share_said(said, local, england),
        "percent",
        "bars",
        (Series(title, tuple(Point(one.place.name, one.value, one.low, one.high) for one in local)),),
        ChartTable(("Place", "Share", "Likely range", "Period"), rows),
        ("England", england.value) if england else None,
        _source(local[0]),
    )


def _of_one_period(name: str, places: tuple[Place, ...]) -> list[Indicator]:
    """The newest values that all places have, which have any: one period is never set beside another. Where they share
    none, those of the newest period alone."""
    known = [series for place in places if (series := indicator_series(name, place))]
    periods = [{(one.start, one.length) for one in series} for series in known]
    shared = set.intersection(*periods) or set.union(*periods) if periods else set()
    return [one for series in known for one in series if (one.start, one.length) == max(shared)]


def _share_said(said: str, local: list[Indicator], england: Indicator | None) -> str:
    """“28.4% of adults live with obesity in Derby, 28.6% in Derbyshire and 26.6% in England.”"""
    first, *others = (*local, england) if england else local
    beside = [f"{one.value:.1f}% in {one.place.name}" for one in others]
    return f"{and_list([f'{first.value:.1f}% {said} in {first.place.name}', *beside])}."


def _limits(one: Indicator) -> str:
    return "–" if one.low is None else f"{one.low:.1f} to {one.high:.1f}"


def _source(one: Indicator) -> str:
    return f"{one.source.in_words} Period: {one.period}."

"""Who lives in the places: age and sex, ethnicity, religion, disability, carers, veterans, language and more."""

from datasets.analysis.area_charts import (
    Compared,
    Share,
    beside_england,
    categories_of_place,
    parts_of_places,
    share_by_place,
    short,
)
from datasets.analysis.charts import Chart, ChartTable, Point, Series
from datasets.analysis.wording import and_list, percent
from datasets.reference.figures import Count, Figure, figure, residents_aged
from datasets.reference.places import ENGLAND, Place
from datasets.reference.sources import source_of

MOST_LANGUAGES = 12
NO_CARE = "Provides no unpaid care"
NO_CAR = "No cars or vans in household"
DISABLED = "Disabled under the Equality Act"
WHITE_BRITISH = "White: English, Welsh, Scottish, Northern Irish or British"
SAME_GENDER = "Gender identity the same as sex registered at birth"
SEXES = {"female": "Female", "male": "Male"}


def _figures(table: str, compared: Compared) -> tuple[Figure, ...]:
    return tuple(figure(table, place) for place in compared.places)


def eligible_people(compared: Compared, ages: tuple[int, int | None]) -> Chart:
    """How many residents are of the ages a service sees, in each place."""
    first, last = ages
    shares = tuple(Share(place, residents_aged(place, first, last), residents_aged(place)) for place in compared.places)
    words = f"aged {first} and over" if last is None else f"aged {first} to {last}"
    sentence = f"{shares[0].count:,} people {words} live in {compared.name}, {percent(shares[0].share)} of everyone."
    source = source_of("age_single_year").in_words
    return share_by_place(
        "area:eligible", f"People {words}", sentence, shares, (f"People {words}", "All residents"), source
    )


def age_and_sex(compared: Compared, sex: str | None = None) -> Chart:
    """Residents by five-year age band, women and girls to the left, men and boys to the right."""
    own, england = figure("age_sex_rounded", compared.own), figure("age_sex_rounded", ENGLAND)
    wanted = [SEXES[sex]] if sex else list(SEXES.values())
    bands = [one.category.partition(": ")[2] for one in own.counts if one.category.startswith("Female")]
    series = tuple(
        Series(
            {"Female": "Women and girls", "Male": "Men and boys"}[one],
            tuple(Point(_band(band), 100 * own.share(f"{one}: {band}")) for band in bands),
        )
        for one in wanted
    )
    headers = ("Age", *(f"{place.name}: {one.lower()}" for place in (compared.own, ENGLAND) for one in wanted))
    rows = tuple(
        (_band(band), *(f"{place.count(f'{one}: {band}'):,}" for place in (own, england) for one in wanted))
        for band in bands
    )
    return Chart(
        "area:age-sex",
        f"Age and sex of people in {compared.name}",
        _age_sentence(compared.own),
        "percent",
        "bars" if sex else "pyramid",
        series,
        ChartTable(headers, rows),
        source=own.source.in_words,
    )


def _band(words: str) -> str:
    """“0-4”, “5-9”, “90+”."""
    plain = words.removeprefix("Aged ").removesuffix(" years")
    if plain.endswith("and under"):
        return f"0-{plain.split()[0]}"
    return f"{plain.split()[0]}+" if plain.endswith("and over") else plain.replace(" to ", "-")


def _age_sentence(place: Place) -> str:
    def parts(one: Place) -> tuple[float, float]:
        total = residents_aged(one)
        return residents_aged(one, 0, 15) / total, residents_aged(one, 65) / total

    (young, old), (_, old_england) = parts(place), parts(ENGLAND)
    return (
        f"In {place.name}, {percent(young)} of people are under 16. {percent(old)} are 65 or over, "
        f"{beside_england(old, old_england)}."
    )


def ethnic_groups(compared: Compared) -> tuple[Chart, Chart]:
    """Five broad groups of each place, then the nineteen of the chosen places."""
    every = _figures("ethnic_group", compared)
    broad = tuple(_largest_first(one.broad(), every[0].broad()) for one in every)
    own, england = broad[0], broad[-1]
    white = "White"
    sentence = (
        f"In {compared.name}, {percent(1 - own.share(white))} of people are from Asian, Black, Mixed or other ethnic "
        f"groups, {beside_england(1 - own.share(white), 1 - england.share(white))}."
    )
    largest = sorted((one for one in every[0].counts if one.category != WHITE_BRITISH), key=lambda one: -one.count)
    named = and_list([f"{_group(one.category)} ({percent(one.count / own.total)})" for one in largest[:3]])
    most = percent(every[0].share(WHITE_BRITISH))
    return (
        parts_of_places("area:ethnic-5", "Ethnic group, five broad groups", sentence, broad),
        categories_of_place(
            "area:ethnic-19",
            f"Ethnic group in {compared.name}, nineteen groups",
            f"{most} of people in {compared.name} are White British. The largest other groups are {named}. Those other "
            "groups are drawn; the table has all.",
            every,
            (WHITE_BRITISH,),
        ),
    )


def _group(category: str) -> str:
    return f"{short(category)}" if "Other" not in category.partition(": ")[0] else category.replace(": ", ", ")


def _largest_first(one: Figure, order: Figure) -> Figure:
    """The categories in the order of another place's sizes, so that bars of several places go alike."""
    names = [count.category for count in sorted(order.counts, key=lambda count: -count.count)]
    counts = tuple(Count(name, one.count(name)) for name in names)
    return Figure(one.table, one.title, one.people, one.place, counts, one.source)


def religion(compared: Compared) -> Chart:
    figures = _figures("religion", compared)
    own = figures[0]
    named = sorted(own.counts, key=lambda one: -one.count)[:3]
    words = and_list([f"{one.category} ({percent(own.share(one.category))})" for one in named])
    return categories_of_place(
        "area:religion",
        f"Religion in {compared.name}",
        f"The largest answers in {compared.name} are {words}.",
        figures,
    )


def disability(compared: Compared) -> Chart:
    figures = _figures("disability", compared)
    shares = tuple(Share(one.place, one.count(DISABLED), one.total) for one in figures)
    sentence = (
        f"In {compared.name}, {percent(shares[0].share)} of people are disabled under the Equality Act, "
        f"{beside_england(shares[0].share, shares[-1].share)}."
    )
    return share_by_place(
        "area:disability",
        "Disabled people",
        sentence,
        shares,
        ("Disabled people", "All residents"),
        figures[0].source.in_words,
    )


def unpaid_carers(compared: Compared) -> Chart:
    figures = _figures("unpaid_care", compared)
    shares = tuple(Share(one.place, one.total - one.count(NO_CARE), one.total) for one in figures)
    sentence = (
        f"In {compared.name}, {percent(shares[0].share)} of people aged 5 and over look after somebody without pay, "
        f"{beside_england(shares[0].share, shares[-1].share)}."
    )
    headers = ("Unpaid carers", "Residents aged 5 and over")
    return share_by_place("area:carers", "Unpaid carers", sentence, shares, headers, figures[0].source.in_words)


def veterans(compared: Compared) -> Chart:
    figures = _figures("veterans", compared)
    shares = tuple(Share(one.place, one.total, residents_aged(one.place, 16)) for one in figures)
    sentence = (
        f"In {compared.name}, {percent(shares[0].share)} of people aged 16 and over have served in the UK armed "
        f"forces, {beside_england(shares[0].share, shares[-1].share)}."
    )
    headers = ("Veterans", "Residents aged 16 and over")
    return share_by_place("area:veterans", "Armed forces veterans", sentence, shares, headers, _source(figures[0]))


def _source(one: Figure) -> str:
    return one.source.in_words


def languages(compared: Compared) -> tuple[Chart, Chart]:
    """How well people speak English, then the main languages other than English."""
    spoken = _figures("proficiency_in_english", compared)
    own, england = spoken[0], spoken[-1]
    sentence = (
        f"In {compared.name}, {percent(_little(own))} of people aged 3 and over speak English not well or not at all, "
        f"{beside_england(_little(own), _little(england))}."
    )
    every = _figures("main_language", compared)
    english = every[0].counts[0].category
    largest = sorted(
        (one for one in every[0].counts if one.category != english and one.count), key=lambda one: -one.count
    )
    named = and_list([short(one.category) for one in largest[:3]])
    shown = {one.category for one in largest[:MOST_LANGUAGES]}
    return (
        parts_of_places("area:english", "How well people speak English", sentence, spoken),
        categories_of_place(
            "area:language",
            f"Main languages other than English in {compared.name}",
            f"The most spoken after English are {named}. The largest {len(shown)} are drawn; the table has all.",
            every,
            tuple(one.category for one in every[0].counts if one.category not in shown),
        ),
    )


def _little(one: Figure) -> float:
    return sum(part.count for part in one.counts if "Cannot speak" in part.category) / one.total


def household_deprivation(compared: Compared) -> Chart:
    figures = _figures("household_deprivation", compared)

    def two_or_more(one: Figure) -> float:
        return sum(part.count for part in one.counts[2:]) / one.total

    sentence = (
        f"In {compared.name}, {percent(two_or_more(figures[0]))} of households are deprived in two or more of four "
        f"ways (work, education, health, housing), {beside_england(*map(two_or_more, (figures[0], figures[-1])))}."
    )
    return parts_of_places("area:households", "Households and deprivation", sentence, figures)


def without_a_car(compared: Compared) -> Chart:
    """Households with no car or van, who depend on others or on buses to reach a service."""
    figures = _figures("cars", compared)
    shares = tuple(Share(one.place, one.count(NO_CAR), one.total) for one in figures)
    sentence = (
        f"In {compared.name}, {percent(shares[0].share)} of households have no car or van, "
        f"{beside_england(shares[0].share, shares[-1].share)}."
    )
    headers = ("Households without a car", "All households")
    return share_by_place("area:cars", "Homes without a car", sentence, shares, headers, _source(figures[0]))


def general_health(compared: Compared) -> Chart:
    figures = _figures("general_health_16_plus", compared)

    def bad(one: Figure) -> float:
        return sum(part.count for part in one.counts[3:]) / one.total

    sentence = (
        f"In {compared.name}, {percent(bad(figures[0]))} of people aged 16 and over say their health is bad or very "
        f"bad, {beside_england(bad(figures[0]), bad(figures[-1]))}."
    )
    return parts_of_places("area:health", "How people rate their health", sentence, figures)


def orientation_and_identity(compared: Compared) -> tuple[Chart, Chart]:
    """Sexual orientation and gender identity, people aged 16 and over."""
    orientation, identity = _figures("sexual_orientation", compared), _figures("gender_identity", compared)
    straight, own = orientation[0].counts[0].category, compared.name
    other = 1 - orientation[0].share(straight) - orientation[0].share("Not answered")
    differs = 1 - identity[0].share(SAME_GENDER) - identity[0].share("Not answered")
    said = (
        f"In {own}, {percent(other)} of people aged 16 and over are lesbian, gay, bisexual or of another orientation."
    )
    same = f"In {own}, {percent(differs)} say their gender is different from their sex registered at birth."
    return (
        categories_of_place("area:orientation", f"Sexual orientation in {own}", said, orientation, (straight,)),
        categories_of_place("area:gender", f"Gender identity in {own}", same, identity, (SAME_GENDER,)),
    )


def legal_partnership(compared: Compared) -> Chart:
    figures = _figures("legal_partnership", compared)
    married = figures[0].counts[1].category
    sentence = (
        f"In {compared.name}, {percent(figures[0].share(married))} of people aged 16 and over are married or in a "
        "civil partnership."
    )
    return parts_of_places("area:partnership", "Marriage and civil partnership", sentence, figures)

"""Step 6: who knows each focus group and each place, and who can reach those who are not seen."""

from design.words import count, day, sentence_list
from guide.vocabularies import vocabulary
from projects.queries import names_of_places

from ..models import FocusGroup, PartnerLink
from ..saying import brief, first_sentence, name_of, without_contacts
from ..situation import Situation
from ..ties import AbsentGroup, absent_groups, is_in_touch, is_planned, knows_place, may_help, places_of
from . import Board, Cell, Table, board, offer

# Which source an insight has when this kind of partner passes it on.
SOURCES = {
    "locality_partnership": "locality",
    "ppg_network": "ppg",
    "vcse_alliance": "vcse",
    "community_group": "vcse",
    "cvs": "vcse",
    "speciality_partnership": "vcse",
}


@board
def partner_coverage(s: Situation) -> Board:
    """Every focus group, and whether somebody who knows it has been contacted or will be on a day."""
    groups = s.thread.of("focus_group")
    rows = tuple(_coverage_row(s, group) for group in groups)
    gaps = sum(row[-1].tone == "gap" for row in rows)
    if not groups:
        text = "No focus group is chosen yet. Step 4 chooses them, and this then shows who knows each of them."
    elif gaps:
        text = f"{gaps} of {count(len(groups), 'focus group')} {'has' if gaps == 1 else 'have'} no partner yet."
    else:
        text = "Each focus group has a partner, or a date to contact one."
    table = Table("Partners of each focus group", ("Focus group", "In touch", "To contact", "State"), rows)
    return Board("partner_coverage", "Who knows each focus group", text, (table,) if rows else ())


def _coverage_row(s: Situation, group: FocusGroup) -> tuple[Cell, ...]:
    partners = s.thread.pointing(group, "partner_link", "focus_groups")
    touched, planned = tuple(filter(is_in_touch, partners)), tuple(filter(is_planned, partners))
    if touched:
        state = Cell("Covered", tone="good")
    elif planned:
        on = min(one.next_contact_on for one in planned)
        late = "Contact was planned for" if on < s.today else "Contact planned for"
        state = Cell(f"{late} {day(on)}", tone="doubt")
    else:
        state = Cell(
            "Nobody yet", tone="gap", offer=offer("Add a partner", "partner_link", group.ref, focus_groups=[group])
        )
    return Cell(name_of(group), (group,)), Cell(records=touched), Cell(records=planned), state


@board
def partner_map(s: Situation) -> Board | None:
    """Places down, focus groups across: who knows this group in this place."""
    groups, partners = s.thread.of("focus_group"), [one for one in s.thread.of("partner_link") if may_help(one)]
    places = _places(s, groups)
    if not groups or not places:
        return None
    names = names_of_places()
    known = {(place, group.pk): _who(s, partners, place, group) for place in places for group in groups}
    rows = tuple(
        (Cell(names[place]), *(_map_cell(known[place, group.pk], group, place, names[place]) for group in groups))
        for place in places
    )
    gaps = sum(cell.tone == "gap" for row in rows for cell in row)
    boxes = sum(bool(cell.text != ELSEWHERE) for row in rows for cell in row[1:])
    text = (
        f"{gaps} of {count(boxes, 'box', 'boxes')} {'has' if gaps == 1 else 'have'} nobody yet."
        if gaps
        else "Somebody knows each group in each place."
    )
    unplaced = [one.ref for one in partners if not places_of(one)]
    hints = (
        (f"Say which places {sentence_list(unplaced)} {'knows' if len(unplaced) == 1 else 'know'}.",)
        if unplaced
        else ()
    )
    headings = ("Place", *(f"{group.ref} {brief(name_of(group), 60)}" for group in groups))
    return Board("partner_map", "Partners by place and group", text, (Table("Partner map", headings, rows),), hints)


ELSEWHERE = "Not this place"


def _places(s: Situation, groups) -> list[str]:
    """The places the service covers, or else those its focus groups live in, in the order of the list."""
    named = set(s.project.places or ()) or {group.place for group in groups}
    districts = [option.value for option in vocabulary("places") if option.value not in ("whole_area", "outside")]
    return districts if "whole_area" in named else [place for place in districts if place in named]


def _who(s: Situation, partners: list[PartnerLink], place: str, group: FocusGroup) -> tuple[PartnerLink, ...]:
    knows = {one.pk for one in s.thread.pointing(group, "partner_link", "focus_groups")}
    return tuple(one for one in partners if one.pk in knows and knows_place(one, place))


def _map_cell(who: tuple[PartnerLink, ...], group: FocusGroup, place: str, name: str) -> Cell:
    if who:
        return Cell(records=who, tone="good")
    if group.place not in ("", "whole_area", place):
        return Cell(ELSEWHERE)
    known = offer("Add a partner", "partner_link", f"{group.ref} in {name}", focus_groups=[group], places=[place])
    return Cell("Nobody yet", tone="gap", offer=known)


@board
def absent_routes(s: Situation) -> Board:
    """Each group step 4 says is not seen, and who can help to reach it."""
    found = absent_groups(s)
    title = "Who can reach the groups not seen"
    if not found:
        return Board("absent_routes", title, "Step 4 names no group that is not seen.", printed=False)
    without = [one.name for one in found if not one.has_route]
    text = (
        f"Nobody is named yet who can reach {count(len(without), 'group')} not seen."
        if without
        else f"Somebody is named for each of the {count(len(found), 'group')} not seen."
    )
    rows = tuple((Cell(one.name, (one.finding,) if one.finding else ()), _route(one)) for one in found)
    table = Table("Groups not seen", ("Group", "Who can help to reach them"), rows)
    return Board("absent_routes", title, text, (table,))


def _route(one: AbsentGroup) -> Cell:
    if one.partners:
        return Cell(records=one.partners, tone="good")
    known = {"reaches": [one.key]} if one.key else {}
    fresh = offer("Add a partner", "partner_link", one.name, status="to_contact", **known)
    if one.next_step:
        return Cell(without_contacts(one.next_step), tone="doubt", offer=fresh)
    return Cell("Nobody yet", tone="gap", offer=fresh)


@board
def told_by_partners(s: Situation) -> Board | None:
    """What partners said in the contact log, and the insights made of it."""
    rows = tuple(_told_row(s, one) for one in s.thread.of("partner_link") if one.details.get("told_us"))
    if not rows:
        return None
    waiting = sum(not row[-1].records for row in rows)
    text = (
        f"What {count(waiting, 'partner')} told you is not an insight yet. Add it if it says what people go through."
        if waiting
        else "What each partner told you is kept as an insight."
    )
    table = Table("What partners told you", ("Partner", "What they told you", "Insights"), rows)
    return Board("told_by_partners", "From the contact log", text, (table,), printed=False)


def _told_row(s: Situation, partner: PartnerLink) -> tuple[Cell, ...]:
    told = partner.details["told_us"]
    insights = tuple(s.thread.pointing(partner, "insight", "partner"))
    known = {
        "source": _source_of(partner),
        "source_detail": partner.title,
        "partner": partner,
        "focus_groups": s.thread.linked(partner, "focus_groups"),
    }
    if partner.contacted_on:
        known["heard_on"] = partner.contacted_on
    if first_sentence(told) != told.strip():
        known["summary"] = brief(told, 600)
    fresh = offer("Add as an insight", "insight", partner.ref, title=first_sentence(told), **known)
    return (
        Cell(records=(partner,), titled=True),
        Cell(brief(told)),
        Cell(records=insights, offer=None if insights else fresh),
    )


def _source_of(partner: PartnerLink) -> str:
    kind = partner.details.get("partner_kind")
    if kind == "healthwatch":
        return "healthwatch_derbyshire" if "derbyshire" in partner.title.lower() else "healthwatch_derby"
    return SOURCES.get(kind, "other")

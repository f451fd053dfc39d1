"""What each step does to each focus group: who is judged for what, what is not known, and where it hurts most."""

from design.words import count, sentence_list, some_of

from ..models import FocusGroup, Judgement, PathwayStep
from ..pathway import Pathway, pathway_of
from ..saying import name_of
from ..situation import Situation
from . import Board, Cell, Offer, Table, board, named, offer
from .process_map import SHAPES, TONES, effect_words, figures_at


@board
def judgements_by_group(s: Situation) -> Board | None:
    """Steps down, groups across. The board is drawn as soon as there is a step and a group."""
    pathway = pathway_of(s)
    if not pathway.steps_now or not pathway.groups:
        return None
    headings = ("Step", *(f"{group.ref} {name_of(group)}" for group in pathway.groups))
    rows = tuple(
        (named(step), *(_cell(pathway, step, group) for group in pathway.groups)) for step in pathway.steps_now
    )
    table = Table("What each step does to each focus group", headings, rows)
    return Board(
        "judgements_by_group",
        "Judged so far",
        _judged_so_far(pathway),
        (table,),
        template="worksheets/boards/judgements_by_group.jinja",
        drawing=pathway.groups,
        printed=False,
    )


def _judged_so_far(pathway: Pathway) -> str:
    pairs = [(step, group) for step in pathway.steps_now for group in pathway.main_groups]
    done = sum(1 for step, group in pairs if (one := pathway.judged(step, group)) and one.effect)
    groups = count(len(pathway.main_groups), "main focus group")
    if done == len(pairs):
        return f"Every step is judged for {groups}."
    return f"{done} of {len(pairs)} judgements are made for {groups}."


def _cell(pathway: Pathway, step: PathwayStep, group) -> Cell:
    judgement = pathway.judged(step, group)
    if judgement is None:
        about = f"{step.ref} {step.title}, for {group.ref}"
        tone = "gap" if group in pathway.main_groups else ""
        return Cell("", tone=tone, offer=offer("Judge it", "judgement", about, pathway_step=step, focus_group=group))
    words = f"{SHAPES.get(judgement.effect, '')} {effect_words(judgement.effect)}".strip()
    guess = " (our guess)" if judgement.is_assumed else ""
    return Cell(words + guess, (judgement,), TONES.get(judgement.effect, "gap"))


@board
def not_known_yet(s: Situation) -> Board | None:
    """Honest gaps, listed: steps nobody knows the effect of, and judgements that are only a guess."""
    pathway = pathway_of(s)
    rows = [
        row
        for step in pathway.steps_now
        for group in pathway.groups
        if (one := pathway.judged(step, group)) and (row := _doubt(pathway, step, group, one))
    ]
    if not rows:
        return None
    unknown = sum(1 for step in pathway.steps_now for one in pathway.of_step(step) if one.effect == Judgement.UNKNOWN)
    guesses = len(rows) - unknown
    parts = [f"{count(unknown, 'judgement says', 'judgements say')} “We don’t know”"] if unknown else []
    parts += [f"{count(guesses, 'judgement rests', 'judgements rest')} on a guess alone"] if guesses else []
    table = Table("What we do not know yet", ("Step", "Group", "What we said", "What is missing"), tuple(rows))
    title = "Not known yet"
    return Board("not_known_yet", title, f"{sentence_list(parts)}.", (table,), ("Ask people, or look for research.",))


def _doubt(pathway: Pathway, step: PathwayStep, group: FocusGroup, one: Judgement) -> tuple[Cell, ...] | None:
    rests_on = pathway.evidence_of(one)
    if one.effect == Judgement.UNKNOWN:
        missing = "We don’t know what it does"
    elif one.effect and (one.is_assumed or not rests_on):
        missing = "It is our guess" if one.is_assumed else "No finding, research or insight is linked"
    else:
        return None
    return (named(step), Cell("", (group,)), named(one), Cell(missing, tone="doubt"))


@board
def hot_spots(s: Situation) -> Board | None:
    """Steps that get in the way, the worst first, with what the data shows and what deals with them."""
    pathway = pathway_of(s)
    spots = [(step, found) for step in pathway.steps_now if (found := pathway.hindering(step))]
    if not spots:
        return None
    spots.sort(key=lambda spot: -len(spot[1]))
    worst, most = spots[0][0], len(spots[0][1])
    sentence = some_of(len(spots), len(pathway.steps_now), "step", "gets in the way.", "get in the way.")
    sentence += f" {worst.ref} “{worst.title}” does so for {count(most, 'group')}"
    alike = sum(1 for _, found in spots if len(found) == most)
    sentence += f", and {count(alike - 1, 'other')} for as many." if alike > 1 else "."
    rows = tuple(_spot(pathway, step, found) for step, found in spots)
    headings = ("Step", "In the way of", "Why", "What the data shows", "What deals with it")
    return Board("hot_spots", "Hot spots", sentence, (Table("Steps that get in the way", headings, rows),))


def _spot(pathway: Pathway, step: PathwayStep, found: list[Judgement]) -> tuple[Cell, ...]:
    groups = tuple(group for group in pathway.groups if pathway.judged(step, group) in found)
    answers = dict.fromkeys(one for judgement in found for one in pathway.answers_to(judgement, step))
    reasons = [one.stays_reason for one in found if one.stays_reason]
    dealt = Cell("", tuple(answers)) if answers else Cell(f"It stays: {reasons[0]}") if reasons else _nothing(step)
    figures = Cell(" ".join(words for words, _ in figures_at(pathway, step)), offer=_follow(step, groups))
    why = " ".join(one.title for one in found)
    return (named(step), Cell(count(len(found), "group"), groups), Cell(why), figures, dealt)


def _follow(step: PathwayStep, groups) -> Offer:
    """A step where people are lost is worth counting: its rate becomes an indicator."""
    title = f"How many people get past “{step.title}”"[:300]
    return offer("Make it an indicator", "indicator", f"at {step.ref}", title=title, focus_groups=list(groups))


def _nothing(step: PathwayStep) -> Cell:
    add = offer("Add an adjustment", "adjustment", f"at {step.ref}", pathway_steps=step, level="whole_pathway")
    return Cell("Nothing yet", tone="gap", offer=add)

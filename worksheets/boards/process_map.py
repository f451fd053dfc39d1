"""The process map: the pathway step by step from the person’s side, as it is and as it will be."""

from dataclasses import dataclass

from design.words import count, sentence_list
from guide.records import record_kind

from ..models import Adjustment, FocusGroup, Judgement, PathwayStep, Record
from ..pathway import NEW, Pathway, pathway_of
from ..saying import name_of
from ..situation import Situation
from . import Board, Cell, Offer, Table, board, named, offer

SHAPES = {"helps": "▲", "neutral": "●", "hinders": "■", "unknown": "?"}
TONES = {"helps": "good", "neutral": "", "hinders": "gap", "unknown": "doubt"}


@dataclass(frozen=True)
class Strip:
    """What one step does to one group: words and a shape, or an offer to judge it."""

    group: FocusGroup
    name: str
    judgement: Judgement | None
    words: str
    shape: str
    tone: str
    offer: Offer | None = None


@dataclass(frozen=True)
class MapStep:
    """One column of the map."""

    place: int
    step: PathwayStep
    person: str
    service: str
    by: str
    told: str
    recorded: str
    goes_to: tuple[tuple[str, PathwayStep], ...]
    leaves: str
    figures: tuple[tuple[str, Record], ...]
    strips: tuple[Strip, ...]
    hinders: int
    adjustments: tuple[Adjustment, ...]
    is_new: bool
    outside_control: bool


@board
def process_map(s: Situation) -> Board | None:
    pathway = pathway_of(s)
    if not pathway.steps:
        links = (("Add several steps at once", "worksheets:order_steps"),)
        return Board(
            "process_map",
            "The map",
            "No step is on the map yet. You can write all of them down at once, one on each line.",
            links=links,
            printed=False,
        )
    steps = tuple(_map_step(pathway, step, place) for place, step in enumerate(pathway.steps, 1))
    return Board(
        "process_map",
        "The map",
        _sentence(steps),
        (_as_table(steps),),
        tuple(_hints(pathway, steps)),
        "worksheets/boards/process_map.jinja",
        steps,
        links=() if any(one.figures for one in steps) else (("See your service data", "datasets:list_datasets"),),
        wide=True,
    )


def _sentence(steps: tuple[MapStep, ...]) -> str:
    ways = f"The map runs from “{steps[0].step.title}” to “{steps[-1].step.title}”: {count(len(steps), 'step')}."
    hot = sum(1 for one in steps if one.hinders)
    if hot:
        return f"{ways} {hot} of them {'gets' if hot == 1 else 'get'} in the way of at least one group."
    return f"{ways} No step is known to get in the way."


def _hints(pathway: Pathway, steps: tuple[MapStep, ...]):
    if not pathway.groups:
        yield "Add a focus group in step 4, so that each step can be judged for it."
    if not any(one.figures for one in steps):
        yield "No figures stand on the map yet. Make findings from your data, and say which stage each step is."


def effect_words(effect: str) -> str:
    return record_kind("judgement").question("effect").text_of(effect) if effect else "Not judged yet"


def _map_step(pathway: Pathway, step: PathwayStep, place: int) -> MapStep:
    said = step.details.get
    order = {one.pk: number for number, one in enumerate(pathway.steps, 1)}
    goes_to = tuple(
        ("Back to" if order[other.pk] < place else "On to", other)
        for other in pathway.thread.linked(step, "branches_to")
        if other.pk in order
    )
    return MapStep(
        place=place,
        step=step,
        person=said("person_does") or "",
        service=said("service_does") or "",
        by="; ".join(filter(None, (said("who"), said("where"), _channel(step), said("wait")))),
        told=said("told") or "",
        recorded=said("recorded") or "",
        goes_to=goes_to,
        leaves=said("branch") or "",
        figures=figures_at(pathway, step),
        strips=tuple(_strip(pathway, step, group) for group in pathway.groups),
        hinders=len(pathway.hindering(step)),
        adjustments=tuple(pathway.adjustments_at(step)),
        is_new=said("in_new_pathway") == NEW,
        outside_control=said("outside_control") == "yes",
    )


def _channel(step: PathwayStep) -> str:
    channel = step.details.get("channel")
    return step.spec.question("channel").text_of(channel) if channel else ""


def figures_at(pathway: Pathway, step: PathwayStep) -> tuple[tuple[str, Record], ...]:
    """What the data shows at a step, released, with the finding each figure was frozen in: findings about the stage
    the step matches, then those its judgements rest on."""
    found = [
        finding
        for finding in pathway.thread.of("finding")
        if step.stage and (finding.figures or {}).get("measure") == step.stage
    ]
    for judgement in pathway.of_step(step):
        found += pathway.thread.linked(judgement, "findings")
    return tuple((_in_words(finding), finding) for finding in dict.fromkeys(found))


def _in_words(finding: Record) -> str:
    return finding.figures["released"]["sentence"] if finding.figures else finding.title


def _strip(pathway: Pathway, step: PathwayStep, group: FocusGroup) -> Strip:
    judgement, name = pathway.judged(step, group), name_of(group)
    if judgement is None or not judgement.effect:
        about = f"{step.ref} {step.title}, for {group.ref}"
        ask = None if judgement else offer("Judge it", "judgement", about, pathway_step=step, focus_group=group)
        return Strip(group, name, judgement, "Not judged yet", "", "", ask)
    words = effect_words(judgement.effect) + (" (our guess)" if judgement.is_assumed else "")
    return Strip(group, name, judgement, words, SHAPES[judgement.effect], TONES[judgement.effect])


def _as_table(steps: tuple[MapStep, ...]) -> Table:
    """The map as text, in reading order."""
    headings = ("Step", "What the person does", "What the service does", "Told, and recorded")
    rows = tuple(_row(one) for one in steps)
    return Table("The pathway, step by step", (*headings, "What it does to each group", "Adjustments here"), rows)


def _row(one: MapStep) -> tuple[Cell, ...]:
    service = ". ".join(part.rstrip(".") for part in (one.service, one.by) if part)
    told = "; ".join(f"{name} {text}" for name, text in (("told:", one.told), ("recorded:", one.recorded)) if text)
    strips = "; ".join(f"{strip.group.ref} {strip.words.lower()}" for strip in one.strips)
    ways = [f"{words.lower()} {other.ref}" for words, other in one.goes_to]
    leads = f" ({sentence_list(ways)})" if ways else ""
    new = " (new)" if one.is_new else ""
    return (
        Cell(f"{one.place}. {one.step.title}{new}{leads}", (one.step,)),
        Cell(one.person),
        Cell(service),
        Cell(told),
        Cell(strips),
        Cell("", one.adjustments),
    )


@board
def as_is_and_to_be(s: Situation) -> Board | None:
    pathway = pathway_of(s)
    changed = [step for step in pathway.steps if _changes(pathway, step)]
    if not changed:
        return None
    unsaid = [step for step in changed if not step.details.get("to_be") and not _goes(step)]
    sentence = f"{len(changed)} of {count(len(pathway.steps), 'step')} will be different."
    hints = (f"Say how {sentence_list(step.ref for step in unsaid)} will work.",) if unsaid else ()
    rows = tuple(_now_and_then(pathway, step) for step in changed)
    headings = ("Step", "Today", "As we want it to be", "Adjustments")
    table = Table("The pathway today and as we want it to be", headings, rows)
    return Board("as_is_and_to_be", "Today, and as it will be", sentence, (table,), hints)


def _goes(step: PathwayStep) -> bool:
    return step.details.get("in_new_pathway") == "goes"


def _changes(pathway: Pathway, step: PathwayStep) -> bool:
    future = step.details.get("in_new_pathway")
    if future:
        return future != "stays"
    return bool(step.details.get("to_be") or pathway.adjustments_at(step))


def _now_and_then(pathway: Pathway, step: PathwayStep) -> tuple[Cell, ...]:
    said = step.details.get
    now = " ".join(filter(None, (said("person_does"), said("service_does"))))
    if said("in_new_pathway") == NEW:
        now = "Not there today."
    then = said("to_be") or ("The step goes." if _goes(step) else "")
    return (
        named(step),
        Cell(now),
        Cell(then or "Not said yet", tone="" if then else "gap"),
        Cell("", tuple(pathway.adjustments_at(step))),
    )

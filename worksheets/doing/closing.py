"""What must be settled before a project closes, and what there is to say at its end."""

from dataclasses import dataclass

from design.words import count, sentence_list

from ..queries import ProjectPicture

TO_THEM = "contributors"


@dataclass(frozen=True)
class ToSettle:
    """One thing to settle first, in words, and the page where it is done."""

    text: str
    page: str
    argument: str = ""


def left_to_settle(picture: ProjectPicture) -> list[ToSettle]:
    """Empty once every action is done or dropped, something is learned, and those who took part were told."""
    thread, left = picture.thread, []
    if still_open := [one for one in thread.of("action") if one.is_open]:
        refs = sentence_list(one.ref for one in still_open)
        left.append(ToSettle(f"Finish or drop {count(len(still_open), 'action')}: {refs}", "worksheets:track_actions"))
    if not thread.of("learning"):
        left.append(ToSettle("Write down at least one thing you learned", "worksheets:list_records", "learning"))
    told = [one for one in thread.of("dissemination") if one.audience == TO_THEM and one.sent_on]
    if thread.of("engagement") and not told:
        words = "Tell the people who took part what came of it, and note the date"
        left.append(ToSettle(words, "worksheets:list_records", "dissemination"))
    undecided = [one for one in thread.of("outcome") if not one.decision]
    if undecided:
        refs = sentence_list(one.ref for one in undecided)
        left.append(ToSettle(f"Decide on {refs}: adopt, adapt or abandon", "worksheets:list_records", "outcome"))
    return left


def recap_of(picture: ProjectPicture) -> list[tuple[str, str]]:
    """The project in numbers and names, for its last page."""
    thread = picture.thread
    done = sum(one.status == "done" for one in thread.of("action"))
    return [
        ("Whom it was for", "\n".join(str(one) for one in thread.of("focus_group")) or "No focus group chosen"),
        ("Barriers understood", str(len(thread.of("barrier")))),
        ("Adjustments chosen", str(sum(one.is_chosen for one in thread.of("adjustment")))),
        ("Actions done", f"{done} of {len(thread.of('action'))}"),
        ("Outcomes recorded", str(len(thread.of("outcome")))),
    ]

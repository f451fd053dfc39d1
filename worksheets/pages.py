"""What the pages of a worksheet show, gathered in one place."""

from dataclasses import replace

from django.db.models import Count, Q
from django.urls import reverse

from accounts.roles import Permission
from guide.records import record_kind
from guide.steps import all_steps, step_after
from projects.models import Project
from projects.queries import example_project

from .boards import boards_of
from .boards.ready import ready_sentence
from .clash import SomebodySavedFirst, can_join
from .editing import Posted, seal
from .presenters import left_words, parts_with_states, shown_answers, shown_columns, text_of
from .queries import picture_of


def crumbs_to(project, *more) -> list[dict]:
    """Breadcrumbs: projects, this project, and what lies between it and the page."""
    return [
        {"text": "My projects", "href": reverse("projects:list_projects")},
        {"text": project.name, "href": reverse("worksheets:list_steps", args=[project.pk])},
        *more,
    ]


def shows_private(project) -> bool:
    """Whether this person sees what only those who work on a project see: team notes, contacts, true counts."""
    return Permission.VIEW_COUNTS in project.permissions


def list_context(project) -> dict:
    picture = picture_of(project)
    parts = parts_with_states(picture.states)
    steps = [state for rows in parts for state in rows.states if state.step.kind == "step"]
    return {
        "project": project,
        "parts": parts,
        "picture": picture,
        "left_words": left_words,
        "steps_settled": sum(state.is_settled for state in steps),
        "steps_total": len(steps),
        "next_state": next((state for rows in parts for state in rows.states if not state.is_settled), None),
        "ready": ready_sentence(picture.situation),
        "asked_by_icb": _asked_by_icb(project),
        "may_edit": Permission.EDIT_PROJECT in project.permissions,
        "crumbs": crumbs_to(project)[:1],
        "page_title": project.name,
    }


def _asked_by_icb(project) -> list[tuple[str, str]]:
    """The steps on which a question of the ICB is open, each with the page for whoever looks: the team, or the ICB."""
    pages = {Permission.COMMENT: "worksheets:list_comments", Permission.REVIEW: "worksheets:ask_team"}
    page = next((name for permission, name in pages.items() if permission in project.permissions), None)
    if page is None or not project.is_shared:
        return []
    asked = set(project.comments.filter(for_icb=True, settled_at=None).values_list("step_key", flat=True))
    return [(step.label, reverse(page, args=[project.pk, step.key])) for step in all_steps() if step.key in asked]


def step_context(project, step) -> dict:
    """Everything a step’s pages show: its state, answers in words, records, loose ends."""
    picture = picture_of(project)
    state = picture.states[step.key]
    answers = state.record.answers if state.record else {}
    return {
        "project": project,
        "step": step,
        "picture": picture,
        "state": state,
        "answers": answers,
        "version": state.record.version if state.record else 0,
        "note": state.record.note if state.record and shows_private(project) else "",
        "shown": {
            section.key: shown_answers(
                section.questions, answers, with_private=shows_private(project), thread=picture.thread
            )
            for section in step.sections
        },
        "records": {kind: _record_rows(picture.thread, kind) for kind in step.records},
        "record_kinds": {kind: record_kind(kind) for kind in step.records},
        "loose_ends": picture.loose_ends_of(step.key),
        "next_step": step_after(step),
        "stated": _stated_in_guide(answers) if project.is_example else None,
        "may_edit": Permission.EDIT_PROJECT in project.permissions,
        "crumbs": crumbs_to(project),
        "page_title": step.label,
    }


def worksheet_context(project, step) -> dict:
    """What the page of a step shows beyond its answers: its boards, and what lies beside it."""
    context = step_context(project, step)
    situation = replace(context["picture"].situation, exact=shows_private(project))
    beside = _beside(project, step) if Permission.COMMENT in project.permissions else None
    example = None if project.is_example else example_project()
    return context | {"boards": boards_of(step, situation), "beside": beside, "example": example}


def _beside(project, step) -> dict:
    """How many comments are open on a step, and how many files and links lie beside it."""
    comments = Q(comments__step_key=step.key, comments__settled_at=None)
    attachments = Q(attachments__step_key=step.key)
    return Project.objects.filter(pk=project.pk).aggregate(
        comments=Count("comments", filter=comments, distinct=True),
        attachments=Count("attachments", filter=attachments, distinct=True),
    )


def _stated_in_guide(answers: dict) -> set[str]:
    """The questions of the worked example that the guide itself answers, wholly or (a grid) in some cells."""
    return {key.partition(".")[0] for key in answers.get("stated_in_guide", [])}


def _record_rows(thread, kind: str) -> list[tuple]:
    return [(record, shown_columns(record, thread)) for record in thread.of(kind)]


def conflict_context(request, clash: SomebodySavedFirst, posted: Posted, questions, where: str) -> dict:
    """Both sides of every clash in words, and the whole posted form carried along, so that nothing is typed twice."""
    by_key = {question.key: question for question in questions}
    sides = []
    for one in clash.clashes:
        question, mine = by_key[one.key.removesuffix("__other")], posted.typed[one.key]
        sides.append(
            {
                "key": one.key,
                "label": question.label,
                "mine": _side(question, mine, posted.form),
                "theirs": _side(question, one.theirs, posted.form),
                "can_join": one.key in by_key and can_join(question, mine, one.theirs),
            }
        )
    dropped = {"csrfmiddlewaretoken", "version", "base"}
    typed = [(name, value) for name, values in request.POST.lists() if name not in dropped for value in values]
    return {
        "clashes": sides,
        "typed": typed,
        "theirs": clash.saved.updated_by,
        "their_moment": clash.saved.updated_at,
        "version": clash.saved.version,
        "base": seal(clash.seen),
        "page_title": f"Two people changed {where}",
    }


def _side(question, value, form) -> str:
    """One side of a clash in words: records and people by name, a grid line by line."""
    if question.kind in ("link", "links", "person"):
        names = dict(form.fields[question.key].choices)
        chosen = value if isinstance(value, list) else [value] if value else []
        return "\n".join(names.get(pk, "Something no longer there") for pk in chosen) or "Nothing chosen"
    if question.kind == "grid":
        return "\n".join(_rows_in_words(question, value or {})) or "Nothing written"
    return text_of(question, value) or "Nothing written"


def _rows_in_words(question, grid: dict):
    for row in question.rows:
        cells = [
            f"{column.heading} {text_of(column, grid[row.value][column.key])}"
            for column in question.columns
            if grid.get(row.value, {}).get(column.key)
        ]
        if cells:
            yield f"{row.text}: {'; '.join(cells)}"

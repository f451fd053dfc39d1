"""What a team puts beside a step: comments, files and links. Keyword-only; `by` is the person doing it."""

from django.core.files.base import ContentFile
from django.db import transaction
from django.utils import timezone

from accounts.audit import record as note_in_trail
from guide.steps import Step
from projects.models import Project

from .models import Attachment, Comment

MOST_ATTACHED = 20  # on one step


class TooManyAttached(Exception):
    """The step has as many files and links as it can hold."""


@transaction.atomic
def add_comment(*, project: Project, step: Step, text: str, by, for_icb: bool = False) -> Comment:
    """Says something about a step; `for_icb` where ICB leads may read it. The same words sent twice, as by a double
    click, are said once."""
    Project.objects.select_for_update().get(pk=project.pk)
    last = project.comments.filter(step_key=step.key, written_by=by).last()
    if last and (last.text, last.for_icb) == (text, for_icb) and not last.settled_at:
        return last
    comment = Comment.objects.create(project=project, step_key=step.key, text=text, for_icb=for_icb, written_by=by)
    note_in_trail(
        by=by, verb="added comment for ICB" if for_icb else "added comment", on=comment, project=project, note=step.key
    )
    return comment


@transaction.atomic
def settle_comment(*, comment: Comment, is_settled: bool, by) -> None:
    """Marks a comment as settled, or opens it again."""
    comment.settled_at, comment.settled_by = (timezone.now(), by) if is_settled else (None, None)
    comment.save(update_fields=["settled_at", "settled_by"])
    verb = "settled comment" if is_settled else "reopened comment"
    note_in_trail(by=by, verb=verb, on=comment, project=comment.project, note=comment.step_key)


@transaction.atomic
def attach_link(*, project: Project, step: Step, title: str, link: str, by) -> Attachment:
    return _attach(project, step, by, title=title, link=link)


@transaction.atomic
def attach_file(*, project: Project, step: Step, title: str, kind: str, data: bytes, by) -> Attachment:
    """Keeps a file that was looked into and found to name nobody."""
    attachment = _attach(project, step, by, title=title, kind=kind, size=len(data))
    attachment.file.save("", ContentFile(data))
    return attachment


def _attach(project: Project, step: Step, by, **columns) -> Attachment:
    Project.objects.select_for_update().get(pk=project.pk)
    if project.attachments.filter(step_key=step.key).count() >= MOST_ATTACHED:
        raise TooManyAttached
    attachment = Attachment.objects.create(project=project, step_key=step.key, added_by=by, **columns)
    note_in_trail(by=by, verb="attached", on=attachment, project=project, note=step.key)
    return attachment


@transaction.atomic
def remove_attachment(*, attachment: Attachment, by) -> None:
    """Takes a file or a link away for good: the file is deleted once the change stands."""
    note_in_trail(by=by, verb="removed attachment", on=attachment, project=attachment.project, note=attachment.step_key)
    storage, name = attachment.file.storage, attachment.file.name
    attachment.delete()
    if name:
        transaction.on_commit(lambda: storage.delete(name))

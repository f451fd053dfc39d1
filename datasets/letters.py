"""A letter by e-mail to whoever asked to be told when a file is read: a link, and nothing of the file."""

import logging
from datetime import timedelta
from smtplib import SMTPException

from django.conf import settings
from django.core.mail import send_mail
from django.utils import timezone

from .models import WORKING, Dataset

log = logging.getLogger(__name__)

# A letter that could not be sent for so long is of no use any more.
TOO_LATE = timedelta(days=1)
WORDS = """The file you asked us to read is done. See what came of it:

{link}

You get this message because you asked for it when you chose the file. It says nothing about the file on purpose.
"""


def due_letters():
    return Dataset.objects.exclude(mail_link="").exclude(status__in=WORKING)


def send_due_letters() -> None:
    """Sends what could not be sent before, and gives up on what is too late."""
    due_letters().filter(queued_at__lt=timezone.now() - TOO_LATE).update(mail_link="")
    for pk in due_letters().values_list("pk", flat=True):
        send_letter(pk)


def send_letter(dataset_id) -> None:
    """Tells whoever asked, once: only the one who takes the link out of the record sends it."""
    dataset = due_letters().light().select_related("asked_by").filter(pk=dataset_id).first()
    if dataset is None:
        return
    link = dataset.mail_link
    if not Dataset.objects.filter(pk=dataset_id, mail_link=link).update(mail_link=""):
        return
    if dataset.asked_by is None or not dataset.asked_by.is_active:
        return
    try:
        send_mail(f"{settings.SITE_NAME}: your file is done", WORDS.format(link=link), None, [dataset.asked_by.email])
    except (SMTPException, OSError) as fault:
        log.warning("A letter about dataset %s could not be sent: %s", dataset_id, type(fault).__name__)
        Dataset.objects.filter(pk=dataset_id, mail_link="").update(mail_link=link)

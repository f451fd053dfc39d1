"""An organisation's logo, as its papers print it: a picture made anew from what was uploaded, never the file itself."""

import io

from django.db import transaction
from PIL import Image, UnidentifiedImageError

from .audit import record
from .models import Organisation, OrganisationLogo

MOST_BYTES = 2 * 1024**2
MOST_PIXELS = 25_000_000
LARGEST = (1200, 400)
KINDS = ("PNG", "JPEG")
TOO_MANY_DOTS = "The picture has too many dots. Save it at 1,200 dots wide, and choose it again."


class LogoRefused(Exception):
    """Says in plain words why a file cannot be a logo, and what would."""


def picture_of(content: bytes) -> bytes:
    """The picture as a PNG on white, no larger than a letterhead needs. Nothing else of the file is kept: no words
    hidden in it, no place where it was taken."""
    if len(content) > MOST_BYTES:
        raise LogoRefused("The picture is larger than 2 MB. Save it smaller, and choose it again.")
    try:
        with Image.open(io.BytesIO(content), formats=KINDS) as found:
            if found.width * found.height > MOST_PIXELS:
                raise LogoRefused(TOO_MANY_DOTS)
            drawn = found.convert("RGBA")
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        raise LogoRefused(TOO_MANY_DOTS) from None
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError):
        raise LogoRefused("This is no picture we can read. Choose a PNG or JPEG file.") from None
    drawn.thumbnail(LARGEST)
    paper = Image.new("RGB", drawn.size, "white")
    paper.paste(drawn, mask=drawn)
    made = io.BytesIO()
    paper.save(made, "PNG", optimize=True)
    return made.getvalue()


@transaction.atomic
def keep_logo(*, organisation: Organisation, png: bytes, by) -> OrganisationLogo:
    logo, _ = OrganisationLogo.objects.update_or_create(organisation=organisation, defaults={"png": png})
    record(by=by, verb="changed logo", on=organisation, organisation=organisation)
    return logo


@transaction.atomic
def remove_logo(*, organisation: Organisation, by) -> None:
    deleted, _ = OrganisationLogo.objects.filter(organisation=organisation).delete()
    if deleted:
        record(by=by, verb="removed logo", on=organisation, organisation=organisation)


def logo_of(organisation: Organisation) -> bytes:
    """The PNG; empty where there is none."""
    found = OrganisationLogo.objects.filter(organisation=organisation).values_list("png", flat=True).first()
    return bytes(found or b"")


def has_logo(organisation: Organisation) -> bool:
    return OrganisationLogo.objects.filter(organisation=organisation).exists()

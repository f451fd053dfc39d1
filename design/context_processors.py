"""What every page's template is given."""

from django.conf import settings


def page(request):
    """The nonce as a plain string: the NHS template tests its truth, and django-csp's lazy one is false until used."""
    return {
        "cspNonce": str(request.csp_nonce),
        "site_name": settings.SITE_NAME,
        "demonstration": settings.DEMONSTRATION,
    }

"""What our house rules add to allauth's own pages."""

from functools import wraps
from urllib.parse import urlsplit

from allauth.socialaccount.adapter import get_adapter
from csp.constants import SELF
from csp.decorators import csp_replace
from django.conf import settings
from django.urls import reverse


def gone_from_caches(view):
    """After signing out, the browser forgets the pages it had kept."""

    @wraps(view)
    def signing_out(request, *args, **kwargs):
        response = view(request, *args, **kwargs)
        if not request.user.is_authenticated:
            response["Clear-Site-Data"] = '"cache"'
        return response

    return signing_out


def may_lead_to_provider(view):
    """The button to the identity provider is a form, which our policy would not let leave the site."""

    @wraps(view)
    def leading_out(request, provider_id, *args, **kwargs):
        response = view(request, provider_id, *args, **kwargs)
        provider = get_adapter(request).get_provider(request, provider_id)
        address = urlsplit(provider.server_url)
        wider = csp_replace({"form-action": [SELF, f"{address.scheme}://{address.netloc}"]})
        return wider(lambda: response)()

    return leading_out


def identity_providers() -> list[dict[str, str]]:
    """The NHS sign-ins this installation knows, for the buttons on the sign-in page."""
    apps = settings.SOCIALACCOUNT_PROVIDERS["openid_connect"]["APPS"]
    return [{"name": app["name"], "href": reverse("openid_connect_login", args=[app["provider_id"]])} for app in apps]

"""For views whose form takes a file in."""

from functools import wraps

from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_http_methods

from accounts.access import PAGE
from accounts.roles import Permission
from projects.access import with_project

from ..uploads import PrivateUpload


def takes_file(permission: Permission):
    """The form’s file streams to the private folder. A handler must be in place before anything reads the form, so the
    check of its token waits until then."""

    def decorate(view):
        checked = csrf_protect(require_http_methods(PAGE)(with_project(permission)(view)))

        @csrf_exempt
        @wraps(view)
        def taking(request, *args, **kwargs):
            request.upload_handlers = [PrivateUpload(request)]
            return checked(request, *args, **kwargs)

        taking.required_permission = permission
        return taking

    return decorate

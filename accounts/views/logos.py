"""The logo that an organisation's papers carry."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts import logos
from accounts.access import PAGE, with_organisation
from accounts.forms import LogoForm
from accounts.roles import Permission


@require_http_methods(PAGE)
@with_organisation(Permission.INVITE_PEOPLE)
def change_logo(request, organisation):
    form = LogoForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        logos.keep_logo(organisation=organisation, png=form.cleaned_data["file"], by=request.user)
        messages.success(request, "The logo is kept. Plans made from now on can carry it.")
        return redirect("accounts:change_logo", organisation.pk)
    context = {
        "page_title": f"Logo of {organisation.name}",
        "organisation": organisation,
        "form": form,
        "has_logo": logos.has_logo(organisation),
    }
    return render(request, "accounts/change_logo.jinja", context, status=422 if form.errors else 200)


@require_POST
@with_organisation(Permission.INVITE_PEOPLE)
def remove_logo(request, organisation):
    logos.remove_logo(organisation=organisation, by=request.user)
    messages.success(request, "The logo is removed. Plans made before keep theirs.")
    return redirect("accounts:change_logo", organisation.pk)


@require_safe
@with_organisation(Permission.INVITE_PEOPLE)
def show_logo(request, organisation):
    png = logos.logo_of(organisation)
    if not png:
        raise Http404
    return HttpResponse(png, content_type="image/png")

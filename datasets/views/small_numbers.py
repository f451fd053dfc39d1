"""Choosing how small numbers are hidden in everything that leaves a project."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from accounts.access import PAGE
from accounts.roles import Permission
from projects.access import with_project

from ..forms_comparing import SmallNumberForm
from ..pages import context_of, dataset_crumbs
from ..small_numbers import rule_in_words, rule_of
from ..stricter import Looser, set_rule

ONLY_A_LEAD = "Only a lead of the project may hide less than it hides now. Ask one of them."


@require_http_methods(PAGE)
@with_project(Permission.UPLOAD_DATA)
def set_small_numbers(request, project):
    rule = rule_of(project)
    initial = {"hidden_below": str(rule.threshold), "rounded_to": str(rule.nearest)}
    form = SmallNumberForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        may_loosen = Permission.MANAGE_TEAM in project.permissions
        try:
            set_rule(project=project, chosen=form.chosen, may_loosen=may_loosen, by=request.user)
        except Looser:
            form.add_error("hidden_below", ONLY_A_LEAD)
        else:
            project.refresh_from_db()
            messages.success(request, f"{rule_in_words(project)}, in everything that leaves this project.")
            return redirect("datasets:list_datasets", project.pk)
    context = context_of(project, dataset_crumbs(project)) | {
        "form": form,
        "rule_words": rule_in_words(project),
        "page_title": "How small numbers are hidden",
        "submit_text": "Confirm",
        "cancel_href": reverse("datasets:list_datasets", args=[project.pk]),
    }
    return render(request, "datasets/set_small_numbers.jinja", context, status=422 if form.errors else 200)

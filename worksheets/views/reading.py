"""The reading age of a leaflet’s text: pasted, counted, and kept only where the team says so."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from accounts.access import PAGE
from accounts.roles import Permission
from guide.steps import find_step
from projects.access import with_project

from ..actions_pathway import forget_text, keep_reading
from ..models import Material
from ..pages import crumbs_to
from ..reading_forms import STAGES, KeepForm, ReadingForm

STEP = "possible-adjustments"
KEEP = "keep"


@require_http_methods(PAGE)
@with_project(Permission.EDIT_PROJECT)
def check_reading_age(request, project):
    """Nothing of the text is stored, logged or put aside, unless the person chooses to keep it."""
    materials = list(Material.objects.of(project))
    asked = request.POST.get("material") or request.GET.get("material", "")
    material = next((one for one in materials if str(one.pk) == asked), None)
    keeps = request.method == "POST" and request.POST.get("do") == KEEP
    form = KeepForm(request.POST if keeps else None, materials=materials, initial={"material": asked})
    checked = form if keeps else ReadingForm(request.POST or None)
    if checked.is_valid() and keeps:
        return _keep(request, project, form)
    page = {
        "project": project,
        "form": form,
        "checked": checked,
        "reading": checked.reading,
        "materials": materials,
        "material": material,
        "stages": STAGES,
        "crumbs": crumbs_to(project, _home(project)),
        "page_title": "Check a reading age",
        "page_has_errors": bool(checked.errors),
    }
    return render(request, "worksheets/check_reading_age.jinja", page, status=422 if checked.errors else 200)


def _home(project) -> dict:
    step = find_step(STEP)
    return {"text": step.label, "href": reverse("worksheets:edit_step", args=[project.pk, STEP])}


def _keep(request, project, form: KeepForm):
    data = form.cleaned_data
    material = get_object_or_404(Material.objects.of(project), pk=data["material"])
    text = data["text"] if data["keep_text"] else None
    stage, method = data["stage"], data["method"]
    keep_reading(material=material, stage=stage, method=method, reading=form.reading, text=text, by=request.user)
    messages.success(request, f"Kept the reading age of {material.ref}")
    return redirect("worksheets:show_record", project.pk, material.kind_key, material.pk)


@require_POST
@with_project(Permission.EDIT_PROJECT)
def forget_kept_text(request, project, record_id, stage):
    if stage not in dict(STAGES):
        raise Http404
    material = get_object_or_404(Material.objects.of(project), pk=record_id)
    forget_text(material=material, stage=stage, by=request.user)
    messages.success(request, f"The words of {material.ref} are taken out. Its reading ages stay.")
    return redirect(reverse("worksheets:check_reading_age", args=[project.pk]) + f"?material={material.pk}")

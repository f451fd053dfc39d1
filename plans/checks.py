"""Holds what the guide lists for the plan to what a plan can print."""

from django.core.checks import Error, register

from guide.steps import all_steps

from .sections.figures import FIGURES


@register()
def figures_of_the_plan_are_known(app_configs, **kwargs):
    """All figures that a step names are made here, and all made here are named."""
    named = {entry.figures for step in all_steps() for entry in step.in_plan if entry.figures}
    if named == set(FIGURES):
        return []
    return [Error(f"steps/ and plans/sections/figures.py differ in {sorted(named ^ set(FIGURES))}", id="plans.E001")]

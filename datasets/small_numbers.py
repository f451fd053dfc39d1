"""The small-number rule of a project: the one place that everything which leaves the project asks for it."""

from datasets.analysis.statistics.suppression import PRODUCT_RULE, SmallNumberRule, release_count
from projects.models import Project

# What a project may choose from: the usual first, then stricter.
HIDDEN_BELOW = (8, 10, 15, 20, 30)
ROUNDED_TO = (5, 10, 20)


def rule_of(project: Project) -> SmallNumberRule:
    """How counts of this project may be shown outside it. Never looser than the usual rule, whatever is stored."""
    return SmallNumberRule(
        max(project.hidden_below, PRODUCT_RULE.threshold), max(project.rounded_to, PRODUCT_RULE.nearest)
    )


def shown_count(project: Project, number: int) -> str:
    """A count by itself as it may be shown outside the project."""
    return release_count(number, rule_of(project)).text


def rule_in_words(project: Project) -> str:
    """“Numbers from 1 to 7 are hidden and others are rounded to the nearest 5”."""
    rule = rule_of(project)
    return f"Numbers from 1 to {rule.threshold - 1} are hidden and others are rounded to the nearest {rule.nearest}"

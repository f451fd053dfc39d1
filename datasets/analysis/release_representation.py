"""Who is missing, as it may leave the project: rounded people seen and expected, and what follows from those."""

from dataclasses import replace

from datasets.analysis.profile import Count
from datasets.analysis.released_figures import enough_for_true_intervals, release_counts, rounded_p, shown, whole_points
from datasets.analysis.representation import Expected, Representation, sentence_of
from datasets.analysis.statistics.proportions import wilson
from datasets.analysis.statistics.suppression import PRODUCT_RULE, SmallNumberRule, round_half_up
from datasets.analysis.wording import expected_in_words


def release_representation(one: Representation, rule: SmallNumberRule = PRODUCT_RULE) -> Representation:
    """A comparison under the small-number rule; of a group that is hidden only its share of residents is left."""
    counts, people = release_counts([each.observed for each in one.groups], rule)
    groups = tuple(_group(each, count, people, one, rule) for each, count in zip(one.groups, counts, strict=True))
    return replace(
        one,
        groups=groups,
        people=people,
        unknown=shown(one.unknown, rule),
        left_out=shown(one.left_out, rule),
        sentence=sentence_of(groups),
        released=True,
    )


def _group(one: Expected, count, people, whole: Representation, rule: SmallNumberRule) -> Expected:
    share, plain = whole_points(one.expected_share), whole_points(one.plain_share)
    if not isinstance(count, int) or not isinstance(people, int) or not people:
        nothing = dict.fromkeys(("expected", "share", "ratio", "low", "high", "fewer", "p", "at_least", "at_most"))
        hidden = {"observed": count, "expected_share": share, "plain_share": plain, "unknowns": "", "sentence": ""}
        return replace(one, **hidden, **nothing)
    expected = round_half_up(round(one.expected), rule.nearest)
    low, high = one.low, one.high
    if whole.people < enough_for_true_intervals(rule) and expected:
        found = wilson(min(count, people), people)
        low, high = found.low * people / expected, found.high * people / expected
    return replace(
        one,
        observed=count,
        expected=float(expected),
        share=min(1.0, count / people),
        expected_share=share,
        ratio=count / expected if expected else None,
        low=whole_points(low) if expected else None,
        high=whole_points(high) if expected else None,
        fewer=float(expected - count),
        p=rounded_p(one.p),
        plain_share=plain,
        **_bounds(count, people, shown(whole.unknown, rule)),
        sentence=expected_in_words(whole.field, one.group, count, expected, one.unknowns, whole.unit),
    )


def _bounds(count: int, people: int, unknown: Count) -> dict[str, float | None]:
    """The least and the most a group's share can be, from rounded counts; not where one of them is hidden."""
    if not isinstance(unknown, int):
        return {"at_least": None, "at_most": None}
    everyone = people + unknown
    return {"at_least": min(1.0, count / everyone), "at_most": min(1.0, (count + unknown) / everyone)}

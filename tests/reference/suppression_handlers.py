"""Cases of hiding and rounding small numbers."""

import re

from datasets.analysis.statistics import disclosure, suppression


def suppress_round(case):
    """The scheme's name says it all: which counts are small, what is shown for them, what the rest rounds to."""
    scheme = case["scheme"]
    rounding, largest_small = re.search(r"round(\d+)", scheme), re.search(r"(?:1to|le)(\d+)", scheme)
    shown_as = re.search(r"shown_as_(\w+?)_", scheme)
    small_text = shown_as[1] if shown_as else "0" if "to_zero" in scheme else "*"
    return {
        "shown": suppression.show_count(
            case["count"],
            threshold=int(largest_small[1]) + 1 if largest_small else 1,
            small_text=small_text.replace("star", "*"),
            nearest=int(rounding[1]) if rounding else 1,
        )
    }


def suppress_secondary(case):
    if case["stage"] == "primary":
        return {"suppress": [suppression.is_small(count, case["threshold"]) for count in case["counts"]]}
    if case["stage"] == "two_way_table":
        high = case["high"] + 1 if case["high_inclusive"] else case["high"]
        small = disclosure.small_cells(case["table"], case["low"], high)
        return {"mask": disclosure.hide_with(case["table"], small)}
    raise ValueError(f"no stage called {case['stage']}")

"""Cases of control charts."""

from datasets.analysis.statistics import spc, spc_rules


def spc_xmr(case):
    rules = spc.Rules(
        screen=case["screen_outliers"],
        fix_after=case["fix_after_n_points"],
        limit=case["limit_multiplier"],
        near=case["near_limit_fraction"],
        shift=case["shift_run"],
        trend=case["trend_run"],
    )
    starts = [position - 1 for position in case["rebase_at_positions_1based"]]
    chart = spc.xmr(case["values"], starts, rules)
    points = range(len(case["values"]))
    return {
        "mean": list(chart.mean),
        "lpl": list(chart.low),
        "upl": list(chart.high),
        "astronomical": list(chart.outside),
        "near_limit": list(chart.near),
        "trend7": list(chart.trend),
        "two_in_three": list(chart.two_in_three),
        "shift7": list(chart.shift),
        "label": [spc.label(chart, point) for point in points],
        "point_type": [spc.point_type(chart, point, case["improvement"]) for point in points],
    }


def spc_p_chart(case):
    chart = spc.p_chart(case["x"], case["n"])
    times = case["multiplier"]
    columns = {
        "lower99": chart.low_three,
        "lower95": chart.low_two,
        "upper95": chart.high_two,
        "upper99": chart.high_three,
    }
    return {name: [times * limit for limit in column] for name, column in columns.items()}


def spc_rule(case):
    rule = case["rule"]
    if rule == "astronomical":
        flags = spc_rules.outside_limits(case["val"], case["ll99"], case["ul99"])
    elif rule == "shift":
        flags = spc_rules.shift(case["val"], case["targets"], case["n"])
    elif rule == "trend":
        flags = spc_rules.steady_trend(case["val"], case["n"])
    elif rule == "twoInThree":
        flags = spc_rules.two_in_three(case["val"], case["ll95"], case["ul95"], case["highlight_series"])
    elif rule == "trend_end":
        flags = list(spc.trend_ends(case["val"], case["n"]))
    else:
        raise ValueError(f"no rule called {rule}")
    return {"flag": flags}

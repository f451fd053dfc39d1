"""One function per kind of statistical case, over datasets.analysis.statistics: a case's input in, its answer out."""

from tests.reference import (
    chart_handlers,
    comparison_handlers,
    estimate_handlers,
    inequality_handlers,
    suppression_handlers,
)

KINDS = {
    estimate_handlers: (
        "proportion_ci_wilson",
        "rate_ci_byar_exact",
        "count_ci_byar",
        "dsr_dobson",
        "indirect_ratio",
        "mean_ci_t",
        "clustered_proportion",
        "funnel_limits_proportion",
        "funnel_limits_ratio",
        "funnel_limits_rate",
        "funnel_flags_proportion",
        "funnel_flags_ratio",
    ),
    comparison_handlers: (
        "diff_proportions_ci",
        "ratio_proportions_ci",
        "did_proportions",
        "heterogeneity_chi2",
        "trend_chi2",
        "goodness_of_fit",
        "fdr_bh",
    ),
    inequality_handlers: (
        "quantile_assignment",
        "sii_phe",
        "sii_national_ranks",
        "sii_regression_healthequal",
        "inequality_measure",
    ),
    chart_handlers: ("spc_xmr", "spc_p_chart", "spc_rule"),
    suppression_handlers: ("suppress_round", "suppress_secondary"),
}

HANDLERS = {kind: getattr(module, kind) for module, kinds in KINDS.items() for kind in kinds}

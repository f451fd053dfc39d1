"""The statistics against known answers: the published cases beside this file, and the shared ones where they are."""

import importlib.util
import json
from pathlib import Path

import pytest

from tests.reference.compare import disagreements
from tests.reference.handlers import HANDLERS

PUBLISHED = Path(__file__).parent / "published"
SHARED = Path(__file__).parents[2].parent / "shared" / "cases" / "statistics"
KINDS_OF_SHARED_CASES = 29


def cases_in(folder: Path) -> list:
    return [
        pytest.param(case, id=case["id"])
        for file in sorted(folder.glob("*.json"))
        for case in json.loads(file.read_text(encoding="utf-8"))["cases"]
    ] or [pytest.param(None, marks=pytest.mark.skip(reason=f"the shared cases are not here: {folder} is missing"))]


def answer_to(case: dict):
    """The handler's answer, or the error it raised where the case expects a refusal."""
    handler = HANDLERS[case["kind"]]
    if "error" not in case["expected"]:
        return handler(case["input"])
    with pytest.raises(ValueError):
        handler(case["input"])
    return None


@pytest.mark.parametrize("case", cases_in(PUBLISHED))
def test_a_published_figure_comes_out(case):
    answer = answer_to(case)
    if answer is not None:
        assert disagreements(case["expected"], answer, case["tolerance"]) == []


@pytest.fixture(scope="module")
def shared_comparison():
    """The comparison that comes with the shared cases."""
    spec = importlib.util.spec_from_file_location("run_cases", SHARED / "run_cases.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize("case", cases_in(SHARED))
def test_a_shared_case_passes(case, shared_comparison):
    answer = answer_to(case)
    if answer is None:
        return
    if case["input"].get("stage") == "two_way_table":
        assert shared_comparison.two_way_ok(case, answer) == []
    else:
        assert shared_comparison.diff(case["expected"], answer, case["tolerance"]) == []


def test_there_is_a_handler_for_every_kind():
    kinds = {param.values[0]["kind"] for folder in (PUBLISHED, SHARED) for param in cases_in(folder) if param.values[0]}
    assert kinds <= set(HANDLERS)
    assert len(HANDLERS) == KINDS_OF_SHARED_CASES


def test_every_published_case_names_its_source():
    for param in cases_in(PUBLISHED):
        case = param.values[0]
        assert case["source"].strip(), case["id"]
        assert case["kind"] in HANDLERS


@pytest.mark.parametrize(
    ("expected", "answer", "agrees"),
    [
        ({"a": 1.0}, {"a": 1.05, "b": 3}, True),
        ({"a": 1.0}, {"a": 1.2}, False),
        ({"a": 1.0}, {}, False),
        ({"a": None}, {"a": float("nan")}, True),
        ({"a": None}, {"a": 0.0}, False),
        ({"a": 0.0}, {"a": None}, False),
        ({"a": [1, 2]}, {"a": [1]}, False),
        ({"a": ["x", True]}, {"a": ["x", True]}, True),
        ({"a": "x"}, {"a": "y"}, False),
    ],
)
def test_the_comparison_tells_right_from_wrong(expected, answer, agrees):
    assert (disagreements(expected, answer, {"abs": 0.1}) == []) is agrees

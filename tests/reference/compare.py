"""Does an answer agree with a case? As the shared cases say: only expected fields count, each within its tolerance."""

from math import isnan


def is_nothing(value) -> bool:
    return value is None or (isinstance(value, float) and isnan(value))


def disagreements(expected, answer, tolerance: dict, path: str = "") -> list[str]:
    """What differs, in words; an empty list when the answer agrees. None expected means nothing may be there."""
    if isinstance(expected, dict):
        return [
            found
            for name, value in expected.items()
            for found in disagreements(value, answer.get(name, "missing"), tolerance, f"{path}/{name}")
        ]
    if isinstance(expected, list):
        if not isinstance(answer, list | tuple) or len(answer) != len(expected):
            return [f"{path}: expected {len(expected)} entries, got {answer}"]
        pairs = enumerate(zip(expected, answer, strict=True))
        return [found for i, pair in pairs for found in disagreements(*pair, tolerance, f"{path}[{i}]")]
    return [] if _agrees(expected, answer, tolerance) else [f"{path}: expected {expected}, got {answer}"]


def _agrees(expected, answer, tolerance: dict) -> bool:
    if is_nothing(expected) or is_nothing(answer):
        return is_nothing(expected) and is_nothing(answer)
    if isinstance(expected, bool | str) or isinstance(answer, str):
        return expected == answer
    return abs(expected - answer) <= tolerance.get("abs", 0) + tolerance.get("rel", 0) * abs(expected)

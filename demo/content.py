"""Reads projects written down as TOML: their answers, their thread, their team. The format stands at the top of
guide/content/example/long-covid.toml."""

import datetime as dt
import tomllib
from collections.abc import Iterable
from pathlib import Path

PLAIN = {"project", "team", "steps", "commitment", "version"}
DONE = ("finished_on", "done_on", "held_on", "heard_on", "recorded_on", "reached_on", "sent_on", "learned_on")


class Story:
    """One project as data, all its files merged, dates counted from `start`."""

    def __init__(self, paths: Iterable[Path], start: dt.date):
        self.start = start
        self.raw: dict = {"steps": {}, "team": []}
        for path in sorted(paths):
            for name, part in tomllib.loads(path.read_text("utf-8")).items():
                self._merge(name, part)

    def _merge(self, name: str, part) -> None:
        if isinstance(part, list):
            self.raw.setdefault(name, []).extend(part)
        elif name == "steps":
            for key, step in part.items():
                self.raw["steps"].setdefault(key, {}).update(step)
        else:
            self.raw[name] = part

    @property
    def project(self) -> dict:
        return {name: self.dated(value) for name, value in self.raw["project"].items()}

    @property
    def team(self) -> list[dict]:
        return self.raw["team"]

    @property
    def lead(self) -> str:
        """The key of the person who leads the project and writes its worksheets."""
        return next(member["key"] for member in self.team if member["role"] == "lead")

    @property
    def last_moved_on(self) -> dt.date:
        """The day of the last thing that the story says was done."""
        entries = [*self.steps.values(), *(entry for _, entry in self.records)]
        return max([self.start, *(self.dated(entry[key]) for entry in entries for key in DONE if key in entry)])

    @property
    def steps(self) -> dict[str, dict]:
        return self.raw["steps"]

    @property
    def commitments(self) -> list[dict]:
        """What people said they will do, in file order."""
        return [{key: self.dated(value) for key, value in one.items()} for one in self.raw.get("commitment", [])]

    @property
    def records(self) -> list[tuple[str, dict]]:
        """(kind, entry) in file order."""
        return [(kind, entry) for kind, entries in self.raw.items() if kind not in PLAIN for entry in entries]

    def dated(self, value):
        """{ days = N } as a date, N days after the start; anything else as it is."""
        if isinstance(value, dict) and set(value) == {"days"}:
            return self.start + dt.timedelta(days=value["days"])
        return value

    def answers(self, step: dict) -> dict:
        return {key: self.as_answer(value) for key, value in step.get("answers", {}).items()}

    def as_answer(self, value):
        """A value as the worksheets keep it: dates as ISO text, empty cells left out."""
        value = self.dated(value)
        if isinstance(value, dt.date):
            return value.isoformat()
        if isinstance(value, dict):
            cells = {key: self.as_answer(one) for key, one in value.items()}
            return {key: one for key, one in cells.items() if one not in ("", {})}
        return value

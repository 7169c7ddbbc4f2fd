"""The record of an evaluation, and its JSON and Markdown views."""

from __future__ import annotations

import json
import platform
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from importlib.metadata import version
from typing import TYPE_CHECKING

from framing.records import FrozenMap, Provenance
from framing.statistics import Bootstrap, Estimate

if TYPE_CHECKING:
    from numpy.typing import ArrayLike

    from framing.statistics import Measure

__all__ = ["Score", "Scorecard", "Sheet"]

SCHEMA = "framing.scorecard/1"
REPLICATES = 1000
SEED = 0


@dataclass(frozen=True, slots=True)
class Score:
    """One number with its 95% interval.

    Attributes:
        system: what was scored.
        split: on which part of which corpus.
        measure: what was measured.
        value: the value.
        low: lower end of the interval.
        high: upper end of the interval.
        n: how many units were resampled.
        unit: what was resampled: ``event``, ``document``...
        signature: everything needed to compute the number again.
    """

    system: str
    split: str
    measure: str
    value: float
    low: float
    high: float
    n: int
    unit: str
    signature: str = ""


@dataclass(frozen=True, slots=True)
class Scorecard:
    """The scores of one task, its own systems first in every split, then the baselines.

    Attributes:
        task: the task.
        rows: the scores, by split, then by system, then by measure.
        notes: plain sentences: definitions, and what was fitted on what.
        provenance: versions, weights and parameters.
    """

    task: str
    rows: tuple[Score, ...]
    notes: tuple[str, ...]
    provenance: Provenance

    def score(self, system: str, split: str, measure: str) -> Score:
        """One score.

        Raises:
            KeyError: if there is none.
        """
        for row in self.rows:
            if (row.system, row.split, row.measure) == (system, split, measure):
                return row
        raise KeyError((system, split, measure))

    def to_json(self) -> str:
        """The whole record as JSON text (schema ``framing.scorecard/1``), keys sorted."""
        return (
            json.dumps(
                {
                    "schema": SCHEMA,
                    "task": self.task,
                    "scores": [
                        {
                            name: round(value, 6) if isinstance(value, float) else value
                            for name, value in asdict(row).items()
                        }
                        for row in self.rows
                    ],
                    "notes": list(self.notes),
                    "provenance": {
                        **{
                            name: getattr(self.provenance, name)
                            for name in ("framing", "python", "torch", "transformers")
                        },
                        "weights": dict(self.provenance.weights),
                        "parameters": dict(self.provenance.parameters),
                    },
                },
                ensure_ascii=False,
                indent=2,
                sort_keys=True,
            )
            + "\n"
        )

    def to_markdown(self) -> str:
        """A table a split, systems down and measures across, readable on a terminal too."""
        lines = [f"# Scores: {self.task.replace('_', ' ')}", ""]
        for split in dict.fromkeys(row.split for row in self.rows):
            rows = [row for row in self.rows if row.split == split]
            units = " or ".join(sorted({f"{row.n} {row.unit}{'s' * (row.n != 1)}" for row in rows}))
            lines += [f"## {split} ({units})", "", *_table(rows), ""]
        lines += ["Values with 95% bootstrap intervals, resampled by the unit named.", ""]
        lines += [f"- {note}" for note in self.notes]
        made = self.provenance
        weights = ", ".join(f"{name} {digest[:12]}" for name, digest in made.weights.items())
        lines.append(
            f"- framing {made.framing}, Python {made.python}; weights: {weights or 'none'}"
        )
        return "\n".join(lines) + "\n"


def _table(rows: Sequence[Score]) -> list[str]:
    """A Markdown table, its columns padded so that it lines up as plain text."""
    measures = list(dict.fromkeys(row.measure for row in rows))
    values = {(row.system, row.measure): row for row in rows}
    cells = [["", *measures]]
    for system in dict.fromkeys(row.system for row in rows):
        cells.append([system, *(_cell(values.get((system, name))) for name in measures)])
    widths = [max(len(line[column]) for line in cells) for column in range(len(cells[0]))]

    def line(parts: Iterable[str]) -> str:
        padded = [part.ljust(width) for part, width in zip(parts, widths, strict=True)]
        return f"| {' | '.join(padded)} |"

    return [line(cells[0]), line("-" * width for width in widths), *map(line, cells[1:])]


def _cell(score: Score | None) -> str:
    return f"{score.value:.3f} [{score.low:.3f}, {score.high:.3f}]" if score else ""


@dataclass(slots=True)
class Sheet:
    """Collects the scores of one task.

    Attributes:
        task: the task.
        rows: the scores so far.
        notes: the notes so far.
        weights: name of weights to their digest.
        parameters: what the run was made with.
    """

    task: str
    rows: list[Score] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    weights: dict[str, str] = field(default_factory=dict)
    parameters: dict[str, str | float | bool | None] = field(default_factory=dict)

    def split(self, name: str, unit: str, units: int) -> SplitSheet:
        """A sheet for one split, whose units are resampled the same way for every system."""
        return SplitSheet(self, name, unit, Bootstrap(units, REPLICATES, SEED))

    def finish(self) -> Scorecard:
        """The finished scorecard."""
        return Scorecard(
            self.task,
            tuple(self.rows),
            tuple(self.notes),
            Provenance(
                framing=version("framing"),
                python=platform.python_version(),
                weights=FrozenMap(self.weights),
                parameters=FrozenMap(
                    {**self.parameters, "bootstrap replicates": REPLICATES, "bootstrap seed": SEED}
                ),
            ),
        )


@dataclass(frozen=True, slots=True)
class SplitSheet:
    """Collects the scores of one split."""

    sheet: Sheet
    name: str
    unit: str
    bootstrap: Bootstrap

    def add(self, system: str, statistics: ArrayLike, measures: Mapping[str, Measure]) -> None:
        """Scores a system by several measures over the same statistics.

        Args:
            system: what is scored.
            statistics: one row of sufficient statistics a unit.
            measures: name to measure.
        """
        for name, measure in measures.items():
            self._append(system, name, self.bootstrap.estimate(statistics, measure))

    def compare(
        self,
        systems: tuple[str, str],
        statistics: tuple[ArrayLike, ArrayLike],
        name: str,
        measure: Measure,
    ) -> None:
        """Scores the paired difference of two systems on the same units."""
        made = self.bootstrap.difference(*statistics, measure)
        estimate = Estimate(made.value, made.low, made.high, made.n)
        self._append(f"{systems[0]} less {systems[1]} (p = {made.p:.3f})", name, estimate)

    def _append(self, system: str, measure: str, estimate: Estimate) -> None:
        signature = "|".join(
            (
                f"task:{self.sheet.task}",
                f"split:{self.name}",
                f"system:{system}",
                f"measure:{measure}",
                f"bootstrap:{self.bootstrap.replicates} by {self.unit}, seed {self.bootstrap.seed}",
                f"framing:{version('framing')}",
                f"python:{platform.python_version()}",
                *(f"weights {name}:{digest[:12]}" for name, digest in self.sheet.weights.items()),
            )
        )
        self.sheet.rows.append(
            Score(
                system,
                self.name,
                measure,
                estimate.value,
                estimate.low,
                estimate.high,
                estimate.n,
                self.unit,
                signature,
            )
        )

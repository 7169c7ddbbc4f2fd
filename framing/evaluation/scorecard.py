"""Collects the scores of a task, each with its interval, into its scorecard."""

from __future__ import annotations

import platform
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from importlib.metadata import version
from typing import TYPE_CHECKING

from framing.evaluation.failures.cases import Case, count_failures
from framing.evaluation.measures import (
    GOLD,
    PREDICTED,
    Floats,
    average_precision,
    mean,
    precision,
    recall,
)
from framing.evaluation.scores import (
    Bin,
    Coverage,
    Curve,
    Failure,
    Point,
    Reliability,
    Robustness,
    Role,
    Score,
    Scorecard,
    Split,
    System,
)
from framing.records import FrozenMap, Provenance
from framing.statistics import (
    Bootstrap,
    Estimate,
    bin_reliability,
    expected_calibration_error,
)

if TYPE_CHECKING:
    from numpy.typing import ArrayLike

    from framing.statistics import Measure

__all__ = ["AVERAGE_PRECISION", "Judged", "Score", "Scorecard", "Sheet", "SplitSheet"]

REPLICATES = 1000
SEED = 0
AVERAGE_PRECISION = "average precision"
COVERAGES = (1.0, 0.9, 0.8, 0.7)


@dataclass(frozen=True, slots=True)
class Judged:
    """A probability and what turned out.

    Attributes:
        unit: the number of the item's unit.
        probability: the probability that was given.
        outcome: what turned out, from 0 to 1.
    """

    unit: int
    probability: float
    outcome: float


@dataclass(slots=True)
class Sheet:
    """Collects the scores of one task.

    Attributes:
        task: the task.
        rows: the scores so far.
        notes: the notes so far.
        weights: name of weights to their digest.
        parameters: what the run was made with.
        own: our own systems; every other is a baseline or in ``references``.
        references: names of systems that know the answers in part.
        main: the split and measure of each number a summary should show.
    """

    task: str
    rows: list[Score] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    weights: dict[str, str] = field(default_factory=dict)
    parameters: dict[str, str | float | bool | None] = field(default_factory=dict)
    own: list[System] = field(default_factory=list)
    references: set[str] = field(default_factory=set)
    main: list[tuple[str, str]] = field(default_factory=list)
    splits: list[Split] = field(default_factory=list)
    reliability: list[Reliability] = field(default_factory=list)
    coverage: list[Coverage] = field(default_factory=list)
    robustness: list[Robustness] = field(default_factory=list)
    failures: list[Failure] = field(default_factory=list)
    curves: list[Curve] = field(default_factory=list)
    seen: dict[str, None] = field(default_factory=dict)

    def split(
        self,
        name: str,
        unit: str,
        units: int,
        *,
        items: tuple[int, str] = (0, ""),
        origin: str = "",
    ) -> SplitSheet:
        """A sheet for one split, whose units are resampled the same way for every system.

        Args:
            name: name of the split.
            unit: what is resampled.
            units: how many there are.
            items: how many things are judged, and what one is called.
            origin: which documents these are, and what was fitted on the others.
        """
        self.splits.append(Split(name, unit, units, items[1], items[0], origin))
        return SplitSheet(self, name, unit, Bootstrap(units, REPLICATES, SEED))

    def finish(self) -> Scorecard:
        """The finished scorecard."""
        own = {system.name: system for system in self.own}
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
            tuple(own.get(name) or System(name, self._role(name)) for name in self.seen),
            tuple(self.splits),
            tuple(self.main),
            tuple(self.reliability),
            tuple(self.coverage),
            tuple(self.robustness),
            failures=tuple(self.failures),
            curves=tuple(self.curves),
        )

    def _role(self, name: str) -> Role:
        return "reference" if name in self.references else "baseline"


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
        self.sheet.seen[system] = None
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

    def add_reliability(self, system: str, event: str, judged: Sequence[Judged]) -> None:
        """Adds the calibration of a system's probabilities; nothing where there are none.

        Args:
            system: whose probabilities.
            event: what they are the probability of.
            judged: the probabilities, with what turned out.
        """
        import numpy as np

        if not judged:
            return
        owners = [each.unit for each in judged]
        table = bin_reliability(
            [each.probability for each in judged],
            [each.outcome for each in judged],
            owners,
            self.bootstrap.units,
        )
        squares = np.zeros((self.bootstrap.units, 2))
        for each in judged:
            squares[each.unit] += (each.probability - each.outcome) ** 2, 1
        error = self.bootstrap.estimate(table, expected_calibration_error)
        brier = self.bootstrap.estimate(squares, mean)
        self.sheet.reliability.append(
            Reliability(
                system,
                self.name,
                event,
                *(error.value, error.low, error.high),
                *(brier.value, brier.low, brier.high),
                len(judged),
                tuple(
                    Bin(float(chance / count), float(truth / count), round(count))
                    for count, chance, truth in table.sum(axis=0).reshape(-1, 3)
                    if count
                ),
            )
        )

    def add_coverage(self, system: str, event: str, judged: Sequence[Judged]) -> None:
        """Adds how often a system's surest answers are right.

        Items as sure as the last one answered count in part, all alike, so that their order does
        not matter.

        Args:
            system: whose answers.
            event: what they are right about.
            judged: the probability of each answer, and whether it was right.
        """
        import numpy as np

        if not judged:
            return
        sure = np.asarray([each.probability for each in judged])
        right = np.asarray([each.outcome for each in judged])
        owners = np.asarray([each.unit for each in judged])
        for share in COVERAGES:
            wanted = share * len(judged)
            threshold = float(np.sort(sure)[::-1][max(0, int(np.ceil(wanted - 1e-9)) - 1)])
            above, level = sure > threshold, sure == threshold
            weight = above + level * ((wanted - above.sum()) / level.sum())
            table = np.zeros((self.bootstrap.units, 2))
            np.add.at(table, owners, np.stack([weight * right, weight], axis=1))
            made = self.bootstrap.estimate(table, mean)
            self.sheet.coverage.append(
                Coverage(
                    *(system, self.name, event, share, threshold),
                    *(made.value, made.low, made.high, round(wanted)),
                )
            )

    def add_curve(
        self,
        system: str,
        thresholds: Sequence[float],
        statistics: ArrayLike,
        chosen: tuple[float, ArrayLike] | None = None,
    ) -> None:
        """Adds precision against recall, and the average precision as a score.

        Args:
            system: what is scored.
            thresholds: never rising; at least one.
            statistics: one row a unit: the four columns of what was found (predicted, right,
                gold, found) at the first threshold, at the second, and so on.
            chosen: the threshold of its own rule, with the statistics there.
        """
        import numpy as np

        table = np.asarray(statistics, dtype=np.float64)
        self.add(system, table, {AVERAGE_PRECISION: average_precision})
        sums = table.sum(axis=0).reshape(len(thresholds), 4)

        def point(threshold: float, at: Floats) -> Point:
            return Point(float(threshold), float(precision(at)), float(recall(at)))

        own = chosen and point(chosen[0], np.asarray(chosen[1], dtype=np.float64).sum(axis=0))
        n, gold = round(sums[-1, PREDICTED]), round(sums[-1, GOLD])
        points = tuple(dict.fromkeys(map(point, thresholds, sums)))
        self.sheet.curves.append(Curve(system, self.name, n, gold, points, own or None))

    def add_robustness(
        self,
        systems: tuple[str, str],
        changed: int,
        statistics: tuple[ArrayLike, ArrayLike],
        measures: Mapping[str, Measure],
    ) -> None:
        """Scores a system on perturbed items, and the difference to the same items as they are.

        Args:
            systems: the system, and the perturbation.
            changed: how many items have another text now.
            statistics: those on perturbed items, then those on the items as they are.
            measures: name to measure.
        """
        for name, measure in measures.items():
            made = self.bootstrap.estimate(statistics[0], measure)
            less = self.bootstrap.difference(*statistics, measure)
            self.sheet.robustness.append(
                Robustness(
                    *(systems[0], self.name, name, systems[1], changed),
                    *(made.value, made.low, made.high),
                    *(less.value, less.low, less.high, less.p),
                )
            )

    def add_failures(self, group: str, cases: Mapping[str, Sequence[Case]]) -> None:
        """Counts what kinds of cases systems fail in.

        Args:
            group: what was judged, and what failing at it means.
            cases: system to what it was judged on.
        """
        self.sheet.failures += count_failures(self.name, group, cases)

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

"""The records of an evaluation: scores, calibration, abstention, robustness; and their JSON."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any, Literal

from framing.records import Provenance

__all__ = [
    "Bin",
    "Coverage",
    "Curve",
    "Failure",
    "Point",
    "Reliability",
    "Robustness",
    "Score",
    "Scorecard",
    "Split",
    "System",
]

SCHEMA = "framing.scorecard/2"
DIGITS = 6

Role = Literal["own", "baseline", "reference"]


@dataclass(frozen=True, slots=True)
class System:
    """What was scored.

    Attributes:
        name: the name it is shown under.
        role: ``own``, ``baseline``, or ``reference``: what knows the answers in part (a second
            annotator, a threshold chosen on the scored part).
        provider: for our own, the entry point's second half: ``network``, ``rules``...
        digest: SHA-256 of its weights, where it has any of its own.
        fitted_on: what it was fitted on, in plain words, where it says so.
    """

    name: str
    role: Role
    provider: str = ""
    digest: str = ""
    fitted_on: str = ""


@dataclass(frozen=True, slots=True)
class Split:
    """The part of a corpus on which systems were scored.

    Attributes:
        name: its name.
        unit: what is resampled: ``event``, ``document``...
        units: how many there are.
        item: what is judged: ``sentence``...; empty where nothing was counted.
        items: how many there are.
        origin: which documents these are, and what was fitted on the others.
    """

    name: str
    unit: str
    units: int
    item: str = ""
    items: int = 0
    origin: str = ""


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
class Bin:
    """Items with similar probabilities.

    Attributes:
        probability: their mean probability.
        share: the share of them that turned out true.
        count: how many they are.
    """

    probability: float
    share: float
    count: int


@dataclass(frozen=True, slots=True)
class Reliability:
    """Whether a system's probabilities mean what they say.

    Attributes:
        system: whose probabilities.
        split: on which part of which corpus.
        event: what they are the probability of.
        error: expected calibration error over equal-mass bins.
        error_low: lower end of its interval; resampled errors are biased upward.
        error_high: upper end.
        brier: Brier score: the mean squared distance from what turned out true.
        brier_low: lower end of its interval.
        brier_high: upper end.
        n: how many probabilities.
        bins: the bins, by probability; empty ones left out.
    """

    system: str
    split: str
    event: str
    error: float
    error_low: float
    error_high: float
    brier: float
    brier_low: float
    brier_high: float
    n: int
    bins: tuple[Bin, ...]


@dataclass(frozen=True, slots=True)
class Coverage:
    """How often a system is right when it leaves out what it is least sure of.

    Attributes:
        system: which system.
        split: on which part of which corpus.
        event: what it is right about.
        share: the share of items it answers, the surest ones.
        threshold: the probability of its answer from which it answers.
        value: the share of those that are right.
        low: lower end of the interval.
        high: upper end.
        n: how many items it answers.
    """

    system: str
    split: str
    event: str
    share: float
    threshold: float
    value: float
    low: float
    high: float
    n: int


@dataclass(frozen=True, slots=True)
class Point:
    """What a system does at one threshold.

    Attributes:
        threshold: the score from which it finds something.
        precision: the share of what it finds that is right.
        recall: the share of what is to be found that it finds.
    """

    threshold: float
    precision: float
    recall: float


@dataclass(frozen=True, slots=True)
class Curve:
    """Precision against recall as the threshold falls.

    Attributes:
        system: which system.
        split: on which part of which corpus.
        n: how many things it scored.
        gold: how many were to be found for sure.
        points: from the highest threshold down.
        chosen: where it stands by its own rule.
    """

    system: str
    split: str
    n: int
    gold: int
    points: tuple[Point, ...]
    chosen: Point | None = None


@dataclass(frozen=True, slots=True)
class Robustness:
    """A system's score on the same items perturbed.

    Attributes:
        system: which system.
        split: on which part of which corpus.
        measure: which measure.
        perturbation: what was done to the text.
        changed: how many items have another text now.
        value: the score.
        low: lower end of its interval.
        high: upper end.
        difference: the score less the one on the unperturbed items.
        difference_low: lower end of its interval, paired by unit.
        difference_high: upper end.
        p: probability of a difference at least as large were it chance.
    """

    system: str
    split: str
    measure: str
    perturbation: str
    changed: int
    value: float
    low: float
    high: float
    difference: float
    difference_low: float
    difference_high: float
    p: float


@dataclass(frozen=True, slots=True)
class Failure:
    """How often a system fails in one kind of case.

    The counts of one system, group and aspect add up to its errors.

    Attributes:
        system: which system.
        split: on which part of which corpus.
        group: what was judged, and what failing at it means.
        aspect: by what the cases are told apart.
        kind: the kind of case.
        count: how many of this kind failed.
        cases: how many of this kind there were.
        errors: how many failed, of every kind.
        n: how many there were, of every kind.
    """

    system: str
    split: str
    group: str
    aspect: str
    kind: str
    count: int
    cases: int
    errors: int
    n: int


@dataclass(frozen=True, slots=True)
class Scorecard:
    """The scores of one task, its own systems first in every split, then the baselines.

    Attributes:
        task: the task.
        rows: the scores, by split, then by system, then by measure.
        notes: plain sentences: definitions, and what was fitted on what.
        provenance: versions, weights and parameters.
        systems: what was scored.
        splits: on what.
        main: the split and measure of each number a summary should show, most important first.
        reliability: calibration of every system that gives probabilities.
        coverage: accuracy of the surest answers.
        robustness: scores on perturbed text.
        about: what is scored, in one sentence.
        failures: what kinds of cases our systems fail in.
        curves: precision against recall.
    """

    task: str
    rows: tuple[Score, ...]
    notes: tuple[str, ...]
    provenance: Provenance
    systems: tuple[System, ...] = ()
    splits: tuple[Split, ...] = ()
    main: tuple[tuple[str, str], ...] = ()
    reliability: tuple[Reliability, ...] = ()
    coverage: tuple[Coverage, ...] = ()
    robustness: tuple[Robustness, ...] = ()
    about: str = ""
    failures: tuple[Failure, ...] = ()
    curves: tuple[Curve, ...] = ()

    def score(self, system: str, split: str, measure: str) -> Score:
        """One score.

        Raises:
            KeyError: if there is none.
        """
        for row in self.rows:
            if (row.system, row.split, row.measure) == (system, split, measure):
                return row
        raise KeyError((system, split, measure))

    def to_data(self) -> dict[str, Any]:
        """The whole record as plain data (schema ``framing.scorecard/2``), floats rounded."""
        made = self.provenance
        return {
            "schema": SCHEMA,
            "task": self.task,
            "about": self.about,
            "systems": plain(self.systems),
            "splits": plain(self.splits),
            "main": [{"split": split, "measure": measure} for split, measure in self.main],
            "scores": plain(self.rows),
            "reliability": plain(self.reliability),
            "coverage": plain(self.coverage),
            "robustness": plain(self.robustness),
            "failures": plain(self.failures),
            "curves": plain(self.curves),
            "notes": list(self.notes),
            "provenance": {
                **{
                    name: getattr(made, name)
                    for name in ("framing", "python", "torch", "transformers")
                },
                "weights": dict(made.weights),
                "parameters": dict(made.parameters),
            },
        }

    def to_json(self) -> str:
        """The whole record as JSON text (schema ``framing.scorecard/2``), keys sorted."""
        return write_json(self.to_data())

    def to_markdown(self) -> str:
        """A table a split, systems down and measures across, readable on a terminal too."""
        from framing.evaluation.tables import render_card

        return render_card(self)


def plain(value: Any) -> Any:
    """Records, and what holds them, as JSON data, floats rounded."""
    if isinstance(value, float):
        return round(value, DIGITS)
    if isinstance(value, Mapping):
        return {name: plain(each) for name, each in value.items()}
    if isinstance(value, list | tuple):
        return [plain(each) for each in value]
    return plain(asdict(value)) if hasattr(value, "__dataclass_fields__") else value


def write_json(data: Mapping[str, Any]) -> str:
    """JSON text with sorted keys that ends with a line break."""
    return json.dumps(data, ensure_ascii=False, indent=2, sort_keys=True) + "\n"

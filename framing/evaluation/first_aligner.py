"""The first aligner, kept as a baseline: a logistic regression over 22 pieces of evidence.

Its weights are frozen as they were packaged first (``first_aligner.json``). It reads the evidence
that is gathered today, by name, on the pairs that are proposed today; so it changes a little with
the encoder and with what a piece is made of. A piece that is no longer gathered counts as its
mean, which adds nothing.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import numpy as np
from numpy.typing import NDArray

from framing.alignment.evidence import EVIDENCE, PairEvidence
from framing.evaluation.links import ScoredPairs, ordered

__all__ = ["FirstAligner"]

Doubles = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class FirstAligner:
    """Its weights.

    Attributes:
        groups: ``mean``, ``scale``, ``link``, ``same`` and ``decision``, each by name.
    """

    groups: Mapping[str, Mapping[str, float]]

    @classmethod
    def frozen(cls) -> FirstAligner:
        """The weights that were packaged first."""
        return _frozen()

    @property
    def threshold(self) -> float:
        """The probability from which a pair is a link."""
        return self.groups["decision"]["threshold"]

    def missing(self, names: Sequence[str] = EVIDENCE) -> tuple[str, ...]:
        """The pieces it was fitted with that are not among these."""
        return tuple(name for name in self.groups["mean"] if name not in names)

    def link(
        self, evidence: Sequence[PairEvidence], names: Sequence[str] = EVIDENCE
    ) -> ScoredPairs:
        """The pairs of one event, scored and linked.

        Args:
            evidence: on the candidate pairs of every two articles.
            names: the names of the evidence's columns.
        """
        scores, same = {}, set()
        for pairs in evidence:
            linked = self._probabilities("link", pairs.values, names).tolist()
            alike = self._probabilities("same", pairs.values, names).tolist()
            for at, refs in enumerate(zip(pairs.left, pairs.right, strict=True)):
                pair = ordered(*refs)
                scores[pair] = linked[at]
                if alike[at] >= 0.5:
                    same.add(pair)
        made = ScoredPairs(scores)
        chosen = made.above(self.threshold)
        return ScoredPairs(scores, chosen, chosen & same)

    def _probabilities(self, group: str, values: Doubles, names: Sequence[str]) -> Doubles:
        weights, mean, scale = (self.groups[name] for name in (group, "mean", "scale"))
        logits = np.full(len(values), weights["constant"])
        for column, name in enumerate(names):
            if name in mean:
                logits += weights[name] * (values[:, column] - mean[name]) / scale[name]
        made: Doubles = 1 / (1 + np.exp(-np.clip(logits, -30, 30)))
        return made.round(4)


@cache
def _frozen() -> FirstAligner:
    file = files("framing.evaluation") / "first_aligner.json"
    return FirstAligner(json.loads(file.read_text(encoding="utf-8")))

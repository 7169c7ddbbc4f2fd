"""Target sentiment by rules: what the words do to the target, weighed."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from framing.classifiers.lexicon import read_weights, softmax
from framing.classifiers.sentiment.features import Evidence, Opinion
from framing.records import FrozenMap

__all__ = ["LABELS", "Judgement", "find_reason", "judge"]

LABELS = ("negative", "neutral", "positive")
_WEIGHTS = "sentiment.json"
# How a word stands to a target of which it says something.
_DIRECT = (
    *("done to", "done of", "done on", "done for", "done against"),
    *("undergoes", "is", "has", "does", "who"),
)


@dataclass(frozen=True, slots=True)
class Judgement:
    """The probabilities of the labels, and the word that speaks most for the likeliest."""

    probabilities: FrozenMap[float]
    label: str
    reason: Opinion | None


def judge(evidence: Sequence[Evidence]) -> Judgement:
    """Weighs the evidence by the fitted weights."""
    weights = read_weights(_WEIGHTS)
    totals = [_total(weights[label], evidence) for label in LABELS]
    temperature = weights["calibration"]["temperature"]
    probabilities = FrozenMap(
        zip(LABELS, softmax([total / temperature for total in totals]), strict=True)
    )
    label = max(LABELS, key=lambda name: probabilities[name])
    return Judgement(probabilities, label, find_reason(label, evidence))


def _total(weights: Mapping[str, float], evidence: Sequence[Evidence]) -> float:
    # An exact sum does not depend on the order of the evidence.
    return weights["bias"] + math.fsum(
        weights.get(item.name, 0.0) * item.value for item in evidence
    )


def find_reason(label: str, evidence: Sequence[Evidence]) -> Opinion | None:
    """The word that speaks most for a positive or negative label; ``None`` when none does.

    Only a word that says something of the target itself is a reason, not one that stands near it.
    """
    if label == "neutral":
        return None
    against, quality = ("positive", "bad") if label == "negative" else ("negative", "good")
    weights = read_weights(_WEIGHTS)
    support: dict[Opinion, float] = defaultdict(float)
    reasons = {f"{relation}: {quality}" for relation in _DIRECT}
    direct = set()
    for item in evidence:
        if item.opinion is not None:
            weight = weights[label].get(item.name, 0.0) - weights[against].get(item.name, 0.0)
            support[item.opinion] += weight * item.value
            if item.name in reasons:
                direct.add(item.opinion)
    best = max(direct, key=lambda opinion: (support[opinion], -opinion.first), default=None)
    return best if best is not None and support[best] > 0 else None

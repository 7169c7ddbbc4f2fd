"""Weighs what the network and the rules say of the same thing.

Each gives evidence by name; the weights are those of a logistic regression fitted on development
data that neither was fitted on, so the sum is a calibrated log-odds.
"""

from __future__ import annotations

import math
from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from framing.classifiers.lexicon import logit, sigmoid
from framing.classifiers.spans import Run, TaggedWords, find_runs, measure_run
from framing.records import FrozenMap, Span

__all__ = [
    "Finding",
    "Judgement",
    "SpanEvidence",
    "bounded_logit",
    "gather_sentence",
    "gather_spans",
    "keep_best",
    "weigh",
]

LEVELS = (0.1, 0.3, 0.6)
"""Probabilities from which on the network's words are taken for a span: each a proposal."""
_BOUND = 8.0
_WORD_FROM = 0.02


@dataclass(frozen=True, slots=True)
class Finding:
    """A span that may be what is looked for.

    Attributes:
        start: offset of its first character in the sentence.
        end: offset after its last.
        label: what it would be.
        score: the probability that it is that; of the rules, 0 where they rule it out.
        why: the reason in words, empty when there is none to give.
    """

    start: int
    end: int
    label: str
    score: float
    why: str = ""


@dataclass(frozen=True, slots=True)
class Judgement:
    """What is said of one sentence: the probability that it is so, and what may be found in it."""

    chance: float
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class SpanEvidence:
    """A proposed span with all that speaks for or against it, by name."""

    start: int
    end: int
    label: str
    why: str
    features: FrozenMap[float]


def bounded_logit(probability: float) -> float:
    """The log-odds of a probability, never further than 8 from zero."""
    return max(-_BOUND, min(_BOUND, logit(min(max(probability, 1e-6), 1 - 1e-6))))


def weigh(weights: Mapping[str, float], features: Mapping[str, float]) -> float:
    """The probability that follows from features by logistic weights."""
    return sigmoid(math.fsum(weights.get(name, 0.0) * value for name, value in features.items()))


def gather_spans(
    words: TaggedWords, kinds: Sequence[str], by_rules: Sequence[Finding]
) -> list[SpanEvidence]:
    """Every span that the network or the rules propose, with the evidence of both.

    What the rules rule out is not proposed, whatever the network says.

    Args:
        words: the sentence as the network's token head sees it.
        kinds: what the columns of ``words.kinds`` are.
        by_rules: what the rules see, sure and unsure.
    """
    proposed: dict[tuple[int, int], tuple[Run | None, Finding | None]] = {
        (words.starts[run.first], words.ends[run.last]): (run, None)
        for run in find_runs(words, LEVELS)
    }
    runs = set(proposed)
    for finding in by_rules:
        place = (finding.start, finding.end)
        run = proposed.get(place, (None, None))[0] or _run_at(words, finding)
        proposed[place] = (run, finding)
    made = []
    barred = sorted(Span(each.start, each.end) for each in by_rules if each.score == 0)
    for (start, end), (run, found) in sorted(proposed.items()):
        at = bisect_right(barred, start, key=lambda span: span.end)
        if at < len(barred) and barred[at].start < end:
            continue
        own = (start, end) in runs
        made.append(
            SpanEvidence(
                start,
                end,
                _label(words, run, kinds, found),
                found.why if found else "",
                FrozenMap(_features(run, found, proposed_by_network=own)),
            )
        )
    return made


def keep_best(spans: Sequence[SpanEvidence], weights: Mapping[str, float]) -> list[Finding]:
    """The spans with their probabilities; of those that overlap only the best; by offset."""
    scored = []
    for each in spans:
        chance = weigh(weights, each.features)
        scored.append(Finding(each.start, each.end, each.label, chance, each.why))
    kept: list[Finding] = []
    for finding in sorted(scored, key=lambda each: (-each.score, each.start, each.end)):
        at = bisect_left(kept, finding.end, key=lambda each: each.start)
        # What is kept does not overlap, so only the nearest before the end can.
        if at == 0 or kept[at - 1].end <= finding.start:
            kept.insert(at, finding)
    return kept


def gather_sentence(logit_of_network: float, by_rules: Judgement, best: float) -> dict[str, float]:
    """The evidence on a whole sentence.

    Args:
        logit_of_network: of the network's head for sentences.
        by_rules: what the rules say.
        best: the highest probability of a span found in it.
    """
    return {
        "bias": 1.0,
        "network": max(-_BOUND, min(_BOUND, logit_of_network)),
        "rules": bounded_logit(by_rules.chance),
        "best span": bounded_logit(best),
    }


def _run_at(words: TaggedWords, finding: Finding) -> Run | None:
    inside = words.between(finding.start, finding.end)
    return measure_run(words, inside[0], inside[-1]) if inside else None


def _label(words: TaggedWords, run: Run | None, kinds: Sequence[str], found: Finding | None) -> str:
    """What the network sees most of, where it sees anything; else what the rules say."""
    if run is not None and (found is None or run.weakest > _WORD_FROM):
        mass = words.kinds[run.first : run.last + 1].sum(axis=0)
        return kinds[int(mass.argmax())]
    assert found is not None
    return found.label


def _features(
    run: Run | None, found: Finding | None, *, proposed_by_network: bool
) -> dict[str, float]:
    return {
        "bias": 1.0,
        "network": bounded_logit(run.weakest if run else 0.0),
        "spill": bounded_logit(run.spill if run else 0.0),
        "a run": float(proposed_by_network),
        "rules": bounded_logit(found.score) if found else 0.0,
        "not by rules": float(found is None),
    }

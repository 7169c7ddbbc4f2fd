"""Fits the aligner's weights on the same-fact links of BASIL events.

Two logistic regressions over the standardised evidence: is a candidate pair linked, and is a
linked pair ``same`` or ``partial``. Five folds over events give every pair a probability by a
model that has not seen its event. On those the first is calibrated by a line in logits (Platt
1999), folded into its weights, and the threshold is the one with the best F1. No development or
test part is read.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression

from framing.alignment.evidence import EVIDENCE, PairEvidence, gather_evidence
from framing.alignment.scoring import WEIGHTS_FILE
from framing.corpora import Event, read_same_fact
from framing.model.encoder import Encoder
from framing.model.encoding import Encoding
from framing.training.weights_file import write_weights

__all__ = ["Examples", "examples_of", "fit", "fit_weights", "join_examples"]

FOLDS = 5
DIGITS = 6
"""Decimals of the weights that are written."""
ABSTAIN_RECALL = 0.75
"""Pairs below the threshold are left open down to where this share of true links is reached."""

Doubles = NDArray[np.float64]
Booleans = NDArray[np.bool_]


@dataclass(frozen=True, slots=True, eq=False)
class Examples:
    """Candidate pairs of events.

    Attributes:
        values: evidence, shape (pairs, pieces).
        linked: whether the pair is linked in the corpus.
        same: whether it is linked as ``same``.
        event: number of the event.
        links: number of links in the corpus, proposed or not.
    """

    values: Doubles
    linked: Booleans
    same: Booleans
    event: NDArray[np.int64]
    links: int


def fit(
    data: Path, out: Path, progress: Callable[[str], None] = lambda step: None
) -> tuple[Path, ...]:
    """Fits the weights and writes ``weights.json`` into ``out``.

    The encodings of each event are kept in ``out/encodings``; a run that was cut off goes on from
    them. Always encodes in float32, so that the weights do not depend on the processor.

    Args:
        data: the folder of the corpora; it holds ``same-fact`` and ``basil``.
        out: the folder to write to; made if it is not there.
        progress: called with the name of each step as it begins.

    Returns:
        The files written.

    Raises:
        InputError: if the corpus or the packaged encoder is missing.
    """
    progress("reading the corpus")
    events = read_same_fact(data, "train")
    kept = out / "encodings"
    kept.mkdir(parents=True, exist_ok=True)
    encoder: Encoder | None = None
    examples = []
    for number, event in enumerate(events):
        progress(f"encoding event {number + 1} of {len(events)}")
        path = kept / f"{_digest(event)}.safetensors"
        if not path.exists():
            encoder = encoder or Encoder.from_pretrained(precision="float32")
            _keep(path, encoder.encode_articles(event.articles, tokens=True))
        encodings = _kept(path, len(event.articles))
        examples.append(examples_of(event, gather_evidence(event.articles, encodings), number))
    progress("fitting")
    return (write_weights(out / WEIGHTS_FILE, fit_weights(join_examples(examples))),)


def fit_weights(examples: Examples) -> dict[str, dict[str, float]]:
    """The groups of the weights file, fitted on these pairs."""
    mean = examples.values.mean(axis=0)
    scale = np.maximum(examples.values.std(axis=0), 1e-6)
    standard = (examples.values - mean) / scale
    unseen = np.zeros(len(standard))
    for fold in range(FOLDS):
        held = examples.event % FOLDS == fold
        regression = _regression().fit(standard[~held], examples.linked[~held])
        unseen[held] = regression.decision_function(standard[held])
    platt = _regression().fit(unseen[:, None], examples.linked)
    slope, shift = float(platt.coef_[0, 0]), float(platt.intercept_[0])
    link = _regression().fit(standard, examples.linked)
    linked = examples.linked
    same = _regression().fit(standard[linked], examples.same[linked])
    return {
        "mean": _named(mean),
        "scale": _named(scale),
        "link": _named(slope * link.coef_[0], slope * float(link.intercept_[0]) + shift),
        "same": _named(same.coef_[0], float(same.intercept_[0])),
        "decision": _decide(platt.predict_proba(unseen[:, None])[:, 1], linked, examples.links),
    }


def _regression() -> LogisticRegression:
    return LogisticRegression(C=1.0, solver="newton-cholesky", tol=1e-8, max_iter=200)


def _decide(probabilities: Doubles, linked: Booleans, links: int) -> dict[str, float]:
    """The threshold with the best F1, and where the band below it begins."""
    order = np.argsort(-probabilities, kind="stable")
    right = np.cumsum(linked[order])
    f1 = 2 * right / (np.arange(1, len(order) + 1) + links)
    enough = int(np.argmax(right >= ABSTAIN_RECALL * links))
    return {
        "threshold": round(float(probabilities[order][int(np.argmax(f1))]), 2),
        "abstain_from": round(float(probabilities[order][enough]), 2),
    }


def _named(values: Sequence[float] | Doubles, constant: float | None = None) -> dict[str, float]:
    named = {name: round(float(v), DIGITS) for name, v in zip(EVIDENCE, values, strict=True)}
    return named if constant is None else {**named, "constant": round(constant, DIGITS)}


def examples_of(event: Event, evidence: Sequence[PairEvidence], number: int) -> Examples:
    """The candidate pairs of one event, under this number."""
    relations = {frozenset((link.left, link.right)): link.relation for link in event.links}
    values, found = [], []
    for pairs in evidence:
        values.append(pairs.values)
        found += [
            relations.get(frozenset(pair)) for pair in zip(pairs.left, pairs.right, strict=True)
        ]
    return Examples(
        values=np.concatenate(values),
        linked=np.array([relation is not None for relation in found]),
        same=np.array([relation == "same" for relation in found]),
        event=np.full(len(found), number),
        links=len(relations),
    )


def join_examples(examples: Sequence[Examples]) -> Examples:
    """The candidate pairs of several events, each with a number of its own."""
    return Examples(
        values=np.concatenate([each.values for each in examples]),
        linked=np.concatenate([each.linked for each in examples]),
        same=np.concatenate([each.same for each in examples]),
        event=np.concatenate([each.event for each in examples]),
        links=sum(each.links for each in examples),
    )


def _digest(event: Event) -> str:
    """Names the kept encodings by the very texts, so that a changed corpus is encoded again."""
    texts = "\0".join(
        article.sentence_text(sentence.index)
        for article in event.articles
        for sentence in article.sentences
    )
    return hashlib.sha256(texts.encode()).hexdigest()[:16]


def _keep(path: Path, encodings: Sequence[Encoding]) -> None:
    """Writes one event's encodings, whole or not at all."""
    from safetensors.numpy import save_file

    tensors: dict[str, NDArray[np.generic]] = {}
    for at, encoding in enumerate(encodings):
        lengths = np.array([len(rows) for rows in encoding.tokens], dtype=np.int64)
        tensors[f"{at}.vectors"] = np.ascontiguousarray(encoding.vectors)
        # As the aligner reads them, so that the projection need not be kept.
        meanings = [encoding.meanings(number) for number in range(len(encoding.tokens))]
        tensors[f"{at}.tokens"] = np.concatenate(meanings)
        tensors[f"{at}.offsets"] = np.concatenate(encoding.offsets)
        tensors[f"{at}.lengths"] = lengths
    unfinished = path.with_suffix(".part")
    save_file(tensors, unfinished)
    unfinished.replace(path)


def _kept(path: Path, articles: int) -> list[Encoding]:
    from safetensors.numpy import load_file

    tensors = load_file(path)
    made = []
    for at in range(articles):
        cuts = np.cumsum(tensors[f"{at}.lengths"])[:-1]
        tokens = np.split(tensors[f"{at}.tokens"], cuts)
        offsets = np.split(tensors[f"{at}.offsets"], cuts)
        made.append(Encoding(tensors[f"{at}.vectors"], tuple(tokens), tuple(offsets)))
    return made

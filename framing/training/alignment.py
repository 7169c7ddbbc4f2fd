"""Fits the aligner's weights on the same-fact links of BASIL events.

Two logistic regressions over the standardised evidence: is a candidate pair linked, and is a
linked pair ``same`` or ``partial``. Five folds over events give every pair a probability by a
model that has not seen its event. On those the first is calibrated by a line in logits (Platt
1999), folded into its weights, and the threshold is the one with the best F1. No development or
test part is read.

Where three articles are compared, the logit of a pair that was read and the support of the third
article are weighed once more, by three numbers fitted on the same held-out probabilities.

Links that readers corrected (:mod:`framing.training.corrected`) are learnt from as well, each as
one pair of the corpus: weight 1. They are no fair sample of pairs, for readers correct what was
wrong: they take part in both regressions, for every fold, but neither in the scale of the evidence,
nor in the calibration, nor in the weight of third articles, nor in the choice of the threshold.
More weight does harm: with 40 corrections of eight events, five errors each, five folds of the
training events give other events an F1 of .614 without them, .613 at weight 1, .608 at 10 and .605
at 30 (by the evidence alone). A few dozen change little; the reader of pairs is not fitted on them.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Protocol

import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression

from framing.alignment.evidence import EVIDENCE, PairEvidence, gather_evidence
from framing.alignment.scoring import READER, THIRD, WEIGHTS_FILE, LinkModel
from framing.alignment.third_articles import support_of_third
from framing.corpora import Event, read_same_fact
from framing.model.encoder import Encoder
from framing.model.encoding import Encoding
from framing.model.pairs import PairReader
from framing.records import Article, SentenceRef
from framing.training.corrected import gather_corrected, read_corrected
from framing.training.weights_file import write_weights

__all__ = ["Examples", "examples_of", "fit", "fit_reading", "fit_weights", "join_examples"]

FOLDS = 5
CORRECTED = -1
"""Number of the events whose links were corrected by readers: they are in no fold."""
DIGITS = 6
"""Decimals of the weights that are written."""
SMALLEST = 1e-9
"""Probabilities nearer to 0 or 1 count as this, so that their logit is finite."""
READ_FROM = 0.01
"""Probability, by the evidence alone, from which a reader of pairs reads a pair."""
ABSTAIN_RECALL = 0.75
"""Pairs below the threshold are left open down to where this share of true links is reached."""

Doubles = NDArray[np.float64]
Booleans = NDArray[np.bool_]


class UnseenReads(Protocol):
    """A reader of pairs with one network for each fold of the events that it has not seen."""

    def read(
        self,
        articles: Sequence[Article],
        pairs: Sequence[tuple[SentenceRef, SentenceRef]],
        *,
        without: int,
    ) -> Doubles:
        """A logit a pair by the network that has not seen the events of this fold."""
        ...


@dataclass(frozen=True, slots=True, eq=False)
class Examples:
    """Candidate pairs of events.

    Attributes:
        values: evidence, shape (pairs, pieces).
        linked: whether the pair is linked in the corpus.
        same: whether it is linked as ``same``.
        event: number of the event; :data:`CORRECTED` where readers corrected it.
        links: number of links in the corpus, proposed or not.
    """

    values: Doubles
    linked: Booleans
    same: Booleans
    event: NDArray[np.int64]
    links: int

    @property
    def of_corpus(self) -> Booleans:
        """Whether the pair is one of the corpus."""
        made: Booleans = self.event != CORRECTED
        return made

    def take(self, chosen: Booleans) -> Examples:
        """Some of the pairs."""
        return Examples(
            self.values[chosen],
            self.linked[chosen],
            self.same[chosen],
            self.event[chosen],
            self.links,
        )


def fit(
    data: Path,
    out: Path,
    progress: Callable[[str], None] = lambda step: None,
    *,
    corrections: Sequence[Path] = (),
    load_reader: Callable[[], UnseenReads | None] = PairReader.from_pretrained,
) -> tuple[Path, ...]:
    """Fits the weights and writes ``weights.json`` into ``out``.

    The encodings of each event are kept in ``out/encodings``; a run that was cut off goes on from
    them. Always encodes in float32, so that the weights do not depend on the processor.

    Args:
        data: the folder of the corpora; it holds ``same-fact`` and ``basil``.
        out: the folder to write to; made if it is not there.
        progress: called with the name of each step as it begins.
        corrections: files of corrections; each holds the articles that it is about.
        load_reader: gives the reader of pairs whose logits are a further piece of evidence, or
            ``None`` to do without; the packaged one by default.

    Returns:
        The files written.

    Raises:
        InputError: if the corpus or the packaged encoder is missing, or a file of corrections is
            none.
    """
    progress("reading the corpus")
    corrected = read_corrected(corrections)
    events = [*read_same_fact(data, "train"), *(each.event for each in corrected)]
    kept = out / "encodings"
    kept.mkdir(parents=True, exist_ok=True)
    encoder: Encoder | None = None
    gathered = []
    for number, event in enumerate(events):
        progress(f"encoding event {number + 1} of {len(events)}")
        path = kept / f"{_digest(event)}.safetensors"
        if not path.exists():
            encoder = encoder or Encoder.from_pretrained(precision="float32")
            _keep(path, encoder.encode_articles(event.articles, tokens=True))
        encodings = _kept(path, len(event.articles))
        gathered.append(gather_evidence(event.articles, encodings))
    of_corpus = len(events) - len(corrected)
    for at, each in enumerate(corrected, of_corpus):
        gathered[at] = gather_corrected(each, gathered[at])
    progress("fitting")
    numbers = [*range(of_corpus), *(CORRECTED for _ in corrected)]
    examples = join_examples(
        [examples_of(*each) for each in zip(events, gathered, numbers, strict=True)]
    )
    groups = fit_weights(examples)
    if reader := load_reader():
        model = LinkModel.from_json(json.dumps(groups))
        logits = []
        everything = zip(numbers, events, gathered, strict=True)
        for at, (number, event, evidence) in enumerate(everything, 1):
            progress(f"reading event {at} of {len(events)}")
            logits += [_read(reader, event, pairs, model, number % FOLDS) for pairs in evidence]
        read, unseen = fit_reading(examples, groups, np.concatenate(logits))
        groups |= read | _fit_third(gathered[:of_corpus], examples, unseen)
    if corrected:
        learnt = int((~examples.of_corpus).sum())
        given = sum(len(each.event.links) + len(each.wrong) for each in corrected)
        groups["corrections"] = {"learnt": learnt, "not_proposed": given - learnt}
    return (write_weights(out / WEIGHTS_FILE, groups),)


def fit_weights(examples: Examples) -> dict[str, dict[str, float]]:
    """The groups of the weights file, fitted on these pairs."""
    of_corpus, linked = examples.of_corpus, examples.linked
    mean = examples.values[of_corpus].mean(axis=0)
    scale = np.maximum(examples.values[of_corpus].std(axis=0), 1e-6)
    standard = (examples.values - mean) / scale
    link, probabilities = _fit_link(standard, examples)
    same = _regression().fit(standard[linked], examples.same[linked])
    return {
        "mean": _named(mean),
        "scale": _named(scale),
        "link": _named(link[:-1], link[-1]),
        "same": _named(same.coef_[0], float(same.intercept_[0])),
        "decision": _decide(probabilities, linked[of_corpus], examples.links),
    }


def fit_reading(
    examples: Examples, groups: Mapping[str, Mapping[str, float]], logits: Doubles
) -> tuple[dict[str, dict[str, float]], Doubles]:
    """The groups for pairs that a reader has read, and their probabilities by unseen models.

    Args:
        examples: the pairs.
        groups: what :func:`fit_weights` made of them.
        logits: for each pair the logit of a reader that has not seen its event; NaN where the pair
            was not worth reading.

    Returns:
        The groups, and a probability for each pair of the corpus; NaN where it was not read.
    """
    read = ~np.isnan(logits)
    mean, scale = (
        np.array([groups[name][each] for each in EVIDENCE]) for name in ("mean", "scale")
    )
    pieces = np.column_stack([(examples.values - mean) / scale, logits])[read]
    found = examples.take(read)
    link, probabilities = _fit_link(pieces, found)
    decision = _decide(probabilities, found.linked[found.of_corpus], examples.links)
    unseen = np.full(len(read), np.nan)
    unseen[read & examples.of_corpus] = probabilities
    made = {
        "reading": {
            **_named(link[:-2], link[-1]),
            READER: round(float(link[-2]), DIGITS),
        },
        "reading_decision": {**decision, "read_from": READ_FROM},
    }
    return made, unseen[examples.of_corpus]


def _fit_third(
    gathered: Sequence[Sequence[PairEvidence]], examples: Examples, unseen: Doubles
) -> dict[str, dict[str, float]]:
    """The groups for pairs that were read where more than two articles are compared."""
    support, start = [], 0
    for evidence in gathered:
        cuts = np.cumsum([start] + [len(pairs.values) for pairs in evidence]).tolist()
        start = cuts[-1]
        found = [np.nan_to_num(unseen[one:end]) for one, end in pairwise(cuts)]
        support += support_of_third(evidence, found)
    read = ~np.isnan(unseen)
    linked = examples.linked[examples.of_corpus][read]
    held = np.clip(unseen[read], SMALLEST, 1 - SMALLEST)
    logits = np.log(held / (1 - held))
    pieces = np.column_stack([logits, np.concatenate(support)[read]])
    regression = _regression().fit(pieces, linked)
    slope, weight = (round(float(each), DIGITS) for each in regression.coef_[0])
    constant = round(float(regression.intercept_[0]), DIGITS)
    probabilities = regression.predict_proba(pieces)[:, 1]
    return {
        "third": {"slope": slope, THIRD: weight, "constant": constant},
        "third_decision": _decide(probabilities, linked, examples.links),
    }


def _fit_link(pieces: Doubles, examples: Examples) -> tuple[Doubles, Doubles]:
    """Calibrated weights, the constant last, and the corpus's probabilities by unseen models."""
    linked, of_corpus = examples.linked, examples.of_corpus
    unseen = np.zeros(len(pieces))
    for fold in range(FOLDS):
        held = of_corpus & (examples.event % FOLDS == fold)
        regression = _regression().fit(pieces[~held], linked[~held])
        unseen[held] = regression.decision_function(pieces[held])
    held_back = unseen[of_corpus, None]
    platt = _regression().fit(held_back, linked[of_corpus])
    slope, shift = float(platt.coef_[0, 0]), float(platt.intercept_[0])
    whole = _regression().fit(pieces, linked)
    weights = np.append(slope * whole.coef_[0], slope * float(whole.intercept_[0]) + shift)
    return weights, platt.predict_proba(held_back)[:, 1]


def _read(
    reader: UnseenReads, event: Event, pairs: PairEvidence, model: LinkModel, fold: int
) -> Doubles:
    """The logits of the pairs that are worth reading; NaN for the others."""
    read = np.flatnonzero(model.link_probabilities(pairs.values) >= READ_FROM)
    logits = np.full(len(pairs.values), np.nan)
    chosen = [(pairs.left[at], pairs.right[at]) for at in read]
    logits[read] = reader.read(event.articles, chosen, without=fold)
    return logits


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
        linked=np.array([relation is not None for relation in found], dtype=np.bool_),
        same=np.array([relation == "same" for relation in found], dtype=np.bool_),
        event=np.full(len(found), number),
        links=0 if number == CORRECTED else len(relations),
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

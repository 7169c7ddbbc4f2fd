"""The calibrated probability that two sentences report a same fact.

A logistic regression over the named evidence of :mod:`framing.alignment.evidence`, each piece
standardised: a pair's score is a sum of one contribution a piece, which can be shown. A second one
over the same evidence tells ``same`` from ``partial``. Both were fitted on the same-fact links of
BASIL events (:mod:`framing.training.alignment`); evidence that overlaps, such as words and
letters, shares its weight, so weights of such pieces are to be read together.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from framing.alignment.candidates import PROPOSALS, ranks
from framing.alignment.evidence import EVIDENCE, PairEvidence, gather_evidence
from framing.alignment.third_articles import support_of_third
from framing.errors import InputError
from framing.model.encoding import Encoding
from framing.records import Article, FrozenMap, Link, PairScore, Relation, SentenceRef

__all__ = [
    "READER",
    "THIRD",
    "WEIGHTS_FILE",
    "Alignment",
    "LinkModel",
    "PairReads",
    "PairScore",
    "align",
    "decide",
]

WEIGHTS_FILE = "weights.json"
READER = "pair_reader"
"""The piece of evidence that a reader of pairs adds: its logit that they report a same fact."""
THIRD = "third_article"
"""The piece that other articles add, where more than two are compared; read pairs alone have it."""
DIGITS = 4
"""Decimals of probabilities and evidence: more would differ between processors."""

Doubles = NDArray[np.float64]


class PairReads(Protocol):
    """A network that reads two sentences together, such as that of :mod:`framing.model.pairs`."""

    def read(
        self, articles: Sequence[Article], pairs: Sequence[tuple[SentenceRef, SentenceRef]]
    ) -> Doubles:
        """A logit a pair, whatever the order of the articles, the pairs and their sides."""
        ...


@dataclass(frozen=True, slots=True)
class Alignment:
    """Which sentences of different articles report a same fact.

    Attributes:
        links: the pairs at or above the threshold, most probable first.
        scores: every pair that was scored, linked or not, in the same order.
        threshold: probability from which a pair is a link.
        abstain_from: probability from which a pair below the threshold is left open.
        digest: SHA-256 of the weights.
    """

    links: tuple[Link, ...]
    scores: tuple[PairScore, ...]
    threshold: float
    abstain_from: float
    digest: str


@dataclass(frozen=True, slots=True)
class Reading:
    """The weights for pairs that a reader has read; those that are hardly linked are not read.

    Attributes:
        link: weights of the standardised evidence and of the reader's logit, the constant last.
        read_from: probability, by the evidence alone, from which a pair is read.
        threshold: probability from which a pair is a link.
        abstain_from: probability from which a pair below the threshold is left open.
    """

    link: tuple[float, ...]
    read_from: float
    threshold: float
    abstain_from: float


@dataclass(frozen=True, slots=True)
class ThirdArticles:
    """What changes for pairs that were read where more than two articles are compared.

    Attributes:
        slope: weight of the logit of the probability so far.
        weight: weight of the support of other articles.
        constant: the constant.
        threshold: probability from which a pair is a link.
        abstain_from: probability from which a pair below the threshold is left open.
    """

    slope: float
    weight: float
    constant: float
    threshold: float
    abstain_from: float

    def probabilities(self, before: Doubles, support: Doubles) -> Doubles:
        """The probabilities with the support, from those without."""
        logits = self.slope * np.log(before / (1 - before)) + self.weight * support + self.constant
        made: Doubles = 1 / (1 + np.exp(-logits))
        return made


@dataclass(frozen=True, slots=True)
class LinkModel:
    """The fitted weights.

    Attributes:
        mean: the mean of each piece of evidence over the training pairs.
        scale: its standard deviation.
        link: weights of the standardised evidence for a link, the constant last.
        same: weights for ``same`` against ``partial`` among links, the constant last.
        threshold: probability from which a pair is a link.
        abstain_from: probability from which a pair below the threshold is left open.
        digest: SHA-256 of the file they came from.
        reading: what changes where a reader of pairs helps; ``None`` if it was fitted without.
        third: what changes then where more than two articles are compared.
    """

    mean: tuple[float, ...]
    scale: tuple[float, ...]
    link: tuple[float, ...]
    same: tuple[float, ...]
    threshold: float
    abstain_from: float
    digest: str
    reading: Reading | None = None
    third: ThirdArticles | None = None

    @classmethod
    def from_json(cls, text: str) -> LinkModel:
        """The model written by :mod:`framing.training.alignment`.

        Raises:
            InputError: if the text was not written for this version's evidence.
        """
        try:
            groups = json.loads(text)

            def take(group: str, *pieces: str) -> tuple[float, ...]:
                return tuple(float(groups[group][piece]) for piece in pieces)

            threshold, abstain_from = take("decision", "threshold", "abstain_from")
            reading = third = None
            if "reading" in groups:
                reading = Reading(
                    take("reading", *EVIDENCE, READER, "constant"),
                    *take("reading_decision", "read_from", "threshold", "abstain_from"),
                )
                third = ThirdArticles(
                    *take("third", "slope", THIRD, "constant"),
                    *take("third_decision", "threshold", "abstain_from"),
                )
            return cls(
                mean=take("mean", *EVIDENCE),
                scale=take("scale", *EVIDENCE),
                link=take("link", *EVIDENCE, "constant"),
                same=take("same", *EVIDENCE, "constant"),
                threshold=threshold,
                abstain_from=abstain_from,
                digest=hashlib.sha256(text.encode()).hexdigest(),
                reading=reading,
                third=third,
            )
        except (ValueError, KeyError, TypeError) as error:
            raise InputError(
                f"alignment weights: not of this version ({error!r}); fit them again with "
                "framing train alignment"
            ) from error

    @classmethod
    def packaged(cls) -> LinkModel:
        """The model that ships with the library."""
        return _packaged()

    def link_probabilities(self, values: Doubles) -> Doubles:
        """For each row of evidence the probability of a link."""
        return self._probabilities(values, self.link)

    def same_probabilities(self, values: Doubles) -> Doubles:
        """For each row of evidence the probability that a link is ``same``, not ``partial``."""
        return self._probabilities(values, self.same)

    def read_probabilities(self, values: Doubles, logits: Doubles) -> Doubles:
        """The same as :meth:`link_probabilities` for pairs that a reader gave these logits."""
        assert self.reading is not None
        *link, read, constant = self.reading.link
        return self._probabilities(values, (*link, constant), read * logits)

    def contributions(self, evidence: Mapping[str, float]) -> FrozenMap[float]:
        """What each piece of a link's evidence adds to its score, in logits.

        They add up, with the constant, to the logit of the link's probability.
        """
        made = {}
        weights = self.link
        if READER in evidence and self.reading is not None:
            weights = self.reading.link
            made[READER] = weights[-2] * evidence[READER]
        for name, weight, mean, scale in zip(
            EVIDENCE, weights, self.mean, self.scale, strict=False
        ):
            made[name] = weight * (evidence[name] - mean) / scale
        if THIRD in evidence and self.third is not None:
            made = {name: self.third.slope * value for name, value in made.items()}
            made[THIRD] = self.third.weight * evidence[THIRD]
        return FrozenMap(made)

    def _probabilities(
        self, values: Doubles, weights: tuple[float, ...], added: Doubles | float = 0.0
    ) -> Doubles:
        standard = (values - np.array(self.mean)) / np.array(self.scale)
        logits = standard @ np.array(weights[:-1]) + weights[-1] + added
        made: Doubles = 1 / (1 + np.exp(-np.clip(logits, -30, 30)))
        return made


@cache
def _packaged() -> LinkModel:
    file = files("framing.alignment") / WEIGHTS_FILE
    return LinkModel.from_json(file.read_text(encoding="utf-8"))


def align(
    articles: Sequence[Article],
    encodings: Sequence[Encoding],
    *,
    model: LinkModel | None = None,
    reader: PairReads | None = None,
) -> Alignment:
    """Links the sentences of different articles that report a same fact.

    Headlines take part, captions do not. A sentence may have several links.

    Args:
        articles: two or more articles on one event, each with its own id.
        encodings: one an article, with token vectors, made by
            ``Encoder.encode_articles(articles, tokens=True)``.
        model: other weights than the packaged ones.
        reader: reads the pairs that may be linked, two sentences together.

    Returns:
        The links and scores. Giving the articles in another order gives the same probabilities,
        each pair turned round so that its left sentence is of the article given first.

    Raises:
        InputError: if the encodings hold no token vectors or do not fit the articles, or there is
            a reader and the weights were fitted without one.
    """
    evidence = gather_evidence(articles, encodings)
    return decide(articles, evidence, model=model, reader=reader)


def decide(
    articles: Sequence[Article],
    evidence: Sequence[PairEvidence],
    *,
    model: LinkModel | None = None,
    reader: PairReads | None = None,
) -> Alignment:
    """What :func:`align` makes of the evidence once it is gathered.

    A sentence proposes its five most probable partners in each other article; pairs that neither
    sentence proposes are neither scored nor linked.

    Args:
        articles: the articles, in the order in which links name them.
        evidence: on the pairs of every two of them.
        model: other weights than the packaged ones.
        reader: reads the pairs that may be linked, two sentences together.

    Raises:
        InputError: if there is a reader and the weights were fitted without one.
    """
    model = model or LinkModel.packaged()
    if reader and not model.reading:
        raise InputError(
            "alignment weights: fitted without a reader of pairs; leave the reader out, or fit "
            "them again with framing train alignment"
        )
    decision: LinkModel | Reading | ThirdArticles = model
    judged = [_Judged(model.link_probabilities(pairs.values), {}) for pairs in evidence]
    if reader and model.reading:
        decision = model.reading
        for pairs, each in zip(evidence, judged, strict=True):
            _read(articles, pairs, each, model, reader)
        if len(articles) > 2 and model.third:
            decision = model.third
            _ask_others(evidence, judged, model.third)
    place = {article.id: at for at, article in enumerate(articles)}
    links: list[Link] = []
    scores: list[PairScore] = []
    for pairs, each in zip(evidence, judged, strict=True):
        probabilities = each.probabilities
        same = model.same_probabilities(pairs.values)
        for at in np.flatnonzero(_proposed(pairs, probabilities)).tolist():
            probability = round(float(probabilities[at]), DIGITS)
            left, right = pairs.left[at], pairs.right[at]
            if place[left.article] > place[right.article]:
                left, right = right, left
            scores.append(PairScore(left, right, probability))
            if probability >= decision.threshold:
                found = dict(zip(EVIDENCE, pairs.values[at].round(DIGITS).tolist(), strict=True))
                for name, values in each.added.items():
                    if not np.isnan(values[at]):
                        found[name] = round(float(values[at]), DIGITS)
                relation: Relation = "same" if same[at] >= 0.5 else "partial"
                added = model.contributions(found)
                links.append(Link(left, right, relation, probability, FrozenMap(found), added))

    def order(pair: Link | PairScore) -> tuple[float, int, int, int, int]:
        return (
            -pair.probability,
            place[pair.left.article],
            place[pair.right.article],
            pair.left.sentence,
            pair.right.sentence,
        )

    return Alignment(
        links=tuple(sorted(links, key=order)),
        scores=tuple(sorted(scores, key=order)),
        threshold=decision.threshold,
        abstain_from=decision.abstain_from,
        digest=model.digest,
    )


@dataclass(frozen=True, slots=True, eq=False)
class _Judged:
    """What is thought of the pairs of two articles so far.

    Attributes:
        probabilities: for each pair the probability of a link.
        added: pieces of evidence beside those that are gathered; NaN where a pair has none.
    """

    probabilities: Doubles
    added: dict[str, Doubles]


def _read(
    articles: Sequence[Article],
    pairs: PairEvidence,
    judged: _Judged,
    model: LinkModel,
    reader: PairReads,
) -> None:
    """Has the pairs read that are worth it."""
    assert model.reading is not None
    read = np.flatnonzero(judged.probabilities >= model.reading.read_from)
    logits = reader.read(articles, [(pairs.left[at], pairs.right[at]) for at in read])
    judged.probabilities[read] = model.read_probabilities(pairs.values[read], logits)
    judged.added[READER] = np.full(len(judged.probabilities), np.nan)
    judged.added[READER][read] = logits


def _ask_others(
    evidence: Sequence[PairEvidence], judged: Sequence[_Judged], model: ThirdArticles
) -> None:
    """Adds what other articles say of the pairs that were read."""
    read = [~np.isnan(each.added[READER]) for each in judged]
    sure = [np.where(at, each.probabilities, 0.0) for at, each in zip(read, judged, strict=True)]
    for at, each, support in zip(read, judged, support_of_third(evidence, sure), strict=True):
        each.probabilities[at] = model.probabilities(each.probabilities[at], support[at])
        each.added[THIRD] = np.where(at, support, np.nan)


def _proposed(pairs: PairEvidence, probabilities: Doubles) -> NDArray[np.bool_]:
    """Whether either sentence of a pair has it among its most probable ones."""
    if not len(probabilities):
        return np.zeros(0, dtype=np.bool_)
    places = [
        ranks(np.array([each.sentence for each in side]), probabilities)
        for side in (pairs.left, pairs.right)
    ]
    made: NDArray[np.bool_] = np.minimum(*places) < PROPOSALS
    return made

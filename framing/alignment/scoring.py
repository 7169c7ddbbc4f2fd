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

import numpy as np
from numpy.typing import NDArray

from framing.alignment.candidates import PROPOSALS, ranks
from framing.alignment.evidence import EVIDENCE, PairEvidence, gather_evidence
from framing.errors import InputError
from framing.model.encoding import Encoding
from framing.records import Article, FrozenMap, Link, PairScore, Relation

__all__ = ["WEIGHTS_FILE", "Alignment", "LinkModel", "PairScore", "align", "decide"]

WEIGHTS_FILE = "weights.json"
DIGITS = 4
"""Decimals of probabilities and evidence: more would differ between processors."""

Doubles = NDArray[np.float64]


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
    """

    mean: tuple[float, ...]
    scale: tuple[float, ...]
    link: tuple[float, ...]
    same: tuple[float, ...]
    threshold: float
    abstain_from: float
    digest: str

    @classmethod
    def from_json(cls, text: str) -> LinkModel:
        """The model written by :mod:`framing.training.alignment`.

        Raises:
            InputError: if the text was not written for this version's evidence.
        """
        try:
            groups = json.loads(text)
            named = {
                name: tuple(float(groups[name][piece]) for piece in pieces)
                for name, pieces in (
                    ("mean", EVIDENCE),
                    ("scale", EVIDENCE),
                    ("link", (*EVIDENCE, "constant")),
                    ("same", (*EVIDENCE, "constant")),
                    ("decision", ("threshold", "abstain_from")),
                )
            }
        except (ValueError, KeyError, TypeError) as error:
            raise InputError(
                f"alignment weights: not of this version ({error!r}); fit them again with "
                "framing train alignment"
            ) from error
        threshold, abstain_from = named.pop("decision")
        digest = hashlib.sha256(text.encode()).hexdigest()
        return cls(**named, threshold=threshold, abstain_from=abstain_from, digest=digest)

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

    def contributions(self, evidence: Mapping[str, float]) -> FrozenMap[float]:
        """What each piece of a link's evidence adds to its score, in logits.

        They add up, with the constant, to the logit of the link's probability.
        """
        return FrozenMap(
            {
                name: weight * (evidence[name] - mean) / scale
                for name, weight, mean, scale in zip(
                    EVIDENCE, self.link, self.mean, self.scale, strict=False
                )
            }
        )

    def _probabilities(self, values: Doubles, weights: tuple[float, ...]) -> Doubles:
        standard = (values - np.array(self.mean)) / np.array(self.scale)
        logits = standard @ np.array(weights[:-1]) + weights[-1]
        made: Doubles = 1 / (1 + np.exp(-np.clip(logits, -30, 30)))
        return made


@cache
def _packaged() -> LinkModel:
    file = files("framing.alignment") / WEIGHTS_FILE
    return LinkModel.from_json(file.read_text(encoding="utf-8"))


def align(
    articles: Sequence[Article], encodings: Sequence[Encoding], *, model: LinkModel | None = None
) -> Alignment:
    """Links the sentences of different articles that report a same fact.

    Headlines take part, captions do not. A sentence may have several links.

    Args:
        articles: two or more articles on one event, each with its own id.
        encodings: one an article, with token vectors, made by
            ``Encoder.encode_articles(articles, tokens=True)``.
        model: other weights than the packaged ones.

    Returns:
        The links and scores. Giving the articles in another order gives the same probabilities,
        each pair turned round so that its left sentence is of the article given first.

    Raises:
        InputError: if the encodings hold no token vectors or do not fit the articles.
    """
    return decide(articles, gather_evidence(articles, encodings), model=model)


def decide(
    articles: Sequence[Article],
    evidence: Sequence[PairEvidence],
    *,
    model: LinkModel | None = None,
) -> Alignment:
    """What :func:`align` makes of the evidence once it is gathered.

    A sentence proposes its five most probable partners in each other article; pairs that neither
    sentence proposes are neither scored nor linked.

    Args:
        articles: the articles, in the order in which links name them.
        evidence: on the pairs of every two of them.
        model: other weights than the packaged ones.
    """
    model = model or LinkModel.packaged()
    place = {article.id: at for at, article in enumerate(articles)}
    links: list[Link] = []
    scores: list[PairScore] = []
    for pairs in evidence:
        probabilities = model.link_probabilities(pairs.values)
        same = model.same_probabilities(pairs.values)
        for at in np.flatnonzero(_proposed(pairs, probabilities)).tolist():
            probability = round(float(probabilities[at]), DIGITS)
            left, right = pairs.left[at], pairs.right[at]
            if place[left.article] > place[right.article]:
                left, right = right, left
            scores.append(PairScore(left, right, probability))
            if probability >= model.threshold:
                values = pairs.values[at].round(DIGITS).tolist()
                found = FrozenMap(zip(EVIDENCE, values, strict=True))
                relation: Relation = "same" if same[at] >= 0.5 else "partial"
                contributions = model.contributions(found)
                links.append(Link(left, right, relation, probability, found, contributions))

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
        threshold=model.threshold,
        abstain_from=model.abstain_from,
        digest=model.digest,
    )


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

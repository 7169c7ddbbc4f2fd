"""Alignment: same-fact links against gold, and the differences named on them.

Links follow Och and Ney (2003): A systematic comparison of various statistical alignment models.
Computational Linguistics 29(1). Precision asks whether predicted links are sure or possible,
recall whether sure links are predicted; counts are pooled over events.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from framing.alignment import align
from framing.corpora import Event, GoldLink, read_same_fact
from framing.evaluation.differences import score_differences
from framing.evaluation.measures import FOUND_MEASURES, Floats, f1, recall
from framing.evaluation.scorecard import Judged, Scorecard, Sheet, SplitSheet
from framing.evaluation.scores import System
from framing.records import SentenceRef

if TYPE_CHECKING:
    from framing.model.encoding import Encoding

__all__ = ["ScoredPairs", "best_threshold", "count_links", "evaluate"]

Pair = tuple[SentenceRef, SentenceRef]
SPLITS = (("same-fact dev", "dev"), ("same-fact dev-other", "dev-other"))


@dataclass(frozen=True, slots=True)
class ScoredPairs:
    """The scores a system gives to the sentence pairs of one event.

    Attributes:
        scores: pair to score; pairs that are not there were not scored.
        chosen: the pairs it links by its own rule; ``None`` for a system without one.
    """

    scores: Mapping[Pair, float]
    chosen: frozenset[Pair] | None = None

    def above(self, threshold: float) -> frozenset[Pair]:
        """The pairs with at least this score."""
        return frozenset(pair for pair, score in self.scores.items() if score >= threshold)


def evaluate(data: Path, progress: Callable[[str], None]) -> Scorecard:
    """Link scores, calibration and differences on both development parts, beside baselines."""
    from framing.model.encoder import Encoder

    sheet = Sheet("alignment", main=[(name, "F1") for name, _ in SPLITS])
    progress("reading the corpus")
    train = read_same_fact(data, "train")
    splits = [(name, read_same_fact(data, part)) for name, part in SPLITS]  # type: ignore[arg-type]
    progress("loading the encoder")
    encoder = Encoder.from_pretrained()
    sheet.weights["encoder"] = encoder.digest
    progress("encoding the training part")
    cosines = {
        "TF-IDF cosine": _score_by(tfidf_vectors, train),
        "embedding cosine": _score_by(_vectors(_encode(encoder.encode_articles, train)), train),
    }
    thresholds = {name: best_threshold(scored, train) for name, scored in cosines.items()}
    for name, threshold in thresholds.items():
        sheet.parameters[f"{name} threshold"] = round(threshold, 4)
    for name, events in splits:
        progress(f"{name}: encoding")
        encodings = _encode(encoder.encode_articles, events, tokens=True)
        progress(f"{name}: aligning")
        ours = []
        for event, encoded in zip(events, encodings, strict=True):
            made = align(event.articles, encoded)
            sheet.weights["alignment"] = made.digest
            sheet.parameters["link threshold"] = made.threshold
            ours.append(
                ScoredPairs(
                    {_ordered(each.left, each.right): each.probability for each in made.scores},
                    frozenset(_ordered(link.left, link.right) for link in made.links),
                )
            )
        baselines = {
            "TF-IDF cosine": _score_by(tfidf_vectors, events),
            "embedding cosine": _score_by(_vectors(encodings), events),
        }
        links = sum(len(event.links) for event in events)
        split = sheet.split(
            name, "event", len(events), items=(links, "gold link"), origin=ORIGINS[name]
        )
        _score_links(split, events, ours, baselines, thresholds)
        _score_calibration(split, events, ours)
        progress(f"{name}: differences")
        score_differences(sheet, f"{name}, differences", events)
    digest = sheet.weights.get("alignment", "")
    sheet.own.append(System("framing", "own", "network", digest, "same-fact train"))
    sheet.references |= {name for name in sheet.seen if name.endswith(ORACLE)}
    sheet.notes += NOTES
    return sheet.finish()


ORACLE = ", oracle threshold"
ORIGINS = MappingProxyType(
    {
        "same-fact dev": "12 events of BASIL that same-fact train does not have. Our weights and "
        "the cosines' thresholds were fitted on same-fact train.",
        "same-fact dev-other": "13 events of other domains: world affairs, sport, technology, "
        "crime. Nothing was fitted on them.",
    }
)


NOTES = (
    "Precision: predicted links that are sure or possible, of all predicted. Recall: sure links "
    "that are predicted, of all sure links (Och and Ney 2003). Pooled over events.",
    "'same' recall: the same, of sure links labelled 'same'. Candidate recall: sure links whose "
    "pair was scored at all, of all sure links.",
    "Oracle thresholds were chosen on the very part that is scored, so they flatter.",
    "Calibration is over the pairs the aligner scored, against the share of annotation passes "
    "that linked the pair: 1, 0.5 or 0; and over the pairs it linked alone, as is accuracy when "
    "the least sure are left out.",
    "Differences: kinds named on sure gold links. A link on which only one pass marked the kind "
    "is left out for that kind. 'conflict' is any difference flagged as a conflict. Kinds without "
    "a gold case are counted under 'all kinds' only.",
)


def _score_links(
    split: SplitSheet,
    events: Sequence[Event],
    ours: Sequence[ScoredPairs],
    baselines: Mapping[str, Sequence[ScoredPairs]],
    thresholds: Mapping[str, float],
) -> None:
    predicted = {"framing": [each.chosen or frozenset() for each in ours]}
    oracle = best_threshold(ours, events)
    predicted[f"framing{ORACLE}"] = [each.above(oracle) for each in ours]
    for name, scored in baselines.items():
        predicted[name] = [each.above(thresholds[name]) for each in scored]
        oracle = best_threshold(scored, events)
        predicted[f"{name}{ORACLE}"] = [each.above(oracle) for each in scored]
    tables = {}
    for name, found in predicted.items():
        pairs = list(zip(found, events, strict=True))
        tables[name] = [count_links(links, event.links) for links, event in pairs]
        split.add(name, tables[name], FOUND_MEASURES)
        same = [
            count_links(links, [link for link in event.links if link.relation == "same"])
            for links, event in pairs
        ]
        split.add(name, same, {"'same' recall": recall})
    scored_at_all = [
        count_links(frozenset(each.scores), event.links)
        for each, event in zip(ours, events, strict=True)
    ]
    split.add("framing", scored_at_all, {"candidate recall": recall})
    for name in baselines:
        split.compare(("framing", name), (tables["framing"], tables[name]), "F1", f1)


def count_links(predicted: frozenset[Pair], gold: Iterable[GoldLink]) -> list[float]:
    """Sufficient statistics of the links of one event: predicted, right, sure, found."""
    links = list(gold)
    possible = {_ordered(link.left, link.right) for link in links}
    sure = {_ordered(link.left, link.right) for link in links if link.sure}
    return [len(predicted), len(predicted & possible), len(sure), len(predicted & sure)]


def best_threshold(scored: Sequence[ScoredPairs], events: Sequence[Event]) -> float:
    """The threshold with the best pooled F1, the highest where several are; above all if none."""
    scores, right, found = [], [], []
    sure_links = 0
    for each, event in zip(scored, events, strict=True):
        sure = {_ordered(link.left, link.right): link.sure for link in event.links}
        sure_links += sum(sure.values())
        for pair, score in each.scores.items():
            scores.append(score)
            right.append(pair in sure)
            found.append(sure.get(pair, False))
    if not scores:
        return float("inf")
    order = np.argsort(-np.asarray(scores), kind="stable")
    values = np.asarray(scores)[order]
    # Equal scores are taken together: only the last of a run is a threshold.
    last = np.append(values[1:] != values[:-1], True)
    sums = np.stack(
        [
            np.arange(1, len(values) + 1, dtype=np.float64),
            np.cumsum(np.asarray(right, dtype=np.float64)[order]),
            np.full(len(values), float(sure_links)),
            np.cumsum(np.asarray(found, dtype=np.float64)[order]),
        ],
        axis=-1,
    )
    return float(values[last][int(np.argmax(f1(sums[last])))])


def _score_calibration(
    split: SplitSheet, events: Sequence[Event], ours: Sequence[ScoredPairs]
) -> None:
    pairs, linked = [], []
    for number, (each, event) in enumerate(zip(ours, events, strict=True)):
        marked = {
            _ordered(link.left, link.right): 1.0 if link.sure else 0.5 for link in event.links
        }
        for pair, score in each.scores.items():
            pairs.append(Judged(number, score, marked.get(pair, 0.0)))
            if pair in (each.chosen or ()):
                linked.append(pairs[-1])
    if not pairs:
        return
    rate = sum(each.outcome for each in pairs) / len(pairs)
    constant = [replace(each, probability=rate) for each in pairs]
    split.add_reliability("framing", "the pair reports the same fact", pairs)
    split.add_reliability("always the base rate", "the pair reports the same fact", constant)
    split.add_reliability("framing", "the pair it linked reports the same fact", linked)
    split.add_coverage("framing", "links", linked)


def tfidf_vectors(event: Event) -> list[Floats]:
    """Unit-length TF-IDF vectors of words, weighed over the event's own sentences."""
    from sklearn.feature_extraction.text import TfidfVectorizer

    texts = [[a.sentence_text(n) for n in range(len(a.sentences))] for a in event.articles]
    vectorizer = TfidfVectorizer(token_pattern=r"\w+", sublinear_tf=True)
    rows = vectorizer.fit_transform([text for each in texts for text in each]).toarray()
    cuts = np.cumsum([len(each) for each in texts])[:-1]
    return list(np.split(rows, cuts))


def _vectors(
    encodings: Sequence[tuple[Encoding, ...]],
) -> Callable[[Event], list[NDArray[np.float32]]]:
    """Gives the encoded events one after the other, in the order in which they are asked for."""
    ahead = iter(encodings)
    return lambda event: [each.vectors for each in next(ahead)]


def _score_by(
    vectors: Callable[[Event], Sequence[NDArray[np.floating]]], events: Sequence[Event]
) -> list[ScoredPairs]:
    """Every pair of sentences of different articles of each event, scored by cosine."""
    made = []
    for event in events:
        scores = {}
        rows = vectors(event)
        for left, one in enumerate(event.articles):
            for right in range(left + 1, len(event.articles)):
                table = rows[left] @ rows[right].T
                for (m, n), value in np.ndenumerate(table):
                    pair = SentenceRef(one.id, m), SentenceRef(event.articles[right].id, n)
                    scores[_ordered(*pair)] = float(value)
        made.append(ScoredPairs(scores))
    return made


def _encode(
    encode: Callable[..., tuple[Encoding, ...]], events: Sequence[Event], *, tokens: bool = False
) -> list[tuple[Encoding, ...]]:
    """Encodes all events in one call, and deals the articles' encodings out again."""
    articles = [article for event in events for article in event.articles]
    whole = iter(encode(articles, tokens=tokens))
    return [tuple(next(whole) for _ in event.articles) for event in events]


def _ordered(left: SentenceRef, right: SentenceRef) -> Pair:
    return (left, right) if left <= right else (right, left)

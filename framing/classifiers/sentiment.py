"""Sentiment toward a target: how a sentence speaks of one person, organisation or place.

Labels as in NewsMTSC: Hamborg and Donnay (2021), *NewsMTSC: A Dataset for (Multi-)Target-dependent
Sentiment Classification in Political News Articles*, EACL. The evidence is what the words do to
the target (:mod:`framing.classifiers.sentiment_features`), with word valences from VADER (Hutto
and Gilbert 2014, ICWSM). Its weights are those of a multinomial logistic regression fitted on the
training part of NewsMTSC by :mod:`framing.training.sentiment_lexicon`.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from operator import index
from typing import Any, ClassVar

from framing.classifiers.base import Batch, TextClassifier, voice_of
from framing.classifiers.inputs import is_table, list_items
from framing.classifiers.lexicon import quotations_in, read_weights, softmax
from framing.classifiers.sentiment_features import Evidence, Opinion, find_evidence, read_scene
from framing.errors import InputError
from framing.records import Annotation, Article, FrozenMap, Prediction, Sentence, Span

__all__ = ["TargetSentimentClassifier"]

_WEIGHTS = "sentiment.json"
# The kinds of entities that one can speak well or ill of.
_TARGETS = frozenset({"person", "organisation", "place"})
# The columns of a table that gives texts and their targets.
_COLUMNS = ("text", "start", "end")


@dataclass(frozen=True, slots=True)
class _Judgement:
    """The probabilities of the labels, and the word that speaks most for the likeliest."""

    probabilities: FrozenMap[float]
    label: str
    reason: Opinion | None


class TargetSentimentClassifier(TextClassifier):
    """Says how a sentence speaks of a target: ``negative``, ``neutral`` or ``positive``.

    ``predict`` takes pairs ``(text, (start, end))``, the target's half-open offsets into the text,
    or a table with the columns ``text``, ``start`` and ``end``. A target that is empty or outside
    its text is an error.

    An annotation's span is the mention of the target. Its properties: ``entity`` is the entity's
    id or empty; ``why`` is the word that speaks most for the label, empty when none does;
    ``voice`` is ``quoted`` when that word (or, without one, the mention) stands inside quotation
    marks, so that it is somebody else who speaks well or ill, and ``author`` otherwise.
    """

    task: ClassVar[str] = "sentiment"
    labels: ClassVar[tuple[str, ...]] = ("negative", "neutral", "positive")
    classes_: ClassVar[tuple[str, ...]] = ("negative", "neutral", "positive")

    def annotate(self, articles: Batch | Iterable[Article | str]) -> list[list[Annotation]]:
        """The sentiment toward each mention of a person, organisation or place, by offset.

        Mentions are the entities already known to the batch; where it knows none at all, they are
        found first.
        """
        batch = Batch.of(articles)
        mentions: Sequence[Sequence[Annotation]] = [
            batch.known(number, "entity") for number in range(len(batch.articles))
        ]
        if not any(mentions):
            from framing.classifiers.entities import EntityRecognizer

            mentions = EntityRecognizer().annotate(batch)
        return [
            self._annotate(article, [found for found in known if found.label in _TARGETS])
            for article, known in zip(batch.articles, mentions, strict=True)
        ]

    def _check_inputs(self, inputs: object) -> list[tuple[str, Span]]:
        who = type(self).__name__
        if is_table(inputs):
            pairs = _read_table(who, inputs)
        else:
            pairs = list_items(who, "(text, (start, end)) pairs", inputs)
        return [_check_pair(f"{who}: {where}", pair) for where, pair in pairs]

    def _predict_all(self, inputs: list[tuple[str, Span]]) -> list[Prediction]:
        from framing.articles.quotations import find_quotations

        made = []
        for text, target in inputs:
            quotations = find_quotations(text)
            judged = _judge(list(find_evidence(read_scene(text, quotations), target)))
            annotation = self._annotation(judged, target, voice_of(target, quotations))
            made.append(
                Prediction(judged.label, annotation.score, judged.probabilities, (annotation,))
            )
        return made

    def _annotate(self, article: Article, mentions: Sequence[Annotation]) -> list[Annotation]:
        by_sentence: dict[Sentence, list[Annotation]] = defaultdict(list)
        for mention in mentions:
            sentence = article.sentence_at(mention.start)
            if sentence is not None:
                by_sentence[sentence].append(mention)
        found = []
        for sentence, inside in by_sentence.items():
            text = article.text[sentence.start : sentence.end]
            quotations = quotations_in(article, sentence)
            scene = read_scene(text, quotations)
            for mention in inside:
                end = max(mention.start, min(mention.end, sentence.end))
                target = Span(mention.start - sentence.start, end - sentence.start)
                judged = _judge(list(find_evidence(scene, target)))
                voice = voice_of(target, quotations)
                entity = str(mention.properties.get("entity") or "")
                found.append(self._annotation(judged, mention.span, voice, entity, article.id))
        return sorted(found, key=lambda annotation: (annotation.start, annotation.end))

    def _annotation(
        self, judged: _Judgement, target: Span, voice: str, entity: str = "", article: str = ""
    ) -> Annotation:
        if judged.reason is not None:
            voice = "quoted" if judged.reason.quoted else "author"
        return Annotation(
            self.task,
            judged.label,
            target.start,
            target.end,
            judged.probabilities[judged.label],
            parts=FrozenMap({"target": (target,)}),
            properties=FrozenMap(
                {
                    "entity": entity,
                    "voice": voice,
                    "why": judged.reason.text if judged.reason else "",
                }
            ),
            article=article,
        )


def _judge(evidence: Sequence[Evidence]) -> _Judgement:
    """Weighs the evidence by the fitted weights."""
    weights = read_weights(_WEIGHTS)
    labels = TargetSentimentClassifier.labels
    totals = [_total(weights[label], evidence) for label in labels]
    temperature = weights["calibration"]["temperature"]
    probabilities = FrozenMap(
        zip(labels, softmax([total / temperature for total in totals]), strict=True)
    )
    label = max(labels, key=lambda name: probabilities[name])
    return _Judgement(probabilities, label, _reason(label, evidence))


def _total(weights: Mapping[str, float], evidence: Sequence[Evidence]) -> float:
    # An exact sum does not depend on the order of the evidence.
    return weights["bias"] + math.fsum(
        weights.get(item.name, 0.0) * item.value for item in evidence
    )


def _reason(label: str, evidence: Sequence[Evidence]) -> Opinion | None:
    """The word that speaks most for a positive or negative label; ``None`` when none does."""
    if label == "neutral":
        return None
    against = "positive" if label == "negative" else "negative"
    weights = read_weights(_WEIGHTS)
    support: dict[Opinion, float] = defaultdict(float)
    for item in evidence:
        if item.opinion is not None:
            weight = weights[label].get(item.name, 0.0) - weights[against].get(item.name, 0.0)
            support[item.opinion] += weight * item.value
    best = max(support, key=lambda opinion: (support[opinion], -opinion.first), default=None)
    return best if best is not None and support[best] > 0 else None


def _read_table(who: str, table: Any) -> list[tuple[str, tuple[object, object]]]:
    """The pair of each row of a table, after where it stands."""
    absent = [name for name in _COLUMNS if name not in table.columns]
    if absent:
        raise InputError(
            f"{who}: the table has no column {', '.join(absent)}; it needs {', '.join(_COLUMNS)}"
        )
    texts, starts, ends = (list_items(who, "values", table[name]) for name in _COLUMNS)
    return [
        (where, (text, (start, end)))
        for (where, text), (_, start), (_, end) in zip(texts, starts, ends, strict=True)
    ]


def _check_pair(where: str, pair: Any) -> tuple[str, Span]:
    """A text and its target; ``where`` opens the error if it is something else."""
    try:
        text, (first, last) = pair
    except (TypeError, ValueError) as error:
        raise InputError(f"{where} is not (text, (start, end))") from error
    if not isinstance(text, str):
        raise InputError(f"{where} has {type(text).__name__} for its text")
    try:
        start, end = index(first), index(last)
    except TypeError as error:
        raise InputError(
            f"{where} has target ({first!r}, {last!r}); give two whole numbers"
        ) from error
    if not 0 <= start < end <= len(text):
        raise InputError(
            f"{where} has target ({start}, {end}) in a text of {len(text)} characters; "
            "give 0 <= start < end <= length"
        )
    return text, Span(start, end)

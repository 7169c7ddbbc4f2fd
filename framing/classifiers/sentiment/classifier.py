"""The classifier of sentiment toward a target."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from operator import index
from typing import TYPE_CHECKING, Any, ClassVar

from framing.articles.quotations import find_quotations
from framing.classifiers.base import Batch, TextClassifier, voice_of
from framing.classifiers.inputs import is_table, list_items
from framing.classifiers.lexicon import quotations_in, softmax
from framing.classifiers.sentiment.features import Evidence, find_evidence, read_scene
from framing.classifiers.sentiment.rules import LABELS, Judgement, find_reason, judge
from framing.classifiers.spans import cover
from framing.errors import InputError
from framing.records import Annotation, Article, FrozenMap, Prediction, Sentence, Span

if TYPE_CHECKING:
    from framing.model.encoding import Encoding

__all__ = ["TargetSentimentClassifier", "weigh_judgement"]

# The kinds of entities that one can speak well or ill of.
_TARGETS = frozenset({"person", "organisation", "place"})
# From which probability on a mention in an article is called negative or positive. A corpus of
# sentiment has picked sentences that take sides; in an article most mentions are neutral.
_CALLED_FROM = 0.6
# Below which probability of neutral the likelier of the two is called all the same.
_HARDLY_NEUTRAL = 0.2
# The columns of a table that gives texts and their targets.
_COLUMNS = ("text", "start", "end")


@dataclass(frozen=True, slots=True)
class _Case:
    """One target: the number of its sentence, its offsets there, and what the rules see."""

    sentence: int
    target: Span
    evidence: tuple[Evidence, ...]


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
    labels: ClassVar[tuple[str, ...]] = LABELS
    classes_: ClassVar[tuple[str, ...]] = LABELS
    providers: ClassVar[tuple[str, ...]] = ("network", "rules")

    def annotate(self, articles: Batch | Iterable[Article | str]) -> list[list[Annotation]]:
        """The sentiment toward each mention of a person, organisation or place, by offset.

        In an article most mentions are neutral, so that one is called negative or positive only
        from a probability of 0.6 on, or where neutral has less than 0.2; :meth:`predict` gives
        the likeliest label whatever it is.
        Mentions are the entities already known to the batch; where it knows none at all, they are
        found first.
        """
        batch = Batch.of(articles)
        if self.reader is not None:
            batch = replace(batch, encodings=self.reader.read(batch))
        mentions: Sequence[Sequence[Annotation]] = [
            batch.known(number, "entity") for number in range(len(batch.articles))
        ]
        if not any(mentions):
            from framing.classifiers.entities import EntityRecognizer

            mentions = EntityRecognizer.beside(self).annotate(batch)
        encodings = batch.encodings if self.reader else [None] * len(batch.articles)
        return [
            self._annotate(article, [found for found in known if found.label in _TARGETS], encoding)
            for article, known, encoding in zip(batch.articles, mentions, encodings, strict=True)
        ]

    def _check_inputs(self, inputs: object) -> list[tuple[str, Span]]:
        who = type(self).__name__
        if is_table(inputs):
            pairs = _read_table(who, inputs)
        else:
            pairs = list_items(who, "(text, (start, end)) pairs", inputs)
        return [_check_pair(f"{who}: {where}", pair) for where, pair in pairs]

    def _predict_all(self, inputs: list[tuple[str, Span]]) -> list[Prediction]:
        texts = list(dict.fromkeys(text for text, _ in inputs))
        numbers = {text: number for number, text in enumerate(texts)}
        quotations = [find_quotations(text) for text in texts]
        encoding = None
        if self.reader:
            quoted = [[each.span for each in found] for found in quotations]
            encoding = self.reader.encoder.encode(texts, tokens=True, quoted=quoted)
        cases = []
        for text, target in inputs:
            number = numbers[text]
            scene = read_scene(text, quotations[number])
            cases.append(_Case(number, target, tuple(find_evidence(scene, target))))
        made = []
        for case, judged in zip(cases, self._judge(cases, encoding), strict=True):
            voice = voice_of(case.target, quotations[case.sentence])
            annotation = self._annotation(judged, case.target, voice)
            made.append(
                Prediction(judged.label, annotation.score, judged.probabilities, (annotation,))
            )
        return made

    def _annotate(
        self, article: Article, mentions: Sequence[Annotation], encoding: Encoding | None
    ) -> list[Annotation]:
        by_sentence: dict[Sentence, list[Annotation]] = defaultdict(list)
        for mention in mentions:
            sentence = article.sentence_at(mention.start)
            if sentence is not None:
                by_sentence[sentence].append(mention)
        cases, about = [], []
        for sentence, inside in by_sentence.items():
            quotations = quotations_in(article, sentence)
            scene = read_scene(article.text[sentence.start : sentence.end], quotations)
            for mention in inside:
                end = max(mention.start, min(mention.end, sentence.end))
                target = Span(mention.start - sentence.start, end - sentence.start)
                cases.append(_Case(sentence.index, target, tuple(find_evidence(scene, target))))
                about.append((mention, voice_of(target, quotations)))
        found = [
            self._annotation(
                _if_sure(judged),
                mention.span,
                voice,
                str(mention.properties.get("entity") or ""),
                article.id,
            )
            for (mention, voice), judged in zip(about, self._judge(cases, encoding), strict=True)
        ]
        return sorted(found, key=lambda annotation: (annotation.start, annotation.end))

    def _judge(self, cases: Sequence[_Case], encoding: Encoding | None) -> list[Judgement]:
        by_rules = [judge(case.evidence) for case in cases]
        if self.reader is None or encoding is None:
            return by_rules
        places = [
            (case.sentence, *(cover(encoding.offsets[case.sentence], case.target) or (0, 0)))
            for case in cases
        ]
        logits = self.reader.heads.judge_targets(encoding.tokens, places)
        weights = self.reader.weights(self.task)["label"]
        return [
            weigh_judgement(made, row.tolist(), weights, case.evidence)
            for made, row, case in zip(by_rules, logits, cases, strict=True)
        ]

    def _annotation(
        self, judged: Judgement, target: Span, voice: str, entity: str = "", article: str = ""
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


def weigh_judgement(
    by_rules: Judgement,
    logits: Sequence[float],
    weights: Mapping[str, float],
    evidence: Sequence[Evidence],
) -> Judgement:
    """What follows from the rules' probabilities and the network's logits by fitted weights."""
    totals = [
        weights["network"] * logit
        + weights["rules"] * math.log(max(by_rules.probabilities[label], 1e-6))
        + weights[f"bias {label}"]
        for label, logit in zip(LABELS, logits, strict=True)
    ]
    probabilities = FrozenMap(zip(LABELS, softmax(totals), strict=True))
    label = max(LABELS, key=lambda name: probabilities[name])
    # A word is a reason only where the rules, which know the word, come to the same label.
    reason = find_reason(label, evidence) if label == by_rules.label else None
    return Judgement(probabilities, label, reason)


def _if_sure(judged: Judgement) -> Judgement:
    """The judgement, neutral where it is not sure enough to take sides."""
    chances = judged.probabilities
    sure = chances[judged.label] >= _CALLED_FROM or chances["neutral"] < _HARDLY_NEUTRAL
    if sure or judged.label == "neutral":
        return judged
    return replace(judged, label="neutral", reason=None)


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

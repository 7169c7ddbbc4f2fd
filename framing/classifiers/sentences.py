"""Classifiers that find spans in a sentence and judge the sentence as a whole."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any, ClassVar

from framing.articles.quotations import find_quotations
from framing.classifiers.base import Batch, TextClassifier, voice_of
from framing.classifiers.lexicon import quotations_in
from framing.classifiers.spans import kinds_of, read_words
from framing.classifiers.weighing import (
    Finding,
    Judgement,
    SpanEvidence,
    gather_sentence,
    gather_spans,
    keep_best,
    weigh,
)
from framing.records import Annotation, Article, FrozenMap, Prediction, Quotation, Span

if TYPE_CHECKING:
    from framing.model.encoding import Encoding
    from framing.model.reading import HeadReader

__all__ = ["SentenceClassifier", "SentenceEvidence", "gather"]


class SentenceEvidence:
    """What is known of one sentence before it is weighed: spans, and what both sides say of it."""

    __slots__ = ("by_rules", "logit", "spans")

    def __init__(self, spans: Sequence[SpanEvidence], by_rules: Judgement, logit: float) -> None:
        self.spans = tuple(spans)
        self.by_rules = by_rules
        self.logit = logit

    def weigh(self, weights: Mapping[str, Mapping[str, float]]) -> Judgement:
        """The judgement that follows by fitted weights; of spans that overlap the best stays."""
        kept = keep_best(self.spans, weights["span"])
        best = max((finding.score for finding in kept), default=0.0)
        features = gather_sentence(self.logit, self.by_rules, best)
        return Judgement(weigh(weights["sentence"], features), tuple(kept))


def gather(
    heads: HeadReader,
    names: tuple[str, str],
    texts: Sequence[str],
    encoding: Encoding,
    by_rules: Sequence[Judgement],
) -> list[SentenceEvidence]:
    """The evidence on each of some sentences.

    Args:
        heads: the network's heads.
        names: of the head for tokens and the one for sentences.
        texts: the sentences.
        encoding: what the encoder made of them.
        by_rules: what the rules say of them.
    """
    tags, labels = heads.tag(names[0], encoding.tokens), heads.labels(names[0])
    kinds = kinds_of(labels)
    logits = heads.judge(names[1], encoding.tokens)
    made = []
    for at, words in enumerate(read_words(texts, encoding.offsets, tags, labels)):
        spans = gather_spans(words, kinds, by_rules[at].findings)
        made.append(SentenceEvidence(spans, by_rules[at], float(logits[at])))
    return made


class SentenceClassifier(TextClassifier):
    """Finds spans in sentences and judges each sentence.

    A subclass names its heads and what its first class is, and judges by rules.
    """

    heads: ClassVar[tuple[str, str]]
    positive: ClassVar[str]
    providers: ClassVar[tuple[str, ...]] = ("network", "rules")

    @staticmethod
    @abstractmethod
    def judge_by_rules(text: str, quotations: Sequence[Quotation]) -> Judgement:
        """What the rules say of one sentence, with every candidate, sure and unsure."""

    @staticmethod
    @abstractmethod
    def threshold_of_rules() -> float:
        """From which probability on the rules take a candidate for what is looked for."""

    @staticmethod
    def tidy(text: str, findings: tuple[Finding, ...]) -> tuple[Finding, ...]:
        """What the network and the rules found together, with such edges as a reader expects."""
        return findings

    def annotate(self, articles: Batch | Iterable[Article | str]) -> list[list[Annotation]]:
        """What is found in each article, in order of offset."""
        batch = Batch.of(articles)
        encodings = self.reader.read(batch) if self.reader else [None] * len(batch.articles)
        threshold = self._threshold()
        return [
            [
                self._annotation(finding, quotations, sentence.start, article.id)
                for sentence, quotations, judged in zip(
                    article.sentences,
                    *self._judge_article(article, encoding),
                    strict=True,
                )
                for finding in judged.findings
                if finding.score >= threshold
            ]
            for article, encoding in zip(batch.articles, encodings, strict=True)
        ]

    def _judge_article(
        self, article: Article, encoding: Encoding | None
    ) -> tuple[list[list[Quotation]], list[Judgement]]:
        texts = [article.text[each.start : each.end] for each in article.sentences]
        quotations = [quotations_in(article, each) for each in article.sentences]
        return quotations, list(self._judge(texts, quotations, encoding))

    def _predict_all(self, inputs: list[str]) -> list[Prediction]:
        quotations = [find_quotations(text) for text in inputs]
        encoding = None
        if self.reader:
            quoted = [[each.span for each in found] for found in quotations]
            encoding = self.reader.encoder.encode(inputs, tokens=True, quoted=quoted)
        judged = self._judge(inputs, quotations, encoding)
        return [self._prediction(*pair) for pair in zip(judged, quotations, strict=True)]

    def _judge(
        self,
        texts: Sequence[str],
        quotations: Sequence[Sequence[Quotation]],
        encoding: Encoding | None,
    ) -> Iterator[Judgement]:
        by_rules = [self.judge_by_rules(*pair) for pair in zip(texts, quotations, strict=True)]
        if self.reader is None or encoding is None:
            yield from by_rules
            return
        weights = self.reader.weights(self.task)
        found = gather(self.reader.heads, self.heads, texts, encoding, by_rules)
        for text, evidence in zip(texts, found, strict=True):
            judged = evidence.weigh(weights)
            yield replace(judged, findings=self.tidy(text, judged.findings))

    def _threshold(self) -> float:
        if self.reader is None:
            return self.threshold_of_rules()
        return self.reader.weights(self.task)["threshold"]["span"]

    def _prediction(self, judged: Judgement, quotations: Sequence[Quotation]) -> Prediction:
        (other,) = (name for name in self.classes_ if name != self.positive)
        probabilities = {self.positive: judged.chance, other: 1 - judged.chance}
        label = self.positive if judged.chance >= 0.5 else other
        threshold = self._threshold()
        return Prediction(
            label,
            probabilities[label],
            FrozenMap(probabilities),
            tuple(
                self._annotation(finding, quotations)
                for finding in judged.findings
                if finding.score >= threshold
            ),
        )

    def _annotation(
        self,
        finding: Finding,
        quotations: Sequence[Quotation],
        shift: int = 0,
        article: str = "",
    ) -> Annotation:
        voice = voice_of(Span(finding.start, finding.end), quotations)
        properties: dict[str, Any] = {"voice": voice, **self._properties(finding)}
        return Annotation(
            self.task,
            finding.label,
            finding.start + shift,
            finding.end + shift,
            finding.score,
            properties=FrozenMap(properties),
            article=article,
        )

    def _properties(self, finding: Finding) -> dict[str, str]:
        """What an annotation says beside its voice."""
        return {}

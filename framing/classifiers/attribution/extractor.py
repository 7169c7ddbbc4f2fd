"""The attribution extractor: the classifier that wraps words, choices and names."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING, ClassVar

from framing.classifiers.attribution.anonymity import is_about_anonymity
from framing.classifiers.attribution.extraction import Found, Model, extract, score_features
from framing.classifiers.attribution.identity import identify_sources
from framing.classifiers.attribution.merging import (
    Merged,
    as_merged,
    merge,
    pair,
    with_whole_names,
    without_other_cues,
)
from framing.classifiers.attribution.proposals import Proposal, propose
from framing.classifiers.attribution.sources import Source, Sources
from framing.classifiers.attribution.structure import Reading, read_article
from framing.classifiers.base import Batch, TextClassifier
from framing.classifiers.entities import EntityRecognizer
from framing.classifiers.lexicon import read_weights
from framing.classifiers.weighing import weigh
from framing.records import Annotation, Article, FrozenMap, Span, quoted_share

if TYPE_CHECKING:
    from framing.model.encoding import Encoding
    from framing.model.reading import HeadReader

__all__ = ["AttributionExtractor", "find_by_rules", "gather"]

_WHOLLY = 0.9  # share of quoted characters from which on content is direct
_HARDLY = 0.1  # share up to which it is indirect


class AttributionExtractor(TextClassifier):
    """Finds who says, thinks or wants what.

    A text is ``attributed`` where it attributes something to a source, else ``asserted``.

    Names come from the entities of the batch where it has them, else from
    :class:`~framing.classifiers.entities.EntityRecognizer`.
    """

    task: ClassVar[str] = "attribution"
    labels: ClassVar[tuple[str, ...]] = ("direct", "indirect", "mixed")
    classes_: ClassVar[tuple[str, ...]] = ("attributed", "asserted")
    providers: ClassVar[tuple[str, ...]] = ("network", "rules")

    # Measured on the sentences of PolNeAR's training part, each alone.
    _missed: ClassVar[float] = 0.2

    def annotate(self, articles: Batch | Iterable[Article | str]) -> list[list[Annotation]]:
        """The attributions of each article, in order of offset."""
        batch = Batch.of(articles)
        if self.reader is not None:
            batch = replace(batch, encodings=self.reader.read(batch))
        if batch.annotations:
            entities = [batch.known(index, "entity") for index in range(len(batch.articles))]
        else:
            entities = [tuple(found) for found in EntityRecognizer.beside(self).annotate(batch)]
        encodings = batch.encodings if self.reader else [None] * len(batch.articles)
        found = [
            self._annotate(article, known, encoding)
            for article, known, encoding in zip(batch.articles, entities, encodings, strict=True)
        ]
        return identify_sources(batch.articles, entities, found)

    def _annotate(
        self, article: Article, entities: Sequence[Annotation], encoding: Encoding | None
    ) -> list[Annotation]:
        reading = read_article(article)
        sources = Sources(reading, entities)
        threshold = self._threshold()
        made: dict[Span, Annotation] = {}
        sure = [each for each in self._find(reading, encoding) if each[1] >= threshold]
        whole = without_other_cues(article, [found for found, _ in sure])
        for found, score in zip(whole, (score for _, score in sure), strict=True):
            if is_about_anonymity(found.content[0].of(article.text)):
                continue
            found = with_whole_names(found, reading, entities)
            source = sources.describe(found)
            if _is_kicker(article, found, source):
                continue
            annotation = _annotation(article, found, source, score)
            # One content has one source: of two readings of the same passage the surer one stays.
            other = made.get(annotation.span)
            if other is None or other.score < annotation.score:
                made[annotation.span] = annotation
        return sorted(made.values(), key=lambda each: (each.start, each.end, each.parts["cue"]))

    def _find(self, reading: Reading, encoding: Encoding | None) -> list[tuple[Merged, float]]:
        """All attributions, sure and unsure, with their scores, in the order of their cues."""
        by_rules = find_by_rules(reading)
        if self.reader is None or encoding is None:
            return [(as_merged(found), score) for found, score in by_rules]
        weights = self.reader.weights(self.task)
        made = [
            (merged, weigh(weights["score"], merged.features))
            for proposal, rule in gather(reading, encoding, self.reader.heads, by_rules)
            if (merged := merge(reading, proposal, rule, weights)) is not None
        ]
        return sorted(made, key=lambda each: each[0].cue)

    def _threshold(self) -> float:
        if self.reader is None:
            return read_weights("attribution.json")["threshold"]["score"]
        return self.reader.weights(self.task)["threshold"]["score"]


def find_by_rules(reading: Reading) -> list[tuple[Found, float]]:
    """What the rules find, sure and unsure, each with its calibrated score."""
    weights = read_weights("attribution.json")["score"]
    return [(found, weigh(weights, score_features(found))) for found in extract(reading, _model())]


def gather(
    reading: Reading,
    encoding: Encoding,
    heads: HeadReader,
    by_rules: Sequence[tuple[Found, float]],
) -> list[tuple[Proposal, tuple[Found, float] | None]]:
    """What the network proposes, each with what the rules found at the same cue."""
    cues = [found.cue for found, _ in by_rules]
    return pair(propose(reading.article, encoding, heads, cues), by_rules)


@cache
def _model() -> Model:
    return Model.of(read_weights("attribution.json"))


def _annotation(article: Article, found: Merged, source: Source, score: float) -> Annotation:
    parts = {"cue": (found.cue,), "content": found.content}
    if found.source is not None:
        parts["source"] = (found.source,)
    properties: dict[str, str | float | bool | None] = {
        "source_type": source.kind,
        "cue_stance": found.entry.stance,
        "source_name": source.name,
        "anonymous": source.anonymous,
        "resolved": source.resolved,
    }
    return Annotation(
        task="attribution",
        label=_label(article, found.content),
        start=found.content[0].start,
        end=found.content[-1].end,
        score=round(score, 4),
        parts=FrozenMap(parts),
        properties=FrozenMap(properties),
        article=article.id,
    )


def _is_kicker(article: Article, found: Merged, source: Source) -> bool:
    """Whether a colon only sets a heading off ("Explainer: ..."): nobody known stands before it."""
    return found.cue.of(article.text) == ":" and source.kind == "unknown"


def _label(article: Article, content: Sequence[Span]) -> str:
    total = sum(len(span) for span in content)
    quoted = sum(quoted_share(span, article.quotations) * len(span) for span in content) / total
    if quoted >= _WHOLLY:
        return "direct"
    return "indirect" if quoted <= _HARDLY else "mixed"

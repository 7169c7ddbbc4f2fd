"""The attribution extractor: the classifier that wraps words, choices and names."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache
from typing import ClassVar

from framing.classifiers.attribution.extraction import Found, Model, extract, score_features
from framing.classifiers.attribution.identity import identify_sources
from framing.classifiers.attribution.sources import Source, Sources
from framing.classifiers.attribution.structure import read_article
from framing.classifiers.base import Batch, TextClassifier
from framing.classifiers.entities import EntityRecognizer
from framing.classifiers.lexicon import read_weights, sigmoid
from framing.records import Annotation, Article, FrozenMap, Span, quoted_share

__all__ = ["AttributionExtractor"]

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

    # Measured on the sentences of PolNeAR's training part, each alone.
    _missed: ClassVar[float] = 0.2

    def annotate(self, articles: Batch | Iterable[Article | str]) -> list[list[Annotation]]:
        """The attributions of each article, in order of offset."""
        batch = Batch.of(articles)
        if batch.annotations:
            entities = [batch.known(index, "entity") for index in range(len(batch.articles))]
        else:
            entities = [tuple(found) for found in EntityRecognizer().annotate(batch)]
        found = [
            self._annotate(article, known)
            for article, known in zip(batch.articles, entities, strict=True)
        ]
        return identify_sources(batch.articles, entities, found)

    def _annotate(self, article: Article, entities: Sequence[Annotation]) -> list[Annotation]:
        weights = read_weights("attribution.json")
        threshold = weights["threshold"]["score"]
        reading = read_article(article)
        sources = Sources(reading, entities)
        made: dict[Span, Annotation] = {}
        for found in extract(reading, _model()):
            value = sum(
                number * weights["score"].get(name, 0.0)
                for name, number in score_features(found).items()
            )
            score = sigmoid(value)
            if score < threshold or _is_about_anonymity(article, found):
                continue
            source = sources.describe(found)
            if _is_kicker(article, found, source):
                continue
            annotation = _annotation(article, found, source, score)
            # One content has one source: of two readings of the same passage the surer one stays.
            other = made.get(annotation.span)
            if other is None or other.score < annotation.score:
                made[annotation.span] = annotation
        return sorted(made.values(), key=lambda each: (each.start, each.end, each.parts["cue"]))


@cache
def _model() -> Model:
    return Model.of(read_weights("attribution.json"))


def _annotation(article: Article, found: Found, source: Source, score: float) -> Annotation:
    parts = {"cue": (found.cue,), "content": found.content}
    if found.source is not None:
        parts["source"] = (found.source,)
    properties: dict[str, str | float | bool | None] = {
        "source_type": source.kind,
        "cue_stance": found.candidate.cue.stance,
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


def _is_kicker(article: Article, found: Found, source: Source) -> bool:
    """Whether a colon only sets a heading off ("Explainer: ..."): nobody known stands before it."""
    return found.cue.of(article.text) == ":" and source.kind == "unknown"


def _is_about_anonymity(article: Article, found: Found) -> bool:
    """Whether the content is only the terms on which somebody spoke."""
    return found.content[0].of(article.text).lower().startswith(("condition of", "anonymity"))


def _label(article: Article, content: Sequence[Span]) -> str:
    total = sum(len(span) for span in content)
    quoted = sum(quoted_share(span, article.quotations) * len(span) for span in content) / total
    if quoted >= _WHOLLY:
        return "direct"
    return "indirect" if quoted <= _HARDLY else "mixed"

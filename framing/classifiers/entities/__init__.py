"""Names: persons, organisations, places, and the same entity across the articles of a batch.

By rules with a small log-linear model (see :mod:`framing.classifiers.entities.mentions`), and by
the network weighed with them (:mod:`framing.classifiers.entities.tagging`). The annotation's span
is the mention without its title and without a possessive "'s". Properties: ``entity`` (the same id
for the same entity across the batch), ``name`` (canonical) and ``voice``.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar

from framing.classifiers.base import Batch, TextClassifier, voice_of
from framing.classifiers.entities.linking import link_mentions
from framing.classifiers.entities.mentions import LABELS, find_mentions
from framing.classifiers.entities.tagging import gather_mentions, weigh_mentions
from framing.classifiers.lexicon import read_weights
from framing.records import Annotation, Article, FrozenMap, Span

__all__ = ["EntityRecognizer"]


class EntityRecognizer(TextClassifier):
    """Finds names and recognises the same entity across articles.

    A text is ``named`` where it has a name, else ``unnamed``.

    The entity of a mention depends on the whole batch: "Kim" in one article is linked to the one
    Kim that another article names in full. It does not depend on the order of the articles.
    """

    task: ClassVar[str] = "entity"
    labels: ClassVar[tuple[str, ...]] = LABELS[1:]
    classes_: ClassVar[tuple[str, ...]] = ("named", "unnamed")
    providers: ClassVar[tuple[str, ...]] = ("network", "rules")

    # Measured on the sentences of PolNeAR's training part, each alone, by its silver names.
    _missed: ClassVar[float] = 0.03

    @classmethod
    def beside(cls, other: TextClassifier) -> EntityRecognizer:
        """The recognizer for a classifier that needs names.

        It reads with the same weights where they were trained for names too, as those of
        ``framing train all`` are, else with the packaged ones.
        """
        own = other.reader is not None and cls.task in other.reader.heads.calibration
        return cls(other.provider, weights=other._weights if own else None)

    def annotate(self, articles: Batch | Iterable[Article | str]) -> list[list[Annotation]]:
        """The names of each article, in order of offset."""
        batch = Batch.of(articles)
        weights = read_weights("entity.json")["label"]
        found = [find_mentions(article, weights) for article in batch.articles]
        if self.reader is not None:
            found = [
                weigh_mentions(
                    article,
                    gather_mentions(article, encoding, self.reader.heads, mentions),
                    mentions,
                    self.reader.weights(self.task),
                )
                for article, encoding, mentions in zip(
                    batch.articles, self.reader.read(batch), found, strict=True
                )
            ]
        entities = link_mentions([article.text for article in batch.articles], found)
        return [
            [
                Annotation(
                    task=self.task,
                    label=entity.label,
                    start=made.start,
                    end=made.end,
                    score=round(made.score, 4),
                    properties=FrozenMap(
                        {
                            "entity": entity.id,
                            "name": entity.name,
                            "voice": voice_of(Span(made.start, made.end), article.quotations),
                        }
                    ),
                    article=article.id,
                )
                for made, entity in zip(mentions, linked, strict=True)
            ]
            for article, mentions, linked in zip(batch.articles, found, entities, strict=True)
        ]

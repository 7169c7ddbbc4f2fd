"""Links and annotations become one immutable :class:`Comparison`: no model, no input or output."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping, Sequence

from framing.records import (
    Annotation,
    Article,
    Comparison,
    Fact,
    Link,
    Omission,
    ProfileEntry,
    Provenance,
    Sentence,
    SharedText,
    Span,
)
from framing.statistics import poisson_binomial_interval

__all__ = ["WORD", "assemble", "measure_articles", "probability_marked", "quoted_words"]

WORD = re.compile(r"\w+(?:['’.,-]\w+)*")


def assemble(
    articles: Sequence[Article],
    annotations: Sequence[Sequence[Annotation]],
    links: Iterable[Link],
    facts: Iterable[Fact],
    omissions: Iterable[Omission],
    provenance: Provenance,
    *,
    shared_texts: Iterable[SharedText] = (),
) -> Comparison:
    """Puts the pieces of a comparison together and measures each article and outlet.

    Args:
        articles: the articles, in the order of the comparison.
        annotations: one sequence an article.
        links: sentence links between the articles.
        facts: the facts they group into, differences included.
        omissions: what was not found where.
        provenance: what it was made with.
        shared_texts: what articles of different outlets have word for word.

    Raises:
        ValueError: if there is not one sequence of annotations an article.
    """
    return Comparison(
        articles=tuple(articles),
        annotations=tuple(found for each in annotations for found in each),
        links=tuple(links),
        facts=tuple(facts),
        omissions=tuple(omissions),
        profiles=measure_articles(articles, annotations),
        provenance=provenance,
        shared_texts=tuple(shared_texts),
    )


def measure_articles(
    articles: Sequence[Article], annotations: Sequence[Sequence[Annotation]]
) -> tuple[ProfileEntry, ...]:
    """Measures each article, then each outlet over its articles.

    A share is the expected share given each annotation's probability; its interval runs from the
    2.5th to the 97.5th percentile of the number of true annotations (the Poisson binomial
    distribution), so it says how far the classifiers' own doubt reaches. It is no statement about
    other articles of the outlet: that takes many events.

    Raises:
        ValueError: if there is not one sequence of annotations an article.
    """
    measured = [_units(*pair) for pair in zip(articles, annotations, strict=True)]
    pooled: dict[str, dict[str, list[float]]] = {}
    entries = []
    for article, measures in zip(articles, measured, strict=True):
        outlet = pooled.setdefault(article.outlet, {})
        for measure, units in measures.items():
            entries.append(_entry(measure, units, article=article.id))
            outlet.setdefault(measure, []).extend(units)
    for name, measures in pooled.items():
        entries += [_entry(measure, units, outlet=name) for measure, units in measures.items()]
    return tuple(entries)


def _units(article: Article, annotations: Sequence[Annotation]) -> Mapping[str, list[float]]:
    """Measure to the probability, unit by unit, that the unit has the measured property."""
    sentences = [each for each in article.sentences if each.zone in ("lead", "body")]

    def marked(task: str) -> list[float]:
        return probability_marked(sentences, (each for each in annotations if each.task == task))

    return {
        "hedged sentences": marked("hedging"),
        "attributed sentences": marked("attribution"),
        "sentences with loaded language": marked("loaded_language"),
        "words in quotation marks": quoted_words(article, sentences),
        "anonymous attributions": [
            found.score if found.properties.get("anonymous") else 0.0
            for found in annotations
            if found.task == "attribution"
        ],
    }


def probability_marked(
    sentences: Sequence[Sentence], annotations: Iterable[Annotation]
) -> list[float]:
    """For each sentence the probability that at least one of the annotations in it is right."""
    starts = [each.start for each in sentences]
    ends = [each.end for each in sentences]
    all_wrong = [1.0] * len(sentences)
    for found in annotations:
        for index in range(bisect_right(ends, found.start), bisect_left(starts, found.end)):
            all_wrong[index] *= 1.0 - found.score
    return [1.0 - wrong for wrong in all_wrong]


def quoted_words(article: Article, sentences: Sequence[Sentence]) -> list[float]:
    """For each word 1 if it stands in quotation marks, else 0."""
    return [
        float(article.is_quoted(Span(word.start(), word.start() + 1)))
        for sentence in sentences
        for word in WORD.finditer(article.text, sentence.start, sentence.end)
    ]


def _entry(
    measure: str, units: Sequence[float], article: str | None = None, outlet: str | None = None
) -> ProfileEntry:
    low, high = poisson_binomial_interval(units)
    expected, scale = sum(units), max(len(units), 1)
    return ProfileEntry(
        measure=measure,
        value=expected / scale,
        # Few, improbable units: the quantiles are whole numbers and can miss the expectation.
        low=min(low, expected) / scale,
        high=max(high, expected) / scale,
        n=len(units),
        article=article,
        outlet=outlet,
    )

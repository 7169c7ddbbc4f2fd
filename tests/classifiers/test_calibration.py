"""Scores mean what they say, on development data: abstention leans on them."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from framing.classifiers import (
    AttributionExtractor,
    EntityRecognizer,
    HedgingClassifier,
    LoadedLanguageClassifier,
    TargetSentimentClassifier,
)
from framing.corpora import holdout, read_babe, read_newsmtsc, read_polnear, read_szeged
from framing.records import Prediction, Span
from framing.statistics import bin_reliability, expected_calibration_error


def check(made: Sequence[Prediction], gold: Sequence[str], *, error: float) -> None:
    """Calibration error below ``error``, and the surer half is right more often than all."""
    right = [one.label == label for one, label in zip(made, gold, strict=True)]
    scores = [one.score for one in made]
    sums = bin_reliability(scores, right, [0] * len(right), 1)
    assert expected_calibration_error(sums)[0] < error
    limit = sorted(scores)[len(scores) // 2]
    sure = [fine for fine, score in zip(right, scores, strict=True) if score >= limit]
    assert sum(sure) / len(sure) > sum(right) / len(right)


def test_hedging(shared: Path) -> None:
    sentences = [
        sentence
        for document in read_szeged(shared / "corpora", "factbank-train")
        if holdout(document.id)
        for sentence in document.sentences
    ]
    made = HedgingClassifier().predict([each.text for each in sentences])
    check(made, ["hedged" if each.cues else "flat" for each in sentences], error=0.06)


def test_loaded_language(shared: Path) -> None:
    kept = [
        (each.text, each.label)
        for each in read_babe(shared / "corpora")
        if each.label is not None and holdout(each.document)
    ]
    made = LoadedLanguageClassifier().predict([text for text, _ in kept])
    check(made, [label for _, label in kept], error=0.06)


def test_sentiment(shared: Path) -> None:
    sentences = read_newsmtsc(shared / "corpora", "rw-validation")
    pairs = [(each.text, (each.target.start, each.target.end)) for each in sentences]
    check(
        TargetSentimentClassifier().predict(pairs), [each.label for each in sentences], error=0.08
    )


def test_attribution(shared: Path) -> None:
    texts, gold = [], []
    for document in read_polnear(shared / "corpora", "dev")[::6]:
        for sentence in document.to_article().sentences:
            texts.append(sentence.span.of(document.text))
            # What a sentence alone can show: some of the content, and the words that signal it.
            told = any(
                _touches(sentence.span, made.content) and _touches(sentence.span, made.cue)
                for made in document.attributions
            )
            gold.append("attributed" if told else "asserted")
    check(AttributionExtractor().predict(texts), gold, error=0.08)


def _touches(sentence: Span, spans: Sequence[Span]) -> bool:
    return any(sentence.overlaps(span) for span in spans)


@pytest.mark.parametrize("classifier", [AttributionExtractor(), EntityRecognizer()], ids=repr)
def test_what_was_not_found_may_have_been_missed(
    classifier: AttributionExtractor | EntityRecognizer,
) -> None:
    (made,) = classifier.predict(["it rained all day."])
    assert made.label == classifier.classes_[1]
    assert 0.7 < made.score < 1

"""What every classifier says of a wrong argument."""

from __future__ import annotations

from typing import Any

import pytest

import framing
from framing.classifiers import (
    AttributionExtractor,
    EntityRecognizer,
    HedgingClassifier,
    LoadedLanguageClassifier,
    TargetSentimentClassifier,
)

CLASSES = [
    AttributionExtractor,
    EntityRecognizer,
    HedgingClassifier,
    LoadedLanguageClassifier,
    TargetSentimentClassifier,
]


@pytest.mark.parametrize("made", CLASSES)
@pytest.mark.parametrize("wrong", [None, 3, "one text", [None], [b"bytes"]])
def test_predict_wants_a_list_of_inputs(made: Any, wrong: Any) -> None:
    with pytest.raises(framing.InputError, match=made.__name__):
        made.from_pretrained().predict(wrong)


@pytest.mark.parametrize("made", CLASSES)
@pytest.mark.parametrize("wrong", [None, "one text", [None], [3]])
def test_annotate_wants_a_list_of_articles(made: Any, wrong: Any) -> None:
    with pytest.raises(framing.InputError, match="annotate: "):
        made.from_pretrained().annotate(wrong)


@pytest.mark.parametrize("made", CLASSES)
def test_nothing_in_nothing_out(made: Any) -> None:
    classifier = made(provider="rules")
    assert classifier.annotate([]) == []
    assert classifier.predict([]) == []
    assert classifier.predict_proba([]).shape == (0, len(classifier.classes_))

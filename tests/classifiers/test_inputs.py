"""What every classifier takes, refuses, and says when it is not sure."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from framing.articles import make_article
from framing.articles.plain import plain_article
from framing.classifiers import (
    AttributionExtractor,
    EntityRecognizer,
    HedgingClassifier,
    LoadedLanguageClassifier,
    TargetSentimentClassifier,
)
from framing.classifiers.base import ABSTAINED, Batch, TextClassifier
from framing.errors import InputError

OF_TEXTS: list[TextClassifier] = [
    AttributionExtractor(),
    EntityRecognizer(),
    HedgingClassifier(),
    LoadedLanguageClassifier(),
]
SENTIMENT = TargetSentimentClassifier()
ALL = [*OF_TEXTS, SENTIMENT]
TEXTS = [
    "The dam may hold until Friday, Mayor Ines Orlov said.",
    "",
    "Critics savaged the disgraceful scheme.",
    "“It could, perhaps, rain,” the ministry claimed.\r\n\r\nIt did not.",
]
COLUMNS: list[Callable[[list[str]], Any]] = [
    tuple,
    iter,
    np.array,
    lambda texts: np.array(texts, dtype=object),
    pd.Series,
    lambda texts: pd.Series(texts, dtype="string"),
    lambda texts: pd.Series(texts, dtype="category"),
    lambda texts: pd.DataFrame({"text": texts}, index=list("badc"))["text"],
]

every = pytest.mark.parametrize("classifier", ALL, ids=repr)
of_texts = pytest.mark.parametrize("classifier", OF_TEXTS, ids=repr)


def test_it_shows_its_class_and_provider() -> None:
    assert repr(HedgingClassifier()) == "HedgingClassifier(provider='rules')"


@of_texts
@pytest.mark.parametrize("column", COLUMNS)
def test_any_list_of_texts_will_do(
    classifier: TextClassifier, column: Callable[[list[str]], Any]
) -> None:
    assert classifier.predict(column(TEXTS)) == classifier.predict(TEXTS)
    assert (classifier.predict_proba(column(TEXTS)) == classifier.predict_proba(TEXTS)).all()
    assert classifier.annotate(column(TEXTS)) == classifier.annotate(TEXTS)


@every
def test_an_empty_column_gives_nothing(classifier: TextClassifier) -> None:
    assert classifier.predict(pd.Series([], dtype=object)) == []
    assert classifier.annotate(pd.Series([], dtype=object)) == []


@of_texts
@pytest.mark.parametrize("text", ["", " ", "\n\n", "\x00", "\ud800", "🦀", "e\u0301", "…"])
def test_a_text_that_says_nothing_is_a_text(classifier: TextClassifier, text: str) -> None:
    (made,) = classifier.predict([text])
    assert made.annotations == ()
    assert made.label in classifier.classes_
    assert classifier.annotate([text]) == [[]]


@of_texts
@pytest.mark.parametrize("missing", [None, float("nan"), np.float32("nan"), pd.NA, pd.NaT])
def test_a_missing_value_is_named_by_its_row(classifier: TextClassifier, missing: Any) -> None:
    column = pd.Series(["A text.", missing], index=["first", "second"], dtype=object)
    for method in (classifier.predict, classifier.predict_proba, classifier.annotate):
        with pytest.raises(InputError, match="row 'second' is "):
            method(column)
        with pytest.raises(InputError, match="item 1 is "):
            method(["A text.", missing])


@of_texts
@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        (pd.DataFrame({"text": ["A text."]}), r"one column of the table, such as frame\['text'\]"),
        ({"text": "A text."}, "not dict"),
        ({"A text."}, "not set"),
        (np.array([["A text."]]), "not an array of 2 dimensions"),
        (np.array("A text."), "not an array of 0 dimensions"),
        (b"A text.", r"not one text; write \[text\]"),
        ([1], "item 0 is int"),
        (pd.Series([1, 2], index=[7, 8]), "row 7 is int"),
        ([["A text."]], "item 0 is list"),
        ([("A text.", (0, 1))], "item 0 is tuple"),
        (plain_article("A text."), r"not one article; write \[article\]"),
    ],
)
def test_what_is_no_list_of_texts_is_refused(
    classifier: TextClassifier, wrong: Any, message: str
) -> None:
    for method in (classifier.predict, classifier.predict_proba, classifier.annotate):
        with pytest.raises(InputError, match=message):
            method(wrong)


@of_texts
def test_articles_are_annotated_not_predicted(classifier: TextClassifier) -> None:
    article = make_article("Dam holds", TEXTS[0], id="dam")
    with pytest.raises(InputError, match=r"item 0 is an article.*annotate\(articles\)"):
        classifier.predict([article])
    assert classifier.annotate([article]) == classifier.annotate(Batch((article,)))
    assert classifier.annotate(pd.Series([article])) == classifier.annotate([article])
    one, other = classifier.annotate([article, "It rained."])
    assert {found.article for found in one} <= {"dam"}
    assert other == []


FILLER = "and the river rose past the old stone bridge " * 100


@pytest.mark.parametrize(
    ("classifier", "ending"),
    [
        (HedgingClassifier(), "it may flood"),
        (LoadedLanguageClassifier(), "a disgraceful scheme failed"),
        (EntityRecognizer(), "they met Ines Orlov"),
        (AttributionExtractor(), "and “it is safe,” the mayor said"),
    ],
    ids=repr,
)
def test_a_sentence_of_900_words_is_read_to_its_end(
    classifier: TextClassifier, ending: str
) -> None:
    text = f"Then {FILLER}{ending}."
    assert len(text.split()) > 900
    (predicted,) = classifier.predict([text])
    (annotated,) = classifier.annotate([text])
    for found in (predicted.annotations[-1], annotated[-1]):
        spans = [found.span, *(span for part in found.parts.values() for span in part)]
        assert max(span.end for span in spans) > len(text) - len(ending)


def test_sentiment_reads_900_words_to_their_end() -> None:
    text = f"Then {FILLER}and critics savaged the mayor."
    start = text.index("mayor")
    (made,) = SENTIMENT.predict([(text, (start, start + len("mayor")))])
    assert made.label == "negative"


@every
@given(texts=st.lists(st.text(alphabet="ab .\r\n“”\"'Kim said may liar\u2028é🦀", max_size=80)))
@settings(deadline=None, max_examples=15)
def test_annotations_of_a_text_are_offsets_into_it(
    classifier: TextClassifier, texts: list[str]
) -> None:
    annotated = classifier.annotate(texts)
    assert len(annotated) == len(texts)
    for text, spans in zip(texts, annotated, strict=True):
        for found in spans:
            assert 0 <= found.start < found.end <= len(text)
            assert found.article == ""


TABLE = pd.DataFrame(
    {
        "text": ["Critics savaged the senator.", "Voters praised the mayor for her courage."],
        "start": [20, 19],
        "end": [27, 24],
    },
    index=["a", "b"],
)
PAIRS = [(row.text, (row.start, row.end)) for row in TABLE.itertuples()]


def test_sentiment_takes_a_table_of_targets() -> None:
    made = SENTIMENT.predict(TABLE)
    assert [each.label for each in made] == ["negative", "positive"]
    assert made == SENTIMENT.predict(PAIRS) == SENTIMENT.predict(pd.Series(PAIRS))
    assert SENTIMENT.predict(TABLE.iloc[:0]) == []
    assert SENTIMENT.predict_proba(TABLE).shape == (2, 3)


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        (TABLE.drop(columns=["start", "end"]), "no column start, end; it needs text, start, end"),
        (TABLE.assign(text=np.array(["A text.", None])), "row 'b' is missing"),
        (TABLE.assign(end=[27, np.nan]), "row 'b' is missing"),
        (TABLE.assign(end=[27.0, 24.0]), "row 'a' has target .* whole numbers"),
        (TABLE.assign(end=[27, 1000]), r"row 'b' has target \(19, 1000\) in a text of 41"),
        (TABLE.assign(start=[-1, 19]), r"row 'a' has target \(-1, 27\)"),
        (TABLE.assign(text=[3, 4]), "row 'a' has int for its text"),
        (TABLE["text"], "row 'a' is not"),
        ([None], "item 0 is missing"),
        ([plain_article("A text.")], "item 0 is not"),
        ({"A text.": (0, 1)}, "not dict"),
    ],
)
def test_a_wrong_table_of_targets_is_named(wrong: Any, message: str) -> None:
    for method in (SENTIMENT.predict, SENTIMENT.predict_proba):
        with pytest.raises(InputError, match=f"TargetSentimentClassifier: .*{message}"):
            method(wrong)


@every
@given(limit=st.floats(0, 1))
@settings(deadline=None, max_examples=15)
def test_what_is_less_sure_than_asked_is_unsure(classifier: TextClassifier, limit: float) -> None:
    inputs: list[Any] = PAIRS if classifier is SENTIMENT else TEXTS
    plain = classifier.predict(inputs)
    asked = classifier.predict(inputs, abstain_below=limit)
    for before, after in zip(plain, asked, strict=True):
        assert after.label == (before.label if before.score >= limit else ABSTAINED)
        assert after.score == before.score
        assert after.probabilities == before.probabilities
        assert after.annotations == before.annotations


@every
def test_unsure_is_no_class(classifier: TextClassifier) -> None:
    assert ABSTAINED == "unsure"
    assert ABSTAINED not in classifier.classes_
    inputs: list[Any] = PAIRS if classifier is SENTIMENT else TEXTS
    assert {made.label for made in classifier.predict(inputs)} <= set(classifier.classes_)


@every
@pytest.mark.parametrize("wrong", [-0.1, 1.1, float("nan"), 80, "0.8", None, True])
def test_abstention_wants_a_probability(classifier: TextClassifier, wrong: Any) -> None:
    with pytest.raises(InputError, match=r"abstain_below is .*; give a probability from 0 to 1"):
        classifier.predict([], abstain_below=wrong)


def test_predictions_say_whose_voice_a_cue_is_in() -> None:
    (made,) = HedgingClassifier().predict(["It may rain; “it could snow,” the ministry said."])
    assert [found.properties["voice"] for found in made.annotations] == ["author", "quoted"]

"""What a comparison measures of each article and outlet."""

from __future__ import annotations

import pytest

from framing.comparison import measure_articles
from framing.records import Annotation, Article, FrozenMap, ProfileEntry, Quotation, Sentence

TEXT = 'Dam shut\nIt may shut, perhaps. "We are dry now" a man said.'
ARTICLE = Article(
    id="a",
    outlet="Post",
    title="Dam shut",
    text=TEXT,
    sentences=(
        Sentence(0, 0, 8, "headline"),
        Sentence(1, 9, 30, "lead"),
        Sentence(2, 31, 59, "body"),
    ),
    quotations=(Quotation(31, 47),),
)


def hedge(start: int, end: int, score: float) -> Annotation:
    return Annotation("hedging", "epistemic", start, end, score, article="a")


def measured(*annotations: Annotation) -> dict[str, ProfileEntry]:
    entries = measure_articles([ARTICLE], [annotations])
    return {each.measure: each for each in entries if each.article == "a"}


def test_a_sentence_with_two_cues_counts_once() -> None:
    entry = measured(hedge(12, 15, 0.5), hedge(22, 29, 0.5))["hedged sentences"]
    assert entry.n == 2
    assert entry.value == pytest.approx(0.75 / 2)
    assert entry.low <= entry.value <= entry.high


def test_the_interval_always_holds_the_value() -> None:
    entry = measured(hedge(12, 15, 0.01))["hedged sentences"]
    assert entry.low <= entry.value <= entry.high


def test_the_headline_is_not_counted() -> None:
    assert measured(hedge(0, 3, 1.0))["hedged sentences"].value == 0


def test_a_sure_annotation_leaves_no_doubt() -> None:
    entry = measured(hedge(12, 15, 1.0))["hedged sentences"]
    assert (entry.low, entry.value, entry.high) == (0.5, 0.5, 0.5)


def test_quoted_words_are_counted_exactly() -> None:
    entry = measured()["words in quotation marks"]
    assert entry.n == 11
    assert entry.value == pytest.approx(4 / 11)


def test_anonymous_attributions_are_a_share_of_attributions() -> None:
    def attribution(anonymous: bool) -> Annotation:
        properties: FrozenMap[str | float | bool | None] = FrozenMap({"anonymous": anonymous})
        return Annotation("attribution", "direct", 31, 47, 1.0, properties=properties, article="a")

    entry = measured(attribution(True), attribution(False))["anonymous attributions"]
    assert (entry.value, entry.n) == (0.5, 2)


def test_outlets_pool_their_articles() -> None:
    entries = measure_articles([ARTICLE, ARTICLE], [[hedge(12, 15, 1.0)], []])
    pooled = [each for each in entries if each.outlet == "Post"]
    assert next(each for each in pooled if each.measure == "hedged sentences").n == 4
    assert next(each for each in pooled if each.measure == "hedged sentences").value == 0.25


def test_an_article_without_body_measures_nothing() -> None:
    bare = Article("b", "Post", "Dam", "Dam", (Sentence(0, 0, 3, "headline"),))
    assert all(each.n == 0 and each.value == 0 for each in measure_articles([bare], [[]]))


def test_annotations_must_match_articles() -> None:
    with pytest.raises(ValueError, match="zip"):
        measure_articles([ARTICLE], [])

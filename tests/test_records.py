"""Records are frozen, comparable and survive pickling."""

from __future__ import annotations

import pickle
from dataclasses import FrozenInstanceError

import pytest
from hypothesis import given
from hypothesis import strategies as st

from framing.records import Annotation, Article, FrozenMap, Quotation, Sentence, Span

spans = st.tuples(st.integers(0, 50), st.integers(0, 50)).map(lambda ends: Span(*sorted(ends)))


@given(spans, spans)
def test_overlap_and_containment_agree(one: Span, other: Span) -> None:
    assert one.overlaps(other) == other.overlaps(one)
    if one.contains(other) and len(other):
        assert one.overlaps(other)


@given(spans, st.text(max_size=60))
def test_a_span_cuts_its_text(span: Span, text: str) -> None:
    assert span.of(text) == text[span.start : span.end]
    assert span.shifted(3).of("abc" + text) == span.of(text)


@pytest.mark.parametrize(("start", "end"), [(-1, 2), (3, 2)])
def test_a_span_has_two_ordered_offsets(start: int, end: int) -> None:
    with pytest.raises(ValueError, match="not a span"):
        Span(start, end)


@given(st.dictionaries(st.text(max_size=5), st.integers()))
def test_a_frozen_map_is_a_sorted_read_only_dict(items: dict[str, int]) -> None:
    frozen = FrozenMap(items)
    assert frozen == items
    assert list(frozen) == sorted(items)
    assert hash(frozen) == hash(FrozenMap(reversed(items.items())))
    assert pickle.loads(pickle.dumps(frozen)) == frozen


def test_nothing_can_be_changed() -> None:
    found = Annotation("hedging", "epistemic", 0, 3, 0.5, properties=FrozenMap({"voice": "author"}))
    with pytest.raises(FrozenInstanceError):
        found.score = 1.0  # type: ignore[misc]
    with pytest.raises(AttributeError):
        found.properties.extra = 1  # type: ignore[attr-defined]
    with pytest.raises(TypeError):
        found.properties["voice"] = "quoted"  # type: ignore[index]


def test_an_article_answers_for_its_offsets() -> None:
    text = 'Dam shut\nThe dam "is shut now" he said. It is dry.'
    article = Article(
        id="a",
        outlet="Post",
        title="Dam shut",
        text=text,
        sentences=(Sentence(0, 0, 8, "headline"), Sentence(1, 9, 39), Sentence(2, 40, 50)),
        quotations=(Quotation(17, 30),),
    )
    assert article.sentence_text(2) == "It is dry."
    assert article.sentence_at(8) == article.sentences[0]
    assert article.sentence_at(39) == article.sentences[1]
    assert article.is_quoted(Span(18, 29))
    assert article.is_quoted(Span(20, 34))
    assert not article.is_quoted(Span(28, 39))

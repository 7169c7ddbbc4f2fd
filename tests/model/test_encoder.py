"""The encoder's vectors: what they mean, what they do not depend on, and that nothing is cut."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from framing.model.encoder import OVERLAP, WINDOW, Encoder
from framing.records import Article, Sentence

SENTENCES = (
    "The harbour council approved the new ferry timetable on Monday.",
    "Councillors voted for the ferry's new schedule.",
    "A bakery in the old town won a prize for its rye bread.",
    "No.",
    "Ferry captains, who had gone on strike twice in the spring over pay, called the vote "
    "“a first step”, while commuters on the islands said that the last boat would still leave "
    "far too early for anyone who works a late shift in the city.",
)
WORDS = st.sampled_from(
    ("ferry", "Köln", "café", "12,000", "U.S.", "don’t", "«oui»", "[SEP]", "—", "日本", "🙂")
)
TEXTS = st.lists(WORDS, max_size=12).map(" ".join)


def test_sentences_that_mean_the_same_are_close(encoder: Encoder) -> None:
    vectors = encoder.encode(SENTENCES).vectors
    assert vectors.shape == (len(SENTENCES), encoder.dimensions)
    assert vectors.dtype == np.float32
    np.testing.assert_allclose(np.linalg.norm(vectors, axis=1), 1, rtol=1e-5)
    assert vectors[0] @ vectors[1] > 0.6 > 0.3 > vectors[0] @ vectors[2]


def test_neighbours_in_a_batch_change_nothing_visible(encoder: Encoder) -> None:
    together = encoder.encode(SENTENCES).vectors
    alone = np.concatenate([encoder.encode([text]).vectors for text in SENTENCES])
    np.testing.assert_allclose(together, alone, atol=1e-5)
    backwards = encoder.encode(SENTENCES[::-1]).vectors[::-1]
    np.testing.assert_allclose(together, backwards, atol=1e-5)


def test_two_runs_give_the_same_bytes(encoder: Encoder) -> None:
    one, other = (encoder.encode(SENTENCES, tokens=True) for _ in range(2))
    assert one.vectors.tobytes() == other.vectors.tobytes()
    assert [t.tobytes() for t in one.tokens] == [t.tobytes() for t in other.tokens]


def test_bfloat16_agrees_with_float32(encoder: Encoder) -> None:
    short = Encoder.from_pretrained(precision="bfloat16")
    assert (encoder.precision, short.precision) == ("float32", "bfloat16")
    cosines = (encoder.encode(SENTENCES).vectors * short.encode(SENTENCES).vectors).sum(axis=1)
    assert cosines.min() > 0.998
    alone = np.concatenate([short.encode([text]).vectors for text in SENTENCES])
    np.testing.assert_allclose(short.encode(SENTENCES).vectors, alone, atol=0.02)


@settings(deadline=None, max_examples=10)
@given(texts=st.lists(TEXTS, min_size=1, max_size=8))
def test_offsets_are_in_order_and_cover_the_text(encoder: Encoder, texts: list[str]) -> None:
    encoded = encoder.encode(texts, tokens=True)
    for text, tokens, offsets in zip(texts, encoded.tokens, encoded.offsets, strict=True):
        assert len(tokens) == len(offsets)
        covered = set()
        end = 0
        for start, stop in offsets.tolist():
            assert end <= start < stop <= len(text)
            covered.update(range(start, stop))
            end = stop
        assert covered == {at for at, character in enumerate(text) if not character.isspace()}


def test_a_long_sentence_is_read_to_its_end(encoder: Encoder) -> None:
    start = "the ferry left the quay and " * 120
    texts = [start + "nobody noticed it", start + "seventeen elephants exploded"]
    encoded = encoder.encode(texts, tokens=True)
    assert len(encoded.tokens[0]) > 2 * WINDOW
    assert encoded.offsets[0][-1, 1] == len(texts[0])
    for tokens in encoded.tokens:
        assert np.isfinite(tokens).all()
        assert np.abs(tokens).sum(axis=1).min() > 0
    assert np.abs(encoded.vectors[0] - encoded.vectors[1]).max() > 1e-3


def test_windows_overlap_and_are_averaged(encoder: Encoder) -> None:
    words = ["ferry", "strike", "harbour", "vote"] * 70
    long, head = encoder.encode([" ".join(words), " ".join(words[:WINDOW])], tokens=True).tokens
    alone = WINDOW - OVERLAP
    np.testing.assert_allclose(long[:alone], head[:alone], atol=1e-4)
    assert np.abs(long[alone:WINDOW] - head[alone:]).max() > 1e-3


def test_token_vectors_do_not_change_the_sentence_vectors(encoder: Encoder) -> None:
    texts = [*SENTENCES, "word " * 400]
    with_tokens, without = encoder.encode(texts, tokens=True), encoder.encode(texts)
    assert with_tokens.vectors.tobytes() == without.vectors.tobytes()
    assert without.tokens == ()


@pytest.mark.parametrize("texts", [[], [""], ["", " ", "\n"]])
def test_empty_texts_have_vectors_without_tokens(encoder: Encoder, texts: list[str]) -> None:
    encoded = encoder.encode(texts, tokens=True)
    assert encoded.vectors.shape == (len(texts), encoder.dimensions)
    assert np.isfinite(encoded.vectors).all()
    assert [tokens.shape for tokens in encoded.tokens] == [(0, encoder.dimensions)] * len(texts)
    assert [offsets.shape for offsets in encoded.offsets] == [(0, 2)] * len(texts)


def test_articles_are_dealt_out_sentence_by_sentence(encoder: Encoder) -> None:
    def article(id: str, *texts: str) -> Article:
        text = " ".join(texts)
        starts = [sum(len(t) + 1 for t in texts[:at]) for at in range(len(texts))]
        sentences = [
            Sentence(at, start, start + len(t))
            for at, (start, t) in enumerate(zip(starts, texts, strict=True))
        ]
        return Article(id, id, "", text, tuple(sentences))

    one, other = article("one", *SENTENCES[:2]), article("other", *SENTENCES[2:])
    encoded = encoder.encode_articles([one, other], tokens=True)
    whole = encoder.encode(SENTENCES, tokens=True)
    assert [len(each.vectors) for each in encoded] == [2, 3]
    joined = np.concatenate([each.vectors for each in encoded])
    assert joined.tobytes() == whole.vectors.tobytes()
    assert [len(t) for each in encoded for t in each.tokens] == [len(t) for t in whole.tokens]

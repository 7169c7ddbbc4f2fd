"""What is read off a sentence."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from framing.alignment.words import SentenceWords, read_words, stem
from tests.alignment.stories import article


def words_of(text: str) -> SentenceWords:
    one = article("one", text, headline=False)
    return read_words(one, one.sentences)[0]


def test_words_names_numbers_and_quotations() -> None:
    found = words_of("In June, the Port Elm council paid $1,250 for “three old boats”.")
    assert found.names == ("elm", "june", "port")
    assert found.numbers == ("1250", "3")
    assert found.stems == ("jun", "port", "elm", "council", "paid", "1250", "3", "old", "boat")
    assert [w for w, q in zip(found.words, found.quoted, strict=True) if q] == [
        "three",
        "old",
        "boats",
    ]
    assert found.runs(2, quoted=True) == {("three", "old"), ("old", "boats")}


@pytest.mark.parametrize(
    ("one", "other"),
    [("treaties", "treaty"), ("signed", "signing"), ("stopped", "stop"), ("votes", "voted")],
)
def test_forms_of_a_word_have_one_stem(one: str, other: str) -> None:
    assert stem(one) == stem(other)


@pytest.mark.parametrize("word", ["was", "gas", "boss", "king"])
def test_short_words_are_left_alone(word: str) -> None:
    assert len(stem(word)) >= 3


@settings(deadline=None, max_examples=50)
@given(text=st.text(max_size=60))
def test_any_text_can_be_read(text: str) -> None:
    found = words_of(text)
    assert len(found.stems) == len(found.spans)
    assert len(found.words) == len(found.quoted)
    for start, end in found.spans:
        assert text[start:end].strip()

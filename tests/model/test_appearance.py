"""What tokens look like: capitals and quotation marks that the network cannot see."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from framing.model.appearance import APPEARANCES, QUOTED, describe_tokens, straighten
from framing.records import Span


def looks(text: str, *words: str, quoted: tuple[Span, ...] = ()) -> list[int]:
    offsets = [(text.index(word), text.index(word) + len(word)) for word in words]
    return describe_tokens(text, offsets, quoted)


def test_capitals_numbers_and_marks_look_different() -> None:
    text = "Mayor Ono said NATO sent 12 ships."
    kinds = looks(text, "Ono", "said", "NATO", "12", ".")
    assert len(set(kinds)) == 5


def test_a_piece_looks_like_its_word() -> None:
    text = "Kelmouthians slept."
    assert describe_tokens(text, [(0, 3), (3, 8), (8, 12)], ())[0:1] * 3 == describe_tokens(
        text, [(0, 3), (3, 8), (8, 12)], ()
    )


def test_capitals_say_nothing_where_all_letters_are_alike() -> None:
    assert looks("MAYOR RESIGNS", "MAYOR", "RESIGNS") == looks("mayor resigns", "mayor", "resigns")


def test_quotation_marks_may_open_in_an_earlier_sentence() -> None:
    text = "it was late, he said."
    inside, outside = looks(text, "late", "said", quoted=(Span(0, 11),))
    assert inside >= QUOTED > outside


@settings(deadline=None, max_examples=100)
@given(st.text(max_size=80), st.data())
def test_every_token_has_an_appearance(text: str, data: st.DataObject) -> None:
    edges = st.integers(0, len(text))
    offsets = [tuple(sorted((data.draw(edges), data.draw(edges)))) for _ in range(4)]
    start, end = sorted((data.draw(edges), data.draw(edges)))
    made = describe_tokens(text, offsets, (Span(start, end),))
    assert len(made) == 4
    assert all(0 <= each < APPEARANCES for each in made)


@settings(deadline=None, max_examples=100)
@given(st.text(max_size=80))
def test_straight_marks_keep_every_offset(text: str) -> None:
    assert len(straighten(text)) == len(text)
    assert straighten(straighten(text)) == straighten(text)


def test_curly_and_straight_marks_read_the_same() -> None:
    assert straighten("“It’s late,” he said") == '"It\'s late," he said'

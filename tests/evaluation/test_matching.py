"""Attribution matching, sentence boundaries and word lists, by hand."""

from __future__ import annotations

from itertools import permutations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from framing.evaluation.loaded_language import find_phrases
from framing.evaluation.matching import Tokens, Triple, match_triples
from framing.evaluation.segmentation import basil_boundaries, boundaries, simple_split
from framing.evaluation.words import WordList, words
from framing.records import Span


def triple(source: str, content: range) -> Triple:
    return Triple(frozenset(map(ord, source)), frozenset(), frozenset(content))


def test_tokens_are_words_and_marks_do_not_count() -> None:
    text = "“We won,” she said."
    tokens = Tokens(text)
    assert tokens.inside([Span(0, 9)]) == tokens.inside([Span(1, 7)]) == {0, 1}
    assert tokens.inside([Span(0, len(text))]) == {0, 1, 2, 3}
    # A span that touches a word has it; an empty one and a mark have none.
    assert tokens.inside([Span(2, 3)]) == {0}
    assert tokens.inside([Span(5, 5)]) == frozenset()
    assert tokens.inside([Span(0, 1), Span(7, 9)]) == frozenset()


def test_half_the_words_are_enough_and_less_is_not() -> None:
    gold = [triple("a", range(0, 4))]
    assert match_triples([triple("a", range(0, 2))], gold, sources=True) == 1
    assert match_triples([triple("a", range(0, 1))], gold, sources=True) == 0
    assert match_triples([triple("a", range(0, 9))], gold, sources=True) == 0


def test_sources_must_meet_or_both_be_missing() -> None:
    content = range(0, 4)
    for one, other, expected in (("ab", "bc", 1), ("a", "b", 0), ("", "", 1), ("a", "", 0)):
        pair = [triple(one, content)], [triple(other, content)]
        assert match_triples(*pair, sources=True) == expected
        assert match_triples(*pair, sources=False) == 1


def test_nothing_matches_nothing() -> None:
    assert match_triples([], [], sources=True) == 0
    assert match_triples([triple("a", range(3))], [], sources=True) == 0
    assert match_triples([triple("a", range(0))], [triple("a", range(0))], sources=True) == 0


def test_matching_is_one_to_one_and_the_best_there_is() -> None:
    """Taken greedily, the first prediction would take the only partner of the second."""
    gold = [triple("a", range(0, 4)), triple("a", range(0, 8))]
    predicted = [triple("a", range(0, 5)), triple("a", range(0, 3))]
    assert match_triples(predicted, gold, sources=True) == 2
    assert match_triples(predicted * 3, gold, sources=True) == 2


@settings(deadline=None, max_examples=40)
@given(
    st.lists(st.frozensets(st.integers(0, 5)), max_size=4),
    st.lists(st.frozensets(st.integers(0, 5)), max_size=4),
)
def test_matching_against_every_assignment(
    one: list[frozenset[int]], other: list[frozenset[int]]
) -> None:
    predicted = [Triple(frozenset(), frozenset(), content) for content in one]
    gold = [Triple(frozenset(), frozenset(), content) for content in other]

    def fits(left: frozenset[int], right: frozenset[int]) -> bool:
        return bool(left & right) and 2 * len(left & right) >= len(left | right)

    short, long = sorted((one, other), key=len)
    best = max(
        sum(fits(left, right) for left, right in zip(short, chosen, strict=True))
        for chosen in permutations(long, len(short))
    )
    assert match_triples(predicted, gold, sources=True) == best


def test_boundaries_at_line_breaks_are_given_away() -> None:
    gold = basil_boundaries([["One.", "Two."], ["Three."], [""], ["Four.", "Five."]])
    assert gold.text == "One. Two.\nThree.\n\nFour. Five."
    assert gold.inside == {4, gold.text.index(" Five")}
    assert len(gold.all) == 5


@pytest.mark.parametrize("end", [4, 5, 6])
def test_boundaries_move_back_over_white_space(end: int) -> None:
    found = boundaries("One.  Two.", [end])
    assert found.inside == found.all == {4}


def test_the_side_of_a_quotation_mark_does_not_matter() -> None:
    text = "He said: “One.” “Two.”\n“Three.”"
    one = boundaries(text, [text.index("”"), len(text)])
    other = boundaries(text, [text.index("“Two"), len(text) - 1])
    assert one.inside == other.inside == {text.index("” “")}
    assert one.all == other.all
    assert one.exact != other.exact


def test_the_simple_splitter_covers_every_line() -> None:
    text = "Mr. Brand sailed. He won!\nNobody saw it."
    assert [span.of(text).strip() for span in simple_split(text)] == [
        "Mr.",
        "Brand sailed.",
        "He won!",
        "Nobody saw it.",
    ]


def test_phrases_are_found_as_whole_words_in_any_case() -> None:
    text = "The Far-Right, far right and righteous."
    found = [span.of(text) for span in find_phrases(text, ["far right", "RIGHT", ""])]
    assert found == ["far right", "right"]


def test_a_word_list_learns_words_that_are_marked_more_often_than_not() -> None:
    marked = ("It may rain", [(Span(3, 6), "epistemic")])
    plain: tuple[str, list[tuple[Span, str]]] = ("It may rain", [])
    learned = WordList.fit([marked, marked, plain])
    assert dict(learned.labels) == {"may": "epistemic"}
    assert learned.chances["may"] == pytest.approx(2 / 3)
    found = learned.find("May or may not")
    assert [(span, label) for span, label, _ in found] == [
        (Span(0, 3), "epistemic"),
        (Span(7, 10), "epistemic"),
    ]
    # Half is not more often than not, and twice is too seldom.
    assert not WordList.fit([marked, marked, plain, plain]).labels
    assert not WordList.fit([marked, marked]).labels


def test_words_carry_their_offsets() -> None:
    text = "The mayor’s 3,500 far-off friends"
    assert all(span.of(text).lower() == word for word, span in words(text))
    assert [word for word, _ in words("It's far-off")] == ["it's", "far-off"]

"""What a token looks like on the page: what a network without capitals cannot see.

The embedded encoder reads lower-case text. Whether a word was capitalised and whether it stands
inside quotation marks (which may open sentences earlier) is given to its upper layers beside it.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from framing.records import Span

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Integers = NDArray[np.int32]

__all__ = ["APPEARANCES", "QUOTED", "describe_tokens", "straighten"]

_UNKNOWN, _LOWER, _CAPITALISED, _CAPITALS, _NUMBER, _MARK = range(6)
QUOTED = 6
"""Added to the shape of a token inside quotation marks."""
APPEARANCES = 12
"""How many appearances there are; 0 is unknown, as it is everywhere in lower-cased text."""

_STRAIGHT = str.maketrans("“”„«»‘’‚‛`′", "\"\"\"\"\"''''''")


def straighten(text: str) -> str:
    """The text with every kind of quotation mark straight; offsets stay the same."""
    return text.translate(_STRAIGHT)


def describe_tokens(
    text: str, offsets: Sequence[tuple[int, int]] | Integers, quoted: Sequence[Span] = ()
) -> list[int]:
    """The appearance of each token, from 0 to :data:`APPEARANCES` less one.

    Args:
        text: the sentence.
        offsets: half-open character offsets of its tokens.
        quoted: the passages of the sentence that stand in quotation marks, in order.
    """
    # Capitals say nothing in a text that has only one kind of letter.
    cased = text != text.lower() and text != text.upper()
    inside = [False] * (len(text) + 1)
    for span in quoted:
        inside[span.start : span.end] = [True] * (min(span.end, len(text)) - span.start)
    found = []
    for start, end in offsets:
        shape = _shape(text, int(start), int(end), cased)
        found.append(shape + QUOTED * inside[start])
    return found


def _shape(text: str, start: int, end: int, cased: bool) -> int:
    first = text[start : start + 1]
    if first.isdigit():
        return _NUMBER
    if not first.isalpha():
        return _MARK
    if not cased:
        return _UNKNOWN
    # A piece inside a word looks like the word.
    while start and text[start - 1].isalpha():
        start -= 1
    while end < len(text) and text[end].isalpha():
        end += 1
    word = text[start:end]
    if not word[0].isupper():
        return _LOWER
    return _CAPITALS if len(word) > 1 and word.isupper() else _CAPITALISED

"""Lines of a normalised text to paragraphs: mends the breaks that files put inside sentences."""

from __future__ import annotations

import re

from framing.articles.abbreviations import CLOCK, DAY_OR_ZONE, MONTHS, NUMBERED, TITLES
from framing.articles.agencies import DATELINE
from framing.articles.segmentation import is_sentence_end

__all__ = ["paragraphs_of"]

_LAST_WORD = re.compile(r"([^\s\"“”‘’(\[—–/-]*)\.$")
_WRAPPED_LINES = 4  # at least so many lines must break inside a sentence in a wrapped file
_WRAPPED_WIDTHS = (40, 120)
_ENDS = frozenset(".!?…:\"”’')]")
_LONGEST_DATELINE = 80


def paragraphs_of(text: str) -> list[str]:
    """The paragraphs of a normalised text, one line each.

    A line break ends a paragraph, with four exceptions: text wrapped at a fixed width, with empty
    lines between its paragraphs; a line that goes on in lower case; a line broken after an
    abbreviation that cannot end it ("Daniel H." / "Torres", "10 p.m." / "Friday"); and a dateline
    alone on its line.
    """
    blocks = [
        [" ".join(line.split()) for line in block.split("\n") if line.strip()]
        for block in text.split("\n\n")
    ]
    wrapped = _is_wrapped(blocks)
    paragraphs: list[list[str]] = []
    for block in blocks:
        for index, line in enumerate(block):
            previous = paragraphs[-1][-1] if paragraphs else ""
            joins = index > 0 and (wrapped or _goes_on(previous, line))
            if previous and (joins or _is_dateline(previous)):
                paragraphs[-1].append(line)
            else:
                paragraphs.append([line])
    return [" ".join(pieces) for pieces in paragraphs]


def _is_wrapped(blocks: list[list[str]]) -> bool:
    inner = [line for block in blocks for line in block[:-1]]
    broken = [line for line in inner if line[-1] not in _ENDS]
    low, high = _WRAPPED_WIDTHS
    return (
        len(broken) >= _WRAPPED_LINES
        and 2 * len(broken) > len(inner)
        and all(len(line) <= high for line in inner)
        and all(len(line) >= low for line in broken)
    )


def _is_dateline(line: str) -> bool:
    return len(line) <= _LONGEST_DATELINE and DATELINE.fullmatch(line) is not None


def _goes_on(previous: str, line: str) -> bool:
    """Whether a line break falls inside a sentence."""
    if line[0].islower() and len(line.split()) > 1:
        return True
    found = _LAST_WORD.search(previous[-40:])
    if found is None:
        return False
    word = found.group(1)
    lower = word.lower()
    surely = (
        (len(word) == 1 and word.isupper())
        or (lower in TITLES and word[:1].isupper())
        or (line[0].isdigit() and lower in MONTHS | NUMBERED)
        or (lower in CLOCK and DAY_OR_ZONE.match(line) is not None)
    )
    return surely and not is_sentence_end(previous, line)

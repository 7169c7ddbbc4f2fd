"""Words of a text with their offsets, their parts of speech, and what each looks like.

The tagger is a hashed log-linear model of a word and its neighbours: one matrix look-up over a
whole article, so the time is linear in its length. The weights are fitted on the silver CoreNLP
layer of PolNeAR's training part (Newell et al. 2018) by
:mod:`framing.training.attribution_lexicon`; they hold no words, only numbers.
"""

from __future__ import annotations

import base64
import re
import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

__all__ = ["BUCKETS", "TAGS", "Tokens", "coarse_tag", "find_words", "tokenise", "word_features"]

TAGS = (
    "CC", "CD", "DT", "EX", "IN", "JJ", "MD", "NN", "NNS", "NNP", "POS", "PRP", "PRP$", "PU",
    "RB", "RP", "TO", "VB", "VBD", "VBG", "VBN", "VBP", "VBZ", "WP", "WRB", "X",
)  # fmt: skip
"""The parts of speech: Penn Treebank tags, with those that make no difference here merged."""

BUCKETS = 1 << 15
_WEIGHTS = "attribution_tagger.txt"
_MERGED = {
    "NNPS": "NNP", "JJR": "JJ", "JJS": "JJ", "RBR": "RB", "RBS": "RB", "PDT": "DT",
    "WDT": "WP", "WP$": "WP",
}  # fmt: skip

# Clitics are words of their own ("did|n't", "Trump|'s"), as in the Penn Treebank. Each
# alternative starts at a fixed place and runs once over its word, so the scan is linear.
_WORD = re.compile(
    r"""
    (?:[^\W\d_]\.){2,}                                  # U.S.
    | [A-Z]\.(?=\s+[A-Z][a-z])                          # an initial
    | (?:Mr|Mrs|Ms|Dr|Sen|Rep|Gov|Gen|Col|Lt|Sgt|Capt|Prof|Rev|Jr|Sr|St|Gov|Atty|Pres|No|vs
        |Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec|Inc|Co|Corp|Ltd)\.
    | \d+(?:[.,:/]\d+)*(?:st|nd|rd|th|s)?\b(?!-[^\W\d_])
    | n['’]t\b
    | ['’](?:s|S|re|ve|ll|d|m)\b
    | [^\W_]+?(?=n['’]t\b)
    | [^\W_]+(?:[-&](?=\w)[^\W_]+|['’](?!(?:s|S|re|ve|ll|d|m)\b)[^\W_]+)*
    | '' | `` | \.\.+ | --+
    | \S
    """,
    re.VERBOSE,
)


@dataclass(frozen=True, slots=True, eq=False)
class Tokens:
    """The words of one text.

    Attributes:
        starts: offset of each word's first character.
        ends: offset after each word's last character.
        words: the words as written.
        lower: the words in lower case, with straight apostrophes.
        tags: the part of speech of each, one of :data:`TAGS`.
    """

    starts: tuple[int, ...]
    ends: tuple[int, ...]
    words: tuple[str, ...]
    lower: tuple[str, ...]
    tags: tuple[str, ...]

    def __len__(self) -> int:
        return len(self.words)


def tokenise(text: str, bounds: Sequence[tuple[int, int]]) -> Tokens:
    """The words of ``text`` inside ``bounds``, tagged.

    Args:
        text: the text.
        bounds: start and end of each sentence, in order; no word crosses one.
    """
    matches, firsts = find_words(text, bounds)
    words = tuple(match.group() for match in matches)
    return Tokens(
        starts=tuple(match.start() for match in matches),
        ends=tuple(match.end() for match in matches),
        words=words,
        lower=tuple(word.lower().replace("’", "'") for word in words),
        tags=_tag(words, firsts),
    )


def find_words(
    text: str, bounds: Sequence[tuple[int, int]]
) -> tuple[list[re.Match[str]], list[bool]]:
    """The words inside ``bounds``, and for each whether it is the first of its sentence."""
    matches: list[re.Match[str]] = []
    firsts: list[bool] = []
    for start, end in bounds:
        found = list(_WORD.finditer(text, start, end))
        matches += found
        firsts += [position == 0 for position in range(len(found))]
    return matches, firsts


def coarse_tag(penn: str) -> str:
    """The tag of :data:`TAGS` that a Penn Treebank tag falls under."""
    merged = _MERGED.get(penn, penn)
    if merged in TAGS:
        return merged
    return "X" if penn[:1].isalpha() or penn in "#$" else "PU"


def _tag(words: Sequence[str], firsts: Sequence[bool]) -> tuple[str, ...]:
    if not words:
        return ()
    tags = _weights()[word_features(words, firsts)].sum(axis=1).argmax(axis=1)
    return tuple(TAGS[tag] for tag in tags.tolist())


def _digest(text: str) -> int:
    return zlib.crc32(text.encode("utf-8", "surrogatepass"))


@lru_cache(maxsize=65536)
def _forms(word: str) -> tuple[int, int, int, int, int]:
    """Digests of a word: as it is, its ending of three and of two letters, its start, its shape."""
    lower = word.lower()
    if word.isupper() and len(word) > 1:
        shape = "A"
    elif word[:1].isupper():
        shape = "a"
    elif word[:1].isdigit():
        shape = "0"
        lower = "0"
    elif word.isalpha():
        shape = "x"
    else:
        shape = "-" if any(letter.isalpha() for letter in word) else "."
    return (
        _digest(lower),
        _digest("3" + lower[-3:]),
        _digest("2" + lower[-2:]),
        _digest("p" + lower[:3]),
        _digest(shape),
    )


def _mix(salt: int, *columns: NDArray[np.uint32]) -> NDArray[np.uint32]:
    """One bucket a row for a conjunction of digests; arithmetic wraps at 32 bits."""
    import numpy as np

    mixed = np.full(columns[0].shape, (salt * 0x9E3779B1) & 0xFFFFFFFF, dtype=np.uint32)
    for column in columns:
        mixed = (mixed ^ column) * np.uint32(0x85EBCA6B)
        mixed ^= mixed >> np.uint32(15)
    return mixed % np.uint32(BUCKETS)


def _shift(column: NDArray[np.uint32], by: int) -> NDArray[np.uint32]:
    """The column as seen ``by`` words further on; zero beyond either end."""
    import numpy as np

    out = np.zeros_like(column)
    if by > 0:
        out[:-by] = column[by:]
    else:
        out[-by:] = column[:by]
    return out


def word_features(words: Sequence[str], firsts: Sequence[bool]) -> NDArray[np.uint32]:
    """Buckets of the features of each word and its neighbours, shape (words, features)."""
    import numpy as np

    table = np.array([_forms(word) for word in words], dtype=np.uint32)
    word, three, two, prefix, shape = (table[:, column] for column in range(5))
    first = np.array(firsts, dtype=np.uint32)
    rows = [
        _mix(1, word), _mix(2, three), _mix(3, two), _mix(4, prefix), _mix(5, shape, first),
        _mix(6, _shift(word, -1)), _mix(7, _shift(word, 1)), _mix(8, _shift(word, -2)),
        _mix(9, _shift(word, 2)), _mix(10, _shift(three, -1)), _mix(11, _shift(three, 1)),
        _mix(12, word, _shift(word, -1)), _mix(13, word, _shift(word, 1)),
        _mix(14, three, _shift(word, -1)), _mix(15, _shift(shape, -1), shape, _shift(shape, 1)),
        _mix(16, three, shape, first),
    ]  # fmt: skip
    return np.stack(rows, axis=1)


@lru_cache(maxsize=1)
def _weights() -> NDArray[np.int16]:
    import numpy as np

    packed = files("framing.classifiers").joinpath("lexicons", _WEIGHTS).read_text("ascii")
    raw = np.frombuffer(zlib.decompress(base64.b85decode(packed.replace("\n", ""))), dtype=np.int8)
    return raw.reshape(BUCKETS, len(TAGS)).astype(np.int16)

"""Figures in a text: digits and number words, before anything is known of unit or bound."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from math import inf
from types import MappingProxyType

__all__ = [
    "DASHES",
    "PHRASE_ENDS",
    "SMALL",
    "TIMES",
    "Figure",
    "Token",
    "digits",
    "figure_at",
    "glued",
    "is_plural",
    "numbered",
    "spelled",
    "tokens_of",
    "word_at",
    "word_set",
]


def word_set(words: str) -> frozenset[str]:
    """The words of a line as a set: word lists read better as prose than as quoted strings."""
    return frozenset(words.split())


def numbered(words: str, start: int = 0, step: int = 1) -> MappingProxyType[str, int]:
    """The words of a line, counted from ``start`` in steps of ``step``."""
    return MappingProxyType({w: start + step * n for n, w in enumerate(words.split())})


TOKEN = re.compile(
    r"(?P<number>\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)"
    r"|(?P<word>[^\W\d_]+(?:['’.][^\W\d_]+)*)"
    r"|(?P<mark>[^\w\s]|_)"
)
SMALL = numbered(
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen "
    "fifteen sixteen seventeen eighteen nineteen"
)
TENS = numbered("twenty thirty forty fifty sixty seventy eighty ninety", start=20, step=10)
SCALES = MappingProxyType(
    {"hundred": 1e2, "thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12}
)
SHORT_SCALES = MappingProxyType({"k": 1e3, "m": 1e6, "mn": 1e6, "bn": 1e9, "b": 1e9, "tn": 1e12})
# The values a newsroom might mean by a bare plural: generous, because a false alarm costs more.
VAGUE = MappingProxyType(
    {
        "several": (2.0, 20.0),
        "dozens": (20.0, 300.0),
        "scores": (30.0, 400.0),
        "hundreds": (150.0, 3e3),
        "thousands": (1500.0, 4e4),
        "millions": (1.5e6, 9e8),
        "billions": (1.5e9, 9e11),
    }
)
# Words that may also say nothing of how many ("some say"): they count before a plural only.
SOFT = MappingProxyType({"some": (2.0, 100.0), "many": (3.0, 1e3), "few": (2.0, 12.0)})
# "A handful of", "a number of".
GROUPS = MappingProxyType({"handful": (2.0, 12.0), "number": (2.0, 100.0)})
# Shares of a whole, in per cent.
SHARES = MappingProxyType({"most": (50.0, 100.0), "majority": (50.0, 100.0)})
VAGUE_TENS = MappingProxyType({"thousands": (1.5e4, 2e5), "millions": (1.5e7, 2e8)})
VAGUE_HUNDREDS = MappingProxyType({"thousands": (1.5e5, 1.5e6), "millions": (1.5e8, 1.5e9)})
# Words that end the noun phrase after a figure.
PHRASE_ENDS = word_set(
    "a about above according after against all also although amid among an and are around as at be "
    "because been before being below between but by can could did do does during every for from "
    "had has have he her his how if in inside into is it its just like may might more most near no "
    "not of off on only or other our out outside over per said say says she should since so some "
    "such than that the their them then there these they this those through to toward towards "
    "under until up upon was we were what when where whether which while who whom whose will with "
    "within without would yet you your ago later earlier old each today tonight yesterday"
)
PLURALS = word_set("people men women children police personnel staff crew cattle aircraft")
# Nouns of time: "two in 10 days" is no share.
TIMES = word_set("second minute hour day night week month year decade")
DASHES = frozenset("-–‑—")
QUOTES = frozenset("”\"’'")
# A plural within so many words makes the word before it a quantity.
PLURAL_REACH = 4


@dataclass(frozen=True, slots=True)
class Token:
    """A number, a word or a single mark of a text.

    Attributes:
        start: offset of its first character.
        end: offset after its last character.
        kind: ``number``, ``word`` or ``mark``.
        text: its characters.
        lower: its characters in lower case, without a full stop at the end.
    """

    start: int
    end: int
    kind: str
    text: str
    lower: str


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure before its bound and unit are known.

    Attributes:
        first: number of its first token.
        after: number of the token after it.
        value: its value; for a vague word the middle of what it may mean.
        step: size of its last digit that is not a padding zero.
        vague: the smallest and largest value that a vague word may mean.
        share: whether it is a fraction, given in per cent.
    """

    first: int
    after: int
    value: float
    step: float
    vague: tuple[float, float] | None = None
    share: bool = False


def tokens_of(text: str, start: int, stop: int) -> list[Token]:
    """The tokens of ``text[start:stop]``, with offsets into ``text``."""
    return [
        Token(
            match.start(),
            match.end(),
            match.lastgroup or "mark",
            match.group(),
            match.group().lower().rstrip("."),
        )
        for match in TOKEN.finditer(text, start, stop)
    ]


def word_at(tokens: Sequence[Token], index: int) -> str:
    """The token's text in lower case, ``""`` beyond the ends."""
    return tokens[index].lower if 0 <= index < len(tokens) else ""


def glued(tokens: Sequence[Token], index: int) -> bool:
    """Whether token ``index`` follows the one before it without a space."""
    return 0 < index < len(tokens) and tokens[index - 1].end == tokens[index].start


def figure_at(tokens: Sequence[Token], index: int) -> Figure | None:
    """The figure that starts at token ``index``, if one does."""
    token = tokens[index]
    if token.kind == "number":
        return _one_in(tokens, index) or digits(tokens, index)
    if token.kind == "word":
        return _vague(tokens, index) or _share(tokens, index) or spelled(tokens, index)
    return None


def digits(tokens: Sequence[Token], index: int) -> Figure | None:
    """The figure in digits at token ``index``: "12,000", "1.5 million", "20m", "2 dozen"."""
    plain = tokens[index].text.replace(",", "")
    value = float(plain)
    whole, _, decimals = plain.partition(".")
    step = 10.0 ** -len(decimals) if decimals else 10.0 ** (len(whole) - len(whole.rstrip("0")))
    if value == 0:
        step = 1.0
    after = index + 1
    if word_at(tokens, after) in DASHES and word_at(tokens, after + 1) in SCALES:
        after += 1  # "a $20-million bridge"
    if word_at(tokens, after) in QUOTES and word_at(tokens, after + 1) in SCALES:
        after += 1  # "asking for $5.6” billion"
    word = word_at(tokens, after)
    scale = SCALES.get(word, 1.0)
    if scale == 1.0 and glued(tokens, after):
        scale = SHORT_SCALES.get(word, 1.0)
    if scale != 1.0:
        after += 1
    elif word == "dozen":
        scale, after = 12.0, after + 1
    if value * scale == inf:
        return None
    return Figure(index, after, value * scale, step * scale)


def spelled(tokens: Sequence[Token], index: int) -> Figure | None:
    """The figure in words at token ``index``: "twenty-five", "two dozen", "a hundred"."""
    total = group = 0.0
    step, at, seen = 1.0, index, False
    if word_at(tokens, at) == "a" and word_at(tokens, at + 1) in {*SCALES, "dozen"}:
        group, seen, at = 1.0, True, at + 1
    while at < len(tokens):
        word = tokens[at].lower
        if word in SMALL and (not seen or group >= 20):
            group, step = group + SMALL[word], 1.0
        elif word in TENS and (not seen or group >= 100):
            group, step = group + TENS[word], 10.0
        elif word in SCALES and seen:
            scale = SCALES[word]
            if scale > 100:
                total, group = total + group * scale, 0.0
            else:
                group *= scale
            step = scale
        elif word in ("dozen", "dozens") and seen:
            group, step = group * 12, 12.0
        elif not (seen and (word == "-" or word == "and") and _continues(tokens, at)):
            break
        seen = True
        at += 1
    if not seen:
        return None
    return Figure(index, at, total + group, step)


def _continues(tokens: Sequence[Token], at: int) -> bool:
    """Whether the hyphen or "and" at ``at`` stands inside a spelled number."""
    before, following = word_at(tokens, at - 1), word_at(tokens, at + 1)
    if following == "dozen":
        return tokens[at].lower == "-"
    if tokens[at].lower == "and":
        return before in SCALES and (following in TENS or following in SMALL)
    return before in TENS and following in SMALL


def _vague(tokens: Sequence[Token], index: int) -> Figure | None:
    word = tokens[index].lower
    if word in ("tens", "hundreds") and word_at(tokens, index + 1) == "of":
        ranges = VAGUE_TENS if word == "tens" else VAGUE_HUNDREDS
        if word_at(tokens, index + 2) in ranges:
            low, high = ranges[word_at(tokens, index + 2)]
            return Figure(index, index + 3, (low * high) ** 0.5, 1.0, (low, high))
    following = word_at(tokens, index + 1)
    if word in ("several", "few") and following in {*SCALES, "dozen"}:
        scale = SCALES.get(following, 12.0)
        return _between(index, index + 2, 2 * scale, 9 * scale)
    if word in VAGUE:
        return _between(index, index + 1, *VAGUE[word])
    if word in GROUPS and following == "of" and word_at(tokens, index - 1) == "a":
        return _between(index, index + 1, *GROUPS[word])
    if word in SOFT and following not in ("of", "few") and _plural(tokens, index + 1):
        return _between(index, index + 1, *SOFT[word])
    if word in SHARES and (following == "of" or (word == "most" and _plural(tokens, index + 1))):
        return _between(index, index + 1, *SHARES[word], share=True)
    return None


def _between(first: int, after: int, low: float, high: float, *, share: bool = False) -> Figure:
    return Figure(first, after, (low * high) ** 0.5, 1.0, (low, high), share)


def _plural(tokens: Sequence[Token], index: int) -> bool:
    """Whether a plural noun follows before the phrase ends, as far as its spelling tells."""
    for token in tokens[index : index + PLURAL_REACH]:
        if token.kind != "word" or token.lower in PHRASE_ENDS:
            return False
        if is_plural(token.lower):
            return True
    return False


def is_plural(word: str) -> bool:
    """Whether a word looks like the plural of a noun."""
    return word in PLURALS or (
        len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is", "'s", "’s"))
    )


def _share(tokens: Sequence[Token], index: int) -> Figure | None:
    """Fractions, as percentages: "half of", "two-thirds", "a quarter of", "one in four"."""
    word = tokens[index].lower
    if (in_all := _one_in(tokens, index)) is not None:
        return in_all
    if word == "half":
        following = word_at(tokens, index + 1)
        if following == "a" and word_at(tokens, index + 2) in SCALES:
            return Figure(index, index + 3, SCALES[word_at(tokens, index + 2)] / 2, 1.0)
        if following == "a" and word_at(tokens, index + 2) == "dozen":
            return Figure(index, index + 3, 6.0, 1.0)
        if following in ("of", "the", "its", "their"):
            return Figure(index, index + 1, 50.0, 10.0, share=True)
        return None
    count = 1 if word in ("a", "one") else SMALL.get(word, 0)
    at = index + 1
    if word_at(tokens, at) in DASHES:
        at += 1
    name = word_at(tokens, at)
    parts = {"third": 3, "quarter": 4, "fifth": 5, "thirds": 3, "quarters": 4, "fifths": 5}
    if name not in parts or not 0 < count < parts[name] or (count > 1) != name.endswith("s"):
        return None
    if word == "a" and word_at(tokens, at + 1) != "of":
        return None
    return Figure(index, at + 1, 100.0 * count / parts[name], 5.0, share=True)


def _one_in(tokens: Sequence[Token], index: int) -> Figure | None:
    """The share "one in four" or "1-in-4" stands for."""
    at = index + 1
    joined = word_at(tokens, at) in DASHES
    at += joined
    if word_at(tokens, at) != "in":
        return None
    at += 1 + joined
    part, whole = _whole_number(tokens, index), _whole_number(tokens, at)
    if not 0 < part < whole <= 100 or word_at(tokens, at + 1).rstrip("s") in TIMES:
        return None
    return Figure(index, at + 1, 100.0 * part / whole, 5.0, share=True)


def _whole_number(tokens: Sequence[Token], index: int) -> int:
    word = word_at(tokens, index)
    return int(word) if word.isdecimal() and len(word) < 4 else SMALL.get(word, 0)

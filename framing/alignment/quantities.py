"""Quantities in news prose: figures, number words, bounds, ranges, votes, ages and money.

A quantity is read into the interval of values that its wording allows ("up to 12,000" allows
anything to 12,000, "dozens" anything from 20 to 300), with its unit and the words that say of
what. Years, dates, clock times, ordinals, list numbers and numbers inside names are left out.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from math import inf
from typing import Literal

from framing.alignment.dates import find_dates
from framing.alignment.figures import (
    DASHES,
    PHRASE_ENDS,
    SMALL,
    Figure,
    Token,
    digits,
    figure_at,
    glued,
    is_plural,
    spelled,
    tokens_of,
    word_at,
    word_set,
)
from framing.alignment.units import MEASURES, SIGNS, bare_duration, currency_before, unit_of

__all__ = ["Bound", "Quantity", "find_quantities"]

Bound = Literal["exact", "about", "upper", "lower", "range", "vague"]

UPPER = (
    "up to,as many as,as much as,at most,no more than,not more than,fewer than,less than,under,"
    "a maximum of"
)
LOWER = (
    "more than,at least,no fewer than,no less than,not less than,upwards of,over,a minimum of,"
    "in excess of,exceeding"
)
ABOUT = (
    "about,around,roughly,approximately,some,nearly,almost,close to,an estimated,estimated,"
    "just under,just over,well over,a little over,a little more than"
)
BOUND_PHRASES: tuple[tuple[tuple[str, ...], Bound], ...] = (
    *((tuple(phrase.split()), "upper") for phrase in UPPER.split(",")),
    *((tuple(phrase.split()), "lower") for phrase in LOWER.split(",")),
    *((tuple(phrase.split()), "about") for phrase in ABOUT.split(",")),
)
LONGEST_FIRST = tuple(sorted(BOUND_PHRASES, key=lambda each: (-len(each[0]), each[0])))
BOUND_WORDS = frozenset(phrase[-1] for phrase, _ in BOUND_PHRASES)
PHONE = re.compile(r"(?<![\d.,])(?:\(?\d{3}\)?[ .-])?\d{3}[.-]\d{4}\b")
STREETS = word_set("street st avenue ave road rd lane boulevard drive square block")
NOT_A_COUNT_AFTER = word_set("no number nos section article chapter page")
CLOCK = frozenset({"am", "pm", "a.m", "p.m", "a.m.", "p.m.", "o'clock", "o’clock", "gmt", "est"})
ORDINAL_ENDINGS = frozenset({"st", "nd", "rd", "th", "s"})
VOTES = word_set(
    "vote votes voted voting ballot passed approved rejected won wins defeated lost beat beating "
    "victory margin split ruled override tally carried motion"
)
SUBSET = word_set("the them those these its their his her our which whom")
# "Another 12 people" counts a part; "the two men" counts nothing anew.
PART_BEFORE = word_set("first last next past another other additional extra further top previous")
KNOWN_BEFORE = word_set("the these those both his her their its our all every")
SMALL_GROUP = 10
PHRASE_TOKENS = 6


@dataclass(frozen=True, slots=True)
class Quantity:
    """A quantity as a text states it.

    Attributes:
        start: offset of its first character, the bound's words ("up to") included.
        end: offset after its last character, the unit included.
        value: the figure as stated, in the unit's base unit; for a range its middle.
        low: the smallest value that the wording allows.
        high: the largest value that the wording allows.
        bound: how the figure is bounded.
        unit: ``count``, ``votes``, ``percent``, ``age``, ``length``, ``mass``, ``area``,
            ``speed``, ``time`` or ``money`` followed by the currency.
        step: size of the last digit that is not a padding zero: 1,000 for 12,000.
        nouns: the words after it that say of what, in lower case, in order.
        head: the noun that says what is counted, as far as can be told without parsing:
            "troops" in "12,000 North Korean troops", "page" in "48-page indictment", else ``""``.
        names: those of the nouns that are capitalised ("North", "Korean").
    """

    start: int
    end: int
    value: float
    low: float
    high: float
    bound: Bound
    unit: str = "count"
    step: float = 1.0
    nouns: tuple[str, ...] = ()
    head: str = ""
    names: tuple[str, ...] = ()


def find_quantities(text: str, start: int = 0, end: int | None = None) -> tuple[Quantity, ...]:
    """The quantities that ``text[start:end]`` states, in order, without overlaps.

    Args:
        text: any text; offsets in the result are into it.
        start: where to begin.
        end: where to stop; the end of the text by default.
    """
    stop = len(text) if end is None else end
    tokens = tokens_of(text, start, stop)
    others = sorted(
        [(mention.start, mention.end) for mention in find_dates(text, None, start, stop)]
        + [match.span() for match in PHONE.finditer(text, start, stop)]
    )
    found = []
    index = 0
    while index < len(tokens):
        at = bisect_right(others, tokens[index].start, key=lambda each: each[0]) - 1
        figure = None
        if at < 0 or others[at][1] <= tokens[index].start:
            figure = figure_at(tokens, index) or bare_duration(tokens, index)
        if figure is None:
            index += 1
            continue
        quantity, after = _quantity(tokens, figure)
        if quantity is not None:
            found.append(quantity)
        index = max(after, figure.after)
    return tuple(found)


def _quantity(tokens: list[Token], figure: Figure) -> tuple[Quantity | None, int]:
    """The figure with its bound, range, unit and nouns, and the token after it."""
    currency, first = currency_before(tokens, figure.first)
    before = word_at(tokens, first - 1)
    if before == "not" or (not currency and _not_a_quantity(tokens, figure)):
        return None, figure.after
    second, after = _second(tokens, figure, between=before == "between")
    votes = second is not None and not currency and _is_vote(tokens, figure, after)
    if second is not None and not votes and before == "from":
        return None, after  # "rose from 5 to 7": a change, no range
    bound, first = _bound(tokens, first - 1 if before == "between" and second else first)
    if figure.vague is not None:
        first = figure.first  # "data about millions of users"
    unit, size, unit_after = unit_of(tokens, figure, after, currency)
    counts = unit == "count" and not votes
    if not unit or (counts and figure.value <= 1):
        return None, after
    noun_at = unit_after
    if (counts or unit == "percent") and word_at(tokens, unit_after) == "of":
        noun_at += 1
        if counts and figure.vague is None and word_at(tokens, noun_at) in SUBSET:
            return None, after  # "two of the officers" counts a part
        noun_at += word_at(tokens, noun_at) in SUBSET
    noun_end = _phrase_end(tokens, noun_at)
    phrase = [token for token in tokens[noun_at:noun_end] if token.kind == "word"]
    last = noun_end if counts and phrase else unit_after
    low, high, bound = _interval(figure, second, bound, votes)
    if word_at(tokens, last) == "or" and word_at(tokens, last + 1) == "more":
        bound, high, last = "lower", inf, last + 2
    value = figure.value if second is None or votes else (figure.value + second) / 2
    made = Quantity(
        tokens[first].start,
        tokens[last - 1].end,
        value * size,
        low * size,
        high * size,
        bound,
        "votes" if votes else unit,
        figure.step * size,
        tuple(token.lower for token in phrase),
        _head([token.lower for token in phrase], joined=word_at(tokens, after) in DASHES),
        tuple(token.lower for token in phrase if token.text[0].isupper()),
    )
    return made, unit_after


def _not_a_quantity(tokens: list[Token], figure: Figure) -> bool:
    """Whether the figure is a time, an ordinal, a name's number, a year or a vague "the two"."""
    first, after = figure.first, figure.after
    token, before = tokens[first], word_at(tokens, first - 1)
    if figure.vague is not None:
        return False
    if glued(tokens, first) and tokens[first - 1].kind == "word":
        return True
    if any(word_at(tokens, at) in STREETS for at in range(after, after + 3)):
        return True
    if before in NOT_A_COUNT_AFTER or before in ("#", "@", "/", ":") or before == "*":
        return True
    following = word_at(tokens, after)
    if before in PART_BEFORE and not figure.share:
        return True
    if before in KNOWN_BEFORE and figure.value <= SMALL_GROUP and following not in DASHES:
        return True
    if following in CLOCK or (following in ("/", ":") and glued(tokens, after)):
        return True
    if token.kind == "number":
        if following in ORDINAL_ENDINGS and glued(tokens, after):
            return True
        if glued(tokens, after) and tokens[after].kind == "word" and following not in MEASURES:
            return True
        if after == first + 1 and re.fullmatch(r"(?:1[89]|20)\d\d", token.text):
            return True
        if before in ("-", "–") and glued(tokens, first):  # "Covid-19", "F-16"
            return not (first >= 2 and tokens[first - 2].kind == "number")
        return _in_name(tokens, first)
    return following in ("-",) and word_at(tokens, after + 1) in ("on", "way", "party", "time")


def _in_name(tokens: list[Token], first: int) -> bool:
    """Whether a capitalised word stands right before: "Boeing 737", "Article 5", "Psalm 23"."""
    if first < 1 or tokens[first - 1].kind != "word":
        return False
    word = tokens[first - 1]
    return word.text[0].isupper() and word.lower not in PHRASE_ENDS | BOUND_WORDS


def _second(tokens: list[Token], figure: Figure, *, between: bool) -> tuple[float | None, int]:
    """The other end of a range or vote count, and the token after it."""
    alone = None, figure.after
    at = figure.after + (word_at(tokens, figure.after) == "votes")
    word = word_at(tokens, at)
    hyphens = word in DASHES and glued(tokens, at)
    if hyphens and word_at(tokens, at + 1) == "to" and word_at(tokens, at + 2) in DASHES:
        at += 2
    if figure.vague is not None or not (hyphens or word == "to" or (between and word == "and")):
        return alone
    at += 1
    if word_at(tokens, at) in SIGNS:
        at += 1
    if at == len(tokens) or not (tokens[at].kind == "number" or tokens[at].lower in SMALL):
        return alone
    other = digits(tokens, at) if tokens[at].kind == "number" else spelled(tokens, at)
    return (other.value, other.after) if other else alone


def _is_vote(tokens: list[Token], figure: Figure, after: int) -> bool:
    near = tokens[max(0, figure.first - 8) : figure.first] + tokens[after : after + 4]
    return any(token.lower in VOTES for token in near)


def _bound(tokens: list[Token], first: int) -> tuple[Bound, int]:
    """The bound whose words stand right before token ``first``, and where they begin."""
    for phrase, bound in LONGEST_FIRST:
        begin = first - len(phrase)
        if begin >= 0 and all(
            token.lower == word for token, word in zip(tokens[begin:first], phrase, strict=True)
        ):
            return bound, begin
    if word_at(tokens, first - 1) == "a":
        bound, begin = _bound(tokens, first - 1)
        if bound != "exact":
            return bound, begin
    return "exact", first


def _phrase_end(tokens: list[Token], at: int) -> int:
    """The token after the noun phrase that starts at ``at``, compounds with hyphens included."""
    for end in range(at, min(at + PHRASE_TOKENS, len(tokens))):
        token = tokens[end]
        hyphen = (
            token.lower in DASHES and end > at and glued(tokens, end) and glued(tokens, end + 1)
        )
        if not hyphen and (token.kind != "word" or token.lower in PHRASE_ENDS):
            return end
    return min(at + PHRASE_TOKENS, len(tokens))


def _head(phrase: list[str], *, joined: bool) -> str:
    """The counted noun: first plural of the phrase, or its last word, or the joined word."""
    if joined or not phrase:
        return phrase[0] if phrase else ""
    for word in phrase:
        if is_plural(word):
            return word
    return phrase[-1]


def _interval(
    figure: Figure, second: float | None, bound: Bound, votes: bool
) -> tuple[float, float, Bound]:
    if figure.vague is not None:
        return *figure.vague, "vague"
    value = figure.value
    if second is not None:
        low, high = sorted((value, second))
        return low, high, "exact" if votes else "range"
    if bound == "upper":
        return 0.0, value, bound
    if bound == "lower":
        return value, inf, bound
    if bound == "about" or figure.share:
        return 0.9 * value, 1.1 * value, "about"
    return value, value, "exact"

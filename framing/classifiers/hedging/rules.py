"""Hedge cues by rules: a lexicon, and a sum of weights of each word and its context."""

from __future__ import annotations

import math
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import accumulate
from types import MappingProxyType

from framing.classifiers.attribution.cues import cue_for
from framing.classifiers.lexicon import (
    Phrases,
    Token,
    logit,
    read_rows,
    read_weights,
    sigmoid,
    tokenise,
)
from framing.classifiers.weighing import Finding, Judgement

__all__ = ["Candidate", "combine", "find_candidates", "judge", "score", "threshold"]

_WEIGHTS = "hedging.json"
_MODALS = frozenset({"could", "would", "should", "can", "will", "wo", "might", "'ll", "'d", "may"})
_CONDITIONAL = frozenset({"could", "should", "can"})
_ASKING = frozenset(
    {"ask", "asked", "asking", "asks", "check", "clear", "determine", "determining", "find"}
    | {"know", "knew", "out", "question", "see", "sure", "tell", "unclear", "unsure", "wonder"}
    | {"wondered", "wondering", "wonders"}
)
_NOUNS = frozenset({"might", "can", "will", "must", "may"})
_FEARS = frozenset({"fear", "fears"})
_ARTICLES = frozenset({"the", "a", "an", "of", "with"})
_PREPOSITIONS = frozenset({"over", "of", "with", "in", "from", "by", "for", "without"})
_OBLIGATIONS = frozenset({"should", "must"})
_EXPECTING = frozenset({"expect", "anticipate", "assume"})
_NEGATIONS = frozenset({"not", "n't", "no", "never", "neither", "nor", "without", "cannot"})
_BE = frozenset({"be", "is", "are", "was", "were", "been", "being", "am", "'s", "'re", "'m"})
_CONDITIONS = frozenset({"if", "unless", "provided", "until", "assuming"})
_DETERMINERS = frozenset({"the", "a", "an", "this", "that", "these", "those", "any", "some"})
_POSSESSIVES = frozenset({"his", "her", "its", "their", "our", "my", "your", "'s"})
_PRONOUNS = frozenset({"i", "you", "he", "she", "it", "we", "they", "there"})
_REPORTING = frozenset({"said", "says", "say", "told", "added", "according", "warned"})
# The kinds of cues, in the lexicon of attribution, under which a statement stands.
_TELLING = frozenset(
    {"speech", "claim", "confirm", "promise", "think", "agree", "argue", "report", "know"}
)
_BACKSHIFTED = frozenset({"would", "'d"})
_RUMOURS = frozenset(
    {"rumour", "rumours", "rumor", "rumors", "speculation", "suggestions", "announcement"}
    | {"assurance", "assurances", "promise", "promises", "pledge", "vow", "claim", "claims"}
)
_FUTURE_IN_THE_PAST, _NO_DOUBT = "future in the past", "no doubt"
_RULING_OUT = frozenset({_FUTURE_IN_THE_PAST, _NO_DOUBT})
_MARKS = frozenset({'"', "“", "”", "``", "''", "«", "»"})
_AFTER_IF = frozenset({"necessary", "needed", "possible"})
_MONTHS = frozenset({"in", "on", "last", "since", "by", "until", "from", "of", "next", "late"})
# How far, in words, a rumour or a "whether" stands before its "would".
_NEAR = 6
# How far, in words, a condition reaches to the "would" that depends on it.
_REACH = 45


@dataclass(frozen=True, slots=True)
class Candidate:
    """A place where the lexicon sees a possible cue.

    Attributes:
        start: offset of its first character.
        end: offset after its last character.
        label: the kind of cue it would be.
        features: names of what speaks for or against it; the fitted weights are by these names.
    """

    start: int
    end: int
    label: str
    features: tuple[str, ...]


@cache
def _entries() -> Mapping[str, tuple[str, str]]:
    """Form to its label and lemma."""
    return MappingProxyType(
        {
            form: (label, lemma)
            for label, lemma, forms in read_rows("hedging.tsv")
            for form in forms.split(" | ")
        }
    )


@cache
def _phrases() -> Phrases:
    return Phrases(_entries())


@cache
def _joined() -> Mapping[tuple[str, ...], str]:
    """The words of a form to the form."""
    return MappingProxyType(
        {tuple(token.lower for token in tokenise(form)): form for form in _entries()}
    )


def find_candidates(text: str) -> list[Candidate]:
    """Every place in ``text`` where the lexicon sees a possible cue, in order."""
    tokens = tokenise(text)
    titled = _is_titled(tokens)
    conditions = _conditions(tokens)
    found = []
    for first, last in _phrases().find(tokens):
        if _is_noun(tokens, first):
            continue
        form = _joined()[tuple(token.lower for token in tokens[first:last])]
        label, lemma = _entries()[form]
        context = tuple(_context(tokens, first, last, conditions, titled))
        label = _label_here(label, tokens, first, context)
        features = (
            f"form {form}",
            f"lemma {lemma}",
            # What is known of a cue too rare to have weights of its own.
            f"kind {label}",
            *((f"phrase of kind {label}",) if last - first > 1 else ()),
            *((f"adverb of kind {label}",) if form.endswith("ly") else ()),
            *context,
            *(f"{lemma}: {name}" for name in context),
        )
        found.append(Candidate(tokens[first].start, tokens[last - 1].end, label, features))
    return found


def _label_here(label: str, tokens: Sequence[Token], at: int, context: Sequence[str]) -> str:
    """The kind of a cue, where the sentence decides it: "could" by an "if", "asked if"."""
    word = tokens[at].lower
    if word in _CONDITIONAL and "in a condition" in context:
        return "condition"
    if word == "if" and at and tokens[at - 1].lower in _ASKING:
        return "investigation"
    return label


def _is_noun(tokens: Sequence[Token], at: int) -> bool:
    """Whether the word is a noun that looks like a modal verb: "the might", "a can"."""
    before = tokens[at - 1].lower if at else ""
    return tokens[at].lower in _NOUNS and (before in _ARTICLES or before in _POSSESSIVES)


def _is_no_doubt(tokens: Sequence[Token], at: int) -> bool:
    """Whether a word of doubt is none here: "you should expect rain", "hope over fear"."""
    word = tokens[at].lower
    before = tokens[at - 1].lower if at else ""
    after = tokens[at + 1].lower if at + 1 < len(tokens) else ""
    if word in _EXPECTING:
        return before in _OBLIGATIONS
    # What is feared is open: "the fear of a flood", "over fears that it may fail".
    determined = before in _ARTICLES | _POSSESSIVES | _PREPOSITIONS
    return word in _FEARS and determined and after not in ("of", "that")


def _is_titled(tokens: Sequence[Token]) -> bool:
    """Whether capitals say nothing here, as in a headline."""
    words = [token.text for token in tokens if len(token.text) > 3 and token.text[0].isalpha()]
    return 2 * sum(word[0].isupper() for word in words) > len(words)


@dataclass(frozen=True, slots=True)
class _Conditions:
    """Where conditions open, and for each word how many marks that they do not cross precede it."""

    places: tuple[int, ...]
    marks: tuple[int, ...]
    colons: tuple[int, ...]

    def reach(self, at: int, word: int) -> bool:
        """Whether a condition that opens at ``at`` reaches a word: near, in the same voice."""
        low, high = sorted((at, word))
        return (
            high - low <= _REACH
            and (self.marks[high] - self.marks[low]) % 2 == 0
            and self.colons[high] == self.colons[low]
        )


def _conditions(tokens: Sequence[Token]) -> _Conditions:
    return _Conditions(
        tuple(at for at in range(len(tokens)) if _opens_condition(tokens, at)),
        tuple(accumulate(token.text in _MARKS for token in tokens)),
        tuple(accumulate(token.text == ":" for token in tokens)),
    )


def _opens_condition(tokens: Sequence[Token], at: int) -> bool:
    word = tokens[at].lower
    if word not in _CONDITIONS:
        return False
    before = tokens[at - 1].lower if at else ""
    # "as if" compares and "even if" concedes.
    return before not in ("as", "even")


def _context(
    tokens: Sequence[Token], first: int, last: int, conditions: _Conditions, titled: bool
) -> Iterator[str]:
    """What stands around the words ``tokens[first:last]``, in named features."""
    before = tokens[first - 1].lower if first else "^"
    after = tokens[last].lower if last < len(tokens) else "$"
    earlier = [token.lower for token in tokens[max(0, first - 4) : first]]
    later = [token.lower for token in tokens[last : last + 4]]
    yield from _neighbours(before, after)
    if any(word in _NEGATIONS for word in earlier):
        yield "negated before"
    if any(word in _NEGATIONS for word in later[:2]):
        yield "negated after"
    if any(word in _BE for word in earlier[-2:]):
        yield "after be"
    if "that" in later[:1]:
        yield "before that"
    if "have" in later[:2] or "'ve" in later[:2]:
        yield "before have"
    if first and tokens[first].text[0].isupper():
        if not titled:
            yield "capital inside"
        if before in _MONTHS or after[0].isdigit():
            yield "month"
    if not titled and last < len(tokens) and tokens[last].text[0].isupper():
        yield "before a name"
    if any(word in _REPORTING for word in earlier):
        yield "after reporting"
    if _is_no_doubt(tokens, first):
        yield _NO_DOUBT
    if _in_a_condition(first, last, conditions):
        yield "in a condition"
    elif tokens[first].lower in _BACKSHIFTED and _is_reported(tokens, first, last):
        # "Confirmed that talks would be held": the future, seen from the past.
        yield _FUTURE_IN_THE_PAST


def _in_a_condition(first: int, last: int, conditions: _Conditions) -> bool:
    places = conditions.places
    at = bisect_right(places, first)
    if at and places[at - 1] < first and conditions.reach(places[at - 1], first):
        return True
    at = bisect_left(places, last)
    return at < len(places) and conditions.reach(places[at], last - 1)


def _is_reported(tokens: Sequence[Token], first: int, last: int) -> bool:
    """Whether somebody said or thought what stands here, outside quotation marks.

    By a verb in the past before it, or after it and a comma; by "rumours" or "whether" before it.
    """
    near = {token.lower for token in tokens[max(0, first - _NEAR) : first]}
    if near & _RUMOURS or "whether" in near:
        return not any(token.text in _MARKS for token in tokens[max(0, first - _NEAR) : first])
    for at in range(first - 1, max(0, first - _REACH) - 1, -1):
        if tokens[at].text in _MARKS:
            return False  # what is quoted is in the tense in which it was said
        if _told(tokens[at]):
            return True
    comma = False
    for at in range(last, min(last + _REACH, len(tokens))):
        if tokens[at].text in _MARKS:
            return False
        comma = comma or tokens[at].text == ","
        if comma and _told(tokens[at]):
            return True
    return False


def _told(token: Token) -> bool:
    """Whether a word is the past tense of a verb that tells something."""
    cue = cue_for(token.lower, "verb")
    past = cue is not None and token.lower != cue.lemma and token.lower[-1:] not in "gs"
    return past and cue is not None and cue.kind in _TELLING


def _neighbours(before: str, after: str) -> Iterator[str]:
    for name, word in (("after", before), ("before", after)):
        if word in _DETERMINERS:
            yield f"{name} determiner"
        elif word in _POSSESSIVES:
            yield f"{name} possessive"
        elif word in _PRONOUNS:
            yield f"{name} pronoun"
        elif word in _MODALS:
            yield f"{name} modal"
        elif not word[0].isalnum():
            yield f"{name} mark"
        elif len(word) <= 5 or word in _AFTER_IF:
            yield f"{name} {word}"
        if word.endswith("ed"):
            yield f"{name} -ed"
        elif word.endswith("ing"):
            yield f"{name} -ing"
        elif word.endswith("ly"):
            yield f"{name} -ly"


def score(candidate: Candidate) -> float:
    """The probability that a candidate is a cue, by the fitted weights."""
    weights = read_weights(_WEIGHTS)["cue"]
    total = sum(weights.get(name, 0.0) for name in candidate.features)
    return sigmoid(weights["bias"] + total)


def combine(scores: Sequence[float]) -> float:
    """The probability that a sentence is hedged, from those of its candidates.

    The probability that at least one is a cue, were they independent, and a logistic correction
    for their not being so.
    """
    sentence = read_weights(_WEIGHTS)["sentence"]
    none = math.fsum(math.log1p(-min(value, 1 - 1e-9)) for value in scores)
    return sigmoid(sentence["bias"] + sentence["slope"] * logit(-math.expm1(none)))


def judge(text: str) -> Judgement:
    """What the rules say of one sentence, with every candidate, sure and unsure.

    A "would" that is the future seen from the past is no condition, and "should expect" no guess:
    the rules rule them out.
    """
    findings = [
        Finding(
            found.start,
            found.end,
            found.label,
            score(found) if _RULING_OUT.isdisjoint(found.features) else 0.0,
        )
        for found in find_candidates(text)
    ]
    return Judgement(combine([found.score for found in findings]), tuple(findings))


def threshold() -> float:
    """From which probability on a candidate counts as a cue."""
    return read_weights(_WEIGHTS)["threshold"]["cue"]

"""The choices that make an attribution, each between a few options with named features.

Five questions are asked of a cue, in this order: on which side is its content, who is its source,
where does the content begin and end after it, and where does it begin before it. Each is a
conditional logit (McFadden 1974): an option's score is the sum of the weights of its features.
The weights are numbers in ``attribution.json``; features name parts of speech, closed-class
words, marks and entries of the lexicon, never words of a corpus. Here stands what the questions
share.
"""

from __future__ import annotations

from dataclasses import dataclass

from framing.classifiers.attribution.cues import source_kind
from framing.classifiers.attribution.structure import Candidate, Reading, is_passive

__all__ = [
    "FINITE",
    "Option",
    "bucket",
    "first_word",
    "last_word",
    "noun_class",
    "phrase_form",
    "skeleton",
    "verb_shape",
]

FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
"""The parts of speech of finite verbs."""


@dataclass(frozen=True, slots=True)
class Option:
    """One candidate of a choice: a pair of word numbers and its features.

    Attributes:
        start: first word; -1 for the option "none".
        end: word after the last; the same as ``start`` where the option is a place.
        features: names of the features.
    """

    start: int
    end: int
    features: tuple[str, ...]


def bucket(count: int) -> str:
    """A count, coarser the larger it is."""
    for limit in (0, 1, 2, 3, 5, 8, 13, 21, 34):
        if count <= limit:
            return str(limit)
    return "more"


def first_word(reading: Reading, at: int) -> int:
    """The first word of the sentence of word ``at``."""
    return reading.bounds[reading.sentence_of[at]][0]


def last_word(reading: Reading, at: int) -> int:
    """The word after the last of the sentence of word ``at``."""
    return reading.bounds[reading.sentence_of[at]][1]


def verb_shape(reading: Reading, candidate: Candidate) -> str:
    """The verb group in brief: its tag, and whether it is passive, infinitive or modal."""
    tag = reading.tokens.tags[candidate.at]
    group = reading.forms[candidate.start : candidate.at]
    if is_passive(reading, candidate):
        return "passive"
    if "to" in group:
        return "infinitive"
    if any(reading.tokens.tags[at] == "MD" for at in range(candidate.start, candidate.at)):
        return "modal"
    return tag


def skeleton(reading: Reading, start: int, end: int) -> list[str]:
    """What stands between two places, noun phrases as one sign, at most five signs."""
    found: list[str] = []
    at = start
    while at < end and len(found) < 5:
        chunk = reading.chunk_at(at)
        if chunk:
            found.append("D " if reading.form(chunk[1] - 1) == "date" else "N ")
            at = max(chunk[1], at + 1)
        else:
            found.append(reading.form(at) + " ")
            at += 1
    return [*found[:4], "+"] if len(found) == 5 else found


def phrase_form(reading: Reading, at: int) -> str:
    """The kind of noun phrase that word ``at`` stands in, or the form of the word."""
    chunk = reading.chunk_at(at)
    if chunk is None:
        return reading.form(at)
    head = reading.form(chunk[1] - 1)
    return "NP:date" if head == "date" else "NP:" + reading.tokens.tags[chunk[1] - 1]


def noun_class(reading: Reading, chunk: tuple[int, int]) -> str:
    """What a noun phrase names: a kind of source, a name, a pronoun or a thing."""
    head = chunk[1] - 1
    if reading.form(head) == "date":
        return "date"
    kind = source_kind(reading.tokens.lower[head])
    if kind:
        return kind
    tag = reading.tokens.tags[head]
    word = reading.tokens.lower[head]
    if tag in ("PRP", "WP", "DT", "EX"):
        return "people" if word in ("he", "she", "they", "we", "i", "who", "those") else word
    return tag

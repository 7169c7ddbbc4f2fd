"""Whether a word is a cue here, and on which side of it its content stands."""

from __future__ import annotations

from framing.classifiers.attribution.options import (
    bucket,
    first_word,
    last_word,
    noun_class,
    phrase_form,
    verb_shape,
)
from framing.classifiers.attribution.structure import Candidate, Reading

__all__ = ["SIDES", "side_features"]

SIDES = ("none", "after", "before", "both")
"""Where the content stands from its cue; ``none`` when the word is no cue here."""

_FARTHER = 45  # words after a cue among which a quotation is looked for


def side_features(reading: Reading, candidate: Candidate) -> tuple[str, ...]:
    """Features of a possible cue, for the choice of the side its content stands on."""
    at, start, end, cue = candidate.at, candidate.start, candidate.end, candidate.cue
    form = reading.form
    shape = verb_shape(reading, candidate)
    first, last = first_word(reading, at), last_word(reading, at)
    left = "<" if start == first else form(start - 1)
    right = ">" if end == last else form(end)
    quoted = reading.quotation(at) >= 0
    quote_left = _quote_between(reading, max(first - 1, start - 12), start)
    quote_right = _quote_between(reading, end, min(last, end + 9))
    word = cue.lemma or cue.kind
    subject = _nearest_left(reading, start, first)
    presubject = _before_subject(reading, start, first)
    after = phrase_form(reading, end) if end < last else ">"
    after_chunk = reading.chunk_at(end)
    beyond = form(after_chunk[1]) if after_chunk and end < last else ""
    negated = not {"not", "n't"}.isdisjoint(reading.forms[start:at])
    own_chunk = reading.chunk_at(at)
    before_chunk = form(own_chunk[0] - 1) if own_chunk else ""
    inside = form(own_chunk[0]) if own_chunk else ""
    who = _subject_kind(reading, start, first)
    rest_quote = _quote_between(reading, end, min(last, end + _FARTHER))
    next_quote = _next_quote(reading, at, last)
    starts_quoted = reading.quotation(first) >= 0
    quotes = f"{quote_left}{rest_quote},{next_quote},{starts_quoted}"
    that = "that" in reading.forms[end : min(last, end + 10)]
    sentence = reading.article.sentences[reading.sentence_of[at]]
    return (
        "bias",
        f"word={word}",
        f"kind={cue.kind}",
        f"part={cue.part},{shape}",
        f"stance={cue.stance}",
        f"kind={cue.kind},{shape}",
        f"word={word},{shape}",
        f"word={word},right={right}",
        f"kind={cue.kind},right={right}",
        f"right={right},{shape}",
        f"right={right},{form(end + 1)}",
        f"left={left}",
        f"left={left},kind={cue.kind}",
        f"left={left},{form(start - 2)}",
        f"left={left},right={right}",
        f"left={left},right={right},kind={cue.kind}",
        f"word={word},left={left}",
        f"presubject={presubject},right={right}",
        f"presubject={presubject},kind={cue.kind}",
        f"presubject={presubject},left={left},right={right}",
        f"presubject={presubject},{cue.part},{shape}",
        f"subject={subject}",
        f"subject={subject},kind={cue.kind}",
        f"subject={subject},right={right}",
        f"after={after}",
        f"after={after},kind={cue.kind}",
        f"after={after},beyond={beyond}",
        f"word={word},after={after}",
        f"quoted={quoted}",
        f"quoted={quoted},kind={cue.kind}",
        f"quotes={quote_left}{quote_right}",
        f"quotes={quote_left}{quote_right},kind={cue.kind}",
        f"quotes={quote_left}{quote_right},left={left},right={right}",
        f"negated={negated},kind={cue.kind}",
        f"allquotes={quotes}",
        f"allquotes={quotes},kind={cue.kind}",
        f"allquotes={quotes},right={right}",
        f"allquotes={quotes},left={left}",
        f"who={who}",
        f"who={who},kind={cue.kind}",
        f"who={who},word={word}",
        f"who={who},after={after},{cue.part}",
        f"who={who},right={right},{shape}",
        f"who={who},kind={cue.kind},after={after}",
        f"kind={cue.kind},after={after},left={left}",
        f"noun={before_chunk},{inside},{cue.kind}",
        f"that={that},{cue.part}",
        f"that={that},{cue.kind}",
        f"zone={sentence.zone},{cue.part}",
        f"zone={sentence.zone},kind={cue.kind}",
        f"place={bucket(start - first)}",
        f"rest={bucket(last - end)}",
        f"rest={bucket(last - end)},kind={cue.kind}",
    )


def _quote_between(reading: Reading, start: int, end: int) -> str:
    """Whether a quotation opens, closes or does both among some words."""
    found = ""
    start = max(start, 0)
    before = reading.quotation(start - 1)
    for now in reading.quotation_of[start:end]:
        if now != before:
            if now >= 0 and "o" not in found:
                found += "o"
            if before >= 0 and "c" not in found:
                found += "c"
        before = now
    return found


def _nearest_left(reading: Reading, start: int, first: int) -> str:
    """What the noun phrase nearest on the left is, and how near it is."""
    for at in range(start - 1, max(first, start - 12) - 1, -1):
        chunk = reading.chunk_at(at)
        if chunk:
            between = start - chunk[1]
            near = "0" if between == 0 else "," if reading.form(start - 1) == "," else "+"
            return reading.tokens.tags[chunk[1] - 1] + near
    return "none"


def _subject_kind(reading: Reading, start: int, first: int) -> str:
    for at in range(start - 1, max(first, start - 12) - 1, -1):
        chunk = reading.chunk_at(at)
        if chunk:
            return noun_class(reading, chunk)
    return "none"


def _before_subject(reading: Reading, start: int, first: int) -> str:
    """The word in front of the noun phrase that ends right before a cue."""
    chunk = reading.chunk_at(start - 1) if start > first else None
    if chunk is None:
        return "-"
    return reading.form(chunk[0] - 1) if chunk[0] > first else "<"


def _next_quote(reading: Reading, at: int, last: int) -> str:
    """Whether the next sentence opens a quotation, and whether in the same paragraph."""
    if last >= len(reading.tokens) or reading.quotation(last) < 0:
        return "-"
    if reading.quotation(last) == reading.quotation(last - 1):
        return "on"
    sentences = reading.article.sentences
    here, there = sentences[reading.sentence_of[at]], sentences[reading.sentence_of[last]]
    return "same" if here.paragraph == there.paragraph else "new"

"""Which noun phrase is the source of a cue."""

from __future__ import annotations

from collections.abc import Iterable

from framing.classifiers.attribution.options import (
    FINITE,
    Option,
    first_word,
    last_word,
    noun_class,
    skeleton,
    verb_shape,
)
from framing.classifiers.attribution.structure import Candidate, Reading

__all__ = ["source_options"]

_SOURCES = 6  # noun phrases on the left that may be the source


def source_options(reading: Reading, candidate: Candidate, side: str) -> list[Option]:
    """The noun phrases that may be the source, and the option that none is."""
    first, last = first_word(reading, candidate.at), last_word(reading, candidate.at)
    cue = candidate.cue
    shape = verb_shape(reading, candidate)
    context = f"{side},{cue.part},{shape}"
    options = [Option(-1, -1, ("none", f"none,{context}", f"none,{cue.kind}", f"none,{cue.lemma}"))]
    own = reading.chunk_at(candidate.at)
    for start, end in _possessors(reading, own, candidate):
        features = ("possessor", f"possessor,{cue.part}", f"possessor,{cue.kind},{side}")
        options.append(Option(start, end, features))
    left = own[0] if own and cue.part == "noun" else candidate.start
    rank = 0
    at = left - 1
    lowest = max(first, left - 60)
    while at >= lowest and rank < _SOURCES:
        chunk = reading.chunk_at(at)
        if chunk and chunk[1] <= left:
            options.append(
                Option(*chunk, tuple(_left_source(reading, candidate, chunk, rank, context)))
            )
            rank += 1
            at = chunk[0]
        at -= 1
    rank = 0
    at = candidate.end
    right = own[1] if own and cue.part == "noun" else candidate.end
    at = right
    while at < min(last, right + 25) and rank < 3:
        chunk = reading.chunk_at(at)
        if chunk:
            options.append(
                Option(*chunk, tuple(_right_source(reading, candidate, chunk, rank, context)))
            )
            rank += 1
            at = chunk[1]
        else:
            at += 1
    return options


def _possessors(
    reading: Reading, own: tuple[int, int] | None, candidate: Candidate
) -> Iterable[tuple[int, int]]:
    """The owners inside the noun phrase of a cue that is a noun: "Smith" in "Smith's claim"."""
    if own is None or candidate.cue.part != "noun":
        return
    for at in range(candidate.at - 1, own[0] - 1, -1):
        tag = reading.tokens.tags[at]
        if tag == "PRP$":
            yield at, at + 1
        elif tag == "POS" and at > own[0]:
            yield own[0], at
            return


def _noun_kind(reading: Reading, chunk: tuple[int, int]) -> str:
    tag = reading.tokens.tags[chunk[1] - 1]
    if tag in ("PRP", "WP", "DT", "EX"):
        word = reading.form(chunk[1] - 1)
        return word if word in ("it", "there", "who", "which", "that", "this", "i", "you") else tag
    return tag


def _left_source(
    reading: Reading, candidate: Candidate, chunk: tuple[int, int], rank: int, context: str
) -> Iterable[str]:
    noun = _noun_kind(reading, chunk)
    between = range(chunk[1], candidate.start)
    before = reading.form(chunk[0] - 1) if chunk[0] > first_word(reading, candidate.at) else "<"
    after = reading.form(chunk[1])
    finite = sum(reading.tokens.tags[at] in FINITE for at in between)
    commas = sum(reading.form(at) == "," for at in between)
    relative = any(reading.form(at) in ("who", "which", "whom") for at in between)
    gap = "".join(skeleton(reading, chunk[1], candidate.start))
    quoted = reading.quotation(chunk[0]) == reading.quotation(candidate.at)
    yield "left"
    yield f"left,{context}"
    yield f"left,rank={rank}"
    yield f"left,rank={rank},{context}"
    yield f"left,noun={noun}"
    yield f"left,noun={noun},rank={rank}"
    yield f"left,noun={noun},adjacent={len(between) == 0}"
    yield f"left,before={before}"
    yield f"left,before={before},finite={finite > 0}"
    yield f"left,after={after}"
    yield f"left,before={before},after={after}"
    yield f"left,gap={gap}"
    yield f"left,finite={min(finite, 2)},{context}"
    yield f"left,finite={min(finite, 2)},commas={min(commas, 2)}"
    yield f"left,commas={min(commas, 3)}"
    yield f"left,relative={relative}"
    yield f"left,quoted={quoted}"
    yield f"left,quoted={quoted},{candidate.cue.part}"
    yield f"left,kind={candidate.cue.kind},adjacent={len(between) == 0}"
    who = noun_class(reading, chunk)
    yield f"left,who={who}"
    yield f"left,who={who},adjacent={len(between) == 0}"
    yield f"left,who={who},rank={rank}"
    yield f"left,who={who},{candidate.cue.kind}"
    yield f"left,who={who},before={before}"
    yield f"left,gap={gap},{context}"
    yield f"left,initial={chunk[0] == first_word(reading, candidate.at)}"


def _right_source(
    reading: Reading, candidate: Candidate, chunk: tuple[int, int], rank: int, context: str
) -> Iterable[str]:
    noun = _noun_kind(reading, chunk)
    gap = "".join(skeleton(reading, candidate.end, chunk[0]))
    after = reading.form(chunk[1]) if chunk[1] < last_word(reading, candidate.at) else ">"
    yield "right"
    yield f"right,{context}"
    yield f"right,rank={rank},{context}"
    yield f"right,noun={noun}"
    yield f"right,noun={noun},{context}"
    yield f"right,gap={gap}"
    yield f"right,gap={gap},{context}"
    yield f"right,after={after}"
    yield f"right,after={after},{context}"
    yield f"right,kind={candidate.cue.kind},rank={rank}"
    yield f"right,word={candidate.cue.lemma},rank={rank}"
    who = noun_class(reading, chunk)
    yield f"right,who={who},rank={rank}"
    yield f"right,who={who},gap={gap}"
    yield f"right,who={who},{candidate.cue.kind}"
    yield f"right,quoted={reading.quotation(chunk[0]) == reading.quotation(candidate.at)}"

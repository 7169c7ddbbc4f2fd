"""From an article to its attributions: every cue with its source and its content."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from framing.classifiers.attribution.choices import (
    SIDES,
    Option,
    content_beginnings,
    content_endings,
    content_openings,
    side_features,
    source_options,
)
from framing.classifiers.attribution.structure import Candidate, Reading, find_candidates
from framing.records import Span

__all__ = ["Found", "Weights", "extract", "left_end", "score_features", "source_extent"]

Weights = Mapping[str, Mapping[str, float]]
"""Choice to feature to weight, as in ``attribution.json``."""

_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
_LONGEST_SOURCE = 40
_LONGEST_APPOSITION = 25
_LEAST = 0.2  # probability of being a cue below which a word is not looked at further


@dataclass(frozen=True, slots=True)
class Found:
    """One attribution, in spans of the article's text.

    Attributes:
        candidate: the cue's place and entry in the lexicon.
        side: where the content stands from it.
        cue: the cue.
        source: the source with what describes it; ``None`` where there is none.
        head: word numbers of the noun phrase that names the source; ``None`` likewise.
        content: the content, in one or more pieces.
        certainty: log-probability of each choice, in order: side, source, content.
    """

    candidate: Candidate
    side: str
    cue: Span
    source: Span | None
    head: tuple[int, int] | None
    content: tuple[Span, ...]
    certainty: tuple[float, float, float]


def extract(reading: Reading, weights: Weights) -> list[Found]:
    """The attributions of an article, sure and unsure, in the order of their cues."""
    found = []
    for candidate in find_candidates(reading):
        side, certainty = _choose_side(reading, candidate, weights["side"], _LEAST)
        if side == "none":
            continue
        made = _build(reading, candidate, side, certainty, weights)
        if made is not None:
            found.append(made)
    return found


def score_features(found: Found) -> dict[str, float]:
    """What the score of an attribution is computed from: its certainties and its pattern."""
    side, source, content = found.certainty
    return {
        "bias": 1.0,
        "side": side,
        "source": source,
        "content": content,
        f"side={found.side}": 1.0,
        f"kind={found.candidate.cue.kind}": 1.0,
        f"part={found.candidate.cue.part}": 1.0,
        f"named={found.source is not None}": 1.0,
    }


def _choose_side(
    reading: Reading, candidate: Candidate, weights: Mapping[str, float], threshold: float
) -> tuple[str, float]:
    features = side_features(reading, candidate)
    scores = [
        sum(weights.get(f"{side}|{name}", 0.0) for name in features) if side != "none" else 0.0
        for side in SIDES
    ]
    total = math.log(sum(math.exp(score) for score in scores))
    if 1 - math.exp(scores[0] - total) < threshold:
        return "none", 0.0
    best = max(range(1, len(SIDES)), key=scores.__getitem__)
    return SIDES[best], math.log(1 - math.exp(scores[0] - total))


def choose(options: Sequence[Option], weights: Mapping[str, float]) -> tuple[Option, float]:
    """The best option and its log-probability."""
    scores = [sum(weights.get(name, 0.0) for name in made.features) for made in options]
    best = max(range(len(options)), key=scores.__getitem__)
    highest = scores[best]
    return options[best], -math.log(sum(math.exp(score - highest) for score in scores))


def _build(
    reading: Reading, candidate: Candidate, side: str, certainty: float, weights: Weights
) -> Found | None:
    source, sure_source = choose(source_options(reading, candidate, side), weights["source"])
    extent = source_extent(reading, candidate, source) if source.start >= 0 else None
    after = extent[1] if extent and extent[0] >= candidate.end else -1
    pieces: list[tuple[int, int]] = []
    sure_content = 0.0
    if side in ("before", "both"):
        end = left_end(reading, candidate, extent)
        openings = content_openings(reading, candidate, end)
        if openings:
            opening, sure = choose(openings, weights["opening"])
            pieces.append((opening.start, end))
            sure_content += sure
    if side in ("after", "both"):
        beginnings = content_beginnings(reading, candidate, side, after)
        if beginnings:
            beginning, sure = choose(beginnings, weights["beginning"])
            sure_content += sure
            ending, sure = choose(
                content_endings(reading, candidate, beginning.start), weights["ending"]
            )
            pieces.append((beginning.start, ending.end))
            sure_content += sure
    if not pieces:
        return None
    tokens = reading.tokens
    cue = Span(tokens.starts[candidate.start], tokens.ends[candidate.end - 1])
    named = Span(tokens.starts[extent[0]], tokens.ends[extent[1] - 1]) if extent else None
    taken = [cue] if named is None else [cue, named]
    content = _without(
        [Span(tokens.starts[start], tokens.ends[end - 1]) for start, end in pieces if end > start],
        taken,
    )
    if not content:
        return None
    head = (source.start, source.end) if extent else None
    return Found(
        candidate, side, cue, named, head, content, (certainty, sure_source, sure_content)
    )


def source_extent(reading: Reading, candidate: Candidate, source: Option) -> tuple[int, int]:
    """The source with the words that describe it, as a pair of word numbers.

    Before a verb that is everything up to the verb ("Smith, a spokesman for the city, said"),
    after it the phrase in commas that follows ("said Smith, a spokesman for the city,").
    """
    start, end = source.start, source.end
    tags = reading.tokens.tags
    if end <= candidate.start:
        between = range(end, candidate.start)
        clause = any(tags[at] in _FINITE for at in between)
        opening = tags[end : min(end + 2, candidate.start)]
        relative = clause and ("WP" in opening or "WRB" in opening)
        quoted = any(reading.form(at) == "quote" for at in between)
        if len(between) <= _LONGEST_SOURCE and (not clause or relative) and not quoted:
            stop = candidate.start
            while stop > end and reading.form(stop - 1) in (",", "-", ")", "("):
                stop -= 1
            return start, max(stop, end)
        return start, _with_complements(reading, end, candidate.start)
    last = reading.bounds[reading.sentence_of[start]][1]
    if end > candidate.at >= start:
        return start, end
    return start, _with_apposition(reading, _with_complements(reading, end, last), last)


def _with_complements(reading: Reading, end: int, last: int) -> int:
    """The end of a noun phrase with the prepositional phrases that belong to it."""
    while end < last and reading.form(end) in ("of", "for", "at", "from"):
        chunk = reading.chunk_at(end + 1)
        if chunk is None or chunk[1] > last:
            break
        end = chunk[1]
    return end


def _with_apposition(reading: Reading, end: int, last: int) -> int:
    """The end of a noun phrase with the phrase in commas that says who it is."""
    opening = reading.form(end + 1)
    relative = opening in ("who", "whose")
    noun = end + 1 < last and reading.tokens.tags[end + 1] in ("NN", "NNS", "JJ", "DT", "CD")
    if reading.form(end) != "," or not (relative or noun):
        return end
    stop = end + 1
    while stop < last and stop - end <= _LONGEST_APPOSITION:
        if reading.form(stop) in (",", ".", ";", ":", "quote"):
            return stop if stop > end + 1 else end
        if not relative and reading.tokens.tags[stop] in _FINITE:
            return end
        stop += 1
    return stop if stop == last else end


def left_end(reading: Reading, candidate: Candidate, extent: tuple[int, int] | None) -> int:
    """The word after the content that stands before a cue and its source."""
    end = candidate.start
    if extent and extent[0] < end:
        end = extent[0]
    first = reading.bounds[reading.sentence_of[candidate.at]][0]
    while end > 0 and reading.quotation(end - 1) < 0:
        form = reading.form(end - 1)
        if form in (",", "-", ";", "as", "and", "but", "(", "PU") or (form == "." and end <= first):
            end -= 1
        else:
            break
    return end


def _without(pieces: Sequence[Span], taken: Sequence[Span]) -> tuple[Span, ...]:
    """The pieces less the words of cue and source."""
    left = list(pieces)
    for hole in taken:
        cut: list[Span] = []
        for piece in left:
            if not piece.overlaps(hole):
                cut.append(piece)
                continue
            if piece.start < hole.start:
                cut.append(Span(piece.start, hole.start))
            if hole.end < piece.end:
                cut.append(Span(hole.end, piece.end))
        left = cut
    return tuple(left)

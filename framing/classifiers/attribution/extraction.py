"""From an article to its attributions: every cue with its source and its content."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import repeat

from framing.classifiers.attribution.contents import (
    content_beginnings,
    content_endings,
    content_openings,
)
from framing.classifiers.attribution.options import FINITE, Option, first_word, last_word
from framing.classifiers.attribution.sides import SIDES, side_features
from framing.classifiers.attribution.speakers import source_options
from framing.classifiers.attribution.structure import (
    Candidate,
    Reading,
    find_candidates,
    is_passive,
)
from framing.records import Span

__all__ = ["Found", "Model", "extract", "left_end", "score_features", "source_extent"]


_LONGEST_SOURCE = 40
_LONGEST_APPOSITION = 25
_AGENT = 12  # words between a passive and the "that" of its content
_LEAST = 0.2  # probability of being a cue below which a word is not looked at further


@dataclass(frozen=True, slots=True)
class Model:
    """The weights of the choices.

    Attributes:
        sides: feature to its weights for each side but ``none``, in the order of ``SIDES``.
        source: feature to weight, for the choice of the source.
        beginning: the same for the beginning of content after the cue.
        ending: the same for its end.
        opening: the same for the beginning of content before the cue.
    """

    sides: Mapping[str, tuple[float, ...]]
    source: Mapping[str, float]
    beginning: Mapping[str, float]
    ending: Mapping[str, float]
    opening: Mapping[str, float]

    @classmethod
    def of(cls, weights: Mapping[str, Mapping[str, float]]) -> Model:
        """The model of the groups of ``attribution.json``."""
        sides: dict[str, list[float]] = {}
        for name, value in weights["side"].items():
            side, _, feature = name.partition("|")
            sides.setdefault(feature, [0.0] * (len(SIDES) - 1))[SIDES.index(side) - 1] = value
        return cls(
            {feature: tuple(values) for feature, values in sides.items()},
            *(dict(weights[name]) for name in ("source", "beginning", "ending", "opening")),
        )


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


def extract(reading: Reading, model: Model) -> list[Found]:
    """The attributions of an article, sure and unsure, in the order of their cues."""
    found = []
    for candidate in find_candidates(reading):
        side, certainty = _choose_side(reading, candidate, model)
        if side == "none":
            continue
        made = _build(reading, candidate, side, certainty, model)
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


def _choose_side(reading: Reading, candidate: Candidate, model: Model) -> tuple[str, float]:
    """The side and the log-probability that there is one; ``none`` where that is too small."""
    known = [
        weights for name in side_features(reading, candidate) if (weights := model.sides.get(name))
    ]
    scores = [0.0, *(sum(column) for column in zip(*known, strict=True))]
    highest = max(scores)
    powers = [math.exp(score - highest) for score in scores]
    some = sum(powers[1:]) / sum(powers)
    if some < _LEAST:
        return "none", 0.0
    best = max(range(1, len(SIDES)), key=scores.__getitem__)
    return SIDES[best], math.log(some)


def _side_of_dummy(reading: Reading, candidate: Candidate) -> str:
    """Where the content stands of a passive whose subject is "it"; empty where it is no dummy.

    "It was reported by Reuters that ..." has it after the cue, "..., it was reported" before.
    """
    at = candidate.start - 1
    first, last = first_word(reading, candidate.at), last_word(reading, candidate.at)
    if at < first or reading.tokens.lower[at] != "it" or not is_passive(reading, candidate):
        return ""
    if at > first and reading.form(at - 1) == ",":
        clause = any(reading.tokens.tags[word] in FINITE for word in range(first, at))
        return "before" if clause else ""
    for word in range(candidate.end, min(candidate.end + _AGENT, last)):
        if reading.form(word) == "that":
            return "after"
        if reading.tokens.tags[word] in FINITE:
            break
    return ""


def choose(options: Sequence[Option], weights: Mapping[str, float]) -> tuple[Option, float]:
    """The best option and its log-probability."""
    scores = [sum(map(weights.get, made.features, repeat(0.0))) for made in options]
    best = max(range(len(options)), key=scores.__getitem__)
    highest = scores[best]
    return options[best], -math.log(sum(math.exp(score - highest) for score in scores))


def _build(
    reading: Reading, candidate: Candidate, side: str, certainty: float, model: Model
) -> Found | None:
    # Who it is that reports is asked as if "it" were the content, which grammar has it be.
    source, sure_source = choose(source_options(reading, candidate, side), model.source)
    side = _side_of_dummy(reading, candidate) or side
    extent = source_extent(reading, candidate, source) if source.start >= 0 else None
    if extent and extent[0] >= extent[1]:
        extent = None
    after = extent[1] if extent and extent[0] >= candidate.end else -1
    pieces: list[tuple[int, int]] = []
    sure_content = 0.0
    if side in ("before", "both"):
        end = left_end(reading, candidate, extent)
        openings = content_openings(reading, candidate, end)
        if openings:
            opening, sure = choose(openings, model.opening)
            pieces.append((opening.start, end))
            sure_content += sure
    if side in ("after", "both"):
        beginnings = content_beginnings(reading, candidate, side, after)
        if beginnings:
            beginning, sure = choose(beginnings, model.beginning)
            sure_content += sure
            ending, sure = choose(
                content_endings(reading, candidate, beginning.start), model.ending
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
    return Found(candidate, side, cue, named, head, content, (certainty, sure_source, sure_content))


def source_extent(reading: Reading, candidate: Candidate, source: Option) -> tuple[int, int]:
    """The source with the words that describe it, as a pair of word numbers.

    Before a verb that is everything up to the verb ("Smith, a spokesman for the city, said"),
    after it the phrase in commas that follows ("said Smith, a spokesman for the city,").
    """
    start, end = source.start, source.end
    tags = reading.tokens.tags
    if end <= candidate.start:
        between = range(end, candidate.start)
        clause = any(tags[at] in FINITE for at in between)
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
    if start < candidate.end and candidate.start < end:
        # A participle inside the noun phrase: the source is what stands before it.
        return (start, candidate.start) if start < candidate.start else (candidate.end, end)
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
        if not relative and reading.tokens.tags[stop] in FINITE:
            return end
        stop += 1
    return stop if stop == last else end


def left_end(reading: Reading, candidate: Candidate, extent: tuple[int, int] | None) -> int:
    """The word after the content that stands before a cue and its source."""
    end = candidate.start
    if extent and extent[0] < end:
        end = extent[0]
    elif _side_of_dummy(reading, candidate) == "before":
        end -= 1
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

"""Hedged in one telling, flat in the other."""

from __future__ import annotations

from dataclasses import dataclass

from framing.alignment.differences.telling import Side, Telling, contrast, core
from framing.alignment.differences.words import Word, beside
from framing.alignment.figures import word_set
from framing.records import Annotation, Difference, Span

__all__ = ["certainty_differences"]

# Only cues that are more likely hedges than not count as hedging.
SURE_HEDGE = 0.5
# Cues by which a writer leaves the statement itself open. A verb that gives somebody's view
# ("suggested", "accused") is a matter of attribution.
DOUBTS = word_set(
    "may might could likely probably possibly perhaps presumably apparently seemingly reportedly "
    "allegedly purportedly supposedly appears appear appeared appearing seems seem seemed seeming "
    "seeming expected believed thought"
)
# The other side does not state it flatly if it stands ahead ("to announce") or is a chance.
AHEAD = word_set("to will would should")
# With these a statement is more open than with "will".
OPEN = word_set("may might could possibly perhaps likely probably")
# "Whether a spark started it" states nothing.
UNSETTLED = word_set("whether if")
# "The alleged thief": what is hedged is the noun, and one more word must be shared.
DOUBTED_NOUN = word_set("alleged suspected purported supposed presumed")
CHANCES = word_set("chance chances possibility risk odds")
# "So that talks may continue" gives an aim.
PURPOSE = "so that"
PURPOSE_REACH = 8
# What is hedged is known by its first two content words, names aside, within this reach of the cue:
# the flat telling must have both. Chosen on the same-fact links of BASIL events (training part).
HEDGED_WORDS = 2
SCOPE = 14
AHEAD_REACH = 4


@dataclass(frozen=True, slots=True)
class _Hedge:
    """A hedge cue, the word it hedges and the same word in the other telling."""

    cue: Annotation
    hedged: Word
    flat: Word


def certainty_differences(left: Telling, right: Telling) -> tuple[Difference, ...]:
    """A hedge on one side whose statement the other side makes without any."""
    for hedged, flat in ((left, right), (right, left)):
        if any(cue.score >= SURE_HEDGE for cue in flat.of("hedging")):
            continue
        if any(word.lower in CHANCES for word in flat.words):
            continue
        found = _hedge(hedged, flat)
        if found is None or "?" in flat.article.text[found.flat.end : flat.sentence.end]:
            continue
        start, end = core(flat, hedged.stems)
        said = hedged.text(found.cue.start, found.hedged.end)
        plain = flat.text(found.flat.start, found.flat.end)
        place = Span(found.flat.start, found.flat.end)
        told = any(each.span.overlaps(place) for each in flat.of("attribution"))
        how = "reports it without a hedge" if told else "states it flatly"
        sides = (
            Side(hedged, found.cue.start, found.hedged.end, f"leaves it open (“{said}”)"),
            Side(flat, start, end, f"{how} (“{plain}”)"),
        )
        return (contrast("certainty", *(sides if hedged is left else sides[::-1])),)
    return ()


def _hedge(hedged: Telling, flat: Telling) -> _Hedge | None:
    """The surest hedge over what the other telling says without one."""
    found = [
        made
        for cue in hedged.of("hedging")
        if cue.score >= SURE_HEDGE and _is_doubt(hedged, cue)
        for made in (_told_by(hedged, cue, flat),)
        if made is not None
    ]
    return max(found, key=lambda made: (made.cue.score, -made.cue.start), default=None)


def _is_doubt(hedged: Telling, cue: Annotation) -> bool:
    words = hedged.text(cue.start, cue.end).lower().split()
    if not (DOUBTS | DOUBTED_NOUN) & set(words) or cue.properties.get("voice") == "quoted":
        return False
    before, _ = beside(hedged.words, cue.start, cue.end, PURPOSE_REACH)
    return PURPOSE not in " ".join(word.lower for word in before)


def _told_by(hedged: Telling, cue: Annotation, flat: Telling) -> _Hedge | None:
    """The hedge, where the other telling states what the cue leaves open."""
    _, after = beside(hedged.words, cue.start, cue.end, SCOPE)
    words = [each for each in after if each.stem and not each.capital][:HEDGED_WORDS]
    others = [other for other in map(flat.mirror, words) if other is not None]
    said = set(hedged.text(cue.start, cue.end).lower().split())
    if len(others) < HEDGED_WORDS or others[0].capital:
        return None
    word, other = words[0], others[0]
    if word != after[0] if said & DOUBTED_NOUN else other.lower.endswith("ing"):
        return None  # "they alleged that she ..."; "a stop to hiring" asserts nothing
    before = {each.lower for each in beside(flat.words, other.start, other.end, AHEAD_REACH)[0]}
    ahead = AHEAD - {"will"} if said & OPEN else AHEAD
    if before & (ahead | UNSETTLED):
        return None
    place = Span(other.start, other.end)
    if flat.article.is_quoted(place) or hedged.article.is_quoted(Span(word.start, word.end)):
        return None
    return _Hedge(cue, word, other)

"""Hedged in one telling, flat in the other."""

from __future__ import annotations

from framing.alignment.differences.telling import Side, Telling, contrast, core
from framing.alignment.differences.words import beside, common, mirror
from framing.alignment.figures import word_set
from framing.records import Annotation, Difference

__all__ = ["certainty_differences"]

# Only cues that are more likely hedges than not count as hedging; for "flat" a weaker one already
# is too much.
SURE_HEDGE = 0.5
MAYBE_HEDGE = 0.3
# Cues by which a writer leaves the statement itself open. A verb that gives somebody's view
# ("suggested", "accused") is a matter of attribution.
DOUBTS = word_set(
    "may might could likely probably possibly perhaps presumably apparently seemingly reportedly "
    "allegedly purportedly supposedly appears appear appeared appearing seems seem seemed seeming "
    "expected believed thought"
)
# "So that talks may continue" gives an aim.
PURPOSE = "so that"
PURPOSE_REACH = 8
# The hedged word is the first content word within this many words after the cue.
SCOPE = 4
REACH = 7
SHARED_WORDS = 2


def certainty_differences(left: Telling, right: Telling) -> tuple[Difference, ...]:
    """A hedge on one side whose clause the other side tells without any."""
    for hedged, flat in ((left, right), (right, left)):
        if any(cue.score >= MAYBE_HEDGE for cue in flat.of("hedging")):
            continue
        cue = _hedge(hedged, flat)
        start, end = core(flat, hedged.stems)
        if cue is None or "?" in flat.article.text[start : flat.sentence.end]:
            continue
        said = hedged.text(cue.start, cue.end)
        open_side = Side(hedged, cue.start, cue.end, f"leaves it open (“{said}”)")
        flat_side = Side(flat, start, end, "states it flatly")
        sides = (open_side, flat_side) if hedged is left else (flat_side, open_side)
        return (contrast("certainty", *sides),)
    return ()


def _hedge(hedged: Telling, flat: Telling) -> Annotation | None:
    """The surest hedge over a word that the other telling has in like surroundings."""
    cues = [
        cue
        for cue in hedged.of("hedging")
        if cue.score >= SURE_HEDGE and _is_doubt(hedged, cue) and _told_by(hedged, cue, flat)
    ]
    return max(cues, key=lambda cue: (cue.score, -cue.start), default=None)


def _is_doubt(hedged: Telling, cue: Annotation) -> bool:
    words = hedged.text(cue.start, cue.end).lower().split()
    if not DOUBTS & set(words) or cue.properties.get("voice") == "quoted":
        return False
    before, _ = beside(hedged.words, cue.start, cue.end, PURPOSE_REACH)
    return PURPOSE not in " ".join(word.lower for word in before)


def _told_by(hedged: Telling, cue: Annotation, flat: Telling) -> bool:
    _, after = beside(hedged.words, cue.start, cue.end, SCOPE)
    word = next((each for each in after if each.stem), None)
    other = mirror(word, flat.words) if word else None
    if word is None or other is None:
        return False
    return len(common(hedged.words, word, flat.words, other, REACH)) >= SHARED_WORDS

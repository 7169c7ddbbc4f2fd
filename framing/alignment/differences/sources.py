"""Who says so: a source in one telling, none or another in the other.

Thresholds and guards were chosen on the same-fact links of BASIL events (training part). Its single
pass marked only clear cases, and in some events far fewer than in others, so part of what is named
here is right and yet not in the gold. A logistic regression over some thirty pieces of evidence did
no better at the same precision, so there are no fitted weights.
"""

from __future__ import annotations

from collections.abc import Set
from types import MappingProxyType

from framing.alignment.differences.telling import Side, Telling, contrast, core
from framing.alignment.differences.voices import (
    SUBJECTS,
    Source,
    find_source,
    places_of,
    said_share,
    same_source,
)
from framing.alignment.differences.words import Word
from framing.alignment.figures import word_set
from framing.records import Difference, Span, quoted_share

__all__ = ["agree_on_source", "attribution_differences"]

SURE_ATTRIBUTION = 0.45
# Somebody else speaks, or the other telling may not be its outlet's own.
SURELY_SAID = 0.65
# Nearly all that both tellings share must stand in the content: what stands outside may be all
# that the other telling states.
SURELY_COVERED = 0.9
# A telling is not the outlet's own if somebody says or urges half of what is shared.
HALF = 0.5
# A content of fewer characters is a scrap of what was said ("Sunday").
LONGEST_SCRAP = 12
# Somebody speaks here, whether or not it was found what.
SPEAKS = word_set(
    "said say says saying told tell tells telling according reported reports confirmed confirms "
    "claimed claims wrote testified tweeted"
)
# "I apologise": that the mayor apologised is no longer the mayor's word.
FIRST_PERSON = word_set("i we my our us me")
# An outlet does not speak so in its own voice: it is hearsay, or a quotation whose marks stand
# elsewhere.
NOT_ITS_OWN = FIRST_PERSON | word_set("reportedly allegedly purportedly supposedly you your")
# Verbs that say whether the writer believes the source; others of the same stance ("noted",
# "insisted") say it too faintly.
BELIEF = MappingProxyType(
    {
        word: stance
        for stance, words in (
            ("doubting", "claimed claims claiming alleged alleges alleging purported"),
            ("factive", "confirmed confirms admitted admits acknowledged acknowledges conceded"),
        )
        for word in sorted(word_set(words))
    }
)
# "He would run": a source that tells its own doings.
OPENING = 2


def attribution_differences(left: Telling, right: Telling) -> tuple[Difference, ...]:
    """Attributed on one side and asserted on the other, or to different sources."""
    shared = left.stems & right.stems
    one, other = find_source(left, shared), find_source(right, shared)
    if one and other:
        if _two_sources(left, one, right, other):
            return (contrast("attribution", _attributes(left, one), _attributes(right, other)),)
        if _two_stances(left, one, right, other):
            return (contrast("attribution", _reports(left, one), _reports(right, other)),)
    elif one and _sure(left, one) and _own_voice(right, shared, one):
        return (contrast("attribution", _attributes(left, one), _asserts(right, shared)),)
    elif other and _sure(right, other) and _own_voice(left, shared, other):
        return (contrast("attribution", _asserts(left, shared), _attributes(right, other)),)
    return ()


def agree_on_source(left: Telling, right: Telling) -> bool:
    """Whether both tellings give what seems to be one source for what they share, said alike."""
    shared = left.stems & right.stems
    one, other = find_source(left, shared), find_source(right, shared)
    return bool(one and other and one.same_as(other) and not _two_stances(left, one, right, other))


def _sure(telling: Telling, source: Source) -> bool:
    """Whether somebody, and no unknown "he", surely says all that is shared, of others."""
    sure = source.said.score >= SURE_ATTRIBUTION and source.covered >= SURELY_COVERED
    own = any(_is(word, FIRST_PERSON) for word in _said(telling, source))
    return sure and not own and (not source.pronoun or bool(source.name))


def _own_voice(telling: Telling, shared: Set[str], source: Source) -> bool:
    """Whether the telling states what is shared in its outlet's own voice, as far as can be told.

    Not if it holds a quotation, nor if it names the other side's source in any role: "The minister
    announced a ban" gives the source as well as "A ban was announced, the minister said".
    """
    lowered = {word.lower for word in telling.words}
    if telling.sentence.zone == "caption" or source.stems & _without_dateline(telling):
        return False
    if any(_is(word, NOT_ITS_OWN) for word in telling.words):
        return False
    if quoted_share(telling.sentence.span, telling.article.quotations) > 0:
        return False
    known, places = telling.of("attribution"), places_of(telling, shared)
    found = [each for each in known if len(each.span) > LONGEST_SCRAP]
    if not found and lowered & SPEAKS:
        return False
    return not any(
        each.score >= SURELY_SAID and each.parts.get("source") and said_share(places, each) >= HALF
        for each in known
    )


def _is(word: Word, wanted: Set[str]) -> bool:
    """Whether it is one of these words; "US" is no "us"."""
    return word.lower in wanted and not (word.capital and word.lower == "us")


def _without_dateline(telling: Telling) -> Set[str]:
    """The stems of the sentence without those of "GENEVA —"."""
    dateline = telling.article.dateline or Span(0, 0)
    return {
        word.stem
        for word in telling.words
        if word.stem and not dateline.start <= word.start < dateline.end
    }


def _two_sources(left: Telling, one: Source, right: Telling, other: Source) -> bool:
    """Whether the two are different sources of one statement, as far as can be told."""
    if one.same_as(other):
        return False
    if one.text_or_outlet == other.text_or_outlet or one.pronoun or other.pronoun:
        # "The senator" may be the one whom the other telling names, and two unnamed may be one.
        if not all(each.named or each.nameless for each in (one, other)):
            return False
        if one.nameless and other.nameless:
            return False
    if _relays(left, one, other) or _relays(right, other, one):
        return False
    # One quotation has one speaker; two who tell their own doings tell two facts.
    if one.said.label == other.said.label == "direct" or (
        _own_doings(left, one) and _own_doings(right, other)
    ):
        return False
    return max(one.covered, other.covered) >= SURELY_COVERED


def _relays(telling: Telling, outlet: Source, source: Source) -> bool:
    """Whether an outlet only passes on what the other's source said: "Hale said", it wrote."""
    return outlet.kind == "media" and any(
        same_source(telling.text(part.start, part.end), name)
        for each in telling.of("attribution")
        for part in each.parts.get("source", ())
        for name in (source.text, source.name)
    )


def _two_stances(left: Telling, one: Source, right: Telling, other: Source) -> bool:
    """Whether one source is believed or doubted in the one telling as it is not in the other."""
    said, answered = _belief(left, one), _belief(right, other)
    surely = min(one.covered, other.covered) >= SURELY_COVERED
    return said != answered and surely and one.same_as(other)


def _belief(telling: Telling, source: Source) -> str:
    words = telling.text(source.cue.start, source.cue.end).lower().split()
    return next((BELIEF[word] for word in words if word in BELIEF), "neutral")


def _own_doings(telling: Telling, source: Source) -> bool:
    return any(word.lower in SUBJECTS for word in _said(telling, source)[:OPENING])


def _said(telling: Telling, source: Source) -> tuple[Word, ...]:
    """The words of the sentence that are the source's."""
    start, end = source.said.start, source.said.end
    return tuple(word for word in telling.words if start <= word.start < end)


def _attributes(telling: Telling, source: Source) -> Side:
    who = f"“{source.text}”" + (f" ({source.name})" if source.pronoun and source.name else "")
    how = ", without a name" if source.nameless else ""
    if source.stance != "neutral":
        how += f", with “{telling.text(source.cue.start, source.cue.end)}”"
    says = f"attributes it to {who}{how}"
    return Side(telling, source.span.start, source.span.end, says)


def _reports(telling: Telling, source: Source) -> Side:
    cue = telling.text(source.cue.start, source.cue.end)
    says = f"reports it with “{cue}” (“{source.text}”)"
    return Side(telling, source.cue.start, source.cue.end, says)


def _asserts(telling: Telling, shared: Set[str]) -> Side:
    # One shared word is too little to stand for what is stated.
    start, end = core(telling, shared if len(shared) > 1 else frozenset())
    return Side(telling, start, end, "states it in its own voice")

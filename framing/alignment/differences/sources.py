"""Who says so: a source in one telling, none or another in the other."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence, Set
from dataclasses import dataclass

from framing.alignment.differences.telling import Side, Telling, contrast, core
from framing.alignment.differences.words import words_of
from framing.alignment.figures import word_set
from framing.records import Annotation, Difference, Span

__all__ = ["attribution_differences", "same_source"]

SURE_ATTRIBUTION = 0.5
# A statement is attributed if most of the words that both tellings share stand in the content, and
# asserted if hardly any does; in between it stays open.
ATTRIBUTED_SHARE = 0.6
ASSERTED_SHARE = 0.0
SHARED_WORDS = 3
# A name's tail says less of who somebody is than these words seem to.
TITLES = word_set(
    "president minister prime secretary senator representative governor mayor general judge "
    "spokesman spokeswoman spokesperson mr mrs ms dr sir lord director chief officer official "
    "officials the a an of for and in at"
)
PRONOUNS = word_set("he she they it we i you who which that his her their its this one")
STANCES = ("neutral", "factive", "doubting")


@dataclass(frozen=True, slots=True)
class _Source:
    """Who is given as the source of what both tellings share."""

    annotation: Annotation
    span: Span
    text: str
    name: str
    anonymous: bool
    stance: str
    cue: str

    @property
    def nameless(self) -> bool:
        """Whether nothing says who it is: no source, or a bare pronoun."""
        return not self.name and (not self.text or self.text.lower() in PRONOUNS)


def attribution_differences(left: Telling, right: Telling) -> tuple[Difference, ...]:
    """Attributed on one side and asserted on the other, or different sources or stances."""
    shared = left.stems & right.stems
    if len(shared) < SHARED_WORDS:
        return ()
    one, other = _source(left, shared), _source(right, shared)
    if one and other:
        return _two_sources(left, one, right, other)
    if one and _asserted(right, shared, one):
        return (contrast("attribution", _attributes(left, one), _asserts(right, shared)),)
    if other and _asserted(left, shared, other):
        return (contrast("attribution", _asserts(left, shared), _attributes(right, other)),)
    return ()


def same_source(one: str, other: str) -> bool:
    """Whether two names can be one source: a shared word, or the one's initials are the other.

    "KCNA" is "the Korean Central News Agency"; "Mr Putin" is "Vladimir Putin".
    """
    ours, theirs = _name_words(one), _name_words(other)
    if {word.lower() for word in ours} & {word.lower() for word in theirs}:
        return True
    return any(
        len(short) == 1 and len(long) > 1 and short[0].replace(".", "").upper() == _initials(long)
        for short, long in ((ours, theirs), (theirs, ours))
    )


def _name_words(name: str) -> list[str]:
    words = [name[word.start : word.end] for word in words_of(name)]
    words = [word.removesuffix("'s").removesuffix("’s") for word in words]
    return [word for word in words if word.lower() not in TITLES]


def _initials(words: Iterable[str]) -> str:
    return "".join(word[0] for word in words).upper()


def _places(telling: Telling, shared: Set[str]) -> list[int]:
    """Where the words that both tellings share begin."""
    return [word.start for word in telling.words if word.stem in shared]


def _share(places: Sequence[int], found: Annotation) -> float:
    """Which part of the shared words stands in the attribution's content."""
    contents = found.parts.get("content") or (found.span,)
    inside = sum(
        bisect_left(places, part.end) - bisect_left(places, part.start) for part in contents
    )
    return inside / max(1, len(places))


def _source(telling: Telling, shared: Set[str]) -> _Source | None:
    """The source of the words that both tellings share."""
    places = _places(telling, shared)
    best: tuple[float, int, Annotation] | None = None
    for found in telling.of("attribution"):
        share = _share(places, found)
        if found.score < SURE_ATTRIBUTION or share < ATTRIBUTED_SHARE:
            continue
        # Of two attributions, one in the other, the narrower is the speaker's own.
        key = (share, -(found.end - found.start), found)
        if best is None or key[:2] > best[:2]:
            best = key
    if best is None:
        return None
    found = best[2]
    sources, cues = found.parts.get("source", ()), found.parts.get("cue", ())
    span = sources[0] if sources else cues[0] if cues else found.span
    return _Source(
        found,
        span,
        telling.text(sources[0].start, sources[-1].end) if sources else "",
        str(found.properties.get("source_name") or ""),
        bool(found.properties.get("anonymous")),
        str(found.properties.get("cue_stance") or "neutral"),
        telling.text(cues[0].start, cues[-1].end) if cues else "",
    )


def _asserted(telling: Telling, shared: Set[str], source: _Source) -> bool:
    """Whether the telling states what is shared in its outlet's own voice, as far as can be told.

    Not if it holds a quotation, nor if it names the other side's source in any role: "The minister
    announced a ban" gives the source as well as "A ban was announced, the minister said".
    """
    places = _places(telling, shared)
    if any(_share(places, found) > ASSERTED_SHARE for found in telling.of("attribution")):
        return False
    start, end = core(telling, shared)
    if telling.article.is_quoted(Span(start, end)) or telling.sentence.zone == "caption":
        return False
    if any(telling.sentence.span.overlaps(quote.span) for quote in telling.article.quotations):
        return False
    named = {word.stem for word in words_of(f"{source.text} {source.name}") if word.capital}
    return not source.nameless and not (named - {""}) & telling.stems


def _two_sources(
    left: Telling, one: _Source, right: Telling, other: _Source
) -> tuple[Difference, ...]:
    if one.nameless or other.nameless:
        return ()
    names = (one.name or one.text, other.name or other.text)
    if not same_source(*names):
        clear = (one.name or one.anonymous) and (other.name or other.anonymous)
        if clear:
            return (contrast("attribution", _attributes(left, one), _attributes(right, other)),)
        return ()
    if one.stance != other.stance and {one.stance, other.stance} <= set(STANCES):
        return (contrast("attribution", _reports(left, one), _reports(right, other)),)
    return ()


def _attributes(telling: Telling, source: _Source) -> Side:
    who = source.text or source.name
    says = f"attributes it to “{who}”"
    if source.anonymous:
        says = f"attributes it to an unnamed source (“{who}”)" if who else "gives no name for it"
    if source.stance == "factive" and source.cue:
        says += f", who “{source.cue}” it"
    return Side(telling, source.span.start, source.span.end, says)


def _reports(telling: Telling, source: _Source) -> Side:
    cue = source.annotation.parts.get("cue", ())
    span = cue[0] if cue else source.span
    how = {
        "factive": "takes it as true",
        "doubting": "keeps a distance",
        "neutral": "takes no side",
    }
    return Side(telling, span.start, span.end, f"{how[source.stance]} (“{source.cue}”)")


def _asserts(telling: Telling, shared: Set[str]) -> Side:
    start, end = core(telling, shared)
    return Side(telling, start, end, "states it in its own voice")

"""Who says so: a source in one telling, none or another in the other."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence, Set
from dataclasses import dataclass
from itertools import product
from types import MappingProxyType

from framing.alignment.differences.telling import Side, Telling, contrast, core
from framing.alignment.differences.words import words_of
from framing.alignment.figures import word_set
from framing.records import Annotation, Difference, Span

__all__ = ["attribution_differences", "same_source"]

SURE_ATTRIBUTION = 0.65
# A statement is attributed if most of the words that both tellings share stand in the content, and
# asserted if hardly any does; in between it stays open.
ATTRIBUTED_SHARE = 0.6
ASSERTED_SHARE = 0.0
# Sentences that share less than this of their words share a side remark, whose source is unsure.
SHARED_WORDS = 3
# A content of fewer characters is a scrap of what was said ("Sunday").
LONGEST_SCRAP = 12
SHARED_PART = 0.2
# Words of office and the like: they name no one, and two of them can be one source.
TITLES = word_set(
    "president minister prime secretary senator representative governor mayor general judge "
    "spokesman spokeswoman spokesperson mr mrs ms dr sir lord director chief officer official "
    "officials leader lawyer attorney lawyers attorneys white house administration government "
    "campaign office report statement a an the of for and in at his her their its"
)
PRONOUNS = word_set(
    "he she they it we i you who which that his her their its this one those these some others"
)
# Cues that report a statement. Others ("called for", "refused", "pledged") are acts: whoever did
# it is part of the fact, not its source.
REPORTS = MappingProxyType(
    {
        word: stance
        for stance, words in (
            (
                "neutral",
                "said say says saying told tells telling according reported reports reporting "
                "wrote writes writing added adds adding stated states stating testified quoted",
            ),
            (
                "factive",
                "confirmed confirms confirming acknowledged acknowledges admitted admits conceded "
                "revealed disclosed",
            ),
            (
                "doubting",
                "claimed claims claiming alleged alleges alleging insisted insists insisting "
                "contended contends purported asserted asserts",
            ),
        )
        for word in sorted(word_set(words))
    }
)
STANCES = MappingProxyType(
    {
        "neutral": "takes no side",
        "factive": "takes it as true",
        "doubting": "keeps a distance",
    }
)
# "The senator" may be anyone already named; "a senator" and "officials" are not named at all.
DEFINITE = word_set("the his her their its our this that these those my your")


@dataclass(frozen=True, slots=True)
class _Source:
    """Who is given as the source of what both tellings share."""

    span: Span
    text: str
    name: str
    unnamed: bool
    stance: str
    cue: Span
    direct: bool

    @property
    def pronoun(self) -> bool:
        """Whether only a pronoun stands for it."""
        return self.text.lower() in PRONOUNS

    @property
    def named(self) -> bool:
        """Whether the text itself gives a name, not just an office or a pronoun."""
        return not self.pronoun and any(word[0].isupper() for word in _name_words(self.text))

    @property
    def nameless(self) -> bool:
        """Whether it is somebody without a name ("officials"), not one already named ("he")."""
        words = self.text.lower().replace("’", "'").split()
        known = words[0] in DEFINITE or any(word.endswith(("'s", "s'")) for word in words)
        return self.unnamed and not self.named and not known


def attribution_differences(left: Telling, right: Telling) -> tuple[Difference, ...]:
    """Attributed on one side and asserted on the other, or different sources or stances."""
    shared = left.stems & right.stems
    least = SHARED_PART * max(len(left.stems), len(right.stems))
    if len(shared) < max(SHARED_WORDS, least):
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
    """The source of the words that both tellings share, where a statement is reported."""
    places = _places(telling, shared)
    over = [
        found
        for found in telling.of("attribution")
        if found.score >= SURE_ATTRIBUTION and _share(places, found) >= ATTRIBUTED_SHARE
    ]
    # One attribution in another ("X said, according to Y") has two sources: which counts is unsure.
    return _read(telling, over[0]) if len(over) == 1 else None


def _read(telling: Telling, found: Annotation) -> _Source | None:
    sources, cues = found.parts.get("source", ()), found.parts.get("cue", ())
    if not sources or not cues:
        return None
    said = telling.text(cues[0].start, cues[-1].end).lower().split()
    stances = [REPORTS[word] for word in said if word in REPORTS]
    if not stances:
        return None
    return _Source(
        sources[0],
        telling.text(sources[0].start, sources[0].end).partition(" (")[0],
        str(found.properties.get("source_name") or ""),
        bool(found.properties.get("anonymous")),
        stances[0],
        Span(cues[0].start, cues[-1].end),
        found.label == "direct",
    )


def _asserted(telling: Telling, shared: Set[str], source: _Source) -> bool:
    """Whether the telling states what is shared in its outlet's own voice, as far as can be told.

    Not if it holds a quotation, nor if it names the other side's source in any role: "The minister
    announced a ban" gives the source as well as "A ban was announced, the minister said".
    """
    places, known = _places(telling, shared), telling.of("attribution")
    if any(_share(places, found) > ASSERTED_SHARE for found in known):
        return False
    # Somebody says something, and what was not found, or only a scrap of it.
    found = [each for each in known if len(each.span) > LONGEST_SCRAP]
    if not found and any(word.lower in REPORTS for word in telling.words):
        return False
    start, end = core(telling, shared)
    if telling.article.is_quoted(Span(start, end)) or telling.sentence.zone == "caption":
        return False
    if any(telling.sentence.span.overlaps(quote.span) for quote in telling.article.quotations):
        return False
    named = {word.stem for word in words_of(f"{source.text} {source.name}") if word.stem}
    return not source.pronoun and not named & telling.stems


def _two_sources(
    left: Telling, one: _Source, right: Telling, other: _Source
) -> tuple[Difference, ...]:
    names = product((one.text, one.name), (other.text, other.name))
    if any(same_source(mine, theirs) for mine, theirs in names):
        if one.stance == other.stance:
            return ()
        return (contrast("attribution", _reports(left, one), _reports(right, other)),)
    # One quotation has one speaker, and two unnamed sources may be one.
    if (one.direct and other.direct) or not (one.named or other.named):
        return ()
    if not all(each.named or each.nameless for each in (one, other)):
        return ()
    return (contrast("attribution", _attributes(left, one), _attributes(right, other)),)


def _attributes(telling: Telling, source: _Source) -> Side:
    how = ", without a name" if source.nameless else ""
    if source.stance != "neutral":
        how += f", with “{telling.text(source.cue.start, source.cue.end)}”"
    says = f"attributes it to “{source.text}”{how}"
    return Side(telling, source.span.start, source.span.end, says)


def _reports(telling: Telling, source: _Source) -> Side:
    cue = source.cue
    says = f"{STANCES[source.stance]} (“{telling.text(cue.start, cue.end)}”)"
    return Side(telling, cue.start, cue.end, says)


def _asserts(telling: Telling, shared: Set[str]) -> Side:
    start, end = core(telling, shared)
    return Side(telling, start, end, "states it in its own voice")

"""Who says what two tellings share: the source that a telling gives for it, if any."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence, Set
from dataclasses import dataclass
from itertools import product, takewhile
from types import MappingProxyType

from framing.alignment.differences.telling import Telling
from framing.alignment.differences.words import words_of
from framing.alignment.figures import word_set
from framing.records import Annotation, Span

__all__ = [
    "REPORTS",
    "SUBJECTS",
    "Source",
    "find_source",
    "places_of",
    "said_share",
    "same_source",
]

# A source is one of what is shared if its content holds this share of the shared words.
LEAST_COVERED = 0.5
# Words of office and the like: they name no one, and two of them can be one source.
TITLES = word_set(
    "president minister prime secretary senator representative governor mayor general judge "
    "spokesman spokeswoman spokesperson mr mrs ms dr sir lord director chief officer official "
    "officials leader lawyer attorney lawyers attorneys white house administration government "
    "ambassador ambassadors envoy consul commissioner sheriff premier chancellor deputy "
    "campaign office report statement a an the of for and in at his her their its"
)
# Offices that one person holds.
OFFICES = word_set(
    "president minister secretary senator representative governor mayor general judge spokesman "
    "spokeswoman spokesperson director chief leader lawyer attorney ambassador envoy consul "
    "commissioner sheriff premier chancellor deputy"
)
PRONOUNS = word_set(
    "he she they it we i you who which that his her their its this one those these some others"
)
# An office that speaks as one, though each of its words is a title's.
HOUSE = "white house"
# One of many outlets: it can be the one that the other telling names.
ANY_OUTLET = word_set("media press news outlet outlets newspaper newspapers reports agency")
SUBJECTS = word_set("he she they it we i")
# Cues that report a statement. Others ("called for", "refused", "pledged") are acts: whoever did
# it is part of the fact, not its source.
REPORTS = MappingProxyType(
    {
        word: stance
        for stance, words in (
            (
                "neutral",
                "said say says saying told tells tell telling according reported reports reporting "
                "wrote writes writing added adds adding stated states stating testified quoted "
                "tweeted tweeting tweets posted continued continues announced announces announcing "
                "argued argues argue warned warns warn warning suggested suggests suggest "
                "suggesting explained explains replied responded described describes believe "
                "believes think thinks predicted predicts predict estimates estimated indicated "
                "reiterated declared declares informed relayed recalled cited cites citing",
            ),
            (
                "factive",
                "confirmed confirms confirming acknowledged acknowledges admitted admits conceded "
                "revealed disclosed noted notes noting pointed showed shows show found concluded "
                "concludes learned",
            ),
            (
                "doubting",
                "claimed claims claiming alleged alleges alleging insisted insists insisting "
                "contended contends purported asserted asserts maintained maintains maintaining",
            ),
        )
        for word in sorted(word_set(words))
    }
)
# "The senator" may be anyone already named; "a senator" and "officials" are not named at all.
PREPOSITIONS = word_set("of in at with on to from for who briefed familiar close")
DEFINITE = word_set("the his her their its our this that these those my your")


@dataclass(frozen=True, slots=True)
class Source:
    """Who is given as the source of what both tellings share.

    Attributes:
        span: where it stands, perhaps in a sentence before or after.
        text: its words there.
        name: its full name, where the article gives one.
        unnamed: whether the article never names it.
        stance: of the cue: ``neutral``, ``factive`` or ``doubting``.
        cue: the words that report.
        said: the attribution whose content is the statement.
        covered: the share of the words that both tellings share that it says.
        entities: ids of the entities that its words name.
        kind: its type, as the classifier gives it ("person", "document").
    """

    span: Span
    text: str
    name: str
    unnamed: bool
    stance: str
    cue: Span
    said: Annotation
    covered: float
    entities: frozenset[str] = frozenset()
    kind: str = ""

    @property
    def pronoun(self) -> bool:
        """Whether only a pronoun stands for it."""
        return self.text.lower() in PRONOUNS

    @property
    def named(self) -> bool:
        """Whether the text gives a name that is known, not just an office or a pronoun."""
        shown = any(word[0].isupper() for word in _name_words(self.text))
        return (bool(self.name) and shown and not self.pronoun) or self.house

    @property
    def house(self) -> bool:
        """Whether it is the White House, and nobody there."""
        return self.text.lower().removeprefix("the ") == HOUSE

    @property
    def any_outlet(self) -> bool:
        """Whether it is an outlet without a name ("the North's state media")."""
        return self.kind == "media" and not ANY_OUTLET.isdisjoint(self.text.split())

    @property
    def nameless(self) -> bool:
        """Whether it is somebody without a name ("officials"), not one already named ("he")."""
        words = self.text.lower().replace("’", "'").split()
        head = list(takewhile(lambda word: word not in PREPOSITIONS, words))
        known = words[0] in DEFINITE or any(word.endswith(("'s", "s'")) for word in head)
        return self.unnamed and not self.named and not known and not self.pronoun

    @property
    def text_or_outlet(self) -> bool:
        """Whether it is one of many texts or outlets ("court documents", "multiple reports").

        "The video" and "the statement" may be those of the person whom the other telling names.
        """
        words = self.text.lower().split()
        return self.kind in ("document", "media") and words[0] not in DEFINITE

    def same_as(self, other: Source) -> bool:
        """Whether the two can be one source, by who they are known to be or by their names."""
        if self.entities & other.entities:
            return True
        if self.kind == other.kind == "media" and (self.any_outlet or other.any_outlet):
            return True
        if self.house or other.house:  # whoever speaks for it is perhaps not said to
            return {self.kind, other.kind}.isdisjoint({"media", "document"})
        return any(
            same_source(mine, theirs)
            for mine, theirs in product((self.text, self.name), (other.text, other.name))
        )

    @property
    def stems(self) -> Set[str]:
        """The stems of the names in it; of all its words where it gives none."""
        words = [word for word in words_of(f"{self.text} {self.name}") if word.stem]
        if self.house:
            return {word.stem for word in words}
        head = list(takewhile(lambda word: word.lower not in PREPOSITIONS, words_of(self.text)))
        if head and not self.name and head[-1].lower in OFFICES:
            return {head[-1].stem}  # "the British ambassador to Washington" is an ambassador
        names = {word.stem for word in words if word.capital}
        return names or {word.stem for word in words}


def find_source(telling: Telling, shared: Set[str]) -> Source | None:
    """The source of most of the words that both tellings share, where a statement is reported.

    Of several the one that says most of them, then most of the sentence: "X said that Y thinks so"
    is X's.
    """
    places, everywhere = places_of(telling, shared), places_of(telling, telling.stems)
    found = [
        (-source.covered, -said_share(everywhere, each), each.start, source)
        for each in telling.of("attribution")
        for source in (_read(telling, each, said_share(_but_source(places, each), each)),)
        if source is not None and source.covered >= LEAST_COVERED
    ]
    return min(found, key=lambda each: each[:3])[3] if found else None


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


def places_of(telling: Telling, stems: Set[str]) -> list[int]:
    """Where the words with these stems begin, in order."""
    return [word.start for word in telling.words if word.stem and word.stem in stems]


def _but_source(places: Sequence[int], found: Annotation) -> list[int]:
    """The places outside the words that name the source: what is said is not who says it."""
    sources = found.parts.get("source", ())
    return [at for at in places if not any(part.start <= at < part.end for part in sources)]


def said_share(places: Sequence[int], found: Annotation) -> float:
    """Which part of the words that begin at ``places`` stands in the attribution's content."""
    contents = found.parts.get("content") or (found.span,)
    inside = sum(
        bisect_left(places, part.end) - bisect_left(places, part.start) for part in contents
    )
    return inside / max(1, len(places))


def _read(telling: Telling, found: Annotation, covered: float) -> Source | None:
    sources, cues = found.parts.get("source", ()), found.parts.get("cue", ())
    if not sources or not cues:
        return None
    said = telling.text(cues[0].start, cues[-1].end).lower().split()
    stances = [REPORTS[word] for word in said if word in REPORTS]
    text = telling.text(sources[0].start, sources[0].end).partition(" (")[0]
    if not stances or not text:
        return None
    return Source(
        sources[0],
        text,
        str(found.properties.get("source_name") or ""),
        bool(found.properties.get("anonymous")),
        stances[0],
        Span(cues[0].start, cues[-1].end),
        found,
        covered,
        frozenset(
            str(each.properties.get("entity") or "")
            for each in telling.of("entity")
            if each.span.overlaps(sources[0])
        )
        - {""},
        str(found.properties.get("source_type") or ""),
    )

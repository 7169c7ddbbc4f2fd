"""What a source is: its kind, its name, and whether it stays anonymous."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from framing.classifiers.attribution.cues import source_kind, word_class
from framing.classifiers.attribution.extraction import Found
from framing.classifiers.attribution.structure import Reading
from framing.classifiers.entities.names import is_title
from framing.records import Annotation, Span

__all__ = ["Source", "Sources"]

_PEOPLE = frozenset({"person", "official", "group", "unknown"})
_BODIES = frozenset({"government", "organisation", "media", "document"})
_SINGULAR = frozenset({"he", "she", "his", "her", "him", "who"})
_FIRST = frozenset({"i", "we", "my", "our", "us", "me"})
_DEFINITE = frozenset({"the", "that", "this"})
_SECRET = (
    "condition of anonymity",
    "spoke anonymously",
    "speaking anonymously",
    "not authorized to",
    "not authorised to",
    "not to be named",
    "not to be identified",
    "declined to be named",
    "declined to be identified",
    "requested anonymity",
)
_GOVERNMENT = word_class("government name")
_MEDIA = word_class("media name")
_RECENT = 3  # sentences back in which "he" and "the official" look for a name


@dataclass(frozen=True, slots=True)
class Source:
    """What is known of a source.

    Attributes:
        kind: ``person``, ``official``, ``government``, ``organisation``, ``media``, ``document``,
            ``group`` or ``unknown``.
        name: its canonical name; empty when it has none.
        anonymous: whether it is a person or people whom the article does not name.
        resolved: whether the name was found elsewhere in the article than in the source.
    """

    kind: str
    name: str = ""
    anonymous: bool = False
    resolved: bool = False


@dataclass(frozen=True, slots=True)
class _Named:
    """A source that was named earlier: its words, its name and kind, and its sentence."""

    words: frozenset[str]
    name: str
    kind: str
    sentence: int


class Sources:
    """Names the sources of one article, one after the other."""

    def __init__(self, reading: Reading, entities: Sequence[Annotation]) -> None:
        self._reading = reading
        self._entities = entities
        self._starts = [entity.start for entity in entities]
        self._earlier: list[_Named] = []

    def describe(self, found: Found) -> Source:
        """What the source of an attribution is; call it in the order of the article."""
        if found.source is None or found.head is None:
            return Source("unknown")
        tokens = self._reading.tokens
        head = found.head
        last = tokens.lower[head[1] - 1]
        sentence = self._reading.sentence_of[head[0]]
        extent = self._inside(found.source)
        if tokens.tags[head[1] - 1] in ("PRP", "PRP$", "WP"):
            return self._pronoun(last, head, sentence)
        made = self._name_of(head, last)
        if made.name:
            kind = self._with_role(made.kind, found.source)
            self._earlier.append(_Named(self._words(found.source), made.name, kind, sentence))
            whole = tokens.words[head[0] : head[1]]
            partial = all(word not in made.name for word in whole[-1:]) or (
                len(made.name.split()) > 1 and made.name.split()[0] not in " ".join(whole)
            )
            return Source(kind, made.name, resolved=partial)
        apposed = next((each for each in extent if each.label == "person"), None)
        after = tokens.ends[head[1] - 1]
        if apposed is not None and made.kind in _PEOPLE and self._is_apposed(after, apposed.start):
            name = str(apposed.properties.get("name") or "")
            self._earlier.append(_Named(self._words(found.source), name, made.kind, sentence))
            return Source(made.kind, name)
        if tokens.lower[head[0]] in _DEFINITE:
            earlier = self._definite(last, sentence)
            if earlier is not None:
                return Source(earlier.kind, earlier.name, resolved=True)
        secret = self._is_secret(sentence)
        return Source(made.kind, "", anonymous=secret or made.kind in _PEOPLE)

    def _inside(self, span: Span) -> list[Annotation]:
        first = bisect_left(self._starts, span.start)
        last = bisect_left(self._starts, span.end)
        return list(self._entities[first:last])

    def _words(self, span: Span) -> frozenset[str]:
        tokens = self._reading.tokens
        first = bisect_left(tokens.starts, span.start)
        last = bisect_left(tokens.starts, span.end)
        nouns = ("NN", "NNS", "NNP")
        return frozenset(tokens.lower[at] for at in range(first, last) if tokens.tags[at] in nouns)

    def _name_of(self, head: tuple[int, int], last: str) -> Source:
        """The name and kind that the noun phrase itself gives."""
        tokens = self._reading.tokens
        start, end = tokens.starts[head[0]], tokens.ends[head[1] - 1]
        inside = [each for each in self._inside(Span(start, end)) if each.end <= end]
        kind = source_kind(last) or ("group" if tokens.tags[head[1] - 1] == "NNS" else "unknown")
        final = inside[-1] if inside else None
        if final is not None and final.end == end and final.label != "other":
            name = str(final.properties.get("name") or final.span.of(self._reading.article.text))
            return Source(self._named_kind(final, name, head), name)
        if final is not None and kind in _BODIES:
            # "North Korea's foreign ministry", "the Quinnipiac poll"
            first = head[0] + (tokens.tags[head[0]] in ("DT", "PRP$"))
            text = self._reading.article.text[tokens.starts[first] : end]
            return Source(kind, " ".join(text.split()))
        return Source(kind)

    def _named_kind(self, entity: Annotation, name: str, head: tuple[int, int]) -> str:
        words = name.lower().split()
        if entity.label == "place":
            return "government"
        if entity.label == "person":
            before = self._reading.tokens.words[max(0, head[0]) : head[1]]
            titles = [word for word in before if is_title(word)]
            courtesy = {"Mr.", "Mrs.", "Ms.", "Dr.", "Mr", "Mrs", "Ms", "Dr", "Miss"}
            role = {source_kind(word.lower()) for word in before}
            official = any(word not in courtesy for word in titles) or "official" in role
            return "official" if official else "person"
        if any(word in _MEDIA for word in words):
            return "media"
        if any(word in _GOVERNMENT for word in words):
            return "government"
        return "organisation"

    def _with_role(self, kind: str, source: Span) -> str:
        """An official where an apposition says so: "Smith, a spokesman for the city"."""
        if kind != "person":
            return kind
        roles = {source_kind(word) for word in self._words(source)}
        return "official" if "official" in roles else kind

    def _pronoun(self, word: str, head: tuple[int, int], sentence: int) -> Source:
        reading = self._reading
        if word == "who":
            start = reading.tokens.starts[head[0]]
            before = bisect_left(self._starts, start) - 1
            if before >= 0:
                entity = self._entities[before]
                gap = reading.article.text[entity.end : start]
                if entity.label == "person" and gap.strip(" ,") == "":
                    return Source("person", str(entity.properties.get("name")), resolved=True)
            return Source("person", anonymous=True)
        if word in _FIRST or reading.quotation(head[0]) >= 0:
            return Source("person" if word in _SINGULAR | _FIRST else "group")
        if word not in _SINGULAR:
            return Source("group" if word in ("they", "their", "those") else "unknown")
        earlier = self._recent_person(head, sentence)
        if earlier is None:
            return Source("person")
        self._earlier.append(_Named(frozenset(), earlier.name, earlier.kind, sentence))
        return Source(earlier.kind, earlier.name, resolved=True)

    def _recent_person(self, head: tuple[int, int], sentence: int) -> _Named | None:
        """The one person named in the sentence or the nearest one before that names any."""
        reading = self._reading
        here = reading.tokens.starts[head[0]]
        for back in range(_RECENT + 1):
            at = sentence - back
            if at < 0:
                return None
            bounds = reading.article.sentences[at]
            speakers = {each.name: each for each in self._earlier if each.sentence == at}
            people = {
                str(each.properties.get("name"))
                for each in self._inside(
                    Span(bounds.start, min(bounds.end, max(here, bounds.start)))
                )
                if each.label == "person" and each.properties.get("voice") == "author"
            }
            persons = {name for name, each in speakers.items() if each.kind in _PEOPLE}
            only = persons if len(persons) == 1 else people
            if len(only) == 1:
                name = min(only)
                return speakers.get(name) or _Named(frozenset(), name, self._kind(name), at)
            if only:
                return None
        return None

    def _kind(self, name: str) -> str:
        return next((each.kind for each in reversed(self._earlier) if each.name == name), "person")

    def _definite(self, noun: str, sentence: int) -> _Named | None:
        """The earlier source that "the ministry" or "the official" means, if only one fits."""
        fitting = [each for each in self._earlier if noun in each.words]
        names = {each.name for each in fitting}
        if len(names) == 1 and fitting[-1].sentence <= sentence:
            return fitting[-1]
        return None

    def _is_apposed(self, end: int, start: int) -> bool:
        """Whether only a comma, or nothing, stands between a noun and a name."""
        return end <= start and self._reading.article.text[end:start].strip(" ,") == ""

    def _is_secret(self, sentence: int) -> bool:
        bounds = self._reading.article.sentences[sentence]
        text = self._reading.article.text[bounds.start : bounds.end].lower()
        return any(phrase in text for phrase in _SECRET)

"""What a source is: its kind, its name, and whether it stays anonymous."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass, replace

from framing.classifiers.attribution.cues import source_kind, word_class
from framing.classifiers.attribution.extraction import Found
from framing.classifiers.attribution.structure import Reading
from framing.classifiers.entities.names import find_place, is_title, key
from framing.records import Annotation, Span

__all__ = ["Source", "Sources"]

_PEOPLE = frozenset({"person", "official", "group"})
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
_PERSON_ENDING = re.compile(r"(?:er|or|ist|ian|ee|man|woman)s?$|(?:men|women)$")
_THINGS = frozenset(
    {
        *("number", "order", "letter", "matter", "power", "factor", "sector", "error", "computer"),
        *("poster", "banner", "shelter", "quarter", "headquarters", "center", "tree", "degree"),
        *("fee", "offer", "character", "chapter", "corner", "disaster", "encounter", "murder"),
        *("other", "weather", "water", "winter", "summer", "border", "tower", "river", "behavior"),
        *("color", "favor", "honor", "labor", "humor", "rumor", "terror", "war", "list", "career"),
    }
)
_BESIDE = re.compile(r",? ?(?:(?:of|for|the|and|at|in|from|[A-Z][\w.'’&-]*),? )*$")
_REMEMBERED = 100  # earlier sources among which a name is looked for
_NEARBY = 400  # characters around a source that may say why it is not named
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
        self._earlier: deque[_Named] = deque(maxlen=_REMEMBERED)
        self._titled = self._titles()

    def describe(self, found: Found) -> Source:
        """What the source of an attribution is; call it in the order of the article."""
        if found.source is None or found.head is None:
            return Source("unknown")
        tokens = self._reading.tokens
        head = self._without_dates(found.head)
        last = tokens.lower[head[1] - 1]
        sentence = self._reading.sentence_of[head[0]]
        extent = self._inside(found.source)
        if tokens.tags[head[1] - 1] in ("PRP", "PRP$", "WP"):
            return self._pronoun(last, head, sentence)
        made = self._name_of(head, last)
        if made.name:
            kind = self._with_role(made.kind, found.source)
            self._earlier.append(_Named(self._words(found.source), made.name, kind, sentence))
            written = " ".join(tokens.words[head[0] : head[1]])
            partial = find_place(made.name) is None and key(made.name) not in key(written)
            return Source(kind, made.name, resolved=partial)
        apposed = next((each for each in extent if each.label == "person"), None)
        after = tokens.ends[head[1] - 1]
        if apposed is not None and made.kind in _PEOPLE and self._is_apposed(after, apposed.start):
            name = str(apposed.properties.get("name") or "")
            self._earlier.append(_Named(self._words(found.source), name, made.kind, sentence))
            return Source(made.kind, name)
        if tokens.lower[head[0]] in _DEFINITE:
            earlier = self._definite(found.source, last)
            if earlier is not None:
                self._earlier.append(replace(earlier, sentence=sentence))
                return Source(earlier.kind, earlier.name, resolved=True)
        if made.kind in ("person", "official"):
            self._earlier.append(_Named(frozenset(), "", made.kind, sentence))
        return Source(
            made.kind, anonymous=self._is_secret(found.source, sentence) or made.kind in _PEOPLE
        )

    def _without_dates(self, head: tuple[int, int]) -> tuple[int, int]:
        """The noun phrase without a day at its end: "a spokesman Tuesday"."""
        end = head[1]
        while end - 1 > head[0] and self._reading.form(end - 1) in ("date", "CD"):
            end -= 1
        return head[0], end

    def _titles(self) -> dict[str, set[str]]:
        """Title in lower case to the names that it stands before: "president" to whom."""
        tokens = self._reading.tokens
        found: dict[str, set[str]] = {}
        for entity in self._entities:
            at = bisect_left(tokens.starts, entity.start) - 1
            if entity.label == "person" and at >= 0 and is_title(tokens.words[at]):
                found.setdefault(tokens.lower[at], set()).add(str(entity.properties.get("name")))
        return found

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
        kind = source_kind(last) or _kind_of_noun(last, tokens.tags[head[1] - 1])
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
            end = max(bounds.start, min(bounds.end, here))
            people = {
                str(each.properties.get("name"))
                for each in self._inside(Span(max(bounds.start, end - _NEARBY), end))
                if each.label == "person" and each.properties.get("voice") == "author"
            }
            persons = {name for name, each in speakers.items() if each.kind in _PEOPLE}
            only = persons if len(persons) == 1 else people
            if persons == {""}:
                return None
            if len(only) == 1:
                name = min(only)
                return speakers.get(name) or _Named(frozenset(), name, self._kind(name), at)
            if only:
                return None
        return None

    def _kind(self, name: str) -> str:
        return next(
            (each.kind for each in reversed(self._earlier) if each.name == name),
            "person",
        )

    def _definite(self, source: Span, noun: str) -> _Named | None:
        """The earlier source that "the ministry" or "the president" means, if only one fits."""
        words = self._words(source)
        fitting = [each for each in self._earlier if each.name and words <= each.words]
        if len({each.name for each in fitting}) == 1:
            return fitting[-1]
        titled = self._titled.get(noun, set())
        if len(words) == 1 and len(titled) == 1 and not fitting:
            return _Named(words, min(titled), "official", 0)
        return None

    def _is_apposed(self, end: int, start: int) -> bool:
        """Whether a name belongs to the noun before it: "Secretary | of State | Rex Smith"."""
        return end <= start and bool(_BESIDE.match(self._reading.article.text[end:start]))

    def _is_secret(self, source: Span, sentence: int) -> bool:
        """Whether the sentence says that the source does not want to be named."""
        bounds = self._reading.article.sentences[sentence]
        start = max(bounds.start, source.start - _NEARBY)
        text = self._reading.article.text[start : min(bounds.end, source.end + _NEARBY)].lower()
        return any(phrase in text for phrase in _SECRET)


def _kind_of_noun(noun: str, tag: str) -> str:
    """The kind of a noun that is in no list, by its ending: "villagers" are people."""
    plural = tag == "NNS"
    stem = noun[:-1] if plural and noun.endswith("s") else noun
    if tag not in ("NN", "NNS") or stem in _THINGS or not _PERSON_ENDING.search(noun):
        return "unknown"
    return "group" if plural else "person"

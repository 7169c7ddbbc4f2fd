"""What a source is: its kind, its name, and whether it stays anonymous."""

from __future__ import annotations

import math
import re
from bisect import bisect_left
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Protocol

from framing.classifiers.attribution.anonymity import Anonymity
from framing.classifiers.attribution.antecedents import Antecedent, find_antecedents
from framing.classifiers.attribution.cues import source_kind, word_class
from framing.classifiers.attribution.offices import office_before
from framing.classifiers.attribution.options import FINITE
from framing.classifiers.attribution.people import People, gender_of_pronoun
from framing.classifiers.attribution.structure import Reading
from framing.classifiers.entities.names import find_place, is_title, key
from framing.classifiers.lexicon import read_weights, softmax
from framing.records import Annotation, Span

__all__ = ["Choose", "Source", "Sourced", "Sources"]

_PEOPLE = frozenset({"person", "official", "group"})
_SINGLE = frozenset({"person", "official"})
_BODIES = frozenset({"government", "organisation", "media", "document"})
_FIRST = frozenset({"i", "we", "my", "our", "us", "me"})
_DEFINITE = frozenset({"the", "that", "this"})
_GOVERNMENT = word_class("government name")
_MEDIA = word_class("media name")
_OFFICES = word_class("single office")
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
_BESIDE = re.compile(r",? ?(?:(?:of|for|to|the|and|at|in|from|[A-Z][\w.'’&-]*),? )*$")
_PREPOSITIONS = frozenset({"of", "for", "to", "the", "and", "at", "in", "from"})
_CLOSING = frozenset({",", ";", ")", "(", "."})
_ASKED = frozenset({"asked", "questioned", "pressed", "quizzed", "challenged"})
_REMEMBERED = 100  # earlier sources among which a name is looked for

Choose = Callable[[int, Sequence[Antecedent]], str]
"""The name of the one among its antecedents that a pronoun (a word number) means, or nothing."""


class Sourced(Protocol):
    """An attribution as far as its source goes."""

    @property
    def source(self) -> Span | None:
        """The source with what describes it; ``None`` where there is none."""
        ...

    @property
    def head(self) -> tuple[int, int] | None:
        """Word numbers of the noun phrase that names the source; ``None`` likewise."""
        ...


@dataclass(frozen=True, slots=True)
class Source:
    """What is known of a source.

    Attributes:
        kind: ``person``, ``official``, ``government``, ``organisation``, ``media``, ``document``,
            ``group`` or ``unknown``.
        name: its canonical name; empty when it has none, or when two fit about equally well.
        anonymous: whether it is a person or people whom the article does not name.
        resolved: whether the name was found elsewhere in the article than in the source.
    """

    kind: str
    name: str = ""
    anonymous: bool = False
    resolved: bool = False


@dataclass(frozen=True, slots=True)
class _Known:
    """An earlier source: its words, its sentence and what is known of it."""

    words: frozenset[str]
    sentence: int
    source: Source


class Sources:
    """Names the sources of one article, one after the other."""

    def __init__(
        self, reading: Reading, entities: Sequence[Annotation], choose: Choose | None = None
    ) -> None:
        """Reads the names of an article.

        Args:
            reading: the article.
            entities: its names, by offset.
            choose: whom a pronoun means; by the fitted weights unless given.
        """
        self._reading = reading
        self._entities = entities
        self._choose = choose or _most_probable
        self._starts = [entity.start for entity in entities]
        self._earlier: deque[_Known] = deque(maxlen=_REMEMBERED)
        self._titled = self._titles()
        self._officials = frozenset(
            str(each.properties.get("name")) for each in entities if self._holds_office(each)
        )
        self._people = People(reading, entities)
        self._anonymity = Anonymity(reading)

    def describe(self, found: Sourced) -> Source:
        """What the source of an attribution is; call it in the order of the article."""
        if found.source is None or found.head is None:
            return Source("unknown")
        head = self._without_dates(found.head)
        sentence = self._reading.sentence_of[head[0]]
        pronoun = self._reading.tokens.tags[head[1] - 1] in ("PRP", "PRP$", "WP")
        made = self._pronoun(found.source, head) if pronoun else self._noun(found.source, head)
        if made.kind == "person" and made.name in self._officials:
            made = replace(made, kind="official")
        # "The president", of whom nobody knows who it is, tells nothing of a later one; a former
        # one is not the president.
        vague = self._reading.form(head[0]) in _DEFINITE and not (made.name or made.anonymous)
        vague = vague or "former" in found.source.of(self._reading.article.text).lower()
        words = frozenset() if pronoun or vague else self._words(found.source)
        if not self._is_asker(found.source):
            self._earlier.append(_Known(words, sentence, made))
        return made

    def _is_asker(self, source: Span) -> bool:
        """Whether it is who asks: "Asked by a reporter, ... he said" is not the reporter."""
        first = bisect_left(self._reading.tokens.starts, source.start)
        if first < 2 or self._reading.form(first - 1) != "by":
            return False
        return self._reading.tokens.lower[first - 2] in _ASKED

    def _without_dates(self, head: tuple[int, int]) -> tuple[int, int]:
        """The noun phrase without a day at its end: "a spokesman Tuesday"."""
        end = head[1]
        while end - 1 > head[0] and self._reading.form(end - 1) in ("date", "CD"):
            end -= 1
        return head[0], end

    def _titles(self) -> dict[str, set[str]]:
        """Title in lower case to the names that it stands before: "prime minister" to whom."""
        found: dict[str, set[str]] = {}
        for entity in self._entities:
            if entity.label == "person":
                office = office_before(self._reading.article.text, entity.start)
                if office is not None and not office.former:
                    found.setdefault(office.title, set()).add(str(entity.properties.get("name")))
        return found

    def _holds_office(self, entity: Annotation) -> bool:
        """Whether a person's office stands beside the name: "Mayor Lund", "Lund, the mayor"."""
        if entity.label != "person":
            return False
        office = office_before(self._reading.article.text, entity.start)
        if office is not None:
            return not office.former and source_kind(office.title.split()[-1]) == "official"
        tokens = self._reading.tokens
        start = bisect_left(tokens.starts, entity.start)
        end = bisect_left(tokens.starts, entity.end)
        if start and source_kind(tokens.lower[start - 1]) == "official":  # "police chief Lund"
            return start < 2 or tokens.lower[start - 2] != "former"
        last = self._reading.bounds[self._reading.sentence_of[start]][1] if end > start else end
        return "official" in self._appositions(end, last)

    def _appositions(self, at: int, end: int) -> Iterator[str]:
        """The kinds of the nouns in commas that say who somebody is, from word ``at`` on."""
        tokens = self._reading.tokens
        while at + 1 < end and self._reading.form(at) in (",", "(", "-"):
            chunk = self._reading.chunk_at(at + 1)
            if chunk is None or chunk[1] > end or tokens.tags[at + 1] in ("WP", "PRP"):
                return
            if tokens.tags[chunk[1] - 1] == "NNP":
                return  # another name in a list
            heads = [chunk]
            at = chunk[1]
            while at < end and self._reading.form(at) not in _CLOSING:
                if tokens.tags[at] in FINITE:
                    return  # "..., a judge said": whoever says it, not who was named before
                joined = self._reading.chunk_at(at)
                if joined is not None and "and" in self._reading.forms[at - 2 : at]:
                    heads.append(joined)  # "deputy leader and defence spokesman"
                at += 1
            for first, last in heads:
                former = "former" in tokens.lower[first:last]
                yield "" if former else source_kind(tokens.lower[last - 1])

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

    def _noun(self, source: Span, head: tuple[int, int]) -> Source:
        """A source that is a name or a description."""
        tokens = self._reading.tokens
        last = tokens.lower[head[1] - 1]
        made = self._name_of(head, last)
        if made.name:
            written = " ".join(tokens.words[head[0] : head[1]])
            partial = find_place(made.name) is None and key(made.name) not in key(written)
            kind = self._with_role(made.kind, source, head[1])
            return replace(made, kind=kind, resolved=partial)
        after = tokens.ends[head[1] - 1]
        apposed = next((each for each in self._inside(source) if each.label == "person"), None)
        if apposed is not None and made.kind in _PEOPLE and self._is_apposed(after, apposed.start):
            return replace(made, name=str(apposed.properties.get("name") or ""))
        sentence = self._reading.sentence_of[head[0]]
        if self._anonymity.is_said_of(source, sentence):
            kind = "group" if tokens.tags[head[1] - 1] == "NNS" else made.kind
            return Source(kind if kind in _PEOPLE else "person", anonymous=True)
        definite = tokens.lower[head[0]] in _DEFINITE
        known = self._definite(source) if definite else None
        if known is not None:
            return replace(known, resolved=bool(known.name))
        office = (definite or self._has_owner(head)) and last in _OFFICES
        return Source(made.kind, anonymous=made.kind in _PEOPLE and not office)

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
        if kind in _BODIES and (final is not None or self._has_owner(head)):
            # "North Korea's foreign ministry", "the Quinnipiac poll"
            first = head[0] + (tokens.tags[head[0]] in ("DT", "PRP$"))
            text = self._reading.article.text[tokens.starts[first] : end]
            media = any(tokens.lower[at] in _MEDIA for at in range(*head))
            return Source("media" if media else kind, " ".join(text.split()))
        return Source(kind)

    def _has_owner(self, head: tuple[int, int]) -> bool:
        """Whether a noun phrase begins with a name's possessive: "Norland's health ministry"."""
        tokens = self._reading.tokens
        return any(
            tokens.tags[at] == "POS" and tokens.words[at - 1][:1].isupper()
            for at in range(head[0] + 1, head[1])
        )

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

    def _with_role(self, kind: str, source: Span, after: int) -> str:
        """An official where an apposition says so: "Smith, a spokesman for the city"."""
        if kind != "person":
            return kind
        end = bisect_left(self._reading.tokens.starts, source.end)
        return "official" if "official" in self._appositions(after, end) else kind

    def _pronoun(self, source: Span, head: tuple[int, int]) -> Source:
        reading = self._reading
        at = head[1] - 1
        word = reading.tokens.lower[at]
        if word == "who":
            return self._relative(head)
        if word in _FIRST:
            return Source("person")
        if not gender_of_pronoun(word):
            return Source("group" if word in ("they", "their", "those") else "unknown")
        if reading.quotation(at) >= 0:
            return Source("person")
        if self._anonymity.is_said_of(source, reading.sentence_of[at]):
            return Source("person", anonymous=True)
        single = [each for each in self._earlier if each.source.kind in _SINGLE]
        speakers = [(each.source.name, each.sentence) for each in single]
        name = self._choose(at, find_antecedents(reading, self._people, at, speakers))
        if name:
            return Source(self._kind(name), name, resolved=True)
        last = single[-1].source if single else None
        # "A senior official said ... He added": still nobody who is named.
        return Source("person", anonymous=last is not None and last.anonymous)

    def _relative(self, head: tuple[int, int]) -> Source:
        """ "Who" right after a name is the one who is named."""
        start = self._reading.tokens.starts[head[0]]
        before = bisect_left(self._starts, start) - 1
        if before >= 0:
            entity = self._entities[before]
            gap = self._reading.article.text[entity.end : start]
            if entity.label == "person" and gap.strip(" ,") == "":
                return Source("person", str(entity.properties.get("name")), resolved=True)
        return Source("person", anonymous=True)

    def _kind(self, name: str) -> str:
        earlier = (each.source for each in reversed(self._earlier) if each.source.name == name)
        return next((each.kind for each in earlier), "person")

    def _definite(self, source: Span) -> Source | None:
        """The earlier source that "the ministry" or "the president" means, if only one fits."""
        words = self._words(source)
        fitting = [each.source for each in self._earlier if words and words <= each.words]
        title = source.of(self._reading.article.text).partition(",")[0].lower()
        title = " ".join(title.split()[1:])
        titled = self._titled.get(title, set())
        names = {each.name for each in fitting} | titled
        if len(names) != 1:
            return None
        return fitting[-1] if fitting else Source("official", min(titled))

    def _is_apposed(self, end: int, start: int) -> bool:
        """Whether a name belongs to the noun before it: "Secretary | of State | Rex Smith".

        "A spokesman | for Mayor | Lund" is not Lund.
        """
        if end > start or not _BESIDE.match(self._reading.article.text[end:start]):
            return False
        between = self._reading.article.text[end:start].split()
        while between and is_title(between[-1]):
            between.pop()
        return not between or between[-1] not in _PREPOSITIONS


@cache
def _threshold() -> float:
    return read_weights("source.json")["threshold"]["probability"]


def _most_probable(at: int, options: Sequence[Antecedent]) -> str:
    """The name that is probable enough; none where two are about equally good."""
    weights = read_weights("source.json")["antecedent"]
    scores = [math.fsum(weights.get(name, 0.0) for name in each.features) for each in options]
    probabilities = softmax(scores)
    best = max(range(len(options)), key=probabilities.__getitem__)
    return options[best].name if probabilities[best] >= _threshold() else ""


def _kind_of_noun(noun: str, tag: str) -> str:
    """The kind of a noun that is in no list, by its ending: "villagers" are people."""
    plural = tag == "NNS"
    stem = noun[:-1] if plural and noun.endswith("s") else noun
    if tag not in ("NN", "NNS") or stem in _THINGS or not _PERSON_ENDING.search(noun):
        return "unknown"
    return "group" if plural else "person"

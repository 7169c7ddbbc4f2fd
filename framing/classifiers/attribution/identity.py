"""Which attributions, across the articles of a batch, have the same source.

"KCNA", "the North's state media" and "the state-run Korean Central News Agency" are one source;
so are "South Korea's Unification Ministry" and "the South Korean unification ministry", "Seoul" and
"the South Korean government", "the prime minister" and the only prime minister who is named. Two
are one only where nothing else fits: a wrong merger costs a reader more than a missed one. "The
official" is the only "official at the ministry" before it; other sources that are not named, and
"he" of whom it is not known who it is, are never merged. Nothing depends on the order of the
articles.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from framing.articles.plain import digest_of
from framing.classifiers.attribution.descriptions import (
    Description,
    describe_source,
    is_state_media,
)
from framing.classifiers.attribution.offices import (
    countries_called,
    country_of,
    leading_country,
    office_before,
)
from framing.records import Annotation, Article, FrozenMap, Span

__all__ = ["identify_sources"]

_BESIDE = 60  # characters before a name in which "state-run" says what it is
_CLAUSE = re.compile(r"[.;:,()“”\"]\s")
_JOINT = re.compile(
    r",? (?:and|as well as|along with) |, (?:the )?(?:[A-Z][\w.'’-]* ?){1,4},? and (?:the )?[A-Z]"
)
_BODIES = frozenset({"government", "organisation", "media", "document"})
_SINGLE = frozenset({"person", "official"})
_STATE_MEDIA = "state media"
_NEWS = re.compile(r"\b(?:News Agency|Broadcasting|Television|Radio)\b")
_UNNAMED = "unnamed:"


def identify_sources(
    articles: Sequence[Article],
    entities: Sequence[Sequence[Annotation]],
    attributions: Sequence[Sequence[Annotation]],
) -> list[list[Annotation]]:
    """The attributions with the property ``source``: the same id for the same source.

    The id is that of an entity where the source is one; it is empty where there is no source.

    Args:
        articles: the articles of a batch.
        entities: the entities of each, by offset.
        attributions: the attributions of each.
    """
    known = [_Names(*pair) for pair in zip(articles, entities, strict=True)]
    world = _World.of(known)
    ids = [
        _same_unnamed(found, [_identify(each, names, world) for each in found], names)
        for names, found in zip(known, attributions, strict=True)
    ]
    kinds: dict[str, Counter[str]] = defaultdict(Counter)
    for found, own in zip(attributions, ids, strict=True):
        for each, id in zip(found, own, strict=True):
            if id and not id.startswith(_UNNAMED):
                kinds[id][str(each.properties.get("source_type"))] += 1
    return [
        [
            replace(each, properties=FrozenMap({**each.properties, **_known_of(id, kinds)}))
            for each, id in zip(found, own, strict=True)
        ]
        for found, own in zip(attributions, ids, strict=True)
    ]


def _known_of(id: str, kinds: Mapping[str, Counter[str]]) -> dict[str, str]:
    """The id of a source and, where it has one, the one type that all its mentions share.

    Who is called an official anywhere is one; else what it is called most often counts.
    """
    if id not in kinds:
        return {"source": id}
    counted = {kind: count for kind, count in kinds[id].items() if kind != "unknown"}
    if "official" in counted and set(counted) <= _SINGLE:
        return {"source": id, "source_type": "official"}
    best = max(sorted(counted), key=counted.__getitem__, default="unknown")
    return {"source": id, "source_type": best}


def _same_unnamed(found: Sequence[Annotation], ids: Sequence[str], names: _Names) -> list[str]:
    """The ids, where "the official" has that of the only "an official at a ministry" before."""
    made = list(ids)
    earlier: dict[str, dict[str, frozenset[str]]] = defaultdict(dict)
    by_source = [at for at, each in enumerate(found) if each.parts.get("source")]
    for at in sorted(by_source, key=lambda number: found[number].parts["source"][0]):
        if not ids[at].startswith(_UNNAMED):
            continue
        source = found[at].parts["source"][0]
        described = names.describe(source)
        words = frozenset(source.of(names.article.text).lower().split())
        if described.indefinite:
            earlier[described.head][ids[at]] = words
        elif described.definite:
            asked = frozenset(described.noun.split())
            fitting = [id for id, said in earlier[described.head].items() if asked <= said]
            if len(fitting) == 1:
                made[at] = fitting[0]
    return made


class _Names:
    """The entities of one article."""

    def __init__(self, article: Article, entities: Sequence[Annotation]) -> None:
        self.article = article
        self.key = article.id or digest_of(article.outlet, article.text)  # texts have no id
        self.entities = entities
        self._starts = [each.start for each in entities]
        self._ids = {str(each.properties.get("name")): _id(each) for each in entities}
        bodies: dict[str, set[str]] = defaultdict(set)
        for at, each in enumerate(entities):
            country = self.owner(at)
            if each.label == "organisation" and country:
                bodies[_describe(each.span.of(article.text)).noun].add(country)
        self._bodies = bodies

    def id(self, name: str) -> str:
        """The id of the entity with this name; empty where there is none."""
        return self._ids.get(name, "")

    def describe(self, source: Span) -> Description:
        """What the words of a source say it is."""
        first, last = (bisect_left(self._starts, at) for at in (source.start, source.end))
        return describe_source(self.article.text, source, self.entities[first:last])

    def is_joint(self, source: Span, name: str) -> bool:
        """Whether a source is several: "South Korea and Ukraine", "Lund and her lawyer"."""
        first, last = (bisect_left(self._starts, at) for at in (source.start, source.end))
        return any(
            _JOINT.match(self.article.text, each.end, source.end)
            for each in self.entities[first:last]
            if _name(each) == name
        )

    def owner(self, at: int) -> str:
        """The country whose name stands right before entity ``at`` or begins it."""
        entity, text = self.entities[at], self.article.text
        country, used = leading_country(entity.span.of(text).split())
        if used and used < len(entity.span.of(text).split()):
            return country
        before = self.entities[at - 1] if at else None
        if before is None or before.end > entity.start:
            return ""
        gap = text[before.end : entity.start].replace("’", "'").strip()
        return country_of(_name(before)) if gap in ("", "'s", "'") else ""

    def country_of_body(self, noun: str) -> str:
        """The one country that the article gives for a public body; empty where there is none."""
        countries = self._bodies.get(noun, set())
        return min(countries) if len(countries) == 1 else ""


@dataclass(frozen=True, slots=True)
class _World:
    """What a batch tells of its entities.

    Attributes:
        media: country to the ids of the organisations called its state media.
        likely_media: the same for those of which it is not said whose they are, but which are
            called by a country's adjective: "the state-run Korean Central News Agency"; and for
            those that are a country's, and not said to be its state's: "the North's Korean
            Central News Agency".
        offices: title to those who hold it: country, empty where it is not said, and id.
        bodies: an organisation's description to its ids: "Orlen Police Department" is "Orlen
            Police".
    """

    media: Mapping[str, set[str]]
    likely_media: Mapping[str, set[str]]
    offices: Mapping[str, set[tuple[str, str]]]
    bodies: Mapping[Description, set[str]]

    @classmethod
    def of(cls, known: Sequence[_Names]) -> _World:
        """Reads what stands beside the names of every article."""
        media: dict[str, set[str]] = defaultdict(set)
        likely: dict[str, set[str]] = defaultdict(set)
        offices: dict[str, set[tuple[str, str]]] = defaultdict(set)
        bodies: dict[Description, set[str]] = defaultdict(set)
        for names in known:
            for at, each in enumerate(names.entities):
                if each.label == "organisation":
                    bodies[_describe(_name(each))].add(_id(each))
                    owner = _owner_of_state_media(names, at)
                    if owner:
                        media[owner].add(_id(each))
                    elif owner is not None:
                        for country in countries_called(_name(each).partition(" ")[0]):
                            likely[country].add(_id(each))
                    elif _NEWS.search(_name(each)) and (country := names.owner(at)):
                        likely[country].add(_id(each))
                elif each.label == "person":
                    office = office_before(names.article.text, each.start)
                    if office is not None and not office.former:
                        offices[office.title].add((office.country, _id(each)))
        told = {id for ids in media.values() for id in ids}
        untold = {country: ids - told for country, ids in likely.items()}
        return cls(dict(media), untold, dict(offices), dict(bodies))

    def state_media(self, country: str) -> str:
        """The one organisation that a country's state media can be; empty where several fit."""
        fitting = self.media.get(country) or self.likely_media.get(country, set())
        return min(fitting) if len(fitting) == 1 else ""

    def holder(self, title: str, country: str) -> str:
        """The one person whom a title can mean; empty where several fit."""
        holders = self.offices.get(title, set())
        own = {id for where, id in holders if country and where == country}
        fitting = own or {id for where, id in holders if not (country and where)}
        # Without a country only the one holder of a batch is meant.
        alone = bool(own) or len({id for _, id in holders}) == 1
        return min(fitting) if len(fitting) == 1 and alone else ""


def _identify(each: Annotation, names: _Names, world: _World) -> str:
    spans = each.parts.get("source", ())
    if not spans:
        return ""
    name = str(each.properties.get("source_name") or "")
    described = names.describe(spans[0])
    unnamed = f"{_UNNAMED}{names.key}:{spans[0].start}"
    if each.properties.get("anonymous") or names.is_joint(spans[0], name):
        return unnamed
    if described.country and is_state_media(described.noun) and not names.id(name):
        media = world.state_media(described.country)
        return media or _described(described.country, _STATE_MEDIA)
    if described.is_country and not names.id(name).startswith("person:"):
        return _place(described.country)
    if name:
        public = each.properties.get("source_type") == "government"
        known = described.noun == _describe(name).noun
        if names.id(name).startswith("place:") and not known:
            return unnamed  # "the Washington-based centre" is not Washington
        return _identify_named(name, described, names, world, public=public)
    if described.is_office and (described.definite or described.country):
        holder = world.holder(described.noun, described.country)
        if holder:
            return holder
    if described.country and described.is_body and not described.indefinite:
        return _described(described.country, described.noun)
    if described.sole and each.properties.get("source_type") in _BODIES:
        return f"{_UNNAMED}{names.key}:{_slug(described.noun)}"  # "police", "the lawsuit"
    return unnamed


def _identify_named(
    name: str, described: Description, names: _Names, world: _World, *, public: bool
) -> str:
    entity = names.id(name)
    if entity.startswith("person:"):
        return entity
    if country_of(name):  # "Seoul" and "the South Korean government" are "South Korea"
        return _place(country_of(name))
    own = _describe(name)
    if public and own.is_body:
        country = own.country or described.country or names.country_of_body(own.noun)
        if country:
            return _described(country, own.noun)
    return min(world.bodies.get(own, {entity})) or f"named:{_slug(own.noun)}"


def _owner_of_state_media(names: _Names, at: int) -> str | None:
    """Whose state media an organisation is called right before its name; ``None`` if nobody's.

    Empty where it is not said whose.
    """
    entity, text = names.entities[at], names.article.text
    beside = _CLAUSE.split(text[max(0, entity.start - _BESIDE) : entity.start])[-1]
    if not is_state_media(beside):
        return None
    start = entity.start - len(beside)
    near = names.entities[max(0, at - 3) : at]
    countries = {country_of(_name(each)) for each in near if each.start >= start} - {""}
    return min(countries) if len(countries) == 1 else names.owner(at)


def _describe(name: str) -> Description:
    """A body's name as country and noun, spelt one way."""
    return describe_source(name, Span(0, len(name)), ())


def _name(entity: Annotation) -> str:
    return str(entity.properties.get("name") or "")


def _id(entity: Annotation) -> str:
    return str(entity.properties.get("entity") or "")


def _place(country: str) -> str:
    return f"place:{_slug(country)}"


def _described(country: str, noun: str) -> str:
    return f"described:{_slug(country)}:{_slug(noun)}"


def _slug(name: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", name.casefold()).strip("-")

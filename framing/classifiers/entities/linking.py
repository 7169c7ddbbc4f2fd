"""Which names, across the articles of a batch, are names of the same entity.

Names are gathered by their letters ("Kim Jong-un" is "Kim Jong Un"); a surname is taken for the
one full name of its article that it fits, or else for the one of the batch; an acronym for the
one organisation that defines it or that it abbreviates. Where two fit, neither is taken, but of
two namesakes one of whom is named only later in the article the other is meant. Nothing depends
on the order of the articles.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass

from framing.classifiers.entities.mentions import Mention
from framing.classifiers.entities.names import has_kind, key

__all__ = ["Entity", "link_mentions"]

_DEFINED = re.compile(r"\s?\(([A-Z][A-Za-z&.]{1,9})\)")
_INITIAL = re.compile(r"^[A-Z]\.?$")
_GENERATIONS = frozenset({"jr", "sr"})
_SUFFIXES = _GENERATIONS | {"ii", "iii", "iv"}
# Newspapers go by the last word of their name: "the Post" is The Washington Post.
_PAPERS = frozenset(
    {"post", "times", "journal", "tribune", "herald", "globe", "mail", "telegraph", "gazette"}
    | {"chronicle", "examiner", "observer", "mirror", "courier", "inquirer", "dispatch"}
)


@dataclass(frozen=True, slots=True)
class Entity:
    """What a name stands for.

    Attributes:
        id: label and canonical name in lower case: the same for the same entities in a batch,
            whatever the order of its articles.
        name: the canonical name, the fullest that is common.
        label: ``person``, ``organisation``, ``place`` or ``other``.
    """

    id: str
    name: str
    label: str


def link_mentions(
    texts: Sequence[str], mentions: Sequence[Sequence[Mention]]
) -> list[list[Entity]]:
    """One entity for each mention of each article.

    Args:
        texts: the articles' texts.
        mentions: the mentions of each article.
    """
    all_made = [made for found in mentions for made in found]
    short = frozenset(
        _person_key(made.text.split())
        for made in all_made
        if made.label == "person" and len(_bare(made.text.split())) == 2
    )
    apart = _fathers(all_made)
    everywhere = _Names(all_made, short, apart)
    defined: dict[str, set[str]] = defaultdict(set)
    for text, found in zip(texts, mentions, strict=True):
        for acronym, whole in _defined_acronyms(text, found):
            defined[acronym].add(whole)
    groups: list[list[str]] = []
    for found in mentions:
        here = _Names(found, short, apart)
        groups.append([_resolve(made, here, everywhere, defined) for made in found])
    return _entities(mentions, groups)


class _Names:
    """The names of one article or batch, indexed by what may stand for them."""

    def __init__(self, mentions: Sequence[Mention], short: Set[str], fathers: Set[str]) -> None:
        self._short = short
        self._fathers = fathers
        people: dict[str, set[str]] = defaultdict(set)
        organisations: dict[str, set[str]] = defaultdict(set)
        self.first: dict[str, int] = {}
        for made in mentions:
            words = made.text.split()
            if len(words) < 2:
                continue
            whole = self.key(made)
            self.first.setdefault(whole, made.start)
            if made.label == "person":
                bare = _bare(words)
                if 1 < len(bare) < len(words):
                    people[key(bare[-1] + words[-1])].add(whole)
                if whole != _person_key(words, short):
                    continue  # a surname alone is the father's: the son is "Trump Jr."
                family_first = has_kind(bare[0], "family first")
                people[key(bare[0])].add(whole)
                if not family_first:
                    people[key(bare[-1])].add(whole)
            elif made.label == "organisation":
                if not words[0].isupper():
                    organisations[key(words[0])].add(whole)
                initials = "".join(word[0] for word in words if not has_kind(word, "connector"))
                if len(initials) > 1:
                    organisations[key(initials)].add(whole)
                if key(words[-1]) in _PAPERS:
                    organisations[key(words[-1])].add(whole)
        self._people: Mapping[str, set[str]] = people
        self._organisations: Mapping[str, set[str]] = organisations

    def key(self, made: Mention) -> str:
        """What a name is known by: the same for the ways to write it."""
        if made.label != "person":
            return key(made.text)
        words = made.text.split()
        whole = _person_key(words, self._short)
        suffix = key(words[-1])
        son = suffix in _SUFFIXES and whole in self._fathers
        return whole + suffix if son or _is_surname_of_son(words) else whole

    def person(self, short: str) -> set[str]:
        """The full names that a given name or surname fits."""
        return self._people.get(short, set())

    def person_before(self, short: str, place: int) -> set[str]:
        """Those among several of one name who are named in full before an offset.

        Args:
            short: the given name or surname.
            place: where it stands.
        """
        return {whole for whole in self.person(short) if self.first[whole] < place}

    def organisation(self, short: str) -> set[str]:
        """The full names that an acronym or first word fits."""
        return self._organisations.get(short, set())


def _fathers(mentions: Sequence[Mention]) -> frozenset[str]:
    """The people who are named in full without "Jr." where somebody with it is named too."""
    people = [made.text.split() for made in mentions if made.label == "person"]
    sons = {_person_key(words) for words in people if len(_bare(words)) < len(words)}
    return frozenset(
        whole
        for words in people
        if len(words) > 1
        and len(_bare(words)) == len(words)
        and (whole := _person_key(words)) in sons
    )


def _is_surname_of_son(words: Sequence[str]) -> bool:
    """Whether it is a surname that tells father from son: "Trump Jr."."""
    return len(words) == 2 and key(words[1]) in _GENERATIONS


def _bare(words: Sequence[str]) -> list[str]:
    """A name without "Jr." at the end."""
    return [word for word in words if key(word) not in _SUFFIXES] or list(words)


def _person_key(words: Sequence[str], short: Set[str] = frozenset()) -> str:
    """A person's name without initials in the middle and "Jr." at the end.

    "Sarah Huckabee Sanders" is "Sarah Sanders" where that is among the ``short`` names in use.
    """
    bare = _bare(words)
    outer = key(bare[0] + bare[-1])
    if len(bare) > 2 and outer in short and not has_kind(bare[0], "family first"):
        return outer
    kept = [
        word
        for number, word in enumerate(words)
        if not (0 < number < len(words) - 1 and _INITIAL.match(word)) and key(word) not in _SUFFIXES
    ]
    return key(" ".join(kept))


def _defined_acronyms(text: str, mentions: Sequence[Mention]) -> list[tuple[str, str]]:
    """Acronyms in brackets after the name that they abbreviate."""
    found = []
    for made in mentions:
        match = _DEFINED.match(text, made.end)
        if match is None:
            continue
        letters = key(match[1])
        initials = key("".join(w[0] for w in made.text.split() if not has_kind(w, "connector")))
        loose = letters and letters[0] == initials[:1] and len(initials) > 1
        if letters == initials or (loose and set(letters) <= set(key(made.text))):
            found.append((letters, key(made.text)))
    return found


def _resolve(
    made: Mention,
    here: _Names,
    everywhere: _Names,
    defined: Mapping[str, set[str]],
) -> str:
    """The key of the entity that a mention names."""
    if made.place:
        return key(made.place)
    words = made.text.split()
    whole = everywhere.key(made)
    if whole in defined and len(defined[whole]) == 1:
        return min(defined[whole])
    if len(words) > 1 and not _is_surname_of_son(words):
        return whole
    for names in (here, everywhere):
        fitting = names.person(whole)
        if fitting and made.label in ("person", "other", "organisation"):
            if len(fitting) == 1 and (made.label == "person" or names is here):
                return min(fitting)
            if made.label == "person":
                before = here.person_before(whole, made.start)
                return min(before) if len(before) == 1 else whole
    for names in (here, everywhere):
        if len(whole) == 2 and not _may_abbreviate(made.text, in_article=names is here):
            continue
        fitting = names.organisation(whole)
        if len(fitting) == 1 and made.label in ("organisation", "other"):
            return min(fitting)
        if fitting:
            return whole
    return whole


def _may_abbreviate(letters: str, *, in_article: bool) -> bool:
    """Whether two letters may be the initials of a name: capitals, and if well known anywhere."""
    return letters.isupper() and (in_article or has_kind(letters, "organisation name"))


def _entities(
    mentions: Sequence[Sequence[Mention]], groups: Sequence[Sequence[str]]
) -> list[list[Entity]]:
    names: dict[str, Counter[str]] = defaultdict(Counter)
    labels: dict[str, dict[str, float]] = defaultdict(lambda: defaultdict(float))
    for found, keys in zip(mentions, groups, strict=True):
        for made, group in zip(found, keys, strict=True):
            names[group][made.place or made.text] += 1
            # A full name says more of what it names than a surname does.
            weight = made.score * (2 if len(made.text.split()) > 1 else 1)
            labels[group][made.label] += round(weight, 6)
    entities = {}
    for group in sorted(names):
        label = max(sorted(labels[group]), key=lambda each: round(labels[group][each], 3))
        name = _canonical(names[group], group)
        entities[group] = Entity(f"{label}:{_slug(name) or group}", name, label)
    return [[entities[group] for group in keys] for keys in groups]


def _canonical(names: Counter[str], group: str) -> str:
    """The commonest spelling of the full name; among equals the longest, then by alphabet."""
    full = [name for name in names if key(name) == group] or list(names)
    ordinary = [name for name in full if not name.isupper()] or full
    best = max(ordinary, key=lambda name: (names[name], len(name), name))
    acronym = best.isupper() and has_kind(best, "organisation name")
    return best if acronym or not best.isupper() or len(best) < 6 else best.title()


def _slug(name: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", name.casefold()).strip("-")

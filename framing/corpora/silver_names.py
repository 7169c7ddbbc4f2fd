"""The names that PolNeAR's layer of automatic coreference gives to "he" and "the senator".

The layer is CoreNLP's (Manning et al. 2014: The Stanford CoreNLP natural language processing
toolkit. ACL): silver, not gold. A chain's names are the recognised names that its mentions end in.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from framing.corpora.polnear import PolnearDocument, SilverToken

__all__ = ["SilverMention", "is_same_name", "silver_mentions"]

_NAMED = frozenset({"PERSON", "ORGANIZATION", "LOCATION", "MISC"})
_DROPPED = frozenset({"", "mr", "mrs", "ms", "miss", "dr", "jr", "sr"})
_LETTERS = re.compile(r"[\W_]+")


@dataclass(frozen=True, slots=True)
class SilverMention:
    """A mention of a chain.

    Attributes:
        words: its words in lower case.
        end: offset after its last character.
        name: the name that it ends in; empty when it ends in none.
        names: every name of its chain, sorted.
        nouns: the common nouns that mentions of its chain end in, sorted.
        pronouns: the pronouns of its chain, sorted.
    """

    words: tuple[str, ...]
    end: int
    name: str
    names: tuple[str, ...]
    nouns: tuple[str, ...]
    pronouns: tuple[str, ...]


def silver_mentions(document: PolnearDocument) -> Mapping[int, tuple[SilverMention, ...]]:
    """The mentions of a document's chains by their first offset, shortest first."""
    found: dict[int, list[SilverMention]] = {}
    for chain in document.silver_coreference:
        mentions = [document.silver_sentences[place][first:last] for place, first, last, _ in chain]
        ends = [_name_at_end(document.text, mention) for mention in mentions]
        names = tuple(sorted({name for name in ends if name}))
        nouns = _last_words(document.text, mentions, ("NN", "NNS"))
        pronouns = _last_words(document.text, mentions, ("PRP", "PRP$"))
        for mention, name in zip(mentions, ends, strict=True):
            words = tuple(document.text[each.start : each.end].lower() for each in mention)
            made = SilverMention(words, mention[-1].end, name, names, nouns, pronouns)
            found.setdefault(mention[0].start, []).append(made)
    return MappingProxyType(
        {start: tuple(sorted(made, key=lambda each: each.end)) for start, made in found.items()}
    )


def is_same_name(one: str, other: str) -> bool:
    """Whether two names can be one: the same words, or the one is the other's first or last.

    Courtesy titles do not count.
    """
    ours, theirs = (
        [
            word
            for each in name.casefold().split()
            if (word := _LETTERS.sub("", each)) not in _DROPPED
        ]
        for name in (one, other)
    )
    if not ours or not theirs:
        return False
    if len(ours) > 1 and len(theirs) > 1:
        return (ours[0], ours[-1]) == (theirs[0], theirs[-1])
    short, long = sorted((ours, theirs), key=len)
    return short[0] in (long[0], long[-1])


def _name_at_end(text: str, mention: tuple[SilverToken, ...]) -> str:
    """The name that a mention ends in: "Smith" of "his rival Smith's"."""
    end = len(mention)
    if end and mention[end - 1].part_of_speech == "POS":
        end -= 1
    start = end
    while start and mention[start - 1].entity in _NAMED:
        start -= 1
    return text[mention[start].start : mention[end - 1].end] if start < end else ""


def _last_words(
    text: str, mentions: Iterable[tuple[SilverToken, ...]], tags: tuple[str, ...]
) -> tuple[str, ...]:
    last = [mention[-1] for mention in mentions]
    found = {text[each.start : each.end].lower() for each in last if each.part_of_speech in tags}
    return tuple(sorted(found))

"""The lexicon of cues: which words can attribute, of what kind, and how they take their source."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from framing.classifiers.lexicon import read_rows

__all__ = ["Cue", "cue_for", "source_kind", "verb_forms", "word_class"]

_VOWELS = frozenset("aeiou")
_IRREGULAR = MappingProxyType(
    {
        "say": "said", "tell": "told", "write": "wrote written", "speak": "spoke spoken",
        "begin": "began begun", "put": "put", "go": "went gone", "hold": "held", "find": "found",
        "read": "read", "think": "thought", "feel": "felt", "see": "saw seen", "mean": "meant",
        "understand": "understood", "bet": "bet", "know": "knew known", "hear": "heard",
        "forget": "forgot forgotten", "seek": "sought", "fight": "fought", "choose": "chose chosen",
        "strive": "strove striven", "swear": "swore sworn", "forbid": "forbade forbidden",
        "bid": "bid", "undertake": "undertook undertaken", "stand": "stood", "uphold": "upheld",
        "hit": "hit", "tear": "tore torn", "cast": "cast", "broadcast": "broadcast",
        "foresee": "foresaw foreseen", "come": "came", "lie": "lied", "bring": "brought",
        "mislead": "misled", "give": "gave given", "show": "showed shown", "sing": "sang sung",
        "make": "made", "override": "overrode", "overrule": "overruled", "set": "set",
        "dream": "dreamed dreamt", "learn": "learned learnt", "take": "took taken",
        "prove": "proved proven", "forecast": "forecast", "retell": "retold",
    }
)  # fmt: skip


@cache
def word_class(name: str) -> frozenset[str]:
    """The words of one class: ``auxiliary``, ``closed``, ``doubling verb`` and so on.

    A doubling verb doubles its last consonant before -ed and -ing.
    """
    return frozenset(word for word, each in read_rows("attribution_words.tsv") if each == name)


@dataclass(frozen=True, slots=True)
class Cue:
    """One word of the lexicon.

    Attributes:
        lemma: its dictionary form.
        part: ``verb``, ``noun``, ``adjective``, ``adverb``, ``phrase`` or ``mark``.
        kind: what it does: ``speech``, ``think``, ``want``, ``show`` and so on.
        stance: ``neutral``, ``factive`` (presents the content as true) or ``doubting``.
    """

    lemma: str
    part: str
    kind: str
    stance: str


def verb_forms(lemma: str) -> Iterator[str]:
    """The inflected forms of an English verb, the dictionary form first."""
    yield lemma
    if lemma.endswith(("s", "x", "z", "ch", "sh")):
        yield lemma + "es"
    elif lemma.endswith("y") and lemma[-2] not in _VOWELS:
        yield lemma[:-1] + "ies"
    else:
        yield lemma + "s"
    if lemma.endswith("ie"):
        stem, past = lemma[:-2] + "y", lemma
    elif lemma.endswith("e") and not lemma.endswith(("ee", "oe", "ye")):
        stem, past = lemma[:-1], lemma[:-1]
    elif lemma.endswith("y") and lemma[-2] not in _VOWELS:
        stem, past = lemma, lemma[:-1] + "i"
    elif lemma in word_class("doubling verb"):
        stem = past = lemma + lemma[-1]
    else:
        stem = past = lemma
    yield stem + "ing"
    if lemma in _IRREGULAR:
        yield from _IRREGULAR[lemma].split()
    else:
        yield past + ("d" if past.endswith("e") else "ed")


@cache
def _forms() -> Mapping[tuple[str, str], Cue]:
    """Part of speech and word form to cue."""
    found: dict[tuple[str, str], Cue] = {}
    for lemma, part, kind, stance in read_rows("attribution_cues.tsv"):
        cue = Cue(lemma, part, kind, stance)
        if part == "verb":
            forms = tuple(verb_forms(lemma))
        elif part == "noun":
            plural = lemma[:-1] + "ies" if lemma.endswith("y") else lemma + "s"
            forms = (lemma, plural)
        else:
            forms = (lemma,)
        for form in forms:
            found.setdefault((part, form), cue)
    return MappingProxyType(found)


def cue_for(word: str, part: str) -> Cue | None:
    """The cue that ``word``, in lower case, is a form of; ``None`` when it is no cue."""
    return _forms().get((part, word))


@cache
def _source_nouns() -> Mapping[str, str]:
    found: dict[str, str] = {}
    for noun, kind in read_rows("attribution_sources.tsv"):
        found[noun] = kind
        plural = noun[:-1] + "ies" if noun.endswith("y") else noun + "s"
        irregular = noun[:-3] + "men" if noun.endswith("man") else plural
        found.setdefault(irregular, kind)
    return MappingProxyType(found)


def source_kind(noun: str) -> str:
    """The kind of source that a head noun, in lower case, names; empty when it is not known."""
    return _source_nouns().get(noun, "")

"""Loaded words by rules: a lexicon with suffixes and valences, weighed by their context."""

from __future__ import annotations

import math
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from framing.classifiers.lexicon import (
    Phrases,
    Token,
    base_forms,
    read_entries,
    read_groups,
    read_vader,
    read_weights,
    sigmoid,
    tokenise,
)
from framing.classifiers.weighing import Finding, Judgement
from framing.records import Quotation

__all__ = ["Word", "describe_sentence", "find_words", "judge", "score", "threshold"]

_WEIGHTS = "loaded_language.json"
_SUFFIXES = ("ism", "ist", "ists", "phobia", "phobic", "gate", "mania")
_PREFIXES = ("anti", "pro", "far", "ultra", "hard", "pseudo", "self", "so", "un")
# The reason in the lexicon of what is not loaded though its words are: "death penalty".
_PLAIN = "-"
# A quotation of at most this many characters, inside a sentence, sets a word apart as not ours.
_SHORT_QUOTATION = 30
# Fewer words than this count as this many: the corpus has no shorter sentences to learn from.
_SHORTEST = 12


@dataclass(frozen=True, slots=True)
class Word:
    """A place where the lexicon sees a word that can be loaded.

    Attributes:
        start: offset of its first character.
        end: offset after its last character.
        why: the group it belongs to, in words.
        quoted: whether it stands inside quotation marks.
        features: names of what speaks for or against it; the fitted weights are by these names.
    """

    start: int
    end: int
    why: str
    quoted: bool
    features: tuple[str, ...]


def _lexicon() -> Mapping[str, tuple[str, ...]]:
    """Word or phrase to its group."""
    return read_entries("loaded_language.tsv")


@cache
def _phrases() -> Phrases:
    return Phrases(entry for entry in _lexicon() if " " in entry)


def find_words(text: str, quotations: Sequence[Quotation]) -> list[Word]:
    """Every place in ``text`` where the lexicon sees a word that can be loaded, in order.

    Args:
        text: one sentence.
        quotations: its quoted passages, offsets into ``text``.
    """
    tokens = tokenise(text)
    starts = [quotation.start for quotation in quotations]
    found = []
    at = 0
    phrases = dict(_phrases().find(tokens))
    while at < len(tokens):
        end = phrases.get(at, at + 1)
        begins, ends = tokens[at].start, tokens[end - 1].end
        inside = bisect_right(starts, begins) - 1
        quotation = quotations[inside] if inside >= 0 else None
        if quotation is not None and quotation.end < ends:
            quotation = None
        entry = _look_up(tokens[at:end])
        if entry is None and quotation is not None and _is_set_apart(text, quotation, tokens[at]):
            entry = tokens[at].lower, "word in scare quotes"
        if entry is not None:
            lemma, why = entry
            features = tuple(_features(tokens, at, end, lemma, why, quotation))
            found.append(Word(begins, ends, why, quotation is not None, features))
        at = end
    return found


def _is_set_apart(text: str, quotation: Quotation, token: Token) -> bool:
    """Whether a word stands alone, or nearly so, in quotation marks: so-called "experts"."""
    inner = text[quotation.start : quotation.end].strip("\"'“”‘’«»„`").split()
    return len(inner) <= 2 and len(token.text) > 3 and token.text[0].isalpha()


def _look_up(tokens: Sequence[Token]) -> tuple[str, str] | None:
    """The entry and the group of a word or phrase; ``None`` when it is not a candidate."""
    if len(tokens) > 1:
        phrase = " ".join(token.lower for token in tokens)
        why = _lexicon()[phrase][0]
        return None if why == _PLAIN else (phrase, why)
    return _look_up_word(tokens[0].lower) if tokens[0].is_word else None


@lru_cache(maxsize=65536)
def _look_up_word(word: str) -> tuple[str, str] | None:
    if word[0].isdigit():
        return None
    for form in base_forms(word):
        if form in _lexicon():
            why = _lexicon()[form][0]
            return None if why == _PLAIN else (form, why)
    if "-" in word:
        return _look_up_compound(word)
    valence = read_vader().get(word, 0.0)
    if abs(valence) >= 0.8:
        return word, "negative word" if valence < 0 else "positive word"
    if len(word) > 5 and word.endswith(_SUFFIXES):
        return word, "label"
    if (
        len(word) > 4
        and word.endswith("ly")
        and word not in read_groups("manner.tsv")["plain adverb"]
    ):
        return word, "adverb of manner"
    return None


def _look_up_compound(word: str) -> tuple[str, str] | None:
    parts = [part for part in word.split("-") if part]
    if parts and parts[0] in _PREFIXES:
        return word, "compound label"
    for part in parts:
        for form in base_forms(part):
            if form in _lexicon():
                return word, f"compound of {_lexicon()[form][0]}"
    return None


def _features(
    tokens: Sequence[Token],
    first: int,
    last: int,
    lemma: str,
    why: str,
    quotation: Quotation | None,
) -> Iterator[str]:
    word = tokens[first]
    yield f"word {lemma}"
    yield f"form {word.lower}"
    yield f"group {why}"
    valence = read_vader().get(word.lower, read_vader().get(lemma, 0.0))
    if abs(valence) >= 0.5:
        yield f"valence {'-' if valence < 0 else '+'}{min(3, math.ceil(abs(valence)))}"
    for ending in ("ly", "ing", "ed", "ist", "ists", "ism", "s", "er", "est"):
        if word.lower.endswith(ending):
            yield f"ending -{ending}"
            yield f"{why}: ending -{ending}"
    if "-" in word.lower:
        yield "hyphen"
    if word.text.isupper() and len(word.text) > 1:
        yield "all capitals"
    elif first and word.text[0].isupper():
        yield "capital inside"
        yield f"{why}: capital inside"
    if quotation is not None:
        short = quotation.end - quotation.start <= _SHORT_QUOTATION
        yield "in a short quotation" if short else "quoted"
        yield f"{why}: {'in a short quotation' if short else 'quoted'}"
    before = tokens[first - 1].lower if first else "^"
    after = tokens[last].lower if last < len(tokens) else "$"
    for name, near in (("after", before), ("before", after)):
        if len(near) <= 4:
            yield f"{name} {near}"
    if _has_entry(after):
        yield "before a candidate"
    if _has_entry(before):
        yield "after a candidate"


@lru_cache(maxsize=65536)
def _has_entry(word: str) -> bool:
    return any(form in _lexicon() for form in base_forms(word))


def score(word: Word) -> float:
    """The probability that a word is loaded, by the fitted weights."""
    weights = read_weights(_WEIGHTS)["word"]
    return sigmoid(weights["bias"] + math.fsum(weights.get(name, 0.0) for name in word.features))


def describe_sentence(
    text: str, words: Sequence[Word], scores: Sequence[float]
) -> dict[str, float]:
    """What speaks for a sentence being loaded: names to values, the fitted weights' names."""
    tokens = [token for token in tokenise(text) if token.is_word]
    lowers = [token.lower for token in tokens]
    count = max(1, len(tokens))
    features: dict[str, float] = {}
    own = [value for word, value in zip(words, scores, strict=True) if not word.quoted]
    quoted = [value for word, value in zip(words, scores, strict=True) if word.quoted]
    for name, values in (("own", own), ("quoted", quoted)):
        ranked = sorted(values, reverse=True)
        for rank in range(3):
            features[f"{name} word {rank + 1}"] = ranked[rank] if rank < len(ranked) else 0.0
        features[f"{name} words"] = math.log1p(math.fsum(values))
    groups = Counter(f"group {word.why}" for word in words if not word.quoted)
    features.update({name: math.log1p(number) for name, number in groups.items()})
    for name, group in read_groups("manner.tsv").items():
        features[name] = math.log1p(len([word for word in lowers if word in group]))
    features["numbers"] = math.log1p(len([word for word in lowers if word[0].isdigit()]))
    features["names"] = len([token for token in tokens if token.text[0].isupper()]) / count
    features["length"] = math.log(max(count, _SHORTEST))
    features["long words"] = len([word for word in lowers if len(word) > 8]) / count
    features["commas"] = math.log1p(text.count(","))
    features["dashes"] = math.log1p(sum(text.count(mark) for mark in ("—", "–", " - ", "--")))
    features["questions"] = math.log1p(text.count("?"))
    features["exclamations"] = math.log1p(text.count("!"))
    features["ellipsis"] = float("..." in text or "…" in text)
    features["quotation marks"] = math.log1p(sum(text.count(mark) for mark in '"“”'))
    return features


def judge(text: str, quotations: Sequence[Quotation]) -> Judgement:
    """What the rules say of one sentence, with every candidate, sure and unsure."""
    words = find_words(text, quotations)
    scores = [score(word) for word in words]
    weights = read_weights(_WEIGHTS)["sentence"]
    features = describe_sentence(text, words, scores)
    total = math.fsum(weights.get(name, 0.0) * value for name, value in features.items())
    return Judgement(
        sigmoid(weights["bias"] + total),
        tuple(
            Finding(word.start, word.end, "loaded", value, word.why)
            for word, value in zip(words, scores, strict=True)
        ),
    )


def threshold() -> float:
    """From which probability on a word counts as loaded."""
    return read_weights(_WEIGHTS)["threshold"]["word"]

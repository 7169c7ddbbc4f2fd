"""An article as the extractor reads it: words, noun phrases, quotations and sentences."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from framing.classifiers.attribution.cues import Cue, cue_for, word_class
from framing.classifiers.entities.names import has_kind
from framing.classifiers.entities.tokens import Tokens, tokenise
from framing.records import Article

__all__ = [
    "QUOTE_MARKS",
    "Candidate",
    "Reading",
    "cue_at",
    "find_candidates",
    "is_passive",
    "read_article",
]

QUOTE_MARKS = frozenset({'"', "“", "”", "''", "``", "«", "»", "„"})
_AUXILIARIES = word_class("auxiliary")
_FORMS_OF_BE = word_class("be")
# Closed-class words that keep their identity as features; every other word is known by its tag.
_CLOSED = word_class("closed")
_QUANTIFIERS = word_class("quantifier")
_NOUN = frozenset({"NN", "NNS", "NNP"})
_MODIFIER = frozenset({"JJ", "CD", "X"})
_OPENER = frozenset({"DT", "PRP$"})
_PARTS = {"V": "verb", "N": "noun", "J": "adjective", "R": "adverb"}
_ACCORDING = Cue("according to", "phrase", "according", "neutral")
_COLON = Cue(":", "mark", "colon", "neutral")


@dataclass(frozen=True, slots=True, eq=False)
class Reading:
    """One article, read.

    Attributes:
        article: the article.
        tokens: its words.
        forms: each word's form: closed-class words and marks as themselves, others by their tag.
        sentence_of: number of each word's sentence.
        bounds: first word and word after the last, of each sentence.
        quotation_of: number of the quotation that each word stands in, or -1. A speech that
            reopens in the next paragraph keeps its number.
        chunks: noun phrases without what follows their head noun, as pairs of word numbers.
        chunk_of: number of the noun phrase each word stands in, or -1.
    """

    article: Article
    tokens: Tokens
    forms: tuple[str, ...]
    sentence_of: tuple[int, ...]
    bounds: tuple[tuple[int, int], ...]
    quotation_of: tuple[int, ...]
    chunks: tuple[tuple[int, int], ...]
    chunk_of: tuple[int, ...]

    def form(self, at: int) -> str:
        """The form of word ``at``; ``<>`` beyond either end of the article."""
        return self.forms[at] if 0 <= at < len(self.forms) else "<>"

    def quotation(self, at: int) -> int:
        """The quotation of word ``at``, or -1."""
        return self.quotation_of[at] if 0 <= at < len(self.quotation_of) else -1

    def chunk_at(self, at: int) -> tuple[int, int] | None:
        """The noun phrase that word ``at`` stands in."""
        if not 0 <= at < len(self.chunk_of) or self.chunk_of[at] < 0:
            return None
        return self.chunks[self.chunk_of[at]]


@dataclass(frozen=True, slots=True)
class Candidate:
    """A word that may be a cue.

    Attributes:
        at: number of the word that carries the meaning ("said" in "has also said").
        start: number of the first word of the group ("has").
        end: number of the word after the group.
        cue: its entry in the lexicon; kind ``other`` for a verb that is not in it.
    """

    at: int
    start: int
    end: int
    cue: Cue


def read_article(article: Article) -> Reading:
    """The words, noun phrases and quotations of an article."""
    spans = [(sentence.start, sentence.end) for sentence in article.sentences]
    tokens = tokenise(article.text, spans)
    starts = [span[0] for span in spans]
    sentence_of = tuple(bisect_right(starts, start) - 1 for start in tokens.starts)
    bounds = _bounds(sentence_of, len(spans))
    chunks = tuple(_chunks(tokens, bounds))
    chunk_of = [-1] * len(tokens)
    for number, (first, last) in enumerate(chunks):
        chunk_of[first:last] = [number] * (last - first)
    return Reading(
        article=article,
        tokens=tokens,
        forms=tuple(_form(tokens, at) for at in range(len(tokens))),
        sentence_of=sentence_of,
        bounds=bounds,
        quotation_of=_quotations(article, tokens),
        chunks=chunks,
        chunk_of=tuple(chunk_of),
    )


def find_candidates(reading: Reading) -> list[Candidate]:
    """Every word that may be a cue, in order."""
    found = []
    for at in range(len(reading.tokens)):
        cue = cue_at(reading, at)
        if cue is not None:
            start, end = _group(reading, at, cue)
            found.append(Candidate(at, start, end, cue))
    return found


def _form(tokens: Tokens, at: int) -> str:
    word = tokens.lower[at]
    if word in QUOTE_MARKS:
        return "quote"
    if word in _CLOSED:
        return word
    if word[0].isalpha() and tokens.words[at][0].isupper() and has_kind(word, "calendar"):
        return "date"
    if tokens.tags[at] == "PU" or not word[0].isalnum():
        return word if len(word) == 1 and word in ".,:;?!()-[]'" else "-" if "-" in word else "PU"
    return tokens.tags[at]


def _bounds(sentence_of: Sequence[int], count: int) -> tuple[tuple[int, int], ...]:
    first = [len(sentence_of)] * count
    last = [0] * count
    for at, sentence in enumerate(sentence_of):
        first[sentence] = min(first[sentence], at)
        last[sentence] = at + 1
    return tuple((min(start, end), end) for start, end in zip(first, last, strict=True))


def _quotations(article: Article, tokens: Tokens) -> tuple[int, ...]:
    numbers: list[int] = []
    for quotation in article.quotations:
        numbers.append(numbers[-1] if quotation.continues and numbers else len(numbers))
    found = []
    index = 0
    for start in tokens.starts:
        while index < len(numbers) and article.quotations[index].end <= start:
            index += 1
        inside = index < len(numbers) and article.quotations[index].start <= start
        found.append(numbers[index] if inside else -1)
    return tuple(found)


def _chunks(tokens: Tokens, bounds: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Noun phrases: determiner, modifiers, nouns, and possessives that go on to another noun."""
    found = []
    for first, last in bounds:
        at = first
        while at < last:
            end = _chunk_end(tokens, at, last)
            if end > at:
                found.append((at, end))
            at = max(end, at + 1)
    return found


def _chunk_end(tokens: Tokens, start: int, last: int) -> int:
    """The end of the noun phrase that starts at ``start``; ``start`` when there is none."""
    tags = tokens.tags
    if tags[start] in ("PRP", "EX", "WP"):
        return start + 1
    at = start
    end = start  # after the last word that may end a noun phrase
    opened = False
    while at < last:
        tag = tags[at]
        if tag in _NOUN:
            end = at + 1
        elif tag in _OPENER:
            if at > start and tags[at - 1] not in _OPENER:
                break
            opened = True
            end = at + 1 if tag == "DT" and at == start else end
        elif tag == "CD":
            end = at + 1
        elif tag == "POS":
            if end != at:
                break
        elif tag in _MODIFIER:
            if end > start and tags[at - 1] in _NOUN and not _noun_follows(tags, at, last):
                break
            if opened and (at + 1 == last or tags[at + 1] not in _NOUN | _MODIFIER):
                end = at + 1
        elif not (tag in ("VBG", "VBN", "RB") and opened and _noun_follows(tags, at, last)):
            break
        at += 1
    if end == start and (tokens.lower[start] in _QUANTIFIERS or _is_unknown_name(tokens, start)):
        return start + 1
    return end


def _is_unknown_name(tokens: Tokens, at: int) -> bool:
    """Whether a capitalised word that was tagged as an adjective is the subject of a verb."""
    following = tokens.tags[at + 1 : at + 2]
    return (
        tokens.tags[at] == "JJ"
        and tokens.words[at][0].isupper()
        and following in (("VBD",), ("VBZ",), ("MD",))
    )


def _noun_follows(tags: Sequence[str], at: int, last: int) -> bool:
    """Whether a participle or adverb after a determiner leads on to the noun."""
    following = tags[at + 1 : min(at + 3, last)]
    return bool(following) and (
        following[0] in _NOUN or (following[0] == "JJ" and following[-1] in _NOUN)
    )


def cue_at(reading: Reading, at: int) -> Cue | None:
    """What word ``at`` is as a cue; ``None`` where it cannot be one."""
    tokens = reading.tokens
    word, tag = tokens.lower[at], tokens.tags[at]
    if word == "according":
        return _ACCORDING if reading.form(at + 1) == "to" else None
    if word == ":":
        return _COLON if 0 < at < len(tokens) - 1 else None
    part = _PARTS.get(tag[0]) if tag not in ("RP", "NNP", "POS") else None
    if part is None:
        return None
    found = cue_for(word, part)
    if found is None and part == "verb" and word not in _AUXILIARIES:
        return Cue("", "verb", "other", "neutral")
    return found


def _group(reading: Reading, at: int, cue: Cue) -> tuple[int, int]:
    """The words that belong to a cue: auxiliaries and adverbs before, a particle after."""
    end = at + 1
    if cue.kind == "according":
        return at, at + 2
    if cue.part not in ("verb", "adjective"):
        return at, end
    first = reading.bounds[reading.sentence_of[at]][0]
    start = at
    tags = reading.tokens.tags
    while start > first and at - start < 6:
        word = reading.tokens.lower[start - 1]
        helps = word in _AUXILIARIES or tags[start - 1] in ("MD", "TO")
        if not (helps or tags[start - 1] == "RB" or word == "n't"):
            break
        start -= 1
    if reading.form(end) in ("up", "down", "out", "off") or (end < len(tags) and tags[end] == "RP"):
        end += 1
    return start, end


def is_passive(reading: Reading, candidate: Candidate) -> bool:
    """Whether the group is a form of "be" with a past participle."""
    if reading.tokens.tags[candidate.at] not in ("VBN", "VBD"):
        return False
    words = reading.tokens.lower[candidate.start : candidate.at]
    return any(word in _FORMS_OF_BE for word in words)

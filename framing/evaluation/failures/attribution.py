"""Attributions that were missed and found falsely, by cue, source and content."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from types import MappingProxyType

from framing.classifiers.attribution.cues import cue_for, word_class
from framing.classifiers.attribution.structure import read_article
from framing.evaluation.failures.cases import Case, band
from framing.evaluation.matching import (
    Tokens,
    Triple,
    match_contents,
    match_sources,
    pair_triples,
)
from framing.records import Article

__all__ = ["Page", "false_cases", "missed_cases", "read_page"]

CONTENT_LENGTHS = (3, 10, 30)
# The lexicon's kinds of verbs, in fewer.
VERBS = MappingProxyType(
    {
        kind: name
        for name, kinds in (
            ("verb of saying", "speech report claim confirm argue ask manner act"),
            ("verb of thinking or feeling", "think know emotion"),
            ("verb of wanting or urging", "want urge promise agree"),
            ("verb of judging", "criticise praise accuse label"),
            ("verb of showing or finding", "show seem investigate"),
        )
        for kind in kinds.split()
    }
)
FORMS = MappingProxyType(
    {
        "VBD": "past tense",
        "VBP": "present tense",
        "VBZ": "present tense",
        "VBG": "in -ing",
        "VBN": "past participle",
        "VB": "infinitive",
    }
)


@dataclass(frozen=True, slots=True)
class Page:
    """What the words of an article are, by the numbers of :class:`Tokens`.

    Attributes:
        lower: the words in lower case.
        tags: their parts of speech, as the rules' tagger has them.
        sentences: the number of each word's sentence.
        quoted: whether each stands inside quotation marks.
    """

    lower: tuple[str, ...]
    tags: tuple[str, ...]
    sentences: tuple[int, ...]
    quoted: tuple[bool, ...]


def read_page(article: Article) -> Page:
    """Reads the words of an article."""
    reading = read_article(article)
    tokens = reading.tokens
    at = [bisect_right(tokens.starts, start) - 1 for start in Tokens(article.text).starts]
    return Page(
        tuple(tokens.lower[number] for number in at),
        tuple(tokens.tags[number] for number in at),
        tuple(reading.sentence_of[number] for number in at),
        tuple(reading.quotation_of[number] >= 0 for number in at),
    )


def missed_cases(page: Page, found: Sequence[Triple], gold: Sequence[Triple]) -> list[Case]:
    """The gold attributions of one article; those without a full match failed."""
    pairs = pair_triples(found, gold, sources=True)
    right = frozenset(pairs.values())
    return [
        Case(
            _kinds(page, wanted),
            "" if number in right else _fault(_nearest(wanted, found), wanted, "not found at all"),
        )
        for number, wanted in enumerate(gold)
    ]


def false_cases(page: Page, found: Sequence[Triple], gold: Sequence[Triple]) -> list[Case]:
    """The attributions a system found in one article; those without a full match failed."""
    right = pair_triples(found, gold, sources=True)
    return [
        Case(
            _kinds(page, made)
            | {
                "beside others found": _nesting(made, found),
                "probability": _probability(made.chance),
            },
            "" if number in right else _fault(made, _nearest(made, gold), "no attribution there"),
        )
        for number, made in enumerate(found)
    ]


def _nearest(one: Triple, others: Sequence[Triple]) -> Triple | None:
    """The one that comes closest to a match; ``None`` where none shares a word of cue or content.

    A shared cue tells two attributions of the same passage apart.
    """

    def closeness(other: Triple) -> tuple[bool, bool, float]:
        shared = len(one.content & other.content)
        cue = bool(one.cue & other.cue)
        return match_contents(one, other), cue, shared / len(one.content | other.content)

    near = [each for each in others if one.content & each.content or one.cue & each.cue]
    return max(near, key=closeness, default=None)


def _fault(made: Triple | None, wanted: Triple | None, alone: str) -> str:
    """What keeps the two from being a full match; ``alone`` where one has no partner."""
    if made is None or wanted is None:
        return alone
    if match_contents(made, wanted):
        if match_sources(made, wanted):
            return "found twice, or two found as one"
        if not made.source:
            return "content right, no source found"
        return "content right, " + ("another source" if wanted.source else "a source too many")
    if not made.content & wanted.content:
        return "cue right, content elsewhere"
    if not made.cue & wanted.cue and (made.cue or wanted.cue):
        return "content shared in part, under another cue"
    size = "short" if len(made.content) < len(wanted.content) else "long"
    return f"cue right, content too {size}"


def _kinds(page: Page, one: Triple) -> dict[str, str]:
    return {
        "cue": cue_kind(page, one.cue),
        "form of the cue": _form(page, one.cue),
        "source": _source(page, one.source),
        "content runs over": band(
            len({page.sentences[number] for number in one.content}), (1, 2), "sentence"
        ),
        "content length": band(len(one.content), CONTENT_LENGTHS, "word"),
        "quotation marks": _voice([page.quoted[number] for number in one.content]),
    }


def cue_kind(page: Page, cue: frozenset[int]) -> str:
    """What kind of cue the words are; verbs by the rules' lexicon."""
    numbers = sorted(cue)
    if not numbers:
        return "a mark alone, or none"
    if any(page.lower[number] == "according" for number in numbers):
        return "according to"
    verbs = [
        page.lower[number]
        for number in numbers
        if page.tags[number][0] == "V" and page.lower[number] not in word_class("auxiliary")
    ]
    for verb in verbs:
        known = cue_for(verb, "verb")
        if known is not None:
            return VERBS[known.kind]
    if verbs:
        return "verb that is not in the rules' lexicon"
    tags = {page.tags[number] for number in numbers}
    if tags & {"NN", "NNS", "NNP"}:
        return "noun"
    return "adjective" if "JJ" in tags else "preposition or other word"


def _form(page: Page, cue: frozenset[int]) -> str:
    """The form of the last verb of the cue."""
    tags = [page.tags[number] for number in sorted(cue)]
    last = next((tag for tag in reversed(tags) if tag[0] == "V"), "")
    return FORMS.get(last, "no verb")


def _source(page: Page, source: frozenset[int]) -> str:
    if not source:
        return "none"
    tags = {page.tags[number] for number in source}
    if "NNP" in tags:
        return "has a name"
    if tags <= {"PRP", "PRP$", "WP"}:
        return "pronoun"
    return "noun phrase without a name"


def _voice(quoted: Sequence[bool]) -> str:
    if not any(quoted):
        return "none in the content"
    return "around all of it" if all(quoted) else "around a part of it"


def _nesting(one: Triple, beside: Sequence[Triple]) -> str:
    others = [each.content for each in beside if each is not one and each.content & one.content]
    if any(one.content < each for each in others):
        return "inside another's content"
    if any(each < one.content for each in others):
        return "holds another's content"
    if any(each == one.content for each in others):
        return "same content as another"
    return "overlaps another's content" if others else "content of its own"


def _probability(chance: float | None) -> str:
    if chance is None:
        return "none given"
    if chance < 0.6:
        return "under 0.6"
    return "from 0.6 to 0.8" if chance < 0.8 else "0.8 or more"

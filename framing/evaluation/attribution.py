"""Attribution: who says what, on PolNeAR's development part.

Newell, Margolin and Ruths (2018): An attribution relations corpus for political news. LREC. Spans
are compared as sets of tokens, so that a quotation mark's or a space's side does not matter more
than a word; the partial match follows Pareti (2016): PARC 3.0. LREC, with one threshold.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from framing.corpora import GoldAttribution, PolnearDocument, read_polnear
from framing.evaluation.measures import count_found, f1, precision, recall
from framing.evaluation.scorecard import Scorecard, Sheet, SplitSheet
from framing.evaluation.systems import load_annotators
from framing.records import Annotation, Article, Span

__all__ = ["Tokens", "Triple", "evaluate", "match_triples"]

TOKEN = re.compile(r"\w+|[^\w\s]")
WORD = re.compile(r"\w")
ENOUGH = 0.5
SAID = re.compile(
    r"(?P<source>\b(?:[A-Z][\w.'’-]*|[Hh]e|[Ss]he|[Tt]hey)(?: [A-Z][\w.'’-]*){0,4}) "
    r"(?P<cue>said|says|told|added|argued|claimed|announced|tweeted|wrote)\b"
)


@dataclass(frozen=True, slots=True)
class Triple:
    """One attribution as sets of token numbers; a source or cue may be empty."""

    source: frozenset[int]
    cue: frozenset[int]
    content: frozenset[int]


class Tokens:
    """The words of one text, so that spans become sets of word numbers; marks do not count."""

    def __init__(self, text: str) -> None:
        found = [token.span() for token in TOKEN.finditer(text) if WORD.match(token[0])]
        self._starts = [start for start, _ in found]
        self._ends = [end for _, end in found]

    def inside(self, spans: Sequence[Span]) -> frozenset[int]:
        """The words that share a character with one of the spans."""
        return frozenset(
            number
            for span in spans
            if len(span)
            for number in range(
                bisect_left(self._ends, span.start + 1), bisect_left(self._starts, span.end)
            )
        )

    def triple(
        self, source: Sequence[Span], cue: Sequence[Span], content: Sequence[Span]
    ) -> Triple:
        """An attribution's spans as sets of word numbers."""
        return Triple(self.inside(source), self.inside(cue), self.inside(content))


System = Callable[[Sequence[Article]], list[list[Triple]]]


def evaluate(data: Path, progress: Callable[[str], None]) -> Scorecard:
    """Exact and partial matches on PolNeAR dev, beside two baselines and a second annotator."""
    sheet = Sheet("attribution")
    progress("reading the corpus")
    documents = [each for each in read_polnear(data, "dev") if each.passes]
    systems: dict[str, System] = {}
    for name, classifier in load_annotators("attribution", sheet).items():
        systems[name] = _from_annotator(classifier.annotate)
    systems |= {"every quotation": quotations, "somebody said": somebody_said}
    _score_split(sheet, "PolNeAR dev", documents, systems, progress)
    twice = [
        each
        for split in (documents, read_polnear(data, "train"))
        for each in split
        if len(each.passes) > 1
    ]
    if twice:
        second = [_gold(each, each.passes[1].attributions) for each in twice]
        systems = {"a second annotator": lambda articles: second, **systems}
        _score_split(sheet, "PolNeAR, documents annotated twice", twice, systems, progress)
    sheet.notes += [
        "Spans are compared as sets of words: exact means the same words, punctuation aside.",
        "Full match: at least half of all words of the two contents are shared (Jaccard index), "
        "and the sources share a word or both are empty; attributions are matched one to one so "
        "that as many as possible match. Content match: the same without the sources.",
        "Documents are cut into sentences by framing, not by the corpus.",
        "Documents annotated twice are mostly from PolNeAR's training part, on which rule weights "
        "may have been fitted; the first annotator is the gold standard there.",
    ]
    return sheet.finish()


def match_triples(predicted: Sequence[Triple], gold: Sequence[Triple], *, sources: bool) -> int:
    """The most attributions that can be matched one to one.

    Args:
        predicted: what was found.
        gold: what was to be found.
        sources: whether sources must share a word too, or both be empty.
    """
    from scipy.sparse import csr_matrix
    from scipy.sparse.csgraph import maximum_bipartite_matching

    if not predicted or not gold:
        return 0
    eligible: NDArray[np.int8] = np.zeros((len(predicted), len(gold)), dtype=np.int8)
    for row, one in enumerate(predicted):
        for column, other in enumerate(gold):
            shared = len(one.content & other.content)
            enough = shared > 0 and shared >= ENOUGH * len(one.content | other.content)
            if enough and (not sources or _same_source(one.source, other.source)):
                eligible[row, column] = 1
    partners = maximum_bipartite_matching(csr_matrix(eligible), perm_type="column")
    return int((partners >= 0).sum())


def _same_source(one: frozenset[int], other: frozenset[int]) -> bool:
    return bool(one & other) if one or other else True


def _gold(document: PolnearDocument, attributions: Sequence[GoldAttribution]) -> list[Triple]:
    tokens = Tokens(document.text)
    return [tokens.triple(each.source, each.cue, each.content) for each in attributions]


def _score_split(
    sheet: Sheet,
    name: str,
    documents: Sequence[PolnearDocument],
    systems: dict[str, System],
    progress: Callable[[str], None],
) -> None:
    split = sheet.split(name, "document", len(documents))
    articles = [document.to_article() for document in documents]
    gold = [_gold(document, document.attributions) for document in documents]
    for system, answer in systems.items():
        progress(f"{name}: {system}")
        _score(split, system, answer(articles), gold)


def _score(
    split: SplitSheet, system: str, answers: list[list[Triple]], gold: list[list[Triple]]
) -> None:
    pairs = list(zip(answers, gold, strict=True))
    full = [_matched(*pair, sources=True) for pair in pairs]
    split.add(system, full, {"full P": precision, "full R": recall, "full F1": f1})
    split.add(system, [_matched(*pair, sources=False) for pair in pairs], {"content match F1": f1})
    for part in ("content", "cue", "source"):
        exact = [
            count_found(
                {getattr(each, part) for each in found} - {frozenset()},
                {getattr(each, part) for each in wanted} - {frozenset()},
            )
            for found, wanted in pairs
        ]
        split.add(system, exact, {f"exact {part} F1": f1})


def _matched(found: list[Triple], wanted: list[Triple], *, sources: bool) -> list[float]:
    right = match_triples(found, wanted, sources=sources)
    return [len(found), right, len(wanted), right]


def _from_annotator(annotate: Callable[[Sequence[Article]], list[list[Annotation]]]) -> System:
    def answer(articles: Sequence[Article]) -> list[list[Triple]]:
        return [
            [_triple(tokens, made) for made in found]
            for tokens, found in zip(
                (Tokens(article.text) for article in articles), annotate(articles), strict=True
            )
        ]

    return answer


def _triple(tokens: Tokens, made: Annotation) -> Triple:
    parts = made.parts
    return tokens.triple(
        parts.get("source", ()), parts.get("cue", ()), parts.get("content", (made.span,))
    )


def quotations(articles: Sequence[Article]) -> list[list[Triple]]:
    """The baseline that takes every quotation for an attribution without source and cue."""
    return [
        [
            tokens.triple((), (), [quotation.span])
            for quotation in article.quotations
            if tokens.inside([quotation.span])
        ]
        for article, tokens in ((each, Tokens(each.text)) for each in articles)
    ]


def somebody_said(articles: Sequence[Article]) -> list[list[Triple]]:
    """The baseline "Name said": the longer side of the sentence is the content."""
    made = []
    for article in articles:
        tokens = Tokens(article.text)
        found = []
        for sentence in article.sentences:
            said = SAID.search(article.text, sentence.start, sentence.end)
            if said is None:
                continue
            before = Span(sentence.start, said.start("source"))
            after = Span(said.end("cue"), sentence.end)
            content = after if len(after) >= len(before) else before
            if tokens.inside([content]):
                found.append(
                    tokens.triple(
                        [Span(*said.span("source"))], [Span(*said.span("cue"))], [content]
                    )
                )
        made.append(found)
    return made

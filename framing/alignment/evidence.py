"""What speaks for and against two sentences reporting a same fact, as named numbers.

Every piece of evidence is symmetric: it does not matter which article comes first. Words are
matched exactly, by their letters, and by meaning: a content word's meaning is the mean of the
encoder's vectors of its tokens, and it is matched to the closest word of the other sentence, as in
BERTScore (Zhang et al. 2020), weighed by rarity within the event.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from framing.alignment.candidates import Candidates, dot, propose
from framing.alignment.views import ArticleView, view_articles
from framing.alignment.words import RUN_LENGTHS
from framing.model.encoding import Encoding
from framing.records import Article, SentenceRef

__all__ = ["EVIDENCE", "PairEvidence", "gather_evidence"]

Floats = NDArray[np.float32]
Integers = NDArray[np.int64]

EVIDENCE = (
    "shared_words",
    "shared_phrases",
    "shared_letters",
    "shared_letters_of_shorter",
    "meaning_covered_most",
    "meaning_covered_least",
    "meaning_shared",
    "word_similarity",
    "embedding_cosine",
    "rank",
    "neighbour_support",
    "context_similarity",
    "shared_numbers",
    "differing_numbers",
    "shared_names",
    "quotation_overlap",
    "position_gap",
    "position",
    "one_headline",
    "two_headlines",
    "shorter_length",
    "longer_length",
    "words_around_both",
    "words_around_one",
    "quoted_words",
    "words_quoted_by_both",
    "quoted_share_least",
    "quoted_share_most",
    "first_sentence",
    "last_sentence",
    "shared_rare_words",
    "same_date",
    "other_date",
)
"""The names of the evidence, in the order of the columns of :attr:`PairEvidence.values`:

- ``shared_words``, ``shared_phrases``, ``shared_letters``: cosines of the IDF weights of word
  stems, of neighbouring stems and of runs of four letters;
- ``shared_letters_of_shorter``: weight of the shared runs of letters over that of the sentence
  with more of them;
- ``meaning_covered_most``, ``meaning_covered_least``: share of a sentence's word weight that finds
  a word of similar meaning in the other, in the sentence where it is larger, and where smaller;
- ``meaning_shared``: logarithm of one more than that weight itself, the mean of both sides;
- ``word_similarity``: mean cosine of the best matches, the larger of both sides;
- ``embedding_cosine``: cosine of sentence vectors, less what all sentences on the event share;
- ``rank``: logarithm of one more than the pair's rank among its sentences' proposals;
- ``neighbour_support``: sum of the cosines of vectors, letters and words of the sentences before
  both, or of those after both, whichever is larger;
- ``context_similarity``: cosine of the vectors of both sentences with their neighbours;
- ``shared_numbers``, ``shared_names``: logarithm of one more than their weight;
- ``differing_numbers``: 1 where both have numbers and share none;
- ``quotation_overlap``: logarithm of one more than the length of the longest run of words that one
  sentence quotes and the other has too;
- ``position_gap``, ``position``: difference and mean of relative positions in the articles;
- ``one_headline``, ``two_headlines``: 1 where exactly one, or each, is a headline;
- ``shorter_length``, ``longer_length``: logarithm of one more than the content words;
- ``words_around_both``: cosine of the words of both, each with those of its neighbours at less
  weight; ``words_around_one``: of one with its neighbours and the other alone, the larger;
- ``quoted_words``: cosine of the words that one quotes and all words of the other, the larger of
  both sides; ``words_quoted_by_both``: of the words that each quotes;
- ``quoted_share_least``, ``quoted_share_most``: share of a sentence's words in quotation marks;
- ``first_sentence``, ``last_sentence``: logarithm of one more than the number of the sentence in
  its article, where it is smaller, and where larger;
- ``shared_rare_words``: logarithm of one more than the weight of the shared words, each less the
  more sentences of the two articles have it: a word that just one sentence of each has counts full;
- ``same_date``, ``other_date``: 1 where a date of one can mean the same time as one of the other,
  and where both have dates and none can.
"""

CLOSE = 0.5
"""Cosine from which two words begin to count as close in meaning; 1 counts in full."""


@dataclass(frozen=True, slots=True, eq=False)
class PairEvidence:
    """The evidence on the candidate pairs of two articles.

    Attributes:
        left: for each pair the sentence of the one article.
        right: for each pair the sentence of the other.
        values: one row a pair, one column a name of :data:`EVIDENCE`.
    """

    left: tuple[SentenceRef, ...]
    right: tuple[SentenceRef, ...]
    values: NDArray[np.float64]


def gather_evidence(
    articles: Sequence[Article], encodings: Sequence[Encoding]
) -> tuple[PairEvidence, ...]:
    """The evidence on the candidate pairs of every two articles.

    The articles are taken in the order of their ids, so that the numbers do not depend, not even
    by rounding, on the order in which they are given.

    Raises:
        InputError: if the encodings hold no token vectors or do not fit the articles.
    """
    order = sorted(range(len(articles)), key=lambda at: articles[at].id)
    views = view_articles([articles[at] for at in order], [encodings[at] for at in order])
    return tuple(_gather(left, right) for left, right in combinations(views, 2))


def _gather(left: ArticleView, right: ArticleView) -> PairEvidence:
    found = propose(left, right)
    columns = {
        **_exact(left, right, found),
        **_meaning(left, right, found),
        **_surroundings(left, right, found),
        **_form(left, right, found),
        **_around(left, right, found),
        **_quoted(left, right, found),
        **_dates(left, right, found),
        "quotation_overlap": _quotations(left, right, found),
    }
    return PairEvidence(
        left=tuple(SentenceRef(left.article.id, int(left.sentences[row])) for row in found.left),
        right=tuple(
            SentenceRef(right.article.id, int(right.sentences[row])) for row in found.right
        ),
        values=np.stack([columns[name].astype(np.float64) for name in EVIDENCE], axis=-1),
    )


def _exact(left: ArticleView, right: ArticleView, found: Candidates) -> dict[str, Floats]:
    """Evidence of shared words, letters, names and numbers."""
    rows, columns = found.left, found.right

    def shared_weight(one: object, other: object) -> Floats:
        # Weights are squared by the product; the root gives each shared term's weight once.
        return dot(one.sqrt(), other.sqrt(), rows, columns)  # type: ignore[attr-defined]

    letters = shared_weight(left.letter_weights, right.letter_weights)
    totals = [
        np.asarray(view.letter_weights.sum(axis=1)).ravel()[at]
        for view, at in ((left, rows), (right, columns))
    ]
    names = shared_weight(left.name_weights, right.name_weights)
    numbers = shared_weight(left.number_weights, right.number_weights)
    has_numbers = [
        np.array([bool(words.numbers) for words in view.words], dtype=np.bool_)[at]
        for view, at in ((left, rows), (right, columns))
    ]
    return {
        "shared_words": dot(left.shared_words, right.shared_words, rows, columns),
        "shared_rare_words": np.log1p(dot(left.rare_words, right.rare_words, rows, columns)),
        "shared_phrases": dot(left.shared_phrases, right.shared_phrases, rows, columns),
        "shared_letters": dot(left.shared_letters, right.shared_letters, rows, columns),
        "shared_letters_of_shorter": letters / np.maximum(np.maximum(*totals), 1e-6),
        "shared_names": np.log1p(names),
        "shared_numbers": np.log1p(numbers),
        "differing_numbers": has_numbers[0] & has_numbers[1] & (numbers == 0),
    }


def _meaning(left: ArticleView, right: ArticleView, found: Candidates) -> dict[str, Floats]:
    """Evidence of words that are close in meaning."""
    made = np.zeros((len(found.left), 4), dtype=np.float32)
    for at, (row, column) in enumerate(zip(found.left, found.right, strict=True)):
        weights = left.weights[row], right.weights[column]
        if not weights[0].sum() or not weights[1].sum():
            continue
        table = left.meanings[row] @ right.meanings[column].T
        shares, masses, means = [], [], []
        for best, weight in zip((table.max(axis=1), table.max(axis=0)), weights, strict=True):
            total = weight.sum()
            mass = float(weight @ np.maximum(best - CLOSE, 0)) / (1 - CLOSE)
            masses.append(mass)
            shares.append(mass / total)
            means.append(float(weight @ best) / total)
        made[at] = max(shares), min(shares), np.log1p(sum(masses) / 2), max(means)
    names = ("meaning_covered_most", "meaning_covered_least", "meaning_shared", "word_similarity")
    return dict(zip(names, made.T, strict=True))


def _surroundings(left: ArticleView, right: ArticleView, found: Candidates) -> dict[str, Floats]:
    """Evidence of the sentences' vectors, of their rivals and of their neighbours."""
    rows, columns = found.left, found.right
    support = np.zeros(len(rows), dtype=np.float32)
    for step in (-1, 1):
        inside = (
            (rows + step >= 0)
            & (rows + step < len(left))
            & (columns + step >= 0)
            & (columns + step < len(right))
        )
        near = rows[inside] + step, columns[inside] + step
        likeness = (
            dot(left.specific, right.specific, *near)
            + dot(left.shared_letters, right.shared_letters, *near)
            + dot(left.shared_words, right.shared_words, *near)
        )
        support[inside] = np.maximum(support[inside], likeness)
    return {
        "embedding_cosine": dot(left.specific, right.specific, rows, columns),
        "rank": np.log1p(found.rank).astype(np.float32),
        "neighbour_support": support,
        "context_similarity": dot(left.context, right.context, rows, columns),
    }


def _form(left: ArticleView, right: ArticleView, found: Candidates) -> dict[str, Floats]:
    """Evidence of where the sentences stand and how long they are."""
    position = left.position[found.left], right.position[found.right]
    headline = left.headline[found.left], right.headline[found.right]
    length = left.length[found.left], right.length[found.right]
    number = np.log1p(found.left), np.log1p(found.right)
    return {
        "position_gap": np.abs(position[0] - position[1]),
        "position": (position[0] + position[1]) / 2,
        "one_headline": headline[0] ^ headline[1],
        "two_headlines": headline[0] & headline[1],
        "shorter_length": np.minimum(*length),
        "longer_length": np.maximum(*length),
        "first_sentence": np.minimum(*number),
        "last_sentence": np.maximum(*number),
    }


def _around(left: ArticleView, right: ArticleView, found: Candidates) -> dict[str, Floats]:
    """Evidence of words that a sentence leaves to its neighbours to say."""
    rows, columns = found.left, found.right
    return {
        "words_around_both": dot(left.words_around, right.words_around, rows, columns),
        "words_around_one": np.maximum(
            dot(left.words_around, right.shared_words, rows, columns),
            dot(left.shared_words, right.words_around, rows, columns),
        ),
    }


def _quoted(left: ArticleView, right: ArticleView, found: Candidates) -> dict[str, Floats]:
    """Evidence of what is quoted, apart from who is said to have said it."""
    rows, columns = found.left, found.right
    share = left.quoted[rows], right.quoted[columns]
    return {
        "quoted_words": np.maximum(
            dot(left.quoted_words, right.shared_words, rows, columns),
            dot(left.shared_words, right.quoted_words, rows, columns),
        ),
        "words_quoted_by_both": dot(left.quoted_words, right.quoted_words, rows, columns),
        "quoted_share_least": np.minimum(*share),
        "quoted_share_most": np.maximum(*share),
    }


def _dates(left: ArticleView, right: ArticleView, found: Candidates) -> dict[str, Floats]:
    """Evidence of when: dates that can and that cannot be the same."""
    made = np.zeros((2, len(found.left)), dtype=np.float32)
    for at, (row, column) in enumerate(zip(found.left, found.right, strict=True)):
        told = {a.agrees_with(b) for a in left.dates[row] for b in right.dates[column]}
        made[:, at] = True in told, False in told and True not in told
    return dict(zip(("same_date", "other_date"), made, strict=True))


def _quotations(left: ArticleView, right: ArticleView, found: Candidates) -> Floats:
    """The longest run of words that one sentence quotes and the other has too."""

    @cache
    def runs(side: int, row: int, length: int, quoted: bool) -> frozenset[tuple[str, ...]]:
        return (left, right)[side].words[row].runs(length, quoted=quoted)

    quotes = [[any(words.quoted) for words in view.words] for view in (left, right)]
    longest = np.zeros(len(found.left), dtype=np.float32)
    for at, (row, column) in enumerate(zip(found.left.tolist(), found.right.tolist(), strict=True)):
        if not quotes[0][row] and not quotes[1][column]:
            continue
        for length in RUN_LENGTHS:
            if runs(0, row, length, True).isdisjoint(runs(1, column, length, False)) and runs(
                1, column, length, True
            ).isdisjoint(runs(0, row, length, False)):
                break
            longest[at] = length
    return np.log1p(longest)

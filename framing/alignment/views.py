"""What the aligner knows of each article before it looks at pairs of sentences.

Words are weighed by their inverse document frequency over the sentences of the event's own
articles (Spärck Jones 1972): a word that most sentences on the event contain tells little.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import log
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from framing.alignment.dates import DateMention, find_dates, published_day
from framing.alignment.words import SentenceWords, read_words
from framing.errors import InputError
from framing.model.encoding import Encoding
from framing.records import Article, Sentence

if TYPE_CHECKING:
    from scipy.sparse import csr_matrix

__all__ = ["ArticleView", "view_articles"]

Floats = NDArray[np.float32]

TOPIC_SHARE = 0.8
"""Share of the event's mean vector that is taken out of each sentence: what all talk about."""
CONTEXT_SHARE = 0.5
"""Weight of the sentences before and after in a sentence's context vector."""
WORDS_BEFORE = 0.5
WORDS_AFTER = 0.3
"""Weights of the words of the sentence before and of that after among the words around."""
MOST_WORDS = 256
"""Content words of a sentence that are matched by meaning: its rarest, if it has more."""
MOST_DATES = 16
"""Dates of a sentence that are compared: its first, if it has more."""


@dataclass(frozen=True, slots=True, eq=False)
class ArticleView:
    """One article as the aligner sees it. Rows are its sentences without captions.

    Attributes:
        article: the article.
        sentences: for each row the number of the sentence in the article.
        words: for each row its words.
        shared_words: IDF weights of stems, unit rows, sparse.
        words_around: the same with the words of the sentences before and after, at less weight.
        quoted_words: the same of the words in quotation marks alone.
        shared_phrases: the same for pairs of neighbouring stems.
        shared_letters: the same for runs of four letters.
        letter_weights: IDF weights of runs of four letters, not scaled.
        name_weights: IDF weights of names.
        number_weights: IDF weights of numbers.
        vectors: the encoder's sentence vectors, unit rows.
        specific: the same less the event's topic, what all its sentences share; unit rows.
        context: ``specific`` mixed with that of the sentences before and after; unit rows.
        meanings: for each row one unit vector a content word, shape (words, dimensions).
        weights: for each row the IDF weights of those words.
        position: relative position of each row, 0 to 1.
        headline: for each row whether it is the headline.
        length: for each row the logarithm of one more than its content words.
        quoted: for each row the share of its words that stand in quotation marks.
        rare_words: roots of the IDF weights of stems, each over the root of the number of the
            article's sentences that have it, sparse.
        dates: for each row the dates it states.
    """

    article: Article
    sentences: NDArray[np.int64]
    words: tuple[SentenceWords, ...]
    shared_words: csr_matrix
    words_around: csr_matrix
    quoted_words: csr_matrix
    shared_phrases: csr_matrix
    shared_letters: csr_matrix
    letter_weights: csr_matrix
    name_weights: csr_matrix
    number_weights: csr_matrix
    vectors: Floats
    specific: Floats
    context: Floats
    meanings: tuple[Floats, ...]
    weights: tuple[Floats, ...]
    position: Floats
    headline: NDArray[np.bool_]
    length: Floats
    quoted: Floats
    rare_words: csr_matrix
    dates: tuple[tuple[DateMention, ...], ...]

    def __len__(self) -> int:
        return len(self.sentences)


def view_articles(
    articles: Sequence[Article], encodings: Sequence[Encoding]
) -> tuple[ArticleView, ...]:
    """One view an article, in order.

    Raises:
        InputError: if the encodings hold no token vectors or do not fit the articles.
    """
    kept = []
    for article, encoding in zip(articles, encodings, strict=True):
        if not len(article.sentences) == len(encoding.vectors) == len(encoding.tokens):
            raise InputError(
                f"article {article.id}: {len(article.sentences)} sentences, but "
                f"{len(encoding.vectors)} vectors and {len(encoding.tokens)} groups of token "
                "vectors; encode the articles with tokens=True"
            )
        kept.append([each for each in article.sentences if each.zone != "caption"])
    words = [read_words(article, rows) for article, rows in zip(articles, kept, strict=True)]
    common = {
        word
        for rows in words
        for row in rows
        for word in set(row.words) - set(row.names)
    }  # fmt: skip
    frequency = _frequency(words, lambda row: dict.fromkeys(row.stems))
    stems = _weigh(words, lambda row: dict.fromkeys(row.stems), frequency)
    quoted = _weigh(words, lambda row: dict.fromkeys(row.quoted_stems), frequency)
    phrases = _weigh(words, lambda row: dict.fromkeys(_pairs(row.stems)))
    letters = _weigh(words, lambda row: row.letters)
    # In a headline every word has a capital: a name is never written without one in the event.
    names = _weigh(words, lambda row: [name for name in row.names if name not in common])
    numbers = _weigh(words, lambda row: row.numbers)
    vectors = [
        encoding.vectors[[each.index for each in rows]]
        for encoding, rows in zip(encodings, kept, strict=True)
    ]
    specific = _without_topic(vectors)
    views = []
    for at, (article, rows) in enumerate(zip(articles, kept, strict=True)):
        matched = [
            _meanings(row, encodings[at], sentence.index, frequency)
            for row, sentence in zip(words[at], rows, strict=True)
        ]
        views.append(
            ArticleView(
                article=article,
                sentences=np.array([each.index for each in rows], dtype=np.int64),
                words=words[at],
                shared_words=_unit_rows(stems[at]),
                words_around=_unit_rows(_with_words_around(stems[at])),
                quoted_words=_unit_rows(quoted[at]),
                shared_phrases=_unit_rows(phrases[at]),
                shared_letters=_unit_rows(letters[at]),
                letter_weights=letters[at],
                name_weights=names[at],
                number_weights=numbers[at],
                vectors=vectors[at],
                specific=specific[at],
                context=_with_context(specific[at]),
                meanings=tuple(meanings for meanings, _ in matched),
                weights=tuple(weights for _, weights in matched),
                position=np.linspace(0, 1, num=len(rows), dtype=np.float32),
                headline=np.array([each.zone == "headline" for each in rows], dtype=np.bool_),
                length=np.log([1.0 + len(row.stems) for row in words[at]]).astype(np.float32),
                quoted=np.array([np.mean(row.quoted or (False,)) for row in words[at]], np.float32),
                rare_words=_rare_in_article(stems[at]),
                dates=_dates(article, rows),
            )
        )
    return tuple(views)


Terms = Callable[[SentenceWords], Sequence[str] | dict[str, None]]


def _pairs(stems: Sequence[str]) -> list[str]:
    return [f"{one} {other}" for one, other in pairwise(stems)]


@dataclass(frozen=True, slots=True)
class _Frequency:
    """In how many sentences of the event each term stands."""

    counts: Counter[str]
    sentences: int

    def weight(self, term: str) -> float:
        """Inverse document frequency, never below 0."""
        return max(0.0, log((self.sentences + 1) / (self.counts[term] + 0.5)))


def _frequency(words: Sequence[Sequence[SentenceWords]], terms: Terms) -> _Frequency:
    counts = Counter(term for rows in words for row in rows for term in terms(row))
    return _Frequency(counts, sum(len(rows) for rows in words))


def _weigh(
    words: Sequence[Sequence[SentenceWords]], terms: Terms, frequency: _Frequency | None = None
) -> list[csr_matrix]:
    """One sparse matrix an article: a row a sentence, a column a term, values its IDF weight."""
    from scipy.sparse import csr_matrix

    frequency = frequency or _frequency(words, terms)
    columns = {term: (at, frequency.weight(term)) for at, term in enumerate(frequency.counts)}
    made = []
    for rows in words:
        found = [[columns[term] for term in terms(row)] for row in rows]
        starts = np.cumsum([0] + [len(row) for row in found])
        indices = np.array([at for row in found for at, _ in row], dtype=np.int64)
        values = np.array([weight for row in found for _, weight in row], dtype=np.float32)
        made.append(csr_matrix((values, indices, starts), shape=(len(rows), len(columns))))
    return made


def _unit_rows(matrix: csr_matrix) -> csr_matrix:
    from scipy.sparse import diags

    length = np.sqrt(np.asarray(matrix.multiply(matrix).sum(axis=1))).ravel()
    return (diags(1 / np.maximum(length, 1e-6)) @ matrix).tocsr()


def _rare_in_article(matrix: csr_matrix) -> csr_matrix:
    """The product of a term's values in two articles is its weight where each has it once."""
    sentences = np.maximum(matrix.getnnz(axis=0), 1).astype(np.float32)
    made = matrix.copy()
    made.data = np.sqrt(matrix.data / sentences[matrix.indices])
    return made


def _dates(article: Article, rows: Sequence[Sentence]) -> tuple[tuple[DateMention, ...], ...]:
    day = published_day(article.published)
    return tuple(find_dates(article.sentence_text(row.index), day)[:MOST_DATES] for row in rows)


def _with_words_around(matrix: csr_matrix) -> csr_matrix:
    from scipy.sparse import csr_matrix, vstack

    if not matrix.shape[0]:
        return matrix
    none = csr_matrix((1, matrix.shape[1]), dtype=matrix.dtype)
    before = np.float32(WORDS_BEFORE) * vstack([none, matrix[:-1]]).tocsr()
    after = np.float32(WORDS_AFTER) * vstack([matrix[1:], none]).tocsr()
    return matrix.maximum(before).maximum(after).tocsr()


def _without_topic(vectors: list[Floats]) -> list[Floats]:
    topic = np.concatenate(vectors).mean(axis=0) if sum(map(len, vectors)) else 0.0
    return [_unit(each - np.float32(TOPIC_SHARE) * topic) for each in vectors]


def _with_context(vectors: Floats) -> Floats:
    before = np.concatenate([vectors[:1], vectors[:-1]])
    after = np.concatenate([vectors[1:], vectors[-1:]])
    return _unit(vectors + np.float32(CONTEXT_SHARE) * (before + after))


def _unit(vectors: Floats) -> Floats:
    length = np.linalg.norm(vectors, axis=-1, keepdims=True)
    made: Floats = (vectors / np.maximum(length, 1e-6)).astype(np.float32)
    return made


def _meanings(
    row: SentenceWords, encoding: Encoding, sentence: int, frequency: _Frequency
) -> tuple[Floats, Floats]:
    """A vector a content word (the mean of its tokens') and the word's weight."""
    tokens, offsets = encoding.meanings(sentence), encoding.offsets[sentence]
    weights = np.array([frequency.weight(term) for term in row.stems], dtype=np.float32)
    chosen = np.sort(np.argsort(-weights, kind="stable")[:MOST_WORDS])
    spans = np.array(row.spans, dtype=np.int64).reshape(-1, 2)[chosen]
    # Tokens follow each other: those of a word are a run.
    first = np.searchsorted(offsets[:, 0], spans[:, 0], side="left")
    last = np.searchsorted(offsets[:, 0], spans[:, 1], side="left")
    present = last > first
    sums = np.concatenate([np.zeros((1, tokens.shape[1])), np.cumsum(tokens, axis=0, dtype=float)])
    means = sums[last[present]] - sums[first[present]]
    return _unit(means.astype(np.float32)), weights[chosen][present]

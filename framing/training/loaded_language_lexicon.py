"""Fits the weights of the loaded-language rules on BABE.

The corpus: Spinde, Plank, Krieger, Ruas, Gipp and Aizawa (2021), Findings of EMNLP. First a
logistic regression over the words that the lexicon finds: did the experts mark this one? Then
another over whole sentences, which reads the first one's probabilities, taken from models that
have not seen the article, so that it learns how far to trust them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression

from framing.articles import find_quotations
from framing.classifiers.loaded_language.rules import Word, describe_sentence, find_words
from framing.corpora import BabeSentence, holdout, read_babe
from framing.training.weights_file import write_weights

__all__ = ["fit", "fit_weights"]

# How strongly weights are held near zero: chosen by cross-validation over articles.
WORD_INVERSE_REGULARISATION = 0.6
SENTENCE_INVERSE_REGULARISATION = 0.02
FOLDS = 5
# A feature must have been seen this often; a smaller weight than this is left out of the file.
MINIMUM_COUNT = 2
SMALLEST = 0.03


def fit(data: Path, out: Path, progress: Callable[[str], None]) -> tuple[Path, ...]:
    """Writes ``loaded_language.json``, fitted on the articles that :func:`holdout` leaves.

    Raises:
        InputError: if the corpus is not in ``data``.
    """
    progress("reading BABE")
    sentences = [made for made in read_babe(data) if not holdout(made.document)]
    progress("fitting the weights of words and sentences")
    return (write_weights(out / "loaded_language.json", fit_weights(sentences)),)


def fit_weights(sentences: Sequence[BabeSentence]) -> Mapping[str, Mapping[str, float]]:
    """The content of ``loaded_language.json``: weights of words, of sentences, and a threshold."""
    judged = [sentence for sentence in sentences if sentence.label is not None]
    words = [find_words(made.text, find_quotations(made.text)) for made in judged]
    marked = [_marked(made, found) for made, found in zip(judged, words, strict=True)]
    documents = sorted({sentence.document for sentence in judged})
    fold_of = {document: number % FOLDS for number, document in enumerate(documents)}
    folds = [fold_of[sentence.document] for sentence in judged]
    held_out: list[list[float]] = [[] for _ in judged]
    for fold in range(FOLDS):
        seen = [at for at, value in enumerate(folds) if value != fold]
        model = _WordModel([words[at] for at in seen], [marked[at] for at in seen])
        for at, value in enumerate(folds):
            if value == fold:
                held_out[at] = model.probabilities(words[at])
    gold = sum(len(set(sentence.words)) for sentence in judged)
    return {
        "word": _WordModel(words, marked).weights(),
        "sentence": _fit_sentences(judged, words, held_out),
        "threshold": {"word": _best_threshold(marked, held_out, gold)},
    }


def _marked(sentence: BabeSentence, words: Sequence[Word]) -> list[bool]:
    gold = {word.lower().strip() for word in sentence.words}
    return [
        all(part in gold for part in sentence.text[word.start : word.end].lower().split())
        for word in words
    ]


class _WordModel:
    """The logistic regression over the named features of a word."""

    def __init__(self, words: Sequence[Sequence[Word]], marked: Sequence[Sequence[bool]]) -> None:
        flat = [word for found in words for word in found]
        counts = Counter(name for word in flat for name in word.features)
        names = sorted(name for name, count in counts.items() if count >= MINIMUM_COUNT)
        self._columns = {name: column for column, name in enumerate(names)}
        self._regression = LogisticRegression(
            C=WORD_INVERSE_REGULARISATION, solver="liblinear", max_iter=1000, random_state=0
        ).fit(self._matrix(flat), [value for values in marked for value in values])

    def probabilities(self, words: Sequence[Word]) -> list[float]:
        """The probability that each word is marked."""
        if not words:
            return []
        return [float(row[1]) for row in self._regression.predict_proba(self._matrix(words))]

    def weights(self) -> dict[str, float]:
        """Feature to weight, rounded; ``bias`` is the constant."""
        values = self._regression.coef_[0]
        kept = {
            name: round(float(values[column]), 3)
            for name, column in self._columns.items()
            if abs(values[column]) >= SMALLEST
        }
        return {"bias": round(float(self._regression.intercept_[0]), 3), **kept}

    def _matrix(self, words: Sequence[Word]) -> csr_matrix:
        cells = [
            (row, self._columns[name])
            for row, word in enumerate(words)
            for name in word.features
            if name in self._columns
        ]
        rows, columns = zip(*cells, strict=True) if cells else ((), ())
        return csr_matrix((np.ones(len(cells)), (rows, columns)), (len(words), len(self._columns)))


def _fit_sentences(
    sentences: Sequence[BabeSentence],
    words: Sequence[Sequence[Word]],
    scores: Sequence[Sequence[float]],
) -> dict[str, float]:
    described = [
        describe_sentence(made.text, found, values)
        for made, found, values in zip(sentences, words, scores, strict=True)
    ]
    names = sorted({name for features in described for name in features})
    matrix: NDArray[np.float64] = np.array(
        [[features.get(name, 0.0) for name in names] for features in described]
    )
    middle, spread = matrix.mean(axis=0), np.maximum(matrix.std(axis=0), 1e-9)
    regression = LogisticRegression(C=SENTENCE_INVERSE_REGULARISATION, max_iter=1000).fit(
        (matrix - middle) / spread, [made.label == "loaded" for made in sentences]
    )
    # The packaged weights are for the features as they are, not for their standardised values.
    weights = regression.coef_[0] / spread
    bias = float(regression.intercept_[0]) - float(weights @ middle)
    return {"bias": round(bias, 3)} | {
        name: round(float(weight), 3) for name, weight in zip(names, weights, strict=True)
    }


def _best_threshold(
    marked: Sequence[Sequence[bool]], scores: Sequence[Sequence[float]], gold: int
) -> float:
    """The probability from which on taking words as loaded gives the best F1."""
    pairs = [
        (score, is_marked)
        for values, marks in zip(scores, marked, strict=True)
        for score, is_marked in zip(values, marks, strict=True)
    ]

    def f1(threshold: float) -> float:
        taken = [is_marked for score, is_marked in pairs if score >= threshold]
        return 2 * sum(taken) / (len(taken) + gold)

    return max((round(0.01 * step, 2) for step in range(10, 51)), key=f1)

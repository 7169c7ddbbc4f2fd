"""Fits the weights of the hedging rules on the Szeged Uncertainty Corpus.

The corpus: Szarvas, Vincze, Farkas, Móra and Gurevych (2012), Computational Linguistics 38(2). Its
news part is FactBank, its other part Wikipedia. Every candidate of the lexicon is one example:
is it an annotated cue or not? A logistic regression learns a weight a feature, and a second
weight for the same feature in news, so that news is trusted where it has seen enough and
Wikipedia where it has not (Daumé 2007, *Frustratingly Easy Domain Adaptation*). The packaged
weight is the sum of the two.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression

from framing.classifiers.hedging.rules import Candidate, find_candidates
from framing.corpora import UncertaintyDocument, holdout, read_szeged
from framing.records import Span
from framing.training.weights_file import write_weights

__all__ = ["fit", "fit_weights"]

# How much more an example from news counts, and how strongly weights are held near zero: both
# chosen by cross-validation over the documents of the training part.
NEWS_WEIGHT = 3.0
INVERSE_REGULARISATION = 0.2
FOLDS = 5
# A feature must have been seen this often; a smaller weight than this is left out of the file.
MINIMUM_COUNT = 3
SMALLEST = 0.03


@dataclass(frozen=True, slots=True)
class _Sentence:
    document: str
    text: str
    cues: frozenset[Span]
    news: bool


@dataclass(frozen=True, slots=True)
class _Example:
    sentence: int
    candidate: Candidate
    is_cue: bool
    news: bool


class _Model:
    """The logistic regression over features and their copies for news."""

    def __init__(self, examples: Sequence[_Example]) -> None:
        counts = Counter(name for made in examples for name in made.candidate.features)
        names = sorted(name for name, count in counts.items() if count >= MINIMUM_COUNT)
        self._columns = {name: column for column, name in enumerate(names)}
        self._regression = LogisticRegression(
            C=INVERSE_REGULARISATION, solver="liblinear", max_iter=1000, random_state=0
        ).fit(
            self._matrix(examples),
            [made.is_cue for made in examples],
            sample_weight=[NEWS_WEIGHT if made.news else 1.0 for made in examples],
        )

    def probabilities(self, examples: Sequence[_Example]) -> NDArray[np.float64]:
        """The probability that each example is a cue."""
        made: NDArray[np.float64] = self._regression.predict_proba(self._matrix(examples))[:, 1]
        return made

    def weights(self) -> dict[str, float]:
        """Feature to its weight in news, rounded; ``bias`` is the constant."""
        values = self._regression.coef_[0]
        size = len(self._columns)
        sums = {name: values[at] + values[size + at] for name, at in self._columns.items()}
        kept = {name: round(value, 3) for name, value in sums.items() if abs(value) >= SMALLEST}
        bias = float(self._regression.intercept_[0]) + values[2 * size]
        return {"bias": round(bias, 3), **kept}

    def _matrix(self, examples: Sequence[_Example]) -> csr_matrix:
        size = len(self._columns)
        rows, columns = [], []
        for row, made in enumerate(examples):
            known = [self._columns[n] for n in made.candidate.features if n in self._columns]
            if made.news:
                known = [*known, *(size + column for column in known), 2 * size]
            rows.extend([row] * len(known))
            columns.extend(known)
        return csr_matrix((np.ones(len(rows)), (rows, columns)), (len(examples), 2 * size + 1))


def fit(data: Path, out: Path, progress: Callable[[str], None]) -> tuple[Path, ...]:
    """Writes ``hedging.json``, fitted on the documents that :func:`holdout` leaves for fitting.

    Raises:
        InputError: if the corpus is not in ``data``.
    """
    progress("reading the Szeged Uncertainty Corpus")
    news = [made for made in read_szeged(data, "factbank-train") if not holdout(made.id)]
    wiki = [made for made in read_szeged(data, "wiki") if not holdout(made.id)]
    progress("fitting the weights of cues")
    return (write_weights(out / "hedging.json", fit_weights(news, wiki)),)


def fit_weights(
    news: Sequence[UncertaintyDocument], wiki: Sequence[UncertaintyDocument]
) -> Mapping[str, Mapping[str, float]]:
    """The content of ``hedging.json``: weights of the cues, the sentence's correction, threshold.

    The correction and the threshold are fitted on news sentences scored by models that have not
    seen their documents.
    """
    sentences = [*_sentences(news, news=True), *_sentences(wiki, news=False)]
    examples = [
        _Example(
            number, candidate, Span(candidate.start, candidate.end) in sentence.cues, sentence.news
        )
        for number, sentence in enumerate(sentences)
        for candidate in find_candidates(sentence.text)
    ]
    held_out = _held_out_probabilities(sentences, examples)
    return {
        "cue": _Model(examples).weights(),
        "sentence": _fit_sentence(sentences, examples, held_out),
        "threshold": {"cue": _best_threshold(sentences, examples, held_out)},
    }


def _sentences(documents: Sequence[UncertaintyDocument], *, news: bool) -> Iterator[_Sentence]:
    for document in documents:
        for sentence in document.sentences:
            cues = frozenset(cue.span for cue in sentence.cues)
            yield _Sentence(document.id, sentence.text, cues, news)


def _held_out_probabilities(
    sentences: Sequence[_Sentence], examples: Sequence[_Example]
) -> NDArray[np.float64]:
    """The probability of each news example by a model that has not seen its document."""
    documents = sorted({sentence.document for sentence in sentences if sentence.news})
    fold = {document: number % FOLDS for number, document in enumerate(documents)}
    folds = [fold[sentences[m.sentence].document] if m.news else -1 for m in examples]
    made = np.zeros(len(examples))
    for number in range(FOLDS):
        inside = [at for at, value in enumerate(folds) if value == number]
        model = _Model([m for m, value in zip(examples, folds, strict=True) if value != number])
        made[inside] = model.probabilities([examples[at] for at in inside])
    return made


def _fit_sentence(
    sentences: Sequence[_Sentence],
    examples: Sequence[_Example],
    probabilities: NDArray[np.float64],
) -> dict[str, float]:
    none = np.zeros(len(sentences))
    for made, probability in zip(examples, probabilities, strict=True):
        none[made.sentence] += np.log1p(-min(float(probability), 1 - 1e-9))
    news = [at for at, sentence in enumerate(sentences) if sentence.news]
    some = np.clip(-np.expm1(none[news]), 1e-9, 1 - 1e-9)
    logits = np.log(some / (1 - some)).reshape(-1, 1)
    regression = LogisticRegression(C=1e6).fit(logits, [bool(sentences[at].cues) for at in news])
    return {
        "bias": round(float(regression.intercept_[0]), 3),
        "slope": round(float(regression.coef_[0, 0]), 3),
    }


def _best_threshold(
    sentences: Sequence[_Sentence],
    examples: Sequence[_Example],
    probabilities: NDArray[np.float64],
) -> float:
    """The probability from which on taking candidates as cues gives the best F1."""
    gold = sum(len(sentence.cues) for sentence in sentences if sentence.news)
    pairs = [(p, m.is_cue) for p, m in zip(probabilities, examples, strict=True) if m.news]

    def f1(threshold: float) -> float:
        taken = [is_cue for probability, is_cue in pairs if probability >= threshold]
        return 2 * sum(taken) / (len(taken) + gold)

    return max((round(0.02 * step, 2) for step in range(10, 36)), key=f1)

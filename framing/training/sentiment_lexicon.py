"""Fits the weights of the target-sentiment rules on NewsMTSC.

The corpus: Hamborg and Donnay (2021), EACL. One multinomial logistic regression over the named
evidence of a target, then one temperature, fitted on probabilities of models that have not seen
the article, so that a stated probability is one.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize_scalar
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression

from framing.articles import find_quotations
from framing.classifiers.sentiment.features import find_evidence, read_scene
from framing.classifiers.sentiment.rules import LABELS
from framing.corpora import TargetSentence, read_newsmtsc
from framing.training.weights_file import write_weights

__all__ = ["fit", "fit_weights"]

# How strongly weights are held near zero: chosen by cross-validation over articles.
INVERSE_REGULARISATION = 0.05
FOLDS = 5
# Evidence must have been seen this often; smaller weights than this are left out of the file.
MINIMUM_COUNT = 3
SMALLEST = 0.03

LABELS = LABELS


def fit(data: Path, out: Path, progress: Callable[[str], None]) -> tuple[Path, ...]:
    """Writes ``sentiment.json``, fitted on the training part of NewsMTSC.

    Raises:
        InputError: if the corpus is not in ``data``.
    """
    progress("reading NewsMTSC")
    sentences = read_newsmtsc(data, "train")
    progress("fitting the weights of evidence")
    return (write_weights(out / "sentiment.json", fit_weights(sentences)),)


def fit_weights(sentences: Sequence[TargetSentence]) -> Mapping[str, Mapping[str, float]]:
    """The content of ``sentiment.json``: weights by label, and the temperature."""
    described = [_describe(sentence) for sentence in sentences]
    gold = np.array([LABELS.index(sentence.label) for sentence in sentences])
    documents = sorted({sentence.document for sentence in sentences})
    fold_of = {document: number % FOLDS for number, document in enumerate(documents)}
    folds = np.array([fold_of[sentence.document] for sentence in sentences])
    held_out = np.zeros((len(sentences), len(LABELS)))
    for fold in range(FOLDS):
        seen = np.flatnonzero(folds != fold)
        model = _Model([described[at] for at in seen], gold[seen])
        unseen = np.flatnonzero(folds == fold)
        held_out[unseen] = model.totals([described[at] for at in unseen])
    weights = _Model(described, gold).weights()
    return {**weights, "calibration": {"temperature": _temperature(held_out, gold)}}


def _describe(sentence: TargetSentence) -> Mapping[str, float]:
    scene = read_scene(sentence.text, find_quotations(sentence.text))
    values: dict[str, float] = defaultdict(float)
    for item in find_evidence(scene, sentence.target):
        values[item.name] += item.value
    return values


class _Model:
    """The multinomial logistic regression over named evidence."""

    def __init__(self, described: Sequence[Mapping[str, float]], gold: NDArray[np.int64]) -> None:
        counts = Counter(name for values in described for name in values)
        names = sorted(name for name, count in counts.items() if count >= MINIMUM_COUNT)
        self._columns = {name: column for column, name in enumerate(names)}
        self._regression = LogisticRegression(C=INVERSE_REGULARISATION, max_iter=1000).fit(
            self._matrix(described), gold
        )

    def totals(self, described: Sequence[Mapping[str, float]]) -> NDArray[np.float64]:
        """The sum of weighted evidence for each label, shape (sentences, labels)."""
        made: NDArray[np.float64] = self._regression.decision_function(self._matrix(described))
        return made

    def weights(self) -> dict[str, dict[str, float]]:
        """Label to name to weight, rounded; ``bias`` is the constant."""
        found = {}
        for row, label in enumerate(LABELS):
            values = self._regression.coef_[row]
            kept = {
                name: round(float(values[column]), 3)
                for name, column in self._columns.items()
                if abs(values[column]) >= SMALLEST
            }
            found[label] = {"bias": round(float(self._regression.intercept_[row]), 3), **kept}
        return found

    def _matrix(self, described: Sequence[Mapping[str, float]]) -> csr_matrix:
        cells = [
            (row, self._columns[name], value)
            for row, values in enumerate(described)
            for name, value in values.items()
            if name in self._columns
        ]
        rows, columns, values = zip(*cells, strict=True)
        return csr_matrix((values, (rows, columns)), (len(described), len(self._columns)))


def _temperature(totals: NDArray[np.float64], gold: NDArray[np.int64]) -> float:
    """By what to divide the totals so that the probabilities are most likely right."""

    def surprise(temperature: float) -> float:
        scaled = totals / temperature
        norms = np.logaddexp.reduce(scaled, axis=1)
        return float(np.mean(norms - scaled[np.arange(len(gold)), gold]))

    return round(float(minimize_scalar(surprise, bounds=(0.3, 3.0), method="bounded").x), 3)

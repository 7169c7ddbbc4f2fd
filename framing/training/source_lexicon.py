"""Fits the weights that say whom "he" and "she" mean, on PolNeAR's silver coreference.

Newell, Margolin and Ruths (2018), LREC; the layer is CoreNLP's, so it is silver. Each pronoun that
is a source of an attribution is one example: a choice between the persons named before it and
nobody. Who spoke before is told as the layer has it. The threshold is the lowest probability from
which on the given share of the answers agrees with the layer, on documents whose weights have not
seen them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from framing.classifiers.attribution.antecedents import Antecedent
from framing.classifiers.attribution.cues import source_kind
from framing.classifiers.attribution.extraction import Model, extract, score_features
from framing.classifiers.attribution.people import gender_of_pronoun
from framing.classifiers.attribution.sources import Sources
from framing.classifiers.attribution.structure import read_article
from framing.classifiers.entities import EntityRecognizer
from framing.classifiers.lexicon import read_weights, sigmoid, softmax
from framing.corpora.polnear import PolnearDocument, read_polnear
from framing.corpora.silver_names import SilverMention, is_same_name, silver_mentions
from framing.training.conditional_logit import Choice, fit_choice
from framing.training.weights_file import write_weights

__all__ = ["fit", "fit_weights"]

PENALTY = 1.0
FOLDS = 4
AGREEING = 0.875


def fit(data: Path, out: Path, progress: Callable[[str], None]) -> tuple[Path, ...]:
    """Writes ``source.json``.

    Raises:
        InputError: if the corpus is not in ``data``.
    """
    progress("reading PolNeAR")
    documents = [each for each in read_polnear(data, "train") if each.silver_coreference]
    progress("finding pronouns")
    weights = fit_weights([read_choices(each) for each in documents])
    return (write_weights(out / "source.json", weights),)


def fit_weights(choices: Sequence[Sequence[Choice]]) -> dict[str, dict[str, float]]:
    """The content of ``source.json`` from the choices of each document."""
    chances: list[float] = []
    right: list[bool] = []
    for fold in range(FOLDS):
        weights = _fit(choices[n] for n in range(len(choices)) if n % FOLDS != fold)
        for choice in (one for made in choices[fold::FOLDS] for one in made):
            scores = [sum(weights.get(name, 0.0) for name in one) for one in choice.options]
            best = int(np.argmax(scores))
            if best:
                chances.append(softmax(scores)[best])
                right.append(best == choice.right)
    threshold = _threshold(np.array(chances), np.array(right))
    return {"antecedent": _fit(choices), "threshold": {"probability": threshold}}


def read_choices(document: PolnearDocument) -> list[Choice]:
    """The pronouns of a document that are sources, each with whom it may mean and does mean."""
    article = document.to_article()
    reading = read_article(article)
    (entities,) = EntityRecognizer().annotate([article])
    teacher = _Teacher(silver_mentions(document), reading.tokens.starts)
    sources = Sources(reading, entities, teacher.choose)
    weights = read_weights("attribution.json")
    for found in extract(reading, Model.of(weights)):
        values = score_features(found)
        score = sum(value * weights["score"].get(name, 0.0) for name, value in values.items())
        if sigmoid(score) >= weights["threshold"]["score"]:
            sources.describe(found)
    return teacher.choices


@dataclass(slots=True)
class _Teacher:
    """Answers as the silver layer does, and keeps what it was asked."""

    mentions: Mapping[int, tuple[SilverMention, ...]]
    starts: Sequence[int]
    choices: list[Choice] = field(default_factory=list)

    def choose(self, at: int, options: Sequence[Antecedent]) -> str:
        """The option that is a name of the pronoun's chain; nothing where none is."""
        mentions = self.mentions.get(self.starts[at], ())
        if not mentions or not _is_trusted(mentions[0]):
            return ""
        names = mentions[0].names
        right = next(
            (
                number
                for number, each in enumerate(options)
                if each.name and any(is_same_name(each.name, name) for name in names)
            ),
            0,
        )
        if names and not right:
            return ""  # one who is named too far back, or who is no "he" or "she": an error
        self.choices.append(Choice([each.features for each in options], right))
        return options[right].name


def _is_trusted(mention: SilverMention) -> bool:
    """Whether a pronoun's chain says who it is: it does not mix women and men, nor say nothing."""
    genders = {gender_of_pronoun(word) for word in mention.pronouns} - {""}
    unnamed = any(source_kind(word) in ("person", "official") for word in mention.nouns)
    return len(mention.words) == 1 and len(genders) == 1 and (bool(mention.names) or unnamed)


def _fit(choices: Iterable[Sequence[Choice]]) -> dict[str, float]:
    return fit_choice([one for made in choices for one in made], PENALTY)


def _threshold(chances: NDArray[np.float64], right: NDArray[np.bool_]) -> float:
    """The lowest chance from which on enough answers are right."""
    order = np.argsort(-chances, kind="stable")
    agreeing = np.cumsum(right[order]) / np.arange(1, len(order) + 1)
    enough = np.flatnonzero(agreeing >= AGREEING)
    return round(float(chances[order][enough[-1]]), 3) if len(enough) else 1.0

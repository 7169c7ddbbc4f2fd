"""What every classifier is: a task, its labels, and ``annotate(batch)``.

A classifier by rules, one with the embedded network and one from somebody else's package all fit
:class:`Classifier`, and are interchangeable in :func:`framing.compare`.
"""

from __future__ import annotations

import math
from abc import ABC, abstractmethod
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cache
from importlib.metadata import EntryPoint, entry_points
from numbers import Real
from os import PathLike, fspath
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar, Protocol, Self, runtime_checkable

from framing.classifiers.inputs import check_articles, check_texts
from framing.errors import InputError
from framing.model.encoding import Encoding
from framing.records import (
    Annotation,
    Article,
    FrozenMap,
    Prediction,
    Quotation,
    Span,
    quoted_share,
)

if TYPE_CHECKING:
    from framing.classifiers.network import Reader

__all__ = ["ABSTAINED", "Batch", "Classifier", "TextClassifier", "available", "load", "voice_of"]

ENTRY_POINT_GROUP = "framing.classifiers"
PREFERRED = ("network", "rules")

# The label of a prediction that is less probable than its user asked for.
ABSTAINED = "unsure"


@dataclass(frozen=True, slots=True)
class Batch:
    """Articles to annotate, with what is already known of them.

    Attributes:
        articles: the articles.
        encodings: one :class:`Encoding` an article, in the order of its sentences; empty when
            nothing was encoded (rules need no network).
        annotations: what earlier classifiers found, one tuple an article, by offset; empty when
            nothing was annotated yet. Sentiment reads its targets and voices from here.
    """

    articles: tuple[Article, ...]
    encodings: tuple[Encoding, ...] = ()
    annotations: tuple[tuple[Annotation, ...], ...] = ()

    @classmethod
    def of(cls, articles: Batch | Iterable[Article | str]) -> Batch:
        """A batch of these articles; a text is an article without a headline.

        A batch is returned as it is.

        Raises:
            InputError: if it is not a list of articles or texts.
        """
        if isinstance(articles, Batch):
            return articles
        return cls(tuple(check_articles("annotate", articles)))

    def known(self, index: int, task: str) -> tuple[Annotation, ...]:
        """The annotations of ``task`` already made for article ``index``."""
        if not self.annotations:
            return ()
        return tuple(found for found in self.annotations[index] if found.task == task)


@runtime_checkable
class Classifier(Protocol):
    """Anything that annotates articles for one task.

    Attributes:
        task: name of the task, as it appears in :attr:`Annotation.task`.
        labels: the labels its annotations may carry.
    """

    task: str
    labels: tuple[str, ...]

    def annotate(self, articles: Batch | Sequence[Article]) -> list[list[Annotation]]:
        """One list of annotations an article, in order of offset."""
        ...


class TextClassifier(ABC):
    """A classifier of single texts, with the methods people know from other libraries.

    A subclass sets ``task``, ``labels`` and ``classes_`` and writes :meth:`annotate`. It writes
    ``_predict_all`` unless a text's class is whether anything was found in it.
    """

    task: ClassVar[str]
    labels: ClassVar[tuple[str, ...]]
    classes_: ClassVar[tuple[str, ...]]
    providers: ClassVar[tuple[str, ...]] = ("rules",)

    # The probability that a text in which nothing is found has something all the same.
    _missed: ClassVar[float] = 0.0

    def __init__(self, provider: str = "rules", *, weights: str | None = None) -> None:
        if provider not in self.providers:
            raise InputError(
                f"{type(self).__name__}: no provider {provider!r}; "
                f"use one of {', '.join(self.providers)}"
            )
        if weights is not None and provider == "rules":
            raise InputError(
                f"{type(self).__name__}: the rules take no weights; leave {weights!r} out"
            )
        self.provider = provider
        self._weights = weights

    def __repr__(self) -> str:
        return f"{type(self).__name__}(provider={self.provider!r})"

    @classmethod
    def from_pretrained(
        cls, name: str | PathLike[str] | None = None, *, provider: str | None = None
    ) -> Self:
        """The classifier as it ships, or with other weights.

        Nothing is fetched: the packaged weights are part of the installation.

        Args:
            name: a folder that ``framing train`` or :meth:`save_pretrained` wrote; the packaged
                weights by default.
            provider: what does the work, one of ``providers``: ``"network"`` reads with the
                embedded network and weighs what the rules say with it; ``"rules"`` is the version
                without a network. The first of them, the best one, by default.

        Raises:
            InputError: if there is no such provider, it takes no weights, or the weights are
                missing, damaged or not made for this task.
        """
        made = cls(provider or cls.providers[0], weights=None if name is None else fspath(name))
        if made.reader is not None:
            made.reader.weights(made.task)
        return made

    @property
    def reader(self) -> Reader | None:
        """The network that this classifier reads with; ``None`` for one by rules."""
        if self.provider == "rules":
            return None
        from framing.classifiers.network import load_reader

        return load_reader(self._weights)

    @property
    def digest(self) -> str:
        """SHA-256 of the network's weights; empty for a classifier by rules."""
        return self.reader.digest if self.reader else ""

    @property
    def fitted_on(self) -> str:
        """What the network was fitted on, in plain words; empty for a classifier by rules."""
        return self.reader.fitted_on if self.reader else ""

    def save_pretrained(self, folder: str | PathLike[str]) -> Path:
        """Writes the network's weights with their settings and their card to a folder.

        Returns:
            The folder; ``from_pretrained`` takes it.

        Raises:
            InputError: if this classifier works by rules, or the folder cannot be written.
        """
        if self.reader is None:
            raise InputError(f"{type(self).__name__}: the rules have no weights to save")
        return self.reader.save(Path(folder))

    @abstractmethod
    def annotate(self, articles: Batch | Iterable[Article | str]) -> list[list[Annotation]]:
        """One list of annotations an article, in order of offset.

        Args:
            articles: articles, or texts: a list of strings or a column of a table. A text is an
                article without a headline, and offsets are into the text as it was given.

        Raises:
            InputError: if it is not such a list; the line names the item or row.
        """

    def predict(self, inputs: Iterable[Any], *, abstain_below: float = 0.0) -> list[Prediction]:
        """One prediction an input, in order; each input is judged alone and read to its end.

        Scores are probabilities, calibrated on development data: of predictions made with a score
        of 0.8, about eight in ten should be right. ``abstain_below=0.8`` therefore keeps the
        labels of those that are at least so sure.

        Args:
            inputs: texts: a list, an array or a column of a table. Target sentiment takes pairs
                of a text and the target's offsets instead, see its class.
            abstain_below: a prediction with a lower score than this, in [0, 1], gets the label
                ``"unsure"``; its score, probabilities and annotations stay. That label is not
                one of ``classes_``.

        Raises:
            InputError: if the inputs are no such list, with the item or row named, or if
                ``abstain_below`` is no number in [0, 1].
        """
        limit = _check_limit(type(self).__name__, abstain_below)
        made = self._predict_all(self._check_inputs(inputs))
        return [each if each.score >= limit else replace(each, label=ABSTAINED) for each in made]

    def predict_proba(self, inputs: Iterable[Any]) -> Any:
        """Probabilities as an array of shape (inputs, classes), columns as in ``classes_``.

        It takes what :meth:`predict` takes, and raises what it raises.
        """
        import numpy as np

        predictions = self.predict(inputs)
        rows = [[made.probabilities[name] for name in self.classes_] for made in predictions]
        return np.asarray(rows, dtype=float).reshape(len(rows), len(self.classes_))

    def _check_inputs(self, inputs: object) -> list[Any]:
        """The inputs as a list that ``_predict_all`` can rely on."""
        return check_texts(type(self).__name__, inputs)

    def _predict_all(self, inputs: list[Any]) -> list[Prediction]:
        """One prediction an input: the first class where anything is found, else the second.

        Each text is annotated alone. The first class has the probability that at least one
        annotation is right or something was missed, were these independent.
        """
        found, none = self.classes_
        made = []
        batch = Batch.of(inputs)
        encodings = self.reader.read(batch) if self.reader else ()
        for number, article in enumerate(batch.articles):
            alone = Batch((article,), encodings[number : number + 1])
            (annotations,) = self.annotate(alone)
            absent = (1 - self._missed) * math.prod(1 - each.score for each in annotations)
            probabilities = FrozenMap({found: 1 - absent, none: absent})
            label = found if annotations else none
            made.append(Prediction(label, probabilities[label], probabilities, tuple(annotations)))
        return made


def _check_limit(who: str, limit: object) -> float:
    # `not` catches the number that is not one, too.
    if not isinstance(limit, Real) or isinstance(limit, bool) or not 0 <= float(limit) <= 1:
        raise InputError(f"{who}: abstain_below is {limit!r}; give a probability from 0 to 1")
    return float(limit)


def voice_of(span: Span, quotations: Sequence[Quotation]) -> str:
    """``quoted`` when more than half of the span is in quotation marks, else ``author``."""
    return "quoted" if quoted_share(span, quotations) > 0.5 else "author"


def available() -> dict[str, tuple[str, ...]]:
    """Task to the names of its classifiers, as installed packages announce them."""
    found: dict[str, list[str]] = {}
    for point in _announced():
        task, _, name = point.name.partition(".")
        found.setdefault(task, []).append(name)
    return {task: tuple(sorted(names)) for task, names in sorted(found.items())}


def load(task: str, name: str | None = None, *, weights: str | None = None) -> Classifier:
    """The classifier that an installed package announces for ``task`` under ``name``.

    By default that is the one with the network, else the one by rules.

    Args:
        task: the task.
        name: of the classifier.
        weights: a folder that it reads its weights from; only for a network's.

    Raises:
        InputError: if no installed package announces it.
    """
    for each in PREFERRED if name is None else (name,):
        for point in (point for point in _announced() if point.name == f"{task}.{each}"):
            made: Classifier = point.load()(*(() if weights is None else (weights,)))
            return made
    wanted = task if name is None else f"{task}.{name}"
    known = ", ".join(f"{task}.{name}" for task, names in available().items() for name in names)
    raise InputError(f"no classifier {wanted} is installed; there are: {known or 'none'}")


@cache
def _announced() -> tuple[EntryPoint, ...]:
    """What installed packages announce; asking them all takes longer than reading an article."""
    return tuple(entry_points(group=ENTRY_POINT_GROUP))

"""What every classifier is: a task, its labels, and ``annotate(batch)``.

A classifier by rules, one with the embedded network and one from somebody else's package all fit
:class:`Classifier`, and are interchangeable in :func:`framing.compare`.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from importlib.metadata import entry_points
from typing import Any, ClassVar, Protocol, runtime_checkable

from framing.errors import InputError
from framing.model.encoding import Encoding
from framing.records import Annotation, Article, Prediction, Quotation, Span, quoted_share

__all__ = ["Batch", "Classifier", "TextClassifier", "available", "check_texts", "load", "voice_of"]

ENTRY_POINT_GROUP = "framing.classifiers"


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
    def of(cls, articles: Batch | Sequence[Article]) -> Batch:
        """A batch of these articles; a batch is returned as it is.

        Raises:
            InputError: if it is not a list of articles.
        """
        if isinstance(articles, Batch):
            return articles
        if isinstance(articles, str | Article) or not isinstance(articles, Iterable):
            raise InputError(f"give a list of articles, not one {type(articles).__name__}")
        listed = tuple(articles)
        for each in listed:
            if not isinstance(each, Article):
                raise InputError(
                    f"{each!r:.80} is no article; read it first with framing.read_articles, or "
                    "give texts to predict"
                )
        return cls(listed)

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

    A subclass sets ``task``, ``labels`` and ``classes_`` and writes :meth:`annotate` and
    :meth:`predict`.
    """

    task: ClassVar[str]
    labels: ClassVar[tuple[str, ...]]
    classes_: ClassVar[tuple[str, ...]]
    providers: ClassVar[tuple[str, ...]] = ("rules",)

    def __init__(self, provider: str = "rules") -> None:
        if provider not in self.providers:
            raise InputError(
                f"{type(self).__name__}: no provider {provider!r}; "
                f"use one of {', '.join(self.providers)}"
            )
        self.provider = provider

    @classmethod
    def from_pretrained(cls, name: str | None = None, *, provider: str | None = None) -> Any:
        """The classifier as it ships, or with other weights.

        Args:
            name: a folder with weights; the packaged ones by default.
            provider: ``"rules"`` for the version without a network; the best one by default.

        Raises:
            InputError: if there is no such provider, or it takes no weights.
        """
        if name is not None:
            raise InputError(
                f"{cls.__name__}: this version works by rules and takes no weights; "
                f"leave {name!r} out"
            )
        return cls(provider or cls.providers[0])

    @abstractmethod
    def annotate(self, articles: Batch | Sequence[Article]) -> list[list[Annotation]]:
        """One list of annotations an article, in order of offset."""

    @abstractmethod
    def predict(self, inputs: Sequence[Any]) -> list[Prediction]:
        """One prediction an input, in order."""

    def predict_proba(self, inputs: Sequence[Any]) -> Any:
        """Probabilities as an array of shape (inputs, classes), columns as in ``classes_``."""
        import numpy as np

        predictions = self.predict(inputs)
        rows = [[made.probabilities[name] for name in self.classes_] for made in predictions]
        return np.asarray(rows, dtype=float).reshape(len(rows), len(self.classes_))


def check_texts(name: str, inputs: Sequence[str]) -> list[str]:
    """The inputs as a list of strings.

    Raises:
        InputError: if a single string was given, or something that is not a string.
    """
    if isinstance(inputs, str):
        raise InputError(f"{name}: give a list of texts, not one text; write [text]")
    if not isinstance(inputs, Iterable):
        raise InputError(f"{name}: give a list of texts, not {type(inputs).__name__}")
    texts = list(inputs)
    for index, text in enumerate(texts):
        if not isinstance(text, str):
            raise InputError(
                f"{name}: item {index} is {type(text).__name__}, not a text; give strings"
            )
    return texts


def voice_of(span: Span, quotations: Sequence[Quotation]) -> str:
    """``quoted`` when more than half of the span is in quotation marks, else ``author``."""
    return "quoted" if quoted_share(span, quotations) > 0.5 else "author"


def available() -> dict[str, tuple[str, ...]]:
    """Task to the names of its classifiers, as installed packages announce them."""
    found: dict[str, list[str]] = {}
    for point in entry_points(group=ENTRY_POINT_GROUP):
        task, _, name = point.name.partition(".")
        found.setdefault(task, []).append(name)
    return {task: tuple(sorted(names)) for task, names in sorted(found.items())}


def load(task: str, name: str = "rules") -> Classifier:
    """The classifier that an installed package announces for ``task`` under ``name``.

    Raises:
        InputError: if no installed package announces it.
    """
    for point in entry_points(group=ENTRY_POINT_GROUP, name=f"{task}.{name}"):
        made: Classifier = point.load()()
        return made
    known = ", ".join(f"{task}.{name}" for task, names in available().items() for name in names)
    raise InputError(f"no classifier {task}.{name} is installed; there are: {known or 'none'}")

"""What a classifier says of a place in a text."""

from __future__ import annotations

from dataclasses import dataclass, field

from framing.records.spans import FrozenMap, Span

__all__ = ["Annotation", "Prediction"]


@dataclass(frozen=True, slots=True)
class Annotation:
    """A labelled span of an article or of a string.

    Attributes:
        task: ``hedging``, ``attribution``, ``sentiment``, ``loaded_language`` or ``entity``.
        label: the task's label for the span.
        start: offset of its first character.
        end: offset after its last character.
        score: probability that the annotation is right, in [0, 1].
        parts: role (``source``, ``cue``, ``content``, ``target``) to its spans, in order.
        properties: further facts about it; the task's module says which.
        article: id of the article it belongs to; empty for a plain string.
    """

    task: str
    label: str
    start: int
    end: int
    score: float
    parts: FrozenMap[tuple[Span, ...]] = field(default_factory=FrozenMap)
    properties: FrozenMap[str | float | bool | None] = field(default_factory=FrozenMap)
    article: str = ""

    @property
    def span(self) -> Span:
        """Where the annotation stands."""
        return Span(self.start, self.end)


@dataclass(frozen=True, slots=True)
class Prediction:
    """What a classifier says of one input.

    Attributes:
        label: the most probable label; ``unsure`` where it was asked for and is not sure enough.
        score: that label's probability.
        probabilities: every label's probability; they sum to 1.
        annotations: the spans behind it, offsets into the input string.
    """

    label: str
    score: float
    probabilities: FrozenMap[float]
    annotations: tuple[Annotation, ...] = ()

"""Overlapping annotations over one text, cut into segments that each carry a set of marks."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from types import MappingProxyType

from framing.records import Annotation, Article, Span
from framing.report.escaping import visible
from framing.report.sources import Sources

__all__ = ["LAYERS", "Layer", "Mark", "MarkedText", "Segment", "marks_of", "segments"]


@dataclass(frozen=True, slots=True)
class Layer:
    """One kind of mark, which a reader can switch on and off.

    Attributes:
        id: its name in class attributes.
        name: its name for the reader.
        meaning: what the mark says, in one sentence.
        shown: whether it is on at first.
    """

    id: str
    name: str
    meaning: str
    shown: bool = False


# In the order of the legend. Each has a form of its own (line, tint, slant, sign), so that marks
# on the same words stay apart without colour.
LAYERS = (
    Layer("differs", "where tellings differ", "The words behind a difference named below.", True),
    Layer("changed", "changed words", "Words that no other outlet’s telling of the fact has."),
    Layer("hedge", "hedges", "Words that leave open whether something is so.", True),
    Layer("source", "sources", "Who is named as the source, and the verb that says so.", True),
    Layer("loaded", "loaded words", "Words that judge while they describe.", True),
    Layer("content", "what sources say", "The words attributed to a source."),
    Layer("tone", "tone", "A name that is written of positively (+) or negatively (−)."),
    Layer("name", "names", "People, organisations and places."),
)


_HEDGES = MappingProxyType(
    {
        "epistemic": "leaves open whether it is so",
        "doxastic": "a belief or an opinion",
        "investigation": "still being looked into",
        "condition": "holds only if something else does",
    }
)
_STANCES = MappingProxyType(
    {
        "factive": "this verb takes the statement as true",
        "doubting": "this verb keeps a distance from the statement",
        "neutral": "this verb takes no side",
    }
)
_ENTITIES = MappingProxyType(
    {
        "person": "person",
        "organisation": "organisation",
        "place": "place",
        "other": "name",
    }
)


@dataclass(frozen=True, slots=True, order=True)
class Mark:
    """A span of a text that one layer marks.

    Attributes:
        start: offset of its first character.
        end: offset after its last character.
        layer: id of its layer, with a variant after a blank (``tone negative``).
        note: what the mark says, in a few words.
    """

    start: int
    end: int
    layer: str
    note: str


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of text over which the same marks hold.

    Attributes:
        start: offset of its first character.
        end: offset after its last character.
        text: its characters.
        marks: the marks that cover it, in order.
        last: the marks among them that end with it.
    """

    start: int
    end: int
    text: str
    marks: tuple[Mark, ...] = ()

    @property
    def classes(self) -> str:
        """The layers of its marks, for a class attribute."""
        names = dict.fromkeys(name for mark in self.marks for name in mark.layer.split())
        if any(mark.layer.startswith("tone") and mark.end == self.end for mark in self.marks):
            names["tone-end"] = None
        return " ".join(names)

    @property
    def note(self) -> str:
        """What its marks say, the closest first, for a title attribute."""
        closest = sorted(self.marks, key=lambda mark: mark.end - mark.start)
        return "; ".join(dict.fromkeys(mark.note for mark in closest))


def segments(
    text: str, marks: Iterable[Mark], span: Span | None = None, cuts: Iterable[int] = ()
) -> tuple[Segment, ...]:
    """The text, or the span of it, cut wherever a mark starts or ends.

    Joined together the segments give the text back exactly, whatever the overlaps; none is empty.

    Args:
        text: the text.
        marks: marks in any order; parts outside the span are ignored.
        span: which part of the text to cut; all of it by default.
        cuts: further offsets to cut at.
    """
    whole = Span(0, len(text)) if span is None else span
    inside = sorted(
        {mark for mark in marks if max(mark.start, whole.start) < min(mark.end, whole.end)}
    )
    edges = {whole.start, whole.end}
    edges.update(cut for cut in cuts if whole.start < cut < whole.end)
    for mark in inside:
        edges.update((max(mark.start, whole.start), min(mark.end, whole.end)))
    found = []
    active: list[Mark] = []
    following = 0
    bounds = sorted(edges)
    for start, end in pairwise(bounds):
        active = [mark for mark in active if mark.end > start]
        while following < len(inside) and inside[following].start <= start:
            if inside[following].end > start:
                active.append(inside[following])
            following += 1
        found.append(Segment(start, end, text[start:end], tuple(active)))
    return tuple(found)


def marks_of(article: Article, annotations: Iterable[Annotation], sources: Sources) -> list[Mark]:
    """The marks that the annotations of an article put on its text.

    Annotations of a task that this version does not know carry no mark.
    """
    found: list[Mark] = []
    for annotation in annotations:
        for spans, layer, note in _marks(article, annotation, sources):
            found.extend(Mark(span.start, span.end, layer, note) for span in spans if len(span))
    return found


def _marks(
    article: Article, annotation: Annotation, sources: Sources
) -> Iterator[tuple[tuple[Span, ...], str, str]]:
    """What one annotation marks: spans, the layer, and a note for the reader."""
    about, label = annotation.properties, annotation.label
    whole = (annotation.span,)
    sure = f", probability {annotation.score:.2f}"
    if annotation.task == "hedging":
        meaning = _HEDGES.get(label, visible(label))
        yield whole, "hedge", f"hedge: {meaning}, {sources.voice(annotation)}{sure}"
    elif annotation.task == "attribution":
        source = sources.of(article, annotation)
        who = source.label if source.named or not source.known else ""
        kind = ", ".join(filter(None, (source.kind, "not named" if source.anonymous else "")))
        told = ", named elsewhere in the article" if about.get("resolved") else ""
        yield (
            annotation.parts.get("source", ()),
            "source",
            f"source: {who}{', ' if who else ''}{kind}{told}{sure}",
        )
        stance = _STANCES.get(str(about.get("cue_stance")), "")
        yield annotation.parts.get("cue", ()), "source cue", f"attribution: {stance or 'cue'}"
        said = {"direct": "quoted words", "mixed": "partly quoted words"}.get(label, "paraphrase")
        yield annotation.parts.get("content", whole), "content", f"{said} of {source.label}"
    elif annotation.task == "loaded_language":
        yield whole, "loaded", f"loaded word, {sources.voice(annotation)}{sure}"
    elif annotation.task == "sentiment":
        if label in ("negative", "positive"):
            yield whole, f"tone {label}", f"{label} tone, {sources.voice(annotation)}{sure}"
    elif annotation.task == "entity":
        name = visible(str(about.get("name") or ""))
        kind = _ENTITIES.get(label, "name")
        yield whole, "name", f"{kind}: {name}" if name else kind


class MarkedText:
    """A text with all its marks, cut once, from which any part can be taken.

    Args:
        text: the text.
        marks: its marks, in any order.
        cuts: further offsets to cut at: the bounds of the parts that will be asked for.
    """

    __slots__ = ("_segments", "_starts", "text")

    def __init__(self, text: str, marks: Iterable[Mark], cuts: Iterable[int] = ()) -> None:
        self.text = text
        self._segments = segments(text, marks, cuts=cuts)
        self._starts = [segment.start for segment in self._segments]

    def part(self, span: Span, added: Sequence[Mark] = ()) -> tuple[Segment, ...]:
        """The segments of one part of the text, with further marks on it."""
        if not len(span):
            return ()
        at = max(0, bisect_left(self._starts, span.start + 1) - 1)
        until = bisect_left(self._starts, span.end)
        held = self._segments[at:until]
        if not added and held[0].start == span.start and held[-1].end == span.end:
            return held
        marks = {mark for segment in held for mark in segment.marks}
        return segments(self.text, marks.union(added), span)

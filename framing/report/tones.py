"""Tone toward the people, organisations and places that several articles mention."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from types import MappingProxyType

from framing.records import Annotation
from framing.report.escaping import visible
from framing.report.pages import Ref
from framing.report.sheets import Sheet

__all__ = ["VOICES", "Tone", "ToneCell", "ToneRow", "tones"]

VOICES = MappingProxyType(
    {
        "own": "own voice",
        "paraphrase": "paraphrase of a source",
        "quoted": "quoted words",
    }
)
"""In whose voice a tone stands: the outlet's, the outlet's words for a source's, or a source's."""

LABELS = ("negative", "neutral", "positive")


@dataclass(frozen=True, slots=True)
class Tone:
    """The mentions with one tone in one voice."""

    label: str
    refs: tuple[Ref, ...]


@dataclass(frozen=True, slots=True)
class ToneCell:
    """The tones in which one article mentions somebody, in one voice."""

    voice: str
    tones: tuple[Tone, ...]

    @property
    def coloured(self) -> bool:
        """Whether any mention is negative or positive."""
        return any(tone.label != "neutral" for tone in self.tones)


@dataclass(frozen=True, slots=True)
class ToneRow:
    """Somebody whom several articles mention; ``cells`` has a tuple an article, one a voice."""

    name: str
    kind: str
    cells: tuple[tuple[ToneCell, ...], ...]

    @property
    def coloured(self) -> int:
        """How many mentions are negative or positive."""
        return sum(
            len(tone.refs)
            for cell in self.cells
            for each in cell
            for tone in each.tones
            if tone.label != "neutral"
        )

    @property
    def mentions(self) -> int:
        """How many mentions have a tone, the neutral ones included."""
        return sum(len(tone.refs) for cell in self.cells for each in cell for tone in each.tones)


@dataclass(slots=True)
class _Heard:
    name: str = ""
    kind: str = ""
    refs: dict[tuple[int, str, str], list[Ref]] = field(default_factory=dict)


def tones(sheets: Sequence[Sheet]) -> tuple[ToneRow, ...]:
    """Who is mentioned in which tone; first those with most that is not neutral."""
    heard: dict[str, _Heard] = {}
    named: dict[str, Annotation] = {}
    for sheet in sheets:
        for number in range(len(sheet.article.sentences)):
            for each in sheet.annotations(number, "entity"):
                named.setdefault(str(each.properties.get("entity") or ""), each)
            for each in sheet.annotations(number, "sentiment"):
                entity = str(each.properties.get("entity") or "")
                if entity and each.label in LABELS:
                    kept = heard.setdefault(entity, _Heard())
                    at = (sheet.index, _voice(each), each.label)
                    ref = sheet.at(each.span)
                    if ref not in kept.refs.setdefault(at, []):
                        kept.refs[at].append(ref)
    rows = [
        _row(entity, each, named.get(entity), len(sheets))
        for entity, each in heard.items()
        if len({article for article, _, _ in each.refs}) > 1
    ]
    return tuple(sorted(rows, key=lambda row: (-row.coloured, -row.mentions, row.name)))


def _voice(sentiment: Annotation) -> str:
    about = sentiment.properties
    if about.get("voice") == "quoted":
        return "quoted"
    return "paraphrase" if about.get("speaker") or about.get("speaker_source") else "own"


def _row(entity: str, heard: _Heard, named: Annotation | None, articles: int) -> ToneRow:
    name = visible(str(named.properties.get("name") or "")) if named else ""
    kind = named.label if named and named.label != "other" else ""
    cells = tuple(
        tuple(
            ToneCell(voice, found)
            for voice in VOICES
            if (
                found := tuple(
                    Tone(label, tuple(heard.refs[article, voice, label]))
                    for label in LABELS
                    if (article, voice, label) in heard.refs
                )
            )
        )
        for article in range(articles)
    )
    return ToneRow(name or visible(entity), kind, cells)

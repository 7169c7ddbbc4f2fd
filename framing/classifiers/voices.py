"""Whose voice each annotation is in: the outlet's own, or that of the source it stands under.

A pure function over what was annotated, run after all classifiers: it needs the attributions.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from framing.classifiers.base import voice_of
from framing.records import Annotation, Article, FrozenMap, Span

__all__ = ["mark_voices"]

_SPEAKERS = frozenset({"attribution", "entity"})
_FIRST_PERSONS = frozenset({"i", "we", "me", "us", "my", "our"})
# Who will not speak of something has said nothing of it.
_REFUSAL = re.compile(
    r"\b(?:declin|refus)\w*\b[\w\s]{0,20}?"
    r"\b(?:comment|say|answer|discuss|respond|elaborate|speculate|confirm|disclose|identify|name)",
    re.IGNORECASE,
)
_FIRST_WORDS = 20  # characters of a content in which a refusal may end
_DEEPEST = 50  # contents around a span that are looked at, the innermost first


@dataclass(frozen=True, slots=True)
class _Speech:
    """One piece of what a source says."""

    span: Span
    speaker: str
    source: str


def mark_voices(article: Article, annotations: Sequence[Annotation]) -> list[Annotation]:
    """The annotations of one article, each marked with whose voice it is in.

    Each that is not an attribution or an entity gets ``voice`` where it has none (``quoted`` when
    more than half of it is in quotation marks, else ``author``), ``speaker`` (the name of the
    source in whose content it stands, or the words for it where it is not named; empty in the
    outlet's own voice) and ``speaker_source`` (that attribution's ``source``). Where one content
    stands in another the innermost counts; attributions without a source do not, nor those whose
    source declines to speak of the matter.

    Args:
        article: the article.
        annotations: its annotations, in order of offset.
    """
    pieces = sorted(
        (
            piece
            for each in annotations
            if each.task == "attribution"
            for piece in _speech(article, each)
        ),
        key=lambda piece: (piece.span.start, -piece.span.end),
    )
    open_pieces: list[_Speech] = []
    marked = []
    at = 0
    for each in annotations:
        while at < len(pieces) and pieces[at].span.start <= each.start:
            open_pieces.append(pieces[at])
            at += 1
        while open_pieces and open_pieces[-1].span.end <= each.start:
            open_pieces.pop()
        marked.append(each if each.task in _SPEAKERS else _marked(article, each, open_pieces))
    return marked


def _speech(article: Article, attribution: Annotation) -> list[_Speech]:
    spans = attribution.parts.get("source", ())
    if not spans or _is_refusal(article, attribution):
        return []
    about = attribution.properties
    if spans[0].of(article.text).lower() in _FIRST_PERSONS and not about.get("source_name"):
        return []
    speaker = str(about.get("source_name") or "") or " ".join(spans[0].of(article.text).split())
    source = str(about.get("source") or "")
    contents = attribution.parts.get("content", (attribution.span,))
    return [_Speech(span, speaker, source) for span in contents]


def _is_refusal(article: Article, attribution: Annotation) -> bool:
    """Whether the source will not speak of the content: "declined to comment on"."""
    return any(
        _REFUSAL.search(article.text, cue.start, max(cue.end, attribution.start) + _FIRST_WORDS)
        for cue in attribution.parts.get("cue", ())
        if attribution.start - cue.end < _FIRST_WORDS
    )


def _marked(article: Article, each: Annotation, around: Sequence[_Speech]) -> Annotation:
    inner = next(
        (piece for piece in reversed(around[-_DEEPEST:]) if piece.span.contains(each.span)), None
    )
    properties = {
        "voice": voice_of(each.span, article.quotations),
        **each.properties,
        "speaker": inner.speaker if inner else "",
        "speaker_source": inner.source if inner else "",
    }
    return replace(each, properties=FrozenMap(properties))

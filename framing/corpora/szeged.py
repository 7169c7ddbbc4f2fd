"""Szeged Uncertainty Corpus: hedge cues with their type, in Wikipedia and in news (FactBank).

Szarvas, Vincze, Farkas, Móra and Gurevych (2012): Cross-genre and cross-domain detection of
semantic uncertainty. Computational Linguistics 38(2); Vincze (2014): Uncertainty detection in
natural language texts. PhD thesis, Szeged. https://rgai.inf.u-szeged.hu/node/160

Terms: free for research. The news texts are FactBank's; do not redistribute them.
"""

from __future__ import annotations

import xml.etree.ElementTree as ElementTree
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

from framing.corpora.files import Corpus, find, read_text
from framing.errors import InputError
from framing.records import Span

__all__ = [
    "CUE_LABELS",
    "HedgeCue",
    "UncertaintyDocument",
    "UncertaintySentence",
    "read_szeged",
]

SZEGED = Corpus(
    "the Szeged Uncertainty Corpus", "szeged-uncertainty", "https://rgai.inf.u-szeged.hu/node/160"
)
CUE_LABELS = MappingProxyType(
    {
        "speculation_modal_probable": "epistemic",
        "speculation_modal_possible": "epistemic",
        "speculation_hypo_doxastic": "doxastic",
        "speculation_hypo_investigation": "investigation",
        "speculation_hypo_condition": "condition",
    }
)


@dataclass(frozen=True, slots=True)
class HedgeCue:
    """A hedge cue: its span in the sentence and ``epistemic | doxastic | investigation |
    condition``.
    """

    span: Span
    label: str


@dataclass(frozen=True, slots=True)
class UncertaintySentence:
    """A sentence with its cues, by offset; without any it is flat."""

    id: str
    text: str
    cues: tuple[HedgeCue, ...]
    title: bool = False


@dataclass(frozen=True, slots=True)
class UncertaintyDocument:
    """The sentences of one document."""

    id: str
    sentences: tuple[UncertaintySentence, ...]


def read_szeged(data: Path, part: str) -> tuple[UncertaintyDocument, ...]:
    """The documents of one part of the corpus, in the order of the file.

    Args:
        data: the folder with ``<part>.xml``, or the corpora root.
        part: ``wiki``, ``factbank-train`` or ``factbank`` (the release's whole file).

    Raises:
        InputError: if the file is missing or not in the release's format.
    """
    path = find(data, SZEGED, f"{part}.xml")
    try:
        root = ElementTree.fromstring(read_text(path).encode("utf-8"))
    except ElementTree.ParseError as error:
        raise InputError(f"{path}: not XML ({error}); take the file as it ships") from error
    documents = []
    for element in root.iter("Document"):
        name = (element.findtext("DocID") or "").strip()
        sentences = tuple(
            _sentence(sentence, title=block.get("type") == "Title", path=path)
            for block in element.iter("DocumentPart")
            for sentence in block.iter("Sentence")
        )
        documents.append(UncertaintyDocument(name, sentences))
    if not documents:
        raise InputError(f"{path}: no <Document> in it; take the file as it ships")
    return tuple(documents)


def _sentence(element: ElementTree.Element, *, title: bool, path: Path) -> UncertaintySentence:
    text = element.text or ""
    cues = []
    for child in element:
        inner = "".join(child.itertext())
        if child.tag == "ccue":
            kind = (child.get("type") or "").rstrip("_ ")
            if kind not in CUE_LABELS:
                raise InputError(f"{path}: cue type {kind!r}; expected {', '.join(CUE_LABELS)}")
            start = len(text) + len(inner) - len(inner.lstrip())
            cues.append(HedgeCue(Span(start, start + len(inner.strip())), CUE_LABELS[kind]))
        text += inner + (child.tail or "")
    return UncertaintySentence(element.get("id") or "", text, tuple(cues), title)

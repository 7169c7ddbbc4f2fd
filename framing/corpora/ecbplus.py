"""ECB+: sentences whose event mentions are linked across documents.

Cybulska and Vossen (2014): Using a sledgehammer to crack a nut? Lexical diversity and event
coreference resolution. LREC. http://www.newsreader-project.eu/results/data/the-ecb-corpus

Terms: CC BY 3.0.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path
from typing import Literal

from framing.corpora.files import Corpus, Row, find, read_json_lines

__all__ = ["CoreferentPair", "EcbSentence", "coreferent_pairs", "read_ecbplus"]

ECBPLUS = Corpus(
    "ECB+ as one sentence a line",
    "ecbplus",
    "http://www.newsreader-project.eu/results/data/the-ecb-corpus",
)


@dataclass(frozen=True, slots=True)
class EcbSentence:
    """A sentence of ECB+.

    Attributes:
        topic: the topic, with its subtopic (``1/ecb``): chains are compared within it only.
        document: the document.
        index: the sentence's number there.
        text: the sentence.
        events: ids of the event chains it mentions.
        entities: ids of the participant and place chains it mentions.
        validated: whether it belongs to the part whose annotation was checked (the gold part).
    """

    topic: str
    document: str
    index: int
    text: str
    events: frozenset[str]
    entities: frozenset[str]
    validated: bool


@dataclass(frozen=True, slots=True)
class CoreferentPair:
    """Two sentences of different documents, and how many event chains they share."""

    left: EcbSentence
    right: EcbSentence
    shared_events: int


def read_ecbplus(data: Path, split: Literal["train", "dev"]) -> tuple[EcbSentence, ...]:
    """The sentences of one split, in the order of the file; lines that are web addresses are not.

    Args:
        data: the folder with ``<split>.jsonl``, or the corpora root.
        split: ``train`` or ``dev``.

    Raises:
        InputError: if the file is missing or not in the expected format.
    """
    rows = read_json_lines(find(data, ECBPLUS, f"{split}.jsonl"))
    return tuple(_sentence(row) for row in rows if not row["is_url_line"])


def coreferent_pairs(sentences: Iterable[EcbSentence]) -> tuple[CoreferentPair, ...]:
    """Every pair of validated sentences of one subtopic and two documents.

    Pairs with ``shared_events == 0`` are negatives. Different subtopics are never paired: they
    are different events by construction.
    """
    groups: dict[str, list[EcbSentence]] = {}
    for sentence in sentences:
        if sentence.validated:
            groups.setdefault(sentence.topic, []).append(sentence)
    return tuple(
        CoreferentPair(left, right, len(left.events & right.events))
        for _, group in sorted(groups.items())
        for left, right in combinations(group, 2)
        if left.document != right.document
    )


def _sentence(row: Row) -> EcbSentence:
    return EcbSentence(
        topic=f"{row['topic']}/{row['subtopic']}",
        document=row["doc"],
        index=row["sent_idx"],
        text=row["text"],
        events=frozenset(row["event_chains"]),
        entities=frozenset(row["entity_chains"]),
        validated=row["validated"],
    )

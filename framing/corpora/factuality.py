"""UW event factuality: how certain it is, from -3 to 3, that an event in a sentence happened.

Lee, Artzi, Choi and Zettlemoyer (2015): Event detection and factuality assessment with non-expert
supervision. EMNLP; as unified by Jiang and de Marneffe (2021): He thinks he knows better than the
doctors: BERT for event factuality fails on pragmatics. TACL 9.

Terms: the release states no data licence. The texts are news agencies'; do not redistribute them.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from framing.corpora.files import Corpus, Row, find, read_json_lines
from framing.errors import InputError
from framing.records import Span

__all__ = ["FactualityEvent", "FactualitySentence", "read_factuality"]

UW = Corpus("UW factuality", "uw-factuality", "https://github.com/njjiang/factuality_bert")


@dataclass(frozen=True, slots=True)
class FactualityEvent:
    """An event word: its span in the sentence, and its factuality from -3 to 3."""

    span: Span
    factuality: float


@dataclass(frozen=True, slots=True)
class FactualitySentence:
    """A sentence, its tokens joined by single spaces, with its events in order."""

    id: str
    text: str
    events: tuple[FactualityEvent, ...]


def read_factuality(data: Path, split: Literal["train", "dev"]) -> tuple[FactualitySentence, ...]:
    """The sentences of one split, in the order of the file.

    Args:
        data: the folder with ``<split>.jsonl``, or the corpora root.
        split: ``train`` or ``dev``.

    Raises:
        InputError: if the file is missing or not in the release's format.
    """
    return tuple(_sentence(row, split) for row in read_json_lines(find(data, UW, f"{split}.jsonl")))


def _sentence(row: Row, split: str) -> FactualitySentence:
    tokens = str(row["text"]).split()
    starts = [0]
    for token in tokens:
        starts.append(starts[-1] + len(token) + 1)
    events = []
    for target in row["targets"]:
        first, after = Row(row.place, target)["span1"]
        if not 0 <= first < after <= len(tokens):
            raise InputError(f"{row.place}: tokens {first}-{after} of {len(tokens)}")
        span = Span(starts[first], starts[after] - 1)
        events.append(FactualityEvent(span, float(Row(row.place, target)["label"])))
    return FactualitySentence(f"{split}:{row['file_idx']}", " ".join(tokens), tuple(events))

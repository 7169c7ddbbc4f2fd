"""NewsMTSC: sentiment toward a target that is mentioned in a news sentence.

Hamborg and Donnay (2021): NewsMTSC: a dataset for (multi-)target-dependent sentiment
classification in political news articles. EACL. https://github.com/fhamborg/NewsMTSC

Terms: MIT.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from framing.corpora.files import Corpus, Row, find, read_json_lines
from framing.errors import InputError
from framing.records import Span

__all__ = ["NewsmtscSplit", "TargetSentence", "read_newsmtsc"]

NewsmtscSplit = Literal["train", "rw-validation", "mt-validation"]
NEWSMTSC = Corpus(
    "NewsMTSC", "newsmtsc", "https://huggingface.co/datasets/fhamborg/news_sentiment_newsmtsc"
)

LABELS = ("negative", "neutral", "positive")
DOCUMENT = re.compile(r"(allsides_\d+_\d+|polusa_v\d+_\d+)_")


@dataclass(frozen=True, slots=True)
class TargetSentence:
    """A sentence with one target in it.

    Attributes:
        id: the release's id.
        document: the article it was taken from, as its id says; else the id itself.
        text: the sentence.
        target: where the target is mentioned.
        label: ``negative``, ``neutral`` or ``positive``: the sentiment toward the target.
    """

    id: str
    document: str
    text: str
    target: Span
    label: Literal["negative", "neutral", "positive"]


def read_newsmtsc(data: Path, split: NewsmtscSplit) -> tuple[TargetSentence, ...]:
    """The sentences of one split, in the order of the file.

    Args:
        data: the folder with ``<split>.jsonl``, or the corpora root.
        split: ``train``, ``rw-validation`` (as sentences come in news: one target each) or
            ``mt-validation`` (two or more targets each).

    Raises:
        InputError: if the file is missing or not in the release's format.
    """
    path = find(data, NEWSMTSC, f"{split}.jsonl")
    return tuple(_sentence(row) for row in read_json_lines(path))


def _sentence(row: Row) -> TargetSentence:
    polarity = row["polarity"]
    if polarity not in (-1, 0, 1):
        raise InputError(f"{row.place}: polarity {polarity!r}; expected -1, 0 or 1")
    name = str(row["id"])
    document = DOCUMENT.match(name)
    return TargetSentence(
        id=name,
        document=document[1] if document else name,
        text=row["sentence"],
        target=Span(row["from"], row["to"]),
        label=LABELS[int(polarity) + 1],  # type: ignore[arg-type]
    )

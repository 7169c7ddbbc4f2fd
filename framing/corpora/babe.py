"""BABE: news sentences that experts judged biased or not, with the biased words.

Spinde, Plank, Krieger, Ruas, Gipp and Aizawa (2021): Neural media bias detection using distant
supervision with BABE. Findings of EMNLP. https://github.com/Media-Bias-Group/Neural-Media-Bias-Detection-Using-Distant-Supervision-With-BABE

Terms: the repository is AGPL-3.0. The sentences are the outlets'.
"""

from __future__ import annotations

import ast
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from framing.corpora.files import Corpus, Row, find, read_table
from framing.errors import InputError
from framing.records import Span

__all__ = ["BabeSentence", "read_babe"]

BABE = Corpus(
    "BABE (SG2)",
    "babe",
    "https://github.com/Media-Bias-Group/"
    "Neural-Media-Bias-Detection-Using-Distant-Supervision-With-BABE",
)
LABELS = (("Biased", "loaded"), ("Non-biased", "neutral"), ("No agreement", None))


@dataclass(frozen=True, slots=True)
class BabeSentence:
    """A sentence with the experts' majority judgement.

    Attributes:
        text: the sentence.
        document: the link of its article; the sentence itself where there is none.
        outlet: who published it.
        topic: the topic it was sampled for.
        label: ``loaded`` (the release's *Biased*), ``neutral``, or ``None`` for no agreement.
        opinion: the release's judgement of factual against opinionated.
        words: the words that experts marked, as they stand in the release (some lower-cased).
    """

    text: str
    document: str
    outlet: str
    topic: str
    label: Literal["loaded", "neutral"] | None
    opinion: str
    words: tuple[str, ...]

    @property
    def marked(self) -> tuple[Span, ...]:
        """Where the marked words stand, wherever they stand whole, in any case; by offset."""
        found = set()
        for word in self.words:
            pattern = r"(?<!\w)" + re.escape(word.strip()) + r"(?!\w)"
            if word.strip():
                found |= {Span(*hit.span()) for hit in re.finditer(pattern, self.text, re.I)}
        return tuple(sorted(found))


def read_babe(data: Path) -> tuple[BabeSentence, ...]:
    """The sentences, in the order of the file.

    Args:
        data: the folder with ``train.csv`` or ``final_labels_SG2.csv`` (the release's table, saved
            with semicolons between fields), or the corpora root.

    Raises:
        InputError: if the file is missing or not in the release's format.
    """
    path = find(data, BABE, "train.csv", "final_labels_SG2.csv")
    return tuple(_sentence(row) for row in read_table(path, ";"))


def _sentence(row: Row) -> BabeSentence:
    label = row["label_bias"]
    if label not in dict(LABELS):
        raise InputError(f"{row.place}: label_bias {label!r}; expected Biased or Non-biased")
    try:
        words = ast.literal_eval(row["biased_words"])
    except (SyntaxError, ValueError) as error:
        raise InputError(f"{row.place}: biased_words is not a list of words") from error
    return BabeSentence(
        text=row["text"],
        document=row["news_link"] or row["text"],
        outlet=row["outlet"],
        topic=row["topic"],
        label=dict(LABELS)[label],  # type: ignore[arg-type]
        opinion=row["label_opinion"],
        words=tuple(words),
    )

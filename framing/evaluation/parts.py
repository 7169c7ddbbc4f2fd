"""The parts of corpora on which links are scored, and what a link is in each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from framing.articles.assembly import article_from_sentences
from framing.corpora import EcbSentence, Event, GoldLink, read_ecbplus, read_same_fact
from framing.evaluation.measures import Floats
from framing.records import SentenceRef

__all__ = ["Part", "from_ecbplus", "read_parts"]

DOCUMENTS = 3
"""Documents of a subtopic of ECB+ that are compared with each other, as in same-fact."""


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a corpus with gold links.

    Attributes:
        name: its name on the scorecard.
        events: the articles that are compared with each other, with their gold links.
        units: for each event the name of what is resampled; events of one unit stay together.
        unit: what that is called.
        origin: which documents these are, what a link is, and what was fitted on what.
        judged: the sentences whose links are known; ``None`` for all.
        relations: whether gold tells ``same`` from ``partial``, and names differences.
    """

    name: str
    events: tuple[Event, ...]
    units: tuple[str, ...]
    unit: str = "event"
    origin: str = ""
    judged: frozenset[SentenceRef] | None = None
    relations: bool = True

    @property
    def unit_numbers(self) -> tuple[int, ...]:
        """For each event the number of its unit, from 0."""
        numbers = {unit: number for number, unit in enumerate(dict.fromkeys(self.units))}
        return tuple(numbers[unit] for unit in self.units)

    def add_up(self, rows: Sequence[Sequence[float]]) -> Floats:
        """Sufficient statistics a unit, from those an event."""
        table = np.asarray(rows, dtype=np.float64)
        sums = np.zeros((len(set(self.units)), table.shape[1]))
        np.add.at(sums, list(self.unit_numbers), table)
        return sums


def read_parts(data: Path) -> tuple[Part, ...]:
    """The development parts of same-fact and of ECB+.

    Raises:
        InputError: if a corpus is missing or damaged.
    """
    made = []
    for split, origin in (("dev", SAME_FACT_DEV), ("dev-other", SAME_FACT_OTHER)):
        events = read_same_fact(data, split)  # type: ignore[arg-type]
        made.append(
            Part(f"same-fact {split}", events, tuple(event.id for event in events), origin=origin)
        )
    return (*made, from_ecbplus("ECB+ dev", read_ecbplus(data, "dev")))


def from_ecbplus(name: str, sentences: Sequence[EcbSentence]) -> Part:
    """Sentences of ECB+ as articles without headlines, three or so of a subtopic at a time.

    Two validated sentences of different documents are linked where they share at least one chain
    of event mentions. Documents without a validated sentence are left out; other sentences stay
    in their articles, and are not judged.
    """
    topics: dict[str, dict[str, list[EcbSentence]]] = {}
    for sentence in sentences:
        topics.setdefault(sentence.topic, {}).setdefault(sentence.document, []).append(sentence)
    events, units = [], []
    judged: set[SentenceRef] = set()
    for topic, documents in topics.items():
        checked = [rows for rows in documents.values() if any(row.validated for row in rows)]
        if len(checked) < 2:
            continue
        groups = np.array_split(np.arange(len(checked)), max(1, len(checked) // DOCUMENTS))
        for number, group in enumerate(groups):
            made = _event(f"{topic}/{number}", [checked[at] for at in group])
            events.append(made)
            units.append(topic)
        judged |= {
            SentenceRef(rows[0].document, index)
            for rows in checked
            for index, row in enumerate(rows)
            if row.validated
        }
    return Part(
        name, tuple(events), tuple(units), "subtopic", ECBPLUS, frozenset(judged), relations=False
    )


def _event(name: str, documents: Sequence[Sequence[EcbSentence]]) -> Event:
    articles = [
        article_from_sentences("", [[row.text] for row in rows], id=rows[0].document)
        for rows in documents
    ]
    links = tuple(
        GoldLink(SentenceRef(left.document, m), SentenceRef(right.document, n), "partial")
        for at, one in enumerate(documents)
        for other in documents[at + 1 :]
        for m, left in enumerate(one)
        for n, right in enumerate(other)
        if left.validated and right.validated and left.events & right.events
    )
    return Event(name, tuple(articles), links)


SAME_FACT_DEV = (
    "12 events of BASIL that same-fact train does not have. Our weights and the cosines' "
    "thresholds were fitted on same-fact train."
)
SAME_FACT_OTHER = (
    "13 events of other domains: world affairs, sport, technology, crime. Nothing was fitted on "
    "them."
)
ECBPLUS = (
    "Development topics of ECB+, documents of a subtopic in threes. Judged are pairs of validated "
    "sentences of different documents; gold links share at least one chain of event mentions "
    "(ECB+'s ACT and NEG chains; chains of participants, places and times do not count). That is "
    "not our same fact: two sentences that merely mention the event, as a noun in passing, are "
    "linked too, and a validated sentence was chosen because it mentions the subtopic's event, so "
    "that most pairs are links and linking every pair does well. Read the order of systems and "
    "the average precision, less the F1."
)

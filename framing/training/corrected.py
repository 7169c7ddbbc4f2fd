"""Links that readers corrected, as pairs that the aligner can learn from.

A file of corrections holds the articles whole, so their evidence is gathered as for any event. Only
the pairs that readers judged are learnt from: of all the others nothing is known.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from framing.alignment.evidence import PairEvidence
from framing.corpora import Event, GoldLink
from framing.corrections import Corrections, gather
from framing.corrections.file import sentence_of, text_digest
from framing.records import Correction, SentenceRef

__all__ = ["CorrectedEvent", "gather_corrected", "read_corrected"]

Identity = tuple[tuple[str, int, int], ...]


@dataclass(frozen=True, slots=True)
class CorrectedEvent:
    """The articles of one file and what readers judged of their pairs.

    Attributes:
        event: the articles, with the missing links.
        wrong: the pairs that share no fact, each in order.
    """

    event: Event
    wrong: frozenset[tuple[SentenceRef, SentenceRef]]


def read_corrected(paths: Iterable[Path]) -> tuple[CorrectedEvent, ...]:
    """The corrected links of files; those of files without any are left out.

    A pair that several files judge counts once, and not at all where they disagree.

    Raises:
        InputError: if a file is none of corrections.
    """
    given = gather(list(paths))
    verdicts: dict[Identity, set[str]] = {}
    for each in given:
        for identity, correction in _links(each):
            verdicts.setdefault(identity, set()).add(correction.kind)
    made = []
    used: set[Identity] = set()
    for number, each in enumerate(given):
        by_id = {article.id: article for article in each.articles}
        links, wrong = [], []
        for identity, correction in _links(each):
            places = [sentence_of(place, by_id[place.article]) for place in correction.places]
            left, right = (place for place in places if place is not None)
            if identity in used or len(verdicts[identity]) > 1:
                continue
            used.add(identity)
            if correction.relation is not None:
                links.append(GoldLink(left, right, correction.relation))
            else:
                wrong.append((left, right))
        if links or wrong:
            event = Event(f"corrections {number}", each.articles, tuple(links))
            made.append(CorrectedEvent(event, frozenset(wrong)))
    return tuple(made)


def gather_corrected(
    corrected: CorrectedEvent, evidence: Sequence[PairEvidence]
) -> tuple[PairEvidence, ...]:
    """The evidence on the judged pairs alone; pairs that were not proposed have none."""
    judged = {frozenset(pair) for pair in corrected.wrong}
    judged |= {frozenset((link.left, link.right)) for link in corrected.event.links}
    made = []
    for pairs in evidence:
        both = list(zip(pairs.left, pairs.right, strict=True))
        kept = [at for at, pair in enumerate(both) if frozenset(pair) in judged]
        made.append(
            PairEvidence(
                tuple(pairs.left[at] for at in kept),
                tuple(pairs.right[at] for at in kept),
                pairs.values[np.array(kept, dtype=np.int64)],
            )
        )
    return tuple(made)


def _links(given: Corrections) -> list[tuple[Identity, Correction]]:
    """The corrections of links, each under what it is about: texts and places."""
    texts = {article.id: text_digest(article) for article in given.articles}
    return [
        (tuple(sorted((texts[at.article], at.start, at.end) for at in each.places)), each)
        for each in given.corrections
        if each.kind != "annotation_wrong"
    ]

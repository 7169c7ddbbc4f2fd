"""Applies corrections: finds their places in the articles at hand, then changes links and marks.

A place is found again by text, not by position alone. Where the text of an article is the same (its
SHA-256 is), the place is; where it has changed, the whole sentence must still be there, once. All
of it is pure: the same corrections, in any order and however often, give the same result.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from framing.corrections.file import Corrections, sentence_of, text_digest
from framing.records import (
    Annotation,
    Article,
    Correction,
    CorrectionOutcome,
    Link,
    PairScore,
    Passage,
    Relation,
    SentenceRef,
)

if TYPE_CHECKING:
    from framing.alignment.scoring import Alignment

__all__ = ["Edits", "resolve"]

Pair = tuple[SentenceRef, SentenceRef]
Mark = tuple[str, str, str, int, int]
"""An annotation: article, task, label, start and end."""

_QUOTED = 60  # characters of a sentence in a message


@dataclass(frozen=True, slots=True)
class Edits:
    """Corrections at their places in the articles of one comparison.

    Attributes:
        wrong_links: pairs of sentences that share no fact, each in order.
        missing_links: pairs that share one, with the relation.
        wrong_marks: annotations that are wrong.
        outcomes: what became of every correction.
        digest: SHA-256 of the corrections; it depends on the texts they are about and on neither
            their order nor the ids of the articles.
    """

    wrong_links: frozenset[Pair] = frozenset()
    missing_links: tuple[tuple[Pair, Relation], ...] = ()
    wrong_marks: frozenset[Mark] = frozenset()
    outcomes: tuple[CorrectionOutcome, ...] = ()
    digest: str = ""

    @property
    def parameters(self) -> dict[str, str | float | bool | None]:
        """What provenance says of them; nothing where there are none."""
        if not self.outcomes:
            return {}
        return {
            "corrections": len(self.outcomes),
            "corrections applied": sum(each.status == "applied" for each in self.outcomes),
            "corrections digest": self.digest,
        }

    def keeps(self, article: Article, annotation: Annotation) -> bool:
        """Whether no reader marked this annotation wrong."""
        where = annotation.start, annotation.end
        return (article.id, annotation.task, annotation.label, *where) not in self.wrong_marks

    def apply(self, alignment: Alignment, articles: Sequence[Article]) -> Alignment:
        """The alignment without the wrong links and with the missing ones.

        A pair marked wrong is as if it had never been scored: it is not linked, cannot be joined
        into one fact through others, and is not shown as the nearest sentence. A missing link has
        probability 1 by the reader's word, no evidence, and is marked as corrected; it takes the
        place of one that the aligner made itself, which may be a doubtful one.

        Args:
            alignment: the alignment of these articles.
            articles: the articles, in the order of the comparison.
        """
        if not self.wrong_links and not self.missing_links:
            return alignment
        place = {article.id: at for at, article in enumerate(articles)}

        def key(pair: Link | PairScore) -> Pair:
            return _in_order(pair.left, pair.right)

        def order(pair: Link | PairScore) -> tuple[float, int, int, int, int]:
            left, right = pair.left, pair.right
            where = place[left.article], place[right.article], left.sentence, right.sentence
            return -pair.probability, *where

        new = dict(self.missing_links)
        added = []
        for pair, relation in new.items():
            left, right = sorted(pair, key=lambda each: place[each.article])
            added.append(Link(left, right, relation, 1.0, corrected=True))
        changed = self.wrong_links | new.keys()
        links = [each for each in alignment.links if key(each) not in changed]
        scores = [each for each in alignment.scores if key(each) not in changed]
        scores += [PairScore(each.left, each.right, each.probability) for each in added]
        return replace(
            alignment,
            links=tuple(sorted([*links, *added], key=order)),
            scores=tuple(sorted(scores, key=order)),
        )


def resolve(given: Iterable[Corrections], articles: Sequence[Article]) -> Edits:
    """Finds the places of corrections in these articles.

    An article is known again by its text; where several have it, or none, by its id, its address
    or its outlet, if only one has that. Two corrections that say the opposite of the same pair are
    both left out. Of two relations for a missing link ``partial`` holds, which claims less.

    Args:
        given: the content of any number of files.
        articles: the articles that are compared.
    """
    fitting: dict[Correction, CorrectionOutcome] = {}
    others: dict[Correction, CorrectionOutcome] = {}
    digests: set[str] = set()
    for each in given:
        texts = {article.id: text_digest(article) for article in each.articles}
        twins = {one.id: _counterpart(one, each.articles, articles) for one in each.articles}
        originals = {article.id: article for article in each.articles}
        for correction in each.corrections:
            digests.add(_identity(correction, texts))
            outcome = _resolve(correction, originals, twins)
            kept = fitting if outcome.status == "applied" else others
            known = kept.setdefault(outcome.correction, outcome)
            # From two files, one of them of the same text: what the other says does not matter.
            kept[outcome.correction] = min(known, outcome, key=lambda each: each.detail)
    wrong = {each.places for each in fitting if each.kind == "link_wrong"}
    missing = {each.places for each in fitting if each.kind == "link_missing"}
    disputed = wrong & missing
    outcomes = [*others.values()]
    relations: dict[Pair, Relation] = {}
    by_id = {article.id: article for article in articles}
    for correction, outcome in fitting.items():
        if correction.kind != "annotation_wrong" and correction.places in disputed:
            detail = "Another correction says the opposite; neither is applied."
            outcome = replace(outcome, status="contradicted", detail=detail)
        elif correction.kind == "link_missing" and correction.relation is not None:
            pair = _pair(correction, by_id)
            relations[pair] = min(correction.relation, relations.get(pair, "same"))
        outcomes.append(outcome)
    return Edits(
        frozenset(
            _pair(each, by_id)
            for each in fitting
            if each.kind == "link_wrong" and each.places not in disputed
        ),
        tuple(sorted(relations.items())),
        frozenset(
            (
                each.places[0].article,
                each.task,
                each.label,
                each.places[0].start,
                each.places[0].end,
            )
            for each in fitting
            if each.kind == "annotation_wrong"
        ),
        tuple(sorted(outcomes, key=_order)),
        hashlib.sha256("\n".join(sorted(digests)).encode()).hexdigest(),
    )


def _in_order(one: SentenceRef, other: SentenceRef) -> Pair:
    return (one, other) if one <= other else (other, one)


def _pair(correction: Correction, articles: Mapping[str, Article]) -> Pair:
    one, other = (sentence_of(each, articles[each.article]) for each in correction.places)
    assert one is not None
    assert other is not None
    return _in_order(one, other)


def _order(
    outcome: CorrectionOutcome,
) -> tuple[str, tuple[Passage, ...], str, str, str, str]:
    each = outcome.correction
    return each.kind, each.places, each.relation or "", each.task, each.label, outcome.detail


def _identity(correction: Correction, texts: Mapping[str, str]) -> str:
    places = sorted([texts[each.article], each.start, each.end] for each in correction.places)
    about = [correction.kind, correction.relation, correction.task, correction.label]
    return json.dumps([about, places])


def _counterpart(
    original: Article, given: Sequence[Article], articles: Sequence[Article]
) -> Article | None:
    """The article among these that it is, or has become."""
    same = [each for each in articles if each.text == original.text]
    if len(same) == 1:
        return same[0]
    for name in ("id", "url", "outlet"):
        value = getattr(original, name)
        found = [each for each in same or articles if getattr(each, name) == value]
        alone = sum(getattr(each, name) == value for each in given) == 1
        if value and alone and len(found) == 1:
            return found[0]
    return None


def _resolve(
    correction: Correction,
    originals: Mapping[str, Article],
    twins: Mapping[str, Article | None],
) -> CorrectionOutcome:
    """The correction at its places here, or why it has none."""

    def unfit(detail: str) -> CorrectionOutcome:
        return CorrectionOutcome(correction, "does not fit", detail)

    places, changed = [], []
    for place in correction.places:
        original, twin = originals[place.article], twins[place.article]
        words = _quoted(place.span.of(original.text))
        if twin is None:
            return unfit(f"No article here is that of {_outlet(original)} with {words}.")
        if twin.text != original.text:
            changed.append(f"The text of {_outlet(twin)} has changed")
        found = _find(place, original, twin)
        if found is None:
            why = f"{changed[-1]}: the sentence with {words} is not there any more, or twice."
            return unfit(why)
        if correction.kind != "annotation_wrong" and sentence_of(found, twin) is None:
            return unfit(f"The text of {_outlet(twin)} is split otherwise: {words} is no sentence.")
        places.append(found)
    if len({place.article for place in places}) < len(places):
        return unfit("Both sentences are now in one article.")
    here = replace(correction, places=tuple(sorted(places)))
    again = (
        "; the sentences were found again."
        if len(changed) > 1
        else ("; the sentence was found again.")
    )
    return CorrectionOutcome(here, "applied", " and ".join(changed) + again if changed else "")


def _find(place: Passage, original: Article, twin: Article) -> Passage | None:
    """The same passage in the text of the twin."""
    shift = 0
    if twin.text != original.text:
        first = original.sentence_at(place.start)
        last = original.sentence_at(place.end - 1)
        if first is None or last is None:
            return None
        around = original.text[min(first.start, place.start) : max(last.end, place.end)]
        at = twin.text.find(around)
        if at < 0 or twin.text.find(around, at + 1) >= 0:
            return None
        shift = at - min(first.start, place.start)
    return Passage(twin.id, place.start + shift, place.end + shift)


def _outlet(article: Article) -> str:
    return article.outlet or article.id


def _quoted(words: str) -> str:
    line = " ".join(words.split())
    return f"“{line if len(line) <= _QUOTED else line[: _QUOTED - 1].rstrip() + '…'}”"

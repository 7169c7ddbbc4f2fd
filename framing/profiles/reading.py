"""What one comparison says of its outlets: sentence by sentence, and on the facts they share.

Headlines and captions are left out: they hardly ever hedge or name a source, whoever writes them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Literal

from framing.comparison import WORD, probability_marked, quoted_words
from framing.records import Annotation, Article, Comparison, Sentence, SentenceRef, Span

__all__ = [
    "MEASURES",
    "Amount",
    "EventReading",
    "Measure",
    "SentenceReading",
    "TwoTellings",
    "read_event",
]

Amount = tuple[float, float]
"""A total and the number of things it is of."""


@dataclass(frozen=True, slots=True)
class Measure:
    """Something that is measured of every sentence.

    Attributes:
        name: its name, as in the profiles of a comparison where it is there.
        unit: what it is a mean over.
        bounds: between which values it lies.
    """

    name: str
    unit: Literal["sentence", "word", "mention"]
    bounds: tuple[float, float] = (0.0, 1.0)


TONE = Measure("tone in the outlet's own voice", "mention", (-1.0, 1.0))
MEASURES = (
    Measure("hedged sentences", "sentence"),
    Measure("attributed sentences", "sentence"),
    Measure("sentences with a named source", "sentence"),
    Measure("sentences with an unnamed source", "sentence"),
    Measure("sentences with loaded language", "sentence"),
    Measure("words in quotation marks", "word"),
    TONE,
)
"""What is compared. Those of sentences are shares: the mean probability that a sentence has it.

Tone is the mean over mentions of people, organisations and places, outside quotations and what is
paraphrased, of 1 for positive, -1 for negative and 0 for neutral, times the label's probability;
in a pair of tellings only over those that both mention there.
"""


@dataclass(frozen=True, slots=True)
class SentenceReading:
    """What is measured of one sentence of the lead or the body.

    Attributes:
        outlet: who tells it.
        amounts: for each of :data:`MEASURES` the total and the number of units.
        tones: entity to the total and the number of its mentions in the outlet's own voice.
    """

    outlet: str
    amounts: tuple[Amount, ...]
    tones: Mapping[str, Amount]


@dataclass(frozen=True, slots=True)
class TwoTellings:
    """One fact as two outlets tell it: the pair of sentences that is most probably linked.

    Attributes:
        fact: id of the fact.
        left: the sentence of the outlet whose name comes first.
        right: the sentence of the other.
        probability: that of the link.
        copied: whether the two are one copy, as from an agency.
    """

    fact: str
    left: SentenceRef
    right: SentenceRef
    probability: float
    copied: bool


@dataclass(frozen=True, slots=True)
class EventReading:
    """What one comparison says of its outlets.

    Attributes:
        sentences: its sentences of lead and body.
        pairs: the facts that two outlets tell, once for each two outlets.
        words: outlet to how often it uses each word outside quotation marks.
    """

    sentences: Mapping[SentenceRef, SentenceReading]
    pairs: tuple[TwoTellings, ...]
    words: Mapping[str, Counter[str]]

    def values(self, pair: TwoTellings) -> Iterator[tuple[Measure, float, float]]:
        """The measures that both tellings of a fact have, with their values."""
        left, right = self.sentences[pair.left], self.sentences[pair.right]
        for at, measure in enumerate(MEASURES):
            one, other = left.amounts[at], right.amounts[at]
            if measure is TONE:
                both = sorted((left.tones.keys() & right.tones.keys()) - {""})
                one, other = (
                    _sum(_mean(each.tones[entity]) for entity in both) for each in (left, right)
                )
            if one[1] and other[1]:
                yield measure, one[0] / one[1], other[0] / other[1]


def read_event(comparison: Comparison, link_from: float) -> EventReading:
    """Reads one comparison.

    Args:
        comparison: the comparison.
        link_from: probability of a link from which its two tellings are compared.
    """
    found: dict[str, list[Annotation]] = {each.id: [] for each in comparison.articles}
    for annotation in comparison.annotations:
        found[annotation.article].append(annotation)
    sentences: dict[SentenceRef, SentenceReading] = {}
    words: dict[str, Counter[str]] = {}
    for article in comparison.articles:
        told = [each for each in article.sentences if each.zone in ("lead", "body")]
        for sentence, reading in zip(
            told, _readings(article, told, found[article.id]), strict=True
        ):
            sentences[SentenceRef(article.id, sentence.index)] = reading
        words.setdefault(article.outlet or article.id, Counter()).update(_own_words(article, told))
    return EventReading(sentences, tuple(_pairs(comparison, sentences, link_from)), words)


def _readings(
    article: Article, sentences: Sequence[Sentence], found: Sequence[Annotation]
) -> Iterator[SentenceReading]:
    def marked(annotations: Iterable[Annotation]) -> list[Amount]:
        return [(chance, 1.0) for chance in probability_marked(sentences, annotations)]

    attributions = [each for each in found if each.task == "attribution"]
    unnamed = [each for each in attributions if each.properties.get("anonymous")]
    named = [
        each
        for each in attributions
        if each.properties.get("source_name") and not each.properties.get("anonymous")
    ]
    quoted = [quoted_words(article, [sentence]) for sentence in sentences]
    tones = _tones(article, sentences, found)
    columns = (
        marked(each for each in found if each.task == "hedging"),
        marked(attributions),
        marked(named),
        marked(unnamed),
        marked(each for each in found if each.task == "loaded_language"),
        [(sum(words), float(len(words))) for words in quoted],
        [_sum(each.values()) for each in tones],
    )
    for amounts, held in zip(zip(*columns, strict=True), tones, strict=True):
        yield SentenceReading(article.outlet or article.id, amounts, held)


def _tones(
    article: Article, sentences: Sequence[Sentence], found: Iterable[Annotation]
) -> list[Mapping[str, Amount]]:
    """For each sentence the tone toward each entity in the outlet's own voice."""
    signs = {"positive": 1.0, "negative": -1.0}
    made: dict[int, dict[str, Amount]] = {sentence.index: {} for sentence in sentences}
    for each in found:
        own = each.properties.get("voice") == "author" and not each.properties.get("speaker")
        sentence = article.sentence_at(each.start)
        if each.task == "sentiment" and own and sentence and sentence.index in made:
            held, entity = made[sentence.index], str(each.properties.get("entity") or "")
            tone = (signs.get(each.label, 0.0) * each.score, 1.0)
            held[entity] = _sum([held.get(entity, (0.0, 0.0)), tone])
    return list(made.values())


def _sum(amounts: Iterable[Amount]) -> Amount:
    both = list(amounts)
    return sum(total for total, _ in both), sum(count for _, count in both)


def _mean(amount: Amount) -> Amount:
    """One thing, of the mean of many."""
    return amount[0] / amount[1], 1.0


def _own_words(article: Article, sentences: Sequence[Sentence]) -> Iterator[str]:
    """The words outside quotation marks, case folded."""
    for sentence in sentences:
        for word in WORD.finditer(article.text, sentence.start, sentence.end):
            has_letter = any(character.isalpha() for character in word.group())
            if has_letter and not article.is_quoted(Span(*word.span())):
                yield word.group().casefold()


def _pairs(
    comparison: Comparison, sentences: Mapping[SentenceRef, SentenceReading], link_from: float
) -> Iterator[TwoTellings]:
    """For each fact and each two outlets the most probably linked sentences, each two once."""
    links = {frozenset((each.left, each.right)): each.probability for each in comparison.links}
    copies = {frozenset(two) for text in comparison.shared_texts for two in text.sentences}
    used: set[frozenset[SentenceRef]] = set()
    for fact in comparison.facts:
        best: dict[tuple[str, str], TwoTellings] = {}
        told = [each for each in fact.members if each in sentences]
        for two in combinations(told, 2):
            left, right = sorted(two, key=lambda each: sentences[each].outlet)
            key = (sentences[left].outlet, sentences[right].outlet)
            probability = links.get(frozenset(two), 0.0)
            known = best[key].probability if key in best else 0.0
            if key[0] != key[1] and probability >= link_from and probability > known:
                copied = frozenset(two) in copies
                best[key] = TwoTellings(fact.id, left, right, probability, copied)
        for pair in best.values():
            if frozenset((pair.left, pair.right)) not in used:
                used.add(frozenset((pair.left, pair.right)))
                yield pair

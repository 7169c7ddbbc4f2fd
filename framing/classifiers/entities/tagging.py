"""Names by the network and by rules together."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from framing.classifiers.entities.mentions import Mention, agree_on_labels
from framing.classifiers.entities.names import key, place_name
from framing.classifiers.spans import kinds_of, read_words
from framing.classifiers.weighing import Finding, SpanEvidence, gather_spans, keep_best, weigh
from framing.records import Article

if TYPE_CHECKING:
    from framing.model.encoding import Encoding
    from framing.model.reading import HeadReader

__all__ = ["gather_mentions", "weigh_mentions"]

_SURE_ENOUGH = 0.3


def gather_mentions(
    article: Article, encoding: Encoding, heads: HeadReader, by_rules: Sequence[Mention]
) -> Iterator[list[SpanEvidence]]:
    """For each sentence, what may be a name in it, with the evidence; offsets into the sentence.

    Args:
        article: the article.
        encoding: what the encoder made of its sentences.
        heads: the network's heads.
        by_rules: the names that the rules see, by offset.
    """
    labels = heads.labels("entity")
    kinds = kinds_of(labels)
    tags = heads.tag("entity", encoding.tokens)
    texts = [article.text[each.start : each.end] for each in article.sentences]
    tagged = read_words(texts, encoding.offsets, tags, labels)
    at = 0
    for sentence, words in zip(article.sentences, tagged, strict=True):
        inside = []
        while at < len(by_rules) and by_rules[at].start < sentence.end:
            made = by_rules[at]
            if made.start >= sentence.start and made.end <= sentence.end:
                start, end = made.start - sentence.start, made.end - sentence.start
                inside.append(Finding(start, end, made.label, made.score))
            at += 1
        yield gather_spans(words, kinds, inside)


def weigh_mentions(
    article: Article,
    evidence: Iterator[list[SpanEvidence]],
    by_rules: Sequence[Mention],
    weights: Mapping[str, Mapping[str, float]],
) -> list[Mention]:
    """The names that are probable enough by fitted weights, by offset."""
    by_place = {(made.start, made.end): made for made in by_rules}
    found = []
    for sentence, spans in zip(article.sentences, evidence, strict=True):
        for best in keep_best(spans, weights["span"]):
            if best.score + _beside(best, spans, weights["span"]) < weights["threshold"]["span"]:
                continue
            start, end = best.start + sentence.start, best.end + sentence.start
            text = " ".join(article.text[start:end].split())
            rule = by_place.get((start, end))
            label, place = place_name(text, best.label)
            if rule and rule.place and not place and label in ("place", "other"):
                # Only the rules know that "the North" is North Korea here.
                label, place = rule.label, rule.place
            titled = rule.titled if rule else False
            found.append(Mention(start, end, text, label, best.score, place, titled))
    found += _known_elsewhere(found, by_rules)
    found = sorted(agree_on_labels(found), key=lambda made: (made.start, made.end))
    # "The North" of one sentence is that of the others.
    places = {made.text: made.place for made in found if made.place}
    return [
        replace(made, place=places.get(made.text, "")) if made.label == "place" else made
        for made in found
    ]


def _beside(best: Finding, spans: Sequence[SpanEvidence], weights: Mapping[str, float]) -> float:
    """How probable the other readings of the same words are, where the best is not too unsure.

    That there is a name may be sure where it is not sure how much of a title belongs to it.
    """
    if best.score < _SURE_ENOUGH:
        return 0.0
    return sum(
        weigh(weights, each.features)
        for each in spans
        if each.start < best.end
        and best.start < each.end
        and (each.start, each.end) != (best.start, best.end)
    )


def _known_elsewhere(found: Sequence[Mention], by_rules: Sequence[Mention]) -> Iterator[Mention]:
    """Names that the rules see and that are sure elsewhere in the article, or a person's surname.

    One sentence may not show what "Orlov" is; the article that names Ines Orlov does.
    """
    known = {key(made.text): made for made in found}
    for made in found:
        if made.label == "person" and " " in made.text:
            known.setdefault(key(made.text.split()[-1]), made)
    taken = sorted((made.start, made.end) for made in found)
    for made in by_rules:
        sure = known.get(key(made.text))
        at = bisect_left(taken, (made.end, 0))
        if sure is not None and (at == 0 or taken[at - 1][1] <= made.start):
            yield replace(made, label=sure.label, score=max(made.score * sure.score, 0.5))

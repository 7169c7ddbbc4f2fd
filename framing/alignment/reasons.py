"""What two linked sentences have in common, named so that a reader can check the link."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from framing.alignment.words import read_words
from framing.records import Annotation, Article, Link, PairScore, SentenceRef, Shared

__all__ = ["name_shared"]


@dataclass(frozen=True, slots=True)
class _Content:
    """What one sentence says, each in the order of the sentence.

    Attributes:
        words: stem to the word, in lower case; without the words of names.
        names: entity id to its name.
        numbers: its numbers, in digits.
    """

    words: Mapping[str, str]
    names: Mapping[str, str]
    numbers: Sequence[str]


def name_shared(
    links: Sequence[Link],
    articles: Sequence[Article],
    annotations: Mapping[str, Sequence[Annotation]],
) -> tuple[Link, ...]:
    """The links, each with the words, names, numbers and neighbours that its sentences share.

    Args:
        links: the links.
        articles: the articles.
        annotations: id of an article to its annotations; names are its entities.
    """
    by_id = {article.id: article for article in articles}
    ends = {end for link in links for end in (link.left, link.right)}
    sentences: dict[str, list[int]] = {}
    for end in sorted(ends):
        sentences.setdefault(end.article, []).append(end.sentence)
    said = {
        SentenceRef(id, number): content
        for id, numbers in sentences.items()
        for number, content in _read(by_id[id], numbers, annotations.get(id, ()))
    }
    linked = {(link.left, link.right): link.probability for link in links}
    return tuple(
        replace(link, shared=_shared(link, said[link.left], said[link.right], linked))
        for link in links
    )


def _read(
    article: Article, numbers: Sequence[int], annotations: Iterable[Annotation]
) -> Iterable[tuple[int, _Content]]:
    starts = [sentence.start for sentence in article.sentences]
    entities: dict[int, list[Annotation]] = {}
    for found in annotations:
        if found.task == "entity" and found.properties.get("entity"):
            entities.setdefault(bisect_right(starts, found.start) - 1, []).append(found)
    kept = [article.sentences[number] for number in numbers]
    for sentence, read in zip(kept, read_words(article, kept), strict=True):
        held = entities.get(sentence.index, [])
        text = article.text[sentence.start : sentence.end]
        words: dict[str, str] = {}
        for stem, (start, end) in zip(read.stems, read.spans, strict=True):
            at = sentence.start + start
            if stem not in read.numbers and not any(e.start <= at < e.end for e in held):
                words.setdefault(stem, text[start:end].lower())
        names = {
            str(each.properties["entity"]): str(
                each.properties.get("name") or each.span.of(article.text)
            )
            for each in held
        }
        yield sentence.index, _Content(words, names, read.numbers)


def _shared(
    link: Link,
    left: _Content,
    right: _Content,
    linked: Mapping[tuple[SentenceRef, SentenceRef], float],
) -> Shared:
    near = [
        (
            SentenceRef(link.left.article, link.left.sentence + here),
            SentenceRef(link.right.article, link.right.sentence + there),
        )
        for here in (-1, 0, 1)
        for there in (-1, 0, 1)
        if (here or there) and link.left.sentence + here >= 0 and link.right.sentence + there >= 0
    ]
    return Shared(
        words=tuple(word for stem, word in left.words.items() if stem in right.words),
        names=tuple(dict.fromkeys(n for id, n in left.names.items() if id in right.names)),
        numbers=tuple(number for number in left.numbers if number in right.numbers),
        neighbours=tuple(PairScore(*pair, linked[pair]) for pair in near if pair in linked),
    )

"""A plain string as an article, its offsets kept."""

from __future__ import annotations

from framing.articles.segmentation import find_quotations, split_sentences
from framing.records import Article, Sentence

__all__ = ["plain_article"]


def plain_article(text: str) -> Article:
    """The text as an article without a headline; every offset is one into ``text``."""
    sentences: list[Sentence] = []
    paragraph = 0
    for index, span in enumerate(split_sentences(text)):
        if index and "\n" in text[sentences[-1].end : span.start]:
            paragraph += 1
        sentences.append(Sentence(index, span.start, span.end, "body", paragraph))
    return Article(
        id="",
        outlet="",
        title="",
        text=text,
        sentences=tuple(sentences),
        quotations=find_quotations(text),
    )

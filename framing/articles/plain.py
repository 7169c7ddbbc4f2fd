"""A plain string as an article, its offsets kept."""

from __future__ import annotations

import hashlib

from framing.articles.segmentation import find_quotations, split_sentences
from framing.records import Article, Sentence

__all__ = ["digest_of", "plain_article"]

_ID_LENGTH = 12


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


def digest_of(outlet: str, text: str) -> str:
    """The id of an article that comes with none; the same for the same outlet and text."""
    whole = f"{outlet}\0{text}".encode("utf-8", "surrogatepass")
    return hashlib.sha256(whole).hexdigest()[:_ID_LENGTH]

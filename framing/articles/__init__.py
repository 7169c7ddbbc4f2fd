"""Articles in: reading, normalisation, cleaning, segmentation and storage."""

from framing.articles.normalisation import normalise
from framing.articles.reading import article_from_sentences, make_article, read_articles
from framing.articles.segmentation import find_quotations, split_sentences

__all__ = [
    "article_from_sentences",
    "find_quotations",
    "make_article",
    "normalise",
    "read_articles",
    "split_sentences",
]

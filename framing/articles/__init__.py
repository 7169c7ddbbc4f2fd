"""Articles in: reading, normalisation, cleaning, segmentation and storage."""

from framing.articles.normalisation import normalise
from framing.articles.reading import article_from_sentences, make_article, read_articles
from framing.articles.segmentation import find_quotations, split_sentences
from framing.articles.storage import (
    article_from_dict,
    article_to_dict,
    load_articles,
    store_articles,
)

__all__ = [
    "article_from_dict",
    "article_from_sentences",
    "article_to_dict",
    "find_quotations",
    "load_articles",
    "make_article",
    "normalise",
    "read_articles",
    "split_sentences",
    "store_articles",
]

"""Articles from files, folders, addresses, data frames and standard input."""

from __future__ import annotations

from framing.articles.assembly import article_from_sentences, make_article

__all__ = ["article_from_sentences", "make_article"]

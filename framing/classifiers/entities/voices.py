"""Whose words a span is in: the author's, or those between quotation marks."""

from __future__ import annotations

from bisect import bisect_right

from framing.records import Article, Span

__all__ = ["quoted_share", "voice_of"]


def quoted_share(article: Article, span: Span) -> float:
    """The share of a span's characters that stands in quotation marks.

    As :meth:`~framing.records.Article.is_quoted`, without reading all of the quotations.
    """
    quotations = article.quotations
    at = bisect_right(quotations, span.start, key=lambda quotation: quotation.end)
    inside = 0
    while at < len(quotations) and quotations[at].start < span.end:
        inside += min(span.end, quotations[at].end) - max(span.start, quotations[at].start)
        at += 1
    return inside / max(1, len(span))


def voice_of(article: Article, span: Span) -> str:
    """``quoted`` when more than half of the span is in quotation marks, else ``author``."""
    return "quoted" if quoted_share(article, span) > 0.5 else "author"

"""One sheet an article: its text with every mark, and what is known of each sentence."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence

from framing.records import Annotation, Article, Passage, Span
from framing.report.escaping import shorten, visible
from framing.report.marks import Mark, MarkedText, Segment, marks_of
from framing.report.pages import Quote, Ref
from framing.report.sources import Sources
from framing.report.wording import letter, place_in_words

__all__ = ["Sheet", "sheets", "stands_out", "tail"]

_OUTLET = 60
_CONTEXT = 110
_PASSAGE = 320


def sheets(
    articles: Sequence[Article], annotations: Sequence[Sequence[Annotation]]
) -> tuple[Sheet, ...]:
    """One sheet an article, in order.

    Raises:
        ValueError: if there is not one sequence of annotations an article.
    """
    outlets = [
        shorten(visible(article.outlet), _OUTLET) or "unnamed outlet" for article in articles
    ]
    sources = Sources(articles, annotations)
    return tuple(
        Sheet(
            index,
            # Two articles of one outlet are told apart by their letters.
            outlet if outlets.count(outlet) == 1 else f"{outlet} ({letter(index)})",
            article,
            found,
            sources,
        )
        for index, (article, found, outlet) in enumerate(
            zip(articles, annotations, outlets, strict=True)
        )
    )


class Sheet:
    """An article with its annotations, ready to be quoted from.

    Args:
        index: number of the article, from 0.
        outlet: its outlet, distinct within the report.
        article: the article.
        annotations: its annotations.
        sources: the sources of all articles.
    """

    __slots__ = (
        "_bounds",
        "_by_sentence",
        "_marked",
        "_quoted",
        "article",
        "index",
        "outlet",
        "sources",
    )

    def __init__(
        self,
        index: int,
        outlet: str,
        article: Article,
        annotations: Sequence[Annotation],
        sources: Sources,
    ) -> None:
        self.index = index
        self.outlet = outlet
        self.article = article
        self.sources = sources
        bounds = [offset for each in article.sentences for offset in (each.start, each.end)]
        self._marked = MarkedText(article.text, marks_of(article, annotations, sources), bounds)
        self._bounds = ([each.start for each in article.sentences], bounds[1::2])
        self._by_sentence: list[list[Annotation]] = [[] for _ in article.sentences]
        self._quoted: dict[int, Quote] = {}
        for annotation in annotations:
            spans = [
                annotation.span,
                *(span for each in annotation.parts.values() for span in each),
            ]
            held = {number for span in spans for number in self._sentences(span)}
            for number in sorted(held):
                self._by_sentence[number].append(annotation)

    def _sentences(self, span: Span) -> range:
        starts, ends = self._bounds
        return range(bisect_right(ends, span.start), bisect_left(starts, span.end))

    def annotations(self, sentence: int, task: str) -> Iterator[Annotation]:
        """The annotations of a task that touch a sentence."""
        return (each for each in self._by_sentence[sentence] if each.task == task)

    def text(self, span: Span) -> str:
        """The characters of a span, on one line."""
        return " ".join(visible(span.of(self.article.text)).split())

    def ref(self, sentence: int, span: Span | None = None) -> Ref:
        """A way to a sentence, or to a span in it."""
        found = self.article.sentences[sentence]
        meant = found.span if span is None else span
        place = place_in_words(self.article, found)
        # The headline is a paragraph of its own, the first; without one the text begins at 0.
        paragraph = found.paragraph + (not self.article.title)
        whole = meant.contains(found.span)
        return Ref(
            self.index, sentence, place, meant.start, meant.end, found.zone, paragraph, whole
        )

    def at(self, span: Span) -> Ref:
        """A way to the characters of a span, wherever they stand."""
        sentence = self.article.sentence_at(span.start)
        return self.ref(sentence.index if sentence else 0, span)

    def part(self, span: Span, added: Sequence[Mark] = ()) -> tuple[Segment, ...]:
        """A part of the text with its marks, and further ones."""
        return self._marked.part(span, added)

    def passage(self, passage: Passage | Span) -> Quote:
        """A passage with the words of its sentence around it."""
        text = self.article.text
        start, end = passage.start, passage.end
        first = self.article.sentence_at(start)
        last = self.article.sentence_at(max(start, end - 1))
        before = text[first.start : start] if first else ""
        after = text[end : last.end] if last else ""
        ref = self.at(Span(start, end))
        said = self.annotations(ref.sentence, "attribution")
        return Quote(
            ref,
            tail(before, _CONTEXT),
            shorten(text[start:end], _PASSAGE),
            shorten(after, _CONTEXT),
            stands_out(len(before), end - start, len(after)),
            self.sources.voice_of_passage(self.article, Span(start, end), said),
        )

    def sentence(self, number: int) -> Quote:
        """A whole sentence as a quotation; it can be the nearest to many facts."""
        if number not in self._quoted:
            self._quoted[number] = self.passage(self.article.sentences[number].span)
        return self._quoted[number]


def stands_out(before: int, passage: int, after: int) -> bool:
    """Whether a passage is worth marking: most of a sentence in bold says nothing.

    Args:
        before: how many characters of the sentence stand before it.
        passage: how many it has.
        after: how many stand after it.
    """
    return 0 < passage < 2 * (before + after)


def tail(text: str, limit: int) -> str:
    """The end of the text, cut before a word with an ellipsis when it is too long."""
    if len(text) <= limit:
        return text
    tail = text[-(limit - 1) :]
    return "…" + (tail.split(" ", 1)[1] if " " in tail[: limit // 2] else tail)

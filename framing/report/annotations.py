"""Views of annotated articles, for ``framing annotate``: JSONL, CSV, HTML and the terminal."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from os import PathLike
from typing import TYPE_CHECKING

from framing.errors import InputError
from framing.records import Annotation, Article
from framing.report.saving import check_output, write_text

if TYPE_CHECKING:
    from rich.console import RenderableType

    from framing.report.sources import Sources

__all__ = ["SUFFIXES", "render_annotations", "save_annotations"]

SUFFIXES = (".jsonl", ".csv", ".html")
"""The views of annotated articles that can be saved."""


def save_annotations(
    articles: Sequence[Article],
    annotations: Sequence[Sequence[Annotation]],
    path: str | PathLike[str],
) -> None:
    """Writes the view that the suffix names: .jsonl (one article a line), .csv or .html.

    Args:
        articles: the articles.
        annotations: one sequence an article.
        path: where to write.

    Raises:
        InputError: if the suffix is unknown or the file cannot be written.
    """
    suffix = check_output(path, SUFFIXES).suffix.lower()
    write_text(path, render_annotations(articles, annotations, suffix))


def render_annotations(
    articles: Sequence[Article],
    annotations: Sequence[Sequence[Annotation]],
    suffix: str = "",
    *,
    colour: bool = False,
    width: int = 100,
) -> str:
    """Annotated articles as text of the kind that the suffix names; for the terminal without one.

    Args:
        articles: the articles.
        annotations: one sequence an article.
        suffix: ``.jsonl`` (one article a line, its annotations under ``annotations``), ``.csv``
            (one annotation a row), ``.html``, or nothing for the terminal.
        colour: whether the terminal view uses bold and colour.
        width: how many columns the terminal view has.

    Raises:
        InputError: if there is no such view.
        ValueError: if there is not one sequence of annotations an article.
    """
    if suffix == ".jsonl":
        return "".join(_json_lines(articles, annotations))
    if suffix == ".csv":
        from framing.report.frames import annotation_frame, frame_as_csv

        return frame_as_csv(annotation_frame(articles, annotations))
    if suffix == ".html":
        return _html(articles, annotations)
    if suffix:
        raise InputError(f"unknown suffix {suffix!r}; use one of {', '.join(SUFFIXES)}")
    from framing.report.terminal import console, written

    out = console(colour, width)
    for part in _lines(articles, annotations):
        out.print(part)
    return written(out)


def _json_lines(
    articles: Sequence[Article], annotations: Sequence[Sequence[Annotation]]
) -> Iterator[str]:
    from framing.report.data import article_as_json, dump

    for article, found in zip(articles, annotations, strict=True):
        yield dump(article_as_json(article, found)) + "\n"


def _html(articles: Sequence[Article], annotations: Sequence[Sequence[Annotation]]) -> str:
    from framing.report.compose import article_view
    from framing.report.html import render_page
    from framing.report.marks import LAYERS
    from framing.report.sheets import sheets

    views = [article_view(sheet) for sheet in sheets(articles, annotations)]
    layers = [layer for layer in LAYERS if layer.id != "differs"]
    return render_page("annotations.html.jinja", articles=views, layers=layers)


def _lines(
    articles: Sequence[Article], annotations: Sequence[Sequence[Annotation]]
) -> Iterator[RenderableType]:
    from framing.report.sources import Sources
    from framing.report.terminal import line

    sources = Sources(articles, annotations)
    for article, found in zip(articles, annotations, strict=True):
        yield line((article.outlet, "bold"), " — ", (article.title, "bold"))
        by_sentence: dict[int, list[Annotation]] = {}
        for each in found:
            sentence = article.sentence_at(each.start)
            by_sentence.setdefault(sentence.index if sentence else 0, []).append(each)
        for number, held in sorted(by_sentence.items()):
            yield line(article.sentence_text(number), lead=f"{number:>4}  ")
            for each in held:
                yield line(*_about(article, each, sources), indent=6)
        if not found:
            yield line("      nothing was marked")
        yield line("")


def _about(article: Article, each: Annotation, sources: Sources) -> Iterator[str | tuple[str, str]]:
    yield f"{each.task.replace('_', ' ')} "
    yield each.label, "bold"
    yield f" {each.score:.2f}  «{each.span.of(article.text)}»"
    if each.task not in ("attribution", "entity"):
        yield f"  {sources.voice(each)}"
    for role, spans in each.parts.items():
        if role != "content" and spans and spans != (each.span,):
            words = ", ".join(span.of(article.text) for span in spans)
            yield f"  {role}: {words}"
            if role == "source":
                source = sources.of(article, each)
                meant = "not named" if source.anonymous else source.name if source.named else ""
                yield f" ({meant})" if meant and meant != words else ""

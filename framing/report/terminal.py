"""The summary on the terminal: what matters most first, in 100 columns.

Article text reaches the terminal only through :func:`framing.report.escaping.visible` and as
``rich.text.Text``, so that neither escape sequences nor rich's own markup in it are obeyed.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from framing.records import Comparison
from framing.report.compose import compose
from framing.report.document import DifferenceView, Document, FactView
from framing.report.escaping import shorten, visible
from framing.report.pages import Quote
from framing.report.speakers import SourceRow
from framing.report.wording import count

if TYPE_CHECKING:
    from rich.console import Console, RenderableType
    from rich.table import Table
    from rich.text import Text

__all__ = ["console", "line", "render_text", "written"]

_FACTS = 12
_ALONE = 5
_SPEAKERS = 4
_SOURCES = 8


def render_text(comparison: Comparison, *, colour: bool = False, width: int = 100) -> str:
    """The summary as text.

    Args:
        comparison: the comparison.
        colour: whether to use bold and colour; for a terminal, not for a file.
        width: how many columns there are.
    """
    out = console(colour, width)
    for part in _parts(compose(comparison)):
        out.print(part)
    return written(out)


def console(colour: bool, width: int) -> Console:
    """A console that writes to a string and looks at nothing in its surroundings."""
    from rich.console import Console

    return Console(
        file=io.StringIO(),
        width=width,
        force_terminal=colour,
        color_system="standard" if colour else None,
        no_color=not colour,
        legacy_windows=False,
        force_jupyter=False,
        highlight=False,
        emoji=False,
        markup=False,
    )


def written(out: Console) -> str:
    """What was printed to a console made by :func:`console`, without blanks at line ends."""
    assert isinstance(out.file, io.StringIO)
    return "\n".join(each.rstrip() for each in out.file.getvalue().split("\n")).rstrip()


def line(*parts: str | tuple[str, str], lead: str = "", indent: int = 0) -> RenderableType:
    """A line of pieces, each plain or with a style, made safe to print.

    Args:
        *parts: the pieces.
        lead: what stands before them, in bold; further lines start below the first piece.
        indent: by how many columns to move it all in.
    """
    from rich.padding import Padding
    from rich.table import Table

    if not lead:
        return Padding(_text(*parts), (0, 0, 0, indent))
    grid = Table.grid()
    grid.add_column(width=len(lead), no_wrap=True)
    grid.add_column()
    grid.add_row(_text((lead, "bold")), _text(*parts))
    return Padding(grid, (0, 0, 0, indent))


def _text(*parts: str | tuple[str, str]) -> Text:
    from rich.text import Text

    made = Text(overflow="fold")
    for part in parts:
        words, style = part if isinstance(part, tuple) else (part, "")
        made.append(visible(words), style=style)
    return made


def _parts(document: Document) -> Iterator[RenderableType]:
    yield line((document.title, "bold"))
    yield line(" ".join(document.summary))
    yield line("")
    for article in document.articles:
        about = [article.date, count(article.words, "word")]
        yield line(
            (article.outlet, "bold"),
            f" — {article.headline} ({', '.join(each for each in about if each)})",
            lead=f"{article.letter}  ",
        )
    yield from _section("At a glance", _glance(document))
    yield from _section("The same facts", _facts(document))
    yield from _section("What only one outlet tells", _alone(document))
    yield from _section("Who gets to speak", _speakers(document))
    if document.measures:
        yield from _section("Measures, with 95% interval and n", [_measures(document)])


def _section(heading: str, parts: Iterable[RenderableType]) -> Iterator[RenderableType]:
    held = list(parts)
    if held:
        yield line("")
        yield line((heading.upper(), "bold"))
        yield from held


def _glance(document: Document) -> Iterator[RenderableType]:
    for number, each in enumerate(document.glance, start=1):
        yield line(*_named(each), f" {each.detail}", lead=f"{number}. ")
        for side in (each.left, each.right):
            yield _quote(document, side)
    if document.facts and not document.glance:
        yield line("No difference was found between tellings of the same fact.")


def _named(each: DifferenceView) -> tuple[tuple[str, str], ...]:
    if each.conflict:
        return (each.name, "bold"), (" (cannot both be true):", "bold red")
    return ((f"{each.name}:", "bold"),)


def _quote(document: Document, quote: Quote) -> RenderableType:
    article = document.articles[quote.ref.article]
    return line(
        quote.before,
        (f"«{quote.passage}»", "bold") if quote.stands_out else quote.passage,
        quote.after,
        (f"  ({quote.ref.place}{f', {quote.voice}' if quote.voice else ''})", "dim"),
        lead=f"{article.letter}  ",
        indent=3,
    )


def _facts(document: Document) -> Iterator[RenderableType]:
    for fact in sorted(document.facts, key=_interest)[:_FACTS]:
        letters = "".join(
            document.articles[column.article].letter if column.tellings else "·"
            for column in fact.columns
        )
        yield line(
            fact.summary,
            (f"  ({fact.probability:.2f}{_differs(fact)})", "dim"),
            lead=f"{fact.number:>2}  {letters}  ",
        )
    rest = len(document.facts) - _FACTS
    if rest > 0:
        yield line(f"    and {rest} more; save a report to read them: -o report.html")


def _interest(fact: FactView) -> tuple[bool, bool]:
    """Sorts facts with a contradiction first, then facts told differently, then the rest."""
    return not any(each.conflict for each in fact.differences), not fact.differences


def _differs(fact: FactView) -> str:
    names = dict.fromkeys(each.name for each in fact.differences)
    return f"; differ in {', '.join(names)}" if names else ""


def _alone(document: Document) -> Iterator[RenderableType]:
    for each in document.alone:
        if not each.nowhere and not each.possibly:
            continue
        told = f"not found elsewhere: {len(each.nowhere)}"
        if each.possibly:
            told += f"; possibly reported elsewhere: {len(each.possibly)}"
        yield line(told, lead=f"{document.articles[each.article].letter}  ")
        for item in each.nowhere[:_ALONE]:
            text = "".join(segment.text for segment in item.telling.segments)
            yield line(shorten(text, 150), lead="- ", indent=3)


def _speakers(document: Document) -> Iterator[RenderableType]:
    for each in document.speakers:
        article = document.articles[each.article]
        names = [
            f"{speaker.name}{f', {speaker.kind}' if speaker.kind else ''}: "
            f"{count(speaker.words, 'word')}"
            for speaker in each.speakers[:_SPEAKERS]
        ]
        rest = len(each.speakers) - _SPEAKERS
        names += [f"and {count(rest, 'other')}"] if rest > 0 else []
        yield line("; ".join(names) or "no source was found", lead=f"{article.letter}  ")
    rows = [row for row in document.sources if row.articles > 1][:_SOURCES]
    rows += document.other_sources
    if rows:
        yield line("")
        yield _sources(document, rows)


def _sources(document: Document, rows: Iterable[SourceRow]) -> RenderableType:
    table = _table(document, "statements attributed to")
    for row in rows:
        cells = ["none" if cell is None else str(cell.statements) for cell in row.cells]
        table.add_row(_text(row.name), *(_text(cell) for cell in cells))
    return table


def _table(document: Document, heading: str) -> Table:
    from rich import box
    from rich.table import Table

    table = Table(box=box.SIMPLE_HEAD, show_edge=False, pad_edge=False)
    table.add_column(_text(heading))
    for article in document.articles:
        table.add_column(_text(article.letter))
    return table


def _measures(document: Document) -> RenderableType:
    table = _table(document, "")
    for row in document.measures:
        cells = [
            "too few to say" if cell is None else f"{cell.text} ({cell.interval}, n {cell.n})"
            for cell in row.cells
        ]
        table.add_row(_text(row.name), *(_text(cell) for cell in cells))
    return table

"""The report as Markdown: the same story, short, for an issue or a README."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from framing.records import Comparison
from framing.report.compose import compose
from framing.report.document import (
    AloneFact,
    Column,
    DifferenceView,
    Document,
    FactView,
    Missing,
)
from framing.report.escaping import markdown_text, shorten
from framing.report.pages import ArticleView, Quote
from framing.report.speakers import Speaker
from framing.report.tones import VOICES, ToneCell
from framing.report.wording import count

__all__ = ["render_markdown"]

_SENTENCE = 280


def render_markdown(comparison: Comparison) -> str:
    """The report as Markdown; article text is escaped and stays text."""
    document = compose(comparison)
    blocks = [
        f"# {markdown_text(document.title)}",
        _event(document),
        markdown_text(" ".join(document.summary)),
        "\n".join(_articles(document.articles)),
        "## At a glance",
        *_glance(document),
        "## The fact ledger",
        "\n".join(_ledger(document)),
        "## The same facts, side by side",
        *_facts(document),
        "## What only one outlet tells",
        *_alone(document),
        "## Who gets to speak",
        *_speakers(document),
        "## What they call it",
        "\n".join(_names(document)),
        "## Order and prominence",
        "\n".join(_moved(document)),
        "## Tone toward those whom both mention",
        "\n".join(_tones(document)),
        "## Measures",
        *_measures(document),
        "## Method and limits",
        *_method(document),
    ]
    return "\n\n".join(block for block in blocks if block) + "\n"


def _event(document: Document) -> str:
    if document.event is None:
        return ""
    letter = document.articles[document.event.ref.article].letter
    return f"The event, in a sentence of {letter}: “{_plain(document.event.passage)}”"


def _table(document: Document, first: str, rows: Iterable[Sequence[str]]) -> Iterator[str]:
    """A table with a column an article; nothing when it has no rows."""
    letters = [each.letter for each in document.articles]
    held = [f"| {' | '.join(row)} |" for row in rows]
    if held:
        yield f"| {first} | {' | '.join(letters)} |"
        yield f"| --- |{' --- |' * len(letters)}"
        yield from held


def _ledger(document: Document) -> Iterator[str]:
    """Facts by outlets: where each is told, how surely, and who says so."""
    rows = (
        (
            f"{fact.number}. {_plain(fact.summary)} (by {len(fact.told_by)} of "
            f"{len(document.articles)})",
            *(_cell(column) for column in fact.columns),
        )
        for fact in document.facts
    )
    yield from _table(document, "Fact", rows)
    if document.left_out:
        yield f"\n{count(document.left_out, 'fact')} more, in the tables and the JSON file."


def _cell(column: Column) -> str:
    if column.cell is None:
        possibly = column.missing is not None and column.missing.possibly
        return "possibly" if possibly else "not found"
    told = column.cell
    places = ", ".join(dict.fromkeys(ref.short for ref in told.places))
    who = ", ".join(_plain(words.text) for words in told.sources)
    said = f"{'in part ' if told.asserted else ''}attributed to {who}" if who else "asserted"
    return f"{places}: {told.certainty}, {said}"


def _names(document: Document) -> Iterator[str]:
    rows = (
        (
            _plain(row.name),
            *(
                ", ".join(f"{_plain(each.words)} {len(each.refs)}×" for each in cell) or "not named"
                for cell in row.cells
            ),
        )
        for row in (*document.names, *document.families)
        if row.differs
    )
    yield from list(_table(document, "Who or what", rows)) or ["No name differs."]


def _moved(document: Document) -> Iterator[str]:
    for each in document.order.moved:
        early, late = (
            f"{document.articles[place.ref.article].letter} in {place.ref.short} "
            f"({place.before:.0f}% of the words before it)"
            for place in (each.early, each.late)
        )
        summary = _plain(document.facts[each.fact - 1].summary)
        yield f"- Fact {each.fact}, {summary}: {early}, {late}"
    if not document.order.moved:
        yield "No fact stands in very different places."


def _tones(document: Document) -> Iterator[str]:
    rows = (
        (_plain(row.name), *("; ".join(map(_tone, cell)) or "none found" for cell in row.cells))
        for row in document.tones
        if row.coloured
    )
    yield from list(_table(document, "Toward", rows)) or ["No tone was found that is not neutral."]


def _tone(cell: ToneCell) -> str:
    counts = ", ".join(f"{len(tone.refs)} {tone.label}" for tone in cell.tones)
    return f"{VOICES[cell.voice]}: {counts}"


def _plain(text: str, limit: int = _SENTENCE) -> str:
    return markdown_text(shorten(" ".join(text.split()), limit))


def _articles(articles: Sequence[ArticleView]) -> Iterator[str]:
    yield "| | Outlet | Headline | Date | Words |"
    yield "| --- | --- | --- | --- | ---: |"
    for each in articles:
        cells = (_plain(each.outlet), _plain(each.headline), _plain(each.date))
        yield f"| {each.letter} | {' | '.join(cells)} | {each.words} |"


def _glance(document: Document) -> Iterator[str]:
    if not document.glance:
        yield "No difference was found between tellings of the same fact."
    for number, each in enumerate(document.glance, start=1):
        lines = [f"{number}. {_named(each)} {_plain(each.detail)} (fact {each.fact})"]
        for side in (each.left, each.right):
            letter = document.articles[side.ref.article].letter
            lines.append(f"   > **{letter}** {_quote(side)} *({_place(side)})*")
            lines.append("   >")
        yield "\n".join(lines[:-1])


def _named(each: DifferenceView) -> str:
    return f"**{each.name}{', cannot both be true' if each.conflict else ''}:**"


def _place(quote: Quote) -> str:
    return f"{quote.ref.place}{f', {_plain(quote.voice)}' if quote.voice else ''}"


def _quote(quote: Quote) -> str:
    """A passage in its context; the passage is set in bold where it has words to set."""
    before, passage, after = (
        markdown_text(part) for part in (quote.before, quote.passage, quote.after)
    )
    # A blank inside the asterisks would show them instead of setting the words in bold.
    words = [
        before.strip(),
        f"**{passage}**" if quote.stands_out and passage else passage,
        after.strip(),
    ]
    glue_left = " " if quote.before[-1:].isspace() or not quote.before else ""
    glue_right = " " if quote.after[:1].isspace() else ""
    return f"{words[0]}{glue_left}{words[1]}{glue_right}{words[2]}".strip()


def _facts(document: Document) -> Iterator[str]:
    if not document.facts:
        yield "No fact was found in more than one article."
    for fact in document.facts:
        yield f"### Fact {fact.number}"
        yield (
            f"Told by {len(fact.told_by)} of {len(document.articles)}; {fact.judgement}, "
            f"probability {fact.probability:.2f}."
            + "".join(f" {markdown_text(copied)}" for copied in fact.copies)
        )
        yield "\n".join(_tellings(document, fact))
        yield "\n".join(_difference(document, each) for each in fact.differences)


def _difference(document: Document, each: DifferenceView) -> str:
    letters = [document.articles[side.ref.article].letter for side in (each.left, each.right)]
    return f"- {_named(each)} {_plain(each.detail)} ({letters[0]}, {letters[1]})"


def _tellings(document: Document, fact: FactView) -> Iterator[str]:
    for column in fact.columns:
        letter = document.articles[column.article].letter
        for telling in column.tellings:
            text = "".join(segment.text for segment in telling.segments)
            notes = "; ".join(f"{note.name.lower()} {_plain(note.text)}" for note in telling.notes)
            yield f"- **{letter}** {_plain(text)} *({telling.ref.place})*<br>{notes}"
        if column.missing is not None:
            yield f"- **{letter}** {_missing(column.missing)}"


def _missing(missing: Missing) -> str:
    found = "possibly reported" if missing.possibly else "not found"
    found += f" ({_plain(missing.about)})" if missing.about else ""
    if missing.nearest is not None:
        nearest = _plain(missing.nearest.passage, 140)
        found += f"; nearest, probability {missing.probability:.2f}: {nearest}"
    return " ".join((found, *(markdown_text(caution) for caution in missing.cautions)))


def _alone(document: Document) -> Iterator[str]:
    for each in document.alone:
        article = document.articles[each.article]
        for name, items in (
            ("not found elsewhere", each.nowhere),
            ("possibly reported elsewhere", each.possibly),
        ):
            if items:
                yield f"**{article.letter}, {markdown_text(article.outlet)}: {name}**"
                yield "\n".join(_lone(document, items))
    if not any(each.nowhere or each.possibly for each in document.alone):
        yield "Nothing that is not also told elsewhere."


def _lone(document: Document, items: Iterable[AloneFact]) -> Iterator[str]:
    for item in items:
        text = "".join(segment.text for segment in item.telling.segments)
        nearest = [
            f"{document.articles[each.article].letter} {each.nearest.ref.place}, "
            f"{each.probability:.2f}"
            for each in item.missing
            if each.nearest is not None
        ]
        near = f"; nearest: {'; '.join(nearest)}" if nearest else ""
        yield f"- {_plain(text)} *({item.telling.ref.place}{near})*"


def _speakers(document: Document) -> Iterator[str]:
    letters = [each.letter for each in document.articles]
    rows = (*document.sources, *document.other_sources)
    if rows:
        lines = [f"| Source | {' | '.join(letters)} |", f"| --- |{' --- |' * len(letters)}"]
        for row in rows:
            cells = ["none found" if cell is None else _said(cell) for cell in row.cells]
            lines.append(f"| {_plain(row.name)} ({_plain(row.about)}) | {' | '.join(cells)} |")
        yield "\n".join(lines)
    for each in document.speakers:
        article = document.articles[each.article]
        yield f"**{article.letter}, {markdown_text(article.outlet)}**"
        yield (
            "\n".join(
                f"- {_plain(speaker.name)}{f', {_plain(speaker.kind)}' if speaker.kind else ''}: "
                f"{_said(speaker)}"
                for speaker in each.speakers
            )
            or "No source was found."
        )


def _said(speaker: Speaker) -> str:
    said, words = count(speaker.statements, "statement"), count(speaker.words, "word")
    first = speaker.first.short
    return f"{said}, {words}, {speaker.quoted or 'none'} quoted, first in {first}"


def _measures(document: Document) -> Iterator[str]:
    if not document.measures:
        yield "No measure was taken."
        return
    letters = [each.letter for each in document.articles]
    lines = [f"| Measure | {' | '.join(letters)} |", f"| --- |{' --- |' * len(letters)}"]
    for row in document.measures:
        cells = [
            "too few to say" if cell is None else f"{cell.text} ({cell.interval}, n {cell.n})"
            for cell in row.cells
        ]
        lines.append(f"| {_plain(row.name)} | {' | '.join(cells)} |")
    yield "\n".join(lines)


def _method(document: Document) -> Iterator[str]:
    for heading, words in document.method.explanations:
        yield f"**{heading}.** {words}"
    settings = (*document.method.versions, *document.method.parameters)
    yield "Made with " + "; ".join(f"{_plain(name)} {_plain(value)}" for name, value in settings)
    yield "\n".join(
        f"- weights {_plain(name)}: {_plain(digest)}" for name, digest in document.method.weights
    )

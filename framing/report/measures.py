"""The measures of each article, with their intervals and the sentences behind them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from types import MappingProxyType

from framing.records import Comparison, ProfileEntry
from framing.report.document import MeasureCell, MeasureRow
from framing.report.escaping import visible
from framing.report.pages import Ref
from framing.report.sheets import Sheet
from framing.report.wording import value_in_words

__all__ = ["measure_rows"]


def measure_rows(comparison: Comparison, sheets: Sequence[Sheet]) -> Iterator[MeasureRow]:
    """One row a measure, one cell an article."""
    places = {article.id: index for index, article in enumerate(comparison.articles)}
    rows: dict[str, list[ProfileEntry | None]] = {}
    for entry in comparison.profiles:
        if entry.article in places:
            row = rows.setdefault(entry.measure, [None] * len(places))
            row[places[entry.article]] = entry
    for measure, entries in rows.items():
        highest = max((entry.high for entry in entries if entry is not None), default=0.0)
        yield MeasureRow(
            visible(measure.replace("_", " ")),
            highest if highest > 0 else 1.0,
            tuple(
                _cell(entry, _behind(measure, sheet))
                for entry, sheet in zip(entries, sheets, strict=True)
            ),
        )


def _cell(entry: ProfileEntry | None, refs: tuple[Ref, ...]) -> MeasureCell | None:
    if entry is None or entry.n == 0:
        return None
    value, low, high = value_in_words(entry)
    interval = f"{low} to {high}"
    if entry.low == entry.high:
        # What is counted, not estimated, has no doubt to give an interval for.
        interval = "as counted" if entry.value else "none found"
    return MeasureCell(entry.value, entry.low, entry.high, entry.n, value, interval, refs)


def _behind(measure: str, sheet: Sheet) -> tuple[Ref, ...]:
    """The sentences that a measure counts; none for a measure of another kind."""
    counts = _COUNTS.get(measure)
    if counts is None:
        return ()
    return tuple(
        sheet.ref(each.index)
        for each in sheet.article.sentences
        if each.zone in ("lead", "body") and counts(sheet, each.index)
    )


def _quoted(sheet: Sheet, sentence: int) -> bool:
    span = sheet.article.sentences[sentence].span
    return any(each.span.overlaps(span) for each in sheet.article.quotations)


def _anonymous(sheet: Sheet, sentence: int) -> bool:
    return any(
        each.properties.get("anonymous") for each in sheet.annotations(sentence, "attribution")
    )


def _marked(task: str) -> Callable[[Sheet, int], bool]:
    return lambda sheet, sentence: any(sheet.annotations(sentence, task))


_COUNTS: Mapping[str, Callable[[Sheet, int], bool]] = MappingProxyType(
    {
        "hedged sentences": _marked("hedging"),
        "attributed sentences": _marked("attribution"),
        "sentences with loaded language": _marked("loaded_language"),
        "words in quotation marks": _quoted,
        "anonymous attributions": _anonymous,
    }
)

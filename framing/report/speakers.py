"""Who gets to speak: attributed words by source and by kind of source."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from framing.records import Annotation, Article, Span
from framing.report.document import Ref, Speaker, Speakers, SpeakerTypeRow
from framing.report.escaping import shorten, visible
from framing.report.sheets import Sheet
from framing.report.wording import count_words, source_type_in_words

__all__ = ["speaker_types", "speakers"]


@dataclass(slots=True)
class _Tally:
    name: str
    kind: str
    anonymous: bool
    words: int = 0
    quoted: int = 0
    refs: dict[int, Ref] = field(default_factory=dict)


def speakers(sheet: Sheet) -> Speakers:
    """The sources of one article, those with most words first."""
    tallies: dict[str, _Tally] = {}
    for number in range(len(sheet.article.sentences)):
        for each in sheet.annotations(number, "attribution"):
            # An attribution that runs over several sentences counts where its content starts.
            at = sheet.article.sentence_at(each.start)
            if at is not None and at.index == number:
                _add(tallies, sheet, each, number)
    ranked = sorted(tallies.values(), key=lambda each: (-each.words, min(each.refs)))
    found = tuple(
        Speaker(
            each.name,
            each.kind,
            each.anonymous,
            each.words,
            each.quoted,
            tuple(ref for _, ref in sorted(each.refs.items())),
        )
        for each in ranked
    )
    return Speakers(sheet.index, found)


def _add(tallies: dict[str, _Tally], sheet: Sheet, each: Annotation, number: int) -> None:
    about = each.properties
    named = visible(str(about.get("source_name") or ""))
    spans = each.parts.get("source", ())
    name = named or (sheet.text(spans[0]) if spans else "source not given")
    kind = source_type_in_words(str(about.get("source_type") or ""))
    tally = tallies.setdefault(
        name.casefold(), _Tally(shorten(name, 80), kind, bool(about.get("anonymous")))
    )
    text = sheet.article.text
    for span in each.parts.get("content", (each.span,)):
        tally.words += count_words(text, span.start, span.end)
        tally.quoted += _quoted_words(sheet.article, span)
    tally.refs.setdefault(number, sheet.ref(number, each.span))


def _quoted_words(article: Article, span: Span) -> int:
    return sum(
        count_words(article.text, max(span.start, each.start), min(span.end, each.end))
        for each in article.quotations
        if each.span.overlaps(span)
    )


def speaker_types(every: Sequence[Speakers]) -> tuple[SpeakerTypeRow, ...]:
    """Attributed words by kind of source, the kind with most words first."""
    totals: dict[str, list[int]] = {}
    for article in every:
        for speaker in article.speakers:
            kind = f"{speaker.kind}, not named" if speaker.anonymous else speaker.kind
            row = totals.setdefault(kind, [0] * len(every))
            row[article.article] += speaker.words
    ranked = sorted(totals.items(), key=lambda each: (-sum(each[1]), each[0]))
    return tuple(SpeakerTypeRow(kind, tuple(words)) for kind, words in ranked)

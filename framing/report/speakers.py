"""Who gets to speak: attributed words by source, by outlet and by kind of source."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from types import MappingProxyType

from framing.records import Annotation, Article, Span
from framing.report.pages import Ref
from framing.report.sheets import Sheet
from framing.report.sources import Source
from framing.report.wording import count_words

__all__ = [
    "Attributed",
    "SourceRow",
    "Speaker",
    "SpeakerTypeRow",
    "Speakers",
    "Spoken",
    "other_rows",
    "source_rows",
    "speaker_types",
    "speakers",
    "spoken",
    "unnamed",
]

# Sources that only their own article tells apart, and what is said of them.
_TOGETHER = MappingProxyType(
    {
        "people who are not named": "anonymous in their article",
        "others, not recognised by name": "offices, papers and groups, as “police” or “the report”",
        "not known who": "“it” or “she” where it was not found who that is, or no source given",
    }
)


@dataclass(frozen=True, slots=True)
class Speaker:
    """What an article attributes to one source.

    Attributes:
        name: who it is; words that are no name are in quotation marks.
        kind: the kind of source, in words.
        anonymous: whether the article leaves it without a name.
        statements: how many statements are attributed to it.
        words: how many words they have.
        quoted: how many of them stand in quotation marks.
        mention: where it is first mentioned as the source; ``None`` where it is not.
        refs: where the statements stand, one place a sentence.
    """

    name: str
    kind: str
    anonymous: bool
    statements: int
    words: int
    quoted: int
    mention: Ref | None
    refs: tuple[Ref, ...]

    @property
    def first(self) -> Ref:
        """Where it speaks first."""
        return self.refs[0]


@dataclass(frozen=True, slots=True)
class Speakers:
    """Who gets to speak in one article, most words first."""

    article: int
    speakers: tuple[Speaker, ...] = ()


@dataclass(frozen=True, slots=True)
class SourceRow:
    """One source, or several without a name, with what each article attributes to it.

    Attributes:
        name: who it is.
        about: its kind and what else it is called, in words.
        cells: one an article; ``None`` where nothing is attributed to it.
    """

    name: str
    about: str
    cells: tuple[Speaker | None, ...]

    @property
    def mention(self) -> Ref | None:
        """Where it is first mentioned."""
        return next((cell.mention for cell in self.cells if cell is not None), None)

    @property
    def articles(self) -> int:
        """In how many articles it speaks."""
        return sum(cell is not None for cell in self.cells)

    @property
    def only(self) -> int | None:
        """Number of the only article in which it speaks."""
        held = [index for index, cell in enumerate(self.cells) if cell is not None]
        return held[0] if len(held) == 1 else None

    @property
    def words(self) -> int:
        """How many words all articles attribute to it."""
        return sum(cell.words for cell in self.cells if cell is not None)


@dataclass(frozen=True, slots=True)
class Attributed:
    """Words that an article attributes to some of its sources.

    Attributes:
        words: how many.
        quoted: how many of them stand in quotation marks.
        refs: where they stand, one place a sentence.
        of: how many words it attributes to all its sources.
    """

    words: int
    quoted: int
    refs: tuple[Ref, ...]
    of: int


@dataclass(frozen=True, slots=True)
class SpeakerTypeRow:
    """Attributed words of one kind of source, one cell an article."""

    kind: str
    cells: tuple[Attributed, ...]


@dataclass(frozen=True, slots=True)
class Spoken:
    """A source and what one article attributes to it."""

    source: Source
    speaker: Speaker


@dataclass(slots=True)
class _Tally:
    source: Source
    mention: Ref | None
    statements: int = 0
    words: int = 0
    quoted: int = 0
    refs: dict[int, Ref] = field(default_factory=dict)


def spoken(sheet: Sheet) -> tuple[Spoken, ...]:
    """The sources of one article, those with most words first."""
    tallies: dict[str, _Tally] = {}
    for number in range(len(sheet.article.sentences)):
        for each in sheet.annotations(number, "attribution"):
            # An attribution that runs over several sentences counts where its content starts.
            at = sheet.article.sentence_at(each.start)
            if at is not None and at.index == number:
                _add(tallies, sheet, each, number)
    ranked = sorted(tallies.values(), key=lambda each: (-each.words, min(each.refs)))
    return tuple(
        Spoken(
            each.source,
            Speaker(
                each.source.label,
                each.source.kind,
                each.source.anonymous,
                each.statements,
                each.words,
                each.quoted,
                each.mention,
                tuple(ref for _, ref in sorted(each.refs.items())),
            ),
        )
        for each in ranked
    )


def _add(tallies: dict[str, _Tally], sheet: Sheet, each: Annotation, number: int) -> None:
    source = sheet.sources.of(sheet.article, each)
    spans = each.parts.get("source", ())
    # What has no name is told apart by the words for it: "the official" twice is one entry.
    key = source.label.casefold() if source.local else f"id:{source.key}"
    tally = tallies.setdefault(key, _Tally(source, sheet.at(spans[0]) if spans else None))
    tally.statements += 1
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


def speakers(index: int, found: Sequence[Spoken]) -> Speakers:
    """Who gets to speak in an article: one entry a source, one for all of whom it is not known."""
    entries = [each.speaker for each in found if each.source.known]
    unknown = [each for each in found if not each.source.known]
    if unknown:
        entries.append(_together(_unknown_name(unknown), unknown))
    return Speakers(index, tuple(entries))


def _unknown_name(unknown: Sequence[Spoken]) -> str:
    words = dict.fromkeys(f"“{each.source.name}”" for each in unknown if each.source.key)
    ungiven = ["no source given"] if any(not each.source.key for each in unknown) else []
    return f"not known who: {', '.join([*words, *ungiven])}" if words else ungiven[0]


def _together(name: str, found: Sequence[Spoken]) -> Speaker:
    entries = [each.speaker for each in found]
    refs = {ref.sentence: ref for each in entries for ref in each.refs}
    return Speaker(
        name,
        "",
        False,
        sum(each.statements for each in entries),
        sum(each.words for each in entries),
        sum(each.quoted for each in entries),
        None,
        tuple(ref for _, ref in sorted(refs.items())),
    )


def source_rows(every: Sequence[Sequence[Spoken]]) -> tuple[SourceRow, ...]:
    """Who is quoted by which outlet, how often: those in most articles and with most words first.

    Args:
        every: what each article attributes to its sources.
    """
    rows = []
    for cells in _cells(every, local=False).values():
        source = next(each.source for cell in cells for each in cell)
        entries = tuple(cell[0].speaker if cell else None for cell in cells)
        rows.append(SourceRow(source.label, _about(source), entries))
    return tuple(sorted(rows, key=lambda row: (-row.articles, -row.words, row.name)))


def other_rows(every: Sequence[Sequence[Spoken]]) -> tuple[SourceRow, ...]:
    """The same for sources that only their own article tells apart, together by kind.

    Args:
        every: what each article attributes to its sources.
    """
    held = _cells(every, local=True)
    return tuple(
        SourceRow(
            name, about, tuple(_together(name, cell) if cell else None for cell in held[name])
        )
        for name, about in _TOGETHER.items()
        if name in held
    )


def _cells(every: Sequence[Sequence[Spoken]], *, local: bool) -> dict[str, list[list[Spoken]]]:
    """Row to what each article has in it."""
    held: dict[str, list[list[Spoken]]] = {}
    for index, found in enumerate(every):
        for each in found:
            if each.source.local == local:
                row = _group(each.source) if local else each.source.key
                held.setdefault(row, [[] for _ in every])[index].append(each)
    return held


def _group(source: Source) -> str:
    if not source.known:
        return "not known who"
    return "people who are not named" if source.anonymous else "others, not recognised by name"


def _about(source: Source) -> str:
    called = ", ".join(f"“{each}”" for each in source.called)
    return f"{source.kind}; also called {called}" if called else source.kind


def speaker_types(every: Sequence[Sequence[Spoken]]) -> tuple[SpeakerTypeRow, ...]:
    """Attributed words by kind of source, the kind with most words first."""
    kinds = dict.fromkeys(_kind(each.source) for found in every for each in found)
    rows = [
        SpeakerTypeRow(
            kind,
            tuple(
                _attributed(found, [each for each in found if _kind(each.source) == kind])
                for found in every
            ),
        )
        for kind in kinds
    ]
    return tuple(sorted(rows, key=lambda row: (-sum(each.words for each in row.cells), row.kind)))


def unnamed(every: Sequence[Sequence[Spoken]]) -> tuple[Attributed, ...]:
    """What each article attributes to people whom it does not name."""
    return tuple(
        _attributed(found, [each for each in found if each.source.anonymous]) for found in every
    )


def _kind(source: Source) -> str:
    return f"{source.kind}, not named" if source.anonymous else source.kind


def _attributed(found: Sequence[Spoken], chosen: Sequence[Spoken]) -> Attributed:
    held = [each.speaker for each in chosen]
    refs = {ref.sentence: ref for each in held for ref in each.refs}
    return Attributed(
        sum(each.words for each in held),
        sum(each.quoted for each in held),
        tuple(ref for _, ref in sorted(refs.items())),
        sum(each.speaker.words for each in found),
    )

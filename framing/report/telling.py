"""How the report tells facts: side by side, with their differences, links and gaps."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from framing.records import Annotation, Comparison, Difference, Fact, Link, Omission, SentenceRef
from framing.report.document import (
    Alone,
    AloneFact,
    Column,
    DifferenceView,
    FactView,
    LinkView,
    Missing,
    Note,
    Telling,
    Words,
)
from framing.report.escaping import shorten, visible
from framing.report.marks import Mark
from framing.report.reasons import copy_statement, link_view, pair_view
from framing.report.sheets import Sheet, stands_out
from framing.report.sources import OWN_VOICE
from framing.report.wording import (
    KINDS,
    count,
    date_in_words,
    kind_in_words,
    listed,
    probability_in_words,
)

__all__ = ["Facts", "glance"]

_GLANCE = 5
_GLANCE_OF_ONE_KIND = 2
_SUMMARY = 110


def _rank(difference: DifferenceView | Difference) -> tuple[bool, int]:
    kinds = list(KINDS)
    place = kinds.index(difference.kind) if difference.kind in KINDS else len(kinds)
    return not difference.conflict, place


def glance(facts: Sequence[FactView]) -> tuple[DifferenceView, ...]:
    """The few differences that tell most: what cannot both be true first, then by kind.

    A difference between sentences that more likely than not report different facts comes last:
    most of those are wrong links. Not more than two of a kind unless there is a conflict (five
    differences in wording would hide the one in certainty), one of a kind for each fact, and no
    passage twice for one kind.
    """
    ranked = sorted(
        ((fact, each) for fact in facts for each in fact.differences),
        key=lambda pair: (pair[0].probability < 0.5, *_rank(pair[1]), -pair[0].probability),
    )
    chosen: list[DifferenceView] = []
    for _, each in ranked:
        same_kind = [other for other in chosen if other.kind == each.kind]
        if any(_repeats(each, other) for other in same_kind):
            continue
        if each.conflict or len(same_kind) < _GLANCE_OF_ONE_KIND:
            chosen.append(each)
    return tuple(chosen[:_GLANCE])


def _repeats(each: DifferenceView, other: DifferenceView) -> bool:
    passages = {other.left.ref, other.right.ref}
    return each.fact == other.fact or each.left.ref in passages or each.right.ref in passages


@dataclass(frozen=True, slots=True)
class Facts:
    """The facts of a comparison, as the report tells them.

    Attributes:
        sheets: one sheet an article.
        places: id of an article to its sheet.
        shared: what several articles tell.
        alone: what only one tells.
        links: the links, by their two sentences.
        omissions: the omissions, by fact.
    """

    sheets: tuple[Sheet, ...]
    places: Mapping[str, Sheet]
    shared: tuple[Fact, ...]
    alone: tuple[Fact, ...]
    links: Mapping[tuple[SentenceRef, SentenceRef], Link]
    omissions: Mapping[str, tuple[Omission, ...]]

    @classmethod
    def of(cls, comparison: Comparison, sheets: tuple[Sheet, ...]) -> Facts:
        """The facts of a comparison, sorted into what several and what one tell."""
        several = [len({each.article for each in fact.members}) > 1 for fact in comparison.facts]
        gaps: dict[str, tuple[Omission, ...]] = {}
        for omission in comparison.omissions:
            gaps[omission.fact] = (*gaps.get(omission.fact, ()), omission)
        facts = list(zip(comparison.facts, several, strict=True))
        return cls(
            sheets,
            {sheet.article.id: sheet for sheet in sheets},
            tuple(fact for fact, many in facts if many),
            tuple(fact for fact, many in facts if not many),
            {(link.left, link.right): link for link in comparison.links},
            gaps,
        )

    def numbers(self) -> dict[SentenceRef, list[int]]:
        """Sentence to the numbers of the shared facts it tells."""
        found: dict[SentenceRef, list[int]] = {}
        for number, fact in enumerate(self.shared, start=1):
            for member in fact.members:
                found.setdefault(member, []).append(number)
        return found

    def views(self) -> tuple[FactView, ...]:
        """What several articles tell, in the order of the comparison."""
        return tuple(self._view(number, fact) for number, fact in enumerate(self.shared, start=1))

    def _view(self, number: int, fact: Fact) -> FactView:
        sheet = self.places[fact.summary_member.article]
        summary = sheet.text(sheet.article.sentences[fact.summary_member.sentence].span)
        columns = tuple(self._column(sheet, fact) for sheet in self.sheets)
        return FactView(
            number=number,
            summary=shorten(summary, _SUMMARY),
            clearest=sheet.ref(fact.summary_member.sentence),
            told_by=tuple(
                self.sheets[column.article].outlet for column in columns if column.tellings
            ),
            copies=tuple(copy_statement(map(visible, outlets)) for outlets in fact.copies),
            probability=fact.probability,
            judgement=probability_in_words(fact.probability),
            agreement=fact.agreement,
            weakest=pair_view(fact.weakest, self.places) if fact.weakest else None,
            columns=columns,
            differences=tuple(
                self._difference(number, each) for each in sorted(fact.differences, key=_rank)
            ),
            links=tuple(self._links(fact.members)),
        )

    def _column(self, sheet: Sheet, fact: Fact) -> Column:
        identifier = sheet.article.id
        differing = [
            Mark(side.start, side.end, "differs", f"differs: {kind_in_words(each.kind)}")
            for each in fact.differences
            for side in (each.left, each.right)
            if side.article == identifier
        ]
        tellings = tuple(
            self._telling(sheet, member.sentence, differing)
            for member in fact.members
            if member.article == identifier
        )
        missing = None
        if not tellings:
            missing = next(
                (each for each in self._missing(fact) if each.article == sheet.index), None
            )
        return Column(sheet.index, tellings, missing)

    def _telling(self, sheet: Sheet, sentence: int, differing: Sequence[Mark] = ()) -> Telling:
        span = sheet.article.sentences[sentence].span
        within = [
            mark
            for mark in differing
            if mark.start < span.end
            and mark.end > span.start
            and stands_out(mark.start - span.start, mark.end - mark.start, span.end - mark.end)
        ]
        return Telling(
            sheet.ref(sentence), sheet.part(span, within), tuple(_notes(sheet, sentence))
        )

    def _missing(self, fact: Fact) -> Iterator[Missing]:
        for each in self.omissions.get(fact.id, ()):
            sheet = self.places[each.article]
            known = [date_in_words(each.published) or "date unknown", count(each.words, "word")]
            yield Missing(
                article=sheet.index,
                possibly=each.status == "possibly reported",
                nearest=sheet.sentence(each.nearest.sentence) if each.nearest else None,
                probability=each.nearest.probability if each.nearest else 0.0,
                about=", ".join(known) if each.words else "",
                cautions=tuple(visible(caution) for caution in each.cautions),
            )

    def _difference(self, number: int, each: Difference) -> DifferenceView:
        return DifferenceView(
            fact=number,
            kind=each.kind,
            name=kind_in_words(each.kind),
            conflict=each.conflict,
            detail=visible(each.detail),
            left=self.places[each.left.article].passage(each.left),
            right=self.places[each.right.article].passage(each.right),
        )

    def _links(self, members: Iterable[SentenceRef]) -> Iterator[LinkView]:
        for pair in combinations(members, 2):
            link = self.links.get(pair) or self.links.get(pair[::-1])
            if link is not None:
                yield link_view(link, self.places)

    def alone_views(self) -> tuple[Alone, ...]:
        """What only one article tells, one entry an article."""
        nowhere: list[list[AloneFact]] = [[] for _ in self.sheets]
        possibly: list[list[AloneFact]] = [[] for _ in self.sheets]
        for fact in self.alone:
            member = fact.summary_member
            sheet = self.places[member.article]
            missing = tuple(self._missing(fact))
            kept = possibly if any(each.possibly for each in missing) else nowhere
            kept[sheet.index].append(AloneFact(self._telling(sheet, member.sentence), missing))
        return tuple(
            Alone(index, tuple(none), tuple(some))
            for index, (none, some) in enumerate(zip(nowhere, possibly, strict=True))
        )


def _notes(sheet: Sheet, sentence: int) -> Iterator[Note]:
    """How a sentence tells what it tells: whose word it is, how certain, in which words."""
    span = sheet.article.sentences[sentence].span
    sources = [
        _source(sheet, each)
        for each in sheet.annotations(sentence, "attribution")
        if any(content.overlaps(span) for content in each.parts.get("content", (each.span,)))
    ]
    if sources:
        yield Note("Source", tuple(_joined(sources)))
    else:
        yield Note("Source", (Words(f"none: {OWN_VOICE}"),))
    hedges = _by_voice(sheet, sheet.annotations(sentence, "hedging"))
    yield Note("Certainty", (Words(f"hedged: {hedges}" if hedges else "flat: no hedge found"),))
    loaded = _by_voice(sheet, sheet.annotations(sentence, "loaded_language"))
    if loaded:
        yield Note("Loaded words", (Words(loaded),))
    held = list(sheet.annotations(sentence, "sentiment"))
    tones = [
        f"{label} toward {_by_voice(sheet, found, sure=True)}"
        for label in ("negative", "positive")
        if (found := [each for each in held if each.label == label])
    ]
    if tones:
        yield Note("Tone", (Words("; ".join(tones)),))


def _source(sheet: Sheet, attribution: Annotation) -> tuple[Words, Words]:
    """The source of a statement, leading to where it is named, and what is known of it."""
    source = sheet.sources.of(sheet.article, attribution)
    spans = attribution.parts.get("source", ())
    said = shorten(sheet.text(spans[0]), 60) if spans else ""
    details = []
    if source.named and said and said.casefold() != source.name.casefold():
        details.append(f"here “{said}”")
    if source.known:
        details.append(source.kind)
    elif said:
        details.append("who is meant was not found")
    if source.anonymous:
        details.append("not named")
    cues = attribution.parts.get("cue", ())
    if cues:
        details.append(f"“{sheet.text(cues[0])}”")
    name = shorten(source.name, 60) if source.named else said or "not given"
    about = f" ({', '.join(details)})" if details else ""
    return Words(name, sheet.at(spans[0]) if spans else None), Words(about)


def _joined(pairs: Iterable[tuple[Words, Words]]) -> Iterator[Words]:
    distinct = {tuple(words.text for words in pair): pair for pair in pairs}
    for number, pair in enumerate(distinct.values()):
        if number:
            yield Words("; ")
        yield from pair


def _by_voice(sheet: Sheet, found: Iterable[Annotation], *, sure: bool = False) -> str:
    """The words of annotations, those in one voice together, each time with whose it is."""
    held: dict[str, dict[str, None]] = {}
    for each in found:
        words = f"“{sheet.text(each.span)}”{f' (probability {each.score:.2f})' if sure else ''}"
        held.setdefault(sheet.sources.voice(each), {})[words] = None
    return "; ".join(f"{listed(list(words))}, {voice}" for voice, words in held.items())

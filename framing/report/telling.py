"""How the report tells facts: side by side, with their differences, links and gaps."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from framing.records import (
    Article,
    Comparison,
    Difference,
    Fact,
    Link,
    Omission,
    SentenceRef,
    Span,
)
from framing.report.document import (
    Alone,
    AloneFact,
    Column,
    DifferenceView,
    FactView,
    LinkView,
    Missing,
    Telling,
)
from framing.report.escaping import shorten, visible
from framing.report.marks import Mark
from framing.report.notes import cell, notes
from framing.report.pages import Quote
from framing.report.reasons import copy_statement, link_view, pair_view
from framing.report.sheets import Sheet, stands_out
from framing.report.wording import (
    KINDS,
    count,
    date_in_words,
    kind_in_words,
    probability_in_words,
)

__all__ = ["Facts", "glance"]

_GLANCE = 5
_GLANCE_OF_ONE_KIND = 2
_SUMMARY = 140
_OTHER = ", the other "
# Where a sentence was told first: the number of the fact, and the words that differ in it.
_Told = dict[SentenceRef, tuple[int, frozenset[tuple[int, int]]]]


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
        left_out: how many facts that several articles tell are not among them.
    """

    sheets: tuple[Sheet, ...]
    places: Mapping[str, Sheet]
    shared: tuple[Fact, ...]
    alone: tuple[Fact, ...]
    links: Mapping[tuple[SentenceRef, SentenceRef], Link]
    omissions: Mapping[str, tuple[Omission, ...]]
    left_out: int = 0

    @classmethod
    def of(
        cls, comparison: Comparison, sheets: tuple[Sheet, ...], most: int | None = None
    ) -> Facts:
        """The facts of a comparison, sorted into what several and what one tell.

        Args:
            comparison: the comparison.
            sheets: one sheet an article.
            most: how many of the facts that several tell to keep; all by default.
        """
        several = [len({each.article for each in fact.members}) > 1 for fact in comparison.facts]
        gaps: dict[str, tuple[Omission, ...]] = {}
        for omission in comparison.omissions:
            gaps[omission.fact] = (*gaps.get(omission.fact, ()), omission)
        facts = list(zip(comparison.facts, several, strict=True))
        shared = _most_telling([fact for fact, many in facts if many], most)
        return cls(
            sheets,
            {sheet.article.id: sheet for sheet in sheets},
            shared,
            tuple(fact for fact, many in facts if not many),
            {(link.left, link.right): link for link in comparison.links},
            gaps,
            sum(several) - len(shared),
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
        told: _Told = {}
        return tuple(
            self._view(number, fact, told) for number, fact in enumerate(self.shared, start=1)
        )

    def _view(self, number: int, fact: Fact, told: _Told) -> FactView:
        sheet = self.places[fact.summary_member.article]
        summary = sheet.text(_without_dateline(sheet.article, fact.summary_member.sentence))
        columns = tuple(self._column(sheet, fact, told) for sheet in self.sheets)
        for column in columns:
            for each in column.tellings:
                at = SentenceRef(self.sheets[column.article].article.id, each.ref.sentence)
                if each.again is None:
                    told[at] = number, each.differing
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

    def _column(self, sheet: Sheet, fact: Fact, told: _Told) -> Column:
        identifier = sheet.article.id
        differing = [
            Mark(side.start, side.end, "differs", f"differs: {kind_in_words(each.kind)}")
            for each in fact.differences
            for side in (each.left, each.right)
            if side.article == identifier
        ]
        tellings = tuple(
            self._telling(sheet, member.sentence, differing, told.get(member))
            for member in fact.members
            if member.article == identifier
        )
        missing = None
        if not tellings:
            missing = next(
                (each for each in self._missing(fact) if each.article == sheet.index), None
            )
        held = [each.ref.sentence for each in tellings]
        return Column(sheet.index, tellings, missing, cell(sheet, held) if held else None)

    def _telling(
        self,
        sheet: Sheet,
        sentence: int,
        differing: Sequence[Mark] = (),
        before: tuple[int, frozenset[tuple[int, int]]] | None = None,
    ) -> Telling:
        span = sheet.article.sentences[sentence].span
        within = [
            mark
            for mark in differing
            if mark.start < span.end
            and mark.end > span.start
            and stands_out(mark.start - span.start, mark.end - mark.start, span.end - mark.end)
        ]
        return Telling(
            sheet.ref(sentence),
            sheet.part(span, within),
            tuple(notes(sheet, sentence)),
            # Told before, with these marks or more: the report need not have it twice.
            before[0]
            if before and {(each.start, each.end) for each in within} <= before[1]
            else None,
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
            detail=_with_outlets(
                visible(each.detail),
                self.places[each.left.article].outlet,
                self.places[each.right.article].outlet,
            ),
            left=self.places[each.left.article].passage(each.left),
            right=self.places[each.right.article].passage(each.right),
        )

    def _links(self, members: Iterable[SentenceRef]) -> Iterator[LinkView]:
        for pair in combinations(members, 2):
            link = self.links.get(pair) or self.links.get(pair[::-1])
            if link is not None:
                yield link_view(link, self.places)

    def event(self) -> Quote | None:
        """What most articles tell, in a sentence of a text with few loaded words."""
        for fact in self.shared:
            members = [each for each in fact.members if self._zone(each) != "headline"]
            if members and fact.probability >= 0.5:
                member = min(members, key=self._loaded)
                sheet = self.places[member.article]
                return sheet.passage(_without_dateline(sheet.article, member.sentence))
        return None

    def _zone(self, member: SentenceRef) -> str:
        return self.places[member.article].article.sentences[member.sentence].zone

    def _loaded(self, member: SentenceRef) -> int:
        found = self.places[member.article].annotations(member.sentence, "loaded_language")
        return sum(1 for _ in found)

    def lone(self) -> frozenset[SentenceRef]:
        """The sentences that tell what no other article was found to tell."""
        return frozenset(member for fact in self.alone for member in fact.members)

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


def _most_telling(facts: Sequence[Fact], most: int | None) -> tuple[Fact, ...]:
    """Facts that are likely, told differently and by many, in the order in which they come."""
    if most is None or len(facts) <= most:
        return tuple(facts)
    ranked = sorted(
        range(len(facts)),
        key=lambda at: (
            facts[at].probability < 0.5,
            not any(each.conflict for each in facts[at].differences),
            -len(facts[at].reported_by),
            not facts[at].differences,
            -facts[at].probability,
            at,
        ),
    )
    return tuple(facts[at] for at in sorted(ranked[:most]))


def _with_outlets(detail: str, left: str, right: str) -> str:
    """ "One says 14, the other says 20." with the outlets for "one" and "the other"."""
    head, one, rest = detail.partition("One ")
    first, other, second = rest.partition(_OTHER)
    # Where the words of an article say "the other" as well, nobody is put in anybody's place.
    if head or not one or not other or _OTHER in second:
        return detail
    return f"{left} {first}, {right} {second}"


def _without_dateline(article: Article, sentence: int) -> Span:
    """The sentence without "SEOUL, South Korea (AP) —" before it."""
    span, dateline = article.sentences[sentence].span, article.dateline
    if dateline is None or not span.contains(dateline) or dateline.end == span.end:
        return span
    rest = Span(dateline.end, span.end).of(article.text)
    return Span(span.end - len(rest.lstrip()), span.end)

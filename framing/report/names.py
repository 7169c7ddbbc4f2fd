"""What they call it: the words that each article uses for the same person, group or event."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType

from framing.records import Span
from framing.report.escaping import shorten, visible
from framing.report.pages import Quote, Ref
from framing.report.sheets import Sheet

__all__ = ["Called", "NameRow", "families", "names"]

_WORDS = 60
_CONTEXTS = 2
_KINDS = MappingProxyType({"person": "person", "organisation": "organisation", "place": "place"})
# Words that news use for one kind of group or event. Which of them is used is a choice; whether
# two of them mean the same people or the same event in two articles only the context tells.
_FAMILIES: Mapping[str, str] = MappingProxyType(
    {
        "people who protest": "protester demonstrator marcher rioter mob crowd activist agitator "
        "looter campaigner dissident",
        "people who fight": "soldier troops fighter rebel militant insurgent gunman gunmen "
        "terrorist guerrilla mercenary separatist extremist",
        "people on the move": "migrant refugee immigrant newcomer alien expatriate "
        "asylum-seeker evacuee",
        "people accused": "suspect defendant attacker assailant perpetrator shooter killer "
        "murderer offender",
        "a protest": "protest demonstration march rally riot unrest disorder uprising revolt",
        "a use of force": "attack assault raid offensive invasion incursion bombardment onslaught "
        "operation ambush",
        "a war": "war conflict fighting hostilities battle insurgency",
        "a violent death": "death killing murder slaying execution homicide shooting massacre",
        "something that went wrong": "accident incident disaster tragedy catastrophe "
        "collapse fiasco debacle mishap",
        "an agreement": "treaty pact agreement deal accord alliance",
        "talks": "talks negotiation dialogue discussion summit",
        "a government": "government regime administration junta",
        "who leads it": "leader ruler dictator strongman autocrat",
        "pressure on a country": "sanction penalty embargo blockade boycott",
        "a criticism": "criticism rebuke condemnation accusation allegation complaint",
    }
)
_FAMILY_OF = MappingProxyType(
    {word: family for family, words in _FAMILIES.items() for word in words.split()}
)
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)?")


@dataclass(frozen=True, slots=True)
class Called:
    """A name that an article uses.

    Attributes:
        words: the name.
        refs: where it stands, one place a mention.
        contexts: the first of these places with the words around.
    """

    words: str
    refs: tuple[Ref, ...]
    contexts: tuple[Quote, ...]


@dataclass(frozen=True, slots=True)
class NameRow:
    """What each article calls the same person, group or event.

    Attributes:
        name: the fullest name, or the family of the words.
        kind: what it is; empty for a family.
        cells: one an article; the most frequent name first.
    """

    name: str
    kind: str
    cells: tuple[tuple[Called, ...], ...]

    @property
    def articles(self) -> int:
        """How many articles name it."""
        return sum(bool(cell) for cell in self.cells)

    @property
    def mentions(self) -> int:
        """How often it is named."""
        return sum(len(called.refs) for cell in self.cells for called in cell)

    @property
    def differs(self) -> bool:
        """Whether some article has a name for it that another article has not."""
        held = {
            frozenset(called.words.casefold() for called in cell) for cell in self.cells if cell
        }
        return len(held) > 1


@dataclass(slots=True)
class _Heard:
    name: str = ""
    kind: str = ""
    spans: list[dict[str, list[Span]]] = field(default_factory=list)

    def add(self, article: int, words: str, span: Span) -> None:
        held = self.spans[article].setdefault(words, [])
        if span not in held:
            held.append(span)


def names(sheets: Sequence[Sheet]) -> tuple[NameRow, ...]:
    """The people, organisations and places that several articles name; differing names first."""
    heard: dict[str, _Heard] = {}
    for sheet in sheets:
        for number in range(len(sheet.article.sentences)):
            for each in sheet.annotations(number, "entity"):
                entity = str(each.properties.get("entity") or "")
                if entity and each.label in _KINDS:
                    kept = heard.setdefault(entity, _Heard(spans=[{} for _ in sheets]))
                    kept.name = kept.name or visible(str(each.properties.get("name") or ""))
                    kept.kind = kept.kind or _KINDS[each.label]
                    kept.add(sheet.index, sheet.text(each.span), each.span)
    for sheet in sheets:
        _add_descriptions(sheet, heard)
    rows = [_row(sheets, each) for _, each in sorted(heard.items())]
    return tuple(
        sorted(
            (row for row in rows if row.articles > 1),
            key=lambda row: (not row.differs, -row.articles, -row.mentions, row.name),
        )
    )


def _add_descriptions(sheet: Sheet, heard: Mapping[str, _Heard]) -> None:
    """What a source that has a name is called instead of it: "the harbour chief"."""
    for number in range(len(sheet.article.sentences)):
        for each in sheet.annotations(number, "attribution"):
            kept = heard.get(str(each.properties.get("source") or ""))
            spans = each.parts.get("source", ())
            if kept is None or not spans:
                continue
            source = sheet.sources.of(sheet.article, each)
            words = sheet.text(spans[0])
            if words.partition(",")[0] in source.called:
                short = words.partition(",")[0]
                kept.add(
                    sheet.index,
                    short,
                    Span(spans[0].start, min(spans[0].end, spans[0].start + len(short))),
                )


def families(sheets: Sequence[Sheet]) -> tuple[NameRow, ...]:
    """Words for the same kind of group or event, where articles use different ones."""
    heard: dict[str, _Heard] = {}
    for sheet in sheets:
        starts = {each.start for each in sheet.article.sentences}
        for match in _WORD.finditer(sheet.article.text):
            word = _singular(match.group().casefold())
            # "March" is a month and "Rebel" a name, but for the first word of a sentence.
            named = match.group()[0].isupper() and match.start() not in starts
            if word in _FAMILY_OF and not named:
                family = _FAMILY_OF[word]
                kept = heard.setdefault(family, _Heard(family, "", [{} for _ in sheets]))
                kept.add(sheet.index, word, Span(*match.span()))
    rows = (_row(sheets, each) for each in heard.values())
    return tuple(
        sorted(
            (row for row in rows if row.articles > 1 and row.differs),
            key=lambda row: (-row.articles, -row.mentions, row.name),
        )
    )


def _singular(word: str) -> str:
    if word in _FAMILY_OF:
        return word
    return f"{word[:-3]}y" if word.endswith("ies") else word.removesuffix("s")


def _row(sheets: Sequence[Sheet], heard: _Heard) -> NameRow:
    cells = tuple(
        tuple(_called(sheet, found)) for sheet, found in zip(sheets, heard.spans, strict=True)
    )
    return NameRow(heard.name, heard.kind, cells)


def _called(sheet: Sheet, found: Mapping[str, Iterable[Span]]) -> Iterator[Called]:
    """The names of one article; those that differ in capitals only are one."""
    merged: dict[str, list[tuple[Span, str]]] = {}
    for words, spans in found.items():
        merged.setdefault(words.casefold(), []).extend((span, words) for span in spans)
    for held in sorted(merged.values(), key=lambda each: (-len(each), each[0][0].start)):
        held.sort()
        # "KELMOUTH" at the start of a text is a style of setting, not a name of its own.
        written = min((words for _, words in held), key=lambda each: (each.isupper(), each))
        yield Called(
            shorten(written, _WORDS),
            tuple(sheet.at(span) for span, _ in held),
            tuple(sheet.passage(span) for span, _ in held[:_CONTEXTS]),
        )

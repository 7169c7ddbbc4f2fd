"""Text changed in ways that should not change what is found in it, with the way back.

A perturbation takes a text and gives it back changed, with a map of offsets, so that gold spans
move along. Ribeiro, Wu, Guestrin and Singh (2020): Beyond accuracy: behavioral testing of NLP
models with CheckList. ACL, call such a pair an invariance test.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from framing.evaluation.names import rename
from framing.evaluation.spelling import british
from framing.records import Span

__all__ = ["PERTURBATIONS", "Perturbation", "Perturbed", "perturb"]

QUOTES = re.compile(r"``|''|[“”„\"]")
SINGLE = re.compile(r"[‘’‚']")
STRAIGHTENED = re.compile(r"``|''|[“”„‘’‚]")
OPENING_AFTER = frozenset("([{—–-/“‘")


@dataclass(frozen=True, slots=True)
class Perturbed:
    """A changed text and where its characters came from.

    Attributes:
        text: the changed text.
        old: the replaced pieces, as spans of the original text, in order, none empty.
        new: what replaced each, as spans of the changed text; empty where it was deleted.
    """

    text: str
    old: tuple[Span, ...]
    new: tuple[Span, ...]

    @property
    def changed(self) -> bool:
        """Whether anything was replaced."""
        return bool(self.old)

    def move(self, span: Span) -> Span:
        """Where a span of the original text is now.

        An end inside a replaced piece moves to the edge of what replaced it, so that the span
        holds all of it.
        """
        return _between(span, self.old, self.new)

    def back(self, span: Span) -> Span:
        """Where a span of the changed text was.

        Deleted characters at the edges of a span are not part of it.
        """
        return _between(span, self.new, self.old)


Perturbation = Callable[[str], Perturbed]


def perturb(text: str, edits: Iterable[tuple[Span, str]]) -> Perturbed:
    """Replaces pieces of a text.

    Args:
        text: the text.
        edits: a piece and what stands there afterwards, in order; pieces do not overlap. An edit
            that changes nothing is none.

    Raises:
        ValueError: if a piece is empty, overlaps the one before it or ends beyond the text.
    """
    old: list[Span] = []
    new: list[Span] = []
    parts: list[str] = []
    end = length = 0
    for span, replacement in edits:
        if not len(span) or span.start < end or span.end > len(text):
            raise ValueError(f"cannot replace {span} after {end} in a text of {len(text)}")
        if span.of(text) == replacement:
            continue
        kept = text[end : span.start]
        start = length + len(kept)
        length = start + len(replacement)
        parts += kept, replacement
        old.append(span)
        new.append(Span(start, length))
        end = span.end
    return Perturbed("".join([*parts, text[end:]]), tuple(old), tuple(new))


def _between(span: Span, here: Sequence[Span], there: Sequence[Span]) -> Span:
    """A span of one text as a span of the other."""
    before = bisect_right(here, span.start, key=lambda piece: piece.start) - 1
    start = span.start
    if before >= 0:
        inside = start < here[before].end
        start = there[before].start if inside else there[before].end + start - here[before].end
    after = bisect_left(here, span.end, key=lambda piece: piece.end)
    end = span.end
    if after < len(here) and end > here[after].start:
        end = there[after].end
    elif after < len(here) and end == here[after].start:
        end = there[after].start
    elif after > 0:
        end = there[after - 1].end + end - here[after - 1].end
    # What was deleted has no place of its own: it lies between its neighbours.
    return Span(min(start, end), max(start, end))


def lower_case(text: str) -> Perturbed:
    """Every letter in lower case."""
    return perturb(
        text,
        (
            (Span(at, at + 1), letter.lower())
            for at, letter in enumerate(text)
            if letter.lower() != letter
        ),
    )


def straight_quotes(text: str) -> Perturbed:
    """Curly quotation marks and apostrophes, and the doubled ones of tokenised text, straight."""
    return perturb(
        text,
        (
            (Span(*mark.span()), "'" if mark[0] in "‘’‚" else '"')
            for mark in STRAIGHTENED.finditer(text)
        ),
    )


def curly_quotes(text: str) -> Perturbed:
    """Straight quotation marks and apostrophes curly, as typewriters' replacements do it."""
    edits = []
    open_now = False
    for mark in QUOTES.finditer(text):
        if mark[0] in "“”„":
            open_now = mark[0] != "”"
            continue
        opens = mark[0] == "``" or (mark[0] == '"' and _opens(text, mark, open_now))
        edits.append((Span(*mark.span()), "“" if opens else "”"))
        open_now = opens
    doubled = {span.start for span, _ in edits} | {span.end - 1 for span, _ in edits}
    for mark in SINGLE.finditer(text):
        if mark[0] == "'" and mark.start() not in doubled:
            opens = _free(text, mark.start() - 1) and not _free(text, mark.end())
            edits.append((Span(*mark.span()), "‘" if opens else "’"))
    return perturb(text, sorted(edits))


def no_quotes(text: str) -> Perturbed:
    """Double quotation marks removed; single ones stay, since apostrophes look the same.

    A mark that stands alone between spaces takes one of them along.
    """
    edits = []
    for mark in QUOTES.finditer(text):
        end = mark.end()
        alone = _free(text, mark.start() - 1) and end < len(text) and text[end] == " "
        edits.append((Span(mark.start(), end + alone), ""))
    return perturb(text, edits)


def british_spelling(text: str) -> Perturbed:
    """American spellings made British, in lower-case words: names keep their own."""
    return perturb(text, british(text))


def names_elsewhere(text: str) -> Perturbed:
    """Names of people and organisations replaced by invented ones from other continents."""
    return perturb(text, rename(text))


def _free(text: str, at: int) -> bool:
    """Whether nothing that a mark could close stands here."""
    return not 0 <= at < len(text) or text[at].isspace() or text[at] in OPENING_AFTER


def _opens(text: str, mark: re.Match[str], open_now: bool) -> bool:
    """Whether a straight mark opens: by the spaces around it, else by turns."""
    before, after = _free(text, mark.start() - 1), _free(text, mark.end())
    return before if before != after else not open_now


PERTURBATIONS: Mapping[str, Perturbation] = MappingProxyType(
    {
        "lower-cased": lower_case,
        "curly quotes made straight": straight_quotes,
        "straight quotes made curly": curly_quotes,
        "quotation marks removed": no_quotes,
        "British spelling": british_spelling,
        "names from elsewhere": names_elsewhere,
    }
)
"""The perturbations by the name they are shown under."""

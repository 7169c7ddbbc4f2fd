"""Quotations: passages between quotation marks, whatever marks the text uses.

Typeset (“ ”, ‘ ’), typewriter (" and '), low („ “), angled (« ») and Penn Treebank (`` '') marks
are read, with or without spaces around them. Only the outermost marks of nested quotations count.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from types import MappingProxyType

from framing.records import Quotation

__all__ = ["find_quotations"]

_MARK = re.compile(r"``|''|’’|‘‘|[\"“”„‟«»‘’']")
_SINGLE = frozenset("‘’'")
# Opening mark to the marks that may close it. A typewriter mark closes a curly one and the other
# way round, because pages mix them.
_CLOSERS = MappingProxyType(
    {
        "“": frozenset({"”", '"', "''", "’’"}),
        "„": frozenset({"“", "”", '"'}),
        "‟": frozenset({"”", '"'}),
        "”": frozenset({"”", '"'}),
        '"': frozenset({'"', "”", "''"}),
        "``": frozenset({"''", '"', "”", "’’"}),
        "''": frozenset({"''", '"'}),
        "‘‘": frozenset({"’’", "''", "”"}),
        "’’": frozenset({"’’"}),
        "«": frozenset("»"),
        "»": frozenset("«»"),
    }
)
_BEFORE_OPENING = frozenset(" ([{<-–—/…=*_|“‘")
_AFTER_CLOSING = frozenset(" )]}>-–—/….,;:?!*_|”’")
_NEVER_FIRST = frozenset(" )]}>,;:?!")
# Words that start with an apostrophe: elisions, and the clitics of tokenised text ("Trump 's").
_ELIDED = re.compile(
    r"(?:em|til|till|cause|cos|tis|twas|twere|n|bout|round|neath|tude|s|t|m|d|re|ve|ll|nuff)\b"
    r"|\d0s|\d\d\b(?!\s+[a-z]+\s*')",
    re.IGNORECASE,
)
_DEEPEST = 3  # nested quotations in the same marks
# Paragraphs in which the closing mark of an open quotation is looked for: fewer for a typewriter
# mark, which may as well open another quotation.
_LOOK_AHEAD = 8
_LOOK_AHEAD_TYPEWRITER = 4


@dataclass(frozen=True, slots=True)
class _Line:
    """A paragraph with its marks: kinds and offsets into the line, in order."""

    start: int
    text: str
    marks: tuple[tuple[int, str], ...]

    def before(self, at: int) -> str:
        return self.text[at - 1] if at else " "

    def after(self, at: int, mark: str) -> str:
        end = at + len(mark)
        return self.text[end] if end < len(self.text) else " "

    def can_open(self, at: int, mark: str) -> bool:
        after = self.after(at, mark)
        if self.before(at) not in _BEFORE_OPENING or after in _NEVER_FIRST:
            return False
        end = at + len(mark)
        return after != "." or self.text[end : end + 2] == ".."

    def can_close(self, at: int, mark: str) -> bool:
        return self.before(at) != " " and self.after(at, mark) in _AFTER_CLOSING

    def is_padded(self, at: int, mark: str) -> bool:
        return self.before(at) == " " and self.after(at, mark) == " "


def find_quotations(text: str) -> tuple[Quotation, ...]:
    """The quoted passages of a normalised text, in order, without overlap.

    A quotation never crosses a line break. Where one is still open at the end of its paragraph
    it ends there, not closed; it goes on in the next paragraph (``continues``) when that reopens
    it, or when the missing closing mark follows within a few paragraphs with no opening mark in
    between (files with one sentence a line). Apostrophes, feet and inches are not marks.
    """
    lines = _lines(text)
    found: list[Quotation] = []
    open_mark: str | None = None
    for number, line in enumerate(lines):
        marks = list(line.marks)
        first = 0
        resumed: tuple[int, str] | None = None
        if open_mark is not None:
            verdict = _continuation(lines, number, open_mark)
            if verdict == "through":
                found.append(Quotation(line.start, line.start + len(line.text), False, True))
                continue
            if verdict == "reopens":
                resumed = marks[0]
            elif verdict == "closes":
                at, mark = next(pair for pair in marks if pair[1] in _CLOSERS[open_mark])
                end = at + len(mark)
                found.append(Quotation(line.start, line.start + end, True, True))
                first = bisect_left(marks, (end, ""))
        open_mark = _read_line(line, first, resumed, found, lines, number)
    return tuple(found)


def _lines(text: str) -> list[_Line]:
    lines = []
    start = 0
    for piece in text.split("\n"):
        if piece.strip():
            marks = tuple((match.start(), match.group()) for match in _MARK.finditer(piece))
            lines.append(_Line(start, piece, marks))
        start += len(piece) + 1
    return lines


def _continuation(lines: Sequence[_Line], number: int, opening: str) -> str:
    """How line ``number`` goes on with a quotation left open: reopens, closes, through, ends."""
    closers = _CLOSERS.get(opening, frozenset("’'"))
    reach = _LOOK_AHEAD_TYPEWRITER if opening == '"' else _LOOK_AHEAD
    for ahead in range(number, min(number + reach, len(lines))):
        line = lines[ahead]
        relevant = [pair for pair in line.marks if pair[1] in closers or pair[1] == opening]
        if not relevant:
            continue
        at, mark = relevant[0]
        if not line.text[:at].strip():
            return "reopens" if ahead == number else "ends"
        if opening in _SINGLE or mark not in closers:
            return "ends"
        closes = line.can_close(at, mark) and not line.can_open(at, mark)
        if line.is_padded(at, mark):
            closes = len(relevant) % 2 == 1
        if not closes:
            return "ends"
        return "closes" if ahead == number else "through"
    return "ends"


def _read_line(
    line: _Line,
    first: int,
    resumed: tuple[int, str] | None,
    found: list[Quotation],
    lines: Sequence[_Line],
    number: int,
) -> str | None:
    """Adds the quotations of one line; returns the mark still open at its end, if any."""
    marks = line.marks
    index = first
    while index < len(marks):
        at, mark = marks[index]
        index += 1
        continues = resumed == (at, mark)
        if mark in _SINGLE:
            close = _single_close(line, index - 1) if _single_opens(line, at, mark) else None
            if close is not None:
                found.append(_quotation(line, at, close + 1, True, continues))
                index = bisect_left(marks, (close + 1, ""))
            elif mark == "‘" and (continues or _speech_goes_on(line, at, lines, number)):
                found.append(_quotation(line, at, len(line.text), False, continues))
                return mark
            continue
        if not _opens(line, at, mark):
            if not found or found[-1].end <= line.start:
                _add_headless(line, at, mark, found)
            continue
        close_index = _close(line, index, mark)
        if close_index is None:
            found.append(_quotation(line, at, len(line.text), False, continues))
            return mark
        closing_at, closing = marks[close_index]
        turned = _turned(line, closing_at, closing)
        if turned or (closing in _CLOSERS[mark] and not _reopens(line, closing_at, closing)):
            found.append(_quotation(line, at, closing_at + len(closing), True, continues))
            index = close_index + 1
        else:
            end = closing_at - (line.before(closing_at) == " ")
            found.append(_quotation(line, at, end, False, continues))
            index = close_index
    return None


def _quotation(line: _Line, start: int, end: int, closed: bool, continues: bool) -> Quotation:
    return Quotation(line.start + start, line.start + end, closed, continues)


def _opens(line: _Line, at: int, mark: str) -> bool:
    """Whether a double mark outside every quotation opens one."""
    before = line.before(at)
    if mark in ("``", "«", "‘‘"):
        return True
    if mark in ("“", "‟"):
        return not _turned(line, at, mark)
    if mark in ("”", "»", "„", "’’"):
        return line.can_open(at, mark)
    if at + len(mark) == len(line.text):
        return False
    if before.isdigit() or (before in "'’" and at > 1 and line.text[at - 2].isdigit()):
        return False  # inches
    if line.can_open(at, mark) or line.is_padded(at, mark):
        return True
    return before in ",:;" and line.after(at, mark).isalnum()


def _turned(line: _Line, at: int, mark: str) -> bool:
    """Whether an opening mark stands where only a closing one can ("yes,“ he said")."""
    return mark in "“‟" and line.before(at) in ",.?!" and line.after(at, mark) == " "


def _close(line: _Line, index: int, opening: str) -> int | None:
    """Index of the mark that ends the quotation opened before mark ``index``, if any."""
    closers = _CLOSERS[opening]
    depth = 0
    reopened: int | None = None
    for at_index in range(index, len(line.marks)):
        at, mark = line.marks[at_index]
        if mark in closers or _turned(line, at, mark):
            if depth == 0 or _reopens(line, at, mark):
                return at_index
            depth -= 1
        elif mark == opening:
            reopened = at_index if reopened is None else reopened
            depth += 1
            if depth > _DEEPEST:
                break
    # A second opening mark with too few closing ones: the first quotation was never closed.
    return reopened


def _reopens(line: _Line, at: int, mark: str) -> bool:
    """Whether a typewriter mark inside a quotation opens another, so that this one is broken."""
    if mark not in ('"', "''") or not line.can_open(at, mark):
        return False
    if line.before(at) != " ":
        return line.before(at) not in "-–—/…=*_|"
    misplaced = line.text[max(0, at - 2) : at].rstrip()[-1:] in (",", ".", "?", "!")
    return not (misplaced and line.after(at, mark).islower())


def _add_headless(line: _Line, at: int, mark: str, found: list[Quotation]) -> None:
    """A closing mark whose opening mark is missing: the paragraph is quoted from its start."""
    before = line.text[max(0, at - 4) : at].rstrip(" ’'")[-1:]
    if before in (",", ".", "?", "!") and line.after(at, mark) in _AFTER_CLOSING:
        found.append(_quotation(line, 0, at + len(mark), True, False))


def _single_opens(line: _Line, at: int, mark: str) -> bool:
    if mark == "’" or line.before(at) not in _BEFORE_OPENING | {'"'}:
        return False
    after = line.after(at, mark)
    if not (after.isalnum() or after in '“"$£€([….'):
        return False
    return mark == "‘" or not _ELIDED.match(line.text, at + 1)


def _single_close(line: _Line, index: int) -> int | None:
    """Offset of the single mark that closes the one at mark ``index``; apostrophes do not."""
    opening = line.marks[index][1]
    closers = "’'" if opening == "‘" else "'’"
    possible: int | None = None
    for position in range(index + 1, len(line.marks)):
        at, mark = line.marks[position]
        if mark == opening and _single_opens(line, at, mark):
            break
        if mark not in closers or line.before(at) == " ":
            continue
        if line.after(at, mark) not in _AFTER_CLOSING | {'"'}:
            continue
        before = line.before(at)
        follows_word = line.text[at + 1 : at + 3].strip()[:1].isalpha()
        # "workers’ rights", "dancin’ all night": probably an apostrophe.
        if (before in "sS" or line.text[at - 2 : at] == "in") and follows_word:
            possible = at if possible is None else possible
            continue
        return at
    return possible


def _speech_goes_on(line: _Line, at: int, lines: Sequence[_Line], number: int) -> bool:
    """Whether an unclosed ‘ starts a speech that the next paragraph reopens."""
    if line.text[: min(at, 3)].strip() or number + 1 >= len(lines):
        return False
    return lines[number + 1].text.lstrip().startswith("‘")

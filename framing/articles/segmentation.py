"""Sentences and quotations as spans of a normalised text.

The splitter is a set of rules over candidate stops, in the manner of Kiss & Strunk (2006): what a
full stop means is decided by the word before it (abbreviation, initial, ordinary word) and by the
word after it (lower case, a word that often starts sentences, a name).
"""

from __future__ import annotations

import re

from framing.articles.abbreviations import (
    ABBREVIATIONS,
    ACRONYM,
    CAPITALISED,
    CLOCK,
    DAY_OR_ZONE,
    MONTHS,
    NUMBERED,
    REPORTING,
    STARTERS,
    TITLES,
    VERSUS,
)
from framing.articles.quotations import find_quotations
from framing.records import Span

__all__ = ["find_quotations", "split_sentences"]

_STOP = re.compile(r"[.!?…‽]+(?: \.(?: \.)+)?|\. \.(?: \.)*")
_CLOSING = frozenset("\"'”’»)]}")
_BEFORE_WORD = re.compile(r"[\s\"“”‘(\[—–/-]")
_OPENING = re.compile(r"[\"'“‘«„(\[{`*•–—-]+\s*")
_WORD_AFTER = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_GLUED = re.compile(r"[\"'“”‘’(\[]{0,3}[A-Z][A-Za-z'’-]*(?=[\s,])")
_LIST_NUMBER = re.compile(r"\d{1,3}|[A-Za-z]|[ivx]{1,4}")
_WINDOW = 60  # characters before and after a stop that decide


def split_sentences(text: str) -> list[Span]:
    """The sentences of a normalised text, as spans without white space at their ends.

    A line break always ends a sentence. Together the spans cover everything but white space.
    """
    marks = _closing_marks(text)
    spans = []
    start = 0
    for line in text.split("\n"):
        spans += _split_line(line, start, marks)
        start += len(line) + 1
    return spans


def is_sentence_end(left: str, right: str) -> bool:
    """Whether a sentence ends between ``left`` and ``right``, two lines of one broken text."""
    joined = f"{left[-_WINDOW:]} {right[:_WINDOW]}"
    return any(span.start == len(left[-_WINDOW:]) + 1 for span in split_sentences(joined))


def _closing_marks(text: str) -> frozenset[int]:
    """Offsets of the marks that close a quotation after a space."""
    ends = set()
    for quotation in find_quotations(text):
        if quotation.closed:
            mark = quotation.end - 1
            if text[mark - 1 : mark + 1] == "''":
                mark -= 1
            if mark and text[mark - 1] == " ":
                ends.add(mark)
    return frozenset(ends)


def _split_line(line: str, offset: int, marks: frozenset[int]) -> list[Span]:
    spans = []
    start = len(line) - len(line.lstrip())
    last = len(line.rstrip())
    for match in _STOP.finditer(line):
        if match.start() < start:
            continue
        end = _after_closing(line, match.end(), offset, marks)
        if end >= last:
            break
        if line[end].isspace():
            boundary = _is_boundary(line, start, match.start(), match.group(), match.end(), end)
        else:
            boundary = _is_glued(line, match.start(), end)
        if boundary:
            spans.append(Span(offset + start, offset + end))
            start = end
            while line[start].isspace():
                start += 1
    if last > start:
        # A lone closing mark, whose opening one stands in an earlier paragraph.
        if spans and last - start <= 3 and not any(map(str.isalnum, line[start:last])):
            start = spans.pop().start - offset
        spans.append(Span(offset + start, offset + last))
    return spans


def _after_closing(line: str, end: int, offset: int, marks: frozenset[int]) -> int:
    """The offset after the marks and brackets that close at a stop."""
    while end < len(line):
        if line[end] in _CLOSING:
            end += 1
        elif line[end] == " " and (offset + end + 1 in marks or line[end + 1 : end + 2] in "”»"):
            end += 3 if line[end + 1 : end + 3] == "''" else 2
        else:
            break
    return end


def _is_boundary(line: str, start: int, at: int, stop: str, stop_end: int, end: int) -> bool:
    """Whether the stop at ``at``, followed by white space, ends the sentence from ``start``."""
    after = line[end : end + _WINDOW].lstrip()
    opening = _OPENING.match(after)
    bare = after[opening.end() :] if opening else after
    if not bare:
        return True
    if bare[0].islower():
        return False
    if stop == "." and _LIST_NUMBER.fullmatch(line, start, at):
        return False
    if end > stop_end and stop != "." and _reports(bare):
        return False
    if "!" in stop or "?" in stop or len(stop.replace(" ", "").replace("…", "...")) == 4:
        return True
    match = _WORD_AFTER.match(bare)
    dashed = opening is not None and opening.group()[0] in "–—-"
    starts = not dashed and match is not None and match.group().lower() in STARTERS
    if stop != ".":
        return starts or (opening is not None and not dashed)
    context = line[max(0, at - _WINDOW) : at]
    before = _BEFORE_WORD.split(context)[-1]
    closing = line[stop_end:end].strip(" )]}")
    if closing and not (closing in "'’" and ACRONYM.fullmatch(before)):
        return True
    ends = _full_stop_ends(before, bare, context, starts)
    return ends and not (dashed and before.lower() in CLOCK)


def _reports(bare: str) -> bool:
    """Whether the words after a quotation are its reporting clause ("Smith asked")."""
    words = bare.replace(",", " ").split()[:4]
    for index, word in enumerate(words):
        if word.strip(".:") in REPORTING:
            return index > 0 and not word.endswith(":")
        if not word[0].isupper():
            return False
    return False


def _full_stop_ends(before: str, bare: str, context: str, starts: bool) -> bool:
    """Whether a full stop after ``before`` and in front of the capitalised ``bare`` ends it.

    ``starts`` says that ``bare`` begins with a word that often starts sentences.
    """
    lower = before.lower()
    if lower in VERSUS or (lower in TITLES and before[:1].isupper()):
        return False
    if bare[:1].isdigit() and (lower in MONTHS or lower in NUMBERED):
        return False
    if lower in CLOCK:
        return not (bare[:1].isdigit() or DAY_OR_ZONE.match(bare))
    if len(before) == 1 and before.isalpha() and before.isupper():
        return (starts or before == "I") and not _follows_name(context)
    if ACRONYM.fullmatch(before) or lower in ABBREVIATIONS:
        return starts
    if before[:1].isupper() and lower in CAPITALISED:
        return starts
    return True


def _follows_name(context: str) -> bool:
    words = context.split()
    return len(words) > 1 and words[-2][:1].isupper()


def _is_glued(line: str, at: int, end: int) -> bool:
    """Whether a stop without a space after it ends a sentence ("it ended.The next")."""
    if not re.search(r"[a-z]{3}$", line[max(0, at - 3) : at]):
        return False
    match = _GLUED.match(line, end)
    if match is None:
        return False
    return match.group().strip("\"'“”‘’([").lower() in STARTERS

"""Page furniture out of an article, with a log of what was removed and why.

Pages print more than the article: captions twice, credit lines, prompts, related stories. What is
sure to be furniture is taken out and listed; what may state a fact stays.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from framing.articles.agencies import AGENCY, PHOTO_CREDIT, agency_in
from framing.articles.furniture import (
    GALLERY,
    LINE_RULES,
    LIST_HEADINGS,
    PICTURE,
    PROMOTION,
    PROMPTS,
    SECTION_LABELS,
    SENTENCE_RULES,
    TWEET_TAIL,
    WORD_OF_CAPTION,
    reason_for,
)
from framing.articles.segmentation import find_quotations, split_sentences
from framing.records import Removed, Zone

__all__ = ["Cleaned", "Paragraph", "clean"]

_LONGEST = 600  # characters; furniture is shorter, and patterns need not look at longer text
# Letters and digits: a shorter line may well occur twice in an article, and a longer one too
# ("His identity has not been released") unless its two copies stand together.
_SHORTEST_REPEAT = 25
_SHORTEST_REPEAT_APART = 90
_TOP = 5  # paragraphs under the headline where bylines and dates stand
_LIST_ITEMS = 12  # at most, under a heading such as "Related stories"
_TERMINAL = frozenset(".!?…:;,\"”’'")
_OPENING_QUOTES = frozenset("\"“‘«„`'")
_BRACKETED_TAIL = re.compile(r"\s*([(\[][^()\[\]]{2,100}[)\]])\.?$")
_DASHED_TAIL = re.compile(r"\s+(?:--|[—–|-])\s*([A-Z][\w./ -]{1,30})$")
_NOT_IN_KEY = re.compile(r"[\W_]+")
_SMALL_WORDS = frozenset({"and", "for", "of", "the", "de", "la", "van", "von", "der", "at", "in"})
_DATE_LINE = re.compile(
    r"(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day,? )?(?:(?:jan|feb|mar|apr|may|jun|jul|aug|sep"
    r"|oct|nov|dec)[a-z]{0,6}\.? \d{1,2},? \d{4}|\d{1,2} (?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct"
    r"|nov|dec)[a-z]{0,6}\.? \d{4}|\d{4}-\d\d-\d\d)"
    r"(?:[ ,|/·-]{1,4}(?:at )?\d{1,2}[:.]\d\d ?(?:[ap]\.?m\.?)?(?: [A-Z]{2,4})?)?",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph that stays, and its zone."""

    text: str
    zone: Zone = "body"


@dataclass(frozen=True, slots=True)
class Cleaned:
    """What is left of a page, and what its furniture told.

    Attributes:
        paragraphs: the article's paragraphs and captions, in order.
        removed: what was taken out, in order.
        credit: the agency a credit line names.
        byline: the author line found under the headline.
        published: the date line found under the headline, as it was written.
    """

    paragraphs: tuple[Paragraph, ...]
    removed: tuple[Removed, ...]
    credit: str | None = None
    byline: str | None = None
    published: str | None = None


@dataclass(slots=True)
class _Line:
    """A paragraph under work: what is left of its text, and what was cut from it."""

    text: str
    zone: Zone = "body"
    cut: list[Removed] = field(default_factory=list)

    def remove(self, reason: str) -> None:
        self.cut.append(Removed(self.text, reason))
        self.text = ""

    def trim(self, start: int, end: int, reason: str) -> None:
        self.cut.append(Removed(self.text[start:end].strip(), reason))
        self.text = " ".join(f"{self.text[:start]} {self.text[end:]}".split())


def clean(title: str, paragraphs: Sequence[str], captions: Sequence[str] = ()) -> Cleaned:
    """Takes page furniture out of an article.

    Args:
        title: the headline, normalised.
        paragraphs: the page's paragraphs, normalised, one line each.
        captions: texts that the page itself marks as captions.
    """
    lines = [_Line(text, "caption") for text in captions]
    lines += [line for text in paragraphs for line in _parts(text)]
    byline, published = _read_top(lines)
    credit = _drop_lines(title, lines)
    _mark_captions(lines)
    for line in lines:
        _drop_sentences(line)
    _drop_promotion(lines)
    credit = _closing_credit(lines) or credit
    removed = tuple(cut for line in lines for cut in line.cut if cut.text)
    kept = tuple(Paragraph(line.text, line.zone) for line in lines if line.text)
    return Cleaned(kept, removed, credit, byline, published)


def _key(text: str) -> str:
    """Letters and digits only, so that marks and spaces do not hide a repetition."""
    return _NOT_IN_KEY.sub("", text.casefold())


def _parts(text: str) -> list[_Line]:
    """A paragraph without the tail of an embedded tweet, and parted at the words of galleries."""
    line = _Line(text)
    if "pic.twitter.com/" in text or "(@" in text:
        found = TWEET_TAIL.search(text[-_LONGEST:])
        if found:
            offset = max(0, len(text) - _LONGEST)
            line.trim(offset + found.start(), offset + found.end(), "tail of an embedded tweet")
    marks = list(GALLERY.finditer(line.text))
    if not marks:
        return [line]
    parts = [_Line(line.text[: marks[0].start()].strip(), cut=line.cut)]
    ends = [mark.start() for mark in marks[1:]] + [len(line.text)]
    for mark, end in zip(marks, ends, strict=True):
        doubled = line.text[mark.end() : end].strip()
        part = _Line(_once(doubled), "caption", [Removed(mark.group().strip(), "picture gallery")])
        if part.text != doubled:
            part.cut.append(Removed(part.text, "repeated caption"))
        parts.append(part)
    return parts


def _once(text: str) -> str:
    """One copy of a text that stands there twice ("Ann Lee/AP Ann Lee/AP")."""
    half = len(text) // 2
    doubled = len(text) % 2 and text[half] == " " and text[:half] == text[half + 1 :]
    return text[:half] if doubled else text


def _read_top(lines: Sequence[_Line]) -> tuple[str | None, str | None]:
    """Takes the byline and the date line from under the headline."""
    byline = published = None
    for line in [line for line in lines if line.zone != "caption"][:_TOP]:
        if len(line.text) > 160:
            continue
        names = _byline(line.text)
        if names and byline is None:
            byline = names
            line.remove("byline")
        elif _DATE_LINE.fullmatch(line.text):
            published = published or line.text
            line.remove("time stamp")
    return byline, published


def _byline(text: str) -> str | None:
    """The names in an author line ("By Ann Lee, Harbour Post"), or ``None``."""
    words = text.split()
    if len(words) < 2 or words[0].rstrip(":") not in ("By", "BY") or len(words) > 16:
        return None
    names = []
    for word in words[1:]:
        if word in ("|", "•", "·", "-", "–", "—") or "@" in word or word[0].isdigit():
            break
        if not (word[0].isupper() or word.strip(",").lower() in _SMALL_WORDS or word == "&"):
            return None
        names.append(word)
    full = " ".join(names).strip(" ,;")
    initial = len(names[-1].strip(".")) == 1 if names else False
    return full if full and (full[-1] != "." or initial) else None


def _drop_lines(title: str, lines: Sequence[_Line]) -> str | None:
    """Removes whole paragraphs of furniture; returns the agency that one of them names."""
    headline = _key(title)
    credit = None
    listed = 0
    for line in lines:
        text = line.text
        if not text:
            continue
        if headline and _key(text[:_LONGEST]) == headline:
            line.remove("headline repeated")
        elif len(text) <= _LONGEST and text[0] not in _OPENING_QUOTES:
            named = agency_in(text)
            reason = _reason_for_line(text)
            if reason == "copyright line" and credit is None:
                found = AGENCY.search(text)
                credit = found.group() if found and "Press" in found.group() else None
            if reason is None and listed and _is_list_item(text):
                reason = "related-story list"
            credit = named or credit
            if reason is not None:
                line.remove(reason)
        listed = (
            _LIST_ITEMS
            if LIST_HEADINGS.pattern.fullmatch(text[:_LONGEST])
            else (listed - 1 if listed and not line.text else 0)
        )
    return credit


def _reason_for_line(text: str) -> str | None:
    if text.strip(" :.").upper() == text.strip(" :.") and text.strip(" :.") in SECTION_LABELS:
        return "section label"
    if len(text) <= 120 and PHOTO_CREDIT.fullmatch(_once(text)):
        return "credit line"
    return reason_for(text, (LIST_HEADINGS, *LINE_RULES, *SENTENCE_RULES))


def _is_list_item(text: str) -> bool:
    return len(text) <= 140 and text[-1] not in _TERMINAL and len(text.split()) <= 20


def _mark_captions(lines: Sequence[_Line]) -> None:
    """Finds captions, cuts the credits behind them, and keeps one of each that is repeated."""
    for index, line in enumerate(lines):
        if line.text and len(line.text) <= _LONGEST:
            last = not any(other.text for other in lines[index + 1 : index + 20])
            _cut_credit(line, last)
    keys = [_key(line.text) for line in lines]
    times = Counter(key for key in keys if len(key) >= _SHORTEST_REPEAT)
    first: dict[str, int] = {}
    previous = ""
    body = -1
    for index, (line, key) in enumerate(zip(lines, keys, strict=True)):
        if not key:
            continue
        if times[key] < 2:
            body = index if line.zone == "body" else body
        elif first.setdefault(key, index) != index:
            original = lines[first[key]]
            if original.zone == "caption" and line.zone == "body" and body > first[key]:
                # The article itself says what the caption took from it.
                original.remove("repeated caption")
                first[key] = index
            else:
                _drop_copy(original, line, together=previous == key)
        previous = key


def _drop_copy(original: _Line, copy: _Line, *, together: bool) -> None:
    caption = (
        "caption" in (copy.zone, original.zone)
        or WORD_OF_CAPTION.search(copy.text[:_LONGEST]) is not None
        or (together and PICTURE.match(copy.text) is not None)
    )
    if caption:
        original.zone = "caption"
        copy.remove("repeated caption")
    elif together or len(_key(copy.text)) >= _SHORTEST_REPEAT_APART:
        copy.remove("repeated paragraph")


def _cut_credit(line: _Line, last: bool) -> None:
    """Cuts a photo credit behind a caption, which shows the paragraph to be one."""
    found = _BRACKETED_TAIL.search(line.text)
    if found is None:
        found = _DASHED_TAIL.search(line.text)
    spoken = WORD_OF_CAPTION.search(line.text) is not None or line.zone == "caption"
    if found and PHOTO_CREDIT.fullmatch(found.group(1)):
        if agency_in(found.group(1)) and not spoken:
            return  # "(Yonhap)" behind body text is the agency's signature
        line.zone = "caption"
        line.trim(found.start(), len(line.text), "credit line")
        return
    spans = split_sentences(line.text)
    if len(spans) < 2 or len(spans[-1]) > 100:
        return
    tail = spans[-1].of(line.text)
    if PHOTO_CREDIT.fullmatch(tail) and not (last and agency_in(tail) and not spoken):
        line.zone = "caption"
        line.trim(spans[-1].start, spans[-1].end, "credit line")


def _drop_sentences(line: _Line) -> None:
    """Removes sentences of furniture from a paragraph, but none inside quotation marks."""
    if not line.text:
        return
    kept: list[str] = []
    cut: list[Removed] = []
    quoted_to = 0
    quotations = iter(find_quotations(line.text))
    quotation = next(quotations, None)
    for span in split_sentences(line.text):
        text = span.of(line.text)
        while quotation is not None and quotation.start < span.end:
            quoted_to = quotation.end
            quotation = next(quotations, None)
        reason = None
        if len(text) <= _LONGEST and quoted_to <= span.start:
            reason = reason_for(text, SENTENCE_RULES)
        if reason is None:
            kept.append(text)
        else:
            cut.append(Removed(text, reason))
    if cut:
        line.cut += cut
        line.text = " ".join(kept)


def _drop_promotion(lines: Sequence[_Line]) -> None:
    """Removes what stands between two prompts after the article's end and speaks to the reader."""
    end = max((index for index, line in enumerate(lines) if line.cut and not line.text), default=-1)
    if end < 0 or any(line.text for line in lines[end + 1 :]):
        return
    held: list[_Line] = []
    if lines[end].cut[-1].reason not in PROMPTS | {"copyright line"}:
        return
    for line in reversed(lines[:end]):
        if not line.text and line.cut and line.cut[-1].reason in PROMPTS:
            for promotion in held:
                promotion.remove("app or site promotion")
            held = []
        elif line.text and len(held) < 4 and line.zone == "body" and _promotes(line.text):
            held.append(line)
        else:
            return


def _promotes(text: str) -> bool:
    """Whether a paragraph speaks to its reader and quotes nobody at length."""
    if text[0] in _OPENING_QUOTES or PROMOTION.search(text[:_LONGEST]) is None:
        return False
    return all(len(mark.span.of(text).split()) <= 8 for mark in find_quotations(text))


def _closing_credit(lines: Sequence[_Line]) -> str | None:
    """Takes the agency's signature ("(Yonhap)", "— Reuters") from the article's end."""
    for line in reversed(lines):
        if not line.text or line.zone == "caption":
            continue
        for pattern in (_BRACKETED_TAIL, _DASHED_TAIL):
            found = pattern.search(line.text[-120:])
            name = agency_in(found.group(1)) if found else None
            if found and name:
                start = max(0, len(line.text) - 120) + found.start()
                line.trim(start, len(line.text), "credit line")
                return name
        return None
    return None

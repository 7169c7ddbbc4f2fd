"""Where the content of a cue may begin and end."""

from __future__ import annotations

from collections.abc import Iterable

from framing.classifiers.attribution.cues import word_class
from framing.classifiers.attribution.options import (
    FINITE,
    Option,
    bucket,
    last_word,
    phrase_form,
    skeleton,
    verb_shape,
)
from framing.classifiers.attribution.structure import Candidate, Reading

__all__ = ["content_beginnings", "content_endings", "content_openings"]

_BREAKS = word_class("boundary")
_START_WORDS = word_class("content start")
_FAR = 18  # words after a cue among which its content is looked for
_FARTHER = 45  # the same, after a comma or colon
_LONGEST = 110  # words of one sentence that content may cover
_SENTENCES = 12  # sentences that one quotation may go on for


def content_beginnings(
    reading: Reading, candidate: Candidate, side: str, source_end: int
) -> list[Option]:
    """The words after a cue with which its content may begin.

    Args:
        reading: the article.
        candidate: the cue.
        side: ``after`` or ``both``.
        source_end: the word after the source where the source follows the cue, else -1.
    """
    base = max(candidate.end, source_end)
    last = last_word(reading, candidate.at)
    options: list[Option] = []
    seen = ""
    separated = False
    at = base
    while at < min(last, base + _FARTHER):
        form = reading.form(at)
        inside = reading.chunk_at(at)
        starts = inside is None or inside[0] == at or at == base
        mark = not form[0].isalnum() and form != "<>"
        opens = form == "quote" and reading.quotation(at) != reading.quotation(at - 1)
        if starts and (not mark or opens) and (at < base + _FAR or separated or opens):
            options.append(_beginning(reading, candidate, side, base, at, seen))
            if form in _START_WORDS:
                seen = form
        separated = form in (",", ":", ";")
        at += 1
    if _may_follow(reading, candidate, last):
        options.append(_beginning(reading, candidate, side, base, last, seen))
    return options


def _may_follow(reading: Reading, candidate: Candidate, last: int) -> bool:
    """Whether the next sentence may be the content: it is quoted, or a colon announces it."""
    if last >= len(reading.tokens):
        return False
    sentence = reading.article.sentences[reading.sentence_of[candidate.at]]
    announced = reading.form(last - 1) == ":"
    return sentence.zone != "headline" and (announced or reading.quotation(last) >= 0)


def _beginning(
    reading: Reading, candidate: Candidate, side: str, base: int, at: int, seen: str
) -> Option:
    cue = candidate.cue
    form = phrase_form(reading, at)
    new = at >= last_word(reading, candidate.at)
    opens = reading.quotation(at) >= 0 and reading.quotation(at) != reading.quotation(at - 1)
    gap = "+" if new else "".join(skeleton(reading, base, at))
    shape = verb_shape(reading, candidate)
    word = cue.lemma or cue.kind
    inverted = base > candidate.end
    previous = reading.form(at - 1)
    clause = _begins_clause(reading, at)
    later = _starter_follows(reading, at)
    return Option(
        at,
        at,
        (
            f"{side},new={new},opens={opens}",
            f"{side},gap={gap}",
            f"{side},form={form},gap={gap}",
            f"form={form},at={bucket(at - base)}",
            f"form={form},seen={seen}",
            f"form={form},opens={opens},seen={seen}",
            f"kind={cue.kind},gap={gap}",
            f"kind={cue.kind},form={form},near={at == base}",
            f"word={word},near={at == base}",
            f"word={word},form={form}",
            f"word={word},gap={gap}",
            f"{cue.part},{shape},gap={gap}",
            f"{cue.part},form={form},near={at == base}",
            f"{cue.part},inverted={inverted},gap={gap},{side}",
            f"previous={previous},form={form}",
            f"previous={previous},seen={seen},{side}",
            f"previous={previous},{cue.part}",
            f"opens={opens},seen={seen},{side},new={new}",
            f"kind={cue.kind},opens={opens},seen={seen}",
            f"first={at == base},{side}",
            f"later={later},form={form}",
            f"later={later},form={form},{cue.kind}",
            f"later={later},clause={clause},seen={seen}",
            f"clause={clause},kind={cue.kind},near={at == base}",
            f"clause={clause},form={form},seen={seen}",
            f"clause={clause},previous={previous},form={form}",
            f"clause={clause},gap={gap},{cue.kind}",
            f"clause={clause},gap={gap},{side}",
        ),
    )


def _begins_clause(reading: Reading, at: int) -> str:
    """Whether a noun phrase starts here that a finite verb follows before any stop."""
    chunk = reading.chunk_at(at)
    if chunk is None or chunk[0] != at:
        return "-"
    for place in range(chunk[1], min(chunk[1] + 8, last_word(reading, at))):
        if reading.tokens.tags[place] in FINITE:
            return "yes"
        if reading.form(place) in (",", ":", ";", "that", "who", "which", "to"):
            return "no"
    return "no"


def _starter_follows(reading: Reading, at: int) -> str:
    """Which of "that", "to", a quotation and the like comes next, before any finite verb."""
    last = last_word(reading, at)
    for place in range(at + 1, min(at + 12, last)):
        form = reading.form(place)
        if form == "quote" and reading.quotation(place) == reading.quotation(place - 1):
            continue
        if form in _START_WORDS:
            return form
        if reading.tokens.tags[place] in FINITE:
            return "-"
    return "-"


def content_endings(reading: Reading, candidate: Candidate, start: int) -> list[Option]:
    """The places at which content that begins with word ``start`` may end."""
    sentence = reading.sentence_of[start]
    last = reading.bounds[sentence][1]
    finite_before = 0
    options: list[Option] = []
    tags = reading.tokens.tags
    depth = 0
    opening = reading.form(start)
    rest_finite = sum(tags[at] in FINITE for at in range(start, min(last, start + _LONGEST)))
    inside_clause: set[int] = set()
    for end in range(start + 1, min(last, start + _LONGEST) + 1):
        before = end - 1
        finite_before += tags[before] in FINITE
        depth += (reading.form(before) in "([") - (reading.form(before) in ")]")
        if end < last:
            inside = reading.chunk_at(end)
            within = inside is not None and inside[0] < end
            if within or (reading.form(end) not in _BREAKS and inside is None):
                continue
        if reading.form(before) in (",", ";", ":") and reading.quotation(before) < 0:
            continue
        inside_clause.update(_apposition(reading, end, last))
        if end in inside_clause:
            continue
        finite = (finite_before, rest_finite - finite_before)
        options.append(_ending(reading, candidate, start, end, finite, depth))
    options += _later_endings(reading, candidate, start, opening)
    return options


def _apposition(reading: Reading, comma: int, last: int) -> tuple[int, ...]:
    """The commas of "told the mayor, Ann Roe, that ...": the clause goes on after the second."""
    if reading.form(comma) != "," or reading.chunk_at(comma - 1) is None:
        return ()
    chunk = reading.chunk_at(comma + 1)
    if chunk is None or chunk[0] != comma + 1 or chunk[1] + 1 >= last:
        return ()
    close = chunk[1]
    goes_on = reading.form(close + 1) == "that" or reading.tokens.tags[close + 1] in FINITE
    return (comma, close) if reading.form(close) == "," and goes_on else ()


def _later_endings(
    reading: Reading, candidate: Candidate, start: int, opening: str
) -> Iterable[Option]:
    """Ends of the sentences over which a quotation goes on, and of its last one's quoted part."""
    sentence = reading.sentence_of[start]
    number = reading.quotation(start)
    for step in range(1, _SENTENCES + 1):
        following = sentence + step
        if following >= len(reading.bounds):
            return
        first, last = reading.bounds[following]
        if first >= last or reading.quotation(first) < 0:
            return
        same = reading.quotation(first) == number
        close = first
        while close < last and reading.quotation(close) == reading.quotation(first):
            close += 1
        whole = close >= last - 1
        goes_on = close == last and reading.quotation(last) == reading.quotation(first)
        paragraph = (
            reading.article.sentences[following].paragraph
            == reading.article.sentences[sentence].paragraph
        )
        context = f"later,{opening == 'quote'},same={same},whole={whole},on={goes_on}"
        yield Option(
            start,
            close,
            (
                context,
                f"{context},paragraph={paragraph}",
                f"later,step={step},same={same}",
                f"later,same={same},kind={candidate.cue.kind}",
                f"later,on={goes_on}",
            ),
        )


def _ending(
    reading: Reading,
    candidate: Candidate,
    start: int,
    end: int,
    finite: tuple[int, int],
    depth: int,
) -> Option:
    cue = candidate.cue
    last = reading.bounds[reading.sentence_of[start]][1]
    opening = phrase_form(reading, start)
    here, before = reading.quotation(end), reading.quotation(end - 1)
    opened = reading.quotation(start) >= 0 and reading.quotation(start) != reading.quotation(
        start - 1
    )
    cuts = here >= 0 and here == before
    closes = before >= 0 and here != before
    own = closes and before == reading.quotation(start)
    stop = ">" if end == last else phrase_form(reading, end)
    if stop == "." and end == last - 1:
        stop = ">."
    clause = finite[0] > 0
    more = min(finite[1], 2)
    following = reading.form(end + 1) if end + 1 < last else ">"
    quote = f"cuts={cuts},closes={closes},own={own},opened={opened}"
    noun = reading.chunk_at(end - 1) is not None
    return Option(
        start,
        end,
        (
            f"{quote},final={stop[0] == '>'}",
            f"{quote},stop={stop}",
            f"stop={stop},following={following}",
            f"stop={stop},clause={clause},more={more}",
            f"stop={stop},opening={opening},clause={clause}",
            f"stop={stop},length={bucket(end - start)}",
            f"stop={stop},rest={bucket(last - end)},more={more}",
            f"stop={stop},kind={cue.kind}",
            f"stop={stop},kind={cue.kind},noun={noun}",
            f"stop={stop},word={cue.lemma}",
            f"stop={stop},{cue.part},opening={opening}",
            f"stop={stop},following={following},clause={clause}",
            f"stop={stop},following={following},more={more}",
            f"depth={min(depth, 1)},stop={stop}",
            f"noun={noun},opening={opening},stop={stop}",
            f"final={stop[0] == '>'},kind={cue.kind},opening={opening}",
            f"final={stop[0] == '>'},clause={clause},kind={cue.kind}",
            f"length={bucket(end - start)},kind={cue.kind}",
            f"nested={_cue_follows(reading, end, last)},stop={stop}",
        ),
    )


def _cue_follows(reading: Reading, end: int, last: int) -> str:
    """The verb that comes next within a few words, when only a noun phrase stands between."""
    for at in range(end, min(end + 8, last)):
        if reading.tokens.tags[at] in FINITE:
            return reading.form(end) + str(min(at - end, 4))
    return ""


def content_openings(reading: Reading, candidate: Candidate, end: int) -> list[Option]:
    """The places at which content that ends before word ``end`` may begin."""
    sentence = reading.sentence_of[candidate.at]
    if end <= 0:
        return []
    sentence = reading.sentence_of[end - 1]
    first = reading.bounds[sentence][0]
    options: list[Option] = []
    for start in range(end - 1, max(first, end - _LONGEST) - 1, -1):
        before = reading.form(start - 1) if start > first else "<"
        inside = reading.chunk_at(start)
        if inside is not None and inside[0] < start and before != "quote":
            continue
        form = reading.form(start)
        mark = not form[0].isalnum()
        opens = reading.quotation(start) != reading.quotation(start - 1)
        if mark and not (form == "quote" and opens) and form not in "([":
            continue
        if before[0].isalnum() and before not in _BREAKS and not opens:
            continue
        options.append(_opening(reading, candidate, start, end, before))
    number = reading.quotation(end - 1)
    for step in range(1, _SENTENCES + 1):
        previous = sentence - step
        if previous < 0 or number < 0:
            break
        start, stop = reading.bounds[previous]
        if start >= stop or reading.quotation(stop - 1) != number:
            break
        while start < stop and reading.quotation(start) != number:
            start += 1
        options.append(_opening(reading, candidate, start, end, f"earlier{min(step, 3)}"))
    return options


def _opening(reading: Reading, candidate: Candidate, start: int, end: int, before: str) -> Option:
    cue = candidate.cue
    form = phrase_form(reading, start)
    number = reading.quotation(start)
    opens = number >= 0 and number != reading.quotation(start - 1)
    whole = opens and reading.quotation(end - 1) == number
    inside = number >= 0 and not opens
    ends_quoted = reading.quotation(end - 1) >= 0
    clause = any(reading.tokens.tags[at] in FINITE for at in range(start, min(end, start + 40)))
    quote = f"opens={opens},whole={whole},inside={inside},ends={ends_quoted}"
    first = reading.bounds[reading.sentence_of[start]][0]
    skipped = any(reading.tokens.tags[at] in FINITE for at in range(max(first, start - 30), start))
    stop = reading.form(end)
    return Option(
        start,
        end,
        (
            f"{quote},before={before}",
            f"{quote},form={form}",
            f"before={before},form={form}",
            f"before={before},clause={clause}",
            f"before={before},clause={clause},ends={ends_quoted}",
            f"before={before},kind={cue.kind}",
            f"before={before},length={bucket(end - start)}",
            f"clause={clause},length={bucket(end - start)}",
            f"{quote},clause={clause},{cue.part}",
            f"before={before},two={reading.form(start - 2)}",
            f"form={form},{cue.part}",
            f"skipped={skipped},before={before},clause={clause}",
            f"skipped={skipped},length={bucket(start - first)},ends={ends_quoted}",
            f"skipped={skipped},before={before},{quote}",
            f"before={before},stop={stop},clause={clause}",
            f"first={start == first},{cue.kind},{stop}",
        ),
    )

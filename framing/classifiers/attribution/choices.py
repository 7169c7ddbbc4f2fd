"""The choices that make an attribution, each between a few candidates with named features.

Five questions are asked of a cue, in this order: on which side is its content, who is its source,
where does the content begin and end after it, and where does it begin before it. Each is a
conditional logit (McFadden 1974): a candidate's score is the sum of the weights of its features.
The weights are numbers in ``attribution.json``; features name parts of speech, closed-class
words, marks and entries of the lexicon, never words of a corpus.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from framing.classifiers.attribution.cues import source_kind
from framing.classifiers.attribution.structure import Candidate, Reading, is_passive

__all__ = [
    "SIDES",
    "Option",
    "content_beginnings",
    "content_endings",
    "content_openings",
    "side_features",
    "source_options",
]

SIDES = ("none", "after", "before", "both")
"""Where the content stands from its cue; ``none`` when the word is no cue here."""

_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
_BREAKS = frozenset(
    ", ; : . ? ! ( ) [ ] - quote and or but that to of for on in at by with from about as"
    " against into over after before during than like if whether because while since until when"
    " where why how what who whom which IN RB VBG VBN VBD VBZ VBP MD PU <>".split()
)
_START_WORDS = frozenset("that to quote if whether how what why who which when where".split())
_FAR = 18  # words after a cue among which its content is looked for
_FARTHER = 45  # the same, after a comma or colon
_LONGEST = 110  # words of one sentence that content may cover
_SENTENCES = 12  # sentences that one quotation may go on for
_SOURCES = 6  # noun phrases on the left that may be the source


@dataclass(frozen=True, slots=True)
class Option:
    """One candidate of a choice: a pair of word numbers and its features.

    Attributes:
        start: first word; -1 for the option "none".
        end: word after the last; the same as ``start`` where the option is a place.
        features: names of the features.
    """

    start: int
    end: int
    features: tuple[str, ...]


def _bucket(count: int) -> str:
    for limit in (0, 1, 2, 3, 5, 8, 13, 21, 34):
        if count <= limit:
            return str(limit)
    return "more"


def _first(reading: Reading, at: int) -> int:
    return reading.bounds[reading.sentence_of[at]][0]


def _last(reading: Reading, at: int) -> int:
    return reading.bounds[reading.sentence_of[at]][1]


def _shape(reading: Reading, candidate: Candidate) -> str:
    """The verb group in brief: its tag, and whether it is passive, infinitive or modal."""
    tag = reading.tokens.tags[candidate.at]
    group = reading.forms[candidate.start : candidate.at]
    if is_passive(reading, candidate):
        return "passive"
    if "to" in group:
        return "infinitive"
    if any(reading.tokens.tags[at] == "MD" for at in range(candidate.start, candidate.at)):
        return "modal"
    return tag


def side_features(reading: Reading, candidate: Candidate) -> tuple[str, ...]:
    """Features of a possible cue, for the choice of the side its content stands on."""
    at, start, end, cue = candidate.at, candidate.start, candidate.end, candidate.cue
    form = reading.form
    shape = _shape(reading, candidate)
    first, last = _first(reading, at), _last(reading, at)
    left = "<" if start == first else form(start - 1)
    right = ">" if end == last else form(end)
    quoted = reading.quotation(at) >= 0
    quote_left = _quote_between(reading, max(first - 1, start - 12), start)
    quote_right = _quote_between(reading, end, min(last, end + 9))
    word = cue.lemma or cue.kind
    subject = _nearest_left(reading, start, first)
    presubject = _before_subject(reading, start, first)
    after = _chunk_form(reading, end) if end < last else ">"
    after_chunk = reading.chunk_at(end)
    beyond = form(after_chunk[1]) if after_chunk and end < last else ""
    negated = any(reading.form(place) in ("not", "n't") for place in range(start, at))
    own_chunk = reading.chunk_at(at)
    before_chunk = form(own_chunk[0] - 1) if own_chunk else ""
    inside = form(own_chunk[0]) if own_chunk else ""
    who = _subject_kind(reading, start, first)
    rest_quote = _quote_between(reading, end, min(last, end + _FARTHER))
    next_quote = _next_quote(reading, at, last)
    starts_quoted = reading.quotation(first) >= 0
    quotes = f"{quote_left}{rest_quote},{next_quote},{starts_quoted}"
    that = any(form(place) == "that" for place in range(end, min(last, end + 10)))
    sentence = reading.article.sentences[reading.sentence_of[at]]
    return (
        "bias",
        f"word={word}",
        f"kind={cue.kind}",
        f"part={cue.part},{shape}",
        f"stance={cue.stance}",
        f"kind={cue.kind},{shape}",
        f"word={word},{shape}",
        f"word={word},right={right}",
        f"kind={cue.kind},right={right}",
        f"right={right},{shape}",
        f"right={right},{form(end + 1)}",
        f"left={left}",
        f"left={left},kind={cue.kind}",
        f"left={left},{form(start - 2)}",
        f"left={left},right={right}",
        f"left={left},right={right},kind={cue.kind}",
        f"word={word},left={left}",
        f"presubject={presubject},right={right}",
        f"presubject={presubject},kind={cue.kind}",
        f"presubject={presubject},left={left},right={right}",
        f"presubject={presubject},{cue.part},{shape}",
        f"subject={subject}",
        f"subject={subject},kind={cue.kind}",
        f"subject={subject},right={right}",
        f"after={after}",
        f"after={after},kind={cue.kind}",
        f"after={after},beyond={beyond}",
        f"word={word},after={after}",
        f"quoted={quoted}",
        f"quoted={quoted},kind={cue.kind}",
        f"quotes={quote_left}{quote_right}",
        f"quotes={quote_left}{quote_right},kind={cue.kind}",
        f"quotes={quote_left}{quote_right},left={left},right={right}",
        f"negated={negated},kind={cue.kind}",
        f"allquotes={quotes}",
        f"allquotes={quotes},kind={cue.kind}",
        f"allquotes={quotes},right={right}",
        f"allquotes={quotes},left={left}",
        f"who={who}",
        f"who={who},kind={cue.kind}",
        f"who={who},word={word}",
        f"who={who},after={after},{cue.part}",
        f"who={who},right={right},{shape}",
        f"who={who},kind={cue.kind},after={after}",
        f"kind={cue.kind},after={after},left={left}",
        f"noun={before_chunk},{inside},{cue.kind}",
        f"that={that},{cue.part}",
        f"that={that},{cue.kind}",
        f"zone={sentence.zone},{cue.part}",
        f"zone={sentence.zone},kind={cue.kind}",
        f"place={_bucket(start - first)}",
        f"rest={_bucket(last - end)}",
        f"rest={_bucket(last - end)},kind={cue.kind}",
    )


def _quote_between(reading: Reading, start: int, end: int) -> str:
    """Whether a quotation opens, closes or does both among some words."""
    found = ""
    for at in range(max(start, 0), min(end, len(reading.tokens))):
        now, before = reading.quotation(at), reading.quotation(at - 1)
        if now >= 0 and now != before:
            found += "o" if "o" not in found else ""
        if before >= 0 and now != before:
            found += "c" if "c" not in found else ""
    return found


def _nearest_left(reading: Reading, start: int, first: int) -> str:
    """What the noun phrase nearest on the left is, and how near it is."""
    for at in range(start - 1, max(first, start - 12) - 1, -1):
        chunk = reading.chunk_at(at)
        if chunk:
            between = start - chunk[1]
            near = "0" if between == 0 else "," if form_is(reading, start - 1, ",") else "+"
            return reading.tokens.tags[chunk[1] - 1] + near
    return "none"


def _noun_class(reading: Reading, chunk: tuple[int, int]) -> str:
    """What a noun phrase names: a kind of source, a name, a pronoun or a thing."""
    head = chunk[1] - 1
    kind = source_kind(reading.tokens.lower[head])
    if kind:
        return kind
    tag = reading.tokens.tags[head]
    word = reading.tokens.lower[head]
    if tag in ("PRP", "WP", "DT", "EX"):
        return "people" if word in ("he", "she", "they", "we", "i", "who", "those") else word
    return tag


def _subject_kind(reading: Reading, start: int, first: int) -> str:
    for at in range(start - 1, max(first, start - 12) - 1, -1):
        chunk = reading.chunk_at(at)
        if chunk:
            return _noun_class(reading, chunk)
    return "none"


def _before_subject(reading: Reading, start: int, first: int) -> str:
    """The word in front of the noun phrase that ends right before a cue."""
    chunk = reading.chunk_at(start - 1) if start > first else None
    if chunk is None:
        return "-"
    return reading.form(chunk[0] - 1) if chunk[0] > first else "<"


def _next_quote(reading: Reading, at: int, last: int) -> str:
    """Whether the next sentence opens a quotation, and whether in the same paragraph."""
    if last >= len(reading.tokens) or reading.quotation(last) < 0:
        return "-"
    if reading.quotation(last) == reading.quotation(last - 1):
        return "on"
    sentences = reading.article.sentences
    here, there = sentences[reading.sentence_of[at]], sentences[reading.sentence_of[last]]
    return "same" if here.paragraph == there.paragraph else "new"


def form_is(reading: Reading, at: int, form: str) -> bool:
    """Whether word ``at`` has this form."""
    return reading.form(at) == form


def _chunk_form(reading: Reading, at: int) -> str:
    chunk = reading.chunk_at(at)
    return "NP:" + reading.tokens.tags[chunk[1] - 1] if chunk else reading.form(at)


def source_options(reading: Reading, candidate: Candidate, side: str) -> list[Option]:
    """The noun phrases that may be the source, and the option that none is."""
    first, last = _first(reading, candidate.at), _last(reading, candidate.at)
    cue = candidate.cue
    shape = _shape(reading, candidate)
    context = f"{side},{cue.part},{shape}"
    options = [
        Option(-1, -1, ("none", f"none,{context}", f"none,{cue.kind}", f"none,{cue.lemma}"))
    ]
    own = reading.chunk_at(candidate.at)
    for start, end in _possessors(reading, own, candidate):
        features = ("possessor", f"possessor,{cue.part}", f"possessor,{cue.kind},{side}")
        options.append(Option(start, end, features))
    left = own[0] if own and cue.part == "noun" else candidate.start
    rank = 0
    at = left - 1
    lowest = max(first, left - 60)
    while at >= lowest and rank < _SOURCES:
        chunk = reading.chunk_at(at)
        if chunk and chunk[1] <= left:
            options.append(
                Option(*chunk, tuple(_left_source(reading, candidate, chunk, rank, context)))
            )
            rank += 1
            at = chunk[0]
        at -= 1
    rank = 0
    at = candidate.end
    right = own[1] if own and cue.part == "noun" else candidate.end
    at = right
    while at < min(last, right + 25) and rank < 3:
        chunk = reading.chunk_at(at)
        if chunk:
            options.append(
                Option(*chunk, tuple(_right_source(reading, candidate, chunk, rank, context)))
            )
            rank += 1
            at = chunk[1]
        else:
            at += 1
    return options


def _possessors(
    reading: Reading, own: tuple[int, int] | None, candidate: Candidate
) -> Iterable[tuple[int, int]]:
    """The owners inside the noun phrase of a cue that is a noun: "Smith" in "Smith's claim"."""
    if own is None or candidate.cue.part != "noun":
        return
    for at in range(candidate.at - 1, own[0] - 1, -1):
        tag = reading.tokens.tags[at]
        if tag == "PRP$":
            yield at, at + 1
        elif tag == "POS" and at > own[0]:
            yield own[0], at
            return


def _noun_kind(reading: Reading, chunk: tuple[int, int]) -> str:
    tag = reading.tokens.tags[chunk[1] - 1]
    if tag in ("PRP", "WP", "DT", "EX"):
        word = reading.form(chunk[1] - 1)
        return word if word in ("it", "there", "who", "which", "that", "this", "i", "you") else tag
    return tag


def _left_source(
    reading: Reading, candidate: Candidate, chunk: tuple[int, int], rank: int, context: str
) -> Iterable[str]:
    noun = _noun_kind(reading, chunk)
    between = range(chunk[1], candidate.start)
    before = reading.form(chunk[0] - 1) if chunk[0] > _first(reading, candidate.at) else "<"
    after = reading.form(chunk[1])
    finite = sum(reading.tokens.tags[at] in _FINITE for at in between)
    commas = sum(reading.form(at) == "," for at in between)
    relative = any(reading.form(at) in ("who", "which", "whom") for at in between)
    gap = "".join(_skeleton(reading, chunk[1], candidate.start))
    quoted = reading.quotation(chunk[0]) == reading.quotation(candidate.at)
    yield "left"
    yield f"left,{context}"
    yield f"left,rank={rank}"
    yield f"left,rank={rank},{context}"
    yield f"left,noun={noun}"
    yield f"left,noun={noun},rank={rank}"
    yield f"left,noun={noun},adjacent={len(between) == 0}"
    yield f"left,before={before}"
    yield f"left,before={before},finite={finite > 0}"
    yield f"left,after={after}"
    yield f"left,before={before},after={after}"
    yield f"left,gap={gap}"
    yield f"left,finite={min(finite, 2)},{context}"
    yield f"left,finite={min(finite, 2)},commas={min(commas, 2)}"
    yield f"left,commas={min(commas, 3)}"
    yield f"left,relative={relative}"
    yield f"left,quoted={quoted}"
    yield f"left,quoted={quoted},{candidate.cue.part}"
    yield f"left,kind={candidate.cue.kind},adjacent={len(between) == 0}"
    who = _noun_class(reading, chunk)
    yield f"left,who={who}"
    yield f"left,who={who},adjacent={len(between) == 0}"
    yield f"left,who={who},rank={rank}"
    yield f"left,who={who},{candidate.cue.kind}"
    yield f"left,who={who},before={before}"
    yield f"left,gap={gap},{context}"
    yield f"left,initial={chunk[0] == _first(reading, candidate.at)}"


def _right_source(
    reading: Reading, candidate: Candidate, chunk: tuple[int, int], rank: int, context: str
) -> Iterable[str]:
    noun = _noun_kind(reading, chunk)
    gap = "".join(_skeleton(reading, candidate.end, chunk[0]))
    after = reading.form(chunk[1]) if chunk[1] < _last(reading, candidate.at) else ">"
    yield "right"
    yield f"right,{context}"
    yield f"right,rank={rank},{context}"
    yield f"right,noun={noun}"
    yield f"right,noun={noun},{context}"
    yield f"right,gap={gap}"
    yield f"right,gap={gap},{context}"
    yield f"right,after={after}"
    yield f"right,after={after},{context}"
    yield f"right,kind={candidate.cue.kind},rank={rank}"
    yield f"right,word={candidate.cue.lemma},rank={rank}"
    who = _noun_class(reading, chunk)
    yield f"right,who={who},rank={rank}"
    yield f"right,who={who},gap={gap}"
    yield f"right,who={who},{candidate.cue.kind}"
    yield f"right,quoted={reading.quotation(chunk[0]) == reading.quotation(candidate.at)}"


def _skeleton(reading: Reading, start: int, end: int) -> list[str]:
    """What stands between two places, noun phrases as one sign, at most five signs."""
    found: list[str] = []
    at = start
    while at < end and len(found) < 5:
        chunk = reading.chunk_at(at)
        if chunk:
            found.append("N ")
            at = max(chunk[1], at + 1)
        else:
            found.append(reading.form(at) + " ")
            at += 1
    return [*found[:4], "+"] if len(found) == 5 else found


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
    last = _last(reading, candidate.at)
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
    following = reading.sentence_of[candidate.at] + 1
    if following < len(reading.bounds) and (last - base < 30 or side == "both"):
        at = reading.bounds[following][0]
        if at < reading.bounds[following][1]:
            options.append(_beginning(reading, candidate, side, base, at, seen))
    return options


def _beginning(
    reading: Reading, candidate: Candidate, side: str, base: int, at: int, seen: str
) -> Option:
    cue = candidate.cue
    form = _chunk_form(reading, at)
    new = at >= _last(reading, candidate.at)
    opens = reading.quotation(at) >= 0 and reading.quotation(at) != reading.quotation(at - 1)
    gap = "+" if new else "".join(_skeleton(reading, base, at))
    shape = _shape(reading, candidate)
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
            f"form={form},at={_bucket(at - base)}",
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
    for place in range(chunk[1], min(chunk[1] + 8, _last(reading, at))):
        if reading.tokens.tags[place] in _FINITE:
            return "yes"
        if reading.form(place) in (",", ":", ";", "that", "who", "which", "to"):
            return "no"
    return "no"


def _starter_follows(reading: Reading, at: int) -> str:
    """Which of "that", "to", a quotation and the like comes next, before any finite verb."""
    last = _last(reading, at)
    for place in range(at + 1, min(at + 12, last)):
        form = reading.form(place)
        if form == "quote" and reading.quotation(place) == reading.quotation(place - 1):
            continue
        if form in _START_WORDS:
            return form
        if reading.tokens.tags[place] in _FINITE:
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
    rest_finite = sum(tags[at] in _FINITE for at in range(start, min(last, start + _LONGEST)))
    for end in range(start + 1, min(last, start + _LONGEST) + 1):
        before = end - 1
        finite_before += tags[before] in _FINITE
        depth += (reading.form(before) in "([") - (reading.form(before) in ")]")
        if end < last:
            inside = reading.chunk_at(end)
            within = inside is not None and inside[0] < end
            if within or (reading.form(end) not in _BREAKS and inside is None):
                continue
        if reading.form(before) in (",", ";", ":") and reading.quotation(before) < 0:
            continue
        finite = (finite_before, rest_finite - finite_before)
        options.append(_ending(reading, candidate, start, end, finite, depth))
    options += _later_endings(reading, candidate, start, opening)
    return options


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
    opening = _chunk_form(reading, start)
    here, before = reading.quotation(end), reading.quotation(end - 1)
    opened = reading.quotation(start) >= 0 and reading.quotation(start) != reading.quotation(
        start - 1
    )
    cuts = here >= 0 and here == before
    closes = before >= 0 and here != before
    own = closes and before == reading.quotation(start)
    stop = ">" if end == last else _chunk_form(reading, end)
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
            f"stop={stop},length={_bucket(end - start)}",
            f"stop={stop},rest={_bucket(last - end)},more={more}",
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
            f"length={_bucket(end - start)},kind={cue.kind}",
            f"nested={_cue_follows(reading, end, last)},stop={stop}",
        ),
    )


def _cue_follows(reading: Reading, end: int, last: int) -> str:
    """The verb that comes next within a few words, when only a noun phrase stands between."""
    for at in range(end, min(end + 8, last)):
        if reading.tokens.tags[at] in _FINITE:
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


def _opening(
    reading: Reading, candidate: Candidate, start: int, end: int, before: str
) -> Option:
    cue = candidate.cue
    form = _chunk_form(reading, start)
    number = reading.quotation(start)
    opens = number >= 0 and number != reading.quotation(start - 1)
    whole = opens and reading.quotation(end - 1) == number
    inside = number >= 0 and not opens
    ends_quoted = reading.quotation(end - 1) >= 0
    clause = any(reading.tokens.tags[at] in _FINITE for at in range(start, min(end, start + 40)))
    quote = f"opens={opens},whole={whole},inside={inside},ends={ends_quoted}"
    first = reading.bounds[reading.sentence_of[start]][0]
    skipped = any(
        reading.tokens.tags[at] in _FINITE for at in range(max(first, start - 30), start)
    )
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
            f"before={before},length={_bucket(end - start)}",
            f"clause={clause},length={_bucket(end - start)}",
            f"{quote},clause={clause},{cue.part}",
            f"before={before},two={reading.form(start - 2)}",
            f"form={form},{cue.part}",
            f"skipped={skipped},before={before},clause={clause}",
            f"skipped={skipped},length={_bucket(start - first)},ends={ends_quoted}",
            f"skipped={skipped},before={before},{quote}",
            f"before={before},stop={stop},clause={clause}",
            f"first={start == first},{cue.kind},{stop}",
        ),
    )


def words_between(options: Sequence[Option], start: int, end: int) -> Option | None:
    """The option that is exactly this pair of word numbers."""
    return next((made for made in options if (made.start, made.end) == (start, end)), None)

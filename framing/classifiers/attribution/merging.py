"""One attribution from what the network proposes and what the rules found.

For each cue there are a few readings of its content and of its source: the network's, the rules',
and the network's carried on to where a quotation or the rules' content ends beyond the sentence.
Each choice and the final score are logistic regressions fitted on PolNeAR's development part
(:mod:`framing.training.network.calibration`).
"""

from __future__ import annotations

import math
import re
from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from framing.classifiers.attribution.cues import Cue
from framing.classifiers.attribution.extraction import Found, score_features
from framing.classifiers.attribution.proposals import Proposal
from framing.classifiers.attribution.structure import Reading, cue_at
from framing.classifiers.weighing import bounded_logit, weigh
from framing.records import Annotation, Article, FrozenMap, Span

__all__ = [
    "Merged",
    "Option",
    "as_merged",
    "content_options",
    "merge",
    "pair",
    "source_options",
    "with_whole_names",
    "without_other_cues",
]

_NEAR = 3  # characters from a sentence's end within which content runs to the end
_SCALE = 0.25  # of log-probabilities of whole spans, so that all weights are of one order
_LOWEST = -40.0
_SHORT = 3  # words of a content that seldom says anything
_MARKS = " ,;:-–—\n"
# What follows where a span ends inside a word: the network reads "Sheriff", "’" and "s" apart.
_REST_OF_WORD = re.compile(r"(?<=[^\W_])['’]?[^\W_]+|(?<=[^\W_]['’])[^\W_]+")


@dataclass(frozen=True, slots=True)
class Option:
    """One reading of a content or a source, with what speaks for it."""

    spans: tuple[Span, ...]
    head: tuple[int, int] | None
    features: FrozenMap[float]


@dataclass(frozen=True, slots=True)
class Merged:
    """An attribution; what :class:`~framing.classifiers.attribution.extraction.Found` is to rules.

    Attributes:
        cue: the cue.
        entry: its entry in the lexicon, or one made up for a word that is not in it.
        source: the source; ``None`` where there is none.
        head: word numbers of the noun phrase that names it; ``None`` likewise.
        content: the content, in one or more pieces.
        features: what its score follows from.
    """

    cue: Span
    entry: Cue
    source: Span | None
    head: tuple[int, int] | None
    content: tuple[Span, ...]
    features: FrozenMap[float]


def as_merged(found: Found) -> Merged:
    """What the rules found, as it is."""
    features = FrozenMap(score_features(found))
    return Merged(found.cue, found.candidate.cue, found.source, found.head, found.content, features)


def with_whole_names(found: Merged, reading: Reading, entities: Sequence[Annotation]) -> Merged:
    """An attribution whose source and its head do not cut a name in half.

    Args:
        found: the attribution.
        reading: the article.
        entities: its names, by offset; they do not overlap.
    """
    if found.source is None or found.head is None:
        return found
    source = _whole(found.source, entities)
    if any(source.overlaps(other) for other in (found.cue, *found.content)):
        return found
    tokens = reading.tokens
    head = _whole(Span(tokens.starts[found.head[0]], tokens.ends[found.head[1] - 1]), entities)
    if not source.contains(head):
        return replace(found, source=source)
    words = _words(reading, head)
    return replace(found, source=source, head=(words[0], words[-1] + 1))


def without_other_cues(article: Article, found: Sequence[Merged]) -> list[Merged]:
    """The attributions, none of whose contents ends with the cue of another.

    In "The fund lied, he said, according to the paper" no content but that of the paper holds
    "according to" or what follows: the cue of a source that stands outside stands there too.
    """
    ends: dict[int, int] = {}
    for each in found:
        if each.source is not None and each.source.start >= each.cue.end:
            ends[each.cue.end] = each.cue.start
            if each.entry.kind == "according":
                ends[each.source.end] = each.cue.start
    made = []
    for each in found:
        cut = [_cut_off(article.text, piece, ends) for piece in each.content]
        content = tuple(piece for piece in cut if len(piece))
        made.append(replace(each, content=content) if content else each)
    return made


def _cut_off(text: str, piece: Span, ends: Mapping[int, int]) -> Span:
    """A piece of content without the cue that it ends with; empty where nothing is left."""
    start = ends.get(piece.start + len(piece.of(text).rstrip(_MARKS)))
    if start is None or start < piece.start:
        return piece
    return Span(piece.start, piece.start + len(text[piece.start : start].rstrip(_MARKS)))


def _whole(span: Span, entities: Sequence[Annotation]) -> Span:
    """A span with all of the names that it cuts at its edges."""
    start, end = span.start, span.end
    at = bisect_right(entities, start, key=lambda each: each.start) - 1
    if at >= 0 and entities[at].end > start:
        start = entities[at].start
    at = bisect_left(entities, end, key=lambda each: each.start) - 1
    if at >= 0 and entities[at].end > end:
        end = entities[at].end
    return Span(start, end)


def pair(
    proposals: Sequence[Proposal], found: Sequence[tuple[Found, float]]
) -> list[tuple[Proposal, tuple[Found, float] | None]]:
    """Each proposal with the surest finding of the rules whose cue shares a word with it.

    Args:
        proposals: of the network, in order.
        found: of the rules, each with its score.
    """
    by_place = sorted(found, key=lambda each: each[0].cue)
    starts = [each.cue.start for each, _ in by_place]
    made = []
    for proposal in proposals:
        near = by_place[
            max(0, bisect_left(starts, proposal.cue.start) - 3) : bisect_left(
                starts, proposal.cue.end
            )
        ]
        same = [each for each in near if each[0].cue.overlaps(proposal.cue)]
        made.append((proposal, max(same, key=lambda each: each[1], default=None)))
    return made


def merge(
    reading: Reading,
    proposal: Proposal,
    rule: tuple[Found, float] | None,
    weights: Mapping[str, Mapping[str, float]],
) -> Merged | None:
    """The best reading of a cue; ``None`` where it has no content or is only a pronoun."""
    if all(reading.tokens.tags[at] == "PRP" for at in _words(reading, proposal.cue)):
        return None  # "it was reported by": "it" is no cue
    found, score = rule if rule else (None, 0.0)
    contents = content_options(reading.article, proposal, found)
    if not contents:
        return None
    chances = [weigh(weights["content"], option.features) for option in contents]
    best = max(range(len(contents)), key=chances.__getitem__)
    sources = source_options(reading, proposal, found)
    sure = [weigh(weights["source"], option.features) for option in sources]
    source = max(range(len(sources)), key=sure.__getitem__)
    named = sources[source].spans
    cue = _whole_cue(reading, proposal, found, contents[best].spans, named)
    return Merged(
        cue,
        found.candidate.cue if found else _entry(reading, cue),
        named[0] if named else None,
        sources[source].head,
        contents[best].spans,
        FrozenMap(
            {
                "bias": 1.0,
                "cue": bounded_logit(proposal.chance),
                "content": bounded_logit(chances[best]),
                "source": bounded_logit(sure[source]),
                "rules": bounded_logit(score) if found else 0.0,
                "not by rules": float(found is None),
                "not by network": float(not proposal.seen),
                "no source": float(not named),
                "beyond": contents[best].features["beyond"],
                "content agreement": contents[best].features["network"],
                "source agreement": sources[source].features["network"],
                **_lengths(reading, cue, named, contents[best].spans),
            }
        ),
    )


def _lengths(
    reading: Reading, cue: Span, source: Sequence[Span], content: Sequence[Span]
) -> dict[str, float]:
    """How long the parts are: a longer phrase is likelier meant, a content of a few words is not.

    It ranks the cues on which rules and network are unsure, mostly no verbs of saying.
    """
    said = sum(len(_words(reading, span)) for span in content)
    return {
        "cue length": float(len(_words(reading, cue))),
        "source length": math.log(len(_words(reading, source[0]))) if source else 0.0,
        "content length": math.log(said),
        "short content": float(said <= _SHORT),
    }


def content_options(article: Article, proposal: Proposal, found: Found | None) -> list[Option]:
    """The readings of a cue's content, each once."""
    own = proposal.content
    if found and len(own) == 1 and own[0].of(article.text).lower() == "it":
        own = ()  # the dummy of "it was reported that": what is reported stands elsewhere
    rest = _REST_OF_WORD.match(article.text, own[-1].end) if own else None
    if rest is not None:
        own = () if found else _carried(own, rest.end())
    end = article.sentences[proposal.sentence].end
    runs_on = _quotation_end(article, end)
    readings: dict[tuple[Span, ...], None] = {}
    if own:
        readings[own] = None
        if own[-1].end >= end - _NEAR:
            if runs_on > end:
                readings[_carried(own, runs_on)] = None
            if found and found.content[-1].end > end:
                readings[_carried(own, found.content[-1].end)] = None
    if found:
        readings[found.content] = None
    made = []
    for spans in readings:
        beyond = spans[-1].end > end
        by_rules = found is not None and spans == found.content
        features = {
            "bias": 1.0,
            "network": _SCALE * max(_LOWEST, proposal.content_agreement(spans)),
            "by network": float(spans == own),
            "by rules": float(by_rules),
            "rules": max(_LOWEST, found.certainty[2]) if found and by_rules else 0.0,
            "not by rules": float(found is None),
            "beyond": float(beyond),
            "to the quotation's end": float(beyond and spans[-1].end == runs_on),
            "short of the quotation's end": float(not beyond and runs_on > end),
        }
        made.append(Option(spans, None, FrozenMap(features)))
    return made


def source_options(reading: Reading, proposal: Proposal, found: Found | None) -> list[Option]:
    """The readings of a cue's source, none among them, each once."""
    readings: dict[Span | None, tuple[int, int] | None] = {None: None}
    if proposal.source is not None:
        readings[proposal.source] = _head(reading, proposal.source)
    if found and found.source is not None:
        readings[found.source] = found.head
    made = []
    for span, head in readings.items():
        by_rules = found is not None and span == found.source
        features = {
            "bias": 1.0,
            "network": _SCALE * max(_LOWEST, proposal.source_agreement(span)),
            "by network": float(span == proposal.source),
            "by rules": float(by_rules),
            "rules": max(_LOWEST, found.certainty[1]) if found and by_rules else 0.0,
            "not by rules": float(found is None),
            "none": float(span is None),
        }
        spans = () if span is None else (span,)
        made.append(Option(spans, head, FrozenMap(features)))
    return made


def _whole_cue(
    reading: Reading,
    proposal: Proposal,
    found: Found | None,
    content: Sequence[Span],
    source: Sequence[Span],
) -> Span:
    """The network's cue, not cut inside a phrase; the rules' where it would be.

    A cue may end on a preposition only where what it governs is the content ("called for") or the
    source ("according to"): "said on | condition of anonymity that ..." is "said".
    """
    if found and not proposal.seen:
        return found.cue
    words = _words(reading, proposal.cue)
    last = words[-1]
    after = reading.tokens.starts[last + 1] if last + 1 < len(reading.tokens) else -1
    governs = any(span.start == after for span in (*content, *source))
    if len(words) == 1 or (governs and reading.form(last) != "by"):
        return proposal.cue
    ends_inside = reading.tokens.tags[last] in ("IN", "TO")
    ends_before = reading.form(last + 1) == "of" and reading.tokens.tags[last] == "NN"
    if not (ends_inside or ends_before):
        return proposal.cue
    if found:
        return found.cue
    return Span(proposal.cue.start, reading.tokens.ends[last - 1]) if ends_inside else proposal.cue


def _carried(content: tuple[Span, ...], end: int) -> tuple[Span, ...]:
    return (*content[:-1], Span(content[-1].start, end))


def _quotation_end(article: Article, end: int) -> int:
    """Where the quotation that a sentence ends in is over; the sentence's end without one."""
    quotations = article.quotations
    # One that stays open ends where its sentence ends, and may go on in the next.
    at = bisect_left(quotations, end, key=lambda each: each.end)
    if at == len(quotations) or not quotations[at].start < end:
        return end
    last = quotations[at].end
    for each in quotations[at + 1 :]:
        if not each.continues:
            break
        last = each.end
    return last


def _head(reading: Reading, source: Span) -> tuple[int, int]:
    """The first noun phrase in a source; all of it where there is none."""
    words = _words(reading, source)
    for at in words:
        chunk = reading.chunk_at(at)
        if chunk is not None:
            return max(chunk[0], words[0]), min(chunk[1], words[-1] + 1)
    return words[0], words[-1] + 1


def _entry(reading: Reading, cue: Span) -> Cue:
    """The lexicon's entry for the last word of a cue that has one."""
    entries = [made for at in _words(reading, cue) if (made := cue_at(reading, at)) is not None]
    known = [entry for entry in entries if entry.kind != "other"]
    lemma = cue.of(reading.article.text).lower()
    return (known or entries or [Cue(lemma, "phrase", "other", "neutral")])[-1]


def _words(reading: Reading, span: Span) -> range:
    starts = reading.tokens.starts
    first = max(0, bisect_right(starts, span.start) - 1)
    if first < len(starts) - 1 and reading.tokens.ends[first] <= span.start:
        first += 1
    return range(first, max(first + 1, bisect_left(starts, span.end)))

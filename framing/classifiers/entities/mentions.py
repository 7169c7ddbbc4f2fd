"""Where the names of an article stand, and what each of them may name.

A name is a run of capitalised words; what it names is a choice between four labels and "no name",
a conditional logit over the words in it and around it. Its weights are fitted on the silver
named-entity layer of PolNeAR's training part (:mod:`framing.training.entity_lexicon`) and hold
numbers only.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from framing.classifiers.entities.names import (
    find_place,
    has_kind,
    is_given_name,
    is_person_noun,
    is_role,
    is_title,
    key,
    longest_place,
    place_name,
)
from framing.classifiers.entities.tokens import Tokens, tokenise
from framing.classifiers.lexicon import softmax
from framing.records import Article

__all__ = [
    "LABELS",
    "Mention",
    "Run",
    "agree_on_labels",
    "find_mentions",
    "find_runs",
    "run_features",
]

LABELS = ("none", "person", "organisation", "place", "other")
"""What a run of capitalised words may be."""

_FUNCTION = frozenset({"DT", "IN", "PRP", "PRP$", "CC", "MD", "WP", "WRB", "TO", "EX", "UH", "PU"})
_PARTY = re.compile(r"[DRI]-[A-Z]")  # "(D-Md.)" after a politician's name
_LONGEST = 9  # words of one name
_MOST = 0.7  # share of capitalised words from which on a headline is in title case
_NEARLY_ALL = 0.9  # the same for a line of the body without a full stop
_CLOSING = frozenset({"”", "’", '"', "''"})
_OPENING = frozenset('"“‘«([„') | {"''", "``"}


@dataclass(frozen=True, slots=True)
class Run:
    """A run of capitalised words, as a pair of word numbers.

    Attributes:
        start: first word.
        end: word after the last.
        headline: whether it stands in a headline or line set in capitals, where capitals say
            nothing.
    """

    start: int
    end: int
    headline: bool = False


@dataclass(frozen=True, slots=True)
class Mention:
    """A name in an article.

    Attributes:
        start: offset of its first character.
        end: offset after its last character.
        text: the name as written, on one line.
        label: ``person``, ``organisation``, ``place`` or ``other``.
        score: the probability of the label.
        place: canonical name of the place it stands for; empty when it is in no list.
        titled: whether a title such as "Mr." or "President" stands before it.
    """

    start: int
    end: int
    text: str
    label: str
    score: float
    place: str = ""
    titled: bool = False


def find_mentions(article: Article, weights: Mapping[str, float]) -> list[Mention]:
    """The names of an article, in order.

    Args:
        article: the article.
        weights: feature to weight, as in ``entity.json``.
    """
    tokens = tokenise(article.text, [(each.start, each.end) for each in article.sentences])
    lower = frozenset(word for word in tokens.words if word.islower())
    body: list[Mention] = []
    headline: list[Run] = []
    unsure: list[Run] = []
    for run in find_runs(article, tokens):
        if run.headline:
            headline.append(run)
            continue
        made = _label(article, tokens, run, lower, weights)
        if made is not None and not _is_doubtful(article, run, made):
            body.append(made)
        else:
            unsure.append(run)
    known = {key(made.text): made for made in body}
    for made in body:  # a surname alone is known too
        last = made.text.split()[-1]
        if made.label == "person" and len(last) > 2:
            known.setdefault(key(last), made)
    body += _in_headlines(article, tokens, headline, known)
    for run in unsure:
        text = " ".join(tokens.words[run.start : run.end])
        named = known.get(key(text))
        if named is not None and text.lower() not in lower:
            body.append(_mention(article, tokens, run.start, run.end, named.label, named.score))
    compass = list(_compass(article, tokens, body))
    places = {made.start for made in compass}
    body = [made for made in body if made.start not in places] + compass
    return sorted(agree_on_labels(body), key=lambda made: (made.start, made.end))


def _is_doubtful(article: Article, run: Run, made: Mention) -> bool:
    """Whether one word alone is too little to be a name, unless it is known from elsewhere.

    "Engineers" at the start of a sentence is a noun; "Kelmouth" in a headline may be a town.
    """
    if run.end - run.start > 1 or made.titled or made.place or made.label != "person":
        return False
    sentence = article.sentence_at(made.start)
    if sentence is None or is_given_name(made.text):
        return False
    if sentence.zone == "headline":
        return True
    return sentence.start == made.start and is_person_noun(made.text)


def agree_on_labels(mentions: Sequence[Mention]) -> Iterator[Mention]:
    """The mentions with one label for each spelling: the one with the highest sum of scores."""
    sums: dict[str, dict[str, float]] = {}
    for made in mentions:
        labels = sums.setdefault(key(made.text), {})
        labels[made.label] = labels.get(made.label, 0.0) + made.score
    for made in mentions:
        labels = sums[key(made.text)]
        best = max(sorted(labels), key=lambda label: round(labels[label], 3))
        yield made if made.place or made.label == best else replace(made, label=best)


def find_runs(article: Article, tokens: Tokens) -> Iterator[Run]:
    """The runs of capitalised words, titles and possessives cut off."""
    at = 0
    for sentence in article.sentences:
        first = at
        while at < len(tokens) and tokens.starts[at] < sentence.end:
            at += 1
        most = _MOST if sentence.zone == "headline" else _NEARLY_ALL
        capitals = _is_capitals(tokens, first, at, most)
        for start, end in _runs(tokens, first, at):
            for piece in _pieces(tokens, start, end):
                yield Run(*piece, headline=capitals)


def _is_capitals(tokens: Tokens, first: int, last: int, most: float) -> bool:
    """Whether a line is set in title case or in capitals, so that capitals mark no names."""
    words = [word for word in tokens.words[first:last] if len(word) > 2 and word[0].isalpha()]
    if len(words) < 4:
        return False
    if sum(word.isupper() for word in words) > _MOST * len(words):
        return True
    stopped = tokens.words[last - 1] in (".", "!", "?") or tokens.words[last - 1] in _CLOSING
    return not stopped and sum(word[0].isupper() for word in words) > most * len(words)


def _is_name_word(tokens: Tokens, at: int, *, first: bool = False) -> bool:
    word = tokens.words[at]
    if first and tokens.tags[at] in _FUNCTION and not word.isupper():
        return False
    if not word[0].isupper() or word in ("I", "A", "O") or _PARTY.match(word):
        return False
    return not has_kind(word, "calendar")


def _runs(tokens: Tokens, first: int, last: int) -> Iterator[tuple[int, int]]:
    at = first
    while at < last:
        if not _is_name_word(tokens, at, first=True):
            at += 1
            continue
        end = at + 1
        while end < last and end - at < _LONGEST:
            if _is_name_word(tokens, end) or _is_family_name(tokens, end):
                end += 1
            elif _connects(tokens, at, end, last):
                end += 2 if _is_name_word(tokens, end + 1) else 3
            else:
                break
        yield at, min(end, last)
        at = end


def _is_family_name(tokens: Tokens, at: int) -> bool:
    """Whether the name of a month is a family name here, after a given name."""
    return tokens.words[at] in ("May", "March", "August") and is_given_name(tokens.words[at - 1])


def _connects(tokens: Tokens, start: int, at: int, last: int) -> bool:
    """Whether a word in lower case joins the name before it to the capitalised word after it."""
    word = tokens.words[at]
    if at + 1 >= last:
        return False
    follows = _is_name_word(tokens, at + 1)
    if tokens.tags[at] == "POS":  # "Supreme People's Assembly"
        return follows and has_kind(tokens.words[at - 1], "possessive")
    if not has_kind(word, "connector"):
        return False
    if has_kind(word, "particle") or word == "&":
        return follows
    institution = any(
        has_kind(tokens.words[place], "organisation first")
        or has_kind(tokens.words[place], "organisation last")
        for place in range(start, at)
    )
    if word == "of" and tokens.words[at + 1] == "the" and at + 2 < last:
        return institution and _is_name_word(tokens, at + 2)
    if word == "and":
        return follows and institution and "of" in tokens.words[start:at]
    return follows and institution


def _pieces(tokens: Tokens, start: int, end: int) -> Iterator[tuple[int, int]]:
    """A run without titles and leading peoples: "Russian | President | Vladimir Putin"."""
    if start > 1 and tokens.lower[start - 1] == "of" and is_title(tokens.words[start - 2]):
        # "Secretary of | State | Rex Tillerson"
        while start < end and has_kind(tokens.words[start], "portfolio"):
            start += 1
    piece = start
    for at in range(start, end):
        role = at == start < end - 2 and is_role(tokens.words[at])  # "Attendee | Ann Roe"
        if (role or is_title(tokens.words[at])) and not _is_part_of_institution(tokens, at, end):
            if at > piece:
                yield from _without_people(tokens, piece, at)
            piece = at + 1
    if end > piece:
        yield from _without_people(tokens, piece, end)


def _is_part_of_institution(tokens: Tokens, at: int, end: int) -> bool:
    """Whether a title's word is part of a name: "First Bank", "Attorney General's Office"."""
    return any(has_kind(tokens.words[place], "organisation last") for place in range(at + 1, end))


def _without_people(tokens: Tokens, start: int, end: int) -> Iterator[tuple[int, int]]:
    words = tokens.words[start:end]
    length = longest_place(words)
    institution = any(has_kind(word, "organisation last") for word in words)
    if 0 < length < len(words) and not institution:
        place = find_place(" ".join(words[:length]))
        if place and place.kind == "demonym" and not has_kind(words[length], "connector"):
            yield start, start + length
            start += length
    yield start, end


def _label(
    article: Article,
    tokens: Tokens,
    run: Run,
    lower: frozenset[str],
    weights: Mapping[str, float],
) -> Mention | None:
    features = run_features(tokens, run, lower)
    scores = [0.0] + [
        sum(weights.get(f"{label}|{name}", 0.0) for name in features) for label in LABELS[1:]
    ]
    probabilities = softmax(scores)
    best = max(range(len(LABELS)), key=probabilities.__getitem__)
    if best == 0:
        return None
    return _mention(article, tokens, run.start, run.end, LABELS[best], probabilities[best])


def _mention(
    article: Article, tokens: Tokens, first: int, last: int, label: str, score: float
) -> Mention:
    start, end = tokens.starts[first], tokens.ends[last - 1]
    text = " ".join(article.text[start:end].split())
    if last - first > 1 and not find_place(text) and has_kind(tokens.words[last - 1], "body last"):
        label = "organisation"
    titled = first > 0 and is_title(tokens.words[first - 1])
    label, place = place_name(text, label)
    return Mention(start, end, text, label, score, place, titled)


def _shape(word: str) -> str:
    if word.isupper():
        return "initial" if len(word.strip(".")) == 1 else "capitals"
    if word.istitle():
        return "title"
    return "mixed" if word[:1].isupper() else "lower"


def run_features(tokens: Tokens, run: Run, lower: frozenset[str]) -> tuple[str, ...]:
    """What is known of a run: its words' kinds, its place in the sentence, its neighbours."""
    words = tokens.words[run.start : run.end]
    joined = " ".join(words)
    place = find_place(joined)
    before = tokens.lower[run.start - 1] if run.start else "<"
    before_tag = tokens.tags[run.start - 1] if run.start else "<"
    after = tokens.lower[run.end] if run.end < len(tokens) else ">"
    after_tag = tokens.tags[run.end] if run.end < len(tokens) else ">"
    initial = before in (".", "<", "?", "!", ":") or before in _OPENING
    titled = run.start > 0 and is_title(tokens.words[run.start - 1])
    given = is_given_name(words[0])
    last = words[-1]
    count = min(len(words), 4)
    kind = place.kind if place else "-"
    ends = next(
        (each for each in ("organisation last", "place head", "other") if has_kind(last, each)), "-"
    )
    starts = has_kind(words[0], "organisation first")
    named = any(has_kind(word, "organisation name") for word in words)
    tags = "".join(sorted({tokens.tags[at] for at in range(run.start, run.end)}))
    common = words[0].lower() in lower
    closed = before if before_tag in ("IN", "TO", "DT", "PRP$", "CC", "POS", "PU") else before_tag
    following = after if after_tag in ("IN", "TO", "CC", "POS", "PU", "WP") else after_tag
    return (
        "bias",
        f"count={count}",
        f"place={kind}",
        f"place={kind},count={count},given={given}",
        f"titled={titled}",
        f"given={given},count={count}",
        f"given={given},ends={ends}",
        f"given={given},place={kind}",
        f"ends={ends},count={count}",
        f"starts={starts},ends={ends}",
        f"named={named},count={count}",
        f"shape={_shape(last)},count={count}",
        f"shapes={'+'.join(sorted({_shape(word) for word in words}))}",
        f"tags={tags}",
        f"first={tokens.tags[run.start]},initial={initial},common={common}",
        f"first={tokens.tags[run.start]},initial={initial},count={count}",
        f"initial={initial},common={common},count={count}",
        f"before={closed}",
        f"before={closed},count={count}",
        f"before={closed},after={following}",
        f"after={following}",
        f"after={following},count={count}",
        f"after={following},titled={titled}",
        f"of={'of' in words},ends={ends}",
        f"suffix={last[-2:].lower()},count={min(count, 2)}",
        f"length={min(len(joined), 12)},shape={_shape(last)}",
    )


def _in_headlines(
    article: Article, tokens: Tokens, runs: Sequence[Run], known: Mapping[str, Mention]
) -> Iterator[Mention]:
    """Names that the body knows, and places, in lines whose capitals say nothing."""
    for run in runs:
        at = run.start
        while at < run.end:
            for end in range(min(run.end, at + _LONGEST), at, -1):
                text = " ".join(tokens.words[at:end])
                body = known.get(key(text))
                place = find_place(text)
                if body is not None:
                    yield _mention(article, tokens, at, end, body.label, body.score)
                elif place is not None and place.kind != "demonym" and len(text) > 2:
                    yield _mention(article, tokens, at, end, "place", 0.8)
                else:
                    continue
                at = end
                break
            else:
                at += 1


def _compass(article: Article, tokens: Tokens, found: Sequence[Mention]) -> Iterator[Mention]:
    """ "The North" and "the South" where only one such place can be meant."""
    for direction in ("North", "South"):
        country = f"{direction} Korea"
        named = {made.text for made in found if made.text.startswith(direction)}
        if country not in named or any(
            name not in (country, direction) and not name.startswith(country) for name in named
        ):
            continue
        for at in range(1, len(tokens)):
            if tokens.words[at] != direction or tokens.lower[at - 1] != "the":
                continue
            alone = at + 1 >= len(tokens) or not tokens.words[at + 1][0].isupper()
            if alone:
                yield Mention(tokens.starts[at], tokens.ends[at], direction, "place", 0.9, country)

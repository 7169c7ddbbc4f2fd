"""What the words around a target say about it, as named evidence.

There is no parser behind this: who does what to whom is read from the order of words, from
passives ("was accused by"), prepositions ("attack on"), the copula ("is a liar") and clause
boundaries. The idea that an event can be good or bad for the one who does it and for the one it
is done to is from Deng, Choi and Wiebe (2013), *Benefactive/Malefactive Event and Writer Attitude
Annotation*, ACL.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from framing.classifiers.lexicon import (
    Phrases,
    Token,
    base_forms,
    read_entries,
    read_groups,
    read_vader,
    tokenise,
)
from framing.records import Quotation, Span

__all__ = ["Evidence", "Opinion", "Scene", "find_evidence", "read_scene"]

# A word within this many tokens after the target is what the target does; within this many on
# either side it is near.
_NEXT, _NEAR = 4, 10
# Words further away than this say nothing about the target.
_WINDOW = 40
# Words of the law weigh only toward the accused: who sues, and where, is not spoken of badly.
_LEGAL = "legal trouble"
_ACCUSED = frozenset({"done to", "undergoes", "is", "has", "who", "done of", "done against"})
# A negation so many words before a word turns it; further away where it turns a role, as in
# "not the target of the investigation".
_NEGATED, _NEGATED_ROLE = 3, 7
_QUOTES = frozenset('“”"')
# By how much the weight of a word falls with every token between it and the target.
_DECAY = 0.85


@dataclass(frozen=True, slots=True)
class Opinion:
    """A word or phrase that carries a sentiment.

    Attributes:
        first: number of its first token.
        last: number of the token after its last one.
        text: the characters it covers.
        lemma: its entry in the lexicon.
        group: the group of that entry.
        doer: ``+``, ``-`` or ``0``: what it says of the one who does or has it.
        done_to: the same of the one it is done or said to.
        valence: VADER's valence, 0 when it has none.
        negated: whether a negation stands just before it.
        quoted: whether it stands inside quotation marks.
        passive: whether it is the participle of a passive.
    """

    first: int
    last: int
    text: str
    lemma: str
    group: str
    doer: str
    done_to: str
    valence: float
    negated: bool
    quoted: bool
    passive: bool


@dataclass(frozen=True, slots=True)
class Scene:
    """One text, read once for all its targets.

    Attributes:
        tokens: its words and marks.
        clauses: for each token the number of its clause.
        quoted: for each token whether it stands inside quotation marks.
        opinions: the words with a sentiment, in order.
    """

    tokens: tuple[Token, ...]
    clauses: tuple[int, ...]
    quoted: tuple[bool, ...]
    opinions: tuple[Opinion, ...]


@dataclass(frozen=True, slots=True)
class Evidence:
    """One thing that speaks for or against a sentiment.

    Attributes:
        name: what it is; the fitted weights are by these names.
        value: how much of it there is.
        opinion: the word it comes from; ``None`` when it is about the target's place.
    """

    name: str
    value: float = 1.0
    opinion: Opinion | None = None


def read_scene(text: str, quotations: Sequence[Quotation]) -> Scene:
    """The words of ``text`` with their clauses, voices and sentiments.

    Args:
        text: one sentence.
        quotations: its quoted passages, offsets into ``text``.
    """
    tokens = tokenise(text)
    starts = [quotation.start for quotation in quotations]
    words = _group("clause")
    quoted, clauses, clause = [], [], 0
    previous: Token | None = None
    for token in tokens:
        at = bisect_right(starts, token.start) - 1
        quoted.append(at >= 0 and quotations[at].end >= token.end)
        if token.text in _QUOTES:
            # A mark that opens within a clause does not end it: "is “a liar”".
            opens = quoted[-1] and not any(quoted[-2:-1])
            clause += not (opens and previous is not None and previous.is_word)
        else:
            clause += token.lower in words or token.text in ",;:—–()"
        clauses.append(clause)
        previous = token
    opinions = tuple(_find_opinions(text, tokens, quoted))
    return Scene(tokens, tuple(clauses), tuple(quoted), opinions)


def find_evidence(scene: Scene, target: Span) -> Iterator[Evidence]:
    """What the scene says about the target at ``target``."""
    tokens = scene.tokens
    first = max(0, bisect_right(tokens, target.start, key=lambda token: token.start) - 1)
    last = bisect_left(tokens, target.end, key=lambda token: token.start)
    last = min(max(last, first + 1), len(tokens))
    yield from _place(scene, first, last)
    begin = bisect_left(scene.opinions, first - _WINDOW, key=lambda opinion: opinion.first)
    for opinion in scene.opinions[begin:]:
        if opinion.first >= last + _WINDOW:
            break
        if opinion.first < last and first < opinion.last:
            yield Evidence(f"inside target: {opinion.group}")
        else:
            yield from _weigh(scene, opinion, first, last)


def _group(name: str) -> frozenset[str]:
    return read_groups("grammar.tsv")[name]


@cache
def _phrases() -> Phrases:
    return Phrases(entry for entry in read_entries("sentiment.tsv") if " " in entry)


def _find_opinions(text: str, tokens: Sequence[Token], quoted: Sequence[bool]) -> Iterator[Opinion]:
    phrases = dict(_phrases().find(tokens))
    at = 0
    while at < len(tokens):
        last = phrases.get(at, at + 1)
        word = " ".join(token.lower for token in tokens[at:last])
        entry = _look_up(word) if tokens[at].is_word else None
        if entry is not None:
            before = {token.lower for token in tokens[max(0, at - _NEGATED) : at]}
            yield Opinion(
                at,
                last,
                text[tokens[at].start : tokens[last - 1].end],
                *entry,
                negated=_is_negated(tokens, at),
                quoted=quoted[at],
                passive=_is_participle(word) and bool(before & _group("be")),
            )
        at = last


def _is_negated(tokens: Sequence[Token], at: int) -> bool:
    words = [token.lower for token in tokens[max(0, at - _NEGATED_ROLE) : at]]
    near = len(words) if "of" in words[-3:] and _group("role") & set(words) else _NEGATED
    return bool(_group("negation") & set(words[-near:]))


def _is_participle(word: str) -> bool:
    return word.endswith(("ed", "en", "wn", "ught", "ung", "hot"))


@lru_cache(maxsize=65536)
def _look_up(word: str) -> tuple[str, str, str, str, float] | None:
    """Lemma, group, effects and valence of a word; ``None`` when it carries no sentiment."""
    effects, loaded = read_entries("sentiment.tsv"), read_entries("loaded_language.tsv")
    valence = read_vader().get(word, 0.0)
    for form in base_forms(word):
        if form in effects:
            group, doer, done_to = effects[form]
            return form, group, doer, done_to, valence or read_vader().get(form, 0.0)
    if valence:
        sign = "+" if valence > 0 else "-"
        return word, "good word" if valence > 0 else "bad word", sign, sign, valence
    for form in base_forms(word):
        if form in loaded:
            return form, loaded[form][0], "0", "0", read_vader().get(form, 0.0)
    return None


def _place(scene: Scene, first: int, last: int) -> Iterator[Evidence]:
    """Where the target stands: its own words, its neighbours, whether it is the one speaking."""
    tokens = scene.tokens
    if not tokens:
        return
    before = tokens[first - 1].lower if first else "^"
    after = [token.lower for token in tokens[last : last + 6]]
    head = tokens[last - 1].lower
    if head in _group("pronoun"):
        yield Evidence("target is a pronoun")
    if head in _group("speaker"):
        yield Evidence("target is the speaker")
    yield Evidence("target is long" if last - first > 4 else "target is short")
    if len(before) <= 5:
        yield Evidence(f"after {before}")
    following = after[0] if after else "$"
    if len(following) <= 5:
        yield Evidence(f"before {following}")
    if {before, *after[:2]} & _group("reporting"):
        yield Evidence("target speaks")
    if scene.quoted[first]:
        yield Evidence("target is quoted")
    if first == 0:
        yield Evidence("target opens the sentence")
    yield Evidence("share before", first / len(tokens))
    for word in sorted(set(after) & _group("be")):
        yield Evidence(f"followed by {word}")


def _weigh(scene: Scene, opinion: Opinion, first: int, last: int) -> Iterator[Evidence]:
    """What one word says of the target, by its relation to it."""
    relation, gap, effect = _relate(scene, opinion, first, last)
    if opinion.group == _LEGAL and relation not in _ACCUSED:
        return
    decay = _DECAY**gap
    mark = "not " if opinion.negated else ""
    if effect != "0":
        quality = "good" if (effect == "+") != opinion.negated else "bad"
        yield Evidence(f"{relation}: {quality}", 1.0, opinion)
        voice = "quoted" if opinion.quoted else "own"
        yield Evidence(f"{voice} {quality}", decay, opinion)
    yield Evidence(f"{relation}: {mark}{opinion.group}", 1.0, opinion)
    yield Evidence(f"{relation}: {mark}{opinion.lemma}", 1.0, opinion)
    yield Evidence(f"{mark}{opinion.lemma}", 1.0, opinion)
    # A negation weakens as it turns: "not great" is less bad than "great" is good.
    valence = opinion.valence / 4 * (-0.7 if opinion.negated else 1.0)
    if valence:
        sign = "+" if valence > 0 else "-"
        yield Evidence(f"valence {sign}", abs(valence), opinion)
        yield Evidence(f"valence near {sign}", abs(valence) * decay, opinion)


def _relate(scene: Scene, opinion: Opinion, first: int, last: int) -> tuple[str, int, str]:
    """How a word stands to the target: the relation, the distance, the effect on the target."""
    if opinion.last <= first:
        between = scene.tokens[opinion.last : first]
        crossed = scene.clauses[first] != scene.clauses[opinion.last - 1]
        named = _relate_earlier(opinion, between)
    else:
        between = scene.tokens[last : opinion.first]
        crossed = scene.clauses[opinion.first] != scene.clauses[last - 1]
        named = _relate_later(opinion, [token.lower for token in between], crossed)
    gap = len(between)
    if named is not None:
        return named[0], gap, named[1]
    side = "earlier" if opinion.last <= first else "later"
    distance = "near" if gap <= _NEAR else "far"
    effect = "0"
    if abs(opinion.valence) >= 0.5:
        effect = "+" if opinion.valence > 0 else "-"
    return f"{side}, {'other clause' if crossed else distance}", gap, effect


def _relate_earlier(opinion: Opinion, between: Sequence[Token]) -> tuple[str, str] | None:
    """The relation and effect of a word before the target: "slammed X", "attack on X"."""
    if len(between) <= 5 and all(map(_is_linking, between)):
        return "done to", opinion.done_to
    if _stands_against(between):
        return "done against", opinion.done_to
    if len(between) > 6 or not all(map(_is_linking, between[1:])):
        return None
    preposition = between[0].lower
    if preposition == "by":
        return "done by", opinion.doer
    if preposition in _group("preposition"):
        return f"done {preposition}", opinion.done_to
    return None


def _stands_against(between: Sequence[Token]) -> bool:
    """Whether "against" governs the target: "a complaint by the union against X"."""
    near = between[-4:]
    at = next((at for at, token in enumerate(near) if token.lower == "against"), None)
    return at is not None and len(between) <= _NEAR and all(map(_is_linking, near[at + 1 :]))


def _relate_later(
    opinion: Opinion, between: Sequence[str], crossed: bool
) -> tuple[str, str] | None:
    """The relation and effect of a word after the target: "X lied", "X was praised"."""
    if not crossed and len(between) <= 8:
        if opinion.passive:
            return "undergoes", opinion.done_to
        if between[:1] == ["'s"] and len(between) <= 3:
            return "has", opinion.doer
        if any(word in _group("be") for word in between):
            return "is", opinion.doer
        return "does" if len(between) <= _NEXT else "does later", opinion.doer
    if between[:1] in (["who"], [","]) and len(between) <= 6:
        return "who", opinion.done_to if opinion.passive else opinion.doer
    return None


def _is_linking(token: Token) -> bool:
    """Whether a token between a verb and its object belongs to the object: articles, titles."""
    return token.lower in _group("linking") or token.text[0].isupper()

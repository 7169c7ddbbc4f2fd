"""Links between sentences become facts: the sentences of every outlet that report one thing."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from framing.alignment.grouping import (
    LIKELY,
    Pair,
    fits,
    group_sentences,
    in_order,
    likeness,
)
from framing.alignment.scoring import Alignment
from framing.alignment.substance import says_something
from framing.records import Article, Fact, PairScore, Sentence, SentenceRef, SharedText

__all__ = ["group_facts", "outlet_of"]

AS_SURE = 0.1
"""By how much less probable the links of a clearer sentence may be."""
POINTS_BACK = re.compile(r"\W*(?:he|she|it|they|this|that|these|those|his|her|its|their)\b", re.I)
"""A sentence that begins like this is not clear without the one before it."""


def group_facts(
    articles: Sequence[Article], alignment: Alignment, shared_texts: Iterable[SharedText] = ()
) -> tuple[Fact, ...]:
    """Groups the linked sentences into facts, and makes every other sentence a fact of its own.

    The rule is average linkage with a veto (:mod:`framing.alignment.grouping`): two groups are
    joined while the mean probability of their pairs reaches the link threshold, unless one of the
    pairs is one that the aligner rejects, below the band in which it abstains. So a chain of links
    does not join its ends. Several sentences of one article are in one fact when the same
    sentences of other articles speak for each of them, not when one sentence that reports two
    facts is linked to both. A sentence that reports two facts is in two: one that still has a link
    into another group joins that group as well, by the same rule, as a guest who brings nobody
    along. Links that are then still between two groups are grouped among themselves in the same
    way if they are more likely right than not. Of the others about a third were right on the
    training part, so these are in no fact: one sentence is shown as the nearest to the other.

    Unlinked sentences that say something become facts of one member; captions, questions and
    prompts to the reader do not.

    Args:
        articles: the articles, in the order in which they will be shown.
        alignment: their alignment.
        shared_texts: text that they share word for word, by which copies are told.

    Returns:
        The facts, those that most outlets tell in a text of their own first, then by place in the
        first article that has them. Members and ids do not depend on the order of the articles.
    """
    groups = _groups(alignment)
    linked = {member for group in groups for member in group}
    groups += [
        frozenset([SentenceRef(article.id, sentence.index)])
        for article in articles
        for sentence in article.sentences
        if sentence.zone != "caption"
        and SentenceRef(article.id, sentence.index) not in linked
        and says_something(article.sentence_text(sentence.index))
    ]
    known = _Known(
        {article.id: article for article in articles},
        {article.id: at for at, article in enumerate(articles)},
        frozenset(in_order(link.left, link.right) for link in alignment.links),
        {in_order(pair.left, pair.right): pair.probability for pair in alignment.scores},
        frozenset(in_order(*pair) for text in shared_texts for pair in text.sentences),
    )

    def order(fact: Fact) -> tuple[int, int, list[tuple[int, int]]]:
        places = [(known.place[member.article], member.sentence) for member in fact.members]
        return -fact.tellings, -len(fact.reported_by), places

    return tuple(sorted((_fact(group, known) for group in groups), key=order))


def outlet_of(article: Article) -> str:
    """Its outlet; an article without one speaks for itself."""
    return article.outlet or article.id


def _groups(alignment: Alignment) -> list[frozenset[SentenceRef]]:
    """The groups of linked sentences; every link that is likely is inside at least one."""
    least = min(alignment.abstain_from, alignment.threshold)
    links = {in_order(link.left, link.right): link.probability for link in alignment.links}
    ends = {end for pair in links for end in pair}
    scored = ((in_order(each.left, each.right), each.probability) for each in alignment.scores)
    possible = {
        pair: probability
        for pair, probability in scored
        if probability >= least and ends.issuperset(pair)
    }
    alike = likeness(alignment.scores, among=ends)
    possible |= alike
    joined = group_sentences(possible, alignment.threshold)
    joined = _with_guests(joined, links, possible, alignment.threshold)
    groups = list(joined)
    while links := _likely(_not_within(links, joined)):
        # Below the threshold there is no link; one that a caller made is grouped all the same.
        joined = group_sentences(links | alike, min(alignment.threshold, *links.values()))
        groups += joined
    return groups


def _not_within(
    links: Mapping[Pair, float], groups: Iterable[frozenset[SentenceRef]]
) -> dict[Pair, float]:
    """The links whose two sentences are in none of the groups together."""
    told_in: dict[SentenceRef, set[int]] = {}
    for at, group in enumerate(groups):
        for member in group:
            told_in.setdefault(member, set()).add(at)
    nowhere: set[int] = set()
    return {
        pair: probability
        for pair, probability in links.items()
        if told_in.get(pair[0], nowhere).isdisjoint(told_in.get(pair[1], nowhere))
    }


def _likely(links: Mapping[Pair, float]) -> dict[Pair, float]:
    return {pair: probability for pair, probability in links.items() if probability >= LIKELY}


def _with_guests(
    groups: Sequence[frozenset[SentenceRef]],
    links: Iterable[Pair],
    possible: Mapping[Pair, float],
    threshold: float,
) -> list[frozenset[SentenceRef]]:
    """The groups, each with the sentences of other groups that on average are linked to it too.

    Of two linked sentences the one that fits the other's group better becomes its guest, the best
    guests first. Guests, too, must go with each other.
    """
    home = {member: at for at, group in enumerate(groups) for member in group}
    guests = set()
    for one, other in links:
        if one in home and home[one] == home.get(other):
            continue
        fitting = [
            (fits(guest, groups[home[host]], possible), guest, home[host])
            for guest, host in ((one, other), (other, one))
            if host in home
        ]
        if fitting and (best := max(fitting))[0] >= threshold:
            guests.add(best)
    made = [set(group) for group in groups]
    for _, guest, at in sorted(guests, key=lambda each: (-each[0], *each[1:])):
        if fits(guest, made[at], possible):
            made[at].add(guest)
    return [frozenset(group) for group in made]


@dataclass(frozen=True, slots=True)
class _Known:
    """What facts are made from.

    Attributes:
        articles: the articles, by id.
        place: id of an article to its number.
        links: pairs that are links.
        scores: pair to its probability, linked or not.
        copies: pairs of sentences that are the same copy.
    """

    articles: Mapping[str, Article]
    place: Mapping[str, int]
    links: frozenset[Pair]
    scores: Mapping[Pair, float]
    copies: frozenset[Pair]


def _fact(group: Iterable[SentenceRef], known: _Known) -> Fact:
    members = tuple(sorted(group, key=lambda each: (known.place[each.article], each.sentence)))
    between = [
        PairScore(one, other, known.scores.get(in_order(one, other), 0.0))
        for one, other in combinations(members, 2)
        if one.article != other.article
    ]
    linked = [pair for pair in between if in_order(pair.left, pair.right) in known.links]
    outlets = tuple(dict.fromkeys(outlet_of(known.articles[each.article]) for each in members))
    tellings = _tellings(outlets, between, known)
    names = "\n".join(f"{each.article} {each.sentence}" for each in sorted(members))
    return Fact(
        id=hashlib.sha256(names.encode()).hexdigest()[:16],
        members=members,
        reported_by=outlets,
        summary_member=_clearest(members, between, known.articles),
        probability=_mean(linked) if linked else 1.0,
        agreement=_mean(between) if between else 1.0,
        weakest=min(
            between,
            key=lambda pair: (pair.probability, *in_order(pair.left, pair.right)),
            default=None,
        ),
        tellings=len(tellings),
        copies=tuple(each for each in tellings if len(each) > 1),
    )


def _mean(pairs: Sequence[PairScore]) -> float:
    return round(sum(sorted(pair.probability for pair in pairs)) / len(pairs), 4)


def _tellings(
    outlets: Sequence[str], between: Iterable[PairScore], known: _Known
) -> list[tuple[str, ...]]:
    """The outlets, those together whose sentences are the same copy."""
    held = {outlet: {outlet} for outlet in outlets}
    for pair in between:
        if in_order(pair.left, pair.right) in known.copies:
            one, other = (
                held[outlet_of(known.articles[side.article])] for side in (pair.left, pair.right)
            )
            one |= other
            held.update(dict.fromkeys(one, one))
    return list(dict.fromkeys(tuple(o for o in outlets if o in held[each]) for each in outlets))


def _clearest(
    members: Sequence[SentenceRef], between: Iterable[PairScore], articles: Mapping[str, Article]
) -> SentenceRef:
    """The member that states the fact best.

    A headline says less than a sentence of the text. Of the others the most probably linked ones
    are sure to state the fact; of these one that does not begin by pointing back, and of these the
    shortest, which has least beside it.
    """
    found: dict[SentenceRef, list[float]] = {}
    for pair in between:
        found.setdefault(pair.left, []).append(pair.probability)
        found.setdefault(pair.right, []).append(pair.probability)
    mean = {each: round(sum(sorted(own)) / len(own), 4) for each, own in found.items()}

    def of(member: SentenceRef) -> Sentence:
        return articles[member.article].sentences[member.sentence]

    told = [each for each in members if of(each).zone != "headline"] or list(members)
    least = max(mean.get(each, 0.0) for each in told) - AS_SURE
    sure = [each for each in told if mean.get(each, 0.0) >= least]

    def order(member: SentenceRef) -> tuple[bool, int, SentenceRef]:
        sentence = of(member)
        points_back = POINTS_BACK.match(articles[member.article].text, sentence.start)
        return points_back is not None, len(sentence.span), member

    return min(sure, key=order)

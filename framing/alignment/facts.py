"""Links between sentences become facts: the sentences of every outlet that report one thing."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from heapq import heapify, heappop, heappush
from itertools import combinations

from framing.alignment.scoring import Alignment
from framing.records import Article, Fact, Nearest, Omission, SentenceRef

__all__ = ["find_omissions", "group_facts"]

Pair = tuple[SentenceRef, SentenceRef]

WORD = re.compile(r"[^\W\d_]{2,}")
FEWEST_WORDS = 3
"""Words that an unlinked sentence must have to be a fact of its own."""


def group_facts(articles: Sequence[Article], alignment: Alignment) -> tuple[Fact, ...]:
    """Groups the linked sentences into facts, and makes every other sentence a fact of its own.

    The rule is average linkage. Every linked sentence begins alone; the two groups whose
    sentences are, on average over all pairs of different articles, most probably linked are
    joined, as long as that average reaches the link threshold. A pair that was not worth scoring
    counts as 0, so a chain of weak links does not join its ends. Sentences of one article are
    never compared with each other: several of them are in one fact when the same sentences of
    other articles speak for each of them. A sentence that reports two facts is in two: one that
    still has a link into another group joins that group as well, by the same rule, as a guest who
    brings nobody along. Links that are then still between two groups are grouped among themselves
    in the same way, so every link is inside some fact.

    Unlinked sentences with at least three words become facts of one member; captions do not.

    Args:
        articles: the articles, in the order in which they will be shown.
        alignment: their alignment.

    Returns:
        The facts, those of most outlets first, then by place in the first article that has them.
        Members and ids do not depend on the order of the articles.
    """
    scores = {_key(pair.left, pair.right): pair.probability for pair in alignment.scores}
    open_links = {_key(link.left, link.right): link.probability for link in alignment.links}
    groups: list[frozenset[SentenceRef]] = []
    while open_links:
        ends = {end for pair in open_links for end in pair}
        known = open_links if groups else scores
        joined = _Grouping(
            {pair: known[pair] for pair in known if ends.issuperset(pair)}, alignment.threshold
        ).groups()
        if not groups:
            joined = _with_guests(joined, open_links, scores, alignment.threshold)
        groups += joined
        told_in: dict[SentenceRef, set[int]] = {}
        for at, group in enumerate(joined):
            for member in group:
                told_in.setdefault(member, set()).add(at)
        open_links = {
            pair: probability
            for pair, probability in open_links.items()
            if not told_in.get(pair[0], set()) & told_in.get(pair[1], set())
        }
    linked = {member for group in groups for member in group}
    groups += [
        frozenset([SentenceRef(article.id, sentence.index)])
        for article in articles
        for sentence in article.sentences
        if sentence.zone != "caption"
        and SentenceRef(article.id, sentence.index) not in linked
        and _says_something(article.sentence_text(sentence.index))
    ]
    by_id = {article.id: article for article in articles}
    links = {_key(link.left, link.right): link.probability for link in alignment.links}
    facts = [_fact(group, by_id, links) for group in groups]
    place = {id: at for at, id in enumerate(by_id)}
    return tuple(
        sorted(
            facts,
            key=lambda fact: (
                -len(fact.reported_by),
                [(place[member.article], member.sentence) for member in fact.members],
            ),
        )
    )


def find_omissions(
    articles: Sequence[Article], facts: Iterable[Fact], alignment: Alignment
) -> tuple[Omission, ...]:
    """For each fact the articles of other outlets in which it was not found.

    The nearest sentence there is the one that is on average most probably linked to the members
    of the fact. Where that average falls into the band in which the aligner abstains, or above,
    the fact is ``possibly reported``. An article is passed over when its outlet reports the fact
    elsewhere.

    Returns:
        The omissions, in the order of the facts, then of the articles.
    """
    scores: dict[Pair, float] = {}
    partners: dict[tuple[SentenceRef, str], list[SentenceRef]] = {}
    for pair in alignment.scores:
        scores[_key(pair.left, pair.right)] = pair.probability
        for one, other in ((pair.left, pair.right), (pair.right, pair.left)):
            partners.setdefault((one, other.article), []).append(other)
    made = []
    for fact in facts:
        told = {member.article for member in fact.members}
        for article in articles:
            if article.id in told or _outlet(article) in fact.reported_by:
                continue
            near = {
                partner
                for member in fact.members
                for partner in partners.get((member, article.id), ())
            }
            best = max(
                (
                    Nearest(each.sentence, _mean_probability(each, fact.members, scores))
                    for each in near
                ),
                key=lambda nearest: (nearest.probability, -nearest.sentence),
                default=None,
            )
            possible = best is not None and best.probability >= alignment.abstain_from
            made.append(
                Omission(
                    fact.id, article.id, best, "possibly reported" if possible else "not found"
                )
            )
    return tuple(made)


def _with_guests(
    groups: Sequence[frozenset[SentenceRef]],
    links: Mapping[Pair, float],
    scores: Mapping[Pair, float],
    threshold: float,
) -> list[frozenset[SentenceRef]]:
    """The groups, each with the sentences of other groups that on average are linked to it too.

    Of two linked sentences the one that fits the other's group better becomes its guest.
    """
    home = {member: at for at, group in enumerate(groups) for member in group}
    guests: dict[int, set[SentenceRef]] = {}
    for one, other in links:
        if one in home and home[one] == home.get(other):
            continue
        fits = [
            (_mean_probability(guest, groups[home[host]], scores), guest, home[host])
            for guest, host in ((one, other), (other, one))
            if host in home
        ]
        if fits:
            probability, guest, at = max(fits)
            if probability >= threshold:
                guests.setdefault(at, set()).add(guest)
    return [group.union(guests.get(at, ())) for at, group in enumerate(groups)]


def _mean_probability(
    sentence: SentenceRef, group: Iterable[SentenceRef], scores: Mapping[Pair, float]
) -> float:
    """How probably a sentence is linked to a group's sentences of other articles, on average."""
    others = sorted(member for member in group if member.article != sentence.article)
    found = sum(scores.get(_key(sentence, member), 0.0) for member in others)
    return round(found / len(others), 4) if others else 0.0


def _key(one: SentenceRef, other: SentenceRef) -> Pair:
    return (one, other) if one <= other else (other, one)


def _says_something(text: str) -> bool:
    found = WORD.finditer(text)
    return all(next(found, None) for _ in range(FEWEST_WORDS))


@dataclass(slots=True)
class _Group:
    """Sentences joined so far.

    Attributes:
        members: the sentences.
        sizes: article to the number of its sentences among them.
        near: number of another group to the sum of the probabilities between the two.
    """

    members: list[SentenceRef]
    sizes: dict[str, int]
    near: dict[int, float] = field(default_factory=dict)

    def pairs_with(self, other: _Group) -> int:
        """The number of pairs of sentences of different articles between two groups."""
        same = sum(size * other.sizes.get(article, 0) for article, size in self.sizes.items())
        return len(self.members) * len(other.members) - same


class _Grouping:
    """Average linkage over pairs of sentences; pairs without a weight count as 0."""

    def __init__(self, weights: Mapping[Pair, float], threshold: float) -> None:
        ends = sorted({end for pair in weights for end in pair})
        number = {end: at for at, end in enumerate(ends)}
        self._groups = {at: _Group([end], {end.article: 1}) for at, end in enumerate(ends)}
        self._threshold = threshold
        self._unused = len(ends)
        # Entries: average, negative; then the groups' numbers, which break ties by article id.
        self._queue: list[tuple[float, int, int]] = []
        for (one, other), weight in weights.items():
            left, right = number[one], number[other]
            self._groups[left].near[right] = self._groups[right].near[left] = weight
            if weight >= threshold:
                self._queue.append((-weight, left, right))
        heapify(self._queue)

    def groups(self) -> list[frozenset[SentenceRef]]:
        """The groups of two or more sentences."""
        while self._queue:
            _, left, right = heappop(self._queue)
            # An entry is out of date once one of its groups was joined to another.
            if left in self._groups and right in self._groups:
                self._join(left, right)
        return [frozenset(g.members) for g in self._groups.values() if len(g.members) > 1]

    def _join(self, left: int, right: int) -> None:
        one, other = self._groups.pop(left), self._groups.pop(right)
        sizes = dict(one.sizes)
        for article, size in other.sizes.items():
            sizes[article] = sizes.get(article, 0) + size
        joined = _Group(one.members + other.members, sizes)
        at = self._unused
        self._unused += 1
        self._groups[at] = joined
        for near in sorted({*one.near, *other.near} & self._groups.keys()):
            total = one.near.get(near, 0.0) + other.near.get(near, 0.0)
            neighbour = self._groups[near]
            joined.near[near] = neighbour.near[at] = total
            average = total / joined.pairs_with(neighbour)
            if average >= self._threshold:
                heappush(self._queue, (-average, near, at))


def _fact(
    group: Iterable[SentenceRef], articles: Mapping[str, Article], links: Mapping[Pair, float]
) -> Fact:
    place = {id: at for at, id in enumerate(articles)}
    members = tuple(sorted(group, key=lambda each: (place[each.article], each.sentence)))
    between = {
        pair: links[_key(*pair)] for pair in combinations(members, 2) if _key(*pair) in links
    }
    names = "\n".join(f"{each.article} {each.sentence}" for each in sorted(members))
    return Fact(
        id=hashlib.sha256(names.encode()).hexdigest()[:16],
        members=members,
        reported_by=tuple(dict.fromkeys(_outlet(articles[each.article]) for each in members)),
        summary_member=_clearest(members, articles, between),
        probability=round(sum(between.values()) / len(between), 4) if between else 1.0,
    )


def _clearest(
    members: Sequence[SentenceRef], articles: Mapping[str, Article], between: Mapping[Pair, float]
) -> SentenceRef:
    """The member with the most probable links, a shorter one among equals, a headline only last."""

    def order(member: SentenceRef) -> tuple[bool, float, int, SentenceRef]:
        sentence = articles[member.article].sentences[member.sentence]
        own = [probability for pair, probability in between.items() if member in pair]
        mean = sum(sorted(own)) / max(len(own), 1)
        return sentence.zone == "headline", -mean, sentence.end - sentence.start, member

    return min(members, key=order)


def _outlet(article: Article) -> str:
    """Its outlet; an article without one speaks for itself."""
    return article.outlet or article.id

"""What was not found where, with everything that could explain it but the outlet's intent."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime

from framing.alignment.dates import find_dates, published_day
from framing.alignment.facts import outlet_of
from framing.alignment.grouping import LIKELY
from framing.alignment.scoring import Alignment
from framing.records import Article, Fact, Nearest, Omission, SentenceRef

__all__ = ["find_omissions"]

WORD = re.compile(r"\w+(?:['’.,-]\w+)*")
MUCH_SHORTER = 0.5
"""Share of the words of the shortest article that tells a fact below which one is much shorter."""


def find_omissions(
    articles: Sequence[Article], facts: Iterable[Fact], alignment: Alignment
) -> tuple[Omission, ...]:
    """For each fact the articles of other outlets in which it was not found.

    The nearest sentence there is the one that is most probably linked to a member of the fact.
    Where that probability falls into the band in which the aligner abstains, or above, the fact is
    ``possibly reported``: one sentence that may report it is enough. An article is passed over
    when its outlet reports the fact elsewhere, and when the nearest sentence more likely than not
    reports it, though it stands in another fact: a sentence can report two.

    Returns:
        The omissions, in the order of the facts, then of the articles, each with the publication
        date and length of the article, and with a caution where the article is older than the
        fact or much shorter than those that tell it.
    """
    by_id = {article.id: article for article in articles}
    words = {article.id: _count_words(article) for article in articles}
    nearest: dict[tuple[SentenceRef, str], Nearest] = {}
    # Most probable first, so the first partner in an article is the nearest.
    for pair in alignment.scores:
        for one, other in ((pair.left, pair.right), (pair.right, pair.left)):
            nearest.setdefault((one, other.article), Nearest(other.sentence, pair.probability))
    made = []
    for fact in facts:
        tellers = [by_id[id] for id in dict.fromkeys(member.article for member in fact.members)]
        outlets = {outlet_of(article) for article in tellers}
        dated = _dated(fact, by_id)
        for article in articles:
            if outlet_of(article) in outlets:
                continue
            near = [
                found
                for member in fact.members
                if (found := nearest.get((member, article.id))) is not None
            ]
            best = max(near, key=lambda each: (each.probability, -each.sentence), default=None)
            if best is not None and best.probability >= LIKELY:
                continue
            possible = best is not None and best.probability >= alignment.abstain_from
            made.append(
                Omission(
                    fact=fact.id,
                    article=article.id,
                    nearest=best,
                    status="possibly reported" if possible else "not found",
                    published=article.published,
                    words=words[article.id],
                    cautions=tuple(_cautions(article, dated, tellers, words)),
                )
            )
    return tuple(made)


def _count_words(article: Article) -> int:
    return sum(
        1
        for sentence in article.sentences
        if sentence.zone != "caption"
        for _ in WORD.finditer(article.text, sentence.start, sentence.end)
    )


def _cautions(
    article: Article, dated: date | None, tellers: Sequence[Article], words: Mapping[str, int]
) -> Iterator[str]:
    """Why the article may not have the fact, in plain sentences."""
    day = published_day(article.published)
    if day is not None and dated is not None and day < dated:
        yield f"It was published on {day}, before the day that the fact is dated to, {dated}."
    elif tellers and all(_is_older(article, each) for each in tellers):
        first = min(filter(None, (published_day(each.published) for each in tellers)))
        yield f"It was published before every article that reports the fact, the first on {first}."
    shortest = min(words[each.id] for each in tellers)
    if words[article.id] < MUCH_SHORTER * shortest:
        yield (
            f"It is much shorter: {words[article.id]} words, against {shortest} in the shortest "
            "article that reports the fact."
        )


def _is_older(one: Article, other: Article) -> bool:
    """Whether an article was published before another, by the hour if both give one."""
    days = published_day(one.published), published_day(other.published)
    if days[0] is None or days[1] is None:
        return False
    if days[0] != days[1]:
        return days[0] < days[1]
    # The reader keeps a time as the page gave it, with its zone or without one.
    times = [_time(each.published or "") for each in (one, other)]
    if (
        times[0] is None
        or times[1] is None
        or (times[0].tzinfo is None) != (times[1].tzinfo is None)
    ):
        return False
    return times[0] < times[1]


def _time(published: str) -> datetime | None:
    if len(published) <= len("2031-02-11"):
        return None
    try:
        return datetime.fromisoformat(published)
    except ValueError:  # a date with something else behind it
        return None


def _dated(fact: Fact, articles: Mapping[str, Article]) -> date | None:
    """The last day before their publication that the tellings of a fact name.

    Days to come are plans: an older article can have had them.
    """
    days = []
    for member in fact.members:
        article = articles[member.article]
        published = published_day(article.published)
        if published is None:
            continue
        sentence = article.sentences[member.sentence]
        days += [
            mention.periods[0].first
            for mention in find_dates(article.text, published, sentence.start, sentence.end)
            if mention.grain == "day"
            and mention.periods
            and mention.periods[0].last <= published
            and (mention.weekday is None or len(mention.periods) == 1)
        ]
    return max(days, default=None)

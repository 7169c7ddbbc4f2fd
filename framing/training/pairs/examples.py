"""Pairs of sentences to learn from: same-fact links, ECB+, and stories whose links are guessed."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression

from framing.alignment.evidence import EVIDENCE, PairEvidence, gather_evidence
from framing.articles.reading import article_from_sentences, make_article
from framing.corpora import Event, read_same_fact
from framing.corpora.basil import read_basil
from framing.corpora.ecbplus import EcbSentence, coreferent_pairs, read_ecbplus
from framing.corpora.stories import Story, StoryArticle, read_story_clusters
from framing.errors import InputError
from framing.model.encoder import Encoder
from framing.records import Article

__all__ = ["PairExamples", "Teacher", "read_ecb_pairs", "read_link_pairs", "read_silver_pairs"]

Integers = NDArray[np.int64]
Doubles = NDArray[np.float64]

HARD = -4.0
"""Logit of the evidence from which a pair that is not linked is worth learning from."""
STORIES = (("other", 150), ("crime", 170))
"""How many stories are taken of each kind; there are many more of crime."""
ARTICLES_OF_STORY, SENTENCES_OF_ARTICLE = 3, 22
SHARED_EVENTS = (0.0, 0.7, 0.9, 1.0)
"""How far sentences that share so many event chains of ECB+ are taken to share a fact."""
ALIKE = 80
"""Pairs of alike sentences on different events of one topic of ECB+ that are taken."""


@dataclass(frozen=True, slots=True, eq=False)
class PairExamples:
    """Pairs of sentences and how far each shares a fact.

    Attributes:
        events: for each event its sentences; sentences are numbered through all events.
        left: number of the one sentence of each pair.
        right: number of the other.
        target: from 0, no shared fact, to 1.
        event: number of each pair's event.
    """

    events: tuple[tuple[str, ...], ...]
    left: Integers
    right: Integers
    target: Doubles
    event: Integers

    def take(self, rows: Integers | NDArray[np.bool_]) -> PairExamples:
        """Some of the pairs, among the same sentences."""
        return PairExamples(
            self.events, self.left[rows], self.right[rows], self.target[rows], self.event[rows]
        )


@dataclass(frozen=True, slots=True, eq=False)
class Teacher:
    """Guesses links by the named evidence alone: a logistic regression on the same-fact links."""

    mean: Doubles
    scale: Doubles
    regression: LogisticRegression

    @classmethod
    def fit(cls, values: Doubles, linked: NDArray[np.bool_]) -> Teacher:
        """One that has seen these pairs."""
        mean, scale = values.mean(axis=0), np.maximum(values.std(axis=0), 1e-6)
        regression = LogisticRegression(solver="newton-cholesky", max_iter=200)
        return cls(mean, scale, regression.fit((values - mean) / scale, linked))

    def logits(self, values: Doubles) -> Doubles:
        """The logit of a link for each row of evidence."""
        made: Doubles = self.regression.decision_function((values - self.mean) / self.scale)
        return made


def read_link_pairs(
    data: Path, encoder: Encoder, progress: Callable[[str], None]
) -> tuple[PairExamples, Teacher]:
    """The same-fact links of the training part, and pairs that are close but not linked.

    Returns:
        Of the pairs that the aligner proposes the links and what the evidence does not rule out;
        and what guesses links by that evidence.
    """
    events = read_same_fact(data, "train")
    gathered = []
    for number, event in enumerate(events):
        progress(f"evidence on event {number + 1} of {len(events)}")
        gathered.append(
            gather_evidence(event.articles, encoder.encode_articles(event.articles, tokens=True))
        )
    linked = [
        _links(event, pairs) for event, found in zip(events, gathered, strict=True)
        for pairs in found
    ]  # fmt: skip
    target = np.concatenate(linked)
    every = _join([event.articles for event in events], gathered, target)
    values = np.concatenate([_values(pairs) for found in gathered for pairs in found])
    teacher = Teacher.fit(values, target > 0)
    return every.take((teacher.logits(values) > HARD) | (target > 0)), teacher


def read_silver_pairs(
    data: Path, encoder: Encoder, teacher: Teacher, progress: Callable[[str], None]
) -> PairExamples:
    """Pairs of stories that nobody annotated: the target is the teacher's probability.

    Articles of BASIL, which the same-fact links are on, are left out, and other collections'
    copies of them by their headlines; so is ECB+, which is read as it was annotated.
    """
    known = {_letters(article.title) for article in read_basil(data)}
    kinds: dict[str, list[Story]] = {name: [] for name, _ in STORIES}
    for story in read_story_clusters(data):
        copies = any(_letters(article.title) in known for article in story.articles)
        if not copies and story.source != "ECB+":
            kinds["crime" if story.source.startswith("GVA") else "other"].append(story)
    generator = np.random.default_rng(5)
    chosen = [
        kinds[name][at]
        for name, count in STORIES
        for at in generator.permutation(len(kinds[name]))[:count]
    ]
    groups, gathered = [], []
    for number, story in enumerate(chosen):
        if number % 20 == 0:
            progress(f"evidence on story {number + 1} of {len(chosen)}")
        articles = []
        for place, source in enumerate(story.articles[:ARTICLES_OF_STORY]):
            # Some hold nothing but furniture, or a line.
            with suppress(InputError):
                articles.append(_article(source, f"{number}.{place}"))
        articles = [article for article in articles if len(article.sentences) > 3]
        if len(articles) > 1:
            groups.append(articles)
            gathered.append(
                gather_evidence(articles, encoder.encode_articles(articles, tokens=True))
            )
    logits = teacher.logits(
        np.concatenate([_values(pairs) for found in gathered for pairs in found])
    )
    made_pairs = _join(groups, gathered, 1 / (1 + np.exp(-logits)))
    return made_pairs.take(logits > HARD - 1)


def read_ecb_pairs(data: Path) -> PairExamples:
    """Pairs of ECB+ sentences: of one event, and alike ones of different events of one topic."""
    topics: dict[str, list[EcbSentence]] = {}
    for sentence in read_ecbplus(data, "train"):
        topics.setdefault(sentence.topic, []).append(sentence)
    order = [sentence for _, group in sorted(topics.items()) for sentence in group]
    at = {(each.document, each.index): number for number, each in enumerate(order)}
    number_of = {topic: number for number, topic in enumerate(sorted(topics))}
    rows = [
        (pair.left, pair.right, SHARED_EVENTS[min(pair.shared_events, len(SHARED_EVENTS) - 1)])
        for pair in coreferent_pairs(order)
    ]
    rows += [(left, right, 0.0) for left, right in _alike(order)]
    return PairExamples(
        tuple(
            tuple(each.text for each in topics[topic]) for topic in sorted(topics)
        ),
        np.array([at[left.document, left.index] for left, _, _ in rows]),
        np.array([at[right.document, right.index] for _, right, _ in rows]),
        np.array([target for _, _, target in rows]),
        np.array([number_of[left.topic] for left, _, _ in rows]),
    )  # fmt: skip


def _alike(sentences: Sequence[EcbSentence]) -> Iterable[tuple[EcbSentence, EcbSentence]]:
    """The most alike sentences on different events: two quakes are not one."""
    from sklearn.feature_extraction.text import TfidfVectorizer

    topics: dict[str, list[EcbSentence]] = {}
    for sentence in sentences:
        if sentence.validated:
            topics.setdefault(sentence.topic.split("/")[0], []).append(sentence)
    for _, group in sorted(topics.items()):
        rows = TfidfVectorizer(sublinear_tf=True).fit_transform([each.text for each in group])
        table = (rows @ rows.T).toarray()
        pairs = [
            (-table[one, other], one, other)
            for one, other in combinations(range(len(group)), 2)
            if group[one].topic != group[other].topic
        ]
        for _, one, other in sorted(pairs)[:ALIKE]:
            yield group[one], group[other]


def _links(event: Event, pairs: PairEvidence) -> Doubles:
    linked = {frozenset((link.left, link.right)) for link in event.links}
    found = zip(pairs.left, pairs.right, strict=True)
    return np.array([float(frozenset(pair) in linked) for pair in found])


def _values(pairs: PairEvidence) -> Doubles:
    return pairs.values[:, : len(EVIDENCE)]


def _join(
    groups: Sequence[Sequence[Article]],
    gathered: Sequence[Sequence[PairEvidence]],
    target: Doubles,
) -> PairExamples:
    texts, left, right, event = [], [], [], []
    count = 0
    for number, (articles, found) in enumerate(zip(groups, gathered, strict=True)):
        first = {}
        sentences: list[str] = []
        for article in articles:
            first[article.id] = count + len(sentences)
            sentences += [article.sentence_text(each.index) for each in article.sentences]
        texts.append(tuple(sentences))
        count += len(sentences)
        for pairs in found:
            left += [first[each.article] + each.sentence for each in pairs.left]
            right += [first[each.article] + each.sentence for each in pairs.right]
            event += [number] * len(pairs.left)
    return PairExamples(tuple(texts), np.array(left), np.array(right), target, np.array(event))


def _article(source: StoryArticle, name: str) -> Article:
    """The beginning of an article."""
    texts: Sequence[str] = source.sentences
    if not texts:
        whole = make_article(source.title, source.text, outlet=source.outlet, id=name)
        texts = [
            whole.sentence_text(s.index)
            for s in whole.sentences
            if s.zone not in ("headline", "caption")
        ]
    begun = [[each] for each in texts[: SENTENCES_OF_ARTICLE - 1] if each.strip()]
    return article_from_sentences(source.title, begun, id=name, outlet=source.outlet)


def _letters(title: str) -> str:
    return "".join(letter for letter in title.lower() if letter.isalnum())

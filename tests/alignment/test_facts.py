"""Facts from links, and what was not found where."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import combinations, permutations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from framing.alignment import Alignment, PairScore
from framing.alignment.facts import group_facts
from framing.alignment.omissions import find_omissions
from framing.records import Article, Fact, Link, SentenceRef
from tests.alignment.stories import article

THRESHOLD = 0.3
TEXT = "The council approved the ferry timetable again"
ARTICLES = tuple(article(name, *(f"{TEXT} {at}" for at in range(5))) for name in "abc")


def ref(name: str) -> SentenceRef:
    return SentenceRef(name[0], int(name[1:]))


def alignment(scores: Mapping[str, float], articles: Sequence[Article] = ARTICLES) -> Alignment:
    """An alignment from probabilities of pairs written as ``a1 b2``."""
    place = {each.id: at for at, each in enumerate(articles)}
    made = []
    for names, probability in sorted(scores.items(), key=lambda item: (-item[1], item[0])):
        left, right = sorted(map(ref, names.split()), key=lambda end: place[end.article])
        made.append(PairScore(left, right, probability))
    links = tuple(
        Link(score.left, score.right, "same", score.probability)
        for score in made
        if score.probability >= THRESHOLD
    )
    return Alignment(links, tuple(made), THRESHOLD, 0.1, "digest")


def names(fact: Fact) -> str:
    return " ".join(f"{member.article}{member.sentence}" for member in fact.members)


def shared(facts: Sequence[Fact]) -> list[str]:
    return [names(fact) for fact in facts if len(fact.members) > 1]


def test_links_across_three_articles_are_one_fact() -> None:
    facts = group_facts(ARTICLES, alignment({"a1 b1": 0.9, "a1 c2": 0.8, "b1 c2": 0.7}))
    assert shared(facts) == ["a1 b1 c2"]
    assert facts[0].reported_by == ("A", "B", "C")
    assert facts[0].probability == facts[0].agreement == pytest.approx(0.8)
    assert facts[0].weakest == PairScore(ref("b1"), ref("c2"), 0.7)
    assert facts[0].tellings == 3
    assert facts[0].summary_member == ref("a1")


def test_a_chain_of_weak_links_does_not_join_its_ends() -> None:
    weak = {"a1 b1": 0.4, "b1 a2": 0.4, "a2 b2": 0.4, "b2 a3": 0.4, "a3 b3": 0.4}
    facts = group_facts(ARTICLES, alignment(weak))
    assert all(len(fact.members) <= 3 for fact in facts)


def test_a_sentence_that_reports_two_facts_is_in_both() -> None:
    first = {"a1 b1": 0.9, "a1 c1": 0.8, "b1 c1": 0.9}
    second = {"a1 b2": 0.7, "a1 c2": 0.6, "b2 c2": 0.9}
    facts = group_facts(ARTICLES, alignment(first | second))
    assert shared(facts) == ["a1 b1 c1", "a1 b2 c2"]


def test_sentences_of_one_article_that_others_tell_apart_are_two_facts() -> None:
    # a1 and a2 are both linked to b1, which reports two facts; c has a sentence for each.
    hub = {"a1 b1": 0.8, "a2 b1": 0.7}
    apart = {"a1 c1": 0.9, "b1 c1": 0.5, "a1 c3": 0.6, "a2 c2": 0.9, "b1 c2": 0.4, "a2 c4": 0.6}
    facts = shared(group_facts(ARTICLES, alignment(hub | apart)))
    assert not any({"a1", "a2"} <= set(fact.split()) for fact in facts)
    assert "a1 b1 c1" in facts
    assert any({"a2", "b1"} <= set(fact.split()) for fact in facts)
    alike = {"a1 c1": 0.9, "b1 c1": 0.8, "a2 c1": 0.8}
    assert shared(group_facts(ARTICLES, alignment(hub | alike))) == ["a1 a2 b1 c1"]


def test_a_weak_link_between_two_facts_makes_no_third() -> None:
    told = {"a1 b1": 0.9, "a2 b2": 0.9}
    facts = shared(group_facts(ARTICLES[:2], alignment(told | {"a1 b2": 0.32})))
    assert facts == ["a1 b1", "a2 b2"]
    facts = shared(group_facts(ARTICLES[:2], alignment(told | {"a1 b2": 0.6})))
    assert any({"a1", "b2"} <= set(fact.split()) for fact in facts)


def test_a_sentence_whose_links_make_no_fact_is_one_of_its_own() -> None:
    made = alignment({"a1 b1": 0.31, "a1 c1": 0.31})
    facts = group_facts(ARTICLES, made)
    assert len(shared(facts)) == 1
    (alone,) = (fact for fact in facts if names(fact) in ("b1", "c1"))
    omissions = find_omissions(ARTICLES, [alone], made)
    (found,) = (each for each in omissions if each.article == "a")
    assert (found.status, found.nearest and found.nearest.sentence) == ("possibly reported", 1)


def test_a_pair_that_the_aligner_rejects_is_in_no_fact() -> None:
    links = {"a1 b1": 0.95, "b1 c1": 0.95}
    assert shared(group_facts(ARTICLES, alignment(links))) == ["a1 b1", "b1 c1"]
    rejected = links | {"a1 c1": 0.09}
    assert shared(group_facts(ARTICLES, alignment(rejected))) == ["a1 b1", "b1 c1"]
    left_open = links | {"a1 c1": 0.15}
    facts = group_facts(ARTICLES, alignment(left_open))
    assert shared(facts) == ["a1 b1 c1"]
    assert facts[0].probability == pytest.approx(0.95)
    assert facts[0].agreement == pytest.approx(0.6833)
    assert facts[0].weakest == PairScore(ref("a1"), ref("c1"), 0.15)


def test_several_sentences_that_one_sentence_speaks_for_are_one_fact() -> None:
    facts = group_facts(ARTICLES[:2], alignment({"a1 b1": 0.9, "a1 b2": 0.5}))
    assert shared(facts) == ["a1 b1 b2"]
    assert facts[0].reported_by == ("A", "B")


def test_unlinked_sentences_are_facts_of_their_own() -> None:
    articles = (
        article("a", "Ferry plan backed", f"{TEXT} 1", "***", "A boat in port", captions=[3]),
        article("b", "Boats", f"{TEXT} 2"),
    )
    facts = group_facts(articles, alignment({"a1 b1": 0.9}, articles))
    assert [names(fact) for fact in facts] == ["a1 b1", "a0"]
    assert facts[1].probability == 1
    assert facts[1].reported_by == ("A",)


def test_facts_of_most_outlets_come_first_then_by_place() -> None:
    scores = {"a4 b4": 0.9, "a2 c3": 0.9, "a3 b1": 0.9, "a3 c1": 0.9, "b1 c1": 0.9}
    facts = group_facts(ARTICLES, alignment(scores))
    assert shared(facts) == ["a3 b1 c1", "a2 c3", "a4 b4"]
    assert names(facts[3]) == "a0"


def test_two_articles_of_one_outlet_are_one_outlet() -> None:
    articles = (ARTICLES[0], replace(ARTICLES[1], outlet="A"), ARTICLES[2])
    made = alignment({"a1 b1": 0.9}, articles)
    facts = group_facts(articles, made)
    fact = next(fact for fact in facts if len(fact.members) == 2)
    assert fact.reported_by == ("A",)
    omissions = find_omissions(articles, [fact], made)
    assert [omission.article for omission in omissions] == ["c"]


def test_the_summary_is_a_body_sentence_with_sure_links() -> None:
    facts = group_facts(ARTICLES, alignment({"a0 b2": 0.9, "a0 b3": 0.5}))
    assert facts[0].summary_member == ref("b2")


PAIR = st.tuples(st.sampled_from(["a b", "a c", "b c"]), st.integers(0, 4), st.integers(0, 4)).map(
    lambda drawn: f"{drawn[0][0]}{drawn[1]} {drawn[0][2]}{drawn[2]}"
)
SCORES = st.dictionaries(PAIR, st.sampled_from([0.05, 0.2, 0.31, 0.5, 0.5001, 0.9]), max_size=25)


@settings(deadline=None, max_examples=60)
@given(scores=SCORES)
def test_every_likely_link_is_in_a_fact_and_every_sentence_too(scores: dict[str, float]) -> None:
    made = alignment(scores)
    facts = group_facts(ARTICLES, made)
    groups = [set(fact.members) for fact in facts]
    likely = [k for k in made.links if k.probability >= 0.5]
    assert all(any({k.left, k.right} <= group for group in groups) for k in likely)
    members = {member for group in groups for member in group}
    assert members == {SentenceRef(each.id, s.index) for each in ARTICLES for s in each.sentences}
    assert len({fact.id for fact in facts}) == len(facts)
    assert all(fact.summary_member in fact.members for fact in facts)


def _ends(pair: PairScore | None) -> frozenset[object]:
    return frozenset([pair.left, pair.right, pair.probability] if pair else [])


@settings(deadline=None, max_examples=40)
@given(scores=SCORES)
def test_no_two_sentences_of_a_fact_are_a_rejected_pair(scores: dict[str, float]) -> None:
    made = alignment(scores)
    possible = {frozenset((s.left, s.right)) for s in made.scores if s.probability >= 0.1}
    for fact in group_facts(ARTICLES, made):
        for one, other in combinations(fact.members, 2):
            assert one.article == other.article or frozenset((one, other)) in possible


@settings(deadline=None, max_examples=40)
@given(scores=SCORES)
def test_the_order_of_the_articles_changes_no_fact(scores: dict[str, float]) -> None:
    expected = None
    for order in permutations(ARTICLES):
        facts = group_facts(order, alignment(scores, order))
        found = {
            (
                fact.id,
                frozenset(fact.members),
                fact.summary_member,
                (fact.probability, fact.agreement, fact.tellings, _ends(fact.weakest)),
            )
            for fact in facts
        }
        expected = expected or found
        assert found == expected


def test_what_was_not_found_names_the_nearest_sentence() -> None:
    made = alignment({"a1 b1": 0.9, "a1 c2": 0.2, "b1 c3": 0.05, "a2 c4": 0.04})
    facts = group_facts(ARTICLES, made)
    by_name = {names(fact): fact.id for fact in facts}
    found = {
        (omission.fact, omission.article): omission
        for omission in find_omissions(ARTICLES, facts, made)
    }
    possible = found[by_name["a1 b1"], "c"]
    assert possible.status == "possibly reported"
    assert possible.nearest is not None
    assert (possible.nearest.sentence, possible.nearest.probability) == (2, 0.2)
    absent = found[by_name["a2"], "c"]
    assert absent.status == "not found"
    assert absent.nearest is not None
    assert absent.nearest.sentence == 4
    assert found[by_name["a2"], "b"].nearest is None
    assert (by_name["a1 b1"], "b") not in found

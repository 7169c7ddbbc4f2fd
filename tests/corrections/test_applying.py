"""Corrections find their places again, and change what they are about and nothing else."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from framing.alignment.facts import group_facts
from framing.alignment.omissions import find_omissions
from framing.articles.reading import article_from_sentences, make_article
from framing.corrections import Corrections, Edits, resolve
from framing.records import Annotation, Article, Correction, Passage
from tests.corrections.articles import LANTERN, POST
from tests.corrections.strategies import Case, cases

MANY = settings(deadline=None, max_examples=60)


@given(cases())
@MANY
def test_applying_twice_is_applying_once(case: Case) -> None:
    articles, alignment, corrections = case
    edits = resolve([corrections], articles)
    once = edits.apply(alignment, articles)
    assert edits.apply(once, articles) == once
    assert resolve([corrections, corrections], articles) == edits


@given(cases(), st.data())
@MANY
def test_the_order_of_corrections_and_files_does_not_matter(
    case: Case, data: st.DataObject
) -> None:
    articles, alignment, corrections = case
    shuffled = data.draw(st.permutations(corrections.corrections))
    cut = data.draw(st.integers(0, len(shuffled)))
    files = [
        replace(corrections, corrections=tuple(part)) for part in (shuffled[:cut], shuffled[cut:])
    ]
    edits = resolve([corrections], articles)
    assert resolve(files, articles) == edits
    turned = tuple(reversed(articles))
    again = resolve(files, turned)
    assert again.outcomes == edits.outcomes
    pairs = {frozenset((link.left, link.right)) for link in edits.apply(alignment, articles).links}
    assert pairs == {
        frozenset((link.left, link.right)) for link in again.apply(alignment, turned).links
    }


@given(cases())
@MANY
def test_links_are_as_the_readers_say_and_others_as_they_were(case: Case) -> None:
    articles, alignment, corrections = case
    edits = resolve([corrections], articles)
    made = edits.apply(alignment, articles)
    links = {(link.left, link.right): link for link in made.links}
    before = {(link.left, link.right): link for link in alignment.links}
    missing = dict(edits.missing_links)
    assert links.keys() == (before.keys() - edits.wrong_links) | missing.keys()
    for pair, link in links.items():
        if pair in missing:
            assert link.corrected
            assert (link.probability, link.relation) == (1.0, missing[pair])
        else:
            assert link == before[pair]
    scored = {(each.left, each.right) for each in made.scores}
    assert not scored & edits.wrong_links
    assert links.keys() <= scored
    assert list(made.scores) == sorted(made.scores, key=lambda each: -each.probability)
    told = {each.status for each in edits.outcomes}
    assert told <= {"applied", "contradicted"}


@given(cases())
@MANY
def test_no_fact_holds_a_wrong_pair_and_some_fact_holds_a_missing_one(case: Case) -> None:
    articles, alignment, corrections = case
    edits = resolve([corrections], articles)
    made = edits.apply(alignment, articles)
    facts = group_facts(articles, made)
    for one, other in edits.wrong_links:
        assert not any(one in fact.members and other in fact.members for fact in facts)
    for (one, other), _ in edits.missing_links:
        assert any(one in fact.members and other in fact.members for fact in facts)
    wrong = {frozenset(pair) for pair in edits.wrong_links}
    by_id = {fact.id: fact for fact in facts}
    for omission in find_omissions(articles, facts, made):
        if omission.nearest is not None and len(by_id[omission.fact].members) == 1:
            (member,) = by_id[omission.fact].members
            near = replace(member, article=omission.article, sentence=omission.nearest.sentence)
            assert frozenset((member, near)) not in wrong


def told(*sentences: str, id: str = "a", outlet: str = "Post", url: str | None = None) -> Article:
    return article_from_sentences("A dam", [sentences], id=id, outlet=outlet, url=url)


def link(left: Article, right: Article, kind: str = "link_wrong") -> Correction:
    """About the last sentences of two articles."""
    places = tuple(
        Passage(each.id, each.sentences[-1].start, each.sentences[-1].end) for each in (left, right)
    )
    return Correction(kind, places, "same" if kind == "link_missing" else None)  # type: ignore[arg-type]


LEFT = told("It is dry.", "The dam is shut.")
RIGHT = told("They shut the dam.", id="b", outlet="Lantern")
GIVEN = Corrections((LEFT, RIGHT), (link(LEFT, RIGHT),))


def only(edits: Edits) -> tuple[str, str]:
    (outcome,) = edits.outcomes
    return outcome.status, outcome.detail


@pytest.mark.parametrize(
    "other",
    [
        replace(LEFT, id="of another run", outlet="The Post"),
        replace(LEFT, published="2031-01-01"),
    ],
)
def test_an_article_is_known_by_its_text(other: Article) -> None:
    edits = resolve([GIVEN], [RIGHT, other])
    assert only(edits) == ("applied", "")
    ((one, two),) = edits.wrong_links
    assert {one.article, two.article} == {other.id, "b"}


@pytest.mark.parametrize("known_by", ["id", "url", "outlet"])
def test_a_changed_text_is_told_and_its_sentence_found_again(known_by: str) -> None:
    left = replace(LEFT, url="https://post.example/dam")
    longer = told(
        "New: it rains.", "It is dry.", "The dam is shut.", id="new", outlet="Other", url=None
    )
    changed = replace(longer, **{known_by: getattr(left, known_by)})
    given = Corrections((left, RIGHT), (link(left, RIGHT),))
    status, detail = only(resolve([given], [changed, RIGHT]))
    assert status == "applied"
    assert detail == f"The text of {changed.outlet} has changed; the sentence was found again."
    ((one, two),) = resolve([given], [changed, RIGHT]).wrong_links
    assert {one.sentence, two.sentence} == {3, 1}


@pytest.mark.parametrize(
    ("articles", "why"),
    [
        ([told("It is dry.", "The dam shuts."), RIGHT], "is not there any more"),
        ([told("The dam is shut.", "The dam is shut."), RIGHT], "or twice"),
        ([told("Nothing.", id="x", outlet="Other"), RIGHT], "No article here is that of Post"),
        (
            [replace(LEFT, sentences=LEFT.sentences[:1]), RIGHT],
            "is split otherwise: “The dam is shut.” is no sentence",
        ),
    ],
)
def test_what_does_not_fit_is_told(articles: list[Article], why: str) -> None:
    status, detail = only(resolve([GIVEN], articles))
    assert status == "does not fit"
    assert why in detail


def test_the_same_copy_in_two_outlets_is_told_apart() -> None:
    twin = replace(LEFT, id="c", outlet="Lantern")
    given = Corrections((LEFT, twin, RIGHT), (link(twin, RIGHT),))
    for pair in ((LEFT, twin), (twin, LEFT)):
        ((one, two),) = resolve([given], [*pair, RIGHT]).wrong_links
        assert {one.article, two.article} == {"b", "c"}


def test_readers_who_disagree_change_nothing() -> None:
    other = Corrections((LEFT, RIGHT), (link(LEFT, RIGHT, "link_missing"),))
    edits = resolve([GIVEN, other], [LEFT, RIGHT])
    assert not edits.wrong_links
    assert not edits.missing_links
    assert [each.status for each in edits.outcomes] == ["contradicted"] * 2


def test_of_two_relations_the_weaker_holds() -> None:
    missing = link(LEFT, RIGHT, "link_missing")
    weaker = replace(missing, relation="partial")
    edits = resolve([Corrections((LEFT, RIGHT), (missing, weaker))], [LEFT, RIGHT])
    assert [relation for _, relation in edits.missing_links] == ["partial"]


def test_an_annotation_is_wrong_at_its_place_and_label_only() -> None:
    post, lantern = make_article("Dam may shut", POST), make_article("Dam", LANTERN, outlet="L")
    at = post.text.index("may")
    place = Passage(post.id, at, at + 3)
    wrong = Correction("annotation_wrong", (place,), None, "hedging", "epistemic")
    edits = resolve([Corrections((post, lantern), (wrong,))], [post, lantern])

    def keeps(label: str, start: int) -> bool:
        return edits.keeps(post, Annotation("hedging", label, start, start + 3, 0.9))

    assert not keeps("epistemic", at)
    assert keeps("condition", at)
    assert keeps("epistemic", at + 1)
    assert edits.keeps(lantern, Annotation("hedging", "epistemic", at, at + 3, 0.9))


def test_the_digest_depends_on_what_was_corrected_alone() -> None:
    renamed = replace(LEFT, id="z")
    again = Corrections((renamed, RIGHT), (link(renamed, RIGHT),))
    assert resolve([again], [LEFT, RIGHT]).digest == resolve([GIVEN], [LEFT, RIGHT]).digest
    other = Corrections((LEFT, RIGHT), (link(LEFT, RIGHT, "link_missing"),))
    assert resolve([other], [LEFT, RIGHT]).digest != resolve([GIVEN], [LEFT, RIGHT]).digest
    assert resolve([], [LEFT, RIGHT]).parameters == {}

"""Which sentences of a fact are compared, and which of their differences are kept."""

from __future__ import annotations

from itertools import combinations

from framing.alignment.differences import with_differences
from framing.articles import article_from_sentences
from framing.records import (
    Annotation,
    Article,
    Difference,
    Fact,
    FrozenMap,
    Link,
    SentenceRef,
    Span,
)

CONTENT = "the crane on the quay was rusted through"


def article(id: str, *sentences: str) -> Article:
    headline, *body = sentences
    return article_from_sentences(
        headline, [body], id=id, outlet=id.title(), published="2031-02-12"
    )


def ref(name: str) -> SentenceRef:
    return SentenceRef(name[0], int(name[1:]))


def fact(*members: str) -> Fact:
    refs = tuple(map(ref, members))
    return Fact(" ".join(members), refs, ("A", "B"), refs[0])


def differences(
    one: Article,
    other: Article,
    links: dict[str, float],
    facts: tuple[Fact, ...] = (),
    annotations: dict[str, list[Annotation]] | None = None,
) -> list[list[Difference]]:
    made = [
        Link(*map(ref, pair.split()), "same", probability)  # type: ignore[misc, arg-type]
        for pair, probability in links.items()
    ]
    facts = facts or (fact(*sorted({end for pair in links for end in pair.split()})),)
    told = with_differences(facts, made, {"a": one, "b": other}, annotations or {})
    return [list(each.differences) for each in told]


def said(of: Article, sentence: int, source: str, content: str = CONTENT) -> Annotation:
    """An attribution of the content in one sentence to the source in it."""
    begin = of.sentences[sentence].start
    spans = {
        name: of.text.index(words, begin)
        for name, words in (("content", content), ("source", source), ("cue", "said"))
    }

    parts = {
        name: (Span(start, start + len(words)),)
        for (name, start), words in zip(spans.items(), (content, source, "said"), strict=True)
    }
    return Annotation(
        "attribution",
        "indirect",
        spans["content"],
        spans["content"] + len(content),
        0.95,
        parts=FrozenMap(parts),
        properties=FrozenMap({"source_type": "person", "source_name": source}),
        article=of.id,
    )


FIRE = article(
    "a", "Fire at the mill", "The fire at the mill killed 12 people.", "The mill burned all night."
)
BLAZE = article(
    "b",
    "Mill fire kills 15 people",
    "A fire at the old mill killed 14 people.",
    "The fire at the mill killed 14 people.",
)


def test_all_likely_links_of_a_fact_are_compared_and_each_difference_told_once() -> None:
    links = {"a2 b1": 0.95, "a1 b1": 0.7, "a1 b2": 0.6}
    ((found,),) = differences(FIRE, BLAZE, links)
    assert (found.kind, found.detail) == (
        "number",
        "One says “12 people”, the other says “14 people”.",
    )
    assert differences(FIRE, BLAZE, {"a1 b1": 0.45, "a1 b2": 0.3}) == [[]]


def test_figures_of_a_headline_count_only_where_nothing_else_is_linked() -> None:
    ((found,),) = differences(FIRE, BLAZE, {"a1 b0": 0.95, "a1 b1": 0.7})
    assert "14" in found.detail
    ((found,),) = differences(FIRE, BLAZE, {"a1 b0": 0.95})
    assert "15" in found.detail


def test_two_sentences_that_are_in_two_facts_differ_in_the_first() -> None:
    facts = (fact("a1", "b1"), fact("a1", "a2", "b1"))
    first, second = differences(FIRE, BLAZE, {"a1 b1": 0.9, "a2 b1": 0.6}, facts)
    assert len(first) == 1
    assert second == []


def test_articles_that_name_one_source_somewhere_do_not_differ_in_it() -> None:
    one = article("a", "Crane falls", f"Hale said {CONTENT}.")
    other = article(
        "b", "Crane down", "The crane on the quay was rusted through.", f"Hale said {CONTENT}."
    )
    named = {"a": [said(one, 1, "Hale")], "b": [said(other, 2, "Hale")]}
    ((found,),) = differences(one, other, {"a1 b1": 0.9}, annotations=named)
    assert found.kind == "attribution"
    both = {"a1 b1": 0.9, "a1 b2": 0.8}
    assert differences(one, other, both, annotations=named) == [[]]


def test_the_order_of_the_members_and_links_changes_nothing() -> None:
    links = {"a2 b1": 0.95, "a1 b1": 0.7, "a1 b2": 0.6, "a1 b0": 0.8}
    expected = differences(FIRE, BLAZE, links)
    for first, second in combinations(links, 2):
        turned = {second: links[second], first: links[first]} | links
        assert differences(FIRE, BLAZE, turned) == expected

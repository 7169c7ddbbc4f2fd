"""Facts on articles written for the purpose: copies, clearest sentences, gaps, cautions."""

from __future__ import annotations

from dataclasses import replace
from itertools import permutations

from hypothesis import given, settings
from hypothesis import strategies as st

from framing.alignment.copies import find_shared_texts
from framing.alignment.facts import group_facts
from framing.alignment.omissions import find_omissions
from framing.alignment.reasons import name_shared
from framing.alignment.strangers import warn_of_strangers
from framing.records import Annotation, Article, Fact, FrozenMap, Link, Omission, SentenceRef
from tests.alignment.stories import article
from tests.alignment.test_facts import alignment, ref, shared

AGENCY_LEAD = (
    "A freight barge broke loose in the night and struck two pillars of the old toll bridge at "
    "Sandhaven on Tuesday, closing it to all traffic."
)
AGENCY_DAMAGE = (
    "Divers found a crack as long as a bus below the waterline, and engineers expect repairs to "
    "take until the end of April."
)
QUOTE = (
    "“We heard one long groan of steel and then nothing at all for what felt like a minute,” "
    "said the bridge keeper, Odile Marsh."
)
GAZETTE = article(
    "a", "Barge hits toll bridge", AGENCY_LEAD, AGENCY_DAMAGE, QUOTE, "School buses take the ferry."
)
HERALD = article(
    "b",
    "Bridge shut after barge strike",
    AGENCY_LEAD.replace("A freight", "SANDHAVEN — A freight"),
    "Shopkeepers on the quay fear for the spring trade.",
    f"{AGENCY_DAMAGE[:-1]}, the port authority said.",
    QUOTE,
)
ECHO = article(
    "c",
    "Toll bridge closed",
    "A barge that had slipped its moorings rammed the Sandhaven toll bridge early on Tuesday.",
    "It will stay shut until the end of April, engineers think.",
    "“We heard one long groan of steel and then nothing at all for what felt like a minute,” "
    "bridge keeper Odile Marsh told the Echo.",
)
THREE = (GAZETTE, HERALD, ECHO)
SAID = {
    **{"a1 b1": 0.97, "a1 c1": 0.88, "b1 c1": 0.86},
    **{"a2 b3": 0.95, "a2 c2": 0.62, "b3 c2": 0.6},
    **{"a3 b4": 0.99, "a3 c3": 0.93, "b4 c3": 0.93},
    **{"a0 b0": 0.5, "a4 c2": 0.06, "b2 c2": 0.04, "a4 b2": 0.13},
}


def facts_of(articles: tuple[Article, ...] = THREE) -> tuple[Fact, ...]:
    return group_facts(articles, alignment(SAID, articles), find_shared_texts(articles))


def test_agency_copy_is_found_and_quotations_are_not() -> None:
    (found,) = find_shared_texts(THREE)
    assert (found.left, found.right, found.agency) == ("a", "b", None)
    assert found.sentences == ((ref("a1"), ref("b1")), (ref("a2"), ref("b3")))
    texts = [each.left.span.of(GAZETTE.text) for each in found.passages]
    assert texts == [AGENCY_LEAD[:-1], AGENCY_DAMAGE[:-1]]
    assert texts == [each.right.span.of(HERALD.text) for each in found.passages]
    assert 0.6 < found.share < 0.9


def test_the_agency_is_named_where_one_is_credited() -> None:
    for credited in (
        (replace(GAZETTE, credit="AP"), HERALD),
        (GAZETTE, replace(HERALD, credit="AP")),
        (replace(GAZETTE, outlet="AP"), HERALD),
        (replace(GAZETTE, credit="AP"), replace(HERALD, credit="AP")),
    ):
        (found,) = find_shared_texts(credited)
        assert found.agency == "AP"


def test_one_outlet_shares_nothing_with_itself() -> None:
    assert not find_shared_texts((GAZETTE, replace(HERALD, outlet=GAZETTE.outlet)))


def test_a_long_run_in_a_longer_sentence_is_no_copy_of_it() -> None:
    charge = "charged with two counts of reckless navigation in the inner harbour at night"
    one = article("a", "Pilot held", f"The pilot was {charge}.")
    other = article(
        "b",
        "Barge pilot in court",
        f"Ruben Vale, 41, who has steered barges for half of his life, was {charge}, "
        "and his lawyer called the evidence thin and asked the judge to let him go home.",
    )
    (found,) = find_shared_texts((one, other))
    assert len(found.passages) == 1
    assert found.sentences == ((ref("a1"), ref("b1")),)
    third = article(
        "c",
        "Barge pilot walks free",
        f"After a day of argument the man who had been {charge} was let go on a bail of 9,000 "
        "crowns that his brother had raised from the dockers of the town by selling his boat.",
    )
    (found,) = find_shared_texts((other, third))
    assert len(found.passages) == 1
    assert not found.sentences


def test_wire_copy_counts_once() -> None:
    said, collapse, repairs = facts_of()[:3]
    assert collapse.reported_by == ("A", "B", "C")
    assert collapse.tellings == 2
    assert collapse.copies == (("A", "B"),)
    assert repairs.copies == (("A", "B"),)
    # Each may have heard the same words for itself.
    assert (said.tellings, said.copies) == (3, ())


def test_facts_that_more_outlets_tell_for_themselves_come_first() -> None:
    assert shared(facts_of()) == ["a3 b4 c3", "a1 b1 c1", "a2 b3 c2", "a0 b0"]


def test_the_clearest_sentence_is_a_short_one_that_all_others_speak_for() -> None:
    said, collapse, repairs = facts_of()[:3]
    # The lead of A, which B has too behind a dateline, is sure; that of C is less so.
    assert collapse.summary_member == ref("c1")
    assert repairs.summary_member == ref("a2")
    assert said.summary_member == ref("a3")


def test_a_sentence_that_points_back_is_not_the_clearest() -> None:
    articles = (
        article("a", "Mayor to go", "She will leave in June.", "The harbour budget grew."),
        article("b", "Brook steps down", "Mayor Ada Brook said that she would leave in June."),
    )
    fact = group_facts(articles, alignment({"a1 b1": 0.9, "a0 b0": 0.5}, articles))[1]
    assert fact.summary_member == ref("b1")


def test_a_headline_is_the_clearest_only_among_headlines() -> None:
    facts = group_facts(THREE, alignment({"a0 b0": 0.9, "a0 b1": 0.3}, THREE))
    assert facts[0].summary_member == ref("b1")
    facts = group_facts(THREE, alignment({"a0 b0": 0.9}, THREE))
    assert facts[0].summary_member == ref("a0")


def gaps(articles: tuple[Article, ...]) -> dict[tuple[str, str], Omission]:
    facts = facts_of(articles)
    by_id = {
        fact.id: str(fact.summary_member.article) + str(fact.summary_member.sentence)
        for fact in facts
    }
    found = find_omissions(articles, facts, alignment(SAID, articles))
    return {(by_id[each.fact], each.article): each for each in found}


def test_what_was_not_found_comes_with_the_nearest_sentence_and_the_article() -> None:
    dated = tuple(replace(each, published="2031-02-12") for each in THREE)
    found = gaps(dated)["a4", "c"]
    assert found.status == "not found"
    assert found.nearest is not None
    assert (found.nearest.sentence, found.nearest.probability) == (2, 0.06)
    assert (found.published, found.words, found.cautions) == ("2031-02-12", 54, ())
    assert gaps(dated)["a4", "b"].status == "possibly reported"
    assert ("a1", "c") not in gaps(dated)


def test_one_sentence_that_may_report_a_fact_is_enough_to_leave_it_open() -> None:
    made = alignment({"a1 b1": 0.9, "a2 b2": 0.9, "a2 c1": 0.15, "b2 c2": 0.02}, THREE)
    facts = group_facts(THREE, made)
    found = {each.fact: each for each in find_omissions(THREE, facts, made) if each.article == "c"}
    fact = next(each for each in facts if ref("a2") in each.members)
    assert found[fact.id].status == "possibly reported"


def test_a_fact_is_not_missing_where_a_sentence_linked_to_it_tells_another() -> None:
    # b1 reports both of A's facts; c has one sentence for each.
    told = {"a1 b1": 0.9, "a1 c1": 0.9, "b1 c1": 0.9, "a2 c2": 0.9, "b1 c2": 0.05, "a2 b1": 0.6}
    for probability, status in ((0.6, None), (0.4, "possibly reported")):
        made = alignment(told | {"a2 b1": probability, "a1 c2": 0.0, "a2 c1": 0.0}, THREE)
        facts = group_facts(THREE, made)
        fact = next(each for each in facts if set(each.members) == {ref("a2"), ref("c2")})
        found = {each.article: each.status for each in find_omissions(THREE, [fact], made)}
        assert found.get("b") == status


def test_sentences_that_say_nothing_are_missing_nowhere() -> None:
    nothing = (
        "Here are some questions and answers on the bridge.",
        "Marsh Cole has that story.",
        "Watch the video above.",
        "Read more: the night that the bridge broke",
        "Will the ferry hold?",
        "Photo by Odile Marsh",
        "This story has been updated.",
        "Ruben Vale contributed to this report.",
    )
    something = (
        "Here is what we know: the keeper left at noon.",
        "Watch the river for a week and the barges seem to have no end.",
        "“Who will pay for it?” the mayor asked.",
        "Read aloud in court, the letter named the pilot.",
    )
    one = article("a", "Bridge shut", *nothing, *something)
    other = article("b", "Trade fears", "Shopkeepers on the quay fear for the trade of the spring.")
    facts = group_facts((one, other), alignment({}, (one, other)))
    alone = {one.sentence_text(m.sentence) for f in facts for m in f.members if m.article == "a"}
    assert alone == {*something}


def test_an_article_that_nothing_links_surely_may_be_about_another_event() -> None:
    made = alignment({"a1 b1": 0.95, "a2 c1": 0.55, "b2 c2": 0.3}, THREE)
    kept, also, warned = warn_of_strangers(THREE, made)
    assert (kept, also) == (GAZETTE, HERALD)
    (warning,) = warned.warnings
    assert "another event" in warning
    assert "0.55" in warning
    assert replace(warned, warnings=()) == ECHO
    both = warn_of_strangers(THREE[:2], alignment({}, THREE[:2]))
    assert [len(each.warnings) for each in both] == [1, 1]


def test_an_older_article_is_said_to_be_older() -> None:
    told = article("a", "Bridge shut", "The bridge at Sandhaven was shut on Tuesday by its keeper.")
    other = article("b", "Trade fears", "Shopkeepers on the quay fear for the trade of the spring.")
    made = alignment({}, (told, other))

    def cautions(published: str | None, then: str | None) -> list[str]:
        articles = (replace(told, published=published), replace(other, published=then))
        facts = group_facts(articles, made)
        (fact,) = (each for each in facts if each.members == (ref("a1"),))
        (found,) = find_omissions(articles, [fact], made)
        assert found.published == then
        return list(found.cautions)

    # The eleventh is the Tuesday before the twelfth.
    dated = "It was published on 2031-02-10, before the day that the fact is dated to, 2031-02-11."
    assert cautions("2031-02-12", "2031-02-10") == [dated]
    first = "It was published before every article that reports the fact, the first on 2031-02-12."
    assert cautions("2031-02-12", "2031-02-11") == [first]
    assert cautions("2031-02-12T15:00:00", "2031-02-12T09:30:00") == [first]
    assert cautions("2031-02-12T15:00:00+01:00", "2031-02-12T14:30:00+00:00") == []
    for published, then in (
        ("2031-02-12", "2031-02-12"),
        ("2031-02-12", "2031-02-13"),
        ("2031-02-12T15:00:00", "2031-02-12T09:30:00+00:00"),
        ("2031-02-12", None),
        (None, "2031-02-12"),
        ("some day", "yesterday"),
    ):
        assert cautions(published, then) == []


def test_plans_do_not_make_an_article_older() -> None:
    told = article("a", "Bridge", "The toll bridge is to open again on 2031-04-28 at the latest.")
    other = article("b", "Trade fears", "Shopkeepers on the quay fear for the trade of the spring.")
    articles = tuple(replace(each, published="2031-02-12") for each in (told, other))
    made = alignment({}, articles)
    found = find_omissions(articles, group_facts(articles, made), made)
    assert not any(each.cautions for each in found)


def test_a_much_shorter_article_is_said_to_be_shorter() -> None:
    brief = article("b", "Toll bridge shut", "A barge hit the bridge.")
    articles = (GAZETTE, brief)
    made = alignment({"a1 b1": 0.8}, articles)
    found = find_omissions(articles, group_facts(articles, made), made)
    about = {each.article: each for each in found}
    assert about["b"].cautions == (
        "It is much shorter: 8 words, against 82 in the shortest article that reports the fact.",
    )
    assert about["a"].cautions == ()


def test_a_link_names_what_its_sentences_share() -> None:
    one = article(
        "a", "Vote", "Ada Brook won 14 votes.", "The harbour council then raised ferry fares."
    )
    other = article(
        "b", "Fares", "Fourteen were 14 votes for Mayor Brook.", "Ferry fares will be raising."
    )

    def entity(of: Article, words: str) -> Annotation:
        start = of.text.index(words)
        about = FrozenMap({"entity": "person:brook", "name": "Ada Brook"})
        end = start + len(words)
        return Annotation("entity", "person", start, end, 0.9, properties=about, article=of.id)  # type: ignore[arg-type]

    links = [
        Link(SentenceRef("a", 1), SentenceRef("b", 1), "same", 0.8),
        Link(SentenceRef("a", 2), SentenceRef("b", 2), "same", 0.6),
    ]
    named = {"a": [entity(one, "Ada Brook")], "b": [entity(other, "Mayor Brook")]}
    first, second = name_shared(links, (one, other), named)
    assert first.shared.names == ("Ada Brook",)
    assert first.shared.words == ("votes",)
    assert first.shared.numbers == ("14",)
    assert [(each.left, each.right) for each in first.shared.neighbours] == [(ref("a2"), ref("b2"))]
    assert second.shared.words == ("raised", "ferry", "fares")
    assert second.shared.names == ()
    assert [each.probability for each in second.shared.neighbours] == [0.8]
    bare = name_shared(links, (one, other), {})[0].shared
    assert (bare.names, bare.words) == ((), ("brook", "votes"))


WORDS = st.lists(st.sampled_from("ox elm sea fog tar".split()), max_size=40).map(" ".join)  # noqa: SIM905


@settings(deadline=None, max_examples=40)
@given(texts=st.lists(WORDS, min_size=3, max_size=3))
def test_shared_text_does_not_depend_on_the_order_of_the_articles(texts: list[str]) -> None:
    common = "ox elm sea fog tar elm ox sea tar fog elm"
    articles = tuple(
        article(name, "H", text or "x", f"{text} {common} {text[::2]}")
        for name, text in zip("abc", texts, strict=True)
    )
    expected = None
    for order in permutations(articles):
        found = {
            (
                frozenset((each.left, each.right)),
                each.share,
                each.agency,
                frozenset(frozenset(pair) for pair in each.sentences),
                frozenset(frozenset((p.left, p.right)) for p in each.passages),
            )
            for each in find_shared_texts(order)
        }
        expected = expected or found
        assert found == expected
        assert len(found) == 3


def test_hostile_repetition_is_read_in_no_time() -> None:
    same = "again " * 20_000
    pair = tuple(article(name, "H", same.strip()) for name in "ab")
    (found,) = find_shared_texts(pair)
    assert len(found.passages) <= 2

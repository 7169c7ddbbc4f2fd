"""Outlets compared over many events, on comparisons written by hand and by a generator."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import pandas
import pytest

import framing
from framing.profiles import MEASURES, TOO_FEW, Minimum, OutletDifference, Profile
from framing.profiles.views import TABLES
from framing.records import (
    Annotation,
    Article,
    Comparison,
    Fact,
    FrozenMap,
    Link,
    Provenance,
    Quotation,
    Sentence,
    SentenceRef,
    SharedText,
)

HEDGED = "hedged sentences"
TONE = "tone in the outlet's own voice"
PLAIN = tuple(measure.name for measure in MEASURES)
MADE = Provenance(framing="1", python="3")


@dataclass(frozen=True)
class Telling:
    """One sentence of an outlet, with what was found in it."""

    text: str = "The pier was shut."
    hedged: float = 0.0
    source: str | None = None
    loaded: float = 0.0
    tone: str | None = None
    entity: str = "the pier"
    voice: str = "author"


def event(
    number: int, probability: float = 0.9, made: Provenance = MADE, **outlets: Sequence[Telling]
) -> Comparison:
    """A comparison in which the first sentences of all outlets tell one fact, and so on."""
    articles, annotations = [], []
    for outlet, tellings in outlets.items():
        article, found = _article(f"{outlet}-{number}", outlet, tellings)
        articles.append(article)
        annotations += found
    facts, links = [], []
    for at in range(1, 1 + max(len(tellings) for tellings in outlets.values())):
        members = [SentenceRef(each.id, at) for each in articles if at < len(each.sentences)]
        names = tuple(each.outlet for each in articles if at < len(each.sentences))
        facts.append(Fact(f"fact {number}.{at}", tuple(members), names, members[0], probability))
        links += [
            Link(one, other, "same", probability)
            for place, one in enumerate(members)
            for other in members[place + 1 :]
        ]
    return Comparison(tuple(articles), tuple(annotations), tuple(links), tuple(facts), (), (), made)


def _article(id: str, outlet: str, tellings: Sequence[Telling]) -> tuple[Article, list[Annotation]]:
    text = "Pier shut perhaps"
    sentences, quotations = [Sentence(0, 0, len(text), "headline")], []
    found = [Annotation("hedging", "epistemic", 10, 17, 0.9, article=id)]  # in the headline
    for index, telling in enumerate(tellings, start=1):
        start = len(text) + 1
        text += "\n" + telling.text
        sentences.append(Sentence(index, start, len(text), "body" if index > 1 else "lead"))
        if "“" in telling.text:
            at = start + telling.text.index("“")
            quotations.append(Quotation(at, start + telling.text.index("”") + 1))
        own: dict[str, object] = {"voice": telling.voice, "speaker": ""}
        marks = [("hedging", "epistemic", telling.hedged, own)]
        marks.append(("loaded_language", "loaded", telling.loaded, own))
        if telling.source is not None:
            about = {"source_name": telling.source, "anonymous": not telling.source}
            marks.append(("attribution", "indirect", 0.8, about))
        if telling.tone:
            marks.append(("sentiment", telling.tone, 0.9, {**own, "entity": telling.entity}))
        found += [
            Annotation(task, label, start, start + 8, score, FrozenMap(), FrozenMap(more), id)  # type: ignore[arg-type]
            for task, label, score, more in marks
            if score
        ]
    return Article(
        id, outlet, "Pier shut perhaps", text, tuple(sentences), tuple(quotations)
    ), found


def difference(profile: Profile, measure: str) -> OutletDifference:
    found = [each for each in profile.differences if each.measure == measure]
    assert len(found) == 1
    return found[0]


def many(events: int = 12, facts: int = 4, seed: int = 0, more: float = 0.0) -> list[Comparison]:
    """Events in which Ledger hedges three of ten facts, and Post as much more as is said."""
    random = np.random.default_rng(seed)
    return [
        event(
            number,
            Ledger=[Telling(hedged=float(random.random() < 0.3)) for _ in range(facts)],
            Post=[Telling(hedged=float(random.random() < 0.3 + more)) for _ in range(facts)],
        )
        for number in range(events)
    ]


@pytest.fixture(scope="module")
def clear() -> Profile:
    """Twenty events in which Post hedges much more."""
    return framing.profile(many(20, 5, more=0.4))


def test_a_clear_difference_is_found(clear: Profile) -> None:
    found = difference(clear, HEDGED)
    assert (found.left, found.right, found.events, found.facts) == ("Ledger", "Post", 20, 100)
    assert found.difference is not None
    assert found.left_value is not None
    assert found.right_value is not None
    assert found.low is not None
    assert found.high is not None
    assert found.q is not None
    assert found.difference == pytest.approx(found.left_value - found.right_value)
    assert found.low < found.difference < found.high < 0
    assert found.q < 0.01
    # Certain annotations: facts that only the one hedges, and only the other.
    assert found.left_more - found.right_more == pytest.approx(100 * found.difference)
    rates = {each.outlet: each for each in clear.rates if each.measure == HEDGED}
    assert rates["Post"].value == pytest.approx(found.right_value)
    assert rates["Post"].n == 100


def test_without_a_difference_none_is_found() -> None:
    found = difference(framing.profile(many(20, 5)), HEDGED)
    assert found.low is not None
    assert found.high is not None
    assert found.low < 0 < found.high


def test_effect_is_cohens_d_of_the_facts(clear: Profile) -> None:
    pairs = clear.to_frame("pairs")
    pairs = pairs[pairs.measure == HEDGED]
    apart = pairs.left_value - pairs.right_value
    assert difference(clear, HEDGED).effect == pytest.approx(apart.mean() / apart.std())


def test_q_is_that_of_benjamini_and_hochberg() -> None:
    tests = pytest.importorskip("statsmodels.stats.multitest")
    random = np.random.default_rng(3)
    comparisons = [
        event(
            number,
            **{
                outlet: [
                    Telling(hedged=random.random() ** power, loaded=random.random(), source=source)
                    for source in random.choice(["Ana Roe", ""], 4)
                ]
                for outlet, power in (("Coast", 1), ("Ledger", 1), ("Post", 2))
            },
        )
        for number in range(10)
    ]
    tested = [each for each in framing.profile(comparisons).differences if each.p is not None]
    assert len(tested) >= 9
    theirs = tests.multipletests([each.p for each in tested], method="fdr_bh")[1]
    assert [each.q for each in tested] == pytest.approx(theirs)


def test_below_the_minimum_it_says_so() -> None:
    """Nine events are too few, in the frames, the text and the notebook's view."""
    profile = framing.profile(many(9, 10, more=0.4))
    for table, column in (("rates", "value"), ("differences", "difference"), ("words", "z")):
        frame = profile.to_frame(table)  # type: ignore[arg-type]
        assert len(frame)
        assert (frame.note == TOO_FEW).all()
        assert frame[column].isna().all()
    assert TOO_FEW in str(profile)
    assert TOO_FEW.capitalize() in profile._repr_html_()
    assert str(profile).count("%") == 2  # of the level of the intervals alone
    enough = framing.profile(many(9, 10, more=0.4), minimum=Minimum(events=8))
    assert difference(enough, HEDGED).difference is not None


def test_few_facts_or_few_cases_are_too_few() -> None:
    one_fact = framing.profile(many(20, 1, more=0.4))
    assert difference(one_fact, HEDGED).facts == 20
    assert difference(one_fact, HEDGED).difference is None
    # Nobody names a source: no sentence has one, no fact is told differently.
    profile = framing.profile(many(20, 5))
    rates = [each for each in profile.rates if each.measure == "attributed sentences"]
    assert all(each.value is None for each in rates)
    assert difference(profile, "attributed sentences").difference is None


def test_a_headline_is_no_telling() -> None:
    """The headlines hedge, and are linked; they are neither counted nor compared."""
    comparison = event(0, Ledger=[Telling()], Post=[Telling()])
    heads = tuple(SentenceRef(each.id, 0) for each in comparison.articles)
    fact = Fact("heads", heads, ("Ledger", "Post"), heads[0])
    comparison = replace(
        comparison,
        facts=(*comparison.facts, fact),
        links=(*comparison.links, Link(heads[0], heads[1], "same", 0.99)),
    )
    profile = framing.profile([comparison])
    assert {each.fact for each in profile.pairs} == {"fact 0.1"}
    assert [each.n for each in profile.rates if each.measure == HEDGED] == [1, 1]


def test_doubtful_links_are_not_compared() -> None:
    doubtful = event(0, probability=0.4, Ledger=[Telling()], Post=[Telling()])
    assert not framing.profile([doubtful]).pairs
    assert framing.profile([doubtful], link_from=0.3).pairs


def test_of_several_sentences_the_surest_pair_is_compared() -> None:
    comparison = event(0, Ledger=[Telling(hedged=1.0), Telling()], Post=[Telling()])
    one, two, other = (
        SentenceRef("Ledger-0", 1),
        SentenceRef("Ledger-0", 2),
        SentenceRef("Post-0", 1),
    )
    fact = Fact("both", (one, two, other), ("Ledger", "Post"), one)
    links = (Link(one, other, "same", 0.6), Link(two, other, "same", 0.8))
    profile = framing.profile([replace(comparison, facts=(fact,), links=links)])
    assert {(each.left, each.right) for each in profile.pairs} == {(two, other)}


def test_copies_are_shown_but_not_compared() -> None:
    comparisons = []
    for comparison in many(12, 4):
        left, right = comparison.articles
        same = tuple((SentenceRef(left.id, at), SentenceRef(right.id, at)) for at in (1, 2))
        comparisons.append(
            replace(comparison, shared_texts=(SharedText(left.id, right.id, (), same, 0.5),))
        )
    profile = framing.profile(comparisons)
    frame = profile.to_frame("pairs")
    assert frame[frame.measure == HEDGED].copied.sum() == 24
    assert difference(profile, HEDGED).facts == 24


def test_measures_are_what_they_say() -> None:
    left = [
        Telling("“Never again” he said.", hedged=0.5, source="Ana Roe", tone="negative"),
        Telling(source="", loaded=0.4),
    ]
    right = [Telling(tone="positive"), Telling(tone="negative", voice="quoted")]
    profile = framing.profile([event(0, Ledger=left, Post=right)])
    frame = profile.to_frame("pairs").set_index(["fact", "measure"])
    told = {
        name: tuple(frame.loc[("fact 0.1", name), ["left_value", "right_value"]]) for name in PLAIN
    }
    assert told == {
        HEDGED: (0.5, 0),
        "attributed sentences": (pytest.approx(0.8), 0),
        "sentences with a named source": (pytest.approx(0.8), 0),
        "sentences with an unnamed source": (0, 0),
        "sentences with loaded language": (0, 0),
        "words in quotation marks": (0.5, 0),
        TONE: (-0.9, 0.9),
    }
    second = frame.loc["fact 0.2"].left_value
    assert second["sentences with an unnamed source"] == pytest.approx(0.8)
    assert second["sentences with a named source"] == 0
    assert second["sentences with loaded language"] == pytest.approx(0.4)
    # What is said in quotation marks is no tone of the outlet's own.
    assert TONE not in second.index


def test_tone_is_compared_toward_the_same_target_only() -> None:
    left, right = Telling(tone="negative", entity="mayor"), Telling(tone="positive", entity="pier")
    profile = framing.profile([event(0, Ledger=[left], Post=[right])])
    assert TONE not in {each.measure for each in profile.pairs}


def test_words_that_an_outlet_uses_more() -> None:
    random = np.random.default_rng(1)

    def telling(name: str, favourite: str) -> Telling:
        said = " ".join(random.choice(["pier", "shut", "storm", "crew", "harbour"], 12))
        return Telling(f"{name} {favourite} the {said} “regime regime”.")

    comparisons = [
        event(
            number,
            Ledger=[telling("Ledger", "regime") for _ in range(3)],
            Post=[telling("storm", "government") for _ in range(3)],
        )
        for number in range(12)
    ]
    profile = framing.profile(comparisons)
    found = {(each.outlet, each.word): each for each in profile.words}
    ours = found["Ledger", "regime"]
    assert (ours.count, ours.count_others, ours.events) == (36, 0, 12)  # quoted ones left out
    assert ours.low is not None
    assert ours.q is not None
    assert ours.low > 0
    assert ours.q < 0.05
    assert ("Ledger", "ledger") not in found  # its own name
    assert next(each.word for each in profile.words if each.outlet == "Post") == "government"
    assert "regime (36 : 0)" in str(profile)


@pytest.mark.parametrize("table", sorted(TABLES))
def test_frames_are_tidy_and_survive_parquet(clear: Profile, tmp_path: Path, table: str) -> None:
    few = framing.profile(many(3, 2))
    for profile in (clear, few):
        frame = profile.to_frame(table)  # type: ignore[arg-type]
        assert {name: str(kind) for name, kind in frame.dtypes.items()} == dict(TABLES[table])
        assert len(frame) == len(getattr(profile, table))
        frame.to_parquet(tmp_path / "frame.parquet")
        back = pandas.read_parquet(tmp_path / "frame.parquet")
        pandas.testing.assert_frame_equal(back, frame)


def test_the_order_of_the_articles_changes_nothing_but_the_seed_does(clear: Profile) -> None:
    turned = [
        replace(each, articles=each.articles[::-1], links=each.links[::-1])
        for each in many(20, 5, more=0.4)
    ]
    again = framing.profile(turned)
    assert again == clear
    assert str(again) == str(clear)
    assert again._repr_html_() == clear._repr_html_()
    other = framing.profile(many(20, 5, more=0.4), seed=1)
    assert difference(other, HEDGED).low != difference(clear, HEDGED).low
    assert difference(other, HEDGED).difference == difference(clear, HEDGED).difference


def test_the_view_is_small_and_escapes_what_it_shows(clear: Profile) -> None:
    assert len(clear._repr_html_()) < 10_000
    assert "Ledger" in repr(clear)
    assert len(repr(clear)) < 500
    hostile = [
        event(number, **{"<script>x</script>": [Telling()] * 9, "Post": [Telling(hedged=1.0)] * 9})
        for number in range(10)
    ]
    html = framing.profile(hostile)._repr_html_()
    assert "<script" not in html
    assert "&lt;script" in html


def test_comparisons_made_in_different_ways_are_told() -> None:
    comparisons = many(3)
    comparisons[0] = replace(comparisons[0], provenance=Provenance(framing="0", python="3"))
    profile = framing.profile(comparisons)
    assert len(profile.made_with) == 2
    assert "made in 2 ways" in str(profile)


def test_wrong_input_gets_a_line() -> None:
    one = many(1)[0]
    for wrong, message in (
        (one, "list of comparisons"),
        ([], "no comparisons"),
        ([one, one], "in the comparisons 0 and 1"),
        (["a.txt"], "no comparison"),
    ):
        with pytest.raises(framing.InputError, match=message):
            framing.profile(wrong)  # type: ignore[arg-type]
    with pytest.raises(framing.InputError, match="at least 6 events"):
        framing.profile([one], minimum=Minimum(events=5))
    with pytest.raises(framing.InputError, match="no table 'facts'"):
        framing.profile([one]).to_frame("facts")  # type: ignore[arg-type]

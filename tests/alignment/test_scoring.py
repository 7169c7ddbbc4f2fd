"""Links and their probabilities."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from math import exp
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from framing.alignment import Alignment, align
from framing.alignment.candidates import PROPOSALS
from framing.alignment.evidence import EVIDENCE, gather_evidence
from framing.alignment.scoring import READER, THIRD, LinkModel
from framing.corpora import Event, GoldLink
from framing.errors import InputError
from framing.model.encoder import Encoder
from framing.model.encoding import Encoding
from framing.records import Article, SentenceRef
from framing.training import alignment as recipe
from tests.alignment.conftest import EncodedEvents
from tests.alignment.stories import BOATS, FERRY, article, encode
from tests.alignment.test_candidates import STORY

LEFT, RIGHT = article("ferry", *FERRY), article("boats", *BOATS)


def aligned(*articles: object) -> Alignment:
    return align(articles, encode(articles))  # type: ignore[arg-type]


def linked(alignment: Alignment) -> set[tuple[int, int]]:
    return {(link.left.sentence, link.right.sentence) for link in alignment.links}


def test_the_same_vote_and_the_same_quotation_are_linked() -> None:
    found = linked(aligned(LEFT, RIGHT))
    assert {(1, 1), (3, 2)} <= found
    assert not {left for left, _ in found} & {4, 5}
    assert not {right for _, right in found} & {3, 4}


def test_evidence_says_why() -> None:
    alignment = aligned(LEFT, RIGHT)
    by_pair = {(link.left.sentence, link.right.sentence): link for link in alignment.links}
    quotation, vote = by_pair[3, 2].evidence, by_pair[1, 1].evidence
    assert tuple(quotation) == tuple(sorted(EVIDENCE))
    assert quotation["quotation_overlap"] == pytest.approx(np.log1p(4), abs=1e-3)
    assert vote["quotation_overlap"] == 0
    assert vote["shared_numbers"] > quotation["shared_numbers"] == 0
    assert quotation["shared_names"] > 0
    assert vote["differing_numbers"] == 0


def test_contributions_add_up_to_the_probability() -> None:
    model = LinkModel.packaged()
    for link in aligned(LEFT, RIGHT).links:
        logit = sum(model.contributions(link.evidence).values()) + model.link[-1]
        assert 1 / (1 + exp(-logit)) == pytest.approx(link.probability, abs=0.005)


def test_an_article_and_its_copy_are_linked_sentence_by_sentence() -> None:
    alignment = aligned(LEFT, replace(LEFT, id="copy"))
    assert {(at, at) for at in range(len(FERRY))} <= linked(alignment)
    twins = [link for link in alignment.links if link.left.sentence == link.right.sentence]
    assert all(link.relation == "same" for link in twins)


@settings(deadline=None, max_examples=25)
@given(stories=st.lists(STORY, min_size=2, max_size=3), shift=st.integers(1, 2))
def test_the_order_of_the_articles_only_turns_pairs_round(
    stories: list[list[str]], shift: int
) -> None:
    articles = [article(name, *texts) for name, texts in zip("bca", stories, strict=False)]
    moved = articles[shift:] + articles[:shift]
    one, other = aligned(*articles), aligned(*moved)
    assert {(frozenset((s.left, s.right)), s.probability) for s in one.scores} == {
        (frozenset((s.left, s.right)), s.probability) for s in other.scores
    }
    assert {(frozenset((k.left, k.right)), k.relation, k.evidence) for k in one.links} == {
        (frozenset((k.left, k.right)), k.relation, k.evidence) for k in other.links
    }
    place = {each.id: at for at, each in enumerate(moved)}
    assert all(place[s.left.article] < place[s.right.article] for s in other.scores)


@settings(deadline=None, max_examples=25)
@given(stories=st.lists(STORY, min_size=2, max_size=3))
def test_links_are_the_scores_above_the_threshold(stories: list[list[str]]) -> None:
    alignment = aligned(*(article(n, *texts) for n, texts in zip("abc", stories, strict=False)))
    probabilities = [score.probability for score in alignment.scores]
    assert probabilities == sorted(probabilities, reverse=True)
    assert all(0 <= probability <= 1 for probability in probabilities)
    assert [(link.left, link.right, link.probability) for link in alignment.links] == [
        (score.left, score.right, score.probability)
        for score in alignment.scores
        if score.probability >= alignment.threshold
    ]
    assert 0 < alignment.abstain_from < alignment.threshold < 1


@settings(deadline=None, max_examples=25)
@given(one=STORY, other=STORY)
def test_every_sentence_proposes_its_five_most_probable_partners(
    one: list[str], other: list[str]
) -> None:
    scores = aligned(article("one", *one), article("other", *other)).scores
    assert len(scores) <= PROPOSALS * (len(one) + len(other))
    partners: dict[SentenceRef, int] = {}
    for score in scores:
        for sentence in (score.left, score.right):
            partners[sentence] = partners.get(sentence, 0) + 1
    for sentence, found in partners.items():
        others = other if sentence.article == "one" else one
        assert found >= min(PROPOSALS, len(others))


def test_two_quotations_of_the_same_words_say_so() -> None:
    ferry = {(s.left.sentence, s.right.sentence): s for s in aligned(LEFT, RIGHT).links}[3, 2]
    assert ferry.evidence["words_quoted_by_both"] > 0.9
    assert ferry.evidence["quoted_words"] > 0.5
    assert ferry.evidence["quoted_share_least"] > 0.4


def test_words_that_the_sentence_before_says_are_found_around() -> None:
    texts = "Mayor Brook opened the harbour.", "She thanked the crew."
    left = article("left", *texts, headline=False)
    right = article("right", "Brook was grateful.", "Rain fell.", headline=False)
    (pairs,) = gather_evidence([left, right], encode([left, right]))
    rows = {
        (one.sentence, other.sentence): dict(zip(EVIDENCE, values, strict=True))
        for one, other, values in zip(pairs.left, pairs.right, pairs.values.tolist(), strict=True)
    }
    assert rows[1, 0]["words_around_one"] > rows[1, 0]["shared_words"] == 0
    assert rows[1, 1]["words_around_one"] == 0


def test_two_runs_are_equal() -> None:
    assert aligned(LEFT, RIGHT) == aligned(LEFT, RIGHT)


def test_sentences_without_words_are_no_fault() -> None:
    odd = article("odd", "***", "—", "the of and", "12 13", "💥")
    assert all(np.isfinite(score.probability) for score in aligned(odd, LEFT).scores)


def test_encodings_without_tokens_are_refused() -> None:
    bare = [Encoding(each.vectors) for each in encode([LEFT, RIGHT])]
    with pytest.raises(InputError, match="tokens=True"):
        align([LEFT, RIGHT], bare)


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"mean": {}}'])
def test_foreign_weights_are_refused(text: str) -> None:
    with pytest.raises(InputError, match="framing train alignment"):
        LinkModel.from_json(text)


def test_a_paraphrase_is_linked_by_meaning() -> None:
    left = article(
        "left",
        "Ferry timetable approved",
        "The harbour council approved the new ferry timetable on Monday.",
        "The last boat will leave at 11 p.m.",
        "Fishermen fear for their moorings.",
    )
    right = article(
        "right",
        "Island news in brief",
        "A choir sang outside the town hall.",
        "Councillors voted in favour of a revised schedule for the ferries.",
        "Tickets will become more expensive in January.",
    )
    encodings = Encoder.from_pretrained().encode_articles([left, right], tokens=True)
    scores = {
        (score.left.sentence, score.right.sentence): score.probability
        for score in align([left, right], encodings).scores
    }
    assert max(scores, key=lambda pair: scores[pair]) in {(1, 2), (0, 2)}
    assert scores[1, 2] > 3 * scores[3, 1]


def test_links_on_the_development_events(encoded_dev: EncodedEvents) -> None:
    predicted = right = found = sure = 0
    for event, encodings in encoded_dev:
        gold = {frozenset((link.left, link.right)): link.sure for link in event.links}
        links = align(event.articles, encodings).links
        pairs = [frozenset((link.left, link.right)) for link in links]
        predicted += len(pairs)
        right += sum(pair in gold for pair in pairs)
        found += sum(gold.get(pair, False) for pair in pairs)
        sure += sum(gold.values())
    precision, recall = right / predicted, found / sure
    assert 2 * precision * recall / (precision + recall) > 0.6


class Stub:
    """Stands for the encoder; counts its calls."""

    calls = 0

    def encode_articles(self, articles: object, *, tokens: bool) -> list[Encoding]:
        Stub.calls += 1
        assert tokens
        return encode(articles)  # type: ignore[arg-type]


class Reader:
    """Stands for a network that reads pairs: it knows which sentences are linked."""

    def read(
        self,
        articles: Sequence[Article],
        pairs: Sequence[tuple[SentenceRef, SentenceRef]],
        *,
        without: int | None = None,
    ) -> np.ndarray:
        assert without in (None, int(articles[0].id[0]) % 5)
        return np.array(
            [4.0 if {left.sentence, right.sentence} in LINKED else -4.0 for left, right in pairs]
        )


LINKED = ({1}, {2, 3})


@pytest.fixture
def made_up_events(monkeypatch: pytest.MonkeyPatch) -> list[Event]:
    events = []
    for number in range(6):
        left = article(f"{number}l", *(f"{text} {number}" for text in FERRY))
        right = article(f"{number}r", *(f"{text} {number}" for text in BOATS))
        links = [
            GoldLink(SentenceRef(left.id, 1), SentenceRef(right.id, 1), "same"),
            GoldLink(SentenceRef(left.id, 3), SentenceRef(right.id, 2), "partial"),
        ]
        events.append(Event(str(number), (left, right), tuple(links)))
    monkeypatch.setattr(recipe, "read_same_fact", lambda data, split: tuple(events))
    monkeypatch.setattr("framing.model.encoder.Encoder.from_pretrained", lambda precision: Stub())
    return events


def test_the_recipe_gives_the_same_bytes_and_resumes(
    tmp_path: Path, made_up_events: list[Event]
) -> None:
    Stub.calls = 0
    (written,) = recipe.fit(tmp_path, tmp_path / "out", load_reader=lambda: None)
    first = written.read_bytes()
    assert Stub.calls == len(made_up_events)
    recipe.fit(tmp_path, tmp_path / "out", load_reader=lambda: None)
    assert (written.read_bytes(), Stub.calls) == (first, len(made_up_events))
    model = LinkModel.from_json(first.decode())
    articles = made_up_events[0].articles
    assert linked(align(articles, encode(articles), model=model)) == {(1, 1), (3, 2)}
    with pytest.raises(InputError, match="without a reader"):
        align(articles, encode(articles), model=model, reader=Reader())


def test_a_reader_of_pairs_is_one_more_piece_of_evidence(
    tmp_path: Path, made_up_events: list[Event], monkeypatch: pytest.MonkeyPatch
) -> None:
    # These events are so plain that otherwise only links would be read.
    monkeypatch.setattr(recipe, "READ_FROM", 0.0)
    (written,) = recipe.fit(tmp_path, tmp_path / "out", load_reader=Reader)
    model = LinkModel.from_json(written.read_text(encoding="utf-8"))
    assert model.reading is not None
    articles = made_up_events[0].articles
    alone = align(articles, encode(articles), model=model)
    helped = align(articles, encode(articles), model=model, reader=Reader())
    assert linked(helped) == {(1, 1), (3, 2)}
    assert not any(READER in link.evidence for link in alone.links)
    for link in helped.links:
        assert link.evidence[READER] == 4.0
        assert link.contributions[READER] > 0
        logit = sum(link.contributions.values()) + model.reading.link[-1]
        assert 1 / (1 + exp(-logit)) == pytest.approx(link.probability, abs=0.005)
    turned = align(articles[::-1], encode(articles[::-1]), model=model, reader=Reader())
    assert [link.probability for link in turned.links] == [k.probability for k in helped.links]


def test_a_third_article_speaks_for_pairs_that_were_read(
    tmp_path: Path, made_up_events: list[Event], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(recipe, "READ_FROM", 0.0)
    (written,) = recipe.fit(tmp_path, tmp_path / "out", load_reader=Reader)
    model = LinkModel.from_json(written.read_text(encoding="utf-8"))
    assert model.third is not None
    model = replace(model, third=replace(model.third, weight=2.0))
    articles = [*made_up_events[0].articles]
    articles.append(replace(articles[0], id="0x"))
    two = align(articles[:2], encode(articles[:2]), model=model, reader=Reader())
    three = align(articles, encode(articles), model=model, reader=Reader())
    assert not any(THIRD in link.evidence for link in two.links)
    assert (two.threshold, three.threshold) == (model.reading.threshold, model.third.threshold)  # type: ignore[union-attr]
    for link in three.links:
        assert 0 <= link.evidence[THIRD] <= 1
        assert link.contributions[THIRD] == pytest.approx(2 * link.evidence[THIRD])
        constant = model.third.slope * model.reading.link[-1] + model.third.constant  # type: ignore[union-attr]
        logit = sum(link.contributions.values()) + constant
        assert 1 / (1 + exp(-logit)) == pytest.approx(link.probability, abs=0.005)
    turned = align(articles[::-1], encode(articles[::-1]), model=model, reader=Reader())
    assert sorted(k.probability for k in turned.links) == sorted(k.probability for k in three.links)


def test_dates_and_rare_words_are_evidence() -> None:
    left = replace(
        article("left", "The vote is on March 3.", "The ferry sank on May 5.", headline=False),
        published="2020-06-01",
    )
    right = replace(
        article("right", "On 3 March they vote.", "A ferry sank. A ferry sank.", headline=False),
        published="2020-06-02",
    )
    (pairs,) = gather_evidence([left, right], encode([left, right]))
    rows = {
        (one.sentence, other.sentence): dict(zip(EVIDENCE, values, strict=True))
        for one, other, values in zip(pairs.left, pairs.right, pairs.values.tolist(), strict=True)
    }
    dates = {at: (row["same_date"], row["other_date"]) for at, row in rows.items()}
    assert dates == {(0, 0): (1, 0), (1, 0): (0, 1), (0, 1): (0, 0), (1, 1): (0, 0)}
    assert rows[1, 1]["shared_rare_words"] > rows[0, 1]["shared_rare_words"] == 0

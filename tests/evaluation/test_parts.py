"""The parts of corpora on which links are scored, on tiny ones."""

from __future__ import annotations

from framing.corpora import EcbSentence
from framing.evaluation.linking import link_every_pair
from framing.evaluation.links import ordered
from framing.evaluation.parts import from_ecbplus
from framing.records import SentenceRef


def sentence(document: str, index: int, *events: str, validated: bool = True) -> EcbSentence:
    return EcbSentence(
        "1/ecb",
        document,
        index,
        f"Sentence {index} of {document}.",
        frozenset(events),
        frozenset({"HUM1"}),
        validated,
    )


def test_validated_sentences_that_share_an_event_are_linked() -> None:
    part = from_ecbplus(
        "made up",
        [
            sentence("a", 1, "E1", "E2"),
            sentence("a", 4, "E1", validated=False),
            sentence("b", 0, "E1"),
            sentence("b", 1, "E3"),
            sentence("c", 0, "E2", "E3"),
            sentence("d", 0, "E1", validated=False),
        ],
    )
    assert [article.id for event in part.events for article in event.articles] == ["a", "b", "c"]
    links = {(link.left, link.right) for event in part.events for link in event.links}
    assert links == {
        (SentenceRef("a", 0), SentenceRef("b", 0)),
        (SentenceRef("a", 0), SentenceRef("c", 0)),
        (SentenceRef("b", 1), SentenceRef("c", 0)),
    }
    # Sentences are numbered as the article has them, unchecked ones included.
    assert part.judged == {
        SentenceRef("a", 0),
        SentenceRef("b", 0),
        SentenceRef("b", 1),
        SentenceRef("c", 0),
    }
    assert len(part.events[0].articles[0].sentences) == 2


def test_documents_of_a_subtopic_are_compared_in_threes_and_resampled_together() -> None:
    part = from_ecbplus("made up", [sentence(f"d{n}", 0, "E1") for n in range(7)])
    assert [len(event.articles) for event in part.events] == [4, 3]
    assert part.unit_numbers == (0, 0)
    assert part.add_up([[1, 2], [3, 4]]).tolist() == [[4, 6]]


def test_every_pair_is_of_two_articles() -> None:
    part = from_ecbplus(
        "made up", [sentence("a", 0), sentence("a", 1), sentence("b", 0), sentence("c", 0)]
    )
    (found,) = link_every_pair(part.events).found
    assert len(found.chosen) == 5
    assert ordered(SentenceRef("a", 0), SentenceRef("a", 1)) not in found.chosen

"""Why sentences were taken to report the same fact, and which of them are the same text."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from types import MappingProxyType

from framing.records import Link, PairScore, SharedPassage, SharedText
from framing.report.document import LinkView, PairView, Reason, SharedTextView
from framing.report.escaping import visible
from framing.report.sheets import Sheet
from framing.report.wording import count, listed, probability_in_words

__all__ = ["copy_statement", "link_view", "pair_view", "shared_text_views"]

_WORDS = 8
_REASONS = 4
_LEAST_REASON = 0.05
_PASSAGES = 6
_NEIGHBOURS = 3
_RELATIONS = MappingProxyType(
    {"same": "the main point is the same", "partial": "a side fact is the same"}
)
# Evidence of a name that is not listed is shown under that name.
_EVIDENCE = MappingProxyType(
    {
        "shared_words": "the same words",
        "shared_phrases": "the same words in a row",
        "shared_letters": "the same spellings",
        "shared_letters_of_shorter": "the same spellings, as a share",
        "meaning_covered_most": "words of like meaning, in the sentence with more of them",
        "meaning_covered_least": "words of like meaning, in the sentence with fewer",
        "meaning_shared": "how much has a like meaning",
        "word_similarity": "how alike the words are in meaning",
        "embedding_cosine": "how alike the sentences are in meaning",
        "rank": "other sentences that come closer",
        "neighbour_support": "how alike the sentences next to them are",
        "context_similarity": "how alike their surroundings are",
        "shared_numbers": "the same numbers",
        "differing_numbers": "none of their numbers is the same",
        "shared_names": "the same names",
        "quotation_overlap": "the same quoted words",
        "position_gap": "how far apart their places in the articles are",
        "position": "how far down they stand",
        "one_headline": "whether one is a headline",
        "two_headlines": "whether both are headlines",
        "shorter_length": "how long the shorter one is",
        "longer_length": "how long the longer one is",
        "words_around_both": "the same words, those around them included",
        "words_around_one": "the same words, those around one of them included",
        "quoted_words": "words that one quotes and the other has",
        "words_quoted_by_both": "words that both quote",
        "quoted_share_least": "how much is quoted, in the sentence with less",
        "quoted_share_most": "how much is quoted, in the sentence with more",
        "first_sentence": "how early the earlier one stands",
        "last_sentence": "how early the later one stands",
        "shared_rare_words": "the same words, rare in both articles",
        "same_date": "whether a date can be the same",
        "other_date": "whether their dates cannot be the same",
        "third_article": "a sentence of another article that goes with both",
        "pair_reader": "a network that reads both sentences together",
    }
)


def link_view(link: Link, places: Mapping[str, Sheet]) -> LinkView:
    """A link with all that is known of why it was made.

    Args:
        link: the link.
        places: id of an article to its sheet.
    """
    strongest = sorted(link.contributions.items(), key=lambda item: (-abs(item[1]), item[0]))
    strongest = [item for item in strongest if abs(item[1]) >= _LEAST_REASON]
    return LinkView(
        left=places[link.left.article].ref(link.left.sentence),
        right=places[link.right.article].ref(link.right.sentence),
        relation=_RELATIONS[link.relation],
        probability=link.probability,
        judgement=probability_in_words(link.probability),
        shared=tuple(
            (name, tuple(visible(each) for each in found))
            for name, found in (
                ("Shared words", link.shared.words[:_WORDS]),
                ("Shared names", link.shared.names),
                ("Shared numbers", link.shared.numbers),
            )
        ),
        neighbours=tuple(pair_view(pair, places) for pair in link.shared.neighbours[:_NEIGHBOURS]),
        reasons_for=_reasons(link, [item for item in strongest if item[1] > 0]),
        reasons_against=_reasons(link, [item for item in strongest if item[1] < 0]),
        evidence=tuple(
            (_evidence_in_words(name), value)
            for name, value in link.evidence.items()
            if name not in link.contributions
        ),
        corrected=link.corrected,
    )


def _reasons(link: Link, strongest: Sequence[tuple[str, float]]) -> tuple[Reason, ...]:
    return tuple(
        Reason(_evidence_in_words(name), link.evidence.get(name, 0.0), logit)
        for name, logit in strongest[:_REASONS]
    )


def pair_view(pair: PairScore, places: Mapping[str, Sheet]) -> PairView:
    """A pair of sentences, with ways to both."""
    left, right = (places[side.article].ref(side.sentence) for side in (pair.left, pair.right))
    return PairView(left, right, pair.probability)


def _evidence_in_words(name: str) -> str:
    return _EVIDENCE.get(name) or visible(name.replace("_", " "))


def copy_statement(outlets: Iterable[str]) -> str:
    """That outlets tell a fact in the same words, in a sentence."""
    return f"{listed(list(outlets))} carry the same text here: they count as one telling."


def shared_text_views(
    texts: Iterable[SharedText], places: Mapping[str, Sheet]
) -> tuple[SharedTextView, ...]:
    """What articles share word for word, where that is at least one sentence."""
    return tuple(_shared_text(text, places) for text in texts if text.sentences)


def _shared_text(text: SharedText, places: Mapping[str, Sheet]) -> SharedTextView:
    outlets = f"{places[text.left].outlet} and {places[text.right].outlet}"
    what = "have text in common word for word"
    if text.agency:
        what = f"carry the same agency copy ({visible(text.agency)})"
    sentences = max(len({pair[side] for pair in text.sentences}) for side in (0, 1))

    def length(passage: SharedPassage) -> tuple[int, int]:
        return passage.left.start - passage.left.end, passage.left.start

    longest = sorted(text.passages, key=length)[:_PASSAGES]
    return SharedTextView(
        statement=(
            f"Shared text: {outlets} {what}: {count(sentences, 'sentence')}, "
            f"{text.share:.0%} of one article without its quotations."
        ),
        passages=tuple(
            (places[text.left].passage(each.left), places[text.right].passage(each.right))
            for each in sorted(longest, key=lambda each: each.left.start)
        ),
        others=len(text.passages) - len(longest),
    )

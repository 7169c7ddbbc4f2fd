"""Loaded words that were missed and found falsely; sentences called wrongly."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from types import MappingProxyType

from framing.articles.segmentation import find_quotations
from framing.classifiers.entities.tokens import tokenise
from framing.classifiers.lexicon import base_forms, read_entries, read_vader
from framing.corpora import BabeSentence
from framing.evaluation.failures.cases import Case, band, part_of_speech
from framing.evaluation.words import words
from framing.records import Span, quoted_share

__all__ = ["Training", "false_cases", "missed_cases", "sentence_cases"]

LENGTHS = (20, 35, 50)
OPINIONS = MappingProxyType(
    {
        "Entirely factual": "entirely factual",
        "Somewhat factual but also opinionated": "in part an opinion",
        "Expresses writer’s opinion": "an opinion",
    }
)

Spans = Sequence[Span]


class Training:
    """How often each word stands in the sentences that systems were fitted on, and is marked."""

    def __init__(self, sentences: Sequence[BabeSentence]) -> None:
        self._words: Counter[str] = Counter()
        self._marked: Counter[str] = Counter()
        for sentence in sentences:
            marked = sentence.marked
            for word, at in words(sentence.text):
                self._words[word] += 1
                self._marked[word] += any(at.overlaps(span) for span in marked)

    def describe(self, word: str) -> str:
        """How often it is marked there, in plain words."""
        if not self._words[word]:
            return "not there"
        if not self._marked[word]:
            return "there, never marked"
        often = 2 * self._marked[word] > self._words[word]
        return "marked more often than not" if often else "marked in at most half of its places"


def missed_cases(
    sentences: Sequence[BabeSentence],
    gold: Sequence[Spans],
    found: Sequence[Spans],
    loaded: Sequence[bool],
    training: Training,
) -> list[Case]:
    """The distinct words that experts marked in each sentence; those not found failed.

    Args:
        sentences: the sentences.
        gold: what experts marked in each.
        found: what a system found in each.
        loaded: whether the system calls each loaded.
        training: what systems were fitted on.
    """
    cases: list[Case] = []
    for sentence, wanted, made, called in zip(sentences, gold, found, loaded, strict=True):
        alone = f"nothing beside it found, sentence called {'loaded' if called else 'neutral'}"
        faults = (alone, "a word beside it found")
        cases += _judge(sentence, (wanted, made), faults, training)
    return cases


def false_cases(
    sentences: Sequence[BabeSentence],
    gold: Sequence[Spans],
    found: Sequence[Spans],
    training: Training,
) -> list[Case]:
    """The distinct words that a system found in each sentence; those not marked failed.

    The arguments are those of :func:`missed_cases`.
    """
    cases: list[Case] = []
    for sentence, wanted, made in zip(sentences, gold, found, strict=True):
        alone = f"nothing beside it marked, in a {sentence.label} sentence"
        faults = (alone, "a word beside it marked")
        cases += _judge(sentence, (made, wanted), faults, training)
    return cases


def sentence_cases(sentences: Sequence[BabeSentence], loaded: Sequence[bool]) -> list[Case]:
    """The sentences with what a system called them; those with another label failed."""
    cases = []
    for sentence, called in zip(sentences, loaded, strict=True):
        made = "loaded" if called else "neutral"
        kinds = {
            "gold label": str(sentence.label),
            "words that experts marked": band(len(sentence.words), (0, 1, 2), "word"),
            "experts call it": OPINIONS.get(sentence.opinion, "no agreement"),
            "quotation marks": "in the sentence" if find_quotations(sentence.text) else "none",
            "sentence length": band(len(words(sentence.text)), LENGTHS, "word"),
        }
        fault = "" if made == sentence.label else f"{sentence.label}, called {made}"
        cases.append(Case(kinds, fault))
    return cases


def _judge(
    sentence: BabeSentence, sides: tuple[Spans, Spans], faults: tuple[str, str], training: Training
) -> Iterator[Case]:
    """The distinct words of the first side; those that the second has not failed.

    Of the faults the first is for a word with none of the second side's words beside it.
    """
    found = words(sentence.text)
    judged, other = ([any(at.overlaps(span) for span in side) for _, at in found] for side in sides)
    right = {word for (word, _), there in zip(found, other, strict=True) if there}
    tokens = tokenise(sentence.text, [(0, len(sentence.text))])
    quotations = find_quotations(sentence.text)
    done = set()
    for number, (word, at) in enumerate(found):
        if not judged[number] or word in done:
            continue
        done.add(word)
        near = any(other[max(0, number - 1) : number + 2])
        kinds = {
            "part of speech": part_of_speech(
                tokens.tags[bisect_right(tokens.starts, at.start) - 1]
            ),
            "words in a row": band(_run(judged, number), (1, 2), "word"),
            "quotation marks": "around it" if quoted_share(at, quotations) > 0.5 else "none",
            "in the training part": training.describe(word),
            "known to": _known(word),
            "sentence": str(sentence.label),
        }
        yield Case(kinds, "" if word in right else faults[near])


def _run(marked: Sequence[bool], number: int) -> int:
    """How many words in a row are marked around this one."""
    first = last = number
    while first > 0 and marked[first - 1]:
        first -= 1
    while last + 1 < len(marked) and marked[last + 1]:
        last += 1
    return last - first + 1


def _known(word: str) -> str:
    """Which of the word lists of the rules has it, or what it is formed from."""
    forms = list(base_forms(word))
    if any(form in read_entries("loaded_language.tsv") for form in forms):
        return "the rules' lexicon"
    return "VADER's lexicon alone" if any(form in read_vader() for form in forms) else "neither"
